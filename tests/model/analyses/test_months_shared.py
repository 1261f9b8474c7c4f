"""How many months of a rate fall into some periods: counted day by day, and held to whole shares."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from model.analyses.sensitivity import months_shared

FIRST = date(2023, 12, 20)
spans = st.tuples(st.integers(0, 120), st.integers(0, 60))


def day_by_day(rates: list[tuple[int, int]], periods: list[tuple[int, int]]) -> list[Fraction]:
    """Return the months of each rate; spans are (days after `FIRST`, further days)."""
    weights = [Fraction(0)] * len(rates)
    for start, more in periods:
        for day in range(start, start + more + 1):
            sharing = [at for at, (first, length) in enumerate(rates) if first <= day <= first + length]
            month = FIRST + timedelta(days=day)
            for at in sharing:
                weights[at] += Fraction(1, monthrange(month.year, month.month)[1] * len(sharing))
    return weights


def ordinals(spans: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    first = FIRST.toordinal() + np.array([start for start, _ in spans], np.int64)
    return first, first + np.array([more for _, more in spans], np.int64)


@given(st.lists(spans, min_size=1, max_size=6), st.lists(spans, min_size=1, max_size=5))
def test_each_day_of_a_period_is_shared_by_the_rates_that_have_it(
    rates: list[tuple[int, int]], wanted: list[tuple[int, int]]
) -> None:
    periods: list[tuple[int, int]] = []
    for start, more in sorted(wanted):  # no two share days
        if not periods or start > sum(periods[-1]):
            periods.append((start, more))
    found = months_shared(*ordinals(rates), *ordinals(periods))
    expected = day_by_day(rates, periods)
    assert np.allclose(found, [float(weight) for weight in expected], rtol=1e-15, atol=0)


def test_a_rate_alone_over_whole_months_counts_them_exactly() -> None:
    first, last = (np.array([date(2024, 9, 1).toordinal()]), np.array([date(2024, 11, 30).toordinal()]))
    assert months_shared(first, last, first, last).tolist() == [3.0]
