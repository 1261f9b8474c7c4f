"""Columns that split the rows: a side, a country, a type. Which of them is meant is asked, never added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from model.imports.cells import Cell, Question, is_empty, text_of
from model.imports.column_names import names_sides, plain_name, speaks_of, splits_rows
from model.imports.inspect_file import ColumnMeaning, FileReport
from model.imports.series_rows import SeriesRows
from model.text.words import marked, words

MOST = 50  # different values; a column with more names places or events


def splitting_columns(looked: FileReport, where: Sequence[tuple[str, str]]) -> tuple[int, ...]:
    """Return the columns that tell whose figure a row has, but those by which the rows are filtered."""
    filtered = {plain_name(name) for name, _ in where}
    return tuple(
        index
        for index, column in enumerate(looked.columns)
        if column.filled
        and splits_rows(column.name)
        and plain_name(column.name) not in filtered
        and not (column.meaning is ColumnMeaning.NUMBER and speaks_of(column.name))  # `land`, in km²
    )


def split_question(
    looked: FileReport, cells: Mapping[int, Sequence[Cell]], series: SeriesRows
) -> list[Question]:
    """Ask which rows are meant where they are of two sides, or rows of the same days differ in their kind."""
    names = looked.table.names
    return [
        question_of(names[index], column)
        for index, column in cells.items()
        if of_sides(names[index], column) or _splits(column, series)
    ]


def of_sides(name: str, cells: Iterable[Cell]) -> bool:
    """Whether a column tells whose losses a row has, and the rows have those of several."""
    return names_sides(name) and len({text_of(cell).casefold() for cell in cells} - {""}) > 1


def question_of(name: str, cells: Sequence[Cell]) -> Question:
    """Return the question which of the values of a column are meant."""
    values = list(dict.fromkeys(text_of(cell) for cell in cells if not is_empty(cell)))[:MOST]
    message = marked("“{name}” splits the rows ({values}), and it is not said which of them are meant")
    return Question("where", words(message, name=name, values=", ".join(values)))


def _splits(cells: Sequence[Cell], series: SeriesRows) -> bool:
    values = [text_of(cell).casefold() for cell in cells]
    if not 1 < len(set(values)) <= MOST:
        return False
    known = {value: number for number, value in enumerate(dict.fromkeys(values))}
    told = np.array([known[value] for value in values])
    order = np.lexsort((told, series.ends, series.starts))
    same = (np.diff(series.starts[order]) == 0) & (np.diff(series.ends[order]) == 0)
    return bool((same & (np.diff(told[order]) != 0)).any())
