"""What changes between two projects, row by row and cell by cell, in words.

Used for what a recovery would bring back, for a file that another program changed, and for earlier versions.
Rows have no numbers of their own, so a row is known again by what it says: the same row, else the same name
and days, else the row between the same neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property, partial
from typing import Any

from msgspec import Struct
from msgspec.structs import astuple

from model.analyses.chart_changes import chart_changes
from model.analyses.comparison_rows import Pairs, paired
from model.checks.findings import row_name
from model.columns import TABLE, Column, Context, Table
from model.columns.common import DETAILS
from model.columns.figure import FigureColumn, source_tag
from model.columns.heads import BESIDE_HEADS
from model.files.places import shown
from model.files.rows import in_own_units, tree_of
from model.project import TABLES, Project, Rate
from model.text.days import span_words
from model.text.figures import Figure
from model.text.formats import Formats, counted
from model.text.records import replace
from model.text.units import label
from model.text.words import Words, joined, marked, words


class Fate(StrEnum):
    """What became of a row, or of something the project says of itself."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class ChangedCell(Struct, frozen=True):
    """One value that differs: what it is called, what was there and what is there; empty for nothing.

    Of a `figure` with a number on either side, `difference` is by how much it went up or down.
    """

    head: str
    before: str
    after: str
    difference: str = ""
    figure: bool = False


class RowChange(Struct, frozen=True):
    """What became of one row: its number in the project before and after, None where it has none.

    `table` is a field of the project; it is empty for what the project says of itself.
    """

    change: Fate
    table: str
    before: int | None
    after: int | None


_PROJECT = marked("Project")
_SAID = tuple(name for name in Project.__struct_fields__ if name not in TABLES)
_HEADS: Mapping[str, str] = {
    "title": marked("Title"),
    "notes": marked("Notes"),
    "view": marked("View"),
    "acknowledged": marked("Acknowledged"),
    "imports": marked("Imports"),
}


