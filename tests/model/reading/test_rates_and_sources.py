"""Who states a number, of whom and in what rate it is told: by kind, all sentences invented."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from model.reading.proposal import NoFigure, ProposedKind
from model.text.figure_words import Qualifier
from tests.model.reading import sentences
from tests.model.reading.holds import check

taken = partial(sentences.taken, published=date(2025, 11, 10))


@pytest.mark.parametrize(
    ("text", "language", "measure", "unit"),
    [
        ("On an average day in October 1,090 soldiers were lost.", "en", "losses_per_day", "people/day"),
        ("У середньому за добу в жовтні ворог просувався на 8,6 кв. км.", "uk", "gains_per_day", "km2/day"),
        ("Щомісяця ворог втрачає 35 тисяч солдатів.", "uk", "losses_per_month", "people/month"),
        ("Армия теряет в месяц 35 тысяч солдат.", "ru", "losses_per_month", "people/month"),
        (
            "Die durchschnittlichen täglichen Verluste lagen im Mai bei 1.140 Soldaten.",
            "de",
            "losses_per_day",
            "people/day",
        ),
        ("In October each square kilometre cost them 115 soldiers.", "en", "losses_per_gain", "people/km2"),
        ("У жовтні кожен квадратний кілометр коштував 115 осіб.", "uk", "losses_per_gain", "people/km2"),
        ("Im Oktober kostete jeder Quadratkilometer 115 Soldaten.", "de", "losses_per_gain", "people/km2"),
        ("Losses per km² in October: 115", "en", "losses_per_gain", "people/km2"),
        (
            "Average daily casualties fell for the third month in a row in October, to 998.",
            "en",
            "losses_per_day",
            "people/day",
        ),
    ],
)
def test_a_rate_is_told_before_its_number_too(text: str, language: str, measure: str, unit: str) -> None:
    found = [p for p in taken(text, language) if p.trend is None]
    assert [(p.measure, p.unit) for p in found] == [(measure, unit)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army lost 1,090 soldiers killed or wounded in October daily.", "en"),
        ("Recruiters signed 640 volunteers in the third quarter of 2025 every day.", "en"),
        ("Die Armee konnte im dritten Quartal 2025 täglich 640 Rekruten gewinnen.", "de"),
        ("У жовтні щодня контракт підписували понад 640 добровольців.", "uk"),
        ("В октябре ежедневно контракт подписывали 640 добровольцев.", "ru"),
        ("The army lost 48 soldiers an hour in October.", "en"),
        ("Für jeden Kilometer verlor die Armee im Oktober 157 Soldaten.", "de"),
        ("Für jeden eroberten Quadratkilometer verlor die Armee im Oktober 70 Soldaten.", "de"),
        ("Щогодини в жовтні армія втрачала 48 солдатів.", "uk"),
        ("За тиждень армія втрачала в жовтні 8000 солдатів.", "uk"),
        ("За каждый захваченный квадратный километр армия потеряла в октябре 70 солдат.", "ru"),
        ("More than a hundred of their soldiers were killed or hurt for each square mile of ground.", "en"),
    ],
)
def test_what_is_told_for_each_day_or_area_is_never_taken_as_a_total(text: str, language: str) -> None:
    found = taken(text, language)
    assert [p for p in found if p.ticked and "/" not in p.unit] == []
    assert found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("On 7 November the army lost 1,090 soldiers in a day.", "en"),
        ("За добу, 7 листопада, армія втратила 1090 солдатів.", "uk"),
    ],
)
def test_the_losses_of_a_day_are_its_total(text: str, language: str) -> None:
    (found,) = taken(text, language)
    assert (found.kind, found.unit, found.value) == (ProposedKind.LOSSES, "people", 1090.0)
    assert found.first == found.last == date(2025, 11, 7)


@pytest.mark.parametrize(
    ("text", "language", "low", "high"),
    [
        ("In October the army lost 31 – 36 thousand soldiers.", "en", 31_000, 36_000),
        ("У жовтні армія втратила близько 31 – 36 тисяч солдатів.", "uk", 31_000, 36_000),
        ("В октябре армия потеряла примерно 8 — 11 тысяч солдат.", "ru", 8_000, 11_000),
        ("Im Oktober verlor die Armee 31 – 36 Tausend Soldaten.", "de", 31_000, 36_000),
        ("The army lost from one to 1.4 million soldiers in the war.", "en", 1_000_000, 1_400_000),
        (
            "Втрати армії оцінюють у від одного до 1,4 мільйона одиниць живої сили.",
            "uk",
            1_000_000,
            1_400_000,
        ),
        ("Армия потеряла от одного до 1,4 миллиона солдат.", "ru", 1_000_000, 1_400_000),
        ("In October between two and five thousand soldiers were killed.", "en", 2_000, 5_000),
    ],
)
def test_a_power_is_of_both_ends_of_a_range(text: str, language: str, low: float, high: float) -> None:
    (found,) = taken(text, language)
    assert (found.low, found.value, found.high) == (low, None, high)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Losses by week:\nweek 12 – 70 thousand soldiers killed.", "en"),
        ("Втрати за тижнями:\nтиждень 12 – 70 тисяч убитих солдатів.", "uk"),
    ],
)
def test_a_number_before_a_dash_may_be_a_label(text: str, language: str) -> None:
    assert [(p.low, p.value) for p in taken(text, language)] == [(None, 70_000.0)]


def test_a_total_behind_a_rate_is_a_total() -> None:
    found = taken("In October 2025 they lost 1,020 men a day, 31,620 men in all.")
    assert [(p.value, p.unit, p.ticked) for p in found][1:] == [(31_620.0, "people", True)]


def test_a_rate_holds_for_its_own_number_only() -> None:
    found = taken("In October they lost on average 1,000 men a day, and gained 270 square kilometres.")
    assert [(p.kind, p.unit) for p in found] == [
        (ProposedKind.CLAIM, "people/day"),
        (ProposedKind.GAINS, "km2"),
    ]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The army lost 31,000 men in October, according to the historian Ada Moor.", "Ada Moor"),
        ("In October, writes Ada Moor, the army lost 31,000 men.", "Ada Moor"),
        ("In October, by Halden's count, the army lost 31,000 men.", "Halden"),
        ("Frontier Watch Group reported that the army lost 31,000 men in October.", "Frontier Watch Group"),
        ("Independent analysts believe that the army lost 31,000 men in October.", "Independent analysts"),
        (
            "A retired colonel, quoted by a radio station, puts the losses of October at 31,000 men.",
            "retired colonel",
        ),
        ("The Israeli military says 34 of its soldiers were killed in October.", "Israeli military"),
    ],
)
def test_who_states_it_is_found_without_a_list(text: str, source: str) -> None:
    assert [p.source for p in taken(text)] == [source]


def test_a_line_at_the_end_says_who_counts_what() -> None:
    body = "In October 2025 Russia lost 31,000 men and took 270 sq km."
    for line in (
        "Sources: General Staff (losses), DeepState (ground)",
        "Losses: General Staff. Ground: DeepState.",
        "Figures: General Staff, DeepState",
    ):
        assert [p.source for p in taken(f"{body}\n{line}")] == ["Ukrainian General Staff", "DeepState"]


def test_who_counts_names_of_the_dead_does_not_state_what_another_paragraph_says_of_ground() -> None:
    text = (
        "Harbour Watch Group reported the names of 31,000 Russian dead as of October.\n\n"
        "In October Russia took 270 sq km."
    )
    assert [p.source for p in taken(text)] == ["Harbour Watch Group", ""]


@pytest.mark.parametrize(
    "text", ["By the end of October 31,000 men were lost.", "LOSSES reported: 31,000 men."]
)
def test_no_name_is_made_of_other_words(text: str) -> None:
    assert {p.source for p in taken(text)} == {""}


def test_the_land_that_is_taken_does_not_say_whose_gain_it_is() -> None:
    found = taken("In October Russian troops seized 270 sq km of Ukrainian land.")
    assert [p.side for p in found] == ["Russia"]


def test_a_bracket_says_the_number_again() -> None:
    first, again = taken("Russia has lost over 1 million (1,000,000) men since February 2022.")
    assert (first.ticked, again.same_as, again.ticked) == (True, 0, False)


def test_what_came_to_a_number_in_brackets_is_a_part_of_it() -> None:
    found = taken("Since 24 February 2022: about 936,210 personnel lost (+1,180), 10,658 tanks (+14).")
    assert [p.value for p in found] == [936210]


@pytest.mark.parametrize(
    "text",
    [
        "In October: 270 sq km, 31,000 casualties (about 115 per sq km)",
        "In October they lost 31,000 men, or about 115 per square kilometre, and took 270 sq km.",
        "In October 31,000 casualties were counted for 270 sq km – some 115 casualties per sq km.",
    ],
)
def test_what_is_counted_for_an_area_is_the_number_next_to_it(text: str) -> None:
    found = {p.value: p.measure or p.kind for p in taken(text)}
    assert found == {270: ProposedKind.GAINS, 31_000: ProposedKind.LOSSES, 115: "losses_per_gain"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("From 4 October 2025 the army lost up to 1,100 soldiers.", "en"),
        ("З 4 до 10 жовтня 2025 року армія втратила до 1100 солдатів.", "uk"),
    ],
)
def test_a_bound_behind_days_from_one_to_another_stays_one(text: str, language: str) -> None:
    (found,) = taken(text, language)
    assert (found.value, str(found.qualifier)) == (1_100.0, "up_to")


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("In October they captured 44,950 hectares of land.", "en", 449.5, "km2"),
        ("In October they captured 150 ha a day.", "en", 1.5, "km2/day"),
        ("У жовтні вони захопили 1200 гектарів.", "uk", 12, "km2"),
        ("Im Oktober eroberten sie 1.200 Hektar.", "de", 12, "km2"),
        ("В октябре они захватили 1200 га.", "ru", 12, "km2"),
        ("Ground taken\n\nMonth\tTaken, ha\nAugust 2025\t300\nOctober 2025\t1,200", "en", 12, "km2"),
        (
            "Ground taken\n\nMonth\tTaken, ha a day\nAugust 2025\t300\nOctober 2025\t1,200",
            "en",
            12,
            "km2/day",
        ),
    ],
)
def test_hectares_are_hundredths_of_a_square_kilometre(
    text: str, language: str, value: float, unit: str
) -> None:
    found = taken(text, language)[-1]
    assert (found.value, found.unit) == (value, unit)


def test_hectares_behind_square_kilometres_say_the_same() -> None:
    figure, again = taken("In October they captured 449 sq km (44,900 hectares).")
    assert (figure.value, again.value, again.same_as) == (449, 449, 0)


@pytest.mark.parametrize("head", ["Losses", "Taken, km²", "Taken, ha", "Losses a day", "km² a day"])
def test_a_column_of_figures_can_be_added(head: str) -> None:
    check(f"Month\t{head}\nAugust 2025\t449\nSeptember 2025\t259\nOctober 2025\t267")


def test_who_is_being_recruited_is_no_loss_in_ukrainian() -> None:
    (found,) = taken("Росія набирає від 25 000 до 30 000 осіб на місяць.", "uk")
    assert (found.kind, found.unit, found.low, found.high) == (
        ProposedKind.INTAKE,
        "people/month",
        25_000,
        30_000,
    )


@pytest.mark.parametrize(
    ("text", "language", "unit"),
    [
        ("In May the army lost about 3,100 men a week.", "en", "people/week"),
        ("В мае армия теряла около 3 тысяч человек в неделю.", "ru", "people/week"),
        (
            "In May they took out 1,000 to 1,100 enemy soldiers – killed or hurt – every day.",
            "en",
            "people/day",
        ),
        (
            "Середня денна кількість втрат була в травні найнижчою. У червні цей показник склав 1210 солдатів.",
            "uk",
            "people/day",
        ),
        ("The army enlists 41,000 men a month, while losing about 36,000.", "en", "people/month"),
    ],
)
def test_a_rate_is_no_total_wherever_it_is_said_for_what_it_is_counted(
    text: str, language: str, unit: str
) -> None:
    assert taken(text, language)[-1].unit == unit


@pytest.mark.parametrize(
    ("text", "language", "side"),
    [
        ("Russian troops in south-eastern Ukraine took 210 sq km in May.", "en", "Russia"),
        ("Російські війська на сході України захопили в травні 210 кв. км.", "uk", "Росія"),
        ("Российские войска на востоке Украины захватили в мае 210 кв. км.", "ru", "Россия"),
        ("Киев потерял в мае 3100 военных, следует из сводки Минобороны России.", "ru", "Украина"),
    ],
)
def test_a_part_of_a_country_is_a_place_and_gains_nothing(text: str, language: str, side: str) -> None:
    (found,) = taken(text, language)
    assert (found.side, found.ticked) == (side, True)


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("Losses rose from 900 to 1,400 soldiers a day.", "en", 900, "people/day"),
        ("Втрати ворога зросли з 14 тис. до 35 тис. на місяць.", "uk", 14_000, "people/month"),
        (
            "Війська виводять з бою від 1000 до 1100 ворожих солдатів - убитими або пораненими щодня.",
            "uk",
            1000,
            "people/day",
        ),
        ("The death rate is on average about 25 officers and soldiers a day.", "en", 25, "people/day"),
        ("In May they lost 900 people dead—not wounded, dead—a day.", "en", 900, "people/day"),
        ("The war cost the lives of 58,220 soldiers, an average of eight per day.", "en", 8, "people/day"),
        ("У жовтні війська зайняли 325 квадратних км.", "uk", 325, "km2"),
        ("An einem Tag erlitten sie über 2000 Opfer.", "de", 2000, "people"),
        ("Der Vorstoß könnte bereits 31.000 Soldaten das Leben gekostet haben.", "de", 31_000, "people"),
        (
            "Выплату за подписание контракта в октябре получили 26 тысяч 700 человек.",
            "ru",
            26_700,
            "people",
        ),
    ],
)
def test_what_is_counted_far_from_its_number(text: str, language: str, value: float, unit: str) -> None:
    assert (value, unit) in {(p.value or p.low, p.unit) for p in taken(text, language)}


@pytest.mark.parametrize(
    ("text", "language", "qualifier"),
    [
        ("Russian casualties broke the 70,000 mark in October.", "en", Qualifier.OVER),
        ("Russian casualties were below the 70,000 mark in October.", "en", Qualifier.EXACT),
        ("Die Verluste der Armee haben im Oktober 70.000 Soldaten überschritten.", "de", Qualifier.OVER),
        ("Втрати перевищили позначку в 70 000 осіб.", "uk", Qualifier.OVER),
        ("Потери превысили отметку в 70 000 человек.", "ru", Qualifier.OVER),
        ("Die Verluste überschritten die Marke von 70.000 Soldaten.", "de", Qualifier.OVER),
    ],
)
def test_a_mark_that_is_passed_is_exceeded(text: str, language: str, qualifier: Qualifier) -> None:
    (found,) = taken(text, language)
    assert (found.value, found.qualifier) == (70_000, qualifier)


def test_a_sum_of_money_goes_on_without_its_coin() -> None:
    text = "В Москве выплата достигла 1,9 миллиона рублей, в области – 1,7 млн, в крае – 1,2 млн."
    assert [p.why_not for p in sentences.read(text, "ru")] == [NoFigure.MONEY] * 3


def test_an_exchange_rate_of_one_side_for_one_of_the_other() -> None:
    (found,) = taken('The casualty "exchange rate" is about three Russians for every one Ukrainian.')
    assert (found.kind, found.measure, found.value) == (ProposedKind.CLAIM, "exchange", 3.0)
