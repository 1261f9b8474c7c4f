"""Flat tabs, each with the count of its rows on a rounded ground."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar, QWidget

from gui.app.guard import guarded
from gui.app.theme import TableTones, mix, table_tones
from gui.panels.surface import bold

_FITS = ((12, True), (6, True), (6, False), (3, False))  # pixels beside the text of a tab; whether it is bold
_GAP = 6
_PILL = 6  # pixels beside the count within its ground


@guarded
class CountedTabBar(QTabBar):
    """A tab bar that paints its tabs with counts, in the colours of the palette."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[int, str] = {}
        self._doubtful: set[int] = set()
        self._under_mouse = -1
        self._room, (self._side, self._bold) = 0, _FITS[0]
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setMouseTracking(True)

    def set_counts(self, counts: Mapping[int, tuple[str, bool]]) -> None:
        """Show counts beside the texts of tabs, by index; the text of a doubtful one says so too."""
        changed = [index for index, (count, _) in counts.items() if self._counts.get(index) != count]
        for index, (count, doubtful) in counts.items():
            self._counts[index] = count
            (self._doubtful.add if doubtful else self._doubtful.discard)(index)
        if changed:
            self.fit(self._room)
            self.setTabText(changed[0], self.tabText(changed[0]))  # asks for the sizes of all anew

    def fit(self, room: int) -> None:
        """Let the tabs stand closer where `room`, in pixels, is little, and none be bold where it is less."""
        self._room = room
        before = self._side, self._bold
        for self._side, self._bold in _FITS:
            if sum(self._width(index) + 2 * self._side for index in range(self.count())) <= room:
                break
        if (self._side, self._bold) != before:
            self.setTabText(0, self.tabText(0))

    def _width(self, index: int) -> int:
        """Return how wide the text of a tab is with its count, whether it is the current one or not."""
        pill = self._pill_width(index)
        return self._text_width(index, self._bold) + (pill + _GAP if pill else 0)

    def _text_width(self, index: int, strong: bool) -> int:
        font = bold(self.font()) if strong else self.font()
        return QFontMetrics(font).horizontalAdvance(self.tabText(index).replace("&", ""))

    def tabSizeHint(self, index: int) -> QSize:
        return QSize(self._width(index) + 2 * self._side, self.fontMetrics().height() + 16)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        tones = table_tones(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            box = self.tabRect(index)
            if box.intersects(event.rect()):
                self._paint_tab(painter, tones, index, box)
        painter.end()

    def _paint_tab(self, painter: QPainter, tones: TableTones, index: int, box: QRect) -> None:
        current = index == self.currentIndex()
        if current or index == self._under_mouse:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tones.total if current else tones.computed)
            painter.save()
            painter.setClipRect(box)
            painter.drawRoundedRect(box.adjusted(0, 4, 0, 8), 6, 6)
            painter.restore()
        if current:
            painter.fillRect(
                QRect(box.left() + self._side, box.bottom() - 1, box.width() - 2 * self._side, 2),
                tones.outline,
            )
        painter.setFont(bold(self.font()) if current and self._bold else self.font())
        painter.setPen(tones.text if current else tones.muted)
        room = box.adjusted(self._side, 4, -self._side, 0)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, middle | Qt.TextFlag.TextShowMnemonic, self.tabText(index))
        self._paint_count(painter, tones, index, box)
        if current and self.hasFocus():
            painter.setPen(QPen(tones.outline, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(3, 6, -3, -4), 4, 4)

    def _paint_count(self, painter: QPainter, tones: TableTones, index: int, box: QRect) -> None:
        if not (width := self._pill_width(index)):
            return
        font = self._small()
        painter.setFont(font)
        height = QFontMetrics(font).height() + 2
        text = self._text_width(index, self._bold and index == self.currentIndex())
        left, top = box.left() + self._side + text + _GAP, box.top() + 2 + (box.height() - height) // 2
        pill = QRect(left, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        doubtful = index in self._doubtful
        painter.setBrush(mix(tones.base, tones.doubtful, 0.16) if doubtful else tones.line)
        painter.drawRoundedRect(pill, height / 2, height / 2)
        plain = tones.text if index == self.currentIndex() else tones.muted
        painter.setPen(tones.doubtful if doubtful else plain)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._counts.get(index, ""))

    def _pill_width(self, index: int) -> int:
        """Return how wide the ground of a count is; there is none for no rows."""
        count = self._counts.get(index, "0")
        return 0 if count == "0" else QFontMetrics(self._small()).horizontalAdvance(count) + 2 * _PILL

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        return font

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(event.position().toPoint())
        super().mouseMoveEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._point_at(event.position().toPoint())
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._under_mouse = -1
        self.update()
        super().leaveEvent(event)

    def _point_at(self, at: QPoint) -> None:
        index = self.tabAt(at)
        if index != self._under_mouse:
            self._under_mouse = index
            self.update()
