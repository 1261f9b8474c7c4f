"""The sheet of a workbook that sets the ratios against the baseline, read again with another library."""

from __future__ import annotations

import io
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from model.columns import Context
from model.output.baseline import baseline_grid
from model.output.documents import report_bytes
from model.output.xlsx import number_format
from model.project import Project
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.records import replace
from tests.model.chart_projects import worked


def workbook(project: Project) -> bytes:
    return report_bytes(Context.of(project, Formats()), "xlsx")


def opened(project: Project) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(workbook(project)))


def cells_of(project: Project) -> dict[str, dict[str, Any]]:
    """Return the cells of the sheet by the label of the row and the head."""
    heads, *rows = opened(project).get_sheet_by_name("Against the baseline").to_python()
    return {str(row[0]): dict(zip(map(str, heads), row, strict=True)) for row in rows}


def test_the_cost_of_autumn_2024_stands_beside_its_multiple_as_numbers() -> None:
    cells = cells_of(worked())
    november = cells["November 2024"]
    assert november["Compared with"] == "Sep–Oct 2024"
    # 45,690 ÷ 839 and 80,110 ÷ 1,517
    assert november["Losses/km²"] == pytest.approx(54.457688, abs=1e-6)
    assert november["Losses/km², × the baseline"] == pytest.approx(1.031236, abs=1e-6)
    assert november["Losses/km², ± % of the baseline"] == pytest.approx(0.031236, abs=1e-6)
    total = cells["Total of parts"]
    assert total["Losses/km², × the baseline"] == pytest.approx(1.011123, abs=1e-6)


def test_the_baseline_is_named_as_such_and_is_exactly_1() -> None:
    before = cells_of(worked())["Sep–Oct 2024"]
    assert before["Compared with"] == "itself: this is the baseline"
    assert (before["Replaced, × the baseline"], before["Replaced, ± % of the baseline"]) == (1, 0)


def test_a_range_is_a_text_with_its_bounds_beside_it_and_an_open_one_says_so() -> None:
    cells = cells_of(worked())
    november, published = cells["November 2024"], cells["As published"]
    # one intake x on both sides: (45,690 − x) ÷ (40,055 − x), from 25,000 to 30,000
    assert november["Gross shortfall/month, × the baseline"] == "1.37–1.57×"
    assert november["Gross shortfall/month, × the baseline, low"] == pytest.approx(20_690 / 15_055)
    assert november["Gross shortfall/month, × the baseline, high"] == pytest.approx(15_690 / 10_055)
    assert published["Losses/day, × the baseline"] == ">1.04×"
    assert published["Losses/day, × the baseline, high"] == ""
    assert published["Losses/day, × the baseline: remark"] == "no upper bound"


def test_what_cannot_be_compared_says_why() -> None:
    project = worked()
    november, *others = project.periods
    cells = cells_of(replace(project, periods=(replace(november, gains=Figure(0)), *others)))
    assert cells["November 2024"]["Losses/km², × the baseline"] == ""
    why = "Losses/km², × the baseline: remark"
    assert cells["November 2024"][why] == "no net gain (0 km²)"


def test_changes_are_shown_in_percent_and_multiples_as_numbers() -> None:
    made = baseline_grid(Context.of(worked(), Formats()))
    assert made is not None
    fields = {field.key: field for field in made.fields}
    assert number_format(0.0312, fields["losses_per_gain_change"]) == "+0.0%;-0.0%;0.0%"
    assert number_format(1.0312, fields["losses_per_gain_times"]) == "0.00"


def test_without_a_baseline_the_workbook_has_no_such_sheet() -> None:
    project = worked()
    plain = replace(project, view=replace(project.view, baseline=None))
    assert "Against the baseline" not in opened(plain).sheet_names
