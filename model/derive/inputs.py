"""The periods of a project as columns, read once: rows that an edit left alone are not read again."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from model.derive.bands import (
    ABOUT,
    OVER,
    UNDER,
    Band,
    Flags,
    Ints,
    Reason,
    RowNumbers,
    concatenate,
    differing,
    missing,
)
from model.derive.identity_cache import kept
from model.project import GROUND, GainsAre, Period, Project, ground_in
from model.text.figures import Figure, Qualifier
from model.text.records import replace
from model.text.units import LENGTHS, convert

Index = NDArray[np.int32]
SeriesKey = tuple[tuple[str, GainsAre], ...]
T = TypeVar("T", bound=np.generic)

NO_SOURCE = -1
NO_FIGURE = -2

BESIDE: Mapping[str, Reason] = {
    "gains_lost": Reason.NO_GROUND_LOST,
    "gains_other": Reason.NO_GAINS,
    "advance": Reason.NO_THINGS,
}
"""Figures that few projects have, the advance of series that gain no areas among them, and why one lacks."""

_CHUNK, _CLOSE = 1024, 32  # rows compared at once when looking for those that differ, and around one of them


class Published(NamedTuple):
    """Figures of the n periods (km², km), and the source of each as in `Inputs`."""

    band: Band
    source: Index

    @classmethod
    def none(cls, length: int, lacking: Reason) -> Published:
        """Return that no period has a figure."""
        return cls(missing(length, lacking), np.full(length, NO_FIGURE, np.int32))


class Inputs(Struct, frozen=True, eq=False):
    """The n periods as columns, in the order of `project.periods`.

    `start`, `end`: days (date ordinals, int64). `series`: index into `project.series`. `valid`: end >= start.
    `losses` (people) and `gains` (km²) as published, absent where not given. `*_source`: index into
    `project.sources`, -1 where none is named, -2 where there is no figure. `*_scope`: index into `scopes`,
    which is sorted and has "" first. `beside`: the figures of `BESIDE` of which there are any.
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
    series_key: SeriesKey
    source_key: tuple[str, ...]
    beside: Mapping[str, Published]

    def __len__(self) -> int:
        return len(self.periods)


def read_inputs(project: Project, before: Inputs | None = None) -> Inputs:
    """Return the periods of `project` as columns; rows that `before` has are not read again."""
    series_key = tuple((series.id, series.gains_are) for series in project.series)
    source_key = tuple(source.id for source in project.sources)
    periods = project.periods
    if before is None or before.series_key != series_key or before.source_key != source_key:
        return _tidied(_read(periods, series_key, source_key))
    if periods is before.periods:
        return before
    origin = came_from(before.periods, periods)
    fresh = _read([periods[row] for row in np.flatnonzero(origin < 0)], before.series_key, before.source_key)
    return _joined(before, fresh, periods, origin)


def _read(periods: Sequence[Period], series_key: SeriesKey, source_key: tuple[str, ...]) -> Inputs:
    place = {series: at for at, (series, _) in enumerate(series_key)}
    floors = {series: 0.0 if gains is GainsAre.GROSS else -math.inf for series, gains in series_key}
    sources = {"": NO_SOURCE} | {source: at for at, source in enumerate(source_key)}
    start = np.array([period.start.toordinal() for period in periods], np.int64)
    end = np.array([period.end.toordinal() for period in periods], np.int64)
    losses = [period.losses for period in periods]
    gains = [period.gains for period in periods]
    names = [period.series for period in periods]
    advancing = {series for series, gains_are in series_key if gains_are is GainsAre.ADVANCE}
    areas = [
        None if name in advancing or _is_length(of) else of for name, of in zip(names, gains, strict=True)
    ]
    scopes: dict[str, int] = {"": 0}
    return Inputs(
        periods=tuple(periods),
        start=start,
        end=end,
        series=np.array([place[name] for name in names], np.int32),
        valid=end >= start,
        losses=figures_as_band(losses, [0.0] * len(losses), "people", Reason.NO_LOSSES),
        gains=figures_as_band(areas, [floors[name] for name in names], "km2", Reason.NO_GAINS),
        losses_source=_sources(losses, sources),
        gains_source=_sources(gains, sources),
        losses_scope=_scopes(losses, scopes),
        gains_scope=_scopes(gains, scopes),
        scopes=tuple(scopes),
        series_key=series_key,
        source_key=source_key,
        beside=_read_beside(periods, series_key, sources) | _read_advance(periods, advancing, sources),
    )


