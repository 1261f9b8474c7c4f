"""What formulas take from elsewhere than a period and its days: what series and references say."""

from __future__ import annotations

from model.derive.bands import add
from model.derive.measure import Basis, Measure
from model.text.words import marked

_SAME_DAYS = marked("Σ losses of these days in that series")
_OF_REFERENCES = marked("as the table References says for these days")

OPERANDS: tuple[Measure, ...] = (
    Measure(
        key="lost_within",
        label=marked("Losses of these days whose wounded return in them"),
        unit="people",
        formula=marked("Σ losses of those days"),
        basis=Basis.GIVEN,
    ),
    Measure(
        key="lost_outside",
        label=marked("Losses of earlier days whose wounded return"),
        unit="people",
        formula=marked("Σ losses of those days"),
        basis=Basis.GIVEN,
    ),
    Measure(
        key="lost_before",
        label=marked("Losses whose wounded return"),
        unit="people",
        worked="{lost_within} + {lost_outside}",
        compute=add,
    ),
    Measure(
        key="share_killed",
        label=marked("Share killed"),
        unit="share",
        formula=marked("as the series says"),
        basis=Basis.GIVEN,
    ),
    Measure(
        key="share_returning",
        label=marked("Share of the others that return"),
        unit="share",
        formula=marked("as the series says"),
        basis=Basis.GIVEN,
    ),
    Measure(
        key="last_day",
        label=marked("Last day"),
        unit="days",
        formula=marked("the last day of the period"),
        basis=Basis.GIVEN,
    ),
    Measure(
        key="reference_people",
        label=marked("People of the reference"),
        unit="people",
        formula=_OF_REFERENCES,
        basis=Basis.GIVEN,
    ),
    Measure(
        key="reference_area",
        label=marked("Area of the reference"),
        unit="km2",
        formula=_OF_REFERENCES,
        basis=Basis.GIVEN,
    ),
    Measure(
        key="reference_front",
        label=marked("Length of the front"),
        unit="km",
        formula=_OF_REFERENCES,
        basis=Basis.GIVEN,
    ),
    Measure(
        key="reference_items",
        label=marked("Items of the reference"),
        unit="items",
        formula=_OF_REFERENCES,
        basis=Basis.GIVEN,
    ),
    Measure(
        key="opponent_losses",
        label=marked("Losses of the opponent"),
        unit="people",
        formula=_SAME_DAYS,
        basis=Basis.GIVEN,
    ),
    Measure(
        key="killed",
        label=marked("Killed"),
        unit="people",
        formula=_SAME_DAYS,
        basis=Basis.GIVEN,
    ),
    Measure(
        key="casualties",
        label=marked("Casualties, the killed among them"),
        unit="people",
        formula=_SAME_DAYS,
        basis=Basis.GIVEN,
    ),
    Measure(
        key="people_beside",
        label=marked("People lost beside the items"),
        unit="people",
        formula=_SAME_DAYS,
        basis=Basis.GIVEN,
    ),
    Measure(
        key="counted",
        label=marked("Counted by name"),
        unit="people",
        formula=_SAME_DAYS,
        basis=Basis.GIVEN,
    ),
    Measure(
        key="estimated",
        label=marked("Estimated"),
        unit="people",
        formula=_SAME_DAYS,
        basis=Basis.GIVEN,
    ),
    Measure(
        key="group_losses",
        label=marked("Losses of the group"),
        unit="people",
        formula=marked("Σ losses of these days in the series of the group"),
        basis=Basis.GIVEN,
    ),
)
"""What formulas take from elsewhere than a period and its days: no measures, shown in formulas alone."""
