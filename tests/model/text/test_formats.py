"""Numbers as the window shows them (design/window.png), and never as anything they are not."""

from __future__ import annotations

import math
import re
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model.text.amounts import Amount, amount
from model.text.catalogue import in_language
from model.text.figures import Figure, Qualifier, Quantity, read_figure
from model.text.formats import Formats, as_shown
from model.text.notation import FRENCH, GERMAN, LARGEST
from model.text.outcomes import Absent, Value
from model.text.records import replace
from model.text.units import UNITS, AreaUnit, kind
from model.text.words import quoted, words

SHOWN = Formats()
MILES = Formats(area_unit=AreaUnit.MI2)
INF = math.inf


def exactly(x: float) -> Value:
    return Value(x, x, x)


def at_least(x: float) -> Value:
    return Value(x, x, INF)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (exactly(80_110 / 61), "people/day", "1,313"),
        (exactly(1_517 / 61), "km2/day", "24.9"),
        (exactly(839 / 30), "km2/day", "28.0"),
        (exactly(80_110 / 1_517), "people/km2", "52.8"),
        (exactly(125_800 / 2_356), "people/km2", "53.4"),
        (Value(50_000, 55_000, 60_000), "people", "50,000–60,000"),
        (Value(20_110, 25_110, 30_110), "people", "20,110–30,110"),
        (Value(50_000 / 80_110, 55_000 / 80_110, 60_000 / 80_110), "share", "62–75 %"),
        (Value(25_000 / 45_690, 27_500 / 45_690, 30_000 / 45_690), "share", "54–66 %"),
        (Value(75_000 / 125_800, 82_500 / 125_800, 90_000 / 125_800), "share", "59–72 %"),
        (at_least(125_000 / 91), "people/day", "≥1,373"),
        (at_least(125_000 / 2_356), "people/km2", "≥53.0"),
        (Value(35_000, 42_500, INF), "people", "≥35,000"),
        (Value(0, 0.66, 0.72), "share", "≤72 %"),
        (Value(0, 18.848, 18.848), "km2", "≤18.9"),
        (exactly(91), "days", "91"),
        (exactly(2), "months", "2"),
        (exactly(91 / 31), "months", "2.94"),
        (exactly(0.4), "share", "40 %"),
        (exactly(2_356), "km2", "2,356"),
    ],
)
def test_a_computed_cell_reads_as_in_the_sketch_of_the_window(value: Value, unit: str, text: str) -> None:
    assert SHOWN.outcome(value, unit) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (Value(53, 53, 53, approximate=True), "people/km2", "≈53.0"),
        (Value(25_000, 27_500, 30_000, approximate=True), "people", "≈25,000–30,000"),
        (Value(1_500, 1_500, INF, approximate=True), "people", "≥≈1,500"),
        (Value(-INF, 839, 839), "km2", "≤839"),
        (Value(-INF, 5, INF), "km2", "−∞ – ∞"),
        (Value(0, 25, 50), "people", "0–50"),
        (Value(0, 50, 50), "people", "≤50"),
        (Value(-5_000, 0, 5_000), "people", "−5,000 to 5,000"),
        (Value(-30, -20, -10), "people", "−30 to −10"),
        (Value(-30, -15, 0), "people", "−30 to 0"),
        (Value(53.39, 53.4, 53.41), "people/km2", "53.3–53.5"),
        (exactly(99.96), "km2", "100"),
        (exactly(9.996), "km2", "10.0"),
        (exactly(0.99961), "km2", "1.00"),
        (exactly(5.256), "km2", "5.26"),
        (exactly(0.12345), "km2", "0.12"),
        (exactly(0.0001234), "km2", "0.0001"),
        (exactly(7.5), "people", "7.50"),
        (exactly(12.5), "people", "13"),
        (exactly(0), "people", "0"),
        (exactly(-0.0), "km2", "0"),
        (exactly(-0.0001), "people", "−0.000100"),
        (exactly(0.031), "share", "3.1 %"),
        (exactly(0.00312), "share", "0.31 %"),
        (exactly(0.285), "share", "29 %"),
        (Value(0.0004, 50, 120), "km2", "0.0004–120.0000"),
        (exactly(0.1 + 0.2 - 0.3), "km2", "5.55×10⁻¹⁷"),
        (Value(-(0.1 + 0.2 - 0.3), 1, 2), "km2", "−5.56×10⁻¹⁷ to 2.000000"),
        (Value(-0.4, 10, 20), "people", "−0.4 to 20.0"),
    ],
)
def test_open_wide_narrow_and_small_values_are_shown_for_what_they_are(
    value: Value, unit: str, text: str
) -> None:
    assert SHOWN.outcome(value, unit) == text


