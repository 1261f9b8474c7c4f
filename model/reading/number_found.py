"""A number that was found in a text, with the words around it that belong to it."""

from __future__ import annotations

from msgspec import Struct

from model.text.figure_words import Qualifier


class NumberFound(Struct, frozen=True):
    """A number with the words around it that belong to it; places are code points of the text.

    `core` is the number alone, `start` to `end` with its qualifier and unit. `value` stands alone, or `low`
    and `high` do; all three behind ±, and where these are an `interval` told in brackets. `unit` is `km2`,
    `mi2`, `share`, `times` or empty; `per` is `day`, `month`, `year`, `week`, or `km2` or `mi2` for a
    number of people for each. `ordinal`: a place in a row. `unsure`: two readings.
    """

    start: int
    end: int
    core: tuple[int, int]
    value: float | None
    low: float | None = None
    high: float | None = None
    qualifier: Qualifier = Qualifier.EXACT
    unit: str = ""
    per: str = ""
    ordinal: bool = False
    unsure: bool = False
    spelled: bool = False
    signed: bool = False
    unit_end: int = 0
    interval: bool = False
