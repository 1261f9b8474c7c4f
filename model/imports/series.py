"""A series as the file has it: rows with their days and numbers, in the order of days, none lost unseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from model.checks.findings import Level
from model.imports.cells import Cell, Question, Rows, Unsettled, is_empty, says_nothing, text_of
from model.imports.choices import Choices, Duplicates, Kind, Watch, ask
from model.imports.dates import Dated, format_of, iso_days, month_number, month_span, read_days
from model.imports.inspect_file import Look, Meaning, settled_decimal
from model.imports.numbers import read_numbers
from model.imports.series_columns import SeriesColumns
from model.imports.series_rows import ABOUT, EXACT, OVER, Account, Floats, Ordinals, SeriesRows
from model.imports.table import is_total, select
from model.text.days import FIRST_YEAR, Span
from model.text.errors import Unreadable
from model.text.figure_words import Qualifier, parse_figure_text
from model.text.notation import clipped
from model.text.read_days import iso_week
from model.text.words import Words, marked, words

_MARKS = {Qualifier.EXACT: EXACT, Qualifier.ABOUT: ABOUT, Qualifier.OVER: OVER}
Marks = NDArray[np.int8]


def marks_of(
    chosen: SeriesColumns,
    choices: Choices,
    cells: Mapping[int, Sequence[Cell]],
    names: Sequence[str],
    account: Account,
) -> tuple[Marks, Mapping[int, Words]]:
    """Return the mark of each row, and by index why the words of a cell cannot be taken as one.

    A column that was found by its name alone and says anything else beside is left out as a whole, with a
    warning; one that was named has its other rows refused.
    """
    count = len(cells[chosen.dates[0]])
    marks = np.zeros(count, dtype=np.int8)
    if chosen.qualifier is None:
        return marks, {}
    known: dict[Cell, int | None] = {}
    unreadable: dict[int, Words] = {}
    for index, cell in enumerate(cells[chosen.qualifier]):
        if cell not in known:
            known[cell] = _mark(cell)
        mark = known[cell]
        if mark is None:
            message = marked("“{text}” does not say how firmly the value is meant")
            unreadable[index] = words(message, text=clipped(text_of(cell)))
        else:
            marks[index] = mark
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


def _mark(cell: Cell) -> int | None:
    """Return the mark that a word stands for; None where it stands for none."""
    if says_nothing(cell):
        return EXACT
    text = text_of(cell).casefold()
    try:
        qualifier = parse_figure_text(f"{'more than' if text == 'more' else text} 1").qualifier
    except Unreadable:
        return None
    return _MARKS.get(qualifier) if not any(sign.isdigit() for sign in text) else None


_NAMED = 5  # dates that are asked about by name


def without_duplicates(series: SeriesRows, choices: Choices, account: Account) -> SeriesRows:
    """Return the series, in the order of days, with one row for each span of days.

    Raises Unsettled where rows of one date differ and it is not said which of them counts.
    """
    if len(series) < 2:
        return series
    again = (np.diff(series.starts) == 0) & (np.diff(series.ends) == 0)
    if not again.any() or (choices.duplicates is Duplicates.ADD and choices.kind is Kind.PER_ROW):
        return series
    firsts = np.flatnonzero(np.r_[True, ~again])
    group = np.cumsum(np.r_[0, ~again])
    differs = _differs(series, firsts)
    if differs.any() and choices.duplicates not in (Duplicates.FIRST, Duplicates.LAST):
        raise Unsettled(_questions(series, firsts, np.flatnonzero(differs)))
    kept = np.r_[firsts[1:] - 1, len(series) - 1] if choices.duplicates is Duplicates.LAST else firsts
    others = np.ones(len(series), dtype=bool)
    others[kept] = False
    equal = words("the same date and value again")
    account.refuse_all("duplicate", equal, np.sort(series.rows[others & ~differs[group]]))
    chosen = words("another row of the same date was chosen")
    account.refuse_all("not_chosen", chosen, np.sort(series.rows[others & differs[group]]))
    return series.take(kept)


def _differs(series: SeriesRows, firsts: Ordinals) -> NDArray[np.bool_]:
    """Return for each group of rows whether they say different things."""
    found = np.zeros(len(firsts), dtype=bool)
    for said in (series.low, series.best, series.high, series.marks):
        found |= np.minimum.reduceat(said, firsts) != np.maximum.reduceat(said, firsts)
    return found


def _questions(series: SeriesRows, firsts: Ordinals, differing: NDArray[np.intp]) -> list[Question]:
    """Ask about the first dates by name, and about the others together."""
    ends = np.r_[firsts[1:], len(series)]
    message = marked("{date} stands there more than once, with different values ({rows})")
    questions = []
    for group in differing[:_NAMED].tolist():
        rows = Rows.of(series.rows[firsts[group] : ends[group]])
        day = date.fromordinal(int(series.starts[firsts[group]])).isoformat()
        questions.append(Question("duplicates", words(message, date=day, rows=rows.words)))
    if len(differing) > _NAMED:
        message = marked("so does {count} more date|so do {count} more dates")
        questions.append(Question("duplicates", words(message, count=len(differing) - _NAMED)))
    return questions


def dates_of_rows(looked: Look, chosen: SeriesColumns, cells: Sequence[Sequence[Cell]]) -> Dated | Question:
    """Return the days of each row, or what has to be settled before they can be told."""
    if chosen.meaning is not Meaning.DATE:
        return _by_year(cells[0], cells[1], chosen.meaning)
    if not looked.reading.date_format and (quick := iso_days(cells[0])) is not None:
        return Dated(quick, quick, {}, 0)
    column = chosen.dates[0]  # rows that the filter left out may prove the order
    beside = (row[column] for _, row in looked.sample if column < len(row))
    form = format_of(cells[0], looked.reading, beside)
    return form[0] if isinstance(form, list) else read_days(cells[0], form)


def _by_year(years: Sequence[Cell], parts: Sequence[Cell], meaning: Meaning) -> Dated:
    starts = np.zeros(len(years), dtype=np.int64)
    ends = np.zeros(len(years), dtype=np.int64)
    unreadable: dict[int, Words] = {}
    for index, (year, part) in enumerate(zip(years, parts, strict=True)):
        if is_empty(year) and is_empty(part):
            continue
        try:
            span = _span(text_of(year), part, meaning)
        except Unreadable as error:
            unreadable[index] = error.words
        else:
            starts[index], ends[index] = span.start.toordinal(), span.end.toordinal()
    return Dated(starts, ends, unreadable, 0)


def _span(year: str, part: Cell, meaning: Meaning) -> Span:
    text = text_of(part)
    if year.isascii() and year.isdecimal() and FIRST_YEAR <= int(year) <= 9999:
        if meaning is Meaning.WEEK and text.isascii() and text.isdecimal():
            return iso_week(int(year), int(text))
        month = month_number(part)
        if meaning is Meaning.MONTH and month:
            return month_span(int(year), month)
    message = marked("“{year}” and “{part}” are no year with a week or month")
    raise Unreadable(words(message, year=clipped(year), part=clipped(text)))


def read_series(
    looked: Look, chosen: SeriesColumns, choices: Choices, watch: Watch | None = None
) -> tuple[SeriesRows, Account]:
    """Read the chosen columns and return the rows that can be used, in the order of their days.

    Raises Unsettled where dates or numbers can be read in two ways, or rows of one date differ.
    """
    numeric = [index for index in (chosen.value, chosen.low, chosen.high) if index is not None]
    marking = [] if chosen.qualifier is None else [chosen.qualifier]
    indexes = list(dict.fromkeys([*chosen.dates, *numeric, *marking]))
    selected = select(looked.table, indexes, choices.where, choices.skip, watch)
    ask(watch)
    account = Account(selected.read, selected.refused)
    cells = dict(zip(indexes, selected.cells, strict=True))
    decimal = settled_decimal(looked, [cells[index] for index in numeric])
    questions = [] if isinstance(decimal, str) else [Question("decimal", decimal)]
    dated = dates_of_rows(looked, chosen, [cells[index] for index in chosen.dates])
    if isinstance(dated, Question):
        questions.append(dated)
    if questions or isinstance(dated, Question) or not isinstance(decimal, str):
        raise Unsettled(questions)
    ask(watch)
    if dated.timed:
        account.note("time", words("the time of day is left out: days are days"))
    numbers = {index: read_numbers(cells[index], decimal) for index in numeric}
    nothing = np.full(len(selected.rows), np.nan)
    value, low, high = (
        nothing if index is None else numbers[index].values
        for index in (chosen.value, chosen.low, chosen.high)
    )
    rows = selected.rows
    bad = {index: reason for found in numbers.values() for index, reason in found.unreadable.items()}
    marks, doubtful = marks_of(chosen, choices, cells, looked.table.names, account)
    unreadable = {"dates": dated.unreadable, "numbers": bad, "qualifier": doubtful}
    usable = _usable(account, rows, dated.starts, unreadable, (low, value, high), cells)
    series = _bounded(rows, dated.starts, dated.ends, (low, value, high), choices, marks).take(usable)
    order = np.lexsort((series.rows, series.starts))
    if len(series) > 2 and (np.diff(series.starts) <= 0).all():
        account.note(
            "newest_first",
            words("the newest row stands first; read in the order of days"),
        )
    elif (order != np.arange(len(order))).any():
        account.note("unsorted", words("the rows are not in the order of days; sorted"))
    return without_duplicates(series.take(order), choices, account), account


def _usable(
    account: Account,
    rows: Ordinals,
    starts: Ordinals,
    unreadable: Mapping[str, Mapping[int, Words]],
    numbers: tuple[Floats, Floats, Floats],
    cells: Mapping[int, Sequence[Cell]],
) -> NDArray[np.bool_]:
    """Return which rows can be used, and list the others, each once."""
    low, value, high = numbers
    usable = np.ones(len(rows), dtype=bool)

    def refuse(code: str, found: NDArray[np.bool_], reason: Words) -> None:
        account.refuse_all(code, reason, rows[found & usable])
        usable[found] = False

    def refuse_each(code: str) -> None:
        listed = [(int(rows[index]), why) for index, why in unreadable[code].items() if usable[index]]
        account.refuse(code, listed)
        usable[list(unreadable[code])] = False

    undated = starts == 0
    empty = np.isnan(low) & np.isnan(value) & np.isnan(high)
    total = np.zeros(len(rows), dtype=bool)
    for index in np.flatnonzero(undated)[-3:].tolist():
        summed = index == len(rows) - 1 and _is_sum(value if not np.isnan(value).all() else low, undated)
        total[index] = summed or is_total([column[index] for column in cells.values()])
    refuse("total", total, words("a total of the rows above"))
    refuse_each("dates")
    refuse("no_date", undated, words("no date"))
    refuse_each("numbers")
    refuse_each("qualifier")
    refuse("no_value", empty, words("no value"))
    refuse("low_above_high", low > high, words("low above high"))
    between = words("the value is not between low and high")
    refuse("outside", (value < low) | (value > high), between)
    return usable


def _is_sum(values: Floats, undated: NDArray[np.bool_]) -> bool:
    """Whether the last value is the sum of those with a date."""
    above = values[~undated]
    return bool(
        len(above) > 1 and not np.isnan(values[-1]) and np.isclose(np.nansum(above), values[-1], rtol=1e-9)
    )


def _bounded(
    rows: Ordinals,
    starts: Ordinals,
    ends: Ordinals,
    numbers: tuple[Floats, Floats, Floats],
    choices: Choices,
    marks: NDArray[np.int8],
) -> SeriesRows:
    """Return rows with both bounds: a low alone is open above, a high alone open below, a value is both."""
    low, value, high = numbers
    floor = -np.inf if choices.kind is Kind.PER_ROW and choices.what == "gains" else 0.0
    alone = np.isnan(low) & np.isnan(high)
    bounded_low = np.where(alone, value, np.where(np.isnan(low), floor, low))
    bounded_high = np.where(alone, value, np.where(np.isnan(high), np.inf, high))
    middle = np.where(np.isnan(high), low, np.where(np.isnan(low), high, low + (high - low) / 2))
    best = np.where(np.isnan(value), middle, value)
    return SeriesRows(starts, ends, bounded_low, best, bounded_high, ~np.isnan(value), rows, marks)
