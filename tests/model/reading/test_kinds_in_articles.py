"""What articles of newspapers and ministries say in other ways than reports: by kind, all sentences invented."""

from __future__ import annotations

from datetime import date

import pytest

from model.reading.proposal import NoFigure, ProposedKind
from model.reading.report import read_report
from model.text.figure_words import Qualifier
from tests.model.reading.sentences import LATER, of

MAY = (date(2025, 5, 1), date(2025, 5, 31))


@pytest.mark.parametrize(
    ("text", "value", "why"),
    [
        # what a force was and what it is to be
        ("In 2025 Moscow was to boost its forces by 30% to 1.6 million men.", 1_600_000, "strength"),
        ("In May 2025 Moscow planned to boost its forces to 1.6 million personnel.", 1_600_000, "strength"),
        ("Kyiv plans to expand the army to 810,000 men in 2026.", 810_000, "strength"),
        ("Russia wants 690,000: its troops on the front grew from 110,000 men in 2024.", 110_000, "strength"),
        ("У травні 2025 року Росія збільшила армію до 1,6 мільйона військових.", 1_600_000, "strength"),
        # a ratio is no range
        ("In May 2025 Russian losses were 1 to 23, Kyiv said.", 1, "ratio_other"),
        ("Russia lost 3,000 men in May 2025. They outnumber the defenders 9 to 1.", 9, "ratio_other"),
        # what is to come is told behind the number as well
        ("Up to 260,000 Russian soldiers will have been wounded by December.", 260_000, "forecast"),
        ("As many as 31,000 men could be killed in May 2026.", 31_000, "forecast"),
        # ages, and money in another currency
        ("In May 2025 Kyiv lowered the mobilisation age from 28 to 26 years.", 28, "age"),
        ("Russia pays 80 billion rubles for recruits, or 20 billion ($210 million) a year.", 2e10, "money"),
        # by how much something changed, without from what
        ("In May 2025 Russian losses fell by 310 men a day.", 310, "restated_part"),
        # of a decade no number is lost
        ("The army lost about the same number in Angola in the 1980s.", 1980, "year"),
        # guns in lists
        (
            "Россия теряет в мае 2025 года:\n- танки — 5 (+1);\n- артиллерийские системы — 11 719;",
            11_719,
            "equipment",
        ),
    ],
)  # fmt: skip - one case a line reads as a table
def test_what_looks_like_a_figure_is_none(text: str, value: float, why: str) -> None:
    assert of(text, value).why_not is NoFigure(why)


def test_recruits_that_are_to_come_are_a_plan() -> None:
    assert of("Some 340,000 men are to be hired in 2025.", 340_000).kind is ProposedKind.INTAKE


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Laut dem Deutschen Institut für Seefahrt verlor Russland im Mai 2025 32.100 Soldaten.", "Russland"),
        ("The German Institute for Harbours puts losses in May 2025 at 32,100 soldiers.", ""),
        ("У травні 2025 року російська армія втратила в Україні 32 100 своїх солдатів.", "Росія"),
        ("В мае 2025 года российская армия потеряла на Украине 32 100 своих солдат.", "Россия"),
    ],
)
def test_who_counts_and_where_it_was_is_no_side(text: str, side: str) -> None:
    found = of(text, 32_100)
    assert (found.side, (found.first, found.last)) == (side, MAY)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "У травні 2025 року втрати впали.\n\nДжерело: видання «Гавань»\n\nДеталі: Росія втратила 32 100 військових у травні.",
            "Гавань",
        ),
        (
            "Losses fell in May 2025.\n\nSource: the Harbour Watch\n\nDetails: Russia lost 32,100 men in May 2025.",
            "Harbour Watch",
        ),
        (
            "Mediazona, an outlet, together with the BBC, says that Russia lost 32,100 men in May 2025.",
            "Mediazona and BBC",
        ),
        (
            "По подсчётам «Медиазоны» и «Русской службы Би-би-си», Россия потеряла 32 100 военных в мае 2025 года.",
            "Медиазона и Би-би-си",
        ),
        (
            "Harbour Watch spoke of losses that tend to exceed estimates: Russia lost 32,100 men in May 2025.",
            "Harbour Watch",
        ),
        (
            "NATO says: in May 2025 Russia took 449 square kilometers, with 14 square kilometers claimed each day. It lost 32,100 men in May.",
            "NATO",
        ),
        (
            "The British Ministry of Defence wrote. As intelligence reports, Russia lost 32,100 men in May 2025.",
            "UK Ministry of Defence",
        ),
        (
            "Відповідно до даних «Гавань» втрати становлять: 32 100 російських військових загинули в травні 2025 року.",
            "Гавань",
        ),
        (
            "Harbour Watch says: according to the most careful estimates Russia lost 32,100 men in May 2025.",
            "Harbour Watch",
        ),
    ],
)  # fmt: skip - one case a line reads as a table
def test_who_states_it_is_who_is_named(text: str, source: str) -> None:
    assert of(text, 32_100).source == source


