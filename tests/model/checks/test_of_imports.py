"""Findings on numbers that came in: people with a fraction, rows left out, jumps at an edge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from model.checks import checks
from model.checks.findings import RowRef
from model.derive.results import derive
from model.project import Campaign, Milestone, Period, Project, Series
from model.text.figures import Figure
from model.text.records import replace

SEPTEMBER = (date(2024, 9, 1), date(2024, 9, 30))


def period(figure: Figure | None) -> Period:
    return Period("ru", "", *SEPTEMBER, losses=figure)


def found(code: str, **tables: Sequence[Any]) -> list[RowRef]:
    project = replace(Project(series=(Series("ru"),)), **{name: tuple(rows) for name, rows in tables.items()})  # type: ignore[arg-type] # tables
    findings = checks(derive(project)).findings
    return [ref for finding in findings if finding.code == code for ref in finding.rows]


@pytest.mark.parametrize(
    "figure",
    [
        Figure(38.13),
        Figure(40, 30.5, 55),
        Figure(low=30, high=55.5),
        Figure(40, low=30.25),
        Figure(40, alternatives=(Figure(38.13),)),
    ],
)
def test_people_with_a_fraction_are_noticed_wherever_they_stand(figure: Figure) -> None:
    code = "people_with_fraction"
    assert found(code, periods=[period(Figure(40)), period(figure)]) == [RowRef("periods", 1)]
    campaign = Campaign("ru", "", *SEPTEMBER, target=Figure(5), achieved=figure)
    assert found(code, campaigns=[campaign]) == [RowRef("campaigns", 0)]
    assert found(code, milestones=[Milestone("ru", "", SEPTEMBER[0], figure)]) == [RowRef("milestones", 0)]


def test_whole_people_and_ground_with_a_fraction_are_not_noticed() -> None:
    rows = [period(Figure(40, 30)), Period("ru", "", *SEPTEMBER, gains=Figure(12.5))]
    assert found("people_with_fraction", periods=rows) == []


@pytest.mark.parametrize(
    ("start", "source", "noticed"),
    [("2024-09-15", "x", True), ("2024-10-01", "x", False), ("2024-09-15", "y", False)],
)
def test_a_figure_whose_file_had_refused_rows_inside_its_days(start: str, source: str, noticed: bool) -> None:
    refused = [{"row": 3, "start": start, "end": start, "why": "no value"}, {"row": 9, "why": "no date"}]
    recipe = {"file": "x.csv", "as": "losses", "columns": {}, "source": "x", "refused": refused}
    rows = [period(Figure(40, source=source))]
    assert bool(found("rows_refused_inside", periods=rows, imports=[recipe])) is noticed


@pytest.mark.parametrize(
    ("jump", "noticed"),
    [
        ("2024-08-31", True),
        ("2024-09-01", True),
        ("2024-09-15", False),
        ("2024-10-01", True),
        ("2024-10-02", False),
    ],
)
def test_a_period_whose_edge_is_a_jump(jump: str, noticed: bool) -> None:
    recipe = {"file": "x.csv", "as": "losses", "columns": {}, "source": "x", "jumps": [jump]}
    rows = [period(Figure(40, source="x"))]
    assert bool(found("edge_at_jump", periods=rows, imports=[recipe])) is noticed
