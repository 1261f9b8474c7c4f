"""Alternative figures of one thing: which one is in use, what moves if another is, and the range over all.

A figure carries its alternatives and is itself the one in use: what is computed is computed from it alone.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import Any

import numpy as np
from msgspec import Struct

from model.checks.claims import ClaimResult, judge_claims
from model.checks.verdict_words import VERDICT_NAMES
from model.columns import TABLE, Context
from model.columns.claim_words import claim_title
from model.derive.bands import differing
from model.derive.measures import MEASURE, MEASURES, Basis
from model.derive.recruitment import days_behind
from model.derive.results import Results, derive
from model.explain.trace import Place
from model.project import (
    FIGURES,
    GROUND,
    GainsAre,
    Intake,
    Milestone,
    Project,
    Reference,
    Requirement,
    Row,
    ground_in,
)
from model.text.days import Span, months_of
from model.text.figures import Figure, Qualifier, Quantity
from model.text.outcomes import Absent, Outcome
from model.text.records import replace
from model.text.units import convert, kind
from model.text.words import marked, words

PLACES = ("periods", "intake", "requirements", "campaigns", "milestones", "references", "series")
"""The fields of a project whose rows hold figures from which results are computed."""


MOST_MOVES = 60
"""Results that are listed when figures are exchanged, beyond which they are only counted."""


def every_one(figure: Figure) -> tuple[Figure, ...]:
    """Return the figure in use and its alternatives, each without alternatives of its own."""
    return (alone(figure), *figure.alternatives)


def alone(figure: Figure) -> Figure:
    """Return a figure without its alternatives."""
    return replace(figure, alternatives=()) if figure.alternatives else figure


def using(figure: Figure, number: int) -> Figure:
    """Return the figure in which alternative `number` is in use; what was in use takes its place."""
    others = list(figure.alternatives)
    chosen, others[number] = others[number], alone(figure)
    return replace(chosen, alternatives=tuple(others))


def switched(project: Project, table: str, row: int, attribute: str, number: int) -> Project:
    """Return the project in which alternative `number` of a figure is in use."""
    rows: list[Any] = list(getattr(project, table))
    figure: Figure = getattr(rows[row], attribute)
    changed: dict[str, Any] = {attribute: using(figure, number)}
    rows[row] = replace(rows[row], **changed)
    made: dict[str, Any] = {table: tuple(rows)}
    return replace(project, **made)


class Move(Struct, frozen=True):
    """A result that is another after a change of the project: of a period, or, with no row, of a series."""

    measure: str
    row: int | None
    series: str
    before: Outcome
    after: Outcome


class Moves(Struct, frozen=True):
    """The first results that move, and how many do in all."""

    first: tuple[Move, ...]
    count: int


def moves(before: Results, after: Results, keys: Container[str], most: int = MOST_MOVES) -> Moves:
    """Return which results differ between two projects with the same periods and series.

    Listed are the first `most` of the measures `keys`, the others are counted alone: the totals of each
    series come first, then the periods one by one, each in the order of the measures.
    """
    totals = list(_totals_moved(before, after))
    listed = [move for move in totals if move.measure in keys][:most]
    count, moved = len(totals), dict[int, list[str]]()
    for measure in MEASURES:
        rows = np.flatnonzero(differing(before.columns[measure.key], after.columns[measure.key]))
        count += len(rows)
        for row in rows[:most].tolist() if measure.key in keys else ():
            moved.setdefault(row, []).append(measure.key)
    for row in sorted(moved):
        series = before.project.periods[row].series
        for key in moved[row][: max(0, most - len(listed))]:
            listed.append(Move(key, row, series, before.outcome(key, row), after.outcome(key, row)))
    return Moves(tuple(listed), count)


def _totals_moved(before: Results, after: Results) -> Iterator[Move]:
    for series in before.project.series:
        old, new = before.series[series.id], after.series[series.id]
        for measure in MEASURES:
            if measure.basis not in (Basis.RUNNING, Basis.BASELINE):
                was, now = old.of(measure.key), new.of(measure.key)
                if was != now:
                    yield Move(measure.key, None, series.id, was, now)


def has_alternatives(project: Project) -> bool:
    """Whether some figure that results are computed from has alternatives."""
    return any(
        figure is not None and figure.alternatives
        for table in PLACES
        if (rows := getattr(project, table))
        for attribute in FIGURES[type(rows[0])]
        for figure in map(attrgetter(attribute), rows)
    )


def enveloped(project: Project) -> Project:
    """Return the project in which each figure with alternatives is the range over all of them.

    Its best value stays that of the one in use. Without any alternatives it is the same project. It is to
    be derived, and never saved: a bound may be infinite, and nobody published a range of alternatives. What
    is derived from it bounds what is derived with any of the alternatives in use.
    """
    changes: dict[str, Any] = {}
    gains_are = {series.id: series.gains_are for series in project.series}
    for table in PLACES:
        rows = getattr(project, table)
        made = tuple(new for row in rows for new in _enveloped_rows(row, gains_are))
        if len(made) != len(rows) or any(new is not old for new, old in zip(made, rows, strict=True)):
            changes[table] = made
    return replace(project, **changes) if changes else project


def _enveloped_rows(row: Any, gains_are: Mapping[str, GainsAre]) -> Iterator[Row]:
    """Yield a row with the ranges of its figures; one a month where its rates are of other days."""
    if isinstance(row, Intake | Requirement):
        yield from _enveloped_rates(row)
    else:
        yield _enveloped_row(row, gains_are)


def _enveloped_row(row: Any, gains_are: Mapping[str, GainsAre]) -> Row:
    changes: dict[str, Any] = {}
    for attribute in FIGURES[type(row)]:
        figure: Figure | None = getattr(row, attribute)
        if figure is not None and figure.alternatives:
            quantity = Quantity.PEOPLE
            if attribute in GROUND:
                quantity = ground_in(attribute, gains_are[row.series])
            if isinstance(row, Reference | Milestone):
                changes[attribute] = _envelope_of_its_kind(figure)
            else:
                made = envelope(figure, quantity)
                changes[attribute] = replace(made, unit=quantity.stored(quantity.unit))
    enveloped: Row = replace(row, **changes) if changes else row
    return enveloped


def _enveloped_rates(row: Intake | Requirement) -> Iterator[Intake | Requirement]:
    """Yield a row with the range over its rates.

    Where some are a month, others a day or in total, it is parted by calendar months: a month gives each of
    its days what the others do not, in February more than in March, and the range over all holds for each.
    """
    figure = row.per_month
    if not figure.alternatives or row.end < row.start:
        yield row
        return
    if all(other.unit == figure.unit for other in figure.alternatives):
        made = envelope(figure, Quantity(figure.unit or "people/month"))
        yield replace(row, per_month=replace(made, unit=figure.unit))
        return
    for year, month, days, length in months_of(Span(row.start, row.end)):
        first = max(row.start, date(year, month, 1))
        rates = [_of_month(row, one, length) for one in every_one(figure)]
        made = envelope(replace(rates[0], alternatives=tuple(rates[1:])), Quantity("people/month"))
        last = first + timedelta(days=days - 1)
        yield replace(row, start=first, end=last, per_month=replace(made, unit=""))


def _of_month(row: Intake | Requirement, figure: Figure, length: int) -> Figure:
    """Return a rate of a row as a rate of a month of so many days."""
    behind = days_behind(replace(row, per_month=figure))
    if behind is None:
        return figure
    low, value, high = (
        None if x is None else x * length / behind for x in (figure.low, figure.value, figure.high)
    )
    return replace(figure, low=low, value=value, high=high, unit="")


def _envelope_of_its_kind(figure: Figure) -> Figure:
    """Return the range over a figure of any unit and those of its alternatives in units of its kind."""
    unit = kind(figure.unit or "people")
    alike = tuple(other for other in figure.alternatives if kind(other.unit or "people") == unit)
    made = envelope(
        replace(
            figure,
            unit=figure.unit or unit,
            alternatives=tuple(replace(one, unit=one.unit or unit) for one in alike),
        ),
        Quantity(unit),
    )
    return replace(made, unit="" if unit == "people" else unit)


def envelope(figure: Figure, quantity: Quantity) -> Figure:
    """Return the range over a figure and its alternatives, in the quantity's own unit."""
    bounds = [
        [convert(x, each.unit or quantity.unit, quantity.unit) for x in each.bounds(floor=quantity.floor)]
        for each in every_one(figure)
    ]
    return Figure(
        value=bounds[0][1],
        low=min(low for low, _, _ in bounds),
        high=max(high for _, _, high in bounds),
        # beside a range it gives no bounds of its own, and still marks what follows as approximate
        qualifier=Qualifier.ABOUT if any(f.approximate for f in every_one(figure)) else Qualifier.EXACT,
        source=figure.source,
        scope=figure.scope,
    )


