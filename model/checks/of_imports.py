"""What is noticed of figures as numbers that came in: people with a fraction, and what an import left out.

The recipes of a project say which rows of a file were refused and where its numbers jump; a figure of the
same series and source over those days rests on that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np

from model.checks.findings import Concerned, Finding, Level, named
from model.derive.results import Results
from model.derive.rows_where import rows_where
from model.project import Period
from model.text.figures import Figure
from model.text.words import marked, words

_DAY = timedelta(1)


def people_with_fraction(results: Results) -> Iterator[Finding]:
    """Notice counts of people that are not whole: thousands read as decimals, or an estimate."""
    said = marked("People with a fraction, which may be thousands misread, in {names}.")
    for table, figures in _PEOPLE.items():
        items = getattr(results.project, table)
        rows = rows_where(items, figures)
        if table == "periods":  # money has fractions
            rows = rows[[results.project.counted(items[row].series).counts_people for row in rows.tolist()]]
        if len(rows):
            yield Finding(
                Level.WARNING,
                "people_with_fraction",
                Concerned({table: rows}),
                words(said, names=named(items, rows)),
            )


def _in_parts(*figures: Figure | None) -> bool:
    return any(
        number is not None and number % 1 != 0
        for figure in figures
        if figure is not None
        for one in (figure, *figure.alternatives)
        for number in (one.low, one.value, one.high)
    )


def _period(row: Any) -> bool:
    return _in_parts(row.losses)


def _campaign(row: Any) -> bool:
    return _in_parts(row.target, row.achieved)


def _milestone(row: Any) -> bool:
    return not row.figure.unit and _in_parts(row.figure)


def _reference(row: Any) -> bool:
    return not row.value.unit and _in_parts(row.value)


_PEOPLE: Mapping[str, Callable[[Any], bool]] = {
    "periods": _period,
    "campaigns": _campaign,
    "milestones": _milestone,
    "references": _reference,
}


def rows_refused_inside(results: Results) -> Iterator[Finding]:
    """Notice figures whose file had rows inside their days that could not be used."""
    said = marked("The file had rows inside the days of {names} that could not be used.")
    yield from _of_recipes(results, "rows_refused_inside", said, _has_refused)


def edges_at_jumps(results: Results) -> Iterator[Finding]:
    """Notice figures of periods at whose edge the running total or level of their file jumps."""
    said = marked("The numbers of the file jump at an edge of {names}: a day more or less changes them much.")
    yield from _of_recipes(results, "edge_at_jump", said, _at_jump)


def _of_recipes(
    results: Results, code: str, said: str, test: Callable[[Period, Mapping[str, Any]], bool]
) -> Iterator[Finding]:
    rows: set[int] = set()
    for recipe in results.project.imports:
        if not recipe.get("refused") and not recipe.get("jumps"):
            continue
        rows |= {
            number
            for number, row in enumerate(results.project.periods)
            if _came_from(row, recipe) and test(row, recipe)
        }
    if rows:
        found = np.array(sorted(rows), dtype=np.intp)
        names = named(results.project.periods, found)
        yield Finding(Level.WARNING, code, Concerned({"periods": found}), words(said, names=names))


def _came_from(row: Period, recipe: Mapping[str, Any]) -> bool:
    figures = (row.losses, row.gains) if recipe["as"] == "table" else (getattr(row, recipe["as"], None),)
    source, series = recipe.get("source", ""), recipe.get("series", "")
    return (not series or row.series == series) and any(
        figure is not None and figure.source == source for figure in figures
    )


def _has_refused(row: Period, recipe: Mapping[str, Any]) -> bool:
    return any(
        "start" in one
        and date.fromisoformat(one["start"]) <= row.end
        and row.start <= date.fromisoformat(one["end"])
        for one in recipe.get("refused", ())
        if "end" in one
    )


def _at_jump(row: Period, recipe: Mapping[str, Any]) -> bool:
    edges = (row.start - _DAY, row.start, row.end, row.end + _DAY) if row.start.toordinal() > 1 else ()
    jumps = recipe.get("jumps", ())
    return any(day.isoformat() in jumps for day in edges)
