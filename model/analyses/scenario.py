"""What if: a project with losses, intake or ground so many percent higher or lower over some of its days.

A scenario is computed and drawn beside what was published; it is never put in the place of a figure. What it
makes is a project of its own, for `derive` alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np
from msgspec import Struct

from model.derive.against_baseline import band_of
from model.derive.bands import Reason, exact, ratio, subtract
from model.derive.results import Results
from model.project import Intake, Period, Project
from model.text.days import Span
from model.text.figures import LARGEST, Figure
from model.text.formats import Formats
from model.text.notation import write_number
from model.text.outcomes import Absent, Outcome, Value
from model.text.records import replace
from model.text.words import Words, marked, words

_EPOCH = date(1970, 1, 1).toordinal()  # day 0 of NumPy's dates
LEAST, MOST = -1.0, 9.0
"""The least and the greatest change: nothing left, and ten times as much."""


class Factors(Struct, frozen=True):
    """Changes as shares (0.1 is 10 % more) of the figures of one series over the days of `span`.

    Without a span all days of the series are meant. Raises ValueError outside of `LEAST` to `MOST`.
    """

    series: str
    losses: float = 0.0
    intake: float = 0.0
    gains: float = 0.0
    span: Span | None = None

    def __post_init__(self) -> None:
        if not all(LEAST <= share <= MOST for share in (self.losses, self.intake, self.gains)):
            raise ValueError(f"a change outside of {LEAST} to {MOST}")

    @property
    def nothing(self) -> bool:
        """Whether nothing is changed."""
        return not (self.losses or self.intake or self.gains)


def scenario(project: Project, factors: Factors) -> Project:
    """Return the project with its figures changed: the same object where nothing is.

    Periods count where all their days are in the span; those that are only partly in it stay as they are
    (see `untouched`). Monthly rates are changed for the days of the span, a row that reaches beyond being
    divided. Net ground is multiplied as it stands: of ground lost, 10 % more is lost.
    """
    if factors.nothing:
        return project
    periods = project.periods
    if factors.losses or factors.gains:
        periods = tuple(_changed(row, factors) if _inside(row, factors) else row for row in periods)
    intake = tuple(part for row in project.intake for part in _divided(row, factors))
    return replace(project, periods=periods, intake=intake)


def untouched(project: Project, factors: Factors) -> tuple[int, ...]:
    """Return the rows of the periods that only partly lie in the span, and so stay as they are."""
    span = factors.span
    if span is None or not (factors.losses or factors.gains):
        return ()
    return tuple(
        number
        for number, row in enumerate(project.periods)
        if row.series == factors.series
        and row.start <= row.end
        and row.start <= span.end
        and row.end >= span.start
        and not _inside(row, factors)
    )


def bounds_offered(results: Results, series: str, most: int) -> tuple[Sequence[int], Sequence[int]]:
    """Return the rows with which a scenario of a series may begin, and those with which it may end.

    Of more than `most` parts those that are first, or last, in their month, year or decade.
    """
    parts = results.series[series].parts
    firsts = lasts = parts
    days = [
        (side[parts] - _EPOCH).astype("datetime64[D]") for side in (results.inputs.start, results.inputs.end)
    ]
    for unit in ("M", "Y", "10Y", "100Y"):
        if len(parts) <= most or (len(firsts) <= most and len(lasts) <= most):
            break
        begins, ends = (side.astype(f"datetime64[{unit}]").astype(np.int64) for side in days)
        firsts = parts[np.diff(begins, prepend=begins[0] - 1) != 0]
        lasts = parts[np.diff(ends, append=ends[-1] + 1) != 0]
    return firsts.tolist(), lasts.tolist()


def months_until(threshold: float, so_far: Outcome, rate: Outcome) -> Outcome:
    """Return in how many months a cumulative shortfall is reached that grows by `rate` a month.

    (threshold − so far) ÷ rate over both ranges; a low below 0 is 0, where the shortfall may be that large
    already. Absent, with the reason, where it is reached already or, at that rate, never is.
    """
    for known in (so_far, rate):
        if isinstance(known, Absent):
            return known
    if isinstance(so_far, Value) and so_far.best >= threshold:
        return Absent(words("that many are short already"))
    if isinstance(rate, Value) and rate.best <= 0:
        return Absent(words("at this rate the gross shortfall does not grow"))
    left = subtract(exact(np.array([threshold])), band_of(so_far))
    cell = ratio(left, band_of(rate), Reason.ZERO_LOSSES).cell(0)
    if cell.absent:
        return Absent(words("too large a number"))
    return Value(max(cell.low, 0.0), cell.best, cell.high, cell.approximate)


def _inside(row: Period, factors: Factors) -> bool:
    span = factors.span
    if row.series != factors.series or row.start > row.end:
        return False
    return span is None or (span.start <= row.start and row.end <= span.end)


def _changed(row: Period, factors: Factors) -> Period:
    losses, gains = scaled(row.losses, factors.losses), scaled(row.gains, factors.gains)
    return Period(row.series, row.label, row.start, row.end, losses, gains, row.note)


def _divided(row: Intake, factors: Factors) -> Iterator[Intake]:
    """Yield the row, its days within the span apart from those before and after it."""
    if row.series != factors.series or not factors.intake or row.start > row.end:
        yield row
        return
    span = factors.span or Span(row.start, row.end)
    first, last = max(row.start, span.start), min(row.end, span.end)
    if first > last:
        yield row
        return
    if row.start < first:
        yield replace(row, end=_day(first, -1))
    rate = scaled(row.per_month, factors.intake)
    yield replace(row, start=first, end=last, per_month=row.per_month if rate is None else rate)
    if last < row.end:
        yield replace(row, start=_day(last, 1))


def _day(day: date, by: int) -> date:
    return day + timedelta(days=by)


def scaled(figure: Figure | None, share: float) -> Figure | None:
    """Return a figure and its alternatives multiplied by 1 + share, all else kept; None for None."""
    if figure is None or not share:
        return figure
    factor = 1.0 + share
    # every field in its order: `replace` takes three times as long, and each step of a slider waits for it
    return Figure(
        _times(figure.value, factor),
        _times(figure.low, factor),
        _times(figure.high, factor),
        figure.qualifier,
        figure.unit,
        figure.scope,
        figure.as_of,
        figure.dating,
        figure.source,
        figure.quote,
        figure.note,
        tuple(scaled(other, share) or other for other in figure.alternatives) if figure.alternatives else (),
    )


def _times(bound: float | None, factor: float) -> float | None:
    return None if bound is None else max(-LARGEST, min(bound * factor, LARGEST))


def said(factors: Factors, days: Words, formats: Formats) -> Words:
    """Say what a scenario changes: "losses +10 %, intake −20 % (1 Sep – 30 Nov 2024)"."""
    parts = [
        words(template, share=_signed(share, formats))
        for template, share in (
            (marked("losses {share}"), factors.losses),
            (marked("intake {share}"), factors.intake),
            (marked("gains {share}"), factors.gains),
        )
        if share
    ]
    if not parts:
        return words("nothing changed")
    listed = parts[0]
    for part in parts[1:]:
        listed = words("{one}, {other}", one=listed, other=part)
    return words("{changes} ({days})", changes=listed, days=days)


def _signed(share: float, formats: Formats) -> str:
    number = write_number(round(share * 100, 1), formats.notation)
    return f"+{number} %" if share > 0 else f"{number} %"
