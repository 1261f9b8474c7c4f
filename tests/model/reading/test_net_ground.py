"""Ground taken, lost again and net in one sentence: each number what it is, and what becomes of it."""

from __future__ import annotations

from datetime import date

import pytest

from model.checks.claims import Verdict, judge_claims
from model.derive.results import derive
from model.edits.proposals import About, add_proposals
from model.project import GainsAre, Project, Series
from model.reading.claim import read_claim
from model.reading.report import read_report
from model.text.figures import Figure
from model.text.notation import ENGLISH

Told = tuple[str, float | None, str, bool]

TAKEN, LOST, NET = (("ground_taken", 713.0), ("ground_lost", 79.0), ("ground_net", 634.0))


def told(text: str, language: str = "en") -> list[Told]:
    """What is read of each number but the year: its measure or kind, its value, its unit, whether it is sure."""
    read = read_report(text, language=language)
    return [
        (one.measure or str(one.kind), one.value, one.unit, one.ticked)
        for one in read.proposals
        if one.kind is not None
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "In July 2025 Russian forces took 713 square kilometers and lost 79, a net gain of 634 km².",
        ),
        ("uk", "У липні 2025 року росіяни захопили 713 км² і втратили 79 км², чистий приріст 634 км²."),
        ("de", "Im Juli 2025 haben russische Truppen 713 km² erobert und 79 km² verloren, netto 634 km²."),
        ("ru", "В июле 2025 года россияне захватили 713 км² и потеряли 79 км², чистый прирост 634 км²."),
    ],
)
def test_of_taken_lost_and_net_each_is_read_as_what_it_is(language: str, text: str) -> None:
    expected = {(measure, value, "km2", True) for measure, value in (TAKEN, LOST, NET)}
    assert set(told(text, language)) == expected


def test_bare_numbers_are_ground_where_they_add_up_alone() -> None:
    adds_up = "Russia's net gain in July 2025 was 634 km²: 713 taken, 79 lost."
    assert {measure for measure, *_ in told(adds_up)} == {"ground_taken", "ground_lost", "ground_net"}
    soldiers = told("In July 2025 Russia took 713 km² and lost 30,000 soldiers.")
    assert soldiers == [("gains", 713, "km2", True), ("losses", 30_000, "people", True)]


def test_whose_ground_was_lost_is_asked_where_nothing_adds_up() -> None:
    two_sides = told("In July 2025 Russia captured 713 km² while Ukraine lost 79 km².")
    assert [ticked for *_, ticked in two_sides] == [False, False]
    assert told("Russia's net gain in July 2025 was 634 km².") == [("gains", 634, "km2", True)]


def test_costs_of_ground_taken_and_net_are_told_apart_where_both_are_said() -> None:
    both = told("In July 2025, Russia lost 46.6 soldiers per km² taken, 52.4 net.")
    assert [(measure, value) for measure, value, *_ in both] == [
        ("losses_per_taken", 46.6),
        ("losses_per_net", 52.4),
    ]
    alone = told("In July 2025 Russian forces suffered 99 casualties per square kilometer taken.")
    assert [measure for measure, *_ in alone] == ["losses_per_gain"]


@pytest.mark.parametrize("gains_are", [GainsAre.NET, GainsAre.GROSS])
def test_what_is_read_becomes_a_period_and_a_claim_that_follows_from_it(gains_are: GainsAre) -> None:
    text = "In July 2025 Russian forces took 713 km² and lost 79 km², a net gain of 634 km²."
    project = Project(series=(Series("ru", "Russia", "Russia", gains_are=gains_are),))
    made = add_proposals(project, read_report(text).proposals, About()).project
    (row,) = made.periods
    taken = row.gains if gains_are is GainsAre.GROSS else row.gains_other
    assert [one and one.value for one in (taken, row.gains_lost)] == [713, 79]
    assert [one.judgement.verdict for one in judge_claims(derive(made))] == [Verdict.FOLLOWS]


def test_a_sentence_typed_as_a_claim_is_one_of_the_net() -> None:
    said = read_claim("713 taken, 79 lost, 634 net in July 2025", ENGLISH)
    assert (said.measure, said.stated) == ("ground_net", Figure(634.0))
    assert said.span is not None
    assert (said.span.start, said.span.end) == (date(2025, 7, 1), date(2025, 7, 31))
