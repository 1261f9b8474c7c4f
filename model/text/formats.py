"""The one place that makes numbers into shown text.

Rounding depends on the unit and the size: whole people and days, about three digits of everything else. No
rounding makes 0 of what is not 0, and a range has as many decimals at both ends. Bounds are rounded outward,
a low down and a high up, so that what is quoted is true: 53.056 as a lower bound is >53.0, never >53.1.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from functools import partial

from msgspec import Struct

from model.text.figures import Figure, Qualifier, Quantity, as_read, write_figure
from model.text.notation import ENGLISH, MINUS, Notation, notation_of, write_decimal, write_number
from model.text.outcomes import Absent, Outcome, Value
from model.text.records import replace
from model.text.units import SELF_EVIDENT, AreaUnit, Unit, convert, in_area_unit, label, with_unit
from model.text.words import Words, filled_in, marked, untranslated, words

ABSENT = "—"
"""What stands in a cell that has no value; `Formats.full` says why."""

_TINY = 1e-6
_MOST_DECIMALS = 6
_NOISE = 2.0**-48  # of a number, as a share of it: what float arithmetic leaves behind
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_WHOLE = ("people", "days", "year", "steps", "rank")
_ROUNDING = Context(prec=1200, Emax=999_999, Emin=-999_999)  # wide enough for the digits of every float


class Numeral(Words, frozen=True):
    """A number in a sentence, kept as a number until it is known how numbers are to be written."""

    def written(self, formats: Formats) -> str:
        """Return the number as `formats` writes it."""
        return self.text(formats.translate)


class Formats(Struct, frozen=True):
    """How numbers, dates and units are shown: notation, area unit and language.

    `decimals`: how many a computed value that is no count is written with; None: as befits its size.
    """

    notation: Notation = ENGLISH
    area_unit: AreaUnit = AreaUnit.KM2
    translate: Callable[[str], str] = untranslated
    decimals: int | None = None

    def number(self, x: float, unit: Unit) -> str:
        """Return `x`, which is in `unit` and stays in it, rounded: `1,313`, `24.9`, `62 %`."""
        shown = _percent(x, unit)
        return self._labelled(self._rounded(shown, _decimals(shown, unit), unit), unit)

    def outcome(self, outcome: Outcome, unit: Unit, more: int = 0) -> str:
        """Return a computed value as it stands in a cell, an area in the area unit.

        `1,313`, `50,000–60,000`, `>1,373` or `≥1,373` (no upper bound), `<18.9` or `≤18.9` (no lower one,
        or 0), `≈53`, and `—` where there is none. `more`: decimals beyond the usual ones.
        """
        if isinstance(outcome, Absent):
            return ABSENT
        low, best, high, unit = self._shown(outcome, unit)
        if math.isinf(low) and math.isinf(high):
            return f"{MINUS}∞ – ∞"
        about = "≈" if outcome.approximate else ""
        least, most, decimals = _outward(low, high, unit, more, self.decimals)
        lower = self._rounded(least, decimals, unit)
        upper = lower if most == least else self._rounded(most, decimals, unit)
        if math.isinf(high):
            text = f"{'>' if outcome.over else '≥'}{about}{lower}"
        elif math.isinf(low) or _from_nothing(low, best, high):
            text = f"{'<' if outcome.under else '≤'}{about}{upper}"
        elif lower == upper:
            text = f"{about}{lower}"
        else:
            text = f"{about}{self._to(lower, upper) if low < 0 else f'{lower}–{upper}'}"
        return self._labelled(text, unit)

    def change(self, outcome: Outcome) -> str:
        """Return a share as a change: `▲ 3.1 %`, `▼ 2.0 %`, `▲ 2.0–3.1 %`, `−2.0 to +3.1 %`, `>+0.5 %`."""
        if isinstance(outcome, Absent):
            return ABSENT
        low, _, high, _ = self._shown(outcome, "share")
        about = "≈" if outcome.approximate else ""
        if math.isinf(low) and math.isinf(high):
            return f"{MINUS}∞ – ∞"
        if math.isinf(high):
            return self._labelled(
                f"{'>' if outcome.over else '≥'}{about}{self._signed(low, up=False)}", "share"
            )
        if math.isinf(low):
            return self._labelled(
                f"{'<' if outcome.under else '≤'}{about}{self._signed(high, up=True)}", "share"
            )
        if low < 0 < high:
            text = self._to(self._signed(low, up=False), self._signed(high, up=True))
            return self._labelled(f"{about}{text}", "share")
        near, far = sorted((abs(low), abs(high)))
        decimals = min(max(_visible(near, 1), _visible(far, 1)), _MOST_DECIMALS)
        ends = (near, far) if near == far else (_end(near, decimals, up=False), _end(far, decimals, up=True))
        nearer, farther = (self._rounded(end, decimals) for end in ends)
        text = farther if nearer == farther else f"{nearer}–{farther}"
        arrow = "▲ " if high > 0 else "▼ " if low < 0 else ""
        return self._labelled(f"{arrow}{about}{text}", "share")

    def times(self, outcome: Outcome) -> str:
        """Return a quotient as a multiple: `1.03×`, `0.95–1.07×`, `<0.13×`."""
        # months are rounded as any number without a unit is, and convert to nothing
        return ABSENT if isinstance(outcome, Absent) else f"{self.outcome(outcome, 'months')}×"

    def full(self, outcome: Outcome, unit: Unit) -> Words:
        """Return a computed value with all that is known of it, or the reason why there is none.

        `54.458 per km²`; `low 50,000, best 55,000, high 60,000`; `low 35,000, best 42,500, no upper bound`.
        """
        if isinstance(outcome, Absent):
            return outcome.reason
        low, best, high, unit = self._shown(outcome, unit)
        if low == high:
            text = words("{value}", value=self._precise(best, unit))
        else:
            text = words(
                "{low}, best {best}, {high}",
                low=words(_NO_LOW)
                if math.isinf(low)
                else words(_LOW, low=self._precise(low, unit, up=False)),
                best=self._precise(best, unit),
                high=words(_NO_HIGH)
                if math.isinf(high)
                else words(_HIGH, high=self._precise(high, unit, up=True)),
            )
        if outcome.approximate:
            return words("about {value}, as a figure behind it is", value=text)
        return text

    def figure(self, figure: Figure, quantity: Quantity) -> str:
        """Return a published figure as its cell shows it, which is what may be typed for it."""
        return write_figure(figure, quantity, self.notation, self.area_unit, self.translate)

    def glimpsed(self, figure: Figure, quantity: Quantity) -> str:
        """Return a published figure as it stands where nobody types it: an area with two decimals at most."""
        return self.figure(_shortened(figure, quantity), quantity)

    def as_read(self, figure: Figure, quantity: Quantity) -> str:
        """Return how a typed figure was understood: `read as at least 80,000`."""
        return self.words(as_read(figure, quantity, self.notation))

    def date(self, day: date) -> str:
        """Return a day as its cell shows it: `2024-09-01`."""
        return day.isoformat()

    def unit(self, unit: Unit) -> str:
        """Return the label of a unit, areas in the area unit: `km²`, `per sq mi`, `a day`."""
        return self.words(label(in_area_unit(unit, self.area_unit)))

    def with_unit(self, text: str, unit: Unit) -> str:
        """Return a number as `outcome` writes it, with its unit: `53 per km²`, `1,313`, `62 %`."""
        shown = in_area_unit(unit, self.area_unit)
        return text if unit in SELF_EVIDENT else self.words(with_unit(text, shown, self.notation))

    def in_shown_unit(self, x: float, unit: Unit) -> float:
        """Return `x` in the unit in which values of `unit` are shown; a share stays a share."""
        return convert(x, unit, in_area_unit(unit, self.area_unit))

    def in_powers(self, x: float, decimals: int) -> str:
        """Return a number as `5.55×10⁻¹⁷`: neither 0 nor a row of zeros."""
        mantissa, _, exponent = f"{x:.{decimals}e}".partition("e")
        power = str(int(exponent)).translate(_RAISED)
        return f"{write_number(float(mantissa), self.notation, decimals)}×10{power}"

    def words(self, text: Words) -> str:
        """Return a sentence in the language of the window, the numbers in it in the person's notation."""
        if isinstance(text, Numeral):
            return text.written(self)
        filled = {
            name: self.words(value) if isinstance(value, Words) else filled_in(value)
            for name, value in text.values
        }
        return text.form(self.translate).format(**filled)

    def _shown(self, value: Value, unit: Unit) -> tuple[float, float, float, Unit]:
        """Return low, best and high in the unit shown, which comes last; shares in percent."""
        shown = in_area_unit(unit, self.area_unit)
        if shown == unit != "share":
            return value.low, value.best, value.high, unit
        low, best, high = (
            _percent(convert(x, unit, shown), unit) for x in (value.low, value.best, value.high)
        )
        return low, best, high, shown

    def _rounded(self, x: float, decimals: int, unit: Unit = "") -> str:
        if 0 < abs(x) < _TINY:
            return self.in_powers(x, 2)
        return write_number(x, notation_of(unit, self.notation), decimals)

    def _to(self, low: str, high: str) -> str:
        return self.translate(marked("{low} to {high}")).format(low=low, high=high)

    def _signed(self, percent: float, *, up: bool) -> str:
        decimals = _visible(percent, 1)
        return f"{'+' if percent > 0 else ''}{self._rounded(_end(percent, decimals, up=up), decimals)}"

    def _precise(self, x: float, unit: Unit, *, up: bool | None = None) -> str:
        """Return a number with some more digits than a cell shows; a bound rounded `up` or down."""
        if 0 < abs(x) < _TINY:
            number = self.in_powers(x, 2)
        else:
            decimals = max(_decimals(x, unit), 1 if unit == "share" else 3)
            shown = _nearest(x, decimals) if up is None else _end(x, decimals, up=up)
            number = write_decimal(Decimal(repr(shown)), notation_of(unit, self.notation))
        text = self._labelled(number, unit)
        return text if unit in SELF_EVIDENT else self.words(with_unit(text, unit, self.notation))

    def _labelled(self, text: str, unit: Unit) -> str:
        return f"{text} %" if unit == "share" else text


