"""The sample from the Somme to the Donbas is what the stored excerpts say, with its limits in view."""

from __future__ import annotations

import pytest

from model.analyses.compare_series import compare_series
from model.checks import checks
from model.checks.claims import Verdict
from model.derive.results import Results, derive
from model.derive.roles import Role
from model.files import sample, write_project
from model.project import Counts
from model.text.outcomes import Absent, Value
from tests.model.files.somme import BATTLES, SAMPLE, rows_of, somme_project


@pytest.fixture(scope="module")
def results() -> Results:
    return derive(sample("somme-to-donbas"))


def total(results: Results, series: str, key: str) -> Value | Absent:
    outcomes = results.series[series].total
    return outcomes if isinstance(outcomes, Absent) else outcomes[key]


def test_the_sample_is_what_the_excerpts_say() -> None:
    assert SAMPLE.read_bytes() == write_project(somme_project())


def test_the_somme_cost_at_least_895_for_each_square_kilometre(results: Results) -> None:
    # 670,000 ÷ (62.4 km × 12 km), an upper bound of the ground
    cost = total(results, "somme", "losses_per_gain")
    assert isinstance(cost, Value)
    assert cost.low == cost.best == pytest.approx(670_000 / 748.8)
    assert cost.high == float("inf")


def test_what_lies_inside_the_somme_is_not_added_to_it(results: Results) -> None:
    assert total(results, "somme", "losses") == Value(670_000, 670_000, 670_000)
    roles = [results.role(row) for row, p in enumerate(results.project.periods) if p.series == "somme"]
    assert roles == [Role.PART, Role.DETAIL, Role.DETAIL, Role.DETAIL]


@pytest.mark.parametrize("series", ["narotch", "ypres"])
def test_ground_that_the_source_does_not_have_is_absent(results: Results, series: str) -> None:
    gains = total(results, series, "gains")
    assert isinstance(gains, Absent)
    (period,) = [p for p in results.project.periods if p.series == series]
    assert "advance" in period.note


def test_the_year_is_the_sum_of_its_months_and_what_the_others_are_compared_with(results: Results) -> None:
    reconciled = checks(results).reconciled
    assert [one.judgement.verdict for one in reconciled] == [Verdict.FOLLOWS] * 2
    assert results.baseline_row is not None
    assert total(results, "ru", "losses") == Value(430_790, 430_790, 430_790)


def test_the_dead_by_name_are_a_lower_bound_of_52_weeks(results: Results) -> None:
    weeks = rows_of("deaths_meduza_2024_excerpt.csv")
    assert len(weeks) == 52
    losses = total(results, "ru_names", "losses")
    assert losses == Value(89_054, 89_054, float("inf"))


def test_the_limits_of_the_comparison_are_findings_and_warnings(results: Results) -> None:
    codes = {finding.code for finding in checks(results).findings}
    assert {"definitions_mixed", "net_against_gross", "detail"} <= codes
    warned = " ".join(str(warning) for warning in compare_series(results).warnings)
    assert "do not count the same thing" in warned
    assert "gross" in warned
    assert Counts.CONFIRMED_KILLED in {series.counts for series in results.project.series}


def test_every_row_of_the_excerpt_is_in_the_sample_and_credited(results: Results) -> None:
    numbers = {number for *_, rows in BATTLES for number in rows}
    assert numbers == {row["isqno"] for row in rows_of("historical_battles_ww1_excerpt.csv")}
    for credited in ("ODC-BY", "jrnold/CDB90", "PetroIvaniuk", "TheEconomist", "CC BY 4.0"):
        assert credited in results.project.notes
