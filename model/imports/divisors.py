"""Tables of what others are divided by, and of what becomes of the lost: names and units of columns.

What a number of theirs is, its unit says: it stands in the cell, in a column of its own, in the name of the
column, or is said; else it is asked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from model.imports.cells import Cell, Question, text_of
from model.imports.choices import ReferenceChoices, SeriesQuantity, ShareChoices, TableChoices
from model.imports.column_names import plain_name, speaks_of, unit_of_name
from model.imports.inspect_file import FileReport
from model.imports.numbers import ColumnForm, read_numbers
from model.text.errors import Unreadable
from model.text.figure_words import parse_figure_text
from model.text.notation import clipped
from model.text.units import METRIC_POWERS, Unit, read_typed_unit
from model.text.words import marked, words

NAMES: Mapping[type[TableChoices], Mapping[str, re.Pattern[str]]] = {
    ReferenceChoices: {
        "label": re.compile(
            r"label|name|title|what|reference|denominator|place|region|oblast|province|district|country|front"
            r"|назва|що|область|регіон|район|країна|название|что|страна|gebiet|region|land"
        ),
        "unit": re.compile(r"units?|одиниц[яі](?: виміру)?|единиц[аы](?: измерения)?|einheit(?:en)?|unités?"),
    },
    ShareChoices: {
        "series": re.compile(
            r"series|sides?|army|forces?|country|name|серія|сторона|армія|країна|серия|армия|страна"
        ),
    },
}
"""How columns are called in the one table and not in the others."""

_PEOPLE = re.compile(
    r"\b(?:population|inhabitants|people|persons|strength|troops|soldiers|personnel|manpower|army"
    r"|населен\w*|чисельн\w*|осіб|людей|військ\w*|населени\w*|численн\w*|человек|bevölkerung|einwohner|truppen)\b"
)
_ITEMS = re.compile(r"\b(?:items?|tanks?|vehicles?|guns?|aircraft|ships?|танк\w*|одиниц\w*|машин\w*)\b")
_KM = re.compile(r"(?<!\w)(?:km|kilomet(?:re|er)s?|км|к[іи]лометр\w*)(?!\w)")
_MI = re.compile(r"(?<!\w)(?:mi|miles?|мил\w*)(?!\w)")
_IN_NAMES: tuple[tuple[Unit, re.Pattern[str]], ...] = (
    *(("km", _KM), ("mi", _MI), ("people", _PEOPLE), ("items", _ITEMS)),
)
_SAID: Mapping[SeriesQuantity, re.Pattern[str]] = {
    SeriesQuantity.REFERENCE: re.compile(
        r"\b(?:values?|references?|area|length|значення|площ\w*|довжин\w*|протяжн\w*|длин\w*|fläche|länge)\b"
    ),
    SeriesQuantity.KILLED_SHARE: re.compile(
        r"\b(?:killed share|share (?:of the )?killed|killed %|% killed|killed percent"
        r"|частка (?:вбитих|загиблих))"
    ),
    SeriesQuantity.RETURN_SHARE: re.compile(
        r"\b(?:return(?:ed|ing)? share|share (?:who |that )?return(?:s|ed|ing)?|return(?:ed|ing)? %"
        r"|частка (?:решти |тих )?(?:(?:хто|що) )?повер\w+)"
    ),
    SeriesQuantity.RETURN_AFTER: re.compile(r"\b(?:return(?:s|ed|ing)? after|повертаються (?:за|через))\b"),
}
_NOT_DAYS = re.compile(
    r"\b(?:weeks?|months?|years?|тижн\w*|місяц\w*|рок\w*|недел\w*|месяц\w*|wochen|monaten?|semaines?|mois)\b"
)
_PERCENT = re.compile(r"%|\b(?:percent|per cent|pct|відсот\w*|процент\w*|prozent)\b")
_OVER = ("people", "km2", "mi2", "km", "mi", "items", *METRIC_POWERS)


def says_amount(name: str, what: SeriesQuantity) -> bool:
    """Whether the name of a column speaks of an amount."""
    if what is SeriesQuantity.REFERENCE and unit_in_name(name):
        return True
    return what in speaks_of(name) or (what in _SAID and _SAID[what].search(plain_name(name)) is not None)


def unit_in_name(name: str) -> Unit:
    """Return the unit that the name of a column of what is divided by says, or ""."""
    plain = plain_name(name)
    return unit_of_name(name) or next((unit for unit, said in _IN_NAMES if said.search(plain)), "")


def unit_in_cell(cell: Cell) -> Unit:
    """Return the unit that the cell itself says, or ""."""
    if not isinstance(cell, str):
        return ""
    try:
        parts = parse_figure_text(cell)
    except Unreadable:
        return ""
    numbers = (parts.value, parts.low, parts.high)
    said = [parts.after[1], *(number.unit for number in numbers if number is not None)]
    typed = [read_typed_unit(text) for text in said]
    return next((one.over for one in typed if one is not None and one.over in _OVER and not one.per), "")


def unit_named(text: str) -> Unit:
    """Return the unit that a column of units names. Raises Unreadable."""
    typed = read_typed_unit(text)
    if typed is None or typed.per or typed.over not in _OVER:
        message = marked("“{text}” is no unit of what others are divided by")
        raise Unreadable(words(message, text=clipped(text)))
    return typed.over


def column_of_references(places: Mapping[str, int]) -> int | None:
    """Return the column of what others are divided by, or that of a bound where only bounds are given."""
    told = ("reference", "reference_low", "reference_high")
    return next((places[place] for place in told if place in places), None)


def unit_of_references(
    looked: FileReport, places: Mapping[str, int], said: Unit, questions: list[Question]
) -> Unit:
    """Return the unit of what is divided by where neither the row nor its cell says one; else it is asked."""
    index = column_of_references(places)
    if index is None or said:
        return said
    unit = unit_in_name(looked.table.names[index])
    if not unit and "unit" not in places and not all(map(unit_in_cell, looked.cells(index))):
        message = marked("it is not said in which unit “{column}” is: people, km², km or items")
        questions.append(Question("unit", words(message, column=looked.table.names[index])))
    return unit


def refuse_other_than_days(name: str) -> None:
    """Raise Unreadable where a column does not say in days after how long they return: `(weeks)`."""
    if _NOT_DAYS.search(plain_name(name)):
        message = marked("“{column}” is not in days: write after how many days they return")
        raise Unreadable(words(message, column=name))


def unit_of_shares(looked: FileReport, index: int, said: Unit, questions: list[Question]) -> Unit:
    """Return whether the numbers of a column are a `share` of 1 or in `percent`; asked, where it is open.

    They are in percent where the sign stands at each of them, or in the name of the column and none is below
    1; a share of 1 where all are up to that and no name says otherwise.
    """
    bare = [cell for cell in looked.cells(index) if not _PERCENT.search(text_of(cell))]
    if said or not bare:
        return said or "percent"
    numbers = read_numbers(bare, ColumnForm(looked.decimal or ".", "km2")).best
    small = all(math.isnan(number) or number <= 1 for number in numbers.tolist())
    if (_PERCENT.search(plain_name(looked.table.names[index])) is not None) is not small:
        return "share" if small else "percent"
    message = marked("it is not said whether the numbers of “{column}” are shares of 1 or in percent")
    questions.append(Question("unit", words(message, column=looked.table.names[index])))
    return "percent"
