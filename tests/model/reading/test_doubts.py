"""A number is certain only where no other reading fits; each sentence here leaves one open."""

from __future__ import annotations

from datetime import date

import pytest

from model.reading.doubts import A_PART, NO_DAYS, NOT_SURE, TWO_READINGS
from model.reading.doubts_of_days import COMPARED, OTHER_DAYS, WHICH_DAYS
from model.reading.doubts_of_people import WHO_STATES, WHOSE
from model.reading.proposal import NoFigure, Proposal
from model.reading.report import read_report
from model.text.figures import Qualifier
from tests.model.reading.sentences import taken

PUBLISHED = date(2025, 11, 20)


def read(text: str) -> list[Proposal]:
    return [p for p in read_report(text, PUBLISHED).proposals if p.kind is not None]


def of(text: str, value: float) -> Proposal:
    found = [p for p in read(text) if value in {p.value, p.low}]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "question"),
    [
        # another side's office speaks, or a country that is no side, or the side that killed
        ("Russia lost 300 tanks.\nIsrael's ministry said 700 soldiers died in May 2025.", 700, WHOSE),
        ("Russia held. We lost 460 dead in May 2025, the Ukrainian commander said.", 460, WHOSE),
        (
            "In May 2025 the British official history gave 24,900 casualties for all, the Germans 21,700.",
            24_900,
            WHICH_DAYS,
        ),
        ("Russia paid in May 2025. Georgia said that 169 soldiers died in August 2008.", 169, WHOSE),
        ("Russian forces killed 320 soldiers in May 2025, but Ukraine held.", 320, WHOSE),
        # a part of the side
        ("In May 2025 the Russian brigade lost 212 soldiers.", 212, A_PART),
        ("Russia lost 2,200 soldiers near Izium in May 2025.", 2200, A_PART),
        ("On the Pokrovsk axis Russia lost 2,200 soldiers in May 2025.", 2200, A_PART),
        ("У травні 2025 року російська бригада втратила 212 військових.", 212, A_PART),
        ("Im Mai 2025 verlor die russische Brigade 212 Soldaten.", 212, A_PART),
        # a number that is only compared, or goes on with a rate
        ("Russia lost 904 soldiers since March 2025, up from 891 in June.", 891, COMPARED),
        ("Losses used up all recruits and 3 % more in May 2025.", 0.03, NOT_SURE),
        # what is to come; what stands behind a colon that heads no entry
        ("In October 2025 recruits are expected to replace 90% of losses.", 0.9, NOT_SURE),
        (
            "A fund counted the Ukrainian soldiers killed in the war with Russia: 23,100 in May 2025.",
            23_100,
            NOT_SURE,
        ),
        # more than any day ever cost
        ("On 1 June 2025 Russia lost 986,000 soldiers.", 986_000, WHICH_DAYS),
        ("In May 2025 Russia lost 986,000 soldiers a day.", 986_000, WHICH_DAYS),
        ("On 1 June 2025 Russia took 114,000 km².", 114_000, WHICH_DAYS),
        # days that are only about those, or those of two years
        ("Russia lost 212 soldiers in mid-June 2025.", 212, WHICH_DAYS),
        ("Russia lost 212 soldiers in early June 2025.", 212, WHICH_DAYS),
        ("Russia lost 212 soldiers at the end of June 2025.", 212, WHICH_DAYS),
        ("Russia lost 212,000 soldiers until June 2025.", 212_000, WHICH_DAYS),
        ("Russia lost 2,120 soldiers in June 2024 and 2025.", 2120, WHICH_DAYS),
        ("Наприкінці червня 2025 року Росія втратила 212 військових.", 212, WHICH_DAYS),
        ("Mitte Juni 2025 verlor Russland 212 Soldaten.", 212, WHICH_DAYS),
        # what did not happen, a portion, what another noun counts
        ("If Russia loses 30,000 soldiers in May 2025, it is spent.", 30_000, NOT_SURE),
        ("Russia denied losing 1,500 soldiers in May 2025.", 1500, NOT_SURE),
        ("Half of the 50,000 Russian casualties fell in May 2025.", 50_000, NOT_SURE),
        ("Якщо Росія втратить 30 000 військових у травні 2025 року, їй кінець.", 30_000, NOT_SURE),
        ("Половина з 50 000 втрат Росії припала на травень 2025 року.", 50_000, NOT_SURE),
        ("Russia took 36 sq km north of Pokrovsk in May 2025.", 36, A_PART),
        # the same month, where the paragraph before names two
        (
            "Russia lost 36,000 men in April 2025; in March it was 41,000.\n\nIn the same month it took 175 sq km.",
            175,
            OTHER_DAYS,
        ),
        ("In May 2025 Russia captured 0.04 % of Ukraine.", 0.0004, NOT_SURE),
        # other days
        ("Russia lost 1,290 soldiers on Sunday and 33,980 in October 2025.", 1290, WHICH_DAYS),
        ("Russia lost 12,300 soldiers in 2024 and 4,500 more since.", 4500, WHICH_DAYS),
        (
            "In June 2024 Russia lost 2,000 soldiers; Germany hired 3,400 recruits in the second half.",
            3400,
            OTHER_DAYS,
        ),
        ("Russia lost 500 soldiers in May 2025. Ukraine lost 410 soldiers.", 410, WHICH_DAYS),
        # who states it
        (
            "Medvedev said Russia hired 5,000 men in May 2025.\nNATO is sure of more.\nIn June 2025 Russia lost 7,100 soldiers.",
            7100,
            None,
        ),
        (
            "NATO says Russia lost 5,000 soldiers in May 2025. Authorities put Russian losses in June 2025 at 7,100.",
            7100,
            WHO_STATES,
        ),
        ("Im Mai 2025 verlor Russland laut einem Insider 31.400 Soldaten.", 31_400, WHO_STATES),
        # a week of the calendar or the last seven days, and days that follow from open ones
        ("Russia lost 8,210 soldiers last week.", 8210, WHICH_DAYS),
        ("Минулого тижня Росія втратила 8210 військових.", 8210, WHICH_DAYS),
        # a total up to another day than that of the text
        ("Zelenskyy told NBC in February 2025 that 46,100 Ukrainian soldiers had died.", 46_100, WHICH_DAYS),
        # a total of an offensive or a week is none of the war
        (
            "The offensive that began on 10 May 2024 had cost Russia 21,300 men by the end of June 2024.",
            21_300,
            WHICH_DAYS,
        ),
        ("Russia lost 1,210 men on 3 November. Over the week the toll reached 7,940.", 7940, NO_DAYS),
        ("In late 2024 Russia lost 121,000 men.", 121_000, NO_DAYS),
        # two have spoken, and a sentence goes on with one of them
        (
            "NATO says Russia lost 31,400 men in May 2025. AFP counts 30,900 for May 2025. In June 2025 it was 28,300.",
            28_300,
            WHO_STATES,
        ),
        (
            "In a talk on 9 May the colonel put Russian losses since 3 March 2025 at 31,400.",
            31_400,
            WHICH_DAYS,
        ),
    ],
)  # fmt: skip - one case a line reads as a table
def test_what_leaves_another_reading_open_is_asked(text: str, value: float, question: str | None) -> None:
    found = of(text, value)
    assert not found.ticked
    assert found.question == question or (question is None and found.question)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Russia lost 31,490 soldiers in October 2025, compared with 29,150 in September.", 29_150),
        ("In May 2025 Russia captured 505 sq km and lost 31,200 soldiers.", 31_200),
        ("Ukrainian drones hit 340 Russian soldiers. In May 2025 Russia lost 7,100 soldiers.", 7100),
        ("NATO says that Russia lost 31,490 soldiers in October 2025.", 31_490),
        (
            "Ukrainian commanders counted 300 Russian dead in May 2025. According to Ukraine, 310 died in May 2025.",
            310,
        ),
        ("Russia recruited 417,000 men in 2025, above its target of 403,000.", 417_000),
        ("У вересні 2025 року росіяни окупували 259 км², а в жовтні — 267 км².", 267),
        ("В июле 2025 года Россия завербовала 34 тысячи контрактников.", 34_000),
        ("Russland verlor im Jahr 2024 rund 430.790 Soldaten.", 430_790),
        ("Russia lost 212,000 soldiers by the end of June 2025.", 212_000),
        ("Russia lost 21,200 soldiers from May through June 2025.", 21_200),
        ("Die Fläche der Stadt ist 95 km². Russland eroberte im Mai 2025 41 Quadratkilometer.", 41),
    ],
)
def test_what_its_own_words_say_is_certain(text: str, value: float) -> None:
    assert of(text, value).ticked


