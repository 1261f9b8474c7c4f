"""Tables as a web page without scripts or links, which also pastes into word processors and mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from model.columns import Context
from model.output.grid import Grid, said
from model.output.sources_said import source_lines
from model.output.tables import explanations
from model.text.words import marked

_STYLE = """\
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem; color: #1b2430; background: #fff; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .25rem .6rem; border-bottom: 1px solid #d7dbe0; text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid #8a94a3; }
.n { text-align: right; white-space: nowrap; }
tfoot td { font-weight: 600; background: #f1f4f8; }
@media print { body { margin: 0; font-size: 9pt; } thead { display: table-header-group; }
  tr { break-inside: avoid; } }
"""


def html_export(ctx: Context, grids: Sequence[Grid]) -> bytes:
    """Return the tables, their sources and what the numbers are, as one page."""
    return "".join(_lines(ctx, grids)).encode("utf-8")


def _lines(ctx: Context, grids: Sequence[Grid]) -> Iterator[str]:
    title = escape(ctx.project.title) or said(ctx, marked("Untitled project"))
    yield '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
    yield '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    yield "style-src 'unsafe-inline'\">\n"
    yield f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    for grid in grids:
        yield f"<h2>{escape(grid.title)}</h2>\n<table>\n"
        marks = [' class="n"' if field.numeric else "" for field in grid.fields]
        heads = zip(grid.heads(ctx), marks, strict=True)
        yield "<thead><tr>"
        yield from (f'<th scope="col"{mark}>{escape(head)}</th>' for head, mark in heads)
        yield "</tr></thead>\n<tbody>\n"
        for texts in grid.texts():
            yield _row(texts, marks)
        yield "</tbody>\n"
        if grid.totals:
            yield "<tfoot>\n"
            for total in grid.totals:
                yield _row([total.cell(field.key).text for field in grid.fields], marks)
            yield "</tfoot>\n"
        yield "</table>\n"
    sources = source_lines(ctx)
    if sources:
        yield f"<h2>{escape(said(ctx, marked('Sources')))}</h2>\n"
        yield from _list(sources)
    yield from _list(explanations(ctx))
    yield "</body>\n</html>\n"


def _row(texts: Sequence[str], marks: Sequence[str]) -> str:
    cells = (f"<td{mark}>{escape(text)}</td>" for text, mark in zip(texts, marks, strict=True))
    return f"<tr>{''.join(cells)}</tr>\n"


def _list(lines: Sequence[str]) -> Iterator[str]:
    yield "<ul>\n"
    yield from (f"<li>{escape(line)}</li>\n" for line in lines)
    yield "</ul>\n"