def test_by_which_count_of_a_nation_is_asked() -> None:
    found = of("NATO says that Russia took 242 sq km by the American count in May 2025.", 242)
    assert not found.ticked
    assert of("NATO says that Russia took 242 sq km in May 2025.", 242).ticked


def test_ground_that_somebody_took_control_of_is_gained() -> None:
    found = of("In May 2025 Russia managed to take control of 483 sq km.", 483)
    assert (found.kind, found.first, found.last) == (ProposedKind.GAINS, *MAY)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NATO says that Russia lost 98 soldiers for every kilometre of land it took in May 2025.", 98),
        ("In May 2025 Russia took 420 sq km, a 105-square-kilometre decrease, NATO says.", 105),
        ("As intelligence reports, Russia lost 32,100 soldiers in May 2025.", 32_100),
        # what a rate fell to may be one
        ("Recruitment fell from 40,000 men a month in May 2025 to 29,500 in June 2025.", 29_500),
    ],
)
def test_what_may_be_meant_otherwise_is_asked(text: str, value: float) -> None:
    found = of(text, value)
    assert found.kind is not None
    assert not found.ticked


def test_what_a_rate_fell_to_is_a_rate() -> None:
    found = of("In May 2025 the daily number of losses decreased by 74 men per day, down to 913.", 913)
    assert (found.measure, found.ticked) == ("losses_per_day", False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A quarter of a million Russian soldiers were killed in 2024.", 250_000),
        ("Three quarters of a million Russian soldiers were killed in 2024.", 750_000),
        ("Half a million Russian soldiers were killed in 2024.", 500_000),
        ("У 2024 році загинуло чверть мільйона російських солдатів.", 250_000),
        ("У 2024 році загинуло півмільйона російських солдатів.", 500_000),
        ("В 2024 году погибло четверть миллиона российских солдат.", 250_000),
        ("В 2024 году погибли полмиллиона российских солдат.", 500_000),
        ("Im Jahr 2024 wurden eine halbe Million russische Soldaten getötet.", 500_000),
        ("Im Jahr 2024 wurden eine viertel Million russische Soldaten getötet.", 250_000),
    ],
)
def test_a_part_of_a_million_is_no_million(text: str, value: float) -> None:
    found = of(text, value)
    assert (found.ticked, found.first) == (True, date(2024, 1, 1))


def test_a_third_of_a_million_is_not_read() -> None:
    read = read_report("A third of a million Russian soldiers were killed in 2024.", LATER).proposals
    assert [p.value for p in read] == [2024]


@pytest.mark.parametrize(
    "text",
    [
        "The confirmed toll of Russian dead for 2024 includes:\n* 24,350 volunteers\n* 11,720 mobilised soldiers",
        "Серед підтверджених загиблих росіян за 2024 рік:\n- 24 350 добровольців\n- 11 720 мобілізованих",
    ],
)
def test_volunteers_among_the_dead_are_no_recruits(text: str) -> None:
    assert [of(text, value).why_not for value in (24_350, 11_720)] == [NoFigure.PART] * 2


