"""Claims of items, money and an advance, means over days, and 95 % intervals in sentences (measures.md)."""

from __future__ import annotations

from datetime import date

import pytest

from model.edits.proposals import About, add_proposals
from model.project import Project, Series
from model.reading.claim import ClaimSaid, read_claim
from model.reading.report import read_report
from model.text.days import Span
from model.text.figures import Figure, RangeIs
from model.text.notation import ENGLISH, GERMAN

YEAR = Span(date(2024, 1, 1), date(2024, 12, 31))
MAY = Span(date(2025, 5, 1), date(2025, 5, 31))
WEEK = Span(date(2024, 12, 19), date(2024, 12, 25))


@pytest.mark.parametrize(
    ("sentence", "measure", "stated", "span"),
    [
        ("Russia lost 3,689 tanks in 2024.", "items", Figure(3689.0), YEAR),
        ("They lost 10 tanks a day in 2024.", "items_per_day", Figure(10.0), YEAR),
        ("У 2024 році втрачено 3689 танків.", "items", Figure(3689.0), YEAR),
        ("For each tank, 116 soldiers were lost in 2024.", "people_per_item", Figure(116.0), YEAR),
        ("They spent 8.2 billion rubles in 2024.", "money", Figure(8.2e9), YEAR),
        ("The war cost 300 million dollars a day in 2024.", "money_per_day", Figure(3e8), YEAR),
        ("It cost 1,500,000 dollars per square kilometre in 2024.", "money_per_km2", Figure(1.5e6), YEAR),
        (
            "It cost 1,500,000 dollars per square mile in 2024.",
            *("money_per_km2", Figure(1.5e6, unit="money/mi2"), YEAR),
        ),
        ("Their troops advanced 12 km in May 2025.", "advance", Figure(12.0, unit="km"), MAY),
        ("Their troops advanced 7 miles in May 2025.", "advance", Figure(7.0, unit="mi"), MAY),
        (
            "Their troops advanced 12 km in 148 days.",
            "advance",
            Figure(12.0, unit="km"),
            None,
        ),
        (
            "The 7-day average of losses was 1,805.7 on 25 December 2024.",
            "losses_per_day",
            Figure(1805.7),
            WEEK,
        ),
        (
            "The seven-day average of casualties reached 1,806 on 25 December 2024.",
            *("losses_per_day", Figure(1806.0), WEEK),
        ),
    ],
)  # fmt: skip - a sentence each
def test_sentences_of_things_and_means_are_claims(
    sentence: str, measure: str, stated: Figure, span: Span | None
) -> None:
    said = read_claim(sentence, ENGLISH)
    assert (said.measure, said.stated, said.span) == (measure, stated, span)


def test_a_mean_in_german_is_one_too() -> None:
    sentence = "Das 7-Tage-Mittel der Verluste lag am 25. Dezember 2024 bei 1.806."
    said = read_claim(sentence, GERMAN)
    assert (said.measure, said.stated, said.span) == ("losses_per_day", Figure(1806.0), WEEK)


@pytest.mark.parametrize(
    "sentence",
    [
        "The front is 1,200 km long.",
        "Russia built 1,500 tanks in 2024.",
        "Russia lost 3,689 tanks and 20 planes in 2024.",
    ],
)
def test_other_numbers_of_things_are_no_claims(sentence: str) -> None:
    assert read_claim(sentence, ENGLISH) == ClaimSaid(quote=sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Russia lost 351,817 people (95 % CI 301,826–401,808) in 2024.",
        "Russia's losses were 351,817 dead (95% confidence interval: 301,826 to 401,808) in 2024.",
    ],
)
def test_a_95_percent_interval_in_a_report_is_the_range_of_its_figure(sentence: str) -> None:
    interval = Figure(351_817.0, 301_826.0, 401_808.0, range=RangeIs.CI95)
    assert read_claim(sentence, ENGLISH).stated == interval
    report = read_report(sentence)
    (one,) = [each for each in report.proposals if each.kind is not None]
    added = add_proposals(Project(series=(Series("ru", "Russia"),)), (one,), About())
    (period,) = added.project.periods
    assert period.losses is not None
    assert (period.losses.value, period.losses.low, period.losses.high) == (351_817, 301_826, 401_808)
    assert period.losses.range is RangeIs.CI95


def test_bounds_that_do_not_hold_the_number_are_no_interval_of_it() -> None:
    (first, *_) = read_report("Losses were 351,817 (95 % CI 401,826–451,808) in 2024.").proposals
    assert (first.value, first.low, first.range) == (351_817, None, RangeIs.BOUNDS)
