"""Numbers from text and back, in every notation."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Context, Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from model.text.errors import Unreadable
from model.text.notation import (
    ENGLISH,
    FRENCH,
    GERMAN,
    LARGEST,
    NOTATIONS,
    SWISS,
    Notation,
    notation_for,
    read_number,
    write_number,
)
from tests.model.kept import mostly
from tests.properties import examples

NOTATION = st.sampled_from(sorted(set(NOTATIONS.values()), key=repr))
KEPT = st.floats(-LARGEST, LARGEST) | st.integers(-int(LARGEST), int(LARGEST)).map(float)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("45,690", 45_690),
        ("45690", 45_690),
        ("45 690", 45_690),
        ("45\u00a0690", 45_690),
        ("45\u2009690", 45_690),
        ("45\u202f690", 45_690),
        ("45’690", 45_690),
        ("45'690", 45_690),
        ("45_690", 45_690),
        ("1,234,567.25", 1_234_567.25),
        ("1.234", 1.234),
        (".5", 0.5),
        ("-3.1", -3.1),
        ("\u22123.1", -3.1),
        ("+3.1", 3.1),
        (" 007 ", 7),
        ("9,007,199,254,740,992", 2.0**53),
    ],
)
def test_an_english_number_is_read(text: str, number: float) -> None:
    assert read_number(text, ENGLISH) == number


@pytest.mark.parametrize(
    ("text", "notation", "number"),
    [
        ("1.234", GERMAN, 1_234),
        ("1,234", GERMAN, 1.234),
        ("1,23", GERMAN, 1.23),
        ("1.234.567,5", GERMAN, 1_234_567.5),
        ("1 234,5", FRENCH, 1_234.5),
        ("53.4", FRENCH, 53.4),
        ("0.123", FRENCH, 0.123),
        ("1’234.5", SWISS, 1_234.5),
    ],
)
def test_what_could_mean_two_things_follows_the_notation(
    text: str, notation: Notation, number: float
) -> None:
    assert read_number(text, notation) == number


@pytest.mark.parametrize(
    ("text", "notation", "readings"),
    [
        ("1,23", ENGLISH, "1.23 or 123"),
        ("1,2345", ENGLISH, "1.2345 or 12,345"),
        ("0,123", ENGLISH, "0.123 or 123"),
        ("1.5", GERMAN, "1,5 or 15"),
        ("1.234", FRENCH, "1,234 or 1\u202f234"),
    ],
)
def test_what_the_notation_makes_no_sense_of_is_refused_with_both_readings(
    text: str, notation: Notation, readings: str
) -> None:
    with pytest.raises(Unreadable, match=f"“{text}” may mean {readings}; write the one that is meant"):
        read_number(text, notation)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "abc",
        "1.234.567",
        "1,234.567,8",
        "1,2,456",
        "12,34",
        "1,234 567",
        "1.2.3",
        "5.",
        "5,",
        ",",
        "--5",
        "- 5",
        "1e5",
        "1.25E+05",
        "0x10",
        "inf",
        "nan",
        "∞",
        "½",
        "1__000",
        "1  000",
        "5²",
        "1/2",
        "3 %",
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_number(text, ENGLISH)


@pytest.mark.parametrize("text", ["١٢٣", "\uff11\uff12\uff13", "1٢3", "१२"])
def test_digits_of_other_scripts_are_refused_by_name(text: str) -> None:
    with pytest.raises(Unreadable, match="is not one of the digits 0 to 9"):
        read_number(text, ENGLISH)


def test_a_number_beyond_2_to_the_53_is_refused_with_the_largest() -> None:
    with pytest.raises(Unreadable, match="numbers up to 9,007,199,254,740,992 are kept exactly"):
        read_number("9007199254740993", ENGLISH)
    with pytest.raises(Unreadable, match="too large"):
        read_number("-9,007,199,254,740,993", ENGLISH)


def test_digits_that_a_float_would_drop_are_refused() -> None:
    with pytest.raises(
        Unreadable, match=r"more digits than can be kept; 0\.12345678901234568 is the nearest"
    ):
        read_number("0.1234567890123456789", ENGLISH)
    with pytest.raises(Unreadable, match="more digits than can be kept"):
        read_number("0." + "0" * 400 + "1", ENGLISH)


def test_a_text_too_long_is_refused_at_once_and_a_long_one_is_quoted_in_short() -> None:
    with pytest.raises(Unreadable, match="too long"):
        read_number("1" * 100_000, ENGLISH)
    with pytest.raises(Unreadable) as refused:
        read_number("x" * 900, ENGLISH)
    assert len(str(refused.value)) < 150


@given(KEPT, NOTATION)
@example(5e-324, ENGLISH)
@example(-0.0, GERMAN)
@example(1e22, FRENCH)
def test_a_number_written_reads_as_the_same(x: float, notation: Notation) -> None:
    written = write_number(x, notation)
    if abs(x) > LARGEST:
        with pytest.raises(Unreadable):
            read_number(written, notation)
        return
    read = read_number(written, notation)
    assert read == x
    assert math.copysign(1, read) == (-1 if x < 0 else 1)


SIGNS = "0123456789.,'’_ \u00a0\u202f-\u2212+"
NEARLY = st.from_regex(
    r"[-\u2212+]?[0-9]{1,3}([.,'’_ \u00a0\u202f]?[0-9]{3}){0,2}([.,][0-9]{1,3})?", fullmatch=True
)


@settings(max_examples=examples(150))
@given(mostly(NEARLY, st.text(SIGNS, max_size=12)), NOTATION)
def test_what_is_read_is_what_was_typed_and_nothing_else(text: str, notation: Notation) -> None:
    try:
        read = read_number(text, notation)
    except Unreadable:
        return
    typed = text.strip().lstrip("-\u2212+")
    point = max(typed.rfind(","), typed.rfind("."))
    digits = "".join(sign for sign in typed if sign.isdigit())
    after = len(typed) - point - 1
    meant = {Decimal(digits), Decimal(digits).scaleb(-after) if point >= 0 else Decimal(digits)}
    assert Decimal(repr(abs(read))) in meant
    assert read <= 0 if text.strip()[0] in "-\u2212" else read >= 0


@given(st.floats(-1e18, 1e18), st.integers(0, 6))
@example(0.5, 0)
@example(2.5, 0)
@example(1.005, 2)
@example(-0.4, 0)
@example(8_999_999_999_999.5, 0)
def test_rounding_goes_by_the_digits_with_halves_away_from_zero(x: float, decimals: int) -> None:
    unit = Decimal(1).scaleb(-decimals)
    expected = Decimal(repr(x)).quantize(unit, ROUND_HALF_UP, Context(prec=50))
    text = write_number(x, ENGLISH, decimals)
    assert Decimal(text.replace(",", "").replace("\u2212", "-")) == expected
    assert len(text.partition(".")[2]) == decimals
    if expected == 0:
        assert "\u2212" not in text


def test_numbers_are_written_in_the_notation() -> None:
    assert write_number(-1_234_567.5, ENGLISH) == "\u22121,234,567.5"
    assert write_number(-1_234_567.5, GERMAN) == "\u22121.234.567,5"
    assert write_number(-1_234_567.5, FRENCH, 2) == "\u22121\u202f234\u202f567,50"
    assert write_number(1_234.5, SWISS) == "1’234.5"
    assert write_number(math.inf, ENGLISH) == "∞"
    assert write_number(-math.inf, ENGLISH) == "\u2212∞"


def test_a_locale_has_its_notation_whatever_is_behind_its_language() -> None:
    assert notation_for("en") == notation_for("en_US.UTF-8") == notation_for("en-GB") == ENGLISH
    assert notation_for("C") == notation_for("C.UTF-8") == notation_for("POSIX") == ENGLISH
    assert notation_for("de") == notation_for("de_AT") == notation_for("DE") == GERMAN
    assert notation_for("de-CH") == notation_for("de_CH@euro") == SWISS
    assert notation_for("zh_Hant_TW") == ENGLISH
    assert notation_for("uk_UA.UTF-8").group == "\u00a0"


def test_an_unknown_locale_is_refused_with_those_known() -> None:
    with pytest.raises(Unreadable, match="“xx_YY”; known are be, bg"):
        notation_for("xx_YY")
    with pytest.raises(Unreadable):
        notation_for("")
