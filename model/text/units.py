"""Units: their keys, how they are written and read, and areas from one unit to the other.

A unit is a string such as `people/km2`: the key that project files use. Only areas and lengths convert, and
shares to so many per 1,000: a rate a day is no rate a month, because months differ in length.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from model.text.notation import Notation, last_number
from model.text.patterns import Pattern
from model.text.words import Words, marked, words

Unit = str


class AreaUnit(StrEnum):
    """The unit in which areas are shown."""

    KM2 = "km2"
    MI2 = "mi2"


KM_PER_MI = 1.609344
KM2_PER_MI2 = 2.589988110336
"""Square kilometres in a square mile, exactly: (1.609344)^2."""

_LABELS: Mapping[Unit, str] = MappingProxyType(
    {
        "days": marked("day|days"),
        "months": marked("month|months"),
        "years": marked("year|years"),
        "year": marked("year"),
        "people": marked("people"),
        "km2": marked("km²"),
        "mi2": marked("sq mi|sq mi"),
        "people/day": marked("a day"),
        "people/month": marked("a month"),
        "people/total": marked("in total"),
        "km2/day": marked("km² a day"),
        "mi2/day": marked("sq mi a day|sq mi a day"),
        "km2/month": marked("km² a month"),
        "mi2/month": marked("sq mi a month|sq mi a month"),
        "people/km2": marked("per km²"),
        "people/mi2": marked("per sq mi"),
        "km": marked("km"),
        "mi": marked("mile|miles"),
        "people/km": marked("per km"),
        "people/mi": marked("per mile"),
        "items": marked("item|items"),
        "items/day": marked("item a day|items a day"),
        "items/month": marked("item a month|items a month"),
        "money": marked("money|money"),
        "money/day": marked("money a day"),
        "money/month": marked("money a month"),
        "money/km2": marked("money per km²"),
        "money/mi2": marked("money per sq mi"),
        "m/day": marked("m a day"),
        "km/day": marked("km a day"),
        "people/item": marked("per item"),
        "share": marked("%"),
        "percent/day": marked("% a day"),
        "percent/month": marked("% a month"),
        "per_1000": marked("per 1,000"),
        "per_1000/day": marked("per 1,000 a day"),
        "per_1000/month": marked("per 1,000 a month"),
        "per_10000": marked("per 10,000"),
        "per_10000/day": marked("per 10,000 a day"),
        "per_10000/month": marked("per 10,000 a month"),
        "one_in": marked("one in"),
        "points": marked("percentage point|percentage points"),
        "times": marked("×"),
        "steps": marked("in a row"),
        "rank": marked("no."),
    }
)

UNITS: tuple[Unit, ...] = tuple(_LABELS)


_POWERS: Mapping[Unit, tuple[Unit, int]] = MappingProxyType(
    {
        "m/day": ("m/day", 0),
        "km/day": ("m/day", -3),
        "share": ("share", 0),
        "per_1000": ("share", 3),
        "per_10000": ("share", 4),
        **{
            f"{scale}/{time}": (f"percent/{time}", power)
            for time in ("day", "month")
            for scale, power in (("percent", 2), ("per_1000", 3), ("per_10000", 4))
        },
    }
)
"""Units that a power of ten parts: in which unit they are computed, and by which power a number is moved."""

SCALES: Mapping[Unit, tuple[Unit, ...]] = MappingProxyType(
    {
        own: tuple(unit for unit, (base, _) in _POWERS.items() if base == own and unit != own)
        + (("one_in",) if own == "share" else ())
        for own, _ in _POWERS.values()
    }
    | {"years": ("months",)}
)
"""For the unit of what is computed the others in which it is stated: "2 per 1,000", "one in 35", months."""

_MILES = re.compile(r"\bmi(?=2?\b)")


@cache
def kind(unit: Unit) -> Unit:
    """Return the unit with km in place of mi: two units are shown alike if their kinds are equal.

    Raises ValueError for what is no unit.
    """
    if unit not in _LABELS:
        raise ValueError(f"not a unit: {unit!r}")
    return _MILES.sub("km", unit)


@cache
def same_kind(unit: Unit) -> tuple[Unit, ...]:
    """Return the units that are of the kind of `unit`, itself among them."""
    return tuple(other for other in UNITS if kind(other) == kind(unit))


LENGTHS = frozenset({"km", "mi"})
"""The units in which an advance is told; the ground of others is an area."""


def convert(x: float, from_unit: Unit, to_unit: Unit) -> float:
    """Return `x` in `to_unit`; units of different kinds raise ValueError. Infinite bounds stay infinite.

    Of a share, "one in" is how many there are for each one of it: the greater the share, the fewer.
    """
    if from_unit == to_unit:
        return x
    if {from_unit, to_unit} == {"years", "months"}:
        return x * 12 if to_unit == "months" else x / 12
    if "one_in" in (from_unit, to_unit) and {from_unit, to_unit} <= {"one_in", *_POWERS}:
        share = convert(x, from_unit, "share") if to_unit == "one_in" else x
        turned = 1 / share if share else math.inf
        return turned if to_unit == "one_in" else convert(turned, "share", to_unit)
    (base, power), (other, wanted) = (_POWERS.get(unit, (kind(unit), 0)) for unit in (from_unit, to_unit))
    if base != other:
        raise ValueError(f"no way from {from_unit} to {to_unit}")
    if from_unit in _POWERS:
        return float(Decimal(repr(x)).scaleb(wanted - power))
    grows = from_unit.startswith("mi") or to_unit.endswith(("/mi", "/mi2"))
    size = KM2_PER_MI2 if "2" in from_unit else KM_PER_MI
    return x * size if grows else x / size


@cache
def in_area_unit(unit: Unit, area_unit: AreaUnit | Unit) -> Unit:
    """Return the unit of the same kind that is shown where areas are in `area_unit` (km2 or mi2)."""
    if "2" not in unit:
        return unit
    shown = kind(unit)
    return shown.replace("km2", "mi2") if area_unit == "mi2" else shown


def label(unit: Unit, number: float = 2) -> Words:
    """Return the unit as it stands after a number: `km²`, `per km²`, `sq mi a day`, `%`, `day`, `days`.

    Without a number it is the plural, as a heading has it.
    """
    kind(unit)
    return words(_LABELS[unit], count=number)


def said_unit(unit: Unit) -> Words:
    """Return a unit in which a file may be, such as `km²` or `m²`, as it stands in a sentence."""
    return label(unit) if unit in _LABELS else words("{unit}", unit=unit.replace("2", "²"))


def with_unit(number: str, unit: Unit, notation: Notation) -> Words:
    """Return a written number or range with its unit: `53 per km²`, `one in 35`, `91.7–130.6 years`."""
    form = "{unit} {number}" if unit in _AHEAD else "{number} {unit}"
    return words(form, number=number, unit=label(unit, last_number(number, notation)))


_AHEAD = ("one_in", "rank")

SELF_EVIDENT = frozenset({"people", "share", "year"})
"""Units that stand behind no number: people counted, a share with its %, a year of the calendar."""


def of_difference(unit: Unit) -> Unit:
    """Return the unit of a difference of two numbers in one: of places in a row, or one in so many, none."""
    return "years" if unit == "year" else "people" if unit in _AHEAD else unit


class TypedUnit(NamedTuple):
    """A unit as typed: `over` and `per` ("" where not said), such as `km2` a `day`, or just a `day`."""

    over: str
    per: str

    @property
    def unit(self) -> Unit:
        """The unit meant where nothing else is known; a bare `a day` counts people."""
        if not self.per:
            return self.over
        return f"{self.over or 'people'}/{self.per}"


_SQUARE_EN = r"sq\.? ?|square "
_SQUARE_UK = r"кв\.? ?|квадратн\w+ "
_KM2 = (
    rf"km\^?2|(?:{_SQUARE_EN})(?:km|kilomet(?:re|er)s?)|qkm|quadratkilometern?|(?:km|kilom[eè]tres?) carrés?"
    rf"|км\^?2|(?:{_SQUARE_UK})(?:км|к[іи]лометр\w*)"
)
_MI2 = rf"mi\^?2|(?:{_SQUARE_EN})(?:mi\.?|miles?)|quadratmeilen?|(?:{_SQUARE_UK})мил\w+"
_M2 = (
    rf"m\^?2|sqm|(?:{_SQUARE_EN})(?:m|met(?:re|er)s?)|quadratmetern?|mètres? carrés?"
    rf"|м\^?2|(?:{_SQUARE_UK})(?:м|метр\w*)"
)
_HA = r"ha|hectares?|hektar|га|гектар\w*"
_WHOSE = (
    r"(?:(?:more|new|russian|ukrainian|enemy|allied|military|confirmed|additional|total|their|its|of|the) )*"
)
_COUNTED = (
    r"people|persons?|personnel|troops|soldiers|men|losses|casualt(?:y|ies)|killed|wounded|injured|dead|deaths?"
    r"|fatalit(?:y|ies)|missing|captured|prisoners|servicem[ae]n|service (?:members|personnel)|fighters"
    r"|recruits|volunteers|conscripts|contract soldiers"
    r"|осіб|особи?|людей|люд[иі]|чол(?:\.|овіка?)?|чел(?:\.|овека?)?|солдат\w*|військов\w+|военн\w+|втрат\w*"
    r"|потер\w*|вбит\w+|убит\w+|загибл\w+|погибш\w+|поранен\w+|ранен\w+|рекрут\w*"
    r"|personen|menschen|soldaten|mann|tote|gefallene|verwundete|verluste|opfer|rekruten"
    r"|personnes|soldats|hommes|morts?|tués?|blessés?|pertes|recrues"
)
_PERCENT = r"%|percent|per cent|pct\.?|відсот(?:ок|ки|ків)"
_KM = r"km|kilomet(?:re|er)s?|км|к[іи]лометр\w*|kilometern?"
_MI = r"mi\.?|miles?|мил\w+|миль"
_M = r"m|met(?:re|er)s?|м|метр\w*"
_ITEM = r"items?|vehicles?|tanks?|guns?|одиниц\w*|предмет\w*"
_AND = r"and|or|und|oder|et|ou|та|і|и|або|или"
_PEOPLE = rf"{_WHOSE}(?:{_COUNTED})(?:(?: ?/ ?|,? (?:(?:{_AND}) )?){_WHOSE}(?:{_COUNTED}))*"
_GROUPED = r"[,. \xa0\u2009\u202f]?000"
_PER_MANY = Pattern(
    r"\b(?:per|(?:in|for|out of) every|out of|на|je|pro|pour|sur) "
    rf"(?:(?P<ten>10{_GROUPED}|ten thousand|десять тисяч)|1{_GROUPED}|(?:a )?thousand|тисячу)(?![,.]?\w)"
)
ONE_IN = "of so many"
"""What stands behind a number for the words before it: one in 35."""

_TYPED = Pattern(
    rf"""(?:(?P<share>% | percent | per[ ]cent | pct\.? | share | відсот(?:ок|ки|ків))
      | (?P<points>percentage[ ]points? | points? | pp\.? | відсотков(?:і|их|ий|ого)[ ]пункт(?:и|ів|у)?)
      | (?P<times>× | x | times | -?fold | раз(?:и|ів)?)
      | (?P<days>days? | день | дн(?:і|ів|я) | доб[аиу]?) | (?P<months>months? | місяц(?:ь|і|ів|я))
      | (?P<years>years? | рік | рок(?:и|ів|у))
      | (?P<steps>in[ ]a[ ]row | steps | поспіль)
      | (?P<rank>rank | no\.? | st | nd | rd | th | -(?:й|[шг]е|т[єе]|ме))
      | (?P<m2>{_M2.replace(" ", "[ ]")}) | (?P<ha>{_HA})
      | (?:(?P<km2>{_KM2.replace(" ", "[ ]")}) | (?P<mi2>{_MI2.replace(" ", "[ ]")})
          | (?P<km>{_KM}) | (?P<mi>{_MI}) | (?P<items>{_ITEM})
          | (?P<money>money | грош(?:і|и|ей) | грошов(?:а|у|і|их|ої)[ ]одиниц(?:[яюі]|ь) | geld) | (?P<m>{_M})
          | (?P<percent>{_PERCENT.replace(" ", "[ ]")})
          | (?P<per_1000>‰ | per_1000) | (?P<per_10000>‱ | per_10000)
          | (?P<one_in>{ONE_IN.replace(" ", "[ ]")} | one[ _]in)
          | (?P<people>{_PEOPLE.replace(" ", "[ ]")}))?
        (?:[ ]? (?: (?:/[ ]?|per[ ]|an?[ ]|each[ ]|every[ ]|за[ ]|на[ ])
            (?:(?P<day>day | добу | день) | (?P<month>month | місяць)
             | (?P<per_total>total)
             | (?P<per_km2>{_KM2.replace(" ", "[ ]")}) | (?P<per_mi2>{_MI2.replace(" ", "[ ]")})
             | (?P<per_km>{_KM}) | (?P<per_mi>{_MI}) | (?P<per_item>{_ITEM}))
          | (?P<daily>daily | щод(?:ня|оби)) | (?P<monthly>monthly | щомісяця)
          | (?P<total>in[ ]total | altogether | загалом)))?)""",
    re.VERBOSE,
)


_OVER = (
    *("share", "points", "times", "days", "months", "years", "steps", "rank", "m2", "ha", "km2", "mi2", "km"),
    *("mi", "items", "percent", "per_1000", "per_10000", "one_in", "people", "money", "m"),
)
_PER = {
    "day": {"day", "daily"},
    "month": {"month", "monthly"},
    "total": {"total", "per_total"},
    "km2": {"per_km2"},
    "mi2": {"per_mi2"},
    "km": {"per_km"},
    "mi": {"per_mi"},
    "item": {"per_item"},
}
METRIC_POWERS: Mapping[Unit, int] = MappingProxyType({"m2": -6, "ha": -2})
"""Units that are only read: the power of ten by which a number in one becomes km², exactly."""


_A_DAY = r"\s*(?:/|an?|per|each|на|за)\s*(?:day|добу|день)\s*$"
_METRES = re.compile(rf"(?<![^\W\d])(?:{_M}){_A_DAY}", re.IGNORECASE)


def without_metres(text: str) -> str:
    """Return a text without the metres a day at its end."""
    return _METRES.sub("", text)


def with_signs(plain: str) -> str:
    """Return a text with the signs for "per 1,000" and "per 10,000" in their place."""
    while found := _PER_MANY.search(plain):
        sign = "‱" if found["ten"] else "‰"
        plain = f"{plain[: found.start()]}{sign}{plain[found.end() :]}"
    return plain


def read_typed_unit(text: str) -> TypedUnit | None:
    """Return what `text` says of a unit, or None where it is not understood (also where it is empty).

    `over` is `m2` or `ha` for those, which no figure keeps: `METRIC_POWERS` makes km² of them.
    """
    if not text:
        return None
    # NFKC makes km2 of km² and ㎢, and plain spaces of all the others.
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    found = _TYPED.fullmatch(with_signs(plain))
    if not plain or found is None:
        return None
    said = {name for name, part in found.groupdict().items() if part is not None}
    over = next((name for name in _OVER if name in said), "")
    per = next((name for name, forms in _PER.items() if said & forms), "")
    typed = TypedUnit(over, per)
    return typed if typed.unit in _LABELS or over in METRIC_POWERS else None
