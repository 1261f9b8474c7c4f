"""Claims of records: `the highest month of the war`, `the second most`, `the lowest since April 2024`.

The days of the claim are one of many spans of days of the same length, each so many steps from it. What is
computed is its place among them, from the top or from the bottom: 1 where it is the highest of all, for
certain where its low is above the high of each other one. Spans of which losses are known to hold a
correction of other days are none of them.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from model.checks.judging import StepValue
from model.derive.bands import ABOUT, Band, Flags, Floats, Reason, RowNumbers, concatenate, missing
from model.derive.groups import Groups
from model.derive.measures import MEASURE, leaves_of
from model.derive.pairs import PAIRED
from model.derive.results import Results
from model.derive.rows_where import rows_where
from model.derive.sums import Sums, summed_over
from model.project import Claim, ComparedBy, OtherDays, Period
from model.text.days import Span, Step, moved_within, span_words, steps_to
from model.text.formats import counted
from model.text.outcomes import Absent, Outcome, Value
from model.text.words import Words, marked, words

MOST_STEPS_SHOWN = 6
_SAME = 1e-12  # as a share of a number: what float arithmetic puts between two that are equal


class Record(Struct, frozen=True):
    """The place of a claim's days among others; `steps`: those before it, and itself; `note`: among which."""

    place: Outcome
    steps: tuple[StepValue, ...] = ()
    note: Words | None = None


def record_of(results: Results, claim: Claim, other: OtherDays) -> Record:
    """Return which place the days of a claim have among those that it compares with."""
    own = Span(claim.start, claim.end)
    spans = moved_within(own, step_of(claim), Span(other.start, other.end))
    if spans is None:
        said = marked("{span} are not whole months, which is what it is compared with")
        return Record(Absent(words(said, span=span_words(own.start, own.end))))
    if own not in spans:
        said = marked("{span} does not lie inside {other}")
        inside = words(said, span=span_words(own.start, own.end), other=span_words(other.start, other.end))
        return Record(Absent(inside))
    outcome = results.within(claim.series, claim.start, claim.end)[claim.measure]
    if isinstance(outcome, Absent):
        return Record(outcome)
    band, corrected = _over(results, claim, spans)
    at = spans.index(own)
    if corrected[at]:
        said = marked("the losses of {span} hold a correction of other days, and are no record")
        return Record(Absent(words(said, span=span_words(own.start, own.end))))
    return _placed(claim, other, spans, band, corrected, at)


def step_of(claim: Claim) -> Step:
    """Return by what step the days of a claim are moved: its own, in the place of a month what they are."""
    own = Span(claim.start, claim.end)
    if claim.step is not Step.MONTH:
        return claim.step
    if own.days == 7:
        return Step.WEEK
    calendar = (Step.YEAR, Step.QUARTER, Step.MONTH)
    return next((step for step in calendar if steps_to(own.end, step, 1) == (own,)), _of_other(own))


def _of_other(own: Span) -> Step:
    return Step.DAY if moved_within(own, Step.MONTH, own) is None else Step.MONTH


def _over(results: Results, claim: Claim, spans: tuple[Span, ...]) -> tuple[Band, Flags]:
    """Return the measure over each of some spans, and which of them hold a correction."""
    derived, place = results.derived, list(results.series).index(claim.series)
    first = np.array([span.start.toordinal() for span in spans], np.int64)
    after = np.array([span.end.toordinal() + 1 for span in spans], np.int64)
    tiles = derived.tiling.over(place, first, after)
    known = np.flatnonzero(tiles.known)
    groups = Groups(tiles.rows, np.append(tiles.bounds[known], tiles.bounds[-1:]))
    found = Sums(lambda key: summed_over(derived, key, groups), derived.baseline)[claim.measure]
    # the last of all stands for the spans for which no periods are
    places = np.full(len(spans), len(known))
    places[known] = np.arange(len(known))
    band = concatenate([found, missing(1, Reason.NO_LOSSES)]).take(places)
    corrected = np.zeros(len(spans), np.bool_)
    if leaves_of(claim.measure) & _OF_LOSSES:
        touched = np.isin(tiles.rows, corrected_rows(results.project.periods))
        corrected[np.searchsorted(tiles.bounds, np.flatnonzero(touched), side="right") - 1] = True
    return band, corrected


_OF_LOSSES = frozenset({"losses", "lost_within", "lost_outside", *PAIRED})


def corrected_rows(periods: tuple[Period, ...]) -> RowNumbers:
    """Return the periods whose losses hold a correction of other days."""
    return rows_where(periods, _is_corrected)


def _is_corrected(period: Period) -> bool:
    return period.correction is not None


def _placed(
    claim: Claim, other: OtherDays, spans: tuple[Span, ...], band: Band, corrected: Flags, at: int
) -> Record:
    low, best, high = band.low, band.best, band.high
    if other.kind is ComparedBy.LOWEST:
        low, best, high = -high, -best, -low
    others = ~corrected & (np.arange(len(spans)) != at)
    known = others & (band.absent == 0)
    unknown = int(np.count_nonzero(others & (band.absent != 0)))
    surely, likely, maybe = (
        known & _above(one, than[at]) for one, than in ((low, high), (best, best), (high, low))
    )
    least, middle, most = (1 + int(np.count_nonzero(each)) for each in (surely, likely, maybe))
    ahead = np.flatnonzero(maybe)
    ahead = ahead[np.argsort(-best[ahead], kind="stable")][:MOST_STEPS_SHOWN]
    unit = MEASURE[claim.measure].unit
    steps = tuple(StepValue(spans[one], band.cell(one).value(), unit) for one in (*ahead.tolist(), at))
    bounds = least, min(max(middle, least), most), most + unknown
    place = Value(float(bounds[0]), float(bounds[1]), float(bounds[2]), bool(band.marks[at] & ABOUT))
    return Record(place, steps, _among(int(np.count_nonzero(known)), unknown, int(corrected.sum())))


def _above(numbers: Floats, than: float) -> Flags:
    with np.errstate(invalid="ignore"):
        flags: Flags = (numbers > than) & ~np.isclose(numbers, than, rtol=_SAME, atol=0.0)
    return flags


def _among(known: int, unknown: int, corrected: int) -> Words:
    """Say among how many other spans of days a place is, and which of them are not among these."""
    said = words("{count} other span of days|{count} other spans of days", count=counted(known))
    if unknown:
        more = marked("{spans}; of {count} nothing is known")
        said = words(more, spans=said, count=counted(unknown))
    if corrected:
        less = marked("{spans}; {count} left out, whose losses hold a correction of other days")
        said = words(less, spans=said, count=counted(corrected))
    return said
