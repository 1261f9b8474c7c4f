"""Roles of periods: no day is counted twice (domain.md §3)."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.derive.results import derive
from model.derive.roles import ROLES, Role, RoleLayout, lay_out
from model.project import Period, Project, Series
from model.text.figures import Figure
from model.text.outcomes import Absent
from tests.properties import examples

Span = tuple[int, int]


def laid_out(spans: list[Span], series: list[int] | None = None) -> RoleLayout:
    start, end = (np.array([span[at] for span in spans], np.int64) for at in range(2))
    of = np.array(series or [0] * len(spans), np.int32)
    return lay_out(start, end, of, int(of.max(initial=0)) + 1)


def roles(spans: list[Span], series: list[int] | None = None) -> list[str]:
    return [str(ROLES[code]) for code in laid_out(spans, series).roles]


CASES: tuple[tuple[str, list[Span], list[str]], ...] = (
    ("alone", [(1, 9)], ["part"]),
    ("side by side", [(1, 5), (6, 9)], ["part", "part"]),
    ("with a gap", [(1, 4), (6, 9)], ["part", "part"]),
    ("tiled", [(1, 9), (1, 5), (6, 9)], ["total", "part", "part"]),
    ("not quite tiled", [(1, 9), (1, 4), (6, 9)], ["part", "detail", "detail"]),
    ("a day beyond", [(1, 10), (1, 5), (6, 9)], ["part", "detail", "detail"]),
    ("the same days", [(1, 9), (1, 9)], ["conflict", "conflict"]),
    ("partly shared", [(1, 5), (5, 9)], ["conflict", "conflict"]),
    ("one day shared by three", [(1, 5), (5, 9), (10, 11)], ["conflict", "conflict", "part"]),
    ("ends before its start", [(9, 1), (2, 3)], ["invalid", "part"]),
    (
        "a total of totals",
        [(1, 8), (1, 4), (5, 8), (1, 2), (3, 4), (5, 6), (7, 8)],
        ["total"] * 3 + ["part"] * 4,
    ),
    (
        "a total within a longer part",
        [(1, 20), (1, 4), (1, 2), (3, 4)],
        ["part", "total", "detail", "detail"],
    ),
    ("a detail within a detail", [(1, 20), (2, 9), (3, 4)], ["part", "detail", "detail"]),
    (
        "a part with a detail in a total",
        [(1, 9), (1, 5), (2, 3), (6, 9)],
        ["total", "part", "detail", "part"],
    ),
    ("those in conflict tile nothing", [(1, 9), (1, 5), (5, 9)], ["part", "conflict", "conflict"]),
    ("conflicts within", [(1, 9), (1, 5), (6, 9), (4, 7)], ["part", "conflict", "conflict", "conflict"]),
)


@pytest.mark.parametrize(("spans", "expected"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_roles(spans: list[Span], expected: list[str]) -> None:
    assert roles(spans) == expected


def test_series_never_meet() -> None:
    assert roles([(1, 9), (1, 9), (5, 12)], [0, 1, 2]) == ["part"] * 3


def test_a_total_within_a_detail_is_tiled_by_details() -> None:
    layout = laid_out([(1, 20), (1, 4), (1, 2), (3, 4)])
    place = layout.nested.tolist().index(1)
    assert layout.tiles(place).tolist() == [2, 3]


def test_the_tiles_of_a_total_of_totals_are_the_parts() -> None:
    layout = laid_out([(1, 8), (1, 4), (5, 8), (1, 2), (3, 4), (5, 6), (7, 8)])
    assert layout.tiles(layout.nested.tolist().index(0)).tolist() == [3, 4, 5, 6]


def test_a_hundred_thousand_nested_periods_take_no_pairwise_comparison() -> None:
    """All pairs would be ten thousand million."""
    count = 100_000
    starts = np.arange(count)
    layout = lay_out(starts, 2 * count - starts, np.zeros(count, np.int32), 1)
    assert layout.roles.tolist() == [0] + [2] * (count - 1)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 5), st.integers(0, 1)), max_size=14))
@settings(max_examples=examples(300))
def test_parts_never_share_a_day(rows: list[tuple[int, int, int]]) -> None:
    spans = [(start, start + length) for start, length, _ in rows]
    layout = laid_out(spans, [series for _, _, series in rows])
    for series in range(len(layout.bounds) - 1):
        days = [day for row in layout.parts_of(series) for day in range(spans[row][0], spans[row][1] + 1)]
        assert len(days) == len(set(days))
        assert days == sorted(days)


def test_the_first_of_those_in_conflict_is_named_with_the_one_that_shares_its_days_in_part() -> None:
    """Two weeks within September share days with each other alone; the month does with what follows it."""
    days = (
        ("d", date(2024, 9, 20), date(2024, 10, 10)),
        ("b", date(2024, 9, 5), date(2024, 9, 10)),
        ("a", date(2024, 9, 1), date(2024, 9, 30)),
        ("c", date(2024, 9, 8), date(2024, 9, 12)),
    )
    periods = tuple(Period("ru", *each, Figure(1.0)) for each in days)
    results = derive(Project(series=(Series("ru"),), periods=periods))
    assert [results.role(row) for row in range(4)] == [Role.CONFLICT] * 4
    total = results.series["ru"].total
    assert isinstance(total, Absent)
    assert str(total.reason) == "a and d share days, and 2 more periods do"
