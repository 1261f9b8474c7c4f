"""Units: read, labelled, converted."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.text.catalogue import in_language
from model.text.formats import Formats
from model.text.units import (
    KM2_PER_MI2,
    UNITS,
    AreaUnit,
    convert,
    in_area_unit,
    kind,
    label,
    read_typed_unit,
    same_kind,
)


def read_unit(text: str) -> str | None:
    """Return the unit that a text names."""
    typed = read_typed_unit(text)
    return None if typed is None else typed.unit


def test_a_square_mile_is_exactly_1609_344_metres_squared() -> None:
    assert Fraction("1.609344") ** 2 == Fraction("2.589988110336") == Fraction(str(KM2_PER_MI2))


def test_the_worked_areas_convert() -> None:
    for km2, mi2 in ((2356, 910), (839, 324), (1517, 586)):
        assert round(convert(km2, "km2", "mi2")) == mi2
    assert convert(1, "mi2/month", "km2/month") == KM2_PER_MI2
    assert convert(1, "people/km2", "people/mi2") == KM2_PER_MI2
    assert convert(KM2_PER_MI2, "people/mi2", "people/km2") == 1
    assert convert(math.inf, "km2", "mi2") == math.inf


@pytest.mark.parametrize(
    ("x", "unit", "other", "same"),
    [
        (0.002, "share", "per_1000", 2),
        (0.002, "share", "per_10000", 20),
        (1, "percent/day", "per_1000/day", 10),
        (1, "percent/month", "per_10000/month", 100),
        (1_500, "m/day", "km/day", 1.5),
        (0.025, "share", "one_in", 40),
        (40, "one_in", "per_1000", 25),
        (0, "share", "one_in", math.inf),
        (2.5, "years", "months", 30),
        (30, "months", "years", 2.5),
    ],
)
def test_a_share_or_a_rate_is_the_same_in_each_of_its_units(
    x: float, unit: str, other: str, same: float
) -> None:
    assert convert(x, unit, other) == same
    assert math.isinf(same) or convert(same, other, unit) == x


def test_units_of_different_kinds_do_not_convert() -> None:
    for one, other in (("km2", "people"), ("km2/day", "km2/month"), ("km2", "people/km2"), ("x", "km2")):
        with pytest.raises(ValueError, match=r"no way from|not a unit"):
            convert(1, one, other)


@given(st.floats(-1e15, 1e15), st.sampled_from(UNITS))
def test_there_and_back_is_the_same_to_the_last_digits(x: float, unit: str) -> None:
    for other in same_kind(unit):
        assert math.isclose(convert(convert(x, unit, other), other, unit), x, rel_tol=1e-15, abs_tol=1e-300)


def test_units_with_an_area_follow_the_area_unit_and_others_do_not() -> None:
    assert in_area_unit("km2/day", AreaUnit.MI2) == "mi2/day"
    assert in_area_unit("people/mi2", AreaUnit.KM2) == "people/km2"
    assert in_area_unit("people/day", AreaUnit.MI2) == "people/day"
    for unit in UNITS:
        assert kind(in_area_unit(unit, AreaUnit.MI2)) == kind(unit)


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit != "year"])  # it stands behind no number
def test_a_unit_is_read_from_its_label_and_its_key(unit: str) -> None:
    assert read_unit(str(label(unit))) == unit
    assert read_unit(unit) == unit
    if unit == "one_in":  # which stands before its number, and is read with it
        return
    said = in_language(Formats(), "uk").words
    for number in (1, 2, 5, 2.5):
        assert read_unit(said(label(unit, number)).replace("\N{NO-BREAK SPACE}", " ")) == unit, number


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("km²", "km2"),
        ("km2", "km2"),
        ("KM^2", "km2"),
        ("㎢", "km2"),
        ("sq km", "km2"),
        ("sq. km", "km2"),
        ("sqkm", "km2"),
        ("square kilometres", "km2"),
        ("square kilometer", "km2"),
        ("sq\u00a0mi", "mi2"),
        ("mi²", "mi2"),
        ("square miles", "mi2"),
        ("sq. miles", "mi2"),
        ("km² per day", "km2/day"),
        ("km²/day", "km2/day"),
        ("square miles a month", "mi2/month"),
        ("km² daily", "km2/day"),
        ("per square kilometer", "people/km2"),
        ("/ km²", "people/km2"),
        ("people per mi²", "people/mi2"),
        ("personnel a day", "people/day"),
        ("monthly", "people/month"),
        ("per cent", "share"),
        ("percent", "share"),
        ("day", "days"),
    ],
)
def test_a_unit_is_read_as_people_write_it(text: str, unit: str) -> None:
    assert read_unit(text) == unit


@pytest.mark.parametrize(
    "text", ["", " ", "km³", "acres", "caskets", "km² per km²", "ha a day", "kg a day", "% a week"]
)
def test_what_is_no_unit_is_none(text: str) -> None:
    assert read_unit(text) is None


def test_a_bare_rate_leaves_open_of_what() -> None:
    typed = read_typed_unit("a day")
    assert typed is not None
    assert (typed.over, typed.per) == ("", "day")
