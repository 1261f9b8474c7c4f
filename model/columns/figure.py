"""Columns of published figures, typed as they were published, and of their sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.columns.blank import UNSTATED
from model.columns.cell import CellKind, ChoiceColumn, Column, Context, SortKey, number_key, rows_of
from model.text.errors import Refused, Unreadable
from model.text.figures import Figure, Quantity, is_blank, read_figure, restated, write_figure
from model.text.units import Unit, convert, kind
from model.text.words import marked, quoted, words

_TAG = 9  # letters of a source beside its figures


class FigureColumn(Column, frozen=True, kw_only=True):
    """A published figure, typed as it was published."""

    area: bool = False
    people: Quantity = Quantity.PEOPLE
    above_zero: bool = False
    kind: CellKind = CellKind.FIGURE
    sample: str = "25,000–30,000 WWW"

    def label(self, ctx: Context) -> str:
        head = ctx.formats.words(words(self.head))
        return f"{head} {ctx.formats.unit('km2')}" if self.area else head

    @property
    def default_unit(self) -> Unit:
        """The unit that a figure has here where none is stored with it."""
        return "km2" if self.area else self.people.unit

    def quantity(self, ctx: Context, row: Any) -> Quantity:
        """Return what may stand in the cell, by what the row's series says that its losses or gains are."""
        if self.key == "losses":
            return ctx.project.counted(row.series)
        if not self.area:
            return self.people
        return ctx.project.ground(row.series, self.key)

    def figure(self, ctx: Context, row: int) -> Figure | None:
        """Return the figure of the cell."""
        figure: Figure | None = self.value(ctx, row)
        return figure

    def text(self, ctx: Context, row: int) -> str:
        figure = self.figure(ctx, row)
        if figure is None:
            return ""
        return ctx.formats.glimpsed(figure, self.quantity(ctx, self.row(ctx, row)))

    def typed(self, ctx: Context, row: int) -> str:
        figure = self.figure(ctx, row)
        if figure is None:
            return ""
        return ctx.formats.figure(figure, self.quantity(ctx, self.row(ctx, row)))

    def tag(self, ctx: Context, row: int) -> str:
        figure = self.figure(ctx, row)
        if figure is None:
            return ""
        tag = source_tag(figure.source)
        return f"{tag} +{len(figure.alternatives)}".strip() if figure.alternatives else tag

    def tip(self, ctx: Context, row: int) -> str:
        figure = self.figure(ctx, row)
        if figure is None:
            return ctx.formats.words(words("No figure is given."))
        said = [ctx.formats.as_read(figure, self.quantity(ctx, self.row(ctx, row)))]
        source = ctx.project.source(figure.source)
        if source is not None:
            said.append(source.called)
        if figure.quote:
            said.append(ctx.formats.words(quoted([figure.quote])))
        said.extend(extra for extra in (figure.scope, figure.note) if extra)
        said.extend(self._alternative(ctx, row, other) for other in figure.alternatives)
        return "\n".join(said)

    def _alternative(self, ctx: Context, row: int, figure: Figure) -> str:
        text = ctx.formats.figure(figure, self.quantity(ctx, self.row(ctx, row)))
        source = ctx.project.source(figure.source)
        if source is None:
            return ctx.formats.words(words("or {figure}", figure=text))
        said = marked("or {figure}, by {source}")
        return ctx.formats.words(words(said, figure=text, source=source.called))

    def number(self, ctx: Context, row: int) -> float | None:
        figure = self.figure(ctx, row)
        if figure is None:
            return None
        best = figure.bounds()[1]
        if kind(figure.unit or "km2") == "km":  # an advance, among areas
            return convert(best, figure.unit, "km")
        return ctx.formats.in_shown_unit(best, figure.unit or "km2") if self.area else best

    def sort_key(self, ctx: Context, row: int) -> SortKey:
        return number_key(self.number(ctx, row))

    def sort_numbers(self, ctx: Context) -> NDArray[np.float64]:
        numbers = (self.number(ctx, row) for row in range(len(rows_of(ctx.project, self.rows))))
        return np.array([np.nan if number is None else number for number in numbers], dtype=np.float64)

    def read(self, ctx: Context, row: Any, text: str) -> Any:
        old: Figure | None = self.lens.get(row)
        if old is UNSTATED:
            old = None
        if is_blank(text):
            if self.required:
                raise Refused(words("A figure is needed here, such as 25,000–30,000."))
            new = None
        else:
            quantity = self.quantity(ctx, row)
            formats, shown = ctx.formats, ctx.formats.area_unit if self.area else ""
            written = (quantity, formats.notation, shown)
            if old is not None and text == write_figure(old, *written, formats.translate):
                return row
            new = restated(old, read_figure(text, *written))
            if self.above_zero and not new.bounds()[1] > 0:
                raise Refused(words("This may not be 0: shares of it are computed."))
        return row if new == old else self.lens.put(row, new)

    def as_read(self, ctx: Context, row: int, text: str) -> str:
        item = self.row_or_blank(ctx, row)
        figure = self.lens.get(self.read(ctx, item, text))
        if figure is None or figure is UNSTATED:
            return ctx.formats.words(words("no figure"))
        return ctx.formats.as_read(figure, self.quantity(ctx, item))


def source_tag(source: str) -> str:
    """Return the short form of a source's id that stands beside its figures.

    What does not fit ends with "…", after a whole word where there is one: BBC… of bbc_mediazona.
    """
    said = source.replace("_", " ").upper()
    if len(said) <= _TAG:
        return said
    kept = said[:_TAG]  # a letter more than there is room for, so that a space there ends a whole word
    whole = kept.rpartition(" ")[0].rstrip()
    return f"{whole or kept[:-1]}…"


def source_options(ctx: Context) -> tuple[tuple[Any, str], ...]:
    """Return the sources of the project as choices, and none."""
    return (("", ""), *((source.id, source.called) for source in ctx.project.sources))


class UnknownSource(Unreadable):
    """A name that no source of the project has."""


class SourceColumn(ChoiceColumn, frozen=True, kw_only=True):
    """The source of a figure, chosen among the project's."""

    options: Callable[[Context], tuple[tuple[Any, str], ...]] = source_options

    def read(self, ctx: Context, row: Any, text: str) -> Any:
        try:
            return super().read(ctx, row, text)
        except Unreadable:
            said = words("There is no source “{text}” yet.", text=text.strip())
            raise UnknownSource(said) from None
