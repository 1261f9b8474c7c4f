"""Every measure of domain.md §4, declared once: key, words, unit, formula.

The formulas work on bands, and so alike on periods, on the totals of series, on selected rows and on claims.
A new measure is one entry here and one test; tables, reports and the documentation loop over `MEASURES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from types import MappingProxyType

import numpy as np

from model.derive.bands import Band, Reason, exact, ratio, scale, subtract
from model.text.units import Unit
from model.text.words import marked


class Basis(Enum):
    """What a measure is computed from."""

    GIVEN = auto()  # the rows themselves: days, published figures, recruitment; summed over rows
    FORMULA = auto()  # other measures of the same row, or of the same sums
    RUNNING = auto()  # running sums of other measures over the parts of a series; of sums, the sums
    BASELINE = auto()  # another measure, and the same of the baseline period


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its texts are marked for translation; `short` may have `{area}`, the area unit shown.

    `compute` takes the bands of `operands` and returns the band of the measure; for `Basis.BASELINE` the
    baseline's band of the first operand (one row) follows them. `worked` is the formula with an `{operand}`
    in each place where a number goes.
    """

    key: str
    label: str
    short: str
    unit: Unit
    formula: str
    worked: str
    help: str
    operands: tuple[str, ...]
    compute: Callable[..., Band]
    basis: Basis = Basis.FORMULA


def _itself(band: Band) -> Band:
    return band


def _against(band: Band, baseline: Band) -> Band:
    """Return band ÷ baseline − 1; where the baseline has no value, that is the reason, not the row's own."""
    compared = ratio(band, baseline, Reason.BASELINE_ZERO)
    if baseline.absent[0]:
        compared = Band(
            compared.low,
            compared.best,
            compared.high,
            compared.approximate,
            np.where(band.absent == Reason.BACKWARDS, band.absent, baseline.absent),
        )
    return subtract(compared, _ONE)


_ONE = exact(np.ones(1))

