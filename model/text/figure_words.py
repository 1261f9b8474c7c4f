"""The ways in which figures are published, taken apart: which numbers, how firmly, with what after them.

Nothing is weighed here: `figures` reads the numbers and their units and holds them to the place where
the figure stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from model.text.errors import Unreadable
from model.text.notation import MINUS, NUMBER, clipped, refuse_digits
from model.text.patterns import Pattern
from model.text.units import read_typed_unit
from model.text.words import Words, marked, words


class Qualifier(StrEnum):
    """How firmly a single value was stated."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    AT_LEAST = "at_least"
    UNDER = "under"
    UP_TO = "up_to"


class Said(NamedTuple):
    """One number as typed: its sign, its digits, the power of ten said after it (0, 3, 6), and its unit."""

    sign: str
    digits: str
    power: int
    unit: str


class Published(NamedTuple):
    """A figure taken apart: `value`, or `low` and `high`, or all three, or `value` and one bound.

    `after` stands behind a bracket.
    """

    qualifier: Qualifier
    value: Said | None
    low: Said | None
    high: Said | None
    after: tuple[int, str] = (0, "")


_BEFORE: Mapping[str, Qualifier] = MappingProxyType(
    dict.fromkeys(("exactly",), Qualifier.EXACT)
    | dict.fromkeys(
        ("~", "≈", "\u223c", "c.", "ca.", "ca", "circa", "approx.", "approx", "approximately"),
        Qualifier.ABOUT,
    )
    | dict.fromkeys(("about", "around", "roughly"), Qualifier.ABOUT)
    | dict.fromkeys((">", "over", "more than", "above", "exceeding"), Qualifier.OVER)
    | dict.fromkeys(("≥", ">=", "at least", "no fewer than", "no less than"), Qualifier.AT_LEAST)
    | dict.fromkeys(("<", "under", "below", "fewer than", "less than"), Qualifier.UNDER)
    | dict.fromkeys(("≤", "<=", "up to", "at most", "no more than"), Qualifier.UP_TO)
)
_AFTER: Mapping[str, Qualifier] = MappingProxyType(
    {
        "+": Qualifier.AT_LEAST,
        "or more": Qualifier.AT_LEAST,
        "or fewer": Qualifier.UP_TO,
        "or less": Qualifier.UP_TO,
    }
)


def _any_of(texts: Mapping[str, Qualifier]) -> str:
    return "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))


_POWERS = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6}
_SIGNS = ("-", MINUS, "+")
_DASHES = f"-\u2010\u2011\u2013\u2014{MINUS}"
_INVISIBLE = "\u200b\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2067\u2068\u2069\ufeff"
"""What comes along unseen when text is copied out of a web page or a spreadsheet."""

_NUMBER = Pattern(NUMBER)
_SQUARE = Pattern(r"(?<![a-z])(km|mi)\^?2(?![0-9])")
_BETWEEN = Pattern(rf"(?P<tail>.*?)\s*(?:[{_DASHES}]|(?P<word>\bto\b|\band\b))\s*(?P<sign>[-+{MINUS}]?)")
_BRACKET = Pattern(rf"(?P<tail>.*?)\s*\(\s*(?P<sign>[-+{MINUS}]?)")
_INCLUSIVE = {
    text: qualifier
    for text, qualifier in _BEFORE.items()
    if qualifier in (Qualifier.AT_LEAST, Qualifier.UP_TO)
}
_BOUND = Pattern(rf"(?P<tail>.*?)\s*\(\s*(?P<which>{_any_of(_INCLUSIVE)})\s*(?P<sign>[-+{MINUS}]?)")
_TWO_BEFORE = Pattern(rf"(?:(?:{_any_of(_BEFORE)})\s*){{2,}}")
_QUALIFIED = Pattern(rf"(?P<power>.*?)\s*(?P<after>{_any_of(_AFTER)})(?P<unit>.*)")
_POWER = Pattern(r"(?P<power>k|thousand|mn?|million)(?!\w)(?P<unit>.*)")


def is_blank(text: str) -> bool:
    """Return whether `text` says that nothing is known: empty, a dash, or `n/a`."""
    bare = text.strip().strip(_INVISIBLE).strip().casefold()
    return bare in ("", "n/a") or (len(bare) == 1 and bare in _DASHES)


