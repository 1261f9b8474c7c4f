"""What a report is to hold: which of its parts, which charts, which series, and what machines read of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from model.columns import Context
from model.project import RELATED, SERIES_TABLES, Project, Series
from model.text.records import replace
from model.text.words import marked

PARTS: Mapping[str, str] = {
    "summary": marked("Summary"),
    "charts": marked("Charts"),
    "periods": marked("Losses and gains by period"),
    "baseline": marked("Against the baseline"),
    "totals": marked("Published totals against their parts"),
    "recruitment": marked("Recruitment and requirements"),
    "campaigns": marked("Recruitment campaigns"),
    "claims": marked("Claims"),
    "findings": marked("Findings"),
    "milestones": marked("Milestones"),
    "references": marked("References"),
    "sources": marked("Sources"),
    "series": marked("Series"),
    "measures": marked("How each measure is computed"),
}
"""The parts of a report that is read, in their order. What machines read holds all tables."""


class Review(Struct, frozen=True):
    """Who publishes the verdicts on claims, and the address of the page that holds them."""

    author: str
    url: str = ""


class Asked(Struct, frozen=True):
    """What is wanted of a report. None stands for all there are of `charts` (keys) and `series` (ids).

    With a `review` a page says its verdicts on claims to machines too, as ClaimReview of schema.org.
    """

    parts: frozenset[str] = frozenset(PARTS)
    charts: frozenset[str] | None = None
    series: frozenset[str] | None = None
    review: Review | None = None


EVERYTHING = Asked()


def of_series(ctx: Context, wanted: frozenset[str] | None) -> Context:
    """Return the context of a project that has these series alone.

    Claims that compare with days of another series go with it.
    """
    if wanted is None or all(series.id in wanted for series in ctx.project.series):
        return ctx
    return Context.of(_only(ctx.project, wanted), ctx.formats)


def _only(project: Project, wanted: frozenset[str]) -> Project:
    rows: dict[str, Any] = {
        table: tuple(row for row in getattr(project, table) if not row.series or row.series in wanted)
        for table in SERIES_TABLES
    }
    rows["claims"] = tuple(
        claim
        for claim in rows["claims"]
        if claim.against is None or (claim.against.series or claim.series) in wanted
    )
    view = project.view
    if view.baseline is not None and view.baseline.series not in wanted:
        view = replace(view, baseline=None)
    others = [each for each in project.series if each.id not in wanted]
    series = tuple(_apart(each, others) for each in project.series if each.id in wanted)
    return replace(project, **rows, series=series, view=view)


def _apart(series: Series, others: Sequence[Series]) -> Series:
    """Return a series without its relations to others, which are left out: of a group no part is summed."""
    gone = {other.id for other in others}
    changes: dict[str, Any] = {field: "" for field in RELATED if getattr(series, field) in gone}
    if series.group and any(other.group == series.group for other in others):
        changes["group"] = ""
    return replace(series, **changes) if changes else series