@pytest.mark.parametrize(
    ("text", "kind", "ticked"),
    [
        ("У 2024 році Росія залучила 407 000 осіб, але втратила 420 000.", ProposedKind.INTAKE, True),
        ("In 2024 Russia brought in 407,000 men but lost 420,000.", ProposedKind.INTAKE, True),
        ("В 2024 году Россия привлекла 407 000 человек, но потеряла 420 000.", ProposedKind.INTAKE, True),
        ("In 2024 Russia trained 407,000 men, but lost 420,000.", ProposedKind.LOSSES, False),
    ],
)
def test_people_are_of_the_verb_before_them(text: str, kind: ProposedKind, ticked: bool) -> None:
    read = of(text, 407_000)
    assert (read.kind, read.ticked) == (kind, ticked)
    assert (of(text, 420_000).kind, of(text, 420_000).ticked) == (ProposedKind.LOSSES, True)


def test_servicemen_are_no_service_that_counts() -> None:
    text = "By 1 May 2020, the Azerbaijani authorities claimed more than 710 Armenian servicemen were killed."
    assert of(text, 710).side == "Armenia"


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        # what something fell to is no bound
        (
            "Втрати Росії знизилися з піку у понад 1270 осіб на добу в травні до 1150 осіб у липні 2025 року.",
            1150,
            Qualifier.EXACT,
        ),
        ("У липні 2025 року Росія втратила до 1150 осіб на добу.", 1150, Qualifier.UP_TO),
    ],
)
def test_what_something_fell_to_is_no_bound(text: str, value: float, qualifier: Qualifier) -> None:
    assert of(text, value).qualifier is qualifier


@pytest.mark.parametrize(
    "text",
    [
        "In 2024 some 430,000 Russian soldiers were wounded and killed.",
        "У 2024 році 430 000 російських солдатів були поранені та вбиті.",
    ],
)
def test_wounded_and_killed_are_casualties(text: str) -> None:
    assert of(text, 430_000).counts == "casualties"


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        # signed up, with no plan beside it
        (
            "In 2024 about 451,000 people had signed contracts with Russia’s army.",
            451_000,
            ProposedKind.INTAKE,
        ),
        (
            "In 2024 the plan was 460,000 recruits; 451,000 had signed contracts with Russia’s army.",
            451_000,
            ProposedKind.ACHIEVED,
        ),
        ("Russia’s loss of 650,650 troops in 2024 was high.", 650_650, ProposedKind.LOSSES),
        ("Im Juni 2025 gewann Russland 18.500 neue Berufssoldaten hinzu.", 18_500, ProposedKind.INTAKE),
    ],
)
def test_what_is_counted_is_told_by_its_words(text: str, value: float, kind: ProposedKind) -> None:
    assert of(text, value).kind is kind


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # a part of the force, a part of the days, something that nothing is kept by
        ("У 2023 році найманці «Вагнера» втратили 30 100 осіб убитими.", 30_100),
        ("Russia lost 61,400 men since 1 May 2025. This number includes 1,480 casualties.", 1_480),
        ("In 2024 Russia lost 1,180 men a day, or 103 casualties per settlement.", 103),
    ],
)
def test_what_is_only_a_part_is_asked_about(text: str, value: float) -> None:
    assert of(text, value).question


def test_a_whole_of_which_a_part_is_lost_is_no_loss() -> None:
    assert of("In November 2024 Russia lost 45,690 of 150,000 men.", 150_000).why_not is NoFigure.STRENGTH
    one_in = of("One in four of the 45,690 Russian casualties of November 2024 was killed.", 45_690)
    assert (one_in.kind, one_in.unit) == (ProposedKind.LOSSES, "people")


@pytest.mark.parametrize(
    "text",
    [
        "In May 2025 Russia lost 20,100 killed, 15,270 wounded, total 35,370.",
        "У травні 2025 року Росія втратила 20 100 убитими, 15 270 пораненими, разом 35 370.",
    ],
)
def test_a_total_counts_all_that_it_is_of(text: str) -> None:
    assert of(text, 35_370).counts == "casualties"


