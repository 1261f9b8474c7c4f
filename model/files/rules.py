"""What a project file must hold to and a JSON Schema cannot say.

Unique ids; sources and series that exist; `low <= value <= high`; no negative gains where they are gross.
The values may be of any shape: what the schema has found already is passed over here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from model.files.places import FaultAt, KeyPath, shown
from model.project import FIGURES as FIGURES_OF
from model.project import RELATED, TABLES
from model.text.units import LENGTHS
from model.text.words import marked, words

FIGURES = {table: FIGURES_OF[row] for table, row in TABLES.items() if row in FIGURES_OF}
"""The keys of each table under which a figure stands."""

_NO_SERIES = marked("no such series: {value}")
_NO_SOURCE = marked("no such source: {value}")
_AN_ADVANCE = marked("the gains of {series} are an advance, in km or mi: {value}")
_NO_ADVANCE = marked("the gains of {series} are areas, no advance: {value}")
_GROSS = marked("may not be negative, as the gains of {series} are gross: {value}")
_TAKEN = marked("may not be negative: the gains of {series} are net, and this is the ground taken: {value}")
_Rows = list[tuple[int, dict[str, Any]]]


class _KnownIds(Struct, frozen=True):
    """The ids that may be named; None where they cannot be told."""

    series: frozenset[str] | None
    sources: frozenset[str] | None
    gross: frozenset[str]
    advance: frozenset[str]


def rule_faults(tree: dict[str, Any]) -> Iterator[FaultAt]:
    """Yield every fault of meaning in a parsed project file; rows in their order."""
    for table in ("sources", "series"):
        yield from _repeated_ids(table, _rows(tree, table))
    known = _KnownIds(
        series=_ids(tree, "series"),
        sources=_ids(tree, "sources"),
        gross=frozenset(
            row["id"]
            for _, row in _rows(tree, "series")
            if isinstance(row.get("id"), str) and row.get("gains_are") == "gross"
        ),
        advance=frozenset(
            row["id"]
            for _, row in _rows(tree, "series")
            if isinstance(row.get("id"), str) and row.get("gains_are") == "advance"
        ),
    )
    for table, keys in FIGURES.items():
        for index, row in _rows(tree, table):
            found: list[FaultAt] = []
            _look_at_row(row, keys, (table, index), known, found)
            yield from found
    found = []
    for index, recipe in _rows(tree, "imports"):
        _find_no_days(recipe, ("imports", index, "spans"), found)
    _look_at_charts(tree, known, found)
    view = tree.get("view")
    baseline = view.get("baseline") if isinstance(view, dict) else None
    if isinstance(baseline, dict):
        _find_unknown(baseline.get("series"), known.series, ("view", "baseline", "series"), found)
    yield from found


def _look_at_charts(tree: dict[str, Any], known: _KnownIds, found: list[FaultAt]) -> None:
    first: dict[tuple[str, ...], int] = {}
    for index, chart in _rows(tree, "charts"):
        path = ("charts", index)
        if chart.get("series"):  # a chart of several series names none
            _find_unknown(chart["series"], known.series, (*path, "series"), found)
        key = tuple(str(chart.get(part, "")) for part in ("chart", "series", "measure", "by"))
        if first.setdefault(key, index) != index:
            message = marked("these are settings of the same chart as {first}")
            found.append(FaultAt(path, words(message, first=f"charts[{first[key]}]")))
        low, high = _number(chart.get("low")), _number(chart.get("high"))
        if low is not None and high is not None and low >= high:
            message = marked("the axis does not end above its beginning: {low}, {high}")
            found.append(FaultAt((*path, "high"), words(message, low=shown(low), high=shown(high))))


def _look_at_row(
    row: dict[str, Any], keys: tuple[str, ...], path: KeyPath, known: _KnownIds, found: list[FaultAt]
) -> None:
    for field in RELATED if path[0] == "series" else ():
        if row.get(field):
            _find_unknown(row[field], known.series, (*path, field), found)
    series = row.get("series")
    if series or path[0] not in ("references", "series"):  # which may be for every series
        _find_unknown(series, known.series, (*path, "series"), found)
    _find_unknown(
        row.get("source"), known.sources, (*path, "source"), found
    )  # a claim's; no other row has one
    against = row.get("against")
    if isinstance(against, dict) and against.get("series"):  # a claim's; left out, it is that of the claim
        _find_unknown(against["series"], known.series, (*path, "against", "series"), found)
    for key in keys:
        figure = row.get(key)
        if not isinstance(figure, dict):
            continue
        taken = isinstance(series, str) and key == ("gains" if series in known.gross else "gains_other")
        of_taken = series if taken else None
        _look_at_figure(figure, (*path, key), of_taken, known, found)
        if key == "gains" and isinstance(series, str):
            _find_other_kind(figure, (*path, key), series, known, found)
        if "alternatives" in figure:
            for index, other in _rows(figure, "alternatives"):
                _look_at_figure(other, (*path, key, "alternatives", index), of_taken, known, found)


def _look_at_figure(
    figure: dict[str, Any], path: KeyPath, of_taken: str | None, known: _KnownIds, found: list[FaultAt]
) -> None:
    _find_unknown(figure.get("source"), known.sources, (*path, "source"), found)
    if "low" in figure or "high" in figure:
        _find_disorder(figure, path, found)
    if of_taken is not None:
        _find_negative(figure, path, of_taken, found)


def _find_other_kind(
    figure: dict[str, Any], path: KeyPath, series: str, known: _KnownIds, found: list[FaultAt]
) -> None:
    """Find an area among gains that are an advance, and a length among those that are areas."""
    advance = series in known.advance
    if not advance and "unit" not in figure and "alternatives" not in figure:
        return
    message = _AN_ADVANCE if advance else _NO_ADVANCE
    places = [(path, figure)]
    places += [((*path, "alternatives", index), other) for index, other in _rows(figure, "alternatives")]
    for place, one in places:
        if (one.get("unit") in LENGTHS) is not advance:
            fault = words(message, series=shown(series), value=shown(one.get("unit", "km2")))
            found.append(FaultAt((*place, "unit"), fault))


def _rows(tree: dict[str, Any], table: str) -> _Rows:
    rows = tree.get(table)
    if not isinstance(rows, list):
        return []
    return [(index, row) for index, row in enumerate(rows) if isinstance(row, dict)]


def _ids(tree: dict[str, Any], table: str) -> frozenset[str] | None:
    rows = tree.get(table, [])
    if not isinstance(rows, list):
        return None
    ids = [row.get("id") if isinstance(row, dict) else None for row in rows]
    told = [id_ for id_ in ids if isinstance(id_, str) and id_]
    return frozenset(told) if len(told) == len(ids) else None


def _repeated_ids(table: str, rows: _Rows) -> Iterator[FaultAt]:
    first: dict[str, int] = {}
    for index, row in rows:
        id_ = row.get("id")
        if isinstance(id_, str) and first.setdefault(id_, index) != index:
            message = words(
                "this id is that of {first} already: {value}",
                first=f"{table}[{first[id_]}]",
                value=shown(id_),
            )
            yield FaultAt((table, index, "id"), message)


def _find_unknown(named: Any, ids: frozenset[str] | None, path: KeyPath, found: list[FaultAt]) -> None:
    # an empty source names none, the same as the key left out; a series may not be left out
    of_series = path[-1] in ("series", *RELATED)
    if isinstance(named, str) and (named or of_series) and ids is not None and named not in ids:
        no_such = _NO_SERIES if of_series else _NO_SOURCE
        found.append(FaultAt(path, words(no_such, value=shown(named))))


def _find_disorder(figure: dict[str, Any], path: KeyPath, found: list[FaultAt]) -> None:
    low, value, high = (_number(figure.get(key)) for key in ("low", "value", "high"))
    if low is not None and high is not None and low > high:
        message = marked("low above high: {low}, {high}")
        found.append(FaultAt(path, words(message, low=shown(low), high=shown(high))))
    elif value is not None and ((low is not None and value < low) or (high is not None and value > high)):
        message = marked("the value is not between low and high: {value}")
        found.append(FaultAt((*path, "value"), words(message, value=shown(value))))


def _find_negative(figure: dict[str, Any], path: KeyPath, series: str, found: list[FaultAt]) -> None:
    for key in ("low", "value", "high"):
        number = _number(figure.get(key))
        if number is not None and number < 0:
            message = _GROSS if path[2] == "gains" else _TAKEN
            found.append(FaultAt((*path, key), words(message, series=shown(series), value=shown(number))))


def _find_no_days(recipe: dict[str, Any], path: KeyPath, found: list[FaultAt]) -> None:
    spans = recipe.get("spans")
    for index, span in enumerate(spans if isinstance(spans, list) else ()):
        for day in span.split("..") if isinstance(span, str) else ():
            try:
                date.fromisoformat(day)
            except ValueError:
                message = marked("not a date: {value}")
                found.append(FaultAt((*path, index), words(message, value=shown(day))))
                break


def _number(value: Any) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None
