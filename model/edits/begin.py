"""New rows: begun from what is typed into the empty last row, with sensible days where none are typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from model.columns import Column, Context, Table
from model.columns.blank import UNSTATED, blank_row
from model.columns.cell import rows_of, with_rows
from model.columns.figure import FigureColumn
from model.edits.claims import with_sentence_read
from model.edits.edit import Edit, Missing, WholeFigure, as_typed, put
from model.edits.references import check_id
from model.project import Period, Project, Series, Source
from model.text.days import Span, next_month, span_words
from model.text.errors import Refused
from model.text.kept_texts import free_id, free_tag
from model.text.read_days import read_span
from model.text.records import replace
from model.text.words import words

_NAMED = ("series", "sources")  # tables whose rows have an id of their own
_Given = dict[str, str | WholeFigure]


def begin_row(ctx: Context, table: Table, typed: Mapping[str, str | WholeFigure]) -> Edit | Missing:
    """Begin a row from the texts typed into the empty last row; what is not typed gets a sensible default.

    Returns `Missing` while a needed figure or day is lacking. Raises `Unreadable` or `Refused`.
    """
    new = NewRows(ctx, ctx.project, table)
    missing = new.begin(typed)
    return missing or Edit(words("add {what}", what=words(table.singular)), new.project)


class NewRows:
    """Rows that are begun one after another at the end of a table, each knowing of those before it."""

    def __init__(self, ctx: Context, project: Project, table: Table) -> None:
        self._as_it_was = project
        if not project.series and table.key not in _NAMED:
            first = Series(id="series_1", name=ctx.formats.words(words("Series 1")))
            project = replace(project, series=(first,))
        self._ctx, self._before, self._table = ctx, project, table
        self._rows: list[Any] = []
        self._spans: dict[str, Span] | None = None  # of the periods of each series, once they are asked for
        named: Sequence[Any] = rows_of(project, table.key) if table.key in _NAMED else ()
        self._taken = {row.id for row in named}

    @property
    def project(self) -> Project:
        """The project with the rows that were begun; as it was where none were."""
        if not self._rows:
            return self._as_it_was
        there = rows_of(self._before, self._table.key)
        return with_rows(self._before, self._table.key, (*there, *self._rows))

    def begin(self, typed: Mapping[str, str | WholeFigure]) -> Missing | None:
        """Begin a row; return what it still needs, and then nothing has begun. Raises as `begin_row`."""
        row = self.made(typed)
        if isinstance(row, Missing):
            return row
        self._rows.append(row)
        if isinstance(row, Source | Series):
            self._taken.add(row.id)
        elif isinstance(row, Period) and self._spans is not None:
            _widen(self._spans, row)
        return None

    def made(self, typed: Mapping[str, str | WholeFigure]) -> Any:
        """Return the row that would begin, or what it still needs. Raises as `begin_row`."""
        ctx, table = self._ctx, self._table
        given = _given(ctx, self._before, table, typed)
        row: Any = blank_row(self._before, table.key)
        if table.key in _NAMED:
            return self._named(row, given)
        missing = []
        if self._rows:
            row = replace(row, series=self._rows[-1].series)
        if "series" in given:
            row = put(ctx, table.column("series"), row, given.pop("series"))
        needed = ("date",) if table.key == "milestones" else ("start", "end")
        days = self._days(row.series, given) if any(key not in given for key in needed) else None
        for key in needed:
            if key in given:
                row = put(ctx, table.column(key), row, given.pop(key))
            elif days is not None:
                row = replace(row, **{key: days.end if key == "end" else days.start})
            else:
                missing.append(table.column(key))
        for column in table.columns:
            if column.key in given:
                row = put(ctx, column, row, given[column.key])
        missing.extend(_lacking(table, row))
        return Missing(tuple(missing)) if missing else row

    def _days(self, series: str, given: _Given) -> Span | None:
        """Return the days of a new row: those its label names, else what follows from the series' periods.

        A label that names no days gives none: days are then asked for, never guessed. A month typed at one
        of their ends is all of them; a day typed there is an end of those that follow, or they are not meant.
        """
        ends = {key: read_span(as_typed(given[key])) for key in ("start", "end") if key in given}
        for typed in ends.values():
            if typed is not None and typed.days > 1:
                return typed
        if label := given.get("label"):
            return read_span(as_typed(label))
        if self._table.key in ("milestones", "claims"):
            return None
        if self._spans is None:
            self._spans = {}
            for period in self.project.periods:
                _widen(self._spans, period)
        span = self._spans.get(series)
        if span is not None and self._table.key == "periods":
            span = next_month(span.end)
        given_days = {key: getattr(typed, key) for key, typed in ends.items() if typed is not None}
        return span if all(getattr(span, key, day) == day for key, day in given_days.items()) else None

    def _named(self, row: Any, given: _Given) -> Any:
        """Return a source or a series, of which a name or a tag is needed; a tag is made from the name."""
        for column in self._table.columns:
            if column.key in given and column.key != "id":
                row = put(self._ctx, column, row, given[column.key])
        wanted = as_typed(given.get("id", "")).strip()
        if wanted:
            check_id(wanted, self._taken)
        elif "name" not in given:
            return Missing((self._table.column("name"),))
        of_name = free_tag if self._table.key == "sources" else free_id
        return replace(row, id=wanted or of_name(row.name or self._table.key, self._taken))


def _widen(spans: dict[str, Span], period: Period) -> None:
    """Let the days of a series, and those of all of them (""), reach over those of a period."""
    for series in (period.series, ""):
        span = spans.get(series, Span(period.start, period.end))
        spans[series] = Span(min(span.start, period.start), max(span.end, period.end))


def _given(ctx: Context, project: Project, table: Table, typed: Mapping[str, str | WholeFigure]) -> _Given:
    """Return what is typed, and what the sentence of a claim says beside it."""
    given = {key: each for key, each in typed.items() if as_typed(each).strip()}
    if table.key != "claims":
        return given
    return dict(with_sentence_read(ctx, project, {key: as_typed(each) for key, each in given.items()}))


def _lacking(table: Table, row: Any) -> list[Column]:
    """Return the columns without which the row cannot be, and that nothing is typed into yet."""
    lacking: list[Column] = [
        column
        for column in table.columns
        if isinstance(column, FigureColumn) and column.required and column.lens.get(row) is UNSTATED
    ]
    if table.key == "claims" and not row.measure:
        lacking.append(table.column("measure"))
    return lacking


def nobody_gave_days(table: Table, typed: Mapping[str, str | WholeFigure]) -> bool:
    """Whether a row that is begun from this gets days that follow from the rows before it alone."""
    given = {key for key, each in typed.items() if as_typed(each).strip()}
    dated = any(column.key == "end" for column in table.columns) and table.key != "claims"
    return dated and bool(given) and "label" not in given and not {"start", "end"} <= given


def add_period(ctx: Context, series: str, start: date, end: date) -> Edit:
    """Add a period with exactly these days of a series, whose figures are still to be typed."""
    project = replace(ctx.project, periods=(*ctx.project.periods, Period(series, "", start, end)))
    return Edit(words("add a period of {span}", span=span_words(start, end)), project)


def _open_days(ctx: Context, table: Table, at: int) -> Mapping[str, str]:
    """Return the days between a period and the one above it of its series; above the first, a month's."""
    periods = ctx.project.periods
    below = periods[at]
    above = next((each for each in reversed(periods[:at]) if each.series == below.series), None)
    end = below.start - timedelta(days=1)
    start = end.replace(day=1) if above is None else above.end + timedelta(days=1)
    if start > end:
        raise Refused(
            words(
                "No days lie open before {period}: type the row in the last one.",
                period=table.row_name(ctx, at),
            )
        )
    days = {"start": start.isoformat(), "end": end.isoformat()}
    return days if len(ctx.project.series) < 2 else {**days, "series": table.column("series").typed(ctx, at)}


def insert_row(ctx: Context, table: Table, at: int, typed: Mapping[str, str]) -> Edit | Missing:
    """Begin a row, as `begin_row` does, to stand before the row that is now number `at`.

    A period takes the days that lie open before that row; raises `Refused` where there are none.
    """
    if table.key == "periods" and not typed.keys() & {"label", "start", "end"}:
        typed = {**typed, **_open_days(ctx, table, at)}
    begun = begin_row(ctx, table, typed)
    if isinstance(begun, Missing):
        return begun
    rows: Any = rows_of(begun.project, table.key)
    return Edit(begun.words, with_rows(begun.project, table.key, (*rows[:at], rows[-1], *rows[at:-1])))
