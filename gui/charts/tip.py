"""The figures of what is under the mouse, beside it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

_AWAY = 14
_SHARE = 0.6


class Tip(QLabel):
    """A label over its parent; a tooltip would be rich text as soon as its words look like it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAutoFillBackground(True)
        self.setFrameShape(QLabel.Shape.Box)
        self.setMargin(7)
        self.setWordWrap(True)
        self.hide()

    def show_beside(self, at: QPoint, text: str) -> None:
        """Show `text` near `at`, within the parent."""
        room = self._parent.size()
        self.setText(text)
        # A label that wraps takes any width it is offered: offer what the longest line needs, within reason.
        widest = max(self.fontMetrics().horizontalAdvance(line) for line in text.splitlines() or [""])
        width = min(widest + 2 * self.margin() + 4, max(160, round(room.width() * _SHARE)))
        self.resize(width, self.heightForWidth(width))
        x, y = at.x() + _AWAY, at.y() + _AWAY
        if x + self.width() > room.width():
            x = at.x() - _AWAY - self.width()
        if y + self.height() > room.height():
            y = at.y() - _AWAY - self.height()
        self.move(max(0, min(x, room.width() - self.width())), max(0, min(y, room.height() - self.height())))
        self.show()
        self.raise_()