_LOW = marked("low {low}")
_HIGH = marked("high {high}")
_NO_LOW = marked("no lower bound")
_NO_HIGH = marked("no upper bound")


class Count(Numeral, frozen=True, kw_only=True):
    """How many there are of something."""

    number: int

    def text(self, translate: Callable[[str], str] = untranslated) -> str:
        return self.written(Formats(translate=translate))

    def written(self, formats: Formats) -> str:
        return formats.number(self.number, "people")


def counted(number: int) -> Count:
    """Return what stands in a sentence for a count: grouped as the person's notation groups digits."""
    return Count("{number}", number=int(number))


class _Exact(Numeral, frozen=True, kw_only=True):
    number: Decimal
    decimals: int

    def text(self, translate: Callable[[str], str] = untranslated) -> str:
        return self.written(Formats(translate=translate))

    def written(self, formats: Formats) -> str:
        return write_decimal(self.number, formats.notation, self.decimals)


def numeral(number: str, decimals: int = 0) -> Numeral:
    """Return what stands in a sentence for a number, given with a point: written as the person does."""
    return _Exact("{number}", number=Decimal(number), decimals=decimals)


_AREAS = frozenset(AreaUnit)
_AREA_DECIMALS = 2
_OUTWARD = {
    Qualifier.OVER: ROUND_FLOOR,
    Qualifier.AT_LEAST: ROUND_FLOOR,
    Qualifier.UNDER: ROUND_CEILING,
    Qualifier.UP_TO: ROUND_CEILING,
}


