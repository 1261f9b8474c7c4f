"""Project to JSON values and back: the types of the fields say how, the schema in which order.

A stored field needs nothing here. What neither can say is said below: the unit that is a place's own, the
days of a trend, what a key stands for that is left out, and recipes, which are kept as they are written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, partial
from itertools import compress
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Struct, convert

from model.files.shape import own_units, schema
from model.project import COMPARED_IN, FORMAT, GROUND, TABLES, VERSION, Claim, Period, Project, View
from model.text.figures import Figure
from model.text.records import defaults_of, replace
from model.text.units import AreaUnit

_Convert = Callable[[Sequence[Any]], Sequence[Any]]


def project_of(tree: Mapping[str, Any]) -> Project:
    """Return the project that JSON values without a fault stand for."""
    made = {**tree, "imports": list(map(_recipe, tree.get("imports", ())))}
    for table, kind in TABLES.items():
        if table in tree and "label" in kind.__struct_fields__:
            made[table] = [row if "label" in row else {"label": "", **row} for row in tree[table]]
    made["series"] = list(map(_completed_series, tree.get("series", ())))
    made["claims"] = list(map(_completed_claim, tree.get("claims", ())))
    made["charts"] = list(map(_completed_chart, tree.get("charts", ())))
    return in_own_units(convert(made, Project))


def _completed_claim(claim: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a claim with all that its type has; the first day of a trend follows from its last."""
    of_trend = {"start": claim["end"], "count": int(claim["count"])} if "trend" in claim else {}
    return {"stated": None, **claim, **of_trend}


def _completed_series(series: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**series, "return_after": int(series["return_after"])} if "return_after" in series else series


def _completed_chart(chart: Mapping[str, Any]) -> Mapping[str, Any]:
    whole = {key: int(chart[key]) for key in ("decimals", "mean") if key in chart}
    return {**chart, **whole, "colors": list(chart.get("colors", {}).items())}


def tree_of(project: Project) -> dict[str, Any]:
    """Return the JSON values of a project, keys in the order of the format, defaults left out."""
    (tree,) = _rows_of(Project, "", (in_own_units(project),))
    for claim in tree.get("claims", ()):
        if "trend" in claim:
            del claim["start"]
    return {"format": FORMAT, "version": VERSION, **tree}


def _rows_of(kind: type[Struct], rule: str, values: Sequence[Any]) -> list[dict[str, Any]]:
    """Return an object for each of some values of one kind, without what is at its default.

    They are written key by key, each for all values at once: most keys are at their default in all of them,
    which is found without looking at each. A value at a time takes four times as long.
    """
    rows: list[dict[str, Any]] = [{} for _ in values]
    for key, default, convert_all in _members(kind, rule):
        members = list(map(attrgetter(key), values))
        told = rows
        if default is not NODEFAULT and (left_out := members.count(default)):
            if left_out == len(rows):
                continue
            other = [member != default for member in members]
            told, members = list(compress(rows, other)), list(compress(members, other))
        for row, member in zip(told, convert_all(members), strict=True):
            row[key] = member
    return rows


_LEFT_OUT: Mapping[str, Any] = {"label": "", "stated": None, "view": View()}
"""What a key stands for that is left out, where its field has no default to compare with."""


@cache
def _members(kind: type[Struct], rule: str) -> tuple[tuple[str, Any, _Convert], ...]:
    """Return the fields of a kind of value in the order of a rule of the schema ("" for all of it).

    Each with its default, and what makes JSON values of its values. A field that the schema does not know
    comes after those that it knows, so that nothing is left unwritten.
    """
    known = (schema()["$defs"][rule] if rule else schema())["properties"]
    defaults, types = {**defaults_of(kind)}, get_type_hints(kind)
    keys = dict.fromkeys([*(key for key in known if key in defaults), *defaults])
    return tuple(
        (key, _LEFT_OUT.get(key, defaults[key]), _writer(types[key], known.get(key, {"$ref": rule})))
        for key in keys
    )


def _writer(kind: Any, rule: Mapping[str, Any]) -> _Convert:
    """Return what makes JSON values of values of a type, for which the schema has a rule."""
    if isinstance(kind, UnionType):
        kind = next(each for each in get_args(kind) if each is not NoneType)
    several = get_origin(kind) is tuple
    item = get_args(kind)[0] if several else kind
    if isinstance(item, type) and issubclass(item, Struct):
        rows = partial(_rows_of, item, rule.get("items", rule)["$ref"].rpartition("/")[2])
        return _each(rows) if several else rows
    if several:
        whole = {str: list, tuple[str, str]: dict}
        return _each(whole.get(item, lambda recipes: list(map(_recipe, recipes))))
    if item is float:
        return _write_numbers
    return _each(date.isoformat) if item is date else list


def _each(convert_one: Callable[[Any], Any]) -> _Convert:
    return lambda values: list(map(convert_one, values))


class _Small(float):
    """A number that is written in a way of its own (`1e-05`) or may not be; for `json_text.encoded`."""


def _write_numbers(numbers: Sequence[float]) -> Sequence[float]:
    return [
        int(number) if number % 1 == 0 else number if 1e-4 <= abs(number) < 2**53 else _Small(number)
        for number in numbers
    ]


def _recipe(members: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members of a recipe in the order of the format; a whole number as such."""
    known = ((key, members[key]) for key in schema()["$defs"]["recipe"]["properties"] if key in members)
    return {key: _whole(value) for key, value in known}


def _whole(value: Any) -> Any:
    """Return what a recipe holds with its numbers, all of which are whole, as such."""
    if isinstance(value, Mapping):
        return {key: _whole(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(item) for item in value]
    return int(value) if isinstance(value, float) else value


def in_own_units(project: Project) -> Project:
    """Return the project as a reader has it: a unit that is the default of its place is the empty text."""
    return replace(
        project,
        periods=tuple(map(_in_own_units_of_ground, project.periods)),
        intake=tuple(_in_own_unit(row, "per_month", "people/month") for row in project.intake),
        requirements=tuple(_in_own_unit(row, "per_month", "people/month") for row in project.requirements),
        milestones=tuple(_in_own_unit(row, "figure", "people") for row in project.milestones),
        references=tuple(_in_own_unit(row, "value", "people") for row in project.references),
        claims=tuple(_in_own_unit(row, "stated", own_unit(row)) for row in project.claims),
    )


def _in_own_units_of_ground(row: Period) -> Period:
    for field in GROUND:
        row = _in_own_unit(row, field, AreaUnit.KM2)
    return row


def _in_own_unit(row: Any, field: str, own: str) -> Any:
    figure: Figure | None = getattr(row, field)
    plain = figure and _without_own_unit(figure, own)
    return row if plain is figure else replace(row, **{field: plain})


def _without_own_unit(figure: Figure, own: str) -> Figure:
    if figure.unit and figure.unit == own:
        figure = replace(figure, unit="")
    if any(other.unit and other.unit == own for other in figure.alternatives):
        others = tuple(_without_own_unit(other, own) for other in figure.alternatives)
        figure = replace(figure, alternatives=others)
    return figure


def own_unit(claim: Claim) -> str:
    """Return the unit in which a claim states its figure where that names none."""
    own = own_units()[claim.measure]
    return own if claim.against is None else COMPARED_IN.get(claim.against.kind, own)
