"""Days of weeks, seasons and parts of them, and which of them are certain: all sentences invented."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from model.project import ComparedBy
from model.reading.doubts_of_days import OTHER_DAYS
from model.reading.proposal import NoFigure, ProposedKind
from tests.model.reading import sentences

PUBLISHED = date(2025, 11, 10)
taken = partial(sentences.taken, published=PUBLISHED)


@pytest.mark.parametrize(
    ("text", "language", "first", "last"),
    [
        ("In the week of Oct. 20–26 they lost 7,400 men.", "en", "2025-10-20", "2025-10-26"),
        ("From October 3 to 17 they took 130 sq km.", "en", "2025-10-03", "2025-10-17"),
        ("On 27 & 28 Oct they lost 2,110 men.", "en", "2025-10-27", "2025-10-28"),
        ("OCTOBER (Oct. 1–31) 270 sq km taken.", "en", "2025-10-01", "2025-10-31"),
        # seasons: the last one that is over, its end, its middle
        ("Last winter they took 1,100 sq km.", "en", "2024-12-01", "2025-02-28"),
        ("Минулої зими окупанти взяли 1 100 кв. км.", "uk", "2024-12-01", "2025-02-28"),
        (
            "Улітку взято 1 500 кв. км. Минулого літа противник захопив 400 кв. км.",
            "uk",
            "2024-06-01",
            "2024-08-31",
        ),
        (
            "До кінця літа втрати росіян із лютого 2022 року сягнули 1 085 000 осіб.",
            "uk",
            "2022-02-24",
            "2025-08-31",
        ),
        (
            "Since February 2022 Russia had lost 1,085,000 men by the end of summer.",
            "en",
            "2022-02-24",
            "2025-08-31",
        ),
        (
            "З початку року до середини жовтня Росія втратила 330 000 осіб.",
            "uk",
            "2025-01-01",
            "2025-10-15",
        ),
        # as many days of another month
        # so many days after one
        (
            "In the four days after the landing on 3 October 860 died.",
            "en",
            "2025-10-04",
            "2025-10-07",
        ),
        ("Over the two weeks following 3 October they took 80 sq km.", "en", "2025-10-04", "2025-10-17"),
        (
            "The navy said last week that it had lost 52 men in the raid, from October 14 to 16.",
            "en",
            "2025-10-14",
            "2025-10-16",
        ),
        # three months with a comma before the last
        ("In August, September, and October 2025 they lost 88,700 men.", "en", "2025-08-01", "2025-10-31"),
        ("У серпні, вересні та жовтні втрачено 88 700 осіб.", "uk", "2025-08-01", "2025-10-31"),
        ("Im August, September und Oktober verlor die Armee 88.700 Mann.", "de", "2025-08-01", "2025-10-31"),
        # since the war of which only the year is told
        (
            "Since the invasion of Ukraine began in 2022 Russia has lost 1,150,000 men.",
            "en",
            "2022-02-24",
            "2025-11-10",
        ),
        # of a part of a year, behind its share
        (
            "Im Jahr 2024 nahm sie 4.200 km² ein, allein 2.300 km² oder 55 Prozent davon im Oktober und November.",
            "de",
            "2024-10-01",
            "2024-11-30",
        ),
        # up to a day, since the one that the sentence names too
        (
            "Drafts have gone on since April 2025; by the end of October 45,200 recruits had been called up.",
            "en",
            "2025-04-01",
            "2025-10-31",
        ),
        # told in a month: of the whole war until then
        (
            "Präsident Selenski sprach im Februar von 31.200 gefallenen Ukrainern.",
            "de",
            "2022-02-24",
            "2025-02-28",
        ),
        # the past day, as of a morning
        (
            "Станом на ранок 9 листопада Росія за минулу добу втратила 1 080 військових.",
            "uk",
            "2025-11-08",
            "2025-11-08",
        ),
        # what was said of a week before is not of what follows behind a semicolon
        (
            "From 3 to 9 November they took 120 sq km, twice that of the week before; 7,100 men were lost.",
            "en",
            "2025-11-03",
            "2025-11-09",
        ),
        # weekdays that something happened on, not those on which it was told
        ("Between Monday and Wednesday they took 38 sq km.", "en", "2025-11-03", "2025-11-05"),
        ("They have lost 2,300 men since Friday.", "en", "2025-11-07", "2025-11-10"),
        ("Since the first of November they lost 8,310 men.", "en", "2025-11-01", "2025-11-10"),
        # the whole war, up to when it was told
        ("Росія втратила 1 150 000 осіб за всю війну.", "uk", "2022-02-24", "2025-11-10"),
        (
            "Зеленський у лютому говорив про 46 100 загиблих українських військових за всю війну.",
            "uk",
            "2022-02-24",
            "2025-02-28",
        ),
        # what is said on a day is of the days that the sentence names beside it
        (
            "The staff reported on November 3 that they lost 91,200 men in the three summer months.",
            "en",
            "2025-06-01",
            "2025-08-31",
        ),
        # what is more than in any week since then is of none of these days
        (
            "From 3 to 9 November they took 131 sq km, more than in any week since March 2022.",
            "en",
            "2025-11-03",
            "2025-11-09",
        ),
    ],
)
def test_days_of_weeks_and_seasons(text: str, language: str, first: str, last: str) -> None:
    found = taken(text, language)[-1]
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        # the summer that has just ended, or the one before it
        "Last summer Russia took 1,500 sq km.",
        # words of time that say nothing of the days found
        "In July 2025 the Kremlin said that Russia hired 190,000 recruits since January of that year.",
        "In October, the month of the floods and the second week, Russia lost 31,000 men.",
        # a year before which of the two months
        "Russia took 270 sq km in October. In May it was 449. A year earlier the gain was 510 sq km.",
        # when it was told, behind it; what is told of a war that was over
        "Ukraine admitted 28,400 dead, and that was in March.",
        "The war began on 3 May 2025 and ended on 9 June 2025.\n\nThe minister told them on 4 July 2025 that 9,100 had died.",
        # what goes on with a rate
        "Each square kilometre cost Russia 95 men in October 2025. In June 2025 it was 120.",
        # up to when it ended: since it began, which nobody said
        "By the time the battle ended in November 1916, Germany had suffered 437,000 casualties.",
        # by how many more, and not how many
        "Russia sustained around 7,500 more losses at the front than it could replace in October 2025.",
        # what is to come
        "Russian casualties are likely to continue to exceed 1,000 per day throughout 2025.",
        # days to come, or the beginning of something that another paragraph told
        "By the end of November 2025 Russia had lost 1,160,000 men.",
        "Since 6 August Russia fought there.\n\nIn the first month Russia lost 5,100 men.",
        # a total up to a day, where the text tells what else began
        "Since 6 August 2024 Russia fought at Kursk.\n\nIt lost 26,300 men by the end of February 2025.",
    ],
)
def test_days_that_may_be_others_are_asked_about(text: str) -> None:
    assert not any(found.ticked for found in taken(text)[-1:])


def test_an_entry_below_a_total_may_be_a_total_too() -> None:
    lines = "Update\n24 October – 1 November 2025\n\n- 66,300 killed since 7 October 2023\n- 168,900 wounded"
    killed, wounded = taken(lines)
    assert (killed.first, wounded.ticked) == (date(2023, 10, 7), False)
    assert wounded.question == OTHER_DAYS


@pytest.mark.parametrize(
    ("text", "language", "left_out"),
    [
        ("In May Russia lost 41 thousand men against 38 in April.", "en", "38"),
        ("In May Russia lost some 60,000 men, maybe 64.", "en", "64"),
        ("Росія в травні втратила 33 тисячі військових, у квітні — близько 31.", "uk", "близько 31"),
        ("They hire 24, 25 thousand men a month.", "en", "24"),
    ],
)
def test_a_number_whose_thousand_may_be_left_out_is_not_read(text: str, language: str, left_out: str) -> None:
    found = sentences.read(text, language, PUBLISHED)
    unread = {text[p.start : p.end]: (p.kind, p.value) for p in found}
    assert unread[left_out] == (None, None)


def test_a_few_beside_thousands_are_read() -> None:
    found = taken("In May Russia lost 30,000 men, and in a raid on 3 May 14 soldiers died.")
    assert [p.value for p in found] == [30_000, 14]


def test_dead_confirmed_within_a_month_are_its_losses() -> None:
    (found,) = taken("In October 4,100 Russian soldiers were confirmed killed.")
    assert (found.kind, found.first, found.last) == (
        ProposedKind.LOSSES,
        date(2025, 10, 1),
        date(2025, 10, 31),
    )


def test_names_are_counted_on_the_day_by_which_they_were() -> None:
    (found,) = taken("By 1 November 2025 the project had confirmed 141,300 dead by name.")
    assert (found.kind, found.first, found.last) == (
        ProposedKind.MILESTONE,
        date(2025, 11, 1),
        date(2025, 11, 1),
    )


@pytest.mark.parametrize(
    ("text", "language", "why"),
    [
        ("Week 3: Russia lost 7,300 men.", "en", NoFigure.LIST_MARKER),
        ("Its forces were increased to 640,000 men. In May Russia lost 7,300 men.", "en", NoFigure.STRENGTH),
        ("The garrison of 21,000 men held. In May Russia lost 7,300 men.", "en", NoFigure.STRENGTH),
        ("За програмою «Контракт 18» підписали 500 добровольців.", "uk", NoFigure.UNIT_NAME),
    ],
)
def test_a_number_in_a_name_is_no_figure(text: str, language: str, why: NoFigure) -> None:
    named, _counted = sentences.read(text, language, PUBLISHED)
    assert named.why_not is why


@pytest.mark.parametrize(
    ("text", "language", "first", "last"),
    [
        # a total is of the days of what it is the sum of, named or not
        (
            "- August: 320 sq km\n- September: 259 sq km\n- October: 270 sq km\n\nThat is 849 sq km.",
            "en",
            "2025-08-01",
            "2025-10-31",
        ),
        (
            "У серпні взято 320 кв. км, у вересні 259, у жовтні 270. Разом із жовтнем виходить 849 кв. км.",
            "uk",
            "2025-08-01",
            "2025-10-31",
        ),
        # two days that were named lie as far apart as is said
        (
            "On 3 October the attack began. It was called off on 19 October. In those 17 days 9,200 died.",
            "en",
            "2025-10-03",
            "2025-10-19",
        ),
        (
            "З 1 до 15 жовтня взято 112 кв. км. Протягом цих п’ятнадцяти днів вони втратили 14 700 осіб.",
            "uk",
            "2025-10-01",
            "2025-10-15",
        ),
        (
            "Over on 20 October, the battle that began on 3 September had lasted 48 days.\n\n12,300 men died.",
            "en",
            "2025-09-03",
            "2025-10-20",
        ),
        (
            "Syria in 12 days: 27 September – 8 October\n\nBy 3 October they had killed 1,600 soldiers.",
            "en",
            "2025-09-27",
            "2025-10-03",
        ),
        (
            "From 19 June to 19 October they fought. Over those four months 484 soldiers were killed.",
            "en",
            "2025-06-19",
            "2025-10-19",
        ),
    ],
)
def test_days_that_arithmetic_tells(text: str, language: str, first: str, last: str) -> None:
    found = taken(text, language)[-1]
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        # the months of the parts do not follow one another, or they do not add up
        "In July they took 320 sq km, in October 270 sq km.\n\nAll told they took 590 sq km.",
        "In September they took 259 sq km, in October 270 sq km.\n\nAll told they took 530 sq km.",
        # the third day, and the days before
        "On 3 October it began. On 5 October it went on. On the third day they lost 900 men.",
    ],
)
def test_what_does_not_add_up_tells_no_days(text: str) -> None:
    found = taken(text)[-1]
    assert not found.ticked
    assert found.first != date(2025, 9, 1)


def test_nothing_of_a_war_long_ago_is_reckoned_from_today() -> None:
    text = "The siege began on 3 May 1916 and ended on 9 June 1916. The last two weeks cost 6,100 men."
    found = taken(text)[-1]
    assert found.last is None or found.last.year == 1916


def test_recruits_needed_now_are_of_no_days_of_losses_told_elsewhere() -> None:
    text = "In October Russia lost 31,000 men.\n\nThe Kremlin needs 32,000 recruits a month, an economist thinks."
    needed = taken(text)[-1]
    assert (needed.kind, needed.first, needed.last) == (ProposedKind.REQUIREMENT, None, None)


@pytest.mark.parametrize(("published", "year"), [(date(2026, 1, 5), 2025), (date(2026, 1, 12), 2026)])
def test_a_month_of_few_days_is_that_of_the_year_before(published: date, year: int) -> None:
    found = sentences.taken("The worst month was January with 48,300 casualties.", published=published)[-1]
    assert found.first == date(year, 1, 1)


@pytest.mark.parametrize(
    ("text", "language", "value", "kind"),
    [
        # a number without a noun goes on with figures of about its size, and is asked about
        (
            "In October Russia lost 31,000 men.\n\nThe year as a whole stood at 340,000 by Sunday.",
            "en",
            340_000,
            ProposedKind.LOSSES,
        ),
        (
            "They took 270 sq km in October.\n\nOn other maps it is 281.",
            "en",
            281,
            ProposedKind.GAINS,
        ),
        (
            "За жовтень контракт підписали 31 тисяча осіб. — А план? — На рік ідеться про 403 тисячі.",
            "uk",
            403_000,
            None,
        ),
        # nothing of that size, or another noun
        ("They took 270 sq km in October. The channel has 890,000 readers.", "en", 890_000, None),
    ],
)
def test_a_number_without_a_noun_goes_on_with_what_was_told(
    text: str, language: str, value: float, kind: ProposedKind | None
) -> None:
    found = next(p for p in sentences.read(text, language, PUBLISHED) if p.value == value)
    assert not found.ticked
    assert kind is None or found.kind is kind


def test_a_change_says_down_or_up_behind_its_number() -> None:
    *_losses, change = taken("In October Russia lost 31,000 men, 9 % up on September.")
    assert (change.compared, change.less, change.against) == (
        ComparedBy.CHANGE,
        False,
        (date(2025, 9, 1), date(2025, 9, 30)),
    )


def test_new_soldiers_are_recruits_and_a_bonus_a_head_is_no_number_of_people() -> None:
    (found,) = taken("In October 18,000 new soldiers came. At 40,000 a head that is dear.")
    assert (found.kind, found.value) == (ProposedKind.INTAKE, 18_000)


def test_what_closes_from_one_month_to_another_is_no_bound() -> None:
    text = "Темп зростав – від 210 кв. км у серпні до 480 кв. км у жовтні. Росія захоплювала дедалі більше."
    assert [(p.value, p.qualifier.value) for p in taken(text, "uk")] == [(210, "exact"), (480, "exact")]
