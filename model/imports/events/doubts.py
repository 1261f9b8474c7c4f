"""What an engine is asked before it counts: rows that stand there again, sides, fractions of people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from model.imports.cells import Question, RowNumbers
from model.imports.choices import Choices, Duplicates, Kind, Watch
from model.imports.column_forms import fraction_question
from model.imports.column_names import is_identity, names_sides
from model.imports.duplicates import TELLING, accounts_question, editions_of, id_question, same_question
from model.imports.events.table import ColumnType
from model.imports.inspect_file import FileReport
from model.imports.series_columns import SeriesColumns
from model.imports.splits import MOST, question_of
from model.imports.table import TOTAL_WORDS

if TYPE_CHECKING:
    from model.imports.events.counting import Asked, Number

_TOTAL = f"^({'|'.join(sorted(TOTAL_WORDS))}):*$"


def doubts_of(
    asked: Asked,
    looked: FileReport,
    chosen: SeriesColumns,
    choices: Choices,
    numbers: Sequence[Number],
    watch: Watch | None,
) -> list[Question]:
    """Return what has to be said of the rows before they are counted."""
    questions = [
        question
        for index in chosen.splits
        if (question := _of_sides(asked, looked, chosen, index, watch)) is not None
    ]
    amounts = choices.kind in (Kind.PER_ROW, Kind.COUNT, None)
    if amounts and choices.duplicates is not Duplicates.ADD:
        questions += _again(asked, looked, chosen, watch)
        if choices.kind is not Kind.COUNT:
            questions += _accounts(asked, looked, chosen, choices, watch)
    for number in numbers:
        if number.whole and not number.power and number.kind is not ColumnType.WHOLE:
            questions += _fractions(asked, looked, number, watch)
    return questions


def _of_sides(
    asked: Asked, looked: FileReport, chosen: SeriesColumns, index: int, watch: Watch | None
) -> Question | None:
    """Ask which rows are meant where a column tells their sides, or rows of one day differ in it."""
    rows = asked.rows()
    side = asked.text(index, rows).strip().lower().fill_null("")
    days = {f"day{n}": asked.column(day, rows) for n, day in enumerate(chosen.dates)}
    told = rows.select(side=side, **days)
    values = [value for (value,) in asked.engine.rows(told.select("side").distinct().limit(MOST + 1), watch)]
    several = len([value for value in values if value]) > 1 and names_sides(looked.table.names[index])
    if not several and 1 < len(values) <= MOST:
        pairs = told.distinct()
        shared = pairs.group_by(list(days)).agg(n=pairs.count())
        several = bool(asked.engine.rows(shared.filter(shared.n > 1).limit(1), watch))
    if not several:
        return None
    shown = rows.select(side=asked.text(index, rows)).distinct().limit(MOST)
    return question_of(looked.table.names[index], sorted(x for (x,) in asked.engine.rows(shown, watch) if x))


def _again(asked: Asked, looked: FileReport, chosen: SeriesColumns, watch: Watch | None) -> list[Question]:
    """Ask about rows of one day with the same id, and about equal rows with little in them."""
    rows = asked.rows()
    rows = rows.filter(~totals_of(asked, rows))
    names = looked.table.names
    identities = [index for index, name in enumerate(names) if is_identity(name)]
    if identities:
        rows = rows.distinct()
        keys = {f"key{n}": asked.column(index, rows) for n, index in enumerate((*chosen.dates, *identities))}
        ids = [f"key{n}" for n in range(len(chosen.dates), len(keys))]
        told = rows.select(**keys)
        known = told.filter([asked.ibis.or_(*(told[key].cast("string").length() > 0 for key in ids))])
        shared = known.group_by(list(keys)).agg(n=known.count())
        ((count,),) = asked.engine.rows(shared.filter(shared.n > 1).aggregate(n=(shared.n - 1).sum()), watch)
        return [id_question(names[identities[0]], RowNumbers.counted(int(count)))] if count else []
    shared = rows.group_by(list(rows.columns)).agg(n=rows.count())
    filled = sum((asked.text(n, shared).length() > 0).ifelse(1, 0) for n in range(len(names)))
    shared = shared.select(n=shared.n, filled=filled).filter(shared.n > 1)
    found = shared.aggregate(n=(shared.n - 1).sum(), filled=shared.filled.max())
    ((count, most),) = asked.engine.rows(found, watch)
    return [same_question(RowNumbers.counted(int(count)))] if count and most < TELLING else []


def _accounts(
    asked: Asked, looked: FileReport, chosen: SeriesColumns, choices: Choices, watch: Watch | None
) -> list[Question]:
    """Ask about rows of one day that are of as many sources or editions: of the same people, maybe."""
    rows = asked.rows()
    rows = rows.filter(~totals_of(asked, rows))
    days = {f"day{n}": asked.column(day, rows) for n, day in enumerate(chosen.dates)}
    for index in editions_of(looked, choices):
        told = rows.select(said=asked.text(index, rows), **days)
        pairs = told.group_by(["said", *days]).agg(n=told.count())
        shared = pairs.group_by(list(days)).agg(rows=pairs.n.sum(), most=pairs.n.max())
        shared = shared.filter(shared.rows > 1)
        found = shared.aggregate(count=shared.rows.sum(), most=shared.most.max())
        ((count, most),) = asked.engine.rows(found, watch)
        if count and most == 1:
            named = asked.engine.rows(told.select("said").distinct().limit(MOST), watch)
            values = sorted(name for (name,) in named if name)
            return [accounts_question(looked, index, values, RowNumbers.counted(int(count)))]
    return []


def totals_of(asked: Asked, rows: Any) -> Any:
    """Return which rows call themselves totals, as `is_total` does of a file."""
    said = [
        asked.text(index, rows).strip().lower().re_search(_TOTAL).fill_null(False)
        for index, kind in enumerate(asked.events.types)
        if kind is ColumnType.TEXT
    ]
    return asked.ibis.or_(*said) if said else asked.ibis.literal(False)


def _fractions(asked: Asked, looked: FileReport, number: Number, watch: Watch | None) -> list[Question]:
    """Ask about people with fractions where a whole column has them, as the estimate of a model does."""
    rows = asked.rows()
    text = asked.text(number.index, rows)
    odd = text.re_search(f"^[0-9]+[{number.sign}][0-9]*[1-9][0-9]*$")
    found = rows.aggregate(
        odd=odd.ifelse(1, 0).sum(),
        known=text.re_search("[0-9]").ifelse(1, 0).sum(),
        one=text.min(where=odd),
    )
    ((count, known, one),) = asked.engine.rows(found, watch)
    one = (one or "0").replace(",", ".")
    question = fraction_question(
        looked.table.names[number.index], int(count or 0), int(known or 0), float(one)
    )
    return [] if question is None else [question]
