"""What a series says of a span of days: the difference of two totals, or the sum of the rows inside.

Differences and sums are exact in the digits of the file: floats are taken as the decimals they were written
as, so that no area ends in 0000001.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from model.imports.cells import NO_ROWS, RowNumbers
from model.imports.choices import Choices, Dating, Edge, Kind, SeriesQuantity
from model.imports.numbers import AT_LEAST, EXACT, MARKS, OVER, QUALIFIERS, UNDER, UP_TO
from model.imports.series_rows import LostRows, Ordinals, RowAccount, SeriesRows
from model.text.days import Span, span_words
from model.text.errors import Unreadable
from model.text.figure_words import Qualifier
from model.text.records import replace
from model.text.words import Words, marked, words

_ROW = marked("row {row} ({date})")
_LESS = marked("{last} less {first}")
_POWERS = (10**3, 10**6, 10**9)  # decimals that are summed quickly


_UPWARD, _DOWNWARD = {OVER, AT_LEAST}, {UNDER, UP_TO}


class SpanTotal(Struct, frozen=True):
    """Low, best and high of a span of days in the unit of the file, and the rows they came from.

    `stated`: the best is published or follows from published values. `firmly`: how it is meant, and `why`:
    something was interpolated, or is published so, or a row is missing in it. `rows` are those about its
    days, and `rests_on` those whose numbers make it up: of totals that of the last day and the one before it.
    `lost`: of ground, how much was lost again in the span, where that is known. `level`: of running totals
    and levels, what it is at the end of the span.
    """

    low: float
    best: float
    high: float
    stated: bool
    origin: Words
    firmly: Qualifier = Qualifier.EXACT
    why: Words | None = None
    rests_on: RowNumbers = NO_ROWS
    rows: RowNumbers = NO_ROWS
    lost: float | None = None
    level: SpanTotal | None = None


def _firmness(marks: set[int]) -> Qualifier:
    """Return how firmly a sum is known of rows with these marks."""
    if marks & _UPWARD and marks & _DOWNWARD:
        return Qualifier.ABOUT
    return next((one for one, mark in MARKS.items() if mark in marks - {EXACT}), Qualifier.EXACT)


class Totals:
    """A running total or a level: what it was at the end of a day, and so its change over a span."""

    def __init__(self, series: SeriesRows, choices: Choices, account: RowAccount) -> None:
        self._series = series
        self._shift = 1 if choices.dating is Dating.EVENT else 0
        self._lost, self._known_only = LostRows(account.lost, self._shift), choices.known_only
        self._interpolate = choices.interpolate
        self._decimals = 6 if choices.what is SeriesQuantity.GAINS else 0  # people are whole
        self._known: dict[int, SpanTotal | Words] = {}  # one period ends where the next begins
        if self._shift and (series.starts != series.ends).any():
            message = marked(
                "the rows name weeks or months, at whose end they stand: event dating would shift them"
            )
            raise Unreadable(words(message))
        self._days = series.ends - self._shift
        falls = np.diff(series.best) < 0
        to_less_than_half = series.best[1:] < series.best[:-1] / 2
        cumulative = choices.kind is Kind.CUMULATIVE
        self._resets = (
            np.flatnonzero(falls & to_less_than_half) + 1 if cumulative else np.zeros(0, dtype=np.intp)
        )

    @property
    def coverage(self) -> Span:
        """The days of which the file may tell a change: those after the first total, up to the last."""
        first = min(int(self._days[0]) + 1, date.max.toordinal())
        return Span(date.fromordinal(first), date.fromordinal(int(self._days[-1])))

    def over(self, span: Span) -> SpanTotal | Words:
        """Return the change over a span, or why it cannot be told."""
        lost = self._lost.reason(span.start.toordinal() - 1, span.end.toordinal())
        if lost is not None and not self._known_only:
            return lost
        first = self._at(span.start.toordinal() - 1)
        last = self._at(span.end.toordinal())
        missing = [found for found in (first, last) if isinstance(found, Words)]
        if isinstance(first, Words) or isinstance(last, Words):
            if len(missing) == 2 and str(missing[0]) != str(missing[1]):
                both = marked("{one}; {other}")
                return words(both, one=missing[0], other=missing[1])
            return missing[0]
        if len(self._resets):
            days = self._days[self._resets]
            inside = self._resets[(days >= span.start.toordinal()) & (days <= span.end.toordinal())]
            if len(inside):
                at = int(inside[0])
                message = marked("the running total begins anew on {date} ({rows})")
                return words(
                    message, date=self._date(at), rows=RowNumbers.of([int(self._series.rows[at])]).words
                )
        firmly, why = Qualifier.EXACT, last.why or first.why
        if why is not None:
            firmly = Qualifier.ABOUT
        elif last.firmly is not Qualifier.EXACT or first.firmly is not Qualifier.EXACT:
            firmly = last.firmly if first.firmly is Qualifier.EXACT else Qualifier.ABOUT
            # Neither of two rounded totals bounds their difference, whichever way each is rounded.
            said = {
                Qualifier.OVER: marked("the later total is published as “more than”"),
                Qualifier.AT_LEAST: marked("the later total is published as “at least”"),
                Qualifier.UNDER: marked("the later total is published as “less than”"),
                Qualifier.UP_TO: marked("the later total is published as “up to”"),
                Qualifier.ABOUT: marked("its totals are published as “about”"),
            }
            mixed = marked("its totals are published as “about” or “more than”")
            bounded = {last.firmly, first.firmly} - {Qualifier.EXACT, Qualifier.ABOUT}
            why = words(mixed if firmly is Qualifier.ABOUT and bounded else said[firmly])
        told = slice(*np.searchsorted(self._days, (span.start.toordinal(), span.end.toordinal() + 1)))
        return SpanTotal(
            _less(last.low, first.high),
            _less(last.best, first.best),
            _less(last.high, first.low),
            last.stated and first.stated,
            words(_LESS, last=last.origin, first=first.origin),
            firmly,
            why or lost,
            RowNumbers.of((*first.rests_on, *last.rests_on)),
            RowNumbers.of(self._series.rows[told]),
            level=last,
        )

    def _date(self, index: int) -> str:
        return date.fromordinal(int(self._series.ends[index])).isoformat()

    def _at(self, day: int) -> SpanTotal | Words:
        found = self._known.get(day)
        if found is None:
            found = self._known[day] = self._found(day)
        return found

    def _found(self, day: int) -> SpanTotal | Words:
        """Return the total at the end of a day, with the row it stands in; or that it is missing."""
        index = int(np.searchsorted(self._days, day))
        if index < len(self._days) and self._days[index] == day:
            s, row = self._series, int(self._series.rows[index])
            low, best, high = (float(values[index]) for values in (s.low, s.best, s.high))
            origin, firmly = words(_ROW, row=row, date=self._date(index)), QUALIFIERS[s.marks[index]]
            return SpanTotal(
                low, best, high, bool(s.stated[index]), origin, firmly, None, RowNumbers.of([row])
            )
        needed = day + self._shift
        if needed > date.max.toordinal() or needed < 1:
            return words("no calendar has the day that is needed")
        if index in (0, len(self._days)):
            return _beyond(int(self._series.ends[0]), int(self._series.ends[-1]), needed)
        if self._interpolate:
            return self._between(index, day)
        return missing_words(int(self._series.ends[index - 1]) + 1, int(self._series.ends[index]) - 1)

    def _between(self, index: int, day: int) -> SpanTotal:
        """Return the total on a straight line between the rows around a day."""
        s, before, after = self._series, index - 1, index
        share = (day - int(self._days[before])) / int(self._days[after] - self._days[before])

        def at(values: NDArray[np.float64]) -> float:
            between = float(values[before] + (values[after] - values[before]) * share)
            return float(round(between, self._decimals))

        rows = RowNumbers.of(s.rows[[before, after]])
        why = words(
            "interpolated between {first} and {last}", first=self._date(before), last=self._date(after)
        )
        origin = words("a value between {rows}", rows=rows.words)
        stated = bool(s.stated[before] and s.stated[after])
        return SpanTotal(at(s.low), at(s.best), at(s.high), stated, origin, Qualifier.ABOUT, why, rows)


class Amounts:
    """Rows that are amounts of their own days: summed over a span that they fill."""

    def __init__(self, series: SeriesRows, choices: Choices, account: RowAccount) -> None:
        self._series = series
        shift = 1 if choices.dating is Dating.EVENT else 0
        if shift and (series.starts != series.ends).any():
            message = marked("the rows name weeks or months: event dating would shift them")
            raise Unreadable(words(message))
        self._shift = shift
        self._lost, self._known_only = LostRows(account.lost, shift), choices.known_only
        self._of_ground = choices.what is SeriesQuantity.GAINS
        self._starts = series.starts - shift
        self._ends = series.ends - shift
        self._interpolate = choices.interpolate
        self._edge = choices.edge
        self._zero_gaps = choices.zero_gaps
        reached = np.maximum.accumulate(self._ends)
        self._gaps = np.r_[0, np.cumsum(self._starts[1:] > reached[:-1] + 1)]  # so many up to each row
        # For a few rows at a time lists are several times as quick as arrays.
        self._start, self._end = self._starts.tolist(), self._ends.tolist()
        self._best: list[float] = series.best.tolist()
        self._ordered = bool((reached == self._ends).all())
        self._marked = bool(series.marks.any())
        self._stated = bool(series.stated.all())
        self._single = all(np.array_equal(series.best, other) for other in (series.low, series.high))
        again = (np.diff(self._starts) == 0) & (np.diff(self._ends) == 0)
        shared = np.flatnonzero((self._starts[1:] <= reached[:-1]) & ~again)
        if len(shared):
            at = int(shared[0]) + 1
            both = np.sort(series.rows[[int(self._ends[:at].argmax()), at]])
            message = marked("rows share days, so that they cannot be summed ({rows})")
            raise Unreadable(words(message, rows=RowNumbers.of(both).words))

    @cached_property
    def coverage(self) -> Span:
        """The days from the first row's to the last row's, those among them that cannot be used."""
        first, last = self._lost.days or (int(self._starts[0]), int(self._ends[-1]))
        first, last = min(first, int(self._starts[0])), max(last, int(self._ends[-1]))
        return Span(date.fromordinal(first), date.fromordinal(last))

    def over(self, span: Span) -> SpanTotal | Words:
        """Return the sum over a span, or why it cannot be told."""
        a, b = span.start.toordinal(), span.end.toordinal()
        told = self.coverage if self._zero_gaps else span  # beyond it no day is known to have had nothing
        beyond = None
        if span.start < told.start or told.end < span.end:
            needed = span.start if span.start < told.start else span.end
            beyond = _beyond(*(day.toordinal() + self._shift for day in (told.start, told.end, needed)))
        if beyond is not None and (span.end < told.start or told.end < span.start):
            return beyond
        lost = self._lost.reason(a, b)
        if lost is None:
            said = self._over(a, b)
            return (
                said if beyond is None or isinstance(said, Words) else replace(said, why=said.why or beyond)
            )
        # What is missing in a sum of ground may be ground lost: nothing bounds it.
        days = [(one.start, one.end) for one in self._lost.within(a, b)]
        known = self._over(a, b, days) if self._known_only and not self._of_ground else lost
        if isinstance(known, Words) or known.firmly in (Qualifier.UNDER, Qualifier.UP_TO) or known.low <= 0:
            return lost
        return replace(known, best=known.low, high=math.inf, firmly=Qualifier.AT_LEAST, why=lost)

    def _over(self, a: int, b: int, lost: Sequence[tuple[int, int]] = ()) -> SpanTotal | Words:
        """Return the sum over some days; those of `lost` rows, as the file has them, are no gap in it."""
        first = bisect_left(self._end, a)  # the first row that ends on a or later
        last = bisect_right(self._start, b)
        chosen = slice(first, last)
        starts, ends = self._starts[chosen], self._ends[chosen]
        edges = (self._start[first], self._end[last - 1]) if first < last else (b, a)
        filled = (
            first < last and edges[0] <= a and edges[1] >= b and self._gaps[last - 1] == self._gaps[first]
        )
        gap = None
        if not (filled or self._zero_gaps):
            told = [(start - self._shift, end - self._shift) for start, end in lost]
            gap = _first_gap(sorted([*zip(starts.tolist(), ends.tolist(), strict=True), *told]), a, b)
        if gap is not None:
            return missing_words(gap[0] + self._shift, gap[1] + self._shift)
        rows = RowNumbers.of(self._series.rows[chosen])
        if first >= last or (self._ordered and edges[0] >= a and edges[1] <= b):
            return self._sum(chosen, None, rows)
        cut = np.flatnonzero((starts < a) | (ends > b))
        if not len(cut):
            return self._sum(chosen, None, rows)
        row = RowNumbers.of(self._series.rows[chosen][cut])
        shared = np.minimum(ends, b) - np.maximum(starts, a) + 1
        if self._edge is Edge.MOST:
            return self._sum_of_most(chosen, (a, b), shared, row)
        if not (self._interpolate or self._edge is Edge.SHARE):
            at = int(cut[0])
            days = span_words(date.fromordinal(int(starts[at])), date.fromordinal(int(ends[at])))
            message = marked("{days} lies across its edge ({rows})")
            return words(message, days=days, rows=row.words)
        about = words("{rows} shared out by days", rows=row.words)
        said = self._sum(chosen, about, rows, shared / (ends - starts + 1))
        if self._of_ground:
            return said
        whole = (math.floor(said.low), round(said.best), math.ceil(said.high))  # people are
        return (
            said
            if math.inf in (said.high, -said.low)
            else replace(said, low=whole[0], best=whole[1], high=whole[2])
        )

    def _sum_of_most(
        self, chosen: slice, days: tuple[int, int], shared: Ordinals, cut: RowNumbers
    ) -> SpanTotal | Words:
        """Return the sum with each row across the edge counted where most of its days are."""
        starts, ends = self._starts[chosen], self._ends[chosen]
        length = ends - starts + 1
        if (length >= 2 * (days[1] - days[0] + 1)).any():
            return words(
                "{rows} lies over several periods, none of which has most of its days", rows=cut.words
            )
        earlier = starts >= days[0]  # of two halves
        mine = (2 * shared > length) | ((2 * shared == length) & earlier)
        if not mine.any():
            return words("no row has most of its days in it ({rows})", rows=cut.words)
        said = self._sum(
            chosen, None, RowNumbers.of(self._series.rows[chosen][mine]), mine.astype(np.float64)
        )
        why = words("{rows} counted where most of their days are", rows=cut.words)
        return said if said.why is not None else replace(said, why=why)

    def _sum(
        self, chosen: slice, about: Words | None, rows: RowNumbers, shares: NDArray[np.float64] | None = None
    ) -> SpanTotal:
        s, part = self._series, 1.0 if shares is None else shares[shares > 0]
        # an open bound times 0 would be no number
        at = chosen if shares is None else np.arange(chosen.start, chosen.stop)[shares > 0]
        best = exact_sum(self._best[chosen] if shares is None else (s.best[at] * part).tolist())
        low, high = (
            best if self._single else exact_sum((values[at] * part).tolist()) for values in (s.low, s.high)
        )
        marks = set(s.marks[at].tolist() if self._marked else ())
        firmly = Qualifier.ABOUT if about is not None else _firmness(marks)
        if about is None and firmly is not Qualifier.EXACT:
            about = words(_PUBLISHED[firmly])
        if not low == best == high and firmly is not Qualifier.ABOUT:
            low, high = -math.inf if marks & _DOWNWARD else low, math.inf if marks & _UPWARD else high
        told = rows.words if rows else words("no row in these days")
        if len(s.rows[at]) > 1:
            told = words("the sum of {rows}", rows=told)
        stated = self._stated or bool(s.stated[at].all())
        return SpanTotal(low, best, high, stated, told, firmly, about, rows, rows)


_PUBLISHED = {
    Qualifier.ABOUT: marked("rows are published as “about”"),
    Qualifier.OVER: marked("rows are published as “more than”"),
    Qualifier.AT_LEAST: marked("rows are published as “at least”"),
    Qualifier.UNDER: marked("rows are published as “less than”"),
    Qualifier.UP_TO: marked("rows are published as “up to”"),
}


def _beyond(first: int, last: int, needed: int) -> Words:
    """Return that a file from the first to the last day does not reach to the one that is needed."""
    begins, ends, wanted = (
        date.fromordinal(min(day, date.max.toordinal())).isoformat() for day in (first, last, needed)
    )
    if needed < first:
        return words("the file begins on {first}, and {date} is needed", first=begins, date=wanted)
    return words("the file ends on {last}, and {date} is needed", last=ends, date=wanted)


def missing_words(first: int, last: int) -> Words:
    """Return that the file has no row for some dates."""
    if first == last:
        message = marked("date missing: {date}")
        return words(message, date=date.fromordinal(first).isoformat())
    return words(
        "dates missing from {first} to {last}",
        first=date.fromordinal(first).isoformat(),
        last=date.fromordinal(last).isoformat(),
    )


def _first_gap(covered: Sequence[tuple[int, int]], a: int, b: int) -> tuple[int, int] | None:
    """Return the first days between `a` and `b` that no row covers; the rows stand in the order of days."""
    reached = a - 1
    for start, end in (*covered, (b + 1, b + 1)):
        if start > reached + 1:
            return reached + 1, start - 1
        reached = max(reached, end)
    return None


def exact_sum(numbers: Sequence[float]) -> float:
    """Return the sum of numbers as the decimals that they are written as: -0.3 and 0.1 are -0.2."""
    total = math.fsum(numbers)
    if not math.isfinite(total) or all(number.is_integer() for number in numbers):
        return total
    array = np.array(numbers)
    for power in _POWERS:
        scaled = np.rint(array * power)
        if np.abs(scaled).max() < 2**53 and (scaled / power == array).all():
            return sum(map(int, scaled.tolist())) / power
    return float(sum(Decimal(repr(number)) for number in numbers))


def _less(a: float, b: float) -> float:
    """Return a - b, exact in the digits with which both are written."""
    if a.is_integer() and b.is_integer():
        return a - b
    if math.isinf(a) or math.isinf(b):
        return math.nan if a == b else a - b
    return float(Decimal(repr(a)) - Decimal(repr(b)))
