"""What is noticed about figures themselves: scope, dating, quoted words; and of what days labels speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from model.checks.findings import Concerned, Finding, Level, named
from model.derive.bands import RowNumbers
from model.derive.ranges import RANGED
from model.derive.results import Results
from model.derive.roles import Role
from model.derive.rows_where import rows_where
from model.project import RECORDS, Claim, GainsAre, Period, figures_of
from model.text.days import Span
from model.text.errors import Unreadable
from model.text.figures import Figure
from model.text.notation import ENGLISH, GERMAN, NUMBER, read_digits
from model.text.number_words import in_digits
from model.text.read_days import read_span
from model.text.words import marked, words

MIXED_DATING_DAYS = 60
"""Days from which on it matters little whether a figure is dated by the event, its report or a map."""

_OF_PEOPLE = ("periods", "intake", "requirements", "campaigns", "milestones")
_QUOTED = (*_OF_PEOPLE, "references", "claims", "series")


def scope_on_one_side(results: Results) -> Iterator[Finding]:
    """Notice losses and gains of one row of which one alone says what area or people it covers."""
    rows = rows_where(results.project.periods, _one_sided)
    said = marked("Only one of losses and gains says what area or people it covers: {names}.")
    yield from _of_rows(results, "periods", rows, Level.NOTE, "scope_on_one_side", said)


def dating_differs(results: Results) -> Iterator[Finding]:
    """Notice losses and gains of one short row that are dated by different things."""
    rows = rows_where(results.project.periods, _differently_dated)
    said = marked("Losses and gains are dated differently, by event, report or map, over few days: {names}.")
    yield from _of_rows(results, "periods", rows, Level.WARNING, "dating_differs", said)


def ranges_mixed(results: Results) -> Iterator[Finding]:
    """Notice totals in which 95 % intervals are added to ranges of another kind."""
    periods = results.project.periods
    counted = results.having(Role.PART)
    said = marked("95 % intervals are added to ranges of another kind: those of {names}.")
    for about, (interval, other) in RANGED.items():
        rows = rows_where(periods, interval)
        if not len(rows):
            continue
        others = rows_where(periods, other)
        series = results.inputs.series
        found = rows[counted[rows] & np.isin(series[rows], series[others[counted[others]]])]
        if len(found):
            sentence = words(said, names=named(periods, found, results.inputs.start))
            yield Finding(Level.NOTE, "ranges_mixed", Concerned({"periods": found}), sentence, about)


def quotes_without_figure(results: Results) -> Iterator[Finding]:
    """Notice quoted words that do not contain the figure that they are quoted for."""
    said = marked("The quoted words do not contain the figure: {names}.")
    for table in _QUOTED:
        rows = rows_where(getattr(results.project, table), _misquoted)
        yield from _of_rows(results, table, rows, Level.NOTE, "quote_without_figure", said)


def labels_of_other_days(results: Results) -> Iterator[Finding]:
    """Notice labels that name other days than their row has: "December 2024" over 1–30 November."""
    said = marked("The label names other days than the row has: {names}.")
    for table in ("periods", "intake", "requirements", "campaigns"):
        rows = rows_where(getattr(results.project, table), _names_other_days)
        yield from _of_rows(results, table, rows, Level.WARNING, "label_of_other_days", said)


def gains_near_nothing(results: Results) -> Iterator[Finding]:
    """Notice net gains so small that a redraw of the map could turn them, and the cost of ground, round."""
    inputs, project = results.inputs, results.project
    rate = results.columns["gains_per_month"].best
    known = results.columns["losses_per_gain"].absent == 0
    counted = results.having(Role.PART, Role.TOTAL)
    said = marked(
        "Net gains below {least} km² a month, which a redraw of the map could turn round: the cost of ground "
        "of {names} says little."
    )
    for place, series in enumerate(project.series):
        if series.gains_are is GainsAre.NET:
            with np.errstate(invalid="ignore"):
                small = known & counted & (inputs.series == place) & (rate < series.least_gains)
            rows = np.flatnonzero(small)
            least = int(series.least_gains) if series.least_gains % 1 == 0 else series.least_gains
            yield from _of_rows(
                results, "periods", rows, Level.WARNING, "gains_near_nothing", said, least=least
            )


def _of_rows(
    results: Results,
    table: str,
    rows: RowNumbers,
    level: Level,
    code: str,
    said: str,
    **told: object,
) -> Iterator[Finding]:
    if len(rows):
        starts = results.inputs.start if table == "periods" else None
        names = named(getattr(results.project, table), rows, starts)
        yield Finding(level, code, Concerned({table: rows}), words(said, names=names, **told))


def _one_sided(period: Period) -> bool:
    losses, gains = period.losses, period.gains
    if losses is None or gains is None:
        return False
    return bool(losses.scope.strip()) != bool(gains.scope.strip())


def _differently_dated(period: Period) -> bool:
    if period.losses is None or period.gains is None:
        return False
    dated = {period.losses.dating, period.gains.dating} - {None}
    return len(dated) > 1 and 0 <= (period.end - period.start).days < MIXED_DATING_DAYS - 1


def _misquoted(item: Any) -> bool:
    quoted = (_as_quoted(item, one) for _, one in figures_of(item))
    return any(figure.quote and not contains(figure.quote, figure) for figure in quoted)


def _as_quoted(item: Any, figure: Figure) -> Figure:
    """Return the figure of a row; that of a claim is quoted by the claim, but for a place told in words."""
    ranked = isinstance(item, Claim) and item.against is not None and item.against.kind in RECORDS
    quote = item.quote if isinstance(item, Claim) and not ranked else ""
    return figure if figure.quote or not quote else _with_quote(figure, quote)


def _with_quote(figure: Figure, quote: str) -> Figure:
    return Figure(figure.value, figure.low, figure.high, figure.qualifier, figure.unit, quote=quote)


_NUMBER = re.compile(NUMBER)
_POWERS = (1.0, 1e3, 1e6, 1e-2)


def contains(quote: str, figure: Figure) -> bool:
    """Return whether quoted words have every number of a figure: as it is, in thousands, percent or words.

    Words that have no number at all are not judged: they may say it in a way that is not read here.
    """
    said: set[float] = set()
    for text in (quote, in_digits(quote)):
        for digits in _NUMBER.findall(text.lower()):
            for notation in (ENGLISH, GERMAN):
                try:
                    said.add(float(read_digits(digits, notation)))
                except Unreadable:
                    continue
    if not said:
        return True
    numbers = [number for number in (figure.low, figure.value, figure.high) if number is not None]
    meant = [one * power for one in said for power in _POWERS]
    return all(any(abs(abs(number) - one) <= 1e-9 * abs(number) for one in meant) for number in numbers)


def _names_other_days(item: Any) -> bool:
    """Return whether a label names other days than the row has; its first day alone may stand for all."""
    span = _days_named(item.label)
    if span is None or span.start == span.end == item.start:
        return False
    return (span.start, span.end) != (item.start, item.end)


def _days_named(label: str) -> Span | None:
    try:
        return read_span(label) if label.strip() else None
    except Unreadable:
        return None