# which results move when another figure is used, in words: `November 2024: Losses/km² 54.5 → 60.1`


MOST = 6


class Moved(Struct, frozen=True):
    """What moves: the results that the tables show at first, a line each, then how many others do."""

    lines: tuple[str, ...]
    more: int

    @property
    def nothing(self) -> bool:
        """Whether no result is another."""
        return not self.lines and not self.more


def moved_by(ctx: Context, place: Place, number: int, *, every: bool = False) -> Moved:
    """Return what moves when alternative `number` of a figure is used in its stead.

    With `every`, results in hidden columns have lines too, and so has each claim with another verdict.
    """
    after = derive(switched(ctx.project, *place, number), ctx.results)
    columns = TABLE["periods"].columns
    shown = {column.key for column in columns if column.key in MEASURE and (every or column.shown(ctx))}
    found = moves(ctx.results, after, shown)
    lines = []
    for move in found.first:
        before, now = (_written(ctx, move, outcome) for outcome in (move.before, move.after))
        if before != now:
            lines.append(_line(ctx, move, before, now))
    more = found.count - len(lines)
    judged = judge_claims(after)
    held = [_agreeing(claims) for claims in (ctx.checks.claims, judged)]
    if held[0] != held[1]:
        said = marked("Claims that follow {before} → {after}")
        lines.append(ctx.formats.words(words(said, before=held[0], after=held[1])))
    if every:
        lines.extend(_turned(ctx, judged))
    return Moved(tuple(lines), more)


