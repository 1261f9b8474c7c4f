"""What is read of sentences: by kind of sentence, in each language; all of them are invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from model.project import Trend
from model.reading.languages import language_of
from model.reading.proposal import DaysSaid, NoFigure, ProposedKind
from model.reading.report import read_report
from model.text.figure_words import Qualifier
from tests.model.reading.sentences import FEBRUARY, PUBLISHED, only, read, taken


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Russian forces lost 35,510 soldiers in February.",
            "en",
            (ProposedKind.LOSSES, "", 35510, "people", *FEBRUARY),
        ),
        ("In February they seized 192 sq km.", "en", (ProposedKind.GAINS, "", 192, "km2", *FEBRUARY)),
        ("In February they took 74 square miles.", "en", (ProposedKind.GAINS, "", 74, "mi2", *FEBRUARY)),
        (
            "An average of 1,268 casualties a day was counted in February.",
            "en",
            (ProposedKind.CLAIM, "losses_per_day", 1268, "people/day", *FEBRUARY),
        ),
        (
            "In February each gain cost 185 casualties per square kilometre.",
            "en",
            (ProposedKind.CLAIM, "losses_per_gain", 185, "people/km2", *FEBRUARY),
        ),
        (
            "Moscow's troops gained 6.9 square kilometres a day in February.",
            "en",
            (ProposedKind.CLAIM, "gains_per_day", 6.9, "km2/day", *FEBRUARY),
        ),
        (
            "Recruiters enlisted 31,000 men a month in February.",
            "en",
            (ProposedKind.INTAKE, "", 31000, "people/month", *FEBRUARY),
        ),
        (
            "In February the army would have needed to recruit 42,000 soldiers a month.",
            "en",
            (ProposedKind.REQUIREMENT, "", 42000, "people/month", *FEBRUARY),
        ),
        ("За лютий втрати сягнули 35 510 осіб.", "uk", (ProposedKind.LOSSES, "", 35510, "people", *FEBRUARY)),
        ("У лютому захоплено 192,5 кв. км.", "uk", (ProposedKind.GAINS, "", 192.5, "km2", *FEBRUARY)),
        (
            "У лютому втрати становили в середньому 1268 осіб на добу.",
            "uk",
            (ProposedKind.CLAIM, "losses_per_day", 1268, "people/day", *FEBRUARY),
        ),
        (
            "Im Februar verlor die Armee 35.510 Soldaten.",
            "de",
            (ProposedKind.LOSSES, "", 35510, "people", *FEBRUARY),
        ),
        (
            "Im Februar wurden 192,5 Quadratkilometer erobert.",
            "de",
            (ProposedKind.GAINS, "", 192.5, "km2", *FEBRUARY),
        ),
        (
            "За февраль потери составили 35 510 человек.",
            "ru",
            (ProposedKind.LOSSES, "", 35510, "people", *FEBRUARY),
        ),
        ("В феврале захвачено 192,5 кв. км.", "ru", (ProposedKind.GAINS, "", 192.5, "km2", *FEBRUARY)),
    ],
)
def test_a_plain_sentence_gives_kind_value_unit_and_days(
    text: str, language: str, expected: tuple[Any, ...]
) -> None:
    found = only(text, language)
    assert (found.kind, found.measure, found.value, found.unit, found.first, found.last) == expected


@pytest.mark.parametrize(
    ("text", "language", "why"),
    [
        ("The 61st Brigade was moved in February.", "en", NoFigure.UNIT_NAME),
        ("They fired 1.3 million shells in February.", "en", NoFigure.EQUIPMENT),
        ("Another 212 prisoners were exchanged in February.", "en", NoFigure.PRISONERS),
        ("The bodies: 757 bodies were handed over in February.", "en", NoFigure.BODIES),
        ("A contract is worth 1.9 million rubles.", "en", NoFigure.MONEY),
        ("A drone costs $540.", "en", NoFigure.MONEY),
        ("The column advanced 12 km in February.", "en", NoFigure.DISTANCE),
        ("Men aged 18 to 60 may be called up.", "en", NoFigure.AGE),
        ("The battle took 141 days.", "en", NoFigure.DURATION),
        ("They hold 19 percent of the country.", "en", NoFigure.PERCENT_OF_TERRITORY),
        ("58% of voters polled agree.", "en", NoFigure.PERCENT_OTHER),
        ("They are 3 times as many as their foes.", "en", NoFigure.RATIO),
        ("Call +44 20 7946 0991 for details.", "en", NoFigure.PHONE),
        ("The attack began at 05:40.", "en", NoFigure.TIME),
        ("Losses may reach 400,000 casualties by summer.", "en", NoFigure.FORECAST),
        ("They have destroyed some 2,100 heavy weapons.", "en", NoFigure.EQUIPMENT),
        ("In May the grey zone grew by 31 sq km.", "en", NoFigure.OTHER_COUNT),
        ("Ворог зосередив там близько 45 тис. військових.", "uk", NoFigure.STRENGTH),
        ("за лютий знищено танків: 312", "uk", NoFigure.EQUIPMENT),
        ("Контракт коштує 2 млн рублів.", "uk", NoFigure.MONEY),
        ("Під контролем 19% території країни.", "uk", NoFigure.PERCENT_OF_TERRITORY),
    ],
)
def test_what_is_no_figure_is_not_taken_and_says_why(text: str, language: str, why: NoFigure) -> None:
    found = read(text, language)
    assert why in {proposal.why_not for proposal in found}
    assert all(proposal.kind is None for proposal in found), [p.kind for p in found]


def test_a_number_of_two_readings_is_never_read() -> None:
    for text, language in (
        ("They lost 38.130 soldiers in February.", "en"),
        ("За лютий втрати 38,130 осіб.", "uk"),
    ):
        (proposal,) = read(text, language)
        assert (proposal.kind, proposal.why_not) == (None, NoFigure.TWO_READINGS)


def test_digits_parted_by_a_plain_space_are_one_number_only_where_the_language_writes_so() -> None:
    for text in ("They lost 192 192 soldiers in February.", "Im Februar verlor die Armee 192 192 Soldaten."):
        (proposal,) = read(text, language_of(text))
        assert (proposal.kind, proposal.value, proposal.why_not) == (None, None, NoFigure.TWO_READINGS)
    assert only("За лютий втрати сягнули 192 192 осіб.", "uk").value == 192192


def test_a_control_earlier_in_the_paragraph_has_its_numbers_asked_about() -> None:
    # what is overridden in the first sentence stays so to the end of the line: 45,690 is seen as 096,54
    turned = "The \u202egeneral staff spoke. Russia lost 45,690 people in November 2024."
    assert not only(turned).ticked
    assert "turned round" in only(turned).question
    assert only(turned.replace(". Russia", ".\nRussia")).ticked
    assert only(turned.replace("\u202e", "")).ticked


def test_the_second_unit_says_the_same_as_the_first() -> None:
    first, second = taken("In February they seized 192 square kilometres (74 square miles).")
    assert (first.same_as, second.same_as) == (None, 0)
    assert (second.value, second.unit, second.ticked) == (74, "mi2", False)


def test_figures_that_follow_take_their_unit_from_the_first() -> None:
    found = taken("They took 192 sq km in February, after 325 in January and 410 in December.")
    assert [(p.value, p.unit, p.first) for p in found] == [
        (192, "km2", date(2025, 2, 1)),
        (325, "km2", date(2025, 1, 1)),
        (410, "km2", date(2024, 12, 1)),
    ]


def test_a_range_is_one_proposal_without_a_best_value() -> None:
    found = only("They recruited between 25,000 and 30,000 men a month in February.")
    assert (found.value, found.low, found.high) == (None, 25000, 30000)


def test_a_number_goes_on_behind_its_power() -> None:
    assert only("У лютому підписали контракти 39 тис. 600 осіб.", "uk").value == 39_600
    assert [p.value for p in read("Втрачено 39 тис. 24 лютого.", "uk") if p.value and p.value > 100] == []
    assert 1e6 in [p.value for p in read("Втрачено 1 мільйон 2024 року.", "uk")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("У лютому середньодобові втрати зросли до 1268 осіб.", "uk"),
        ("В феврале среднесуточные потери выросли до 1268 человек.", "ru"),
    ],
)
def test_what_something_rose_to_is_no_bound(text: str, language: str) -> None:
    found = only(text, language)
    assert (found.value, found.qualifier) == (1268, Qualifier.EXACT)


def test_what_something_adds_up_to_is_no_bound() -> None:
    found = only("In February all this adds up to 192 square kilometres that were seized.")
    assert (found.value, found.qualifier) == (192, Qualifier.EXACT)


def test_a_year_before_to_begins_no_range() -> None:
    found = only("That brings Russian losses since February 2022 to 809,850 men.")
    assert (found.value, found.low) == (809_850, None)


@pytest.mark.parametrize("gap", [" ", "\u00a0", "\u2009"])
def test_a_year_before_a_dash_begins_no_range(gap: str) -> None:
    lines = (f"2023{gap}—{gap}2{gap}740", f"2024{gap}—{gap}98{gap}310")
    found = taken("\n".join(("Втрати Росії, осіб:", *lines)), "uk")
    assert [(p.value, p.first, p.last) for p in found] == [
        (2_740, date(2023, 1, 1), date(2023, 12, 31)),
        (98_310, date(2024, 1, 1), date(2024, 12, 31)),
    ]
    assert [p.value for p in taken("Втрати Росії: тиждень 12 — 7 310 осіб.", "uk")] == [7_310]
    assert only("In May Russia lost 950 – 1,400 men.").low == 950


def test_a_range_behind_to_sign_up_is_no_change() -> None:
    found = only("In February the army signed up between 25,000 and 30,000 recruits.")
    assert (found.low, found.high) == (25_000, 30_000)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        # the total, the figure: of what was spoken of
        (
            "1. Average daily casualties were 1,268 in February.\n2. The total for the month was 35,510.",
            "en",
            ["losses_per_day", "losses"],
        ),
        (
            "Russia took 192 sq km in February. Independent trackers put the figure at 170.",
            "en",
            ["gains", "gains"],
        ),
        (
            "1/2 Losses were 35,510 in February.\n2/2 The average daily rate was 1,268.",
            "en",
            ["losses", "losses_per_day"],
        ),
        ("ISW: 192.4 sq km in February (6.87 per day) were seized.", "en", ["gains", "gains_per_day"]),
        (
            "Im Februar verlor die Armee 35.510 Mann. Seit Februar 2022 seien es mehr als eine Million.",
            "de",
            ["losses", "losses"],
        ),
        # a factor behind a dash is no change of the number before it
        ("У лютому зайняли 192 кв. км – удвічі більше, ніж у січні.", "uk", ["gains", "gains"]),
        # what an entry says before its colon
        (
            "– Killed and wounded in February 2025: 35,510\n– New contracts a month: 30,000",
            "en",
            ["losses", "intake"],
        ),
        # a plan before a dash
        ("План набору на 2025 рік – 343 тис. осіб.", "uk", ["target"]),
        ("Last year 430,000 men signed contracts. The plan for 2025 is 343,000.", "en", ["intake", "target"]),
    ],
)
def test_a_number_goes_on_from_what_was_said(text: str, language: str, expected: list[str]) -> None:
    assert [p.measure or str(p.kind) for p in taken(text, language)] == expected


def test_respectively_gives_each_its_own_month() -> None:
    found = taken("Average daily losses in January and February were 1,556 and 1,268 respectively.")
    assert [(p.value, p.first, p.last) for p in found] == [
        (1556, date(2025, 1, 1), date(2025, 1, 31)),
        (1268, *FEBRUARY),
    ]


def test_a_trend_is_a_claim_with_its_count_and_way() -> None:
    found = only("February was the fourth consecutive month in which casualties rose.")
    assert (found.kind, found.value, found.trend, found.last) == (
        ProposedKind.CLAIM,
        4,
        Trend.RISING,
        date(2025, 2, 28),
    )


def test_days_of_the_sentence_before_are_carried_and_said_to_be() -> None:
    found = taken("In February the army seized 192 sq km. It lost 35,510 soldiers.")
    assert (found[1].first, found[1].last) == FEBRUARY
    assert found[1].days_said is DaysSaid.EARLIER
    assert not found[1].ticked  # what goes on may be of other days


def test_the_day_up_to_which_a_war_is_told_is_said_to_be_that_of_the_article() -> None:
    (found,) = taken("Since the war began Russia has lost 1,150,000 men.")
    assert (found.last, found.days_said) == (PUBLISHED, DaysSaid.DATELINE)


def test_days_of_another_paragraph_are_asked_about() -> None:
    found = taken("In February the army seized 192 sq km.\n\nIt lost 35,510 soldiers.")
    assert not found[1].ticked
    assert found[1].question


def test_last_month_is_reckoned_from_the_day_published() -> None:
    found = only("Last month they seized 192 sq km.")
    assert (found.first, found.last) == FEBRUARY


def test_since_reaches_to_the_day_published() -> None:
    found = only("Since January they have seized 517 sq km.")
    assert (found.first, found.last) == (date(2025, 1, 1), PUBLISHED)


def test_who_states_and_who_passes_it_on_are_two() -> None:
    text = "Russia lost 35,510 soldiers in February, ISW said, citing the Ukrainian General Staff."
    found = only(text)
    assert (found.source, found.relayed_by) == ("Ukrainian General Staff", "Institute for the Study of War")


def test_a_source_that_nobody_listed_is_found() -> None:
    assert only("They seized 192 sq km in February, according to the Harbour Street Institute.").source == (
        "Harbour Street Institute"
    )


def test_killed_and_wounded_are_told_apart() -> None:
    found = taken("In February 4,100 soldiers were killed and 9,800 wounded.")
    assert [(p.value, p.counts) for p in found] == [(4100, "killed"), (9800, "wounded")]


@pytest.mark.parametrize(
    ("text", "language", "source"),
    [
        ("ACLED, a conflict monitor, has recorded 430 soldiers killed in May 2025.", "en", "ACLED"),
        (
            "Harbour Watch, which draws on local partners, counted 430 dead in May 2025.",
            "en",
            "Harbour Watch",
        ),
        ("У травні 2025 року втрачено 430 осіб, каже військовий експерт Іван Роженко.", "uk", "Іван Роженко"),
        (
            "They lost 430 men in May 2025, according to the Finnish collective Harbour Watch.",
            "en",
            "Harbour Watch",
        ),
        ("In May 2025 it lost 430 men, 21 of them in Old Harbour, local medics said.", "en", "local medics"),
        (
            "The Widows' Foundation in Harbour counts 430 dead soldiers in May 2025.",
            "en",
            "Widows' Foundation",
        ),
        ("«Маяк» на основе реестра оценивает потери мая 2025 года в 430 военных.", "ru", "Маяк"),
        ("Army loses 430 men, group says\n\nKYIV, 2 June - In May 2025 it lost 430 men.", "en", ""),
        ("The Eastern command said that it lost 430 men in May 2025.", "en", "Eastern command"),
        ("In May 2025 it lost 430 men, Lt. Gen. Joan Roe told the press.", "en", "Joan Roe"),
        (
            "Joan Roe, chair of the Harbour Council, told the press that it lost 430 men in May 2025.",
            "en",
            "Joan Roe",
        ),
        ("Nach Erkenntnissen der Nato verlor die Armee im Mai 2025 430 Soldaten.", "de", "NATO"),
        ("За оцінкою фінської розвідки, у травні 2025 року втрачено 430 осіб.", "uk", "фінської розвідки"),
        ("Офицер НАТО сказал, что в мае 2025 года потеряно 430 военных.", "ru", "НАТО"),
    ],
)
def test_who_is_told_of_beside_a_name_is_no_name(text: str, language: str, source: str) -> None:
    assert {p.source for p in read_report(text, PUBLISHED, language).proposals if p.kind} == {source}


@pytest.mark.parametrize(
    ("text", "language", "qualifier"),
    [
        ("У травні втратили приблизно на 750 осіб менше, ніж у квітні.", "uk", "about"),
        ("В мае военных потеряли почти на 13% меньше, чем в апреле.", "ru", "about"),
        ("Щомісяця ворог втрачає щонайбільше про 4,1 тис. солдатів.", "uk", "up_to"),
        ("Щомісяця ворог втрачає не більш як у 4,1 тис. солдатів.", "uk", "up_to"),
        ("Щомісяця ворог втрачає не менш як про 4,1 тис. солдатів.", "uk", "at_least"),
        ("Втрати ворога зросли до приблизно 4,1 тис. солдатів.", "uk", "about"),
        ("В мае враг потерял не больше чем около 4 100 солдат.", "ru", "up_to"),
        ("In May the army lost no more than about 4,100 soldiers.", "en", "up_to"),
        ("Im Mai verlor die Armee mindestens rund 4.100 Soldaten.", "de", "at_least"),
    ],
)
def test_a_small_word_parts_no_number_from_its_qualifier(text: str, language: str, qualifier: str) -> None:
    (found,) = read_report(text, PUBLISHED, language).proposals
    assert found.qualifier == qualifier


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("From payments we calculate that it lost 430 men in May.", "Harbour Institute"),
        ("NATO names no figure. By our estimate it lost 430 men in May.", "Harbour Institute"),
        ("A driver says: “We calculate that it lost 430 men in May.”", "driver"),
        ("NATO counted 400 men lost in April. It puts the men lost in May at 430.", "NATO"),
    ],
)
def test_we_is_who_publishes(said: str, source: str) -> None:
    found = taken(f"Losses in spring\nHarbour Institute, note 4\n\n{said}")
    assert [p.source for p in found if p.value == 430] == [source]


def test_a_table_gives_each_row_its_days_and_each_column_its_source() -> None:
    text = (
        "Square kilometres taken, 2025\n\nmonth | UK MoD | ISW\nJanuary | 325 | 427\nFebruary | 192 | 354\n"
    )
    found = taken(text)
    assert [(p.value, p.unit, p.first, p.source) for p in found] == [
        (325, "km2", date(2025, 1, 1), "UK Ministry of Defence"),
        (427, "km2", date(2025, 1, 1), "Institute for the Study of War"),
        (192, "km2", date(2025, 2, 1), "UK Ministry of Defence"),
        (354, "km2", date(2025, 2, 1), "Institute for the Study of War"),
    ]


def test_a_title_says_that_a_table_is_one_of_rates() -> None:
    found = taken("Pace of the Russian advance\nMonth | km²/day\nJanuary 2025 | 10.5\nFebruary 2025 | 6.9")
    assert [(p.measure, p.unit) for p in found] == [("gains_per_day", "km2/day")] * 2


def test_a_force_that_tells_is_not_whose_losses_it_tells() -> None:
    text = "Russian troops seized 259 sq km in January. Ukraine's military put enemy losses in January at 28,590."
    assert [p.side for p in taken(text)] == ["Russia", "Russia"]


def test_a_group_that_counts_is_not_whose_gains_it_counts() -> None:
    text = "Russia's army took 449 sq km in January, says DeepState, a Ukrainian mapping group, and 500 in February."
    assert [p.side for p in taken(text)] == ["Russia", "Russia"]


def test_a_side_behind_and_is_of_the_next_number() -> None:
    found = taken("The war of 1985 cost Iran 200,500 dead and Iraq 105,500 dead.")
    assert [p.side for p in found] == ["Iran", "Iraq"]


def test_places_are_code_points_of_the_text() -> None:
    text = "🟥🟥 In February they seized over 192 sq km."
    found = only(text)
    assert text[found.start : found.end] == "over 192 sq km"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The army lost ground in the east and withdrew.", "en"),
        ("Військо відступило на сході країни.", "uk"),
        ("Войска отошли, но бои были тяжёлыми.", "ru"),
        ("В августе Россия потеряла 28 880 военных.", "ru"),
        ("У серпні ворог втратив 28 880 осіб за добу.", "uk"),
        ("Die Armee hat sich im Osten und nicht im Süden zurückgezogen.", "de"),
        (
            "Laut dem Institute for the Study of War rückten sie um 90 Quadratkilometer vor, oder 3 am Tag.",
            "de",
        ),
    ],
)
def test_the_language_is_found(text: str, code: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    "number",
    [
        "10⁶",
        "1.5×10⁶",
        "45,\n690",
        "45\n690",
        "45\n,690",
        "4\ufffd5,690",
        "45\u00ad690",
        "45,\u00ad690",
        "1⅔ million",
        "12,34,567",
        "45,690.5",
    ],
)
def test_a_number_that_may_be_torn_is_not_read(number: str) -> None:
    found = read_report(f"Russia lost {number} men in May 2025.", date(2025, 6, 20)).proposals
    assert [p.value for p in found if p.kind is not None] == []


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("gained 839¹ km²", 839),
        ("gained 839 [1] km²", 839),
        ("lost 45,690⁵ men", 45_690),
        ("lost 45\u2009690 men", 45_690),
        ("lost 45\u202f690 men", 45_690),
        ("lost 1.45¹ million men", 1_450_000),
        ("lost 1½ million men", 1_500_000),
        ("gained 98¼ sq km", 98.25),
    ],
)
def test_footnotes_and_narrow_spaces_leave_a_number_what_it_is(said: str, value: float) -> None:
    found = read_report(f"Russia {said} in May 2025.", date(2025, 6, 20)).proposals
    assert [(p.value, p.ticked) for p in found if p.kind is not None] == [(value, True)]


def test_a_year_at_the_end_of_a_line_tears_nothing() -> None:
    found = read_report(
        "It began in 2024\n120 Russian soldiers died in May 2025.", date(2025, 6, 20)
    ).proposals
    assert [p.value for p in found if p.kind is not None] == [120]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("In 2025 the Russian advance rose from 300 to 402 square kilometers.", [300, 402]),
        ("У травні втрати росіян зросли з 500 до 600 осіб.", [500, 600]),
    ],
)
def test_what_something_was_and_became_is_no_range(text: str, values: list[float]) -> None:
    found = read_report(text, date(2025, 12, 30)).proposals
    assert [p.value for p in found if p.why_not not in {NoFigure.YEAR, NoFigure.DATE}] == values
