"""A series as the file has it: rows with their days and numbers, in the order of days, none lost unseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from model.checks.findings import Level
from model.derive.bands import Floats
from model.imports.beside import told_beside
from model.imports.cells import Cell, Question, Record, RowNumbers, is_empty, says_nothing, text_of
from model.imports.choices import Choices, Fractions, Kind, SeriesQuantity, Watch, ask
from model.imports.column_forms import note_cells, settle_forms
from model.imports.date_evidence import format_of
from model.imports.dates import ANY_FORMAT, DatedText, days_in_parts, iso_days, read_days, spans_in
from model.imports.duplicates import without_duplicates
from model.imports.found_columns import split_question
from model.imports.inspect_file import ColumnMeaning, FileReport
from model.imports.numbers import ABOUT, EXACT, MARKS, NOT_FIRMLY, OVER, Numbers, read_numbers, said_firmly
from model.imports.places import is_counted
from model.imports.series_columns import SeriesColumns
from model.imports.series_rows import Lost, Ordinals, RowAccount, SeriesRows
from model.imports.table import UNDIVIDED, Selected, is_total, select
from model.text.errors import Unreadable
from model.text.figure_words import Qualifier
from model.text.notation import clipped
from model.text.records import replace
from model.text.words import Words, marked, words


def read_series(
    looked: FileReport,
    chosen: SeriesColumns,
    choices: Choices,
    questions: list[Question],
    watch: Watch | None = None,
) -> tuple[SeriesRows, RowAccount]:
    """Read the chosen columns and return the rows that can be used, in the order of their days.

    What can be read in two ways, or rows of one date that differ, is added to `questions`: with them the rows
    are those of one reading, to find what else there is to ask.
    """
    numeric = [index for index in (chosen.value, chosen.low, chosen.high) if index is not None]
    marking = [] if chosen.qualifier is None else [chosen.qualifier]
    indexes = list(
        dict.fromkeys([*chosen.dates, *numeric, *marking, *chosen.splits, *chosen.beside.values()])
    )
    selected = select(looked.table, indexes, choices.where, choices.skip, watch)
    ask(watch)
    account = RowAccount(selected.read, selected.refused)
    cells = dict(zip(indexes, selected.cells, strict=True))
    account.beside = {
        place: told_beside(selected.rows.tolist(), cells[index]) for place, index in chosen.beside.items()
    }
    unit = "people" if choices.what is not SeriesQuantity.GAINS else choices.unit
    numbered = {index: cells[index] for index in numeric}
    forms = settle_forms(
        looked, numbered, dict.fromkeys(numeric, unit), choices.fractions, account, questions
    )
    dated, open_days = dates_of_rows(looked, chosen, [cells[index] for index in chosen.dates])
    questions += open_days
    ask(watch)
    if dated.timed:
        account.note("time", words("the time of day is left out: days are days"))
    numbers = {index: read_numbers(cells[index], forms[index]) for index in numeric}
    rows = selected.rows
    for index in numeric:
        summed = looked.table.many is not None  # sums stand beside what is written
        note_cells(
            looked.table.names[index], () if summed else cells[index], numbers[index].aside, rows, account
        )
    dated = _carried(dated, cells, chosen, rows, choices, account, questions)
    low, value, high, stated, marks = _joined(chosen, numbers, len(rows), choices)
    bad = {index: reason for found in numbers.values() for index, reason in found.unreadable.items()}
    said, doubtful = marks_of(chosen, choices, cells, looked.table.names, account)
    marks = np.where(said != EXACT, said, marks)
    again = _names_again(cells, looked.table.names, dated.unreadable)
    unreadable = {"header": again, "dates": dated.unreadable, "numbers": bad, "qualifier": doubtful}
    usable = _usable(account, rows, dated, unreadable, (low, value, high), cells, choices.kind)
    _lose_undivided(account, selected, dated)
    series = SeriesRows(dated.starts, dated.ends, low, value, high, stated, rows, marks)
    series = _bounded(series, choices).take(usable)
    splits = {
        index: [cell for cell, keep in zip(cells[index], usable, strict=True) if keep]
        for index in chosen.splits
    }
    questions += split_question(looked, splits, series, added=choices.kind is None or choices.kind.adds_up)
    # totals stand at the end of their days, whenever these begin
    of_totals = choices.kind in (Kind.CUMULATIVE, Kind.LEVEL)
    days = (series.starts, series.ends) if of_totals else (series.ends, series.starts)
    order = np.lexsort((series.rows, *days))
    if len(series) > 2 and (np.diff(series.starts) <= 0).all() and series.starts[0] != series.starts[-1]:
        account.note("newest_first", words("the newest row stands first; read in the order of days"))
    elif (order != np.arange(len(order))).any():
        account.note("unsorted", words("the rows are not in the order of days; sorted"))
    series = series.take(order)
    if (groups := looked.table.many) is not None:
        series = series.many(groups.times[groups.indexes(series.rows)])
    return without_duplicates(looked, series, choices, account, questions), account


def _carried(
    dated: DatedText,
    cells: Mapping[int, Sequence[Cell]],
    chosen: SeriesColumns,
    rows: Ordinals,
    choices: Choices,
    account: RowAccount,
    questions: list[Question],
) -> DatedText:
    """Return the days with those of the row above where a date stands only on a group's first row."""
    numeric = [index for index in (chosen.value, chosen.low, chosen.high) if index is not None]
    filled = np.zeros(len(rows), dtype=bool)
    for index in numeric:
        filled |= np.array([not says_nothing(cell) for cell in cells[index]], dtype=bool)
    blank = np.array([is_empty(cell) for cell in cells[chosen.dates[0]]], dtype=bool)
    open_ = (dated.starts == 0) & blank & filled & (np.maximum.accumulate(dated.starts) > 0)
    for index in np.flatnonzero(open_)[-1:].tolist():  # a last row without a date may be the total
        last = [column[index] for column in cells.values()]
        if is_total(last):
            open_[index] = False
    if chosen.value is not None and open_.sum() == 1 and open_[-1]:
        open_[-1] = False
    if not open_.any() or choices.carry is False:
        return dated
    found = RowNumbers.of(rows[open_])
    if choices.carry is None:
        message = marked(
            "there is no date, and a value, in {rows}: it is not said whether the date above them holds"
        )
        questions.append(Question("carry", words(message, rows=found.words)))
        return dated
    account.note("carried", words("the date of the row above is taken"), found)
    above = np.maximum.accumulate(np.where(dated.starts > 0, np.arange(len(rows)), 0))
    starts, ends = dated.starts.copy(), dated.ends.copy()
    starts[open_], ends[open_] = dated.starts[above[open_]], dated.ends[above[open_]]
    return replace(dated, starts=starts, ends=ends)


