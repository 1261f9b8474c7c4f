"""What series and tables alike find in the columns of a file: bounds, units, sides, and what is said of all.

Which side or kind is meant is asked, never added.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from model.imports.cells import Cell, Question, is_empty, text_of
from model.imports.choices import Choices, TableChoices
from model.imports.column_names import (
    bound_of,
    names_sides,
    plain_name,
    speaks_of,
    splits_rows,
    stem_of,
    unit_of_name,
)
from model.imports.inspect_file import ColumnMeaning, FileReport
from model.imports.numbers import unit_of_cells
from model.imports.series_rows import SeriesRows
from model.text.units import said_unit
from model.text.words import Words, joined, marked, quoted, words

_HOW_CERTAIN = {
    *("confirmed", "unconfirmed", "possible", "probable", "likely", "alleged", "suspected", "claimed"),
    *("rumoured", "rumored", "disputed", "підтверджено", "непідтверджено", "ймовірно", "можливо"),
}
MOST = 50  # different values; a column with more names places or events
_NAMED = 20


def bounds_of(
    looked: FileReport, what: str, value: int | None, taken: Collection[int] = ()
) -> Mapping[str, int]:
    """Return the columns that are `low` and `high` of an amount, by these words.

    `value` is the column of the amount itself: bounds that are called like it come first, then those that
    speak of `what`; without `what` those that say nothing but that they are bounds. Of several none is taken.
    """
    numeric = [
        index
        for index, column in enumerate(looked.columns)
        if column.meaning is ColumnMeaning.NUMBER and index not in taken and index != value
    ]
    names = looked.table.names
    stem = None if value is None else stem_of(names[value])
    found = {}
    for bound in ("low", "high"):
        here = [index for index in numeric if bound_of(names[index]) == bound]
        alike = [index for index in here if stem_of(names[index]) == (stem if what else "")]
        speaking = [index for index in here if what in speaks_of(names[index])]
        fit = next((fits[0] for fits in (alike, speaking) if len(fits) == 1), None)
        if fit is not None:
            found[bound] = fit
    return found


def unit_of_column(looked: FileReport, index: int) -> str:
    """Return the unit of area that the name of a column says, or every one of its cells; else ""."""
    return unit_of_name(looked.table.names[index]) or unit_of_cells(looked.cells(index))


def filtering(looked: FileReport, where: Sequence[tuple[str, str]]) -> dict[int, Words]:
    """Return the columns by which rows are filtered."""
    return {looked.table.column(name): words("filter") for name, _ in where}


_PLACES = (
    *(marked("date"), marked("week"), marked("day"), marked("month"), marked("start"), marked("end")),
    *(marked("value"), marked("low"), marked("high"), marked("qualifier"), marked("unit"), marked("label")),
    *(marked("url"), marked("scope"), marked("filter"), marked("losses_low"), marked("losses_high")),
    *(marked("gains_low"), marked("gains_high"), marked("gains_lost"), marked("gains_other")),
    *(marked("intake_low"), marked("intake_high"), marked("reference_low"), marked("reference_high")),
    *(marked("killed_share"), marked("return_share"), marked("return_after")),
)
"""What columns are taken as, as the options of the command line have it; beside what others say as well."""


def columns_words(looked: FileReport, places: Mapping[int, Words]) -> Words:
    """Return a sentence with what each filled column is, by its index."""
    pair = marked("{place}: “{name}”")
    taken = joined(words(pair, place=place, name=looked.table.names[at]) for at, place in places.items())
    unused = [
        column.name for index, column in enumerate(looked.columns) if column.filled and index not in places
    ]
    if not unused:
        return words("the columns are taken as {columns}", columns=taken)
    message = marked("the columns are taken as {columns}; not used: {unused}")
    return words(message, columns=taken, unused=quoted(unused, _NAMED))


def splitting_columns(looked: FileReport, where: Sequence[tuple[str, str]]) -> tuple[int, ...]:
    """Return the columns that tell whose figure a row has, or how certain, but those of a filter."""
    filtered = {plain_name(name) for name, _ in where}
    return tuple(
        index
        for index, column in enumerate(looked.columns)
        if column.filled
        and (splits_rows(column.name) or of_certainty(looked.cells(index)))
        and plain_name(column.name) not in filtered
        and not (column.meaning is ColumnMeaning.NUMBER and speaks_of(column.name))  # `land`, in km²
    )


def split_question(
    looked: FileReport, cells: Mapping[int, Sequence[Cell]], series: SeriesRows, *, added: bool
) -> list[Question]:
    """Ask which rows are meant where they are of two sides, or rows of the same days differ in their kind.

    Of rows that are `added` also where some are confirmed and others are not.
    """
    names = looked.table.names
    return [
        question_of(names[index], column)
        for index, column in cells.items()
        if of_sides(names[index], column) or _splits(column, series) or (added and of_certainty(column))
    ]


def of_sides(name: str, cells: Iterable[Cell]) -> bool:
    """Whether a column tells whose losses a row has, and the rows have those of several."""
    return names_sides(name) and len({text_of(cell).casefold() for cell in cells} - {""}) > 1


def of_certainty(cells: Iterable[Cell]) -> bool:
    """Whether cells tell confirmed rows from those that are not: `Confirmed`, `Possible`."""
    told = {text_of(cell).casefold() for cell in cells} - {""}
    return len(told) > 1 and told <= _HOW_CERTAIN


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


def foreign_unit(unit: str, choices: Choices | TableChoices) -> Question | None:
    """Return the question that a unit raises in which such numbers cannot be; "" raises none."""
    if not unit or unit in choices.units:
        return None
    message = marked("what is read here is not counted in {unit}")
    return Question("unit", words(message, unit=said_unit(unit)))
