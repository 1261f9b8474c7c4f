"""A table of events becomes rows by day, counted and summed by the engine that holds it in one question.

Plain numbers are summed as decimals. A row with any other cell (`~1300`, `unknown`, a fraction of a person)
is not: the engine counts such rows by what stands in them, and the cells are read here as those of a file
are. What comes of it is a table as of a file, a record of which stands for many rows; all else is the way of
every import.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
from msgspec import Struct, field

from model.imports.cells import Cell, Question, Record, Unsettled, text_of
from model.imports.choices import Choices, Duplicates, Fractions, Kind, SeriesQuantity, Watch, ask
from model.imports.column_names import power_of_name
from model.imports.events.doubts import doubts_of, may_be_again, totals_of
from model.imports.events.engine import Engine, Rows, part
from model.imports.events.opening import opened
from model.imports.events.table import ColumnType, EventTable, table_of, types_of
from model.imports.inspect_file import FileReport
from model.imports.numbers import Settled, settle_decimal
from model.imports.places import Groups
from model.imports.series_columns import SeriesColumns, settle
from model.imports.table import ReadTable, folded
from model.text.errors import Unreadable
from model.text.notation import LARGEST
from model.text.records import replace
from model.text.words import marked, words

MOST_GROUPS = 500_000  # which take 716 MB here and in the process of the engine
_MOST_VALUES = 200_000  # of a column by which rows are filtered
_DIGITS = 15  # that a number has at most to be summed by the engine; others are read here
_SUMMED = "decimal(38, 18)"
_ISO_MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]"


class Number(Struct, frozen=True):
    """How the numbers of a column are written and taken: `whole` people, of what power of ten, rounded."""

    index: int
    kind: ColumnType
    sign: str
    people: bool
    whole: bool
    power: int
    rounded: bool


class Asked(Struct, frozen=True):
    """Questions to an engine: the table, its columns by index, which rows are meant, `of` how many."""

    ibis: Any
    engine: Engine
    table: Any
    events: EventTable
    watch: Watch | None
    allowed: Mapping[int, Sequence[str | None]] = field(default_factory=dict)
    of: int = 0

    def answer(self, expression: Any) -> Rows:
        """Return the rows of an expression. Raises Unreadable, and what the watch raises."""
        return self.engine.rows(expression, self.watch, self.of)

    def column(self, index: int, table: Any = None) -> Any:
        """Return a column of ibis."""
        return (self.table if table is None else table)[self.events.columns[index]]

    def text(self, index: int, table: Any = None) -> Any:
        """Return a column as text."""
        column = self.column(index, table)
        return column if column.type().is_string() else column.cast("string")

    def where(self) -> Any:
        """Return which rows the filters let through, or None for all."""
        passes = None
        for index, texts in self.allowed.items():
            column = self.text(index)
            known = [text for text in texts if text is not None]
            here = column.isin(known).fill_null(False) if known else self.ibis.literal(False)
            here = here | column.isnull() if None in texts else here
            passes = here if passes is None else passes & here
        return passes

    def rows(self) -> Any:
        """Return the rows that the filters let through."""
        passes = self.where()
        return self.table if passes is None else self.table.filter(passes)


def counted(looked: FileReport, choices: Choices, watch: Watch | None = None) -> FileReport:
    """Return the report with a table of the rows as the engine counted them, and what is to be asked of them.

    Raises Unreadable, and Unsettled where it is not known which columns are meant.
    """
    events = looked.events
    if events is None:
        return looked
    _refuse_order(choices)
    chosen, questions = _columns(looked, choices)
    if chosen is None:
        raise Unsettled(questions)
    series = choices.columns.series
    split = [looked.table.column(series)] if series else []
    with opened(events.source, events.reading, watch) as engine:
        _, table = table_of(engine, events.reading)
        if (tuple(table.columns), types_of(table)) != (events.columns, events.types):
            raise Unreadable(words("the columns of the table have changed since it was looked at"))
        asked = Asked(part("ibis"), engine, table, events, watch)
        if watch is not None and engine.tells:
            asked = replace(asked, of=int(asked.answer(table.aggregate(n=table.count()))[0][0]))
        asked = replace(asked, allowed=_allowed(asked, looked, choices.where))
        again = may_be_again(asked, looked, chosen, choices)
        numbers, open_ = _numbers(asked, looked, chosen, choices)
        open_ += doubts_of(asked, looked, chosen, choices, numbers, again=again)
        groups = asked.answer(_expression(asked, chosen, split, numbers, choices, again=again))
        too_many = not groups and bool(asked.answer(table.select(n=1).limit(1)))
    if too_many:
        message = marked(
            "more than {count} different rows would have to be read one by one: the numbers are not plain, or"
            " the column of the dates or of the series has too many values"
        )
        raise Unreadable(words(message, count=MOST_GROUPS))
    groups.sort(key=lambda group: tuple(("" if cell is None else str(cell)) for cell in group))
    ask(watch)
    return replace(
        looked,
        table=_table(looked, chosen, split, numbers, choices, groups),
        digest=hashlib.sha256(repr(groups).encode()).hexdigest(),
        questions=(*looked.questions, *open_),
    )


def ask_first(looked: FileReport, choices: Choices) -> None:
    """Raise Unsettled with what is open before a database is asked, which takes as long as it takes."""
    if looked.events is not None and (questions := _columns(looked, choices)[1]):
        raise Unsettled(questions)


def _columns(looked: FileReport, choices: Choices) -> tuple[SeriesColumns | None, list[Question]]:
    """Return which columns are meant, and what is to be asked of them and of the choices."""
    columns = choices.columns
    told = (*choices.where, (columns.series, "")) if columns.series else choices.where
    questions = list(looked.questions)
    chosen, _ = settle(looked, replace(choices, where=told, columns=replace(columns, series="")), questions)
    return chosen, questions


def _refuse_order(choices: Choices) -> None:
    """Raise Unreadable for what needs the rows of a file: their numbers, and what stands above what."""
    ordered = choices.duplicates in (Duplicates.FIRST, Duplicates.LAST)
    if choices.skip or choices.carry or ordered:
        message = marked(
            "rows of a database have neither numbers nor an order: none can be left out by its number,"
            " carried down, or taken as the first or the last"
        )
        raise Unreadable(words(message))


def _allowed(
    asked: Asked, looked: FileReport, where: Sequence[tuple[str, str]]
) -> dict[int, list[str | None]]:
    """Return for each column by which rows are filtered the texts of it that are let through."""
    wanted: dict[int, set[str]] = {}
    for name, value in where:
        wanted.setdefault(looked.table.column(name), set()).add(folded(value))
    allowed: dict[int, list[str | None]] = {}
    for index, values in wanted.items():
        column = asked.text(index).name("value")
        found = asked.answer(asked.table.select(column).distinct().limit(_MOST_VALUES + 1))
        if len(found) > _MOST_VALUES:
            message = marked("“{name}” has more than {most} values: no column to filter by")
            raise Unreadable(words(message, name=looked.table.names[index], most=_MOST_VALUES))
        kind = asked.events.types[index]
        allowed[index] = [text for (text,) in found if folded(text_of(kind.cell(text))) in values]
    return allowed


def _numbers(
    asked: Asked, looked: FileReport, chosen: SeriesColumns, choices: Choices
) -> tuple[list[Number], list[Question]]:
    """Return how the chosen columns of numbers are written, and what has to be said of them first."""
    of_people = choices.what is not SeriesQuantity.GAINS
    numbers, questions = [], []
    for index in dict.fromkeys(n for n in (chosen.value, chosen.low, chosen.high) if n is not None):
        name, kind = looked.table.names[index], asked.events.types[index]
        power, sign = power_of_name(name), "."
        if kind is ColumnType.TEXT:
            people = of_people and not power
            cells = _written(asked, index)
            said = settle_decimal(name, cells, people=people, given=looked.reading.decimal)
            if isinstance(said, Settled):
                sign = said.sign
            else:
                questions.append(Question("decimal", said))
        whole = of_people and choices.fractions is None
        rounded = of_people and choices.fractions is Fractions.ROUND
        numbers.append(Number(index, kind, sign, of_people, whole, power, rounded))
    return numbers, questions


def _written(asked: Asked, index: int) -> list[Cell]:
    """Return texts that prove what all texts of a column prove of its decimal sign: of each shape two."""
    text = asked.text(index, asked.rows())
    shaped = asked.rows().select(text=text, shape=text.re_replace("[0-9]", "0"))
    shapes = shaped.filter(shaped.text.re_search("[.,]")).group_by("shape")
    found = shapes.agg(least=lambda t: t.text.min(), most=lambda t: t.text.max()).limit(10_000)
    return [text for _, *texts in asked.answer(found) for text in texts]


# the one question that is asked: how many rows of each day, what stands in them, and what it sums up to


def _expression(
    asked: Asked,
    chosen: SeriesColumns,
    split: Sequence[int],
    numbers: Sequence[Number],
    choices: Choices,
    *,
    again: bool,
) -> Any:
    """Return the expression whose rows are: keys of a group, its rows that count, all its rows, and sums.

    It has none where there are more than `MOST_GROUPS`, so that no more are taken over. `again`: rows that
    are the same in every column are one.
    """
    ibis = asked.ibis
    rows = asked.rows()
    if again:
        same = {name: _comparable(rows[name]) for name in rows.columns}
        rows = rows.group_by(**same).agg(copies=rows.count())
    keys = {f"day{n}": _day(asked, index, rows) for n, index in enumerate(chosen.dates)}
    others = _others(chosen, split)
    keys |= {f"key{n}": asked.text(index, rows) for n, index in enumerate(others)}
    read = [_read(asked, number, rows) for number in numbers]
    raw = ibis.literal(False)
    for _, odd in read:
        raw = raw | odd
    if choices.kind in (Kind.CUMULATIVE, Kind.LEVEL):
        raw = ibis.literal(True)  # of totals none is summed
    nothing = ibis.null("string")
    for n, number in enumerate(numbers):
        keys[f"raw{n}"] = ibis.ifelse(raw, asked.text(number.index, rows), nothing)
    amounts = choices.kind in (Kind.PER_ROW, None) and choices.duplicates is None
    keys["total"] = totals_of(asked, rows) if amounts else ibis.literal(False)
    keys["shape"] = _shape(ibis, [plain for plain, _ in read], numbers, chosen)
    summed = {
        f"number{n}": ibis.ifelse(raw, ibis.null(plain.type()), plain) for n, (plain, _) in enumerate(read)
    }
    many = {"copies": rows.copies} if again else {}
    best = ibis.ifelse(raw, ibis.null("float64"), _best(ibis, [plain for plain, _ in read], numbers, chosen))
    keyed = rows.select(**keys, **summed, **many, best=best)
    found = keyed.group_by(list(keys)).agg(
        kept=keyed.count(),
        all=keyed.copies.sum() if again else keyed.count(),
        most=keyed.best.max(),
        **{f"sum{n}": keyed[f"number{n}"].sum() for n in range(len(read))},
    )
    found = found.select(**{name: found[name].cast("string") for name in found.columns})
    passes = asked.where()
    if passes is not None:
        left = asked.table.filter(~passes)
        left = left.aggregate(n=left.count())
        rest = dict.fromkeys(found.columns, nothing) | {
            "kept": ibis.literal("0"),
            "all": left.n.cast("string"),
        }
        found = found.union(left.select(**rest))
    found = found.limit(MOST_GROUPS + 1)
    found = found.mutate(groups=found.count().over())
    return found.filter(found.groups <= MOST_GROUPS).drop("groups")


def _others(chosen: SeriesColumns, split: Sequence[int]) -> list[int]:
    """Return the other columns by which rows are told apart: the series, how firmly, what is beside."""
    marking = [] if chosen.qualifier is None else [chosen.qualifier]
    taken = (*split, *marking, *chosen.beside.values())
    return [index for index in dict.fromkeys(taken) if index not in chosen.dates]


def _comparable(column: Any) -> Any:
    """Return a column as it can be compared with others of its kind."""
    plain = column.type()
    return (
        column if plain.is_primitive() or plain.is_temporal() or plain.is_decimal() else column.cast("string")
    )


def _day(asked: Asked, index: int, rows: Any) -> Any:
    """Return the day of a row as it is written; of moments the day alone."""
    kind = asked.events.types[index]
    if kind is ColumnType.MOMENT:
        return asked.column(index, rows).date()
    if kind is not ColumnType.TEXT:
        return asked.column(index, rows)
    text = asked.text(index, rows)
    return asked.ibis.ifelse(text.re_search(_ISO_MOMENT), text.substr(0, 10), text)


def _read(asked: Asked, number: Number, rows: Any) -> tuple[Any, Any]:
    """Return the number of each row where it is plain, else null, and whether something else stands there."""
    ibis, column = asked.ibis, asked.column(number.index, rows)
    if number.kind is ColumnType.WHOLE and asked.engine.typed:
        plain = (column >= 0) if number.people else (column > -int(LARGEST))
        plain = plain & (column < int(LARGEST))
        value = column
    else:
        text = asked.text(number.index, rows)
        text = text.strip() if number.kind is ColumnType.TEXT else text
        plain = text.re_search(_pattern(number, exact=asked.engine.decimals))
        written = text.replace(",", ".") if number.sign == "," else text
        value = ibis.ifelse(plain, written, ibis.null("string"))
        value = value.cast(_SUMMED if asked.engine.decimals else "int64")
    if (
        number.rounded
        and not (number.kind is ColumnType.WHOLE and asked.engine.typed)
        and asked.engine.decimals
    ):
        value = (value + ibis.literal(Decimal("0.5"), type="decimal(38, 18)")).floor()
    plain = plain.fill_null(False)
    return ibis.ifelse(plain, value, ibis.null(value.type())), column.notnull() & ~plain


def _pattern(number: Number, *, exact: bool) -> str:
    """Return how a plain number is written. `exact`: the engine has decimals."""
    minus = "" if number.people else "-?"
    after = number.power if number.whole else _DIGITS
    sign = "[.]" if number.sign == "." else ","
    noughts = "([.]0*)?" if number.kind is not ColumnType.TEXT else ""
    if not after or not exact:
        return f"^{minus}[0-9]{{1,{_DIGITS}}}{noughts}$"
    return f"^{minus}[0-9]{{1,{_DIGITS}}}({sign}[0-9]{{1,{after}}}{'0*' if noughts else ''})?$"


def _shape(ibis: Any, plain: Sequence[Any], numbers: Sequence[Number], chosen: SeriesColumns) -> Any:
    """Return a number that tells rows apart by which of their numbers are there, and which is above which."""
    by_index = {number.index: value for number, value in zip(numbers, plain, strict=True)}
    value, low, high = (
        None if index is None else by_index[index] for index in (chosen.value, chosen.low, chosen.high)
    )
    flags = [one.isnull() for one in plain]
    pairs = ((low, high), (low, value), (value, high))
    flags += [(one > other).fill_null(False) for one, other in pairs if one is not None and other is not None]
    shape = ibis.literal(0, type="int64")
    for place, flag in enumerate(flags):
        shape = shape + ibis.ifelse(flag, 1 << place, 0)
    return shape


def _best(ibis: Any, plain: Sequence[Any], numbers: Sequence[Number], chosen: SeriesColumns) -> Any:
    """Return the number that a row stands for: its value, else the middle of its bounds."""
    scaled = {
        number.index: value.cast("float64") * 10.0**number.power
        for number, value in zip(numbers, plain, strict=True)
    }
    nothing = ibis.null("float64")
    value, low, high = (
        nothing if index is None else scaled[index] for index in (chosen.value, chosen.low, chosen.high)
    )
    return ibis.coalesce(value, (low + high) * 0.5, low, high)


# what the engine answered, as a table


def _table(
    looked: FileReport,
    chosen: SeriesColumns,
    split: Sequence[int],
    numbers: Sequence[Number],
    choices: Choices,
    groups: Sequence[tuple[Any, ...]],
) -> ReadTable:
    """Return a table of a record for each group, those without a day first."""
    types = looked.events.types if looked.events is not None else ()
    others = _others(chosen, split)
    keys = [*chosen.dates, *others]
    filters = {looked.table.column(name): value for name, value in reversed(choices.where)}
    records: list[Record] = []
    rows, again, times = [], [], []
    most: list[float] = []
    said: list[bool] = []
    totals = choices.kind in (Kind.CUMULATIVE, Kind.LEVEL)
    for group in groups:
        told = group[: len(keys)]
        raw = group[len(keys) : len(keys) + len(numbers)]
        total, _, kept_text, all_text, greatest, *sums = group[len(keys) + len(numbers) :]
        kept, count = int(kept_text), int(all_text)
        record: list[Cell] = [None] * len(looked.table.names)
        if not count:
            continue
        if not kept:  # those that the filters left out
            for index in filters:
                record[index] = "\0"
        else:
            record = [filters.get(index) for index in range(len(record))]
            for index, text in zip(keys, told, strict=True):
                record[index] = (ColumnType.DAY if types[index] is ColumnType.MOMENT else types[index]).cell(
                    text
                )
            odd = any(text is not None for text in raw)
            for number, text, sum_ in zip(numbers, raw, sums, strict=True):
                record[number.index] = types[number.index].cell(text) if odd else _sum(sum_)
        records.append(record)
        kept = 1 if totals and kept else kept
        one_by_one = choices.kind is Kind.COUNT or any(text is not None for text in raw)
        rows.append(count)
        again.append(count - kept if kept else 0)
        times.append(kept if one_by_one and kept else 1)
        most.append(np.nan if greatest is None else float(greatest))
        said.append(str(total).casefold() in ("true", "1"))
    whole, twice, counting = (np.array(told, dtype=np.int64) for told in (rows, again, times))
    ordinals = np.arange(1, len(records) + 1)
    counted_ = Groups(whole, twice, counting, np.array(most), np.array(said, dtype=bool), ordinals)
    return ReadTable(looked.table.names, 0, lambda: iter(records), many=counted_)


def _sum(text: str | None) -> Cell:
    """Return a sum as a number of a cell."""
    if text is None:
        return None
    total = Decimal(text)
    return int(total) if total == total.to_integral_value() else float(total)
