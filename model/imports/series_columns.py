"""Which columns of a table are the dates and numbers of a series; what is not settled is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from model.imports.cells import Question, Unsettled
from model.imports.choices import NO_COLUMN, Choices, Columns, Kind, What
from model.imports.inspect_file import ColumnLook, Look, Meaning
from model.text.words import Words, marked, words

_UNIT_NAMES = (
    (
        "km2",
        re.compile(
            r"(?<![a-z])(?:km2|km\^2|km²|sq[ _.]*km|square[ _]*kilomet(?:er|re)s?)(?![a-z])", re.IGNORECASE
        ),
    ),
    (
        "mi2",
        re.compile(
            r"(?<![a-z])(?:mi2|mi\^2|mi²|sq[ _.]*mi(?:les)?|square[ _]*miles?)(?![a-z])", re.IGNORECASE
        ),
    ),
    (
        "m2",
        re.compile(
            r"(?<![a-z])(?:m2|m\^2|m²|sq[ _.]*m|sqm|square[ _]*met(?:er|re)s?)(?![a-z])", re.IGNORECASE
        ),
    ),
    ("ha", re.compile(r"(?<![a-z])(?:ha|hectares?)(?![a-z])", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class SeriesColumns:
    """Indexes of the columns: of the date (or year and week, or year and month), and of the numbers."""

    dates: tuple[int, ...]
    meaning: Meaning  # DATE, or WEEK or MONTH: then the year comes first
    value: int | None
    low: int | None
    high: int | None
    qualifier: int | None = None


def unit_of_name(name: str) -> str:
    """Return the unit of area that the name of a column says, or ""."""
    return next((unit for unit, pattern in _UNIT_NAMES if pattern.search(name)), "")


def settle(looked: Look, choices: Choices) -> tuple[SeriesColumns, Choices]:
    """Return the columns of a series, and the choices with what the file itself settles.

    Raises Unreadable for a column that is not there, Unsettled with everything that has to be said.
    """
    questions: list[Question] = []
    columns = choices.columns
    numbers = {
        place: looked.table.column(name) if name else None
        for place, name in (("value", columns.value), ("low", columns.low), ("high", columns.high))
    }
    if all(index is None for index in numbers.values()):
        numbers["value"] = _only_number(looked, questions)
    dates, meaning = _dates(looked, columns, questions)
    unit = _unit(looked, choices, numbers, questions)
    if choices.kind is None:
        questions.append(Question("kind", _kind_words(looked, numbers)))
    if meaning is Meaning.DATE and choices.dating is None and choices.kind in (Kind.CUMULATIVE, Kind.LEVEL):
        message = marked(
            "it is not said whether a row dated D reports up to the end of D or of the day before"
        )
        questions.append(Question("dating", words(message)))
    if choices.by is None and not choices.spans:
        questions.append(Question("by", words("it is not said which periods to make")))
    if questions:
        raise Unsettled(questions)
    names = looked.table.names
    named = {place: names[index] for place, index in numbers.items() if index is not None}
    if meaning is Meaning.DATE:
        named["date"] = names[dates[0]]
    else:
        named |= {"year": names[dates[0]], "week" if meaning is Meaning.WEEK else "date": names[dates[1]]}
    if columns.qualifier:
        named["qualifier"] = columns.qualifier
    settled = replace(choices, unit=unit, columns=Columns(**named))
    qualifier = qualifier_of(looked, settled.columns)
    return SeriesColumns(
        dates, meaning, numbers["value"], numbers["low"], numbers["high"], qualifier
    ), settled


def qualifier_of(looked: Look, columns: Columns) -> int | None:
    """Return the column that says how firmly a value is meant: as said, else one named after the value's.

    Beside bounds there is none: they say it better. Raises Unreadable for a column that is not there.
    """
    if columns.qualifier == NO_COLUMN or not columns.value or columns.low or columns.high:
        return None
    if columns.qualifier:
        return looked.table.column(columns.qualifier)
    names = [name.casefold() for name in looked.table.names]
    wanted = [columns.value.casefold() + ending for ending in ("*", "_qualifier", " qualifier")]
    found = [index for index, name in enumerate(names) if name in wanted]
    return found[0] if len(found) == 1 and looked.columns[found[0]].meaning is Meaning.TEXT else None


def _unit(looked: Look, choices: Choices, numbers: dict[str, int | None], questions: list[Question]) -> str:
    """Return the unit of the numbers: as said, people, or what the name of their column says."""
    unit = choices.unit
    if choices.what is not What.GAINS:
        unit = unit or "people"
    elif not unit:
        names = [looked.table.names[index] for index in numbers.values() if index is not None]
        unit = next((found for name in names if (found := unit_of_name(name))), "")
    if not unit:
        message = marked("it is not said in which unit the areas are")
        questions.append(Question("unit", words(message)))
    elif (choices.what is What.GAINS) == (unit == "people"):
        message = marked("{what} are not counted in {unit}")
        questions.append(Question("unit", words(message, what=str(choices.what), unit=unit)))
    return unit


def _only_number(looked: Look, questions: list[Question]) -> int | None:
    found = looked.with_meaning(Meaning.NUMBER)
    if len(found) == 1:
        return looked.table.column(found[0].name)
    message = marked("it is not said which column holds the figures; those with numbers are {columns}")
    questions.append(Question("value", words(message, columns=_listed(found))))
    return None


def _listed(columns: tuple[ColumnLook, ...]) -> str:
    return ", ".join(f"“{column.name}”" for column in columns[:20]) or "–"


def _dates(looked: Look, columns: Columns, questions: list[Question]) -> tuple[tuple[int, ...], Meaning]:
    """Return the columns of the date, and whether these are days, or a year with a week or a month."""
    table = looked.table
    if columns.week or columns.year:
        year = columns.year or _only(looked, Meaning.YEAR)
        part = columns.week or columns.date or _only(looked, Meaning.WEEK) or _only(looked, Meaning.MONTH)
        if year and part:
            of_week = bool(columns.week) or looked.columns[table.column(part)].meaning is Meaning.WEEK
            return (table.column(year), table.column(part)), Meaning.WEEK if of_week else Meaning.MONTH
        questions.append(_which_date(looked))
        return (), Meaning.DATE
    if columns.date:
        index = table.column(columns.date)
        meaning = looked.columns[index].meaning
        if meaning is Meaning.YEAR and (part := _only(looked, Meaning.WEEK) or _only(looked, Meaning.MONTH)):
            return (index, table.column(part)), looked.columns[table.column(part)].meaning
        if meaning in (Meaning.WEEK, Meaning.MONTH) and (year := _only(looked, Meaning.YEAR)):
            return (table.column(year), index), meaning
        return (index,), Meaning.DATE
    if date := _only(looked, Meaning.DATE):
        return (table.column(date),), Meaning.DATE
    year, week = _only(looked, Meaning.YEAR), _only(looked, Meaning.WEEK)
    if year and week and not looked.with_meaning(Meaning.DATE):
        return (table.column(year), table.column(week)), Meaning.WEEK
    questions.append(_which_date(looked))
    return (), Meaning.DATE


def _which_date(looked: Look) -> Question:
    found = looked.with_meaning(Meaning.DATE, Meaning.YEAR, Meaning.WEEK, Meaning.MONTH)
    if not found:
        return Question("date", words("no column holds dates"))
    message = marked("it is not said which column holds the dates; there are {columns}")
    return Question("date", words(message, columns=_listed(found)))


def _only(looked: Look, meaning: Meaning) -> str:
    found = looked.with_meaning(meaning)
    return found[0].name if len(found) == 1 else ""


def _kind_words(looked: Look, numbers: dict[str, int | None]) -> Words:
    index = next((index for index in numbers.values() if index is not None), None)
    column = None if index is None else looked.columns[index]
    if column is None or column.falls is None:
        return words("it is not said whether the numbers are running totals, levels or amounts")
    if column.falls < 0.02:
        likely = marked(
            "“{name}” hardly ever falls, as a running total does, but it is not said that it is one"
        )
    else:
        likely = marked(
            "“{name}” rises and falls: it is not said whether as a level, or as amounts of their own"
        )
    return words(likely, name=column.name)
