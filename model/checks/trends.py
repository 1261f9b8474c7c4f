"""Claims that a measure rose or fell several times in a row, held against the steps they are about.

Each calendar month or quarter is computed as a claim about exactly its days is (domain.md §6). The steps have
to rise strictly; where a step is a range, what counts is whether numbers within the ranges could have risen.
A trend that went on longer than it is said to have does not contradict what is said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from model.checks.judging import Judgement, StepValue, Verdict, judge, same
from model.derive.measures import MEASURE
from model.project import STREAKS, Claim, Trend
from model.text.days import Span, Step, day_words, span_words, steps_to
from model.text.figures import Figure, Qualifier
from model.text.outcomes import Absent, Outcome, Value
from model.text.units import convert
from model.text.words import Words, marked, words

IN_A_ROW = "steps"
"""The unit of how many times in a row."""

Rise = Callable[[Span, Span], Value | None]
"""How far a measure over some days lies above the same over earlier ones, where that is known; else None."""

Within = Callable[[str, date, date], Mapping[str, Outcome]]
"""Every measure of a series over exactly these days: `Results.within`."""


def judge_trend(claim: Claim, within: Within, rise: Rise | None = None) -> Judgement:
    """Hold a claim with a trend against the steps up to its end.

    `computed` is how many times in a row the measure rose (or fell) up to the end, as far back as the claim
    goes: low is what it did for certain, best what it did at the best values, high what it may have done.
    `rise` compares two steps where one unknown may stand in both.
    """
    stated = Figure(value=float(claim.count), qualifier=Qualifier.AT_LEAST)
    spans = steps_to(claim.end, claim.step, claim.steps)
    reason = _no_end_of_step(claim, spans)
    if reason is not None:
        return judge(stated, Absent(reason), IN_A_ROW)
    steps = []
    for span in spans:
        outcome = within(claim.series, span.start, span.end)[claim.measure]
        if isinstance(outcome, Absent):
            return judge(stated, Absent(_reason_of_step(span, outcome.reason)), IN_A_ROW)
        steps.append(StepValue(span, outcome, MEASURE[claim.measure].unit))
    values = [_upward(step.value, claim.trend) for step in steps]
    if claim.trend in STREAKS:
        return judge(stated, _streak(values, _level(claim)), IN_A_ROW).with_steps(tuple(steps))
    found = [None if rise is None else rise(earlier, later) for earlier, later in pairwise(spans)]
    rises = [None if one is None else _upward(one, claim.trend) for one in found]
    runs = _runs(values, rises)
    judged = judge(stated, runs, IN_A_ROW)
    return judged.with_steps(tuple(steps))


def broken_at(judgement: Judgement, trend: Trend) -> tuple[StepValue, StepValue] | None:
    """Return the last two steps between which the trend is not what it is said to be, None if it holds."""
    if judgement.verdict is not Verdict.INCONSISTENT or not isinstance(judgement.computed, Value):
        return None
    if trend in STREAKS:
        return None
    values = [_upward(step.value, trend) for step in judgement.steps]
    for later in range(len(values) - 1, 0, -1):
        if not _may_rise(values[later - 1], values[later]):
            return judgement.steps[later - 1], judgement.steps[later]
    last = len(values) - 1  # no two neighbours break it, but a step does so with an earlier one
    for later in range(last, 0, -1):
        for earlier in range(later - 1, -1, -1):
            if not _may_rise(values[earlier], values[later]):
                return judgement.steps[earlier], judgement.steps[later]
    return None


def _no_end_of_step(claim: Claim, spans: Sequence[Span]) -> Words | None:
    if spans[-1].end != claim.end:
        return words(_NO_END[claim.step], day=day_words(claim.end))
    if len(spans) < claim.steps:
        return words("the trend begins before there were dates")
    return None


_NO_END: Mapping[Step, str] = {
    Step.MONTH: marked("{day} is not the last day of a month"),
    Step.QUARTER: marked("{day} is not the last day of a quarter"),
    Step.YEAR: marked("{day} is not the last day of a year"),
}


def _level(claim: Claim) -> float:
    """Return what each step of a streak is to be above, upward as `_upward` makes values."""
    stated, unit = claim.stated, MEASURE[claim.measure].unit
    if stated is None or stated.value is None:
        raise ValueError("a streak is told of one number")
    level = convert(stated.value, stated.unit or unit, unit)
    return level if claim.trend is Trend.ABOVE else -level


def _streak(values: Sequence[Value], level: float) -> Value:
    """Return how many values in a row up to the last lie above a level: for certain, at best, at most."""

    def run(numbers: Sequence[float]) -> float:
        return _run(len(numbers) + 1, lambda i: _above(numbers[i], level))

    lows, bests, highs = ([getattr(value, end) for value in values] for end in ("low", "best", "high"))
    return Value(run(lows), run(bests), run(highs), any(value.approximate for value in values))


def _reason_of_step(span: Span, reason: Words) -> Words:
    """Return why a step has no value, with its days unless the reason names them itself."""
    days = span_words(span.start, span.end)
    if days in dict(reason.values).values():
        return reason
    return words("{span}: {reason}", span=days, reason=reason)


def _upward(value: Value, trend: Trend | None) -> Value:
    """Return a value so that what is said of it is that it rises."""
    if trend in (Trend.RISING, Trend.ABOVE):
        return value
    return Value(-value.high, -value.best, -value.low, value.approximate)


def _runs(values: Sequence[Value], rises: Sequence[Value | None]) -> Value:
    """Return how many times in a row the values rise up to the last: for certain, at best, at most.

    `rises[i]` is how far step i + 1 lies above step i, where that is known better than from the two alone.
    """

    def surely(i: int) -> bool:
        rise = rises[i]
        return _above(values[i + 1].low, values[i].high) if rise is None else _above(rise.low, 0.0)

    def maybe(i: int) -> bool:
        rise = rises[i]
        if rise is not None and not _above(rise.high, 0.0):
            return False
        # Numbers that rise can be picked if no step lies wholly at or below any step before it.
        return all(_may_rise(values[i], later) for later in values[i + 1 :])

    certain = _run(len(values), surely)
    at_best = _run(len(values), lambda i: _above(values[i + 1].best, values[i].best))
    possible = max(_run(len(values), maybe), at_best)
    certain = min(certain, at_best)
    return Value(certain, at_best, possible, any(value.approximate for value in values))


def _run(length: int, rises: Callable[[int], bool]) -> float:
    run = 0
    while run < length - 1 and rises(length - 2 - run):
        run += 1
    return float(run)


def _may_rise(earlier: Value, later: Value) -> bool:
    return _above(later.high, earlier.low)


def _above(a: float, b: float) -> bool:
    return a > b and not same(a, b)
