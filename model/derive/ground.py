"""Ground taken, lost again and net, of which two give the third (measures.md §7).

The gains of a series are its net ground or the ground taken. Its periods may tell more: ground lost again,
and the other of the two. What is published of the three stands; what is not follows from the two others.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from model.derive.bands import Band, Flags, Reason, add, choose, make, missing, subtract, without
from model.derive.inputs import Index, Published, SeriesKey
from model.derive.measure import Basis, Measure, over
from model.project import GROUND, GainsAre
from model.text.words import marked

Signs = NDArray[np.int8]


def ground_told(field: str, *, gross: bool) -> str:
    """Return which ground a field of a period tells; gains are the ground taken where they are gross."""
    if field == "gains_lost":
        return "ground_lost"
    return "ground_taken" if (field == "gains") is gross else "ground_net"


GROUND_LACKING: Mapping[str, Reason] = MappingProxyType(
    {
        "ground_taken": Reason.NO_GROUND_TAKEN,
        "ground_lost": Reason.NO_GROUND_LOST,
        "ground_net": Reason.NO_GROUND_NET,
    }
)
"""The three, and why there is no value where one is neither published nor follows from the others."""

OF_GROUND = ("gains", *GROUND_LACKING)
"""What is made of the figures of ground: the gains of a series are one of the three."""

_FROM: Mapping[str, tuple[tuple[str, int], tuple[str, int]]] = {
    "ground_taken": (("ground_net", 1), ("ground_lost", 1)),
    "ground_lost": (("ground_taken", 1), ("ground_net", -1)),
    "ground_net": (("ground_taken", 1), ("ground_lost", -1)),
}
"""From which two each follows: 1 for what is added, −1 for what is taken off."""


class Ground(Struct, frozen=True, eq=False, dict=True):
    """The ground of n periods, in km², as published: their `gains`, and what stands `beside` them.

    `gross`: of which periods the gains are the ground taken; of the others they are the net. `advance`: of
    which they are no area.
    """

    gains: Band
    beside: Mapping[str, Published]
    gross: Flags
    advance: Flags

    @classmethod
    def of(cls, gains: Band, beside: Mapping[str, Published], series: Index, series_key: SeriesKey) -> Ground:
        """Return the ground of periods, each of a series."""
        kinds = (GainsAre.GROSS, GainsAre.ADVANCE)
        gross, advance = (
            np.array([gains_are is kind for _, gains_are in series_key], np.bool_)[series] for kind in kinds
        )
        return cls(gains, beside, gross, advance)

    def band(self, key: str) -> Band:
        """Return ground taken, lost or net of each period: as published, else from the other two."""
        own = self._published[key]
        (first, _), (second, sign) = _FROM[key]
        made = (add if sign > 0 else subtract)(self._published[first], self._published[second])
        made = without(made, made.absent != 0, GROUND_LACKING[key])
        if key != "ground_net":  # what is below 0 by its range alone begins at 0
            below = (made.absent == 0) & (made.high < 0)
            low, best = np.maximum(made.low, 0.0), np.maximum(made.best, 0.0)
            made = make(low, best, made.high, made.marks, made.absent)
            made = without(made, below, Reason.GROUND_CONTRADICTS)
        return without(choose(own.absent == 0, own, made), self.advance, Reason.IS_ADVANCE)

    def gains_given(self) -> Band:
        """Return the gains of each period: as published, else what follows from the rest of its ground."""
        if not set(GROUND[1:]) <= self.beside.keys():
            return without(self.gains, self.advance, Reason.IS_ADVANCE)
        made = choose(self.gross, self.band("ground_taken"), self.band("ground_net"))
        made = choose(made.absent == 0, made, self.gains)  # which it is where they are published
        return without(made, self.advance, Reason.IS_ADVANCE)

    def made_of(self, key: str) -> Mapping[str, Signs]:
        """Return for each field of ground how it counts in the ground `key`, or the gains, of each period.

        (n,) each: 1 where it is added, −1 where it is taken off, 0 where nothing rests on it.
        """
        return self._signs[key]

    @cached_property
    def _signs(self) -> Mapping[str, Mapping[str, Signs]]:
        signs = {key: self._signs_of(key) for key in GROUND_LACKING}
        taken, net = signs["ground_taken"], signs["ground_net"]
        return signs | {"gains": {field: np.where(self.gross, taken[field], net[field]) for field in GROUND}}

    def _signs_of(self, key: str) -> Mapping[str, Signs]:
        own = (self._published[key].absent == 0) & ~self.advance
        follows = ~own & (self.band(key).absent == 0)
        signs = {field: (own & self._says(field, key)).astype(np.int8) for field in GROUND}
        for each, sign in _FROM[key]:
            for field in GROUND:
                signs[field][follows & self._says(field, each)] = sign
        return signs

    def _says(self, field: str, key: str) -> Flags:
        """Return the periods of which a field of ground says the ground `key`."""
        of_gross, of_net = (ground_told(field, gross=gross) == key for gross in (True, False))
        return np.where(self.gross, of_gross, of_net)

    @cached_property
    def _published(self) -> Mapping[str, Band]:
        none = missing(len(self.gains), Reason.NO_GAINS)
        lost, other = (self.beside[field].band if field in self.beside else none for field in GROUND[1:])
        return {
            "ground_taken": choose(self.gross, self.gains, other),
            "ground_lost": lost,
            "ground_net": choose(self.gross, other, self.gains),
        }


GROUND_MEASURES: tuple[Measure, ...] = (
    Measure(
        key="ground_taken",
        label=marked("Ground taken"),
        short=marked("Ground taken, {area}"),
        unit="km2",
        formula=marked("as published, else net + lost"),
        help=marked("Ground taken, before what was lost again is taken off: as published, else net + lost."),
        basis=Basis.GIVEN,
        compared=True,
        positive=True,
    ),
    Measure(
        key="ground_lost",
        label=marked("Ground lost again"),
        short=marked("Ground lost, {area}"),
        unit="km2",
        formula=marked("as published, else taken − net"),
        help=marked("Ground lost again in the same days: as published, else taken − net."),
        basis=Basis.GIVEN,
        compared=True,
        positive=True,
    ),
    Measure(
        key="ground_net",
        label=marked("Net ground"),
        short=marked("Net ground, {area}"),
        unit="km2",
        formula=marked("as published, else taken − lost"),
        help=marked("Ground taken less what was lost again: as published, else taken − lost."),
        basis=Basis.GIVEN,
        compared=True,
    ),
    Measure(
        key="losses_per_taken",
        label=marked("Losses per ground taken"),
        short=marked("Losses/{area} taken"),
        unit="people/km2",
        worked="{losses} ÷ {ground_taken}",
        help=marked("Losses divided by the ground taken, before what was lost again is taken off."),
        compute=over(Reason.ZERO_TAKEN),
        ratio=True,
        compared=True,
        positive=True,
        sample="52.8–54.5",
    ),
    Measure(
        key="losses_per_net",
        label=marked("Losses per net ground"),
        short=marked("Losses/{area} net"),
        unit="people/km2",
        worked="{losses} ÷ {ground_net}",
        help=marked("Losses divided by the ground taken less what was lost again."),
        compute=over(Reason.ZERO_NET),
        ratio=True,
        compared=True,
        sample="52.8–54.5",
    ),
)
"""What is computed of the three."""
