"""Where bars appear: over the head of the window, so that what appears moves nothing under the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QWidget

from gui.app.guard import guarded

_SIDE, _TOP = 8, 3  # pixels between the bars and what they lie over
_BETWEEN = 4


@guarded
class Notices(QWidget):
    """Bars one below the other, lying over `over` and, where they are higher, over what is below it.

    It is a child of the window of `over`, as wide as it, and takes no room of its own.
    """

    def __init__(self, over: QWidget, bars: tuple[QWidget, ...], window: QWidget) -> None:
        super().__init__(window)
        self._over = over
        self._window = window
        self._bars = bars
        for bar in bars:
            bar.setParent(self)
            bar.installEventFilter(self)
        over.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the bars as they come and go, and what they lie over."""
        self.follow(event.type())
        return super().eventFilter(watched, event)

    def follow(self, kind: QEvent.Type) -> None:
        """Follow the window."""
        kinds = QEvent.Type
        if kind in (
            kinds.Resize,
            kinds.Move,
            kinds.ShowToParent,
            kinds.HideToParent,
            kinds.LayoutRequest,
        ):
            self._place()

    def _place(self) -> None:
        shown = [bar for bar in self._bars if not bar.isHidden()]
        width, top = self._over.width() - 2 * _SIDE, 0
        for bar in shown:
            height = bar.heightForWidth(width) if bar.hasHeightForWidth() else bar.sizeHint().height()
            bar.setGeometry(0, top, width, height)
            top += height + _BETWEEN
        corner = self._over.mapTo(self._window, QPoint(_SIDE, _TOP))
        self.setGeometry(corner.x(), corner.y(), width, top)
        self.raise_()
        self.setVisible(bool(shown))
