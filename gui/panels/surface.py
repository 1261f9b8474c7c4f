"""What the panes of the window stand on: a rounded sheet, and a label that shows as much as fits."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from textwrap import fill

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtGui import (
    Qt as QtText,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from gui.app.guard import guarded

RADIUS = 5.0
_LEAST_NUMBER, _LEAST_TEXT = 0.6, 0.85  # of its size, before what does not fit is cut
_TIP_LETTERS = 80  # of a line of a tooltip


@guarded
class Surface(QFrame):
    """A rounded sheet in the colours of the palette, around one widget or a layout of its own."""

    def __init__(self, content: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if content is not None:
            layout = QVBoxLayout(self)
            layout.setContentsMargins(1, 1, 1, 1)
            layout.addWidget(content)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sheet and its border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1.0))
        painter.setBrush(self.palette().brush(QPalette.ColorRole.Base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.end()


@guarded
class FittedLabel(QWidget):
    """Plain text on at most `lines` lines, cut with “…” where it does not fit; a tooltip then has all of it.

    A lone line is first drawn a little smaller; with `shrinks`, for a number, a good deal, and then not in
    part, which could be read as another number. A QLabel cuts lines in two when its place is too low; this
    one draws whole lines only. The colour is that of a role of the palette unless `set_colour` gives one.
    """

    def __init__(
        self,
        *,
        lines: int = 1,
        scale: float = 1.0,
        bold: bool = False,
        shrinks: bool = False,
        role: QPalette.ColorRole = QPalette.ColorRole.Text,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._lines = lines
        self._role = role
        self._colour: QColor | None = None
        self._scale = scale
        self._bold = bold
        self._shrinks = shrinks
        self._more = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setForegroundRole(role)

    def text(self) -> str:
        """Return the whole text, also where it is cut."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show `text`; line breaks in it count as spaces."""
        text = " ".join(text.split("\n"))
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self._set_tip()
        if self.sizePolicy().horizontalPolicy() is not QSizePolicy.Policy.Expanding:
            self.updateGeometry()
        self.update()

    def set_colour(self, colour: QColor | None) -> None:
        """Draw in `colour`, or in the role's own where it is None."""
        if colour != self._colour:
            self._colour = colour
            self.update()

    def set_more(self, text: str) -> None:
        """Say more in the tooltip than the text itself."""
        self._more = text
        self._set_tip()

    def set_lines(self, lines: int) -> None:
        """Use up to so many lines from now on."""
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()
            self._set_tip()
            self.update()

    def set_scale(self, scale: float) -> None:
        """Write in another size from now on, in parts of that of the window."""
        if scale != self._scale:
            self._scale = scale
            self.updateGeometry()
            self._set_tip()
            self.update()

    def line_height(self, scale: float) -> int:
        """Return how high a line is that is written in a size."""
        return QFontMetrics(self._full_font(scale)).height()

    def _full_font(self, scale: float | None = None) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * (self._scale if scale is None else scale))
        font.setBold(self._bold)
        return font

    def _drawn_font(self) -> QFont:
        """Return the font that is drawn with: a smaller one where the text fits by that."""
        full = self._full_font()
        if self._lines > 1:
            return full
        font, least = QFont(full), full.pointSizeF() * (_LEAST_NUMBER if self._shrinks else _LEAST_TEXT)
        while QFontMetrics(font).horizontalAdvance(self._text) > self.width():
            if font.pointSizeF() * 0.97 < least:
                return font if self._shrinks else full
            font.setPointSizeF(font.pointSizeF() * 0.97)
        return font

    def sizeHint(self) -> QSize:
        """Ask for the width of the whole text and the height of all lines."""
        metrics = QFontMetrics(self._full_font())
        return QSize(metrics.horizontalAdvance(self._text) + 1, metrics.height() * self._lines)

    def minimumSizeHint(self) -> QSize:
        """Do with little width, but not with less height."""
        return QSize(24, self.sizeHint().height())

    def shown_lines(self) -> tuple[str, ...]:
        """Return the lines as they are drawn in the width there is."""
        font = self._drawn_font()
        if self._shrinks and QFontMetrics(font).horizontalAdvance(self._text) > self.width():
            return ("…",)
        return fitted(self._text, font, self.width(), self._lines)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines that fit."""
        painter = QPainter(self)
        painter.setFont(self._drawn_font())
        painter.setPen(self._colour or self.palette().color(self._role))
        height = painter.fontMetrics().height()
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        for index, line in enumerate(self.shown_lines()):
            painter.drawText(QRect(0, index * height, self.width(), height), flags, line)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See again whether all of the text fits."""
        super().resizeEvent(event)
        self._set_tip()

    def _set_tip(self) -> None:
        whole = "".join(self.shown_lines()).replace(" ", "") == self._text.replace(" ", "")
        said = ([] if whole else [self._text]) + ([self._more] if self._more else [])
        self.setToolTip(plain_tip("\n".join(said)))


