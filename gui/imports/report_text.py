"""The text of a report, its numbers marked by what becomes of them: by colour, and by the line below them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from gui.app.guard import guarded
from model.reading.proposal import Proposal

_PARAGRAPH = "\u2029"
_LINE = "\u2028"


@guarded
class ReportText(QPlainTextEdit):
    """Shows a text and the places of its numbers; `row_reached(place)` says at which of them the cursor came.

    Places are code points of the text, as everywhere in the model; Qt counts letters beyond U+FFFF twice.
    """

    row_reached = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._proposals: Sequence[Proposal] = ()
        self._current = -1
        self._wide: list[int] = []  # the places of letters that Qt counts twice
        self.cursorPositionChanged.connect(self._on_cursor_moved)

    def said(self) -> str:
        """Return the text as it was pasted: no-break spaces, which hold numbers together, are kept."""
        return self.document().toRawText().replace(_PARAGRAPH, "\n").replace(_LINE, "\n")

    def show_proposals(self, proposals: Sequence[Proposal]) -> None:
        """Mark the numbers of the text."""
        self._proposals = proposals
        self._wide = [place for place, letter in enumerate(self.said()) if ord(letter) > 0xFFFF]
        self._mark()

    def show_current(self, number: int) -> None:
        """Frame one of the numbers and bring it into view."""
        self._current = number
        self._mark()
        if 0 <= number < len(self._proposals):
            cursor = self._cursor(self._proposals[number])
            cursor.setPosition(cursor.selectionStart())
            self.blockSignals(True)
            self.setTextCursor(cursor)
            self.blockSignals(False)
            self.ensureCursorVisible()

    def _cursor(self, proposal: Proposal) -> QTextCursor:
        cursor = self.textCursor()
        cursor.setPosition(self._in_qt(proposal.start))
        cursor.setPosition(self._in_qt(proposal.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _in_qt(self, place: int) -> int:
        return place + bisect_right(self._wide, place - 1)

    def _mark(self) -> None:
        marks = []
        for number, proposal in enumerate(self._proposals):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._cursor(proposal)
            mark.format = self._format(proposal, current=number == self._current)
            marks.append(mark)
        self.setExtraSelections(marks)

    def _format(self, proposal: Proposal, *, current: bool) -> QTextCharFormat:
        style = QTextCharFormat()
        text = self.palette().color(QPalette.ColorRole.Text)
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        if proposal.kind is None:
            style.setForeground(self.palette().color(QPalette.ColorRole.PlaceholderText))
            style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.NoUnderline)
        else:
            tint = QColor(accent)
            tint.setAlpha(70 if proposal.ticked else 28)
            style.setBackground(tint)
            style.setUnderlineColor(text)
            line = QTextCharFormat.UnderlineStyle
            style.setUnderlineStyle(line.SingleUnderline if proposal.ticked else line.DotLine)
        if current:
            style.setBackground(accent)
            style.setForeground(self.palette().color(QPalette.ColorRole.HighlightedText))
        return style

    def _on_cursor_moved(self) -> None:
        place = self.textCursor().position()
        for number, proposal in enumerate(self._proposals):
            if self._in_qt(proposal.start) <= place <= self._in_qt(proposal.end):
                self.row_reached.emit(number)
                return
