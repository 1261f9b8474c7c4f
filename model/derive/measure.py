"""What a measure is: its texts, its unit, its formula; and how measures divide."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum, auto

import numpy as np
from msgspec import Struct
from msgspec.structs import force_setattr

from model.derive.bands import Band, Reason, exact, ratio, scale, subtract
from model.project import Rate
from model.text.units import Unit


class Basis(Enum):
    """What a measure is computed from."""

    GIVEN = auto()  # the rows themselves: days, published figures, recruitment; summed over rows
    FORMULA = auto()  # other measures of the same row, or of the same sums
    RUNNING = auto()  # running sums of other measures over the parts of a series; of sums, the sums
    BASELINE = auto()  # another measure, and the same of the baseline period


def _itself(band: Band) -> Band:
    return band


_USUAL_WIDTH = "50,000–60,000"


class Measure(Struct, frozen=True):
    """A measure: its texts are marked for translation; `short` may have `{area}`, the area unit shown.

    `compute` takes the bands of `operands` and returns the band of the measure; for `Basis.BASELINE` the
    baseline's band of the first operand (one row) follows them. `worked` is the formula with an `{operand}`
    in each place where a number goes, and names the operands; `formula` says in words what is no formula of
    single numbers.

    `ratio`: it does not grow with the length of a period, so that two periods compare as they are.
    `compared`: series and sources are compared by it. `positive`: it is never below 0. `shown`: its column is
    shown at first, or while rates are shown a day, or a month; `sample` is a text as wide as the column.
    `of_a_day`: it is of the last day, or of what went on from there, and so never of a total. `went_on` is
    its label with the days `{span}` whose rate went on, `condition` that alone: "if the rate of … went on".
    """

    key: str
    label: str
    unit: Unit
    help: str = ""
    short: str = ""
    worked: str = ""
    formula: str = ""
    operands: tuple[str, ...] = ()
    compute: Callable[..., Band] = _itself
    basis: Basis = Basis.FORMULA
    ratio: bool = False
    compared: bool = False
    positive: bool = False
    shown: bool | Rate = False
    sample: str = _USUAL_WIDTH
    of_a_day: bool = False
    went_on: str = ""
    condition: str = ""

    def __post_init__(self) -> None:
        if not self.short:
            force_setattr(self, "short", self.label)
        if not self.operands:
            named = [name for name in _OPERAND.findall(self.worked) if name != "baseline"]
            force_setattr(self, "operands", tuple(named))


_OPERAND = re.compile(r"\{(\w+)\}")


def over(zero: Reason) -> Callable[[Band, Band], Band]:
    """Return what divides, absent for the reason `zero` where the divisor is not above 0."""

    def divide(a: Band, b: Band) -> Band:
        return ratio(a, b, zero)

    return divide


def in_percent(zero: Reason) -> Callable[[Band, Band], Band]:
    """Return what divides and gives percent."""

    def divide(a: Band, b: Band) -> Band:
        return ratio(scale(a, 100.0), b, zero)

    return divide


def against_other(band: Band, baseline: Band) -> Band:
    """Return band ÷ baseline − 1; where the baseline has no value, that is the reason, not the row's own."""
    compared = ratio(band, baseline, Reason.BASELINE_ZERO)
    if baseline.absent[0]:
        compared = Band(
            compared.low,
            compared.best,
            compared.high,
            compared.marks,
            np.where(band.absent == Reason.BACKWARDS, band.absent, baseline.absent),
        )
    return subtract(compared, _ONE)


_ONE = exact(np.ones(1))