def _shortened(figure: Figure, quantity: Quantity) -> Figure:
    """Return an area with at most two decimals, bounds rounded outward, anything else as it is."""
    if (figure.unit or quantity.unit) not in _AREAS:
        return figure
    return replace(
        figure,
        value=_two_decimals(figure.value, _OUTWARD.get(figure.qualifier, ROUND_HALF_UP)),
        low=_two_decimals(figure.low, ROUND_FLOOR),
        high=_two_decimals(figure.high, ROUND_CEILING),
    )


def _two_decimals(x: float | None, rounding: str) -> float | None:
    """Return a number with two decimals, or as many more as keep it from becoming 0."""
    if x is None or round(x, _AREA_DECIMALS) == x:
        return x
    exact = Decimal(repr(x))
    decimals = max(_AREA_DECIMALS, -exact.adjusted())
    return float(exact.quantize(Decimal(1).scaleb(-decimals), rounding, _ROUNDING))


def _percent(x: float, unit: Unit) -> float:
    # Moving the decimal point is exact where x * 100 is not: 0.285 is 28.5 %, never 28.499999999999996.
    return float(Decimal(repr(x)).scaleb(2)) if unit == "share" else x


def as_shown(value: Value, unit: Unit, more: int = 0) -> Value:
    """Return a value as `Formats.outcome` rounds it, in its own unit; the best rounded as a single number."""
    best = _percent(value.best, unit)
    least, most, decimals = _ends(value, unit, more)
    middle = min(max(_nearest(best, decimals), least), most)
    back = 100.0 if unit == "share" else 1.0
    return replace(value, low=least / back, best=middle / back, high=most / back)