def take_apart(text: str) -> Published:
    """Return the numbers of `text` and how firmly they were stated. Raises Unreadable."""
    refuse_digits(text)
    # km2 holds a digit that is no number of its own.
    plain = _SQUARE.sub(r"\1²", text.strip().strip(_INVISIBLE).strip().lower())
    numbers = list(_NUMBER.finditer(plain))
    if not numbers:
        raise _unreadable(text)
    if len(numbers) > 3:
        raise Unreadable(words(_TOO_MANY, text=clipped(text)))
    before = plain[: numbers[0].start()].strip()
    after = plain[numbers[-1].end() :].strip()
    between = [plain[left.end() : right.start()].strip() for left, right in pairwise(numbers)]
    digits = [number.group() for number in numbers]
    sign = before[-1] if before.endswith(_SIGNS) else ""
    before = before.removesuffix(sign).strip()
    if len(numbers) == 1:
        qualifier, tail = _qualifier(text, before, after)
        return Published(qualifier, _said(text, sign, digits[0], tail), None, None)
    bounded = _BOUND.fullmatch(between[0]) if len(numbers) == 2 else None
    if bounded is not None:
        return _with_bound(text, (before, sign), digits, bounded, after)
    joined = _BETWEEN.fullmatch(between[-1])
    if joined is None:
        raise _unreadable(text)
    if len(numbers) == 2:
        joining = {"between": "and", "from": "to"}.get(before)
        if joined["word"] not in (None, joining or "to"):
            raise _unreadable(text)
        if joining:
            before = ""
        _refuse_qualified_range(text, before, after)
        low = _said(text, sign, digits[0], joined["tail"])
        return Published(Qualifier.EXACT, None, low, _said(text, joined["sign"], digits[1], after))
    bracket = _BRACKET.fullmatch(between[0])
    inner, closed, outer = after.partition(")")
    if bracket is None or not closed or joined["word"] == "and":
        raise Unreadable(words(_TOO_MANY, text=clipped(text)))
    _refuse_qualified_range(text, before, f"{inner} {outer}")
    return Published(
        Qualifier.EXACT,
        _said(text, sign, digits[0], bracket["tail"]),
        _said(text, bracket["sign"], digits[1], joined["tail"]),
        _said(text, joined["sign"], digits[2], inner),
        _power_and_unit(text, outer),
    )


def _with_bound(
    text: str, first: tuple[str, str], digits: list[str], bounded: re.Match[str], after: str
) -> Published:
    """Return a value with one bound in brackets behind it: `1,200 (≥1,000)`."""
    before, sign = first
    inner, closed, outer = after.partition(")")
    if not closed:
        raise _unreadable(text)
    _refuse_qualified_range(text, before, f"{inner} {outer}")
    value = _said(text, sign, digits[0], bounded["tail"])
    bound = _said(text, bounded["sign"], digits[1], inner)
    least = _INCLUSIVE[bounded["which"]] is Qualifier.AT_LEAST
    low, high = (bound, None) if least else (None, bound)
    return Published(Qualifier.EXACT, value, low, high, _power_and_unit(text, outer))


def _qualifier(text: str, before: str, after: str) -> tuple[Qualifier, str]:
    """Return the qualifier of a single number, and what else stands behind it."""
    if before in _DASHES and before:
        raise Unreadable(words(_DASH_BEFORE, text=clipped(text), minus=MINUS))
    found = _QUALIFIED.fullmatch(after)
    firm_after = _AFTER[found["after"]] if found else None
    tail = f"{found['power']} {found['unit'].strip()}".strip() if found else after
    before = " ".join(before.split())
    twice = before not in _BEFORE and _TWO_BEFORE.fullmatch(before)
    if twice or (before in _BEFORE and firm_after):
        raise Unreadable(words(_TWO_QUALIFIERS, text=clipped(text)))
    if not before:
        return firm_after or Qualifier.EXACT, tail
    if before not in _BEFORE:
        raise _not_understood(text, before)
    return _BEFORE[before], tail


def _refuse_qualified_range(text: str, before: str, after: str) -> None:
    before = " ".join(before.split())
    if before in _BEFORE and _BEFORE[before] is Qualifier.EXACT:
        return
    if before in _BEFORE or _QUALIFIED.fullmatch(after.strip()):
        raise Unreadable(words(_QUALIFIED_RANGE, text=clipped(text)))
    if before:
        raise _not_understood(text, before)


def _said(text: str, sign: str, digits: str, tail: str) -> Said:
    return Said(sign, digits, *_power_and_unit(text, tail))


def _power_and_unit(text: str, tail: str) -> tuple[int, str]:
    bare = tail.strip()
    if not bare or read_typed_unit(bare):
        return 0, bare
    found = _POWER.fullmatch(bare)
    if found and (not found["unit"].strip() or read_typed_unit(found["unit"])):
        return _POWERS[found["power"]], found["unit"].strip()
    raise _not_understood(text, bare)


def _unreadable(text: str) -> Unreadable:
    return Unreadable(words(_NO_FIGURE, text=clipped(text)))


def _not_understood(text: str, part: str) -> Unreadable:
    template: str = _NOT_UNDERSTOOD if part != text.strip() else _NO_FIGURE
    return Unreadable(Words(template, (("part", clipped(part)), ("text", clipped(text)))))


_NO_FIGURE = marked(
    "“{text}” is not a figure; write a number as it was published, such as ~53, >900, 25–30k or 40 (30–55)"
)
_NOT_UNDERSTOOD = marked(
    "“{part}” is not understood in “{text}”; before a number may stand about, over, at least, under or up to,"
    " and after it k, thousand, m, million and a unit such as km² or sq mi"
)
_TOO_MANY = marked("“{text}” holds more numbers than one figure; write one as 53, 25–30 or 40 (30–55)")
_DASH_BEFORE = marked(
    "“{text}” begins with a dash that is no minus sign; write {minus} or - for a negative number"
)
_TWO_QUALIFIERS = marked("“{text}” says twice how firm the number is; keep one, such as ~53, >53 or 53+")
_QUALIFIED_RANGE = marked(
    "“{text}” is a range, which cannot be about, over or under as well; write the range alone, as 25–30k"
)
