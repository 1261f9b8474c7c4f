"""The editor of a cell: a line of text, with a line under it that says how the text is read."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QWidget

from gui.app.guard import guarded
from gui.app.theme import mix, table_tones


class Leave(Enum):
    """How an editor is left, and so where the current cell goes.

    `NEXT` is the next cell to type into; `KEEPING` goes down, and another number keeps the source of the old.
    """

    STAY = "stay"
    DOWN = "down"
    UP = "up"
    RIGHT = "right"
    LEFT = "left"
    NEXT = "next"
    PREVIOUS = "previous"
    FILL = "fill"
    KEEPING = "keeping the source"
    LOST_FOCUS = "lost focus"


_WHOLE = Qt.MatchFlag.MatchFixedString
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ENTERED = {_NONE: Leave.DOWN, _SHIFT: Leave.UP, _CONTROL: Leave.FILL, _CONTROL | _SHIFT: Leave.KEEPING}
_TABS = {Qt.Key.Key_Tab: Leave.NEXT, Qt.Key.Key_Backtab: Leave.PREVIOUS}
_TAB_MODIFIERS = (_NONE, _SHIFT)
_UP_AND_DOWN = {Qt.Key.Key_Up: Leave.UP, Qt.Key.Key_Down: Leave.DOWN}
_SIDEWAYS = {Qt.Key.Key_Left: Leave.LEFT, Qt.Key.Key_Right: Leave.RIGHT}


@guarded
class CellEditor(QLineEdit):
    """A line of text in a cell: `left(Leave)` asks to commit it, `cancelled` to forget, `today` for a day."""

    left = Signal(object)
    cancelled = Signal()
    today = Signal()

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setTextMargins(4, 0, 4, 0)
        self.setAccessibleName(name)
        self.setMaxLength(10_000_000)  # never cut what is pasted: too long a text is refused, in words
        self.setAutoFillBackground(True)
        self.loaded = False
        self.by_typing = False  # begun by typing over the cell: arrows then leave it, as in spreadsheets
        self._holder = parent
        self._choices: QCompleter | None = None
        self._original = ""
        self._cell = QRect()
        self.textChanged.connect(self._on_text_changed)

    @property
    def touched(self) -> bool:
        """Whether the text is another than the one that the editor began with."""
        return self.text() != self._original

    def load(self, text: str) -> None:
        """Begin with the text of the cell, which may hold line breaks; they stay."""
        self.setText(text)
        self._original = self.text()
        self.loaded = True

    def offer(self, choices: Sequence[str]) -> None:
        """Offer texts to choose from: they are listed while typing, and by Alt+Down or F4."""
        completer = QCompleter([choice for choice in choices if choice], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        completer.activated.connect(self._on_choice_activated)
        offered = completer.popup()
        if offered is not None:  # as wide as what it offers, wherever the cell is narrow
            offered.setMinimumWidth(
                offered.sizeHintForColumn(0) + offered.verticalScrollBar().sizeHint().width()
            )
        self.setCompleter(completer)
        self._choices = completer

    def list_choices(self) -> None:
        """Show all that may be chosen, what stands there now being marked."""
        if self._choices is not None:
            self._choices.setCompletionPrefix("")
            self._choices.complete()
            listed, model = self._choices.popup(), self._choices.completionModel()
            here = model.match(model.index(0, 0), Qt.ItemDataRole.DisplayRole, self.text(), 1, _WHOLE)
            if listed is not None and here:
                listed.setCurrentIndex(here[0])

    def chosen_text(self) -> str:
        """Return the text to commit: where one choice alone fits what is typed, that choice."""
        text = self.text()
        if self._choices is None or not text.strip() or not self.touched:
            return text
        popup = self._choices.popup()
        if popup is not None and popup.isVisible() and popup.currentIndex().isValid():
            return str(popup.currentIndex().data())
        model = self._choices.model()
        choices = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
        wanted = text.strip().casefold()
        if any(choice.casefold() == wanted for choice in choices):
            return text
        fitting = [choice for choice in choices if wanted in choice.casefold()]
        return fitting[0] if len(fitting) == 1 else text

    def place(self, cell: QRect) -> None:
        """Stand over the cell, wider where the text needs it and the table has the room."""
        self._cell = QRect(cell)
        wanted = max(cell.width(), self.fontMetrics().horizontalAdvance(self.text()) + 24)
        room = self._holder.width()
        box = QRect(cell)
        box.setWidth(max(cell.width(), min(wanted, room - max(0, cell.left()))))
        if self.alignment() & Qt.AlignmentFlag.AlignRight:
            box.moveRight(cell.right())
            if box.left() < 0:
                box.moveLeft(0)
        self.setGeometry(box)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.keyPressEvent(event)  # before Qt moves the focus by it
                return event.isAccepted()
        elif event.type() == QEvent.Type.ShortcutOverride and self._is_own_key(event):
            event.accept()  # before an action of the window takes it for a shortcut
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        leave = self._leaving(event)
        if leave is not None:
            event.accept()
            self.left.emit(leave)
        elif event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.cancelled.emit()
        elif self._asks_for_choices(event):
            self.list_choices()
        elif event.key() == Qt.Key.Key_Semicolon and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.today.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        staying = (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        )
        if event.reason() not in staying:
            self.left.emit(Leave.LOST_FOCUS)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(table_tones(self.palette()).outline, 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _is_own_key(self, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and (
            event.key() == Qt.Key.Key_Escape
            or self._leaving(event) is not None
            or self._asks_for_choices(event)
        )

    def _leaving(self, event: QKeyEvent) -> Leave | None:
        """Return how a key leaves the editor, or None where it is the editor's own."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ENTERS:
            return _ENTERED.get(modifiers)
        if key in _TABS:
            return _TABS[Qt.Key(key)] if modifiers in _TAB_MODIFIERS else None
        if modifiers or self._listing():
            return None
        if key in _UP_AND_DOWN:
            return _UP_AND_DOWN[Qt.Key(key)]
        return _SIDEWAYS.get(Qt.Key(key)) if self.by_typing and key in _SIDEWAYS else None

    def _listing(self) -> bool:
        popup = None if self._choices is None else self._choices.popup()
        return popup is not None and popup.isVisible()

    def _asks_for_choices(self, event: QKeyEvent) -> bool:
        if self._choices is None:
            return False
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        return bool(alt_down) or event.key() == Qt.Key.Key_F4

    def _on_choice_activated(self, choice: str) -> None:
        self.setText(choice)
        self.left.emit(Leave.STAY)

    def _on_text_changed(self, _text: str) -> None:
        if self._cell.isValid():
            self.place(self._cell)


