"""The ways in which figures are published, taken apart: which numbers, how firmly, with what after them.

Nothing is weighed here: `figures` reads the numbers and their units and holds them to the place where
the figure stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from model.text.errors import Unreadable
from model.text.notation import MINUS, NUMBER, clipped, refuse_digits
from model.text.number_words import in_digits
from model.text.patterns import Pattern
from model.text.units import ONE_IN, read_typed_unit, with_signs
from model.text.words import Words, marked, words


class Qualifier(StrEnum):
    """How firmly a single value was stated."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    AT_LEAST = "at_least"
    UNDER = "under"
    UP_TO = "up_to"


TURNED: Mapping[Qualifier, Qualifier] = MappingProxyType(
    {
        Qualifier.OVER: Qualifier.UNDER,
        Qualifier.AT_LEAST: Qualifier.UP_TO,
        Qualifier.UNDER: Qualifier.OVER,
        Qualifier.UP_TO: Qualifier.AT_LEAST,
    }
)
"""What is said of −x, or of one in x, where the other is said of x."""


class DatedBy(StrEnum):
    """By what a figure is dated: the event itself, the report of it, or the map that shows it."""

    EVENT = "event"
    REPORT = "report"
    MAP = "map"


class RangeIs(StrEnum):
    """What the range of a figure is: bounds, a 95 % interval, or how far sources are apart."""

    BOUNDS = "bounds"
    CI95 = "ci95"
    SOURCES = "sources"


class NumberAsTyped(NamedTuple):
    """One number as typed: its sign, its digits, the power of ten said after it (0, 3, 6), and its unit."""

    sign: str
    digits: str
    power: int
    unit: str


class FigureText(NamedTuple):
    """A figure taken apart: `value`, or `low` and `high`, or `value` with one bound or both.

    `after` stands behind a bracket. `other` is the same value in another unit, which is checked and not kept.
    `aside` is what stands there and says nothing of the number: footnote marks, the change in brackets.
    `range`: what it is said that the range is.
    """

    qualifier: Qualifier
    value: NumberAsTyped | None
    low: NumberAsTyped | None = None
    high: NumberAsTyped | None = None
    after: tuple[int, str] = (0, "")
    other: NumberAsTyped | None = None
    aside: tuple[str, ...] = ()
    range: RangeIs = RangeIs.BOUNDS


_BEFORE: Mapping[str, Qualifier] = MappingProxyType(
    dict.fromkeys(("exactly",), Qualifier.EXACT)
    | dict.fromkeys(
        ("~", "≈", "\u223c", "c.", "ca.", "ca", "circa", "approx.", "approx", "approximately"),
        Qualifier.ABOUT,
    )
    | dict.fromkeys(
        ("about", "around", "roughly", "some", "nearly", "almost", "an estimated", "estimated"),
        Qualifier.ABOUT,
    )
    | dict.fromkeys(
        ("близько", "приблизно", "орієнтовно", "майже", "около", "примерно", "почти"), Qualifier.ABOUT
    )
    | dict.fromkeys(
        ("etwa", "rund", "ungefähr", "fast", "knapp", "environ", "près de", "presque"), Qualifier.ABOUT
    )
    | dict.fromkeys(
        (">", "over", "more than", "above", "exceeding", "upwards of", "upward of", "in excess of"),
        Qualifier.OVER,
    )
    | dict.fromkeys(("понад", "більше", "більш ніж", "свыше", "более", "более чем", "больше"), Qualifier.OVER)
    | dict.fromkeys(("über", "mehr als", "plus de"), Qualifier.OVER)
    | dict.fromkeys(
        (
            "≥",
            ">=",
            "at least",
            "no fewer than",
            "not fewer than",
            "no less than",
            "not less than",
            "a minimum of",
        ),
        Qualifier.AT_LEAST,
    )
    | dict.fromkeys(
        (
            "щонайменше",
            "не менше",
            "не менш ніж",
            "не менее",
            "не меньше",
            "как минимум",
            "mindestens",
            "au moins",
        ),
        Qualifier.AT_LEAST,
    )
    | dict.fromkeys(("<", "under", "below", "fewer than", "less than"), Qualifier.UNDER)
    | dict.fromkeys(
        ("менше", "менш ніж", "менее", "менее чем", "меньше", "weniger als", "moins de"), Qualifier.UNDER
    )
    | dict.fromkeys(
        ("≤", "<=", "up to", "at most", "no more than", "not more than", "as many as"), Qualifier.UP_TO
    )
    | dict.fromkeys(("a maximum of", "до", "не більше", "не более", "щонайбільше"), Qualifier.UP_TO)
    | dict.fromkeys(("bis zu", "höchstens", "jusqu'à", "jusqu’à", "au plus"), Qualifier.UP_TO)
)
_AFTER: Mapping[str, Qualifier] = MappingProxyType(
    {
        "+": Qualifier.AT_LEAST,
        "or more": Qualifier.AT_LEAST,
        "або більше": Qualifier.AT_LEAST,
        "или более": Qualifier.AT_LEAST,
        "oder mehr": Qualifier.AT_LEAST,
        "ou plus": Qualifier.AT_LEAST,
        "or fewer": Qualifier.UP_TO,
        "or less": Qualifier.UP_TO,
    }
)
_LOWER, _UPPER = (Qualifier.OVER, Qualifier.AT_LEAST), (Qualifier.UNDER, Qualifier.UP_TO)