@pytest.mark.parametrize(
    ("language", "lost", "cost", "unit"),
    [
        ("en", "Losses", "Losses per km²", "people/km2"),
        ("en", "Losses", "Losses/km²", "people/km2"),
        ("en", "Losses", "Casualties per square mile", "people/mi2"),
        ("uk", "Втрати", "Втрати на км²", "people/km2"),
        ("de", "Verluste", "Verluste je km²", "people/km2"),
        ("ru", "Потери", "Потери на кв. км", "people/km2"),
    ],
)
def test_a_column_that_is_divided_is_no_column_of_losses(
    language: str, lost: str, cost: str, unit: str
) -> None:
    table = f"| 2025 | {lost} | {cost} |\n| 08.2025 | 28,880 | 58 |\n| 09.2025 | 28,300 | 109 |"
    found = [(p.kind, p.unit, p.value) for p in taken(table, language) if p.value in (58, 109)]
    assert found == [("claim", unit, 58), ("claim", unit, 109)]


@pytest.mark.parametrize(
    "text",
    [
        "The committee of Stepanakert had counted 1,223 dead soldiers as of 9 October 2023.",
        "Станом на 9 жовтня 2023 року комітет Степанакерта порахував 1223 загиблих військових.",
    ],
)
def test_the_dead_of_another_war_are_not_counted_from_the_day_of_this_one(text: str) -> None:
    found = of(text, 1223)
    assert found.first is None
    assert not found.ticked


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In May 2025 Russian losses did not exceed 34,000 soldiers."),
        ("en", "Russian losses in May 2025 do not exceed 34,000 soldiers."),
        ("uk", "У травні 2025 року втрати росіян не перевищують 34 тисяч солдатів."),
        ("uk", "У травні 2025 року втрати росіян не перевищили 34 тис. солдатів."),
        ("ru", "В мае 2025 года потери россиян не превысили 34 тысяч солдат."),
    ],
)
def test_what_is_not_exceeded_is_not_more_than_so_many(language: str, text: str) -> None:
    [found] = [p for p in taken(text, language) if 34_000 in {p.value, p.high, p.low}]
    assert found.qualifier is Qualifier.UP_TO


