"""Verdicts in words: what a claim is about, sign and name of each verdict, what decides it, and why."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import NamedTuple

from model.checks.judging import Judgement, Verdict, decimals_of, judge
from model.checks.trends import broken_at
from model.derive.measures import CLAIMED
from model.project import Claim, ComparedBy, OtherDays, Project, Trend
from model.text.amounts import Amount, amount
from model.text.days import span_words
from model.text.figures import Figure
from model.text.formats import as_shown, shown_decimals
from model.text.outcomes import Absent, Value
from model.text.units import Unit, of_difference
from model.text.words import Words, marked, words

_MOST_DIGITS = 12


class VerdictName(NamedTuple):
    """How a verdict is shown: its sign, its name, and both together."""

    sign: str
    name: str
    signed: str


VERDICT_NAMES: Mapping[Verdict, VerdictName] = {
    Verdict.FOLLOWS: VerdictName("✓", marked("follows"), marked("✓ follows")),
    Verdict.POSSIBLE: VerdictName("✓", marked("possible"), marked("✓ possible")),
    Verdict.CUT: VerdictName("✓", marked("as cut, not rounded"), marked("✓ as cut, not rounded")),
    Verdict.NOT_REFUTED: VerdictName("?", marked("not refuted"), marked("? not refuted")),
    Verdict.INCONSISTENT: VerdictName("!", marked("inconsistent"), marked("! inconsistent")),
    Verdict.UNVERIFIABLE: VerdictName("–", marked("cannot be checked"), marked("– cannot be checked")),
}


_COMPARED: Mapping[ComparedBy, str] = {
    ComparedBy.CHANGE: marked("change from {days}"),
    ComparedBy.FACTOR: marked("factor of {days}"),
    ComparedBy.SHARE: marked("share of {days}"),
    ComparedBy.HIGHEST: marked("place from the highest in {days}"),
    ComparedBy.LOWEST: marked("place from the lowest in {days}"),
}


def compared_words(project: Project, other: OtherDays) -> Words:
    """Say how a claim compares and with which days: `change from 1 Sep – 31 Oct 2024; Russia`."""
    said = words(_COMPARED[other.kind], days=span_words(other.start, other.end))
    series = project.series_of(other.series)
    return said if series is None else words("{compared}; {series}", compared=said, series=series.called)


def measure_words(project: Project, claim: Claim, judgement: Judgement) -> Words:
    """Say what a claim is about: its measure, how it compares, and from whose figures it was computed."""
    measure, span = CLAIMED[claim.measure], span_words(claim.start, claim.end)
    said = words(measure.went_on, span=span) if measure.went_on else words(measure.label)
    if claim.against is not None:
        compared = compared_words(project, claim.against)
        said = words("{measure}, {compared}", measure=said, compared=compared)
    if judgement.note is not None:
        said = words("{measure}, from {figures}", measure=said, figures=judgement.note)
    return said


def computed_amount(judgement: Judgement) -> Amount:
    """Return what was computed, with as many digits as decide the verdict."""
    return amount(judgement.computed, judgement.unit, deciding_digits(judgement))


def deciding_digits(judgement: Judgement) -> int:
    """Return how many decimals beyond the usual ones show what was computed so that it earns its verdict.

    At least as many as are stated: never "stated 27.96, computed 28.0: as cut", where 27.967 is.
    """
    computed, figure, unit = judgement.computed, judgement.figure, judgement.unit
    if isinstance(computed, Absent):
        return 0
    least = max(0, _decimals_stated(figure, unit) - shown_decimals(computed, unit))
    for more in count(least):
        shown = as_shown(computed, unit, more)
        again = judge(figure, shown, unit, judgement.precision).verdict
        if again is judgement.verdict or more >= _MOST_DIGITS:
            return more if again is judgement.verdict else least
    raise AssertionError


def _decimals_stated(figure: Figure, unit: Unit) -> int:
    numbers = [x for x in (figure.low, figure.value, figure.high) if x is not None]
    return min(max(decimals_of(x, unit) for x in numbers), _MOST_DIGITS)


def why_words(judgement: Judgement, trend: Trend | None = None) -> Words | None:
    """Say what is to be known of a verdict beside the numbers; None where nothing is."""
    match judgement.verdict:
        case Verdict.INCONSISTENT:
            return said_against(judgement, trend)
        case Verdict.NOT_REFUTED:
            return words("cannot be refuted, does not follow")
        case Verdict.POSSIBLE:
            return words("within the range")
        case Verdict.CUT:
            return words("as cut, not rounded")
        case Verdict.UNVERIFIABLE:
            return judgement.reason
    return None


def said_against(judgement: Judgement, trend: Trend | None = None) -> Words:
    """Say what speaks against a statement: how far off it is, or between which steps a trend is another."""
    broken = None if trend is None else broken_at(judgement, trend)
    if broken is None:
        return distance(judgement)
    rising = marked("{earlier} was {before}, {later} was {after}, no rise")
    falling = marked("{earlier} was {before}, {later} was {after}, no fall")
    first, second = broken
    return words(
        rising if trend is Trend.RISING else falling,
        earlier=span_words(first.span.start, first.span.end),
        before=amount(first.value, first.unit),
        later=span_words(second.span.start, second.span.end),
        after=amount(second.value, second.unit),
    )


def distance(judgement: Judgement) -> Words:
    """Say how far the computed value lies from the nearest bound stated."""
    if not judgement.difference:
        return words("not on the side that is stated")
    size = abs(judgement.difference)
    if judgement.unit == "share":
        far = amount(Value(size * 100, size * 100, size * 100), "points")
    else:
        far = amount(Value(size, size, size), of_difference(judgement.unit))
    if judgement.share is None:
        above = marked("{far} above what is stated")
        below = marked("{far} below what is stated")
        return words(above if judgement.difference > 0 else below, far=far)
    above = marked("{far} above the most stated ({share})")
    below = marked("{far} below the least stated ({share})")
    share = abs(judgement.share)
    return words(
        above if judgement.difference > 0 else below,
        far=far,
        share=amount(Value(share, share, share), "share"),
    )
