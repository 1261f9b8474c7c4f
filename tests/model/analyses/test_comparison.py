"""What changed between two projects: every change named, none made up."""

from __future__ import annotations

import random
from datetime import date
from enum import StrEnum
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from model.analyses import chart_changes
from model.analyses.comparison import Comparison, Fate, compare
from model.chart_settings import CHART_LABELS, AxisKind, ChartKey, ChartNote, ChartSettings
from model.charts import CHART
from model.files import sample
from model.files.rows import in_own_units
from model.project import Acknowledgement, Baseline, Period, Project, Rate, View
from model.text.figures import Figure, Qualifier
from model.text.formats import Formats
from model.text.records import replace
from model.text.units import AreaUnit
from tests.benchmarks.sized import edited, project_of
from tests.model.strategies import projects
from tests.properties import examples

SAMPLE = sample("autumn-2024")
TABLES = ("sources", "series", "periods", "intake", "requirements", "campaigns", "milestones", "claims")


def told(before: Project, after: Project) -> list[tuple[str, str, str, list[tuple[str, str, str]]]]:
    comparison = compare(before, after, Formats())
    return [
        (
            change.change.value,
            comparison.table_name(change),
            comparison.row_name(change),
            [(cell.head, cell.before, cell.after) for cell in comparison.cells(change)],
        )
        for change in comparison.changes
    ]


def with_period(number: int, **changed: Any) -> Project:
    periods = list(SAMPLE.periods)
    periods[number] = replace(periods[number], **changed)
    return replace(SAMPLE, periods=tuple(periods))


def test_one_figure_is_told_as_the_table_shows_it() -> None:
    after = with_period(2, losses=Figure(value=45_000.0, qualifier=Qualifier.OVER))
    name = SAMPLE.periods[2].label
    ((change, table, row, cells),) = told(SAMPLE, after)
    assert (change, table, row) == ("changed", "Periods", name)
    assert cells[0][2] == ">45,000"
    assert compare(SAMPLE, after, Formats()).summary() == "1 row changed"


def test_a_blank_figure_is_told_as_nothing_and_not_as_zero() -> None:
    ((_, _, _, cells),) = told(SAMPLE, with_period(2, losses=None))
    assert cells[0][1] != ""
    assert cells[0][2] == ""


def test_nothing_changed_is_said_so() -> None:
    again = in_own_units(replace(SAMPLE, periods=tuple(replace(row) for row in SAMPLE.periods)))
    comparison = compare(SAMPLE, again, Formats())
    assert comparison.changes == ()
    assert comparison.summary() == "No difference"


def test_a_row_in_the_middle_is_added_and_removed_without_moving_the_others() -> None:
    row = Period(SAMPLE.series[0].id, "<b>May</b>", date(2025, 5, 1), date(2025, 5, 31))
    after = replace(SAMPLE, periods=(*SAMPLE.periods[:1], row, *SAMPLE.periods[1:]))
    ((change, _, name, cells),) = told(SAMPLE, after)
    assert (change, name) == ("added", "<b>May</b>")
    assert ("Start", "", "2025-05-01") in cells
    ((change, _, name, cells),) = told(after, SAMPLE)
    assert (change, name) == ("removed", "<b>May</b>")
    assert ("Start", "2025-05-01", "") in cells


def test_a_row_of_other_days_between_the_same_rows_is_that_row_changed() -> None:
    other = with_period(1, label="", start=date(2024, 11, 2), end=date(2024, 12, 2), losses=None)
    told_of = [(change, name) for change, _, name, _ in told(SAMPLE, other)]
    assert [change for change, _ in told_of] == ["changed"]


def test_a_row_moved_to_the_end_is_one_row_moved() -> None:
    after = replace(SAMPLE, periods=(*SAMPLE.periods[1:], SAMPLE.periods[0]))
    ((change, _, name, cells),) = told(SAMPLE, after)
    assert (change, name) == ("moved", SAMPLE.periods[0].label)
    last = len(SAMPLE.periods)
    assert cells == [("Place", "1, the first", f"{last}, after {SAMPLE.periods[-1].label}")]


def test_a_row_with_another_label_is_the_same_row_changed() -> None:
    ((change, _, name, cells),) = told(SAMPLE, with_period(1, label="Lato"))
    assert (change, name) == ("changed", "Lato")
    assert [cell[1:] for cell in cells] == [(SAMPLE.periods[1].label, "Lato")]


