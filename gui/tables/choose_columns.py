"""The columns of a table, found by typing and switched on and off: what changes is seen at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.app.guard import guarded
from gui.app.windows import size_first
from gui.panels.surface import plain_tip, wrapped_label

_PLACE = Qt.ItemDataRole.UserRole
_WIDE, _HIGH = 420, 560
_LINES = 3  # of what a column is
_MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Choice(Struct, frozen=True):
    """A column to choose: its place in the table, its name, what it is, and whether it is shown."""

    place: int
    name: str
    help: str
    shown: bool


@guarded
class ChooseColumns(QDialog):
    """Lists the columns, those that are shown first. Up, Down and Enter work from the field of the words too.

    `columns()` are the choices as they are now; `show_column(place, shown)` makes one, `reset()` none.
    """

    def __init__(
        self,
        columns: Callable[[], Sequence[Choice]],
        show_column: Callable[[int, bool], None],
        reset: Callable[[], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._columns, self._show, self._reset = columns, show_column, reset
        self.setWindowTitle(self.tr("Choose columns"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find a column"))
        self.field.setAccessibleName(self.tr("Find a column"))
        self.field.setClearButtonEnabled(True)
        self.listed = QListWidget()
        self.listed.setAccessibleName(self.tr("Columns"))
        self._help = wrapped_label()
        self._help.setMinimumHeight(self._help.fontMetrics().lineSpacing() * _LINES)
        self._help.setAlignment(Qt.AlignmentFlag.AlignTop)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        first = QPushButton(self.tr("As at &First"))
        first.clicked.connect(self._on_first_clicked)
        buttons.addButton(first, QDialogButtonBox.ButtonRole.ResetRole)
        for button in buttons.buttons():
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.listed, 1)
        column.addWidget(self._help)
        column.addWidget(buttons)
        size_first(self, _WIDE, _HIGH)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._on_text_changed)
        self.listed.currentItemChanged.connect(self._on_current_changed)
        self._fill()
        self.listed.itemChanged.connect(self._on_item_changed)
        self.field.setFocus()

    def _fill(self) -> None:
        self.listed.clear()
        for choice in sorted(self._columns(), key=lambda each: not each.shown):
            item = QListWidgetItem(choice.name, self.listed)
            item.setData(_PLACE, choice.place)
            item.setToolTip(plain_tip(choice.help))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, choice.help)
            item.setCheckState(_state(choice.shown))
        self._on_text_changed()

    def _on_text_changed(self, _text: str = "") -> None:
        """List what has all the words in its name, else in what it is."""
        wanted = self.field.text().casefold().split()
        items = [self.listed.item(row) for row in range(self.listed.count())]
        named = [item for item in items if _has(wanted, item.text())]
        found = named or [item for item in items if _has(wanted, _said(item))]
        for item in items:
            item.setHidden(item not in found)
        self.listed.setCurrentRow(self.listed.row(found[0]) if found else -1)
        if not found:
            self._help.setText(self.tr("No column has these words."))

    def _on_current_changed(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        self._help.setText("" if item is None else _said(item))

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        """Show or hide the column; what cannot be, such as to hide the last one, is taken back."""
        self._show(item.data(_PLACE), item.checkState() == Qt.CheckState.Checked)
        now = next(each.shown for each in self._columns() if each.place == item.data(_PLACE))
        item.setCheckState(_state(now))

    def _on_first_clicked(self, _checked: bool = False) -> None:
        self._reset()
        self.listed.itemChanged.disconnect(self._on_item_changed)
        self._fill()
        self.listed.itemChanged.connect(self._on_item_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the field hand the keys that move to the list, and Enter switch the column that is current."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            item = self.listed.currentItem()
            if event.key() in _MOVING:
                QCoreApplication.sendEvent(self.listed, event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
                item.setCheckState(_state(item.checkState() != Qt.CheckState.Checked))
                return True
        return super().eventFilter(watched, event)


def _state(shown: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked


def _said(item: QListWidgetItem) -> str:
    return str(item.data(Qt.ItemDataRole.AccessibleDescriptionRole))


def _has(wanted: Sequence[str], text: str) -> bool:
    return all(word in text.casefold() for word in wanted)
