"""The published claims beside the tables, those about the current row first, each with its verdict."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPalette, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from gui.app.guard import guarded
from gui.app.theme import Theme
from gui.app.translate import filled
from gui.panels.claim_list import ClaimDelegate, ClaimList, ClaimsModel, ShownClaim
from gui.panels.surface import FittedLabel, Surface, plain_label
from gui.session import Session, SessionChange
from model.checks.claims import claims_about
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
        title = plain_label(self.tr("Claims"))
        font = QFont(title.font())
        font.setBold(True)
        title.setFont(font)
        self._heading = FittedLabel(scale=0.92, role=QPalette.ColorRole.PlaceholderText)
        self._check = QToolButton()
        self._check.setAutoRaise(True)
        self._check.setAccessibleName(self.tr("Check a published claim"))
        self._check.setToolTip(self.tr("Check a published claim about the current cell (Ctrl+K)"))
        self._check.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._check.clicked.connect(self._on_check_clicked)
        self._close = QToolButton()
        self._close.setAutoRaise(True)
        self._close.setAccessibleName(self.tr("Close the pane"))
        self._close.setToolTip(self.tr("Close this pane; View, Panes brings it back"))
        self._close.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._close.clicked.connect(self._on_close_clicked)
        head = QHBoxLayout()
        head.setContentsMargins(12, 5, 6, 5)
        head.setSpacing(10)
        head.addWidget(title)
        head.addWidget(self._heading, 1)
        head.addWidget(self._check)
        head.addWidget(self._close)
        self._empty = plain_label(
            self.tr("No claims yet. Choose a cell and press Ctrl+K to check what was published about it.")
        )
        self._empty.setWordWrap(True)
        self._empty.setContentsMargins(12, 8, 12, 8)
        self._empty.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._more = plain_label("")
        self._more.setContentsMargins(12, 4, 12, 6)
        self._more.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Plain)
        line.setForegroundRole(QPalette.ColorRole.Mid)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(line)
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

    def _on_check_clicked(self, _checked: bool = False) -> None:
        self.asked.emit()

    def _on_close_clicked(self, _checked: bool = False) -> None:
        self.closed.emit()
