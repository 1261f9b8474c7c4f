"""The periods of a project as columns, read once: rows that an edit left alone are not read again."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.derive.bands import Band, Flags, Ints, Reason
from model.derive.changes import EVERYTHING, NOTHING, Change, change_between
from model.derive.changes import changed_rows as changed_rows  # noqa: PLC0414 - also known by this name
from model.project import GainsAre, Period, Project
from model.text.figures import Figure, Qualifier
from model.text.units import convert

Index = NDArray[np.int32]

NO_SOURCE = -1
NO_FIGURE = -2


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
    """Inputs, and how their rows came from those before."""

    inputs: Inputs
    change: Change


def read_inputs(project: Project, before: Inputs | None = None) -> Reading:
    """Return the periods of `project` as columns, taking what `before` has already read."""
    series_key = tuple((series.id, series.gains_are) for series in project.series)
    source_key = tuple(source.id for source in project.sources)
    periods = project.periods
    if before is None or before.series_key != series_key or before.source_key != source_key:
        return Reading(_tidied(_read(periods, series_key, source_key)), EVERYTHING)
    if periods is before.periods:
        return Reading(before, NOTHING)
    change = change_between(before.periods, periods)
    new = range(len(periods)) if change.rows is None else change.rows.tolist()
    fresh = _read([periods[row] for row in new], series_key, source_key)
    return Reading(_updated(before, periods, change, fresh), change)


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


def _updated(before: Inputs, periods: tuple[Period, ...], change: Change, fresh: Inputs) -> Inputs:
    """Return the inputs after a change whose new rows are `fresh`; arrays that stayed the same are shared."""
    codes = {scope: at for at, scope in enumerate(before.scopes)}
    new_scopes = np.asarray([codes.setdefault(scope, len(codes)) for scope in fresh.scopes], np.int32)
    return _tidied(
        replace(
            before,
            periods=periods,
            start=change.array(before.start, fresh.start),
            end=change.array(before.end, fresh.end),
            series=change.array(before.series, fresh.series),
            valid=change.array(before.valid, fresh.valid),
            losses=change.band(before.losses, lambda _: fresh.losses)[0],
            gains=change.band(before.gains, lambda _: fresh.gains)[0],
            losses_source=change.array(before.losses_source, fresh.losses_source),
            gains_source=change.array(before.gains_source, fresh.gains_source),
            losses_scope=change.array(before.losses_scope, new_scopes[fresh.losses_scope]),
            gains_scope=change.array(before.gains_scope, new_scopes[fresh.gains_scope]),
            scopes=tuple(codes),
        ),
        before,
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
