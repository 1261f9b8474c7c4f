"""What proves the days of a number: that it comes to what figures that are certain say of them.

`In November 1,523 a day`, `45,690 in all`; `125,000 casualties for 2,356 km²`, `about 53 for each of them`.
"""

from __future__ import annotations

from datetime import date

from model.reading.words_around import Read

_NEAR = 0.02  # of a number, by which it may be rounded
_Days = tuple[date | None, date | None]


class Proofs:
    """The figures of a text that are certain, by their days and units."""

    def __init__(self) -> None:
        self._known: dict[tuple[_Days, str], list[float]] = {}

    def remember(self, read: Read) -> None:
        """Keep a figure."""
        value = read.number.value
        if value is not None and read.meaning.compared is None:
            self._known.setdefault((read.days, read.meaning.unit), []).append(value)

    def of(self, read: Read) -> bool:
        """Whether a total, a rate or a cost comes to what figures that are known say of the same days."""
        first, last = read.days
        value, unit = read.number.value, read.meaning.unit
        if first is None or last is None or value is None or read.meaning.compared is not None:
            return False
        long = {"day": (last - first).days + 1, "month": round((last - first).days / 30.4) or 1}
        of, _, per = unit.partition("/")
        if per in long:
            come_to = [whole / long[per] for whole in self._of(read.days, of)]
        elif per:
            come_to = [a / b for a in self._of(read.days, of) for b in self._of(read.days, per) if b]
        else:
            come_to = [
                rate * days for step, days in long.items() for rate in self._of(read.days, f"{unit}/{step}")
            ]
        return any(abs(value - wanted) <= _NEAR * abs(wanted) for wanted in come_to)

    def _of(self, days: _Days, unit: str) -> list[float]:
        return self._known.get((days, unit), [])
