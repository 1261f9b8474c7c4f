"""The periods of a project as columns, read once: rows that an edit left alone are not read again."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from model.bands import Band, Flags, Ints, Reason, Rows, concatenate
from model.figures import Figure, Qualifier
from model.patches import few, patched_where_new
from model.project import GainsAre, Period, Project
from model.units import convert

Index = NDArray[np.int32]
T = TypeVar("T", bound=np.generic)

NO_SOURCE = -1
NO_FIGURE = -2
_CHUNK = 1024  # rows compared at once when looking for those that differ


@dataclass(frozen=True, slots=True, eq=False)
class Inputs:
    """The n periods as columns, in the order of `project.periods`.

    `start`, `end`: days (date ordinals, int64). `series`: index into `project.series`. `valid`: end >= start.
    `losses` (people) and `gains` (km²) as published, absent where not given. `*_source`: index into
    `project.sources`, -1 where none is named, -2 where there is no figure. `*_scope`: index into `scopes`,
    which is sorted and has "" first.
    """

    periods: tuple[Period, ...]
    start: Ints
    end: Ints
    series: Index
    valid: Flags
    losses: Band
    gains: Band
    losses_source: Index
    gains_source: Index
    losses_scope: Index
    gains_scope: Index
    scopes: tuple[str, ...]
    series_key: tuple[tuple[str, GainsAre], ...]
    source_key: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.periods)


class Reading(NamedTuple):
    """Inputs, and the rows whose period differs from the one before (ascending); None where all may."""

    inputs: Inputs
    changed: Rows | None


def read_inputs(project: Project, before: Inputs | None = None) -> Reading:
    """Return the periods of `project` as columns, taking what `before` has already read."""
    series_key = tuple((series.id, series.gains_are) for series in project.series)
    source_key = tuple(source.id for source in project.sources)
    periods = project.periods
    if before is None or before.series_key != series_key or before.source_key != source_key:
        return Reading(_tidied(_read(periods, series_key, source_key)), None)
    if periods is before.periods:
        return Reading(before, np.empty(0, np.intp))
    if len(periods) == len(before):
        rows = changed_rows(before.periods, periods)
        if few(len(rows), len(periods)):
            fresh = _read([periods[row] for row in rows.tolist()], series_key, source_key)
            return Reading(_patched(before, periods, rows, fresh), rows)
    return Reading(_gathered(before, periods), None)


def changed_rows(before: Sequence[object], after: Sequence[object]) -> Rows:
    """Return the rows, ascending, at which two sequences of one length hold different objects.

    Objects equal in value may count as the same one.
    """
    rows: list[int] = []
    for first in range(0, len(after), _CHUNK):
        old, new = before[first : first + _CHUNK], after[first : first + _CHUNK]
        if old != new:  # a tuple compares its items by identity first, at the speed of C
            rows += [first + at for at, (a, b) in enumerate(zip(old, new, strict=True)) if a is not b]
    return np.asarray(rows, dtype=np.intp)


def _read(
    periods: Sequence[Period], series_key: tuple[tuple[str, GainsAre], ...], source_key: tuple[str, ...]
) -> Inputs:
    place = {series: at for at, (series, _) in enumerate(series_key)}
    floors = {series: 0.0 if gains is GainsAre.GROSS else -math.inf for series, gains in series_key}
    sources = {"": NO_SOURCE} | {source: at for at, source in enumerate(source_key)}
    start = np.array([period.start.toordinal() for period in periods], np.int64)
    end = np.array([period.end.toordinal() for period in periods], np.int64)
    losses = [period.losses for period in periods]
    gains = [period.gains for period in periods]
    names = [period.series for period in periods]
    scopes: dict[str, int] = {"": 0}
    return Inputs(
        periods=tuple(periods),
        start=start,
        end=end,
        series=np.array([place[name] for name in names], np.int32),
        valid=end >= start,
        losses=_figures(losses, [0.0] * len(losses), "people", Reason.NO_LOSSES),
        gains=_figures(gains, [floors[name] for name in names], "km2", Reason.NO_GAINS),
        losses_source=_sources(losses, sources),
        gains_source=_sources(gains, sources),
        losses_scope=_scopes(losses, scopes),
        gains_scope=_scopes(gains, scopes),
        scopes=tuple(scopes),
        series_key=series_key,
        source_key=source_key,
    )


def _figures(figures: Sequence[Figure | None], floors: Sequence[float], unit: str, reason: Reason) -> Band:
    best = np.array(
        [math.nan if figure is None or figure.value is None else figure.value for figure in figures],
        np.float64,
    )
    low, high = best.copy(), best.copy()
    approximate = np.zeros(len(best), np.bool_)
    # Most figures are single numbers in the usual unit, and are done with.
    others = [
        row
        for row, figure in enumerate(figures)
        if figure is not None
        and (figure.qualifier is not Qualifier.EXACT or figure.low is not None or figure.unit)
    ]
    for row in others:
        figure = figures[row]
        if figure is not None:
            typed = figure.unit or unit
            low[row], best[row], high[row] = (
                convert(bound, typed, unit) for bound in figure.bounds(floor=floors[row])
            )
            approximate[row] = figure.approximate
    return Band(low, best, high, approximate, np.where(np.isnan(best), reason, 0).astype(np.uint8))


def _sources(figures: Sequence[Figure | None], place: dict[str, int]) -> Index:
    return np.array(
        [NO_FIGURE if figure is None else place.get(figure.source, NO_SOURCE) for figure in figures], np.int32
    )


def _scopes(figures: Sequence[Figure | None], place: dict[str, int]) -> Index:
    return np.array(
        [0 if figure is None else place.setdefault(figure.scope, len(place)) for figure in figures], np.int32
    )


def _patched(before: Inputs, periods: tuple[Period, ...], rows: Rows, fresh: Inputs) -> Inputs:
    """Return `before` with `fresh` in place of `rows`; arrays in which nothing changed are shared."""
    codes = {scope: at for at, scope in enumerate(before.scopes)}
    new_scopes = np.asarray([codes.setdefault(scope, len(codes)) for scope in fresh.scopes], np.int32)
    return _tidied(
        replace(
            before,
            periods=periods,
            start=_placed(before.start, rows, fresh.start),
            end=_placed(before.end, rows, fresh.end),
            series=_placed(before.series, rows, fresh.series),
            valid=_placed(before.valid, rows, fresh.valid),
            losses=patched_where_new(before.losses, rows, fresh.losses)[0],
            gains=patched_where_new(before.gains, rows, fresh.gains)[0],
            losses_source=_placed(before.losses_source, rows, fresh.losses_source),
            gains_source=_placed(before.gains_source, rows, fresh.gains_source),
            losses_scope=_placed(before.losses_scope, rows, new_scopes[fresh.losses_scope]),
            gains_scope=_placed(before.gains_scope, rows, new_scopes[fresh.gains_scope]),
            scopes=tuple(codes),
        ),
        before,
    )


def _placed(array: NDArray[T], rows: Rows, new: NDArray[T]) -> NDArray[T]:
    if np.array_equal(array[rows], new):
        return array
    copy = array.copy()
    copy[rows] = new
    return copy


def _gathered(before: Inputs, periods: tuple[Period, ...]) -> Inputs:
    """Return the columns for rows inserted, deleted or moved: known rows are gathered, only new ones read."""
    at = {id(period): row for row, period in enumerate(before.periods)}
    rows = np.array([at.get(id(period), -1) for period in periods], np.intp)
    new = np.flatnonzero(rows < 0)
    fresh = _read([periods[row] for row in new.tolist()], before.series_key, before.source_key)
    rows[new] = len(before) + np.arange(len(new))
    codes = {scope: code for code, scope in enumerate(before.scopes)}
    new_scopes = np.asarray([codes.setdefault(scope, len(codes)) for scope in fresh.scopes], np.int32)

    def joined(old: NDArray[T], added: NDArray[T]) -> NDArray[T]:
        return np.concatenate([old, added])[rows]

    return _tidied(
        replace(
            before,
            periods=periods,
            start=joined(before.start, fresh.start),
            end=joined(before.end, fresh.end),
            series=joined(before.series, fresh.series),
            valid=joined(before.valid, fresh.valid),
            losses=concatenate([before.losses, fresh.losses]).take(rows),
            gains=concatenate([before.gains, fresh.gains]).take(rows),
            losses_source=joined(before.losses_source, fresh.losses_source),
            gains_source=joined(before.gains_source, fresh.gains_source),
            losses_scope=joined(before.losses_scope, new_scopes[fresh.losses_scope]),
            gains_scope=joined(before.gains_scope, new_scopes[fresh.gains_scope]),
            scopes=tuple(codes),
        )
    )


def _tidied(inputs: Inputs, before: Inputs | None = None) -> Inputs:
    """Return the inputs with `scopes` sorted and only those in use, whatever the edits that led there."""
    if before is not None and (
        inputs.scopes == before.scopes
        and inputs.losses_scope is before.losses_scope
        and inputs.gains_scope is before.gains_scope
    ):
        return inputs
    used = np.bincount(inputs.losses_scope, minlength=len(inputs.scopes))
    used += np.bincount(inputs.gains_scope, minlength=len(inputs.scopes))
    scopes = sorted({scope for scope, count in zip(inputs.scopes, used, strict=True) if count} | {""})
    if tuple(scopes) == inputs.scopes:
        return inputs
    places = {scope: at for at, scope in enumerate(scopes)}
    lut = np.asarray([places.get(scope, 0) for scope in inputs.scopes], np.int32)
    return replace(
        inputs,
        scopes=tuple(scopes),
        losses_scope=lut[inputs.losses_scope],
        gains_scope=lut[inputs.gains_scope],
    )
