"""How far or how fast a front moves: 12 km, 81 metres a day, which is no ground."""

from __future__ import annotations

from model.reading.patterns import any_case
from model.reading.vocabulary import Vocabulary
from model.text.units import Unit

_METRES = r"m|met(?:er|re)s?|Metern?|метр\w*|м"
_KILOMETRES = r"km|kilomet(?:er|re)s?|Kilometern?|км|к[іи]лометр\w*"
_MILES = r"mi(?:les?)?|Meilen?|мил[яьіие]\w*"


def advance_a_day(text: str, words: Vocabulary, end: int) -> Unit:
    """Return the unit of a number that ends at a place and is so many metres a day; "" for anything else."""
    said = any_case(
        rf"[\s-]?(?:(?P<m>{_METRES})|(?:{_KILOMETRES}))(?![\w²^])\s*(?:{words.per['day']})(?!\w)"
    ).match(text, end)
    return "" if said is None else "m/day" if said["m"] else "km/day"


def length_at(text: str, end: int) -> Unit:
    """Return the unit of length behind a number that ends at a place; "" for none."""
    said = any_case(rf"[\s-]?(?:(?P<km>{_KILOMETRES})|(?:{_MILES}))(?![\w²^])").match(text, end)
    return "" if said is None else "km" if said["km"] else "mi"
