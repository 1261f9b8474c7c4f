"""The list of claims beside the tables: what it shows, how it is painted, its keys."""

from __future__ import annotations

from enum import IntEnum

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.app.guard import guarded
from gui.app.theme import Theme, Tones
from gui.panels.surface import plain_tip
from model.checks.claims import Verdict
from model.checks.verdict_words import VERDICT_NAMES

_SIDE, _ABOVE, _BETWEEN = 12, 7, 2  # pixels around and between the lines of a claim
Index = QModelIndex | QPersistentModelIndex


class ClaimRole(IntEnum):
    """What the view asks the model for beside the words of Qt's own roles."""

    LINE = Qt.ItemDataRole.UserRole
    VERDICT = Qt.ItemDataRole.UserRole + 1
    CONCERNS = Qt.ItemDataRole.UserRole + 2
    ROW = Qt.ItemDataRole.UserRole + 3


class ShownClaim(Struct, frozen=True):
    """A claim as it is shown: its number, its words, what came of it."""

    row: int
    title: str
    line: str
    verdict: Verdict
    concerns: bool
    words: str


@guarded
class ClaimsModel(QAbstractListModel):
    """The claims that are listed, in their order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown: tuple[ShownClaim, ...] = ()

    def show_claims(self, shown: tuple[ShownClaim, ...]) -> None:
        """List other claims; where nothing changed, nothing happens."""
        if shown == self.shown:
            return
        if [each.row for each in shown] == [each.row for each in self.shown]:
            self.shown = shown
            self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self.shown = shown
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.shown):
            return None
        claim = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{VERDICT_NAMES[claim.verdict].sign} {claim.title}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{claim.words}: {claim.title} {claim.line}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{claim.title}\n{claim.line}")
        of_claim: dict[int, object] = {
            ClaimRole.LINE: claim.line,
            ClaimRole.VERDICT: claim.verdict,
            ClaimRole.CONCERNS: claim.concerns,
        }
        return of_claim.get(role)


@guarded
class ClaimDelegate(QStyledItemDelegate):
    """Paints a claim: its sign, its words on up to two lines, below them what was computed."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        metrics, small = QFontMetrics(option.font), QFontMetrics(_small(option.font))
        title, line = self._boxes(metrics, small, index, QRect(0, 0, width, 0))
        return QSize(width, 2 * _ABOVE + title.height() + _BETWEEN + line.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tones = self._theme.tones
        verdict = Verdict(index.data(ClaimRole.VERDICT))  # Qt hands out the text of it
        box: QRect = option.rect
        painter.save()
        self._paint_ground(painter, option, tones)
        small = _small(option.font)
        title, line = self._boxes(QFontMetrics(option.font), QFontMetrics(small), index, box)
        bold = QFont(option.font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(_colour(tones, verdict))
        sign = QRect(box.left() + _SIDE, title.top(), _sign_width(option.font), QFontMetrics(bold).height())
        painter.drawText(sign, Qt.AlignmentFlag.AlignLeft, VERDICT_NAMES[verdict].sign)
        painter.setFont(option.font)
        painter.setPen(QColor(tones.text))
        wrapped = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.setClipRect(box)
        painter.drawText(title, wrapped, self._cut(QFontMetrics(option.font), index, title.width()))
        painter.setFont(small)
        painter.setPen(QColor(tones.muted))
        painter.drawText(line, wrapped, str(index.data(ClaimRole.LINE)))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, tones: Tones) -> None:
        state, box = option.state, option.rect
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(box, QColor(tones.tint))
        painter.setPen(QPen(QColor(tones.border)))
        painter.drawLine(box.left() + _SIDE, box.bottom(), box.right() - _SIDE, box.bottom())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tones.accent)))
            painter.drawRect(box.adjusted(1, 1, -2, -2))

    def _boxes(
        self, metrics: QFontMetrics, small: QFontMetrics, index: Index, box: QRect
    ) -> tuple[QRect, QRect]:
        """Return where the words and the line below them stand."""
        left = box.left() + _SIDE + _sign_width(self._view.font())
        width = max(20, box.right() - _SIDE - left)
        flags = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
        room = QRect(0, 0, width, 10_000)
        high = metrics.boundingRect(room, flags, self._cut(metrics, index, width)).height()
        title = QRect(left, box.top() + _ABOVE, width, high)
        below = small.boundingRect(room, flags, str(index.data(ClaimRole.LINE))).height()
        return title, QRect(left, title.bottom() + 1 + _BETWEEN, width, below)

    def _cut(self, metrics: QFontMetrics, index: Index, width: int) -> str:
        """Return the words of the claim as far as they fit on about two lines."""
        title = str(index.data(Qt.ItemDataRole.DisplayRole))[2:]
        return metrics.elidedText(title, Qt.TextElideMode.ElideRight, int(width * 1.85))


@guarded
class ClaimList(QListView):
    """The list itself: a click or Enter goes to the claim in its table, Escape leaves."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.92)
    return small


def _sign_width(font: QFont) -> int:
    return QFontMetrics(font).horizontalAdvance("✓") + 7


def _colour(tones: Tones, verdict: Verdict) -> QColor:
    if verdict.holds:
        return QColor(tones.good)
    return QColor(tones.muted if verdict is Verdict.UNVERIFIABLE else tones.doubtful)
