"""Which columns of a table are the dates and numbers of a series; what is not settled is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from model.imports.beside import BESIDE, beside_columns
from model.imports.cells import Question
from model.imports.choices import NO_COLUMN, Choices, ColumnNames, Kind, SeriesQuantity
from model.imports.column_names import (
    bound_of,
    dates_something_else,
    is_derived,
    is_of_things,
    is_plain_value,
    power_of_name,
    speaks_of,
)
from model.imports.date_evidence import format_of
from model.imports.found_columns import (
    bounds_of,
    columns_words,
    filtering,
    foreign_unit,
    splitting_columns,
    unit_of_column,
)
from model.imports.inspect_file import ColumnMeaning, ColumnReport, FileReport
from model.imports.numbers import Settled, settle_decimal
from model.text.records import replace
from model.text.words import Words, marked, quoted, words


class SeriesColumns(Struct, frozen=True):
    """Indexes of the columns: of the date (or year and week, or year and month), and of the numbers."""

    dates: tuple[int, ...]
    meaning: ColumnMeaning  # DATE, or WEEK or MONTH: then the year comes first
    value: int | None
    low: int | None
    high: int | None
    qualifier: int | None = None
    splits: tuple[int, ...] = ()
    beside: Mapping[str, int] = field(default_factory=dict)


def settle(
    looked: FileReport, choices: Choices, questions: list[Question]
) -> tuple[SeriesColumns | None, Choices]:
    """Return the columns of a series, and the choices with what the file itself settles.

    What has to be said is added to `questions`; the columns are None where they are part of that. Raises
    Unreadable for a column that is not there.
    """
    before = len(questions)
    columns = choices.columns
    numbers = _numbers(looked, choices, questions)
    dates, meaning = _dates(looked, columns, questions)
    if meaning is ColumnMeaning.MONTH and (day := columns.day or _only(looked, ColumnMeaning.DAY)):
        dates = (*dates, looked.table.column(day))
    unit = _unit(looked, choices, numbers, questions)
    open_columns = len(questions) > before
    if choices.kind is None:
        questions.append(Question("kind", _kind_words(looked, numbers)))
    if (
        meaning is ColumnMeaning.DATE
        and choices.dating is None
        and choices.kind in (Kind.CUMULATIVE, Kind.LEVEL, Kind.MAP)
    ):
        message = marked(
            "it is not said whether a row dated D reports up to the end of D or of the day before"
        )
        questions.append(Question("dating", words(message)))
    if choices.by is None and not choices.spans:
        questions.append(Question("by", words("it is not said which periods to make")))
    if open_columns:
        found = [index for index in numbers.values() if index is not None]
        questions += _open_in_sample(looked, choices, found, dates if meaning is ColumnMeaning.DATE else ())
        return None, choices
    names = looked.table.names
    named = {place: names[index] for place, index in numbers.items() if index is not None}
    if meaning is ColumnMeaning.DATE:
        named["date"] = names[dates[0]]
    else:
        places = ("year", "week" if meaning is ColumnMeaning.WEEK else "date", "day")
        named |= {place: names[index] for place, index in zip(places, dates, strict=False)}
    if columns.qualifier:
        named["qualifier"] = columns.qualifier
    named |= {place: name for place in BESIDE if (name := getattr(columns, place))}
    beside = beside_columns(looked, named, str(choices.what), (*dates, *numbers.values()))
    named |= {place: names[index] for place, index in beside.items()}
    settled = replace(choices, unit=unit, columns=ColumnNames(**named))
    qualifier = qualifier_of(looked, settled.columns)
    splits = splitting_columns(looked, choices.where)
    value, low, high = (numbers[place] for place in ("value", "low", "high"))
    return SeriesColumns(dates, meaning, value, low, high, qualifier, splits, beside), settled


def _numbers(looked: FileReport, choices: Choices, questions: list[Question]) -> dict[str, int | None]:
    """Return the columns of the value and its bounds, those that are named or else found."""
    columns = choices.columns
    numbers = {
        place: looked.table.column(name) if name else None
        for place, name in (("value", columns.value), ("low", columns.low), ("high", columns.high))
    }
    if choices.kind in (Kind.COUNT, Kind.MAP):
        numbers = dict.fromkeys(numbers)  # each row is one, whatever stands in it
    elif all(index is None for index in numbers.values()):
        numbers["value"] = _value_column(looked, choices, questions)
        if numbers["value"] is not None:
            numbers |= bounds_of(looked, str(choices.what), numbers["value"]) or _bare_bounds(
                looked, numbers["value"]
            )
    return numbers


def _bare_bounds(looked: FileReport, value: int) -> Mapping[str, int]:
    """Return the columns `low` and `high` where there are no other numbers than these and the value's."""
    found = bounds_of(looked, "", value)
    numeric = {n for n, column in enumerate(looked.columns) if column.meaning is ColumnMeaning.NUMBER}
    return found if numeric == {value, *found.values()} else {}