def test_what_no_column_shows_is_told_in_words() -> None:
    claim = SAMPLE.claims[0]
    assert claim.stated is not None
    noted = replace(claim, stated=replace(claim.stated, note="rounded"))
    after = replace(SAMPLE, claims=(noted, *SAMPLE.claims[1:]))
    ((change, table, _, cells),) = told(SAMPLE, after)
    assert (change, table) == ("changed", "Claims")
    assert cells == [("Stated: Note on the figure", "", "rounded")]


def test_of_what_differs_the_figures_alone_are_said_to_be_figures() -> None:
    claim = SAMPLE.claims[0]
    assert claim.stated is not None
    other = replace(claim, quote="another", stated=replace(claim.stated, value=7.0, note="rounded"))
    comparison = compare(SAMPLE, replace(SAMPLE, claims=(other, *SAMPLE.claims[1:])), Formats())
    (change,) = comparison.changes
    figures = {cell.head: cell.figure for cell in comparison.cells(change)}
    assert figures == {"Published words": False, "Stated": True, "Stated: Note on the figure": False}


def test_title_notes_and_view_are_told() -> None:
    after = replace(SAMPLE, title="New", view=replace(SAMPLE.view, rate=Rate.PER_MONTH))
    ((change, table, name, cells),) = told(SAMPLE, after)
    assert (change, table, name) == ("changed", "Project", "")
    assert cells[0] == ("Title", SAMPLE.title, "New")
    assert cells[1][0] == "View"
    assert cells[1][1:] == ("Rates: per day", "Rates: per month")
    assert compare(SAMPLE, after, Formats()).summary() == "what the project says of itself changed"


def test_what_the_project_says_of_itself_is_told_in_words() -> None:
    november = SAMPLE.periods[2]
    baseline = Baseline(november.series, november.start, november.end)
    after = replace(SAMPLE, view=View(baseline=baseline), acknowledged=(Acknowledgement("gap", (), "known"),))
    cells = told(replace(SAMPLE, view=View(), acknowledged=()), after)[0][3]
    assert cells == [
        ("View", "Baseline: none", f"Baseline: {november.label}"),
        ("Acknowledged", "0 findings", "1 finding; known"),
    ]


def test_settings_of_charts_are_told_one_by_one_in_words() -> None:
    series, source = SAMPLE.series[0], SAMPLE.sources[0]
    before = replace(SAMPLE, charts=(ChartSettings("cost", series.id, title="Bought", axis=AxisKind.LOG),))
    note = ChartNote("Kursk", date(2024, 8, 6), date(2024, 8, 7))
    chosen = ChartSettings(
        "cost",
        series.id,
        title="",
        end=date(2024, 11, 30),
        axis=AxisKind.RANGE,
        low=0.5,
        high=1e6,
        notes=(note,),
    )
    other = ChartSettings("sources", series.id, by="losses", order=(source.id, "gone"), mean=7, decimals=2)
    cells = told(before, replace(SAMPLE, charts=(chosen, other)))[0][3]
    assert cells == [
        ("The cost of ground: Title", "Bought", "none"),
        ("The cost of ground: Last day", "as far as there is something", "30 Nov 2024"),
        ("The cost of ground: Remarks on days", "none", "6–7 Aug 2024: Kursk"),
        ("The cost of ground: Axis of values", "powers of ten", "from … to …"),
        ("The cost of ground: The axis begins at", "automatic", "0.5"),
        ("The cost of ground: The axis ends at", "automatic", "1,000,000"),
        ("One figure, by source · Losses by source: Decimals of the labels", "automatic", "2"),
        ("One figure, by source · Losses by source: Line of means over so many days", "none", "7 days"),
        ("One figure, by source · Losses by source: Own order", "automatic", f"{source.called}, gone"),
    ]


def test_every_setting_of_a_chart_is_told() -> None:
    assert set(chart_changes._SETTINGS) == set(ChartSettings.__struct_fields__) - set(
        ChartKey.__struct_fields__
    )
    assert set(CHART_LABELS) == set(CHART)


def test_another_area_unit_does_not_make_every_area_differ() -> None:
    after = replace(SAMPLE, view=View(area_unit=AreaUnit.MI2))
    assert [change for change, *_ in told(replace(SAMPLE, view=View()), after)] == ["changed"]


