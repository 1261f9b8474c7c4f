"""Cells put whole into another project, text replaced, sources and claims begun, by value."""

from __future__ import annotations

from datetime import date

import pytest

from model.checks.claims import Verdict
from model.columns import TABLE, Context
from model.edits import (
    add_period,
    begin_row,
    begin_source_in,
    claim_about,
    new_claim,
    nobody_gave_days,
    paste_cells,
)
from model.edits.cells import check_cells, set_cells, with_text_replaced
from model.edits.claims import sentences_in
from model.edits.edit import Edit, Missing, Typed, WholeFigure
from model.edits.sources import add_sources
from model.files import sample
from model.project import Period, Project, Series, Source
from model.text.errors import Refused
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.records import replace
from model.text.words import words

PERIODS, SOURCES = TABLE["periods"], TABLE["sources"]
JANUARY = date(2024, 1, 1), date(2024, 1, 31)
HERE = (Source("isw", "Institute"), Source("uk", "UK MOD"))


def context(project: Project) -> Context:
    return Context.of(project, Formats())


@pytest.fixture
def two() -> Context:
    periods = (Period("ru", "Week 1 of 2", *JANUARY, Figure(100.0)), Period("ru", "week 2", *JANUARY))
    return context(Project(sources=HERE, series=(Series("ru"),), periods=periods))


def test_figures_pasted_from_elsewhere_bring_sources_that_are_not_here(two: Context) -> None:
    """The same tag and name is the same source, and so is the same name; the same tag alone is another."""
    elsewhere = (
        Source("isw", "Institute"),
        Source("m", "uk mod"),
        Source("uk", "Another", url="https://a.b"),
    )
    other = Figure(48.0, source="uk")
    figure = Figure(50.0, source="m", quote="fifty", alternatives=(other, replace(other, source="isw")))
    typed: Typed = {(1, "losses"): WholeFigure(figure, "people", "50"), (1, "note"): "as copied"}
    project = paste_cells(two, PERIODS, typed, elsewhere, words("paste")).project
    assert project.sources == (*HERE, Source("uk_2", "Another", url="https://a.b"))
    pasted = project.periods[1]
    assert pasted.note == "as copied"
    assert pasted.losses == replace(
        figure, source="uk", alternatives=(replace(other, source="uk_2"), replace(other, source="isw"))
    )
    assert paste_cells(two, PERIODS, typed, (), words("paste")).project.sources == HERE


def test_sources_are_added_once(two: Context) -> None:
    added = add_sources(two.project, [HERE[0], Source("b", "BBC"), Source("isw", "")])
    assert [source.id for source in added.project.sources] == ["isw", "uk", "b", "isw_2"]
    assert str(added.words) == "add 2 sources"


def test_a_source_begun_in_a_cell_is_named_by_it_and_in_a_row_to_come_only_added(two: Context) -> None:
    column = PERIODS.column("losses.source")
    begun = begin_source_in(two, PERIODS, column, 0, "BBC").project
    assert (begun.sources[-1], begun.periods[0].losses) == (
        Source("bbc", "BBC"),
        Figure(100.0, source="bbc"),
    )
    to_come = begin_source_in(two, PERIODS, column, 2, "BBC").project
    assert (to_come.sources[-1].id, to_come.periods) == ("bbc", two.project.periods)
    with pytest.raises(Refused):
        begin_source_in(two, PERIODS, column, 1, "BBC")  # which has no figure


def test_a_new_source_or_series_has_a_tag_of_its_name_or_the_one_typed(two: Context) -> None:
    def tags(*typed: dict[str, str]) -> list[str]:
        count = len(two.project.sources)
        cells = {(count + n, key): text for n, row in enumerate(typed) for key, text in row.items()}
        return [source.id for source in set_cells(two, SOURCES, cells).project.sources[count:]]

    assert tags({"name": "Kyiv Independent"}, {"name": "Kyiv Independent"}) == [
        *("kyiv_independent", "kyiv_independent_2"),
    ]
    assert tags({"id": "ki", "name": "Kyiv Independent"}) == ["ki"]
    with pytest.raises(Refused):
        tags({"id": "isw", "name": "Another"})
    missing = begin_row(two, SOURCES, {"url": "https://a.b"})
    assert isinstance(missing, Missing)
    assert [column.key for column in missing.columns] == ["name"]


def test_text_is_replaced_whatever_its_case_in_cells_that_are_typed(two: Context) -> None:
    cells = [(0, "label"), (1, "label"), (0, "losses"), (0, "days"), (0, "note")]
    assert with_text_replaced(two, PERIODS, cells, "WEEK", "Woche") == {
        (0, "label"): "Woche 1 of 2",
        (1, "label"): "Woche 2",
    }
    assert with_text_replaced(two, PERIODS, cells, "1", "7") == {
        (0, "label"): "Week 7 of 2",
        (0, "losses"): "700",
    }
    assert with_text_replaced(two, PERIODS, [(0, "label")], "1 of", r"\1") == {(0, "label"): r"Week \1 2"}


