"""Columns of the low and the high of a value: told by their names."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from model.imports.column_names import bound_of, speaks_of, stem_of
from model.imports.inspect_file import ColumnMeaning, FileReport


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