def _any_of(texts: Mapping[str, Qualifier]) -> str:
    return "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True))


_THOUSAND = r"k|к|thousands?|тис\.?|thsd\.?|тисяч[іа]?|тыс\.?|тысяч[иа]?|tsd\.?|tausend|mille|milliers?"
_MILLION = r"mn?|mln\.?|million(?:s|en)?|млн\.?|мільйон(?:и|ів|а)?|миллион(?:а|ов|ы)?|mio\.?"
_SIGNS = ("-", MINUS, "+")
_DASHES = f"-\u2010\u2011\u2012\u2013\u2014\u2015{MINUS}"
_INVISIBLE = "\u200b\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2067\u2068\u2069\ufeff"
"""What comes along unseen when text is copied out of a web page or a spreadsheet."""

_NUMBER = Pattern(NUMBER)
_SQUARE = Pattern(r"(?<![a-zа-яії])(km|mi|км)\^?2(?![0-9])")
INTERVAL = Pattern(
    r"(?i)(?:[,;] )?(?<![0-9.,])95 ?%[ -]?(?:ci|ui|confidence interval|interval|ді|довірчий інтервал)\b[:,]?"
)
_NOTHING_IN_BRACKETS = Pattern(r"\( *\)")
_ONE_IN = Pattern(
    r"(?P<before>.*?)\b(?:1|один|одна|одне) (?:in|out of|of|з|із|из|на|von|sur) (?:every )?"
    r"(?P<rest>[^0-9]{0,20}[0-9].*)"
)
_TO_ONE = Pattern(
    rf"(?P<more>(?:(?:.*[^0-9.,{_DASHES}]|.*[0-9]\s*[{_DASHES}]|)\s*)(?P<last>[0-9][0-9.,]*))\s*"
    r"(?:(?P<colon>:)|-?(?:to|zu|до|к|à)-?)\s*1"
)
_RANK = Pattern(r"(?:no\.?|nr\.?|№)\s*(?P<rest>[0-9].*)")
_NO_MORE = Pattern(r"0.*|1(?:[.,]0*)?")
_RAISED = "\u2070\u00b9\u00b2\u00b3\u2074-\u2079"
_FOOTNOTE = Pattern(
    rf"(?P<mark>(?<=[0-9])[{_RAISED}]+(?=[\s%]|$)|\s*\[[0-9a-z]{{1,3}}\](?=\s*$)|(?<=\S)\s*[*†‡]+(?=\s*$))"
)
_POWER_OF_TEN = Pattern(rf"(?<![0-9.,])10[{_RAISED}]")
_EXPONENT = Pattern(rf"(?P<sign>[-+{MINUS}]?)(?P<digits>[0-9](?:[.,][0-9]+)?)e(?P<power>[-+]?[0-9]{{1,2}})")
_BETWEEN = Pattern(
    rf"(?P<tail>.*?)\s*(?:[{_DASHES}]|(?P<word>\b(?:to|and|bis|до|à)\b))\s*(?P<sign>[-+{MINUS}]?)"
)
_BRACKET = Pattern(rf"(?P<tail>.*?)\s*\(\s*(?P<sign>[-+{MINUS}]?)")
_ONE_IN_BRACKETS = Pattern(rf"(?P<tail>.*?)\s*\((?P<before>[^()]*?)(?P<sign>[-+{MINUS}±]?)\s*")
_TWO_BEFORE = Pattern(rf"(?:(?:{_any_of(_BEFORE)})\s*){{2,}}")
_QUALIFIED = Pattern(rf"(?P<power>.*?)\s*(?P<after>{_any_of(_AFTER)})(?P<unit>.*)")
_POWER = Pattern(rf"(?:(?P<k>{_THOUSAND})|(?P<m>{_MILLION}))(?!\w)(?P<unit>.*)")
_JOINING = {"between": "and", "from": "to", "von": "bis", "от": "до", "від": "до", "de": "à"}


