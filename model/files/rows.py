"""Project to JSON values and back, each key declared once, in the order of `docs/project-format.md`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import compress
from operator import attrgetter
from typing import Any, Generic, TypeVar

from msgspec import NODEFAULT, Struct

from model.chart_settings import AxisKind, ChartNote, ChartSettings, LabelsShown, LaneOrder, LegendPlace
from model.files.shape import own_units, schema
from model.project import (
    FORMAT,
    VERSION,
    Acknowledgement,
    Baseline,
    Campaign,
    Claim,
    ComparedBy,
    Counts,
    GainsAre,
    Intake,
    Milestone,
    OtherDays,
    Period,
    Project,
    Rate,
    Requirement,
    Series,
    Source,
    Stance,
    Trend,
    View,
    WhoseFigures,
)
from model.text.days import Step
from model.text.figures import DatedBy, Figure, Qualifier
from model.text.records import defaults_of, replace
from model.text.units import AreaUnit

T = TypeVar("T", bound=Struct)

_Convert = Callable[[Sequence[Any]], Sequence[Any]]
_Converts = tuple[_Convert, _Convert]


class _RowLayout(Generic[T]):
    """The keys of one kind of object in the order of the file, and how the values that are no text convert.

    A key that is left out stands for the default of the value; `defaults` adds those it has none for. A
    field whose key is not named in `keys` comes after them, so that nothing is left unwritten.
    Rows are read and written key by key, each for all rows at once: most keys stand in no row or are at their
    default in all of them, which is found without looking at each. A row at a time takes four times as long.
    """

    def __init__(
        self,
        made: type[T],
        keys: str,
        converts: Mapping[str, _Converts],
        defaults: Mapping[str, Any] | None = None,
    ) -> None:
        self._made = made
        known = {**defaults_of(made), **(defaults or {})}
        self.keys = tuple(dict.fromkeys([*keys.split(), *known]))
        both = {key: converts.get(key, (None, None)) for key in known}
        self._reads = tuple((key, default, both[key][0]) for key, default in known.items())
        self._writes = tuple((key, known[key], attrgetter(key), both[key][1]) for key in self.keys)

    def read(self, rows: Sequence[Mapping[str, Any]]) -> Sequence[T]:
        """Return the values for the members of objects of the right shape."""
        there = set().union(*rows)
        columns: list[Sequence[Any]] = []
        for key, default, convert in self._reads:
            if key not in there:
                columns.append([default] * len(rows))
            elif convert is None:
                columns.append([row.get(key, default) for row in rows])
            else:
                column = convert([row[key] for row in rows if key in row])
                if len(column) < len(rows):
                    converted = iter(column)
                    column = [next(converted) if key in row else default for row in rows]
                columns.append(column)
        return list(map(self._made, *columns))

    def write(self, values: Sequence[T]) -> Sequence[dict[str, Any]]:
        """Return the members for each of the values, without those at their default."""
        rows: list[dict[str, Any]] = [{} for _ in values]
        for key, default, member_of, convert in self._writes:
            members = list(map(member_of, values))
            told = rows
            if default is not NODEFAULT and (left_out := members.count(default)):
                if left_out == len(rows):
                    continue
                other = [member != default for member in members]
                told, members = list(compress(rows, other)), list(compress(members, other))
            for row, member in zip(told, members if convert is None else convert(members), strict=True):
                row[key] = member
        return rows

    @property
    def converts(self) -> _Converts:
        """The two directions, for a key of another layout."""
        return self.read, self.write


def _each(convert: Callable[[Any], Any]) -> _Convert:
    return lambda values: list(map(convert, values))


def _table(layout: _RowLayout[Any]) -> _Converts:
    return _each(lambda rows: tuple(layout.read(rows))), _each(layout.write)


def _read_numbers(numbers: Sequence[float]) -> Sequence[float]:
    return [number + 0.0 for number in numbers]  # an int becomes a float and −0 becomes 0


class _Small(float):
    """A number that is written in a way of its own (`1e-05`) or may not be; for `json_text.encoded`."""


def _write_numbers(numbers: Sequence[float]) -> Sequence[float]:
    return [
        int(number) if number % 1 == 0 else number if 1e-4 <= abs(number) < 2**53 else _Small(number)
        for number in numbers
    ]


_DAY: _Converts = (_each(date.fromisoformat), _each(date.isoformat))
_NUMBER: _Converts = (_read_numbers, _write_numbers)


def _named(kind: type[Any]) -> _Converts:
    return _each(kind), _each(str)


_ONE_FIGURE: Mapping[str, _Converts] = {
    "low": _NUMBER,
    "value": _NUMBER,
    "high": _NUMBER,
    "qualifier": _named(Qualifier),
    "as_of": _DAY,
    "dating": _named(DatedBy),
}
_FIGURE_KEYS = "low value high qualifier unit scope as_of dating source quote note alternatives"
_ALTERNATIVE = _RowLayout(Figure, _FIGURE_KEYS, _ONE_FIGURE)
_FIGURE = _RowLayout(Figure, _FIGURE_KEYS, {**_ONE_FIGURE, "alternatives": _table(_ALTERNATIVE)})


def _without_own_unit(figure: Figure, own: str) -> Figure:
    if figure.unit and figure.unit == own:
        figure = replace(figure, unit="")
    if any(other.unit and other.unit == own for other in figure.alternatives):
        others = tuple(_without_own_unit(other, own) for other in figure.alternatives)
        figure = replace(figure, alternatives=others)
    return figure


_PEOPLE = _FIGURE.converts
_AREA: _Converts = (
    lambda rows: [_without_own_unit(figure, AreaUnit.KM2) for figure in _FIGURE.read(rows)],
    lambda figures: _FIGURE.write([_without_own_unit(figure, AreaUnit.KM2) for figure in figures]),
)


class _ClaimLayout(_RowLayout[Claim]):
    """Claims: the unit that a stated figure has by default is that of the measure beside it.

    A trend states no figure, and its first day follows from its last.
    """

    def read(self, rows: Sequence[Mapping[str, Any]]) -> Sequence[Claim]:
        dated = [{**row, "start": row["end"]} if "trend" in row else row for row in rows]
        return list(map(_in_own_unit, super().read(dated)))

    def write(self, values: Sequence[Claim]) -> Sequence[dict[str, Any]]:
        rows = super().write(list(map(_in_own_unit, values)))
        for row in rows:
            if "trend" in row:
                del row["start"]
        return rows


def _in_own_unit(claim: Claim) -> Claim:
    if claim.stated is None:
        return claim
    stated = _without_own_unit(claim.stated, own_unit(claim))
    return claim if stated is claim.stated else replace(claim, stated=stated)


_COMPARED_IN = {ComparedBy.FACTOR: "times", ComparedBy.SHARE: "share"}


def own_unit(claim: Claim) -> str:
    """Return the unit in which a claim states its figure where that names none."""
    own = own_units()[claim.measure]
    return own if claim.against is None else _COMPARED_IN.get(claim.against.kind, own)


_NO_LABEL = {"label": ""}
_SPAN = {"start": _DAY, "end": _DAY}

_SOURCE = _RowLayout(
    Source,
    "id name stance url published accessed note",
    {"stance": _named(Stance), "published": _DAY, "accessed": _DAY},
)
_SERIES = _RowLayout(
    Series,
    "id name side counts gains_are least_gains color note",
    {"counts": _named(Counts), "gains_are": _named(GainsAre), "least_gains": _NUMBER},
)
_PERIOD = _RowLayout(
    Period,
    "series label start end losses gains note",
    {**_SPAN, "losses": _PEOPLE, "gains": _AREA},
    _NO_LABEL,
)
_MONTHLY = "series label start end channel per_month note"
_INTAKE = _RowLayout(Intake, _MONTHLY, {**_SPAN, "per_month": _PEOPLE}, _NO_LABEL)
_REQUIREMENT = _RowLayout(Requirement, _MONTHLY, {**_SPAN, "per_month": _PEOPLE}, _NO_LABEL)
_CAMPAIGN = _RowLayout(
    Campaign,
    "series label start end target achieved note",
    {**_SPAN, "target": _PEOPLE, "achieved": _PEOPLE},
    _NO_LABEL,
)
_MILESTONE = _RowLayout(
    Milestone, "series label date figure note", {"date": _DAY, "figure": _PEOPLE}, _NO_LABEL
)
_OTHER_DAYS = _RowLayout(OtherDays, "series start end kind", {**_SPAN, "kind": _named(ComparedBy)})
_CLAIM = _ClaimLayout(
    Claim,
    "series quote source start end basis measure against trend step count stated precision note",
    {
        **_SPAN,
        "basis": _named(WhoseFigures),
        "against": _OTHER_DAYS.converts,
        "trend": _named(Trend),
        "step": _named(Step),
        "count": (_each(int), _each(int)),
        "stated": _PEOPLE,
        "precision": _NUMBER,
    },
    {"stated": None},
)
_ACKNOWLEDGED = _RowLayout(Acknowledgement, "code rows reason", {"rows": (_each(tuple), _each(list))})


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


_CHART_NOTE = _RowLayout(ChartNote, "start end text", _SPAN)
_CHART = _RowLayout(
    ChartSettings,
    "chart series measure by start end title subtitle note credit style language labels decimals legend "
    "sort order colors notes axis low high filtered",
    {
        **_SPAN,
        "labels": _named(LabelsShown),
        "decimals": (_each(int), _each(int)),
        "sort": _named(LaneOrder),
        "order": (_each(tuple), _each(list)),
        "colors": (_each(lambda colors: tuple(colors.items())), _each(dict)),
        "notes": _table(_CHART_NOTE),
        "axis": _named(AxisKind),
        "low": _NUMBER,
        "high": _NUMBER,
        "legend": _named(LegendPlace),
    },
)

_BASELINE = _RowLayout(Baseline, "series start end", _SPAN)
_VIEW = _RowLayout(
    View,
    "area_unit rate baseline",
    {"area_unit": _named(AreaUnit), "rate": _named(Rate), "baseline": _BASELINE.converts},
)
_PROJECT = _RowLayout(
    Project,
    "title notes sources series periods intake requirements campaigns milestones claims "
    "acknowledged imports charts view",
    {
        "sources": _table(_SOURCE),
        "series": _table(_SERIES),
        "periods": _table(_PERIOD),
        "intake": _table(_INTAKE),
        "requirements": _table(_REQUIREMENT),
        "campaigns": _table(_CAMPAIGN),
        "milestones": _table(_MILESTONE),
        "claims": _table(_CLAIM),
        "acknowledged": _table(_ACKNOWLEDGED),
        "imports": (
            _each(lambda rows: tuple(map(_recipe, rows))),
            _each(lambda rows: list(map(_recipe, rows))),
        ),
        "charts": _table(_CHART),
        "view": _VIEW.converts,
    },
    {"view": View()},
)

LAYOUTS: Mapping[str, _RowLayout[Any]] = {
    "project": _PROJECT,
    "source": _SOURCE,
    "series": _SERIES,
    "period": _PERIOD,
    "intake": _INTAKE,
    "requirement": _REQUIREMENT,
    "campaign": _CAMPAIGN,
    "milestone": _MILESTONE,
    "claim": _CLAIM,
    "against": _OTHER_DAYS,
    "acknowledged": _ACKNOWLEDGED,
    "chart": _CHART,
    "chart_note": _CHART_NOTE,
    "view": _VIEW,
    "baseline": _BASELINE,
    "people": _FIGURE,
}


def project_of(tree: Mapping[str, Any]) -> Project:
    """Return the project that JSON values without a fault stand for."""
    return _PROJECT.read((tree,))[0]


def tree_of(project: Project) -> dict[str, Any]:
    """Return the JSON values of a project, keys in the order of the format, defaults left out."""
    return {"format": FORMAT, "version": VERSION, **_PROJECT.write((project,))[0]}


def in_own_units(project: Project) -> Project:
    """Return the project as a reader has it: a unit that is the default of its place is the empty text."""
    return replace(
        project,
        periods=tuple(
            replace(row, gains=_without_own_unit(row.gains, AreaUnit.KM2)) if row.gains else row
            for row in project.periods
        ),
        claims=tuple(_in_own_unit(row) for row in project.claims),
    )
