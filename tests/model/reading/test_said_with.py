"""A tick takes days that the sentence says of the number itself: each sentence here does, or does not."""

from __future__ import annotations

from datetime import date

import pytest

from model.reading.doubts_of_days import COMPARED, WHICH_DAYS
from model.reading.proposal import Proposal
from model.reading.report import read_report
from tests.model.reading.sentences import LATER, of

DAYS = {WHICH_DAYS, COMPARED}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Russia lost 1,000 soldiers sent to Sudzha in August 2025.", 1_000),
        ("Russia lost 1,000 soldiers drafted in August 2025.", 1_000),
        # told, counted or published on the days, not lost on them
        ("Russia, which in March had named 21,000 dead, now names 34,000 dead.", 34_000),
        ("Russia, which in March had named 21,000 dead, now names 34,000 dead.", 21_000),
        ("In March the ministry named 21,000 Russian soldiers killed.", 21_000),
        ("CSIS, whose June study counted 250,000 Russian dead, updated its figures.", 250_000),
        ("Russia lost 31,000 soldiers according to a tally of June.", 31_000),
        ("Im Februar bezifferte Selenskyj die Zahl der Gefallenen der Ukraine auf 46.000.", 46_000),
        ("У лютому Зеленський заявив, що з 2022 року загинула 31 000 українських військових.", 31_000),
        # what else began or happened then
        ("After the retreat from Kharkiv in September 2022, Russia lost 12,000 soldiers.", 12_000),
        ("Russia lost 12,000 soldiers after the truce of 9 May 2025.", 12_000),
        ("The army, rebuilt in 2024, has lost 7,400 Russian soldiers.", 7_400),
        ("The city that Russia besieged in March cost it 7,000 soldiers.", 7_000),
        ("Russia lost 1,300 soldiers in clashes with rebels whose leader fled in May.", 1_300),
        ("Russia lost 3,200 soldiers in the battle for Avdiivka, which fell in February 2024.", 3_200),
        ("Russia lost 60,000 soldiers in the offensive it launched in May 2025.", 60_000),
        ("The 15 Israeli soldiers lost were the first since it launched a raid on Friday.", 15),
        ("After hiring 210,000 soldiers from May, Russia attacked.", 210_000),
        ("Russia lost 404 soldiers between 2 August, when rebels attacked, and the winter.", 404),
        ("Після деокупації Херсона у листопаді 2022 року Росія втратила 120 000 військових.", 120_000),
        ("Під час наступу, який почався у травні, Росія втратила 60 000 військових.", 60_000),
        ("После вывода войск из Херсона в ноябре 2022 года Россия потеряла 120 000 солдат.", 120_000),
        # those of another clause, number or side
        ("Unlike in May, when it took 449 sq km, Russia took only 267 sq km.", 267),
        ("Having taken Toretsk in August, Russia captured 259 sq km.", 259),
        ("Russia, having lost 28,000 soldiers in September, took 267 sq km.", 267),
        ("While Ukraine mobilised 30,000 men in October, Russia lost 31,000 soldiers.", 31_000),
        ("Росія, яка у вересні втратила 28 000 військових, захопила 267 кв. км.", 267),
        ("Росія втратила 31 000 військових, хоча у вересні обіцяла перемир’я.", 31_000),
        ("Russland, das im September 28.000 Soldaten verlor, eroberte 267 Quadratkilometer.", 267),
        ("Россия, которая в сентябре потеряла 28 000 солдат, заняла 267 кв. км.", 267),
        # only what it is compared with
        ("Russia lost 31,000 soldiers, far more than in the whole of 2022.", 31_000),
        # two expressions stand with it, or a day whose end or year nobody says
        ("On 3 June Russia lost 900 soldiers in May.", 900),
        ("Russia has lost 31,000 soldiers since 2022.", 31_000),
        ("Over the past two months Russia lost 61,000 soldiers.", 61_000),
        ("Russia lost 31,000 soldiers a day in October, 61,000 in all.", 61_000),
        # of what else is told between a number and its days, or of what leads up to them
        ("Russia lost 1,000 soldiers in the town taken in May 2024.", 1_000),
        ("Russia lost 1,000 soldiers at positions built in 2023.", 1_000),
        ("Russia lost 1,000 soldiers mobilised in September 2022.", 1_000),
        ("Russia lost 60,000 soldiers in the run-up to the parade of May 2025.", 60_000),
        ("In the two months before June 2025 Russia lost 60,000 soldiers.", 60_000),
        ("Russland verlor in der im Oktober begonnenen Schlacht 31.000 Soldaten.", 31_000),
        ("У жовтні розпочався наступ, і Росія втратила 31 000 військових.", 31_000),
        # when it became known, was asked for or given back
        ("Im Oktober wurde bekannt, dass Russland 31.000 Soldaten verlor.", 31_000),
        ("У жовтневому звіті йдеться про 31 000 втрачених російських військових.", 31_000),
        ("У жовтні кількість загиблих росіян перевищила 250 000 військових.", 250_000),
        ("In October Russia returned 1,200 dead Ukrainian soldiers.", 1_200),
        ("In October the army asked for 30,000 recruits.", 30_000),
        # a part of the year that is named
        ("Russia seized 61,000 sq km in the first year of the war in 2022.", 61_000),
        # a total behind the number of the days
        ("In May Russia lost 257 soldiers and has lost 9,000 in total.", 9_000),
        # as the sentence before
        ("In October Russia took 267 sq km. It lost 31,000 soldiers.", 31_000),
        ("Fighting went on in October. Russia lost 31,000 soldiers.", 31_000),
        ("У жовтні тривали бої. Росія втратила 31 000 військових.", 31_000),
        ("In October the truce ended. Since then Israel has lost 12 soldiers.", 12),
    ],
)
def test_days_that_are_said_of_something_else_are_asked_about(text: str, value: float) -> None:
    found = of(text, value)
    assert not found.ticked
    assert found.question or found.kind is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Russia lost 31,000 soldiers in October, the General Staff said on 1 November.", 31_000),
        ("The General Staff said on 1 November that Russia lost 31,000 soldiers in October.", 31_000),
        ("The General Staff says that in October Russia lost 31,000 soldiers.", 31_000),
        ("In October the General Staff counts 31,000 Russian soldiers lost.", 31_000),
        ("In October, according to DeepState, Russia took 267 sq km.", 267),
        ("In October Russia, DeepState says, took 267 sq km and lost 31,000 soldiers.", 267),
        ("In October Russia took 267 sq km and lost 31,000 soldiers.", 31_000),
        ("In October Russia lost 31,000 soldiers, and it took 267 sq km.", 267),
        ("Russia lost 31,000 soldiers who fell in October.", 31_000),
        ("Russian losses in October reached 31,000 soldiers.", 31_000),
        ("Russia took 259 sq km in September, and in October 267 sq km.", 267),
        ("Russia lost 900 killed and 1,100 wounded between 2 August and 9 September.", 900),
        ("In May 2025 Russia lost 257 soldiers killed, with another 1,125 wounded.", 1_125),
        ("From the start of the year 257 Russian soldiers were killed and 1,125 were wounded.", 1_125),
        ("Russia seized 203 square kilometers, or 78 square miles, of land in October.", 203),
        ("NATO said that only in October Russia lost 31,000 soldiers.", 31_000),
        ("Since the truce of 9 May 2025 Russia has lost 31,000 soldiers.", 31_000),
        ("In July, when it took 564 sq km, Russia was faster.", 564),
        ("By the end of October journalists had named 135,000 Russian soldiers killed.", 135_000),
        ("In the week ending 9 November Russia took 61 sq km.", 61),
        ("За даними Генштабу, у жовтні Росія втратила 31 000 військових і захопила 267 кв. км.", 267),
        ("Російські війська протягом липня захопили 564 км² території.", 564),
        ("DeepState повідомив, що у грудні 2024 року Росія захопила 445 кв. км.", 445),
        ("Втрати Росії у війні проти України у 2024 році склали 430 000 військових.", 430_000),
        ("Росія, яка у вересні втратила 28 000 військових, відступила.", 28_000),
        ("Im Oktober verlor Russland nach Angaben des ukrainischen Generalstabs 31.000 Soldaten.", 31_000),
        ("Russland hat im Oktober 31.000 Soldaten verloren, meldete die NATO.", 31_000),
        ("В октябре Россия потеряла 31 000 военных, сообщает Генштаб ВСУ.", 31_000),
    ],
)
def test_days_that_are_said_of_a_number_are_certain(text: str, value: float) -> None:
    assert of(text, value).question not in DAYS


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        (
            "Since the “truce” announced on 11 October 2025, Israel has lost 591 soldiers.",
            591,
            (10, 11),
            (11, 20),
        ),
        (
            "Since 11 October 2025, when it broke the truce, Israel has lost 236 soldiers.",
            236,
            (10, 11),
            (11, 20),
        ),
        (
            "Since the start of the year and as of 2 September Russia has hired 280,000 men.",
            280_000,
            (1, 1),
            (9, 2),
        ),
        (
            "Є дані, згідно з якими Росія у травні 2025 року втратила 31 000 військових.",
            31_000,
            (5, 1),
            (5, 31),
        ),
        (
            "С начала года и по состоянию на 2 сентября Россия набрала 280 тысяч солдат.",
            280_000,
            (1, 1),
            (9, 2),
        ),
    ],
)
def test_days_since_what_was_said_of_them(
    text: str, value: float, first: tuple[int, int], last: tuple[int, int]
) -> None:
    found = of(text, value)
    assert (found.first, found.last) == (date(2025, *first), date(2025, *last))


def test_a_streak_ends_with_the_month_of_its_sentence_or_is_asked_about() -> None:
    text = (
        "In October losses rose, more than in September, and it is the fourth month in a row that they rose."
    )
    assert not of(text, 4).ticked


def read(text: str) -> list[Proposal]:
    return [p for p in read_report(text, LATER).proposals if p.kind is not None]


@pytest.mark.parametrize(
    ("second", "value", "ticked"),
    [
        ("Losses came to 31,000 soldiers.", 31_000, True),
        ("Losses came to 35,000 soldiers.", 35_000, False),
        ("That is 116 casualties for each square kilometre.", 116, True),
        ("It cost 140 casualties for each square kilometre.", 140, False),
        (
            "That is 140 casualties for each square kilometre.",
            140,
            True,
        ),  # of what was just said, though wrong
    ],
)
def test_what_figures_come_to_proves_the_days(second: str, value: float, ticked: bool) -> None:
    first = "1,000 soldiers a day" if value > 30_000 else "31,000 soldiers"
    text = f"In October 2025 Russia lost {first} and took 267 sq km, NATO said. {second}"
    found = {p.value: p for p in read(text)}
    assert (found[value].first, found[value].ticked) == (date(2025, 10, 1), ticked)
