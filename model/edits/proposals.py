"""Proposals put into a project: periods, recruitment, campaigns, milestones and claims, each with its quote.

One call is one step of undo. What the project holds already is not added again; another value of the same
days becomes an alternative of the figure in use. What has no place in a project is left out, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct

from model.checks.claims import OF_CAMPAIGN
from model.columns.cell import rows_of, with_rows
from model.derive.ground import ground_told
from model.project import (
    GROUND,
    Campaign,
    Claim,
    Counts,
    GainsAre,
    Intake,
    Milestone,
    Period,
    Project,
    Requirement,
    Row,
    Series,
    Source,
    figures_of,
)
from model.reading.claim import other_days, stated_by
from model.reading.proposal import Proposal, ProposedKind
from model.text.days import Span, called, span_words
from model.text.errors import Refused
from model.text.figures import Figure, Quantity
from model.text.kept_texts import LONGEST_TEXT, free_id, free_tag
from model.text.records import replace
from model.text.safe_text import cleaned, turns_numbers
from model.text.words import Words, marked, words

_HELD = marked("the project holds it already")
_COUNTS = {
    "killed": Counts.KILLED,
    "confirmed_killed": Counts.CONFIRMED_KILLED,
    "wounded": Counts.OTHER,
    "other": Counts.OTHER,
}
_COUNTED = {
    "killed": marked("killed"),
    "confirmed_killed": marked("confirmed dead"),
    "wounded": marked("wounded"),
    "other": marked("others"),
}


class About(Struct, frozen=True):
    """What a text does not say of itself: the day on which it was published, where, and its title.

    `say` gives what the program itself calls rows, and notes, in the language of who adds them.
    """

    published: date | None = None
    link: str = ""
    title: str = ""
    say: Callable[[Words], str] = str


class LeftOut(Struct, frozen=True):
    """A proposal that was not added, and why."""

    proposal: Proposal
    reason: Words


class Added(Struct, frozen=True):
    """A project with what was added, how many figures and claims that were, and what was left out."""

    project: Project
    figures: int
    claims: int
    left_out: tuple[LeftOut, ...]


def add_proposals(project: Project, proposals: Iterable[Proposal], about: About) -> Added:
    """Return the project with these proposals. What it holds stays; another value becomes an alternative."""
    adding = _Adding(project, about)
    for proposal in proposals:
        adding.add(proposal)
    return adding.done()


def with_text(project: Project, text: str) -> Project:
    """Return the project with the text of a report in its notes. Raises Refused where that is too long."""
    notes = "\n\n".join(part for part in (project.notes, cleaned(text).strip()) if part)
    if len(notes) > LONGEST_TEXT:
        message = marked("The text is too long to be kept: notes hold {most} letters. Its quotes are kept.")
        raise Refused(words(message, most=LONGEST_TEXT))
    return replace(project, notes=notes)


def _cleaned(proposal: Proposal) -> Proposal:
    """Return a proposal whose texts may stand in a project."""
    return replace(
        proposal,
        quote=cleaned(proposal.quote),
        source=cleaned(proposal.source),
        side=cleaned(proposal.side),
        scope=cleaned(proposal.scope),
        relayed_by=cleaned(proposal.relayed_by),
    )


class _Adding:
    def __init__(self, project: Project, about: About) -> None:
        self._project, self._about = project, about
        self._left: list[LeftOut] = []
        self._figures = self._claims = 0

    def done(self) -> Added:
        return Added(self._project, self._figures, self._claims, tuple(self._left))

    def add(self, proposal: Proposal) -> None:
        reason = self._missing(proposal)
        if reason is None:
            reason = self._put(_cleaned(proposal))
        if reason is not None:
            self._left.append(LeftOut(proposal, reason))

    def _missing(self, proposal: Proposal) -> Words | None:
        if proposal.kind is None:
            return words("it is no figure")
        if proposal.same_as is not None:
            return words("it says again what another figure says")
        if proposal.last is None or (proposal.first is None and proposal.trend is None):
            return words("its days are not known")
        if proposal.kind is ProposedKind.CLAIM and proposal.trend is None and stated_by(proposal) is None:
            return words("it is stated in a unit in which nothing is computed")
        if turns_numbers(proposal.quote):
            return words("a control in its sentence shows numbers turned round")
        return None

    def _put(self, proposal: Proposal) -> Words | None:
        match proposal.kind:
            case ProposedKind.LOSSES | ProposedKind.GAINS:
                return self._period(proposal)
            case ProposedKind.INTAKE | ProposedKind.REQUIREMENT:
                return self._rate(proposal)
            case ProposedKind.TARGET | ProposedKind.ACHIEVED:
                return self._campaign(proposal)
            case ProposedKind.MILESTONE | ProposedKind.LEVEL:
                return self._milestone(proposal)
            case _:
                return self._claim(proposal)

    # rows

    def _period(self, proposal: Proposal) -> Words | None:
        first, last = _days(proposal)
        series = self._series(proposal)
        place, figure = self._place(proposal, series), self._figure(proposal)
        if place != "losses" and self._project.the_series(series).gains_are is GainsAre.ADVANCE:
            return words("the gains of its series are an advance in km, no area")
        told: dict[str, Any] = {place: figure}
        for index, row in enumerate(self._project.periods):
            if (row.series, row.start, row.end) == (series, first, last):
                held: Figure | None = getattr(row, place)
                with_it = _beside(held, figure)
                if with_it is held:
                    return words(_HELD)
                told[place] = with_it
                self._replace("periods", index, replace(row, **told))
                self._figures += 1
                return None
        label = self._about.say(called(Span(first, last)))
        self._append("periods", replace(Period(series, label, first, last), **told))
        return None

    def _place(self, proposal: Proposal, series: str) -> str:
        """Return the field of a period in which a figure stands, by what the gains of its series are."""
        if proposal.kind is ProposedKind.LOSSES or not proposal.measure:
            return str(proposal.kind)
        gross = self._project.the_series(series).gross
        return next(field for field in GROUND if ground_told(field, gross=gross) == proposal.measure)

    def _rate(self, proposal: Proposal) -> Words | None:
        if proposal.unit != "people/month":
            return words("recruits are kept by the month, and this is not a number a month")
        first, last = _days(proposal)
        series = self._series(proposal)
        figure = replace(self._figure(proposal), unit="")
        label = self._about.say(called(Span(first, last)))
        if proposal.kind is ProposedKind.INTAKE:
            row: Intake | Requirement = Intake(series, label, first, last, figure)
            return self._once("intake", row)
        return self._once("requirements", Requirement(series, label, first, last, figure))

    def _campaign(self, proposal: Proposal) -> Words | None:
        first, last = _days(proposal)
        series = self._series(proposal)
        figure = self._figure(proposal)
        if proposal.kind is ProposedKind.TARGET:
            return self._target(
                Campaign(series, self._about.say(called(Span(first, last))), first, last, figure)
            )
        for index, row in enumerate(self._project.campaigns):
            if row.series != series or not row.start <= last <= row.end:
                continue
            if row.achieved is None:
                self._replace("campaigns", index, replace(row, achieved=replace(figure, as_of=last)))
                self._figures += 1
                return None
            if _says(row.achieved, figure):
                return words(_HELD)
        return words("no target is known that this is to be compared with")

    def _target(self, campaign: Campaign) -> Words | None:
        if not campaign.target.value and not campaign.target.low:
            return words("a target of 0 is none")
        for row in self._project.campaigns:
            if (row.series, row.start, row.end) == (campaign.series, campaign.start, campaign.end) and _says(
                row.target, campaign.target
            ):
                return words(_HELD)
        self._append("campaigns", campaign)
        return None

    def _milestone(self, proposal: Proposal) -> Words | None:
        _, last = _days(proposal)
        figure = replace(self._figure(proposal), unit=Quantity.MILESTONE.stored(proposal.unit))
        series = self._series(replace(proposal, counts=""))
        return self._once(
            "milestones", Milestone(series, self._about.say(span_words(last, last)), last, figure)
        )

    def _claim(self, proposal: Proposal) -> Words | None:
        last = proposal.last
        if last is None or (proposal.compared is not None and proposal.against is None):
            return words("with what it compares is not known")
        series = self._series(
            replace(proposal, counts="" if proposal.counts == "casualties" else proposal.counts)
        )
        first = proposal.first or last
        if proposal.measure in OF_CAMPAIGN:
            first, last = self._of_campaign(series, first, last)
        row = Claim(
            series,
            first,
            last,
            proposal.measure,
            None if proposal.trend is not None else stated_by(proposal),
            proposal.quote,
            self._source(proposal.source),
            trend=proposal.trend,
            step=proposal.step,
            count=0 if proposal.trend is None else int(proposal.value or 0),
            against=other_days(proposal),
        )
        if any(_same_claim(known, row) for known in self._project.claims):
            return words(_HELD)
        self._append("claims", row, claim=True)
        return None

    def _of_campaign(self, series: str, first: date, last: date) -> tuple[date, date]:
        """Return the days of the one campaign of a series that is under way on a day, else those said."""
        days = {
            (row.start, row.end)
            for row in self._project.campaigns
            if row.series == series and row.start <= last <= row.end
        }
        return days.pop() if len(days) == 1 else (first, last)

    def _once(self, table: str, row: Intake | Requirement | Milestone) -> Words | None:
        known: tuple[Any, ...] = rows_of(self._project, table)
        if any(_place(one) == _place(row) and _says(_told(one), _told(row)) for one in known):
            return words(_HELD)
        self._append(table, row)
        return None

    def _append(self, table: str, row: Row, claim: bool = False) -> None:
        self._project = with_rows(self._project, table, (*rows_of(self._project, table), row))
        self._claims += claim
        self._figures += not claim

    def _replace(self, table: str, index: int, row: Row) -> None:
        rows = rows_of(self._project, table)
        self._project = with_rows(self._project, table, (*rows[:index], row, *rows[index + 1 :]))

    # what rows name

    def _figure(self, proposal: Proposal) -> Figure:
        unit = "mi2" if proposal.unit == "mi2" else ""
        return Figure(
            proposal.value,
            proposal.low,
            proposal.high,
            proposal.qualifier,
            unit=unit,
            scope=proposal.scope,
            as_of=self._about.published,
            source=self._source(proposal.source),
            quote=proposal.quote,
            note=""
            if not proposal.relayed_by
            else self._about.say(words("passed on by {name}", name=proposal.relayed_by)),
            range=proposal.range,
        )

    def _source(self, name: str) -> str:
        if not name:
            return ""
        for source in self._project.sources:
            if source.name.casefold() == name.casefold() or source.id.casefold() == name.casefold():
                return source.id
        made = Source(
            free_tag(name, (source.id for source in self._project.sources)),
            name,
            url=self._about.link,
            published=self._about.published,
            note=cleaned(self._about.title),
        )
        self._project = replace(self._project, sources=(*self._project.sources, made))
        return made.id

    def _series(self, proposal: Proposal) -> str:
        """Return the series of a side and of what is counted, made where the project has none."""
        counts = _COUNTS.get(proposal.counts, Counts.CASUALTIES)
        side = proposal.side
        name = side or self._about.say(words("Losses and gains"))
        if counts is not Counts.CASUALTIES:
            name = f"{name}, {self._about.say(words(_COUNTED[proposal.counts]))}"
        for series in self._project.series:
            if series.name.casefold() == name.casefold() and series.counts is counts:
                return series.id
        if counts is Counts.CASUALTIES:
            for series in self._project.series:
                if series.counts is counts and side and series.side.casefold() == side.casefold():
                    return series.id
        made = Series(free_id(name, (series.id for series in self._project.series)), name, side, counts)
        self._project = replace(self._project, series=(*self._project.series, made))
        return made.id


class HeldAs(StrEnum):
    """How a proposal stands to what a project has of the same series and days."""

    NEW = "new"
    EQUAL = "equal"
    DIFFERS = "differs"


def held(project: Project, proposal: Proposal) -> tuple[HeldAs, Figure | None]:
    """Return how a proposal stands to what the project holds, and the figure from which it differs."""
    added = add_proposals(project, [proposal], About())
    if any(left.reason.template == _HELD for left in added.left_out):
        return HeldAs.EQUAL, None
    for before, after in zip(project.periods, added.project.periods, strict=False):
        if before is not after:
            differs = next(
                (was for (field, was) in figures_of(before) if was is not getattr(after, field)), None
            )
            if differs is not None:
                return HeldAs.DIFFERS, differs
    for table in ("intake", "requirements", "milestones"):
        known: tuple[Any, ...] = rows_of(project, table)
        new: tuple[Any, ...] = rows_of(added.project, table)[len(known) :]
        for row in new:
            other = next((_told(one) for one in known if _place(one) == _place(row)), None)
            if other is not None:
                return HeldAs.DIFFERS, other
    return HeldAs.NEW, None


def _days(proposal: Proposal) -> tuple[date, date]:
    if proposal.first is None or proposal.last is None:
        raise ValueError("a proposal without days is not added")
    return proposal.first, proposal.last


def _beside(held: Figure | None, figure: Figure) -> Figure:
    """Return the figure of a cell with another beside it; the one held, where it says the same already."""
    if held is None:
        return figure
    if any(_says(known, figure) for known in (held, *held.alternatives)):
        return held
    return replace(held, alternatives=(*held.alternatives, figure))


def _place(row: Intake | Requirement | Milestone) -> tuple[object, ...]:
    """Return of what series and days a row is."""
    days = (row.date,) if isinstance(row, Milestone) else (row.start, row.end)
    return row.series, *days


def _told(row: Intake | Requirement | Milestone) -> Figure:
    return row.figure if isinstance(row, Milestone) else row.per_month


def _same_claim(known: Claim, claim: Claim) -> bool:
    """Whether two claims are one, in whatever words they were published."""
    if known.stated is None or claim.stated is None:
        return replace(known, quote="", note="") == replace(claim, quote="")
    if not _says(known.stated, claim.stated):
        return False
    return replace(known, stated=claim.stated, quote="", note="", precision=None) == replace(claim, quote="")


def _says(known: Figure, figure: Figure) -> bool:
    """Whether two figures say the same, and the same source states them where both name one."""
    if known.source and figure.source and known.source != figure.source:
        return False
    return (known.value, known.low, known.high, known.qualifier, known.unit) == (
        figure.value,
        figure.low,
        figure.high,
        figure.qualifier,
        figure.unit,
    )
