"""Findings acknowledged with a reason, and taken up again. Each is one step of undo."""

from __future__ import annotations

from collections.abc import Sequence

from model.checks.acknowledged import GONE, acknowledgement, matching
from model.checks.findings import Finding
from model.columns import Context
from model.columns.cell import read_text
from model.edits.edit import Edit
from model.project import Acknowledgement
from model.text.formats import counted
from model.text.records import replace
from model.text.words import words


def acknowledge(ctx: Context, findings: Sequence[Finding], reason: str) -> Edit:
    """Keep findings as they are, with the reason for it; one that is acknowledged gets the new reason.

    Raises `Refused` where a file could not hold the reason.
    """
    said = read_text(reason)
    kept = _without(ctx, findings)
    made = tuple(_made(ctx, finding, said) for finding in findings)
    named = words("acknowledge a finding|acknowledge {count} findings", count=counted(len(findings)))
    return Edit(named, replace(ctx.project, acknowledged=(*kept, *made)))


def _made(ctx: Context, finding: Finding, reason: str) -> Acknowledgement:
    """Return what is kept of a finding; of what is found no longer, what was kept, with another reason."""
    if finding.code == GONE:
        return replace(ctx.project.acknowledged[matching(ctx.project, finding)[0]], reason=reason)
    return acknowledgement(ctx.project, finding, reason)


def take_up_again(ctx: Context, findings: Sequence[Finding]) -> Edit:
    """Let findings be open again."""
    named = words("take up a finding again|take up {count} findings again", count=counted(len(findings)))
    return Edit(named, replace(ctx.project, acknowledged=_without(ctx, findings)))


def _without(ctx: Context, findings: Sequence[Finding]) -> tuple[Acknowledgement, ...]:
    gone = {place for finding in findings for place in matching(ctx.project, finding)}
    return tuple(one for place, one in enumerate(ctx.project.acknowledged) if place not in gone)