def is_blank(text: str) -> bool:
    """Return whether `text` says that nothing is known: empty, a dash, or `n/a`."""
    bare = text.strip().strip(_INVISIBLE).strip().casefold()
    return bare in ("", "n/a") or (len(bare) == 1 and bare in _DASHES)


def parse_figure_text(text: str) -> FigureText:
    """Return the numbers of `text` and how firmly they were stated. Raises Unreadable."""
    if not INTERVAL.search(text):
        return _parsed(text)
    return _parsed(_NOTHING_IN_BRACKETS.sub("", INTERVAL.sub("", text)))._replace(range=RangeIs.CI95)


def _parsed(text: str) -> FigureText:
    refuse_digits(text)
    plain, aside = _without_marks(text, text.strip().strip(_INVISIBLE).strip().lower())
    if found := _EXPONENT.fullmatch(plain):
        # Before an exponent stands one digit: what follows it can be nothing but decimals, whatever the sign.
        whole, _, decimals = found["digits"].replace(",", ".").partition(".")
        power = int(found["power"]) - len(decimals)
        return FigureText(
            Qualifier.EXACT, NumberAsTyped(found["sign"], whole + decimals, power, ""), aside=aside
        )
    # km2, and per 1,000, hold digits that are no number of their own.
    plain = _SQUARE.sub(r"\1²", in_digits(with_signs(plain)))
    found = _TO_ONE.fullmatch(plain)
    if found and (found["colon"] or not _NO_MORE.fullmatch(found["last"])):  # 0.5 to 1 is a range
        plain = f"{found['more']} ×"
    if found := _RANK.fullmatch(plain):
        plain = f"{found['rest']} rank"
    of_share = False
    if found := _ONE_IN.fullmatch(plain):
        plain = f"{found['before']}{found['rest']} {ONE_IN}"
        of_share = bool(found["before"].strip())  # more than one in 35 is one in fewer than 35
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
    if before == "–" and plain.startswith(f"–{digits[0]}"):
        sign = before  # what can be no range is a minus sign, as typography sets it
    before = before.removesuffix(sign).strip()
    if len(numbers) == 1:
        qualifier, tail = _qualifier(text, before, after)
        qualifier = TURNED.get(qualifier, qualifier) if of_share else qualifier
        return FigureText(qualifier, _number(text, sign, digits[0], tail), aside=aside)
    if len(numbers) == 2 and (found := _ONE_IN_BRACKETS.fullmatch(between[0])):
        one = _with_one_in_brackets(text, before, (sign, digits[0], digits[1]), found, after)
        return one._replace(aside=(*one.aside, *aside))
    return _with_range(text, before, sign, digits, between, after)._replace(aside=aside)


def _without_marks(text: str, plain: str) -> tuple[str, tuple[str, ...]]:
    """Return `plain` without marks of footnotes, and these."""
    if _POWER_OF_TEN.search(plain):
        raise Unreadable(words(_POWER_OR_NOTE, text=clipped(text)))
    aside: list[str] = []
    while found := _FOOTNOTE.search(plain):
        aside.append(found["mark"].strip())
        plain = f"{plain[: found.start()]}{plain[found.end() :]}".strip()
    return plain, tuple(aside)


