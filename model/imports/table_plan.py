"""A table that has one row per period already: its rows become periods, each figure as it is written."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType

from model.checks.findings import Level
from model.imports.cells import (
    Cell,
    Question,
    RowNumbers,
    Unsettled,
    UnusableRow,
    is_empty,
    says_nothing,
    text_of,
)
from model.imports.choices import (
    ANYWHERE,
    OF_SERIES,
    Fractions,
    ReferenceChoices,
    SeriesQuantity,
    TableChoices,
    Target,
    Watch,
    amount_of,
)
from model.imports.column_forms import note_cells, settle_forms
from model.imports.column_names import bound_of, power_of_name, stem_of
from model.imports.date_evidence import format_of
from model.imports.dates import ANY_FORMAT, spans_in
from model.imports.divisors import column_of_references, unit_in_cell, unit_named
from model.imports.found_columns import columns_words, filtering
from model.imports.inspect_file import FileReport
from model.imports.numbers import NOT_FIRMLY, ColumnForm, read_cell, said_firmly
from model.imports.own_tables import as_exported, own_figure, role_of
from model.imports.planned import Outcome, PlannedPeriod, figure_of, no_row, noting, outcome_of
from model.imports.plausible import implausible
from model.imports.series_rows import Lost, RowAccount
from model.imports.table import TOTAL, Selected, is_total, select
from model.imports.table_columns import TableColumns, settle_table
from model.imports.table_days import ALWAYS, RowDays, TableRow, TableRows, sums_up, whose
from model.imports.totals import SpanTotal
from model.project import MOST_AFTER
from model.text.catalogue import in_each_language
from model.text.days import Span
from model.text.errors import Unreadable
from model.text.figures import Figure, Qualifier
from model.text.formats import numeral
from model.text.notation import clipped
from model.text.records import replace
from model.text.units import Unit
from model.text.words import Words, marked, words

_SHARED_DAY = marked(
    "the first day is the last of another row, and would count twice: are the ends meant to be left out?"
)
_WITHIN = marked("its days lie within those of another row, which counts alone in totals")
_HELD, _HARDLY = 5000.0, 1.2  # km² or sq mi, in every row; the greatest to the least
_EVERY_SERIES = marked("every series")  # as our own tables have it
_CARRIED = ("year", "series", "span")


def _refuse_large(looked: FileReport) -> None:
    """Raise Unreadable for a table of events of which there is but a sample: it is no table of periods."""
    if looked.events is not None and not looked.whole:
        message = marked("the table has more than {most} rows, too many to be a row for each period")
        raise Unreadable(words(message, most=len(looked.sample)))


def plan_table(
    looked: FileReport,
    choices: TableChoices,
    watch: Watch | None = None,
    target: Target = ANYWHERE,
    say: Callable[[Words], str] = str,
) -> Outcome:
    """Return the periods that the rows of a table are. Raises Unreadable or Unsettled."""
    _refuse_large(looked)
    questions = list(looked.questions)
    columns = settle_table(looked, choices, questions)
    keys = dict(columns.places)
    if columns.span is not None:
        keys["span"] = columns.span
    if "row" in looked.table.names:
        keys["row"] = looked.table.names.index("row")  # of our own tables: period or total
    if columns.own:
        keys |= role_of(looked)
    keys |= {f"split {index}": index for index in columns.splits}
    keys |= {f"open {index}": index for index in columns.open}
    keys |= {f"source of {what}": index for what, index in columns.sources.items()}
    keys |= {f"firmness of {what}": index for what, index in columns.firmly.items()}
    selected = select(looked.table, list(keys.values()), choices.where, choices.skip, watch)
    cells = dict(zip(keys, selected.cells, strict=True))
    account = RowAccount(selected.read, selected.refused, list(looked.noticed))
    looked, cells = as_exported(looked, cells) if columns.own else (looked, cells)
    told = {keys[key]: column for key, column in cells.items() if columns.units.get(keys[key])}
    forms = settle_forms(looked, told, columns.units, choices.fractions, account, questions)
    form = format_of(
        [cell for key in ("start", "end", "span") for cell in cells.get(key, ())], looked.reading
    )
    if isinstance(form, list):
        questions += form
    cells = _carried(cells, selected, choices, account, questions)
    if questions and not columns.name_days:
        raise Unsettled(questions)
    days = RowDays(looked, columns, ANY_FORMAT if isinstance(form, list) else form, choices)
    rows = TableRows(looked, cells, selected.rows, days)
    questions += (splits := rows.splits(columns))
    dropped = frozenset() if splits or columns.open else rows.dropped(choices.duplicates, questions)
    if questions:
        raise Unsettled(questions)
    _note_days(rows, choices, account)
    amounts = {key: cells[key] for key in cells if amount_of(key) is not None}
    reader = _TableReader(looked, columns, {key: forms[keys[key]] for key in amounts}, days, choices, say)
    made = _periods(reader, rows, selected, dropped, account)
    questions += _doubts(() if columns.own else made, choices)
    if questions:
        raise Unsettled(questions)
    if not made:
        raise no_row(account)
    for key, column in amounts.items():
        note_cells(looked.table.names[keys[key]], column, reader.aside.get(key, {}), selected.rows, account)
    taken = filtering(looked, choices.where) | {
        index: _said(place)
        for place, index in keys.items()
        if place != "role" and not place.startswith("split ")
    }
    account.note("columns", columns_words(looked, taken))
    outcome = outcome_of(looked, made, account, reader.settled(choices), target)
    return replace(outcome, taken=taken)


def _said(place: str) -> Words:
    """Return what a column is taken as, in words where no place is called so."""
    whole, _, what = place.partition(" of ")
    if whole == "source" and what:
        return words("source of {what}", what=words(what))
    return words({"span": "days", "firmness": "qualifier"}.get(whole, place))


def _note_days(rows: TableRows, choices: TableChoices, account: RowAccount) -> None:
    """Say which rows share days with others."""
    if shared := rows.touching():
        account.note("shared_day", words(_SHARED_DAY), shared, Level.WARNING)
    parts = rows.within()
    if parts and not isinstance(choices, ReferenceChoices):  # of those all count, as estimates do
        account.note("within", words(_WITHIN), parts)


def _periods(
    reader: _TableReader, rows: TableRows, selected: Selected, dropped: Collection[int], account: RowAccount
) -> Sequence[PlannedPeriod]:
    """Return the periods of the rows, one for rows of the same days; what is left out is listed."""
    made: dict[tuple[tuple[str, ...], Span], PlannedPeriod] = {}
    faulty: list[tuple[int, Words]] = []
    left: dict[str, list[int]] = {code: [] for code in _LEFT_OUT}
    for index, number in enumerate(selected.rows.tolist()):
        row = rows.row(index)
        if sums_up(row):
            left["total"].append(number)
            continue
        if index in dropped:
            left["not_chosen"].append(number)
            continue
        try:
            one = reader.made(row, index, number)
        except Unreadable as error:
            # words under a table, with no amount in any column, are a remark
            remark = all(says_nothing(row[key]) for key in reader.forms) and reader.days.or_none(row) is None
            if reader.is_header(row):
                left["header"].append(number)
            elif remark:
                left["remark"].append(number)
            else:
                faulty.append((number, error.words))
                account.lost += _lost(number, reader.days.or_none(row), error.words)
            continue
        key = (whose(row), one.span)
        if key not in made:
            made[key] = one
        elif made[key].figures.keys() & one.figures.keys():
            left["duplicate"].append(number)
        else:
            notes = "; ".join(dict.fromkeys(note for note in (made[key].note, one.note) if note))
            figures = MappingProxyType({**made[key].figures, **one.figures})
            made[key] = replace(made[key], figures=figures, note=notes)
    account.refuse("unreadable", faulty)
    account.refused += [
        UnusableRow(code, words(_LEFT_OUT[code]), RowNumbers.of(rows)) for code, rows in left.items() if rows
    ]
    for number, record in selected.undivided.items():
        span = next(iter(spans_in(record)), None)
        account.lost += _lost(number, span, words("its cells cannot be told apart"))
    return tuple(made.values())


_LEFT_OUT = {
    "total": TOTAL.template,
    "header": marked("the names of the columns again"),
    "remark": marked("neither days nor an amount: a remark"),
    "duplicate": marked("the same row again"),
    "not_chosen": marked("another row of the same days was chosen"),
}


def _lost(number: int, span: Span | None, why: Words) -> list[Lost]:
    return [] if span in (None, ALWAYS) else [Lost(span.start.toordinal(), span.end.toordinal(), number, why)]


def _carried(
    cells: Mapping[str, Sequence[Cell]],
    selected: Selected,
    choices: TableChoices,
    account: RowAccount,
    questions: list[Question],
) -> dict[str, Sequence[Cell]]:
    """Return the cells with those that stand only on a group's first row carried down, where asked for."""
    carried = dict(cells)
    amounts = [column for key, column in cells.items() if amount_of(key) is not None]
    for key in (*_CARRIED, *(key for key in cells if key.startswith("split "))):
        column = list(cells.get(key, ()))
        open_ = [
            index
            for index, cell in enumerate(column)
            if is_empty(cell)
            and any(not says_nothing(other[index]) for other in amounts)
            and not is_total([other[index] for other in cells.values()])
        ]
        open_ = [index for index in open_ if any(not is_empty(cell) for cell in column[:index])]
        if not open_ or choices.carry is False or (key == "span" and open_ == [len(column) - 1]):
            continue
        rows = RowNumbers.of(selected.rows[open_])
        if choices.carry is None:
            message = marked(
                "there is no {place} in {rows}: it is not said whether that of the row above holds"
            )
            place = {"span": "days"}.get(key, key.partition(" ")[0])
            questions.append(Question("carry", words(message, place=words(place), rows=rows.words)))
            continue
        for index in open_:
            column[index] = column[index - 1]
        account.note("carried", words("what stands in the row above is taken"), rows)
        carried[key] = column
    return carried