def test_a_row_that_is_begun_tells_each_cell_that_cannot_be_read_or_what_it_lacks(two: Context) -> None:
    def told(**typed: str) -> dict[str, str]:
        faults = check_cells(two, PERIODS, {(2, key): text for key, text in typed.items()})
        return {key: str(said) for (_, key), said in faults.items()}

    assert told(losses="5") == {}
    assert set(told(losses="many", gains="5")) == {"losses"}
    assert set(told(losses="many", gains="few")) == {"losses", "gains"}
    lacking = told(label="The Kursk operation", losses="5")
    assert set(lacking) == {"label"}
    assert "Start" in lacking["label"]
    assert set(told(label="The Kursk operation", losses="many")) == {"label", "losses"}


def test_whose_days_nobody_gave_is_a_row_with_neither_label_nor_both_days() -> None:
    given: tuple[dict[str, str], ...] = (
        {"losses": "5"},
        {"start": "1 Jan 2024"},
        {},
        {"losses": " "},
        {"label": "May"},
    )
    assert [nobody_gave_days(PERIODS, each) for each in given] == [True, True, False, False, False]
    assert not nobody_gave_days(PERIODS, {"start": "1 Jan 2024", "end": "2 Jan 2024"})
    assert not nobody_gave_days(TABLE["milestones"], {"figure": "5"})
    assert not nobody_gave_days(TABLE["claims"], {"stated": "5"})


def test_a_period_is_added_with_just_its_days(two: Context) -> None:
    edit = add_period(two, "ru", date(2024, 2, 1), date(2024, 2, 29))
    assert edit.project.periods[2:] == (Period("ru", "", date(2024, 2, 1), date(2024, 2, 29)),)
    assert str(edit.words) == "add a period of 1–29 Feb 2024"


def test_what_a_new_claim_comes_to_is_told_at_once_or_what_it_lacks() -> None:
    autumn = context(sample("autumn-2024"))
    days = {"start": "2024-11-01", "end": "2024-11-30"}
    typed = {"measure": "losses_per_gain", "stated": "49", **days}
    new = new_claim(autumn, typed)
    assert isinstance(new.begun, Edit)
    assert (new.about, new.reading) == ("Cost of ground, 1–30 Nov 2024", "read as 49 per km²")
    # 45,690 ÷ 839 = 54.458
    assert (new.verdict, new.come_to) == (
        Verdict.INCONSISTENT,
        "! inconsistent: computed 54.5 per km²: 5.46 per km² above the most stated (11 %)",
    )
    lacking = new_claim(autumn, {"measure": "losses_per_gain", **days})
    assert (lacking.begun, lacking.verdict) == (None, None)
    assert "Stated" in lacking.come_to


def test_lines_that_each_state_something_are_claims_else_all_are_one_sentence() -> None:
    autumn = context(sample("autumn-2024"))
    one, other = "53 casualties per km²", "1,523 casualties a day"
    assert sentences_in(autumn, [one, " ", f" {other} "]) == (one, other)
    assert sentences_in(autumn, ["In November they lost", other]) == (f"In November they lost {other}",)
    assert sentences_in(autumn, ["In November", "nothing was said"]) == ()
    assert sentences_in(autumn, []) == ()


@pytest.mark.parametrize(
    ("sentence", "typed"),
    [
        ("", {}),
        ("53 casualties per km²", {"measure": "Cost of ground", "stated": "53 per km²"}),
        ("losses were 1,523 a day", {"measure": "Losses per day", "stated": "1,523"}),
        (
            "In November 2024 losses were the highest since March 2022",
            {"measure": "Losses", "against": "highest since 2022-04-01", "stated": "1"},
        ),
        (
            "In November 2024 losses were 9% higher than in October 2024",
            {"measure": "Losses", "against": "change 2024-10-01..2024-10-31", "stated": "9 %"},
        ),
    ],
)
def test_a_claim_about_a_cell_is_what_its_sentence_says_over_the_days_of_the_row(
    sentence: str, typed: dict[str, str]
) -> None:
    asked = claim_about(context(sample("autumn-2024")), "periods", 1, "label", sentence)
    quoted = {"quote": sentence} if sentence else {}
    assert (asked.series, asked.typed) == (
        "ru",
        {"start": "2024-11-01", "end": "2024-11-30", **typed, **quoted},
    )


def test_a_claim_of_a_trend_has_its_last_day_alone() -> None:
    said = "losses rose for the fifth month in a row in October 2024"
    asked = claim_about(context(sample("autumn-2024")), "periods", 1, "losses_per_gain", said)
    assert asked.typed == {
        "end": "2024-10-31",
        "measure": "Losses",
        "stated": "rising 5 months in a row",
        "quote": said,
    }