def _open_in_sample(
    looked: FileReport, choices: Choices, numbers: Sequence[int], dates: Sequence[int]
) -> list[Question]:
    """Return what else is open of the columns that are known while others are asked for."""
    questions: list[Question] = []
    for index in numbers:
        name, given = looked.table.names[index], looked.reading.decimal
        people = choices.what is not SeriesQuantity.GAINS and not power_of_name(name)
        settled = settle_decimal(name, looked.cells(index), people=people, given=given)
        if not isinstance(settled, Settled):
            questions.append(Question("decimal", settled))
    if len(dates) == 1:
        form = format_of(looked.cells(dates[0]), looked.reading)
        questions += form if isinstance(form, list) else []
    return questions


def taken_as(looked: FileReport, chosen: SeriesColumns, where: Sequence[tuple[str, str]] = ()) -> Words:
    """Return what each filled column was taken as, or that it is not used."""
    places = filtering(looked, where)
    places |= dict.fromkeys(chosen.dates, words("date"))
    places |= {
        index: words(place)
        for place in ("value", "low", "high", "qualifier")
        if (index := getattr(chosen, place)) is not None
    }
    places |= {index: words(place) for place, index in chosen.beside.items()}
    return columns_words(looked, places)


def qualifier_of(looked: FileReport, columns: ColumnNames) -> int | None:
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
    return found[0] if len(found) == 1 and looked.columns[found[0]].meaning is ColumnMeaning.TEXT else None


def _unit(
    looked: FileReport, choices: Choices, numbers: dict[str, int | None], questions: list[Question]
) -> str:
    """Return the unit of the numbers: as said, people, or what the name of their column says."""
    unit = "m2" if choices.kind is Kind.MAP else choices.unit
    if choices.what is not SeriesQuantity.GAINS:
        unit = unit or "people"
    elif not unit:
        found = [index for index in numbers.values() if index is not None]
        unit = next((unit for index in found if (unit := unit_of_column(looked, index))), "")
    if not unit:
        message = marked("it is not said in which unit the areas are")
        questions.append(Question("unit", words(message)))
    elif (foreign := foreign_unit(unit, choices)) is not None:
        questions.append(foreign)
    return unit


def _value_column(looked: FileReport, choices: Choices, questions: list[Question]) -> int | None:
    """Return the column whose name fits what is wanted; none is taken because it is the only one."""
    numeric = [
        (index, column)
        for index, column in enumerate(looked.columns)
        if column.meaning is ColumnMeaning.NUMBER
    ]
    fits = [index for index, column in numeric if str(choices.what) in speaks_of(column.name)]
    fits = [index for index in fits if bound_of(looked.columns[index].name) in ("", "best")] or fits
    of_these = [index for index in fits if not is_of_things(looked.columns[index].name)]
    whole = [index for index in of_these if not is_derived(looked.columns[index].name)]
    if choices.kind is Kind.CUMULATIVE and len(of_these) == 1:
        whole = of_these
    if not fits and len(numeric) == 1 and is_plain_value(numeric[0][1].name):
        whole = [numeric[0][0]]
    if len(whole) == 1:
        return whole[0]
    if numeric:
        message = marked("it is not said which column holds the {what}; those with numbers are {columns}")
    else:
        message = marked("no column holds numbers for the {what}; there are {columns}")
    listed = tuple(column for _, column in numeric) or looked.columns
    questions.append(
        Question("value", words(message, what=words(str(choices.what)), columns=_listed(listed)))
    )
    return None


