"""The sources of a project, a line each, for the exports that are read."""

from __future__ import annotations

from model.columns import Context
from model.output.grid import said
from model.project import STANCES, Stance


def source_lines(ctx: Context) -> tuple[str, ...]:
    """Return a line for each source: name, stance where it is known, day, address."""
    lines = []
    for source in ctx.project.sources:
        parts = [source.called]
        if source.stance is not Stance.UNKNOWN:
            parts.append(said(ctx, STANCES[source.stance]))
        if source.published is not None:
            parts.append(ctx.formats.date(source.published))
        if source.url:
            parts.append(source.url)
        lines.append(", ".join(parts))
    return tuple(lines)
