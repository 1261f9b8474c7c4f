"""Every measure of domain.md §4, declared once: key, words, unit, formula.

The formulas work on bands, and so alike on periods, on the totals of series, on selected rows and on claims.
A new measure is one entry here and one test; tables, reports and the documentation loop over `MEASURES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from model.derive.bands import Reason, ratio, scale, subtract
from model.derive.ground import GROUND_MEASURES
from model.derive.measure import Basis, Measure, against_other, in_percent, over
from model.derive.measures_of_pairs import OF_PAIRS
from model.derive.net_change import net_change, returned
from model.derive.operands import OPERANDS
from model.derive.stocks import STOCKS
from model.derive.things import MEASURES_OF_THINGS
from model.project import COMPARED_IN, Claim, Rate
from model.text.units import Unit, of_difference
from model.text.words import Words, marked, words

__all__ = ["OPERANDS", "Basis", "Measure"]  # which live in modules below this one, which need them too

OF_DAYS = ("days", "months", "last_day")
"""What is known of the days of a period alone."""


def formula_of(measure: Measure) -> Words:
    """Return the formula of a measure in words: `Losses ÷ Days`."""
    if measure.formula:
        return words(measure.formula)
    named = {key: words(MEASURE[key].label) for key in measure.operands}
    return words(measure.worked, **named, baseline=words("the same of the baseline"))


MEASURES: tuple[Measure, ...] = (
    Measure(
        key="days",
        label=marked("Days"),
        unit="days",
        formula=marked("end − start + 1"),
        help=marked("Days from the first to the last, both counted."),
        basis=Basis.GIVEN,
        shown=True,
        sample="1,000",
    ),
    Measure(
        key="months",
        label=marked("Months"),
        unit="months",
        formula=marked("Σ days in each calendar month ÷ days of that month"),
        help=marked("Calendar months: of each month, the share of its days that the period covers."),
        basis=Basis.GIVEN,
    ),
    Measure(
        key="losses",
        label=marked("Losses"),
        unit="people",
        formula=marked("as published"),
        help=marked("People lost, as published."),
        basis=Basis.GIVEN,
        compared=True,
        positive=True,
    ),
    Measure(
        key="gains",
        label=marked("Gains"),
        unit="km2",
        formula=marked("as published"),
        help=marked("Ground gained, as published; net gains may be negative."),
        basis=Basis.GIVEN,
        compared=True,
    ),
    Measure(
        key="losses_per_day",
        label=marked("Losses per day"),
        short=marked("Losses/day"),
        unit="people/day",
        worked="{losses} ÷ {days}",
        help=marked("Losses divided by days."),
        compute=over(Reason.BACKWARDS),
        ratio=True,
        compared=True,
        shown=Rate.PER_DAY,
        sample="1,313–1,523",
    ),
    Measure(
        key="gains_per_day",
        label=marked("Gains per day"),
        short=marked("Gains/day"),
        unit="km2/day",
        worked="{gains} ÷ {days}",
        help=marked("Gains divided by days."),
        compute=over(Reason.BACKWARDS),
        ratio=True,
        compared=True,
        shown=Rate.PER_DAY,
        sample="24.9–28.0",
    ),
    Measure(
        key="losses_per_month",
        label=marked("Losses per month"),
        short=marked("Losses/month"),
        unit="people/month",
        worked="{losses} ÷ {months}",
        help=marked("Losses divided by calendar months."),
        compute=over(Reason.BACKWARDS),
        ratio=True,
        compared=True,
        shown=Rate.PER_MONTH,
        sample="40,055–45,690",
    ),
    Measure(
        key="gains_per_month",
        label=marked("Gains per month"),
        short=marked("Gains/month"),
        unit="km2/month",
        worked="{gains} ÷ {months}",
        help=marked("Gains divided by calendar months."),
        compute=over(Reason.BACKWARDS),
        ratio=True,
        compared=True,
        shown=Rate.PER_MONTH,
        sample="758–839",
    ),
    Measure(
        key="losses_per_gain",
        label=marked("Cost of ground"),
        short=marked("Losses/{area}"),
        unit="people/km2",
        worked="{losses} ÷ {gains}",
        help=marked("The cost of ground: losses divided by gains."),
        compute=over(Reason.ZERO_GAINS),
        ratio=True,
        compared=True,
        shown=True,
        sample="52.8–54.5",
    ),
    Measure(
        key="gains_per_1000_losses",
        label=marked("Gains per 1,000 losses"),
        short=marked("{area}/1,000 losses"),
        unit="km2",
        worked="1000 × {gains} ÷ {losses}",
        help=marked("The ground gained for every thousand people lost."),
        compute=lambda gains, losses: ratio(scale(gains, 1000.0), losses, Reason.ZERO_LOSSES),
        ratio=True,
        compared=True,
    ),
    *GROUND_MEASURES,
    *MEASURES_OF_THINGS,
    Measure(
        key="intake",
        label=marked("Intake"),
        unit="people",
        formula=marked("Σ monthly rate × days shared in each month ÷ days of that month"),
        help=marked(
            "People recruited: for each calendar month, the monthly rate times the share of its days. "
            "Estimates of one channel are alternatives; channels add."
        ),
        basis=Basis.GIVEN,
        compared=True,
        positive=True,
        shown=True,
    ),
    Measure(
        key="shortfall",
        label=marked("Gross shortfall"),
        unit="people",
        worked="{losses} − {intake}",
        help=marked(
            "Gross shortfall (wounded who return not counted): losses that the intake does not replace; "
            "negative: a surplus."
        ),
        compute=subtract,
        compared=True,
        shown=True,
        sample="20,110–30,110",
    ),
    Measure(
        key="shortfall_per_month",
        label=marked("Gross shortfall per month"),
        short=marked("Gross shortfall/month"),
        unit="people/month",
        worked="({shortfall}) ÷ {months}",
        help=marked("The gross shortfall (wounded who return not counted) divided by calendar months."),
        compute=over(Reason.BACKWARDS),
        ratio=True,
        compared=True,
    ),
    Measure(
        key="replaced",
        label=marked("Losses replaced"),
        short=marked("Replaced"),
        unit="share",
        worked="{intake} ÷ {losses}",
        help=marked("The share of the losses that the intake replaces."),
        compute=over(Reason.ZERO_LOSSES),
        ratio=True,
        compared=True,
        shown=True,
        sample="62–75 %",
    ),
    Measure(
        key="used_up",
        label=marked("Intake used up by losses"),
        short=marked("Used up"),
        unit="share",
        worked="{losses} ÷ {intake}",
        help=marked("The share of the intake that only makes up for the losses."),
        compute=over(Reason.ZERO_INTAKE),
        ratio=True,
        compared=True,
        sample="62–75 %",
    ),
    Measure(
        key="returned",
        label=marked("Wounded who return"),
        short=marked("Returned"),
        unit="people",
        worked="{lost_before} × (1 − {share_killed}) × {share_returning}",
        help=marked(
            "Of the losses so many days earlier, those not killed, times the share of them that return to "
            "duty: what the table Series says of each."
        ),
        compute=returned,
        positive=True,
    ),
    Measure(
        key="net_change",
        label=marked("Net change of the force"),
        short=marked("Net change"),
        unit="people",
        worked="{intake} + {returned} − {losses}",
        help=marked(
            "Intake and wounded who return, less the losses: by how much the force grows, or shrinks (−)."
        ),
        operands=(
            *("intake", "losses", "returned", "lost_within", "lost_outside"),
            *("share_killed", "share_returning"),
        ),
        compute=net_change,
        compared=True,
        sample="−20,110 to 30,110",
    ),
    Measure(
        key="net_change_per_month",
        label=marked("Net change of the force per month"),
        short=marked("Net change/month"),
        unit="people/month",
        worked="({net_change}) ÷ {months}",
        help=marked("The net change of the force divided by calendar months."),
        compute=over(Reason.BACKWARDS),
        ratio=True,
        compared=True,
        sample="−20,110 to 30,110",
    ),
    Measure(
        key="requirement",
        label=marked("Requirement"),
        unit="people",
        formula=marked("Σ monthly rate × days shared in each month ÷ days of that month"),
        help=marked("People said to be needed, computed like the intake."),
        basis=Basis.GIVEN,
        positive=True,
    ),
    Measure(
        key="requirement_gap",
        label=marked("Requirement gap"),
        unit="people",
        worked="{requirement} − {intake}",
        help=marked("What is said to be needed, less the intake."),
        compute=subtract,
        sample="40,000–54,000",
    ),
    Measure(
        key="affordable_gains",
        label=marked("Affordable gains"),
        short=marked("Affordable {area}"),
        unit="km2",
        worked="{intake} ÷ {losses_per_gain}",
        help=marked("The ground that the intake would pay for at the cost of ground."),
        compute=over(Reason.ZERO_LOSSES),
    ),
    Measure(
        key="losses_of_people",
        label=marked("Losses as a share of the people"),
        short=marked("Losses/people"),
        unit="share",
        worked="{losses} ÷ {reference_people}",
        help=marked("Losses divided by the people of the table References: a strength, a population."),
        compute=over(Reason.NO_PEOPLE_KNOWN),
        positive=True,
        sample="6.07 %",
    ),
    Measure(
        key="losses_of_people_per_day",
        label=marked("Losses a day as a share of the people"),
        short=marked("Losses/people/day, %"),
        unit="percent/day",
        worked="{losses_per_day} ÷ {reference_people}",
        help=marked("Losses per day divided by the people of the table References."),
        compute=in_percent(Reason.NO_PEOPLE_KNOWN),
        ratio=True,
        positive=True,
        sample="0.202–0.302",
    ),
    Measure(
        key="losses_of_people_per_month",
        label=marked("Losses a month as a share of the people"),
        short=marked("Losses/people/month, %"),
        unit="percent/month",
        worked="{losses_per_month} ÷ {reference_people}",
        help=marked("Losses per month divided by the people of the table References."),
        compute=in_percent(Reason.NO_PEOPLE_KNOWN),
        ratio=True,
        compared=True,
        positive=True,
        sample="6.07–7.08",
    ),
    Measure(
        key="net_change_of_people_per_month",
        label=marked("Net change a month as a share of the people"),
        short=marked("Net change/people/month, %"),
        unit="percent/month",
        worked="({net_change_per_month}) ÷ {reference_people}",
        help=marked(
            "By what share of the people of the table References the force grows a month, or shrinks."
        ),
        compute=in_percent(Reason.NO_PEOPLE_KNOWN),
        ratio=True,
        sample="−2.02 to 1.03",
    ),
    Measure(
        key="gains_of_area",
        label=marked("Gains as a share of the area"),
        short=marked("Gains/area"),
        unit="share",
        worked="{gains} ÷ {reference_area}",
        help=marked("Gains divided by the area of the table References, such as that of the country."),
        compute=over(Reason.NO_AREA_KNOWN),
        compared=True,
        sample="0.0445 %",
    ),
    Measure(
        key="losses_per_front",
        label=marked("Losses per km of front"),
        short=marked("Losses/km of front"),
        unit="people/km",
        worked="{losses} ÷ {reference_front}",
        help=marked("Losses divided by the length of the front, from the table References."),
        compute=over(Reason.NO_FRONT_KNOWN),
        compared=True,
        positive=True,
        sample="28.0–30.0",
    ),
    Measure(
        key="losses_per_item",
        label=marked("Losses per item"),
        short=marked("Losses/item"),
        unit="people/item",
        worked="{losses} ÷ {reference_items}",
        help=marked("Losses divided by the items of the table References, such as vehicles lost."),
        compute=over(Reason.NO_ITEMS_KNOWN),
        positive=True,
        sample="2.51–3.02",
    ),
    *OF_PAIRS,
    *STOCKS,
    Measure(
        key="cumulative_losses",
        label=marked("Cumulative losses"),
        short=marked("Σ losses"),
        unit="people",
        formula=marked("Σ losses of the parts so far"),
        help=marked("Running sum of the losses over the parts of the series by date."),
        operands=("losses",),
        basis=Basis.RUNNING,
        positive=True,
    ),
    Measure(
        key="cumulative_gains",
        label=marked("Cumulative gains"),
        short=marked("Σ gains"),
        unit="km2",
        formula=marked("Σ gains of the parts so far"),
        help=marked("Running sum of the gains over the parts of the series by date."),
        operands=("gains",),
        basis=Basis.RUNNING,
    ),
    Measure(
        key="cumulative_shortfall",
        label=marked("Cumulative gross shortfall"),
        short=marked("Σ gross shortfall"),
        unit="people",
        formula=marked("Σ (losses − intake) of the parts so far"),
        help=marked(
            "Running sum of the gross shortfall (wounded who return not counted) over the parts of the "
            "series by date."
        ),
        operands=("losses", "intake"),
        compute=subtract,
        basis=Basis.RUNNING,
    ),
    Measure(
        key="vs_baseline",
        label=marked("Cost of ground against the baseline"),
        short=marked("vs baseline"),
        unit="share",
        worked="{losses_per_gain} ÷ {baseline} − 1",
        help=marked("How the cost of ground differs from that of the baseline period."),
        compute=against_other,
        basis=Basis.BASELINE,
        shown=True,
        sample="▲ 100.1 %",
    ),
)

MEASURE: Mapping[str, Measure] = MappingProxyType(
    {measure.key: measure for measure in (*OPERANDS, *MEASURES)}
)

CAMPAIGN_MEASURES: tuple[Measure, ...] = (
    Measure(
        key="campaign_shortfall",
        label=marked("Shortfall of a campaign"),
        short=marked("Shortfall"),
        unit="people",
        formula=marked("target − achieved"),
        help=marked("People short of the target of the campaign with exactly these days."),
        basis=Basis.GIVEN,
    ),
    Measure(
        key="attained",
        label=marked("Attained by a campaign"),
        short=marked("Attained"),
        unit="share",
        formula=marked("achieved ÷ target"),
        help=marked("The share of its target that the campaign with exactly these days achieved."),
        basis=Basis.GIVEN,
    ),
)
"""What a claim may say of a campaign: no measures of periods."""

CLAIMED: Mapping[str, Measure] = MappingProxyType(
    {measure.key: measure for measure in (*MEASURES, *CAMPAIGN_MEASURES)}
)
"""Everything of which a claim may state a figure, by key."""


COSTS = ("losses_per_gain", "losses_per_taken", "losses_per_net")
"""What people lost for each area: of ground as it is gained, of what was taken, and of the net."""


@cache
def leaves_of(key: str) -> frozenset[str]:
    """Return what a measure is made of in the end, of what is published: the keys of given measures."""
    measure = MEASURE[key]
    if measure.basis is Basis.GIVEN:
        return frozenset({key}).difference(OF_DAYS)
    return frozenset().union(*map(leaves_of, measure.operands))


def claimed_unit(claim: Claim) -> Unit:
    """Return the unit in which a claim states its figure where that names none."""
    own = CLAIMED[claim.measure].unit
    return own if claim.against is None else COMPARED_IN.get(claim.against.kind, of_difference(own))
