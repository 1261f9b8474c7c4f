"""Numbers as only some write them: each is read as it stands, or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from model.reading.proposal import NoFigure, Proposal
from model.reading.report import read_report
from model.text.figures import Qualifier

ABOUT, OVER, AT_LEAST, UP_TO = Qualifier.ABOUT, Qualifier.OVER, Qualifier.AT_LEAST, Qualifier.UP_TO
EXACT = Qualifier.EXACT


def first(text: str, language: str) -> Proposal:
    """Return what is made of the first number of a text that is no date."""
    dates = (NoFigure.DATE, NoFigure.YEAR)
    return next(p for p in read_report(text, date(2025, 1, 5), language).proposals if p.why_not not in dates)


@pytest.mark.parametrize(
    ("language", "said", "value", "qualifier"),
    [
        # a sign or a word between the digits and their power
        ("en", "30+ thousand soldiers", 30_000, AT_LEAST),
        ("en", "30-odd thousand soldiers", 30_000, ABOUT),
        ("en", "30k+ soldiers", 30_000, AT_LEAST),
        ("uk", "30+ тисяч військових", 30_000, AT_LEAST),
        ("uk", "30+ тис. військових", 30_000, AT_LEAST),
        ("de", "30+ Tausend Soldaten", 30_000, AT_LEAST),
        ("ru", "30+ тысяч военных", 30_000, AT_LEAST),
        # halves and other fractions
        ("en", "1 1/2 million soldiers", 1_500_000, EXACT),
        ("en", "1-1/2 million soldiers", 1_500_000, EXACT),
        ("en", "2½ million soldiers", 2_500_000, EXACT),
        ("en", "a million and a half soldiers", 1_500_000, EXACT),
        ("en", "one and a half million soldiers", 1_500_000, EXACT),
        ("en", "two and a half thousand soldiers", 2500, EXACT),
        ("en", "more than three and a half thousand soldiers", 3500, OVER),
        ("en", "a quarter million soldiers", 250_000, EXACT),
        ("uk", "тисячу з половиною військових", 1500, EXACT),
        ("uk", "дві з половиною тисячі військових", 2500, EXACT),
        ("uk", "2 з половиною тисячі військових", 2500, EXACT),
        ("uk", "1 мільйон з половиною військових", 1_500_000, EXACT),
        ("ru", "две с половиной тысячи военных", 2500, EXACT),
        ("ru", "тысячу с половиной военных", 1500, EXACT),
        ("de", "anderthalb Tausend Soldaten", 1500, EXACT),
        ("de", "zweieinhalbtausend Soldaten", 2500, EXACT),
        ("de", "zweieinhalb Tausend Soldaten", 2500, EXACT),
        ("uk", "тисячу двісті військових", 1200, EXACT),
        ("uk", "понад мільйон військових", 1_000_000, OVER),
        ("ru", "миллион двести тысяч военных", 1_200_000, EXACT),
        ("de", "tausend Soldaten", 1000, EXACT),
        # how firmly, behind the number or what it counts
        ("en", "30,000-odd soldiers", 30_000, ABOUT),
        ("en", "1000-plus soldiers", 1000, AT_LEAST),
        ("en", "30,000 soldiers at least", 30_000, AT_LEAST),
        ("en", "30,000 Russian soldiers or more", 30_000, AT_LEAST),
        ("en", "30,000 soldiers, give or take,", 30_000, ABOUT),
        ("en", "30,000 soldiers at most", 30_000, UP_TO),
        ("en", "30,000 soldiers, at least 10,000 of them killed,", 30_000, EXACT),
        ("en", "30,000 soldiers and at least ten guns", 30_000, EXACT),
        ("uk", "30 тисяч військових щонайменше", 30_000, AT_LEAST),
        ("uk", "30 тисяч військових або більше", 30_000, AT_LEAST),
        ("uk", "30 тисяч з гаком", 30_000, OVER),
        ("uk", "30 тисяч військових, щонайменше 10 тисяч убитими,", 30_000, EXACT),
        ("ru", "30 тысяч с лишним военных", 30_000, OVER),
        ("ru", "30 тысяч военных как минимум", 30_000, AT_LEAST),
        ("de", "30.000 Soldaten mindestens", 30_000, AT_LEAST),
        ("de", "30.000 oder mehr Soldaten", 30_000, AT_LEAST),
    ],
)
def test_it_is_read_as_it_is_said(language: str, said: str, value: float, qualifier: Qualifier) -> None:
    frame = {
        "en": "Russia lost {} in May 2024.",
        "uk": "Росія втратила {} у травні 2024 року.",
        "ru": "Россия потеряла {} в мае 2024 года.",
        "de": "Russland verlor {} im Mai 2024.",
    }[language]
    found = first(frame.format(said), language)
    assert (found.value, found.low, found.high, found.qualifier) == (value, None, None, qualifier)


@pytest.mark.parametrize("said", ["1/2 of its soldiers", "3 1/2/4 soldiers"])
def test_what_may_be_two_numbers_is_none(said: str) -> None:
    assert first(f"Russia lost {said} in May 2024.", "en").value is None


@pytest.mark.parametrize(
    ("language", "said"),
    [("uk", "кілька тисяч двісті"), ("uk", "десятки тисяч"), ("en", "tens of thousands of")],
)
def test_what_is_not_told_is_no_number(language: str, said: str) -> None:
    text = {"uk": "Росія втратила {} військових.", "en": "Russia lost {} soldiers."}[language].format(said)
    assert read_report(text, date(2025, 1, 5), language).proposals == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Russian losses dropped 13% to 28,880 in May 2024."),
        ("en", "Russian losses dropped 13 per cent to 28,880 in May 2024."),
        ("uk", "У травні 2024 року втрати Росії впали на 13 % до 28 880 осіб."),
        ("de", "Im Mai 2024 fielen die russischen Verluste um 13 Prozent bis 28.880."),
    ],
)
def test_a_share_and_what_it_came_to_are_no_range(language: str, text: str) -> None:
    found = read_report(text, date(2025, 1, 5), language).proposals
    assert all(p.low is None and p.high is None for p in found)
    assert 28_880 in [p.value for p in found]


def test_so_many_and_a_half_years_are_no_losses() -> None:
    text = "In three and a half years of war Russia lost 30,000 soldiers in May 2024."
    assert [p.value for p in read_report(text, date(2025, 1, 5), "en").proposals if p.kind] == [30_000]


@pytest.mark.parametrize(
    ("said", "qualifier"),
    [
        ("They regained control over 3.4 square kilometres in May.", EXACT),
        ("They advanced in May and neared 3.4 square kilometres.", ABOUT),
        ("They seized an area approaching 3.4 square kilometres in May.", ABOUT),
        ("They seized over 3.4 square kilometres in May.", OVER),
        ("Officials put the area taken in May somewhere near 3.4 square kilometres.", ABOUT),
        ("They are talking about 3.4 square kilometres taken in May.", EXACT),
    ],
)
def test_what_stands_before_a_number_is_how_firmly_it_is_said_or_only_a_preposition(
    said: str, qualifier: Qualifier
) -> None:
    found = first(said, "en")
    assert (found.value, found.qualifier) == (3.4, qualifier)


def test_spaces_group_digits_where_another_number_of_the_text_can_only_be_grouped_so() -> None:
    said = "They lost 192 192 soldiers in May."
    assert first(f"{said} Another 90 000 were wounded.", "en").value == 192_192
    both = f"{said} Another 90 000 were wounded, and 1,200 died in June."
    assert first(both, "en").why_not is NoFigure.TWO_READINGS


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Losses rose in May by 3,100 men."),
        ("de", "Die Verluste stiegen im Mai um 3.100 Soldaten."),
        ("uk", "Втрати зросли в травні на 3100 осіб."),
        ("ru", "Потери выросли в мае на 3100 человек."),
    ],
)
def test_by_how_much_losses_rose_is_not_certain_to_be_what_was_lost(language: str, said: str) -> None:
    found = first(said, language)
    assert (found.value, found.ticked) == (3100, False)


@pytest.mark.parametrize(
    ("language", "said", "values"),
    [
        ("en", "Losses rose by 3,100 to 41,000 men in May.", [3100, 41_000]),
        ("en", "In May the area shrank by 1,200 km² to 7,900 km².", [1200, 7900]),
        ("de", "Die Verluste stiegen im Mai um 3.100 auf 41.000 Soldaten.", [3100, 41_000]),
        ("uk", "Втрати зросли на 3100 до 41 000 осіб у травні.", [3100, 41_000]),
        ("en", "They took 70 or 80,000 casualties in May.", [None, None]),
    ],
)
def test_by_how_much_and_to_what_it_rose_are_two_numbers(
    language: str, said: str, values: list[float | None]
) -> None:
    assert [p.value for p in read_report(said, date(2025, 6, 5), language).proposals] == values


@pytest.mark.parametrize(
    ("language", "said", "kind"),
    [
        ("en", "3,200 km² lost, they now control 7,900 km².", "gains"),
        ("en", "They have lost control of 3,200 km² of land that was seized in May.", "gains"),
        ("uk", "Втрати, ймовірно, перевищуватимуть у травні 1000 осіб на день.", None),
        (
            "de",
            "Die Verluste sind nach einer täglich aktualisierten Zählung seit Mai 42.000 Soldaten.",
            "losses",
        ),
    ],
)
def test_a_word_nearby_makes_it_nothing_else(language: str, said: str, kind: str | None) -> None:
    assert first(said, language).kind == kind
