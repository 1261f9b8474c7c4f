"""Where the value of a column stands in a row: in the row itself, or in one of its figures."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from model.columns.blank import UNSTATED
from model.text.errors import Refused
from model.text.figures import Figure
from model.text.records import replace
from model.text.words import marked, words


class RowField(Struct, frozen=True):
    """A field of the row: its label, its first day, its losses."""

    name: str

    def get(self, row: Any) -> Any:
        """Return the value."""
        return getattr(row, self.name)

    def put(self, row: Any, value: Any) -> Any:
        """Return the row with another value; the same row where nothing changes."""
        return row if value == self.get(row) else replace(row, **{self.name: value})


class FigureDetail(Struct, frozen=True):
    """What is known about a figure of the row: its source, its quote, the day it was stated."""

    figure: str
    name: str

    def get(self, row: Any) -> Any:
        """Return the value; without a figure what a blank one has."""
        figure: Figure | None = getattr(row, self.figure)
        return getattr(UNSTATED if figure is None else figure, self.name)

    def put(self, row: Any, value: Any) -> Any:
        """Return the row with another value; the same row where nothing changes.

        Raises `Refused` where there is no figure that the detail could be about.
        """
        if value == self.get(row):
            return row
        figure: Figure | None = getattr(row, self.figure)
        if figure is None or figure is UNSTATED:
            first = marked("Give the figure first, then what is known about it.")
            raise Refused(words(first))
        detail: dict[str, Any] = {self.name: value}
        return replace(row, **{self.figure: replace(figure, **detail)})


Lens = RowField | FigureDetail


def lens_of(key: str) -> Lens:
    """Return where the column `key` stands: `label` in the row, `losses.quote` in its losses."""
    field, _, detail = key.partition(".")
    return FigureDetail(field, detail) if detail else RowField(field)
