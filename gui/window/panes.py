"""The panes of the window: docks around the tables, calm until a person wants to move them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QVBoxLayout, QWidget

from gui.app.guard import guarded

_AREAS = Qt.DockWidgetArea
_WIDE = 1400  # pixels of a window in which there is room beside the tables at first
_BESIDE = 272
_LEAST_BESIDE = 230
_FEATURES = QDockWidget.DockWidgetFeature


@guarded
class _NoTitle(QWidget):
    """Stands where a title bar would: a bare widget asks for a height of −1, and the dock is cut by it."""

    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class Pane(QDockWidget):
    """A dock whose title bar shows only while panes are arranged, or while it floats."""

    def __init__(self, key: str, title: str, parent: QMainWindow) -> None:
        super().__init__(title, parent)
        self.setObjectName(f"pane_{key}")
        self._arranging = False
        self._bare = _NoTitle(self)
        self._inside = QWidget(self)
        self._layout = QVBoxLayout(self._inside)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setWidget(self._inside)
        self.setTitleBarWidget(self._bare)
        self.topLevelChanged.connect(self._show_title)

    def set_content(self, content: QWidget, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> None:
        """Put `content` into the pane, in the place of what was there."""
        while (item := self._layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        self._layout.setContentsMargins(*margins)
        self._layout.addWidget(content)

    @property
    def content(self) -> QWidget | None:
        """What is in the pane."""
        item = self._layout.itemAt(0)
        return None if item is None else item.widget()

    def set_arranging(self, arranging: bool) -> None:
        """Show or hide the title bar by which the pane is moved."""
        self._arranging = arranging
        self._show_title()

    def _show_title(self, _floating: bool = False) -> None:
        shown = self._arranging or self.isFloating()
        # Qt draws its own title bar where there is no widget in its place
        self.setTitleBarWidget(None if shown else self._bare)  # type: ignore[arg-type]  # None is Qt's own way
        if shown:
            self._bare.hide()


@guarded
class Panes(QObject):
    """The docks of a window, with the arrangement they have at first and the one that comes back."""

    arranging_changed = Signal(bool)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._first = QByteArray()
        self._arranging = False
        window.setDockNestingEnabled(True)
        self.headline = Pane("headline", self.tr("Headline"), window)
        self.left = Pane("chart_left", self.tr("Left chart"), window)
        self.right = Pane("chart_right", self.tr("Right chart"), window)
        window.addDockWidget(_AREAS.TopDockWidgetArea, self.headline)
        window.addDockWidget(_AREAS.BottomDockWidgetArea, self.left)
        window.splitDockWidget(self.left, self.right, Qt.Orientation.Horizontal)
        self.figure = Pane("figure", self.tr("Figure"), window)
        window.setCorner(Qt.Corner.BottomRightCorner, _AREAS.RightDockWidgetArea)
        window.addDockWidget(_AREAS.RightDockWidgetArea, self.figure)
        self.claims = Pane("claims", self.tr("Claims"), window)
        window.splitDockWidget(self.figure, self.claims, Qt.Orientation.Vertical)
        self._fitting = QTimer(self, interval=0, singleShot=True)
        self._fitting.timeout.connect(self._fit_beside)
        for pane in (self.figure, self.claims):
            pane.visibilityChanged.connect(self._on_beside_shown)
        window.installEventFilter(self)

    @property
    def all(self) -> Sequence[Pane]:
        """The panes from top to bottom, left to right."""
        return (self.headline, self.left, self.right, self.figure, self.claims)

    @property
    def arranging(self) -> bool:
        """Whether the title bars are shown."""
        return self._arranging

    def remember_first(self) -> None:
        """Keep the arrangement of now as the one that `reset` brings back."""
        self._first = self._window.saveState()

    def share_height(self) -> None:
        """Give the charts a little more than two fifths of the height, and each half of the width."""
        height, width = self._window.height(), self._window.width()
        self._window.resizeDocks([self.left], [round(height * 0.42)], Qt.Orientation.Vertical)
        self._window.resizeDocks([self.left, self.right], [width // 2, width // 2], Qt.Orientation.Horizontal)
        self._window.resizeDocks([self.figure], [_beside(width)], Qt.Orientation.Horizontal)
        self._window.resizeDocks([self.figure, self.claims], [height, height], Qt.Orientation.Vertical)
        if width < _WIDE:
            self.figure.hide()
            self.claims.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let what stands beside the tables become narrower with the window, if it had just its share."""
        if event.type() == QEvent.Type.Resize and isinstance(event, QResizeEvent):
            before, now = event.oldSize().width(), event.size().width()
            if now < before and self.figure.width() <= _beside(before):
                self._fitting.start()
        return super().eventFilter(watched, event)

    def _on_beside_shown(self, visible: bool) -> None:
        """In a narrow window, begin with the least width: the tables have little room as it is."""
        if visible and self._window.width() < _WIDE:
            self._fitting.start()

    def _fit_beside(self) -> None:
        shown = next((pane for pane in (self.figure, self.claims) if pane.isVisible()), None)
        share = _beside(self._window.width())
        if shown is not None and not shown.isFloating() and shown.width() > share:
            self._window.resizeDocks([shown], [share], Qt.Orientation.Horizontal)

    def reset(self) -> None:
        """Arrange the panes as they were at first."""
        self.set_arranging(False)
        for pane in self.all:
            pane.setFloating(False)
            pane.show()
        self._window.restoreState(self._first)
        self.share_height()

    def set_arranging(self, arranging: bool) -> None:
        """Show or hide the title bars by which panes are moved, floated and closed."""
        if arranging != self._arranging:
            self._arranging = arranging
            for pane in self.all:
                pane.set_arranging(arranging)
            self.arranging_changed.emit(arranging)


def _beside(width: int) -> int:
    """Return how wide what stands beside the tables is at first in a window of this width."""
    if width < _WIDE:
        return max(_LEAST_BESIDE, round(width * 0.18))
    return min(max(_BESIDE, round(width * 0.19)), 380)
