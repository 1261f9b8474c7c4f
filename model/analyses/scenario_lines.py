"""A scenario beside what was published, as lines to show; and the percentages that a person types for it."""

from __future__ import annotations

from msgspec import Struct

from model.analyses.scenario import LEAST, MOST, Factors, months_until, said, scenario, untouched
from model.analyses.sensitivity_lines import read_threshold
from model.checks.findings import row_name
from model.derive.against_baseline import against
from model.derive.measures import MEASURE
from model.derive.results import Results, derive
from model.text.days import day_words, span_words
from model.text.errors import Unreadable
from model.text.figure_words import is_blank
from model.text.formats import Formats
from model.text.notation import read_number
from model.text.outcomes import Absent, Outcome, Value
from model.text.words import Words, marked, words

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
        _line(key, _total(published, series, key), _total(assumed, series, key), formats) for key in SHOWN
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
    return months_until(threshold, _total(results, series, "shortfall"), _latest_rate(results, series))


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


def _total(results: Results, series: str, key: str) -> Outcome:
    total = results.series[series].total
    return total if isinstance(total, Absent) else total[key]


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
