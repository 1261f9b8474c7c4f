"""A published sentence read as a claim: its figure, days and measure, what it compares with; or its trend.

A sentence is read as a report is. Of several numbers in it the claim's is the rate, the ratio or the change,
which follows from the others; where there are two of these, or two figures, which is meant is left open. So
is whatever the sentence does not say. Nothing is taken for granted: whoever asks shows what was read before
anything comes of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from msgspec import Struct

from model.derive.measures import CLAIMED
from model.project import MOST_STEPS, ComparedBy, OtherDays, Trend
from model.reading.proposal import NoFigure, Proposal, ProposedKind
from model.text.days import Span, Step
from model.text.figure_words import TURNED
from model.text.figures import Figure, Qualifier, Quantity
from model.text.notation import Notation
from model.text.records import replace

LONGEST_READ = 2000  # characters: a sentence or a few; of more, the beginning is read


class ClaimSaid(Struct, frozen=True):
    """What a sentence says; what it does not say is None, or the empty text.

    `measure` is the key of a measure; `stated` is in the unit said, "" for the measure's own. `against` is
    what it compares with. Of a trend, `span` ends where the trend does. Of a `record`, `since` is the
    first day that it is among, None for all, and `step` by what its days are moved.
    """

    quote: str
    stated: Figure | None = None
    measure: str = ""
    span: Span | None = None
    trend: Trend | None = None
    step: Step = Step.MONTH
    count: int = 0
    against: OtherDays | None = None
    record: ComparedBy | None = None
    since: date | None = None


@lru_cache(maxsize=16)  # while a sentence is typed it is asked for several times at each key
def read_claim(text: str, notation: Notation, year: int | None = None) -> ClaimSaid:
    """Return what `text` claims. `year` is the one meant where a month is named without one.

    Numbers of an English sentence are read in the notation of the person, others in that of their language.
    Any text is read; one that says nothing leaves everything open.
    """
    from model.reading.days_said import find_days  # noqa: PLC0415 - as above
    from model.reading.languages import VOCABULARIES, language_of  # noqa: PLC0415 - 150 ms that a start does without
    from model.reading.records import mean_said, own_days, record_said, streak_said  # noqa: PLC0415 - as above
    from model.reading.report import read_report  # noqa: PLC0415 - as above
    from model.reading.things import thing_said  # noqa: PLC0415 - as above
    from model.reading.went_on import year_said  # noqa: PLC0415 - as above

    said = ClaimSaid(quote=text.strip())
    plain = " ".join(text.split())[:LONGEST_READ]
    code = language_of(plain)
    read = read_report(
        plain, language=code, notation=notation if code == "en" else None, year=year, alone=True
    )
    found = _claimed(read.proposals)
    if (reached := year_said(plain, VOCABULARIES[code])) is not None:
        stated, place = reached
        # beside another number it is not certain which is claimed
        if all(p.why_not is NoFigure.YEAR or p.start <= place < p.end for p in read.proposals):
            days = [one for one in find_days(plain, VOCABULARIES[code], None, year) if one.end <= place]
            return replace(said, stated=stated, measure="date_to", span=own_days(days))
    if (mean := mean_said(plain, VOCABULARIES[code], year)) is not None:
        numbers = [p for p in read.proposals if p.why_not in _OF_A_MEAN and p.value is not None]
        if len(numbers) == 1:  # a mean of people may have a fraction
            measure, span = mean
            return replace(said, stated=_figure(numbers[0]), measure=measure, span=span)
    if (streak := streak_said(plain, VOCABULARIES[code])) is not None:
        beyond = _beyond(said, read.proposals, *streak)
        if beyond is not None:
            return beyond
    record = record_said(plain, VOCABULARIES[code], year)
    # of `the second most` the second is no number of its own
    if record is not None and (found is None or found.value == record.rank > 1):
        return replace(
            said,
            stated=Figure(float(record.rank)),
            measure=record.measure,
            span=record.span,
            record=record.kind,
            since=record.since,
            step=record.step,
        )
    if found is None and (thing := thing_said(plain, read.proposals, VOCABULARIES[code], year)) is not None:
        return replace(said, stated=_figure(thing.number, thing.unit), measure=thing.measure, span=thing.span)
    return said if found is None else _said(said, found)


_OF_A_MEAN = (None, NoFigure.TWO_READINGS)
"""Why a number that is a mean may be no figure of its own."""


def _figure(proposal: Proposal, unit: str = "") -> Figure:
    number = proposal.value, proposal.low, proposal.high
    return Figure(*number, proposal.qualifier, unit, range=proposal.range)


_BEYOND = {
    Qualifier.OVER: Trend.ABOVE,
    Qualifier.AT_LEAST: Trend.ABOVE,
    Qualifier.UNDER: Trend.BELOW,
    Qualifier.UP_TO: Trend.BELOW,
}


def _beyond(said: ClaimSaid, proposals: Sequence[Proposal], step: Step, count: int) -> ClaimSaid | None:
    """Return the claim of a number that each of some steps lay beyond; None where there is not one such."""
    told = [
        p for p in proposals if p.kind is not None and p.qualifier in _BEYOND and measure_of(p) in CLAIMED
    ]
    stated = None if len(told) != 1 else stated_by(told[0])
    if stated is None or stated.value is None or count > MOST_STEPS:
        return None
    (found,) = told
    return replace(
        said,
        stated=replace(stated, qualifier=Qualifier.EXACT),
        measure=measure_of(found),
        span=None if found.last is None else Span(found.last, found.last),
        trend=_BEYOND[found.qualifier],
        step=step,
        count=count,
    )


def _claimed(proposals: Sequence[Proposal]) -> Proposal | None:
    """Return the number that a sentence claims, or None where that is not certain."""
    if any(p.why_not is NoFigure.TWO_READINGS for p in proposals):
        return None
    taken = [p for p in proposals if p.kind is not None and p.same_as is None]
    follows = [p for p in taken if p.kind is ProposedKind.CLAIM]
    if len(follows) == 1:
        return follows[0]
    if any(p.why_not in _MAY_FOLLOW for p in proposals):
        return None
    return taken[0] if len(taken) == 1 else None


_MAY_FOLLOW = (NoFigure.PERCENT_OTHER, NoFigure.PERCENT_OF_TERRITORY, NoFigure.RATIO)
"""Why a number was not taken that may be what the sentence claims of the others."""


def measure_of(proposal: Proposal) -> str:
    """Return the key of the measure that a number says something of; "" where there is none."""
    if proposal.measure:
        return proposal.measure
    if proposal.kind is ProposedKind.MILESTONE and proposal.unit == "people":
        return "losses"
    if proposal.kind is ProposedKind.LEVEL:
        return "held"
    whole = proposal.kind in (
        ProposedKind.LOSSES,
        ProposedKind.GAINS,
        ProposedKind.INTAKE,
        ProposedKind.REQUIREMENT,
    )
    return str(proposal.kind) if whole and "/" not in proposal.unit else ""


def stated_by(proposal: Proposal) -> Figure | None:
    """Return the figure of a claim that a number makes; None where its unit is none of its measure's.

    What is less than with other days is below 0.
    """
    figure = _figure(proposal)
    measure = CLAIMED[measure_of(proposal)]
    if proposal.compared is not None:
        return _of_comparison(proposal, figure, measure.unit)
    if proposal.unit not in Quantity.stated(measure.unit).units:
        return None
    if proposal.less:
        figure = _turned(figure)
    return figure if proposal.unit == measure.unit else replace(figure, unit=proposal.unit)


def _of_comparison(proposal: Proposal, figure: Figure, own: str) -> Figure:
    """Return what is stated of a comparison; "more than 40 % less" is less than -40 %."""
    if proposal.compared is not ComparedBy.CHANGE:
        return figure
    figure = replace(figure, unit="" if proposal.unit == own else proposal.unit)
    return _turned(figure) if proposal.less else figure


def _turned(figure: Figure) -> Figure:
    low, value, high = (None if x is None else -x for x in (figure.low, figure.value, figure.high))
    turned = TURNED.get(figure.qualifier, figure.qualifier)
    return replace(figure, low=high, value=value, high=low, qualifier=turned)


def other_days(proposal: Proposal) -> OtherDays | None:
    """Return the days with which a claim compares its own, and how; None where it does not."""
    if proposal.compared is None or proposal.against is None:
        return None
    return OtherDays(*proposal.against, proposal.compared)


def _said(said: ClaimSaid, found: Proposal) -> ClaimSaid:
    if found.first is not None and found.last is None:
        return said  # days without an end
    if not measure_of(found) or (found.compared is not None and found.against is None):
        return said
    span = None if found.first is None or found.last is None else Span(found.first, found.last)
    if found.trend is not None:
        return _trend(said, found)
    if found.kind is ProposedKind.MILESTONE and span is not None and found.counts == "confirmed_killed":
        span = None  # counted up to a day, not on it
    against = other_days(found)
    return replace(said, stated=stated_by(found), measure=measure_of(found), span=span, against=against)


def _trend(said: ClaimSaid, found: Proposal) -> ClaimSaid:
    count = int(found.value or 0)
    if not 1 <= count <= MOST_STEPS:
        return said
    return replace(
        said,
        measure=found.measure,
        span=None if found.last is None else Span(found.last, found.last),
        trend=found.trend,
        step=found.step,
        count=count,
    )
