"""Which tables are exported, in which format, and how much of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFormLayout,
    QRadioButton,
    QWidget,
)

from gui.app.windows import size_first
from gui.dialogs.parts import Buttons, Part, Standard, arrange
from gui.panels.surface import wrapped_label
from gui.session import Session
from model.columns import TABLES
from model.output.formats import TABLE_FORMATS, Format
from model.text.words import words

ALL = ""
"""Stands for every table where one may be named."""


class ExportTable(QDialog):
    """Asks for the export of `table`, or of others. The choice is in `tables`, `kind`, `everything`."""

    def __init__(self, session: Session, table: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        written = session.formats.words
        project = session.project
        self.setWindowTitle(self.tr("Export table"))
        self._table = QComboBox()
        self._table.setAccessibleName(self.tr("Table"))
        for each in TABLES:
            count = session.formats.number(each.row_count(project), "people")
            self._table.addItem(f"{written(words(each.label))} ({count})", each.key)
        self._table.addItem(self.tr("All tables that have rows"), ALL)
        self._table.setCurrentIndex(self._table.findData(table))
        self._filled = tuple(each.key for each in TABLES if each.row_count(project))
        self._kind = QComboBox()
        self._kind.setAccessibleName(self.tr("Format"))
        for kind in TABLE_FORMATS:
            self._kind.addItem(written(words(kind.title)), kind.key)
        self._shown = QRadioButton(self.tr("What is &shown"))
        self._everything = QRadioButton(self.tr("&Everything"))
        self._shown.setChecked(True)
        group = QButtonGroup(self)
        group.addButton(self._shown)
        group.addButton(self._everything)
        self._hint = wrapped_label()
        self._hint.setMinimumHeight(self.fontMetrics().lineSpacing() * 3)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._arrange()
        self._kind.currentIndexChanged.connect(self._on_changed)
        self._table.currentIndexChanged.connect(self._on_changed)
        self._everything.toggled.connect(self._on_changed)
        self._on_changed()

    def _arrange(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("&Table:"), self._table)
        form.addRow(self.tr("&Format:"), self._kind)
        form.addRow(self.tr("How much:"), self._shown)
        form.addRow("", self._everything)
        form.addRow("", self._hint)
        buttons = Buttons(self, Standard.Cancel)
        self._go = buttons.addButton(self.tr("E&xport…"), Part.AcceptRole)
        arrange(self, form, buttons, spacing=12)
        size_first(self, 480, self.sizeHint().height())
        self._go.setDefault(True)
        self._table.setFocus()

    @property
    def kind(self) -> Format:
        """The format that is chosen."""
        return TABLE_FORMATS[self._kind.currentIndex()]

    @property
    def tables(self) -> Sequence[str]:
        """The keys of the tables that are chosen."""
        key = str(self._table.currentData())
        return (key,) if key != ALL else self._filled

    @property
    def everything(self) -> bool:
        """Whether all columns are wanted, with bounds and remarks, and not only those that are shown."""
        return self._everything.isChecked()

    def _on_changed(self, *_: object) -> None:
        several, last = self.kind.several, self._table.count() - 1
        model = self._table.model()
        if isinstance(model, QStandardItemModel):
            model.item(last).setEnabled(several and bool(self._filled))
        if not several and self._table.currentData() == ALL:
            self._table.setCurrentIndex(0)
        said = [self._said_of_columns()]
        if not several:
            said.append(self.tr("CSV holds one table."))
        self._hint.setText(" ".join(said))

    def _said_of_columns(self) -> str:
        if self.everything:
            return self.tr(
                "Every column; of each figure and result also low, best and high, sources and remarks."
            )
        return self.tr("The columns and rows in view, each figure with its source.")
