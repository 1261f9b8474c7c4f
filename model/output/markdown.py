"""The report as Markdown, for issues, notes and web pages. Text of a project is never live markup."""

from __future__ import annotations

from collections.abc import Iterator

from model.columns import Context
from model.output.sheet import Sheet, plain, say
from model.output.tables import explanations, sheets
from model.text.words import marked

_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"} | {c: f"\\{c}" for c in "\\`*_[]|~$#"}
)


def markdown_report(ctx: Context) -> Iterator[str]:
    """Yield the lines of the report, each with its line end."""
    project = ctx.project
    yield f"# {escaped(project.title) or say(ctx, marked('Untitled project'))}\n"
    for paragraph in project.notes.splitlines():
        if paragraph.strip():
            yield f"\n{escaped_paragraph(paragraph)}\n"
    for sheet in sheets(ctx):
        yield f"\n## {escaped(sheet.title)}\n"
        yield from _table(sheet)
        if sheet.below:
            yield "\n"
            yield from (f"- {escaped_paragraph(line)}\n" for line in sheet.below)
    yield "\n"
    yield from (f"- {escaped_paragraph(line)}\n" for line in explanations(ctx))


def escaped(text: str) -> str:
    """Return text on one line in which no character means anything to Markdown or HTML."""
    return plain(text).translate(_ESCAPES)


def escaped_paragraph(text: str) -> str:
    """Return text as a paragraph: what would begin a list, a rule or a heading at its start begins none."""
    safe = escaped(text)
    number = len(safe) - len(safe.lstrip("0123456789"))
    if number and safe[number : number + 1] in (".", ")"):
        return f"{safe[:number]}\\{safe[number:]}"
    return f"\\{safe}" if safe.startswith(("-", "+", "=")) else safe


def _table(sheet: Sheet) -> Iterator[str]:
    if not sheet.heads:
        return
    yield "\n"
    yield _row([escaped(head) for head in sheet.heads])
    yield _row(["---:" if right else "---" for right in sheet.numeric])
    summing = len(sheet.rows) - sheet.totals
    for number, row in enumerate(sheet.rows):
        cells = [escaped(cell) for cell in row]
        yield _row([f"**{cell}**" if cell and number >= summing else cell for cell in cells])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