def _joined(
    chosen: SeriesColumns, numbers: Mapping[int, Numbers], count: int, choices: Choices
) -> tuple[Floats, Floats, Floats, NDArray[np.bool_], NDArray[np.int8]]:
    """Return low, best and high of the rows as their columns say them, NaN where none does."""
    nothing = np.full(count, np.nan)
    bounds = [nothing if index is None else numbers[index].best for index in (chosen.low, chosen.high)]
    if choices.kind is Kind.COUNT:
        ones = np.ones(count)
        return nothing, ones, nothing, np.ones(count, dtype=bool), np.zeros(count, dtype=np.int8)
    if chosen.value is None:
        return bounds[0], nothing, bounds[1], np.zeros(count, dtype=bool), np.zeros(count, dtype=np.int8)
    value = numbers[chosen.value]
    # A range in the cell of the value stands for itself, unless there are columns of bounds.
    ranged = value.low != value.high
    low = np.where(np.isnan(bounds[0]) & ranged, value.low, bounds[0])
    high = np.where(np.isnan(bounds[1]) & ranged, value.high, bounds[1])
    if choices.fractions is Fractions.ROUND and choices.what is not SeriesQuantity.GAINS:
        low, best, high = (np.floor(x + 0.5) for x in (low, value.best, high))
        return low, best, high, value.stated, value.marks
    return low, value.best, high, value.stated, value.marks


