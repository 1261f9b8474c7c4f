"""Changes, factors and shares: what is compared, with which days; every sentence is invented."""

from __future__ import annotations

from datetime import date

import pytest

from model.project import ComparedBy, OtherDays
from model.reading.claim import read_claim
from model.reading.proposal import NoFigure, Proposal
from model.reading.report import read_report
from model.text.days import Span
from model.text.figure_words import Qualifier
from model.text.figures import Figure
from model.text.notation import ENGLISH

PUBLISHED = date(2025, 3, 4)
JANUARY = (date(2025, 1, 1), date(2025, 1, 31))
FEBRUARY = (date(2025, 2, 1), date(2025, 2, 28))


def compared(text: str, language: str = "en") -> Proposal:
    found = [p for p in read_report(text, PUBLISHED, language).proposals if p.compared is not None]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "language", "less"),
    [
        ("In February losses were 12% less than in January.", "en", True),
        ("Losses in February were 12 percent higher than the month before.", "en", False),
        ("Losses fell by 12 % from January in February.", "en", True),
        ("Compared with January, casualties dropped 12 % in February.", "en", True),
        ("У лютому втрати були на 12% менші, ніж у січні.", "uk", True),
        ("У лютому втрати зросли на 12% проти січня.", "uk", False),
        ("Im Februar waren die Verluste um 12 % niedriger als im Januar.", "de", True),
        ("В феврале потери были на 12% больше, чем в январе.", "ru", False),
    ],
)
def test_a_change_has_its_own_days_and_those_it_compares_with(text: str, language: str, less: bool) -> None:
    found = compared(text, language)
    assert (found.measure, found.compared, found.unit, found.value) == (
        "losses",
        ComparedBy.CHANGE,
        "share",
        0.12,
    )
    assert (found.first, found.last) == FEBRUARY
    assert (found.against, found.less, found.ticked) == (JANUARY, less, True)
    assert found.tree()["measure"] == "vs_baseline"


@pytest.mark.parametrize(
    ("text", "language", "value", "qualifier"),
    [
        ("In February they lost more than twice as many men as in January.", "en", 2, Qualifier.OVER),
        ("Losses in February were three times those of January.", "en", 3, Qualifier.EXACT),
        ("In February losses were almost 2.5 times as high as in January.", "en", 2.5, Qualifier.ABOUT),
        ("Втрати в лютому зросли вдвічі проти січня.", "uk", 2, Qualifier.EXACT),
        ("Im Februar waren die Verluste doppelt so hoch wie im Januar.", "de", 2, Qualifier.EXACT),
        ("В феврале потери были в 2,5 раза больше, чем в январе.", "ru", 2.5, Qualifier.EXACT),
    ],
)
def test_a_factor_is_asked_about(text: str, language: str, value: float, qualifier: Qualifier) -> None:
    found = compared(text, language)
    assert (found.compared, found.unit, found.value, found.qualifier) == (
        ComparedBy.FACTOR,
        "times",
        value,
        qualifier,
    )
    assert ((found.first, found.last), found.against) == (FEBRUARY, JANUARY)
    assert not found.ticked


def test_a_share_is_one_of_other_days_around_its_own() -> None:
    year = (date(2024, 1, 1), date(2024, 12, 31))
    found = compared("In November 2024 they took 839 km², 20.1 % of the 4,168 km² gained in 2024.")
    assert (found.compared, found.value, found.against) == (ComparedBy.SHARE, 0.201, year)
    assert (found.first, found.last) == (date(2024, 11, 1), date(2024, 11, 30))
    of_year = compared("56.5 % of the year's gains fell in September to December 2024.")
    assert (of_year.first, of_year.last) == (date(2024, 9, 1), date(2024, 12, 31))
    assert of_year.against == year


def test_a_difference_is_in_the_unit_said() -> None:
    found = compared("In February they gained some 100 km² less than in January.")
    assert (found.measure, found.unit, found.value, found.less) == ("gains", "km2", 100, True)
    assert found.against == JANUARY
    assert not found.ticked


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Losses rose by 9 % in February.", NoFigure.PERCENT_OTHER),
        ("They have three times as many guns.", NoFigure.RATIO),
        ("Volunteers are 27 % of the confirmed dead.", NoFigure.PERCENT_OTHER),
    ],
)
def test_what_names_no_other_days_is_no_claim(text: str, why: NoFigure) -> None:
    found = read_report(text, PUBLISHED, "en").proposals
    assert all(p.kind is None for p in found)
    assert why in {p.why_not for p in found} or why is NoFigure.RATIO


