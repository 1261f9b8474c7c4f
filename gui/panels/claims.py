"""The published claims beside the tables, those about the current row first, each with its verdict."""

from __future__ import annotations

from enum import IntEnum

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPalette,
    QPen,
    QResizeEvent,
    QShowEvent,
)
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
from gui.app.translate import filled
from gui.panels.surface import FittedLabel, Surface, bold, muted_label, pane_layout, plain_tip, tool_button
from gui.session import Session, SessionChange
from model.checks.claims import Verdict, claims_about
from model.checks.verdict_words import VERDICT_NAMES
from model.columns import TABLE
from model.columns.claim_words import claim_line, claim_title

MOST_SHOWN = 200
"""Claims that are listed; the table has all of them."""


@guarded
class ClaimsPanel(Surface):
    """Follows the current row.

    Signals: `chosen(object)`: the number of a claim to go to; `asked`: one is to be checked; `left` by
    Escape; `closed` by its button.
    """

    chosen = Signal(object)
    asked = Signal()
    left = Signal()
    closed = Signal()

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        self._theme = theme
        self._about: tuple[str, int] | None = None
        self.setAccessibleName(self.tr("Claims"))
        self.model = ClaimsModel(self)
        self.list = ClaimList(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(ClaimDelegate(theme, self.list))
        self.list.setAccessibleName(self.tr("Published claims, recomputed"))
        self._arrange()
        self.list.chosen.connect(self._on_chosen)
        self.list.left.connect(self.left)
        session.changed.connect(self._on_changed)
        session.formats_changed.connect(self.refresh)
        theme.changed.connect(self._on_theme_changed)
        self.refresh()

    def look_at(self, table: str, row: int | None) -> None:
        """Show the claims about a row first."""
        about = None if row is None else (table, row)
        if about != self._about:
            self._about = about
            self.refresh()

    def refresh(self) -> None:
        """Ask again for everything that is shown. Without being seen, nothing is asked."""
        if not self.isVisibleTo(self.window()):
            return
        ctx = self._session.context
        about = claims_about(ctx.project, *self._about) if self._about is not None else ()
        claims = len(ctx.project.claims)
        concerned = set(about)
        order = [*about, *(row for row in range(claims) if row not in concerned)][:MOST_SHOWN]
        verdict = TABLE["claims"].column("verdict")
        self.model.show_claims(
            tuple(
                ShownClaim(
                    row,
                    claim_title(ctx, row),
                    claim_line(ctx, row),
                    ctx.checks.claims[row].judgement.verdict,
                    row in concerned,
                    verdict.text(ctx, row),
                )
                for row in order
            )
        )
        if self._about is not None and about and self._about[0] != "claims":
            name = TABLE[self._about[0]].row_name(ctx, self._about[1])
            said = filled(
                self.tr("{count} about {row}"), count=ctx.formats.number(len(about), "people"), row=name
            )
        else:
            said = self.tr("recomputed from the tables")
        self._heading.set_text(said)
        self._empty.setVisible(not claims)
        self.list.setVisible(claims > 0)
        more = claims - len(order)
        self._more.setText(
            self.tr("and {count} more in the table").format(count=ctx.formats.number(more, "people"))
        )
        self._more.setVisible(more > 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what was not asked for while nobody could see it."""
        super().showEvent(event)
        self.refresh()

    # how it is arranged

    def _arrange(self) -> None:
        self._heading = FittedLabel(scale=0.92, role=QPalette.ColorRole.PlaceholderText)
        self._check = tool_button(
            self.tr("Check a published claim"),
            self.tr("Check a published claim about the current cell (Ctrl+K)"),
            self.asked,
        )
        self._close = tool_button(
            self.tr("Close the pane"), self.tr("Close this pane; View, Panes brings it back"), self.closed
        )
        self._empty = muted_label(
            self.tr("No claims yet. Choose a cell and press Ctrl+K to check what was published about it.")
        )
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(12, 8, 12, 8)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._more = muted_label()
        self._more.setContentsMargins(12, 4, 12, 6)
        whole = pane_layout(self, self.tr("Claims"), self._heading, (self._check, self._close))
        whole.addWidget(self._empty, 1)
        whole.addWidget(self.list, 1)
        whole.addWidget(self._more)
        self._on_theme_changed()

    # what it follows

    def _on_changed(self, change: SessionChange) -> None:
        if change.loaded:
            self._about = None
        self.refresh()

    def _on_theme_changed(self) -> None:
        self._check.setIcon(self._theme.icon("add"))
        self._close.setIcon(self._theme.icon("close"))
        self.list.viewport().update()

    def _on_chosen(self, place: object) -> None:
        if isinstance(place, int) and place < len(self.model.shown):
            self.chosen.emit(self.model.shown[place].row)


# the list of claims beside the tables: what it shows, how it is painted, its keys


_SIDE, _ABOVE, _BETWEEN = 12, 7, 2  # pixels around and between the lines of a claim
Index = QModelIndex | QPersistentModelIndex


class ClaimRole(IntEnum):
    """What the view asks the model for beside the words of Qt's own roles."""

    LINE = Qt.ItemDataRole.UserRole
    VERDICT = Qt.ItemDataRole.UserRole + 1


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
        strong = bold(option.font)
        painter.setFont(strong)
        painter.setPen(_colour(tones, verdict))
        sign = QRect(box.left() + _SIDE, title.top(), _sign_width(option.font), QFontMetrics(strong).height())
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
