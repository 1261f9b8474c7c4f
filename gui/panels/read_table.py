"""The one table to read: it looks as those of the project do, and what is selected in it is copied."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from gui.app.copied import copy_texts
from gui.app.guard import guarded
from gui.app.theme import table_tones
from gui.panels.read_model import ReadModel
from gui.session import Session

_AROUND = 10  # pixels that a row is higher than its text


@guarded
class ReadTable(QTableView):
    """Shows a model of texts; Ctrl+C copies the selected cells, of a session their numbers as numbers."""

    def __init__(
        self, name: str, model: ReadModel, session: Session | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._read = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + _AROUND)
        self.horizontalHeader().setHighlightSections(False)
        self._paint()

    def selected_text(self) -> str:
        """Return the selected cells as lines of tab-separated texts."""
        cells = sorted((index.row(), index.column()) for index in self.selectedIndexes())
        rows = dict.fromkeys(row for row, _ in cells)
        return "\n".join(
            "\t".join(" ".join(self._read.text(row, column).split()) for r, column in cells if r == row)
            for row in rows
        )

    def event(self, event: QEvent) -> bool:
        """Keep the keys that copy from the shortcuts of the window behind."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            copies = event.matches(QKeySequence.StandardKey.Copy)
            event.setAccepted(copies)
            return copies or super().event(event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected cells."""
        if event.matches(QKeySequence.StandardKey.Copy):
            notation = None if self._session is None else self._session.formats.notation
            copy_texts(self.selected_text(), notation)
            event.accept()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow another palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()

    def _paint(self) -> None:
        """Select as softly, and part cells and heads, as the tables of the project do."""
        tones = table_tones(QApplication.palette())
        line, head, edge = tones.line.name(), tones.head.name(), tones.group_line.name()
        chosen, text = tones.selected_on(tones.base).name(), tones.text.name()
        sheet = (
            f"QTableView {{ gridline-color: {line}; selection-background-color: {chosen};"
            f" selection-color: {text}; }}"
            f"QHeaderView::section {{ background: {head}; color: {text}; border: none; padding: 4px 6px;"
            f" border-right: 1px solid {line}; border-bottom: 1px solid {edge}; }}"
        )
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