class Comparison:
    """The changes from one project to another. `changes` are found at once, their words when asked for."""

    def __init__(self, before: Project, after: Project, formats: Formats) -> None:
        self.before = in_own_units(before)
        self.after = in_own_units(after)
        # one area unit on both sides, so that a change of the view does not make every cell differ
        self._formats = replace(formats, area_unit=after.view.area_unit)
        self._pairs = {
            table: paired(getattr(self.before, table), getattr(self.after, table)) for table in TABLES
        }
        self.changes: tuple[RowChange, ...] = tuple(self._found())
        self._cells: dict[RowChange, tuple[ChangedCell, ...]] = {}

    def _found(self) -> Iterator[RowChange]:
        if any(getattr(self.before, name) != getattr(self.after, name) for name in _SAID):
            yield RowChange(Fate.CHANGED, "", None, None)
        for table, pairs in self._pairs.items():
            for before, after in pairs.changed:
                yield RowChange(Fate.CHANGED, table, before, after)
            yield from (RowChange(Fate.ADDED, table, None, row) for row in pairs.added)
            yield from (RowChange(Fate.REMOVED, table, row, None) for row in pairs.removed)
            yield from (RowChange(Fate.MOVED, table, before, after) for before, after in pairs.moved)

    @property
    def pairs(self) -> Mapping[str, Pairs]:
        """Which rows of each table are the same row."""
        return self._pairs

    @property
    def sides(self) -> tuple[Context, Context]:
        """Both projects with everything computed of them."""
        return self._before, self._after

    def summary(self) -> str:
        """Say how many rows were added, removed, changed and moved: "2 rows changed · 1 added"."""
        if not self.changes:
            return self._formats.words(words("No difference"))
        parts = []
        rows = [change for change in self.changes if change.table]
        for kind, counted_rows in _COUNTED:
            count = sum(change.change is kind for change in rows)
            if count:
                parts.append(words(counted_rows, count=counted(count)))
        if len(rows) < len(self.changes):
            parts.append(words("what the project says of itself changed"))
        return " · ".join(self._formats.words(part) for part in parts)

    def table_name(self, change: RowChange) -> str:
        """Return the name of the table that the changed row is in."""
        if not change.table:
            return self._formats.words(words(_PROJECT))
        return self._formats.words(words(TABLE[change.table].label))

    def row_name(self, change: RowChange) -> str:
        """Return what the changed row is called."""
        context, row = self._side(change)
        return "" if row is None else TABLE[change.table].row_name(context, row)

    def cells(self, change: RowChange) -> tuple[ChangedCell, ...]:
        """Return what differs in a changed row, or all that stands in an added or removed one."""
        if change not in self._cells:
            self._cells[change] = self._cells_of(change)
        return self._cells[change]

    def _cells_of(self, change: RowChange) -> tuple[ChangedCell, ...]:
        if change.change is Fate.MOVED:
            return (
                ChangedCell(
                    self._formats.words(words("Place")),
                    self._place(self._before, change.table, change.before or 0),
                    self._place(self._after, change.table, change.after or 0),
                ),
            )
        table = TABLE.get(change.table)
        if table is None:
            return tuple(self._said_cells())
        cells = tuple(self._shown_cells(table, change))
        # what no column shows, as the file has it; all of it where the columns show no difference
        return (*cells, *self._stored_cells(change, table if cells else None))

    def _shown_cells(self, table: Table, change: RowChange) -> Iterator[ChangedCell]:
        for column in table.columns:
            if not column.editable:
                continue
            before, after = self._texts(column.text, change)
            if before == after:  # of areas a cell shows two decimals
                before, after = self._texts(column.typed, change)
            if before != after:
                group = self._formats.words(words(column.group))
                head = column.label(self._after)
                yield ChangedCell(
                    f"{group}: {head}" if _ambiguous(table, column.head) else head,
                    before,
                    after,
                    *self._moved(column, change),
                )

    def _moved(self, column: Column, change: RowChange) -> tuple[str, bool]:
        """Return by how much the number of a figure went up or down, and whether the column has figures."""
        if not isinstance(column, FigureColumn) or change.before is None or change.after is None:
            return "", isinstance(column, FigureColumn)
        old, new = column.figure(self._before, change.before), column.figure(self._after, change.after)
        if old is None or new is None or old.unit != new.unit:
            return "", True
        was, now = old.bounds()[1], new.bounds()[1]
        if was == now:
            return "", True
        quantity = column.quantity(self._after, column.row(self._after, change.after))
        by = self._formats.glimpsed(Figure(value=abs(now - was), unit=new.unit), quantity)
        told = f"{'▼' if now < was else '▲'} {by}"
        return f"{told} ({self._formats.number(abs(now / was - 1), 'share')})" if was else told, True

    def _texts(self, text: Callable[[Context, int], str], change: RowChange) -> tuple[str, str]:
        return (
            "" if change.before is None else text(self._before, change.before),
            "" if change.after is None else text(self._after, change.after),
        )

    def _stored_cells(self, change: RowChange, shown_in: Table | None = None) -> Iterator[ChangedCell]:
        """Yield what differs as the project's file has it, but for what the columns of a table show."""
        before, after = (
            self._stored(self.before, change.before, change),
            self._stored(self.after, change.after, change),
        )
        for key in dict.fromkeys([*before, *after]):
            if before.get(key) != after.get(key) and (shown_in is None or not _shown_by(shown_in, key)):
                yield self._stored_cell(TABLE[change.table], key, change) or ChangedCell(
                    key, _told(before.get(key)), _told(after.get(key))
                )

    def _stored_cell(self, table: Table, key: str, change: RowChange) -> ChangedCell | None:
        """Return what differs of a figure that no column shows, in words; None for anything else."""
        owner, _, part = key.rpartition(".")
        column = next((each for each in table.columns if each.key == owner), None)
        if not isinstance(column, FigureColumn):
            return None
        head = column.label(self._after)
        detail = next((each for each in DETAILS if each.key == part), None)
        said = words(BESIDE_HEADS["others"], head=head)
        text: Callable[[Context, int], str] = partial(_others, column)
        if detail is not None:
            said = words("{measure}: {value}", measure=head, value=detail.label(self._after))
            text = replace(detail, key=key, rows=table.key).text
        elif part != "alternatives":
            return None
        before, after = self._texts(text, change)
        return ChangedCell(self._formats.words(said), before, after) if before != after else None

    def _said_cells(self) -> Iterator[ChangedCell]:
        """Yield what differs of what the project says of itself."""
        say = self._formats.words
        for name, head in _HEADS.items():
            if getattr(self.before, name) == getattr(self.after, name):
                continue
            said = _SAID_AS.get(name, _nothing)
            pairs = zip(map(say, said(self.before)), map(say, said(self.after)), strict=True)
            told = [pair for pair in pairs if pair[0] != pair[1]]
            before, after = (
                _told(tree_of(replace(side, **_NO_ROWS)).get(name)) for side in (self.before, self.after)
            )
            for pair in told or [(before, after)]:
                yield ChangedCell(say(words(head)), *pair)
        for setting, was, now in chart_changes(self.before, self.after):
            yield ChangedCell(say(setting), say(was), say(now))

    @staticmethod
    def _stored(project: Project, row: int | None, change: RowChange) -> dict[str, Any]:
        if row is None:
            return {}
        alone: Any = (getattr(project, change.table)[row],)
        stored: dict[str, Any] = tree_of(replace(Project(), **{change.table: alone}))[change.table][0]
        return _flat(stored)

    def _place(self, context: Context, table: str, row: int) -> str:
        """Say where a row stands: its number, and what comes before it."""
        if row == 0:
            return self._formats.words(words("1, the first"))
        said = marked("{number}, after {row}")
        name = TABLE[table].row_name(context, row - 1)
        return self._formats.words(words(said, number=row + 1, row=name))

    def _side(self, change: RowChange) -> tuple[Context, int | None]:
        if change.after is not None:
            return self._after, change.after
        return self._before, change.before

    @cached_property
    def _before(self) -> Context:
        return Context.of(self.before, self._formats)

    @cached_property
    def _after(self) -> Context:
        return Context.of(self.after, self._formats)