def fitted(text: str, font: QFont, width: int, lines: int) -> tuple[str, ...]:
    """Break `text` into at most `lines` lines of `width` pixels; the last one is cut with “…”."""
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) <= width:
        return (text,)
    if lines == 1:
        return (metrics.elidedText(text, Qt.TextElideMode.ElideRight, width),)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    shown: list[str] = []
    layout.beginLayout()
    while len(shown) < lines - 1:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        shown.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
    line = layout.createLine()
    if line.isValid():
        rest = text[line.textStart() :].strip()
        shown.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
    layout.endLayout()
    return tuple(shown)


def plain_tip(text: str) -> str:
    """Return a tooltip that shows `text` as it is, whatever marks it holds, wrapped at a readable width.

    It is plain text, for screen readers say it too; what Qt would take for rich text is made rich text with
    nothing but text in it.
    """
    if QtText.mightBeRichText(text):
        return f"<p style='white-space: pre-wrap'>{escape(text)}</p>"
    return "\n".join(
        fill(line, _TIP_LETTERS, break_long_words=False, break_on_hyphens=False)
        if len(line) > _TIP_LETTERS
        else line
        for line in text.split("\n")
    )


def plain_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label that shows its text as it is."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    return label


def muted_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label that shows its text as it is, in the colour of what is said beside the matter."""
    label = plain_label(text, parent)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def bold(font: QFont) -> QFont:
    """Return the bold of a font."""
    made = QFont(font)
    made.setBold(True)
    return made


def tool_button(name: str, tip: str, clicked: object) -> QToolButton:
    """Return a flat button for an icon, which the keyboard reaches; `clicked`: a signal or what it calls."""
    button = QToolButton(autoRaise=True)
    button.setAccessibleName(name)
    button.setToolTip(tip)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.clicked.connect(clicked)
    return button


def pane_layout(
    pane: QWidget, title: str, heading: FittedLabel, buttons: Sequence[QToolButton]
) -> QVBoxLayout:
    """Return the layout of a pane: its head, a line, and room for what it shows."""
    name = plain_label(title)
    name.setFont(bold(name.font()))
    head = QHBoxLayout()
    head.setContentsMargins(12, 5, 6, 5)
    head.setSpacing(10)
    head.addWidget(name)
    head.addWidget(heading, 1)
    for button in buttons:
        head.addWidget(button)
    line = QFrame(frameShape=QFrame.Shape.HLine, frameShadow=QFrame.Shadow.Plain)
    line.setForegroundRole(QPalette.ColorRole.Mid)
    whole = QVBoxLayout(pane)
    whole.setContentsMargins(1, 1, 1, 1)
    whole.setSpacing(0)
    whole.addLayout(head)
    whole.addWidget(line)
    return whole


def wrapped_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label that shows its text as it is, on as many lines as it takes."""
    label = plain_label(text, parent)
    label.setWordWrap(True)
    return label
