"""The recipe of an import, as the project keeps it, so that a newer file can be read in the same way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from model.imports.choices import (
    By,
    Choices,
    Columns,
    Dating,
    Duplicates,
    Each,
    Kind,
    Reading,
    TableChoices,
    Target,
    What,
)
from model.text.days import Span

_READING = tuple(Reading.__dataclass_fields__)
_TARGET = ("series", "source", "scope")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a file was read: enough to read a newer one alike. `file` is relative to the project's folder."""

    file: str
    digest: str
    choices: Choices | TableChoices
    reading: Reading = field(default_factory=Reading)
    target: Target = field(default_factory=Target)


def recipe_tree(recipe: Recipe) -> dict[str, Any]:
    """Return a recipe as JSON values, keys in the order of the format, defaults left out."""
    tree: dict[str, Any] = {"file": recipe.file}
    found = Reading()
    tree |= {key: value for key in _READING if (value := getattr(recipe.reading, key)) != getattr(found, key)}
    choices = recipe.choices
    if isinstance(choices, Choices):
        columns = {key: getattr(choices.columns, key) for key in Columns.__dataclass_fields__}
        tree |= {"as": str(choices.what), "columns": {key: name for key, name in columns.items() if name}}
        named = {"kind": choices.kind, "dating": choices.dating, "unit": choices.unit, "periods": choices.by}
        tree |= {key: str(value) for key, value in named.items() if value}
        if choices.spans:
            tree["spans"] = [f"{span.start}..{span.end}" for span in choices.spans]
        tree |= {key: str(value) for key in ("each", "duplicates") if (value := getattr(choices, key))}
        tree |= {key: True for key in ("interpolate", "zero_gaps") if getattr(choices, key)}
    else:
        tree |= {"as": "table", "columns": dict(choices.columns)}
        if choices.unit:
            tree["unit"] = choices.unit
    if choices.where:
        tree["where"] = [[name, value] for name, value in choices.where]
    if choices.skip:
        tree["skip"] = list(choices.skip)
    tree |= {key: value for key in _TARGET if (value := getattr(recipe.target, key))}
    return tree | {"digest": recipe.digest}


def recipe_of(tree: Mapping[str, Any]) -> Recipe:
    """Return the recipe that JSON values without a fault (the schema holds them) stand for."""
    reading = Reading(**{key: tree[key] for key in _READING if key in tree})
    target = Target(**{key: tree[key] for key in _TARGET if key in tree})
    where = tuple((str(name), str(value)) for name, value in tree.get("where", ()))
    skip = tuple(int(row) for row in tree.get("skip", ()))
    choices: Choices | TableChoices
    if tree["as"] == "table":
        choices = TableChoices(MappingProxyType(dict(tree["columns"])), tree.get("unit", ""), where, skip)
    else:
        choices = Choices(
            What(tree["as"]),
            Columns(**tree["columns"]),
            kind=Kind(tree["kind"]) if "kind" in tree else None,
            dating=Dating(tree["dating"]) if "dating" in tree else None,
            unit=tree.get("unit", ""),
            by=By(tree["periods"]) if "periods" in tree else None,
            spans=tuple(_span(text) for text in tree.get("spans", ())),
            where=where,
            each=Each(tree["each"]) if "each" in tree else None,
            duplicates=Duplicates(tree["duplicates"]) if "duplicates" in tree else None,
            skip=skip,
            interpolate=tree.get("interpolate", False),
            zero_gaps=tree.get("zero_gaps", False),
        )
    return Recipe(tree["file"], tree["digest"], choices, reading, target)


def _span(text: str) -> Span:
    start, _, end = text.partition("..")
    return Span(date.fromisoformat(start), date.fromisoformat(end))
