"""Tables as Markdown, as a reader sees them; text of the project is never live markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.columns import Context
from model.output.grid import Grid, said
from model.output.markdown import escaped, escaped_paragraph
from model.output.sources_said import source_lines
from model.output.tables import explanations
from model.text.words import marked


def markdown_export(ctx: Context, grids: Sequence[Grid]) -> bytes:
    """Return the tables, their sources and what the numbers are."""
    return "".join(_lines(ctx, grids)).encode("utf-8")


def _lines(ctx: Context, grids: Sequence[Grid]) -> Iterator[str]:
    title = escaped(ctx.project.title) or said(ctx, marked("Untitled project"))
    yield f"# {title}\n"
    for grid in grids:
        yield f"\n## {escaped(grid.title)}\n\n"
        yield _row([escaped(head) for head in grid.heads(ctx)])
        yield _row(["---:" if field.numeric else "---" for field in grid.fields])
        for texts in grid.texts():
            yield _row([escaped(text) for text in texts])
        for total in grid.totals:
            cells = (escaped(total.cell(field.key).text) for field in grid.fields)
            yield _row([f"**{cell}**" if cell else "" for cell in cells])
    sources = source_lines(ctx)
    if sources:
        yield f"\n## {said(ctx, marked('Sources'))}\n\n"
        yield from (f"- {escaped_paragraph(line)}\n" for line in sources)
    yield "\n"
    yield from (f"- {escaped_paragraph(line)}\n" for line in explanations(ctx))


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
