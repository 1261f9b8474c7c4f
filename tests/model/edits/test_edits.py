"""Edits: typed text to a new project, all or nothing, and only the rows that changed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from types import FrameType

import pytest

from model.columns import TABLE, Context
from model.columns.sources_series_milestones import figures_of_source
from model.edits import (
    Edit,
    Missing,
    begin_row,
    check_cells,
    clear_cells,
    delete_rows,
    duplicate_rows,
    following_months,
    insert_row,
    move_rows,
    set_area_unit,
    set_baseline,
    set_cells,
    set_details,
    set_rate,
)
from model.files import read_project, sample, write_project
from model.project import Baseline, Project, Rate
from model.text.catalogue import in_language
from model.text.errors import Refused, Unreadable
from model.text.figures import Figure, Qualifier
from model.text.formats import Formats
from model.text.records import replace
from model.text.units import AreaUnit

PERIODS = TABLE["periods"]


def context(project: Project) -> Context:
    return Context.of(project, Formats(area_unit=project.view.area_unit))


@pytest.fixture
def ctx() -> Context:
    return context(sample("autumn-2024"))


def done(outcome: Edit | Missing) -> Project:
    assert isinstance(outcome, Edit)
    return outcome.project


def test_a_number_typed_over_a_quoted_one_leaves_its_source_and_other_rows_alone(ctx: Context) -> None:
    edit = set_cells(ctx, PERIODS, {(1, "losses"): "46,000"})
    old, new = ctx.project.periods[1], edit.project.periods[1]
    assert old.losses is not None
    assert new.losses == Figure(46000, alternatives=old.losses.alternatives)
    kept = set_cells(ctx, PERIODS, {(1, "losses"): "46,000"}, keep_sources=True).project.periods[1]
    assert kept.losses == replace(old.losses, value=46000.0, quote="")
    assert new.gains is old.gains
    assert edit.project.periods[0] is ctx.project.periods[0]
    assert edit.project.periods[2] is ctx.project.periods[2]
    assert str(edit.words) == f"change losses of {old.label}"


def test_typing_what_a_cell_shows_changes_nothing(ctx: Context) -> None:
    for table in TABLE.values():
        for row in range(table.row_count(ctx.project)):
            for column in table.columns:
                if column.editable:
                    edit = set_cells(ctx, table, {(row, column.key): column.typed(ctx, row)})
                    assert edit.project is ctx.project or edit.project == ctx.project, (table.key, column.key)


def test_text_that_cannot_be_read_changes_nothing(ctx: Context) -> None:
    with pytest.raises(Unreadable):
        set_cells(ctx, PERIODS, {(0, "losses"): "1,000", (1, "losses"): "abc"})


def test_a_computed_cell_cannot_be_typed(ctx: Context) -> None:
    with pytest.raises(Refused):
        set_cells(ctx, PERIODS, {(0, "losses_per_gain"): "50"})


def test_area_typed_in_square_miles_is_stored_as_typed(ctx: Context) -> None:
    edit = set_cells(ctx, PERIODS, {(1, "gains"): "324 sq mi"})
    gains = edit.project.periods[1].gains
    assert gains is not None
    assert (gains.value, gains.unit) == (324.0, "mi2")


def test_a_bare_area_is_read_in_the_unit_shown(ctx: Context) -> None:
    shown = context(set_area_unit(ctx, AreaUnit.MI2).project)
    gains = set_cells(shown, PERIODS, {(1, "gains"): "324"}).project.periods[1].gains
    assert gains is not None
    assert (gains.value, gains.unit) == (324.0, "mi2")


def test_a_label_that_names_a_month_fills_in_its_days(ctx: Context) -> None:
    row = done(begin_row(ctx, PERIODS, {"label": "December 2024"})).periods[-1]
    assert (row.start, row.end) == (date(2024, 12, 1), date(2024, 12, 31))
    assert row.losses is None


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ({"start": "Nov 2025"}, ("2025-11-01", "2025-11-30")),
        ({"end": "2025-11"}, ("2025-11-01", "2025-11-30")),
        ({"start": "Sep 2025", "end": "Nov 2025"}, ("2025-09-01", "2025-11-30")),
        ({"start": "13.9.2025", "end": "11/30/2025"}, ("2025-09-13", "2025-11-30")),
        ({"start": "2025/11/01", "end": "30.11.2025"}, ("2025-11-01", "2025-11-30")),
        ({"label": "Autumn 2025"}, ("2025-09-01", "2025-11-30")),
        ({"label": "2025 Q3"}, ("2025-07-01", "2025-09-30")),
    ],
)
def test_days_are_typed_as_people_write_them(
    ctx: Context, typed: dict[str, str], days: tuple[str, str]
) -> None:
    begun = begin_row(ctx, TABLE["periods"], {**typed, "losses": "900"})
    assert isinstance(begun, Edit)
    row = begun.project.periods[-1]
    assert (row.start.isoformat(), row.end.isoformat()) == days


def test_the_days_read_are_echoed_and_what_may_be_two_days_is_asked(ctx: Context) -> None:
    table, new = TABLE["periods"], len(ctx.project.periods)
    assert table.column("start").as_read(ctx, 0, "Nov 2024") == "read as 2024-11-01"
    assert table.column("end").as_read(ctx, 0, "2024-11") == "read as 2024-11-30"
    assert table.column("label").as_read(ctx, new, "2024 Q3") == "read as 1 Jul – 30 Sep 2024"
    assert table.column("label").as_read(ctx, 0, "2024 Q3") == ""
    with pytest.raises(Unreadable, match="write it as 2024-05-11 or 2024-11-05"):
        table.column("start").as_read(ctx, 0, "11/05/2024")


def test_a_label_that_names_no_days_asks_for_them(ctx: Context) -> None:
    outcome = begin_row(ctx, PERIODS, {"label": "The Kursk operation"})
    assert isinstance(outcome, Missing)
    assert [column.key for column in outcome.columns] == ["start", "end"]


def test_a_figure_typed_into_the_empty_row_begins_the_month_after_the_last(ctx: Context) -> None:
    row = done(begin_row(ctx, PERIODS, {"losses": ">48,000"})).periods[-1]
    assert (row.start, row.end) == (date(2024, 12, 1), date(2024, 12, 31))
    assert row.losses == Figure(48000.0, qualifier=Qualifier.OVER)
    assert done(begin_row(ctx, PERIODS, {"start": "2024-12-01"})).periods[-1].end == row.end
    other = begin_row(ctx, PERIODS, {"start": "2024-06-05"})  # it would last until the end of December
    assert isinstance(other, Missing)
    assert [column.key for column in other.columns] == ["end"]


def test_an_intake_row_waits_for_its_figure(ctx: Context) -> None:
    table = TABLE["intake"]
    outcome = begin_row(ctx, table, {"label": "Ministry"})
    assert isinstance(outcome, Missing)
    assert "per_month" in [column.key for column in outcome.columns]
    project = done(begin_row(ctx, table, {"per_month": "30,000"}))
    assert project.intake[-1].per_month == Figure(30000.0)
    assert project.intake[-1].start == date(2024, 9, 1)
    assert project.intake[-1].end == date(2024, 11, 30)


def test_a_first_row_of_an_empty_project_begins_a_series_too() -> None:
    empty = context(Project())
    project = done(begin_row(empty, PERIODS, {"label": "November 2024", "losses": "45,690"}))
    assert len(project.series) == 1
    assert project.periods[0].series == project.series[0].id


def test_a_block_beyond_the_last_row_begins_rows_in_order(ctx: Context) -> None:
    count = len(ctx.project.periods)
    typed = {
        (count, "label"): "December 2024",
        (count, "losses"): "48,670",
        (count + 1, "label"): "January 2025",
        (count + 1, "losses"): "48,240",
    }
    rows = set_cells(ctx, PERIODS, typed).project.periods[count:]
    assert [(row.label, row.start.month) for row in rows] == [("December 2024", 12), ("January 2025", 1)]


def test_check_cells_names_each_cell_that_cannot_be_read(ctx: Context) -> None:
    count = len(ctx.project.periods)
    typed = {
        (0, "losses"): "abc",
        (0, "gains"): "1,517",
        (count, "label"): "December 2024",
        (count, "losses"): "many",
    }
    assert set(check_cells(ctx, PERIODS, typed)) == {(0, "losses"), (count, "losses")}


def test_a_target_of_nothing_is_refused(ctx: Context) -> None:
    with pytest.raises(Refused):
        set_cells(ctx, TABLE["campaigns"], {(0, "target"): "0"})


def test_a_colour_that_is_none_is_refused(ctx: Context) -> None:
    with pytest.raises(Refused):
        set_cells(ctx, TABLE["series"], {(0, "color"): "reddish"})


def test_a_source_in_use_is_not_deleted_and_says_how_many_rest_on_it(ctx: Context) -> None:
    with pytest.raises(Refused, match="rows refer to it"):
        delete_rows(ctx, TABLE["sources"], [0])


def test_renaming_a_tag_is_followed_by_every_figure_and_claim(ctx: Context) -> None:
    old = ctx.project.sources[0].id
    project = set_cells(ctx, TABLE["sources"], {(0, "id"): "renamed"}).project
    assert figures_of_source(ctx, 0) > 0
    assert figures_of_source(context(project), 0) == figures_of_source(ctx, 0)
    assert read_project(write_project(project), "renamed") == project
    assert old not in {claim.source for claim in project.claims}


def test_a_tag_that_is_taken_is_refused(ctx: Context) -> None:
    with pytest.raises(Refused):
        set_cells(ctx, TABLE["sources"], {(0, "id"): ctx.project.sources[1].id})


def test_the_baseline_follows_the_days_of_its_period(ctx: Context) -> None:
    with_baseline = context(set_baseline(ctx, 0).project)
    project = set_cells(with_baseline, PERIODS, {(0, "start"): "2024-09-02"}).project
    assert project.view.baseline == Baseline("ru", date(2024, 9, 2), date(2024, 10, 31))


def test_clearing_leaves_what_a_row_cannot_be_without(ctx: Context) -> None:
    edit = clear_cells(ctx, PERIODS, [(0, "start"), (0, "losses"), (0, "gains")])
    assert edit.project.periods[0].losses is None
    assert edit.project.periods[0].start == ctx.project.periods[0].start
    with pytest.raises(Refused):
        clear_cells(ctx, PERIODS, [(0, "start")])


@pytest.mark.parametrize(
    ("edit", "order"),
    [
        (lambda ctx: delete_rows(ctx, PERIODS, [1]), [0, 2]),
        (lambda ctx: move_rows(ctx, PERIODS, [2], 0), [2, 0, 1]),
        (lambda ctx: move_rows(ctx, PERIODS, [0], 3), [1, 2, 0]),
        (lambda ctx: move_rows(ctx, PERIODS, [0, 2], 1), [0, 2, 1]),
    ],
)
def test_whole_rows_are_moved_and_deleted_as_they_are(
    ctx: Context, edit: Callable[[Context], Edit], order: list[int]
) -> None:
    rows = edit(ctx).project.periods
    assert all(row is ctx.project.periods[index] for row, index in zip(rows, order, strict=True))


def test_a_duplicate_stands_below_and_a_source_gets_a_tag_of_its_own(ctx: Context) -> None:
    periods = duplicate_rows(ctx, PERIODS, [0]).project.periods
    assert periods[1] == periods[0]
    sources = duplicate_rows(ctx, TABLE["sources"], [0]).project.sources
    assert len({source.id for source in sources}) == len(sources)


def test_a_row_is_inserted_where_it_is_asked_for(ctx: Context) -> None:
    project = done(insert_row(ctx, PERIODS, 1, {"label": "August 2024"}))
    assert [row.label for row in project.periods][1] == "August 2024"


def test_the_view_and_the_details_of_a_project_are_edits_too(ctx: Context) -> None:
    assert set_rate(ctx, Rate.PER_MONTH).project.view.rate is Rate.PER_MONTH
    assert set_details(ctx, " A title ", "Notes").project.title == "A title"
    assert set_baseline(ctx, None).project.view.baseline is None
    with pytest.raises(Refused):
        set_details(ctx, "a" * 10_001, "")


def steps(do: Callable[[], object]) -> int:
    """Return how many lines are run."""
    count = 0

    def trace(_frame: FrameType, event: str, _arg: object) -> Callable[..., object]:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type] # a trace function that returns itself
    try:
        do()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("text", ["1,000", "many"])
def test_twice_and_four_times_as_many_new_rows_take_no_more_than_that(ctx: Context, text: str) -> None:
    count = PERIODS.row_count(ctx.project)

    def check(rows: int) -> int:
        typed = {(count + row, "losses"): text if row % 2 else "1" for row in range(rows)}
        return steps(lambda: check_cells(ctx, PERIODS, typed))

    once, twice, four = check(50), check(100), check(200)
    assert twice <= 2.1 * once
    assert four <= 2.1 * twice


@pytest.mark.parametrize(
    ("label", "next_label"), [("листопад 2024", "грудень 2024"), ("Nov 2024", "Dec 2024")]
)
def test_a_month_is_followed_by_the_next_in_the_language_in_which_it_is_named(
    ctx: Context, label: str, next_label: str
) -> None:
    project = done(set_cells(ctx, PERIODS, {(1, "label"): label}))
    ukrainian = Context.of(project, in_language(ctx.formats, "uk"))
    following = following_months(ukrainian, PERIODS.column("label"), 1)
    assert following is not None
    assert following(1) == next_label
