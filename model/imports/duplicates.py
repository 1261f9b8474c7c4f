"""Rows of one date: amounts add up, of totals one counts; what is the same row again is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from model.imports.cells import Question, RowNumbers, text_of
from model.imports.choices import Choices, ColumnNames, Duplicates, Kind
from model.imports.column_names import is_edition, is_identity
from model.imports.inspect_file import ColumnMeaning, FileReport
from model.imports.places import Groups, is_counted
from model.imports.series_rows import Ordinals, RowAccount, SeriesRows
from model.imports.table import is_total
from model.text.words import marked, words

_Records = Mapping[int, tuple[str, ...]]
TELLING = 3  # filled columns of a row that tell one event from another
_LIKELY_SUM = 20  # below it a number often is the sum of others by chance
_SAME = marked("the same row again, in every column")
_NAMED = 5  # dates that are asked about by name


def without_duplicates(
    looked: FileReport, series: SeriesRows, choices: Choices, account: RowAccount, questions: list[Question]
) -> SeriesRows:
    """Return the series, in the order of days, with the rows of each day that count.

    Of a running total or a level one row a day counts; amounts of one day add up, unless they are the same
    row again. Where it is not said which of them count, it is added to `questions`.
    """
    amounts = choices.kind not in (Kind.CUMULATIVE, Kind.LEVEL)
    summed = amounts and choices.kind is not Kind.COUNT and choices.duplicates is None
    if looked.table.many is not None:
        series, rows, most = _of_many(looked.table.many, series, account, without_totals=summed)
        if amounts:
            _note_several(series, account, rows)
            questions += _sums(series, most, rows) if summed else []
            return series
    if len(series) < 2:
        return series
    again = (np.diff(series.ends) == 0) & ((np.diff(series.starts) == 0) | (not amounts))
    if not again.any() or (choices.duplicates is Duplicates.ADD and amounts):
        return series
    firsts = np.flatnonzero(np.r_[True, ~again])
    group = np.cumsum(np.r_[0, ~again])
    if amounts and choices.duplicates is None:
        shared = _of_shared_days(series)
        records = _records(looked, set(series.rows[shared].tolist()))
        if summed:
            said = [n for n in np.flatnonzero(shared).tolist() if is_total(records[int(series.rows[n])])]
            series = _without_totals(series, np.isin(np.arange(len(series)), said), account)
            if len(series) < 2:
                return series
            shared = _of_shared_days(series)
            questions += _accounts(looked, series.take(shared), choices, records)
        series = _added(looked, series, shared, records, account, questions)
        if summed:
            questions += _sums(series, series.best, np.ones(len(series), dtype=np.int64))
        return series
    differs = _differs(series, firsts)
    if differs.any() and choices.duplicates not in (Duplicates.FIRST, Duplicates.LAST):
        questions += _questions(series, firsts, np.flatnonzero(differs))
        return series.take(firsts)
    kept = np.r_[firsts[1:] - 1, len(series) - 1] if choices.duplicates is Duplicates.LAST else firsts
    others = np.ones(len(series), dtype=bool)
    others[kept] = False
    equal = words("the same date and value again")
    account.refuse_all("duplicate", equal, np.sort(series.rows[others & ~differs[group]]))
    chosen = words("another row of the same date was chosen")
    account.refuse_all("not_chosen", chosen, np.sort(series.rows[others & differs[group]]))
    return series.take(kept)


def _of_many(
    groups: Groups, series: SeriesRows, account: RowAccount, *, without_totals: bool
) -> tuple[SeriesRows, NDArray[np.int64], NDArray[np.float64]]:
    """Return records of a database with how many rows of them count, and their greatest numbers."""
    if without_totals:
        at = groups.indexes(series.rows)
        shared = _of_shared_days(series) | (groups.rows[at] > 1)
        series = _without_totals(series, shared & groups.totals[at], account)
    at = groups.indexes(series.rows)
    again = groups.again[at]
    account.refuse_all("duplicate", words(_SAME), np.sort(groups.numbers(at, again)[again > 0]))
    most = np.where(np.isnan(groups.most[at]), series.best / groups.times[at], groups.most[at])
    return series, groups.rows[at] - again, most


def _without_totals(series: SeriesRows, totals: NDArray[np.bool_], account: RowAccount) -> SeriesRows:
    """Return the series without the rows that call themselves totals beside others of their day."""
    account.refuse_all("total", words("a total of other rows"), np.sort(series.rows[totals]))
    return series.take(~totals)


def _accounts(looked: FileReport, shared: SeriesRows, choices: Choices, records: _Records) -> list[Question]:
    """Ask about rows of one day that are of as many sources or editions: accounts of the same people, maybe.

    Where something else than that and the number tells the rows apart, they are different events.
    """
    rows, days = shared.rows.tolist(), shared.starts.tolist()
    for index in editions_of(looked, choices):
        said = [records[row][index] if index < len(records[row]) else "" for row in rows]
        if len(set(said)) > 1 and len(set(zip(days, said, strict=True))) == len(said):
            return [
                accounts_question(
                    looked, index, dict.fromkeys(filter(None, said)), RowNumbers.of(shared.rows)
                )
            ]
    return []


def editions_of(looked: FileReport, choices: Choices) -> list[int]:
    """Return the columns of sources and editions, where these and the number alone tell rows apart."""
    columns = looked.columns
    editions = [n for n, column in enumerate(columns) if is_edition(column.name)]
    if choices.columns.source:
        editions.append(looked.table.column(choices.columns.source))
    named = {getattr(choices.columns, place) for place in ColumnNames.__struct_fields__}
    told_apart = any(
        column.meaning is ColumnMeaning.TEXT and len(column.examples) > 1
        for n, column in enumerate(columns)
        if n not in editions and column.name not in named
    )
    return [] if told_apart else editions


def accounts_question(looked: FileReport, index: int, values: Iterable[str], rows: RowNumbers) -> Question:
    """Return the question about rows of one day that differ in a column of sources or editions."""
    message = marked(
        "rows of one day differ in “{name}” ({values}; {rows}): it is not said whether they are"
        " accounts of the same people, of which one counts, or add up"
    )
    listed = ", ".join(list(values)[:_NAMED])
    return Question(
        "duplicates", words(message, name=looked.columns[index].name, values=listed, rows=rows.words)
    )


def _sums(series: SeriesRows, most: NDArray[np.float64], rows: NDArray[np.int64]) -> list[Question]:
    """Ask about the greatest rows of days where each is the sum of all others of its day.

    What is said of each place of the series is that of so many `rows`, the greatest of which is `most`.
    """
    if not len(series):
        return []
    days = np.flatnonzero(np.r_[True, np.diff(series.starts) != 0])
    greatest, total = np.maximum.reduceat(most, days), np.add.reduceat(series.best, days)
    asked = (np.add.reduceat(rows, days) >= 3) & (greatest >= _LIKELY_SUM)
    if not asked.any() or not np.isclose(2 * greatest[asked], total[asked], rtol=1e-9).all():
        return []
    message = marked("{rows} may be totals: each is the sum of all other rows of its day")
    # the first of the greatest of each day
    order = np.lexsort((np.arange(len(most)), -most, series.starts))
    found = series.rows[order[days[asked]]]
    named = RowNumbers.counted(len(found)) if is_counted(int(found[0])) else RowNumbers.of(found)
    return [Question("duplicates", words(message, rows=named.words))]


def _added(
    looked: FileReport,
    series: SeriesRows,
    shared: NDArray[np.bool_],
    records: _Records,
    account: RowAccount,
    questions: list[Question],
) -> SeriesRows:
    """Return amounts of which several a day add up, without rows that are the same in every column."""
    names = looked.table.names
    identities = [n for n, name in enumerate(names) if is_identity(name)]
    asked = shared if identities else shared & _alike(series)
    seen: set[object] = set()
    equal: list[int] = []
    disputed: list[int] = []
    for index in np.flatnonzero(asked).tolist():
        row = int(series.rows[index])
        told = records[row]
        day = (int(series.starts[index]), int(series.ends[index]))
        ids = tuple(told[n] for n in identities if n < len(told))
        if (day, told) in seen:
            equal.append(index)
        elif any(ids) and (day, ids, "") in seen:
            disputed.append(row)
        seen |= {(day, told), (day, ids, "")}
    if disputed:
        questions.append(id_question(names[identities[0]], RowNumbers.of(disputed)))
    if equal and not identities and max(_filled(records[int(row)]) for row in series.rows[equal]) < TELLING:
        # With nothing but a day and a number in them, equal rows may be as many events.
        questions.append(same_question(RowNumbers.of(series.rows[equal])))
        return series
    account.refuse_all("duplicate", words(_SAME), np.sort(series.rows[equal]))
    kept = np.ones(len(series), dtype=bool)
    kept[equal] = False
    series = series.take(kept)
    _note_several(series, account)
    return series


def _note_several(series: SeriesRows, account: RowAccount, rows: NDArray[np.int64] | None = None) -> None:
    """Say how many rows share a day with others; `rows`: as many each of them is."""
    shared = _of_shared_days(series)
    if count := int(shared.sum() if rows is None else rows[shared | (rows > 1)].sum()):
        message = marked(
            "several rows of one day are added up: {count} row|"
            "several rows of one day are added up: {count} rows"
        )
        account.note("several_a_day", words(message, count=count))


def id_question(name: str, rows: RowNumbers) -> Question:
    """Return the question about rows of one day that have the id of others and say something else."""
    message = marked("“{name}” is the same in several rows of one day ({rows})")
    return Question("duplicates", words(message, name=name, rows=rows.words))


def same_question(rows: RowNumbers) -> Question:
    """Return the question about rows that are the same as others, and have too little in them to be one."""
    message = marked("rows are the same in every column ({rows}): one amount again, or several that add up")
    return Question("duplicates", words(message, rows=rows.words))


def _of_shared_days(series: SeriesRows) -> NDArray[np.bool_]:
    """Return which rows are about the days of another one."""
    again = (np.diff(series.starts) == 0) & (np.diff(series.ends) == 0)
    shared = np.zeros(len(series), dtype=bool)
    shared[:-1] |= again
    shared[1:] |= again
    return shared


def _filled(record: tuple[str, ...]) -> int:
    return sum(map(bool, record))


def _alike(series: SeriesRows) -> NDArray[np.bool_]:
    """Return which rows say the same of the same days as another one."""
    order = np.lexsort((series.best, series.ends, series.starts))
    same = np.ones(len(series) - 1, dtype=bool)
    for said in (series.starts, series.ends, series.best):
        same &= np.diff(said[order]) == 0
    alike = np.zeros(len(series), dtype=bool)
    alike[order] = np.r_[same, False] | np.r_[False, same]
    return alike


def _records(looked: FileReport, wanted: set[int]) -> _Records:
    """Return the texts of whole rows by their numbers."""
    return {
        number: tuple(text_of(cell) for cell in record)
        for number, record in looked.table.numbered()
        if number in wanted
    }


def _differs(series: SeriesRows, firsts: Ordinals) -> NDArray[np.bool_]:
    """Return for each group of rows whether they say different things."""
    found = np.zeros(len(firsts), dtype=bool)
    for said in (series.low, series.best, series.high, series.marks):
        found |= np.minimum.reduceat(said, firsts) != np.maximum.reduceat(said, firsts)
    return found


def _questions(series: SeriesRows, firsts: Ordinals, differing: NDArray[np.intp]) -> list[Question]:
    """Ask about the first dates by name, and about the others together."""
    ends = np.r_[firsts[1:], len(series)]
    message = marked("{date} stands there more than once, with different values ({rows})")
    questions = []
    for group in differing[:_NAMED].tolist():
        rows = RowNumbers.of(series.rows[firsts[group] : ends[group]])
        day = date.fromordinal(int(series.ends[firsts[group]])).isoformat()  # at which a total stands
        questions.append(Question("duplicates", words(message, date=day, rows=rows.words)))
    if len(differing) > _NAMED:
        message = marked("so does {count} more date|so do {count} more dates")
        questions.append(Question("duplicates", words(message, count=len(differing) - _NAMED)))
    return questions
