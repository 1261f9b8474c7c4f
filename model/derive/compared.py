"""A measure over some rows against the same over others, what stands on both sides counted once.

A published figure or a recruiting rate that is a range is one unknown number. Where it stands on both sides
of a comparison, it is the same number there: it is put in at its low, its best and its high, not against
itself. All other figures keep their ranges. A quotient or difference of measures goes one way with each such
number, so that its least and greatest values lie where all of them are at an end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise, product
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from model.derive.bands import Band, Floats, Reason, RowNumbers, put, ratio, subtract
from model.derive.derive import EARLIER_LOSSES, DerivedColumns
from model.derive.groups import Groups
from model.derive.measures import MEASURE, OF_DAYS, Basis, leaves_of
from model.derive.pairs import PAIRED
from model.derive.recruitment import amount_shared, days_behind, month_shares
from model.derive.references import DIVISORS
from model.derive.sums import Sums, summed_over
from model.project import Intake, Project, Requirement
from model.text.days import SHARES
from model.text.records import replace

MOST_SHARED = 12  # unknowns on both sides that are taken through all their ends; with more, ranges stay wide
_FAR = 1e60  # stands for a bound that is open; what it leaves behind is beyond 1e30, or below 1e-30

_NOISE = 2.0**-46  # of a number, as a share of it: what float arithmetic puts between equal quotients
_RECRUITED = {"intake": "intake", "requirement": "requirements"}


@cache
def below_the_line(key: str) -> str:
    """Return what a measure is divided by: a difference of two of them need not go one way with it."""
    measure = MEASURE[key]
    if measure.basis is not Basis.FORMULA:
        return ""
    divisor = next((name for name in re.findall(r"÷ \{(\w+)\}", measure.worked) if name not in OF_DAYS), "")
    if not divisor:
        return next(filter(None, map(below_the_line, measure.operands)), "")
    return divisor if MEASURE[divisor].basis is Basis.GIVEN else MEASURE[divisor].operands[0]


class Derived(NamedTuple):
    """A project and what is computed of it."""

    project: Project
    columns: DerivedColumns


class ComparedBands(Struct, frozen=True):
    """For each group: its measure ÷ that of the other rows, and its measure − that of the other rows."""

    times: Band
    difference: Band


class _Shared(Struct, frozen=True):
    """An unknown number on both sides: what it is an addend of, how often it stands there, its bounds.

    `row` is that of a published figure, -1 of a rate.
    """

    leaf: str
    now: Floats
    then: float
    bounds: tuple[float, float, float]
    row: int = -1


def compare(of: Derived, key: str, now: Groups, then: RowNumbers) -> ComparedBands:
    """Compare a measure over each group of rows with that over the rows `then`."""
    other = Groups.one(then)
    sides = _sums(of, now), _sums(of, other)
    times, difference = _compared(sides[0][key], sides[1][key])
    for shared, touched in _together(_shared(of, key, now, other)):
        ends = _at_ends(of, key, [_taken(one, touched) for one in shared], (now, other), touched)
        times = _narrowed(times, ends.times, touched)
        if not any(one.leaf == below_the_line(key) for one in shared):
            difference = _narrowed(difference, ends.difference, touched)
    own = [group for group in range(len(now)) if np.array_equal(now.group(group), then)]
    return ComparedBands(put(times, own, 1.0), put(difference, own, 0.0))


def _compared(now: Band, then: Band) -> tuple[Band, Band]:
    return ratio(now, then, Reason.BASELINE_ZERO), subtract(now, then)


def _sums(of: Derived, groups: Groups) -> Sums:
    return Sums(lambda key: _summed(of, key, groups), of.columns.baseline)


def _summed(of: Derived, key: str, groups: Groups, but: Sequence[int] = ()) -> Band:
    """Return the sums over groups of what is summed, the rows `but` counting nothing."""
    return summed_over(of.columns, key, groups, put(of.columns.summed[key], but, 0.0))


# what stands on both sides


def _shared(of: Derived, key: str, now: Groups, then: Groups) -> list[_Shared]:
    if MEASURE[key].basis is Basis.BASELINE or not len(now.rows):
        return []
    found: list[_Shared] = []
    leaves = leaves_of(key) - frozenset(EARLIER_LOSSES)
    if leaves_of(key) != leaves and of.columns.earlier is not None:
        leaves -= {"losses"}  # one figure counts on several days with several weights: its range stays wide
    for leaf in sorted(leaves):
        if leaf in _RECRUITED:
            shared = _rates(of, leaf, now, then)
        elif leaf in DIVISORS:
            shared = _divisor(of, leaf, now, then)
        else:
            shared = (_said if leaf in of.columns.of_series else _figures)(of, leaf, now, then)
        found += [
            one for one in shared if one.bounds[0] < one.bounds[2] and one.then > 0 and (one.now > 0).any()
        ]
    return found


def _figures(of: Derived, leaf: str, now: Groups, then: Groups) -> Iterator[_Shared]:
    band = of.columns.summed[leaf]
    if leaf in PAIRED and band.absent[np.append(now.rows, then.rows)].any():
        return  # of all days taken as one: no row has a number of its own
    both = np.sort(then.rows[np.isin(then.rows, now.rows)])  # np.intersect1d imports all of `numpy.ma` first
    for row in both[band.low[both] < band.high[both]].tolist():
        cell = band.cell(row)
        counts = now.added((now.rows == row).astype(np.float64))
        yield _Shared(leaf, counts, 1.0, (cell.low, cell.best, cell.high), row)


def _said(of: Derived, leaf: str, now: Groups, then: Groups) -> Iterator[_Shared]:
    """Yield what the series of both sides says, where it is one."""
    series = of.columns.inputs.series
    place = series[then.rows[0]]
    cell = of.columns.of_series[leaf].cell(place)
    if not cell.absent and series[now.rows[0]] == place:
        yield _Shared(leaf, np.ones(len(now)), 1.0, (cell.low, cell.best, cell.high))


def _divisor(of: Derived, leaf: str, now: Groups, then: Groups) -> Iterator[_Shared]:
    """Yield what both sides are divided by, where the same references are given for all days of both."""
    inputs, divisor = of.columns.inputs, of.columns.divisors[leaf]
    place = int(inputs.series[then.rows[0]])
    if inputs.series[now.rows[0]] != place or not divisor.rows.get(place):
        return
    sides = []
    for groups in (now, then):
        begins, ends = inputs.start[groups.rows], inputs.end[groups.rows] + 1
        days = divisor.days_of(place, begins, ends).astype(np.float64)
        lengths = groups.added((ends - begins).astype(np.float64))
        sides.append(np.array([groups.added(each) for each in days]) / lengths)
    same = ((sides[0] == sides[1]) & np.isin(sides[0], (0.0, 1.0))).all(axis=0)
    cell = _summed(of, leaf, then).cell(0)
    if not cell.absent:
        yield _Shared(leaf, same.astype(np.float64), 1.0, (cell.low, cell.best, cell.high))


def _rates(of: Derived, leaf: str, now: Groups, then: Groups) -> Iterator[_Shared]:
    """Yield the rates of a flow: of each channel the rows that are estimates of the same days."""
    inputs = of.columns.inputs
    series = of.project.series[int(inputs.series[then.rows[0]])].id
    if inputs.series[now.rows[0]] != inputs.series[then.rows[0]]:
        return
    rates: Sequence[Intake | Requirement] = getattr(of.project, _RECRUITED[leaf])
    channels: dict[str, list[Intake | Requirement]] = {}
    for rate in rates:
        if rate.series == series and rate.start <= rate.end:
            channels.setdefault(rate.channel, []).append(rate)
    for channel in channels.values():
        for alternatives, spans in _estimates(channel).items():
            rows = [channel[at] for at in alternatives]
            if len({days_behind(row) for row in rows}) > 1:
                continue  # of another number of days each: no one number is on both sides
            bounds = [row.per_month.bounds() for row in rows]
            mean = sum(best for _, best, _ in bounds) / len(bounds)
            low, high = min(max(low, 0.0) for low, _, _ in bounds), max(high for _, _, high in bounds)
            of_now, of_then = (_taken_of(of, rows[0], groups, spans) for groups in (now, then))
            yield _Shared(leaf, of_now, float(of_then[0]), (low, mean, high))


def _estimates(channel: Sequence[Intake | Requirement]) -> Mapping[tuple[int, ...], list[tuple[int, int]]]:
    """Return for each set of rows of a channel the days, first and after the last, that just these share."""
    begins = [rate.start.toordinal() for rate in channel]
    ends = [rate.end.toordinal() + 1 for rate in channel]
    found: dict[tuple[int, ...], list[tuple[int, int]]] = {}
    for first, after in pairwise(sorted({*begins, *ends})):
        active = tuple(at for at in range(len(channel)) if begins[at] <= first and after <= ends[at])
        if active:
            found.setdefault(active, []).append((first, after))
    return found


def _taken_of(
    of: Derived, rate: Intake | Requirement, groups: Groups, spans: Sequence[tuple[int, int]]
) -> Floats:
    """Return how often, in 1/SHARES, a rate is taken by the days that each group shares with some."""
    start, after = of.columns.inputs.start[groups.rows], of.columns.inputs.end[groups.rows] + 1
    shares, days = np.zeros(len(groups.rows)), np.zeros(len(groups.rows))
    for first, stop in spans:
        begin, end = np.maximum(start, first), np.minimum(after, stop)
        shares += np.where(begin < end, month_shares(end) - month_shares(begin), 0)
        days += np.maximum(end - begin, 0)
    return groups.added(amount_shared(rate, shares, days) * SHARES)


def _taken(one: _Shared, groups: RowNumbers) -> _Shared:
    return replace(one, now=one.now[groups])


def _together(shared: Sequence[_Shared]) -> Iterator[tuple[list[_Shared], RowNumbers]]:
    """Yield the groups that share the same unknowns, few enough to go through all their ends."""
    if not shared:
        return
    patterns, which = np.unique([one.now > 0 for one in shared], axis=1, return_inverse=True)
    for number, pattern in enumerate(patterns.T.tolist()):
        some = [one for one, there in zip(shared, pattern, strict=True) if there]
        if 0 < len(some) <= MOST_SHARED:
            yield some, np.flatnonzero(which.ravel() == number)


# at every end of what is shared


def _at_ends(
    of: Derived,
    key: str,
    shared: Sequence[_Shared],
    sides: tuple[Groups, Groups],
    touched: RowNumbers,
) -> ComparedBands:
    """Compare each touched group at every choice of ends; those of a group stand one after the other."""
    ends = np.array(list(product(*((one.bounds[0], one.bounds[2]) for one in shared))))
    ends = np.clip(ends, -_FAR, _FAR)
    count = len(ends)

    def fixed(side: int) -> Sums:
        def summed(leaf: str) -> Band:
            if of.columns.earlier is None and leaf == "lost_within":
                leaf = "losses"  # they are the very same
            figures = [one.row for one in shared if one.leaf == leaf and one.row >= 0]
            band = _summed(of, leaf, sides[side], figures)
            band = band.take(np.repeat(touched, count)) if side == 0 else band.take(np.zeros(count, np.intp))
            weights = [(one.now if side == 0 else np.array([one.then])) for one in shared]
            return _with_ends(band, leaf, shared, weights, ends)

        return Sums(summed, of.columns.baseline)

    now, then = fixed(0)[key], fixed(1)[key].take(np.tile(np.arange(count), len(touched)))
    times, difference = _compared(now, then)
    return ComparedBands(_over_choices(times, count), _over_choices(difference, count))


def _with_ends(
    band: Band, leaf: str, shared: Sequence[_Shared], weights: Sequence[Floats], ends: Floats
) -> Band:
    """Return a column of sums, each group once for every choice, with what is shared put in at its ends."""
    low, best, high = (np.clip(column, -_FAR, _FAR) for column in (band.low, band.best, band.high))
    for place, one in enumerate(shared):
        if one.leaf != leaf:
            continue
        weight, end = np.repeat(weights[place], len(ends)), np.tile(ends[:, place], len(weights[place]))
        if one.row < 0:  # a figure was left out of the sum, a rate is taken out of it
            least, middle, most = (weight * np.clip(bound, -_FAR, _FAR) for bound in one.bounds)
            # of a sum with an open bound nothing is left where this alone made it open
            low = np.where(low <= -_FAR, np.where(best == middle, 0.0, low), low - least)
            high = np.where(high >= _FAR, np.where(best == middle, 0.0, high), high - most)
            best = best - middle
        low, best, high = low + weight * end, best + weight * end, high + weight * end
    low, high = np.minimum(low, best), np.maximum(high, best)
    return Band(low, best, high, band.marks, band.absent)


def _over_choices(band: Band, count: int) -> Band:
    """Return the range over the choices of each group; absent where one of them has no value."""
    low, high = (column.reshape(-1, count) for column in (band.low, band.high))
    absent = band.absent.reshape(-1, count).max(axis=1)
    least, most = low.min(axis=1), high.max(axis=1)
    least = np.where(least < -(_FAR**0.5), -np.inf, np.where(np.abs(least) < _FAR**-0.5, 0.0, least))
    most = np.where(most > _FAR**0.5, np.inf, np.where(np.abs(most) < _FAR**-0.5, 0.0, most))
    return Band(least, least, most, np.zeros(len(least), np.uint8), absent.astype(np.uint8))


def _narrowed(band: Band, ends: Band, groups: RowNumbers) -> Band:
    """Return a band whose rows `groups` have the bounds found, where these are narrower."""
    low, best, high = band.low.copy(), band.best, band.high.copy()
    known = (band.absent[groups] == 0) & (ends.absent == 0)
    at = groups[known]
    low[at] = np.minimum(np.maximum(low[at], ends.low[known]), best[at])
    high[at] = np.maximum(np.minimum(high[at], ends.high[known]), best[at])
    same = at[high[at] - low[at] <= _NOISE * np.abs(best[at])]
    low[same] = high[same] = best[same]
    return Band(low, best, high, band.marks, band.absent)
