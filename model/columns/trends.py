"""Trends as they are typed into a cell and shown in one: `rising 5 months in a row`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from model.project import MOST_STEPS, Claim, Trend
from model.reading.claim import read_claim
from model.text.days import Step
from model.text.errors import Refused
from model.text.notation import ENGLISH
from model.text.words import Words, marked, untranslated, words


class TypedTrend(Struct, frozen=True):
    """A trend: which way, in what steps, how many times in a row."""

    trend: Trend
    step: Step
    count: int


_TRENDS: Mapping[tuple[Trend, Step], str] = {
    (Trend.RISING, Step.MONTH): marked("rising {count} month in a row|rising {count} months in a row"),
    (Trend.FALLING, Step.MONTH): marked("falling {count} month in a row|falling {count} months in a row"),
    (Trend.RISING, Step.QUARTER): marked("rising {count} quarter in a row|rising {count} quarters in a row"),
    (Trend.FALLING, Step.QUARTER): marked(
        "falling {count} quarter in a row|falling {count} quarters in a row"
    ),
}


def trend_words(trend: Trend, step: Step, count: int) -> Words:
    """Return a trend as a cell shows it, which is what may be typed for it."""
    return words(_TRENDS[trend, step], count=count)


def trend_of(claim: Claim) -> Words | None:
    """Return the trend that a claim states, as a cell shows it; None where it states a figure."""
    return None if claim.trend is None else trend_words(claim.trend, claim.step, claim.count)


def read_trend(text: str, translate: Callable[[str], str] = untranslated) -> TypedTrend | None:
    """Return the trend that `text` is, None where it is none.

    It is understood as it is shown, and as English sentences have it: `fifth consecutive month of rising …`.
    Raises `Refused` for a count that no claim can have.
    """
    plain = " ".join(text.split()).casefold()
    for (trend, step), template in _TRENDS.items():
        forms = re.escape(translate(template).casefold()).replace(re.escape("|"), "|")
        pattern = forms.replace(re.escape("{count}"), "([0-9]{1,6})")
        if found := re.fullmatch(pattern, plain):
            count = int(next(number for number in found.groups() if number))
            if not 1 <= count <= MOST_STEPS:
                least = marked("A trend goes on for 1 to {most} steps.")
                raise Refused(words(least, most=MOST_STEPS))
            return TypedTrend(trend, step, count)
    said = read_claim(text, ENGLISH)
    return None if said.trend is None else TypedTrend(said.trend, said.step, said.count)
