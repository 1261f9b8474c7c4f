"""What a person types over a proposal: what it becomes, its figure and days; how proposals are grouped."""

from __future__ import annotations

from datetime import date

import pytest

from model.edits.proposal_cells import (
    NOT_TAKEN,
    becomes,
    choices,
    figure_text,
    groups,
    held_beside,
    numbers_left,
    ready,
    remark,
    settled,
    with_choice,
    with_days,
    with_figure,
)
from model.edits.proposals import About, add_proposals, with_text
from model.project import Project
from model.reading.doubts import NOT_SURE
from model.reading.doubts_of_days import WHICH_DAYS
from model.reading.doubts_of_people import WHO_STATES, WHOSE
from model.reading.proposal import Proposal, ProposedKind
from model.reading.report import read_report
from model.text.errors import Refused, Unreadable
from model.text.formats import Formats
from model.text.kept_texts import LONGEST_TEXT
from model.text.records import replace

TEXT = (
    "In November 2024 Russian forces lost 45,690 men, ISW said, and gained 839 square kilometers, about 54"
    " casualties per square kilometer. Russia recruits 25,000 to 30,000 men a month, he said."
)
FORMATS = Formats()


def proposals() -> list[Proposal]:
    return list(read_report(TEXT, date(2024, 12, 5)).proposals)


def of(kind: ProposedKind) -> Proposal:
    return next(one for one in proposals() if one.kind is kind)


def test_a_figure_is_shown_as_it_can_be_typed() -> None:
    shown = [figure_text(one, FORMATS) for one in proposals() if one.kind is not None]
    assert shown == ["45,690", "839 km²", "≈54 per km²", "25,000–30,000 a month"]
    for one in proposals():
        if one.kind is not None:
            typed = with_figure(one, figure_text(one, FORMATS), FORMATS)
            assert (typed.value, typed.low, typed.high, typed.qualifier, typed.unit) == (
                one.value,
                one.low,
                one.high,
                one.qualifier,
                one.unit,
            )


@pytest.mark.parametrize(
    ("typed", "value", "unit"),
    [("324 sq mi", 324.0, "mi2"), ("900", 900.0, "km2"), ("50,000 ha", 500.0, "km2")],
)
def test_another_number_takes_its_unit_with_it(typed: str, value: float, unit: str) -> None:
    changed = with_figure(of(ProposedKind.GAINS), typed, FORMATS)
    assert (changed.value, changed.unit, changed.ticked) == (value, unit, True)


def test_a_unit_of_another_kind_is_refused() -> None:
    with pytest.raises(Unreadable):
        with_figure(of(ProposedKind.LOSSES), "45 km²", FORMATS)


def test_whatever_a_number_becomes_it_can_be_added_or_says_what_is_missing() -> None:
    for one in proposals():
        for choice in choices():
            changed = with_choice(one, choice)
            assert changed.ticked == (choice != NOT_TAKEN and ready(changed)) or changed == one
            assert changed.ticked or changed.question or changed.kind is None
            if changed.ticked:
                added = add_proposals(Project(), [changed], About())
                assert added.figures + added.claims + len(added.left_out) == 1


def test_a_number_that_is_not_taken_says_why_and_can_be_taken() -> None:
    year = proposals()[0]
    assert str(becomes(year)) == "a year"
    taken = with_choice(year, "losses")
    assert (taken.kind, taken.unit, taken.ticked) == (ProposedKind.LOSSES, "people", False)
    settled = with_days(taken, "May 2024")
    assert (settled.first, settled.last, settled.ticked) == (date(2024, 5, 1), date(2024, 5, 31), True)


def test_days_that_are_none_are_refused() -> None:
    with pytest.raises(Unreadable):
        with_days(proposals()[1], "soon")


def test_groups_hold_each_proposal_once() -> None:
    found = groups(proposals())
    assert [str(group.title) for group in found] == [
        "Days to be said",
        "1–30 Nov 2024",
        "Dates, lengths, ages and names",
    ]
    assert sorted(place for group in found for place in group.places) == list(range(len(proposals())))


def test_what_the_project_says_is_told_the_same_or_another_figure() -> None:
    read = proposals()
    losses = next(place for place, one in enumerate(read) if one.kind is ProposedKind.LOSSES)
    project = add_proposals(Project(), [one for one in read if one.ticked], About()).project
    assert str(held_beside(project, read, FORMATS)[losses]) == "in the project already"
    read[losses] = with_figure(read[losses], "46,000", FORMATS)
    held = held_beside(project, read, FORMATS)[losses]
    assert str(held) == "the project has 45,690"
    assert remark(read[losses], held) == held
    assert held_beside(Project(), read, FORMATS) == {}


def test_what_is_left_to_be_settled_is_what_has_a_question() -> None:
    read = proposals()
    (left,) = numbers_left(read)
    assert read[left].kind is ProposedKind.INTAKE
    read[left] = with_days(read[left], "2024")
    assert list(numbers_left(read)) == [left]  # who states it, the days do not say
    read[left] = settled(read[left], WHO_STATES)
    assert list(numbers_left(read)) == []
    assert read[left].ticked


def test_each_cell_answers_its_own_question_alone() -> None:
    asked = replace(proposals()[1], question=NOT_SURE, asked=(WHICH_DAYS, WHOSE, WHO_STATES), ticked=False)
    dated = with_days(asked, "May 2024")
    assert (dated.question, dated.asked, dated.ticked) == (NOT_SURE, (WHOSE, WHO_STATES), False)
    chosen = with_choice(dated, "milestone")
    assert (chosen.question, chosen.asked, chosen.ticked) == (WHOSE, (WHO_STATES,), False)
    figure = with_figure(chosen, "46,000", FORMATS)
    assert (figure.question, figure.asked, figure.ticked) == (WHOSE, (WHO_STATES,), False)
    assert settled(figure, WHOSE, WHO_STATES).ticked
    assert with_choice(figure, "").asked == ()


def test_the_text_is_kept_in_the_notes_or_it_is_said_that_it_is_too_long() -> None:
    assert with_text(Project(notes="Before"), "Text\u200b ").notes == "Before\n\nText"
    with pytest.raises(Refused):
        with_text(Project(), "x" * (LONGEST_TEXT + 1))


def test_a_row_is_labelled_as_who_adds_it_says_its_days() -> None:
    ticked = [one for one in proposals() if one.ticked]
    added = add_proposals(Project(), ticked, About(say=lambda said: f"<{said}>")).project
    assert [row.label for row in added.periods] == ["<November 2024>"]


def test_ground_that_was_lost_is_shown_as_it_can_be_typed() -> None:
    lost = replace(of(ProposedKind.GAINS), value=-12.0, low=None, high=None)
    shown = figure_text(lost, FORMATS)
    assert shown == "−12 km²"
    assert with_figure(lost, shown, FORMATS).value == -12
