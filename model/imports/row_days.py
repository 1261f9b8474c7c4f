"""The days of each row: from a column of dates, or from a year with a week or a month."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from model.imports.cells import Cell, Question, is_empty
from model.imports.date_evidence import format_of
from model.imports.dates import ANY_FORMAT, DatedText, days_in_parts, iso_days, read_days
from model.imports.inspect_file import ColumnMeaning, FileReport
from model.imports.series_columns import SeriesColumns
from model.text.errors import Unreadable
from model.text.words import Words


def dates_of_rows(
    looked: FileReport, chosen: SeriesColumns, cells: Sequence[Sequence[Cell]]
) -> tuple[DatedText, list[Question]]:
    """Return the days of each row and what has to be settled first; with it they are those of one reading."""
    if chosen.meaning is not ColumnMeaning.DATE:
        return _by_parts(cells, chosen.meaning), []
    if not looked.reading.date_format and (quick := iso_days(cells[0])) is not None:
        return DatedText(quick, quick, {}, 0), []
    column = chosen.dates[0]  # rows that the filter left out may prove the order
    beside = (row[column] for _, row in looked.sample if column < len(row))
    form = format_of(cells[0], looked.reading, beside)
    if isinstance(form, list):
        return read_days(cells[0], ANY_FORMAT), form
    return read_days(cells[0], form), []


def _by_parts(cells: Sequence[Sequence[Cell]], meaning: ColumnMeaning) -> DatedText:
    count = len(cells[0])
    starts, ends = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    unreadable: dict[int, Words] = {}
    for index, parts in enumerate(zip(*cells, strict=True)):
        if all(map(is_empty, parts)):
            continue
        try:
            span = days_in_parts(*parts, of_week=meaning is ColumnMeaning.WEEK)
        except Unreadable as error:
            unreadable[index] = error.words
        else:
            starts[index], ends[index] = span.start.toordinal(), span.end.toordinal()
    return DatedText(starts, ends, unreadable, 0)
