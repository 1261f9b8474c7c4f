"""The report of a project in each of its formats: all tables, with what is computed from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from model.columns import Context
from model.output.csv import csv_report
from model.output.json import json_report
from model.output.markdown import markdown_report
from model.output.text import text_report

if TYPE_CHECKING:
    from model.output.html import Picture

REPORTS: Mapping[str, Callable[[Context], Iterator[str]]] = {
    "text": text_report,
    "json": json_report,
    "csv": csv_report,
    "markdown": markdown_report,
}
"""The formats by the name on the command line; a further one is a function and its entry here."""


WITH_LIBRARIES = ("xlsx", "html", "word")
"""Formats that `report` knows besides, whose libraries are loaded when they are asked for.

`word` is HTML for word processors, which know few rules of style.
"""

_OFTEN = 500  # pieces of text


def report(
    ctx: Context, kind: str, pictures: Sequence[Picture] = (), told: Callable[[], None] | None = None
) -> bytes:
    """Return the report in a format of `REPORTS` (UTF-8) or `WITH_LIBRARIES`. Raises KeyError for others.

    `pictures` are the charts of the HTML reports; the others have none. `told()` is called now and then
    while it is made; what it raises ends the work.
    """
    if kind == "xlsx":
        from model.output.formats import whole_workbook  # noqa: PLC0415 - which itself needs this package

        return whole_workbook(ctx, None if told is None else lambda _done, _count: told())
    if kind in WITH_LIBRARIES:
        from model.output.html import html_pieces  # noqa: PLC0415 - a text needs no template

        pieces = html_pieces(ctx, pictures, for_text_document=kind == "word")
    else:
        pieces = REPORTS[kind](ctx)
    made = []
    for number, piece in enumerate(pieces):
        if told is not None and number % _OFTEN == 0:
            told()
        made.append(piece)
    return "".join(made).encode("utf-8")
