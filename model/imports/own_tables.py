"""A table that this program exported, brought in again: its columns are known, and nothing is guessed."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping, Sequence

from model.columns import TABLE
from model.imports.cells import Cell
from model.imports.choices import ReferenceChoices, SeriesQuantity, ShareChoices, TableChoices, amount_of
from model.imports.column_names import speaks_of
from model.imports.inspect_file import ColumnMeaning, ColumnReport, FileReport
from model.imports.numbers import ColumnForm, DecimalEvidence
from model.project import GainsAre, ground_in
from model.text.errors import Unreadable
from model.text.figures import Figure, read_figure
from model.text.records import replace
from model.text.words import marked, words

_READ_AS: Mapping[str, tuple[str, type[TableChoices]]] = {
    "periods": ("table", TableChoices),
    "intake": ("table", TableChoices),
    "references": ("references", ReferenceChoices),
    "series": ("shares", ShareChoices),
}
_PLACES: Mapping[str, Mapping[str, str]] = {
    "intake": {"per_month": "intake", "per_month.source": "source", "per_month.scope": "scope"},
    "references": {"value": "reference", "value.source": "source", "value.scope": "scope"},
    "series": {"name": "series", "note": ""},
}
"""What columns are taken as that are not called like a place."""
_PEOPLE = ("losses", "correction", "per_month", "intake", "shortfall")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?")


def read_as(looked: FileReport) -> str:
    """Return what an import has to be told that the file holds; "" where it is no table of this program."""
    return _READ_AS.get(looked.own.table, ("",))[0] if looked.own is not None else ""


def own_places(looked: FileReport, choices: TableChoices) -> dict[str, int] | None:
    """Return which column is which of a table that this program exported; None for any other.

    Raises Unreadable for one that cannot be brought in.
    """
    own = looked.own
    if own is None or any(map(_is_added_amount, own.keys, looked.columns)):
        return None
    if own.table not in _READ_AS and not choices.columns:
        message = marked(
            "this is the table {table} of this program, which is not imported:"
            " copy its cells without their heads and paste them into that table"
        )
        raise Unreadable(words(message, table=words("“{text}”", text=words(TABLE[own.table].label))))
    if _READ_AS.get(own.table, ("", None))[1] is not type(choices):
        return None
    named = _PLACES.get(own.table, {})
    typed = {column.key for column in TABLE[own.table].columns if column.editable}  # not what is computed
    places = {
        named.get(key, key): index
        for index, key in enumerate(own.keys)
        if key in typed and looked.columns[index].filled
    }
    return {place: index for place, index in places.items() if place in choices.PLACES}


def _is_added_amount(key: str, column: ColumnReport) -> bool:
    """Whether a column that is not ours may be an amount, so that it is asked about as in any other table."""
    return not key and column.meaning is ColumnMeaning.NUMBER and bool(speaks_of(column.name))


def own_sources(looked: FileReport) -> dict[str, int]:
    """Return the columns with the sources of single amounts of a table that was exported."""
    keys = {f"{what}.source": str(what) for what in SeriesQuantity}
    named = enumerate(() if looked.own is None else looked.own.keys)
    return {keys[key]: index for index, key in named if key in keys and looked.columns[index].filled}


def role_of(looked: FileReport) -> dict[str, int]:
    """Return the column of the roles of periods, if it was exported: a row without one sums up others."""
    keys = () if looked.own is None else looked.own.keys
    return {"role": keys.index("role")} if "role" in keys else {}


def as_exported(
    looked: FileReport, cells: Mapping[str, Sequence[Cell]]
) -> tuple[FileReport, dict[str, Sequence[Cell]]]:
    """Return a table with its numbers as they were exported, and with the decimal sign of its texts.

    All of them are written in one notation, so that any of them may prove it.
    """
    held = {key: _held(column) if amount_of(key) is not None else column for key, column in cells.items()}
    if looked.reading.decimal:
        return looked, held
    evidence, of_people = DecimalEvidence(), DecimalEvidence(people=True)
    for index, key in enumerate(() if looked.own is None else looked.own.keys):
        (of_people if key in _PEOPLE else evidence).add(_held(looked.cells(index)))
    sign = evidence.proved if evidence.decimal else {",": ".", ".": ","}.get("".join(of_people.open), "")
    return replace(looked, reading=replace(looked.reading, decimal=sign)), held


def _held(cells: Sequence[Cell]) -> Sequence[Cell]:
    return [
        float(cell) if isinstance(cell, str) and _NUMBER.fullmatch(cell.strip()) else cell for cell in cells
    ]


def own_figure(text: str, what: SeriesQuantity, form: ColumnForm, area: str) -> Figure:
    """Return the figure of a cell that was exported, read as if it were typed there. Raises Unreadable."""
    notation = form.notation
    try:
        return read_figure(text, what.quantity, notation, area if what.of_ground else "")
    except Unreadable:
        if what is not SeriesQuantity.GAINS:
            raise
        with contextlib.suppress(Unreadable):
            return read_figure(text, ground_in(str(what), GainsAre.ADVANCE), notation)
        raise
