"""The figures of one series as each of its sources gives them: a project with a series for each source.

A source's own figures, in use or kept as alternatives, take the place of those in use, one kind of figure at
a time: losses, gains, intake or requirement; the other kinds are the figures in use. Every rule of a series
then holds of each source: no day is counted twice, and what a source does not say is absent with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from model.derive.bands import Flags, Ints
from model.derive.identity_cache import kept, renewed
from model.derive.inputs import Index, came_from
from model.derive.results import Results, derive
from model.project import RELATED, Project, Series
from model.text.days import Span
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.records import replace
from model.text.words import marked, words

PLACES: Mapping[str, tuple[str, str]] = {
    "losses": ("periods", "losses"),
    "gains": ("periods", "gains"),
    "intake": ("intake", "per_month"),
    "requirement": ("requirements", "per_month"),
}
"""The kinds of figure that several sources may give: the table and the field in which each stands."""

NAMES: Mapping[str, str] = {
    "losses": marked("Losses by source"),
    "gains": marked("Gains by source"),
    "intake": marked("Intake by source"),
    "requirement": marked("Requirement by source"),
}
"""What the comparison of the sources of a kind is called."""

_UNNAMED = "\0"  # an id that no source of a file has
_DAYS = date.max.toordinal() + 1
_Kinds = tuple[tuple[str, frozenset[str]], ...]  # of rows: the series and the sources named


class _Read(Struct, frozen=True, eq=False):
    """What was `made`, (n,), of each of n rows of a table, and a number: how many figures are `in_it`."""

    of: Sequence[Any]
    made: NDArray[np.object_]
    in_it: Ints


class _Named(Struct, frozen=True, eq=False):
    """The `kinds` of rows of a table, each a series and the sources named; `in_it` of a row is its kind."""

    kinds: _Kinds
    rows: _Read


class Sourced(Struct, frozen=True, eq=False):
    """A series by the sources of one kind of figure. `results` have a series for each source, by its id.

    `published`: the results that it was made from. `repeated`: how many rows there are for which a source
    gives several figures, of which the first is taken: the one in use, where that is one of them. `given`:
    what each source gives of each table.
    """

    published: Results
    series: Series
    kind: str
    results: Results
    repeated: int
    given: Mapping[tuple[str, str], _Read]

    def row_of(self, source_id: str) -> int:
        """Return the row of a source in the table of sources; -1 for figures whose source is not named."""
        sources = self.published.project.sources
        return next((row for row, source in enumerate(sources) if source.id == source_id), -1)


@kept(8)  # it is asked of both kinds by all that draws or lists sources
def sources_of(project: Project, series_id: str, kind: str) -> tuple[str, ...]:
    """Return the ids of the sources of a kind of figure of a series, in the order of the project.

    That of figures whose source is not named comes last.
    """
    table, attribute = PLACES[kind]
    named = _named(getattr(project, table), attribute)
    there = np.bincount(named.rows.in_it, minlength=len(named.kinds)).tolist()
    found: set[str] = set()
    for (series, sources), rows in zip(named.kinds, there, strict=True):
        if rows and series == series_id:
            found |= sources
    known = [source.id for source in project.sources if source.id in found]
    return (*known, *([_UNNAMED] if found.difference(known) else ()))


def most_spoken_of(results: Results, series_id: str) -> Span | None:
    """Return the days of those periods of a series of whose losses and gains most sources speak.

    Of several the last; None where no source speaks of any.
    """
    inputs = results.derived.inputs
    named = _named(results.project.periods, "losses", "gains")
    place = [one for one, _ in inputs.series_key].index(series_id)
    of_rows = inputs.valid, inputs.series, inputs.start, inputs.end
    return _most_spoken_of(named.kinds, named.rows.in_it, *of_rows, place)


@kept(2)
def _most_spoken_of(
    kinds: _Kinds, in_it: Ints, valid: Flags, series: Index, start: Ints, end: Ints, place: int
) -> Span | None:
    """Return the days most spoken of in the series at that `place`; of each row there is what kind it is."""
    rows = np.flatnonzero(valid & (series == place))
    days, group = np.unique(end[rows] * _DAYS + start[rows], return_inverse=True)
    most, found = (0, _DAYS), None
    # of the days of several rows no more sources speak than of each row, taken together
    kind = in_it[rows]
    sources = np.array([len(sources) for _, sources in kinds], np.int64)
    at_most = np.bincount(group, sources[kind], len(days))
    for one in np.argsort(at_most, kind="stable")[::-1].tolist():  # the last days first
        last, first = divmod(int(days[one]), _DAYS)
        if (at_most[one], last) <= most:
            break
        spoken: frozenset[str] = frozenset().union(*(kinds[at][1] for at in kind[group == one]))
        if (len(spoken), last) > most:
            most, found = (len(spoken), last), Span(date.fromordinal(first), date.fromordinal(last))
    return found


@renewed(8)
def _named(before: _Named | None, rows: Sequence[Any], *attributes: str) -> _Named:
    """Return of each row its series and the sources that some of its figures, or alternatives, name."""
    kinds = {} if before is None else {kind: at for at, kind in enumerate(before.kinds)}

    def read(row: Any) -> tuple[None, int]:
        figures: list[Figure] = [one for name in attributes if (one := getattr(row, name)) is not None]
        sources = frozenset(one.source for figure in figures for one in (figure, *figure.alternatives))
        return None, kinds.setdefault((row.series, sources), len(kinds))

    of_rows = _read(None if before is None else before.rows, rows, read)
    if before is not None and len(kinds) == len(before.kinds):
        return _Named(before.kinds, of_rows)
    return _Named(tuple(kinds), of_rows)


def kinds_with_several(project: Project, series_id: str) -> tuple[str, ...]:
    """Return the kinds of figure of a series that more than one source gives."""
    return tuple(kind for kind in PLACES if len(sources_of(project, series_id, kind)) > 1)


def by_source(results: Results, series_id: str, kind: str, formats: Formats) -> Sourced:
    """Return the figures of a series by source. Raises KeyError for a series or kind that does not exist."""
    series = results.project.the_series(series_id)
    return _by_source(results, series, {key: key for key in PLACES}[kind], formats)


@renewed(4)
def _by_source(
    before: Sourced | None, results: Results, series: Series, kind: str, formats: Formats
) -> Sourced:
    """Return what `by_source` does; two charts and a window may ask for the same after every edit.

    Of rows and sources that were there before an edit, what was made of them is shared.
    """
    project = results.project
    ids = sources_of(project, series.id, kind)
    names = {source.id: source.called for source in project.sources}
    names[_UNNAMED] = formats.words(words("a source that is not named"))
    if before is not None and before.published.project.sources is not project.sources:
        before = None
    known = {} if before is None else before.given
    given: dict[tuple[str, str], _Read] = {}
    made: dict[str, Any] = {}
    for table in ("periods", "intake", "requirements"):
        for one in ids:
            reader = _Reader(series.id, one, kind, table, names)
            given[table, one] = _read(known.get((table, one)), getattr(project, table), reader.read)
        parts = [given[table, one] for one in ids]
        made[table] = tuple(chain.from_iterable(filter(None, part.made.tolist()) for part in parts))
    # what one source says of a series is related to no other, and summed with none
    apart: dict[str, Any] = dict.fromkeys((*RELATED, "group"), "")
    plain = replace(series, color="", note="", **apart)
    alone = Project(
        sources=project.sources,
        series=tuple(replace(plain, id=one, name=names[one]) for one in ids),
        view=replace(project.view, baseline=None),
        **made,
    )
    if before is not None:
        alone = _shared(alone, before.results.project)
    return Sourced(
        results,
        series,
        kind,
        derive(alone, None if before is None else before.results),
        sum(int((one.in_it > 1).sum()) for one in given.values()),
        given,
    )


def _read(before: _Read | None, rows: Sequence[Any], read: Callable[[Any], tuple[Any, int]]) -> _Read:
    """Return what `read` makes of the rows of a table; those that were there before are not read again."""
    if before is not None and before.of is rows:
        return before
    places = np.arange(len(rows))
    origin = np.full(len(rows), -1) if before is None else came_from(before.of, rows)
    if before is not None and len(before.of) == len(rows):  # most stand where they stood
        made, in_it, known = before.made.copy(), before.in_it.copy(), (origin >= 0) & (origin != places)
    else:
        made, in_it, known = np.full(len(rows), None, np.object_), np.zeros(len(rows), np.int64), origin >= 0
    if before is not None and known.any():
        made[known], in_it[known] = before.made[origin[known]], before.in_it[origin[known]]
    for at in np.flatnonzero(origin < 0).tolist():
        made[at], in_it[at] = read(rows[at])
    if before is not None and np.array_equal(in_it, before.in_it):
        in_it = before.in_it  # by which what was made of it is found again
    return _Read(rows, made, in_it)


def _shared(project: Project, before: Project) -> Project:
    """Return a project in which tables that hold what they held before are the very same ones."""
    tables = ("series", "periods", "intake", "requirements")
    pairs = {table: (getattr(project, table), getattr(before, table)) for table in tables}
    return replace(project, **{table: old for table, (new, old) in pairs.items() if new == old})


class _Reader(NamedTuple):
    """Reads what one source gives of the rows of a table, of a kind of figure of a series."""

    series: str
    source: str
    kind: str
    table: str
    known: Collection[str]

    def read(self, row: Any) -> tuple[Any, int]:
        """Return a row as this source gives it, None where it does not; and how many figures it gives.

        Its own figure stands where that is of the kind; the others are those in use.
        """
        if row.series != self.series:
            return None, 0
        table, attribute = PLACES[self.kind]
        if table != self.table:
            return replace(row, series=self.source), 0
        figure: Figure | None = getattr(row, attribute)
        given = () if figure is None else (figure, *figure.alternatives)
        own = [one for one in given if self._is_own(one)]
        if not own:
            return None, 0
        return replace(row, **{"series": self.source, attribute: own[0]}), len(own)

    def _is_own(self, figure: Figure) -> bool:
        if self.source == _UNNAMED:
            return figure.source not in self.known
        return figure.source == self.source