def _doubts(made: Collection[PlannedPeriod], choices: TableChoices) -> list[Question]:
    """Ask about amounts that are too large to be what they are taken for."""
    told = {
        what: [one.figures[what].bounds()[1] for one in made if what in one.figures]
        for what in SeriesQuantity
    }
    units = {
        what: next((unit for one in made if what in one.figures and (unit := one.figures[what].unit)), "km2")
        for what in SeriesQuantity
    }
    said = bool(choices.unit)
    doubts = (implausible(numbers, what, units[what], said=said) for what, numbers in told.items())
    held = [] if SeriesQuantity.GAINS in choices.columns else _held(told[SeriesQuantity.GAINS])
    return held + [
        doubt if doubt.choice == "unit" else replace(doubt, choice="column")
        for doubt in doubts
        if doubt is not None
    ]


def _held(areas: Sequence[float]) -> list[Question]:
    """Ask about areas that are as large as a country and hardly change: they are held, not gained."""
    least, most = min(areas, default=0.0), max(areas, default=0.0)
    if len(areas) < 2 or least < _HELD or most > _HARDLY * least:
        return []
    message = marked(
        "the areas are from {least} to {most} in every row: they may be what is held, not what was gained"
    )
    return [Question("column", words(message, least=numeral(f"{least:.10g}"), most=numeral(f"{most:.10g}")))]


