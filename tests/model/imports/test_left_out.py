"""Rows left out by number when a file is read anew; totals that are no series; rows within others."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.imports.applying import apply
from model.imports.choices import (
    Choices,
    ColumnNames,
    Kind,
    PeriodLength,
    SeriesQuantity,
    TableChoices,
)
from model.imports.inspect_file import look
from model.imports.plan import plan
from model.imports.refresh import Renewal, renew
from model.project import Project
from tests.model.imports.data import codes, noticed, text, values

HEAD = "month,losses\n"
ROWS = "2024-09,38130\n2024-10,999999\n2024-11,45690\n"


def renewed(folder: Path, rows: str, newer: str) -> Renewal:
    """Import all rows but the third of a file, and read anew what stands in it later."""
    file = folder / "months.csv"
    file.write_text(HEAD + rows, "utf-8")
    project = apply(Project(), plan(look(file), TableChoices(skip=(3,))), folder=folder).project
    file.write_text(HEAD + newer, "utf-8")
    return renew(project, folder)


def losses(project: Project) -> dict[str, float | None]:
    return {row.label: row.losses.value for row in project.periods if row.losses is not None}


def test_a_row_left_out_by_number_is_known_again_where_others_stand_above_it(tmp_path: Path) -> None:
    later = renewed(tmp_path, ROWS, "2024-08,36810\n" + ROWS)
    assert losses(later.project) == {"September 2024": 38_130, "November 2024": 45_690, "August 2024": 36_810}
    assert later.project.imports[0]["skip"] == [4]
    again = renew(later.project, tmp_path)  # and once more
    assert (again.changes, again.project.imports) == ((), later.project.imports)


@pytest.mark.parametrize("newer", ["2024-09,38130\n2024-10,41980\n2024-11,45690\n", "2024-09,38130\n"])
def test_a_row_left_out_that_is_no_more_what_it_was_is_asked_about(tmp_path: Path, newer: str) -> None:
    later = renewed(tmp_path, ROWS, newer)
    assert losses(later.project) == {"September 2024": 38_130, "November 2024": 45_690}
    (chosen,) = renew(later.project, tmp_path, [str(tmp_path / "months.csv")]).renewed
    assert "row 3, left out by number before" in str(chosen.refused)


def test_of_two_rows_that_are_alike_as_many_are_left_out_as_were(tmp_path: Path) -> None:
    twice = "2024-09,38130\n2024-09,38130\n2024-10,41980\n"
    later = renewed(tmp_path, twice, "2024-08,36810\n" + twice)
    assert losses(later.project) == {"September 2024": 38_130, "October 2024": 41_980, "August 2024": 36_810}
    assert later.project.imports[0]["skip"] == [3]


BY_SIDE = Choices(
    SeriesQuantity.LOSSES,
    ColumnNames("date", "losses", series="side"),
    kind=Kind.PER_ROW,
    by=PeriodLength.DAY,
)


def test_the_totals_of_a_column_that_parts_series_are_no_series() -> None:
    table = "date,side,losses\n2024-09-01,A,5\n2024-09-01,B,7\n2024-09-01,Total,12\n"
    outcome = plan(text(table), BY_SIDE)
    assert [(made.series, made.figures[SeriesQuantity.LOSSES].value) for made in outcome.made] == [
        ("A", 5),
        ("B", 7),
    ]
    assert codes(outcome) == {"total": [4]}
    assert outcome.used == 2


def test_a_column_of_nothing_but_totals_is_a_series() -> None:
    outcome = plan(text("date,side,losses\n2024-09-01,Total,12\n2024-09-02,Total,15\n"), BY_SIDE)
    assert ({made.series for made in outcome.made}, outcome.used) == ({"Total"}, 2)


def test_rows_within_the_days_of_another_are_said() -> None:
    table = "period,losses\nQ1 2024,82870\nJan 2024,26220\nFeb 2024,28450\nApr 2024,26960\n"
    outcome = plan(text(table), TableChoices())
    assert values(outcome) == [82_870, 26_220, 28_450, 26_960]
    assert noticed(outcome)["within"] == [3, 4]
    apart = "series,period,losses\nA,Q1 2024,82870\nB,Jan 2024,26220\n"
    assert "within" not in noticed(plan(text(apart), TableChoices()))
