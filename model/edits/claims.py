"""Claims begun: from a sentence, from the figure or result of a cell, and from what a person confirms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from model.columns import Context
from model.columns.claim_words import stated_quantity
from model.columns.trends import read_trend, trend_words
from model.derive.measures import COSTS, MEASURE
from model.project import Claim, Project
from model.reading.claim import ClaimSaid, read_claim
from model.text.days import Step
from model.text.figures import write_figure
from model.text.records import replace
from model.text.units import kind
from model.text.words import words

_MEASURED = {"per_month": {"intake": "intake", "requirements": "requirement"}}


class ClaimAsked(Struct, frozen=True):
    """What a claim is to be about, as the texts of its cells; what is not known is left out."""

    series: str
    typed: Mapping[str, str]


def with_sentence_read(ctx: Context, project: Project, given: Mapping[str, str]) -> dict[str, str]:
    """Return the texts typed into a new claim with what its sentence says where nothing is typed.

    Days that the sentence does not say are left to the default of a new row, a measure to what the figure
    typed says of it.
    """
    filled = dict(given)
    said = _read(ctx, project, given.get("quote", ""))
    for key, text in typed_for(ctx, said).items():
        if key in ("start", "end") and ("start" in given or "end" in given):
            continue
        filled.setdefault(key, text)
    if "measure" not in filled and "stated" in filled:
        alone = _read(ctx, project, filled["stated"])
        if alone.measure:
            filled["measure"] = _measure_label(ctx, alone.measure)
    if "end" in filled and read_trend(filled.get("stated", ""), ctx.formats.translate):
        filled["start"] = filled["end"]  # it follows from the end
    if "measure" not in filled:
        filled.pop("stated", None)  # without a measure it has no unit; both are still to be given
    return filled


def sentences_in(ctx: Context, lines: Sequence[str]) -> tuple[str, ...]:
    """Return the claims among lines of words: each line where each is one, else all of them as one sentence.

    A line is a claim where it states something: a figure of a measure, or a trend. Nothing where none does.
    """
    said = [line.strip() for line in lines if line.strip()]
    if said and all(_states(_read(ctx, ctx.project, line)) for line in said):
        return tuple(said)
    whole = " ".join(said)
    return (whole,) if _states(_read(ctx, ctx.project, whole)) else ()


def _states(said: ClaimSaid) -> bool:
    return bool(said.measure) and (said.stated is not None or said.trend is not None)


def claim_about(ctx: Context, table: str, row: int, column: str, sentence: str = "") -> ClaimAsked:
    """Return what a claim about a cell is to be about: the days and series of its row, and its measure.

    What `sentence` says of days, measure and figure comes first; a row or a column that has no days or is no
    measure leaves them to it.
    """
    rows = getattr(ctx.project, table, ())
    item = rows[row] if 0 <= row < len(rows) else None
    measure = _measure_of(table, column)
    typed: dict[str, str] = {}
    if item is not None and hasattr(item, "start"):
        typed |= {"start": ctx.formats.date(item.start), "end": ctx.formats.date(item.end)}
    if measure:
        typed["measure"] = _measure_label(ctx, measure)
    said = _read(ctx, ctx.project, sentence)
    typed |= typed_for(ctx, said)
    if said.trend is not None:
        typed.pop("start", None)
    if sentence.strip():
        typed["quote"] = sentence.strip()
    series = getattr(item, "series", "") or (ctx.project.series[0].id if ctx.project.series else "")
    return ClaimAsked(series, typed)


def typed_for(ctx: Context, said: ClaimSaid) -> dict[str, str]:
    """Return what a sentence says as the texts that one would type into the cells of a claim."""
    typed: dict[str, str] = {}
    if said.measure:
        typed["measure"] = _measure_label(ctx, said.measure)
    if said.trend is not None:
        level = "" if said.stated is None else _stated_typed(ctx, said)
        typed["stated"] = ctx.formats.words(trend_words(said.trend, said.step, said.count, level))
        if said.span is not None:
            typed["end"] = ctx.formats.date(said.span.end)
        return typed
    if said.span is not None:
        typed |= {"start": ctx.formats.date(said.span.start), "end": ctx.formats.date(said.span.end)}
    if said.against is not None:
        typed["against"] = f"{said.against.kind} {said.against.start}..{said.against.end}"
    if said.record is not None and said.stated is not None:
        since = "" if said.since is None else f" since {ctx.formats.date(said.since)}"
        typed |= {"against": f"{said.record}{since}", "stated": f"{said.stated.value:.0f}"}
        if said.step is not Step.MONTH:
            typed["step"] = str(said.step)
    elif said.stated is not None:
        typed["stated"] = _stated_typed(ctx, said)
    return typed


def _stated_typed(ctx: Context, said: ClaimSaid) -> str:
    """Return the figure that a sentence states as one would type it."""
    if said.stated is None:
        raise ValueError("nothing is stated")
    day = date.min  # which it is makes no difference to what may be stated
    quantity = stated_quantity(Claim("", day, day, said.measure, said.stated, against=said.against))
    unit = said.stated.unit or quantity.unit
    # as if the other area unit were shown, so that the unit said stands there whichever is
    other = "mi2" if kind(unit) == unit else "km2"
    return write_figure(said.stated, quantity, ctx.formats.notation, other)


def _read(ctx: Context, project: Project, sentence: str) -> ClaimSaid:
    said = read_claim(sentence, ctx.formats.notation, _year_meant(project))
    told = any(period.gains_lost or period.gains_other for period in project.periods)
    return said if told or said.measure not in COSTS else replace(said, measure=COSTS[0])


def _year_meant(project: Project) -> int | None:
    """Return the year of the latest period: what "in November" without a year is about."""
    ends = [period.end for period in project.periods]
    return max(ends).year if ends else None


def _measure_of(table: str, column: str) -> str:
    key = column.partition(".")[0]
    if table == "periods":
        return key if key in MEASURE else ""
    return _MEASURED.get(key, {}).get(table, "")


def _measure_label(ctx: Context, measure: str) -> str:
    return ctx.formats.words(words(MEASURE[measure].label))