def _usable(
    account: RowAccount,
    rows: Ordinals,
    dated: DatedText,
    unreadable: Mapping[str, Mapping[int, Words]],
    numbers: tuple[Floats, Floats, Floats],
    cells: Mapping[int, Sequence[Cell]],
    kind: Kind | None,
) -> NDArray[np.bool_]:
    """Return which rows can be used, and list the others, each once; those a figure would need as lost."""
    low, value, high = numbers
    usable = np.ones(len(rows), dtype=bool)
    around = _DaysAround(rows, dated)

    def refuse(code: str, found: NDArray[np.bool_], reason: Words, *, lost: bool = True) -> None:
        listed = np.flatnonzero(found & usable)
        account.refuse_all(code, reason, rows[listed])
        if lost:
            found_lost = (around.lost(int(rows[index]), index, reason) for index in listed.tolist())
            account.lost += [replace(one, blank=code == "no_value") for one in found_lost]
        usable[found] = False

    def refuse_each(code: str) -> None:
        listed = [(index, why) for index, why in unreadable[code].items() if usable[index]]
        account.refuse(code, [(int(rows[index]), why) for index, why in listed])
        account.lost += [around.lost(int(rows[index]), index, why) for index, why in listed]
        usable[[index for index, _ in listed]] = False

    undated = dated.starts == 0
    empty = np.isnan(low) & np.isnan(value) & np.isnan(high)
    for index in unreadable["numbers"]:
        empty[index] = False
    total = np.zeros(len(rows), dtype=bool)
    for index in np.flatnonzero(undated)[-3:].tolist():
        summed = index == len(rows) - 1 and _is_sum(value if not np.isnan(value).all() else low, undated)
        total[index] = summed or is_total([column[index] for column in cells.values()])
    refuse("total", total, words("a total of the rows above"), lost=False)
    remark = words("neither a date nor a value: a remark")
    refuse("remark", undated & empty, remark, lost=False)
    again = np.zeros(len(rows), dtype=bool)
    again[list(unreadable["header"])] = True
    refuse("header", again, words("the names of the columns again"), lost=False)
    refuse_each("dates")
    refuse("no_date", undated, words("no date"))
    refuse_each("numbers")
    refuse_each("qualifier")
    # A total that is not given on some day is a gap; an amount that is not given is missing in a sum.
    amounts = kind not in (Kind.CUMULATIVE, Kind.LEVEL)
    refuse("no_value", empty, words("no value"), lost=amounts)
    refuse("low_above_high", low > high, words("low above high"))
    between = words("the value is not between low and high")
    refuse("outside", (value < low) | (value > high), between)
    return usable


def _names_again(
    cells: Mapping[int, Sequence[Cell]], names: Sequence[str], undated: Mapping[int, Words]
) -> Mapping[int, Words]:
    """Return which rows are the header once more, as where files were put one after the other."""
    return {
        index: why
        for index, why in undated.items()
        if all(text_of(column[index]) in ("", names[n]) for n, column in cells.items())
    }


class _DaysAround:
    """The days that a row may be about: its own, or without any those from the row above to that below."""

    def __init__(self, rows: Ordinals, dated: DatedText) -> None:
        ordered = not (len(rows) and is_counted(int(rows[0])))  # a database has no rows around a row
        self._starts, self._ends = dated.starts, dated.ends
        self._dated = np.flatnonzero(dated.starts > 0)
        self._rows = rows[self._dated]
        days = dated.starts[self._dated]
        self._ordered = ordered and bool((np.diff(days) >= 0).all() or (np.diff(days) <= 0).all())

    def lost(self, row: int, index: int | None, why: Words) -> Lost:
        """Return a row, by its number in the file and its index among those read, as lost."""
        if index is not None and self._starts[index] > 0:
            return Lost(int(self._starts[index]), int(self._ends[index]), row, why)
        if not len(self._dated):
            return Lost(1, 1 << 30, row, why)
        at = int(np.searchsorted(self._rows, row))
        near = self._dated[max(at - 1, 0) : at + 1] if self._ordered else self._dated
        return Lost(int(self._starts[near].min()), int(self._ends[near].max()), row, why)


def _lose_undivided(account: RowAccount, selected: Selected, dated: DatedText) -> None:
    """Count as lost the rows whose cells cannot be told apart."""
    around = _DaysAround(selected.rows, dated)
    for refused in account.refused:
        for row in refused.rows if refused.code in UNDIVIDED else ():
            lost = around.lost(row, None, refused.words)
            account.lost.append(_dated_alone(lost, selected.undivided[row]))


def _dated_alone(lost: Lost, record: Record) -> Lost:
    """Return a lost row with the days that stand in its text, where these lie between those around it."""
    days = ((span.start.toordinal(), span.end.toordinal()) for span in spans_in(record))
    inside = next((told for told in days if lost.start <= told[0] and told[1] <= lost.end), None)
    return lost if inside is None else replace(lost, start=inside[0], end=inside[1])


def _is_sum(values: Floats, undated: NDArray[np.bool_]) -> bool:
    """Whether the last value is the sum of those with a date."""
    above = values[~undated]
    return bool(
        len(above) > 1 and not np.isnan(values[-1]) and np.isclose(np.nansum(above), values[-1], rtol=1e-9)
    )


