"""Ratios against the baseline in the reports: autumn 2024 worked by hand, and what cannot be compared."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import assume, given, settings

from model.columns import Context
from model.derive.against_baseline import RATIOS
from model.derive.results import derive
from model.files import sample
from model.output.baseline import baseline_grids
from model.output.documents import report_bytes as report
from model.output.grid import CellGrid
from model.project import Baseline, Project, View
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.records import replace
from model.text.units import AreaUnit
from tests.model.chart_projects import worked
from tests.model.checks.test_order_and_unit import tiled
from tests.model.kept import mostly
from tests.model.strategies import projects
from tests.properties import examples

# 45,690 ÷ 839 = 54.4577… and 80,110 ÷ 1,517 = 52.8082…: 1.03124 times as much, 3.1 % more
NOVEMBER_COST = "54.5 (1.03×, ▲ 3.1 %)"
# 125,800 ÷ 2,356 = 53.3956…: 1.01112 times as much, 1.1 % more
TOTAL_COST = "53.4 (1.01×, ▲ 1.1 %)"


def context(project: Project, area: AreaUnit = AreaUnit.KM2) -> Context:
    return Context.of(project, Formats(area_unit=area))


def json_of(project: Project, area: AreaUnit = AreaUnit.KM2) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(report(context(project, area), "json"))
    return parsed


def sheets_of(project: Project) -> list[CellGrid]:
    ctx = context(project)
    rows = range(len(project.periods))
    return list(baseline_grids(ctx, project.series[0], rows))


def cell(sheet: CellGrid, row: str, head: str) -> str:
    (found,) = [cells for cells in sheet.cells() if cells[0].text == row]
    return found[heads_of(sheet).index(head)].text.replace("\N{NO-BREAK SPACE}", " ")


def heads_of(sheet: CellGrid) -> list[str]:
    return [field.head for field in sheet.fields]


UNKNOWN = {
    *("net_change_per_month", "net_change_of_people_per_month"),
    *("losses_of_people_per_day", "losses_of_people_per_month"),
    *("exchange", "killed_share", "wounded_per_killed", "coverage", "undercount", "losses_per_taken"),
    *("items_per_day", "items_per_month", "people_per_item"),
    *("money_per_day", "money_per_month", "money_per_km2", "advance_per_day"),
}
"""Ratios that autumn 2024 has no values of: nobody says who returns, how many people there are, what ground
was lost again, or anything of another series, of items, of money or of an advance."""


def test_the_cost_of_autumn_2024_is_set_against_september_and_october() -> None:
    (sheet,) = sheets_of(worked())
    assert sheet.title == "Russian forces: against the baseline, Sep–Oct 2024"
    assert cell(sheet, "November 2024", "Losses/km²") == NOVEMBER_COST
    assert cell(sheet, "Total of parts", "Losses/km²") == TOTAL_COST
    # 1,523 ÷ 1,313.279 = 1.15969, and 45,690 ÷ 40,055 = 1.14068
    assert cell(sheet, "November 2024", "Losses/day") == "1,523 (1.16×, ▲ 16.0 %)"
    assert cell(sheet, "November 2024", "Losses/month") == "45,690 (1.14×, ▲ 14.1 %)"
    # nobody tells ground lost again, so that losses per net ground would be the cost of ground once more
    assert len(heads_of(sheet)) == 1 + len({*RATIOS} - UNKNOWN - {"losses_per_net"})


def test_the_baseline_itself_is_named_and_exactly_1_also_where_it_is_a_range() -> None:
    (sheet,) = sheets_of(worked())
    assert cell(sheet, "Sep–Oct 2024 (the baseline)", "Losses/km²") == "52.8 (1×, 0.0 %)"
    assert cell(sheet, "Sep–Oct 2024 (the baseline)", "Gross shortfall/month") == "10,055–15,055 (1×, 0.0 %)"


@pytest.mark.parametrize("kind", ["text", "markdown", "html", "word"])
def test_every_report_for_readers_has_the_section(kind: str) -> None:
    text = report(context(sample("autumn-2024")), kind).decode("utf-8")
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    assert ": against the baseline, Sep–Oct 2024" in text
    assert NOVEMBER_COST in text
    assert TOTAL_COST in text


@pytest.mark.parametrize("kind", ["text", "markdown", "html", "word"])
def test_without_a_baseline_there_is_no_such_section(kind: str) -> None:
    project = worked()
    plain = replace(project, view=replace(project.view, baseline=None))
    assert ": against the baseline" not in report(context(plain), kind).decode("utf-8")


def test_a_baseline_that_no_period_has_is_said_and_compares_nothing() -> None:
    project = worked()
    (sheet,) = sheets_of(replace(project, periods=project.periods[:1]))
    assert list(sheet.cells()) == []
    assert sheet.below == ("no period has the days of the baseline",)


def test_of_a_ratio_that_the_baseline_lacks_the_line_below_says_why() -> None:
    project = worked()
    november, before, total = project.periods
    (sheet,) = sheets_of(replace(project, periods=(november, replace(before, gains=None), total)))
    assert "Losses/km²" not in heads_of(sheet)
    assert "Losses/day" in heads_of(sheet)
    assert "— Losses/km²: the baseline has no value: no gains given" in sheet.below


def test_the_json_has_each_ratio_as_a_multiple_and_as_a_change() -> None:
    (series,) = json_of(worked())["series"]
    november, before, published = (period["against_baseline"] for period in series["periods"])
    assert list(november) == list(RATIOS)
    assert november["losses_per_gain"]["times"]["best"] == pytest.approx(1.031236, abs=1e-6)
    assert november["losses_per_gain"]["change"]["best"] == pytest.approx(0.031236, abs=1e-6)
    assert all("absent" in before.pop(key)["times"] for key in UNKNOWN)
    for compared in before.values():
        assert compared["times"] == {"low": 1, "best": 1, "high": 1}
        assert compared["change"] == {"low": 0, "best": 0, "high": 0}
    assert published["losses_per_gain"]["times"]["high"] is None
    total = series["total"]["against_baseline"]["losses_per_gain"]
    assert total["times"]["best"] == pytest.approx(1.011123, abs=1e-6)


def test_a_multiple_is_the_same_in_square_miles() -> None:
    one, other = json_of(worked()), json_of(worked(), AreaUnit.MI2)
    for kilometres, miles in zip(one["series"], other["series"], strict=True):
        for metric, imperial in zip(kilometres["periods"], miles["periods"], strict=True):
            assert metric["against_baseline"] == imperial["against_baseline"]


def test_the_json_says_why_there_is_nothing_to_compare_with() -> None:
    project = worked()
    (series,) = json_of(replace(project, view=replace(project.view, baseline=None)))["series"]
    none = {"absent": "no baseline chosen"}
    assert [period["against_baseline"] for period in series["periods"]] == [none] * 3
    assert series["total"]["against_baseline"] == none


def test_a_multiple_that_may_be_anything_is_left_out_of_the_cell() -> None:
    project = worked()
    vague = replace(project.periods[0], losses=Figure(low=0, value=10, high=float("inf")))
    (sheet,) = sheets_of(replace(project, periods=(vague, *project.periods[1:])))
    assert "×" not in cell(sheet, "November 2024", "Losses/day")


def against_its_first_month(project: Project) -> Project:
    first = project.periods[0]
    return replace(project, view=View(baseline=Baseline(first.series, first.start, first.end)))


with_baseline = tiled().map(against_its_first_month)


@settings(max_examples=examples(8))  # whole reports; of the numbers alone it is a property of derive
@given(with_baseline)
def test_the_change_of_the_cost_is_the_measure_of_that_name(project: Project) -> None:
    results = derive(project)
    told = json_of(project)
    rows = {
        series.id: [row for row, period in enumerate(project.periods) if period.series == series.id]
        for series in project.series
    }
    for series in told["series"]:
        for row, period in zip(rows[series["id"]], series["periods"], strict=True):
            compared, declared = period["against_baseline"], period["measures"]["vs_baseline"]
            if row == results.baseline_row:
                continue
            if results.baseline_row is None:
                assert compared == declared or period["role"] == "invalid"
            elif "absent" not in declared:
                assert compared["losses_per_gain"]["change"] == declared


@given(mostly(with_baseline, projects()))
def test_every_project_has_a_sheet_as_wide_as_its_heads(project: Project) -> None:
    ctx = context(project)
    sheets = [
        sheet
        for series in project.series
        for sheet in baseline_grids(
            ctx, series, [row for row, period in enumerate(project.periods) if period.series == series.id]
        )
    ]
    assume(sheets)
    for sheet in sheets:
        rows_of_it = [[cell.text for cell in row] for row in sheet.cells()]
        assert all(len(cells) == len(heads_of(sheet)) for cells in rows_of_it)
        assert not any(re.search(r"\bnan\b", text) for cells in rows_of_it for text in cells[1:])