class _TableReader:
    """Reads the rows of one table, whose columns and notation are settled.

    `aside` has by place and index what was left out of cells.
    """

    def __init__(
        self,
        looked: FileReport,
        columns: TableColumns,
        forms: Mapping[str, ColumnForm],
        days: RowDays,
        choices: TableChoices,
        say: Callable[[Words], str],
    ) -> None:
        self._looked = looked
        self._columns = columns
        self.forms = forms
        self.days = days
        self._round = choices.fractions is Fractions.ROUND
        self._say = say
        self.aside: dict[str, dict[int, str]] = {}

    def made(self, row: TableRow, index: int, number: int) -> PlannedPeriod:
        """Return the period that a row is. Raises Unreadable."""
        span = self.days.of(row)
        figures = {}
        for what in SeriesQuantity:
            figure = self._figure(row, what, span, index, number)
            if figure is not None:
                figures[what] = figure
        if not figures:
            raise Unreadable(words("no value"))
        series, note, source, url, scope = (
            text_of(row.get(place)) for place in ("series", "note", "source", "url", "scope")
        )
        if SeriesQuantity.REFERENCE in figures and series in in_each_language(_EVERY_SERIES):
            series = ""
        return PlannedPeriod(
            span,
            text_of(row.get("label")) or self._called(figures, series),
            MappingProxyType(figures),
            {},
            series,
            note,
            source,
            url,
            scope,
        )

    def _called(self, figures: Mapping[SeriesQuantity, Figure], series: str) -> str:
        """Return what a row without a label is called: like its column, or its series; "" like its days."""
        index = column_of_references(self._columns.places)
        if index is not None:
            name = self._looked.table.names[index]
            if bound_of(name) in ("low", "high"):
                return stem_of(name)
            # what its numbers were multiplied by is no part of what they are
            return re.sub(r"\s*[(\[][^)\]]*[)\]]", "", name) if power_of_name(name) else name
        return "" if figures.keys().isdisjoint(OF_SERIES) else series

    def is_header(self, row: TableRow) -> bool:
        """Whether a row is the names of the columns once more."""
        names = self._looked.table.names
        return all(text_of(row[place]) == names[index] for place, index in self._columns.places.items())

    def settled(self, choices: TableChoices) -> TableChoices:
        """Return the choices with the columns that were found, for a newer file to be read alike."""
        names = self._looked.table.names
        columns = {place: names[index] for place, index in self._columns.places.items()}
        return replace(choices, columns=MappingProxyType(columns), unit=self._columns.unit)

    def _figure(
        self, row: TableRow, what: SeriesQuantity, span: Span, index: int, number: int
    ) -> Figure | None:
        places = [place for place in (str(what), f"{what}_low", f"{what}_high") if place in row]
        places = [place for place in places if not says_nothing(row[place])]
        if not places:
            return None
        names = ", ".join(self._looked.table.names[self._columns.places[place]] for place in places)
        noted = noting(words("{file}, {columns}", file=self._looked.name, columns=names), self._say)
        origin = RowNumbers.of([number]).words
        cell = row[places[0]]
        if self._columns.own and isinstance(cell, str):
            own = own_figure(cell, what, self.forms[places[0]], self._columns.unit)
            told = SpanTotal(0.0, 0.0, 0.0, stated=True, origin=origin)
            return replace(own, note=noted(told), source=text_of(row.get(f"source of {what}")))
        unit = self._unit(row, what, places)
        read = {place: self._read(row, place, index, unit) for place in places}
        one = _firmly(_joined(read, what), row.get(f"firmness of {what}"))
        low, best, high = one.bounds(floor=what.quantity.floor)
        said = SpanTotal(low, best, high, one.value is not None, origin, one.qualifier)
        of_rate = what is SeriesQuantity.INTAKE and self._columns.intake_is_rate
        made = figure_of(said, SeriesQuantity.LOSSES if of_rate else what, unit, span, noted)
        if isinstance(made, Words):
            raise Unreadable(made)
        _hold(what, made)
        return replace(made, source=text_of(row.get(f"source of {what}")))

    def _unit(self, row: TableRow, what: SeriesQuantity, places: Sequence[str]) -> Unit:
        """Return in what the numbers of a row are: what others are divided by may be of any kind."""
        if what is not SeriesQuantity.REFERENCE:
            return self.forms[places[0]].unit
        own = next((unit for place in places if (unit := unit_in_cell(row[place]))), "")
        beside = row.get("unit")
        return own or (self.forms[places[0]].unit if says_nothing(beside) else unit_named(text_of(beside)))

    def _read(self, row: TableRow, place: str, index: int, unit: Unit) -> Figure:
        read = read_cell(row[place], replace(self.forms[place], unit=unit))
        if read.aside:
            self.aside.setdefault(place, {})[index] = " ".join(read.aside)
        if self._round and self.forms[place].unit == "people":
            ends = (read.figure.value, read.figure.low, read.figure.high)
            value, low, high = (None if end is None else math.floor(end + 0.5) for end in ends)
            return replace(read.figure, value=value, low=low, high=high)
        return read.figure


