"""The text of a report, its numbers marked by what becomes of them: by colour, and by the line below them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from enum import StrEnum

from msgspec import Struct
from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QTextEdit, QToolTip, QWidget

from gui.app.guard import guarded
from gui.app.theme import DARK, tones_of
from gui.panels.surface import plain_tip
from model.reading.proposal import Proposal, ProposedKind

_PARAGRAPH = "\u2029"
_LINE = "\u2028"
_WIDE = re.compile("[\U00010000-\U0010ffff]")  # letters that Qt counts twice
_TINT = 44  # of 255; of what is not ticked half as much


class ReportMark(StrEnum):
    """How a number is marked: by what becomes of it."""

    LOSSES = "losses"
    GROUND = "ground"
    RECRUITS = "recruits"
    CLAIM = "claim"
    QUESTION = "question"


class _Look(Struct, frozen=True):
    """The colour of a mark, light and dark, and its line, for those who see no colour."""

    light: str
    dark: str
    line: QTextCharFormat.UnderlineStyle
    pen: Qt.PenStyle


_Under = QTextCharFormat.UnderlineStyle
_LOOKS = {
    ReportMark.LOSSES: _Look("#1f7a4d", "#5fcf95", _Under.SingleUnderline, Qt.PenStyle.SolidLine),
    ReportMark.GROUND: _Look("#2b66cc", "#78a9f7", _Under.DashDotLine, Qt.PenStyle.DashDotLine),
    ReportMark.RECRUITS: _Look("#8a6500", "#e0b54d", _Under.DashDotDotLine, Qt.PenStyle.DashDotDotLine),
    ReportMark.CLAIM: _Look("#6b3fa0", "#c39bf0", _Under.DashUnderline, Qt.PenStyle.DashLine),
    ReportMark.QUESTION: _Look("#b84a00", "#ff9d5c", _Under.DotLine, Qt.PenStyle.DotLine),
}
_GROUND = (ProposedKind.GAINS, ProposedKind.LEVEL)
_LOST = (ProposedKind.LOSSES, ProposedKind.MILESTONE)


def mark_of(proposal: Proposal) -> ReportMark:
    """Return how a number that is taken is marked."""
    if proposal.question and not proposal.ticked and proposal.same_as is None:
        return ReportMark.QUESTION
    if proposal.kind is ProposedKind.CLAIM:
        return ReportMark.CLAIM
    if proposal.kind in _GROUND:
        return ReportMark.GROUND
    return ReportMark.LOSSES if proposal.kind in _LOST else ReportMark.RECRUITS


def _colour(mark: ReportMark, palette: QPalette) -> QColor:
    look = _LOOKS[mark]
    return QColor(look.dark if tones_of(palette) is DARK else look.light)


@guarded
class ReportText(QPlainTextEdit):
    """Shows a text and the places of its numbers; `reached(place)` says at which of them the cursor came.

    `rich_pasted(markup)` comes instead of a paste where the clipboard has a page: whoever hears it reads it.
    `replaced` comes before a paste in place of all that was here.
    Places are code points of the text, as everywhere in the model; Qt counts letters beyond U+FFFF twice.
    """

    place_reached = Signal(int)
    rich_pasted = Signal(str, str)
    replaced = Signal()

    def __init__(self, tip: Callable[[int], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.document().setDocumentMargin(10)
        self._tip = tip
        self._proposals: Sequence[Proposal] = ()
        self._starts: list[int] = []  # of the numbers, where Qt counts them; they move while one types
        self._ends: list[int] = []
        self._current = -1
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.document().contentsChange.connect(self._on_contents_change)
        self.textChanged.connect(self._mark)
        self.verticalScrollBar().valueChanged.connect(self._mark)

    def said(self) -> str:
        """Return the text as it was pasted: no-break spaces, which hold numbers together, are kept."""
        return self.document().toRawText().replace(_PARAGRAPH, "\n").replace(_LINE, "\n")

    def show_proposals(self, proposals: Sequence[Proposal]) -> None:
        """Mark the numbers of the text."""
        wide = [match.start() for match in _WIDE.finditer(self.said())]
        self._proposals = proposals
        self._starts = [one.start + bisect_left(wide, one.start) for one in proposals]
        self._ends = [one.end + bisect_left(wide, one.end) for one in proposals]
        self._mark()

    def show_current(self, number: int) -> None:
        """Frame one of the numbers and bring it into view."""
        self._current = number
        if 0 <= number < len(self._proposals):
            cursor = self.textCursor()
            cursor.setPosition(self._starts[number])
            self.blockSignals(True)
            self.setTextCursor(cursor)
            self.blockSignals(False)
            self.ensureCursorVisible()
        self._mark()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste; of a page its own text is read, whose raised digits are no digits of a number."""
        before = self.textCursor().selectedText()
        if before.strip() and len(before) == len(self.toPlainText()):
            self.replaced.emit()
        if source.hasHtml():
            self.rich_pasted.emit(source.html(), source.text())
        else:
            super().insertFromMimeData(source)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text; files are the window's."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    def event(self, event: QEvent) -> bool:
        """Say on hover what becomes of a number."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self._at(self.cursorForPosition(event.pos()).position())
            QToolTip.showText(event.globalPos(), "" if number is None else plain_tip(self._tip(number)), self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Mark what came into view."""
        super().resizeEvent(event)
        self._mark()

    def _on_contents_change(self, place: int, removed: int, added: int) -> None:
        """Move the numbers behind what is typed; one that is typed into is none until it is read anew."""
        for number in range(bisect_right(self._ends, place), len(self._starts)):
            untouched = self._starts[number] >= place + removed
            by = added - removed
            self._starts[number] = self._starts[number] + by if untouched else place
            self._ends[number] = self._ends[number] + by if untouched else place

    def _mark(self) -> None:
        """Mark the numbers in view: Qt takes long over a thousand marks with each key."""
        view = self.viewport().rect()
        top, bottom = (
            self.cursorForPosition(corner).position() for corner in (view.topLeft(), view.bottomRight())
        )
        marks = []
        for number in range(bisect_left(self._ends, top), bisect_right(self._starts, bottom)):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self.textCursor()
            mark.cursor.setPosition(self._starts[number])
            mark.cursor.setPosition(self._ends[number], QTextCursor.MoveMode.KeepAnchor)
            mark.format = self._format(self._proposals[number], current=number == self._current)
            marks.append(mark)
        self.setExtraSelections(marks)

    def _format(self, proposal: Proposal, *, current: bool) -> QTextCharFormat:
        style = QTextCharFormat()
        palette = self.palette()
        if proposal.kind is None:
            style.setForeground(palette.color(QPalette.ColorRole.PlaceholderText))
        else:
            mark = mark_of(proposal)
            colour = _colour(mark, palette)
            style.setUnderlineStyle(_LOOKS[mark].line)
            style.setUnderlineColor(colour)
            colour.setAlpha(_TINT if proposal.ticked or mark is ReportMark.QUESTION else _TINT // 2)
            style.setBackground(colour)
        if current:
            style.setBackground(palette.color(QPalette.ColorRole.Highlight))
            style.setForeground(palette.color(QPalette.ColorRole.HighlightedText))
        return style

    def _at(self, position: int) -> int | None:
        number = bisect_right(self._starts, position) - 1
        return number if number >= 0 and self._starts[number] < self._ends[number] >= position else None

    def _on_cursor_moved(self) -> None:
        number = self._at(self.textCursor().position())
        if number is not None:
            self.place_reached.emit(number)


@guarded
class MarkLegend(QWidget):
    """Says what a mark stands for, in its colour and with its line."""

    def __init__(self, mark: ReportMark, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark, self._text = mark, text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for the room of the text."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 10, metrics.height() + 5)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text on its tint, above its line."""
        painter = QPainter(self)
        colour = _colour(self._mark, self.palette())
        tint = QColor(colour)
        tint.setAlpha(_TINT)
        painter.fillRect(self.rect(), tint)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(self.rect().adjusted(0, 0, 0, -3), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.setPen(QPen(colour, 1.5, _LOOKS[self._mark].pen))
        painter.drawLine(2, self.height() - 2, self.width() - 2, self.height() - 2)
        painter.end()
