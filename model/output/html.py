"""A document as one self-contained page, which also pastes into word processors and mail.

A report has its summary in words, charts, verdicts and formulas. The page runs no script and loads nothing.
Every text is escaped; of the charts, which whoever can draw passes in, only drawing survives. Opened in a
spreadsheet nothing in it is a formula: each cell says whether it is a text or a number, and no text outside
of tables begins like one.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from model.output.claim_review import claim_reviews
from model.output.documents import (
    TEXTS,
    Document,
    ReportPicture,
    checked_words,
    explanations,
    measured,
    summaries,
)
from model.output.grid import CellGrid, GridCell, say
from model.output.spreadsheets import inert_line, page_attributes

RESOURCES = Path(__file__).parents[2] / "resources"
_TEMPLATE = "report.html.j2"
_MOST_COLUMNS, _MOST_IN_DOCUMENT = 10, 8  # beside each other: what a page holds that can still be read
_SVG = "http://www.w3.org/2000/svg"
_DRAWING = {"svg", "g", "path", "rect", "line", "polyline", "polygon", "circle", "ellipse", "text", "tspan"}
_DRAWING |= {"defs", "clipPath", "linearGradient", "radialGradient", "stop", "image", "use", "title", "desc"}


def write(document: Document, *, for_text_document: bool = False) -> Iterator[bytes]:
    """Yield the page. Raises ValueError for an SVG that is no mere drawing.

    `for_text_document`: for word processors, which know few rules of style and draw no SVG.
    """
    ctx = document.ctx
    most = _MOST_IN_DOCUMENT if for_text_document else _MOST_COLUMNS
    report: dict[str, Any] = {"summaries": [], "checked": "", "pictures": [], "measures": []}
    parts, review = document.asked.parts, document.asked.review
    if document.is_report:
        report["pictures"] = [_shown(picture, number) for number, picture in enumerate(document.pictures)]
        if "summary" in parts:
            report |= {"summaries": list(summaries(ctx)), "checked": checked_words(ctx)}
        if "measures" in parts:
            report["measures"] = list(measured(ctx))
    pieces = _template().generate(
        said={key: say(ctx, text) for key, text in TEXTS.items()},
        title=document.title,
        notes=document.notes,
        tables=((grid, _tables(document, grid, most, plain=for_text_document)) for grid in document.grids()),
        sources=document.sources(),
        explanations=explanations(ctx),
        has_summary=document.is_report and "summary" in parts,
        reviews="" if review is None or for_text_document else claim_reviews(ctx, review),
        document=for_text_document,
        **report,
    )
    yield from (piece.encode("utf-8") for piece in pieces)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(RESOURCES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["line"] = inert_line
    environment.globals["attributes"] = page_attributes
    return environment.get_template(_TEMPLATE)


def _tables(document: Document, grid: CellGrid, most: int, *, plain: bool) -> Iterator[Iterator[str]]:
    """Yield the lines of a table; a wide one of a report as several, each with the first column."""
    heads = document.heads(grid)
    if not heads:
        return
    if not document.is_report:
        most = len(heads)
    rows = list(grid.cells()) if len(heads) > most + 1 else grid.cells()
    for begin in range(1, max(len(heads), 2), most):
        places = [0, *range(begin, min(begin + most, len(heads)))]
        yield _lines(grid, heads, rows, places, plain=plain)


def _lines(
    grid: CellGrid,
    heads: Sequence[str],
    rows: Iterable[list[GridCell]],
    places: Sequence[int],
    *,
    plain: bool,
) -> Iterator[str]:
    """Yield a table line by line, of the columns at `places`."""
    sides = ["n" if field.numeric else "" for field in grid.fields]
    align = [' align="right"' if side and plain else "" for side in sides]
    yield "<thead><tr>"
    for place in places:
        head = heads[place]
        yield f'<th scope="col"{page_attributes(head, head, sides[place])}{align[place]}>{escape(head)}</th>'
    yield "</tr></thead>\n<tbody>\n"
    body = len(grid.rows)
    for number, row in enumerate(rows):
        if number == body:
            yield "</tbody>\n<tfoot>\n"
        strong = plain and number >= body
        cells = "".join(
            _cell(row[place], "th" if not place else "td", sides[place], align[place], strong=strong)
            for place in places
        )
        yield f'<tr class="total">{cells}</tr>\n' if number >= body else f"<tr>{cells}</tr>\n"
    yield "</tfoot>\n" if grid.totals else "</tbody>\n"


def _cell(cell: GridCell, kind: str, side: str, align: str, *, strong: bool) -> str:
    """Return a cell: what a reader sees, and for spreadsheets whether it is a text or which number."""
    text = escape(cell.text)
    shown = f"<b>{text}</b>" if strong and text else text
    scope = ' scope="row"' if kind == "th" else ""
    return f"<{kind}{scope}{page_attributes(cell.text, cell.value, side)}{align}>{shown}</{kind}>"


def _shown(picture: ReportPicture, number: int) -> dict[str, Any]:
    data = b64encode(picture.png).decode("ascii")
    svg = Markup(drawing(picture, f"chart{number}")) if picture.svg else ""  # noqa: S704 - made safe by `drawing`
    return {"title": picture.title, "alt": picture.alt, "svg": svg, "png": data}


def drawing(picture: ReportPicture, name: str) -> str:
    """Return an SVG to stand within a page: read by readers aloud, its ids begun with `name`.

    Raises ValueError for anything in it that is no drawing: a script, an animation, a link, an address.
    """
    root = ET.fromstring(picture.svg.decode("utf-8"))  # noqa: S314 - drawn by this program a moment ago
    for element in root.iter():
        kind = element.tag.removeprefix(f"{{{_SVG}}}")
        if kind not in _DRAWING:
            raise ValueError(f"not a drawing: {kind}")
        element.text = inert_line(element.text) if element.text else element.text
        for key, value in element.attrib.items():
            if key.lower().startswith("on") or (
                key.endswith("href") and not value.startswith(("#", "data:image/png;base64,"))
            ):
                raise ValueError(f"not a drawing: {key}")
            element.set(key, _own(key, value, name))
    for child in list(root):
        if child.tag in (f"{{{_SVG}}}title", f"{{{_SVG}}}desc"):
            root.remove(child)
    for size in ("width", "height"):  # the page says how large; the view box keeps the shape
        root.attrib.pop(size, None)
    for place, (kind, text) in enumerate((("title", picture.title), ("desc", picture.alt))):
        said = ET.Element(f"{{{_SVG}}}{kind}", {"id": f"{name}-{kind}"})
        said.text = inert_line(text)
        root.insert(place, said)
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-desc")
    ET.register_namespace("", _SVG)
    return ET.tostring(root, encoding="unicode")


def _own(key: str, value: str, name: str) -> str:
    """Return an attribute with the ids in it made those of this picture alone."""
    if key == "id" or (key.endswith("href") and value.startswith("#")):
        return f"#{name}-{value[1:]}" if value.startswith("#") else f"{name}-{value}"
    return re.sub(r"url\(#", f"url(#{name}-", value)