def test_a_column_of_per_cent_is_no_column_of_losses() -> None:
    found = read(
        "| Month | Losses | Losses replaced, % |\n| May 2025 | 31,200 | 84 |\n| June 2025 | 30,100 | 91 |"
    )
    assert [p.value for p in found if p.kind == "losses"] == [31_200, 30_100]


@pytest.mark.parametrize("form", ["тысячах", "тысячам", "тысячами", "тысячей", "тысяче", "тыс."])
def test_a_thousand_is_a_thousand_in_every_case_in_russian(form: str) -> None:
    assert [p.value for p in read(f"В мае 2025 года речь шла о потерях в 34 {form} солдат.")] == [34_000]


@pytest.mark.parametrize("form", ["тисячах", "тисячам", "тисячами", "тисячею", "тис."])
def test_a_thousand_is_a_thousand_in_every_case_in_ukrainian(form: str) -> None:
    assert [p.value for p in read(f"У травні 2025 року йшлося про втрати у 34 {form} солдатів.")] == [34_000]


@pytest.mark.parametrize(
    "text",
    [
        "Russia recruited in May 2025 only two thirds of the men it lost.",
        "У травні 2025 року відновлено лише дві третини втрачених солдатів.",
        "В мае 2025 года восполнены лишь две трети потерянных солдат.",
        "Im Mai 2025 wurden nur zwei Drittel der verlorenen Soldaten ersetzt.",
    ],
)
def test_two_thirds_are_not_two(text: str) -> None:
    assert 2 not in [p.value for p in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "In May 2025 Russia took 41 sq km. For comparison: the area of the city is 95 sq km.",
        "У травні 2025 року Росія захопила 41 кв. км. Для порівняння: площа міста — 95 кв. км.",
        "В мае 2025 года Россия заняла 41 кв. км. Для сравнения: площадь города — 95 кв. км.",
    ],
)
def test_how_large_a_place_is_is_no_ground_gained(text: str) -> None:
    assert [p.value for p in read(text)] == [41]


def test_what_stands_before_a_plan_is_no_target() -> None:
    found = read("Цього року Росія набрала 343 тис. контрактників, а план на 2026 рік — 409 тис.")
    assert [p.kind for p in found] == ["achieved", "target"]


