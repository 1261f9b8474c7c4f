"""Which columns of a table with one row per period are which: told by their names and by what is in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct, field

from model.columns.heads import known_heads, plain_head
from model.imports.beside import BESIDE, names_source
from model.imports.cells import Question, is_empty, text_of
from model.imports.choices import (
    OF_SERIES,
    ReferenceChoices,
    RowCovers,
    SeriesQuantity,
    ShareChoices,
    TableChoices,
    amount_of,
)
from model.imports.column_names import (
    bound_of,
    is_derived,
    is_identity,
    is_monthly_rate,
    is_of_things,
    plain_name,
    speaks_of,
)
from model.imports.dates import looks_like_span
from model.imports.divisors import (
    NAMES,
    refuse_other_than_days,
    says_amount,
    unit_of_references,
    unit_of_shares,
)
from model.imports.found_columns import bounds_of, foreign_unit, splitting_columns, unit_of_column
from model.imports.inspect_file import ColumnMeaning, ColumnReport, FileReport
from model.imports.numbers import looks_like_figure
from model.imports.own_tables import own_places, own_sources
from model.imports.table import is_total
from model.text.errors import Unreadable
from model.text.words import joined, marked, quoted, words

_PLACES: Mapping[str, re.Pattern[str]] = {
    "start": re.compile(r"(?:start|from|begin(?:ning)?|first day)(?: (?:date|day))?|date from"),
    "end": re.compile(r"(?:end|to|until|till|last day)(?: (?:date|day))?|date to"),
    "label": re.compile(
        r"label|period|name|title|window|battle|phase|month|quarter|week|zeitraum|період|период"
    ),
    "series": re.compile(r"series"),
    **BESIDE,
}


class TableColumns(Struct, frozen=True):
    """Indexes of the columns by place; `span` names the days as a whole; the unit of the gains.

    `open` are columns of which it is asked whether they are an amount, by their place. `sources` are those
    that name the source of one amount alone, by the amount; `firmly` those that say “about” of one. `units`:
    in what the numbers of each column of an amount are, by its index. `own`: this program exported the table.
    """

    places: Mapping[str, int]
    span: int | None
    unit: str
    intake_is_rate: bool
    splits: tuple[int, ...] = ()
    open: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    sources: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    firmly: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    units: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    own: bool = False

    @property
    def name_days(self) -> bool:
        """Whether there are columns that say the days of a row."""
        parts = (("start", "end"), ("year", "month"), ("year", "week"))
        return self.span is not None or any(set(places) <= set(self.places) for places in parts)

    def __getitem__(self, place: str) -> int | None:
        return self.places.get(place)


def settle_table(looked: FileReport, choices: TableChoices, questions: list[Question]) -> TableColumns:
    """Return which column is which; what is not settled is added to `questions`.

    Raises Unreadable for names that are not there.
    """
    given = _given(looked, choices)
    own = own_places(looked, choices)
    if own is not None and given.items() <= own.items():
        return _own_columns(looked, choices, own)
    names = [plain_name(column.name) for column in looked.columns]
    places = {place: index for place, index in given.items() if index is not None}
    for place, pattern in {**_PLACES, **NAMES.get(type(choices), {})}.items():
        if (
            place in choices.PLACES
            and place not in given
            and (found := [n for n, name in enumerate(names) if _is_called(looked, n, name, pattern, place)])
        ):
            places.setdefault(place, found[0])
    open_: dict[int, SeriesQuantity] = {}
    for place in choices.AMOUNTS:
        if place not in given:
            open_ |= dict.fromkeys(_match_amount(looked, places, place, questions), place)
    if not open_:
        _match_bounds(looked, choices, given, places, questions)
    span = _span_of(looked, choices, places, questions)
    told = {index: what for place, index in places.items() if (what := amount_of(place)) is not None}
    amounts = list(dict.fromkeys(map(str, told.values())))
    if not amounts and not questions:
        message = marked("no column is called {amounts}, or much like it; there are {columns}")
        said = {"amounts": words(_CALLED[type(choices)]), "columns": ", ".join(looked.table.names[:20])}
        questions.append(Question("column", words(message, **said)))
    if amounts and "losses" in choices.PLACES and "losses" not in {*amounts, *given} and not open_:
        questions += _losses_unnamed(looked, frozenset(places.values()))
    unit, units = _units_of(looked, choices, told | open_, places, questions)
    used = {*places.values(), *given.values()}
    splits = () if "series" in places else splitting_columns(looked, choices.where)
    splits = tuple(index for index in splits if index not in used)
    intake = places.get("intake", places.get("intake_low"))
    rate = intake is not None and is_monthly_rate(names[intake])
    sources = {
        what: index
        for index, column in enumerate(looked.columns)
        if index not in used and names_source(looked, index)
        for what in speaks_of(column.name)
    }
    firmly = {
        what: index
        for what in amounts
        for index, name in enumerate(names)
        if (
            index not in used and name in {f"{what} qualifier", *(["qualifier"] if len(amounts) == 1 else [])}
        )
        or (what in places and name in (f"{names[places[what]]} qualifier", f"{names[places[what]]}*"))
    }
    return TableColumns(places, span, unit, rate, splits, open_, sources, firmly, units)


def _is_called(looked: FileReport, index: int, name: str, pattern: re.Pattern[str], place: str) -> bool:
    """Whether a column is called like a place, or as this program calls it in one of its languages."""
    return bool(pattern.fullmatch(name)) or plain_head(looked.table.names[index]) in known_heads(place)


def _own_columns(looked: FileReport, choices: TableChoices, places: Mapping[str, int]) -> TableColumns:
    """Return the columns of a table that this program exported."""
    area = choices.unit or (looked.own.area if looked.own is not None else "")
    told = {index: what for place, index in places.items() if (what := amount_of(place)) is not None}
    units = {
        index: area if what.of_ground else "share" if what in OF_SERIES[:2] else "people"
        for index, what in told.items()
    }
    return TableColumns(
        places,
        None,
        area,
        intake_is_rate="intake" in places,
        sources=own_sources(looked),
        units=units,
        own=True,
    )


_CALLED: Mapping[type[TableChoices], str] = {
    TableChoices: marked("losses, gains or intake"),
    ReferenceChoices: marked("area, length, population or strength"),
    ShareChoices: marked("killed share, return share or return after"),
}


def _units_of(
    looked: FileReport,
    choices: TableChoices,
    told: Mapping[int, SeriesQuantity],
    places: Mapping[str, int],
    questions: list[Question],
) -> tuple[str, Mapping[int, str]]:
    """Return the unit that newer files are to be read in, and that of each column of an amount."""
    unit = choices.unit
    if (foreign := foreign_unit(unit, choices)) is not None:
        questions.append(foreign)
    if isinstance(choices, ReferenceChoices):
        unit = unit_of_references(looked, places, choices.unit, questions)
        return unit, dict.fromkeys(told, unit or "people")
    areas = [index for index, what in told.items() if what.of_ground]
    if areas and not unit:
        named = (unit_of_column(looked, index) for index in areas)
        unit = _unit_column(looked) or next((unit for unit in named if unit), "")
        if not unit:
            questions.append(Question("unit", words("it is not said in which unit the areas are")))
    units = {index: unit if what.of_ground else "people" for index, what in told.items()}
    for index, what in told.items():
        if what is SeriesQuantity.RETURN_AFTER:
            refuse_other_than_days(looked.table.names[index])
    shares = [index for index, what in told.items() if what in OF_SERIES[:2]]
    return unit, units | {index: unit_of_shares(looked, index, choices.unit, questions) for index in shares}


def _span_of(
    looked: FileReport, choices: TableChoices, places: dict[str, int], questions: list[Question]
) -> int | None:
    """Return the column that names the days, where the rows are about days and it is not said about which."""
    if isinstance(choices, ShareChoices):
        return None
    if isinstance(choices, ReferenceChoices):
        dated = looked.with_meaning(ColumnMeaning.DATE, ColumnMeaning.YEAR) or "start" in places
        if not dated and not any(names_spans(looked, one, n) for n, one in enumerate(looked.columns)):
            if len(choices.spans) != 1:
                message = marked("no column says on which days it holds: say the first and the last")
                questions.append(Question("spans", words(message)))
            return None
    span = _span_column(looked, places, choices.each, questions)
    if span is not None and isinstance(choices, ReferenceChoices) and places.get("label") == span:
        del places["label"]  # what is divided by is not called like a month
    return span


def _losses_unnamed(looked: FileReport, taken: frozenset[int]) -> list[Question]:
    """Ask whether the losses stand under a name that is not known, where numbers are left and no losses."""
    numbers = [
        column.name
        for index, column in enumerate(looked.columns)
        if index not in taken
        and column.meaning is ColumnMeaning.NUMBER
        and not (is_derived(column.name) or is_identity(column.name))
    ]
    message = marked("no column is called losses, or much like it; numbers stand in {columns} too")
    return [Question("column", words(message, columns=quoted(numbers)))] if numbers else []


def _given(looked: FileReport, choices: TableChoices) -> dict[str, int | None]:
    given: dict[str, int | None] = {}
    for place, name in choices.columns.items():
        if place not in choices.PLACES:
            message = marked("“{place}” is nothing a column can be; these are: {places}")
            raise Unreadable(words(message, place=place, places=", ".join(choices.PLACES)))
        given[place] = looked.table.column(name) if name else None
    return given


def _match_amount(
    looked: FileReport, places: dict[str, int], place: SeriesQuantity, questions: list[Question]
) -> Sequence[int]:
    """Find the column of an amount; return those of which it is asked whether they are it."""
    fits = [
        index
        for index, column in enumerate(looked.columns)
        if column.filled and index not in places.values() and _may_be(looked, index, place)
    ]
    values = [index for index in fits if bound_of(looked.columns[index].name) in ("", "best")]
    whole = [index for index in values if not _is_derived(looked.columns[index].name, place)]
    numeric = [index for index in whole if looked.columns[index].meaning is ColumnMeaning.NUMBER]
    values = numeric or whole or values
    derived = bool(values) and not whole
    if len(values) > 1 or derived:
        message = marked("several columns may be the {what}: {columns}")
        if derived:
            message = marked("of the {what} the file may have no amounts, only {columns}")
        columns = quoted(looked.table.names[index] for index in values)
        questions.append(Question("column", words(message, what=words(place), columns=columns)))
        return values
    if values:
        places[place] = values[0]
    return ()


def _match_bounds(
    looked: FileReport,
    choices: TableChoices,
    given: Mapping[str, int | None],
    places: dict[str, int],
    questions: list[Question],
) -> None:
    """Find the columns of bounds; those that do not say of what are taken where there is but one amount."""
    bounded = [place for place in choices.AMOUNTS if f"{place}_low" in choices.PLACES]
    for place in bounded:
        free = [f"{place}_{bound}" for bound in ("low", "high") if f"{place}_{bound}" not in given]
        if place in given and given[place] is None:
            continue
        found = bounds_of(looked, place, places.get(place), frozenset(places.values()))
        places |= {key: index for bound, index in found.items() if (key := f"{place}_{bound}") in free}
    bare = bounds_of(looked, "", None, frozenset(places.values()))
    amounts = [place for place in bounded if place in places]
    open_ = [place for place in amounts if not {f"{place}_low", f"{place}_high"} & {*places, *given}]
    if not bare or not open_:
        return
    if len(amounts) == 1:
        places |= {f"{amounts[0]}_{bound}": index for bound, index in bare.items()}
        return
    columns = quoted(looked.table.names[index] for index in bare.values())
    message = marked("{columns} are bounds, and it is not said of which: {amounts}")
    questions.append(Question("column", words(message, columns=columns, amounts=joined(map(words, amounts)))))


def _may_be(looked: FileReport, index: int, place: SeriesQuantity) -> bool:
    """Whether the name of a column speaks of an amount, and something like numbers stands in it."""
    column = looked.columns[index]
    if names_source(looked, index):
        return False
    if column.meaning is ColumnMeaning.TEXT:
        cells = looked.cells(index, 200)
        digits = sum(any(map(str.isdecimal, text_of(cell))) for cell in cells)
        if not any(map(looks_like_figure, cells)) and digits * 2 <= len(cells):
            return False  # else its cells are refused by name
    elif column.meaning is not ColumnMeaning.NUMBER:
        return False
    return says_amount(column.name, place)


def _is_derived(name: str, place: SeriesQuantity) -> bool:
    if place in (SeriesQuantity.REFERENCE, *OF_SERIES):
        return False
    return (
        is_derived(name)
        or is_of_things(name)
        or (place is not SeriesQuantity.INTAKE and is_monthly_rate(name))
    )


def _span_column(
    looked: FileReport, places: dict[str, int], each: RowCovers | None, questions: list[Question]
) -> int | None:
    """Return the column that names the days of a row as a whole, where start and end do not.

    A column of days does where it is said what `each` row is about, and asks for that where it is not.
    """
    if "start" in places and "end" in places:
        return None
    for place in ("year", "month", "week", "day"):
        found = looked.with_meaning(ColumnMeaning(place))
        if place not in places and len(found) == 1:
            places[place] = looked.table.column(found[0].name)
    part = next((place for place in ("month", "week") if place in places), "")
    if "year" in places and part:
        if places.get("label") == places[part]:
            del places["label"]
        return None
    candidates = [index for index, column in enumerate(looked.columns) if names_spans(looked, column, index)]
    preferred = [index for index in candidates if index == places.get("label")] or candidates
    if len(preferred) == 1:
        if places.get("label") == preferred[0] and looked.columns[preferred[0]].meaning is ColumnMeaning.DATE:
            del places["label"]  # `2022-03` is better called March 2022
        return preferred[0]
    if not candidates and (days := _other_days(looked, places, each, questions)) is not None:
        return days
    if preferred:
        message = marked("several columns name days: {columns}")
        names = quoted(looked.table.names[index] for index in preferred)
    else:
        message = marked("no column names the days of a row, from the first to the last; there are {columns}")
        names = quoted(looked.table.names)
    questions.append(Question("column", words(message, columns=names)))
    return None


def _years_alone(looked: FileReport, places: dict[str, int], questions: list[Question]) -> int:
    """Return a column of years, which says the days of a row unless it is the same in several rows."""
    index = places.pop("year")
    years = [year for cell in looked.cells(index) if (year := text_of(cell)).isdecimal()]
    told = "series" in places or "reference" in places
    if len(set(years)) < len(years) and not told and not splitting_columns(looked, ()):
        message = marked("“{column}” has the same year in several rows: their days are not said")
        questions.append(Question("column", words(message, column=looked.table.names[index])))
    return index


def _other_days(
    looked: FileReport, places: dict[str, int], each: RowCovers | None, questions: list[Question]
) -> int | None:
    """Return a column of years, or of days where it is said what `each` row is about, else asked."""
    if "year" in places:
        return _years_alone(looked, places, questions)
    dated = [index for index, column in enumerate(looked.columns) if column.meaning is ColumnMeaning.DATE]
    if len(dated) != 1 and "start" not in places:
        return None
    day = places.pop("start", dated[0] if dated else -1)
    if each is None:
        message = marked("“{column}” has days: it is not said whether a row is about its day, week or month")
        questions.append(Question("each", words(message, column=looked.table.names[day])))
    if places.get("label") == day:
        del places["label"]
    return day


def names_spans(looked: FileReport, column: ColumnReport, index: int) -> bool:
    """Whether most cells of a column name days as a whole, and more than one of them."""
    if column.meaning not in (ColumnMeaning.DATE, ColumnMeaning.TEXT):
        return False
    rows = [row for _, row in looked.sample[:200] if index < len(row)]
    whole = [row for row in rows if sum(not is_empty(cell) for cell in row) > 1]  # the others are remarks
    filled = [row[index] for row in whole if not is_empty(row[index]) and not is_total([row[index]])]
    return bool(filled) and sum(map(looks_like_span, filled)) * 2 > len(filled)


def _unit_column(looked: FileReport) -> str:
    """Return the unit that a column `area_unit` says for all rows, as our own tables have it."""
    if "area_unit" not in looked.table.names:
        return ""
    index = looked.table.names.index("area_unit")
    units = {str(cell) for cell in looked.cells(index) if cell}
    return units.pop() if len(units) == 1 and units <= {"km2", "mi2"} else ""
