"""Which days articles say of a number, and which are those of something else: each is a kind."""

from __future__ import annotations

from datetime import date

import pytest

from model.reading.report import read_report
from tests.model.reading.sentences import LATER, of


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        (
            "Russia lost 70,500 soldiers in 58 days from 1 May 2025.",
            70_500,
            date(2025, 5, 1),
            date(2025, 6, 27),
        ),
        (
            "Russia lost 3,500 soldiers in the 3 days after 1 May 2025.",
            3_500,
            date(2025, 5, 2),
            date(2025, 5, 4),
        ),
        (
            "За 10 днів з 1 травня 2025 року Росія втратила 12 100 військових.",
            12_100,
            date(2025, 5, 1),
            date(2025, 5, 10),
        ),
        (
            "За 10 дней с 1 мая 2025 года Россия потеряла 12 100 военных.",
            12_100,
            date(2025, 5, 1),
            date(2025, 5, 10),
        ),
        (
            "In den 10 Tagen ab dem 1. Mai 2025 verlor Russland 12.100 Soldaten.",
            12_100,
            date(2025, 5, 1),
            date(2025, 5, 10),
        ),
        # a mean of seven days is of the seven days that end then
        (
            "On 12 May 2025 the seven-day average of Russian losses was 1,310.",
            1_310,
            date(2025, 5, 6),
            date(2025, 5, 12),
        ),
        # a list so far is one of the day on which it is told
        (
            "Mediazona has the names of 24,900 Russian soldiers killed in the past 15 months.",
            24_900,
            LATER,
            LATER,
        ),
        (
            "Mediazona had the names of 24,900 Russian soldiers killed at the end of last week.",
            24_900,
            date(2025, 11, 16),
            date(2025, 11, 16),
        ),
    ],
)  # fmt: skip - one case a line reads as a table
def test_days_are_counted_from_where_it_is_said(text: str, value: float, first: date, last: date) -> None:
    found = of(text, value)
    assert (found.first, found.last) == (first, last)


def test_a_mean_of_seven_days_is_no_day_s_losses() -> None:
    found = of("The 7-day average of Russian losses stood at 1,310 on 12 May 2025.", 1_310)
    assert (found.measure, found.unit, found.ticked) == ("losses_per_day", "people/day", False)


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        # a label on which it was told, and since when
        ("4 July 2023: Russia has hired 186,000 men since 1 January 2023.", 186_000, (1, 1), (7, 4)),
        ("4 липня 2023 — 186 000 нових контрактників з 1 січня 2023 року.", 186_000, (1, 1), (7, 4)),
        # what opens a sentence is said of its first number, whatever a comma begins behind it
        (
            "In the month of October 2023, Russia took 462 km², a rate seen throughout 2023.",
            462,
            (10, 1),
            (10, 31),
        ),
    ],
)
def test_days_of_a_label_or_an_opening(
    text: str, value: float, first: tuple[int, int], last: tuple[int, int]
) -> None:
    read = of(text, value)
    assert (read.first, read.last) == (date(2023, *first), date(2023, *last))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Russia hired 310,000 men, announced on 21 September 2022.", 310_000),
        ("Мобілізація — 310 000 резервістів, оголошено міністром 21 вересня 2022 року.", 310_000),
        # in which month somebody said how many come each month
        ("In March the Defence Ministry said that 40,000 volunteers join the army every month.", 40_000),
        ("У березні міністр оборони заявляв, що до армії щомісяця приходить 40 тис. добровольців.", 40_000),
        ("In 2024, Ivanov claimed that around 350,000 people had signed contracts.", 350_000),
        # in which month something else began, or since when, without an end
        ("Russia hired 31,000 men for its offensive, launched in March 2023, the ministry said.", 31_000),
        ("Росія набрала 31 000 осіб для вторгнення, що почалося у березні 2023 року.", 31_000),
        ("After hiring some 210,000 reservists from October 2022, Russia attacked.", 210_000),
        ("Russia lost 41,000 men in the month before the ceasefire of May 2025.", 41_000),
        ("Ukraine recaptured 40 km² after the offensive of June 2025 began.", 40),
        ("A further 12,000 were wounded in fighting that began in May 2025.", 12_000),
        ("Росія втратила 2300 бійців біля міста, яке взяла у травні 2025 року.", 2_300),
        # `the past two months` behind two others
        ("In March and April 2025 Russia slowed down. Over the past two months it took 310 km².", 310),
        # `the past month` on the 20th of one
        ("Russia lost 31,000 soldiers over the past month, Kyiv said.", 31_000),
        ("Росія за останній місяць втратила 31 000 військових.", 31_000),
        ("За последний месяц Россия потеряла 31 000 солдат.", 31_000),
        # of which years of a decade
        ("У 1980-х роках загинули 3300 радянських солдатів.", 3_300),
        # a day's days are no war's
        ("In the past 24 hours 300 Russians died. 9,700 Russians were wounded.", 9_700),
        (
            "Some 320 Russians died in the past 24 hours, Kyiv said, adding that 9,700 were wounded.",
            9_700,
        ),
    ],
)
def test_days_of_telling_or_of_one_day_are_asked_about(text: str, value: float) -> None:
    assert of(text, value).question


