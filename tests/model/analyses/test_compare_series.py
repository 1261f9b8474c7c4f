"""Series side by side: what each counts, what makes them differ, and every measure against a baseline."""

from __future__ import annotations

from datetime import date

from hypothesis import given

from model.analyses.compare_series import COMPARED, as_text, comparable, compare_series, rows_of_text
from model.derive.results import derive
from model.project import Baseline, Counts, GainsAre, Period, Project, Series, View
from model.text.figures import Figure, Qualifier
from model.text.formats import Formats
from model.text.outcomes import Absent, Value
from model.text.records import replace
from tests.model.strategies import projects

SPRING, AUTUMN = (date(2024, 3, 1), date(2024, 3, 31)), (date(2024, 10, 1), date(2024, 10, 31))


def two_series() -> Project:
    """One side counted twice: 100 casualties and 20 confirmed dead for the same 10 km², of two scopes."""
    return Project(
        series=(
            Series("a", "General Staff"),
            Series("b", "By name", counts=Counts.CONFIRMED_KILLED, gains_are=GainsAre.GROSS),
            Series("c", "Nothing yet"),
        ),
        periods=(
            Period("a", "March", *SPRING, Figure(value=100), Figure(value=10, scope="Ukraine")),
            Period("b", "October", *AUTUMN, Figure(value=20), Figure(value=10, scope="Ukraine and Kursk")),
        ),
    )


def said(project: Project) -> list[str]:
    return [str(warning) for warning in compare_series(derive(project)).warnings]


def test_series_that_differ_are_compared_and_marked() -> None:
    assert said(two_series()) == [
        "The losses do not count the same thing: General Staff (casualties) and By name (confirmed killed).",
        "Net gains of General Staff stand beside gross gains of By name.",
        "The figures do not cover the same area or people.",
    ]


def test_series_alike_are_compared_without_a_word() -> None:
    project = two_series()
    alike = tuple(replace(series, counts=Counts.KILLED, gains_are=GainsAre.NET) for series in project.series)
    periods = tuple(replace(period, gains=Figure(value=10, scope="ukraine ")) for period in project.periods)
    assert said(replace(project, series=alike, periods=periods)) == []


def test_a_series_of_other_length_is_a_warning() -> None:
    project = two_series()
    longer = replace(project.periods[1], end=date(2024, 11, 2))
    assert "Not all cover equally many days: compare rates rather than sums." in said(
        replace(project, periods=(project.periods[0], longer))
    )


def test_the_one_kind_that_differs_is_named_however_many_series_there_are() -> None:
    first = two_series()
    more = tuple(replace(first.series[0], id=f"a{n}", name=f"More {n}") for n in range(6))
    rows = tuple(replace(first.periods[0], series=series.id) for series in more)
    project = replace(first, series=(*more, *first.series), periods=(*rows, *first.periods))
    assert "By name (confirmed killed)" in said(project)[0]


def test_a_series_without_rows_is_not_compared() -> None:
    assert comparable(derive(two_series())) == ("a", "b")


def test_ratios_stand_against_another_series_and_sums_do_not() -> None:
    comparison = compare_series(derive(two_series()), reference="a")
    lines = {line.key: line for line in comparison.lines}
    cost = lines["losses_per_gain"]
    assert [outcome.best for outcome in cost.outcomes if isinstance(outcome, Value)] == [10, 2]
    assert cost.against[0] is None
    assert cost.against[1] is not None
    assert cost.against[1].times == Value(0.2, 0.2, 0.2)
    assert lines["losses"].against == (None, None)
    assert str(comparison.baseline) == "General Staff"


def test_ratios_stand_against_the_baseline_of_the_project_unless_another_is_named() -> None:
    project = replace(two_series(), view=View(baseline=Baseline("b", *AUTUMN)))
    cost = compare_series(derive(project)).lines[0]
    assert cost.key == "losses_per_gain"
    assert cost.against[0] is not None
    assert cost.against[0].times == Value(5, 5, 5)
    assert cost.against[1] is None  # the baseline itself


def test_the_table_has_definitions_above_and_values_with_their_comparison_below() -> None:
    rows = {
        row[0]: row[1:]
        for row in rows_of_text(compare_series(derive(two_series()), reference="a"), Formats())
    }
    assert rows["Losses count"] == ["casualties", "confirmed killed"]
    assert rows["Gains are"] == ["net", "gross"]
    assert rows["Scope of gains"] == ["Ukraine", "Ukraine and Kursk"]
    assert rows["Days counted"] == ["31", "31"]
    assert rows["Cost of ground, per km²"] == ["10.0", "2.00  (0.200×, ▼ 80.0 %)"]
    assert "Intake" not in rows  # no series has it


def test_a_value_that_is_missing_says_why() -> None:
    project = two_series()
    without = (replace(project.periods[0], gains=None), project.periods[1])
    rows = rows_of_text(compare_series(derive(replace(project, periods=without))), Formats())
    cost = next(row for row in rows if row[0].startswith("Cost"))
    assert cost[1] == "— (no gains given)"


def test_a_bound_that_is_open_stays_open() -> None:
    project = two_series()
    at_least = replace(project.periods[1], losses=Figure(value=20, qualifier=Qualifier.AT_LEAST))
    rows = rows_of_text(
        compare_series(derive(replace(project, periods=(project.periods[0], at_least)))), Formats()
    )
    assert next(row for row in rows if row[0].startswith("Cost"))[2] == "≥2.00"


@given(projects())
def test_any_project_can_be_compared_and_copied(project: Project) -> None:
    results = derive(project)
    comparison = compare_series(results)
    assert len(comparison.lines) == len(COMPARED)
    text = as_text(comparison, Formats())
    assert text.endswith("\n")
    for line in comparison.lines:
        for described, outcome in zip(comparison.described, line.outcomes, strict=True):
            total = results.series[described.series.id].total
            assert outcome == (total if isinstance(total, Absent) else total[line.key])
