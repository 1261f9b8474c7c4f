"""Trends as they are typed into a cell and shown in one: `rising 5 months in a row`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from model.derive.measures import claimed_unit
from model.project import MOST_STEPS, STREAKS, Claim, Trend
from model.reading.claim import read_claim
from model.text.amounts import amount
from model.text.days import Step
from model.text.errors import Refused
from model.text.notation import ENGLISH
from model.text.words import Words, marked, untranslated, words


class TypedTrend(Struct, frozen=True):
    """A trend: which way, in what steps, how many times in a row; `level`: what each step is held against."""

    trend: Trend
    step: Step
    count: int
    level: str = ""


_WAYS: Mapping[Trend, str] = {
    Trend.RISING: marked("rising {steps} in a row"),
    Trend.FALLING: marked("falling {steps} in a row"),
    Trend.ABOVE: marked("above {level} for {steps} in a row"),
    Trend.BELOW: marked("below {level} for {steps} in a row"),
}
_STEPS: Mapping[Step, str] = {
    Step.DAY: marked("{count} day|{count} days"),
    Step.WEEK: marked("{count} week|{count} weeks"),
    Step.MONTH: marked("{count} month|{count} months"),
    Step.QUARTER: marked("{count} quarter|{count} quarters"),
    Step.YEAR: marked("{count} year|{count} years"),
}


def steps_words(step: Step, count: int) -> Words:
    """Return so many steps: `5 months`."""
    return words(_STEPS[step], count=count)


def trend_words(trend: Trend, step: Step, count: int, level: Words | str = "") -> Words:
    """Return a trend as a cell shows it, which is what may be typed for it."""
    return words(_WAYS[trend], level=level, steps=steps_words(step, count))


def trend_of(claim: Claim) -> Words | None:
    """Return the trend that a claim states, as a cell shows it; None where it states a figure."""
    if claim.trend is None:
        return None
    level: Words | str = ""
    if claim.stated is not None:
        level = amount(claim.stated, claim.stated.unit or claimed_unit(claim))
    return trend_words(claim.trend, claim.step, claim.count, level)


def read_trend(text: str, translate: Callable[[str], str] = untranslated) -> TypedTrend | None:
    """Return the trend that `text` is, None where it is none.

    It is understood as it is shown, and as English sentences have it: `fifth consecutive month of rising …`.
    Raises `Refused` for a count that no claim can have.
    """
    plain = " ".join(text.split()).casefold()
    for trend, template in _WAYS.items():
        pattern = _pattern(translate(template), steps="(?P<steps>.+?)", level="(?P<level>.+?)")
        found = re.fullmatch(pattern, plain)
        steps = None if found is None else _steps_in(found["steps"], translate)
        if found is None or steps is None:
            continue
        step, count = steps
        if not 1 <= count <= MOST_STEPS:
            least = marked("A trend goes on for 1 to {most} steps.")
            raise Refused(words(least, most=MOST_STEPS))
        return TypedTrend(trend, step, count, found.groupdict().get("level", ""))
    said = read_claim(text, ENGLISH)
    if said.trend is None or said.trend in STREAKS:  # which names its number in the words above alone
        return None
    return TypedTrend(said.trend, said.step, said.count)


def _steps_in(text: str, translate: Callable[[str], str]) -> tuple[Step, int] | None:
    for step, template in _STEPS.items():
        for form in translate(template).split("|"):
            if found := re.fullmatch(_pattern(form, count="([0-9]{1,6})"), text):
                return step, int(found[1])
    return None


def _pattern(form: str, **parts: str) -> str:
    pattern = re.escape(form.casefold())
    for name, part in parts.items():
        pattern = pattern.replace(re.escape(f"{{{name}}}"), part)
    return pattern
