"""The days of each row: from a column of dates, or from a year with a week or a month."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from model.imports.cells import Cell, Question, is_empty, text_of
from model.imports.dates import Dated, format_of, iso_days, month_number, month_span, read_days
from model.imports.inspect_file import Look, Meaning
from model.imports.series_columns import SeriesColumns
from model.text.days import FIRST_YEAR, Span
from model.text.errors import Unreadable
from model.text.notation import clipped
from model.text.read_days import iso_week
from model.text.words import Words, marked, words


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
