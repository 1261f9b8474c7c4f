"""How a file of an earlier version of the format becomes one of the next, step by step.

A migration is held to the tables of the version it comes from: a key that only a later version has is as
unknown in the earlier one as any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from model.files.places import FaultAt, KeyPath, shown
from model.files.rules import FIGURES
from model.files.shape import own_units
from model.project import VERSION
from model.text.units import SCALES
from model.text.words import marked, words

Tree = dict[str, Any]

NEW_IN_2: Mapping[str, tuple[str, ...]] = {
    "": ("acknowledged", "imports"),
    "sources": ("accessed",),
    "claims": ("trend", "step", "count"),
}
"""Keys that version 1 does not know, by the list in whose rows they stand; "" for the file itself."""


def _from_1(tree: Tree) -> Iterator[FaultAt]:
    """Version 2 only adds keys, so that a file of version 1 without them is one of version 2."""
    yield from _later_keys(tree, NEW_IN_2)
    for place, figure in _figures(tree):
        if "alternatives" in figure and len(place) == len(("table", "row", "key")):
            yield _unknown((*place, "alternatives"))


NEW_IN_3: Mapping[str, tuple[str, ...]] = {
    "": ("charts", "references"),
    "sources": ("licence",),
    "periods": ("gains_lost", "gains_other", "correction"),
    "series": (
        *("least_gains", "killed_share", "return_share", "return_after"),
        *("opponent", "part_of", "counted_of", "group", "unit"),
    ),
    "claims": ("basis", "against", "reference"),
    "imports": (
        *("hidden", "edge", "year_begins", "year_named", "known_only", "carry", "fractions"),
        *("rows", "refused", "jumps", "skipped"),
    ),
}
NEW_VALUES_IN_3: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("claims", "trend"): ("above", "below"),
    ("claims", "step"): ("day", "week", "year"),
    ("series", "counts"): ("items", "money"),
    ("series", "gains_are"): ("advance",),
    ("imports", "as"): ("references", "shares"),
    ("imports", "kind"): ("count", "map"),
    ("imports", "periods"): ("half-year", "rows"),
}
"""Values that versions 1 and 2 do not know, by table and key."""

MEASURES_IN_2 = frozenset(
    (
        *("days", "months", "losses", "gains", "losses_per_day", "gains_per_day", "losses_per_month"),
        *("gains_per_month", "losses_per_gain", "gains_per_1000_losses", "intake", "shortfall"),
        *("shortfall_per_month", "replaced", "requirement", "requirement_gap", "affordable_gains"),
        *("cumulative_losses", "cumulative_gains", "cumulative_shortfall", "vs_baseline"),
    )
)
"""The measures of which a claim of versions 1 and 2 may state a figure: none was added to them since."""


def _from_2(tree: Tree) -> Iterator[FaultAt]:
    """Version 3 only adds: keys, some values of others, and figures with a value and one bound."""
    yield from _later_keys(tree, NEW_IN_3)
    measures = tuple(own_units().keys() - MEASURES_IN_2)
    for (table, key), values in (*NEW_VALUES_IN_3.items(), (("claims", "measure"), measures)):
        for index, row in _rows(tree, table):
            if row.get(key) in values:
                yield FaultAt((table, index, key), words(_LATER, value=shown(row[key])))
    for place, figure in _figures(tree):
        yield from _figure_of_3(place, figure)


def _figure_of_3(place: KeyPath, figure: dict[str, Any]) -> Iterator[FaultAt]:
    yield from (_unknown((*place, key)) for key in ("dating", "range") if key in figure)
    if place[2] in ("per_month", "figure") and "unit" in figure:
        yield _unknown((*place, "unit"))
    if place[2] == "stated" and figure.get("unit") in SCALES["share"]:
        yield FaultAt((*place, "unit"), words(_LATER, value=shown(figure["unit"])))
    if "low" in figure and figure.get("qualifier") == "about":
        yield FaultAt((*place, "qualifier"), words(_LATER, value=shown("about")))
    for one, other in (("low", "high"), ("high", "low")):
        if one in figure and other not in figure:
            yield FaultAt((*place, other), words("missing"))


def _later_keys(tree: Tree, later: Mapping[str, tuple[str, ...]]) -> Iterator[FaultAt]:
    """Yield the keys of a file that only a later version has."""
    for table, keys in later.items():
        if not table:
            yield from (_unknown((key,)) for key in keys if key in tree)
            continue
        for index, row in _rows(tree, table):
            yield from (_unknown((table, index, key)) for key in keys if key in row)


def _figures(tree: Tree) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    """Yield the figures of a file with their places, alternatives among them."""
    for table, keys in FIGURES.items():
        for index, row in _rows(tree, table):
            for key in keys:
                figure = row.get(key)
                if not isinstance(figure, dict):
                    continue
                yield (table, index, key), figure
                for number, other in _rows(figure, "alternatives"):
                    yield (table, index, key, "alternatives", number), other


_LATER = marked("not known to this version of the format: {value}")

MIGRATIONS: Mapping[int, Callable[[Tree], Iterator[FaultAt]]] = {1: _from_1, 2: _from_2}
"""Version -> what makes a file of it one of the next version, in place, and yields what it may not hold."""


def migrate(tree: Tree) -> Iterator[FaultAt]:
    """Make the parsed values of a file of any version those of this one; yield what its own forbids.

    `version` is a whole number from 1 to `VERSION`.
    """
    for version in range(int(tree["version"]), VERSION):
        yield from MIGRATIONS[version](tree)
        tree["version"] = version + 1


def _rows(tree: Tree, table: str) -> list[tuple[int, Tree]]:
    rows = tree.get(table)
    if not isinstance(rows, list):
        return []
    return [(index, row) for index, row in enumerate(rows) if isinstance(row, dict)]


def _unknown(path: tuple[str | int, ...]) -> FaultAt:
    return FaultAt(path, words("unknown key"))
