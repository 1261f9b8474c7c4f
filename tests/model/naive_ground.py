"""Ground by the words of measures.md §7: of taken, lost and net what is published, else what follows."""

from __future__ import annotations

from fractions import Fraction

from model.project import Period
from tests.model.naive_numbers import Measures, Number, minus, number_of, over, plus


def ground(period: Period, *, net_gains: bool) -> Measures:
    """Ground taken, lost again and net of a period, and its gains."""
    gains, other = number_of(period.gains, net=net_gains), number_of(period.gains_other, net=not net_gains)
    lost = number_of(period.gains_lost)
    net, taken = (gains, other) if net_gains else (other, gains)
    made: Measures = {
        "ground_taken": taken or _none_below_0(plus(net, lost)),
        "ground_lost": lost or _none_below_0(minus(taken, net)),
        "ground_net": net or minus(taken, lost),
    }
    return made | {"gains": gains or made["ground_net" if net_gains else "ground_taken"]}


def _none_below_0(number: Number) -> Number:
    if number is None or number[2] < 0:
        return None
    low, best, high, approximate = number
    return max(low, Fraction(0)), max(best, Fraction(0)), high, approximate


def with_ground(made: Measures) -> Measures:
    return made | {
        f"losses_per_{what}": over(made["losses"], made[f"ground_{what}"]) for what in ("taken", "net")
    }
