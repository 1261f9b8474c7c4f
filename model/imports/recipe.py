"""The recipe of an import, as the project keeps it, so that a newer file can be read in the same way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from msgspec import Struct, convert, field, json

from model.imports.choices import TABLES, Choices, FileReading, TableChoices, Target
from model.text.records import replace

_LONGEST = 500  # characters of a reason
_TARGET = ("series", "source", "scope")


class RefusedRow(Struct, frozen=True, omit_defaults=True):
    """A row that was not taken, its days as far as they are known, and why."""

    row: int
    start: date | None = None
    end: date | None = None
    why: str = ""


class Recipe(Struct, frozen=True):
    """How a file was read: enough to read a newer one alike. `file` is relative to the project's folder.

    `connection` names, instead of a file, a connection in the settings of a person.

    `rows` counts those read, used, filtered and refused; `refused` are the latter (the first of them),
    `jumps` the dates at which its totals jump, and `skipped` what stood in the rows left out by number
    (`model.imports.left_out`).
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
    skipped: tuple[str, ...] = ()


def name_of(tree: Mapping[str, Any]) -> str:
    """Return what a person calls the source of an import: its file, or its connection."""
    return str(tree.get("file") or tree["connection"])


def recipe_tree(recipe: Recipe) -> dict[str, Any]:
    """Return a recipe as JSON values, defaults left out."""
    tree: dict[str, Any] = {"connection": recipe.connection} if recipe.connection else {"file": recipe.file}
    tree |= _tree(recipe.reading) | _tree(recipe.choices)
    tree.setdefault("columns", {})
    if "spans" in tree:
        tree["spans"] = [f"{span['start']}..{span['end']}" for span in tree["spans"]]
    tree |= {key: value for key in _TARGET if (value := getattr(recipe.target, key))}
    refused = [replace(one, why=one.why[:_LONGEST]) for one in recipe.refused]
    found = {"rows": dict(recipe.rows), "refused": _tree(refused), "jumps": _tree(recipe.jumps)}
    found["skipped"] = list(recipe.skipped)
    return tree | {"digest": recipe.digest} | {key: value for key, value in found.items() if value}


def _tree(value: Any) -> Any:
    """Return a value as JSON values, as a project file that is opened has them."""
    return json.decode(json.encode(value, enc_hook=dict))


def same_recipe(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two recipes read a file in the same way, whatever they found in it."""
    found = ("digest", "rows", "refused", "jumps", "skipped")
    return {**one, **dict.fromkeys(found)} == {**other, **dict.fromkeys(found)}


def recipe_of(tree: Mapping[str, Any]) -> Recipe:
    """Return the recipe that JSON values without a fault (the schema holds them) stand for."""
    spans = [dict(zip(("start", "end"), text.split(".."), strict=True)) for text in tree.get("spans", ())]
    return Recipe(
        tree.get("file", ""),
        tree["digest"],
        choices_of({**tree, "spans": spans}),
        convert(tree, FileReading),
        Target(**{key: tree[key] for key in _TARGET if key in tree}),
        tree.get("rows", {}),
        convert(tree.get("refused", ()), tuple[RefusedRow, ...]),
        convert(tree.get("jumps", ()), tuple[date, ...]),
        tree.get("connection", ""),
        tuple(tree.get("skipped", ())),
    )


def choices_of(said: Mapping[str, Any]) -> Choices | TableChoices:
    """Return the choices that are said by the keys of a recipe, those of a table where `as` is one.

    What is None or empty is not said, and what the one of the two does not know is passed over.
    """
    given = {key: value for key, value in said.items() if value not in (None, "", (), [])}
    kind: type[Choices | TableChoices] = TABLES.get(given["as"], Choices)
    return convert(given, kind)
