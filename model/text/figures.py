"""A published figure: one quantity, kept the way it was published; from text to figure and back.

Numbers are floats; whole numbers up to 2^53 in them are exact, and nothing beyond is accepted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from model.text.errors import Unreadable
from model.text.figure_words import Published, Qualifier, Said, is_blank, take_apart
from model.text.notation import LARGEST, Notation, clipped, kept, read_digits, write_decimal, write_number
from model.text.units import Unit, in_area_unit, label, read_typed_unit, same_kind
from model.text.words import Words, marked, words

__all__ = [  # the first three live in modules below this one, which need them too
    "LARGEST",
    "Dated",
    "Figure",
    "Qualifier",
    "Quantity",
    "as_read",
    "is_blank",
    "read_figure",
    "restated",
    "write_figure",
]


class Dated(StrEnum):
    """By what a figure is dated: the event itself, the report of it, or the map that shows it."""

    EVENT = "event"
    REPORT = "report"
    MAP = "map"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its qualifier, or a range, or a value within a range; with where it was published.

    `value` alone, or `low` and `high`, or all three with `low <= value <= high`, or `value` and one bound:
    then it is open on the other side. A qualifier other than `EXACT` stands with `value` alone. `unit` is
    empty for the default unit of the place where the figure stands (people; km2 for gains; the measure's own
    for a claim), else as published.

    `alternatives` are what other sources say of the same thing, none with alternatives of its own. They are
    kept beside the figure, which is the one in use, and take no part in what is computed from it.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    qualifier: Qualifier = Qualifier.EXACT
    unit: str = ""
    scope: str = ""
    as_of: date | None = None
    dating: Dated | None = None
    source: str = ""
    quote: str = ""
    note: str = ""
    alternatives: tuple[Figure, ...] = ()

    @property
    def approximate(self) -> bool:
        """Whether everything derived from the figure is marked as approximate."""
        return self.qualifier is Qualifier.ABOUT

    def bounds(self, *, floor: float = 0.0) -> tuple[float, float, float]:
        """Return (low, best, high) as domain.md §1 gives them, in the figure's own unit.

        `floor` is where `under` and `up_to` begin: 0 for counts, -inf for net ground.
        """
        if self.low is not None and self.high is not None:
            best = self.value if self.value is not None else _midpoint(self.low, self.high)
            return self.low, best, self.high
        if self.value is None:
            raise ValueError("a figure needs a value or a range")
        if self.low is not None:
            return self.low, self.value, math.inf
        if self.high is not None:
            return -math.inf, self.value, self.high
        if self.qualifier in (Qualifier.OVER, Qualifier.AT_LEAST):
            return self.value, self.value, math.inf
        if self.qualifier in (Qualifier.UNDER, Qualifier.UP_TO):
            return (floor if self.value >= floor else -math.inf), self.value, self.value
        return self.value, self.value, self.value


def _midpoint(low: float, high: float) -> float:
    return low + (high - low) / 2


@dataclass(frozen=True, slots=True)
class Quantity:
    """What may stand in a place: its default unit, and whether it may be negative.

    A figure in the default unit is stored with the unit ""; one in another unit of the kind with that unit.
    """

    unit: Unit
    negative: bool = False

    PEOPLE: ClassVar[Quantity]
    PEOPLE_A_MONTH: ClassVar[Quantity]
    AREA_NET: ClassVar[Quantity]
    AREA_GROSS: ClassVar[Quantity]

    @classmethod
    def stated(cls, unit: Unit, *, negative: bool = True) -> Quantity:
        """Return what a claim about a measure in `unit` may state: a shortfall, for one, may be negative."""
        return cls(unit, negative)

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units that may be typed, which are those that convert to the default unit."""
        return same_kind(self.unit)

    @property
    def floor(self) -> float:
        """Where `under` and `up to` begin: 0 for counts, -inf for what may be negative."""
        return -math.inf if self.negative else 0.0

    def shown(self, shown_unit: Unit) -> Unit:
        """Return the unit that a number without one has; `shown_unit` may name the area unit alone."""
        if shown_unit in self.units:
            return shown_unit
        return in_area_unit(self.unit, shown_unit) if shown_unit else self.unit

    def stored(self, unit: Unit) -> Unit:
        """Return how a figure keeps `unit`: "" for the default."""
        return "" if unit == self.unit else unit