def _turned(ctx: Context, judged: Sequence[ClaimResult]) -> Iterator[str]:
    """Name each claim with another verdict than before."""
    said = marked("{claim}: {before} → {after}")
    for before, now in zip(ctx.checks.claims, judged, strict=True):
        verdicts = [
            ctx.formats.words(words(VERDICT_NAMES[each.judgement.verdict].signed)) for each in (before, now)
        ]
        if verdicts[0] != verdicts[1]:
            claim = claim_title(ctx, before.row)
            yield ctx.formats.words(words(said, claim=claim, before=verdicts[0], after=verdicts[1]))


def _agreeing(claims: Sequence[ClaimResult]) -> int:
    return sum(claim.judgement.verdict.holds for claim in claims)


def _written(ctx: Context, move: Move, outcome: Outcome) -> str:
    if move.measure == "vs_baseline":
        return ctx.formats.change(outcome)
    text = ctx.formats.outcome(outcome, MEASURE[move.measure].unit)
    return f"{text} ({ctx.formats.words(outcome.reason)})" if isinstance(outcome, Absent) else text


def _line(ctx: Context, move: Move, before: str, after: str) -> str:
    if move.row is not None:
        where = TABLE["periods"].row_name(ctx, move.row)
    elif len(ctx.project.series) > 1:
        where = ctx.project.the_series(move.series).called
    else:
        where = ctx.formats.words(words("Total"))
    measure = TABLE["periods"].column(move.measure).label(ctx)
    said = marked("{where}: {measure} {before} → {after}")
    return ctx.formats.words(words(said, where=where, measure=measure, before=before, after=after))
