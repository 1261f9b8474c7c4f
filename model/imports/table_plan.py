"""A table that has one row per period already: its rows become periods, each figure as it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from model.checks.findings import Level
from model.imports.calendar_periods import label_of
from model.imports.cells import Cell, Noticed, Question, Refused, Rows, Unsettled, says_nothing, text_of
from model.imports.choices import ANYWHERE, TableChoices, Target, Watch, What
from model.imports.dates import days_of, format_of, month_number, month_span
from model.imports.inspect_file import Look, settled_decimal
from model.imports.numbers import notation_of, read_numbers
from model.imports.planned import Made, Outcome, figure_of
from model.imports.recipe import Recipe
from model.imports.series_rows import Account
from model.imports.table import is_total, select
from model.imports.table_columns import TableColumns, settle_table
from model.imports.totals import Said
from model.text.days import Span
from model.text.errors import Unreadable
from model.text.figures import Figure, Quantity, read_figure
from model.text.words import Words, marked, words

_Row = Mapping[str, Cell]


def plan_table(
    looked: Look, choices: TableChoices, watch: Watch | None = None, target: Target = ANYWHERE
) -> Outcome:
    """Return the periods that the rows of a table are. Raises Unreadable or Unsettled."""
    columns = settle_table(looked, choices)
    keys = dict(columns.places)
    if columns.span is not None:
        keys["span"] = columns.span
    if "row" in looked.table.names:
        keys["row"] = looked.table.names.index("row")  # of our own tables: period or total
    selected = select(looked.table, list(keys.values()), choices.where, choices.skip, watch)
    cells = dict(zip(keys, selected.cells, strict=True))
    reader = _Reader(looked, columns, cells)
    account = Account(selected.read, selected.refused, list(looked.noticed))
    made: list[Made] = []
    faulty: list[tuple[int, Words]] = []
    totals: list[int] = []
    again: list[int] = []
    seen: set[tuple[object, ...]] = set()
    for index, number in enumerate(selected.rows.tolist()):
        row = {key: column[index] for key, column in cells.items()}
        named = [row.get(key) for key in ("series", "label", "start", "end", "span", "row")]
        if is_total(named):
            totals.append(number)
            continue
        try:
            one = reader.made(row, number)
        except Unreadable as error:
            faulty.append((number, error.words))
            continue
        key = (one.series, one.label, one.span, *((w, replace(f, note="")) for w, f in one.figures.items()))
        if key in seen:
            again.append(number)
            continue
        seen.add(key)
        made.append(one)
    account.refuse("unreadable", faulty)
    if totals:
        total = words("a total of other rows")
        account.refused.append(Refused("total", total, Rows.of(totals)))
    if again:
        twice = words("the same row again")
        account.refused.append(Refused("duplicate", twice, Rows.of(again)))
    if not made:
        reasons = "; ".join(f"{refused.words} ({refused.rows.words})" for refused in account.refused[:5])
        message = marked("no row can be used: {reasons}")
        raise Unreadable(words(message, reasons=reasons or "–"))
    account.noticed.append(reader.matched())
    return Outcome(
        looked.name,
        tuple(made),
        account.read,
        len(made),
        tuple(account.refused),
        tuple(account.noticed),
        Recipe(looked.path or looked.name, looked.digest, reader.settled(choices), looked.reading, target),
    )


class _Reader:
    """Reads the rows of one table, whose columns and notation are settled."""

    def __init__(self, looked: Look, columns: TableColumns, cells: Mapping[str, Sequence[Cell]]) -> None:
        self._looked = looked
        self._columns = columns
        amounts = [column for key, column in cells.items() if key.partition("_")[0] in list(What)]
        decimal = settled_decimal(looked, amounts)
        questions = [] if isinstance(decimal, str) else [Question("decimal", decimal)]
        form = format_of(
            [cell for key in ("start", "end", "span") for cell in cells.get(key, ())], looked.reading
        )
        if isinstance(form, list):
            questions += form
        if questions or not isinstance(decimal, str) or isinstance(form, list):
            raise Unsettled(questions)
        self._decimal = decimal
        self._form = form

    def made(self, row: _Row, number: int) -> Made:
        """Return the period that a row is. Raises Unreadable."""
        span = self._days(row)
        figures = {}
        for what in What:
            figure = self._figure(row, what, span, number)
            if figure is not None:
                figures[what] = figure
        if not figures:
            raise Unreadable(words("no value"))
        label = text_of(row.get("label")) or str(label_of(span))
        return Made(
            span, label, MappingProxyType(figures), {}, text_of(row.get("series")), text_of(row.get("note"))
        )

    def matched(self) -> Noticed:
        """Return which column was taken for what."""
        names = self._looked.table.names
        pairs = [f"{place}: “{names[index]}”" for place, index in self._columns.places.items()]
        if self._columns.span is not None:
            pairs.append(f"days: “{names[self._columns.span]}”")
        message = marked("the columns are taken as {columns}")
        return Noticed(Level.NOTE, "columns", words(message, columns=", ".join(pairs)))

    def settled(self, choices: TableChoices) -> TableChoices:
        """Return the choices with the columns that were found, for a newer file to be read alike."""
        names = self._looked.table.names
        columns = {place: names[index] for place, index in self._columns.places.items()}
        return replace(choices, columns=MappingProxyType(columns), unit=self._columns.unit)

    def _days(self, row: _Row) -> Span:
        if self._columns.span is not None:
            return days_of(row["span"], self._form)
        if self._columns["start"] is not None and self._columns["end"] is not None:
            first, last = days_of(row["start"], self._form), days_of(row["end"], self._form)
            span = Span(first.start, last.end)
            if span.days < 1:
                raise Unreadable(words("the end lies before the start"))
            return span
        year, month = text_of(row["year"]), month_number(row["month"])
        if year.isascii() and year.isdecimal() and 1000 <= int(year) <= 9999 and month:
            return month_span(int(year), month)
        message = marked("“{year}” and “{month}” are no year and month")
        raise Unreadable(words(message, year=year, month=text_of(row["month"])))

    def _figure(self, row: _Row, what: What, span: Span, number: int) -> Figure | None:
        places = [place for place in (str(what), f"{what}_low", f"{what}_high") if place in row]
        filled = [place for place in places if not says_nothing(row[place])]
        if not filled:
            return None
        names = ", ".join(self._looked.table.names[self._columns.places[place]] for place in places)
        where = str(words("{file}, {columns}", file=self._looked.name, columns=names))
        origin = str(Rows.of([number]).words)
        unit = self._columns.unit if what is What.GAINS else "people"
        one = row[filled[0]]
        if (
            filled == [str(what)]
            and isinstance(one, str)
            and unit in ("people", "km2", "mi2")
            and not self._is_amount(what)
        ):
            figure = read_figure(one, _quantity(what), notation_of(self._decimal), unit)
            note = words("{where}: {rows}", where=where, rows=origin)
            return replace(figure, note=str(note))
        said = self._said(row, what, origin)
        made = figure_of(
            said,
            What.LOSSES if what is What.INTAKE and not self._is_amount(what) else what,
            unit,
            span,
            where,
        )
        if isinstance(made, Words):
            raise Unreadable(made)
        return made

    def _is_amount(self, what: What) -> bool:
        """Whether the column holds people of the whole span, of which a rate a month has to be made."""
        return what is What.INTAKE and not self._columns.intake_is_rate

    def _said(self, row: _Row, what: What, origin: str) -> Said:
        keys = (f"{what}_low", str(what), f"{what}_high")
        numbers = read_numbers([row.get(key) for key in keys], self._decimal)
        if numbers.unreadable:
            raise Unreadable(next(iter(numbers.unreadable.values())))
        low, value, high = numbers.values.tolist()
        stated = value == value  # noqa: PLR0124 - NaN differs from itself
        alone = low != low and high != high  # noqa: PLR0124 - as above
        floor = float("-inf") if what is What.GAINS else 0.0
        if low != low:  # noqa: PLR0124 - as above
            low = value if alone else floor
        if high != high:  # noqa: PLR0124 - as above
            high = value if alone else float("inf")
        if not stated:
            value = low if high == float("inf") else high if low == floor else low + (high - low) / 2
        if not low <= value <= high:
            raise Unreadable(words("low, value and high are not in this order"))
        return Said(low, value, high, stated, None, origin)


def _quantity(what: What) -> Quantity:
    return Quantity.AREA_NET if what is What.GAINS else Quantity.PEOPLE
