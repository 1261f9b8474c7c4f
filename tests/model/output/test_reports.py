"""The report of the worked example (domain.md §8) in every format, and reports of hostile text."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.columns import Context
from model.derive.measures import MEASURES
from model.files import sample
from model.output.documents import report_bytes as report
from model.output.grid import on_one_line as plain
from model.output.grid import plain_number
from model.output.markdown import escaped
from model.output.text import width_of
from model.project import Period, Project, Series, Source
from model.text.figures import Figure, Qualifier
from model.text.formats import Formats
from model.text.notation import notation_for
from model.text.records import replace
from model.text.safe_text import FORMULA_STARTS, inert
from model.text.units import AreaUnit

WORKED = sample("autumn-2024")


def context(project: Project, *, area: AreaUnit = AreaUnit.KM2, locale: str = "en") -> Context:
    return Context.of(project, Formats(notation=notation_for(locale), area_unit=area))


def text_of(project: Project, kind: str, *, area: AreaUnit = AreaUnit.KM2, locale: str = "en") -> str:
    return report(context(project, area=area, locale=locale), kind).decode("utf-8")


def json_of(project: Project, *, area: AreaUnit = AreaUnit.KM2) -> dict[str, Any]:
    def refused(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    parsed: dict[str, Any] = json.loads(text_of(project, "json", area=area), parse_constant=refused)
    return parsed


def day(text: str) -> date:
    return date.fromisoformat(text)


def of_days(series: dict[str, Any], start: str, end: str) -> dict[str, Any]:
    (found,) = [period for period in series["periods"] if (period["start"], period["end"]) == (start, end)]
    measures: dict[str, Any] = found["measures"]
    return measures


SEP_OCT, NOVEMBER, TOTAL, PUBLISHED = range(4)
EXPECTED = {
    "days": (61, 30, 91, 91),
    "months": (2, 1, 3, 3),
    "losses": (80110, 45690, 125800, (125000, 125000, None)),
    "gains": (1517, 839, 2356, 2356),
    "losses_per_day": (1313.279, 1523, 1382.418, (1373.626, 1373.626, None)),
    "gains_per_day": (24.869, 27.967, 25.890, 25.890),
    "losses_per_gain": (52.808, 54.458, 53.396, (53.056, 53.056, None)),
    "gains_per_1000_losses": (18.936, 18.363, 18.728, (0, 18.848, 18.848)),
    "intake": ((50000, 55000, 60000), (25000, 27500, 30000), (75000, 82500, 90000)),
    "shortfall": ((20110, 25110, 30110), (15690, 18190, 20690), (35800, 43300, 50800)),
    "replaced": ((0.6241, 0.6866, 0.7490), (0.5472, 0.6019, 0.6566), (0.5962, 0.6558, 0.7154)),
    "requirement_gap": ((40000, 47000, 54000), (20000, 23500, 27000), (60000, 70500, 81000)),
}


@pytest.mark.parametrize("key", EXPECTED)
def test_the_worked_numbers_come_out_of_the_json_report(key: str) -> None:
    (series,) = json_of(WORKED)["series"]
    told = (
        of_days(series, "2024-09-01", "2024-10-31"),
        of_days(series, "2024-11-01", "2024-11-30"),
        series["total"]["measures"],
        of_days(series, "2024-09-01", "2024-11-30"),
    )
    for measures, expected in zip(told, EXPECTED[key], strict=False):
        bounds = expected if isinstance(expected, tuple) else (expected,) * 3
        for bound, number in zip(("low", "best", "high"), bounds, strict=True):
            if number is None:
                assert measures[key][bound] is None
            else:
                assert measures[key][bound] == pytest.approx(number, abs=0.0006 if number < 1e4 else 1e-9)


def test_ground_lost_again_has_a_total_under_its_column() -> None:
    periods = tuple(
        Period(
            "ru",
            "",
            date(2025, month, 1),
            date(2025, month, 28),
            None,
            Figure(600.0),
            gains_lost=Figure(lost),
        )
        for month, lost in ((6, 58.0), (7, 79.0))
    )
    ctx = Context.of(Project(series=(Series("ru"),), periods=periods), Formats())
    total = next(one for one in report(ctx, "text").decode().splitlines() if one.startswith("Total"))
    assert total.split()[3:6] == ["56", "1,200", "137"]


def test_whole_numbers_are_exact_and_without_a_decimal_point() -> None:
    text = text_of(WORKED, "json")
    assert '"losses": {"low": 125800, "best": 125800, "high": 125800}' in text
    assert '"shortfall": {"low": 35800, "best": 43300, "high": 50800}' in text


def test_the_published_total_reconciles_in_the_report() -> None:
    (series,) = json_of(WORKED)["series"]
    losses, gains = series["reconciled"]
    assert (losses["measure"], losses["verdict"]) == ("losses", "follows")
    assert losses["stated"] == {"low": 125000, "best": 125000, "high": None}
    assert losses["computed"] == {"low": 125800, "best": 125800, "high": 125800}
    assert (gains["measure"], gains["verdict"]) == ("gains", "follows")
    assert [period["role"] for period in series["periods"]].count("total") == 1
    assert (series["total"]["start"], series["total"]["end"]) == ("2024-09-01", "2024-11-30")


def test_the_campaign_of_the_worked_example_is_short_by_6000() -> None:
    (campaign,) = json_of(WORKED)["campaigns"]
    assert campaign["shortfall"] == {"low": 6000, "best": 6000, "high": 6000}
    assert campaign["attained"] == {"low": 0.4, "best": 0.4, "high": 0.4}


def test_all_claims_of_the_worked_example_but_one_hold_or_cannot_be_checked() -> None:
    claims = json_of(WORKED)["claims"]
    failing = [claim for claim in claims if claim["verdict"] != "follows"]
    assert len(claims) > 1
    assert [(claim["measure"], claim["verdict"], claim["difference"]) for claim in failing] == [
        ("losses_per_month", "inconsistent", -4310),
        ("losses_per_day", "unverifiable", None),  # a trend over months that the rows do not have
    ]
    cost = next(claim for claim in claims if claim["measure"] == "losses_per_gain")
    assert cost["difference"] == pytest.approx(0.396, abs=0.0005)


def test_every_measure_stands_in_every_period_and_total() -> None:
    (series,) = json_of(WORKED)["series"]
    keys = [measure.key for measure in MEASURES]
    for measures in (*(period["measures"] for period in series["periods"]), series["total"]["measures"]):
        assert list(measures) == keys
        for outcome in measures.values():
            assert set(outcome) - {"approximate"} in ({"low", "best", "high"}, {"absent"})


def test_a_claim_is_judged_in_its_own_unit_whatever_unit_is_shown() -> None:
    assert json_of(WORKED, area=AreaUnit.MI2)["claims"] == json_of(WORKED)["claims"]


def test_areas_are_converted_and_nothing_else() -> None:
    (metric,) = json_of(WORKED)["series"]
    (miles,) = json_of(WORKED, area=AreaUnit.MI2)["series"]
    for measure in MEASURES:
        one, other = (series["total"]["measures"][measure.key] for series in (metric, miles))
        if "absent" in one:
            assert other == one
        else:
            factor = {"km2": 1 / 2.589988110336, "people/km2": 2.589988110336}.get(
                measure.unit.removesuffix("/day").removesuffix("/month"), 1
            )
            assert other["best"] == pytest.approx(one["best"] * factor)


RU = Series("ru", "Russian forces")


def month(number: int, losses: Figure | None = None, gains: Figure | None = None, label: str = "") -> Period:
    start = date(2024, number, 1)
    return Period("ru", label or f"month {number}", start, date(2024, number, 28), losses, gains)


def test_a_series_in_conflict_has_no_total_and_says_why() -> None:
    (series,) = json_of(Project(series=(RU,), periods=(month(1, Figure(5)), month(1, Figure(6)))))["series"]
    assert set(series["total"]) == {"absent"}
    assert series["total"]["absent"]
    assert [period["role"] for period in series["periods"]] == ["conflict", "conflict"]


def test_about_is_marked_and_missing_figures_have_their_reason() -> None:
    (series,) = json_of(Project(series=(RU,), periods=(month(1, Figure(53, qualifier=Qualifier.ABOUT)),)))[
        "series"
    ]
    measures = series["periods"][0]["measures"]
    assert measures["losses"] == {"low": 53, "best": 53, "high": 53, "approximate": True}
    assert measures["losses_per_day"]["approximate"] is True
    assert measures["gains"] == {"absent": "no gains given"}


@pytest.mark.parametrize("kind", ["text", "json", "csv", "markdown"])
def test_an_empty_project_has_a_report(kind: str) -> None:
    assert text_of(Project(), kind).endswith("\n")
    assert text_of(Project(series=(RU,)), kind).endswith("\n")


@pytest.mark.parametrize("kind", ["text", "json", "csv", "markdown"])
def test_a_period_that_ends_before_it_starts_is_reported(kind: str) -> None:
    backwards = Period("ru", "Backwards", day("2024-02-01"), day("2024-01-01"), Figure(5))
    assert "Backwards" in text_of(Project(series=(RU,), periods=(backwards,)), kind)


def test_the_text_report_is_for_a_terminal() -> None:
    text = text_of(WORKED, "text")
    assert all(width_of(line) <= 110 for line in text.splitlines())
    for expected in ("125,800", "53.4", "Total of parts", "inconsistent", "4,310 a month", "35,800–50,800"):
        assert expected in text
    assert "km²" in text
    miles = text_of(WORKED, "text", area=AreaUnit.MI2)
    assert "sq mi" in miles
    assert "45.690" in text_of(WORKED, "text", locale="de")


def test_markdown_tables_have_as_many_cells_in_every_row() -> None:
    tables = re.findall(r"(?:^\|.*\n)+", text_of(WORKED, "markdown"), re.MULTILINE)
    assert len(tables) >= 4
    for table in tables:
        counts = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(counts) == 1


def rows_of(project: Project, *, area: AreaUnit = AreaUnit.KM2) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text_of(project, "csv", area=area), newline="")))


def test_the_csv_has_the_same_numbers_as_the_json() -> None:
    (series,) = json_of(WORKED)["series"]
    *periods, total = rows_of(WORKED)
    assert [row["role"] for row in periods] == [period["role"] for period in series["periods"]]
    for row, told in zip([*periods, total], [*series["periods"], series["total"]], strict=True):
        for measure in MEASURES:
            outcome = told["measures"][measure.key]
            for bound in ("low", "best", "high"):
                cell = row[f"{measure.key}_{bound}"]
                if outcome.get(bound) is None:
                    assert cell == ""
                else:
                    assert float(cell) == outcome[bound]
            if "absent" in outcome:
                assert row[f"{measure.key}_note"] == outcome["absent"]


def test_the_csv_says_that_a_bound_is_open() -> None:
    (row, _) = rows_of(Project(series=(RU,), periods=(month(1, Figure(9, qualifier=Qualifier.OVER)),)))
    assert (row["losses_low"], row["losses_high"], row["losses_note"]) == ("9", "", "no upper bound")


def test_the_csv_touches_no_number() -> None:
    (row, _) = rows_of(Project(series=(RU,), periods=(month(1, Figure(5), Figure(-10.25)),)))
    assert row["gains_best"] == "-10.25"


HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", '"=1', "a,b\n=1"]


@pytest.mark.parametrize("label", HOSTILE)
def test_no_text_in_the_csv_is_a_formula(label: str) -> None:
    series = Series("=ru", label)
    period = Period("=ru", label, day("2024-01-01"), day("2024-01-31"), Figure(5))
    for row in rows_of(Project(series=(series,), periods=(period,))):
        for head, cell in row.items():
            if not head.endswith(("_low", "_best", "_high")):
                assert not cell.startswith(FORMULA_STARTS)
    assert inert(label).endswith(label)


MARKUP = "<img src=x> | **b** _i_ `c` [l](http://x) # h ~~s~~ &lt; $x$ @me"


def test_no_text_in_markdown_is_markup() -> None:
    project = Project(
        title=MARKUP,
        notes=f"- {MARKUP}\n1. one\n# head\n\n=== \n<script>",
        series=(Series("ru", MARKUP),),
        periods=(month(1, Figure(5), label=f"{MARKUP}\n| a | b |"),),
        sources=(Source("s", MARKUP),),
    )
    text = text_of(project, "markdown")
    assert "<" not in text
    assert "@" not in text
    for line in text.splitlines():
        assert not re.match(r"\d+[.)] |#+ head|=+$", line)
        assert not re.search(r"(?<!\\)[`$~]", line)
    assert re.findall(r"(?<!\\)\*\*", text.replace("**Total of parts**", ""))  # only our own totals are bold


printable = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(text=printable)
def test_escaped_text_has_no_live_character(text: str) -> None:
    safe = escaped(text)
    assert "\n" not in safe
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]|~$]|(?<![\\&])#", safe)
    assert "<" not in safe
    assert ">" not in safe


@given(text=printable)
def test_plain_text_stays_on_its_line(text: str) -> None:
    assert len(f"a{plain(text)}b".splitlines()) == 1
    assert plain(text).isprintable()


@given(title=printable, label=printable, quote=printable)
@pytest.mark.parametrize("kind", ["text", "json", "csv", "markdown"])
def test_no_text_breaks_a_report(kind: str, title: str, label: str, quote: str) -> None:
    figure = Figure(5, quote=quote, scope=quote)
    series, periods = (Series("ru", label),), (month(1, figure, label=label),)
    project = Project(title=title, notes=quote, series=series, periods=periods)
    text = text_of(project, kind)
    assert "5" in text
    if kind == "json":
        told = json.loads(text)
        assert told["title"] == title
        assert told["series"][0]["periods"][0]["label"] == (label or "month 1")
    if kind == "csv":
        assert len(list(csv.reader(io.StringIO(text, newline="")))) == 3


def test_numbers_for_json_are_plain() -> None:
    assert [plain_number(x) for x in (5.0, 0.1, -0.0, math.inf, -math.inf, 2.0**53)] == [
        5,
        0.1,
        0,
        None,
        None,
        2**53,
    ]
    assert isinstance(plain_number(5.0), int)


@pytest.mark.parametrize("kind", ["text", "json", "csv", "markdown"])
def test_the_order_of_rows_changes_no_total(kind: str) -> None:
    turned = replace(WORKED, periods=WORKED.periods[::-1])
    if kind == "json":
        one, other = json_of(WORKED)["series"][0], json_of(turned)["series"][0]
        assert one["total"] == other["total"]
        assert one["reconciled"] == other["reconciled"]
    else:
        assert sorted(text_of(turned, "csv").splitlines()) == sorted(text_of(WORKED, "csv").splitlines())
