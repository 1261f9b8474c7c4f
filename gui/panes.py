"""The panes of the window: docks around the tables, calm until a person wants to move them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QVBoxLayout, QWidget

_AREAS = Qt.DockWidgetArea
_WIDE = 1400  # pixels of a window in which there is room beside the tables at first
_BESIDE = 272
_FEATURES = QDockWidget.DockWidgetFeature


class Pane(QDockWidget):
    """A dock whose title bar shows only while panes are arranged, or while it floats."""

    def __init__(self, key: str, title: str, parent: QMainWindow) -> None:
        super().__init__(title, parent)
        self.setObjectName(f"pane_{key}")
        self._arranging = False
        self._bare = QWidget(self)
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
        beside = min(max(_BESIDE, round(width * 0.19)), 380)
        self._window.resizeDocks([self.figure], [beside], Qt.Orientation.Horizontal)
        self._window.resizeDocks([self.figure, self.claims], [height, height], Qt.Orientation.Vertical)
        if width < _WIDE:
            self.figure.hide()
            self.claims.hide()

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
