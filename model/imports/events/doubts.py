"""What an engine is asked before it counts: rows that stand there again, sides, fractions of people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from model.imports.cells import Question, RowNumbers
from model.imports.choices import Choices, Duplicates, Kind
from model.imports.column_forms import fraction_question
from model.imports.column_names import is_identity, names_sides
from model.imports.duplicates import TELLING, accounts_question, editions_of, id_question, same_question
from model.imports.events.table import ColumnType
from model.imports.found_columns import MOST, of_certainty, question_of
from model.imports.inspect_file import FileReport
from model.imports.series_columns import SeriesColumns
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
    *,
    again: bool,
) -> list[Question]:
    """Return what has to be said of the rows before they are counted; `again`: some may stand there twice."""
    questions = [
        question
        for index in chosen.splits
        if (question := _of_sides(asked, looked, chosen, index)) is not None
    ]
    if again:
        questions += _again(asked, looked, chosen)
    if adds_up(choices) and choices.kind is not Kind.COUNT and choices.duplicates is not Duplicates.ADD:
        questions += _accounts(asked, looked, chosen, choices)
    for number in numbers:
        if number.whole and not number.power and number.kind is not ColumnType.WHOLE:
            questions += _fractions(asked, looked, number)
    return questions


def _of_sides(asked: Asked, looked: FileReport, chosen: SeriesColumns, index: int) -> Question | None:
    """Ask which rows are meant where a column tells their sides, or rows of one day differ in it."""
    rows = asked.rows()
    side = asked.text(index, rows).strip().lower().fill_null("")
    days = {f"day{n}": asked.column(day, rows) for n, day in enumerate(chosen.dates)}
    told = rows.select(side=side, **days)
    values = [value for (value,) in asked.answer(told.select("side").distinct().limit(MOST + 1))]
    several = len([value for value in values if value]) > 1 and (
        names_sides(looked.table.names[index]) or of_certainty(values)
    )
    if not several and 1 < len(values) <= MOST:
        pairs = told.distinct()
        shared = pairs.group_by(list(days)).agg(n=pairs.count())
        several = bool(asked.answer(shared.filter(shared.n > 1).limit(1)))
    if not several:
        return None
    shown = rows.select(side=asked.text(index, rows)).distinct().limit(MOST)
    return question_of(looked.table.names[index], sorted(x for (x,) in asked.answer(shown) if x))


def adds_up(choices: Choices) -> bool:
    """Whether each row is an amount, or one; so it is while nothing else is said."""
    return choices.kind is None or choices.kind.adds_up


def may_be_again(asked: Asked, looked: FileReport, chosen: SeriesColumns, choices: Choices) -> bool:
    """Whether rows may stand there again, and it matters. Where no id does no row can: few columns tell."""
    if not adds_up(choices) or choices.duplicates is Duplicates.ADD:
        return False
    identities = [index for index, name in enumerate(looked.table.names) if is_identity(name)]
    if not identities:
        return True
    rows = asked.rows()
    told = rows.select(
        **{f"key{n}": asked.column(index, rows) for n, index in enumerate([*chosen.dates, *identities])}
    )
    shared = told.group_by(list(told.columns)).agg(n=told.count())
    return bool(asked.answer(shared.filter(shared.n > 1).select("n").limit(1)))


def _again(asked: Asked, looked: FileReport, chosen: SeriesColumns) -> list[Question]:
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
        ((count,),) = asked.answer(shared.filter(shared.n > 1).aggregate(n=(shared.n - 1).sum()))
        return [id_question(names[identities[0]], RowNumbers.counted(int(count)))] if count else []
    shared = rows.group_by(list(rows.columns)).agg(n=rows.count())
    filled = sum((asked.text(n, shared).length() > 0).ifelse(1, 0) for n in range(len(names)))
    shared = shared.select(n=shared.n, filled=filled).filter(shared.n > 1)
    found = shared.aggregate(n=(shared.n - 1).sum(), filled=shared.filled.max())
    ((count, most),) = asked.answer(found)
    return [same_question(RowNumbers.counted(int(count)))] if count and most < TELLING else []


def _accounts(asked: Asked, looked: FileReport, chosen: SeriesColumns, choices: Choices) -> list[Question]:
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
        ((count, most),) = asked.answer(found)
        if count and most == 1:
            named = asked.answer(told.select("said").distinct().limit(MOST))
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


def _fractions(asked: Asked, looked: FileReport, number: Number) -> list[Question]:
    """Ask about people with fractions where a whole column has them, as the estimate of a model does."""
    rows = asked.rows()
    text = asked.text(number.index, rows)
    odd = text.re_search(f"^[0-9]+[{number.sign}][0-9]*[1-9][0-9]*$")
    found = rows.aggregate(
        odd=odd.ifelse(1, 0).sum(),
        known=text.re_search("[0-9]").ifelse(1, 0).sum(),
        one=text.min(where=odd),
    )
    ((count, known, one),) = asked.answer(found)
    one = (one or "0").replace(",", ".")
    question = fraction_question(
        looked.table.names[number.index], int(count or 0), int(known or 0), float(one)
    )
    return [] if question is None else [question]
