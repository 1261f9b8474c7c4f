"""Arithmetic on low, best and high (domain.md §2)."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from datetime import date

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from model.derive.bands import (
    Band,
    Reason,
    add,
    concatenate,
    differing,
    divide,
    exact,
    make,
    missing,
    ratio,
    scale,
    subtract,
)
from model.derive.results import derive
from model.project import GainsAre, Period, Project, Series
from model.text.figures import Figure, Qualifier
from model.text.formats import Formats
from model.text.outcomes import Value

INF = math.inf
Triple = tuple[float, float, float]


def band(*rows: Triple, approximate: bool = False) -> Band:
    low, best, high = (np.array(column, np.float64) for column in zip(*rows, strict=True))
    return make(low, best, high, np.full(len(rows), approximate), np.zeros(len(rows), np.uint8))


def only(made: Band) -> Triple:
    cell = made.cell(0)
    assert cell.absent == 0, Reason(cell.absent)
    return cell.low, cell.best, cell.high


RATIOS: tuple[tuple[str, Triple, Triple, Triple], ...] = (
    ("of exact numbers", (6, 6, 6), (3, 3, 3), (2, 2, 2)),
    ("of ranges", (4, 6, 8), (2, 3, 4), (1, 2, 4)),
    ("of an open numerator", (6, 6, INF), (3, 3, 3), (2, 2, INF)),
    ("by an open divisor", (6, 6, 6), (3, 3, INF), (0, 2, 2)),
    ("of two open ranges", (6, 6, INF), (3, 3, INF), (0, 2, INF)),
    ("of a numerator that may be negative", (-8, 4, 8), (2, 4, 4), (-4, 1, 4)),
    ("of a negative numerator", (-8, -4, -4), (2, 4, 8), (-4, -1, -0.5)),
    ("of a negative numerator by an open divisor", (-8, -4, -4), (2, 4, INF), (-4, -1, 0)),
    ("of a numerator open below", (-INF, 4, 4), (2, 4, 4), (-INF, 1, 2)),
    ("by a divisor that touches 0", (6, 6, 6), (0, 3, 6), (1, 2, INF)),
    ("by a divisor that passes 0", (6, 6, 6), (-1, 3, 6), (1, 2, INF)),
    ("by a divisor open below", (6, 6, 6), (-INF, 3, 6), (1, 2, INF)),
    ("of what may be negative by a divisor that touches 0", (-1, 6, 6), (0, 3, 6), (-INF, 2, INF)),
    ("of 0", (0, 0, 0), (1, 2, 3), (0, 0, 0)),
    ("of 0 by an open divisor", (0, 0, 0), (1, 2, INF), (0, 0, 0)),
)


@pytest.mark.parametrize(("a", "b", "expected"), [pytest.param(*row[1:], id=row[0]) for row in RATIOS])
def test_a_ratio(a: Triple, b: Triple, expected: Triple) -> None:
    found = only(ratio(band(a), band(b), Reason.ZERO_GAINS))
    assert found == expected
    assert not any(math.copysign(1, bound) < 0 and bound == 0 for bound in found)


@pytest.mark.parametrize("b", [(0, 0, 0), (0, 0, 5), (-2, -1, 3), (-INF, 0, 0)])
def test_a_ratio_by_nothing_or_less_has_no_value(b: Triple) -> None:
    made = ratio(band((1, 1, 1)), band(b), Reason.ZERO_GAINS).cell(0)
    assert made.absent == Reason.ZERO_GAINS
    assert math.isnan(made.best)


def test_a_difference_takes_the_bounds_crosswise() -> None:
    assert only(subtract(band((80_110, 80_110, 80_110)), band((50_000, 55_000, 60_000)))) == (
        20_110,
        25_110,
        30_110,
    )
    assert only(subtract(band((5, 5, INF)), band((1, 2, INF)))) == (-INF, 3, INF)


def test_a_sum_of_open_ranges_stays_open() -> None:
    assert only(add(band((-INF, 1, 2)), band((1, 2, INF)))) == (-INF, 3, INF)


def test_the_first_missing_operand_is_the_reason() -> None:
    losses, gains = missing(1, Reason.NO_LOSSES), missing(1, Reason.NO_GAINS)
    assert ratio(losses, gains, Reason.ZERO_GAINS).cell(0).absent == Reason.NO_LOSSES
    assert subtract(band((1, 1, 1)), gains).cell(0).absent == Reason.NO_GAINS


def test_what_comes_of_an_approximate_number_is_approximate() -> None:
    about, firm = band((53, 53, 53), approximate=True), band((2, 2, 2))
    for made in (
        ratio(about, firm, Reason.ZERO_GAINS),
        ratio(firm, about, Reason.ZERO_GAINS),
        subtract(firm, about),
    ):
        assert made.cell(0).approximate
    assert not ratio(about, band((0, 0, 0)), Reason.ZERO_GAINS).cell(0).approximate


def test_one_row_stands_beside_every_row_of_another_band() -> None:
    made = ratio(band((2, 2, 2), (4, 4, 8)), band((2, 2, 2)), Reason.ZERO_GAINS)
    assert [made.cell(row)[:3] for row in range(2)] == [(1, 1, 1), (2, 2, 4)]
    assert len(ratio(exact(np.empty(0)), band((2, 2, 2)), Reason.ZERO_GAINS)) == 0


FINITE = st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def triples(draw: st.DrawFn, of: st.SearchStrategy[float] = FINITE) -> Triple:
    low, best, high = sorted(draw(st.tuples(of, of, of)))
    low = -INF if draw(st.integers(0, 4)) == 0 else low
    return low + 0.0, best + 0.0, INF if draw(st.integers(0, 4)) == 0 else high + 0.0


OPERATIONS: tuple[Callable[[Band, Band], Band], ...] = (
    add,
    subtract,
    lambda a, b: ratio(a, b, Reason.ZERO_GAINS),
    lambda a, b: scale(a, 1000.0),
    lambda a, b: divide(a, 377_580.0),
)


@given(triples(), triples(), st.sampled_from(OPERATIONS))
def test_there_is_a_value_in_order_or_none_at_all(
    a: Triple, b: Triple, operation: Callable[[Band, Band], Band]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        cell = operation(band(a), band(b)).cell(0)
    if cell.absent:
        assert all(math.isnan(bound) for bound in cell[:3])
    else:
        assert cell.value().best == cell.best


@given(triples(st.floats(-1e100, 1e100)), triples(st.floats(1e-100, 1e100)), st.floats(0, 1), st.floats(0, 1))
def test_a_ratio_holds_every_quotient_of_the_two_ranges(a: Triple, b: Triple, x: float, y: float) -> None:
    cell = ratio(band(a), band(b), Reason.ZERO_GAINS).cell(0)
    assume(not cell.absent)
    low, high = max(a[0], -1e100), min(a[2], 1e100)
    least, most = max(b[0], 1e-100), min(b[2], 1e100)
    of, by = min(max(low + x * (high - low), low), high), min(max(least + y * (most - least), least), most)
    assert cell.low <= of / by <= cell.high


def test_a_value_refuses_what_is_no_value() -> None:
    for bounds in ((1, 0, 2), (0, 3, 2), (0, math.nan, 2), (math.nan, 1, 2), (0, INF, INF)):
        with pytest.raises(ValueError, match="not low <= best <= high"):
            Value(*bounds)


def test_bands_differ_in_bounds_in_marks_and_in_reasons() -> None:
    one = concatenate([band((1, 2, 3), (1, 2, 3), (-INF, 2, 3)), missing(2, Reason.NO_GAINS)])
    other = concatenate([band((1, 2, 3), (1, 2, 4), (1, 2, 3)), missing(1, Reason.NO_GAINS), band((1, 2, 3))])
    assert differing(one, other).tolist() == [False, True, True, False, True]
    assert differing(band((1, 2, 3)), band((1, 2, 3), approximate=True)).tolist() == [True]
    assert differing(missing(1, Reason.NO_GAINS), missing(1, Reason.NO_LOSSES)).tolist() == [True]


def test_bands_are_joined_end_to_end() -> None:
    assert concatenate([band((1, 2, 3)), missing(1, Reason.NO_GAINS)]).absent.tolist() == [0, Reason.NO_GAINS]


def shown(of: Figure, unit: str = "people/km2", by: Figure | None = None) -> str:
    """Return what a cell shows of `of` ÷ `by` (1), as losses ÷ gains are computed."""
    period = Period("ru", "", date(2024, 11, 1), date(2024, 11, 30), of, by or Figure(1))
    return Formats().outcome(derive(Project(series=(_GROSS,), periods=(period,))).outcome(_COST, 0), unit)


_COST, _GROSS = "losses_per_gain", Series("ru", gains_are=GainsAre.GROSS)


@pytest.mark.parametrize(
    ("losses", "gains", "text"),
    [
        # 125,000 ÷ 2,356 = 53.056: a low is rounded down, and > stays >, ≥ stays ≥
        (Figure(125_000, qualifier=Qualifier.OVER), Figure(2356), ">53.0"),
        (Figure(125_000, qualifier=Qualifier.AT_LEAST), Figure(2356), "≥53.0"),
        # 1,000 ÷ 23.1 = 43.29: a high is rounded up
        (Figure(1000, qualifier=Qualifier.UP_TO), Figure(23.1), "≤43.3"),
        (Figure(1000, qualifier=Qualifier.UNDER), Figure(23.1), "<43.3"),
        # ground below a bound turns the bound round: ÷ "up to 100" is at least, ÷ "under 100" is more
        (Figure(1000), Figure(100, qualifier=Qualifier.UP_TO), "≥10.0"),
        (Figure(1000), Figure(100, qualifier=Qualifier.UNDER), ">10.0"),
        (Figure(1000), Figure(100, qualifier=Qualifier.AT_LEAST), "≤10.0"),
        (Figure(1000), Figure(100, qualifier=Qualifier.OVER), "<10.0"),
        (Figure(1200, low=1000), Figure(100), "≥10.0"),
    ],
)
def test_an_open_bound_keeps_its_kind(losses: Figure, gains: Figure, text: str) -> None:
    assert shown(losses, by=gains) == text
