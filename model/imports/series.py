"""A series as the file has it: rows with their days and numbers, in the order of days, none lost unseen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from model.checks.findings import Level
from model.imports.cells import NO_ROWS, Cell, Noticed, Question, Refused, Rows, Unsettled
from model.imports.choices import Choices, Duplicates, Kind, Watch
from model.imports.dates_of_rows import dates_of_rows
from model.imports.looking import Look, settled_decimal
from model.imports.numbers import read_numbers
from model.imports.series_columns import SeriesColumns
from model.imports.table import is_total, select
from model.words import QT_TRANSLATE_NOOP, Words, words

Floats = NDArray[np.float64]
Ordinals = NDArray[np.int64]

_SAID = 20  # different reasons that are listed before the rest is taken together


@dataclass(frozen=True, slots=True, eq=False)
class SeriesRows:
    """Rows in the order of their days: first and last day, low, best and high, and the row of the file.

    `stated`: the best value is published, not the middle of a range. Bounds that are open are infinite.
    """

    starts: Ordinals
    ends: Ordinals
    low: Floats
    best: Floats
    high: Floats
    stated: NDArray[np.bool_]
    rows: Ordinals

    def take(self, chosen: NDArray[np.intp] | NDArray[np.bool_]) -> SeriesRows:
        """Return some of the rows."""
        return SeriesRows(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(slots=True)
class Account:
    """What became of the rows so far."""

    read: int
    refused: list[Refused]
    noticed: list[Noticed] = field(default_factory=list)

    def refuse(self, code: str, reasons: Sequence[tuple[int, Words]]) -> None:
        """List rows as refused, each for its own reason; after twenty reasons the rest together."""
        by_reason: dict[str, tuple[Words, list[int]]] = {}
        for row, reason in reasons:
            key = str(reason) if len(by_reason) < _SAID or str(reason) in by_reason else ""
            if not key:
                reason = words(QT_TRANSLATE_NOOP("model", "unreadable in yet other ways"))  # noqa: PLW2901 - said for all of them
            by_reason.setdefault(key, (reason, []))[1].append(row)
        self.refused += [Refused(code, reason, Rows.of(rows)) for reason, rows in by_reason.values()]

    def note(self, code: str, message: Words, rows: Rows = NO_ROWS, level: Level = Level.NOTE) -> None:
        """Add what was noticed."""
        self.noticed.append(Noticed(level, code, message, rows))


def read_series(
    looked: Look, chosen: SeriesColumns, choices: Choices, watch: Watch | None = None
) -> tuple[SeriesRows, Account]:
    """Read the chosen columns and return the rows that can be used, in the order of their days.

    Raises Unsettled where dates or numbers can be read in two ways, or rows of one date differ.
    """
    numeric = [index for index in (chosen.value, chosen.low, chosen.high) if index is not None]
    indexes = list(dict.fromkeys([*chosen.dates, *numeric]))
    selected = select(looked.table, indexes, choices.where, choices.skip, watch)
    account = Account(selected.read, selected.refused)
    cells = dict(zip(indexes, selected.cells, strict=True))
    decimal = settled_decimal(looked, [cells[index] for index in numeric])
    questions = [] if isinstance(decimal, str) else [Question("decimal", decimal)]
    dated = dates_of_rows(looked, chosen, [cells[index] for index in chosen.dates])
    if isinstance(dated, Question):
        questions.append(dated)
    if questions or isinstance(dated, Question) or not isinstance(decimal, str):
        raise Unsettled(questions)
    if dated.timed:
        account.note("time", words(QT_TRANSLATE_NOOP("model", "the time of day is left out: days are days")))
    numbers = {index: read_numbers(cells[index], decimal) for index in numeric}
    nothing = np.full(len(selected.rows), np.nan)
    value, low, high = (
        nothing if index is None else numbers[index].values
        for index in (chosen.value, chosen.low, chosen.high)
    )
    rows = np.array(selected.rows, dtype=np.int64)
    bad = {index: reason for found in numbers.values() for index, reason in found.unreadable.items()}
    usable = _usable(
        account, rows, dated.starts, {"dates": dated.unreadable, "numbers": bad}, (low, value, high), cells
    )
    series = _bounded(rows, dated.starts, dated.ends, (low, value, high), choices).take(usable)
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
    return _without_duplicates(series.take(order), choices, account), account


def _usable(
    account: Account,
    rows: Ordinals,
    starts: Ordinals,
    unreadable: dict[str, dict[int, Words]],
    numbers: tuple[Floats, Floats, Floats],
    cells: dict[int, list[Cell]],
) -> NDArray[np.bool_]:
    """Return which rows can be used, and list the others, each once."""
    low, value, high = numbers
    usable = np.ones(len(rows), dtype=bool)

    def refuse(code: str, found: dict[int, Words] | NDArray[np.intp], reason: Words | None = None) -> None:
        listed = []
        for index in found if isinstance(found, dict) else found.tolist():
            if usable[index]:
                usable[index] = False
                listed.append((int(rows[index]), reason or unreadable[code][index]))
        account.refuse(code, listed)

    undated = starts == 0
    empty = np.isnan(low) & np.isnan(value) & np.isnan(high)
    last = np.flatnonzero(undated)[-3:]
    totals = [
        index
        for index in last.tolist()
        if is_total([column[index] for column in cells.values()])
        or (index == len(rows) - 1 and _is_sum(value if not np.isnan(value).all() else low, undated))
    ]
    refuse(
        "total",
        np.array(totals, dtype=np.intp),
        words(QT_TRANSLATE_NOOP("model", "a total of the rows above")),
    )
    refuse("dates", unreadable["dates"])
    refuse("no_date", np.flatnonzero(undated), words(QT_TRANSLATE_NOOP("model", "no date")))
    refuse("numbers", unreadable["numbers"])
    refuse("no_value", np.flatnonzero(empty), words(QT_TRANSLATE_NOOP("model", "no value")))
    refuse("low_above_high", np.flatnonzero(low > high), words(QT_TRANSLATE_NOOP("model", "low above high")))
    outside = (value < low) | (value > high)
    refuse(
        "outside",
        np.flatnonzero(outside),
        words(QT_TRANSLATE_NOOP("model", "the value is not between low and high")),
    )
    return usable


def _is_sum(values: Floats, undated: NDArray[np.bool_]) -> bool:
    """Whether the last value is the sum of those with a date."""
    above = values[~undated]
    return bool(
        len(above) > 1 and not np.isnan(values[-1]) and np.isclose(np.nansum(above), values[-1], rtol=1e-9)
    )


def _bounded(
    rows: Ordinals, starts: Ordinals, ends: Ordinals, numbers: tuple[Floats, Floats, Floats], choices: Choices
) -> SeriesRows:
    """Return rows with both bounds: a low alone is open above, a high alone open below, a value is both."""
    low, value, high = numbers
    floor = -np.inf if choices.kind is Kind.PER_ROW and choices.what == "gains" else 0.0
    alone = np.isnan(low) & np.isnan(high)
    bounded_low = np.where(alone, value, np.where(np.isnan(low), floor, low))
    bounded_high = np.where(alone, value, np.where(np.isnan(high), np.inf, high))
    middle = np.where(np.isnan(high), low, np.where(np.isnan(low), high, low + (high - low) / 2))
    best = np.where(np.isnan(value), middle, value)
    return SeriesRows(starts, ends, bounded_low, best, bounded_high, ~np.isnan(value), rows)


def _without_duplicates(series: SeriesRows, choices: Choices, account: Account) -> SeriesRows:
    """Return the series with one row for each span of days; equal ones are dropped, others asked about."""
    if len(series) < 2:
        return series
    same = (np.diff(series.starts) == 0) & (np.diff(series.ends) == 0)
    if not same.any() or (choices.duplicates is Duplicates.ADD and choices.kind is Kind.PER_ROW):
        return series
    group = np.r_[0, np.cumsum(~same)]
    keep = np.ones(len(series), dtype=bool)
    dropped: list[int] = []
    replaced: list[int] = []
    questions: list[Question] = []
    for number in np.unique(group[1:][same]).tolist():
        members = np.arange(*np.searchsorted(group, [number, number + 1]))
        numbers = {(series.low[m], series.best[m], series.high[m]) for m in members.tolist()}
        kept = members[-1] if choices.duplicates is Duplicates.LAST else members[0]
        if len(numbers) > 1 and choices.duplicates not in (Duplicates.FIRST, Duplicates.LAST):
            message = QT_TRANSLATE_NOOP(
                "model", "{date} stands there more than once, with different values ({rows})"
            )
            day = date.fromordinal(int(series.starts[kept])).isoformat()
            questions.append(
                Question("duplicates", words(message, date=day, rows=Rows.of(series.rows[members]).words))
            )
            continue
        others = members[members != kept]
        keep[others] = False
        (dropped if len(numbers) == 1 else replaced).extend(series.rows[others].tolist())
    if questions:
        raise Unsettled(questions)
    if dropped:
        again = words(QT_TRANSLATE_NOOP("model", "the same date and value again"))
        account.refused.append(Refused("duplicate", again, Rows.of(dropped)))
    if replaced:
        other = words(QT_TRANSLATE_NOOP("model", "another row of the same date was chosen"))
        account.refused.append(Refused("not_chosen", other, Rows.of(replaced)))
    return series.take(keep)
