"""The report as JSON, for programs: everything computed, not rounded (command-line.md); or tables alone.

Of tables it says what each column is; rows and totals are objects.

Outcomes stand on a line each, so that two reports can be compared line by line.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import Any

from model.checks.claims import ClaimResult, Judgement
from model.checks.reconcile import Reconciled
from model.columns import Context
from model.derive.against_baseline import RATIOS, Against, rows_against_baseline, total_against_baseline
from model.derive.measures import MEASURES
from model.derive.ranges import SUMMED_RANGES, errors_over
from model.derive.results import SeriesResults
from model.output.documents import Document
from model.output.grid import CellGrid, Plain, plain_number
from model.project import Series, Source, WhoseFigures
from model.text.outcomes import Absent, Outcome, Value
from model.text.units import AreaUnit, convert, in_area_unit

INDENT = "  "


def write(document: Document) -> Iterator[bytes]:
    """Yield the report, or the tables as one object with a row on each line."""
    ctx, tables = document.ctx, document.tables
    yield from (
        piece.encode("utf-8")
        for piece in _render(_report(ctx) if tables is None else _tables(ctx, tables), "\n")
    )
    yield b"\n"


def _report(ctx: Context) -> Mapping[str, Any]:
    project = ctx.project
    return {
        "title": project.title,
        "area_unit": str(ctx.formats.area_unit),
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


def _series(ctx: Context, series: Series) -> Mapping[str, Any]:
    computed = ctx.results.series[series.id]
    return {
        "id": series.id,
        "name": series.name,
        "periods": _periods(ctx, series),
        "total": _total(ctx, computed),
        "reconciled": (
            _reconciled(ctx, reconciled)
            for reconciled in ctx.checks.reconciled
            if ctx.project.periods[reconciled.row].series == series.id
        ),
    }


_TOGETHER = 500  # rows whose outcomes are made at once


def rows_of_series(ctx: Context, series: Series) -> Iterator[tuple[int, Sequence[Outcome]]]:
    """Yield the rows of a series with their outcomes, in the order of `MEASURES`."""
    for some in _some_rows(ctx, series):
        yield from zip(some, _outcomes(ctx, some), strict=True)


def _some_rows(ctx: Context, series: Series) -> Iterator[Sequence[int]]:
    rows = [row for row, period in enumerate(ctx.project.periods) if period.series == series.id]
    for begin in range(0, len(rows), _TOGETHER):
        yield rows[begin : begin + _TOGETHER]


def _outcomes(ctx: Context, rows: Sequence[int]) -> Iterator[Sequence[Outcome]]:
    """Yield the outcomes of each of some rows, in the order of `MEASURES`."""
    yield from zip(*(ctx.results.outcomes(measure.key, rows) for measure in MEASURES), strict=True)


def _periods(ctx: Context, series: Series) -> Iterator[Mapping[str, Any]]:
    for some in _some_rows(ctx, series):
        compared: Iterable[Sequence[Against]] = repeat((), len(some))
        if ctx.results.baseline_row is not None:
            compared = zip(*(rows_against_baseline(ctx.results, key, some) for key in RATIOS), strict=True)
        for row, outcomes, beside in zip(some, _outcomes(ctx, some), compared, strict=True):
            period = ctx.project.periods[row]
            yield {
                "label": period.label,
                "start": period.start.isoformat(),
                "end": period.end.isoformat(),
                "role": str(ctx.results.role(row)),
                "measures": _measures(ctx, outcomes),
                "against_baseline": _against(ctx, beside),
            }


def _total(ctx: Context, computed: SeriesResults) -> Mapping[str, Any]:
    if isinstance(computed.total, Absent):
        return outcome_json(ctx, computed.total)
    span = computed.span
    return {
        "start": span.start.isoformat() if span else None,
        "end": span.end.isoformat() if span else None,
        "measures": _measures(ctx, [computed.total[measure.key] for measure in MEASURES]),
        **_errors(ctx, computed),
        "against_baseline": _against(
            ctx, [total_against_baseline(ctx.results, computed.id, key) for key in RATIOS]
        ),
    }


def _errors(ctx: Context, computed: SeriesResults) -> Mapping[str, Any]:
    """Return the half-widths of totals of 95 % intervals; nothing where there are none."""
    found = {key: errors_over(ctx.results, key, computed.parts) for key in SUMMED_RANGES}
    told = {
        key: {
            "ranges": errors.ranges,
            "intervals": errors.intervals,
            "together": errors.together if math.isfinite(errors.together) else None,
            "independent": None if errors.mixed or math.isinf(errors.independent) else errors.independent,
        }
        for key, errors in found.items()
        if errors is not None
    }
    return {"errors": told} if told else {}


def _against(ctx: Context, compared: Sequence[Against]) -> Mapping[str, Any]:
    """Return how ratios, in the order of `RATIOS`, compare with the baseline; or why there is none."""
    if ctx.results.baseline_row is None:
        return outcome_json(ctx, ctx.results.baseline_outcome(RATIOS[0]))
    return {
        key: {"times": _outcome(ctx, one.times), "change": _outcome(ctx, one.change)}
        for key, one in zip(RATIOS, compared, strict=True)
    }


def _measures(ctx: Context, outcomes: Sequence[Outcome]) -> Mapping[str, Any]:
    area = ctx.formats.area_unit
    return {
        measure.key: _outcome(ctx, in_area(outcome, measure.unit, area))
        for measure, outcome in zip(MEASURES, outcomes, strict=True)
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
        **_told(ctx, result),
        **_trend(ctx, result),
        **_judgement(ctx, result.judgement),
    }


def _told(ctx: Context, result: ClaimResult) -> Mapping[str, Any]:
    """Return whose figures a claim is held to and what it compares with, where that is not the usual."""
    claim, told = result.claim, dict[str, Any]()
    if claim.basis is not WhoseFigures.IN_USE:
        told["basis"] = str(claim.basis)
    if claim.against is not None:
        other = claim.against
        told["against"] = {
            "series": other.series or claim.series,
            "start": other.start.isoformat(),
            "end": other.end.isoformat(),
            "kind": str(other.kind),
        }
    if result.judgement.note is not None:
        told["computed_from"] = ctx.formats.words(result.judgement.note)
    return told


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
        "difference": None if judgement.difference is None else plain_number(judgement.difference),
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
        "low": plain_number(outcome.low),
        "best": plain_number(outcome.best),
        "high": plain_number(outcome.high),
    }
    if outcome.approximate:
        bounds["approximate"] = True
    return bounds


def _render(value: object, newline: str) -> Iterator[str]:
    """Yield a list or an object as JSON: what holds only plain values on one line, all else indented.

    An iterator renders as the list of what it yields, one at a time: a report of 100,000 rows is never a tree
    in memory.
    """
    if isinstance(value, Mapping):
        begin, end, items = "{", "}", ((f"{_encoded(key)}: ", item) for key, item in value.items())
    else:
        assert isinstance(value, Iterable)  # noqa: S101 - tells the type
        begin, end, items = "[", "]", (("", item) for item in value)
    inner = newline + INDENT
    separator = inner
    yield begin
    for prefix, item in items:
        if isinstance(item, _Line):
            yield f"{separator}{prefix}{item}"
        elif _is_plain(item) or (isinstance(item, Mapping) and all(map(_is_plain, item.values()))):
            yield f"{separator}{prefix}{_encoded(item)}"
        else:
            yield separator + prefix
            yield from _render(item, inner)
        separator = "," + inner
    yield end if separator == inner else newline + end


class _Line(str):
    """JSON that is written already."""

    __slots__ = ()


def _is_plain(value: object) -> bool:
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return value is None or (isinstance(value, str | int | float) and not isinstance(value, _Line))


_encoded = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _outcome(ctx: Context, outcome: Outcome) -> _Line:
    """Return `outcome_json` as it is written, without making the object of each of 200,000."""
    if isinstance(outcome, Absent):
        return _Line(_encoded(outcome_json(ctx, outcome)))
    best = _number(outcome.best)
    low, high = (best, best) if outcome.low == outcome.high else (_number(outcome.low), _number(outcome.high))
    approximate = ', "approximate": true' if outcome.approximate else ""
    return _Line(f'{{"low": {low}, "best": {best}, "high": {high}{approximate}}}')


def _number(x: float) -> str:
    number = plain_number(x)
    return "null" if number is None else repr(number)


def _tables(ctx: Context, grids: Sequence[CellGrid]) -> Mapping[str, Any]:
    return {
        "title": ctx.project.title,
        "area_unit": str(ctx.formats.area_unit),
        "tables": map(_table, grids),
        "sources": map(_source, ctx.project.sources),
    }


def _table(grid: CellGrid) -> Mapping[str, Any]:
    keys = [field.key for field in grid.fields]
    return {
        "key": grid.key,
        "title": grid.title,
        "columns": ({"key": each.key, "head": each.head, "unit": each.unit or None} for each in grid.fields),
        "rows": (dict(zip(keys, map(_cell, row), strict=True)) for row in grid.values()),
        "totals": (
            {"series": total.series}
            | {key: _cell(total.cell(key).value) for key in keys if key in total.cells}
            for total in grid.totals
        ),
    }


def _cell(cell: Plain) -> Any:
    return cell.isoformat() if isinstance(cell, date) else cell


def _source(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "name": source.name,
        "stance": str(source.stance),
        "url": source.url,
        "published": None if source.published is None else source.published.isoformat(),
        "accessed": None if source.accessed is None else source.accessed.isoformat(),
        "licence": source.licence,
        "note": source.note,
    }
