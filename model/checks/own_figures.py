"""The figures that one source states, alternatives among them.

They tell whether a claim follows from its author's own numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

import numpy as np

from model.derive.bands import RowNumbers
from model.derive.results import Results
from model.project import (
    FIGURES,
    Campaign,
    Intake,
    Milestone,
    Period,
    Project,
    Reference,
    Requirement,
    Series,
    figures_of,
)
from model.text.figures import Figure
from model.text.outcomes import Absent, Outcome
from model.text.records import replace
from model.text.words import Words

_Row = TypeVar("_Row", Period, Intake, Requirement, Campaign, Milestone, Reference)

_NEEDED = {"per_month", "target", "value", "figure"}


def own_figures(project: Project, source: str) -> Project:
    """Return the project with the figures of one source alone; rows of which it states none are left out."""
    return replace(
        project,
        periods=tuple(_own(project.periods, source)),
        intake=tuple(_own(project.intake, source)),
        requirements=tuple(_own(project.requirements, source)),
        campaigns=tuple(_own(project.campaigns, source)),
        milestones=tuple(_own(project.milestones, source)),
        references=tuple(_own(project.references, source)),
        series=tuple(_series_of(one, source) for one in project.series),
        claims=(),
    )


def own_within(results: Results, measure: str, series: str, start: date, end: date) -> Mapping[str, Outcome]:
    """Return every measure over exactly these days, from figures of one source.

    Where it does not state all that the parts would need, from its own figures of the whole.
    """
    found = results.within(series, start, end)
    if measure in found and isinstance(found[measure], Absent):
        rows = own_rows(results, measure, series, start, end)
        if not isinstance(rows, Words):
            return results.over(rows)
    return found


def own_rows(results: Results, measure: str, series: str, start: date, end: date) -> RowNumbers | Words:
    """Return the periods from which `own_within` computes a measure, or why there are none."""
    rows = results.rows_within(series, start, end)
    if isinstance(rows, Words) or not isinstance(results.over(rows)[measure], Absent):
        return rows
    inputs = results.inputs
    same = (inputs.start == start.toordinal()) & (inputs.end == end.toordinal())
    whole = np.flatnonzero(same & (inputs.series == list(results.series).index(series)))
    known = [row for row in whole.tolist() if not isinstance(results.over([row])[measure], Absent)]
    return np.array(known, np.intp) if len(known) == 1 else rows


def _own(rows: tuple[_Row, ...], source: str) -> Iterator[_Row]:
    for row in rows:
        names = FIGURES[type(row)]
        own = {name: _of_source(getattr(row, name), source) for name in names}
        if any(figure is None and name in _NEEDED for name, figure in own.items()):
            continue
        if any(figure is not None for figure in own.values()):
            changed: dict[str, Any] = own
            yield replace(row, **changed)


def _series_of(series: Series, source: str) -> Series:
    own: dict[str, Any] = {name: _of_source(figure, source) for name, figure in figures_of(series)}
    return replace(series, **own) if own else series


def _of_source(figure: Figure | None, source: str) -> Figure | None:
    """Return what a source says of a thing: the figure in use, else the first of its alternatives."""
    if figure is None:
        return None
    found = next((one for one in (figure, *figure.alternatives) if one.source == source), None)
    return None if found is None else replace(found, alternatives=())
