"""The report as JSON, for programs: everything computed, not rounded (command-line.md).

Outcomes stand on a line each, so that two reports can be compared line by line.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from model.arithmetic.values import Absent, Outcome, Value
from model.checks.claims import ClaimResult, Judgement
from model.checks.reconcile import Reconciled
from model.columns import Context
from model.derived.measures import MEASURES
from model.derived.results import SeriesResults
from model.project import AreaUnit, Series
from model.units import convert, in_area_unit

INDENT = "  "


def json_report(ctx: Context) -> Iterator[str]:
    """Yield the report piece by piece; joined, the pieces are one JSON object and a newline."""
    project, area = ctx.project, ctx.formats.area_unit
    report = {
        "title": project.title,
        "area_unit": str(area),
        "series": (_series(ctx, series) for series in project.series),
        "campaigns": (
            {
                "label": campaign.label,
                "shortfall": outcome_json(ctx, result.shortfall),
                "attained": outcome_json(ctx, result.attained),
            }
            for campaign, result in zip(project.campaigns, ctx.results.campaigns, strict=True)
        ),
        "claims": (_claim(ctx, result) for result in ctx.checks.claims),
        "findings": (
            {
                "level": str(finding.level),
                "code": finding.code,
                "rows": [str(row) for row in finding.rows],
                "message": ctx.formats.words(finding.words),
                **({} if finding.acknowledged is None else {"acknowledged": finding.acknowledged}),
            }
            for finding in ctx.checks.findings
        ),
    }
    yield from _render(report, "\n")
    yield "\n"


def _series(ctx: Context, series: Series) -> Mapping[str, Any]:
    computed = ctx.results.series[series.id]
    rows = (row for row, period in enumerate(ctx.project.periods) if period.series == series.id)
    return {
        "id": series.id,
        "name": series.name,
        "periods": (_period(ctx, row) for row in rows),
        "total": _total(ctx, computed),
        "reconciled": (
            _reconciled(ctx, reconciled)
            for reconciled in ctx.checks.reconciled
            if ctx.project.periods[reconciled.row].series == series.id
        ),
    }


def _period(ctx: Context, row: int) -> Mapping[str, Any]:
    period = ctx.project.periods[row]
    outcomes = {measure.key: ctx.results.outcome(measure.key, row) for measure in MEASURES}
    return {
        "label": period.label,
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "role": str(ctx.results.role(row)),
        "measures": _measures(ctx, outcomes),
    }


def _total(ctx: Context, computed: SeriesResults) -> Mapping[str, Any]:
    if isinstance(computed.total, Absent):
        return outcome_json(ctx, computed.total)
    span = computed.span
    return {
        "start": span.start.isoformat() if span else None,
        "end": span.end.isoformat() if span else None,
        "measures": _measures(ctx, computed.total),
    }


def _measures(ctx: Context, outcomes: Mapping[str, Outcome]) -> Mapping[str, Any]:
    area = ctx.formats.area_unit
    return {
        measure.key: outcome_json(ctx, in_area(outcomes[measure.key], measure.unit, area))
        for measure in MEASURES
    }


def _reconciled(ctx: Context, reconciled: Reconciled) -> Mapping[str, Any]:
    return {
        "label": ctx.project.periods[reconciled.row].label,
        "measure": reconciled.measure,
        **_judgement(ctx, reconciled.judgement),
    }


def _claim(ctx: Context, result: ClaimResult) -> Mapping[str, Any]:
    return {
        "quote": result.claim.quote,
        "measure": result.claim.measure,
        **_trend(ctx, result),
        **_judgement(ctx, result.judgement),
    }


def _trend(ctx: Context, result: ClaimResult) -> Mapping[str, Any]:
    """Return the trend that a claim states, and what it was computed of; nothing for a figure."""
    claim = result.claim
    if claim.trend is None:
        return {}
    steps = [
        {"start": str(step.span.start), "end": str(step.span.end), **outcome_json(ctx, step.value)}
        for step in result.judgement.steps
    ]
    return {"trend": str(claim.trend), "step": str(claim.step), "count": claim.count, "steps": steps}


def _judgement(ctx: Context, judgement: Judgement) -> Mapping[str, Any]:
    return {
        "verdict": str(judgement.verdict),
        "unit": judgement.unit,
        "stated": outcome_json(ctx, judgement.stated),
        "computed": outcome_json(ctx, judgement.computed),
        "difference": None if judgement.difference is None else number_json(judgement.difference),
    }


def in_area(outcome: Outcome, unit: str, area: AreaUnit) -> Outcome:
    """Return an outcome in `unit` with its area in the unit `area`."""
    shown = in_area_unit(unit, area)
    if isinstance(outcome, Absent) or shown == unit:
        return outcome
    low, best, high = (convert(x, unit, shown) for x in (outcome.low, outcome.best, outcome.high))
    return Value(low, best, high, outcome.approximate)


def outcome_json(ctx: Context, outcome: Outcome) -> Mapping[str, Any]:
    """Return an outcome as the JSON object of command-line.md: its bounds, or the reason why it is absent."""
    if isinstance(outcome, Absent):
        return {"absent": ctx.formats.words(outcome.reason)}
    bounds: dict[str, Any] = {
        "low": number_json(outcome.low),
        "best": number_json(outcome.best),
        "high": number_json(outcome.high),
    }
    if outcome.approximate:
        bounds["approximate"] = True
    return bounds


def number_json(x: float) -> float | int | None:
    """Return a number for JSON: null for an open bound, whole numbers without a decimal point."""
    if not math.isfinite(x):
        return None
    return int(x) if x == int(x) else x


def _render(value: object, newline: str) -> Iterator[str]:
    """Yield `value` as JSON; what holds only plain values stands on one line, all else is indented.

    An iterator renders as the list of what it yields, one at a time: a report of 100,000 rows is never a tree
    in memory.
    """
    if isinstance(value, Mapping):
        if all(_is_plain(item) for item in value.values()):
            yield json.dumps(value, ensure_ascii=False, allow_nan=False)
        else:
            items = ((f"{json.dumps(key, ensure_ascii=False)}: ", item) for key, item in value.items())
            yield from _render_block("{", items, "}", newline)
    elif isinstance(value, Iterable) and not _is_plain(value):
        yield from _render_block("[", (("", item) for item in value), "]", newline)
    else:
        yield json.dumps(value, ensure_ascii=False, allow_nan=False)


def _render_block(begin: str, items: Iterable[tuple[str, object]], end: str, newline: str) -> Iterator[str]:
    yield begin
    inner = newline + INDENT
    separator = inner
    for prefix, item in items:
        yield separator + prefix
        yield from _render(item, inner)
        separator = "," + inner
    yield end if separator == inner else newline + end


def _is_plain(value: object) -> bool:
    if isinstance(value, list):
        return all(_is_plain(item) for item in value)
    return value is None or isinstance(value, str | int | float)