def test_recruits_go_on_in_the_next_sentence() -> None:
    text = "In 2024 Russia recruited 374,000 men. In 2023 it was 412,000. The plan for 2025 is 343,000."
    assert [(p.value, p.kind) for p in read(text)] == [
        (374_000, "intake"),
        (412_000, "intake"),
        (343_000, "target"),
    ]


def test_who_is_held_is_not_lost() -> None:
    text = "Since 3 March 2025 Israel has lost 48 soldiers. Gaza holds 28 hostages declared dead."
    assert [p.value for p in read(text)] == [48]


def test_a_target_that_was_missed_is_a_target_and_no_shortfall() -> None:
    found = of("Russia recruited 391,000 men in 2025, short of its target of 403,000.", 403_000)
    assert found.kind == "target"


def test_a_month_earlier_is_no_rate() -> None:
    found = of(
        "By 10 October 2025 Russia had lost 135,000 dead, compared with 130,000 a month earlier.", 130_000
    )
    assert "/" not in found.unit
    assert not found.ticked


def test_two_values_of_a_change_are_no_range() -> None:
    assert not of("Territory held by Russia grew from 114,500 sq km to 114,960 sq km.", 114_500).ticked


def test_a_short_russian_sentence_is_russian() -> None:
    assert of("Россия заняла в августе 2025 года 464 кв. км.", 464).first == date(2025, 8, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Russia has taken 412 sq km since 3 March 2025, Syrskyi said on 9 May.",
        "Syrskyi claimed on 9 May that Russia had taken 412 sq km since 3 March 2025.",
        "З 3 березня 2025 року Росія захопила 412 кв. км, заявив 9 травня Сирський.",
        "С 3 марта 2025 года Россия заняла 412 кв. км, сообщил 9 мая Генштаб.",
    ],
)
def test_a_total_since_a_day_ends_when_it_was_told(text: str) -> None:
    found = of(text, 412)
    assert (found.first, found.last) == (date(2025, 3, 3), date(2025, 5, 9))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Росія востаннє називала число вбитих у травні 2023 року — тоді заявляли про 8214 загиблих.", "uk"),
        (
            "Россия последний раз называла число убитых в мае 2023 года — тогда заявляли о 8214 погибших.",
            "ru",
        ),
    ],
)
def test_the_month_in_which_a_number_was_named_is_not_that_of_the_dead(text: str, language: str) -> None:
    assert not [p for p in taken(text, language) if p.ticked]


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        # a month that has just begun, or the one a year ago
        ("In May Russia lost 33,100 soldiers.", date(2025, 5, 3), 33_100),
        # a time that was not made out stands between
        (
            "In May 2024 Russia took 612 km². Throughout the year it stood. Over the same period it lost 61,400.",
            date(2025, 1, 9),
            61_400,
        ),
        # a day that is not named
        ("Russia lost 1,870 soldiers on a single day, a record.", date(2025, 1, 9), 1_870),
        # since when a figure stands
        ("Russia’s toll of dead is unchanged below 6,100 since May 2024.", date(2025, 1, 9), 6_100),
        # what is only carried over, in a language that is read in part
        (
            "За май 2024 года Россия заняла 133 кв. км. Войска потеряли 31 200 солдат.",
            date(2025, 1, 9),
            31_200,
        ),
    ],
)  # fmt: skip - one case a line reads as a table
def test_days_that_are_not_said_with_a_number_are_asked_about(
    text: str, published: date, value: float
) -> None:
    (found,) = [p for p in read_report(text, published).proposals if p.value == value]
    assert (found.kind is not None, found.ticked) == (True, False)
    assert "days" in found.question


def test_a_range_whose_thousand_may_be_left_out_is_not_read() -> None:
    found = read_report("In May 2024 Russia lost 15-25,000 soldiers.", date(2025, 1, 9)).proposals[1]
    assert (found.kind, found.why_not, found.low) == (None, NoFigure.TWO_READINGS, None)


