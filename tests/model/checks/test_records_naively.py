"""Records and errors of sums agree with a second, naive computation."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.checks.claims import judge_claim
from model.derive.ranges import errors_over
from model.derive.results import derive
from model.project import Claim, ComparedBy, OtherDays, Period, Project, Series
from model.text.days import Step
from model.text.figures import Figure, RangeIs
from model.text.outcomes import Absent, Value
from tests.model.kept import mostly, one_of, perhaps
from tests.model.naive_records import errors, place_among

FIRST = date(2024, 12, 1)
LEAST_ROWS, MOST_ROWS = 6, 14


def _ranged(best: int, below: int, above: int, kind: RangeIs) -> Figure:
    return Figure(float(best), float(best - below), float(best + above), range=kind)


FIGURES = st.integers(100, 110).map(lambda best: Figure(float(best))) | st.builds(
    _ranged, st.integers(100, 110), st.integers(1, 6), st.integers(0, 6), one_of(RangeIs)
)
ROWS = st.lists(
    st.tuples(mostly(FIGURES, st.none() | FIGURES), mostly(st.none(), perhaps(st.just(Figure(3.0))))),
    min_size=LEAST_ROWS,
    max_size=MOST_ROWS,
).map(
    lambda rows: tuple(
        Period("gs", "", day, day, losses, correction=correction)
        for at, (losses, correction) in enumerate(rows)
        for day in [FIRST + timedelta(days=at)]
    )
)


@given(
    ROWS, st.integers(0, LEAST_ROWS - 3), st.integers(1, 3), one_of((ComparedBy.HIGHEST, ComparedBy.LOWEST))
)
def test_the_place_of_some_days_is_that_of_the_naive_count(
    rows: tuple[Period, ...], first: int, days: int, kind: ComparedBy
) -> None:
    results = derive(Project(series=(Series("gs"),), periods=rows))
    start, end = rows[first].start, rows[first + days - 1].end
    other = OtherDays(rows[0].start, rows[-1].end, kind)
    claim = Claim("gs", start, end, "losses", Figure(1.0), against=other, step=Step.DAY)
    computed = judge_claim(results, claim).computed
    expected = place_among(rows, first, days, highest=kind is ComparedBy.HIGHEST)
    if expected is None:
        assert isinstance(computed, Absent)
    else:
        assert isinstance(computed, Value), computed
        assert (computed.low, computed.best, computed.high) == expected


@given(ROWS)
def test_errors_of_sums_are_those_of_the_naive_sums(rows: tuple[Period, ...]) -> None:
    results = derive(Project(series=(Series("gs"),), periods=rows))
    computed = errors_over(results, "losses", range(len(rows)))
    expected = errors(row.losses for row in rows)
    assert (computed is None) is (expected is None)
    if computed is not None and expected is not None:
        together, squares = expected
        assert computed.together == pytest.approx(float(together))
        assert computed.independent**2 == pytest.approx(float(squares))
