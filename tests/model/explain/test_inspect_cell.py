"""What the inspector shows of each kind of cell."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings

from model.columns import TABLE, TABLES, Context
from model.edits import set_cells
from model.explain.alternatives import moved_by
from model.explain.inspect_cell import Entry, Fact, Inspection, Place, Shape, Tone, inspect
from model.files import sample
from model.project import Project
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.records import replace
from model.text.units import AreaUnit
from tests.model.strategies import projects
from tests.properties import examples


def context(project: Project) -> Context:
    return Context.of(project, Formats(area_unit=project.view.area_unit))


@pytest.fixture
def ctx() -> Context:
    return context(sample("autumn-2024"))


def facts(shown: Inspection) -> dict[str, str]:
    return {item.label: item.text for item in shown.items if isinstance(item, Fact)}


def entries(shown: Inspection) -> dict[str, Entry]:
    return {item.label: item for item in shown.items if isinstance(item, Entry)}


def labels(links: Sequence[object]) -> list[str]:
    return [str(getattr(link, "label", "")) for link in links]


def test_a_figure_is_shown_as_published_with_all_that_is_known_of_it(ctx: Context) -> None:
    shown = inspect(ctx, Place("periods", 1, "losses"))
    assert (shown.shape, shown.row, shown.column) == (Shape.FIGURE, "November 2024", "Losses")
    typed = {label: entry.typed for label, entry in entries(shown).items()}
    assert typed["Published"] == "45,690"
    assert typed["Source"] == "General Staff of Ukraine"
    assert typed["Stance of the source"] == "party to the conflict"
    assert typed["Quote"] == "an estimated 45,690 casualties"
    assert typed["The series counts"].startswith("casualties")
    assert entries(shown)["Stance of the source"].tone is Tone.DOUBTFUL
    assert facts(shown)["Read as"] == "exactly 45,690"
    assert facts(shown)["Unit"] == "people"
    assert "Losses/km²" in labels(shown.leads_to.first)
    assert shown.came_from.first == ()


@pytest.mark.parametrize(
    ("row", "read", "bounds"),
    [
        (2, "more than 125,000", "low 125,000, best 125,000, no upper bound"),
        (1, "exactly 45,690", "45,690: low, best and high are one"),
    ],
)
def test_how_it_was_read_is_said_with_its_bounds(ctx: Context, row: int, read: str, bounds: str) -> None:
    said = facts(inspect(ctx, Place("periods", row, "losses")))
    assert said["Read as"] == read
    assert said["Bounds"] == bounds


def test_every_detail_of_a_figure_shows_the_figure(ctx: Context) -> None:
    details = [(table, column) for table in TABLES for column in table.columns if "." in column.key]
    assert len(details) > 50
    for table, column in details:
        figure = Place(table.key, 0, column.key.split(".")[0])
        assert inspect(ctx, figure._replace(column=column.key)) == inspect(ctx, figure)


def test_a_unit_that_is_not_the_one_shown_is_named(ctx: Context) -> None:
    miles = set_cells(ctx, TABLE["periods"], {(1, "gains"): "324 sq mi"}).project
    said = facts(inspect(context(miles), Place("periods", 1, "gains")))
    assert said["Unit"] == "published in sq mi, shown in km²"
    assert said["Read as"] == "exactly 324 sq mi"


def test_without_a_figure_there_is_the_place_to_type_it(ctx: Context) -> None:
    bare = replace(ctx.project, periods=(replace(ctx.project.periods[0], losses=None),))
    shown = inspect(context(bare), Place("periods", 0, "losses"))
    assert list(entries(shown)) == ["Published", "The series counts"]
    assert entries(shown)["Published"].typed == ""
    assert shown.alternatives == ()


def test_a_result_is_shown_with_its_formula_its_numbers_and_where_it_came_from(ctx: Context) -> None:
    shown = inspect(ctx, Place("periods", 1, "losses_per_gain"))
    said = facts(shown)
    assert said["Value"] == "54.458 per km²"
    assert said["Formula"] == "Losses ÷ Gains"
    assert said["In numbers"] == "45,690 ÷ 839 km² = 54.5 per km²"
    assert "General Staff of Ukraine (party to the conflict)" in said["Rests on"]
    assert labels(shown.came_from.first) == ["Losses", "Gains km²"]
    assert shown.shape is Shape.COMPUTED


def test_in_square_miles_the_numbers_are_in_square_miles(ctx: Context) -> None:
    miles = context(replace(ctx.project, view=replace(ctx.project.view, area_unit=AreaUnit.MI2)))
    said = facts(inspect(miles, Place("periods", 1, "losses_per_gain")))
    assert said["In numbers"] == "45,690 ÷ 324 sq mi = 141 per sq mi"


def test_a_result_of_parties_alone_says_so(ctx: Context) -> None:
    shown = inspect(ctx, Place("periods", 1, "losses_per_day"))
    rests = next(item for item in shown.items if isinstance(item, Fact) and item.label == "Rests on")
    assert rests.text.startswith("parties to the conflict alone: General Staff of Ukraine")
    assert rests.tone is Tone.DOUBTFUL
    gains = facts(inspect(ctx, Place("periods", 1, "gains_per_day")))
    assert gains["Rests on"] == "Institute for the Study of War (independent)"
    november = ctx.project.periods[1]
    assert november.losses is not None
    bare = replace(november, losses=replace(november.losses, source=""))
    project = replace(ctx.project, periods=(ctx.project.periods[0], bare))
    without = facts(inspect(context(project), Place("periods", 1, "losses_per_gain")))
    assert without["Rests on"] == "Institute for the Study of War (independent); no source named"


def test_where_there_is_no_value_the_reason_stands(ctx: Context) -> None:
    bare = replace(ctx.project, periods=(replace(ctx.project.periods[0], gains=None),))
    shown = inspect(context(bare), Place("periods", 0, "losses_per_gain"))
    assert facts(shown)["No value"] == "no gains given"
    assert "In numbers" not in facts(shown)


def test_a_cell_that_is_no_figure_shows_its_row_and_what_was_noticed(ctx: Context) -> None:
    shown = inspect(ctx, Place("periods", 2, "label"))
    assert list(entries(shown)) == ["Label", "Start", "End", "Note"]
    assert facts(shown) == {"Days": "91 days"}
    assert any("published total" in mark.tip for mark in shown.noticed)


@pytest.mark.parametrize(("unit", "said"), [("", True), ("km2", False)])
def test_what_a_series_counts_is_said_of_a_day_with_people_alone(unit: str, said: bool) -> None:
    project = sample("autumn-2024")
    day = replace(project.milestones[0], figure=Figure(7, unit=unit))
    shown = inspect(context(replace(project, milestones=(day,))), Place("milestones", 0, "figure"))
    assert ("The series counts" in entries(shown)) is said


def test_a_source_shows_what_rests_on_it(ctx: Context) -> None:
    shown = inspect(ctx, Place("sources", 1, "name"))
    assert facts(shown)["From parties alone"].startswith("Losses of 1 period; Losses per day of 1 period")
    assert "November 2024 · Losses" in labels(shown.leads_to.first)
    assert inspect(ctx, Place("sources", 0, "stance")).address == "https://understandingwar.org"


@pytest.mark.parametrize(
    ("table", "labels_of_row"),
    [
        ("intake", ["Label", "Start", "End", "Recruited a month", "Channel", "Note"]),
        ("requirements", ["Label", "Start", "End", "Needed a month", "Channel", "Note"]),
        ("campaigns", ["Label", "Start", "End", "Target", "Achieved", "Note"]),
        ("milestones", ["Label", "Day", "Figure", "Note"]),
        ("sources", ["Name", "Tag", "Stance", "Published", "Accessed", "Link", "Licence", "Note"]),
        (
            "series",
            [
                "Name",
                "Tag",
                "Side",
                "Losses count",
                "Counted in",
                "Gains are",
                "Least gains, km² a month",
                "Killed",
                "Wounded who return",
                "Return after, days",
                "Opponent",
                "Part of",
                "Counted of",
                "Group",
                "Colour",
                "Note",
            ],
        ),
    ],
)
def test_every_table_shows_its_whole_row(ctx: Context, table: str, labels_of_row: list[str]) -> None:
    shown = inspect(ctx, Place(table, 0, TABLE[table].columns[0].key))
    assert list(entries(shown)) == labels_of_row


def test_a_campaign_says_how_its_figures_were_read_and_what_is_computed(ctx: Context) -> None:
    shown = inspect(ctx, Place("campaigns", 0, "label"))
    read = [item.text for item in shown.items if isinstance(item, Fact) and item.label == "Read as"]
    assert read == ["exactly 10,000", "exactly 4,000"]
    assert facts(shown)["Attained"] == "40 %"
    assert facts(shown)["Shortfall"] == "6,000"


@pytest.mark.parametrize(
    ("column", "formula", "numbers"),
    [
        ("shortfall", "target − achieved", "10,000 − 4,000 = 6,000"),
        ("attained", "achieved ÷ target", "4,000 ÷ 10,000 = 40 %"),
    ],
)
def test_a_result_of_a_campaign_has_its_formula_with_the_numbers(
    ctx: Context, column: str, formula: str, numbers: str
) -> None:
    said = facts(inspect(ctx, Place("campaigns", 0, column)))
    assert (said["Formula"], said["In numbers"]) == (formula, numbers)


def test_the_row_of_an_intake_leads_to_what_is_computed_from_it(ctx: Context) -> None:
    from_label, from_figure = (inspect(ctx, Place("intake", 0, key)) for key in ("label", "per_month"))
    assert from_label.leads_to.first
    assert from_label.leads_to == from_figure.leads_to


def test_a_claim_is_shown_whole_from_each_of_its_cells(ctx: Context) -> None:
    every = [inspect(ctx, Place("claims", 13, column.key)) for column in TABLE["claims"].columns]
    assert len({each.items for each in every}) == 1
    shown = every[0]
    typed = {label: entry.typed for label, entry in entries(shown).items()}
    assert typed == {
        "Quote": "between 50,000 and 52,000 soldiers monthly",
        "Source": "Col. Petro Chernyk",
        "Stance of the source": typed["Stance of the source"],
        "First day": "2024-11-01",
        "Last day": "2024-11-30",
        "Measure": "Losses per month",
        "Compared with": "",
        "Figures of": "figures in use",
        "Stated": "50,000–52,000",
        "Precision": "",
        "Scope": "",
        "As of": "",
        "Note": typed["Note"],
    }
    said = facts(shown)
    assert said["Read as"] == "50,000 to 52,000 a month"
    assert said["Bounds"] == "low 50,000 a month, best 51,000 a month, high 52,000 a month"
    assert said["Unit"] == "people a month"
    assert said["Computed"] == "45,690 a month"
    assert said["Formula"] == "Losses ÷ Months"
    assert said["In numbers"] == "45,690 ÷ 1 month = 45,690 a month"
    assert said["Verdict"] == "! inconsistent: 4,310 a month below the least stated (8.6 %)"
    assert said["Difference"] == "−4,310 a month (▼ 8.6 %)"
    assert said["Rests on"].startswith("parties to the conflict alone: General Staff of Ukraine")
    verdict = next(item for item in shown.items if item.label == "Verdict")
    assert verdict.tone is Tone.DOUBTFUL
    assert labels(shown.came_from.first) == ["November 2024 · Losses/month"]


def test_a_claim_over_several_periods_comes_from_what_is_summed(ctx: Context) -> None:
    cost = next(n for n, claim in enumerate(ctx.project.claims) if claim.measure == "losses_per_gain")
    shown = inspect(ctx, Place("claims", cost, "verdict"))
    assert facts(shown)["In numbers"] == "125,800 ÷ 2,356 km² = 53.4 per km²"
    assert labels(shown.came_from.first) == [
        *("Sep–Oct 2024 · Losses", "Sep–Oct 2024 · Gains km²"),
        *("November 2024 · Losses", "November 2024 · Gains km²"),
    ]


def test_a_trend_shows_its_steps_and_what_breaks_it() -> None:
    ctx = context(sample("months-2022-2024"))
    shown = inspect(ctx, Place("claims", 0, "stated"))
    assert "First day" not in entries(shown)  # it follows from the last
    assert "Precision" not in entries(shown)
    said = facts(shown)
    assert said["First day"] == "2024-06-01"
    assert said["Read as"] == "rising 5 months in a row"
    assert said["1–31 Jul 2024"] == "1,151 a day"
    assert said["Verdict"].startswith("! inconsistent: 1–30 Jun 2024 was 1,168 a day")
    assert len(shown.came_from.first) == 6


def test_a_claim_that_cannot_be_checked_says_why(ctx: Context) -> None:
    shown = inspect(ctx, Place("claims", 14, "quote"))
    assert "No value" in facts(shown)
    assert facts(shown)["Verdict"] == "– cannot be checked"
    assert "Difference" not in facts(shown)


def test_a_figure_leads_to_the_claims_that_are_computed_from_it(ctx: Context) -> None:
    shown = inspect(ctx, Place("periods", 1, "losses"))
    links = [link for link in shown.leads_to.first if link.place.table == "claims"]
    assert links
    assert all(link.place.column == "computed" for link in links)


def test_a_row_that_is_being_begun_says_how(ctx: Context) -> None:
    shown = inspect(ctx, Place("periods", 3, "losses"))
    assert shown.shape is Shape.NEW
    assert "Type a label" in next(iter(facts(shown).values()))


def test_every_entry_typed_again_changes_nothing(ctx: Context) -> None:
    for place in every_cell(ctx):
        for entry in entries(inspect(ctx, place)).values():
            table, row, key = entry.place
            assert set_cells(ctx, TABLE[table], {(row, key): entry.typed}).project == ctx.project, entry


def every_cell(ctx: Context) -> list[Place]:
    """Return all but the details of figures, each of which shows its figure."""
    return [
        Place(table.key, row, column.key)
        for table in TABLES
        for row in range(table.row_count(ctx.project) + 1)
        for column in table.columns
        if table.figure_column(column) is column
    ]


@given(projects(max_rows=2))
@settings(max_examples=examples(25))
def test_every_cell_of_every_project_can_be_inspected(project: Project) -> None:
    ctx = context(project)
    for place in every_cell(ctx):
        shown = inspect(ctx, place)
        assert shown.row
        for alternative in shown.alternatives:
            moved_by(ctx, shown.place, alternative.number)


def test_what_would_move_is_said_before_it_does(ctx: Context) -> None:
    november = ctx.project.periods[1]
    assert november.losses is not None
    losses = replace(november.losses, alternatives=(Figure(47_000.0, source="uk_mod"),))
    periods = (ctx.project.periods[0], replace(november, losses=losses), ctx.project.periods[2])
    moved = moved_by(context(replace(ctx.project, periods=periods)), Place("periods", 1, "losses"), 0)
    assert "Total: Losses/km² 53.4 → 54.0" in moved.lines
    assert "November 2024: Losses/km² 54.5 → 56.0" in moved.lines
    assert moved.more > 0


def test_every_result_and_every_verdict_that_moves_is_listed_where_all_are_asked_for(ctx: Context) -> None:
    november = ctx.project.periods[1]
    assert november.losses is not None
    losses = replace(november.losses, alternatives=(Figure(50_000.0, source="uk_mod"),))
    periods = (ctx.project.periods[0], replace(november, losses=losses), ctx.project.periods[2])
    place = Place("periods", 1, "losses")
    moved = moved_by(context(replace(ctx.project, periods=periods)), place, 0, every=True)
    assert moved.more == 0
    assert "November 2024: Losses/month 45,690 → 50,000" in moved.lines  # a column hidden at first
    assert "“45,690 casualties”: ✓ follows → ! inconsistent" in moved.lines
    assert "“between 50,000 and 52,000 soldiers monthly”: ! inconsistent → ✓ follows" in moved.lines


def test_between_equal_figures_nothing_moves(ctx: Context) -> None:
    november = ctx.project.periods[1]
    assert november.losses is not None
    losses = replace(november.losses, alternatives=(Figure(45_690.0),))
    periods = (ctx.project.periods[0], replace(november, losses=losses), ctx.project.periods[2])
    assert moved_by(context(replace(ctx.project, periods=periods)), Place("periods", 1, "losses"), 0).nothing