def test_a_part_of_the_front_is_that_of_its_paragraph() -> None:
    text = "In May 2025 fighting went on in the Kursk region. In May 2025 Russia lost 3,310 soldiers."
    assert of(text, 3_310).question == A_PART
    assert not of("In May 2025 Russia lost 3,310 soldiers on the front lines.", 3_310).question


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("In May 2025 Russia lost 30,000, maybe 35,000, soldiers.", (30_000, 35_000)),
        ("In May 2025 Russia lost 30,000 (or 35,000) soldiers.", (30_000, 35_000)),
        ("In May 2025 Russia lost 30,000/35,000 soldiers.", (30_000,)),
        ("У травні 2025 року Росія втратила 30 000, можливо 35 000 солдатів.", (30_000, 35_000)),
        ("Im Mai 2025 verlor Russland 30.000 oder 35.000 Soldaten.", (30_000, 35_000)),
        ("Im Mai 2025 verlor Russland 970 bis über eintausend Soldaten.", (970,)),
        ("In May, June and July 2025 Russia took 449, 466 and 446 km².", (446,)),
        ("У травні, червні й липні 2025 року Росія захопила 449, 466 і 446 км².", (446,)),
        ("За добу Росія втратила 920 військових, за місяць – 30 300.", (30_300,)),
        # a month and a year apart, a figure that is not said to be passed, men for each of some ground
        ("Втрати Росії за травень зросли до 35 370 осіб у 2025 році.", (35_370,)),
        ("Im Mai 2025 überschritten die russischen Verluste 30.000 Mann.", (30_000,)),
        ("У травні 2025 року Росія втратила 70 солдатів за кожен із 449 км².", (70,)),
    ],
)
def test_one_of_several_numbers_is_asked_about(text: str, values: tuple[float, ...]) -> None:
    assert all(of(text, value).question for value in values)


def test_a_day_of_telling_is_none_of_losing() -> None:
    text = "Some 64,100 Russian men were killed, according to a report by Hill Watch on 28 May 2025."
    assert of(text, 64_100).question == WHICH_DAYS
    year = of("In 2024 Russian losses exceeded 520,000 men.", 520_000)
    assert (year.first, year.ticked) == (date(2024, 1, 1), True)


@pytest.mark.parametrize(
    ("text", "value", "question"),
    [
        # the side named is that which killed, quoted or told of two numbers
        ("Turkey has “neutralized” 18,300 fighters since 24 July 2015.", 18_300, WHOSE),
        ("Turkey killed 18,300 fighters in May 2025, and 1,900 were killed in June 2025.", 1_900, WHOSE),
        # what a toll comes to, a place in a row, a part of the front
        ("NATO increased the toll of Russian soldiers to 4,100 in October 2025.", 4_100, TWO_READINGS),
        ("У жовтні 2025 року росіяни на цій ділянці фронту втратили 17 300 військових.", 17_300, A_PART),
        ("In der Region Donezk eroberte Russland im Oktober 2025 629 km².", 629, A_PART),
        # a rate that another clause tells, or a number that goes on with one; of ground or of men
        ("Daily Russian losses were 1,050 men in July 2025.", 1_050, COMPARED),
        ("In May 2025 Russia lost 1,150 men a day, more than the 1,070 men in April 2025.", 1_070, COMPARED),
        (
            "У травні 2025 року Росія щодоби втрачала 1150 осіб, більше, ніж 1070 осіб у квітні.",
            1_070,
            COMPARED,
        ),
        ("In May 2025 Russia took 20 km² and lost 10.", 10, NOT_SURE),
        ("The monthly gain shrank, down from July 2025 when Russia seized 634 km².", 634, NOT_SURE),
        # who was quoted in the middle of a text does not speak on in another paragraph
        (
            "Russia fights.\n\nMedvedev said Russia lost 7,100 soldiers in May 2025.\n\nIn June 2025 it took 61 km².",
            61,
            WHO_STATES,
        ),
    ],
)
def test_what_and_whose_and_who_states_it_is_asked_where_it_is_not_said(
    text: str, value: float, question: str
) -> None:
    found = of(text, value)
    assert (found.question, found.ticked) == (question, False)


def test_who_is_named_where_a_text_begins_states_what_follows() -> None:
    text = "DeepState sums up May.\n\nFighting went on.\n\nIn May 2025 Russia took 61 km²."
    assert (of(text, 61).source, of(text, 61).ticked) == ("DeepState", True)
    text = "In May 2025 Russia took 61 km².\n\nThis was reported by DeepState.\n\nIn June 2025 Russia took 94 km²."
    assert (of(text, 94).source, of(text, 94).ticked) == ("DeepState", True)
