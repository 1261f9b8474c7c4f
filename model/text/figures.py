"""A published figure: one quantity, kept the way it was published; from text to figure and back.

Numbers are floats; whole numbers up to 2^53 in them are exact, and nothing beyond is accepted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import ClassVar

from msgspec import Struct

from model.text.errors import Unreadable
from model.text.figure_words import (
    DatedBy,
    FigureText,
    NumberAsTyped,
    Qualifier,
    RangeIs,
    is_blank,
    parse_figure_text,
)
from model.text.notation import (
    LARGEST,
    Notation,
    clipped,
    is_thousands_or_decimals,
    kept,
    notation_of,
    read_digits,
    write_decimal,
    write_number,
)
from model.text.records import replace
from model.text.units import (
    METRIC_POWERS,
    SCALES,
    AreaUnit,
    TypedUnit,
    Unit,
    convert,
    in_area_unit,
    label,
    read_typed_unit,
    same_kind,
    with_unit,
    without_metres,
)
from model.text.words import Words, marked, untranslated, words

__all__ = [  # some live in modules below this one, which need them too
    "LARGEST",
    "DatedBy",
    "Figure",
    "Qualifier",
    "Quantity",
    "RangeIs",
    "as_read",
    "is_blank",
    "loses_source",
    "read_figure",
    "restated",
    "with_source_of",
    "write_figure",
]


class Figure(Struct, frozen=True, gc=False):
    """A value with its qualifier, or a range, or a value within a range; with where it was published.

    `value` alone, or `low` and `high`, or all three with `low <= value <= high`, or `value` and one bound:
    then it is open on the other side. `ABOUT` stands with any of them, other qualifiers with `value` alone.
    `unit` is empty for the default unit of the place where the figure stands (people; km2 for gains; the
    measure's own for a claim), else as published. `range` says what its low and high are, where it has both.

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
    dating: DatedBy | None = None
    source: str = ""
    quote: str = ""
    note: str = ""
    alternatives: tuple[Figure, ...] = ()
    range: RangeIs = RangeIs.BOUNDS

    @property
    def approximate(self) -> bool:
        """Whether everything derived from the figure is marked as approximate."""
        return self.qualifier is Qualifier.ABOUT

    def bounds(self, *, floor: float = 0.0) -> tuple[float, float, float]:
        """Return (low, best, high) as domain.md §1 gives them, in the figure's own unit.

        `floor` is where `under` and `up_to` begin: 0 for counts, -inf for net ground. A value whose lower
        bound is not known has none: nothing invents a 0.
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


_AREAS = frozenset(AreaUnit)


class Quantity(Struct, frozen=True):
    """What may stand in a place: its default unit, and whether it may be negative.

    A figure in the default unit is stored with the unit ""; one in another unit of the kind with that unit,
    and so one in a unit of `others`, to which nothing converts. `fractional`: people with a fraction are
    taken, because somebody said so. `explicit`: the default unit is stored, too. `most`: the greatest number
    that there may be, if any.
    """

    unit: Unit
    negative: bool = False
    fractional: bool = False
    explicit: bool = False
    others: tuple[Unit, ...] = ()
    most: float = math.inf

    PEOPLE: ClassVar[Quantity]
    RATE: ClassVar[Quantity]
    SHARE: ClassVar[Quantity]
    REFERENCE: ClassVar[Quantity]
    MILESTONE: ClassVar[Quantity]
    AREA_NET: ClassVar[Quantity]
    AREA_GROSS: ClassVar[Quantity]

    @classmethod
    def stated(cls, unit: Unit, *, negative: bool = True) -> Quantity:
        """Return what a claim about a measure in `unit` may state: a shortfall, for one, may be negative."""
        return cls(unit, negative, others=SCALES.get(unit, ()))

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units that may be typed: those that convert to the default unit, and the others."""
        return (*same_kind(self.unit), *self.others)

    @property
    def counts_people(self) -> bool:
        """Whether people are counted here, all of them or those of a day or a month: people are whole."""
        return self.unit in ("people", "people/day", "people/month")

    @property
    def floor(self) -> float:
        """Where `under` and `up to` begin: 0 for counts, -inf for what may be negative."""
        return -math.inf if self.negative else 0.0

    def shown(self, shown_unit: Unit) -> Unit:
        """Return the unit that a number without one has; `shown_unit` may name the area unit alone."""
        if shown_unit in self.units and (shown_unit not in _AREAS or self.unit in _AREAS):
            return shown_unit  # how areas are shown says nothing of what may be one among others
        return in_area_unit(self.unit, shown_unit) if shown_unit else self.unit

    def stored(self, unit: Unit) -> Unit:
        """Return how a figure keeps `unit`: "" for the default."""
        return "" if unit == self.unit and not self.explicit else unit


Quantity.PEOPLE = Quantity("people")
Quantity.RATE = Quantity("people/month", others=("people/day", "people/total"))
Quantity.SHARE = Quantity("share", most=1.0)
Quantity.REFERENCE = Quantity("people", others=("km2", "mi2", "km", "mi", "items"))
Quantity.MILESTONE = Quantity("people", others=("km2", "mi2", "share", "items", "times"))
Quantity.AREA_NET = Quantity("km2", negative=True)
Quantity.AREA_GROSS = Quantity("km2")


def restated(old: Figure | None, new: Figure) -> Figure:
    """Return the figure that is typed in the place of `old`.

    The same number keeps all that is known of it. Another one is not what a quote says: over a quoted figure
    it keeps the alternatives alone, over one without a quote everything but the number.
    """
    if old is None:
        return new
    number = _renumbered(old, new)
    if old.quote and number != old:
        return replace(new, alternatives=old.alternatives)
    return number


def _renumbered(old: Figure, new: Figure) -> Figure:
    number = {name: getattr(new, name) for name in ("value", "low", "high", "qualifier", "unit")}
    return replace(old, **number, range=old.range if new.range is RangeIs.BOUNDS else new.range)


def loses_source(old: Figure | None, new: Figure | None) -> bool:
    """Whether `new`, typed in the place of `old`, is another number than the one that was quoted."""
    return old is not None and new is not None and bool(old.quote) and not new.quote


def with_source_of(old: Figure, new: Figure) -> Figure:
    """Return the number of `new` with all that is known of `old` but its words."""
    return replace(_renumbered(old, new), quote="")


def read_figure(text: str, quantity: Quantity, notation: Notation, shown_unit: Unit = "") -> Figure:
    """Return the figure that `text` publishes, with no source.

    A number without a unit is in `shown_unit` (a unit of the quantity, or `km2` or `mi2`), else in the
    default one; hectares and m² become km², exactly. Raises Unreadable, saying what is wrong and what could
    be written instead; so it does for blank text, which `is_blank` tells, and for people with a fraction.
    """
    plain = without_metres(text) if quantity.unit == "m/day" else text  # where no m is a million
    return figure_of_text(text, parse_figure_text(plain), quantity, notation, shown_unit)


def figure_of_text(
    text: str, parts: FigureText, quantity: Quantity, notation: Notation, shown_unit: Unit = ""
) -> Figure:
    """Return the figure that `parts`, taken apart of `text`, are, as `read_figure` does."""
    unit, moved_by = _unit_meant(text, parts, quantity, quantity.shown(shown_unit))
    power, _ = parts.after
    if unit != quantity.unit and not unit.startswith("people"):
        quantity = replace(quantity, fractional=True)  # of a quantity that may be something else than people
    reader = _NumberReader(text, quantity, notation, moved_by - (2 if unit == "share" else 0))
    value = reader.number(parts.value, power) if parts.value else None
    low = high = None
    if parts.low and parts.high:
        high = reader.number(parts.high, power)
        # 25-30k is 25,000 to 30,000; a number written out in thousands stands for itself.
        small = read_digits(parts.low.digits, notation) < 1000
        low = reader.number(parts.low, (parts.high.power or power) if small else power)
        if low > high:
            raise Unreadable(
                words(_LOW_ABOVE_HIGH, text=clipped(text), **_as_typed(unit, notation, low, high))
            )
        if value is not None and not low <= value <= high:
            raise Unreadable(
                words(_OUTSIDE, text=clipped(text), **_as_typed(unit, notation, low, high, value))
            )
    elif value is not None and (bound := parts.low or parts.high):
        end = reader.number(bound, power)
        low, high = (end, None) if parts.low else (None, end)
        if (low is not None and low > value) or (high is not None and high < value):
            said = {"value": _number(value, unit, notation), "bound": _number(end, unit, notation)}
            raise Unreadable(words(_BEYOND, text=clipped(text), **said))
    if parts.other is not None and value is not None:
        _hold_same(text, parts.other, value, unit, notation)
    return Figure(value, low, high, parts.qualifier, quantity.stored(unit), range=parts.range)


class _NumberReader(Struct, frozen=True):
    """Reads the numbers of one text; `moved` is the power of ten by which its unit moves the point."""

    text: str
    quantity: Quantity
    notation: Notation
    moved: int

    def number(self, typed: NumberAsTyped, otherwise: int) -> float:
        """Return a number, in thousands or millions as it says itself, else as `otherwise` does."""
        text, quantity = self.text, self.quantity
        exact = read_digits(typed.digits, self.notation)
        if typed.sign == "+" and not quantity.negative:
            raise Unreadable(words(_PLUS_BEFORE, text=clipped(text), digits=typed.digits))
        if typed.sign not in ("", "+") and exact:
            if not quantity.negative:
                raise Unreadable(
                    words(_NEGATIVE_AREA if quantity.unit == "km2" else _NEGATIVE, text=clipped(text))
                )
            exact = exact.copy_negate()
        # Moving the point changes no digit, so that what is kept is exactly what was said.
        _, digits, exponent = exact.as_tuple()
        said = typed.power or otherwise
        moved = Decimal((int(exact.is_signed()), digits, int(exponent) + said + self.moved))
        if moved > Decimal(quantity.most):
            raise Unreadable(words(_TOO_MUCH, text=clipped(text)))
        if quantity.counts_people:
            _hold_whole(text, typed.digits, moved, quantity, self.notation, said=bool(said))
        return kept(moved, text, self.notation)


def _hold_whole(
    text: str, typed: str, number: Decimal, quantity: Quantity, notation: Notation, *, said: bool
) -> None:
    """Raise Unreadable for people with a fraction, or with one sign before three digits that makes one."""
    if quantity.fractional:
        return
    if not said and is_thousands_or_decimals(typed) and notation.decimal in typed:
        whole = write_number(float(re.sub("[.,]", "", typed)), notation)
        raise Unreadable(words(_PEOPLE_OPEN, text=clipped(text), number=typed, whole=whole))
    if quantity.unit == "people" and number != number.to_integral_value():
        raise Unreadable(words(_NOT_WHOLE, text=clipped(text), number=write_decimal(number, notation)))


def _hold_same(text: str, other: NumberAsTyped, value: float, unit: Unit, notation: Notation) -> None:
    """Raise Unreadable unless `other`, in its own unit, is the same as `value` to the digits of both."""
    typed = read_typed_unit(other.unit)
    if typed is None or typed.unit not in same_kind(unit):
        raise Unreadable(words(_OTHER_UNIT, text=clipped(text)))
    stated = read_digits(other.digits, notation).scaleb(other.power)
    step, half = 10.0 ** _exponent(stated), 0.5 * 10.0 ** _exponent(Decimal(repr(value)))
    least, most = (convert(value + end, unit, typed.unit) for end in (-half, half))
    if not least - step / 2 <= float(stated) <= most + step / 2:
        meant = write_number(convert(value, unit, typed.unit), notation, max(0, -_exponent(stated)))
        raise Unreadable(words(_NOT_SAME, text=clipped(text), meant=meant, unit=label(typed.unit)))


def _exponent(number: Decimal) -> int:
    """Return the place of the last digit that is not 0: zeros at the end are not certain (domain.md §6)."""
    return int(number.normalize().as_tuple().exponent)


def units_said(text: str) -> set[Unit]:
    """Return the units that stand in the text of a figure. Raises Unreadable."""
    return {typed.unit for _, typed in _units_typed(parse_figure_text(text))}


def _units_typed(parts: FigureText) -> Iterator[tuple[str, TypedUnit]]:
    """Yield the units of a figure as they stand there, and what each is."""
    said = [part.unit for part in (parts.value, parts.low, parts.high) if part is not None]
    for name in (*said, parts.after[1]):
        if typed := read_typed_unit(name):
            yield name, typed


def _unit_meant(text: str, parts: FigureText, quantity: Quantity, shown: Unit) -> tuple[Unit, int]:
    """Return the unit of the numbers, and the power of ten that makes it of the metric one they are in."""
    units = set()
    for name, typed in _units_typed(parts):
        bare_rate = not typed.over and typed.per in ("day", "month")
        unit = shown if bare_rate and quantity.unit.endswith(f"/{typed.per}") else typed.unit
        if unit not in (*quantity.units, *(METRIC_POWERS if quantity.unit == "km2" else ())):
            *listed, meant = (label(other) for other in quantity.units)
            if listed:
                one = reduce(lambda some, other: words("{one}, {other}", one=some, other=other), listed)
                meant = words("{first} or {other}", first=one, other=meant)
            raise Unreadable(words(_WRONG_KIND, typed=name, text=clipped(text), understood=meant))
        units.add(unit)
    if len(units) > 1:
        raise Unreadable(words(_TWO_UNITS, text=clipped(text)))
    if not units and quantity.unit == "share":
        raise Unreadable(words(_NO_PERCENT, text=clipped(text)))
    unit = units.pop() if units else shown
    return ("km2", METRIC_POWERS[unit]) if unit in METRIC_POWERS else (unit, 0)


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


def write_figure(
    figure: Figure,
    quantity: Quantity,
    notation: Notation,
    shown_unit: Unit = "",
    translate: Callable[[str], str] = untranslated,
) -> str:
    """Return `figure` tidily: `45,690`, `>125,000`, `25,000–30,000`, `40 (30–55)`, `40 (≥30)`, `910 sq mi`.

    The unit stands there unless it is the one shown. `read_figure` of the text gives the same number,
    qualifier and unit, in whichever language of the program `translate` writes it.
    """
    unit = figure.unit or quantity.unit
    text = sign = _SIGN[figure.qualifier]
    if figure.value is not None:
        text = f"{sign}{_number(figure.value, unit, notation)}"
    if figure.low is not None and figure.high is not None:
        to = f" {translate(_TO)} " if figure.low < 0 or figure.high < 0 else "–"
        ends = f"{_number(figure.low, unit, notation)}{to}{_number(figure.high, unit, notation)}"
        text = f"{text} ({ends})" if figure.value is not None else f"{sign}{ends}"
    elif figure.low is not None:
        text = f"{text} ({_SIGN[Qualifier.AT_LEAST]}{_number(figure.low, unit, notation)})"
    elif figure.high is not None:
        text = f"{text} ({_SIGN[Qualifier.UP_TO]}{_number(figure.high, unit, notation)})"
    if unit != quantity.shown(shown_unit) or unit == "share" or quantity.explicit:
        text = with_unit(text, unit, notation).text(translate)
    return text


_TO = marked("to")


def as_read(figure: Figure, quantity: Quantity, notation: Notation) -> Words:
    """Return how a typed figure was understood: `read as at least 80,000`, `read as 910 sq mi`."""
    read = _as_read(figure, quantity, notation)
    return words("{read}, a 95 % interval", read=read) if figure.range is RangeIs.CI95 else read


def _as_read(figure: Figure, quantity: Quantity, notation: Notation) -> Words:
    unit = figure.unit or quantity.unit

    def said(number: str) -> Words | str:
        return number if unit == "people" else with_unit(number, unit, notation)

    value = "" if figure.value is None else _number(figure.value, unit, notation)
    about = figure.qualifier is Qualifier.ABOUT
    if figure.low is not None and figure.high is not None:
        low, high = _number(figure.low, unit, notation), _number(figure.high, unit, notation)
        if value:
            best = _READ_ABOUT_BEST if about else _READ_BEST
            return words(best, value=said(value), low=low, high=high)
        ends = (said(low), high) if unit == "one_in" else (low, said(high))
        return words(_READ_ABOUT_RANGE if about else _READ_RANGE, low=ends[0], high=ends[1])
    if figure.low is not None:
        return words(_READ_LEAST, value=said(value), low=_number(figure.low, unit, notation))
    if figure.high is not None:
        return words(_READ_MOST, value=said(value), high=_number(figure.high, unit, notation))
    return words(_READ[figure.qualifier], value=said(value))


def _number(x: float, unit: Unit, notation: Notation) -> str:
    if unit.startswith("people") and "2" not in unit and is_thousands_or_decimals(f"{abs(x)!r}"):
        return f"{write_number(x, notation)}0"  # 234.125 people a month are not 234,125
    if unit != "share":
        return write_number(x, notation_of(unit, notation))
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
_READ_LEAST = marked("read as {value}, at least {low}")
_READ_MOST = marked("read as {value}, at most {high}")
_READ_ABOUT_RANGE = marked("read as about {low} to {high}")
_READ_ABOUT_BEST = marked("read as about {value}, between {low} and {high}")
_READ_RANGE = marked("read as {low} to {high}")
_READ_BEST = marked("read as {value}, between {low} and {high}")
_NEGATIVE = marked("“{text}” is negative, and this cannot be; write 0 or more")
_NEGATIVE_AREA = marked(
    "“{text}” is negative, and the gains of this series are gross; write 0 or more, or make the series net"
)
_NOT_WHOLE = marked(
    "“{text}” would be {number} people, and people are whole; write the whole number that is meant"
)
_PEOPLE_OPEN = marked(
    "“{text}” may mean {whole} people or {number}, where the sign separates decimals, and people are whole;"
    " write {whole} if that is meant"
)
_OTHER_UNIT = marked(
    "“{text}” has a number in brackets that is not the same in another unit; write one of them"
)
_NOT_SAME = marked(
    "“{text}” says two things: the first number is {meant} {unit}; write the one that is meant"
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
_TOO_MUCH = marked("“{text}” is more than all of it; write 100 % or less")
_TWO_UNITS = marked("“{text}” names two units; write the figure in one of them")
_NO_PERCENT = marked("“{text}” is to be a share; write it in percent, as 60 %")