@pytest.mark.parametrize(
    ("text", "value", "why"),
    [
        ("Channel 24 tells of Russian losses in May 2025.", 24, "unit_name"),
        ("Про втрати росіян у травні 2025 року пише 24 Канал.", 24, "unit_name"),
        ("Russia lost in May 2025:\n* 2,310 soldiers\n* 99 air defense systems", 99, "equipment"),
        ("Im Mai 2025 meldet Kyjiw zwölf verlorene Panzer und 3.310 verlorene Soldaten.", 12, "equipment"),
    ],
)
def test_names_and_things_are_no_people(text: str, value: float, why: str) -> None:
    found = [p for p in read_report(text, LATER).proposals if p.value == value]
    assert [p.why_not for p in found] in ([], [NoFigure(why)])  # one in words is not shown


def test_what_has_fallen_is_no_dead() -> None:
    text = "Russian casualties have fallen from over 1,270 a day in May 2025 to 1,150 in July 2025."
    assert of(text, 1_150).counts == "casualties"


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv losses exceeded 23,100 troops in January 2024: Russian MoD.",
        "Hill Watch counted the Ukrainian soldiers killed in the war with Russia: 23,100 in January 2024.",
    ],
)
def test_whose_losses_are_told_before_the_enemy(text: str) -> None:
    assert of(text, 23_100).side == "Ukraine"


def test_so_many_apiece_are_asked_about() -> None:
    assert of("Росія у 2026 році планує мобілізувати по 2510 осіб.", 2_510).question


def test_what_may_have_been_is_no_forecast() -> None:
    read = of("In 2025 alone, Russia may have lost about 136,000 soldiers (killed and wounded).", 136_000)
    assert read.kind is ProposedKind.LOSSES


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("В армию каждый месяц приходят по 40-45 тыс. человек.", "people/month", 40_000, 45_000),
        ("Bisher sind zwischen 8000 und 16 000 russische Soldaten getötet worden.", "people", 8_000, 16_000),
    ],
)
def test_a_range_is_read_however_its_thousands_are_written(
    text: str, unit: str, low: float, high: float
) -> None:
    read = of(text, low)
    assert (read.unit, read.low, read.high) == (unit, low, high)


def test_spaces_part_thousands_where_a_comma_parts_decimals() -> None:
    assert of("Some 45 690 men were hired in May 2025, and 839,5 km² were lost.", 45_690).unit == "people"


def test_what_losses_rose_to_is_no_ratio() -> None:
    text = "Die russischen Verluste stiegen im Mai 2025 auf über 7.300 Soldaten."
    assert of(text, 7_300).kind is ProposedKind.LOSSES


@pytest.mark.parametrize(
    "text", ["Russia took 14 km² of 24,000 km² in May 2025.", "Росія зайняла 14 км² із 24 000 км² у травні."]
)
def test_the_whole_of_an_area_is_no_gain(text: str) -> None:
    assert of(text, 24_000).why_not is NoFigure.OTHER_COUNT


def test_area_that_was_added_is_gained() -> None:
    text = "Станом на 1 вересня під окупацією 24 000 км². За серпень додалося 14 км²."
    assert of(text, 14).kind is ProposedKind.GAINS


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("The total area occupied by Russia dropped in March 2025 to 108,900 km².", 108_900, "level"),
        ("Загальна площа окупованої території у березні 2025 року сягла 108 900 км².", 108_900, "level"),
        ("Russia added 30 km² in May 2025, bringing the total area occupied to 108,900 km².", 30, "gains"),
    ],
)
def test_the_whole_area_that_is_held_is_told_from_what_was_added(text: str, value: float, kind: str) -> None:
    assert of(text, value).kind is ProposedKind(kind)


def test_the_day_before_states_nothing() -> None:
    assert of("Напередодні в штабі повідомляли, що Росія втратила 930 бійців за добу.", 930).source == ""


def test_how_many_there_are_states_nothing() -> None:
    text = (
        "Желающих служить так много, что объявили конкурс, заявил министр. По его словам, к концу 2024 года "
        "число контрактников составило более 400 тыс. человек."
    )
    assert "много" not in of(text, 400_000).source
