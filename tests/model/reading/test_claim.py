"""Published sentences read as claims: number, unit, qualifier, days, measure; trends; never an exception."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model.derive.measures import MEASURE
from model.project import STREAKS, Trend
from model.reading.claim import ClaimSaid, read_claim
from model.text.days import Span, Step
from model.text.figures import Figure, Qualifier
from model.text.notation import ENGLISH, NOTATIONS, notation_for

SEP_NOV = Span(date(2024, 9, 1), date(2024, 11, 30))
NOVEMBER = Span(date(2024, 11, 1), date(2024, 11, 30))
ABOUT, OVER, AT_LEAST, UP_TO = Qualifier.ABOUT, Qualifier.OVER, Qualifier.AT_LEAST, Qualifier.UP_TO


def figure(value: float, qualifier: Qualifier = Qualifier.EXACT, unit: str = "") -> Figure:
    return Figure(value=value, qualifier=qualifier, unit=unit)


@pytest.mark.parametrize(
    ("sentence", "measure", "stated", "span"),
    [
        (
            "about 53 casualties per km² between September and November 2024",
            *("losses_per_gain", figure(53, ABOUT), SEP_NOV),
        ),
        (
            "an average of 1,523 personnel a day in November 2024",
            *("losses_per_day", figure(1523), NOVEMBER),
        ),
        ("28 sq km a day", "gains_per_day", figure(28), None),
        (
            "more than 125,000 casualties between September and November 2024",
            *("losses", figure(125_000, OVER), SEP_NOV),
        ),
        # without a year that of the project is meant
        (
            "more than 125,000 casualties between September and November",
            *("losses", figure(125_000, OVER), SEP_NOV),
        ),
        (
            "approximately 53 Russian casualties per square kilometer",
            *("losses_per_gain", figure(53, ABOUT), None),
        ),
        ("around 2,356 square kilometers (910 square miles)", "gains", figure(2356, ABOUT), None),
        (
            "roughly 28 square kilometers (10.8 square miles) per day",
            *("gains_per_day", figure(28, ABOUT), None),
        ),
        ("910 sq mi", "gains", figure(910, unit="mi2"), None),
        ("some 137 casualties per square mile", "losses_per_gain", figure(137, ABOUT, "people/mi2"), None),
        ("10.8 mi2 a day in November", "gains_per_day", figure(10.8, unit="mi2/day"), NOVEMBER),
        (
            "between 50,000 and 52,000 soldiers monthly",
            *("losses_per_month", Figure(low=50_000, high=52_000), None),
        ),
        (
            "recruited 25-30k in Q3 2024",
            "intake",
            Figure(low=25_000, high=30_000),
            Span(date(2024, 7, 1), date(2024, 9, 30)),
        ),
        ("a shortfall of 35,800 to 50,800", "shortfall", Figure(low=35_800, high=50_800), None),
        ("9,000 more soldiers were lost than recruited", "shortfall", figure(9_000), None),
        (
            "the army shrinks by 8,000 to 10,000 a month",
            "net_change_per_month",
            Figure(low=-10_000, high=-8_000),
            None,
        ),
        (
            "the force grew by 3,000 in 2024",
            "net_change",
            figure(3_000),
            Span(date(2024, 1, 1), date(2024, 12, 31)),
        ),
        ("90 % of recruits only replace losses", "used_up", figure(0.9), None),
        (
            "60 % of losses were replaced in 2024",
            "replaced",
            figure(0.6),
            Span(date(2024, 1, 1), date(2024, 12, 31)),
        ),
        ("80,000+ killed by name", "losses", figure(80_000, AT_LEAST), None),
        (
            "up to 900 dead on Nov. 28, 2024",
            "losses",
            figure(900, UP_TO),
            Span(date(2024, 11, 28), date(2024, 11, 28)),
        ),
        ("lost 45,690 troops from 1 to 30 November 2024", "losses", figure(45_690), NOVEMBER),
    ],
)
def test_a_sentence_says_a_figure(
    sentence: str, measure: str, stated: Figure | None, span: Span | None
) -> None:
    assert read_claim(sentence, ENGLISH, 2024) == ClaimSaid(sentence, stated, measure, span)


@pytest.mark.parametrize(
    ("sentence", "measure", "trend", "step", "count", "end"),
    [
        (
            "fifth consecutive month of rising losses a day to November 2024",
            *("losses_per_day", Trend.RISING, Step.MONTH, 5, date(2024, 11, 30)),
        ),
        (
            "fifth consecutive month of rising Russian casualty rates",
            *("losses_per_day", Trend.RISING, Step.MONTH, 5, None),
        ),
        (
            "losses fell for three straight quarters, until Q3 2024",
            *("losses", Trend.FALLING, Step.QUARTER, 3, date(2024, 9, 30)),
        ),
        ("casualties grew 12 months in a row", "losses", Trend.RISING, Step.MONTH, 12, None),
        (
            "ground gained increased for the 2nd consecutive quarter",
            "gains",
            Trend.RISING,
            Step.QUARTER,
            2,
            None,
        ),
    ],
)
def test_a_sentence_says_a_trend(
    sentence: str, measure: str, trend: Trend, step: Step, count: int, end: date | None
) -> None:
    said = read_claim(sentence, ENGLISH, 2024)
    assert (said.measure, said.trend, said.step, said.count) == (measure, trend, step, count)
    assert said.stated is None
    assert (said.span.end if said.span else None) == end


@pytest.mark.parametrize(
    "sentence",
    ["", "   ", "hello", "May it rise", "they march on", "rising and falling", "territory fell to them"],
)
def test_what_says_nothing_leaves_everything_open(sentence: str) -> None:
    assert read_claim(sentence, ENGLISH, 2024) == ClaimSaid(sentence.strip())


def test_numbers_are_read_in_the_notation_of_the_person() -> None:
    german = notation_for("de")
    assert read_claim("125.000 casualties", german).stated == figure(125_000)
    assert read_claim("1,5 casualties per km²", german).stated == figure(1.5)


def test_a_number_that_could_be_two_is_left_open() -> None:
    assert read_claim("1,23 casualties per km²", ENGLISH).stated is None
    assert read_claim("9e999 casualties", ENGLISH).stated is None


SAID = st.sampled_from(
    (
        *(
            "about",
            "53",
            "45,690",
            "−",
            "casualties",
            "per",
            "km²",
            "sq mi",
            "a day",
            "between",
            "and",
            "Feb",
        ),
        *(
            "November",
            "2024",
            "31",
            "fifth",
            "consecutive",
            "month",
            "rising",
            "%",
            "1e9",
            "Q3",
            "–",
            "\u0663",
        ),
        *("\x00", "²"),
    )
)


@given(
    st.text() | st.lists(SAID, max_size=12).map(" ".join),
    st.sampled_from(sorted(NOTATIONS)),
    st.none() | st.integers(1, 9999),
)
@example("1000-01-01..9999-12-31 0000-00-00", "en", None)
@example("between 31 and 30 February 2024", "en", 2024)
@example("0th consecutive month of rising losses 9999th quarter in a row", "en", 1)
def test_any_text_is_read_without_an_exception(text: str, locale: str, year: int | None) -> None:
    said = read_claim(text, notation_for(locale), year)
    assert said.quote == text.strip()
    assert said.measure == "" or said.measure in MEASURE
    assert said.trend is None or ((said.stated is None) is (said.trend not in STREAKS) and said.count >= 1)
    assert said.span is None or said.span.start <= said.span.end


@pytest.mark.parametrize(
    "sentence",
    [
        "losses rose by 9 % in November 2024",
        "a 12 % increase in losses per km²",
        "more than a third of the year's gains fell in November 2024",
        "125,000 casualties since September 2024",
        "1.2 million casualties since 2022",
        "430,790 casualties so far this year",
        "the 47th Brigade lost ground in November 2024",
        "the 3rd Army advanced in November 2024",
        "within 91 days of autumn 2024",
        "45,690 casualties and 839 km² in November 2024",
        "80,110 casualties in September and October, 45,690 in November 2024",
        "losses rose by half",
        "1,523 a day in November and 1,354 a day in October 2024",
    ],
)
def test_what_may_mean_something_else_is_left_to_a_person(sentence: str) -> None:
    said = read_claim(sentence, ENGLISH, 2024)
    assert (said.stated, said.trend, said.quote) == (None, None, sentence)


@pytest.mark.parametrize(
    ("sentence", "measure", "stated"),
    [
        ("4,168 km² gained in 2024 at 103 casualties per square kilometer", "losses_per_gain", figure(103)),
        ("they lost 45,690 men in November 2024, an average of 1,523 a day", "losses_per_day", figure(1523)),
        ("gained 4,168 square kilometers, many casualties for each", "gains", figure(4168)),
        ("втратили 45 690 осіб, у середньому 1523 на добу", "losses_per_day", figure(1523)),
        ("45.690 Soldaten verlor die Armee im November und 12 Panzer", "losses", figure(45_690)),
    ],
)
def test_of_several_numbers_that_is_claimed_which_follows_from_the_others(
    sentence: str, measure: str, stated: Figure
) -> None:
    said = read_claim(sentence, ENGLISH, 2024)
    assert (said.measure, said.stated) == (measure, stated)


@pytest.mark.parametrize(
    ("sentence", "measure", "stated"),
    [
        (
            "they lost 2 soldiers per 1,000 a day",
            "losses_of_people_per_day",
            Figure(2.0, unit="per_1000/day"),
        ),
        ("втрати становили 2 на 1000 на добу", "losses_of_people_per_day", Figure(2.0, unit="per_1000/day")),
        ("one in 35 soldiers was killed", "losses_of_people", Figure(35.0, unit="one_in")),
        ("they lost 6 percent of the army a month", "losses_of_people_per_month", Figure(6.0)),
        ("they captured 0.04 % of Ukraine", "gains_of_area", Figure(0.0004)),
        ("about 28 casualties per kilometre of front", "losses_per_front", figure(28, Qualifier.ABOUT)),
    ],
)
def test_what_is_said_of_a_reference_is_read(sentence: str, measure: str, stated: Figure) -> None:
    said = read_claim(f"In April 2025 {sentence}.", ENGLISH)
    assert (said.measure, said.stated) == (measure, stated)


@pytest.mark.parametrize(
    ("said", "qualifier"),
    [
        ("more than one in 35", Qualifier.UNDER),  # one in fewer than 35
        ("at least one in 35", Qualifier.UP_TO),
        ("one in more than 35", Qualifier.OVER),
        ("about one in 35", Qualifier.ABOUT),
    ],
)
def test_what_is_said_of_one_in_so_many_is_kept(said: str, qualifier: Qualifier) -> None:
    stated = read_claim(f"In April 2025 {said} soldiers was killed.", ENGLISH).stated
    assert stated == Figure(35.0, qualifier=qualifier, unit="one_in")


@pytest.mark.parametrize(
    ("sentence", "measure", "stated"),
    [
        ("In 2024 Russia's losses exceeded Ukraine's by 2 to 1.", "exchange", figure(2)),
        ("The loss ratio was about 2.2:1 in 2024.", "exchange", figure(2.2, Qualifier.ABOUT)),
        ("In 2024 Russia lost 2.2 times as many soldiers as Ukraine.", "exchange", figure(2.2)),
        ("У 2024 році співвідношення втрат становило 2 до 1.", "exchange", figure(2)),
        ("2024 lag das Verhältnis der Verluste bei 2 zu 1.", "exchange", figure(2)),
        ("В 2024 году соотношение потерь было 2 к 1.", "exchange", figure(2)),
        ("In 2024 there were three wounded for each killed.", "wounded_per_killed", figure(3)),
        ("The ratio of wounded to killed was 3 to 1 in 2024.", "wounded_per_killed", figure(3)),
        ("У 2024 році на одного загиблого припадало троє поранених.", "wounded_per_killed", figure(3)),
        ("В 2024 году на одного убитого приходилось три раненых.", "wounded_per_killed", figure(3)),
        ("In 2024 the names cover 45–65 % of the dead.", "coverage", Figure(low=0.45, high=0.65)),
        ("In 2024 25 % of the casualties were killed.", "killed_share", figure(0.25)),
        ("In 2024 losses of both sides came to 1.75 million.", "both_sides", figure(1_750_000)),
        # which hold nothing against each other
        ("In 2024 they lost 100,000 killed and 300,000 wounded.", "", None),
        ("In 2024 recruits covered 90 % of the losses.", "replaced", figure(0.9)),
    ],
)
def test_what_is_said_of_related_series_is_read(sentence: str, measure: str, stated: Figure | None) -> None:
    said = read_claim(sentence, ENGLISH)
    assert (said.measure, said.stated) == (measure, stated)


@pytest.mark.parametrize(
    ("sentence", "measure", "rank", "kind", "since"),
    [
        ("December 2024 was the highest month of the war for losses.", "losses", 1, "highest", None),
        ("January 2025 saw the second most casualties of the war.", "losses", 2, "highest", None),
        ("In April 2025 gains were the lowest since April 2024.", "gains", 1, "lowest", date(2024, 5, 1)),
        (
            "19–25 December 2024 had the highest 7-day average of losses.",
            "losses_per_day",
            1,
            "highest",
            None,
        ),
        ("Грудень 2024 року став найкривавішим місяцем війни.", "losses", 1, "highest", None),
        ("Der Dezember 2024 war der verlustreichste Monat des Krieges.", "losses", 1, "highest", None),
        ("Декабрь 2024 года стал самым кровавым месяцем войны.", "losses", 1, "highest", None),
    ],
)
def test_a_record_is_read(sentence: str, measure: str, rank: int, kind: str, since: date | None) -> None:
    said = read_claim(sentence, ENGLISH)
    assert (said.measure, said.stated, said.record, said.since) == (measure, figure(rank), kind, since)
    assert said.span is not None
    assert (said.step is Step.DAY) == ("7-day" in sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "In November 2024 losses were above 1,000 a day for the sixth month.",
        "In November 2024 losses exceeded 1,000 a day for the sixth consecutive month.",
        "У листопаді 2024 року втрати перевищили 1000 на добу шостий місяць поспіль.",
        "У листопаді 2024 року втрати були понад 1000 за добу шостий місяць поспіль.",
    ],
)
def test_a_streak_is_read(sentence: str) -> None:
    said = read_claim(sentence, ENGLISH)
    assert (said.measure, said.stated) == ("losses_per_day", figure(1000))
    assert (said.trend, said.step, said.count) == (Trend.ABOVE, Step.MONTH, 6)
    assert said.span is not None
    assert said.span.end == date(2024, 11, 30)


@pytest.mark.parametrize(
    "sentence",
    ["Most of the losses fell in November 2024.", "In November 2024 they lost at least 45,000 men."],
)
def test_a_superlative_that_is_none_makes_no_record(sentence: str) -> None:
    assert read_claim(sentence, ENGLISH).record is None


def test_what_is_held_of_a_country_is_no_gain() -> None:
    said = read_claim("In April 2025 they controlled 19 % of Ukraine.", ENGLISH)
    assert (said.measure, said.stated) == ("held_of_area", figure(0.19))


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("At this rate of July 2025 the rest of Ukraine would take 91.7 years.", Figure(91.7)),
        ("At this rate of July 2025 it would take 14 months to seize it.", Figure(14.0, unit="months")),
        ("За таких темпів у липні 2025 року решта країни забрала б 48 років.", Figure(48.0)),
    ],
)
def test_a_length_of_time_that_is_supposed_is_claimed_of_the_days_whose_rate_went_on(
    text: str, stated: Figure
) -> None:
    said = read_claim(text, ENGLISH)
    assert (said.measure, said.stated) == ("years_to", stated)
    assert said.span == Span(date(2025, 7, 1), date(2025, 7, 31))


def test_a_length_of_time_that_nothing_is_supposed_of_is_no_claim() -> None:
    assert read_claim("The battle of July 2025 lasted 5 months.", ENGLISH).measure == ""


def test_a_year_is_no_figure() -> None:
    assert read_claim("casualties in the winter of 2024", ENGLISH).stated is None
    assert read_claim("2,024 casualties in November 2024", ENGLISH).stated == figure(2024)
