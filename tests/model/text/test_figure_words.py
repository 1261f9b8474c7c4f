"""Text that is no figure: refused with the reason, never read as something else."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from model.text.errors import Unreadable
from model.text.figures import Figure, Qualifier, Quantity, is_blank, read_figure
from model.text.notation import ENGLISH, LARGEST
from model.text.units import UNITS
from tests.model.kept import mostly
from tests.properties import examples

PEOPLE, NET, GROSS = Quantity.PEOPLE, Quantity.AREA_NET, Quantity.AREA_GROSS
SHARE = Quantity.stated("share")
COST = Quantity.stated("people/km2", negative=False)
QUANTITIES = (PEOPLE, NET, GROSS, *(Quantity.stated(unit) for unit in UNITS if "mi2" not in unit))


@pytest.mark.parametrize(
    ("text", "quantity", "sentence"),
    [
        ("abc", PEOPLE, "“abc” is not a figure"),
        ("", PEOPLE, "is not a figure"),
        ("#N/A", PEOPLE, "“#N/A” is not a figure"),
        ("1,23", PEOPLE, "may mean 1.23 or 123"),
        ("\u0661\u0662\u0663", PEOPLE, "“\u0661” is not one of the digits 0 to 9"),
        ("2½", PEOPLE, "“½” is not understood"),
        ("53 caskets", PEOPLE, "“caskets” is not understood"),
        ("45.690", PEOPLE, "may mean 45,690 people or 45.690"),
        ("12.5", PEOPLE, "would be 12.5 people, and people are whole"),
        ("1.2345k", PEOPLE, "would be 1,234.5 people"),
        ("10²", PEOPLE, "may be a power of ten, or 10 with the mark of a footnote"),
        ("(7.5)", NET, "“\\(” is not understood"),
        ("5-", NET, "“-” is not understood"),
        ("1,517 km² (500 sq mi)", NET, "says two things: the first number is 586 sq mi"),
        ("45,690 (586 sq mi)", PEOPLE, "is not a figure"),
        ("hundreds", PEOPLE, "is not a figure"),
        ("-5", PEOPLE, "is negative, and this cannot be"),
        ("-5–10", PEOPLE, "is negative"),
        ("-5", GROSS, "the gains of this series are gross"),
        ("+80,000", PEOPLE, r"write 80,000\+ for at least"),
        ("— 5", NET, "a dash that is no minus sign; write −"),
        ("–5", PEOPLE, "is negative, and this cannot be"),
        ("30–25", PEOPLE, "read as 30 to 25, which is the wrong way round"),
        ("30-25k", PEOPLE, "read as 30,000 to 25,000, which is the wrong way round"),
        ("800-1.2k", PEOPLE, "read as 800,000 to 1,200"),
        ("25k-30", PEOPLE, "read as 25,000 to 30, which"),
        ("60 (30–55)", PEOPLE, "has 60 outside of 30 to 55"),
        ("40k (30–55)", PEOPLE, "has 40,000 outside of 30 to 55"),
        ("~>53", PEOPLE, "says twice how firm"),
        ("about over 53", PEOPLE, "says twice how firm"),
        ("about 53+", PEOPLE, "says twice how firm"),
        ("over 25–30", PEOPLE, "is a range, which cannot be over or under as well"),
        ("25–30k+", PEOPLE, "is a range"),
        (">40 (30–55)", PEOPLE, "is a range"),
        ("25 and 30", PEOPLE, "is not a figure"),
        ("between 25 to 30", PEOPLE, "is not a figure"),
        ("from 25 and 30", PEOPLE, "is not a figure"),
        ("between 25", PEOPLE, "“between” is not understood"),
        ("40 (30)", PEOPLE, "is not a figure"),
        ("40 (30–55", PEOPLE, "holds more numbers than one figure"),
        ("10–20–30", PEOPLE, "holds more numbers than one figure"),
        ("1; 2; 3; 4", PEOPLE, "holds more numbers than one figure"),
        ("12 km²", PEOPLE, "“km²” in “12 km²” is a unit of another kind; the unit here is people"),
        ("28 km² a day", NET, "the unit here is km² or sq mi"),
        ("53 km²", COST, "the unit here is per km² or per sq mi"),
        ("12 people", NET, "is a unit of another kind"),
        ("25 km² – 10 mi²", NET, "names two units"),
        ("25 acres", NET, "“acres” is not understood"),
        ("25 ha", COST, "is a unit of another kind"),
        ("60", SHARE, "write it in percent, as 60 %"),
        ("9,007,199,254,740,993", PEOPLE, "too large"),
        ("9,007,199,254,741k", PEOPLE, "too large"),
        ("0.1234567890123456789", NET, "more digits than can be kept"),
        ("2024-11-30", PEOPLE, "holds more numbers|wrong way round"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(text: str, quantity: Quantity, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        read_figure(text, quantity, ENGLISH)


@pytest.mark.parametrize("text", ["", "  ", "-", "–", "—", "−", "n/a", "N/A", " – ", "\u200b"])
def test_blank_text_says_that_nothing_is_known(text: str) -> None:
    assert is_blank(text)
    with pytest.raises(Unreadable):
        read_figure(text, PEOPLE, ENGLISH)


@pytest.mark.parametrize("text", ["0", "-5", "--", "na", "?", "#N/A"])
def test_other_text_is_not_blank(text: str) -> None:
    assert not is_blank(text)


PIECES = (
    "about |over |~|>|≥|<|up to |between | and | to |–|-|−|+|(|)|k| million| km²| sq mi| a day|%|.|,| |’|x"
    "|0|5|25|30|690|1,234"
)
WORDS = st.sampled_from(tuple(PIECES.split("|")))


LIKELY = st.tuples(
    st.sampled_from(("", "", "~", ">", "about ", "over ", "1–")),
    st.integers(1, 99_999_999).map(lambda number: f"{number:,}" if number % 2 else str(number)),
    st.sampled_from(("", "", "k", " thousand", " (1–9)")),
).map("".join)


@settings(max_examples=examples(150))
@given(
    mostly(LIKELY, st.lists(WORDS, max_size=9).map("".join) | st.text(max_size=30)),
    st.sampled_from(QUANTITIES),
)
@example("~" * 500, PEOPLE)
@example("1" + ",000" * 240, PEOPLE)
@example("about " * 160 + "x", PEOPLE)
def test_any_text_is_a_figure_in_order_or_is_refused_in_words(text: str, quantity: Quantity) -> None:
    try:
        figure = read_figure(text, quantity, ENGLISH)
    except Unreadable as refused:
        str(refused)  # the sentence can be made, whatever was typed
        return
    low, best, high = figure.bounds(floor=quantity.floor)
    assert low <= best <= high
    assert math.isfinite(best)
    assert abs(best) <= LARGEST
    assert quantity.negative or best >= 0
    numbers = [x for x in (figure.value, figure.low, figure.high) if x is not None]
    assert all(math.isfinite(x) for x in numbers)
    assert all(math.copysign(1, x) == (-1 if x < 0 else 1) for x in numbers)
    assert (figure.value is not None) or (figure.low is not None and figure.high is not None)
    assert figure.qualifier in (Qualifier.EXACT, Qualifier.ABOUT) or len(numbers) == 1
    assert quantity.unit != "people" or all(x % 1 == 0 for x in numbers)
    # No figure becomes 0 that had another digit.
    assert any(numbers) or not set(text) & set("123456789")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("1,300 (at most 1,300)", Figure(1_300, high=1_300)),
        ("1,200 (≥1,200)", Figure(1_200, low=1_200)),
        ("30 (30–55)", Figure(30, 30, 55)),
        ("55 (30–55)", Figure(55, 30, 55)),
        ("30–30", Figure(low=30, high=30)),
        ("1000–2k", Figure(low=1_000, high=2_000)),
        ("999–1000k", Figure(low=999_000, high=1_000_000)),
    ],
)
def test_a_bound_may_be_the_value_itself(text: str, figure: Figure) -> None:
    assert read_figure(text, PEOPLE, ENGLISH) == figure


def test_only_what_is_about_makes_what_follows_from_it_approximate() -> None:
    about = [qualifier for qualifier in Qualifier if Figure(53, qualifier=qualifier).approximate]
    assert about == [Qualifier.ABOUT]
