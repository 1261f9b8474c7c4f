"""The days of a total: those of the figures that it is the sum of, where these follow one another.

That a number is the sum of others says more surely of which days it is than any word beside it.
"""

from __future__ import annotations

from datetime import date

from model.reading.figures_before import Meaning
from model.reading.number_found import NumberFound

_MOST = 60  # figures of one kind before a total that can be its parts
_NEAR = 1e-6  # of a total, by which its parts may miss it
_Days = tuple[date, date]
_Series = tuple[str, str, str]


class DaysOfSums:
    """The figures of a text so far, by what they count, in the order in which they were said."""

    def __init__(self) -> None:
        self._parts: dict[_Series, dict[_Days, float]] = {}

    def remember(self, number: NumberFound, meaning: Meaning, days: tuple[date | None, date | None]) -> None:
        """Keep a figure whose value and days are known; of the same days the one said last."""
        first, last = days
        if meaning.kind is None or number.value is None or first is None or last is None:
            return
        parts = self._parts.setdefault(_series(meaning), {})
        parts.pop((first, last), None)
        parts[first, last] = number.value
        if len(parts) > _MOST:
            del parts[next(iter(parts))]

    def of(self, number: NumberFound, meaning: Meaning) -> _Days | None:
        """Return first and last day of what a total adds up; None where it is no such sum."""
        parts = self._parts.get(_series(meaning), {})
        if number.value is None or meaning.compared is not None or "/" in meaning.unit:
            return None
        recent = sorted(parts.items())
        sums = ((part[0][0], _total(recent[place:], number.value)) for place, part in enumerate(recent))
        return next(((first, last) for first, last in sums if last is not None), None)


def _total(parts: list[tuple[_Days, float]], wanted: float) -> date | None:
    """Return the last day of the parts that follow the first one and add up with it; None for none."""
    (_first, last), total = parts[0]
    for (begins, ends), value in parts[1:]:
        if begins <= last:
            continue
        if (begins - last).days > 1 or total > wanted:
            return None
        last, total = ends, total + value
        if abs(total - wanted) <= _NEAR * total:
            return last
    return None


def _series(meaning: Meaning) -> _Series:
    return str(meaning.kind), meaning.unit, meaning.counts
