"""Which columns of a table with one row per period are which: told by their names and by what is in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from model.imports.cells import Question, Unsettled
from model.imports.choices import TABLE_PLACES, TableChoices
from model.imports.dates import looks_like_span
from model.imports.inspect_file import ColumnLook, Look, Meaning
from model.imports.series_columns import unit_of_name
from model.text.errors import Unreadable
from model.text.words import marked, words

_NOT_AMOUNTS = re.compile(
    r"average|avg|mean|\bper\b|daily|cumul|running|percent|%|share|rate|\bdays\b|\bnote\b|strength|/"
)
_BOUND = re.compile(r"\b(?:low|lower|min|minimum|high|upper|max|maximum|best|ci|pi)\b")
_LOW = re.compile(r"\b(?:low|lower|min|minimum)\b")
_HIGH = re.compile(r"\b(?:high|upper|max|maximum)\b")
_AMOUNTS: Mapping[str, re.Pattern[str]] = {
    "losses": re.compile(r"\b(?:loss(?:es)?|casualt(?:y|ies)|killed|deaths?|dead|потери|втрати|verluste)\b"),
    "gains": re.compile(r"\b(?:gains?|gained|captured|territory|km2|km²|mi2|sq km|square)\b"),
    "intake": re.compile(r"\b(?:intake|recruit(?:s|ed|ment)?|enlist(?:ed|ments)?)\b"),
}
_PLACES: Mapping[str, re.Pattern[str]] = {
    "start": re.compile(r"(?:start|from|begin(?:ning)?|first day)(?: (?:date|day))?|date from"),
    "end": re.compile(r"(?:end|to|until|till|last day)(?: (?:date|day))?|date to"),
    "label": re.compile(
        r"label|period|name|title|window|battle|phase|month|quarter|week|zeitraum|період|период"
    ),
    "series": re.compile(r"series"),
    "note": re.compile(r"notes?|comments?|remarks?"),
}


@dataclass(frozen=True, slots=True)
class TableColumns:
    """Indexes of the columns by place; `span` names the days as a whole; the unit of the gains."""

    places: Mapping[str, int]
    span: int | None
    unit: str
    intake_is_rate: bool

    def __getitem__(self, place: str) -> int | None:
        return self.places.get(place)


def settle_table(looked: Look, choices: TableChoices) -> TableColumns:
    """Return which column is which. Raises Unreadable for names that are not there, Unsettled for doubts."""
    given = _given(looked, choices)
    names = [_plain(column.name) for column in looked.columns]
    places = {place: index for place, index in given.items() if index is not None}
    questions: list[Question] = []
    for place, pattern in _PLACES.items():
        if place not in given and (found := [n for n, name in enumerate(names) if pattern.fullmatch(name)]):
            places.setdefault(place, found[0])
    for place in _AMOUNTS:
        if place not in given:
            _match_amount(looked, names, place, places, questions)
    span = _span_column(looked, places, questions)
    amounts = [
        place for place in _AMOUNTS if any(key in places for key in (place, f"{place}_low", f"{place}_high"))
    ]
    if not amounts and not questions:
        message = marked("no column is called losses, gains or intake, or much like it; there are {columns}")
        questions.append(Question("column", words(message, columns=", ".join(looked.table.names[:20]))))
    unit = (
        choices.unit
        or _unit_column(looked)
        or next(
            (
                unit
                for key in ("gains", "gains_low", "gains_high")
                if key in places and (unit := unit_of_name(looked.table.names[places[key]]))
            ),
            "",
        )
    )
    if "gains" in amounts and not unit:
        questions.append(Question("unit", words("it is not said in which unit the areas are")))
    if questions:
        raise Unsettled(questions)
    intake = places.get("intake", places.get("intake_low"))
    rate = intake is not None and re.search(r"per month|monthly|a month", names[intake]) is not None
    return TableColumns(places, span, unit, rate)


def _given(looked: Look, choices: TableChoices) -> dict[str, int | None]:
    given: dict[str, int | None] = {}
    for place, name in choices.columns.items():
        if place not in TABLE_PLACES:
            message = marked("“{place}” is nothing a column can be; these are: {places}")
            raise Unreadable(words(message, place=place, places=", ".join(TABLE_PLACES)))
        given[place] = looked.table.column(name) if name else None
    return given


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[_()\[\],:]", " ", name.casefold()).split())


def _match_amount(
    looked: Look, names: Sequence[str], place: str, places: dict[str, int], questions: list[Question]
) -> None:
    """Find the column of an amount, and those of its bounds."""
    fits = [
        index
        for index, name in enumerate(names)
        if _AMOUNTS[place].search(name)
        and not _NOT_AMOUNTS.search(name)
        and looked.columns[index].meaning in (Meaning.NUMBER, Meaning.TEXT, Meaning.NOTHING, Meaning.DATE)
        and index not in places.values()
        and not (place == "gains" and _AMOUNTS["losses"].search(name))
    ]
    values = [
        index for index in fits if not _BOUND.search(names[index]) or re.search(r"\bbest\b", names[index])
    ]
    exact = [index for index in values if names[index] in (place, f"{place} best")]
    values = exact or [index for index in values if looked.columns[index].meaning is Meaning.NUMBER] or values
    if len(values) > 1:
        message = marked("several columns may be the {what}: {columns}")
        columns = ", ".join(f"“{looked.table.names[index]}”" for index in values)
        questions.append(Question("column", words(message, what=place, columns=columns)))
        return
    if values and looked.columns[values[0]].filled:
        places[place] = values[0]
    for bound, pattern in (("low", _LOW), ("high", _HIGH)):
        found = [index for index in fits if pattern.search(names[index])]
        if exact:
            found = [index for index in found if names[index] == f"{place} {bound}"]
        if len(found) == 1 and f"{place}_{bound}" not in places:
            places[f"{place}_{bound}"] = found[0]


def _span_column(looked: Look, places: dict[str, int], questions: list[Question]) -> int | None:
    """Return the column that names the days of a row as a whole, where start and end do not."""
    if "start" in places and "end" in places:
        return None
    years, months = looked.with_meaning(Meaning.YEAR), looked.with_meaning(Meaning.MONTH)
    for place, found in (("year", years), ("month", months)):
        if place not in places and len(found) == 1:
            places[place] = looked.table.column(found[0].name)
    if "year" in places and "month" in places:
        if places.get("label") == places["month"]:
            del places["label"]
        return None
    candidates = [index for index, column in enumerate(looked.columns) if _names_spans(looked, column, index)]
    preferred = [index for index in candidates if index == places.get("label")] or candidates
    if len(preferred) == 1:
        if places.get("label") == preferred[0] and looked.columns[preferred[0]].meaning is Meaning.DATE:
            del places["label"]  # `2022-03` is better called March 2022
        return preferred[0]
    if preferred:
        message = marked("several columns name days: {columns}")
        names = ", ".join(f"“{looked.table.names[index]}”" for index in preferred)
    else:
        message = marked("no column names the days of a row, from the first to the last; there are {columns}")
        names = ", ".join(looked.table.names[:20])
    questions.append(Question("column", words(message, columns=names)))
    return None


def _names_spans(looked: Look, column: ColumnLook, index: int) -> bool:
    if column.meaning not in (Meaning.DATE, Meaning.TEXT):
        return False
    cells = [row[index] for _, row in looked.sample[:200] if index < len(row)]
    filled = [cell for cell in cells if cell not in (None, "")]
    return bool(filled) and sum(map(looks_like_span, filled)) * 2 > len(filled)


def _unit_column(looked: Look) -> str:
    """Return the unit that a column `area_unit` says for all rows, as our own tables have it."""
    if "area_unit" not in looked.table.names:
        return ""
    index = looked.table.names.index("area_unit")
    units = {str(row[index]) for _, row in looked.sample if index < len(row) and row[index]}
    return units.pop() if len(units) == 1 and units <= {"km2", "mi2"} else ""