def test_a_figure_whose_shown_text_is_the_same_is_still_told() -> None:
    one, other = Figure(value=5.0, as_of=date(2024, 1, 1)), Figure(value=5.0, note="n")
    cells = told(with_period(0, losses=one), with_period(0, losses=other))[0][3]
    assert len(cells) == 2


def test_what_no_column_shows_is_told_beside_what_columns_show() -> None:
    other = Figure(value=40_000.0, source=SAMPLE.sources[0].id)
    figure = replace(SAMPLE.periods[2].losses or Figure(), value=45_000.0, alternatives=(other,))
    ((_, _, _, cells),) = told(SAMPLE, with_period(2, losses=figure))
    assert len(cells) == 2
    assert cells[1] == ("Losses: what others say", "", "40,000 ISW")


def test_every_field_of_every_row_that_changes_is_told() -> None:
    """Each in turn beside a changed label, so that nothing hides behind another cell."""
    project = sample("months-2022-2024") if not SAMPLE.intake else SAMPLE
    day = date(1999, 1, 1)
    for table in TABLES:
        for row in getattr(project, table)[:1]:
            for name in row.__struct_fields__:
                value = getattr(row, name)
                if isinstance(value, Figure):
                    new: Any = replace(value, note="another")
                elif isinstance(value, date) or name in ("published", "accessed"):
                    new = day
                elif type(value) is str and name not in ("series", "source", "measure"):
                    new = "#123456" if name == "color" else "another"
                elif isinstance(value, StrEnum):
                    new = next(each for each in type(value) if each is not value)
                else:
                    continue
                beside = "note" if name != "note" else "label" if hasattr(row, "label") else "name"
                changed = {name: new, beside: "x"} if hasattr(row, beside) else {name: new}
                if name == "id":  # rows elsewhere name it; alone it is enough to see that it is told
                    continue
                after: Any = (replace(row, **changed), *getattr(project, table)[1:])
                comparison = compare(project, replace(project, **{table: after}), Formats())
                (change,) = comparison.changes
                assert len(comparison.cells(change)) >= len(changed), (table, name)


def rebuilt(comparison: Comparison) -> dict[str, list[Any]]:
    """Make the rows after of the rows before and the changes alone."""
    after: dict[str, list[Any]] = {}
    for table in TABLES:
        pairs = comparison.pairs[table]
        old, new = getattr(comparison.before, table), getattr(comparison.after, table)
        placed = {row: new[row] for row in pairs.added}
        placed |= {a: new[a] for _, a in pairs.changed}
        placed |= {a: old[b] for b, a in pairs.moved}
        gone = {*pairs.removed, *(b for b, _ in pairs.changed), *(b for b, _ in pairs.moved)}
        stays = iter([row for number, row in enumerate(old) if number not in gone])
        after[table] = [placed[row] if row in placed else next(stays) for row in range(len(new))]
        assert next(stays, None) is None
    return after


@settings(max_examples=examples(25))
@given(projects(max_rows=3), projects(max_rows=3), st.randoms(use_true_random=False), st.booleans())
def test_the_changes_alone_make_the_one_project_of_the_other(
    before: Project, other: Project, chance: random.Random, related: bool
) -> None:
    after = other
    if related:
        rows = [*before.periods, *(replace(row, label="new", note="") for row in before.periods)]
        chance.shuffle(rows)
        after = replace(before, periods=tuple(rows[:4]), milestones=before.milestones[::-1])
    comparison = compare(before, after, Formats())
    assert rebuilt(comparison) == {table: list(getattr(comparison.after, table)) for table in TABLES}
    for change in comparison.changes:
        cells = comparison.cells(change)
        assert cells, change
        assert change.change is Fate.MOVED or all(cell.before != cell.after for cell in cells)
        assert comparison.table_name(change)
    assert bool(comparison.changes) == (comparison.before != comparison.after)


def test_one_edit_among_ten_thousand_rows_is_one_change() -> None:
    base = project_of(10_000)
    after = edited(base, 7.0)
    (change,) = compare(base, after, Formats()).changes
    assert (change.change, change.before, change.after) == (Fate.CHANGED, 5000, 5000)
    reverse = replace(base, periods=base.periods[1:])
    assert len(compare(base, reverse, Formats()).changes) == 1