def test_the_past_month_is_the_one_before_where_it_just_ended() -> None:
    text = "Russia lost 31,000 soldiers over the past month, Kyiv said."
    found = read_report(text, date(2025, 6, 3)).proposals
    assert [(p.first, p.last, p.question) for p in found] == [(date(2025, 5, 1), date(2025, 5, 31), "")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Russia lost 2,040 soldiers on a single day in October.", 2_040),
        ("За одну добу у жовтні 2025 року Росія втратила 2040 солдатів.", 2_040),
    ],
)
def test_a_single_day_of_a_month_is_asked_about(text: str, value: float) -> None:
    assert of(text, value).question


@pytest.mark.parametrize(
    "text",
    [
        "Russia’s casualties topped 1,000,000 on 12 June 2025.",
        "On 12 June 2025 Russian losses passed 1,000,000 men.",
        "12 червня 2025 року втрати Росії перевищили 1 000 000 осіб.",
        "12 июня 2025 года потери России превысили 1 000 000 человек.",
        "In June 2025 Russian losses exceeded 1,000,000 men.",
    ],
)
def test_a_round_number_that_was_passed_is_of_the_war(text: str) -> None:
    assert of(text, 1_000_000).first == date(2022, 2, 24)


@pytest.mark.parametrize(
    "text",
    [
        "Over the past 24 hours Russia lost 1,130 soldiers.",
        "In the past day Russia lost 1,130 soldiers.",
        "За минулу добу Росія втратила 1130 солдатів.",
        "In den letzten 24 Stunden verlor Russland 1130 Soldaten.",
        "За последние сутки российская армия потеряла 1130 военных.",
    ],
)
def test_the_past_day_is_one_day(text: str) -> None:
    day = date(2025, 11, 19)
    assert (of(text, 1_130).first, of(text, 1_130).last) == (day, day)


def test_a_month_behind_two_years_is_asked_about() -> None:
    text = "In 2025 Russia took 4,570 km², in 2024 it took 3,740 km². In November Russia took 690 km²."
    assert of(text, 690).question


def test_a_war_begins_on_the_day_between_which_and_another_its_dead_are_counted() -> None:
    text = (
        "Zwischen dem Beginn der Invasion am 24. Februar 2022 und dem 2. Mai 2023 wurden 190.000 Russen "
        "getötet."
    )
    read = of(text, 190_000)
    assert (read.first, read.last) == (date(2022, 2, 24), date(2023, 5, 2))


def test_what_a_share_is_held_against_twice_is_not_its_own_month() -> None:
    text = "Losses fell from August, except for battles, in which they rose by 80% from August, Kyiv said."
    read = of(text, 0.8)
    assert (read.first, read.last) != (date(2025, 8, 1), date(2025, 8, 31))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Kyiv attacked on 6 August. From that day, Russia took another 59 sq. km.", date(2025, 8, 6)),
        ("Київ наступав 6 серпня. З того дня Росія захопила ще 59 км².", date(2025, 8, 6)),
        ("Russia took 59 sq. km from the beginning of the month.", date(2025, 11, 1)),
    ],
)
def test_what_is_counted_from_a_day_is_not_of_that_day_alone(text: str, first: date) -> None:
    read = of(text, 59)
    assert (read.first, read.last) == (first, LATER)


def test_more_than_a_few_months_can_lose_are_asked_about() -> None:
    assert of("With 28,000 lost in August, the total is 1,100,000, Kyiv said.", 1_100_000).question


def test_days_of_a_number_may_stand_in_a_clause_of_its_own() -> None:
    assert "days" not in of("Russia mourns 400 men that were killed in May 2025.", 400).question


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        # a length of its own is never the other number's days
        ("За добу Росія втратила 920 військових, за тиждень – 6 300.", 6_300, None, None),
        # letters that look alike, and words that begin alike
        ("За ІІ квартал 2025 року Росія втратила 103 100 військових.", 103_100, (4, 1), (6, 30)),
        ("Росія втратила 353 700 військових із початку року.", 353_700, (1, 1), (11, 20)),
        # a figure dash
        ("Втрати Росії за травень ‒ 33 100 осіб.", 33_100, (5, 1), (5, 31)),
    ],
)
def test_lengths_and_letters(
    text: str, value: float, first: tuple[int, int] | None, last: tuple[int, int] | None
) -> None:
    found = [p for p in read_report(text, date(2025, 11, 20)).proposals if p.value == value and p.kind]
    days = [(p.first, p.last) for p in found]
    assert days == [(first and date(2025, *first), last and date(2025, *last))]
    assert all(p.quote in text for p in found)


def test_months_that_are_not_over_are_asked_about() -> None:
    read = read_report("За 9 місяців 2025 року Росія втратила 320 100 військових.", date(2025, 9, 10))
    assert [p.ticked for p in read.proposals if p.value == 320_100] == [False]


def test_three_summer_months_are_no_people() -> None:
    read = read_report("За три літні місяці Росія втратила 95 280 військових.", date(2025, 9, 10))
    assert [p.value for p in read.proposals if p.kind] == [95_280]
