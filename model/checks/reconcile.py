"""Published totals against the sums of their parts, by the rule for claims (domain.md §3, §6).

All totals are summed at once; after an edit only those are judged again which the edit touches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct

from model.checks.claims import Judgement, floor_of
from model.checks.judging import judge_total
from model.derive.bands import Band, Reason, RowNumbers
from model.derive.groups import Groups
from model.derive.measures import MEASURE
from model.derive.results import Results
from model.derive.roles import TOTAL, RoleLayout
from model.derive.sums import summed_over
from model.project import Period
from model.text.figures import Figure
from model.text.outcomes import Absent, Outcome

MEASURES_RECONCILED = ("losses", "gains")


class Reconciled(Struct, frozen=True):
    """A published total, `measure` ("losses" or "gains") of period `row`, against the sum of its parts."""

    row: int
    measure: str
    judgement: Judgement


class Tiling(Struct, frozen=True, eq=False):
    """What tiles each of m totals: those of total `rows[t]` are `tiles[bounds[t]:bounds[t + 1]]`.

    By series and start, the longer total first, so that the order of the project's rows does not matter.
    """

    layout: RoleLayout
    rows: RowNumbers
    tiles: RowNumbers
    bounds: RowNumbers

    def touched_by(self, changed: RowNumbers) -> RowNumbers:
        """Return the totals, as places in `rows`, that a changed row is or is a part of."""
        places = np.flatnonzero(np.isin(self.tiles, changed))
        parts = np.searchsorted(self.bounds, places, side="right") - 1
        return np.unique(np.concatenate([parts, np.flatnonzero(np.isin(self.rows, changed))]))

    def of(self, totals: RowNumbers) -> tuple[RowNumbers, RowNumbers]:
        """Return the tiles of some totals one after the other, and the bounds between them."""
        chosen = [self.tiles[self.bounds[total] : self.bounds[total + 1]] for total in totals.tolist()]
        lengths = [len(rows) for rows in chosen]
        return np.concatenate([self.tiles[:0], *chosen]), np.cumsum([0, *lengths])


class Reconciliation(Struct, frozen=True, eq=False):
    """The judgements on every published total of a project, and what tiles each of them."""

    tiling: Tiling
    judged: Sequence[tuple[Reconciled, ...]]

    @property
    def reconciled(self) -> tuple[Reconciled, ...]:
        """The judgements, by series and start of the total; losses before gains."""
        return tuple(found for of_total in self.judged for found in of_total)


def tiling_of(results: Results) -> Tiling:
    """Return what tiles each total of a project."""
    layout = results.derived.layout
    places = np.flatnonzero(layout.roles[layout.nested] == TOTAL)
    tiles = [layout.tiles(place) for place in places.tolist()]
    bounds = np.cumsum([0, *(len(rows) for rows in tiles)])
    return Tiling(layout, layout.nested[places], np.concatenate([layout.nested[:0], *tiles]), bounds)


def reconcile(results: Results) -> Reconciliation:
    """Hold the losses and gains published for each total against the sums over its parts.

    A total that publishes no figure has nothing to reconcile; one with a part that lacks the figure is
    unverifiable, for that reason.
    """
    tiling = tiling_of(results)
    judged = _judged(results, tiling, np.arange(len(tiling.rows)))
    return Reconciliation(tiling, [judged[total] for total in range(len(tiling.rows))])


def reconcile_again(results: Results, before: Reconciliation, changed: RowNumbers) -> Reconciliation:
    """Return what `reconcile` does, where periods differ from those `before` in the rows `changed` only."""
    touched = before.tiling.touched_by(changed)
    if not len(touched):
        return before
    judged = list(before.judged)
    for total, found in _judged(results, before.tiling, touched).items():
        judged[total] = found
    return Reconciliation(before.tiling, judged)


def _judged(results: Results, tiling: Tiling, totals: RowNumbers) -> Mapping[int, tuple[Reconciled, ...]]:
    """Judge some totals, as places in the tiling."""
    tiles, bounds = tiling.of(totals)
    sums = {key: _sums(results, key, tiles, bounds) for key in MEASURES_RECONCILED}
    judged: dict[int, tuple[Reconciled, ...]] = {}
    for place, total in enumerate(totals.tolist()):
        row = int(tiling.rows[total])
        parts = tiles[bounds[place] : bounds[place + 1]]
        judged[total] = tuple(
            Reconciled(
                row, key, _judge(results, row, key, figure, _outcome(results, sums[key], place, parts))
            )
            for key, figure in _published(results.project.periods[row])
        )
    return judged


def _published(period: Period) -> list[tuple[str, Figure]]:
    figures = (("losses", period.losses), ("gains", period.gains))
    return [(key, figure) for key, figure in figures if figure is not None]


def _judge(results: Results, row: int, key: str, figure: Figure, computed: Outcome) -> Judgement:
    floor = floor_of(results.project, results.project.periods[row].series, key)
    return judge_total(figure, computed, MEASURE[key].unit, floor=floor)


def _sums(results: Results, key: str, tiles: RowNumbers, bounds: RowNumbers) -> Band:
    return summed_over(results.derived, key, Groups(tiles, bounds))


def _outcome(results: Results, sums: Band, place: int, parts: RowNumbers) -> Outcome:
    cell = sums.cell(place)
    if cell.absent:
        return Absent(results.reasons.of_sum(Reason(cell.absent), parts))
    return cell.value()