def test_areas_are_shown_in_the_area_unit() -> None:
    assert MILES.outcome(exactly(2_356), "km2") == "910"
    assert MILES.outcome(exactly(839 / 30), "km2/day") == "10.8"
    assert MILES.outcome(exactly(125_800 / 2_356), "people/km2") == "138"
    assert MILES.outcome(exactly(1_523), "people/day") == "1,523"
    assert MILES.unit("km2") == "sq mi"
    assert MILES.unit("people/km2") == "per sq mi"
    assert MILES.unit("people/day") == "a day"
    assert SHOWN.unit("km2/day") == "km² a day"
    assert MILES.in_shown_unit(2.589988110336, "km2") == 1
    assert MILES.in_shown_unit(0.5, "share") == 0.5


def test_what_float_arithmetic_leaves_behind_is_no_reason_to_round_outward() -> None:
    assert SHOWN.outcome(Value(0.25, 0.28, 0.1 + 0.2), "km2") == "0.25–0.30"
    assert SHOWN.outcome(Value(0.25, 0.28, 0.300_000_1), "km2") == "0.25–0.31"


def test_in_a_sentence_a_number_has_its_unit_and_as_many_more_decimals_as_are_asked_for() -> None:
    gains = Value(5.123, 5.2, 5.37)
    assert [str(amount(gains, "km2", more)) for more in (0, 1)] == ["5.12–5.37 km²", "5.123–5.370 km²"]
    assert [str(amount(exactly(5.123), "km2", more)) for more in (0, 1)] == ["5.12 km²", "5.123 km²"]
    assert str(Amount("{amount}", amount=exactly(5.123), unit="km2")) == str(amount(exactly(5.123), "km2"))
    assert str(amount(Figure(1_313.0), "people", 2)) == "1,313"


def test_numbers_follow_the_notation() -> None:
    assert Formats(GERMAN).outcome(Value(1_234.5, 1_300, 1_400), "people/day") == "1.234–1.400"
    assert Formats(GERMAN).outcome(exactly(24.869), "km2/day") == "24,9"
    assert Formats(FRENCH).number(1_234_567, "people") == "1\u202f234\u202f567"
    assert SHOWN.number(-3.25, "km2") == "−3.25"
    assert SHOWN.number(0.624, "share") == "62 %"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (exactly(0.0312), "▲ 3.1 %"),
        (exactly(-0.02), "▼ 2.0 %"),
        (exactly(0), "0.0 %"),
        (exactly(2.5), "▲ 250.0 %"),
        (exactly(0.0003), "▲ 0.03 %"),
        (Value(0.02, 0.03, 0.031), "▲ 2.0–3.1 %"),
        (Value(0.005, 0.02, 0.031), "▲ 0.5–3.1 %"),
        (Value(-0.031, -0.03, -0.02), "▼ 2.0–3.1 %"),
        (Value(-0.02, 0, 0.031), "−2.0 to +3.1 %"),
        (Value(0.005, 0.005, INF), "≥+0.5 %"),
        (Value(-0.005, -0.005, INF, over=True), ">−0.5 %"),
        (Value(-INF, 0.1, 0.1, under=True), "<+10.0 %"),
        (Value(-INF, 0.1, INF), "−∞ – ∞"),
        (Value(0.0312, 0.0312, 0.0312, approximate=True), "▲ ≈3.1 %"),
    ],
)
def test_a_change_is_told_by_an_arrow_or_a_sign(value: Value, text: str) -> None:
    assert SHOWN.change(value) == text


def test_no_value_is_a_dash_whose_reason_is_told_in_full() -> None:
    absent = Absent(words("no gains given"))
    assert SHOWN.outcome(absent, "km2") == SHOWN.change(absent) == "—"
    assert SHOWN.words(SHOWN.full(absent, "km2")) == "no gains given"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (Value(50_000, 55_000, 60_000), "people", "low 50,000, best 55,000, high 60,000"),
        (Value(35_000, 42_500, INF), "people", "low 35,000, best 42,500, no upper bound"),
        (Value(-INF, 5, 5), "km2", "no lower bound, best 5 km², high 5 km²"),
        (exactly(45_690 / 839), "people/km2", "54.458 per km²"),
        (exactly(0.6237), "share", "62.4 %"),
        (exactly(0.1 + 0.2 - 0.3), "km2", "5.55×10⁻¹⁷ km²"),
        (exactly(30), "days", "30 days"),
        (exactly(1), "days", "1 day"),
        (exactly(1), "months", "1 month"),
        (exactly(1.5), "months", "1.5 months"),
        (Value(53, 53, 53, approximate=True), "people", "about 53, as a figure behind it is"),
    ],
)
def test_a_value_is_told_in_full(value: Value, unit: str, text: str) -> None:
    assert SHOWN.words(SHOWN.full(value, unit)) == text


