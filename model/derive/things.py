"""What is counted that is neither people nor an area: items, money, an advance (measures.md §8).

The losses of a series may be items or money, and its gains an advance. They are measures of their own, so
that they are never summed or compared with people, with areas, or with each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from model.derive.bands import Band, Reason, missing, ratio, scale, without
from model.derive.inputs import Index, Published
from model.derive.measure import Basis, Measure, over
from model.project import Counts, Series
from model.text.words import marked


class Thing(Struct, frozen=True):
    """In which field of a period it stands, and why a series that counts something else has none."""

    field: str
    other: Reason


THINGS: Mapping[str, Thing] = MappingProxyType(
    {
        "items": Thing("losses", Reason.NOT_ITEMS),
        "money": Thing("losses", Reason.NOT_MONEY),
        "advance": Thing("gains", Reason.NO_ADVANCE),
    }
)
"""What is given of them."""


class Counted(Struct, frozen=True, eq=False):
    """What the losses of n periods count, by their series."""

    counts: NDArray[np.intp]

    @classmethod
    def of(cls, project_series: tuple[Series, ...], series: Index) -> Counted:
        """Return what each period counts."""
        return cls(np.array([_COUNTS.index(one.counts) for one in project_series], np.intp)[series])

    def people(self, losses: Band) -> Band:
        """Return the losses that are people."""
        others = (self.counts == _ITEMS) | (self.counts == _MONEY)
        return without(losses, others, Reason.NOT_PEOPLE)

    def things(self, key: str, losses: Band, beside: Mapping[str, Published]) -> Band:
        """Return what is given of one of `THINGS`; where there is no figure, it lacks for `NO_THINGS`."""
        if key == "advance":
            none = missing(len(losses), Reason.NO_THINGS)
            return beside[key].band if key in beside else none
        own = self.counts == (_ITEMS if key == "items" else _MONEY)
        lacking = without(losses, losses.absent != 0, Reason.NO_THINGS)
        return without(lacking, ~own, THINGS[key].other)


_COUNTS = tuple(Counts)
_ITEMS, _MONEY = (_COUNTS.index(one) for one in (Counts.ITEMS, Counts.MONEY))


MEASURES_OF_THINGS: tuple[Measure, ...] = (
    Measure(
        key="items",
        label=marked("Items lost"),
        unit="items",
        formula=marked("as published"),
        help=marked("Items lost, as published, such as tanks: of series whose losses count items."),
        basis=Basis.GIVEN,
        compared=True,
        positive=True,
    ),
    Measure(
        key="items_per_day",
        label=marked("Items lost per day"),
        short=marked("Items/day"),
        unit="items/day",
        worked="{items} ÷ {days}",
        help=marked("Items lost divided by days."),
        compute=over(Reason.BACKWARDS),
        ratio=True,
        compared=True,
        positive=True,
        sample="1,313–1,523",
    ),
    Measure(
        key="items_per_month",
        label=marked("Items lost per month"),
        short=marked("Items/month"),
        unit="items/month",
        worked="{items} ÷ {months}",
        help=marked("Items lost divided by calendar months."),
        compute=over(Reason.BACKWARDS),
        ratio=True,
        compared=True,
        positive=True,
        sample="1,313–1,523",
    ),
    Measure(
        key="people_per_item",
        label=marked("People lost for each item"),
        short=marked("People/item"),
        unit="people/item",
        worked="{people_beside} ÷ {items}",
        help=marked("Losses of the series of people that the items are part of, divided by the items."),
        compute=over(Reason.ZERO_ITEMS),
        ratio=True,
        compared=True,
        positive=True,
        sample="116–120",
    ),
    Measure(
        key="money",
        label=marked("Money"),
        unit="money",
        formula=marked("as published"),
        help=marked("Money spent or lost, as published: of series whose losses count money."),
        basis=Basis.GIVEN,
        compared=True,
        positive=True,
    ),
    Measure(
        key="money_per_day",
        label=marked("Money per day"),
        short=marked("Money/day"),
        unit="money/day",
        worked="{money} ÷ {days}",
        help=marked("Money divided by days."),
        compute=over(Reason.BACKWARDS),
        ratio=True,
        compared=True,
        positive=True,
        sample="1,313–1,523",
    ),
    Measure(
        key="money_per_month",
        label=marked("Money per month"),
        short=marked("Money/month"),
        unit="money/month",
        worked="{money} ÷ {months}",
        help=marked("Money divided by calendar months."),
        compute=over(Reason.BACKWARDS),
        ratio=True,
        compared=True,
        positive=True,
        sample="1,313–1,523",
    ),
    Measure(
        key="money_per_km2",
        label=marked("Money for ground"),
        short=marked("Money/{area}"),
        unit="money/km2",
        worked="{money} ÷ {gains}",
        help=marked("Money divided by gains: what ground cost."),
        compute=over(Reason.ZERO_GAINS),
        ratio=True,
        compared=True,
        sample="1,313–1,523",
    ),
    Measure(
        key="advance",
        label=marked("Advance"),
        short=marked("Advance, km"),
        unit="km",
        formula=marked("as published"),
        help=marked("By how far a front moved, as published: of series whose gains are an advance."),
        basis=Basis.GIVEN,
        compared=True,
        sample="12.0–14.5",
    ),
    Measure(
        key="advance_per_day",
        label=marked("Advance per day"),
        short=marked("Advance, m/day"),
        unit="m/day",
        worked="1000 × {advance} ÷ {days}",
        help=marked("The advance divided by days, in metres."),
        compute=lambda advance, days: ratio(scale(advance, 1000.0), days, Reason.BACKWARDS),
        ratio=True,
        compared=True,
        sample="81.1–97.3",
    ),
)
"""What is computed of them."""
