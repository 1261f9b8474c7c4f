"""What stands below a cell when a column is filled: the months that follow, where it holds one."""

from __future__ import annotations

import itertools
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from model.columns import CellKind, Column, Context
from model.text.days import month_name
from model.text.words import untranslated

_MONTHS = 12


def following_months(ctx: Context, column: Column, row: int) -> Callable[[int], str] | None:
    """Return what stands n rows below a cell that holds the edge of a month, or names one; else None.

    The first day of a month is followed by first days, the last by last ones, “March 2024” by “April 2024”;
    of a row over several whole months each step is as many.
    """
    step = _whole_months(column.row(ctx, row))
    if column.kind is CellKind.DATE:
        return _edges(column.value(ctx, row), step)
    return _names(ctx, column.text(ctx, row), step) if column.key == "label" else None


def _edges(day: date | None, step: int) -> Callable[[int], str] | None:
    if day is None:
        return None
    last = _is_last(day)
    if not last and day.day != 1:
        return None

    def below(rows: int) -> str:
        year, month = _months_on(day.year, day.month, rows * step)
        return f"{year:04}-{month:02}-{monthrange(year, month)[1] if last else 1:02}"

    return below


def _names(ctx: Context, label: str, step: int) -> Callable[[int], str] | None:
    """Return the names of the months that follow one that is named with its year; None for another text."""
    name, _, year = label.rpartition(" ")
    if not (year.isdecimal() and len(year) == 4):
        return None
    languages = ctx.formats.translate, untranslated  # that of the window, and that of an older row
    for translate, short in itertools.product(languages, (False, True)):
        names = [month_name(month, short=short).text(translate) for month in range(1, _MONTHS + 1)]
        if name in names:
            return lambda rows: _named(names, *_months_on(int(year), names.index(name) + 1, rows * step))
    return None


def _named(names: list[str], year: int, month: int) -> str:
    return f"{names[month - 1]} {year:04}"


def _whole_months(row: Any) -> int:
    """Return how many whole months a row is about; 1 where it is not about whole ones."""
    start, end = getattr(row, "start", None), getattr(row, "end", None)
    if start is None or end is None or start.day != 1 or not _is_last(end):
        return 1
    months: int = (end.year - start.year) * _MONTHS + end.month - start.month + 1
    return max(1, months)


def _is_last(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1


def _months_on(year: int, month: int, count: int) -> tuple[int, int]:
    years, months = divmod(year * _MONTHS + month - 1 + count, _MONTHS)
    return years, months + 1
