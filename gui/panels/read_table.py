"""The one table to read: it looks as those of the project do, and what is selected in it is copied."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from gui.app.copied import copy_texts
from gui.app.guard import guarded
from gui.app.theme import table_tones
from gui.panels.read_model import ReadModel
from gui.session import Session

_AROUND, _SIDE = 10, 6  # pixels that a row is higher than its text; beside the text of a head


@guarded
class _Head(QHeaderView):
    """The heads of columns, painted as those of the tables of the project are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.fontMetrics().height() + _AROUND)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        tones = table_tones(QApplication.palette())
        said = partial(self.model().headerData, section, Qt.Orientation.Horizontal)
        painter.save()
        painter.fillRect(rect, tones.head)
        painter.setPen(tones.line)
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(tones.group_line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(tones.text)
        painter.setFont(said(Qt.ItemDataRole.FontRole) or self.font())
        room = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        text = str(said(Qt.ItemDataRole.DisplayRole) or "")
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag(said(Qt.ItemDataRole.TextAlignmentRole)), text)
        painter.restore()


@guarded
class ReadTable(QTableView):
    """Shows a model of texts; Ctrl+C copies the selected cells, of a session their numbers as numbers."""

    def __init__(
        self, name: str, model: ReadModel, session: Session | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._read = model
        self.setHorizontalHeader(_Head(self))
        self.setModel(model)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + _AROUND)
        self._colour()

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
            self._colour()

    def _colour(self) -> None:
        """Select as softly as the tables of the project do, so that the colours of texts stay."""
        tones = table_tones(QApplication.palette())
        chosen = tones.selected_on(tones.base)
        if self.palette().color(QPalette.ColorRole.Highlight) != chosen:
            palette = QPalette()  # in which nothing else is set, so that the rest follows the program's
            palette.setColor(QPalette.ColorRole.Highlight, chosen)
            palette.setColor(QPalette.ColorRole.HighlightedText, tones.text)
            self.setPalette(palette)
