"""The recipe of an import, as the project keeps it, so that a newer file can be read in the same way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from msgspec import Struct, field

from model.imports.choices import (
    Choices,
    ColumnNames,
    Dating,
    Duplicates,
    Edge,
    FileReading,
    Fractions,
    Kind,
    PeriodLength,
    RowCovers,
    SeriesQuantity,
    TableChoices,
    Target,
)
from model.text.days import Span

_READING = FileReading.__struct_fields__
_LISTS = ("files", "days")
_LONGEST = 500  # characters of a reason
_TARGET = ("series", "source", "scope")


class RefusedRow(Struct, frozen=True):
    """A row that was not taken, why, and its days as far as they are known."""

    row: int
    why: str
    start: date | None = None
    end: date | None = None


class Recipe(Struct, frozen=True):
    """How a file was read: enough to read a newer one alike. `file` is relative to the project's folder.

    `connection` names, instead of a file, a connection in the settings of a person.

    `rows` counts those read, used, filtered and refused; `refused` are the latter (the first of them), and
    `jumps` the dates at which its totals jump.
    """

    file: str
    digest: str
    choices: Choices | TableChoices
    reading: FileReading = field(default_factory=FileReading)
    target: Target = field(default_factory=Target)
    rows: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    refused: tuple[RefusedRow, ...] = ()
    jumps: tuple[date, ...] = ()
    connection: str = ""


def name_of(tree: Mapping[str, Any]) -> str:
    """Return what a person calls the source of an import: its file, or its connection."""
    return str(tree.get("file") or tree["connection"])


def recipe_tree(recipe: Recipe) -> dict[str, Any]:
    """Return a recipe as JSON values, keys in the order of the format, defaults left out."""
    tree: dict[str, Any] = {"connection": recipe.connection} if recipe.connection else {"file": recipe.file}
    found = FileReading()
    tree |= {key: value for key in _READING if (value := getattr(recipe.reading, key)) != getattr(found, key)}
    tree |= {key: [_listed(one) for one in tree[key]] for key in _LISTS if key in tree}
    choices = recipe.choices
    if isinstance(choices, Choices):
        columns = {key: getattr(choices.columns, key) for key in ColumnNames.__struct_fields__}
        tree |= {"as": str(choices.what), "columns": {key: name for key, name in columns.items() if name}}
        named = {"kind": choices.kind, "dating": choices.dating, "unit": choices.unit, "periods": choices.by}
        tree |= {key: str(value) for key, value in named.items() if value}
        if choices.spans:
            tree["spans"] = [f"{span.start}..{span.end}" for span in choices.spans]
        tree |= {
            key: str(value) for key in ("edge", "each", "duplicates") if (value := getattr(choices, key))
        }
        tree |= {
            key: True for key in ("interpolate", "zero_gaps", "known_only", "gross") if getattr(choices, key)
        }
    else:
        tree |= {"as": "table", "columns": dict(choices.columns)}
        named = {"unit": choices.unit, "each": choices.each, "duplicates": choices.duplicates}
        tree |= {key: str(value) for key, value in named.items() if value}
    if choices.carry is not None:
        tree["carry"] = choices.carry
    if choices.fractions is not None:
        tree["fractions"] = str(choices.fractions)
    if choices.where:
        tree["where"] = [[name, value] for name, value in choices.where]
    if choices.skip:
        tree["skip"] = list(choices.skip)
    tree |= {key: value for key in _TARGET if (value := getattr(recipe.target, key))}
    tree["digest"] = recipe.digest
    return tree | _found_tree(recipe)


def _listed(one: str | tuple[str, str]) -> str | list[str]:
    return one if isinstance(one, str) else list(one)


def _found_tree(recipe: Recipe) -> dict[str, Any]:
    """Return what was found when the file was read, without what there is none of."""
    found = {
        "rows": dict(recipe.rows),
        "refused": [_refused_tree(one) for one in recipe.refused],
        "jumps": [day.isoformat() for day in recipe.jumps],
    }
    return {key: value for key, value in found.items() if value}


def same_recipe(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two recipes read a file in the same way, whatever they found in it."""
    found = ("digest", "rows", "refused", "jumps")
    return {**one, **dict.fromkeys(found)} == {**other, **dict.fromkeys(found)}


def _refused_tree(one: RefusedRow) -> dict[str, Any]:
    days = {"start": one.start, "end": one.end}
    return {
        "row": one.row,
        **{key: day.isoformat() for key, day in days.items() if day is not None},
        "why": one.why[:_LONGEST],
    }


def recipe_of(tree: Mapping[str, Any]) -> Recipe:
    """Return the recipe that JSON values without a fault (the schema holds them) stand for."""
    lists = {key: tuple(tuple(x) if key == "days" else x for x in tree.get(key, ())) for key in _LISTS}
    reading = FileReading(**{key: tree[key] for key in _READING if key in tree} | lists)
    target = Target(**{key: tree[key] for key in _TARGET if key in tree})
    where = tuple((str(name), str(value)) for name, value in tree.get("where", ()))
    skip = tuple(int(row) for row in tree.get("skip", ()))
    fractions = Fractions(tree["fractions"]) if "fractions" in tree else None
    each = RowCovers(tree["each"]) if "each" in tree else None
    duplicates = Duplicates(tree["duplicates"]) if "duplicates" in tree else None
    choices: Choices | TableChoices
    if tree["as"] == "table":
        columns = MappingProxyType(dict(tree["columns"]))
        choices = TableChoices(
            columns, tree.get("unit", ""), where, skip, tree.get("carry"), fractions, each, duplicates
        )
    else:
        choices = Choices(
            SeriesQuantity(tree["as"]),
            ColumnNames(**tree["columns"]),
            kind=Kind(tree["kind"]) if "kind" in tree else None,
            dating=Dating(tree["dating"]) if "dating" in tree else None,
            unit=tree.get("unit", ""),
            by=PeriodLength(tree["periods"]) if "periods" in tree else None,
            spans=tuple(_span(text) for text in tree.get("spans", ())),
            where=where,
            each=each,
            edge=Edge(tree["edge"]) if "edge" in tree else None,
            duplicates=duplicates,
            skip=skip,
            interpolate=tree.get("interpolate", False),
            zero_gaps=tree.get("zero_gaps", False),
            known_only=tree.get("known_only", False),
            carry=tree.get("carry"),
            fractions=fractions,
            gross=tree.get("gross", False),
        )
    refused = tuple(
        RefusedRow(one["row"], one["why"], *(_day(one.get(key)) for key in ("start", "end")))
        for one in tree.get("refused", ())
    )
    jumps = tuple(date.fromisoformat(day) for day in tree.get("jumps", ()))
    return Recipe(
        tree.get("file", ""),
        tree["digest"],
        choices,
        reading,
        target,
        tree.get("rows", {}),
        refused,
        jumps,
        tree.get("connection", ""),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _span(text: str) -> Span:
    start, _, end = text.partition("..")
    return Span(date.fromisoformat(start), date.fromisoformat(end))