def _bounded(series: SeriesRows, choices: Choices) -> SeriesRows:
    """Return rows with both bounds: what is not said is open; a low alone is a least, a high alone a most."""
    low, value, high = series.low, series.best, series.high
    floor = -np.inf if choices.kind is not Kind.CUMULATIVE and choices.what is SeriesQuantity.GAINS else 0.0
    alone = np.isnan(low) & np.isnan(high)
    below = np.where(np.isnan(value), floor, -np.inf)
    bounded_low = np.where(alone, value, np.where(np.isnan(low), below, low))
    bounded_high = np.where(alone, value, np.where(np.isnan(high), np.inf, high))
    middle = np.where(np.isnan(high), low, np.where(np.isnan(low), high, low + (high - low) / 2))
    best = np.where(np.isnan(value), middle, value)
    stated = ~np.isnan(value) & series.stated
    return replace(series, low=bounded_low, best=best, high=bounded_high, stated=stated)


def marks_of(
    chosen: SeriesColumns,
    choices: Choices,
    cells: Mapping[int, Sequence[Cell]],
    names: Sequence[str],
    account: RowAccount,
) -> tuple[NDArray[np.int8], Mapping[int, Words]]:
    """Return the mark of each row, and by index why the words of a cell cannot be taken as one.

    A column that was found by its name alone and says anything else beside is left out as a whole, with a
    warning; one that was named has its other rows refused.
    """
    count = len(cells[chosen.dates[0]])
    marks = np.zeros(count, dtype=np.int8)
    if chosen.qualifier is None:
        return marks, {}
    known: dict[Cell, Qualifier | None] = {}
    unreadable: dict[int, Words] = {}
    for index, cell in enumerate(cells[chosen.qualifier]):
        if cell not in known:
            known[cell] = said_firmly(cell)
        said = known[cell]
        if said is None:
            unreadable[index] = words(NOT_FIRMLY, text=clipped(text_of(cell)))
        else:
            marks[index] = MARKS[said]
    name = names[chosen.qualifier]
    if unreadable and not choices.columns.qualifier:
        odd = text_of(cells[chosen.qualifier][min(unreadable)])
        message = marked("“{name}” does not qualify the figures: it says “{text}” beside such as “about”")
        account.note("qualifier", words(message, name=name, text=clipped(odd)), level=Level.WARNING)
        return np.zeros(count, dtype=np.int8), {}
    about, over = int((marks == ABOUT).sum()), int((marks == OVER).sum())
    if about or over:
        message = marked(
            "“{name}” says “about” of {count} value: what is made of it says so|"
            "“{name}” says “about” of {count} values: what is made of them says so"
        )
        if over:
            message = marked(
                "“{name}” says “about” of {count} value and “more than” of {over}:"
                " what is made of them says so|"
                "“{name}” says “about” of {count} values and “more than” of {over}:"
                " what is made of them says so"
            )
        account.note("qualifier", words(message, name=name, count=about, over=over))
    return marks, unreadable


# the days of each row: from a column of dates, or from a year with a week or a month


def dates_of_rows(
    looked: FileReport, chosen: SeriesColumns, cells: Sequence[Sequence[Cell]]
) -> tuple[DatedText, list[Question]]:
    """Return the days of each row and what has to be settled first; with it they are those of one reading."""
    if chosen.meaning is not ColumnMeaning.DATE:
        return _by_parts(cells, chosen.meaning, looked.table.names[chosen.dates[1]]), []
    if not looked.reading.date_format and (quick := iso_days(cells[0])) is not None:
        return DatedText(quick, quick, {}, 0), []
    beside = looked.cells(chosen.dates[0])  # rows that the filter left out may prove the order
    form = format_of(cells[0], looked.reading, beside)
    if isinstance(form, list):
        return read_days(cells[0], ANY_FORMAT), form
    return read_days(cells[0], form), []


def _by_parts(cells: Sequence[Sequence[Cell]], meaning: ColumnMeaning, named: str) -> DatedText:
    count = len(cells[0])
    starts, ends = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    unreadable: dict[int, Words] = {}
    for index, parts in enumerate(zip(*cells, strict=True)):
        if all(map(is_empty, parts)):
            continue
        try:
            span = days_in_parts(*parts, of_week=meaning is ColumnMeaning.WEEK, named=named)
        except Unreadable as error:
            unreadable[index] = error.words
        else:
            starts[index], ends[index] = span.start.toordinal(), span.end.toordinal()
    return DatedText(starts, ends, unreadable, 0)
