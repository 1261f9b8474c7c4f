"""What if: a project with losses, intake or ground so many percent higher or lower over some of its days.

A scenario is computed and drawn beside what was published; it is never put in the place of a figure. What it
makes is a project of its own, for `derive` alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np
from msgspec import Struct

from model.analyses.sensitivity_lines import read_threshold
from model.checks.findings import row_name
from model.derive.against_baseline import against, band_of
from model.derive.bands import Reason, exact, ratio, subtract
from model.derive.measures import MEASURE
from model.derive.recruitment import days_behind
from model.derive.results import Results, derive
from model.project import Intake, Period, Project
from model.text.days import Span, day_words, span_words
from model.text.errors import Unreadable
from model.text.figure_words import is_blank
from model.text.figures import LARGEST, Figure
from model.text.formats import Formats
from model.text.notation import read_number, write_number
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
    return replace(
        row,
        losses=scaled(row.losses, factors.losses),
        correction=scaled(row.correction, factors.losses),
        gains=scaled(row.gains, factors.gains),
        gains_lost=scaled(row.gains_lost, factors.gains),
        gains_other=scaled(row.gains_other, factors.gains),
    )


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
        yield _of_days(row, row.start, _day(first, -1), 0.0)
    yield _of_days(row, first, last, factors.intake)
    if last < row.end:
        yield _of_days(row, _day(last, 1), row.end, 0.0)


def _of_days(row: Intake, first: date, last: date, share: float) -> Intake:
    """Return some days of a row, its rate multiplied by 1 + share; of a total, what they have of it."""
    behind, factor = days_behind(row), 1.0 + share
    if row.per_month.unit == "people/total" and behind:
        factor *= ((last - first).days + 1) / behind
    rate = scaled(row.per_month, factor - 1.0)
    return replace(row, start=first, end=last, per_month=row.per_month if rate is None else rate)


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
        figure.range,
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


# A scenario beside what was published, as lines to show; and the percentages that a person types for it


SHOWN: tuple[str, ...] = (
    "losses",
    "gains",
    "losses_per_gain",
    "intake",
    "shortfall",
    "shortfall_per_month",
    "replaced",
)


class ScenarioLine(Struct, frozen=True):
    """One result of the whole series: as published, in the scenario, and how the best of it changes."""

    what: str
    published: str
    assumed: str
    change: str


def lines_of(published: Results, assumed: Results, series: str, formats: Formats) -> tuple[ScenarioLine, ...]:
    """Return the results of a series side by side; without a value, the reason stands in its place."""
    return tuple(
        _line(key, published.series[series].of(key), assumed.series[series].of(key), formats) for key in SHOWN
    )


def until_lines(
    published: Results, assumed: Results, series: str, threshold: float, formats: Formats
) -> tuple[str, str]:
    """Say in how many months a cumulative shortfall is reached: at the published rate, and in the scenario.

    The rate is that of the latest period that counts, and is named.
    """
    forms = (
        marked("As published: {months}"),
        marked("In the scenario: {months}"),
    )
    said = [
        formats.words(words(form, months=_months(results, series, threshold, formats)))
        for form, results in zip(forms, (published, assumed), strict=True)
    ]
    return said[0], said[1]


def until(results: Results, series: str, threshold: float) -> Outcome:
    """Return in how many months from the end of a series its cumulative shortfall reaches a threshold.

    At the rate of the latest part; absent, with the reason, where the sum or the rate is.
    """
    if not len(results.series[series].parts):
        return Absent(words("no periods in this series"))
    return months_until(threshold, results.series[series].of("shortfall"), _latest_rate(results, series))


def _latest_rate(results: Results, series: str) -> Outcome:
    """Return the shortfall a month of the latest part of a series."""
    return results.outcome("shortfall_per_month", int(results.series[series].parts[-1]))


def read_percent(text: str, formats: Formats) -> float:
    """Return a typed change in percent as a share; nothing typed is 0. Raises `Unreadable`."""
    plain = text.strip().removesuffix("%").strip()
    if is_blank(plain):
        return 0.0
    negative = plain[:1] in "-\u2212\u2013"
    digits = plain[1:].strip() if negative or plain.startswith("+") else plain
    share = read_number(digits, formats.notation) / 100 * (-1 if negative else 1)
    if not LEAST <= share <= MOST:
        said = marked("Between {least} % and +{most} % can be tried.")
        raise Unreadable(words(said, least=f"\u2212{-LEAST * 100:g}", most=f"{MOST * 100:g}"))
    return share + 0.0


def _line(key: str, then: Outcome, now: Outcome, formats: Formats) -> ScenarioLine:
    measure = MEASURE[key]
    change = ""
    if isinstance(then, Value) and isinstance(now, Value) and then.best > 0:
        change = formats.change(against(_best(now), _best(then)).change)
    unit = "" if measure.unit in ("people", "share", "people/month") else f", {formats.unit(measure.unit)}"
    return ScenarioLine(
        f"{formats.words(words(measure.label))}{unit}",
        _told(then, measure.unit, formats),
        _told(now, measure.unit, formats),
        change,
    )


def _best(value: Value) -> Value:
    return Value(value.best, value.best, value.best)


def _told(outcome: Outcome, unit: str, formats: Formats) -> str:
    return formats.words(outcome.reason) if isinstance(outcome, Absent) else formats.outcome(outcome, unit)


def _months(results: Results, series: str, threshold: float, formats: Formats) -> Words:
    outcome, span = until(results, series, threshold), results.series[series].span
    if isinstance(outcome, Absent) or span is None:
        return outcome.reason if isinstance(outcome, Absent) else words("")
    latest = results.project.periods[int(results.series[series].parts[-1])]
    values = {
        "months": formats.outcome(outcome, "months"),
        "best": formats.number(outcome.best, "months"),
        "day": day_words(span.end),
        "rate": formats.outcome(_latest_rate(results, series), "people/month"),
        "period": row_name(latest),
    }
    if outcome.low == outcome.high:
        return words("{best} months after {day}, at the {rate} a month of {period}", **values)
    said = marked("{months} months after {day}, best {best}, at the {rate} a month of {period}")
    return words(said, **values)


class Scenario(Struct, frozen=True, eq=False):
    """What a scenario comes to, and what it assumes, in words."""

    results: Results
    said: Words


class ScenarioAnswer(Struct, frozen=True):
    """What comes of a scenario: how many periods it leaves as they are, and what is shown and drawn."""

    published: Results
    untouched: int
    lines: tuple[ScenarioLine, ...]
    until: str
    scenario: Scenario | None


def answer_of(published: Results, factors: Factors, threshold: str, formats: Formats) -> ScenarioAnswer:
    """Return what comes of a scenario. Touches no window, so that it may be called in a thread."""
    project, span = published.project, factors.span
    assumed = derive(scenario(project, factors), published)
    drawn = None
    if not factors.nothing and span is not None:
        drawn = Scenario(assumed, said(factors, span_words(span.start, span.end), formats))
    return ScenarioAnswer(
        published,
        len(untouched(project, factors)),
        lines_of(published, assumed, factors.series, formats),
        _until(published, assumed, factors.series, threshold, formats),
        drawn,
    )


def _until(published: Results, assumed: Results, series: str, typed: str, formats: Formats) -> str:
    if not typed:
        return ""
    try:
        threshold = read_threshold(typed, "shortfall", formats)
    except Unreadable as error:
        return formats.words(error.words)
    return "\n".join(until_lines(published, assumed, series, threshold, formats))