def test_every_word_shown_goes_through_the_translation() -> None:
    german = {"{low} to {high}": "{low} bis {high}", "a day": "am Tag", "no upper bound": "nach oben offen"}
    shown = Formats(GERMAN, translate=lambda text: german.get(text, text))
    assert shown.outcome(Value(-5, 0, 5), "people") == "−5 bis 5"
    assert shown.unit("people/day") == "am Tag"
    assert shown.words(shown.full(at_least(5), "people/day")).endswith("nach oben offen")
    assert shown.words(shown.full(exactly(5), "people/day")) == "5 am Tag"


def test_a_published_figure_is_shown_as_it_may_be_typed() -> None:
    figure = Figure(low=25_000, high=30_000)
    assert SHOWN.figure(figure, Quantity.PEOPLE) == "25,000–30,000"
    assert SHOWN.figure(Figure(910, unit="mi2"), Quantity.AREA_NET) == "910 sq mi"
    assert MILES.figure(Figure(910, unit="mi2"), Quantity.AREA_NET) == "910"
    assert MILES.figure(Figure(839), Quantity.AREA_NET) == "839 km²"
    assert SHOWN.as_read(Figure(1_234), Quantity.PEOPLE) == "read as 1,234"
    assert SHOWN.date(date(2024, 9, 1)) == "2024-09-01"


def number(text: str) -> float:
    plain = text.replace(",", "").replace("−", "-").replace("×10", "e")
    return float(plain.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")))


METRIC = [unit for unit in UNITS if kind(unit) == unit]  # shown as they are
FINITE = st.floats(-1e12, 1e12, allow_subnormal=False) | st.integers(-100_000, 100_000).map(lambda n: n / 100)


@given(FINITE, st.sampled_from(UNITS))
@example(0.49999, "people")
@example(5e-324, "km2")
@example(-1e-9, "share")
def test_nothing_but_nothing_is_shown_as_0(x: float, unit: str) -> None:
    for text in (SHOWN.number(x, unit), SHOWN.outcome(exactly(x), unit), SHOWN.change(exactly(x))):
        digits = {sign for sign in text if sign.isdigit()}
        assert (digits == {"0"}) == (x == 0)
        assert "−" not in text or x < 0


@given(FINITE, st.sampled_from(("people", "km2", "people/day", "people/km2", "days", "months")))
def test_what_is_shown_is_the_number_to_three_digits_or_to_the_unit(x: float, unit: str) -> None:
    shown = number(SHOWN.number(x, unit))
    whole = unit in ("people", "days") and abs(x) >= 10
    coarse = 0.5 if whole or abs(x) >= 100 else 0.05 if abs(x) >= 10 else 0.005
    assert abs(shown - x) <= coarse * (1 + 1e-9)
    if 0 < abs(x) < 1 and unit != "km2":  # areas have two decimals
        assert math.isclose(shown, x, rel_tol=0.0051)


@given(st.lists(FINITE, min_size=3, max_size=3).map(sorted), st.sampled_from(UNITS))
def test_a_range_shows_its_ends_in_order_with_as_many_decimals_and_never_hides_one(
    ends: list[float], unit: str
) -> None:
    value = Value(ends[0], ends[1], ends[2])
    text = SHOWN.outcome(value, unit).removesuffix(" %")
    if text.startswith("≤"):
        assert value.low == 0
        return
    shown = text.split(" to " if " to " in text else "–")
    assert len({len(end.partition(".")[2]) for end in shown if "×" not in end}) <= 1
    low, high = number(shown[0]), number(shown[-1])
    assert low < high or len(shown) == 1
    for end, x in ((low, value.low), (high, value.high)):
        assert (end == 0) == (x == 0)
        assert end * x >= 0


_SHOWN_BOUND = re.compile(
    r"(?P<sign>[<>≤≥]?)≈?(?P<low>[−+]?[\d,.]+(?:×10⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)(?:(?:–| to )(?P<high>.+))?"
)


def _number(text: str) -> Fraction:
    """Return a number as shown, read by hand and not by the program."""
    digits, _, power = text.replace("−", "-").replace(",", "").replace("+", "").partition("×10")
    exponent = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    return Fraction(digits) * Fraction(10) ** int(exponent or 0)


@given(st.lists(FINITE, min_size=3, max_size=3).map(sorted), st.sampled_from(METRIC), st.sampled_from("=<>"))
@example([1e-9, 5.555e-9, 5.5551e-9], "km2", "=")
def test_what_is_quoted_of_a_range_is_true(numbers: list[float], unit: str, kind: str) -> None:
    low, best, high = numbers
    value = Value(-math.inf if kind == "<" else low, best, math.inf if kind == ">" else high)
    if value.low == value.high:
        return
    shown = _SHOWN_BOUND.fullmatch(SHOWN.outcome(value, unit).removesuffix(" %"))
    assert shown is not None
    scale = 100 if unit == "share" else 1
    first = _number(shown["low"])
    noise = Fraction(2) ** -47  # float arithmetic leaves so much, which no bound is moved for
    if kind != "<" and shown["sign"] != "≤":
        assert first <= Fraction(low) * scale + abs(Fraction(low)) * scale * noise
    if kind == "<" or shown["sign"] == "≤":
        assert first >= Fraction(high) * scale - abs(Fraction(high)) * scale * noise
    elif kind == "=":
        last = _number(shown["high"] or shown["low"])
        assert last >= Fraction(high) * scale - abs(Fraction(high)) * scale * noise


@given(st.integers(0, int(LARGEST)))
def test_whole_people_are_shown_to_the_last_one(count: int) -> None:
    assert SHOWN.number(float(count), "people") == f"{count:,}"
    assert (
        read_figure(SHOWN.outcome(exactly(float(count)), "people"), Quantity.PEOPLE, SHOWN.notation).value
        == count
    )


NET = Quantity.AREA_NET


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (Figure(839), "839"),
        (Figure(13.1), "13.1"),
        (Figure(434.894_512), "434.89"),
        (Figure(-0.125), "\u22120.13"),
        (Figure(0.004_5), "0.005"),
        (Figure(12.346, qualifier=Qualifier.OVER), ">12.34"),
        (Figure(12.341, qualifier=Qualifier.UP_TO), "≤12.35"),
        (Figure(12.345, low=12.344, high=12.346), "12.35 (12.34–12.35)"),
        (Figure(10.812_3, unit="mi2"), "10.81 sq mi"),
    ],
)
def test_an_area_that_is_only_looked_at_has_two_decimals_and_its_bounds_go_outward(
    figure: Figure, text: str
) -> None:
    assert SHOWN.glimpsed(figure, NET) == text


