"""A series as the file has it: rows with their days and numbers, in the order of days, none lost unseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from model.imports.cells import Cell, Question, Unsettled
from model.imports.choices import Choices, Kind, Watch, ask
from model.imports.dates_of_rows import dates_of_rows
from model.imports.duplicates import without_duplicates
from model.imports.inspect_file import Look, settled_decimal
from model.imports.numbers import read_numbers
from model.imports.qualifiers import marks_of
from model.imports.series_columns import SeriesColumns
from model.imports.series_rows import Account, Floats, Ordinals, SeriesRows
from model.imports.table import is_total, select
from model.text.words import QT_TRANSLATE_NOOP, Words, words


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
        account.note("time", words(QT_TRANSLATE_NOOP("model", "the time of day is left out: days are days")))
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
            words(QT_TRANSLATE_NOOP("model", "the newest row stands first; read in the order of days")),
        )
    elif (order != np.arange(len(order))).any():
        account.note(
            "unsorted", words(QT_TRANSLATE_NOOP("model", "the rows are not in the order of days; sorted"))
        )
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
    refuse("total", total, words(QT_TRANSLATE_NOOP("model", "a total of the rows above")))
    refuse_each("dates")
    refuse("no_date", undated, words(QT_TRANSLATE_NOOP("model", "no date")))
    refuse_each("numbers")
    refuse_each("qualifier")
    refuse("no_value", empty, words(QT_TRANSLATE_NOOP("model", "no value")))
    refuse("low_above_high", low > high, words(QT_TRANSLATE_NOOP("model", "low above high")))
    between = words(QT_TRANSLATE_NOOP("model", "the value is not between low and high"))
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
