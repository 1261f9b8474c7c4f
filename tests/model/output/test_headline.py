"""What stands in large type, and what a selection adds up to (domain.md §8)."""

from __future__ import annotations

from datetime import date

import pytest

from model.columns import Context
from model.files import sample
from model.output.headline import cards, verdicts
from model.output.status_line import selection_words, series_words
from model.project import Milestone, Project, Series, Stance
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.notation import GERMAN
from model.text.records import replace
from model.text.units import AreaUnit


def context(project: Project, formats: Formats | None = None) -> Context:
    return Context.of(project, formats or Formats())


@pytest.fixture
def autumn() -> Context:
    return context(sample("autumn-2024"))


def values(ctx: Context, rows: tuple[int, ...] = ()) -> list[str]:
    return [card.value for card in cards(ctx, "ru", rows)]


def test_the_headline_of_the_worked_example(autumn: Context) -> None:
    assert values(autumn) == ["125,800", "2,356 km²", "53.4", "35,800–50,800"]
    notes = [card.note for card in cards(autumn, "ru")]
    assert notes[0] == "1,382 a day over 91 days"
    assert notes[1] == "25.9 km² a day · 910 sq mi"
    assert notes[2] == "52.8 → 54.5  ▲ 3.1 % on the baseline"
    assert notes[3] == "intake replaces 59–72 % of losses"
    heads = [each[0].heading for each in (cards(autumn, "ru"), cards(autumn, "ru", filtered=True))]
    assert heads == ["Losses · 1 Sep – 30 Nov 2024", "Losses · 1 Sep – 30 Nov 2024, hidden rows too"]


def test_the_headline_of_selected_rows_is_that_of_their_days(autumn: Context) -> None:
    assert values(autumn, (0, 1)) == values(autumn)
    shared = cards(autumn, "ru", (0, 2))
    assert all(card.absent for card in shared)
    assert all("share" in card.note for card in shared)


def test_a_column_that_is_selected_whole_has_the_headline_of_its_series(autumn: Context) -> None:
    assert cards(autumn, "ru", (0, 1, 2)) == cards(autumn, "ru")
    assert cards(autumn, "ru", (1,)) == cards(autumn, "ru")  # one row is where somebody stands


def test_the_headline_in_miles_and_as_german_writes() -> None:
    ctx = context(sample("autumn-2024"), Formats(GERMAN, AreaUnit.MI2))
    assert values(ctx)[:2] == ["125.800", "910 sq mi"]
    assert cards(ctx, "ru")[1].note == "10,0 sq mi a day · 2.356 km²"


def test_a_series_without_periods_says_once_what_to_do() -> None:
    project = Project(series=(Series("ru"),))
    for series in ("ru", ""):
        shown = cards(context(project), series)
        assert [card.note for card in shown] == ["No periods yet.", "", "", ""]
        assert [card.value for card in shown] == ["—"] * 4
        assert all("No periods yet" in card.note + card.tip for card in shown)


def test_a_series_in_conflict_has_no_headline_and_says_why() -> None:
    project = sample("autumn-2024")
    twice = replace(project, periods=(*project.periods, replace(project.periods[0], label="again")))
    card = cards(context(twice), "ru")[0]
    assert card.absent
    assert "again" in card.note


def test_verdicts_are_counted_once(autumn: Context) -> None:
    count = verdicts(autumn)
    assert (count.inconsistent, count.unverifiable) == (1, 1)
    assert count.holding == len(autumn.checks.claims) + len(autumn.checks.reconciled) - 2
    assert (count.errors, count.warnings) == (0, 0)


def said(ctx: Context, rows: tuple[int, ...], keys: tuple[str, ...], table: str = "periods") -> str:
    summary = selection_words(ctx, table, [(rows, keys)])
    return "" if summary is None else ctx.formats.words(summary)


def test_a_selection_of_flows_has_a_sum_and_a_mean(autumn: Context) -> None:
    assert said(autumn, (0, 1), ("losses",)) == "Selection: 2 cells · 2 numbers · sum 125,800 · mean 62,900"
    assert said(autumn, (0, 1), ("gains",)) == "Selection: 2 cells · 2 numbers · sum 2,356 · mean 1,178"


def test_a_selection_never_sums_a_day_twice(autumn: Context) -> None:
    assert "no sum" in said(autumn, (0, 1, 2), ("losses",))
    assert "250,800" not in said(autumn, (0, 1, 2), ("losses",))


def test_ratios_rates_and_running_sums_are_never_summed(autumn: Context) -> None:
    assert said(autumn, (0, 1), ("losses_per_gain",)) == "Selection: 2 cells · least 52.8 · greatest 54.5"
    assert "sum" not in said(autumn, (0, 1), ("cumulative_losses",))
    stones = tuple(
        Milestone("ru", "", day, Figure(area, unit="km2"))
        for day, area in ((date(2024, 10, 31), 109_810.0), (date(2024, 11, 30), 110_649.0))
    )
    held = context(replace(autumn.project, milestones=stones))
    assert said(held, (0, 1), ("held",)) == "Selection: 2 cells · least 109,810 · greatest 110,649"


def test_numbers_of_several_units_are_only_counted(autumn: Context) -> None:
    assert said(autumn, (0, 1), ("losses", "gains")) == "Selection: 4 cells"
    assert said(autumn, (), ()) == ""
    stones = tuple(
        Milestone("ru", "", date(2024, 11, day), Figure(float(day), unit=unit))
        for day, unit in ((28, ""), (29, "km2"), (30, "km2"))
    )
    mixed = context(replace(autumn.project, milestones=stones))
    assert said(mixed, (0, 1), ("figure",), "milestones") == "Selection: 2 cells"
    assert said(mixed, (1, 2), ("figure",), "milestones") == "Selection: 2 cells · least 29.0 · greatest 30.0"


def test_the_rows_are_summed_up_in_words(autumn: Context) -> None:
    assert autumn.formats.words(series_words(autumn)) == "3 periods · no gaps · no conflicts"


def test_a_card_says_where_its_result_rests_on_parties_alone() -> None:
    project = sample("autumn-2024")
    every = tuple(replace(source, stance=Stance.PARTY) for source in project.sources)
    assert [card.tip for card in cards(context(project), "ru")] == ["", "", "", ""]
    tips = [card.tip for card in cards(context(replace(project, sources=every)), "ru")]
    assert tips == ["Rests on parties to the conflict alone."] * 4