def _hold(what: SeriesQuantity, figure: Figure) -> None:
    """Raise Unreadable for what is divided by that is not above 0, and for days that are not so many."""
    numbers = [number for number in (figure.low, figure.value, figure.high) if number is not None]
    if what is SeriesQuantity.REFERENCE and min(numbers) <= 0:
        raise Unreadable(words("what others are divided by is above 0"))
    if what is SeriesQuantity.RETURN_AFTER and (len(numbers) > 1 or numbers[0] > MOST_AFTER):
        raise Unreadable(
            words("the days after which they return are one number, up to {most}", most=MOST_AFTER)
        )


def _firmly(one: Figure, said: Cell) -> Figure:
    """Return a figure with what a column says of it: `about`, `more`. Raises Unreadable."""
    qualifier = said_firmly(said)
    if qualifier is None:
        raise Unreadable(words(NOT_FIRMLY, text=clipped(text_of(said))))
    bounded = one.low is not None or one.high is not None
    if qualifier in (Qualifier.EXACT, one.qualifier) or (bounded and qualifier is not Qualifier.ABOUT):
        return one
    return replace(one, qualifier=qualifier)


def _joined(read: Mapping[str, Figure], what: SeriesQuantity) -> Figure:
    """Return the figure that the cells of a value and its bounds are together. Raises Unreadable."""
    value = read.get(str(what))
    ends = [read.get(f"{what}_{bound}") for bound in ("low", "high")]
    if ends == [None, None] and value is not None:
        return value
    for end in ends:
        if end is not None and (end.value is None or end.low is not None or end.high is not None):
            raise Unreadable(words("a bound is a range itself"))
    low, high = (None if end is None else end.value for end in ends)
    if value is None and low is None:
        return Figure(high, qualifier=Qualifier.UP_TO)
    if value is None and high is None:
        return Figure(low, qualifier=Qualifier.AT_LEAST)
    best = None if value is None else value.value
    if value is not None and (best is None or value.qualifier not in (Qualifier.EXACT, Qualifier.ABOUT)):
        raise Unreadable(words("the value has bounds of its own beside those of other columns"))
    told = [end for end in (low, best, high) if end is not None]
    if told != sorted(told):
        raise Unreadable(words("low, value and high are not in this order"))
    return Figure(best, low, high, Qualifier.EXACT if value is None else value.qualifier)
