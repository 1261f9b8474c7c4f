"""The days that rows of a table are about; of rows about the same days one counts, or it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from model.imports.cells import Cell, Question, RowNumbers, says_nothing, text_of
from model.imports.choices import (
    Duplicates,
    ReferenceChoices,
    ShareChoices,
    TableChoices,
    amount_of,
)
from model.imports.dates import DateFormat, days_about, days_in_parts, days_of
from model.imports.found_columns import of_sides, question_of
from model.imports.inspect_file import ColumnMeaning, FileReport
from model.imports.series_rows import Ordinals
from model.imports.table import is_total
from model.imports.table_columns import TableColumns
from model.text.days import Span, span_words
from model.text.errors import Unreadable
from model.text.words import marked, quoted, words

TableRow = Mapping[str, Cell]
ALWAYS = Span(date.min, date.max)
ALL_DAYS = words("on all days")
"""The days of what holds for a series on all of them, and what they are called."""
_TOTALS_IN = ("series", "label", "start", "end", "span", "year", "row")
_OF_A_ROW = ("source", "url", "scope")  # of all figures of a row: rows that differ in them are not one
_NAMED = 5


class RowDays:
    """Tells the days of the rows of a table whose columns and format of dates are settled."""

    def __init__(
        self, looked: FileReport, columns: TableColumns, form: DateFormat, choices: TableChoices
    ) -> None:
        self._columns = columns
        self._of_all: Span | None = None  # where no column says the days
        if isinstance(choices, ShareChoices):
            self._of_all = ALWAYS
        elif isinstance(choices, ReferenceChoices) and choices.spans and not columns.name_days:
            self._of_all = choices.spans[0]
        month = columns["month"]
        self._part = "" if month is None else looked.table.names[month]
        self._form = form
        self._each = choices.each

    def of(self, row: TableRow) -> Span:
        """Return the days of a row. Raises Unreadable."""
        if self._of_all is not None:
            return self._of_all
        if self._columns.span is not None:
            span = days_of(row["span"], self._form)
            return days_about(span.start, self._each) if span.days == 1 and self._each else span
        if self._columns["start"] is not None and self._columns["end"] is not None:
            first, last = days_of(row["start"], self._form), days_of(row["end"], self._form)
            span = Span(first.start, last.end)
            if span.days < 1:
                raise Unreadable(words("the end lies before the start"))
            return span
        if self._columns["week"] is not None:
            return days_in_parts(row["year"], row["week"], of_week=True)
        return days_in_parts(row["year"], row["month"], row.get("day"), named=self._part)

    def or_none(self, row: TableRow) -> Span | None:
        """Return the days of a row, None where it names none."""
        try:
            return self.of(row)
        except Unreadable:
            return None


def whose(row: TableRow) -> tuple[str, ...]:
    """Return of what a row is: its series, and of what others are divided by its label too."""
    of_reference = any(place.startswith("reference") for place in row)
    return tuple(text_of(row.get(place)) for place in ("series", *(["label"] if of_reference else [])))


def sums_up(row: TableRow) -> bool:
    """Whether a row says of itself that it is a total; of our own tables, one that has no role."""
    if "role" in row:
        return says_nothing(row["role"])
    return is_total([row.get(key) for key in _TOTALS_IN])


class TableRows:
    """Rows of a table with what each is about: its series and days, None without amount or days."""

    def __init__(
        self, looked: FileReport, cells: Mapping[str, Sequence[Cell]], rows: Ordinals, days: RowDays
    ) -> None:
        self._looked = looked
        self._cells = cells
        self._rows = rows
        self._amounts = [key for key in cells if amount_of(key) is not None]
        self._about = [self._of(self.row(index), days) for index in range(len(rows))]

    def row(self, index: int) -> TableRow:
        """Return the cells of a row by their place."""
        return {key: column[index] for key, column in self._cells.items()}

    def _of(self, row: TableRow, days: RowDays) -> tuple[tuple[str, ...], Span] | None:
        if sums_up(row) or (self._amounts and all(says_nothing(row[key]) for key in self._amounts)):
            return None
        span = days.or_none(row)
        return None if span is None else (whose(row), span)

    def _groups(self) -> Mapping[tuple[tuple[str, ...], Span], list[int]]:
        """Return the rows that are about the same days, by index."""
        found: dict[tuple[tuple[str, ...], Span], list[int]] = {}
        for index, about in enumerate(self._about):
            if about is not None:
                found.setdefault(about, []).append(index)
        return {about: group for about, group in found.items() if len(group) > 1}

    def splits(self, columns: TableColumns) -> list[Question]:
        """Ask which rows are meant: they are of two sides, or some of the same days differ in their kind."""
        questions = []
        groups = self._groups().values()
        for split in columns.splits:
            column, name = self._cells[f"split {split}"], self._looked.table.names[split]
            told = (cell for cell, about in zip(column, self._about, strict=True) if about is not None)
            if of_sides(name, told) or any(
                len({text_of(column[index]).casefold() for index in group}) > 1 for group in groups
            ):
                questions.append(question_of(name, column))
        return questions

    def touching(self) -> RowNumbers:
        """Return the rows whose first day is the last of another: ends may not be meant to be counted."""
        told = [about for about in self._about if about is not None]
        ends = {(series, span.end) for series, span in told if span.start < span.end}
        return RowNumbers.of(
            int(self._rows[index])
            for index, about in enumerate(self._about)
            if about is not None and about[1].start < about[1].end and (about[0], about[1].start) in ends
        )

    def within(self) -> RowNumbers:
        """Return the rows whose days lie within those of another of the same series: a month of a quarter."""
        told = {about for about in self._about if about is not None}
        inside: set[tuple[tuple[str, ...], Span]] = set()
        last: tuple[tuple[str, ...], date] | None = None
        for whose_, span in sorted(told, key=lambda one: (one[0], one[1].start, -one[1].days)):
            if last is not None and last[0] == whose_ and span.end <= last[1]:
                inside.add((whose_, span))
            else:
                last = whose_, span.end
        return RowNumbers.of(int(self._rows[n]) for n, about in enumerate(self._about) if about in inside)

    def dropped(self, duplicates: Duplicates | None, questions: list[Question]) -> frozenset[int]:
        """Return the rows of which another of the same days counts; where that is not said, it is asked.

        Raises Unreadable where they are to be added up, which a table with a row per period does not.
        """
        disputed = {about: group for about, group in self._groups().items() if self._disagree(group)}
        if not disputed:
            return frozenset()
        if duplicates is Duplicates.ADD:
            message = marked(
                "rows of a table with a row per period are not added up; read it as amounts by date"
            )
            raise Unreadable(words(message))
        if duplicates is not None:
            kept = 0 if duplicates is Duplicates.FIRST else -1
            return frozenset(index for group in disputed.values() for index in group if index != group[kept])
        questions.append(self._question(disputed))
        return frozenset()

    def _disagree(self, group: Sequence[int]) -> bool:
        """Whether rows of the same days are neither the same nor parts of one, with an amount each."""
        told = [
            [text_of(self._cells[key][index]) for key in (*self._amounts, "label") if key in self._cells]
            for index in group
        ]
        if all(row == told[0] for row in told):
            return False
        for key in self._amounts:
            if sum(not says_nothing(self._cells[key][index]) for index in group) > 1:
                return True
        beside = [key for key in _OF_A_ROW if key in self._cells]
        return any(len({text_of(self._cells[key][index]) for index in group}) > 1 for key in beside)

    def _question(self, disputed: Mapping[tuple[tuple[str, ...], Span], Sequence[int]]) -> Question:
        (_, span), first = next(iter(disputed.items()))
        numbers = [int(self._rows[index]) for group in disputed.values() for index in group]
        values = {"rows": RowNumbers.of(sorted(numbers)).words, "days": span_words(span.start, span.end)}
        records = dict(self._looked.sample)
        told = [records.get(int(self._rows[index]), ()) for index in first]
        apart = [
            column.name
            for n, column in enumerate(self._looked.columns)
            if column.meaning is ColumnMeaning.TEXT and len({row[n] for row in told if n < len(row)}) > 1
        ]
        message = marked(
            "{rows} are about the same days ({days}) and differ: it is not said which of them counts"
        )
        if apart:
            message = marked(
                "{rows} are about the same days ({days}) and differ, in {columns} too:"
                " it is not said which of them counts"
            )
        return Question("duplicates", words(message, columns=quoted(apart, _NAMED), **values))