@guarded
class ReadingLine(QLabel):
    """The line under an editor: how its text is read, or why it cannot be. Plain text, whatever is typed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._holder = parent
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAutoFillBackground(True)
        self.setMargin(5)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def say(self, text: str, editor: CellEditor, *, unreadable: bool, insisted: bool) -> None:
        """Show `text` beside `editor`, nothing where it is empty; in colour once a commit failed on it."""
        editor.setAccessibleDescription(text)
        if not text:
            self.hide()
            return
        tones = table_tones(self._holder.palette())
        colours = self.palette()
        colours.setColor(
            QPalette.ColorRole.Window, mix(tones.base, tones.bad if insisted else tones.text, 0.06)
        )
        colours.setColor(QPalette.ColorRole.WindowText, tones.bad if insisted else tones.text)
        self.setPalette(colours)
        self.setText(f"✕ {text}" if unreadable else text)
        self.place(editor)
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(table_tones(self._holder.palette()).chip_line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def place(self, editor: CellEditor) -> None:
        """Stand under the editor, above it where there is no room below, and within the table."""
        holder = self._holder
        corner = editor.mapTo(holder, editor.rect().bottomLeft())
        width = min(self._wanted_width(), max(80, holder.width() - 4))
        height = self.heightForWidth(width)
        left = max(2, min(corner.x(), holder.width() - width - 2))
        top = corner.y() + 1
        if top + height > holder.height():
            top = editor.mapTo(holder, editor.rect().topLeft()).y() - height - 1
        self.setGeometry(left, max(0, top), width, height)

    def _wanted_width(self) -> int:
        line = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self.margin() + 6
        return min(line, self.fontMetrics().averageCharWidth() * 60)