Quantity.PEOPLE = Quantity("people")
Quantity.PEOPLE_A_MONTH = Quantity("people/month")
Quantity.AREA_NET = Quantity("km2", negative=True)
Quantity.AREA_GROSS = Quantity("km2")


def restated(old: Figure | None, new: Figure) -> Figure:
    """Return the number of `new` with all else that `old` had: source, scope, words, alternatives."""
    if old is None:
        return new
    return replace(
        new,
        scope=old.scope,
        as_of=old.as_of,
        dating=old.dating,
        source=old.source,
        quote=old.quote,
        note=old.note,
        alternatives=old.alternatives,
    )


def read_figure(text: str, quantity: Quantity, notation: Notation, shown_unit: Unit = "") -> Figure:
    """Return the figure that `text` publishes, with no source.

    A number without a unit is in `shown_unit` (a unit of the quantity, or `km2` or `mi2`), else in the
    default one. Raises Unreadable, saying what is wrong and what could be written instead; so it does for
    blank text, which `is_blank` tells.
    """
    parts = take_apart(text)
    unit = _unit_meant(text, parts, quantity, quantity.shown(shown_unit))
    power, _ = parts.after

    def number(said: Said, otherwise: int) -> float:
        exact = read_digits(said.digits, notation)
        if said.sign == "+" and not quantity.negative:
            raise Unreadable(words(_PLUS_BEFORE, text=clipped(text), digits=said.digits))
        if said.sign not in ("", "+") and exact:
            if not quantity.negative:
                raise Unreadable(
                    words(_NEGATIVE_AREA if quantity.unit == "km2" else _NEGATIVE, text=clipped(text))
                )
            exact = exact.copy_negate()
        # Moving the point changes no digit, so that what is kept is exactly what was said.
        _, digits, exponent = exact.as_tuple()
        moved = (said.power or otherwise) - (2 if unit == "share" else 0)
        sign = int(exact.is_signed())
        return kept(Decimal((sign, digits, int(exponent) + moved)), text, notation)

    value = number(parts.value, power) if parts.value else None
    low = high = None
    if parts.low and parts.high:
        high = number(parts.high, power)
        # 25-30k is 25,000 to 30,000; a number written out in thousands stands for itself.
        small = read_digits(parts.low.digits, notation) < 1000
        low = number(parts.low, (parts.high.power or power) if small else power)
        if low > high:
            raise Unreadable(
                words(_LOW_ABOVE_HIGH, text=clipped(text), **_as_typed(unit, notation, low, high))
            )
        if value is not None and not low <= value <= high:
            raise Unreadable(
                words(_OUTSIDE, text=clipped(text), **_as_typed(unit, notation, low, high, value))
            )
    elif value is not None and (parts.low or parts.high):
        low = number(parts.low, power) if parts.low else None
        high = number(parts.high, power) if parts.high else None
        if (low is not None and low > value) or (high is not None and high < value):
            bound = next(end for end in (low, high) if end is not None)
            said = {"value": _number(value, unit, notation), "bound": _number(bound, unit, notation)}
            raise Unreadable(words(_BEYOND, text=clipped(text), **said))
    return Figure(value, low, high, parts.qualifier, quantity.stored(unit))


def _unit_meant(text: str, parts: Published, quantity: Quantity, shown: Unit) -> Unit:
    said = [part.unit for part in (parts.value, parts.low, parts.high) if part is not None]
    units = set()
    for name in (*said, parts.after[1]):
        typed = read_typed_unit(name)
        if typed is None:
            continue
        bare_rate = not typed.over and typed.per in ("day", "month")
        unit = shown if bare_rate and quantity.unit.endswith(f"/{typed.per}") else typed.unit
        if unit not in quantity.units:
            first, *others = (label(other) for other in quantity.units)
            meant = words("{first} or {other}", first=first, other=others[0]) if others else first
            raise Unreadable(words(_WRONG_KIND, typed=name, text=clipped(text), understood=meant))
        units.add(unit)
    if len(units) > 1:
        raise Unreadable(words(_TWO_UNITS, text=clipped(text)))
    if not units and quantity.unit == "share":
        raise Unreadable(words(_NO_PERCENT, text=clipped(text)))
    return units.pop() if units else shown


def _as_typed(unit: Unit, notation: Notation, low: float, high: float, value: float = 0.0) -> dict[str, str]:
    return {
        "low": _number(low, unit, notation),
        "high": _number(high, unit, notation),
        "value": _number(value, unit, notation),
    }


