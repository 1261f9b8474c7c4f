"""People recruited or needed over spans of days, from monthly rates (domain.md §5).

Each calendar month gives the rate × (days shared ÷ days of that month); a rate a day, or a number in total,
gives each of its days the same. All shares of a month are counted in
1/377,580 of it (`SHARES`), in which every day of every month is whole, and sums carry twice the precision of
a float64: whole rates give exact results, and the order of rows makes no difference.
"""

from __future__ import annotations

import heapq
import math
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from model.derive import exact_sums
from model.derive.bands import ABOUT, OVER, UNDER, Band, Codes, Floats, Ints, Reason, make, missing
from model.derive.exact_sums import FloatPair
from model.derive.roles import SERIES_DAYS
from model.project import Intake, Requirement
from model.text.days import SHARES
from model.text.figures import LARGEST, Qualifier

T = TypeVar("T", bound=np.generic)
Number = TypeVar("Number", float, Floats)

_EPOCH = 719_163  # the ordinal of 1970-01-01, day 0 of NumPy's dates


def month_shares(days: Ints) -> Ints:
    """Return how many 1/`SHARES` of calendar months lie before each day (ordinal), counted from 1970."""
    dates = (days - _EPOCH).astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    begin = months.astype("datetime64[D]")
    length = ((months + 1).astype("datetime64[D]") - begin).astype(np.int64)
    shares: Ints = months.astype(np.int64) * SHARES + (dates - begin).astype(np.int64) * (SHARES // length)
    return shares


class DayRanges(NamedTuple):
    """Where n spans begin and end: first days and the days after the last, and `month_shares` of both.

    Days are numbered with the series: series × SERIES_DAYS + ordinal; all are int64.
    """

    first: Ints
    after: Ints
    shares_first: Ints
    shares_after: Ints


def day_ranges_of(series: NDArray[np.int32], start: Ints, end: Ints) -> DayRanges:
    """Return the ranges of spans of series (by index) from first to last days (ordinals)."""
    numbered = series.astype(np.int64) * SERIES_DAYS
    after = end + 1
    return DayRanges(numbered + start, numbered + after, month_shares(start), month_shares(after))


class FlowAmounts(NamedTuple):
    """What flows give over n spans.

    `shares`: people × `SHARES`, a whole number wherever the rates are whole; absent where a day has no row.
    `known`: how many days of each span have a row (int64).
    """

    shares: Band
    known: Ints


_Exact = float | Fraction


class RateStep(NamedTuple):
    """A rate of one channel from a day up to, not including, another; days are numbered with the series."""

    first: int
    stop: int
    low: _Exact
    best: _Exact
    high: _Exact
    about: bool
    over: bool
    under: bool


class Flow(Struct, frozen=True, eq=False):
    """Monthly rates over the days of every series, as steps: one from each of `days` to the next.

    `days`: numbered days (series × SERIES_DAYS + ordinal), ascending; `before`: `month_shares` of each.
    `rate`, `total`: (3, m), low, best and high of the rate of each step (people a month, an open high as 0)
    and of people × SHARES before it. `known`, `open` say of each step whether it has a row, an open
    high; `known_days`, `open_days` count the days before it that do. `about` and `about_days` (3, m) do so
    for rates that are marked as about, as over, as under.
    `plain`: all totals are exact in single numbers, so that pairs of them give nothing more.
    """

    days: Ints
    before: Ints
    rate: FloatPair
    total: FloatPair
    known: Ints
    open: Ints
    about: Ints
    known_days: Ints
    open_days: Ints
    about_days: Ints
    plain: bool

    def over(self, ranges: DayRanges, unknown: Reason) -> FlowAmounts:
        """Return the people over n spans, absent for the reason `unknown` where a day has no row."""
        count = len(ranges.first)
        if not len(self.days) or not count:
            return FlowAmounts(missing(count, unknown), np.zeros(count, np.int64))
        opening = self._until(ranges.first, ranges.shares_first)
        closing = self._until(ranges.after, ranges.shares_after)
        if self.plain:
            low, best, high = closing.people.near - opening.people.near
        else:
            minus = FloatPair(-opening.people.near, -opening.people.rest)
            low, best, high = exact_sums.add(closing.people, minus).near
        known = closing.known - opening.known
        return FlowAmounts(
            make(
                np.minimum(low, best),
                best,
                np.where(closing.open > opening.open, np.inf, np.maximum(high, best)),
                _marked(closing.about > opening.about),
                np.where(known < ranges.after - ranges.first, np.uint8(unknown), np.uint8(0)),
            ),
            known,
        )

    def _until(self, days: Ints, shares: Ints) -> _Until:
        """Return what flows until numbered days, of which `shares` are the `month_shares`."""
        at = np.searchsorted(self.days, days, side="right") - 1
        step = np.maximum(at, 0)
        reached = at >= 0
        passed = np.where(reached, days - self.days[step], 0)
        part = np.where(reached, shares - self.before[step], 0).astype(np.float64)
        # A step of another series, or between rows, has the rate 0, whatever the distance to it.
        rate = self.rate.near.take(step, axis=1)
        total = self.total.near.take(step, axis=1)
        if self.plain:
            near = total + rate * part
            people = FloatPair(near, near)  # whose rest nobody reads
        else:
            flowing = exact_sums.times(FloatPair(rate, self.rate.rest.take(step, axis=1)), part)
            people = exact_sums.add(FloatPair(total, self.total.rest.take(step, axis=1)), flowing)
        return _Until(
            people,
            self.known_days[step] + self.known[step] * passed,
            self.open_days[step] + self.open[step] * passed,
            self.about_days[:, step] + self.about[:, step] * passed,
        )


class _Until(NamedTuple):
    people: FloatPair
    known: Ints
    open: Ints
    about: Ints


def flow_of(rows: Sequence[Intake] | Sequence[Requirement], places: Mapping[str, int]) -> Flow:
    """Return the flow of intake or requirement rows; `places` gives the index of each series.

    Rows of one channel that share days are alternatives: the least low, the greatest high, the mean of the
    bests. Channels add. Rows that end before they start give nothing.
    """
    steps = _steps(rows, places)
    if not steps:
        none, nothing = np.empty(0, np.int64), np.empty((3, 0))
        pair = FloatPair(nothing, nothing)
        marks = np.empty((3, 0), np.int64)
        return Flow(none, none, pair, pair, none, none, marks, none, none, marks, plain=True)
    table = np.array(steps, dtype=np.float64).T
    days = table[:2].astype(np.int64)
    open_high = np.isinf(table[4])
    rests = np.array([[_rest(rate) for rate in step[2:5]] for step in steps]).T
    rise = np.vstack([table[2], table[3], np.where(open_high, 0.0, table[4]), rests])
    one = np.ones(len(steps), np.int64)
    counts = np.vstack([one, one * open_high, *(one * (marks != 0) for marks in table[5:8])])
    # Each step begins with a rise of the rate and ends with the same fall. Those of one day are put in an
    # order of their own, so that the order of rows makes no difference at all.
    when = np.concatenate([days[0], days[1]])
    change = np.hstack([rise, -rise])
    counts = np.hstack([counts, -counts])
    order = np.lexsort((*change, when))
    when, change, counts = when[order], change[:, order], np.cumsum(counts[:, order], axis=1)
    sums = exact_sums.running(FloatPair(change[:3], change[3:]))
    active = counts[0] > 0
    rate = FloatPair(np.where(active, sums.near, 0.0), np.where(active, sums.rest, 0.0))
    flags = (counts > 0).astype(np.int64)
    known, opened, about = flags[0], flags[1], flags[2:]
    before = month_shares(when % SERIES_DAYS)
    people = exact_sums.times(rate, _lengths(before, active).astype(np.float64))
    total = exact_sums.running(people)
    day_length = _lengths(when, active)
    return Flow(
        days=when,
        before=before,
        rate=rate,
        total=FloatPair(_shifted(total.near), _shifted(total.rest)),
        known=known,
        open=opened,
        about=about,
        known_days=_shifted(np.cumsum(known * day_length)),
        open_days=_shifted(np.cumsum(opened * day_length)),
        about_days=_shifted(np.cumsum(about * day_length, axis=1)),
        plain=_is_plain(rate, total),
    )


def _rest(rate: _Exact) -> float:
    """Return what of a number the nearest float leaves over."""
    return 0.0 if isinstance(rate, float) else float(rate - Fraction(float(rate)))


def _marked(met: NDArray[np.bool_]) -> Codes:
    about, over, under = met.astype(np.uint8)
    marks: Codes = about * ABOUT + over * OVER + under * UNDER
    return marks


def _is_plain(rate: FloatPair, total: FloatPair) -> bool:
    """Return whether rates are whole or in eighths, and totals so small that each number is exact."""
    eighths = rate.near * 8
    return not (
        rate.rest.any()
        or total.rest.any()
        or (eighths != np.floor(eighths)).any()
        or (np.abs(total.near) * 8 >= LARGEST).any()
    )


def _lengths(begins: Ints, active: NDArray[np.bool_]) -> Ints:
    """Return the distance from the beginning of each step to the next, 0 where nothing flows in between."""
    return np.where(active, np.diff(begins, append=begins[-1:]), 0)


def _shifted(sums: NDArray[T]) -> NDArray[T]:
    """Return the running sums before each step instead of after it."""
    before = np.zeros_like(sums)
    before[..., 1:] = sums[..., :-1]
    return before


def _steps(rows: Sequence[Intake] | Sequence[Requirement], places: Mapping[str, int]) -> list[RateStep]:
    """Return the steps of every channel: the alternatives of each day made one."""
    channels: dict[tuple[str, str], list[RateStep]] = {}
    for row in rows:
        if row.end >= row.start:
            numbered = places[row.series] * SERIES_DAYS
            marks = (
                row.per_month.approximate,
                row.per_month.qualifier is Qualifier.OVER,
                row.per_month.qualifier is Qualifier.UNDER,
            )
            channels.setdefault((row.series, row.channel), []).extend(
                RateStep(numbered + first, numbered + stop, *bounds, *marks)
                for first, stop, bounds in _monthly(row)
            )
    steps: list[RateStep] = []
    for channel in channels.values():
        steps += merged_estimates(channel)
    return steps


def merged_estimates(estimates: Sequence[RateStep]) -> list[RateStep]:
    """Return steps that share no days: of estimates of the same days the least low, the greatest high."""
    merged: list[RateStep] = []
    waiting: list[RateStep] = []
    stop = 0
    for step in sorted(estimates):
        if waiting and step.first >= stop:
            merged += _merged(waiting)
            waiting = []
        waiting.append(step)
        stop = max(stop, step.stop)
    return merged + _merged(waiting) if waiting else merged


def days_behind(row: Intake | Requirement) -> int | None:
    """Return of how many days the number of a row is: of one, or all its own; None for a calendar month.

    At least one, so that nothing is divided by the days of a row that has none: its end is before its start.
    """
    if row.per_month.unit == "people/total":
        return max(1, (row.end - row.start).days + 1)
    return 1 if row.per_month.unit == "people/day" else None


def amount_shared(row: Intake | Requirement, shares: Number, days: Number) -> Number:
    """Return how often the number of a row is taken by so many days of it, given their `month_shares`."""
    behind = days_behind(row)
    return shares / SHARES if behind is None else days / behind


def _monthly(row: Intake | Requirement) -> Iterator[tuple[int, int, tuple[_Exact, _Exact, _Exact]]]:
    """Yield the rates a calendar month of a row, each from a day up to, not including, another."""
    low, best, high = row.per_month.bounds()
    low = max(low, 0.0)  # a rate of people with a high alone begins at nobody, and can be summed
    first, after = row.start.toordinal(), row.end.toordinal() + 1
    behind = days_behind(row)
    if behind is None:
        yield first, after, (low, best, high)
        return
    while first < after:
        day = date.fromordinal(first)
        length = monthrange(day.year, day.month)[1]
        stop = min(after, first - day.day + 1 + length)
        of_month = Fraction(length, behind)
        top = high if math.isinf(high) else Fraction(high) * of_month
        yield first, stop, (Fraction(low) * of_month, Fraction(best) * of_month, top)
        first = stop


def _merged(alternatives: list[RateStep]) -> list[RateStep]:
    """Return the steps of alternatives that share days, ordered by first day."""
    if len(alternatives) == 1:
        return alternatives
    merged: list[RateStep] = []
    begun = 0
    lows: list[tuple[_Exact, int]] = []  # heaps of (bound, last day): what has ended is dropped when on top
    highs: list[tuple[_Exact, int]] = []
    ends: list[tuple[int, _Exact, bool, bool, bool]] = []
    total, abouts, overs, unders = Fraction(0), 0, 0, 0
    days = sorted({step.first for step in alternatives} | {step.stop for step in alternatives})
    for day, following in pairwise(days):
        while ends and ends[0][0] <= day:
            _, best, about, over, under = heapq.heappop(ends)
            total -= Fraction(best)
            abouts, overs, unders = abouts - about, overs - over, unders - under
        while begun < len(alternatives) and alternatives[begun].first == day:
            step = alternatives[begun]
            heapq.heappush(lows, (step.low, step.stop))
            heapq.heappush(highs, (-step.high, step.stop))
            heapq.heappush(ends, (step.stop, step.best, step.about, step.over, step.under))
            total += Fraction(step.best)
            abouts, overs, unders = abouts + step.about, overs + step.over, unders + step.under
            begun += 1
        for heap in (lows, highs):
            while heap and heap[0][1] <= day:
                heapq.heappop(heap)
        if ends:
            mean = total / len(ends)
            # a bound is not reached where none of the alternatives reaches it
            kinds = abouts > 0, overs == len(ends), unders == len(ends)
            merged.append(RateStep(day, following, lows[0][0], mean, -highs[0][0], *kinds))
    return merged
