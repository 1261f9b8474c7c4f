"""The rail at the right edge: what stands around the tables is one visible click away, open or not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolBar, QToolButton, QWidget

from gui.app.guard import guarded
from gui.app.theme import Theme

_ALONG, _ACROSS = 12, 5  # pixels around the words of a tab


@guarded
class _RailTab(QToolButton):
    """The name of a pane, written downward; a line in the colour of what is chosen says that it is open."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        along = metrics.horizontalAdvance(self.text()) + 2 * _ALONG
        return QSize(metrics.height() + 2 * _ACROSS, along)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tones, box = self._theme.tones, self.rect()
        painter = QPainter(self)
        if self.isChecked() or self.underMouse():
            painter.fillRect(box, self.palette().alternateBase())
        if self.isChecked():
            painter.fillRect(QRect(0, 0, 2, box.height()), self.palette().highlight())
        painter.setPen(tones.text if self.isChecked() else tones.muted)
        painter.save()
        painter.translate(box.width(), 0)
        painter.rotate(90)
        painter.drawText(QRect(0, 0, box.height(), box.width()), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.restore()
        if self.hasFocus():
            painter.setPen(QPen(tones.accent))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.end()


class Rail(QToolBar):
    """A tab for each of `shown`, which open panes: a click opens one, another closes it."""

    def __init__(self, shown: Sequence[QAction], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("rail")
        self.setWindowTitle(self.tr("Around the tables"))
        self.setAccessibleName(self.tr("Around the tables"))
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._tabs: dict[QAction, QToolButton] = {}
        for action in shown:
            tab = _RailTab(theme)
            tab.setDefaultAction(action)
            self.addWidget(tab)
            self._tabs[action] = tab
        theme.changed.connect(self._paint)
        self._paint()

    def tab_of(self, action: QAction) -> QToolButton:
        """Return the tab that triggers an action."""
        return self._tabs[action]

    def _paint(self) -> None:
        tones = self._theme.tones
        self.setStyleSheet(
            f"QToolBar {{ background: {tones.surface}; border: none; border-left: 1px solid {tones.border};"
            " padding: 6px 0; spacing: 2px; }"
        )
