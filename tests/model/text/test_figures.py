"""Figures from text and back: every row of the table of domain.md §1, both ways."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model.text.catalogue import LANGUAGES, catalogue
from model.text.errors import Unreadable
from model.text.figures import (
    Figure,
    Qualifier,
    Quantity,
    as_read,
    is_blank,
    loses_source,
    read_figure,
    restated,
    with_source_of,
    write_figure,
)
from model.text.notation import ENGLISH, FRENCH, GERMAN, LARGEST, NOTATIONS, SPACED, Notation
from model.text.records import replace
from model.text.units import UNITS, same_kind

PEOPLE, NET, GROSS = Quantity.PEOPLE, Quantity.AREA_NET, Quantity.AREA_GROSS
SHARE = Quantity.stated("share")
COST = Quantity.stated("people/km2", negative=False)
RATIO = Quantity.stated("times")
GROUND_A_DAY = Quantity.stated("km2/day")

ABOUT = Figure(53, qualifier=Qualifier.ABOUT)
OVER = Figure(125_000, qualifier=Qualifier.OVER)
AT_LEAST = Figure(80_000, qualifier=Qualifier.AT_LEAST)
UNDER = Figure(900, qualifier=Qualifier.UNDER)
UP_TO = Figure(900, qualifier=Qualifier.UP_TO)
RANGE = Figure(low=25_000, high=30_000)
BEST = Figure(40, 30, 55)


@pytest.mark.parametrize(
    ("texts", "figure", "bounds"),
    [
        (("45,690", "45 690", "exactly 45,690", "45.69k", "45,690 people"), Figure(45_690), (45_690,) * 3),
        (
            ("~53", "≈53", "≈ 53", "c. 53", "c.53", "ca. 53", "about 53", "approx. 53", "About 53"),
            ABOUT,
            (53,) * 3,
        ),
        (
            (">125,000", "> 125k", "over 125,000", "more than 125,000", "more  than 125 thousand"),
            OVER,
            (125_000, 125_000, math.inf),
        ),
        (
            (
                "≥80,000",
                ">=80,000",
                "80,000+",
                "80k+",
                "80,000 +",
                "at least 80,000",
                "80,000 or more",
                "80,000+ people",
            ),
            AT_LEAST,
            (80_000, 80_000, math.inf),
        ),
        (("<900", "under 900", "fewer than 900", "less than 900", "below 900"), UNDER, (0, 900, 900)),
        (("≤900", "<=900", "up to 900", "at most 900", "no more than 900"), UP_TO, (0, 900, 900)),
        (
            (
                "25,000–30,000",
                "25,000-30,000",
                "25,000 — 30,000",
                "25-30k",
                "25 \u2012 30k",
                "25\u201530 thsd",
                "25 – 30 k",
                "25k to 30k",
                "25k–30,000",
                "25,000–30k",
                "25 to 30 thousand",
                "25 thousand to 30 thousand",
                "between 25,000 and 30,000",
                "between 25 and 30k",
                "between 25–30k",
                "from 25k to 30k",
            ),
            RANGE,
            (25_000, 27_500, 30_000),
        ),
        (("40 (30–55)", "40 (30 to 55)", "40(30-55)", "40 ( 30 – 55 )"), BEST, (30, 40, 55)),
    ],
)
def test_a_figure_is_read_as_published(
    texts: tuple[str, ...], figure: Figure, bounds: tuple[float, float, float]
) -> None:
    for text in texts:
        assert read_figure(text, PEOPLE, ENGLISH) == figure, text
    assert figure.bounds() == bounds


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (Figure(45_690), "45,690"),
        (ABOUT, "≈53"),
        (OVER, ">125,000"),
        (AT_LEAST, "≥80,000"),
        (UNDER, "<900"),
        (UP_TO, "≤900"),
        (RANGE, "25,000–30,000"),
        (BEST, "40 (30–55)"),
        (Figure(low=5, high=5), "5–5"),
    ],
)
def test_a_figure_is_written_tidily(figure: Figure, text: str) -> None:
    assert write_figure(figure, PEOPLE, ENGLISH) == text


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("1.2 million", Figure(1_200_000)),
        ("1.2m", Figure(1_200_000)),
        ("0.9–1.2 million", Figure(low=900_000, high=1_200_000)),
        ("900,000–1.2 million", Figure(low=900_000, high=1_200_000)),
        ("0-5k", Figure(low=0, high=5_000)),
        ("40k (30–55k)", Figure(40_000, 30_000, 55_000)),
        ("40 (30–55)k", Figure(40_000, 30_000, 55_000)),
        ("\ufeff45,690\u200b", Figure(45_690)),
        ("\u200e45,690", Figure(45_690)),
        ("-0", Figure(0)),
    ],
)
def test_thousands_and_millions_are_what_they_say(text: str, figure: Figure) -> None:
    assert read_figure(text, PEOPLE, ENGLISH) == figure


@pytest.mark.parametrize(
    ("text", "figure", "shown"),
    [
        ("2,356 km²", Figure(2356), "2,356"),
        ("2,356km2", Figure(2356), "2,356"),
        ("910 sq mi", Figure(910, unit="mi2"), "910 sq mi"),
        ("~910 square miles", Figure(910, unit="mi2", qualifier=Qualifier.ABOUT), "≈910 sq mi"),
        ("900–910 mi²", Figure(low=900, high=910, unit="mi2"), "900–910 sq mi"),
        ("900 mi2–910 mi2", Figure(low=900, high=910, unit="mi2"), "900–910 sq mi"),
        ("905 (900–910) sq mi", Figure(905, 900, 910, unit="mi2"), "905 (900–910) sq mi"),
        ("905 sq mi (900–910)", Figure(905, 900, 910, unit="mi2"), "905 (900–910) sq mi"),
        ("1–1.5k sq km", Figure(low=1000, high=1500), "1,000–1,500"),
        ("-5 to 10", Figure(low=-5, high=10), "−5 to 10"),
        ("−5–10", Figure(low=-5, high=10), "−5 to 10"),
        ("-10--5", Figure(low=-10, high=-5), "−10 to −5"),
        ("3 (−5 to 10)", Figure(3, -5, 10), "3 (−5 to 10)"),
        ("~-5", Figure(-5, qualifier=Qualifier.ABOUT), "≈−5"),
        ("<−5", Figure(-5, qualifier=Qualifier.UNDER), "<−5"),
        ("+3.1", Figure(3.1), "3.1"),
    ],
)
def test_ground_is_read_in_its_unit_and_may_be_lost(text: str, figure: Figure, shown: str) -> None:
    assert read_figure(text, NET, ENGLISH) == figure
    assert write_figure(figure, NET, ENGLISH) == shown


def test_a_bare_number_has_the_unit_shown_and_a_figure_in_another_unit_says_so() -> None:
    assert read_figure("910", NET, ENGLISH, "mi2") == Figure(910, unit="mi2")
    assert read_figure("839 km²", NET, ENGLISH, "mi2") == Figure(839)
    assert write_figure(Figure(839), NET, ENGLISH, "mi2") == "839 km²"
    assert write_figure(Figure(839, unit="km2"), NET, ENGLISH) == "839"
    assert write_figure(Figure(910, unit="mi2"), NET, ENGLISH, "mi2") == "910"


@pytest.mark.parametrize(
    ("text", "quantity", "figure"),
    [
        ("53", COST, Figure(53)),
        ("~53 per km²", COST, Figure(53, qualifier=Qualifier.ABOUT)),
        ("53 losses per square kilometer", COST, Figure(53)),
        ("137/sq mi", COST, Figure(137, unit="people/mi2")),
        ("28 km² a day", GROUND_A_DAY, Figure(28)),
        ("28 a day", GROUND_A_DAY, Figure(28)),
        ("10.8 sq mi per day", GROUND_A_DAY, Figure(10.8, unit="mi2/day")),
        ("1,523 personnel a day", Quantity.stated("people/day"), Figure(1523)),
        ("50–52k a month", Quantity.RATE, Figure(low=50_000, high=52_000)),
        ("60 %", SHARE, Figure(0.6)),
        ("7%", SHARE, Figure(0.07)),
        ("28.5 percent", SHARE, Figure(0.285)),
        ("60–70 %", SHARE, Figure(low=0.6, high=0.7)),
        ("-2.5 %", SHARE, Figure(-0.025)),
        ("91 days", Quantity.stated("days"), Figure(91)),
        ("2 to 1", RATIO, Figure(2)),
        ("about 2.2:1", RATIO, Figure(2.2, qualifier=Qualifier.ABOUT)),
        ("2–3 to 1", RATIO, Figure(low=2, high=3)),
        ("0.5 to 1", RATIO, Figure(low=0.5, high=1)),  # a range
        ("0.5:1", RATIO, Figure(0.5)),
        ("-5 to 1", RATIO, Figure(low=-5, high=1)),
        ("more than one in 35", SHARE, Figure(35, qualifier=Qualifier.UNDER, unit="one_in")),
        ("один із 35", SHARE, Figure(35, unit="one_in")),
        ("one in more than 35", SHARE, Figure(35, qualifier=Qualifier.OVER, unit="one_in")),
    ],
)
def test_a_stated_figure_is_read_in_the_unit_of_its_measure(
    text: str, quantity: Quantity, figure: Figure
) -> None:
    assert read_figure(text, quantity, ENGLISH) == figure


def test_a_bare_rate_of_ground_is_in_the_area_unit_shown() -> None:
    assert read_figure("10.8 a day", GROUND_A_DAY, ENGLISH, "mi2") == Figure(10.8, unit="mi2/day")
    assert read_figure("137", COST, ENGLISH, "mi2") == Figure(137, unit="people/mi2")
    assert write_figure(Figure(0.6), SHARE, ENGLISH) == "60 %"
    assert write_figure(Figure(low=0.285, high=0.3), SHARE, GERMAN) == "28,5–30 %"


@pytest.mark.parametrize(
    ("text", "notation", "sentence"),
    [
        ("1.234k", ENGLISH, "read as 1,234"),
        ("about 25–30k", ENGLISH, "read as about 25,000 to 30,000"),
        ("about 40 (30–55)", ENGLISH, "read as about 40, between 30 and 55"),
        ("40 (≥30)", ENGLISH, "read as 40, at least 30"),
        ("40 (≤55)", ENGLISH, "read as 40, at most 55"),
        ("1 234", ENGLISH, "read as 1,234"),
        ("1.234", GERMAN, "read as 1.234"),
        ("1234", GERMAN, "read as 1.234"),
        ("~53", ENGLISH, "read as about 53"),
        (">53", ENGLISH, "read as more than 53"),
        ("80k+", ENGLISH, "read as at least 80,000"),
        ("<900", ENGLISH, "read as less than 900"),
        ("≤900", ENGLISH, "read as up to 900"),
        ("25-30k", ENGLISH, "read as 25,000 to 30,000"),
        ("40 (30–55)", ENGLISH, "read as 40, between 30 and 55"),
    ],
)
def test_the_cell_says_at_once_how_it_was_read(text: str, notation: Notation, sentence: str) -> None:
    assert str(as_read(read_figure(text, PEOPLE, notation), PEOPLE, notation)) == sentence


@pytest.mark.parametrize(
    ("text", "notation", "figure"),
    [
        *(
            (text, ENGLISH, Figure(1200, qualifier=Qualifier.ABOUT))
            for text in (
                "some 1,200",
                "nearly 1,200",
                "almost 1,200",
                "an estimated 1,200",
                "близько 1200",
                "etwa 1200",
                "environ 1200",
                "около 1200",
                "about twelve hundred",
                "about one thousand two hundred",
            )
        ),
        *(
            (text, ENGLISH, Figure(1200, qualifier=Qualifier.OVER))
            for text in (
                "upwards of 1,200",
                "in excess of 1,200",
                "понад 1200",
                "свыше 1200",
                "über 1200",
                "plus de 1200",
            )
        ),
        *(
            (text, ENGLISH, Figure(1200, qualifier=Qualifier.AT_LEAST))
            for text in (
                "no fewer than 1,200",
                "1,200 or more",
                "щонайменше 1200",
                "не менее 1200",
                "mindestens 1200",
                "au moins 1200",
                "1 200+",
            )
        ),
        *(
            (text, ENGLISH, Figure(1200, qualifier=Qualifier.UP_TO))
            for text in (
                "as many as 1,200",
                "до 1200",
                "bis zu 1200",
                "jusqu'à 1200",
            )
        ),
        *(
            (text, ENGLISH, Figure(1200))
            for text in (
                "1,200 casualties",
                "1,200 killed and wounded",
                "1,200 Russian soldiers killed",
                "1200 осіб",
                "1200 человек",
                "1200 Soldaten",
                "1,200*",
                "1,200 [1]",
                "1,200¹",
                "1,200 †",
                "1.2E3",
                "1,200 (+50)",
                "twelve hundred",
                "1.2 тис.",
                "1.2 thousand people",
            )
        ),
        ("half a million", ENGLISH, Figure(500_000)),
        ("two and a half million", ENGLISH, Figure(2_500_000)),
        ("two to three thousand", ENGLISH, Figure(low=2000, high=3000)),
        ("a dozen", ENGLISH, Figure(12)),
        ("one hundred and five", ENGLISH, Figure(105)),
        ("від 25 до 30 тис.", SPACED, Figure(low=25_000, high=30_000)),
        ("von 25 bis 30 Tsd.", GERMAN, Figure(low=25_000, high=30_000)),
        ("1,2 млн", SPACED, Figure(1_200_000)),
        ("26,2 тис.", GERMAN, Figure(26_200)),
        ("about 25–30k", ENGLISH, Figure(low=25_000, high=30_000, qualifier=Qualifier.ABOUT)),
        ("≈40 (30–55)", ENGLISH, Figure(40, 30, 55, Qualifier.ABOUT)),
        ("1,200 (≥1,000)", ENGLISH, Figure(1200, 1000)),
        ("1,300 (at most 1,600)", ENGLISH, Figure(1300, high=1600)),
        ("1,23,456", ENGLISH, Figure(123_456)),
    ],
)  # fmt: skip - one line for each meaning
def test_whatever_a_report_says_a_cell_reads(text: str, notation: Notation, figure: Figure) -> None:
    assert read_figure(text, PEOPLE, notation) == figure


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("1,517 km² (586 sq mi)", Figure(1517)),
        ("586 sq mi (1,517 km²)", Figure(586, unit="mi2")),
        ("about 1,500 km² (580 sq mi)", Figure(1500, qualifier=Qualifier.ABOUT)),
        ("1517 км²", Figure(1517)),
        ("1517 кв. км", Figure(1517)),
        ("151,700 ha", Figure(1517)),
        ("500 га", Figure(5)),
        ("2,500,000 m²", Figure(2.5)),
        ("–4", Figure(-4)),
        ("1,517 km²[3]", Figure(1517)),
    ],
)
def test_ground_is_read_in_any_unit_and_checked_where_it_is_said_twice(text: str, figure: Figure) -> None:
    assert read_figure(text, NET, ENGLISH) == figure


@pytest.mark.parametrize("notation", sorted(set(NOTATIONS.values()), key=repr))
@pytest.mark.parametrize("quantity", [PEOPLE, Quantity.RATE, Quantity.stated("people/day")])
@pytest.mark.parametrize("sign", [".", ","])
def test_one_sign_before_three_digits_never_makes_a_fraction_of_people(
    notation: Notation, quantity: Quantity, sign: str
) -> None:
    """In every notation it separates thousands, or is refused with both readings."""
    text = f"45{sign}690"
    if sign == notation.group or (sign == "," and notation.decimal == "."):
        assert read_figure(text, quantity, notation) == Figure(45_690)
    else:
        with pytest.raises(Unreadable, match=f"may mean .*45{notation.group}690"):
            read_figure(text, quantity, notation)


def test_ground_is_read_back_with_its_unit() -> None:
    assert str(as_read(Figure(910, unit="mi2"), NET, ENGLISH)) == "read as 910 sq mi"
    assert str(as_read(Figure(low=-5, high=10), NET, ENGLISH)) == "read as −5 to 10 km²"
    assert str(as_read(Figure(3, -5, 10), NET, FRENCH)) == "read as 3 km², between −5 and 10"


def test_how_it_was_read_is_said_in_the_language_of_the_window() -> None:
    german = {"read as {value}": "gelesen als {value}", "km² a day": "km² am Tag"}
    said = as_read(Figure(28), GROUND_A_DAY, ENGLISH).text(lambda text: german.get(text, text))
    assert said == "gelesen als 28 km² am Tag"


SOURCED = Figure(
    5, unit="mi2", scope="Ukraine", as_of=date(2024, 12, 3), source="isw", note="n", alternatives=(Figure(6),)
)


def test_a_new_number_keeps_what_is_known_of_one_that_was_not_quoted() -> None:
    new = restated(SOURCED, RANGE)
    assert new == replace(SOURCED, value=None, low=25_000.0, high=30_000.0, unit="")
    assert restated(None, RANGE) == RANGE


def test_another_number_than_the_quoted_one_keeps_neither_quote_nor_source() -> None:
    quoted = replace(SOURCED, quote="five")
    assert restated(quoted, RANGE) == replace(RANGE, alternatives=(Figure(6),))
    assert restated(quoted, Figure(5, unit="mi2")) == quoted


def test_another_number_keeps_the_source_of_the_quoted_one_where_that_is_asked_for() -> None:
    quoted = replace(SOURCED, quote="five")
    new = restated(quoted, RANGE)
    assert loses_source(quoted, new)
    assert with_source_of(quoted, new) == restated(SOURCED, RANGE)
    assert not loses_source(SOURCED, restated(SOURCED, RANGE))


def test_under_begins_at_nothing_only_where_counting_does() -> None:
    assert UNDER.bounds(floor=PEOPLE.floor) == (0, 900, 900)
    assert UNDER.bounds(floor=NET.floor) == (-math.inf, 900, 900)
    assert Figure(0, qualifier=Qualifier.UP_TO).bounds(floor=PEOPLE.floor) == (0, 0, 0)
    assert Figure(-5, qualifier=Qualifier.UP_TO).bounds() == (-math.inf, -5, -5)


QUANTITIES = (
    PEOPLE,
    Quantity.RATE,
    NET,
    GROSS,
    *(Quantity.stated(unit) for unit in UNITS if "mi2" not in unit),
)


@st.composite
def figures(draw: st.DrawFn, quantity: Quantity) -> Figure:
    """Every figure that may stand where `quantity` does."""
    least = -LARGEST if quantity.negative else 0.0
    plain = st.integers(int(max(least, -1e6)), 1_000_000).map(float)
    value = plain
    if quantity.unit != "people":  # people are whole
        value = plain | plain.map(lambda x: x / 100) | st.floats(least, LARGEST)
    unit = draw(st.sampled_from(same_kind(quantity.unit)).map(quantity.stored))
    form = draw(st.sampled_from(("value", "range", "both", "low", "high")))
    if form == "value":
        return Figure(draw(value), qualifier=draw(st.sampled_from(Qualifier)), unit=unit)
    low, best, high = sorted((draw(value), draw(value), draw(value)))
    if form in ("low", "high"):
        return Figure(best, low, unit=unit) if form == "low" else Figure(best, high=high, unit=unit)
    qualifier = draw(st.sampled_from((Qualifier.EXACT, Qualifier.ABOUT)))
    return Figure(None if form == "range" else best, low, high, qualifier, unit)


@given(
    st.sampled_from(QUANTITIES).flatmap(lambda quantity: st.tuples(st.just(quantity), figures(quantity))),
    st.sampled_from(sorted(set(NOTATIONS.values()), key=repr)),
    st.sampled_from(("", "km2", "mi2")),
    st.sampled_from(tuple(LANGUAGES)),
)
@example((NET, Figure(-0.0, unit="mi2")), GERMAN, "", "en")
@example((Quantity.RATE, Figure(1.234)), FRENCH, "", "en")
@example((Quantity.RATE, Figure(234.125)), ENGLISH, "", "en")
@example((NET, Figure(5e-324, -LARGEST, LARGEST)), FRENCH, "mi2", "uk")
@example((SHARE, Figure(0.30000000000000004)), ENGLISH, "km2", "en")
def test_what_is_shown_for_a_figure_typed_back_gives_the_same_figure(
    placed: tuple[Quantity, Figure], notation: Notation, shown: str, language: str
) -> None:
    quantity, figure = placed
    text = write_figure(figure, quantity, notation, shown, catalogue(language))
    assert not is_blank(text)
    assert read_figure(text, quantity, notation, shown) == figure
    assert read_figure(f" {text.upper()} ", quantity, notation, shown) == figure


@given(st.integers(0, 999), st.integers(0, 999))
def test_a_k_behind_a_range_holds_for_both_ends(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert read_figure(f"{low}-{high}k", PEOPLE, ENGLISH) == Figure(low=low * 1000.0, high=high * 1000.0)


@pytest.mark.parametrize(
    ("texts", "figure", "bounds"),
    [
        (
            ("1,200 (≥1,000)", "1,200 (>= 1,000)", "1,200 (at least 1,000)", "1.2k (≥1k)"),
            Figure(1200, low=1000),
            (1000, 1200, math.inf),
        ),
        (
            ("1,300 (≤1,600)", "1,300 ( up to 1,600 )", "1,300 (at most 1,600) people"),
            Figure(1300, high=1600),
            (-math.inf, 1300, 1600),
        ),
    ],
)
def test_a_best_with_one_bound_keeps_both_and_is_open_on_the_other_side(
    texts: tuple[str, ...], figure: Figure, bounds: tuple[float, float, float]
) -> None:
    for text in texts:
        assert read_figure(text, PEOPLE, ENGLISH) == figure, text
    assert write_figure(figure, PEOPLE, ENGLISH) == texts[0]
    assert figure.bounds() == bounds
    read = {"1,200": "read as 1,200, at least 1,000", "1,300": "read as 1,300, at most 1,600"}
    assert str(as_read(figure, PEOPLE, ENGLISH)) == read[texts[0][:5]]


@pytest.mark.parametrize(
    "text", ["1,200 (≥1,300)", "1,200 (≤1,000)", "1,200 (>1,000)", "~1,200 (≥1,000)", "1,200 (≥1,000"]
)
def test_a_bound_on_the_wrong_side_or_of_another_kind_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_figure(text, PEOPLE, ENGLISH)
