"""The text of a report, its numbers marked by what becomes of them: by colour, and by the line below them."""

from __future__ import annotations

from bisect import bisect_right
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
    Places are code points of the text, as everywhere in the model; Qt counts letters beyond U+FFFF twice.
    """

    place_reached = Signal(int)
    rich_pasted = Signal(str, str)

    def __init__(self, tip: Callable[[int], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.document().setDocumentMargin(10)
        self._tip = tip
        self._proposals: Sequence[Proposal] = ()
        self._starts: list[int] = []
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
        self._starts = [self._in_qt(proposal.start) for proposal in proposals]
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

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste; of a page its own text is read, whose raised digits are no digits of a number."""
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

    def _cursor(self, proposal: Proposal) -> QTextCursor:
        cursor = self.textCursor()
        cursor.setPosition(self._in_qt(proposal.start))
        cursor.setPosition(self._in_qt(proposal.end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _in_qt(self, place: int) -> int:
        return place + bisect_right(self._wide, place - 1)

    def _mark(self) -> None:
        if self._proposals and self._in_qt(self._proposals[-1].end) >= self.document().characterCount():
            return  # the text was cut meanwhile, and is read anew soon
        marks = []
        for number, proposal in enumerate(self._proposals):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._cursor(proposal)
            mark.format = self._format(proposal, current=number == self._current)
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
        if number < 0 or position > self._in_qt(self._proposals[number].end):
            return None
        return number

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