@pytest.mark.parametrize(
    ("sentence", "measure", "stated", "kind"),
    [
        (
            "Losses were 3% higher than in October 2024",
            "losses",
            Figure(0.03, unit="share"),
            ComparedBy.CHANGE,
        ),
        ("44 percent less ground than in October", "gains", Figure(-0.44, unit="share"), ComparedBy.CHANGE),
        (
            "more than 44% less ground than in October",
            "gains",
            Figure(-0.44, qualifier=Qualifier.UNDER, unit="share"),
            ComparedBy.CHANGE,
        ),
        ("1.4x the losses of October 2024", "losses", Figure(1.4), ComparedBy.FACTOR),
        ("twice as many casualties as in October", "losses", Figure(2), ComparedBy.FACTOR),
    ],
)
def test_a_sentence_claims_a_comparison(
    sentence: str, measure: str, stated: Figure, kind: ComparedBy
) -> None:
    said = read_claim(sentence, ENGLISH, 2024)
    assert (said.measure, said.stated, said.span) == (measure, stated, None)
    assert said.against == OtherDays(date(2024, 10, 1), date(2024, 10, 31), kind)


def test_a_sentence_says_both_days_of_a_comparison() -> None:
    said = read_claim("losses in 2025 were three times those of 2024", ENGLISH, 2025)
    assert said.span == Span(date(2025, 1, 1), date(2025, 12, 31))
    assert said.against == OtherDays(date(2024, 1, 1), date(2024, 12, 31), ComparedBy.FACTOR)


@pytest.mark.parametrize(
    ("losses", "measure"), [("daily losses", "losses_per_day"), ("losses", "losses"), ("gains", "gains")]
)
def test_a_rate_is_said_before_what_is_compared(losses: str, measure: str) -> None:
    text = f"In November 2024 {losses} were 9 % higher than in October."
    (found,) = [
        proposal for proposal in read_report(text, date(2024, 12, 5), "en").proposals if proposal.kind
    ]
    assert (found.measure, found.value, found.ticked) == (measure, 0.09, True)


def test_a_figure_is_told_as_json_with_its_unit_and_its_days() -> None:
    text = "In November 2024 Russian forces gained 839 square kilometers, ISW said."
    (found,) = [
        proposal for proposal in read_report(text, date(2024, 12, 5), "en").proposals if proposal.kind
    ]
    told = {key: value for key, value in found.tree().items() if value is not None}
    assert told == {
        "start": 39,
        "end": 60,
        "kind": "gains",
        "value": 839.0,
        "range": "bounds",
        "qualifier": "exact",
        "unit": "km2",
        "from": "2024-11-01",
        "to": "2024-11-30",
        "source": "Institute for the Study of War",
        "side": "Russia",
        "quote": text,
        "days_said": "sentence",
        "ticked": True,
    }


def test_a_number_of_which_nothing_is_said_does_not_go_on_with_the_one_before() -> None:
    text = "Russian forces lost 45,690 men in November 2024. {} it was 41,980."
    of_no_days, of_october = (
        next(
            one
            for one in read_report(text.format(said), date(2024, 12, 5), "en").proposals
            if one.value == 41_980
        )
        for said in ("But", "In October")
    )
    assert (of_no_days.ticked, of_october.ticked) == (False, True)
    assert of_october.first == date(2024, 10, 1)


@pytest.mark.parametrize(
    "days",
    [
        "From September to November 2023",
        "From September 2023 to November",
        "Between 1 September and 30 November 2023",
    ],
)
def test_a_year_that_is_said_once_is_that_of_both_ends(days: str) -> None:
    report = read_report(f"{days} Russian forces lost 45,690 men.", date(2024, 12, 5), "en")
    (found,) = [one for one in report.proposals if one.kind]
    assert (found.first, found.last, found.ticked) == (date(2023, 9, 1), date(2023, 11, 30), True)
