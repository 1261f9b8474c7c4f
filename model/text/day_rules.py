"""What settles days that can be read in two ways, and what is raised where nothing does."""

from __future__ import annotations

from msgspec import Struct

from model.text.errors import Unreadable
from model.text.words import Words

ORDERS = ("dmy", "mdy", "ymd")


class DayRules(Struct, frozen=True):
    """What settles days that can be read in two ways.

    `order` is that of day, month and year in numbers (`dmy`, `mdy`, `ymd`); `year_begins` the first month, 1
    to 12, of fiscal and campaign years; `year_named`: whether a year or a winter over the turn of the year is
    named by the year in which it begins (`begin`) or ends (`end`); "" and 0: not said. `pairs_are_months`:
    `2008/09` is a month; `short_years`: `Sep 24` is.
    """

    order: str = ""
    year_begins: int = 0
    year_named: str = ""
    pairs_are_months: bool = False
    short_years: bool = False


PLAIN = DayRules()


class TwoWays(Unreadable):
    """Days that can be read in two ways; `choice` is the rule that settles it.

    It is `order`, `year_begins`, `year_named` or `short_years` of `DayRules`.
    """

    def __init__(self, choice: str, message: Words) -> None:
        self.choice = choice
        super().__init__(message)