def _listed(columns: tuple[ColumnReport, ...]) -> Words:
    return quoted(column.name for column in columns)


def _dates(
    looked: FileReport, columns: ColumnNames, questions: list[Question]
) -> tuple[tuple[int, ...], ColumnMeaning]:
    """Return the columns of the date, and whether these are days, or a year with a week or a month."""
    table = looked.table
    if columns.week or columns.year:
        year = columns.year or _only(looked, ColumnMeaning.YEAR)
        part = (
            columns.week
            or columns.date
            or _only(looked, ColumnMeaning.WEEK)
            or _only(looked, ColumnMeaning.MONTH)
        )
        if year and part:
            of_week = bool(columns.week) or looked.columns[table.column(part)].meaning is ColumnMeaning.WEEK
            return (
                table.column(year),
                table.column(part),
            ), ColumnMeaning.WEEK if of_week else ColumnMeaning.MONTH
        if columns.year:
            return (table.column(year),), ColumnMeaning.DATE  # a row is about the year
        questions.append(_which_date(looked))
        return (), ColumnMeaning.DATE
    if columns.date:
        index = table.column(columns.date)
        meaning = looked.columns[index].meaning
        if meaning is ColumnMeaning.YEAR and (
            part := _only(looked, ColumnMeaning.WEEK) or _only(looked, ColumnMeaning.MONTH)
        ):
            return (index, table.column(part)), looked.columns[table.column(part)].meaning
        if meaning in (ColumnMeaning.WEEK, ColumnMeaning.MONTH) and (
            year := _only(looked, ColumnMeaning.YEAR)
        ):
            return (table.column(year), index), meaning
        return (index,), ColumnMeaning.DATE
    if (date := _only(looked, ColumnMeaning.DATE)) and not dates_something_else(date):
        return (table.column(date),), ColumnMeaning.DATE
    if (by_year := _by_year(looked)) is not None:
        return by_year
    questions.append(_which_date(looked))
    return (), ColumnMeaning.DATE


def _by_year(looked: FileReport) -> tuple[tuple[int, ...], ColumnMeaning] | None:
    """Return the columns of a year with its weeks or months, of a year alone; None where there are dates."""
    year = _only(looked, ColumnMeaning.YEAR)
    if not year or looked.with_meaning(ColumnMeaning.DATE):
        return None
    for meaning in (ColumnMeaning.WEEK, ColumnMeaning.MONTH):
        if part := _only(looked, meaning):
            return (looked.table.column(year), looked.table.column(part)), meaning
    if looked.with_meaning(ColumnMeaning.WEEK, ColumnMeaning.MONTH):
        return None
    return (looked.table.column(year),), ColumnMeaning.DATE  # a row is about the year


def _which_date(looked: FileReport) -> Question:
    found = looked.with_meaning(
        ColumnMeaning.DATE, ColumnMeaning.YEAR, ColumnMeaning.WEEK, ColumnMeaning.MONTH
    )
    if not found:
        return Question("date", words("no column holds dates"))
    message = marked("it is not said which column holds the dates; there are {columns}")
    return Question("date", words(message, columns=_listed(found)))


def _only(looked: FileReport, meaning: ColumnMeaning) -> str:
    found = looked.with_meaning(meaning)
    return found[0].name if len(found) == 1 else ""


def _kind_words(looked: FileReport, numbers: dict[str, int | None]) -> Words:
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
