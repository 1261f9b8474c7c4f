"""The panes of the window: docks around the tables, calm until a person wants to move them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMainWindow, QStyle, QVBoxLayout, QWidget

from gui.app.guard import guarded
from gui.panels.headline import Headline

_AREAS = Qt.DockWidgetArea
_WIDE = 1400  # pixels of a window in which there is room beside the tables at first
_BESIDE = 272
_LEAST_BESIDE = 230
_CHARTS = 0.42  # of the height of a window
_LEAST_CHARTS, _GOOD_CHARTS = 190, 226  # pixels that can be read, and read well
_ROWS = 7  # of a table: what the charts leave room for
_LEAST_ROWS = 6  # else they give their room up
_OPENED_ROWS = 2  # what they leave where a person opens them in a window as low as that
_PASSES = 4  # at the most, until everything has its place
_SLACK = 8  # pixels that rounding and a frame of the window may take
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


class Panes(QObject):
    """The docks of a window, with the arrangement they have at first and the one that comes back.

    A size that is as it was shared out follows the window, smaller and larger; one that a person gave stays.
    Where the window is too low for six rows below the headline and above the charts, the headline takes one
    line; where that is not enough the charts fold away, until there is room or `charts` is triggered.
    """

    arranging_changed = Signal(bool)

    def __init__(
        self, window: QMainWindow, headline: Headline, rows_height: Callable[[int, bool], int]
    ) -> None:
        """`rows_height(rows, whole)` says how high so many rows are in the tables, if there or `whole`."""
        super().__init__(window)
        self._window = window
        self._rows_height = rows_height
        self._first = QByteArray()
        self._arranging = False
        self._pressed = (0, 0)  # what the panes took when the mouse was pressed, maybe on an edge of theirs
        window.setDockNestingEnabled(True)
        self.headline = Pane("headline", self.tr("Headline"), window)
        self.left = Pane("chart_left", self.tr("Left chart"), window)
        self.right = Pane("chart_right", self.tr("Right chart"), window)
        self._cards = headline
        self.headline.set_content(headline)
        window.addDockWidget(_AREAS.TopDockWidgetArea, self.headline)
        window.addDockWidget(_AREAS.BottomDockWidgetArea, self.left)
        window.splitDockWidget(self.left, self.right, Qt.Orientation.Horizontal)
        self.figure = Pane("figure", self.tr("Figure"), window)
        window.setCorner(Qt.Corner.BottomRightCorner, _AREAS.RightDockWidgetArea)
        window.addDockWidget(_AREAS.RightDockWidgetArea, self.figure)
        self.claims = Pane("claims", self.tr("Claims"), window)
        window.splitDockWidget(self.figure, self.claims, Qt.Orientation.Vertical)
        self._beside_follows = self._charts_follow = True
        self._following = QTimer(self, interval=0, singleShot=True)
        self._following.timeout.connect(self._follow)
        for pane in self.beside:
            pane.visibilityChanged.connect(self._on_beside_shown)
        self.charts = QAction(self.tr("Charts"), self, checkable=True, checked=True)
        self.charts.triggered.connect(self._show_charts)
        self._charts_open = True
        self._folding = False  # while the charts come and go with the room for them
        self._folded: tuple[Pane, ...] = ()  # those that went
        self._fitted: tuple[int, QSize] | None = None  # the height given to the headline, in which window
        self._kept = False  # whether a person wants the charts where there is no room for them
        for pane in self._charts:
            pane.visibilityChanged.connect(self._on_chart_shown)

    @property
    def all(self) -> Sequence[Pane]:
        """The panes from top to bottom, left to right."""
        return (self.headline, self.left, self.right, self.figure, self.claims)

    @property
    def beside(self) -> Sequence[Pane]:
        """The panes beside the tables: in a narrow window they are one click away at first."""
        return (self.figure, self.claims)

    @property
    def openers(self) -> Sequence[QAction]:
        """What opens and closes the charts, and each pane beside the tables."""
        return (self.charts, *(pane.toggleViewAction() for pane in self.beside))

    @property
    def _charts(self) -> Sequence[Pane]:
        return (self.left, self.right)

    @property
    def arranging(self) -> bool:
        """Whether the title bars are shown."""
        return self._arranging

    def remember_first(self) -> None:
        """Keep the arrangement of now as the one that `reset` brings back.

        In a narrow window nothing stands beside the tables at first, nor asks for its width.
        """
        self._first = self._window.saveState()
        for pane in self.beside:
            pane.setVisible(self._window.width() >= _WIDE)

    def share_room(self) -> None:
        """Share the room out as at first."""
        height, width = self._window.height(), self._window.width()
        self._beside_follows = self._charts_follow = True
        self._window.resizeDocks([self.left, self.right], [width // 2, width // 2], Qt.Orientation.Horizontal)
        self._window.resizeDocks([self.figure, self.claims], [height, height], Qt.Orientation.Vertical)
        layout, passes = self._window.layout(), 0
        self._follow()
        while (
            layout is not None and self._following.isActive() and passes < _PASSES
        ):  # before the first frame
            self._following.stop()
            layout.activate()
            self._follow()
            passes += 1

    def keep_room(self) -> None:
        """Take up what a person arranged the last time: what was just its share goes on following."""
        self._kept = self._charts_open  # where there is room, the next look at it says so
        self._folded = () if self._kept or self._is_roomy() else tuple(self._charts)
        wanted = (_beside(self._window.width()), self._charts_height())
        self._beside_follows, self._charts_follow = (
            abs(taken - share) <= _SLACK for taken, share in zip(self._taken(), wanted, strict=True)
        )

    def _taken(self) -> tuple[int, int]:
        """Return the width beside the tables and the height of the charts; 0 where there are none."""
        beside, charts = _docked(self.beside), _docked(self._charts)
        return 0 if beside is None else beside.width(), 0 if charts is None else charts.height()

    def follow(self, kind: QEvent.Type) -> None:
        """Let the panes follow the size of the window, but for those whose edge a person dragged."""
        if kind is QEvent.Type.Resize and self._window.isVisible():
            self._following.start()
        elif kind is QEvent.Type.MouseButtonPress:  # on an edge: it is no widget of its own
            self._pressed = self._taken()
        elif kind is QEvent.Type.MouseButtonRelease:
            taken = self._taken()
            self._beside_follows &= taken[0] == self._pressed[0]
            self._charts_follow &= taken[1] == self._pressed[1]

    def _on_beside_shown(self, visible: bool) -> None:
        """Begin with the share of the window as it is now."""
        if visible and self._window.isVisible():
            self._following.start()

    def _show_charts(self, shown: bool) -> None:
        """Show both charts, or none."""
        for pane in self._charts:
            pane.setVisible(shown)

    def _on_chart_shown(self, _visible: bool) -> None:
        opened = not all(pane.isHidden() for pane in self._charts)
        if opened is self._charts_open:
            return
        self._charts_open = opened
        self.charts.setChecked(opened)
        if not self._folding:
            self._kept, self._folded = opened, ()
            if self._window.isVisible():
                self._following.start()

    def _is_roomy(self) -> bool:
        """Whether six rows have room beside the charts, the headline on one line."""
        return self._left_by(self._cards.height_of(low=True), _LEAST_ROWS, _LEAST_CHARTS) >= 0

    def _left_by(self, headline: int, rows: int, charts: int) -> int:
        """Return how much room a headline and charts of such heights and so many rows leave."""
        edge = self._window.style().pixelMetric(QStyle.PixelMetric.PM_DockWidgetSeparatorExtent)
        room = self._window.centralWidget().height() + self._taken()[1] + edge * bool(self._taken()[1])
        if _docked((self.headline,)):
            room += self.headline.height() - headline
        wanted = charts + edge if self._charts_open or self._folded else 0
        return room - wanted - self._rows_height(rows, True)

    def _fold(self) -> bool:
        """Let the headline and the charts give up, or take again, what six rows of the tables need.

        Returns whether something moved, so that all is to be looked at again once it has its place.
        """
        roomy = self._is_roomy()
        low = self._left_by(self._cards.height_of(low=False), _ROWS, _GOOD_CHARTS) < 0
        turned = low is not self._cards.low
        self._cards.set_low(low)
        self._kept &= not roomy
        going = () if roomy or self._kept else tuple(each for each in self._charts if _docked((each,)))
        coming = self._folded if roomy else ()
        self._folding = True
        for pane in (*going, *coming):
            pane.setVisible(pane in coming)
        self._folding = False
        self._folded = () if roomy else self._folded or going
        wanted = self._cards.height_of(low=low), self._window.size()
        if turned or going or coming or not _docked((self.headline,)) or wanted == self._fitted:
            return bool(turned or going or coming)
        self._fitted = wanted
        self._window.resizeDocks([self.headline], [wanted[0]], Qt.Orientation.Vertical)
        return True

    def _follow(self) -> None:
        if self._fold():
            self._following.start()
            return
        window, beside, charts = self._window, _docked(self.beside), _docked(self._charts)
        if beside is not None and self._beside_follows:
            window.resizeDocks([beside], [_beside(window.width())], Qt.Orientation.Horizontal)
        if charts is not None and self._charts_follow:
            window.resizeDocks([charts], [self._charts_height()], Qt.Orientation.Vertical)

    def _charts_height(self) -> int:
        """Return two fifths of the window, and less where the tables would not show their rows then."""
        room = self._window.centralWidget().height() + self._taken()[1]
        wanted, rows = round(self._window.height() * _CHARTS), _OPENED_ROWS if self._kept else _ROWS
        return max(_LEAST_CHARTS, min(wanted, room - self._rows_height(rows, False)))

    def reset(self) -> None:
        """Arrange the panes as they were at first; those beside the tables stay open where they are."""
        self.set_arranging(False)
        opened = [pane for pane in self.beside if pane.isVisible()]
        for pane in self.all:
            pane.setFloating(False)
        self._window.restoreState(self._first)
        self._kept, self._folded = False, ()
        for pane in self.beside:
            pane.setVisible(pane in opened or self._window.width() >= _WIDE)
        self.share_room()

    def set_arranging(self, arranging: bool) -> None:
        """Show or hide the title bars by which panes are moved, floated and closed."""
        if arranging != self._arranging:
            self._arranging = arranging
            for pane in self.all:
                pane.set_arranging(arranging)
            self.arranging_changed.emit(arranging)


def _docked(panes: Sequence[Pane]) -> Pane | None:
    """Return the first of these that is shown within the window."""
    return next((pane for pane in panes if pane.isVisible() and not pane.isFloating()), None)


def _beside(width: int) -> int:
    """Return how wide what stands beside the tables is at first in a window of this width."""
    if width < _WIDE:
        return max(_LEAST_BESIDE, round(width * 0.18))
    return min(max(_BESIDE, round(width * 0.19)), 380)
