"""Measures are declared once, and completely."""

from __future__ import annotations

import pytest

from model.derive.measures import MEASURE, MEASURES, Measure, formula_of
from model.text.units import UNITS

KEYS = [
    "days",
    "months",
    "losses",
    "gains",
    "losses_per_day",
    "gains_per_day",
    "losses_per_month",
    "gains_per_month",
    "losses_per_gain",
    "gains_per_1000_losses",
    "intake",
    "shortfall",
    "shortfall_per_month",
    "replaced",
    "requirement",
    "requirement_gap",
    "affordable_gains",
    "cumulative_losses",
    "cumulative_gains",
    "cumulative_shortfall",
    "vs_baseline",
]


def test_every_measure_of_the_domain_is_declared_in_its_order() -> None:
    assert [measure.key for measure in MEASURES if measure.key in KEYS] == KEYS


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.key)
def test_a_measure_is_declared_completely(measure: Measure) -> None:
    assert measure.unit in UNITS
    assert measure.label
    assert str(formula_of(measure))
    assert measure.help.endswith(".")
    assert "{" not in measure.label + str(formula_of(measure)) + measure.help
    assert measure.short.format(area="km²")
    assert measure.worked.format(**dict.fromkeys((*measure.operands, "baseline"), "1")) is not None


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.key)
def test_operands_come_before_what_is_computed_from_them(measure: Measure) -> None:
    declared = list(MEASURE)
    assert all(declared.index(operand) < declared.index(measure.key) for operand in measure.operands)
    assert MEASURE[measure.key] is measure
