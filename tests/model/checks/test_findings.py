"""What is noticed: every code of domain.md §7, when it is said and when it is not."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.checks import Checks, checks
from model.checks.findings import Concerned, Finding, Level, RowRef, listed
from model.derive.results import derive
from model.project import (
    Baseline,
    Campaign,
    Claim,
    Counts,
    GainsAre,
    Intake,
    Milestone,
    Period,
    Project,
    Series,
    Source,
    Stance,
    View,
)
from model.text.figures import Figure, Qualifier
from model.text.formats import Formats
from model.text.notation import notation_for
from model.text.records import replace

RU = Series("ru", "Russian forces")
STAFF = Source("gsu", "General Staff", Stance.PARTY)
ISW = Source("isw", "Institute", Stance.INDEPENDENT)


def day(text: str) -> date:
    return date.fromisoformat(text)


def figure(value: float | None, source: str = "isw", scope: str = "") -> Figure | None:
    return None if value is None else Figure(value, source=source, scope=scope)


def period(
    start: str, end: str, losses: float | None = None, gains: float | None = None, *, series: str = "ru"
) -> Period:
    return Period(series, start, day(start), day(end), figure(losses), figure(gains))


def project(*periods: Period, series: Sequence[Series] = (RU,), **more: Any) -> Project:
    return replace(Project(series=tuple(series), periods=periods, sources=(STAFF, ISW)), **more)


def noticed(of: Project) -> Checks:
    return checks(derive(of))


def only(of: Project, code: str) -> Finding:
    """Return the finding of that code, and hold it to be the only one of any code."""
    (finding,) = noticed(of).findings
    assert finding.code == code
    return finding


def said(of: Project) -> list[str]:
    return [finding.code for finding in noticed(of).findings]


def refs(finding: Finding) -> list[str]:
    return [str(row) for row in finding.rows]


SEPTEMBER = period("2024-09-01", "2024-09-30", 3000, 30)
OCTOBER = period("2024-10-01", "2024-10-31", 3100, 31)
NOVEMBER = period("2024-11-01", "2024-11-30", 3000, 30)
AUTUMN = period("2024-09-01", "2024-11-30", 9100, 91)


def test_nothing_is_noticed_where_nothing_is_odd() -> None:
    assert noticed(project(SEPTEMBER, OCTOBER, NOVEMBER, AUTUMN)).findings == ()
    assert noticed(Project()).findings == ()


def test_a_conflict_names_the_rows_and_is_an_error() -> None:
    overlap = period("2024-09-15", "2024-10-15")
    found = only(project(OCTOBER, SEPTEMBER, overlap), "conflict")
    assert found.level is Level.ERROR
    assert refs(found) == ["periods[0]", "periods[1]", "periods[2]"]
    assert str(found.words) == (
        "Days are shared by 2024-09-01, 2024-09-15 and 2024-10-01: "
        "Russian forces has no total until each day stands in one period only."
    )


def test_two_periods_of_the_same_days_are_a_conflict() -> None:
    assert refs(only(project(SEPTEMBER, SEPTEMBER), "conflict")) == ["periods[0]", "periods[1]"]


def test_many_rows_in_conflict_are_one_finding_for_their_series() -> None:
    days = [period(f"2024-0{month}-01", f"2024-0{month}-20") for month in range(1, 9) for _ in range(2)]
    found = next(found for found in noticed(project(*days)).findings if found.code == "conflict")
    assert len(found.rows) == 16
    assert "2024-01-01, 2024-01-01, 2024-02-01 and 13 more" in str(found.words)


@pytest.mark.parametrize("table", ["periods", "intake", "campaigns", "claims"])
def test_an_end_before_its_start_is_an_error_in_every_table(table: str) -> None:
    start, end = day("2024-09-30"), day("2024-09-01")
    own = Figure(1, source="isw")
    row: Any = {
        "periods": replace(SEPTEMBER, start=start, end=end),
        "intake": Intake("ru", "x", start, end, own),
        "campaigns": Campaign("ru", "x", start, end, own),
        "claims": Claim("ru", start, end, "losses", own),
    }[table]
    rows: dict[str, Any] = {table: (row,)}
    found = noticed(replace(project(), **rows)).findings[0]
    assert (found.code, found.level, refs(found)) == ("end_before_start", Level.ERROR, [f"{table}[0]"])


def test_a_gap_names_the_days_and_the_rows_beside_it() -> None:
    found = only(project(NOVEMBER, SEPTEMBER), "gap")
    assert found.level is Level.WARNING
    assert refs(found) == ["periods[0]", "periods[1]"]
    assert str(found.words) == "No period of Russian forces covers 1–31 Oct 2024; days missing: 31."


def test_a_detail_is_said_not_to_be_counted() -> None:
    found = only(project(AUTUMN, OCTOBER), "detail")
    assert (found.level, refs(found)) == (Level.NOTE, ["periods[1]"])


def test_a_detail_above_the_period_around_it_is_low_above_high() -> None:
    slip = replace(OCTOBER, losses=figure(31000))
    codes = {found.code: found for found in noticed(project(AUTUMN, slip)).findings}
    assert set(codes) == {"detail", "low_above_high"}
    assert refs(codes["low_above_high"]) == ["periods[0]", "periods[1]"]
    assert "losses of 2024-10-01" in str(codes["low_above_high"].words)


def test_a_year_that_is_just_the_sum_of_two_of_its_months_is_asked_about() -> None:
    year = period("2024-01-01", "2024-12-31", 6100, 400)
    found = {finding.code: finding for finding in noticed(project(SEPTEMBER, OCTOBER, year)).findings}
    assert set(found) == {"detail", "sum_of_details"}  # the gains of the two are 61
    assert found["sum_of_details"].level is Level.WARNING
    assert refs(found["sum_of_details"]) == ["periods[2]"]
    assert "losses of 2024-01-01" in str(found["sum_of_details"].words)
    other = replace(year, losses=figure(6101))
    assert said(project(SEPTEMBER, OCTOBER, other)) == ["detail"]
    assert said(project(replace(OCTOBER, losses=figure(6100), gains=None), replace(year, gains=None))) == [
        "detail"
    ]


def test_gains_of_a_detail_are_compared_only_where_they_are_gross() -> None:
    more = replace(OCTOBER, gains=figure(500))
    assert said(project(AUTUMN, more)) == ["detail"]
    gross = replace(RU, gains_are=GainsAre.GROSS)
    assert said(project(AUTUMN, more, series=[gross])) == ["low_above_high", "detail"]


def test_an_open_bound_is_never_exceeded() -> None:
    over = replace(AUTUMN, losses=Figure(1, qualifier=Qualifier.OVER, source="isw"))
    assert said(project(over, OCTOBER)) == ["detail"]


@pytest.mark.parametrize(
    ("losses", "outliers"),
    [
        ([3000, 31000, 3000], []),
        ([3000, 310000, 3000], [1]),
        ([3000, 31100, 3000], [1]),
        ([3000, 310000, 40000], []),
        ([310000, 3000], [0]),
        ([3000, 310000], [1]),
        ([3000, None, 310000], [2]),
        ([0, 50, 0], []),
        ([310000], []),
        ([310000, None], []),
    ],
)
def test_a_rate_above_ten_times_its_neighbours_is_noticed(
    losses: list[float | None], outliers: list[int]
) -> None:
    months = [SEPTEMBER, OCTOBER, NOVEMBER]
    rows = [replace(row, losses=figure(n), gains=None) for row, n in zip(months, losses, strict=False)]
    found = [found for found in noticed(project(*rows)).findings if found.code == "rate_outlier"]
    assert [row.index for finding in found for row in finding.rows] == outliers


def test_ground_lost_can_be_an_outlier_too() -> None:
    slip = replace(OCTOBER, gains=figure(-31000))
    found = only(project(SEPTEMBER, slip, NOVEMBER), "rate_outlier")
    assert "gains of 2024-10-01" in str(found.words)


def test_scopes_that_differ_within_a_row_are_noticed() -> None:
    both = replace(OCTOBER, losses=figure(3100, scope="Ukraine"), gains=figure(31, scope="Ukraine and Kursk"))
    found = only(project(SEPTEMBER, both), "scopes_differ")
    assert (found.level, refs(found)) == (Level.WARNING, ["periods[1]"])


@pytest.mark.parametrize("scope", ["", "Ukraine", "  UKRAINE "])
def test_a_scope_that_is_not_said_or_said_alike_does_not_differ(scope: str) -> None:
    row = replace(OCTOBER, losses=figure(3100, scope="Ukraine"), gains=figure(31, scope=scope))
    assert said(project(row)) == ([] if scope else ["scope_on_one_side"])


def test_one_source_for_both_figures_is_noticed_where_it_is_a_party() -> None:
    row = replace(OCTOBER, losses=figure(3100, "gsu"), gains=figure(31, "gsu"))
    found = only(project(SEPTEMBER, row), "one_party_source")
    assert refs(found) == ["periods[1]"]
    assert "General Staff" in str(found.words)
    assert said(project(replace(row, gains=figure(31, "isw")))) == []
    assert said(project(replace(row, gains=None))) == []


def test_figures_without_a_source_are_noticed_table_by_table() -> None:
    bare = Figure(5)
    start, end = SEPTEMBER.start, SEPTEMBER.end
    of = project(
        replace(SEPTEMBER, losses=bare),
        replace(OCTOBER, losses=None),
        intake=(
            Intake("ru", "Officials", start, end, bare),
            Intake("ru", "y", start, end, Figure(5, source="isw")),
        ),
        campaigns=(Campaign("ru", "Goal", start, end, Figure(5, source="isw"), bare),),
        milestones=(Milestone("ru", "First", start, bare),),
        claims=(Claim("ru", start, end, "losses", bare),),
    )
    found = [found for found in noticed(of).findings if found.code == "no_source"]
    assert sorted(ref for finding in found for ref in refs(finding)) == [
        "campaigns[0]",
        "claims[0]",
        "intake[0]",
        "milestones[0]",
        "periods[0]",
    ]
    assert {found.level for found in found} == {Level.NOTE}


def test_series_that_count_different_losses_are_marked() -> None:
    dead = Series("dead", "Confirmed dead", counts=Counts.CONFIRMED_KILLED)
    other = replace(OCTOBER, series="dead")
    found = only(project(SEPTEMBER, other, series=[RU, dead]), "definitions_mixed")
    assert (found.level, refs(found)) == (Level.NOTE, ["series[0]", "series[1]"])
    assert "Russian forces (casualties) and Confirmed dead (confirmed killed)" in str(found.words)
    baseline = View(baseline=Baseline("ru", SEPTEMBER.start, SEPTEMBER.end))
    found = only(project(SEPTEMBER, other, series=[RU, dead], view=baseline), "definitions_mixed")
    assert found.level is Level.WARNING


def test_a_series_without_periods_is_compared_with_nothing() -> None:
    dead = Series("dead", "Dead", counts=Counts.KILLED, gains_are=GainsAre.GROSS)
    assert said(project(SEPTEMBER, series=[RU, dead])) == []


def test_net_gains_beside_gross_ones_are_marked() -> None:
    gross = Series("ua", "Ukraine", gains_are=GainsAre.GROSS)
    found = only(project(SEPTEMBER, replace(OCTOBER, series="ua"), series=[RU, gross]), "net_against_gross")
    assert refs(found) == ["series[0]", "series[1]"]


def test_gross_gains_below_zero_are_noticed() -> None:
    gross = replace(RU, gains_are=GainsAre.GROSS)
    below = replace(OCTOBER, gains=figure(-31))
    of_nothing = replace(NOVEMBER, gains=figure(0))
    found = only(project(SEPTEMBER, below, of_nothing, series=[gross]), "net_against_gross")
    assert refs(found) == ["periods[1]"]


def test_a_baseline_that_is_no_period_is_noticed() -> None:
    view = View(baseline=Baseline("ru", SEPTEMBER.start, OCTOBER.end))
    assert refs(only(project(SEPTEMBER, OCTOBER, view=view), "baseline_missing")) == []


def test_a_claim_that_does_not_hold_says_by_how_much() -> None:
    stated = Figure(low=50000, high=52000, source="isw")
    claim = Claim("ru", SEPTEMBER.start, SEPTEMBER.end, "losses", stated, quote="to sustain")
    found = only(project(SEPTEMBER, claims=(claim,)), "claim_inconsistent")
    assert (found.level, refs(found)) == (Level.WARNING, ["claims[0]"])
    assert str(found.words) == (
        "“to sustain” (Losses): stated 50,000–52,000, computed 3,000: 47,000 below the least stated (94 %)."
    )
    german = Formats(notation=notation_for("de"))
    assert "47.000 below" in german.words(found.words)


def test_a_claim_that_cannot_be_checked_says_why() -> None:
    claim = Claim("ru", SEPTEMBER.start, OCTOBER.end, "losses", Figure(1, source="isw"))
    found = only(project(SEPTEMBER, claims=(claim,)), "claim_unverifiable")
    assert found.level is Level.NOTE


def test_a_total_that_does_not_reconcile_says_by_how_much() -> None:
    wrong = replace(AUTUMN, losses=figure(8000), gains=None)
    found = only(project(SEPTEMBER, OCTOBER, NOVEMBER, wrong), "total_inconsistent")
    assert refs(found) == ["periods[3]"]
    assert "stated 8,000, computed 9,100: 1,100 above the most stated (14 %)" in str(found.words)


def test_findings_of_a_row_are_those_that_concern_it() -> None:
    found = noticed(project(NOVEMBER, SEPTEMBER, replace(SEPTEMBER, label="again")))
    assert [finding.code for finding in found.of_row("periods", 1)] == ["conflict"]
    assert found.of_row("periods", 0) == ()
    assert found.of_row("intake", 1) == ()


def test_errors_come_first_and_notes_last() -> None:
    bare = replace(SEPTEMBER, losses=Figure(1))
    odd = project(bare, bare, period("2024-12-01", "2024-11-01"))
    levels = [found.level for found in noticed(odd).findings]
    assert levels == sorted(levels, key=list(Level).index)
    assert levels[0] is Level.ERROR


@given(seed=st.integers(0, 2**32), count=st.integers(2, 12))
def test_findings_do_not_depend_on_the_order_of_the_rows(seed: int, count: int) -> None:
    luck = random.Random(seed)
    rows = []
    for number in range(count):
        start = day("2024-01-01") + timedelta(luck.randrange(40))
        losses = luck.choice([None, 5, 100, 5000])
        source = luck.choice(["", "gsu", "isw"])
        rows.append(
            Period(
                "ru",
                f"row {number}",
                start,
                start + timedelta(luck.randrange(-1, 15)),
                figure(losses, source),
                figure(luck.choice([None, 1, -400]), source),
            )
        )
    shuffled = luck.sample(rows, len(rows))

    def told(periods: list[Period]) -> list[tuple[str, str, set[str]]]:
        found = noticed(project(*periods)).findings
        return [
            (finding.code, str(finding.words), {periods[ref.index].label for ref in finding.rows})
            for finding in found
        ]

    assert told(shuffled) == told(rows)


def test_rows_are_a_sequence_of_places() -> None:
    rows = Concerned({"periods": [3, 1, 3], "intake": [0]})
    assert list(rows) == [RowRef("periods", 1), RowRef("periods", 3), RowRef("intake", 0)]
    assert len(rows) == 3
    assert rows[-1] == RowRef("intake", 0)
    assert rows[:2] == (RowRef("periods", 1), RowRef("periods", 3))
    assert RowRef("periods", 3) in rows
    assert RowRef("periods", 2) not in rows
    assert rows == Concerned({"periods": np.array([1, 3]), "intake": [0]})
    assert hash(rows) == hash(Concerned({"periods": [1, 3], "intake": [0]}))
    assert repr(rows) == "Rows(periods[1], periods[3], intake[0])"
    with pytest.raises(IndexError):
        rows[3]


@pytest.mark.parametrize(
    ("names", "count", "text"),
    [
        (["a"], None, "a"),
        (["a"], 4, "a and 3 more"),
        (["a", "b"], None, "a and b"),
        (["a", "b"], 3, "a, b and 1 more"),
        (["a", "b", "c"], None, "a, b and c"),
        (["a", "b", "c", "d", "e"], None, "a, b, c and 2 more"),
    ],
)
def test_a_list_in_a_sentence_names_three_and_counts_the_rest(
    names: list[str], count: int | None, text: str
) -> None:
    assert str(listed(names, count)) == text
