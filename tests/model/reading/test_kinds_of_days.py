"""Days that are pointed at, stand beside others, or belong to another number: by kind, all sentences invented."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from model.reading.proposal import NoFigure, ProposedKind
from model.reading.report import read_report
from tests.model.reading import sentences

PUBLISHED = date(2025, 11, 10)
taken = partial(sentences.taken, published=PUBLISHED)


def days(text: str, language: str = "en") -> list[tuple[str | None, str | None]]:
    def said(day: date | None) -> str | None:
        return None if day is None else day.isoformat()

    return [(said(p.first), said(p.last)) for p in taken(text, language)]


OCTOBER = ("2025-10-01", "2025-10-31")
SEPTEMBER = ("2025-09-01", "2025-09-30")
QUARTER = ("2025-07-01", "2025-09-30")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        # the quarter, the month, the four months
        (
            "In the third quarter the army lost 90,100 men, in August 28,400. It seized 800 sq km in the quarter.",
            "en",
            [QUARTER, ("2025-08-01", "2025-08-31"), QUARTER],
        ),
        (
            "They took 210 sq km in August, 260 in September and 270 in October. For the three months: 740 sq km.",
            "en",
            [("2025-08-01", "2025-08-31"), SEPTEMBER, OCTOBER, ("2025-08-01", "2025-10-31")],
        ),
        (
            "In October they lost 31,000 men, fewer than in September. Over the same month they took 270 sq km.",
            "en",
            [OCTOBER, OCTOBER],
        ),
        # halves, tens and weeks of a month, months up to one
        ("In the first half of October they lost 15,600 men.", "en", [("2025-10-01", "2025-10-15")]),
        ("In the first two weeks of October they took 130 sq km.", "en", [("2025-10-01", "2025-10-14")]),
        ("In the last ten days of October they lost 9,900 men.", "en", [("2025-10-22", "2025-10-31")]),
        (
            "In the two months to the end of October they lost 59,300 men.",
            "en",
            [("2025-09-01", "2025-10-31")],
        ),
        ("In the week to 9 November they lost 7,060 men.", "en", [("2025-11-03", "2025-11-09")]),
        (
            "In der Woche bis zum 9. November verlor die Armee 7.060 Mann.",
            "de",
            [("2025-11-03", "2025-11-09")],
        ),
        ("За другу половину жовтня втрачено 15 900 військових.", "uk", [("2025-10-16", "2025-10-31")]),
        (
            "In der zweiten Hälfte des Oktober verlor die Armee 15.900 Soldaten.",
            "de",
            [("2025-10-16", "2025-10-31")],
        ),
        ("За первую декаду октября потеряно 9 900 военных.", "ru", [("2025-10-01", "2025-10-10")]),
        ("SEPTEMBER 2025: BULLETIN\n\n1. Losses: 28,300\n2. Ground: 259 sq km", "en", [SEPTEMBER, SEPTEMBER]),
        (
            "MARCH 2025: BULLETIN\n\n1. Losses: 41,000\n2. Ground: 133 sq km",
            "en",
            [("2025-03-01", "2025-03-31")] * 2,
        ),
        ("За літо (червень–липень) втрачено 70 700 військових.", "uk", [("2025-06-01", "2025-07-31")]),
        (
            "Im Oktober verlor die Armee 31.000 Mann, nach 28.300 im Vormonat.",
            "de",
            [OCTOBER, SEPTEMBER],
        ),
        (
            "In October losses rose to 31,000 men, the highest reported since the war began. Russia held.",
            "en",
            [OCTOBER],
        ),
        # a month that is only compared with is not the one that follows
        (
            "In October they lost 31,000, more than in September, when it was 28,300. They also took 270 sq km.",
            "en",
            [OCTOBER, SEPTEMBER, OCTOBER],
        ),
        # behind a dash begins what is said of other days
        (
            "October 2025\n\nCost: 115 casualties per km² – in September it was roughly 109.\nLosses: 31,000",
            "en",
            [OCTOBER, SEPTEMBER, OCTOBER],
        ),
        # the total of a table is one of its rows
        (
            "Month | Losses\nAugust 2025 | 28,900\nSeptember 2025 | 28,300\nTotal | 57,200",
            "en",
            [("2025-08-01", "2025-08-31"), SEPTEMBER, ("2025-08-01", "2025-09-30")],
        ),
        (
            "Month | Losses\nJuly 2025 | 33,200\nSeptember 2025 | 28,300\nTotal | 61,500",
            "en",
            [("2025-07-01", "2025-07-31"), SEPTEMBER, (None, None)],
        ),
        # what a bracket adds to is the total of the war
        (
            "Втрати росіян на 10 листопада:\n– особовий склад – 1 150 400 (+980) осіб",
            "uk",
            [("2022-02-24", "2025-11-10"), ("2025-11-09", "2025-11-09")],
        ),
        # for the whole year: of the one spoken of
        (
            "In 2024 Russia took 4,100 sq km, in November 2024 alone 720. For the full year it lost 431,000 men.",
            "en",
            [("2024-01-01", "2024-12-31"), ("2024-11-01", "2024-11-30"), ("2024-01-01", "2024-12-31")],
        ),
        # a week earlier, a year earlier
        (
            "From 3 to 9 November 2025 they took 31 sq km. A week earlier it had been 52 sq km.",
            "en",
            [("2025-11-03", "2025-11-09"), ("2025-10-27", "2025-11-02")],
        ),
        (
            "From 3 to 9 November 2025 they took 131 sq km. Week before: 110 sq km.",
            "en",
            [("2025-11-03", "2025-11-09"), ("2025-10-27", "2025-11-02")],
        ),
        # reckoned from the day published
        ("Since the start of the year they have taken 4,100 sq km.", "en", [("2025-01-01", "2025-11-10")]),
        ("Від початку року окуповано 4 100 кв. км.", "uk", [("2025-01-01", "2025-11-10")]),
        ("Seit Jahresbeginn wurden 4.100 Quadratkilometer erobert.", "de", [("2025-01-01", "2025-11-10")]),
        ("С начала года захвачено 4 100 кв. км.", "ru", [("2025-01-01", "2025-11-10")]),
        # an event that began, and has not ended
        (
            "In the operation, which began on 27 October 2025, 34 soldiers were killed.",
            "en",
            [("2025-10-27", "2025-11-10")],
        ),
        # dates with two digits of the year
        ("З 24.02.22 по 01.11.25 втрати – близько 1 140 000 осіб.", "uk", [("2022-02-24", "2025-11-01")]),
        # each number with its own
        (
            "October accounted for 31,000 casualties, September for 28,300.",
            "en",
            [OCTOBER, SEPTEMBER],
        ),
        # last year's month, whichever stands first; adjectives of months
        ("Торік у жовтні ворог втратив 15 000 військових.", "uk", [("2024-10-01", "2024-10-31")]),
        ("Жовтневі втрати становили 31 000 осіб, вересневі – 28 300.", "uk", [OCTOBER, SEPTEMBER]),
        ("Октябрьские потери составили 31 000 военных.", "ru", [OCTOBER]),
        # so many weeks, months, quarters before
        ("In October they took 270 sq km, 260 sq km the month before.", "en", [OCTOBER, SEPTEMBER]),
        (
            "In the third quarter they lost 90,100 men, two quarters earlier 110,300.",
            "en",
            [QUARTER, ("2025-01-01", "2025-03-31")],
        ),
        (
            "Seit Jahresbeginn wurden 4.100 Quadratkilometer erobert. Im Vorjahreszeitraum waren es 2.900.",
            "de",
            [("2025-01-01", "2025-11-10"), ("2024-01-01", "2024-11-10")],
        ),
        ("In the past three weeks they lost 21,300 men.", "en", [("2025-10-20", "2025-11-09")]),
        ("За минулий тиждень ворог втратив 7 060 військових.", "uk", [("2025-11-03", "2025-11-09")]),
        # from what a text told the beginning of
        (
            "The offensive began on 27 October 2025. In the first five days 1,200 soldiers were killed.",
            "en",
            [("2025-10-27", "2025-10-31")],
        ),
        (
            "Since the attack of 27 October 2025 they have lost 34 soldiers. On 3 November 9 soldiers died.",
            "en",
            [("2025-10-27", "2025-11-10"), ("2025-11-03", "2025-11-03")],
        ),
        (
            "The truce took hold on 27 October 2025. Since the truce began 34 soldiers were killed.",
            "en",
            [("2025-10-27", "2025-11-10")],
        ),
        (
            "On 27 October 2025 they lost 1,100 men. They have taken 31 sq km since then.",
            "en",
            [("2025-10-27", "2025-10-27"), ("2025-10-27", "2025-11-10")],
        ),
        (
            "In early October they lost 9,900 men. By the 20th, they had taken 170 sq km.",
            "en",
            [("2025-10-01", "2025-10-10"), (None, None)],
        ),
        # one number, one expression of days: what parts them least
        (
            "In October they took 270 sq km, down from 431 in August and below the 725 sq km recorded in May 2025.",
            "en",
            [OCTOBER, ("2025-08-01", "2025-08-31"), ("2025-05-01", "2025-05-31")],
        ),
        (
            "Between July and September it took 800 sq km; in August it lost 28,400 men for 281 sq km.",
            "en",
            [QUARTER, ("2025-08-01", "2025-08-31"), ("2025-08-01", "2025-08-31")],
        ),
        # to today; what is least in a year is of no year; months of a year that are over
        ("From 18 March 2025 until today they lost 10,500 men.", "en", [("2025-03-18", "2025-11-10")]),
        ("У жовтні підписали контракт 27 400 осіб – найменше за рік.", "uk", [OCTOBER]),
        (
            "In the first eleven months of the year they took 4,100 sq km.",
            "en",
            [("2024-01-01", "2024-11-30")],
        ),
        # what stands with no number is no topic of what follows it
        (
            "In October they took 270 sq km, the most but for the spring of 2022.\n\nThey hired 31,000 men.",
            "en",
            [OCTOBER, OCTOBER],
        ),
        ("In October they took 270 sq km. They took 260 sq km the month before.", "en", [OCTOBER, SEPTEMBER]),
        # since what the text told the beginning of first
        (
            "The war that began on 1 June 2025 is long. Some 91,000 men were killed since then.",
            "en",
            [("2025-06-01", "2025-11-10")],
        ),
        # for the whole battle, whatever its first day was spoken of before
        (
            "It opened on 31 July 1917, lasted until 5 August. Day one: 2,700 dead. The whole battle: 9,000 dead.",
            "en",
            [("1917-07-31", "1917-07-31"), ("1917-07-31", "1917-08-05")],
        ),
        (
            "1. October: 31,000 casualties, the second month in a row of growth.\n2. September: 28,300.",
            "en",
            [OCTOBER, (None, "2025-10-31"), SEPTEMBER],
        ),
        # a number behind the name of a month is no day of it
        ("In October 37 soldiers died. In September 12 soldiers were killed.", "en", [OCTOBER, SEPTEMBER]),
        (
            "2025 verlor die Armee 300.000 Mann. Im Mai fielen 9.000. Die Verluste des Jahres: 300.000 Mann.",
            "de",
            [("2025-01-01", "2025-11-10"), ("2025-05-01", "2025-05-31"), ("2025-01-01", "2025-11-10")],
        ),
        # what is reckoned holds for the rest of the sentence
        (
            "From July to October they took 1,100 sq km. In the previous four months they lost 99,000 for 1,700 sq km.",
            "en",
            [("2025-07-01", "2025-10-31"), ("2025-03-01", "2025-06-30"), ("2025-03-01", "2025-06-30")],
        ),
        ("In the same quarter last year they took 560 sq km.", "en", [(None, None)]),
        # a paragraph of a battle that names no days is of all of it
        (
            "The war began on 30 May 2025 and ended on 5 November.\n\nIn August 9,000 died.\n\n48,000 men died.",
            "en",
            [("2025-08-01", "2025-08-31"), ("2025-05-30", "2025-11-05")],
        ),
        ("За жовтень втрачено 31 000 осіб проти 28 300 осіб місяцем раніше.", "uk", [OCTOBER, SEPTEMBER]),
        # a week before, where that is said of the number behind a bracket
        (
            "3–9 November 2025\n– Losses: 7,420 (previous week: 7,960)\n– Ground: 104 km² (previous week: 123 km²)",
            "en",
            [("2025-11-03", "2025-11-09"), ("2025-10-27", "2025-11-02")] * 2,
        ),
        # the highest of the autumn is of no autumn; the day on which it was told is not that of the number
        (
            "In October they lost 31,000 men. That cost, 115 per sq km, is the highest of the autumn.",
            "en",
            [OCTOBER, OCTOBER],
        ),
        (
            "Since May 2025 they have hired over 190,000 men, Medvedev claimed on 24 October.",
            "en",
            [("2025-05-01", "2025-10-24")],
        ),
        ("Торік улітку ворог окупував 1 270 кв. км.", "uk", [("2024-06-01", "2024-08-31")]),
        # what is told behind `when`, of days that were only named beside others
        (
            "In October they took 270 sq km, the least since March 2025, when it had been 133 sq km.",
            "en",
            [OCTOBER, ("2025-03-01", "2025-03-31")],
        ),
        ("In the last quarter of 2024 they lost 136,000 men.", "en", [("2024-10-01", "2024-12-31")]),
        # said by how much, of the days with which it compares
        (
            "Daily losses were 1,255 in October, a fall of 300 on September.",
            "en",
            [OCTOBER, OCTOBER],
        ),
        (
            "У жовтні захопили 270 кв. км. Місяцем раніше – 259 кв. км, а в серпні – 464. За квартал – 993 кв. км.",
            "uk",
            [OCTOBER, SEPTEMBER, ("2025-08-01", "2025-08-31"), ("2025-08-01", "2025-10-31")],
        ),
        ("The plan for the year is 343,000 recruits.", "en", [("2025-01-01", "2025-12-31")]),
        (
            "За травень–липень 2025 року втрачено 101 280 осіб, за ті самі три місяці торік – 105 000.",
            "uk",
            [("2025-05-01", "2025-07-31"), ("2024-05-01", "2024-07-31")],
        ),
        # what is said in a second unit parts no days from the first
        (
            "They took 270 sq km (104 sq mi) of land last month, 4 percent more than in September.",
            "en",
            [OCTOBER, OCTOBER, OCTOBER],
        ),
        # on weekdays it happened, and on others it was told
        (
            "The army said on Sunday that it had killed 90 soldiers on Friday.",
            "en",
            [("2025-11-07", "2025-11-07")],
        ),
        # a study has its year, and so has whoever told of recruits
        (
            "In May 2025 they attacked. A study of 1990 puts the losses at 9,000 men.",
            "en",
            [("2025-05-01", "2025-05-31")],
        ),
        ("In the first six weeks of this year 40,000 men were killed.", "en", [("2025-01-01", "2025-02-11")]),
        # so far in a year that is over
        ("Russia lost 300,000 men in 2024 so far.", "en", [("2024-01-01", "2024-12-31")]),
        (
            "Потеряно 219 000 военных с февраля 2022 года по конец августа 2025-го.",
            "ru",
            [("2022-02-01", "2025-08-31")],
        ),
        # one `since` behind two numbers; up to a day, and not on it
        (
            "Since May they hire. In October the president spoke of 4,600 dead and 38,000 wounded since 1 June 2025.",
            "en",
            [("2025-06-01", "2025-11-10")] * 2,
        ),
        ("By the evening of 23 October 2025 they had taken 31 sq km.", "en", [(None, "2025-10-23")]),
        # an aside in brackets is not what follows
        (
            "Жовтень 2025\n\n- Просування: 267 кв. км (у вересні – 259)\n- Втрати: 31 000 осіб\n",
            "uk",
            [OCTOBER, SEPTEMBER, OCTOBER],
        ),
    ],
)
def test_days_are_those_that_are_meant(
    text: str, language: str, expected: list[tuple[str | None, str | None]]
) -> None:
    assert days(text, language) == expected


def test_recruits_of_no_days_of_their_own_are_held_against_the_losses_and_asked_about() -> None:
    text = (
        "From August to October 2025 they lost 88,200 men, 31,000 of them in October. Officials said in late "
        "October that 25,000 men enlist a month. A colonel puts the need at 35,000 a month."
    )
    *_losses, recruited, needed = taken(text)
    assert (recruited.kind, needed.kind) == (ProposedKind.INTAKE, ProposedKind.REQUIREMENT)
    for found in (recruited, needed):
        assert (found.first, found.last, found.ticked) == (date(2025, 8, 1), date(2025, 10, 31), False)


def test_a_month_that_has_just_begun_is_that_of_the_year_before() -> None:
    (found,) = taken("January: 48,240 casualties", published=date(2026, 1, 1))
    assert (found.first, found.last) == (date(2025, 1, 1), date(2025, 1, 31))


def test_months_of_a_war_long_ago_are_of_its_years() -> None:
    text = (
        "The battle began on 21 February 1916 and ended on 18 December 1916.\n\n"
        "By the end of June the French had suffered 200,000 casualties."
    )
    (found,) = taken(text, published=date(2016, 2, 21))
    assert (found.first, found.last) == (date(1916, 2, 21), date(1916, 6, 30))


def test_the_target_of_a_year_is_one_of_the_whole_year() -> None:
    (found,) = taken("The annual target of 403,000 recruits was met in early October.")
    assert (found.kind, found.first, found.last) == (
        ProposedKind.TARGET,
        date(2025, 1, 1),
        date(2025, 12, 31),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the days behind a comma are those of the next number
        (
            "In October 2025 the toll rose. It was 31,000 soldiers, in May 35,240.",
            [OCTOBER, ("2025-05-01", "2025-05-31")],
        ),
        # nothing is said of the days since which something is the highest
        (
            "In October they lost 31,000 men, the highest number since March.",
            [OCTOBER],
        ),
        (
            "They took 270 sq km in October, the most since November 2024 (725 sq km).",
            [OCTOBER, ("2024-11-01", "2024-11-30")],
        ),
        (
            "In October Russia took 270 sq km - its largest monthly gain since the summer of 2022.",
            [OCTOBER],
        ),
        ("It was the first month since May in which they lost under 30,000 men.", [(None, None)]),
        # a year earlier, in one sentence
        (
            "In the third quarter they lost 90,100 men; a year earlier it had been 110,300.",
            [QUARTER, ("2024-07-01", "2024-09-30")],
        ),
        # a length is no month of it
        ("They took 270 sq km in October. In three months it was 740 sq km.", [OCTOBER, (None, None)]),
    ],
)
def test_days_of_others_are_not_taken(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Of the army, 91,000 surrendered in October.", NoFigure.PRISONERS),
        ("The draft is to bring in 160,000 conscripts by 15 December.", NoFigure.FORECAST),
    ],
)
def test_what_surrendered_or_is_to_come_is_no_figure(text: str, why: NoFigure) -> None:
    found = sentences.read(text, published=PUBLISHED)
    assert [p.why_not for p in found if p.value and p.value > 1000] == [why]


def test_daily_gains_against_those_of_another_month_are_both_rates() -> None:
    found = taken("Daily gains averaged 8.6 square kilometres in October against 9.4 in September.")
    assert [(p.value, p.measure, p.unit) for p in found] == [
        (8.6, "gains_per_day", "km2/day"),
        (9.4, "gains_per_day", "km2/day"),
    ]


def test_a_few_lost_in_an_attack_are_asked_about() -> None:
    found = taken("In October they lost 31,000 men. Near the border an attack left 3 wounded.")
    assert [(p.value, p.ticked) for p in found] == [(31_000, True), (3, False)]


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        # a dash between two days is no dateline's
        (
            "The battle of Harbour (23 August 1942 – 2 February 1943) was long. The Germans lost 8,500 men.",
            8_500,
            date(1942, 8, 23),
            date(1943, 2, 2),
        ),
        # the year of the end is that of the beginning
        (
            "The battle began on February 21 and ended on December 18, 1916. The French lost 37,700 men.",
            37_700,
            date(1916, 2, 21),
            date(1916, 12, 18),
        ),
        (
            "Russia took 41 km² in the week from October 13 to October 19.",
            41,
            date(2025, 10, 13),
            date(2025, 10, 19),
        ),
        # a month that owns a number is that one's
        (
            "In September Russia seized 226 km²—nearly half of August’s 456 km².",
            226,
            date(2025, 9, 1),
            date(2025, 9, 30),
        ),
        (
            "In September Russia seized 226 km²—nearly half of August’s 456 km².",
            456,
            date(2025, 8, 1),
            date(2025, 8, 31),
        ),
    ],
)
def test_days_between_two_days(text: str, value: float, first: date, last: date) -> None:
    (found,) = [p for p in read_report(text, date(2025, 11, 20)).proposals if p.value == value and p.kind]
    assert (found.first, found.last) == (first, last)
