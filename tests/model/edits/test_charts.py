"""What was chosen for a chart: kept once, followed by renamed tags, gone with its series."""

from __future__ import annotations

from datetime import date

from model.chart_settings import ChartKey, ChartSettings
from model.columns import TABLE, Context
from model.edits import delete_rows
from model.edits.references import with_changed_rows
from model.edits.view import set_chart
from model.project import Project, Series, Source
from model.text.formats import Formats
from model.text.records import replace

COST = ChartKey("cost", "ru")
PROJECT = Project(sources=(Source("isw"),), series=(Series("ru"), Series("ua")))


def kept(project: Project, *charts: ChartSettings) -> Project:
    for settings in charts:
        project = set_chart(project, settings, "a chart").project
    return project


def test_a_chart_is_kept_once_and_not_at_all_where_all_of_it_is_automatic() -> None:
    once = kept(PROJECT, ChartSettings("cost", "ru", title="A"))
    assert kept(once, ChartSettings("cost", "ru", title="B")).charts == (
        ChartSettings("cost", "ru", title="B"),
    )
    assert kept(once, ChartSettings("cost", "ru")) == PROJECT


def test_a_chart_of_another_series_or_measure_has_settings_of_its_own() -> None:
    several = kept(
        PROJECT,
        ChartSettings("compare", measure="losses", title="Lost"),
        ChartSettings("cost", "ua", title="U"),
        ChartSettings("cost", "ru", title="R"),
    )
    assert several.settings_of(COST).title == "R"
    assert several.settings_of(ChartKey("cost", "ua")).title == "U"
    assert several.settings_of(ChartKey("compare", measure="gains")) == ChartSettings(
        "compare", measure="gains"
    )


def test_days_are_shown_beside_what_else_was_chosen() -> None:
    titled = kept(PROJECT, ChartSettings("cost", "ru", title="R"))
    shown = set_chart(titled, replace(titled.settings_of(COST), start=date(2024, 9, 1)), "Cost")
    assert shown.project.charts == (ChartSettings("cost", "ru", title="R", start=date(2024, 9, 1)),)
    assert str(shown.words) == "change how the chart “Cost” looks"


def test_settings_follow_the_new_tag_of_a_series_and_of_a_source() -> None:
    project = kept(
        PROJECT,
        ChartSettings("cost", "ru", title="R"),
        ChartSettings("compare", measure="losses", order=("ru", "isw"), colors=(("ru", "#000000"),)),
        ChartSettings("compare", "ua", "losses", "losses", order=("ru", "isw"), colors=(("isw", "#000000"),)),
    )
    renamed = with_changed_rows(project, TABLE["series"], {0: replace(PROJECT.series[0], id="rf")})
    assert renamed.settings_of(ChartKey("cost", "rf")).title == "R"
    assert [chart.order for chart in renamed.charts[:2]] == [("rf", "isw"), ("ru", "isw")]
    assert renamed.charts[0].colors == (("rf", "#000000"),)
    sourced = with_changed_rows(project, TABLE["sources"], {0: replace(PROJECT.sources[0], id="war")})
    assert [chart.order for chart in sourced.charts[:2]] == [("ru", "isw"), ("ru", "war")]
    assert sourced.charts[1].colors == (("war", "#000000"),)


def test_settings_go_with_their_series() -> None:
    both = kept(PROJECT, ChartSettings("cost", "ru", title="R"), ChartSettings("compare", title="C"))
    left = delete_rows(Context.of(both, Formats()), TABLE["series"], [0]).project
    assert left.charts == (ChartSettings("compare", title="C"),)