def test_what_is_no_area_keeps_all_its_digits_where_it_is_looked_at() -> None:
    assert SHOWN.glimpsed(Figure(27.967_1), Quantity.stated("km2/day")) == "27.9671"
    assert SHOWN.glimpsed(Figure(1_234.567), Quantity.PEOPLE) == "1,234.567"


@pytest.mark.parametrize(
    ("area", "text"), [(0.123, "0.12"), (0.0123, "0.01"), (0.0045, "0.005"), (5.678, "5.68")]
)
def test_a_computed_area_has_two_decimals_at_most_and_is_never_made_nothing(area: float, text: str) -> None:
    assert SHOWN.number(area, "km2") == text


def test_a_value_open_on_both_sides_is_shown_with_the_digits_of_its_best() -> None:
    shown = as_shown(Value(-math.inf, 0.345_67, math.inf), "people/km2")
    assert (shown.low, shown.best, shown.high) == (-math.inf, 0.346, math.inf)


@pytest.mark.parametrize(
    ("figure", "unit", "text"),
    [
        (Figure(91.7), "years", "91,7 року"),
        (Figure(21), "years", "21 рік"),
        (Figure(3), "years", "3 роки"),
        (Figure(low=5, high=11), "years", "5–11 років"),
        (Figure(910), "mi2", "910 кв. миль"),
        (Figure(1002), "mi2/day", "1 002 кв. милі за добу"),
        (Figure(1.5), "mi2/month", "1,5 кв. милі за місяць"),
        (Figure(1), "mi", "1 миля"),
        (Figure(2.5), "points", "2,5 відсоткового пункту"),
        (Figure(1_001, qualifier=Qualifier.OVER), "items", ">1 001 одиниця"),
    ],
)
def test_a_unit_agrees_with_its_number_in_ukrainian(figure: Figure, unit: str, text: str) -> None:
    ukrainian, quantity = in_language(Formats(), "uk"), Quantity("people", others=(unit,))
    shown = ukrainian.figure(replace(figure, unit=unit), quantity)
    assert shown.replace("\N{NO-BREAK SPACE}", " ") == text
    assert read_figure(shown, quantity, ukrainian.notation).unit == unit


def test_a_computed_number_of_years_is_followed_by_what_agrees_with_it_as_it_is_shown() -> None:
    ukrainian = in_language(Formats(), "uk")
    for value, text in (
        (Value(91.68, 91.68, 91.68), "91,7 року"),
        (Value(120.0001, 120.4, 121), "120–121 рік"),
    ):
        assert ukrainian.with_unit(ukrainian.outcome(value, "years"), "years") == text
        assert ukrainian.words(amount(value, "years")) == text


def test_texts_are_listed_in_the_quotes_of_the_language_and_all_of_them_are_counted() -> None:
    listed = quoted("abc", 2)
    assert str(listed) == "“a”, “b”, … (3)"
    assert in_language(Formats(), "uk").words(listed) == "«a», «b», … (3)"
    assert str(quoted([])) == "–"
