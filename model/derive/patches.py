"""Bands not written out in full: rows put over those of another band, and formulas not yet computed.

Nothing is written out until a whole array is asked for: one edited row of 100,000 costs one row.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from model.derive.bands import Arrays, Band, BandLater, Cell, Flags, Rows, concatenate


def few(rows: int, of: int) -> bool:
    """Return whether so few rows changed that it is worth treating them apart from the others."""
    return rows <= max(64, of // 16)


def patched(band: Band, rows: Rows, patch: Band) -> Band:
    """Return a band with `patch` in place of `rows`, each named once."""
    base, changes = band, dict(zip(rows.tolist(), range(len(rows)), strict=True))
    if isinstance(band.cells, _Patch):  # one patch over another becomes one patch
        earlier = band.cells
        base = earlier.base
        kept = [row for row in earlier.changes if row not in changes]
        if kept:
            changes |= {row: len(rows) + place for place, row in enumerate(kept)}
            patch = concatenate([patch, earlier.patch.take([earlier.changes[row] for row in kept])])
    made = BandLater(len(band), _Patch(base, changes, patch))
    if not few(len(changes), len(band)):
        made.arrays()
    return made


def patched_where_new(band: Band, rows: Rows, fresh: Band) -> tuple[Band, Rows]:
    """Return a band with `fresh` in place of `rows`, and those of them in which that made a difference.

    Where it made none, the band returned is `band` itself.
    """
    new = np.flatnonzero(differing(band.take(rows), fresh))
    if not len(new):
        return band, rows[:0]
    return patched(band, rows[new], fresh.take(new)), rows[new]


def differing(a: Band, b: Band) -> Flags:
    """Return a mask of the rows at which two bands of one length differ."""
    same: Flags = (a.absent == b.absent) & (a.approximate == b.approximate)
    for old, new in ((a.low, b.low), (a.best, b.best), (a.high, b.high)):
        same &= (old == new) | (a.absent != 0)  # the numbers of an absent row are no numbers
    return ~same


def formula(length: int, bands: tuple[Band, ...], compute: Callable[..., Band]) -> Band:
    """Return `compute(*bands)`, computed only for the rows that are asked for.

    Bands have `length` rows, or one row that stands beside each of them.
    """
    return BandLater(length, _Formula(length, bands, compute))


_BLOCK = 256  # about the rows of a tall window, computed at once when one of them is looked at


class _Formula:
    """A column computed from others row by row; `blocks` are those rows that have been looked at."""

    __slots__ = ("bands", "blocks", "compute", "length")

    def __init__(self, length: int, bands: tuple[Band, ...], compute: Callable[..., Band]) -> None:
        self.length = length
        self.bands = bands
        self.compute = compute
        self.blocks: dict[int, Band] = {}

    def arrays(self) -> Arrays:
        return self.compute(*self.bands).arrays()

    def cell(self, row: int) -> Cell:
        number, at = divmod(row, _BLOCK)
        if number not in self.blocks:
            begin = number * _BLOCK
            rows = np.arange(begin, min(begin + _BLOCK, self.length))
            self.blocks[number] = Band(*self.take(rows))
        return self.blocks[number].cell(at)

    def take(self, rows: Rows) -> Arrays:
        taken = (band.take(rows) if len(band) == self.length else band for band in self.bands)
        return self.compute(*taken).arrays()


class _Patch:
    """Rows of `base` replaced by rows of `patch`: row -> its place there."""

    __slots__ = ("base", "changes", "patch")

    def __init__(self, base: Band, changes: dict[int, int], patch: Band) -> None:
        self.base = base
        self.changes = changes
        self.patch = patch

    def arrays(self) -> Arrays:
        made = self.base.arrays().copy()
        places = list(self.changes.values())
        made.put(np.array(list(self.changes), np.intp), self.patch.take(places).arrays())
        return made

    def cell(self, row: int) -> Cell:
        place = self.changes.get(row)
        return self.base.cell(row) if place is None else self.patch.cell(place)

    def take(self, rows: Rows) -> Arrays:
        if len(rows) <= _BLOCK:  # looked up one by one: NumPy's search takes longer to begin
            changed = [at for at, row in enumerate(rows.tolist()) if row in self.changes]
            found = np.array(changed, np.intp)
        else:
            found = np.flatnonzero(np.isin(rows, np.fromiter(self.changes, np.int64, len(self.changes))))
        places = [self.changes[row] for row in rows[found].tolist()]
        if len(found) == len(rows):
            return self.patch.take(places).arrays()
        made = self.base.take(rows).arrays()
        if not len(found):
            return made
        made = made.copy()
        made.put(found, self.patch.take(places).arrays())
        return made
