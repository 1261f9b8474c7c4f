"""The figures of one series as each of its sources gives them: a project with a series for each source.

A source's own figures, in use or kept as alternatives, take the place of those in use, one kind of figure at
a time: losses, gains, intake or requirement; the other kinds are the figures in use. Every rule of a series
then holds of each source: no day is counted twice, and what a source does not say is absent with its reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from msgspec import Struct

from model.derive.identity_cache import kept
from model.derive.results import Results, derive
from model.project import Intake, Period, Project, Requirement, Series
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.records import replace
from model.text.words import marked, words

R = TypeVar("R", Intake, Requirement)

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


class Sourced(Struct, frozen=True, eq=False):
    """A series by the sources of one kind of figure. `results` have a series for each source, by its id.

    `published`: the results that it was made from. `repeated`: how many rows there are for which a source
    gives several figures, of which the first is taken: the one in use, where that is one of them.
    """

    published: Results
    series: Series
    kind: str
    results: Results
    repeated: int

    def row_of(self, source_id: str) -> int:
        """Return the row of a source in the table of sources; -1 for figures whose source is not named."""
        sources = self.published.project.sources
        return next((row for row, source in enumerate(sources) if source.id == source_id), -1)


def sources_of(project: Project, series_id: str, kind: str) -> tuple[str, ...]:
    """Return the ids of the sources of a kind of figure of a series, in the order of the project.

    That of figures whose source is not named comes last.
    """
    table, attribute = PLACES[kind]
    found: set[str] = set()
    for row in getattr(project, table):
        figure: Figure | None = getattr(row, attribute)
        if figure is not None and row.series == series_id:
            found.add(figure.source)
            if figure.alternatives:
                found |= {other.source for other in figure.alternatives}
    known = [source.id for source in project.sources if source.id in found]
    return (*known, *([_UNNAMED] if found.difference(known) else ()))


def kinds_with_several(project: Project, series_id: str) -> tuple[str, ...]:
    """Return the kinds of figure of a series that more than one source gives."""
    return tuple(kind for kind in PLACES if len(sources_of(project, series_id, kind)) > 1)


def by_source(results: Results, series_id: str, kind: str, formats: Formats) -> Sourced:
    """Return the figures of a series by source. Raises KeyError for a series or kind that does not exist."""
    series = results.project.the_series(series_id)
    return _by_source(results, series, {key: key for key in PLACES}[kind], formats)


@kept(2)
def _by_source(results: Results, series: Series, kind: str, formats: Formats) -> Sourced:
    """Return what `by_source` does; two charts and a window may ask for the same after every edit."""
    project, series_id = results.project, series.id
    ids = sources_of(project, series_id, kind)
    names = {source.id: source.called for source in project.sources}
    names[_UNNAMED] = formats.words(words("a source that is not named"))
    given = {one: _Given(series_id, one, kind, set(names)) for one in ids}
    made: dict[str, Any] = {
        "series": tuple(replace(series, id=one, name=names[one], color="", note="") for one in ids),
        "periods": tuple(row for one in given.values() for row in one.periods(project.periods)),
        "intake": tuple(row for one in given.values() for row in one.rates("intake", project.intake)),
        "requirements": tuple(
            row for one in given.values() for row in one.rates("requirement", project.requirements)
        ),
    }
    alone_of = Project(sources=project.sources, view=replace(project.view, baseline=None), **made)
    return Sourced(results, series, kind, derive(alone_of), sum(one.repeated for one in given.values()))


class _Given:
    """What one source gives of a kind of figure of a series; counts the rows of which it gives several."""

    def __init__(self, series_id: str, source_id: str, kind: str, known: set[str]) -> None:
        self._series = series_id
        self._source = source_id
        self._kind = kind
        self._known = known
        self.repeated = 0

    def periods(self, rows: Sequence[Period]) -> list[Period]:
        """Return the periods of the series, with this source's figures where they are of the kind."""
        made = []
        for row in rows:
            if row.series != self._series:
                continue
            losses, gains = row.losses, row.gains
            if self._kind == "losses":
                losses = self._own(losses)
            elif self._kind == "gains":
                gains = self._own(gains)
            if (losses, gains)[self._kind == "gains"] is not None or self._kind in ("intake", "requirement"):
                made.append(Period(self._source, row.label, row.start, row.end, losses, gains, row.note))
        return made

    def rates(self, kind: str, rows: Sequence[R]) -> list[R]:
        """Return the monthly rates of a kind: this source's own, or those in use where another is meant."""
        made = []
        for row in rows:
            if row.series == self._series:
                rate = self._own(row.per_month) if kind == self._kind else row.per_month
                if rate is not None:
                    made.append(replace(row, series=self._source, per_month=rate))
        return made

    def _own(self, figure: Figure | None) -> Figure | None:
        """Return the first figure that is this source's, the one in use before its alternatives."""
        if figure is None:
            return None
        first = figure if self._is_own(figure) else None
        for other in figure.alternatives:
            if self._is_own(other):
                if first is not None:
                    self.repeated += 1
                    break
                first = other
        return first

    def _is_own(self, figure: Figure) -> bool:
        if self._source == _UNNAMED:
            return figure.source not in self._known
        return figure.source == self._source