MEASURES: tuple[Measure, ...] = (
    Measure(
        key="days",
        label=marked("Days"),
        short=marked("Days"),
        unit="days",
        formula=marked("end − start + 1"),
        worked="",
        help=marked("Days from the first to the last, both counted."),
        operands=(),
        compute=_itself,
        basis=Basis.GIVEN,
    ),
    Measure(
        key="months",
        label=marked("Months"),
        short=marked("Months"),
        unit="months",
        formula=marked("Σ days in each calendar month ÷ days of that month"),
        worked="",
        help=marked("Calendar months: of each month, the share of its days that the period covers."),
        operands=(),
        compute=_itself,
        basis=Basis.GIVEN,
    ),
    Measure(
        key="losses",
        label=marked("Losses"),
        short=marked("Losses"),
        unit="people",
        formula=marked("as published"),
        worked="",
        help=marked("People lost, as published."),
        operands=(),
        compute=_itself,
        basis=Basis.GIVEN,
    ),
    Measure(
        key="gains",
        label=marked("Gains"),
        short=marked("Gains"),
        unit="km2",
        formula=marked("as published"),
        worked="",
        help=marked("Ground gained, as published; net gains may be negative."),
        operands=(),
        compute=_itself,
        basis=Basis.GIVEN,
    ),
    Measure(
        key="losses_per_day",
        label=marked("Losses per day"),
        short=marked("Losses/day"),
        unit="people/day",
        formula=marked("losses ÷ days"),
        worked="{losses} ÷ {days}",
        help=marked("Losses divided by days."),
        operands=("losses", "days"),
        compute=lambda losses, days: ratio(losses, days, Reason.BACKWARDS),
    ),
    Measure(
        key="gains_per_day",
        label=marked("Gains per day"),
        short=marked("Gains/day"),
        unit="km2/day",
        formula=marked("gains ÷ days"),
        worked="{gains} ÷ {days}",
        help=marked("Gains divided by days."),
        operands=("gains", "days"),
        compute=lambda gains, days: ratio(gains, days, Reason.BACKWARDS),
    ),
    Measure(
        key="losses_per_month",
        label=marked("Losses per month"),
        short=marked("Losses/month"),
        unit="people/month",
        formula=marked("losses ÷ months"),
        worked="{losses} ÷ {months}",
        help=marked("Losses divided by calendar months."),
        operands=("losses", "months"),
        compute=lambda losses, months: ratio(losses, months, Reason.BACKWARDS),
    ),
    Measure(
        key="gains_per_month",
        label=marked("Gains per month"),
        short=marked("Gains/month"),
        unit="km2/month",
        formula=marked("gains ÷ months"),
        worked="{gains} ÷ {months}",
        help=marked("Gains divided by calendar months."),
        operands=("gains", "months"),
        compute=lambda gains, months: ratio(gains, months, Reason.BACKWARDS),
    ),
    Measure(
        key="losses_per_gain",
        label=marked("Cost of ground"),
        short=marked("Losses/{area}"),
        unit="people/km2",
        formula=marked("losses ÷ gains"),
        worked="{losses} ÷ {gains}",
        help=marked("The cost of ground: losses divided by gains."),
        operands=("losses", "gains"),
        compute=lambda losses, gains: ratio(losses, gains, Reason.ZERO_GAINS),
    ),
    Measure(
        key="gains_per_1000_losses",
        label=marked("Gains per 1,000 losses"),
        short=marked("{area}/1,000 losses"),
        unit="km2",
        formula=marked("1000 × gains ÷ losses"),
        worked="1000 × {gains} ÷ {losses}",
        help=marked("The ground gained for every thousand people lost."),
        operands=("gains", "losses"),
        compute=lambda gains, losses: ratio(scale(gains, 1000.0), losses, Reason.ZERO_LOSSES),
    ),
    Measure(
        key="intake",
        label=marked("Intake"),
        short=marked("Intake"),
        unit="people",
        formula=marked("Σ monthly rate × days shared in each month ÷ days of that month"),
        worked="",
        help=marked(
            "People recruited: for each calendar month, the monthly rate times the share of its days. "
            "Estimates of one channel are alternatives; channels add."
        ),
        operands=(),
        compute=_itself,
        basis=Basis.GIVEN,
    ),
    Measure(
        key="shortfall",
        label=marked("Shortfall"),
        short=marked("Shortfall"),
        unit="people",
        formula=marked("losses − intake"),
        worked="{losses} − {intake}",
        help=marked("Losses that the intake does not replace; negative: a surplus."),
        operands=("losses", "intake"),
        compute=subtract,
    ),
    Measure(
        key="shortfall_per_month",
        label=marked("Shortfall per month"),
        short=marked("Shortfall/month"),
        unit="people/month",
        formula=marked("shortfall ÷ months"),
        worked="({shortfall}) ÷ {months}",
        help=marked("The shortfall divided by calendar months."),
        operands=("shortfall", "months"),
        compute=lambda shortfall, months: ratio(shortfall, months, Reason.BACKWARDS),
    ),
    Measure(
        key="replaced",
        label=marked("Losses replaced"),
        short=marked("Replaced"),
        unit="share",
        formula=marked("intake ÷ losses"),
        worked="{intake} ÷ {losses}",
        help=marked("The share of the losses that the intake replaces."),
        operands=("intake", "losses"),
        compute=lambda intake, losses: ratio(intake, losses, Reason.ZERO_LOSSES),
    ),
    Measure(
        key="requirement",
        label=marked("Requirement"),
        short=marked("Requirement"),
        unit="people",
        formula=marked("Σ monthly rate × days shared in each month ÷ days of that month"),
        worked="",
        help=marked("People said to be needed, computed like the intake."),
        operands=(),
        compute=_itself,
        basis=Basis.GIVEN,
    ),
    Measure(
        key="requirement_gap",
        label=marked("Requirement gap"),
        short=marked("Requirement gap"),
        unit="people",
        formula=marked("requirement − intake"),
        worked="{requirement} − {intake}",
        help=marked("What is said to be needed, less the intake."),
        operands=("requirement", "intake"),
        compute=subtract,
    ),
    Measure(
        key="affordable_gains",
        label=marked("Affordable gains"),
        short=marked("Affordable {area}"),
        unit="km2",
        formula=marked("intake ÷ (losses ÷ gains)"),
        worked="{intake} ÷ {losses_per_gain}",
        help=marked("The ground that the intake would pay for at the cost of ground."),
        operands=("intake", "losses_per_gain"),
        compute=lambda intake, cost: ratio(intake, cost, Reason.ZERO_LOSSES),
    ),
    Measure(
        key="cumulative_losses",
        label=marked("Cumulative losses"),
        short=marked("Σ losses"),
        unit="people",
        formula=marked("Σ losses of the parts so far"),
        worked="",
        help=marked("Running sum of the losses over the parts of the series by date."),
        operands=("losses",),
        compute=_itself,
        basis=Basis.RUNNING,
    ),
    Measure(
        key="cumulative_gains",
        label=marked("Cumulative gains"),
        short=marked("Σ gains"),
        unit="km2",
        formula=marked("Σ gains of the parts so far"),
        worked="",
        help=marked("Running sum of the gains over the parts of the series by date."),
        operands=("gains",),
        compute=_itself,
        basis=Basis.RUNNING,
    ),
    Measure(
        key="cumulative_shortfall",
        label=marked("Cumulative shortfall"),
        short=marked("Σ shortfall"),
        unit="people",
        formula=marked("Σ (losses − intake) of the parts so far"),
        worked="",
        help=marked("Running sum of the shortfall over the parts of the series by date."),
        operands=("losses", "intake"),
        compute=subtract,
        basis=Basis.RUNNING,
    ),
    Measure(
        key="vs_baseline",
        label=marked("Cost of ground against the baseline"),
        short=marked("vs baseline"),
        unit="share",
        formula=marked("losses per area ÷ the same of the baseline − 1"),
        worked="{losses_per_gain} ÷ {baseline} − 1",
        help=marked("How the cost of ground differs from that of the baseline period."),
        operands=("losses_per_gain",),
        compute=_against,
        basis=Basis.BASELINE,
    ),
)

MEASURE: Mapping[str, Measure] = MappingProxyType({measure.key: measure for measure in MEASURES})
