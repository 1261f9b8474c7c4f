"""The JSON Schema as the rule for the shape of a project file, its faults told in words of our own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from jsonschema_rs import (
    Draft202012Validator,
    ValidationError,
    ValidationErrorKind,
    Validator,
    validator_map_for,
)

from model.files.places import FaultAt, KeyPath, shown
from model.text.kept_texts import LONGEST_TEXT
from model.text.words import Words, marked, words

SCHEMA_FILE = Path(__file__).parents[2] / "resources" / "project.schema.json"


@cache
def schema() -> dict[str, Any]:
    """Return `resources/project.schema.json`."""
    loaded: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return loaded


@cache
def validator() -> Validator:
    """Return the schema as a rule to hold values to, dates included."""
    return Draft202012Validator(schema(), validate_formats=True)


@cache
def own_units() -> dict[str, str]:
    """Return the unit of every measure that a claim may state: the first that the schema allows for it."""
    units: dict[str, str] = {}
    for rule in schema()["$defs"]["claim"]["allOf"]:
        stated = rule["then"]["properties"].get("stated", {"properties": {}})
        unit = stated["properties"].get("unit")
        if unit is not None and rule["if"]["properties"].get("against") is False:
            units |= dict.fromkeys(rule["if"]["properties"]["measure"]["enum"], unit["enum"][0])
    return units


@cache
def _row_validators() -> dict[str, Validator]:
    parts = validator_map_for(schema(), validate_formats=True)
    tables = {key: rule["items"]["$ref"] for key, rule in schema()["properties"].items() if "items" in rule}
    return {table: parts[reference] for table, reference in tables.items()}


def shape_faults(tree: dict[str, Any]) -> Iterator[FaultAt]:
    """Yield every fault that the schema finds in a parsed project file; rows in their order."""
    if validator().is_valid(tree):
        return
    # All faults of a file asked for in one go take gigabytes when every row has some; a row at a time takes
    # nothing and a fifth of the time.
    rows = {table: tree[table] for table in _row_validators() if isinstance(tree.get(table), list)}
    yield from faults_of(validator(), tree | {table: [] for table in rows})
    for table, of_row in _row_validators().items():
        for index, row in enumerate(rows.get(table, ())):
            if not of_row.is_valid(row):
                yield from faults_of(of_row, row, (table, index))


def faults_of(rule: Validator, value: Any, place: KeyPath = ()) -> Iterator[FaultAt]:
    """Yield every fault that a rule finds in a value, which stands at `place` of a file."""
    for error in rule.iter_errors(_cut(value)):
        path = (*place, *error.instance_path)
        match error.kind:
            case ValidationErrorKind.AdditionalProperties(unexpected=keys):
                for key in keys:
                    yield FaultAt((*path, key), words("unknown key"))
            case ValidationErrorKind.Required(property=key):
                yield FaultAt((*path, key), words("missing"))
            case _:
                yield FaultAt(path, partial(_said, error))


def _cut(value: Any) -> Any:
    """Return a JSON value with texts that are too long cut where they are still too long.

    An error holds the text and a sentence around it: of one of 100 MB that takes seconds and half a gigabyte.
    """
    if isinstance(value, str):
        return value[: LONGEST_TEXT + 1]
    if isinstance(value, dict):
        return {key: _cut(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_cut(item) for item in value]
    return value


def _said(error: ValidationError) -> Words:
    kind = error.kind
    return words(
        _template(kind),
        value=shown(error.instance),
        limit=getattr(kind, "limit", ""),
        options=", ".join(str(option) for option in getattr(kind, "options", ())),
    )


def _template(kind: ValidationErrorKind) -> str:
    if isinstance(kind, ValidationErrorKind.Type):
        return _NOT_OF_TYPE[kind.types[0]]
    if isinstance(kind, ValidationErrorKind.Minimum) and kind.limit == 0:
        return marked("may not be negative: {value}")
    if isinstance(kind, ValidationErrorKind.Pattern):
        return _unlike(kind.pattern)
    return _NOT_AS_THE_KEYWORD_SAYS.get(kind.name, marked("may not be this: {value}"))


def _unlike(pattern: str) -> str:
    texts = schema()["$defs"]
    if pattern == texts["text"]["pattern"]:
        return marked("a control character in the text: {value}")
    if pattern == texts["color"]["pattern"]:
        return marked("not a colour such as #c0473f: {value}")
    if pattern == texts["recipe"]["properties"]["spans"]["items"]["pattern"]:
        return marked("not days such as 2024-09-01..2024-11-30: {value}")
    return marked("not a date: {value}")


_NOT_OF_TYPE = {
    "string": marked("not a text: {value}"),
    "number": marked("not a number: {value}"),
    "array": marked("not a list: {value}"),
    "object": marked("not an object: {value}"),
    "integer": marked("not a whole number: {value}"),
    "boolean": marked("neither true nor false: {value}"),
}

# Each keyword says one thing in our schema; a test holds the list to it.
_NOT_AS_THE_KEYWORD_SAYS = {
    "enum": marked("not one of {options}: {value}"),
    "not": marked("only about stands with low or high as well: {value}"),
    "anyOf": marked("neither a value nor low and high"),
    "minimum": marked("too far below 0: {value}; the least is {limit}"),
    "maximum": marked("too large a number: {value}; the most is {limit}"),
    "exclusiveMinimum": marked("must be above 0: {value}"),
    "minLength": marked("may not be empty"),
    "minItems": marked("not a pair of texts: {value}"),
    "maxItems": marked("not a pair of texts: {value}"),
    "falseSchema": marked("may not stand here, beside what else is said: {value}"),
    "maxLength": marked("longer than {limit} characters: {value}"),
    "format": marked("not a date: {value}"),
}
