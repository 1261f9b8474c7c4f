"""The figures of one series by source: worked by hand, and held to the rules of a series."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from model.analyses.by_source import (
    PLACES,
    Sourced,
    by_source,
    kinds_with_several,
    most_spoken_of,
    sources_of,
)
from model.analyses.compare_series import as_text, comparable, compare_sources, rows_of_text
from model.charts import ChartOptions, build
from model.checks import checks
from model.derive.results import derive
from model.project import Baseline, Intake, Period, Project, Series, Source, View
from model.text.days import Span
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.outcomes import Absent, Value
from model.text.records import replace
from tests.model import crowded
from tests.model.chart_projects import worked
from tests.model.strategies import projects

OCT = (date(2024, 10, 1), date(2024, 10, 31))
NOV = (date(2024, 11, 1), date(2024, 11, 30))


def told_by_two() -> Project:
    """October by both sources, in use that of the staff; November by the staff alone; ground by a third."""
    by_ministry = Figure(value=930, source="uk", scope="Ukraine and Kursk")
    return Project(
        sources=(Source("gs", "Staff"), Source("uk", "Ministry"), Source("isw", "Institute")),
        series=(Series("ru", "Russian forces"),),
        periods=(
            Period(
                "ru",
                "October",
                *OCT,
                Figure(value=1_240, source="gs", alternatives=(by_ministry,)),
                Figure(value=31, source="isw"),
            ),
            Period("ru", "November", *NOV, Figure(value=1_500, source="gs"), Figure(value=30, source="isw")),
        ),
    )


def of(project: Project, kind: str = "losses") -> Sourced:
    return by_source(derive(project), project.series[0].id, kind, Formats())


def table(sourced: Sourced, **options: str) -> dict[str, list[str]]:
    rows = rows_of_text(compare_sources(sourced, **options), Formats())
    return {row[0]: row[1:] for row in rows}


def test_each_source_has_its_own_losses_and_the_ground_in_use() -> None:
    rows = table(of(told_by_two()))
    assert rows[""] == ["Staff", "Ministry"]
    assert rows["Losses"] == ["2,740", "930"]
    assert rows["Gains, km²"] == ["61.0", "31.0"]  # of the days that the source covers
    assert rows["Days counted"] == ["61", "31"]
    # 2,740 ÷ 61 and 930 ÷ 31
    assert rows["Cost of ground, per km²"] == ["44.9", "30.0"]
    assert rows["Scope of losses"] == ["not stated", "Ukraine and Kursk"]


def test_what_differs_is_said_and_what_stands_beside_what() -> None:
    comparison = compare_sources(of(told_by_two()))
    assert str(comparison.about) == (
        "Russian forces: the losses are those of each source, all other figures those in use."
    )
    assert [str(warning) for warning in comparison.warnings] == [
        "The figures do not cover the same area or people.",
        "Not all cover equally many days: compare rates rather than sums.",
        "The sources do not cover the same days.",
    ]
    copied = as_text(comparison, Formats())
    assert copied.startswith(str(comparison.about))


def test_days_of_several_rows_are_the_same_as_those_of_one() -> None:
    project = told_by_two()
    whole = Period("ru", "", OCT[0], NOV[1], Figure(value=2_000, source="uk"), Figure(value=61, source="isw"))
    first = replace(project.periods[0], losses=Figure(value=1_240, source="gs"))
    sourced = of(replace(project, periods=(first, project.periods[1], whole)))
    assert "days" not in " ".join(str(warning) for warning in compare_sources(sourced).warnings)
    assert table(sourced)["Losses"] == ["2,740", "2,000"]


def test_rows_of_the_same_days_from_two_sources_are_a_conflict_together_and_none_apart() -> None:
    project = told_by_two()
    again = replace(project.periods[1], losses=Figure(value=1_000, source="uk"))
    project = replace(project, periods=(*project.periods, again))
    assert isinstance(derive(project).series["ru"].total, Absent)
    assert table(of(project))["Losses"] == ["2,740", "1,930"]


def test_a_source_that_lacks_the_other_figure_says_why_there_is_no_ratio() -> None:
    project = told_by_two()
    rows = (project.periods[0], replace(project.periods[1], gains=None))
    cost = table(of(replace(project, periods=rows)))["Cost of ground, per km²"]
    assert cost == ["— (no gains given for November)", "30.0"]


def test_sources_are_compared_with_one_of_them_or_with_the_baseline_of_the_project() -> None:
    assert table(of(told_by_two()), reference="gs")["Losses per day"] == ["44.9", "30.0  (0.668×, ▼ 33.2 %)"]
    based = replace(told_by_two(), view=View(baseline=Baseline("ru", *NOV)))
    # November: 50 a day; 2,740 ÷ 61 = 44.918 and 30
    assert table(of(based))["Losses per day"] == ["44.9  (0.898×, ▼ 10.2 %)", "30.0  (0.600×, ▼ 40.0 %)"]


def test_the_intake_of_each_source_meets_the_losses_in_use() -> None:
    rate = Figure(value=900, source="gs", alternatives=(Figure(value=700, source="uk"),))
    project = replace(told_by_two(), intake=(Intake("ru", "", OCT[0], NOV[1], rate),))
    assert kinds_with_several(project, "ru") == ("losses", "intake")
    rows = table(of(project, "intake"))
    assert rows["Intake"] == ["1,800", "1,400"]
    assert rows["Gross shortfall"] == ["940", "1,340"]


def test_of_several_figures_of_one_source_the_one_in_use_counts_and_that_is_said() -> None:
    project = told_by_two()
    earlier = Figure(value=1_100, source="gs")
    figure = project.periods[0].losses
    assert figure is not None
    both = replace(figure, alternatives=(*figure.alternatives, earlier))
    sourced = of(replace(project, periods=(replace(project.periods[0], losses=both), project.periods[1])))
    assert sourced.repeated == 1
    assert table(sourced)["Losses"] == ["2,740", "930"]
    assert "Rows with several figures of one source: 1." in str(compare_sources(sourced).warnings[-1])


def test_figures_without_a_source_stand_last_and_have_no_row_of_sources() -> None:
    project = told_by_two()
    bare = replace(project.periods[1], losses=Figure(value=1_500))
    sourced = of(replace(project, periods=(project.periods[0], bare)))
    assert [series.name for series in sourced.results.project.series][-1] == "a source that is not named"
    assert [sourced.row_of(one) for one in sources_of(project, "ru", "losses")] == [0, 1]
    assert sourced.row_of(sourced.results.project.series[-1].id) == -1


def test_the_chart_of_sources_has_a_bar_for_each_and_says_what_it_shows() -> None:
    results = derive(told_by_two())
    chart = build("compare", results, checks(results), Formats(), ChartOptions(by="losses"))
    (marks,) = chart.panels[0].marks
    assert chart.title == "Cost of ground – Russian forces: Losses by source"
    assert marks.best.tolist() == [pytest.approx(2_740 / 61), 30]
    assert (marks.table, marks.rows.tolist()) == ("sources", [0, 1])
    assert (chart.lanes[0].name, chart.lanes[0].beneath) == ("Staff", "1 Oct – 30 Nov 2024")
    assert chart.note.startswith("Russian forces: the losses are those of each source")
    assert "do not cover the same days" in chart.note
    assert "Ministry" in marks.tip(1)
    one = build("compare", results, checks(results), Formats(), ChartOptions(by="losses", compared=("uk",)))
    assert one.panels[0].marks[0].rows.tolist() == [1]


def test_a_series_with_one_source_of_a_kind_has_no_choice() -> None:
    assert kinds_with_several(told_by_two(), "ru") == ("losses",)


@st.composite
def _of_a_kind(draw: st.DrawFn) -> tuple[Project, str]:
    """A project and a kind of figure of a series with periods: of any other there is nothing to compare."""
    project = draw(crowded.projects())
    ids = sorted({row.series for row in project.periods})
    kinds = [kind for kind in PLACES if any(sources_of(project, one, kind) for one in ids)]
    assume(kinds)
    return project, draw(st.sampled_from(kinds))


@given(_of_a_kind())
def test_any_project_can_be_compared_by_source_in_any_order_of_rows(drawn: tuple[Project, str]) -> None:
    project, kind = drawn
    turned = replace(
        project,
        periods=project.periods[::-1],
        intake=project.intake[::-1],
        requirements=project.requirements[::-1],
    )
    for series in project.series:
        one, other = (by_source(derive(each), series.id, kind, Formats()) for each in (project, turned))
        for source in comparable(one.results):
            for key in ("losses", "gains", "shortfall", "losses_per_gain"):
                first, second = (each.results.series[source].of(key) for each in (one, other))
                assert isinstance(first, Absent) is isinstance(second, Absent)
                if isinstance(first, Value):
                    assert first == second
        for said in compare_sources(one).warnings:
            assert str(said)


@given(crowded.projects())
def test_where_all_losses_are_of_one_source_its_total_is_that_of_the_series(project: Project) -> None:
    only = Source("only")
    rows = tuple(
        replace(row, losses=replace(row.losses, source="only", alternatives=()))
        for row in project.periods
        if row.losses is not None
    )
    assume(rows)
    project = replace(project, sources=(*project.sources, only), periods=rows)
    results = derive(project)
    for series in project.series:
        sourced = by_source(results, series.id, "losses", Formats())
        if not sourced.results.series:
            continue
        for key in ("losses", "gains", "intake", "losses_per_day"):
            now, then = sourced.results.series["only"].of(key), results.series[series.id].of(key)
            assert isinstance(now, Absent) is isinstance(then, Absent)
            if isinstance(now, Value):
                assert now == then


def test_asked_for_again_the_sources_of_the_same_results_are_not_computed_anew() -> None:
    results, formats = derive(worked()), Formats()
    first = by_source(results, "ru", "losses", formats)
    another_text = "xlosses"[1:]  # the same letters, and no object of the program
    assert by_source(results, "ru", another_text, formats) is first
    assert by_source(results, "ru", "gains", formats) is not first
    assert by_source(derive(worked()), "ru", "losses", formats) is not first


@given(projects(), st.sampled_from(sorted(PLACES)), st.data())
def test_after_an_edit_the_sources_say_what_they_say_of_the_project_alone(
    project: Project, kind: str, data: st.DataObject
) -> None:
    formats, results = Formats(), derive(project)
    rows = list(project.periods)
    if rows:
        at = data.draw(st.integers(0, len(rows) - 1))
        other = data.draw(st.sampled_from(["", *(one.id for one in project.sources)]))
        rows[at] = replace(rows[at], losses=Figure(value=7, source=other))
        rows.insert(data.draw(st.integers(0, len(rows))), rows.pop(data.draw(st.integers(0, len(rows) - 1))))
    edited = replace(project, periods=tuple(rows))
    for series in project.series:
        by_source(results, series.id, kind, formats)
        after = by_source(derive(edited, results), series.id, kind, formats)
        anew = by_source(derive(edited), series.id, kind, Formats())
        assert (after.results.project, after.repeated) == (anew.results.project, anew.repeated)
        for one in after.results.project.series:
            for key in ("losses", "gains", "shortfall", "losses_per_gain"):
                assert after.results.series[one.id].of(key) == anew.results.series[one.id].of(key)


@given(projects())
def test_most_sources_speak_of_no_other_days_than_of_those_that_are_named(project: Project) -> None:
    results = derive(project)
    for series in project.series:
        spoken: dict[Span, set[str]] = {}
        for row in project.periods:
            if row.series == series.id and row.start <= row.end:
                for figure in (row.losses, row.gains):
                    for one in () if figure is None else (figure, *figure.alternatives):
                        spoken.setdefault(Span(row.start, row.end), set()).add(one.source)
        most = most_spoken_of(results, series.id)
        if not spoken:
            assert most is None
        else:
            assert most is not None
            ranked = {span: (len(sources), span.end) for span, sources in spoken.items()}
            assert ranked[most] == max(ranked.values())
