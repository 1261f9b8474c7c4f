"""What a file seems to hold, before anybody says it."""

from __future__ import annotations

from model.imports.cells import Question
from model.imports.choices import SeriesQuantity
from model.imports.column_names import speaks_of
from model.imports.inspect_file import ColumnMeaning, FileReport
from model.imports.table_columns import names_spans
from model.text.words import marked, words


def what_question() -> Question:
    """Return the first question of all: what the file holds."""
    message = marked(
        "it is not said whether this is losses, ground, recruitment, or a table with a row per period"
    )
    return Question("what", words(message))


def seems(looked: FileReport) -> SeriesQuantity | None:
    """Return what the numbers of a series seem to be; None for a table with a row per period."""
    if looked.maps is not None:
        return SeriesQuantity.GAINS
    years = looked.with_meaning(ColumnMeaning.YEAR) and not looked.with_meaning(ColumnMeaning.DATE)
    if years or any(names_spans(looked, column, index) for index, column in enumerate(looked.columns)):
        return None
    said = [speaks_of(column.name) for column in looked.with_meaning(ColumnMeaning.NUMBER)]
    return next(
        (what for what in SeriesQuantity if any(what in names for names in said)), SeriesQuantity.LOSSES
    )
