"""Whether numbers can be what they are taken for: no country has the area, no people are so many."""

from __future__ import annotations

import math
from collections.abc import Iterable

from model.imports.cells import Question
from model.imports.choices import SeriesQuantity
from model.text.formats import numeral
from model.text.units import KM2_PER_MI2, LENGTHS, convert
from model.text.words import marked, words

_LARGEST_COUNTRY = 17_100_000.0  # km²: Russia, the largest
_EARTH = 510_100_000.0  # km²: its whole surface
_PEOPLE = 8_300_000_000.0  # all who live
_KM2 = {"km2": 1.0, "mi2": KM2_PER_MI2, "m2": 1e-6, "ha": 0.01}
_LONGEST_ADVANCE = 20_000.0  # km: halfway round the Earth


def implausible(numbers: Iterable[float], what: SeriesQuantity, unit: str, *, said: bool) -> Question | None:
    """Return the question that numbers in a unit raise by their size, or None.

    An area greater than the largest country is asked about, unless its unit was said; one greater than the
    Earth is in any case, and so are more people than there are.
    """
    greatest = max((abs(number) for number in numbers if math.isfinite(number)), default=0.0)
    if not what.of_ground:
        if greatest <= _PEOPLE:
            return None
        message = marked(
            "there would be {number} people, more than there are: the column may hold something else"
        )
        return Question("value", words(message, number=numeral(f"{greatest:.0f}")))
    if unit in LENGTHS:
        if convert(greatest, unit, "km") <= _LONGEST_ADVANCE:
            return None
        message = marked(
            "the advance would reach {number} km, half the way round the Earth: its unit is doubtful"
        )
        return Question("unit", words(message, number=numeral(f"{convert(greatest, unit, 'km'):.0f}")))
    if greatest * _KM2[unit] <= (_EARTH if said else _LARGEST_COUNTRY):
        return None
    message = marked(
        "the areas would reach {number} km², more than the largest country has: their unit is doubtful"
    )
    return Question("unit", words(message, number=numeral(f"{greatest * _KM2[unit]:.0f}")))
