"""What would come of the ticked proposals of a report: periods and verdicts, reckoned beside the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from gui.dialogs.text_table import TextTable
from gui.panels.surface import FittedLabel, Surface, bold
from gui.session import Session
from model.columns import TABLE, Context
from model.edits.proposal_cells import held_beside
from model.edits.proposals import About, Added, add_proposals
from model.project import Project
from model.reading.proposal import Proposal
from model.text.formats import Formats
from model.text.records import replace
from model.text.words import Words

_PERIODS = ("label", "days", "losses", "gains", "losses_per_gain", "shortfall")
_CLAIMS = ("verdict", "stated", "measure", "computed")
_NUMBERS = (1, 2, 3, 4, 5)

Texts = tuple[tuple[str, ...], ...]


class Outlook(Struct, frozen=True):
    """The project with what is ticked, its new periods and claims as texts; what it holds already."""

    added: Added
    heads: tuple[tuple[str, ...], tuple[str, ...]]
    periods: Texts
    claims: Texts
    held: Mapping[int, Words]


def outlook(
    project: Project, proposals: Sequence[Proposal], side: str, about: About, formats: Formats
) -> Outlook:
    """Return what comes of proposals; touches no window, so that it may be called in a thread.

    `side` is whose figures they are where the text does not say.
    """
    added = add_proposals(project, wanted(proposals, side), about)
    context = Context.of(added.project, formats)
    tables = []
    for table, keys, held in (("periods", _PERIODS, project.periods), ("claims", _CLAIMS, project.claims)):
        columns = [TABLE[table].column(key) for key in keys]
        known = {id(row) for row in held}
        rows = tuple(
            tuple(column.text(context, index) for column in columns)
            for index, row in enumerate(getattr(added.project, table))
            if id(row) not in known
        )
        tables.append((tuple(column.label(context) for column in columns), rows))
    (heads, periods), (claim_heads, claims) = tables
    return Outlook(added, (heads, claim_heads), periods, claims, held_beside(project, proposals, formats))


def wanted(proposals: Sequence[Proposal], side: str) -> list[Proposal]:
    """Return the ticked proposals, with the side that the text leaves open."""
    return [
        proposal if proposal.side or not side else replace(proposal, side=side)
        for proposal in proposals
        if proposal.ticked
    ]


class ReportPane(Surface):
    """A sheet with a title, a remark beside it, and something below."""

    def __init__(self, title: str, content: QWidget, *below: QWidget) -> None:
        super().__init__()
        self.remark = FittedLabel(role=QPalette.ColorRole.PlaceholderText)
        name = QLabel(title)
        name.setFont(bold(name.font()))
        head = QHBoxLayout()
        head.setContentsMargins(10, 7, 10, 5)
        head.setSpacing(12)
        head.addWidget(name)
        head.addWidget(self.remark, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(content, 1)
        for each in below:
            column.addWidget(each)


class OutlookPanes(QSplitter):
    """The periods that would come of a report, and whether its claims hold."""

    def __init__(self, session: Session) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.periods = TextTable(self.tr("Periods that would come of it"), session)
        self.claims = TextTable(self.tr("Claims that would come of it, with their verdicts"), session)
        self.period_pane = ReportPane(self.tr("The periods that come of it"), self.periods)
        self.claim_pane = ReportPane(self.tr("Does it hold?"), self.claims)
        for table in (self.periods, self.claims):
            table.setFrameShape(TextTable.Shape.NoFrame)
            table.setShowGrid(False)
            table.horizontalHeader().setStretchLastSection(True)
        self.addWidget(self.period_pane)
        self.addWidget(self.claim_pane)
        self.setStretchFactor(0, 5)
        self.setStretchFactor(1, 4)
        self.setChildrenCollapsible(False)

    def show_outlook(self, found: Outlook) -> None:
        """Show what would come of it."""
        heads, claim_heads = found.heads
        self.periods.show_rows(heads, found.periods, _NUMBERS)
        self.claims.show_rows(claim_heads, found.claims)
        for table in (self.periods, self.claims):
            table.fit_columns()