_SIGN = {
    Qualifier.EXACT: "",
    Qualifier.ABOUT: "≈",
    Qualifier.OVER: ">",
    Qualifier.AT_LEAST: "≥",
    Qualifier.UNDER: "<",
    Qualifier.UP_TO: "≤",
}


def write_figure(figure: Figure, quantity: Quantity, notation: Notation, shown_unit: Unit = "") -> str:
    """Return `figure` tidily: `45,690`, `>125,000`, `25,000–30,000`, `40 (30–55)`, `40 (≥30)`, `910 sq mi`.

    The unit stands there unless it is the one shown. `read_figure` of the text gives the same number,
    qualifier and unit.
    """
    unit = figure.unit or quantity.unit
    text = ""
    if figure.value is not None:
        text = f"{_SIGN[figure.qualifier]}{_number(figure.value, unit, notation)}"
    if figure.low is not None and figure.high is not None:
        to = " to " if figure.low < 0 or figure.high < 0 else "–"
        ends = f"{_number(figure.low, unit, notation)}{to}{_number(figure.high, unit, notation)}"
        text = f"{text} ({ends})" if text else ends
    elif figure.low is not None:
        text = f"{text} ({_SIGN[Qualifier.AT_LEAST]}{_number(figure.low, unit, notation)})"
    elif figure.high is not None:
        text = f"{text} ({_SIGN[Qualifier.UP_TO]}{_number(figure.high, unit, notation)})"
    return f"{text} {label(unit)}" if unit != quantity.shown(shown_unit) or unit == "share" else text


def as_read(figure: Figure, quantity: Quantity, notation: Notation) -> Words:
    """Return how a typed figure was understood: `read as at least 80,000`, `read as 910 sq mi`."""
    unit = figure.unit or quantity.unit

    def with_unit(number: str) -> Words | str:
        if unit == "people":
            return number
        return words("{number} {unit}", number=number, unit=label(unit))

    value = "" if figure.value is None else _number(figure.value, unit, notation)
    if figure.low is not None and figure.high is not None:
        low, high = _number(figure.low, unit, notation), _number(figure.high, unit, notation)
        if value:
            return words(_READ_BEST, value=with_unit(value), low=low, high=high)
        return words(_READ_RANGE, low=low, high=with_unit(high))
    if figure.low is not None:
        return words(_READ_LEAST, value=with_unit(value), low=_number(figure.low, unit, notation))
    if figure.high is not None:
        return words(_READ_MOST, value=with_unit(value), high=_number(figure.high, unit, notation))
    return words(_READ[figure.qualifier], value=with_unit(value))


def _number(x: float, unit: Unit, notation: Notation) -> str:
    if unit != "share":
        return write_number(x, notation)
    sign, digits, exponent = Decimal(repr(x)).as_tuple()
    return write_decimal(Decimal((sign, digits, int(exponent) + 2)), notation)


_READ = {
    Qualifier.EXACT: marked("read as {value}"),
    Qualifier.ABOUT: marked("read as about {value}"),
    Qualifier.OVER: marked("read as more than {value}"),
    Qualifier.AT_LEAST: marked("read as at least {value}"),
    Qualifier.UNDER: marked("read as less than {value}"),
    Qualifier.UP_TO: marked("read as up to {value}"),
}
_READ_RANGE = marked("read as {low} to {high}")
_READ_BEST = marked("read as {value}, between {low} and {high}")
_READ_LEAST = marked("read as {value}, at least {low}")
_READ_MOST = marked("read as {value}, at most {high}")
_NEGATIVE = marked("“{text}” is negative, and this cannot be; write 0 or more")
_NEGATIVE_AREA = marked(
    "“{text}” is negative, and the gains of this series are gross; write 0 or more, or make the series net"
)
_PLUS_BEFORE = marked("“{text}” begins with +; write {digits}+ for at least, or the number alone")
_LOW_ABOVE_HIGH = marked(
    "“{text}” is read as {low} to {high}, which is the wrong way round; write the lower number first"
)
_OUTSIDE = marked(
    "“{text}” has {value} outside of {low} to {high}; write the best value first, as 40 (30–55)"
)
_BEYOND = marked("“{text}” has {value} beyond its bound, {bound}; write the best value first, as 40 (≥30)")
_WRONG_KIND = marked("“{typed}” in “{text}” is a unit of another kind; the unit here is {understood}")
_TWO_UNITS = marked("“{text}” names two units; write the figure in one of them")
_NO_PERCENT = marked("“{text}” is to be a share; write it in percent, as 60 %")
