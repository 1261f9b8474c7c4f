"""The proposals of a report as they are shown and typed over: what one becomes, its figure, its group.

Knows nothing of a window. What is typed here is what a person says: it settles the question it answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from types import MappingProxyType

from msgspec import Struct

from model.columns.trends import steps_words
from model.derive.measures import CAMPAIGN_MEASURES, CLAIMED, MEASURES
from model.edits.proposals import HeldAs, held
from model.project import Project
from model.reading.doubts import A_PART, NO_DAYS, NOT_SURE, TWO_READINGS
from model.reading.doubts_of_days import COMPARED, OTHER_DAYS, WHICH_DAYS
from model.reading.proposal import KINDS, WHY_NOT, DaysSaid, NoFigure, Proposal, ProposedKind, complete
from model.text.days import span_words
from model.text.errors import Unreadable
from model.text.figures import Figure, Quantity, read_figure, write_figure
from model.text.formats import Formats
from model.text.read_days import read_span
from model.text.records import replace
from model.text.units import UNITS, Unit, with_unit
from model.text.words import Words, marked, words

NOT_TAKEN = ""
_UNITS: MappingProxyType[ProposedKind, Unit] = MappingProxyType(
    {
        ProposedKind.LOSSES: "people",
        ProposedKind.GAINS: "km2",
        ProposedKind.LEVEL: "km2",
        ProposedKind.INTAKE: "people/month",
        ProposedKind.REQUIREMENT: "people/month",
        ProposedKind.TARGET: "people",
        ProposedKind.ACHIEVED: "people",
        ProposedKind.MILESTONE: "people",
    }
)
_RECRUITS = (ProposedKind.INTAKE, ProposedKind.REQUIREMENT, ProposedKind.TARGET, ProposedKind.ACHIEVED)
_DAYS_FROM = MappingProxyType(
    {
        DaysSaid.EARLIER: marked("days carried over"),
        DaysSaid.DATELINE: marked("days by its date"),
    }
)
NO_NUMBER = marked("How is the number to be read? Type it over.")
OF_KIND = (NOT_SURE, COMPARED, A_PART)
OF_FIGURE = (TWO_READINGS, NO_NUMBER)
OF_DAYS = (NO_DAYS, OTHER_DAYS, WHICH_DAYS)
"""The questions that are answered by choosing what a number becomes, and by typing its figure or its days."""


class ProposalGroup(Struct, frozen=True):
    """Proposals that stand together, such as those of the same days, by their places in the text."""

    title: Words
    places: tuple[int, ...]


def groups(proposals: Sequence[Proposal]) -> list[ProposalGroup]:
    """Return the proposals in groups: open days, periods by their first day, recruits, what is not taken."""
    found: dict[tuple[object, ...], list[int]] = {}
    for place, proposal in enumerate(proposals):
        found.setdefault(_group(proposal), []).append(place)
    return [ProposalGroup(_title(key), tuple(found[key])) for key in sorted(found, key=_order)]


_OPEN, _PERIOD, _OF_RECRUITS, _NONE, _NEVER = range(5)
_NO_COUNT = (
    NoFigure.AGE,
    NoFigure.DATE,
    NoFigure.DISTANCE,
    NoFigure.DURATION,
    NoFigure.LIST_MARKER,
    NoFigure.PHONE,
    NoFigure.TIME,
    NoFigure.UNIT_NAME,
    NoFigure.YEAR,
)
"""Why a number counts nobody and nothing, whoever reads it."""


def _group(proposal: Proposal) -> tuple[object, ...]:
    if proposal.kind is None:
        return (_NEVER if proposal.why_not in _NO_COUNT else _NONE,)
    if proposal.last is None:
        return (_OPEN,)
    if proposal.kind in _RECRUITS:
        return (_OF_RECRUITS,)
    return _PERIOD, proposal.first or proposal.last, proposal.last


def _order(key: tuple[object, ...]) -> tuple[object, ...]:
    kind, *days = key
    if not days:
        return kind, date.min, 0
    first, last = days
    if not isinstance(first, date) or not isinstance(last, date):
        raise TypeError("a period is a pair of days")
    return kind, first, -last.toordinal()


def _title(key: tuple[object, ...]) -> Words:
    kind, *days = key
    if days and isinstance(days[0], date) and isinstance(days[1], date):
        return span_words(days[0], days[1])
    return {
        _OPEN: words("Days to be said"),
        _OF_RECRUITS: words("Recruits"),
        _NONE: words("Not taken"),
        _NEVER: words("Dates, lengths, ages and names"),
    }[int(str(kind))]


# what a proposal becomes


def choices() -> list[str]:
    """Return what a number may become: the kinds of figures, a claim about each measure, nothing."""
    kinds = [str(kind) for kind in ProposedKind if kind is not ProposedKind.CLAIM]
    claims = [f"{ProposedKind.CLAIM}:{measure.key}" for measure in (*MEASURES, *CAMPAIGN_MEASURES)]
    return [*kinds, *claims, NOT_TAKEN]


def choice_of(proposal: Proposal) -> str:
    """Return what a proposal becomes, as `choices` has it."""
    if proposal.kind is None:
        return NOT_TAKEN
    return (
        f"{proposal.kind}:{proposal.measure}" if proposal.kind is ProposedKind.CLAIM else str(proposal.kind)
    )


def choice_words(choice: str) -> Words:
    """Return what a choice is called."""
    if choice == NOT_TAKEN:
        return words("Not taken")
    kind, _, measure = choice.partition(":")
    if measure not in CLAIMED:
        return words(KINDS[ProposedKind(kind)])
    return words("Claim: {measure}", measure=words(CLAIMED[measure].label))


def becomes(proposal: Proposal) -> Words:
    """Return what a proposal becomes, or why it becomes nothing."""
    if proposal.kind is None:
        return words(WHY_NOT[proposal.why_not]) if proposal.why_not is not None else words("Not taken")
    called = choice_words(choice_of(proposal))
    return called if proposal.same_as is None else words("{kind}, said again", kind=called)


def with_choice(proposal: Proposal, choice: str) -> Proposal:
    """Return a proposal that becomes something else, because a person says so."""
    if choice == choice_of(proposal):
        return proposal
    plain = replace(proposal, trend=None, compared=None, less=False, against=None, same_as=None, measure="")
    if choice == NOT_TAKEN:
        return replace(plain, kind=None, why_not=NoFigure.OTHER_COUNT, question="", asked=(), ticked=False)
    kind, _, measure = choice.partition(":")
    made = replace(plain, kind=ProposedKind(kind), measure=measure, why_not=None)
    own = _own_unit(made)
    unit = made.unit if made.unit in Quantity.stated(own).units else own
    return settled(replace(made, unit=unit), *OF_KIND)


def _own_unit(proposal: Proposal) -> Unit:
    if proposal.kind is ProposedKind.CLAIM:
        return CLAIMED[proposal.measure].unit
    return "people" if proposal.kind is None else _UNITS[proposal.kind]


def settled(proposal: Proposal, *answered: str) -> Proposal:
    """Return a proposal of which a person has `answered` some questions: ticked, if none is open.

    Whoever mends the days has not looked at who states it.
    """
    if proposal.kind is None:
        return replace(proposal, ticked=False)
    first, *asked = [q for q in (proposal.question, *proposal.asked) if q and q not in answered] or [""]
    if not ready(proposal):
        missing = NO_NUMBER if _without_number(proposal) else NO_DAYS
        first, asked = missing, [q for q in (first, *asked) if q not in ("", missing)]
    return replace(proposal, question=first, asked=tuple(asked), ticked=not first)


def ready(proposal: Proposal) -> bool:
    """Whether a proposal has all that a row needs, a number among it."""
    return complete(proposal) and not _without_number(proposal)


def _without_number(proposal: Proposal) -> bool:
    return proposal.value is None and proposal.low is None


# its figure and its days


def figure_text(proposal: Proposal, formats: Formats) -> str:
    """Return the figure of a proposal as it can be typed: `>125,000`, `25,000–30,000 a month`, `839 km²`."""
    if proposal.trend is not None and proposal.value is not None:
        return formats.words(steps_words(proposal.step, int(proposal.value)))
    if _without_number(proposal):
        return ""
    unit = proposal.unit if proposal.unit in UNITS else ""
    own = unit or "people"
    figure = Figure(proposal.value, proposal.low, proposal.high, proposal.qualifier)
    text = write_figure(figure, Quantity(own), formats.notation, own, formats.translate)
    if unit in ("", "people", "share"):
        return text
    return formats.words(with_unit(text, unit, formats.notation))


def with_figure(proposal: Proposal, typed: str, formats: Formats) -> Proposal:
    """Return a proposal with another figure: number, qualifier and unit. Raises Unreadable."""
    if proposal.trend is not None:
        raise Unreadable(words("How long a trend goes on is what the text says; it is not typed over."))
    own = _own_unit(proposal)
    shown = proposal.unit if proposal.unit in Quantity.stated(own).units else own
    negative = own not in ("people", "people/month", "people/day")
    figure = read_figure(typed, Quantity.stated(own, negative=negative), formats.notation, shown)
    return settled(
        replace(
            proposal,
            value=figure.value,
            low=figure.low,
            high=figure.high,
            qualifier=figure.qualifier,
            unit=figure.unit or own,
            same_as=None,
        ),
        *OF_FIGURE,
    )


def days_text(proposal: Proposal, formats: Formats) -> str:
    """Return the days of a proposal as they can be typed."""
    if proposal.last is None:
        return ""
    return span_words(proposal.first or proposal.last, proposal.last).text(formats.translate)


def with_days(proposal: Proposal, typed: str) -> Proposal:
    """Return a proposal with other days. Raises Unreadable."""
    span = read_span(typed)
    if span is None:
        raise Unreadable(words("“{text}” is no span of days.", text=typed))
    said = DaysSaid.SENTENCE
    return settled(replace(proposal, first=span.start, last=span.end, days_said=said, same_as=None), *OF_DAYS)


# what else is said of it


def remark(proposal: Proposal, beside: Words | None) -> Words | None:
    """Return the one thing to know of a proposal; `beside` is what the project says in its place."""
    if proposal.kind is None:
        return None
    if proposal.question and not proposal.ticked:
        return words(proposal.question)
    if beside is not None:
        return beside
    if proposal.scope:
        return words("of {scope} only", scope=proposal.scope)
    said = _DAYS_FROM.get(proposal.days_said)
    return None if said is None else words(said)


def held_beside(project: Project, proposals: Sequence[Proposal], formats: Formats) -> dict[int, Words]:
    """Return by their places what the project holds where proposals would go: the same, or another figure."""
    if not any((project.periods, project.intake, project.requirements, project.campaigns, project.claims)):
        return {}
    return {
        place: said
        for place, proposal in enumerate(proposals)
        if proposal.same_as is None
        and ready(proposal)
        and (said := _held(project, proposal, formats)) is not None
    }


def _held(project: Project, proposal: Proposal, formats: Formats) -> Words | None:
    how, figure = held(project, proposal)
    if how is HeldAs.EQUAL:
        return words("in the project already")
    if figure is None:
        return None
    unit = figure.unit or _own_unit(proposal)
    number = write_figure(figure, Quantity(unit), formats.notation, unit)
    return words("the project has {figure}", figure=number)


def numbers_left(proposals: Sequence[Proposal]) -> Iterator[int]:
    """Yield the places of what is still to be settled."""
    for place, proposal in enumerate(proposals):
        if (
            proposal.kind is not None
            and proposal.question
            and not proposal.ticked
            and proposal.same_as is None
        ):
            yield place