def shown_decimals(value: Value, unit: Unit) -> int:
    """Return how many decimals `Formats.outcome` gives a value in its own unit."""
    return _ends(value, unit)[2]


def _ends(value: Value, unit: Unit, more: int = 0) -> tuple[float, float, int]:
    low, best, high = (_percent(x, unit) for x in (value.low, value.best, value.high))
    if math.isinf(low) and math.isinf(high):
        return low, high, _decimals(best, unit) + more
    return _outward(low, high, unit, more)


def _outward(
    low: float, high: float, unit: Unit, more: int = 0, fixed: int | None = None
) -> tuple[float, float, int]:
    """Return both ends of a value as they are shown, and with how many decimals: a low down, a high up.

    `fixed` decimals are those of anything that is no count, or as many more as keep it from becoming 0.
    """
    usual = partial(_decimals, unit=unit)
    if fixed is not None and unit not in _WHOLE:
        usual = partial(_visible, decimals=fixed)
    if low == high:
        decimals = usual(low) + more
        shown = _nearest(low, decimals)
        return shown, shown, decimals
    ends = [end for end in (low, high) if math.isfinite(end)]
    decimals = usual(max(ends, key=abs))
    if len(ends) > 1:
        decimals = min(max(decimals, *(_visible(end, decimals) for end in ends)), _MOST_DECIMALS)
    decimals += more
    return _end(low, decimals, up=False), _end(high, decimals, up=True), decimals


def _end(x: float, decimals: int, *, up: bool) -> float:
    """Return a bound rounded up or down, but where only float arithmetic lies between it and the nearest."""
    if 0 < abs(x) < _TINY:
        decimals = _leading(abs(x)) + 2  # as `in_powers` writes it
    if math.isinf(x):
        return x
    near = _nearest(x, decimals)
    if abs(x - near) <= _NOISE * abs(x):
        return near
    towards = ROUND_CEILING if up else ROUND_FLOOR
    return float(Decimal(repr(x)).quantize(Decimal(1).scaleb(-decimals), towards, _ROUNDING))


def _nearest(x: float, decimals: int) -> float:
    if math.isinf(x):
        return x
    if 0 < abs(x) < _TINY:
        decimals = max(decimals, _leading(abs(x)) + 2)
    return float(Decimal(repr(x)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _ROUNDING))


def _from_nothing(low: float, best: float, high: float) -> bool:
    """Whether 0 is merely where counting begins, as under "fewer than 900", and no end of a stated range.

    The best of a range 0–50 is its middle; where something under 900 is, or divides, the best is not.
    """
    return low == 0 < high and not math.isclose(best, high / 2, rel_tol=1e-9)


def usual_decimals(x: float, unit: Unit) -> int:
    """Return how many decimals a number in `unit` is shown with by its size alone."""
    return _decimals(_percent(x, unit), unit)


def _decimals(x: float, unit: Unit) -> int:
    """Return how many decimals `x` is shown with, which is in percent where the unit is `share`."""
    decimals = _decimals_of_size(x, unit)
    if not decimals or math.log10(abs(x)) % 1 < 0.995:
        return decimals
    # 99.96 becomes 100.0 and is then a number of the next size, shown as 100.
    rounded = Decimal(repr(x)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _ROUNDING)
    return min(decimals, _decimals_of_size(float(rounded), unit))


def _decimals_of_size(x: float, unit: Unit) -> int:
    size = abs(x)
    if math.isinf(x) or size == 0 or (unit in (*_WHOLE, "months") and x % 1 == 0):
        return 0
    if size < 1 and unit in _AREAS:
        return max(_AREA_DECIMALS, _leading(size))
    if size < 1:
        return _leading(size) + (1 if unit == "share" else 2)
    if size < 10:
        return 1 if unit == "share" else 2
    return 1 if size < 100 and unit not in (*_WHOLE, "share") else 0


def _leading(size: float) -> int:
    """Return the decimal at which the first digit of a number between 0 and 1 stands."""
    return -Decimal(repr(size)).adjusted()


def _visible(x: float, decimals: int) -> int:
    """Return `decimals`, or as many more as keep `x` from becoming 0, rounded down."""
    return decimals if x == 0 or abs(x) >= 10.0**-decimals else _leading(abs(x))
