"""Numbers in English words, as digits; what makes no number for certain stays as it is."""

from __future__ import annotations

import pytest

from model.text.figures import Figure, Quantity, read_figure
from model.text.notation import ENGLISH
from model.text.number_words import in_digits


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("five killed", "5 killed"),
        ("seventeen", "17"),
        ("twenty-one", "21"),
        ("ninety nine", "99"),
        ("a hundred", "100"),
        ("an hundred", "100"),
        ("one hundred and five", "105"),
        ("twelve hundred", "1200"),
        ("fifty-two hundred", "5200"),
        ("a dozen", "12"),
        ("two dozen", "24"),
        ("two to three thousand", "2 to 3 thousand"),
        ("two hundred and five thousand", "205 thousand"),
        ("one thousand two hundred and six", "1206"),
        ("a million two hundred thousand and thirty", "1200030"),
        ("one million two hundred thousand", "1200000"),
        ("half a million", "500 thousand"),
        ("half a thousand", "500"),
        ("two and a half million", "2500 thousand"),
        ("two and a half thousand", "2500"),
        ("between one hundred and two hundred", "between one hundred and two hundred"),
    ],
)
def test_a_number_in_words_becomes_digits(text: str, digits: str) -> None:
    assert in_digits(text) == digits


@pytest.mark.parametrize(
    "text",
    [
        *("a", "a few", "thousand", "half", "five three", "twenty twelve", "twenty thirty", "one eleven"),
        *("two thousand three million", "two million three million", "two hundred and three hundred"),
        *(
            "a thousand dozen",
            "a hundred and a dozen",
            "a thousand hundred",
            "a hundred hundred",
            "a million and a half",
        ),
        *("a half million", "12 hundred", "five-year"),
    ],
)
def test_what_makes_no_number_stays_as_it_is(text: str) -> None:
    assert in_digits(text) == text


def test_a_figure_of_millions_and_thousands_in_words_is_their_sum() -> None:
    assert read_figure("one million two hundred thousand", Quantity.PEOPLE, ENGLISH) == Figure(1_200_000)
