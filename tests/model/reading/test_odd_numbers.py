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


FRAMES = {
    "en": "The army lost {} in May 2024.",
    "uk": "Армія втратила {} у травні 2024 року.",
    "ru": "Армия потеряла {} в мае 2024 года.",
    "de": "Die Armee verlor {} im Mai 2024.",
}


@pytest.mark.parametrize(
    ("language", "said", "low", "high"),
    [
        ("en", "between 3 and 4 hundred men", 300, 400),
        ("en", "two to three hundred men", 200, 300),
        ("en", "two to three hundred thousand men", 200_000, 300_000),
        ("en", "two hundred to three hundred thousand men", 200_000, 300_000),
        ("en", "two to three dozen men", 24, 36),
        ("uk", "3–4 сотні військових", 300, 400),
        ("ru", "5-6 сотен солдат", 500, 600),
        ("de", "drei bis vier hundert Soldaten", 300, 400),
        ("de", "drei- bis viertausend Soldaten", 3000, 4000),
    ],
)
def test_a_power_is_of_both_ends_of_a_range(language: str, said: str, low: float, high: float) -> None:
    found = first(FRAMES[language].format(said), language)
    assert (found.value, found.low, found.high) == (None, low, high)


@pytest.mark.parametrize(
    ("language", "said", "value", "qualifier"),
    [
        ("en", "two dozen men", 24, EXACT),
        ("en", "half a dozen men", 6, EXACT),
        ("en", "roughly two-and-a-half thousand men", 2500, ABOUT),
        ("en", "one and a quarter million men", 1_250_000, EXACT),
        ("en", "a good 5,000 men", 5000, OVER),
        ("en", "hardly 400 men", 400, ABOUT),
        ("uk", "два десятки військових", 20, EXACT),
        ("uk", "два десятки тисяч військових", 20_000, EXACT),
        ("uk", "зо 500 військових", 500, ABOUT),
        ("ru", "два десятка солдат", 20, EXACT),
        ("ru", "без малого 500 солдат", 500, ABOUT),
        ("de", "zwei Dutzend Soldaten", 24, EXACT),
    ],
)
def test_words_that_count_in_groups(language: str, said: str, value: float, qualifier: Qualifier) -> None:
    found = first(FRAMES[language].format(said), language)
    assert (found.value, found.qualifier, found.unit) == (value, qualifier, "people")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Тисячі військових загинули у травні 2024 року."),
        ("uk", "Сотні військових загинули у травні 2024 року."),
        ("ru", "Убиты 75 человек. Сотни солдат погибли в мае 2024 года."),
        ("de", "Die Armee verlor mehrere hundert Soldaten im Mai 2024."),
        ("de", "Die Armee verlor einige Tausend Soldaten im Mai 2024."),
        ("de", "Die Armee verlor mehrere hunderttausend Soldaten im Mai 2024."),
        ("de", "Die Armee verlor mehrere 1.000 Soldaten im Mai 2024."),
        ("ru", "Миллионеры и миллиардеры потеряли солдат в мае 2024 года."),
    ],
)
def test_of_what_nobody_counted_there_is_no_number(language: str, text: str) -> None:
    values = [p.value for p in read_report(text, date(2025, 1, 5), language).proposals if p.kind]
    assert values in ([], [75])


@pytest.mark.parametrize("said", ["2 x 500 men", "4,000–5,000+ men", "4e3 men", "23k/69w/21m"])
def test_a_product_or_a_range_without_an_end_is_not_read(said: str) -> None:
    assert not any(p.kind for p in read_report(FRAMES["en"].format(said), date(2025, 1, 5), "en").proposals)


def test_the_parts_of_a_sum_are_no_bounds() -> None:
    text = "Deaths for 1932–1934 are 13,197 + 67,297 + 25,187."
    found = read_report(text, date(2025, 1, 5), "en").proposals
    assert {p.qualifier for p in found} == {EXACT}


@pytest.mark.parametrize(
    "clock", ["Um 20.14 Uhr und um 6.30 Uhr gab es Alarm.", "Von 8.00 bis 9.45 Uhr und bis 21.00 Uhr."]
)
def test_a_time_does_not_tell_how_numbers_are_written(clock: str) -> None:
    text = f"{clock} Die Armee verlor im Mai 2024 mehr als 15.000 Soldaten."
    taken = [p for p in read_report(text, date(2025, 1, 5), "de").proposals if p.kind]
    assert [(p.value, p.qualifier) for p in taken] == [(15_000, OVER)]


def test_a_day_without_a_space_does_not_tell_how_numbers_are_written() -> None:
    taken = [p for p in read_report("The army lost 1,100 men on June 27,1862.").proposals if p.kind]
    assert [p.value for p in taken] == [1100]


def test_a_nought_before_a_comma_parts_no_thousands() -> None:
    text = "It was 0,606 km faster. The army lost 1,250 men in May 2024."
    assert [p.value for p in read_report(text, date(2025, 1, 5), "en").proposals if p.kind] == [1250]


@pytest.mark.parametrize(
    "other",
    [
        "See https://example.org/2024/05/lost-1,000-soldiers-20%2C000 and news@lost5000.example.",
        "[killed](https://example.org/killed%20500%20soldiers?id=96656092064)",
        "Call 1-800-422-7385 for soldiers lost.",
        "ISO 9001:2015 and DIN 4102-1998 for losses.",
        "Plot 5620855100:04:015:0006 was lost.",
        "The king (1520–1572) lost.",
        "A 2S19 and a 3M54 were lost.",
    ],
)
def test_addresses_and_codes_are_no_figures(other: str) -> None:
    text = f"The army lost 1,250 men in May 2024. {other}"
    assert [p.value for p in read_report(text, date(2025, 1, 5), "en").proposals if p.kind] == [1250]


@pytest.mark.parametrize("said", ["one in ten of its 5,000 men", "about 1/3 of 9,000 men"])
def test_the_whole_of_a_part_is_not_lost(said: str) -> None:
    taken = [
        p.value for p in read_report(FRAMES["en"].format(said), date(2025, 1, 5), "en").proposals if p.kind
    ]
    assert not {5000, 9000} & {*taken}


def test_a_year_behind_a_number_makes_no_rate_of_it() -> None:
    found = first("Die Armee verlor eine halbe Million Soldaten im Jahr 2024.", "de")
    assert (found.value, found.unit) == (500_000, "people")
