"""A published sentence read as a claim: its number, unit and qualifier, its days, its measure; or its trend.

What a sentence does not say, or says in words that are not known here, is left open for a person to fill in.
Nothing is taken for granted: whoever asks shows what was read before anything comes of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from model.derive.measures import MEASURE
from model.project import MOST_STEPS, Trend
from model.text.days import Span, Step
from model.text.days_in_text import find_days
from model.text.errors import Unreadable
from model.text.figures import Figure, Quantity, is_blank, read_figure
from model.text.notation import NUMBER, Notation
from model.text.patterns import Pattern

LONGEST_READ = 2000  # characters: a sentence or a few; of more, the beginning is read


@dataclass(frozen=True, slots=True)
class ClaimSaid:
    """What a sentence says; what it does not say is None, or the empty text.

    `measure` is the key of a measure; `stated` is in the unit said, "" for the measure's own. Of a trend,
    `span` ends where the trend does.
    """

    quote: str
    stated: Figure | None = None
    measure: str = ""
    span: Span | None = None
    trend: Trend | None = None
    step: Step = Step.MONTH
    count: int = 0


def read_claim(text: str, notation: Notation, year: int | None = None) -> ClaimSaid:
    """Return what `text` claims. `year` is the one meant where a month is named without one.

    Any text is read; one that says nothing leaves everything open.
    """
    plain = " ".join(text.split())[:LONGEST_READ]
    said = ClaimSaid(quote=text.strip())
    if _COMPARES.search(plain):
        return said  # a change or a factor: for a person, who sees what is meant
    days = find_days(plain, year)
    rest = plain if days is None else f"{plain[: days.begin]} … {plain[days.end :]}"
    said = replace(said, span=days.span if days is not None else None)
    trend = _trend(rest)
    if trend is not None:
        way, step, count, rest = trend
        return replace(said, trend=way, step=step, count=count, measure=_measure(rest, "", trend=True))
    if _SINCE.search(plain):
        return replace(said, span=None)  # days without an end
    figures = _figures_in(rest)
    if not figures:
        # numbers that are none of ours ("47th Brigade") leave it open what is claimed
        return said if re.search("[0-9]", rest) else replace(said, measure=_measure(rest, "", trend=False))
    if len(figures) > 1:
        return said  # which of them belongs to which words is not known here
    (found,) = figures
    if found.unit in ("km2", "mi2") and found.at_once and _PER_AREA.search(rest):
        return said  # ground, and the cost of ground, in one sentence
    measure = _measure(rest, found.unit, trend=False)
    return replace(said, measure=measure, stated=_stated(found, measure, notation))


# what is left to a person

_COMPARES = Pattern(
    r"(?:%|\bper\s?cent\b|\bpercent(?:age)?\b)(?=.*\b(?:than|compared|relative|versus|vs|over\s+the\s+previous"
    r"|year[\s-]on[\s-]year|month[\s-]on[\s-]month)\b)"
    r"|\b(?:ris\w+|rose|increas\w*|grow\w*|grew|climb\w*|fall\w*|fell|declin\w*|decreas\w*|drop\w*|up|down"
    r"|higher|lower|more|less|fewer|jump\w*|surg\w*|shr[aiu]nk\w*)\b[^.;]*?(?:%|\bper\s?cent\b|\bpercent\b)"
    r"|(?:%|\bper\s?cent\b|\bpercent\b)\s+(?:ris\w*|increas\w*|growth|fall|declin\w*|decreas\w*|drop"
    r"|higher|lower|more|less|fewer|jump|surge|up|down)\b"
    r"|\b(?:twice|thrice|double[ds]?|doubling|tripl\w+|quadrupl\w+|halv\w+|half\s+as)\b"
    r"|\b(?:times|-?fold)\b|\b[0-9.,]+\s?(?:x|×|fold|-fold)(?!\w)|\b(?:a\s+)?(?:third|quarter|half)\s+(?:of|more|less|fewer)\b"
    r"|\bpercentage\s+points?\b",
    re.IGNORECASE,
)
"""Percent changes, factors and shares of another number: `3 % higher than`, `twice as many`, `a third of`."""
_SINCE = Pattern(
    r"\b(?:since|so\s+far|to\s+date|until|by\s+the\s+end\s+of|as\s+of)\b|\bfrom\b(?!.*\b(?:to|until|through)\b)",
    re.IGNORECASE,
)
"""Days that have no end in the sentence."""


# trends

_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth"),
)
_CARDINALS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_COUNT = rf"(?P<count>[0-9]{{1,4}}(?:st|nd|rd|th)?|{'|'.join((*_ORDINALS, *_CARDINALS))})"
_IN_A_ROW = (
    Pattern(
        rf"\b{_COUNT}[\s-]+(?:consecutive|straight|successive)\s+(?P<step>month|quarter)s?\b", re.IGNORECASE
    ),
    Pattern(
        rf"\b{_COUNT}\s+(?P<step>month|quarter)s?\s+(?:in\s+a\s+row|running|in\s+succession)\b",
        re.IGNORECASE,
    ),
)
_RISING = Pattern(
    r"\b(?:ris(?:e|es|en|ing)|rose|increas\w*|grow\w*|grew|climb\w*|higher|upward\w*|up)\b", re.IGNORECASE
)
_FALLING = Pattern(
    r"\b(?:fall\w*|fell|declin\w*|decreas\w*|shrink\w*|shrank|drop\w*|lower|downward\w*|down)\b",
    re.IGNORECASE,
)


def _trend(text: str) -> tuple[Trend, Step, int, str] | None:
    """Return which way, in what steps, how many times, and the text without that; None for no trend."""
    found = next((match for pattern in _IN_A_ROW if (match := pattern.search(text))), None)
    rising, falling = _RISING.search(text), _FALLING.search(text)
    if found is None or (rising is None) == (falling is None):
        return None
    word = found["count"].lower()
    if word in _ORDINALS:
        count = _ORDINALS.index(word) + 1
    elif word in _CARDINALS:
        count = _CARDINALS.index(word) + 1
    else:
        count = int(re.match("[0-9]+", word).group())  # type: ignore[union-attr]  # the pattern has digits
    if not 1 <= count <= MOST_STEPS:
        return None
    rest = f"{text[: found.start()]} … {text[found.end() :]}"
    return Trend.RISING if rising else Trend.FALLING, Step(found["step"].lower()), count, rest


# figures

_BEFORE = (
    r"(?P<before>about|around|approximately|approx\.?|roughly|circa|c\.|nearly|almost|some|an\s+estimated"
    r"|more\s+than|over|above|exceeding|at\s+least|no\s+fewer\s+than|no\s+less\s+than|fewer\s+than|less\s+than"
    r"|under|below|up\s+to|at\s+most|no\s+more\s+than|[~≈><≥≤]|>=|<=)?"
)
_POWER = r"(?:\s?(?P<power{n}>k|thousand|mn?|million)(?!\w))?"
_FIGURE = Pattern(
    rf"(?<![\w.,]){_BEFORE}\s*(?P<minus>[-−])?(?P<low>{NUMBER}){_POWER.format(n=1)}"
    rf"(?:\s*(?:[-–—]|\bto\b|\band\b)\s*(?P<high>{NUMBER}){_POWER.format(n=2)})?(?P<plus>\+)?",
    re.IGNORECASE,
)
_APPROXIMATE = ("nearly", "almost", "some", "an estimated")
_KM2 = Pattern(
    r"\bkm\s?(?:\^?2|²)|\bsq\.?\s?km\b|\b(?:square|sq\.?)\s+(?:km\b|kilomet(?:re|er)s?\b)|㎢", re.IGNORECASE
)
_MI2 = Pattern(r"\bmi\s?(?:\^?2|²)|\bsq\.?\s?mi(?:les?)?\b|\b(?:square|sq\.?)\s+mi(?:les?)?\b", re.IGNORECASE)
_AREA_AT_ONCE = Pattern(
    r"\s*(?:km\s?(?:\^?2|²)|mi\s?(?:\^?2|²)|㎢|(?:square|sq\.?)\s?(?:km|kilomet|mi))", re.IGNORECASE
)
_SHARE = Pattern(r"^\s*(?:%|percent\b|per\s+cent\b)", re.IGNORECASE)
_NEAR = 60  # characters after a number in which its unit stands


@dataclass(frozen=True, slots=True)
class _FigureFound:
    """A figure in a sentence: its text, ready to be read, and the unit of area said with it."""

    text: str
    unit: str
    at_once: bool  # the unit stands right behind the number


_NO_FIGURE_AFTER = Pattern(
    r"(?:st|nd|rd|th)\b|[\s-]*(?:separate\s+|motor\w*\s+|mechani[sz]ed\s+|guards?\s+|combined\s+arms\s+)*"
    r"(?:brigades?|regiments?|divisions?|battalions?|corps|arm(?:y|ies)|days?|weeks?|months?|years?|hours?|minutes?"
    r"|km(?!\s?(?:\^?2|²))|kilomet(?:re|er)s?|met(?:re|er)s?|m|miles?|o'clock|year-old)\b",
    re.IGNORECASE,
)
"""What makes a number none of people or ground: the name of a unit, a length of time or way."""
_YEAR = Pattern(r"(?:19|20)[0-9]{2}")


def _figures_in(text: str) -> list[_FigureFound]:
    """Return the figures of a sentence: no years, lengths or names; a second unit goes with the first."""
    plain = re.sub(r"(km|mi)\s?\^?2(?![0-9])", r"\1²", text, flags=re.IGNORECASE)
    figures: list[_FigureFound] = []
    for found in _FIGURE.finditer(plain):
        after = plain[found.end() : found.end() + _NEAR]
        following = _FIGURE.search(after)
        near = after[: following.start()] if following is not None else after
        if _NO_FIGURE_AFTER.match(after) or (found["high"] is None and _YEAR.fullmatch(found["low"])):
            continue
        unit = "share" if _SHARE.match(near) else _area_unit(near)
        at_once = bool(_AREA_AT_ONCE.match(near))
        second = bool(figures) and plain[: found.start()].rstrip().endswith("(") and at_once
        if second and figures[-1].at_once and figures[-1].unit != unit:
            continue  # "2,356 km² (910 square miles)"
        figures.append(_FigureFound(_typed(found, unit), unit, at_once))
    return figures


def _area_unit(text: str) -> str:
    metric, imperial = _KM2.search(text), _MI2.search(text)
    if metric and (imperial is None or metric.start() < imperial.start()):
        return "km2"
    return "mi2" if imperial else ""


def _typed(found: re.Match[str], unit: str) -> str:
    """Return the figure as one would type it into a cell, without its unit but for a share."""
    before = " ".join((found["before"] or "").lower().split())
    before = "about" if before in _APPROXIMATE else before.removesuffix(".")
    before = "c." if before == "c" else before
    minus = "−" if found["minus"] else ""
    low, high = found["low"], found["high"]
    first = f"{minus}{low}{_after(found['power1'])}"
    if high is None:
        text = f"{before} {first}{'+' if found['plus'] and not before else ''}"
    else:
        text = f"{first} to {high}{_after(found['power2'])}"
    return f"{text} %" if unit == "share" else text


def _after(power: str | None) -> str:
    return f" {power.lower()}" if power else ""


def _stated(found: _FigureFound, measure: str, notation: Notation) -> Figure | None:
    """Return the figure in the unit said; None where its number cannot be read for certain."""
    own = MEASURE[measure].unit if measure else ("share" if found.unit == "share" else "people")
    quantity = Quantity.stated(own)
    try:
        figure = read_figure(found.text, quantity, notation) if not is_blank(found.text) else None
    except Unreadable:
        return None
    if figure is not None and found.unit == "mi2" and "km2" in own:
        return replace(figure, unit=own.replace("km2", "mi2"))
    return figure


# measures

_LOSSES = Pattern(
    r"\b(?:loss(?:es)?|lost|casualt\w*|killed|wounded|dead|deaths?|soldiers?|personnel|troops|people|men)\b",
    re.IGNORECASE,
)
_GROUND = Pattern(
    r"\b(?:ground|territor\w*|area|land|gain(?:s|ed)?|advanc\w*|captur\w*|seiz\w*)\b", re.IGNORECASE
)
_RECRUITS = Pattern(r"\b(?:recruit\w*|enlist\w*|intake|conscript\w*|mobili[sz]\w*)\b", re.IGNORECASE)
_SHORTFALL = Pattern(r"\b(?:shortfall|short\s+(?:of|by)|deficit)\b", re.IGNORECASE)
_REPLACED = Pattern(r"\breplac\w*", re.IGNORECASE)
_PER_AREA = Pattern(
    r"(?:\bper|\ba|\ban|\beach|\bevery|\bfor\s+(?:each|every)|/)\s*(?:km\s?(?:\^?2|²)|㎢|mi\s?(?:\^?2|²)"
    r"|sq\.?\s?(?:km|mi)|(?:square|sq\.?)\s+(?:km|kilomet|mi))",
    re.IGNORECASE,
)
_PER_DAY = Pattern(r"(?:\bper|\ba|\beach|\bevery|/)\s*day\b|\bdaily\b", re.IGNORECASE)
_PER_MONTH = Pattern(r"(?:\bper|\ba|\beach|\bevery|/)\s*month\b|\bmonthly\b", re.IGNORECASE)


def _measure(text: str, unit: str, *, trend: bool) -> str:
    """Return the key of the measure that a sentence is about, "" where it does not say.

    `unit` is that of its figure: an area, a share, or "" for people. A rate of which nothing else is said
    ("casualty rates") is one a day where it is a `trend`.
    """
    rate = "_per_day" if _PER_DAY.search(text) else "_per_month" if _PER_MONTH.search(text) else ""
    if _PER_AREA.search(text):
        return "losses_per_gain"
    if unit == "share":
        return "replaced" if _REPLACED.search(text) or _RECRUITS.search(text) else ""
    if unit in ("km2", "mi2"):
        return f"gains{rate}"
    if _SHORTFALL.search(text):
        return {"": "shortfall", "_per_month": "shortfall_per_month"}.get(rate, "")
    if _RECRUITS.search(text):
        return "" if rate else "intake"  # no measure is a rate of recruiting
    if trend and not rate and re.search(r"\brates?\b", text, re.IGNORECASE):
        rate = "_per_day"
    if _LOSSES.search(text):
        return f"losses{rate}"
    return f"gains{rate}" if _GROUND.search(text) else ""
