"""A document as Markdown, for issues, notes and web pages. Text of a project is never live markup."""

from __future__ import annotations

from collections.abc import Iterator

from model.output.documents import TEXTS, Document, explanations
from model.output.grid import CellGrid, on_one_line, say

_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"} | {c: f"\\{c}" for c in "\\`*_[]|~$#"}
)


def write(document: Document) -> Iterator[bytes]:
    """Yield the lines, each with its line end."""
    yield from (line.encode("utf-8") for line in _document(document))


def _document(document: Document) -> Iterator[str]:
    ctx = document.ctx
    yield f"# {escaped(document.title)}\n"
    for paragraph in document.notes:
        yield f"\n{escaped_paragraph(paragraph)}\n"
    for grid in document.grids():
        yield f"\n## {escaped(grid.title)}\n"
        yield from _table(document, grid)
        if grid.below:
            yield "\n"
            yield from (f"- {escaped_paragraph(line)}\n" for line in grid.below)
    if document.sources():
        yield f"\n## {say(ctx, TEXTS['SOURCES'])}\n\n"
        yield from (f"- {escaped_paragraph(line)}\n" for line in document.sources())
    yield "\n"
    yield from (f"- {escaped_paragraph(line)}\n" for line in explanations(ctx))


def escaped(text: str) -> str:
    """Return text on one line in which no character means anything to Markdown or HTML."""
    return on_one_line(text).translate(_ESCAPES)


def escaped_paragraph(text: str) -> str:
    """Return text as a paragraph: what would begin a list, a rule or a heading at its start begins none."""
    safe = escaped(text)
    number = len(safe) - len(safe.lstrip("0123456789"))
    if number and safe[number : number + 1] in (".", ")"):
        return f"{safe[:number]}\\{safe[number:]}"
    return f"\\{safe}" if safe.startswith(("-", "+", "=")) else safe


def _table(document: Document, grid: CellGrid) -> Iterator[str]:
    if not grid.fields:
        return
    yield "\n"
    yield _row([escaped(head) for head in document.heads(grid)])
    yield _row(["---:" if field.numeric else "---" for field in grid.fields])
    for number, row in enumerate(grid.all_texts()):
        cells = [escaped(text) for text in row]
        yield _row([f"**{cell}**" if cell and number >= len(grid.rows) else cell for cell in cells])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