def _is_length(figure: Figure | None) -> bool:
    """Whether a figure is in km or miles: an area is none of an advance, nor the other way round."""
    return figure is not None and figure.unit in LENGTHS


def _read_advance(
    periods: Sequence[Period], advancing: set[str], sources: dict[str, int]
) -> dict[str, Published]:
    every = ((period.gains, period.series in advancing) for period in periods)
    figures = [figure if advances and _is_length(figure) else None for figure, advances in every]
    if not any(figures):
        return {}
    band = figures_as_band(figures, [-math.inf] * len(figures), "km", Reason.NO_THINGS)
    return {"advance": Published(band, _sources(figures, sources))}


def _read_beside(
    periods: Sequence[Period], series_key: SeriesKey, sources: dict[str, int]
) -> dict[str, Published]:
    read = {}
    for field in GROUND[1:]:
        figures: list[Figure | None] = [getattr(period, field) for period in periods]
        if any(figures):
            least = {name: ground_in(field, gains_are).floor for name, gains_are in series_key}
            floors = [least[period.series] for period in periods]
            band = figures_as_band(figures, floors, "km2", BESIDE[field])
            read[field] = Published(band, _sources(figures, sources))
    return read


def marks_of(figure: Figure) -> int:
    """Return what is to be said of a figure and of what is computed from it."""
    of = {Qualifier.ABOUT: ABOUT, Qualifier.OVER: OVER, Qualifier.UNDER: UNDER}
    return of.get(figure.qualifier, 0)


def figures_as_band(
    figures: Sequence[Figure | None], floors: Sequence[float], unit: str, reason: Reason
) -> Band:
    """Return figures as a column in `unit`, which is theirs where they name none; absent where there is none.

    `floors`: where "under" and "up to" begin for each.
    """
    best = np.array(
        [math.nan if figure is None or figure.value is None else figure.value for figure in figures],
        np.float64,
    )
    low, high = best.copy(), best.copy()
    marks = np.zeros(len(best), np.uint8)
    # Most figures are single numbers in the usual unit, and are done with.
    others = [
        row
        for row, figure in enumerate(figures)
        if figure is not None
        and (
            figure.qualifier is not Qualifier.EXACT
            or figure.low is not None
            or figure.high is not None
            or figure.unit
        )
    ]
    for row in others:
        figure = figures[row]
        if figure is not None:
            typed = figure.unit or unit
            low[row], best[row], high[row] = (
                convert(bound, typed, unit) for bound in figure.bounds(floor=floors[row])
            )
            marks[row] = marks_of(figure)
    return Band(low, best, high, marks, np.where(np.isnan(best), reason, 0).astype(np.uint8))


def _sources(figures: Sequence[Figure | None], place: dict[str, int]) -> Index:
    return np.array(
        [NO_FIGURE if figure is None else place.get(figure.source, NO_SOURCE) for figure in figures], np.int32
    )


def _scopes(figures: Sequence[Figure | None], place: dict[str, int]) -> Index:
    return np.array(
        [0 if figure is None else place.setdefault(figure.scope, len(place)) for figure in figures], np.int32
    )


