"""Running sums of a column over the parts of every series, of which an edit redoes only a few rows.

The parts of a series are summed in blocks of `BLOCK`, and the blocks one after the other, always in the same
order and with what rounding loses carried along. So an edited figure costs its own block and one number for
each later one, and gives the bits that a computation from the start gives. The total of a series is the last
of its running sums.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.derive import exact_sums
from model.derive.bands import Band, Floats, Ints, Reason, Rows, make
from model.derive.exact_sums import Pair

BLOCK = 64
_FEW = 8  # blocks summed one by one; more are summed side by side
_NEVER = np.iinfo(np.int64).max


class _Sums(NamedTuple):
    """Sums of m runs of parts: low, best and high (3, m), and what was met in them.

    `first` (4, m): the place of the first part in the run that is absent, approximate, open below, open
    above; `_NEVER` where there is none.
    """

    sum: Pair
    first: Ints

    def replaced(self, runs: Rows, fresh: _Sums) -> _Sums:
        """Return the sums with `fresh` in place of some runs."""
        near, rest, first = self.sum.near.copy(), self.sum.rest.copy(), self.first.copy()
        near[:, runs], rest[:, runs], first[:, runs] = fresh.sum.near, fresh.sum.rest, fresh.first
        return _Sums(Pair(near, rest), first)


class Running:
    """The running sums of `band` over `parts`; places `bounds[s]` to `bounds[s + 1]` belong to series s.

    `earlier` is the reason for a sum that lacks a part, its own or an earlier one. `was`: the sums of a band
    that differs in the parts at `places` only, to begin from.
    """

    __slots__ = ("_before", "_known", "band", "blocks", "bounds", "earlier", "parts", "starts")

    def __init__(
        self,
        band: Band,
        parts: Rows,
        bounds: Ints,
        earlier: Reason,
        *,
        was: Running | None = None,
        places: Rows | None = None,
    ) -> None:
        self.band = band
        self.parts = parts
        self.bounds = bounds
        self.earlier = earlier
        self._known: dict[int, Band] = {}
        self.starts: Ints = _block_starts(bounds) if was is None else was.starts
        if was is None or places is None:
            self.blocks = self._summed(np.arange(len(self.starts)))
        else:
            blocks = np.unique(np.searchsorted(self.starts, places, side="right") - 1)
            self.blocks = was.blocks.replaced(blocks, self._summed(blocks))
        self._before = self._earlier_blocks()

    def updated(self, band: Band, rows: Rows, place: Rows) -> Running:
        """Return the sums of `band`, which differs in `rows`; `place` is where each row stands in parts."""
        places = place[rows]
        return Running(band, self.parts, self.bounds, self.earlier, was=self, places=places[places >= 0])

    def block_of(self, place: int) -> tuple[int, int]:
        """Return the block that holds a place in parts, and the place of the first part of the block."""
        block = int(np.searchsorted(self.starts, place, side="right")) - 1
        return block, int(self.starts[block])

    def block(self, number: int) -> Band:
        """Return the running sums at each part of one block."""
        if number not in self._known:
            begin = int(self.starts[number])
            stop = int(self.starts[number + 1]) if number + 1 < len(self.starts) else len(self.parts)
            places = np.arange(begin, stop)
            values = self._values(places)
            within = exact_sums.running(Pair(values, np.zeros_like(values)))
            owner = np.full(len(places), number)
            self._known[number] = self._at(owner, places, within)
        return self._known[number]

    def whole(self) -> Band:
        """Return the running sums at every part."""
        places = np.arange(len(self.parts))
        values = self._values(places)
        near, lost = np.empty_like(values), np.empty_like(values)
        self._sum_blocks(values, self.starts, self._lengths(), (near, lost))
        owner = np.searchsorted(self.starts, places, side="right") - 1
        return self._at(owner, places, exact_sums.tidy(near, lost))

    def totals(self, lacking: Reason) -> Band:
        """Return the sum of each series, the last of its running sums.

        Absent for the reason `lacking` where a part is absent, or where there are no parts.
        """
        full = np.flatnonzero(np.diff(self.bounds) > 0)
        places = self.bounds[1:][full] - 1
        owner = np.searchsorted(self.starts, places, side="right") - 1
        sums = Pair(self.blocks.sum.near[:, owner], self.blocks.sum.rest[:, owner])
        found = self._at(owner, places, sums).arrays()
        count = len(self.bounds) - 1
        low, best, high = (np.full(count, np.nan) for _ in range(3))
        approximate, absent = np.zeros(count, np.bool_), np.full(count, lacking, np.uint8)
        low[full], best[full], high[full] = found.low, found.best, found.high
        approximate[full] = found.approximate
        absent[full] = np.where(found.absent == self.earlier, np.uint8(lacking), found.absent)
        return Band(low, best, high, approximate, absent)

    def first_absent(self, place: int) -> int:
        """Return the place of the first absent part of the series, at or before `place`."""
        block, _ = self.block_of(place)
        return int(min(self._before.first[0, block], self.blocks.first[0, block]))

    def _at(self, owner: Ints, places: Ints, within: Pair) -> Band:
        before = self._before
        near = exact_sums.add(Pair(before.sum.near[:, owner], before.sum.rest[:, owner]), within).near
        low, best, high = near
        first = np.minimum(before.first, self.blocks.first)[:, owner]
        # What the block itself meets later than the place does not concern the place.
        absent, approximate, open_low, open_high = first <= places
        return make(
            np.where(open_low, -np.inf, np.minimum(low, best)),
            best,
            np.where(open_high, np.inf, np.maximum(high, best)),
            approximate,
            np.where(absent, np.uint8(self.earlier), np.uint8(0)),
        )

    def _lengths(self) -> Ints:
        lengths: Ints = np.diff(self.starts, append=len(self.parts))
        return lengths

    def _values(self, places: Ints) -> Floats:
        """Return low, best and high at some places, with 0 for what is absent or open."""
        band = self.band.take(self.parts[places])
        values = np.vstack([band.low, band.best, band.high])
        values[~np.isfinite(values)] = 0.0
        return values

    def _summed(self, blocks: Ints) -> _Sums:
        """Return the sums of some blocks."""
        lengths = self._lengths()[blocks]
        starts = np.cumsum(lengths) - lengths
        places = np.arange(int(lengths.sum())) + np.repeat(self.starts[blocks] - starts, lengths)
        if not len(blocks):
            return _Sums(Pair(np.empty((3, 0)), np.empty((3, 0))), np.empty((4, 0), np.int64))
        band = self.band.take(self.parts[places])
        values = np.vstack([band.low, band.best, band.high])
        met = np.vstack([band.absent != 0, band.approximate, values[0] == -np.inf, values[2] == np.inf])
        values[~np.isfinite(values)] = 0.0
        if len(blocks) <= _FEW:
            ends = [
                exact_sums.running(Pair(run, np.zeros_like(run)))
                for run in np.split(values, starts[1:], axis=1)
            ]
            near = np.hstack([end.near[:, -1:] for end in ends])
            rest = np.hstack([end.rest[:, -1:] for end in ends])
            sums = Pair(near, rest)
        else:
            sums = self._sum_blocks(values, starts, lengths, None)
        first = np.minimum.reduceat(np.where(met, places, _NEVER), starts, axis=1)
        return _Sums(sums, first)

    @staticmethod
    def _sum_blocks(values: Floats, starts: Ints, lengths: Ints, keep: tuple[Floats, Floats] | None) -> Pair:
        """Return the sums of blocks of `values`, all blocks at once, element after element.

        The operations are those of `exact_sums.running` along a block, so that the bits are the same; `keep`
        receives the running sums and what rounding lost of them.
        """
        order = np.argsort(-lengths, kind="stable")
        starts, lengths = starts[order], lengths[order]
        near, lost = np.zeros((3, len(starts))), np.zeros((3, len(starts)))
        for at in range(int(lengths[0]) if len(lengths) else 0):
            live = int(np.searchsorted(-lengths, -at, side="left"))
            places = starts[:live] + at
            step = exact_sums.two_sum(near[:, :live], values[:, places])
            near[:, :live] = step.near
            lost[:, :live] += step.rest
            if keep is not None:
                keep[0][:, places], keep[1][:, places] = step.near, lost[:, :live]
        summed = exact_sums.tidy(near, lost)
        back = np.argsort(order)
        return Pair(summed.near[:, back], summed.rest[:, back])

    def _earlier_blocks(self) -> _Sums:
        """Return for each block the sums of the blocks of its series before it."""
        count = len(self.starts)
        near, rest = np.zeros((3, count)), np.zeros((3, count))
        first = np.full((4, count), _NEVER, np.int64)
        edges = np.searchsorted(self.starts, self.bounds)
        for series in np.flatnonzero(np.diff(edges) > 1).tolist():
            inner = slice(int(edges[series]), int(edges[series + 1]) - 1)
            after = slice(inner.start + 1, inner.stop + 1)
            sums = exact_sums.running(Pair(self.blocks.sum.near[:, inner], self.blocks.sum.rest[:, inner]))
            near[:, after], rest[:, after] = sums
            first[:, after] = np.minimum.accumulate(self.blocks.first[:, inner], axis=1)
        return _Sums(Pair(near, rest), first)


def _block_starts(bounds: Ints) -> Ints:
    blocks = -(-np.diff(bounds) // BLOCK)  # of each series, the last of them perhaps not full
    series = np.repeat(np.arange(len(blocks)), blocks)
    number = np.arange(len(series)) - np.repeat(np.cumsum(blocks) - blocks, blocks)
    starts: Ints = bounds[:-1][series] + number * BLOCK
    return starts