_PARTS = ("value", "low", "high", "qualifier", "unit")
"""The keys of a figure that its own column shows."""


def _shown_by(table: Table, key: str) -> bool:
    """Whether a column shows what the file has under `key`: columns are named as the file's keys are."""
    whole, _, part = key.rpartition(".")
    names = {column.key for column in table.columns if column.editable}
    return key in names or (whole in names and part in _PARTS)


_COUNTED = (
    (Fate.CHANGED, marked("{count} row changed|{count} rows changed")),
    (Fate.ADDED, marked("{count} row added|{count} rows added")),
    (Fate.REMOVED, marked("{count} row removed|{count} rows removed")),
    (Fate.MOVED, marked("{count} row moved|{count} rows moved")),
)


def _others(column: FigureColumn, ctx: Context, row: int) -> str:
    """Return what other sources say of a figure: `50,000 ISW; >48,000 BBC`."""
    figure, quantity = column.figure(ctx, row), column.quantity(ctx, column.row(ctx, row))
    others = () if figure is None else figure.alternatives
    return "; ".join(
        f"{ctx.formats.figure(other, quantity)} {source_tag(other.source)}".strip() for other in others
    )


_NO_ROWS: Mapping[str, Any] = dict.fromkeys(TABLES, ())


def _nothing(_project: Project) -> tuple[Words, ...]:
    return ()


def _view(project: Project) -> tuple[Words, ...]:
    """Say what the charts and tables of a project show."""
    view, baseline = project.view, words("Baseline: none")
    if view.baseline is not None:
        named = (row for row in project.periods if (row.series, row.start, row.end) == astuple(view.baseline))
        days = span_words(view.baseline.start, view.baseline.end)
        baseline = words("Baseline: {period}", period=next(map(row_name, named), days))
    rates = words("Rates: per day") if view.rate is Rate.PER_DAY else words("Rates: per month")
    return words("Area: {unit}", unit=label(str(view.area_unit))), rates, baseline


def _acknowledged(project: Project) -> tuple[Words, ...]:
    found = words("{count} finding|{count} findings", count=counted(len(project.acknowledged)))
    reasons = [one.reason for one in project.acknowledged if one.reason]
    return (joined((found, *reasons), "; "),)


def _imports(project: Project) -> tuple[Words, ...]:
    return (joined((str(one.get("file") or one.get("connection")) for one in project.imports), "; "),)


_SAID_AS: Mapping[str, Callable[[Project], tuple[Words, ...]]] = {
    "view": _view,
    "acknowledged": _acknowledged,
    "imports": _imports,
}


def _ambiguous(table: Table, head: str) -> bool:
    """Whether two columns of the table have that head, told apart by their groups."""
    return sum(column.editable and column.head == head for column in table.columns) > 1


def _flat(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as the file has it, what is inside a figure named after it: `stated.value`."""
    flat: dict[str, Any] = {}
    for key, value in stored.items():
        if isinstance(value, dict):
            flat |= {f"{key}.{inner}": held for inner, held in value.items()}
        else:
            flat[key] = value
    return flat


def _told(value: Any) -> str:
    """Return a value of the file in a line: what is inside an object after its keys, a list item by item."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return " · ".join(f"{key}: {_told(held)}" for key, held in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(_told(item) for item in value)
    return shown(value)


def compare(before: Project, after: Project, formats: Formats) -> Comparison:
    """Return what changes from one project to another."""
    return Comparison(before, after, formats)