def _joined(before: Inputs, fresh: Inputs, periods: tuple[Period, ...], origin: RowNumbers) -> Inputs:
    """Return the inputs of rows that came from `before`, or from `fresh`; what stayed the same is shared."""
    new = origin < 0
    places = origin.copy()
    places[new] = len(before) + np.arange(len(fresh))

    def array(old: NDArray[T], read: NDArray[T]) -> NDArray[T]:
        made = np.concatenate([old, read])[places]
        return old if np.array_equal(old, made) else made

    def band(old: Band, read: Band) -> Band:
        made = concatenate([old, read]).take(places)
        return old if len(old) == len(made) and not differing(old, made).any() else made

    def beside(field: str) -> Published:
        none = (Published.none(len(rows), BESIDE[field]) for rows in (before, fresh))
        old, read = (rows.beside.get(field, one) for rows, one in zip((before, fresh), none, strict=True))
        same = band(old.band, read.band), array(old.source, read.source)
        return old if same[0] is old.band and same[1] is old.source else Published(*same)

    together = {field: beside(field) for field in BESIDE if field in before.beside or field in fresh.beside}
    there = {field: one for field, one in together.items() if not one.band.absent.all()}
    codes = {scope: at for at, scope in enumerate(before.scopes)}
    scopes = np.asarray([codes.setdefault(scope, len(codes)) for scope in fresh.scopes], np.int32)
    return _tidied(
        replace(
            before,
            periods=periods,
            start=array(before.start, fresh.start),
            end=array(before.end, fresh.end),
            series=array(before.series, fresh.series),
            valid=array(before.valid, fresh.valid),
            losses=band(before.losses, fresh.losses),
            gains=band(before.gains, fresh.gains),
            losses_source=array(before.losses_source, fresh.losses_source),
            gains_source=array(before.gains_source, fresh.gains_source),
            losses_scope=array(before.losses_scope, scopes[fresh.losses_scope]),
            gains_scope=array(before.gains_scope, scopes[fresh.gains_scope]),
            scopes=tuple(codes),
            beside=before.beside if _same(before.beside, there) else there,
        ),
        before,
    )


def _same(old: Mapping[str, Published], new: Mapping[str, Published]) -> bool:
    return old.keys() == new.keys() and all(old[field] is one for field, one in new.items())


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


@kept(8)  # it is asked of a table by all that look at its rows
def came_from(before: Sequence[object], after: Sequence[object]) -> RowNumbers:
    """Return for each row of `after` its place in `before`, known by identity; -1 for a new one.

    Rows equal in value may count as the same one.
    """
    head = _alike(before, after)
    tail = min(_alike(before[::-1], after[::-1]), len(before) - head, len(after) - head)
    places = {id(row): head + at for at, row in enumerate(before[head : len(before) - tail])}
    middle = [places.get(id(row), -1) for row in after[head : len(after) - tail]]
    last = np.arange(len(before) - tail, len(before))
    return np.concatenate([np.arange(head), np.array(middle, np.intp), last], dtype=np.intp)


@kept(2)  # it is asked by all that follow an edit, and by its undo
def changed_rows(before: Sequence[object], after: Sequence[object]) -> RowNumbers:
    """Return the rows, ascending, at which two sequences of one length hold different objects.

    Objects equal in value may count as the same one.
    """
    return np.asarray(list(_differing(before, after, 0, _CHUNK)), dtype=np.intp)


def _differing(before: Sequence[object], after: Sequence[object], start: int, size: int) -> Iterator[int]:
    """Yield where two sequences differ, counted from `start`, looking closer only where they do."""
    for first in range(0, len(after), size):
        old, new = before[first : first + size], after[first : first + size]
        if old == new:  # a tuple compares its items by identity first, at the speed of C
            continue
        if size > _CLOSE:
            yield from _differing(old, new, start + first, _CLOSE)
        else:
            yield from (
                start + first + at for at, (a, b) in enumerate(zip(old, new, strict=True)) if a is not b
            )


def _alike(before: Sequence[object], after: Sequence[object]) -> int:
    """Return how many rows at the beginning are the same, as far as whole chunks tell."""
    shorter = min(len(before), len(after))
    first = 0
    while first < shorter and before[first : first + _CHUNK] == after[first : first + _CHUNK]:
        first += _CHUNK
    first = min(first, shorter)
    while first < shorter and before[first] is after[first]:
        first += 1
    return first