def _with_range(
    text: str, before: str, sign: str, digits: Sequence[str], between: Sequence[str], after: str
) -> FigureText:
    """Return a range, alone or in brackets behind a value."""
    joined = _BETWEEN.fullmatch(between[-1])
    if joined is None:
        raise _unreadable(text)
    if len(digits) == 2:
        opening, _, last = before.rpartition(" ")
        joining = _JOINING.get(last)
        if joined["word"] not in ({None, joining} if joining else {None, "to", "bis", "до", "à"}):
            raise _unreadable(text)
        qualifier = _range_qualifier(text, opening if joining else before, after)
        low = _number(text, sign, digits[0], joined["tail"])
        return FigureText(qualifier, None, low, _number(text, joined["sign"], digits[1], after))
    bracket = _BRACKET.fullmatch(between[0])
    inner, closed, outer = after.partition(")")
    if bracket is None or not closed or joined["word"] == "and":
        raise Unreadable(words(_TOO_MANY, text=clipped(text)))
    return FigureText(
        _range_qualifier(text, before, f"{inner} {outer}"),
        _number(text, sign, digits[0], bracket["tail"]),
        _number(text, bracket["sign"], digits[1], joined["tail"]),
        _number(text, joined["sign"], digits[2], inner),
        _power_and_unit(text, outer),
    )


def _with_one_in_brackets(
    text: str, before: str, typed: tuple[str, str, str], found: re.Match[str], after: str
) -> FigureText:
    """Return a value with one bound, with its change, or with the same in another unit in brackets."""
    sign, value, inside = typed
    inner, closed, outer = after.partition(")")
    if not closed:
        raise _unreadable(text)
    qualifier, tail = _qualifier(text, before, found["tail"])
    stated = _number(text, sign, value, f"{tail} {outer}".strip())
    within = " ".join(found["before"].split())
    bound = _BEFORE.get(within)
    inclusive = bound in (Qualifier.AT_LEAST, Qualifier.UP_TO)  # no bound is kept that is itself left out
    if inclusive and found["sign"] != "±" and qualifier is Qualifier.EXACT:
        one = _number(text, found["sign"], inside, inner)
        return FigureText(qualifier, stated, *((one, None) if bound is Qualifier.AT_LEAST else (None, one)))
    if within:
        raise _unreadable(text)
    if found["sign"] in ("+", "-", MINUS):
        change = _number(text, found["sign"], inside, inner)
        return FigureText(qualifier, stated, aside=(f"({change.sign}{change.digits})",))
    other = _number(text, "", inside, inner)
    if found["sign"] or not other.unit or not stated.unit or other.unit == stated.unit:
        raise _unreadable(text)
    return FigureText(qualifier, stated, other=other)


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


def _range_qualifier(text: str, before: str, after: str) -> Qualifier:
    """Return whether a range is `about`; of one that is over or under as well nobody knows what is meant."""
    before = " ".join(before.split())
    if before and before not in _BEFORE:
        raise _not_understood(text, before)
    qualifier = _BEFORE.get(before, Qualifier.EXACT)
    if qualifier in (*_LOWER, *_UPPER) or _QUALIFIED.fullmatch(after.strip()):
        raise Unreadable(words(_QUALIFIED_RANGE, text=clipped(text)))
    return qualifier


def _number(text: str, sign: str, digits: str, tail: str) -> NumberAsTyped:
    return NumberAsTyped(sign, digits, *_power_and_unit(text, tail))


def _power_and_unit(text: str, tail: str) -> tuple[int, str]:
    bare = tail.strip()
    if not bare or read_typed_unit(bare):
        return 0, bare
    found = _POWER.fullmatch(bare)
    unit = found["unit"].strip().removeprefix("of ") if found else ""
    if found and (not unit or read_typed_unit(unit)):
        return 3 if found["k"] else 6, unit
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
_POWER_OR_NOTE = marked(
    "“{text}” may be a power of ten, or 10 with the mark of a footnote; write the one that is meant"
)
_QUALIFIED_RANGE = marked(
    "“{text}” is a range, which cannot be over or under as well; write the range alone, as 25–30k"
)
