"""Rows of one date: equal ones are dropped and said, of others one has to be chosen."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from model.imports.cells import Question, Rows, Unsettled
from model.imports.choices import Choices, Duplicates, Kind
from model.imports.series_rows import Account, Ordinals, SeriesRows
from model.text.words import QT_TRANSLATE_NOOP, words

_NAMED = 5  # dates that are asked about by name


def without_duplicates(series: SeriesRows, choices: Choices, account: Account) -> SeriesRows:
    """Return the series, in the order of days, with one row for each span of days.

    Raises Unsettled where rows of one date differ and it is not said which of them counts.
    """
    if len(series) < 2:
        return series
    again = (np.diff(series.starts) == 0) & (np.diff(series.ends) == 0)
    if not again.any() or (choices.duplicates is Duplicates.ADD and choices.kind is Kind.PER_ROW):
        return series
    firsts = np.flatnonzero(np.r_[True, ~again])
    group = np.cumsum(np.r_[0, ~again])
    differs = _differs(series, firsts)
    if differs.any() and choices.duplicates not in (Duplicates.FIRST, Duplicates.LAST):
        raise Unsettled(_questions(series, firsts, np.flatnonzero(differs)))
    kept = np.r_[firsts[1:] - 1, len(series) - 1] if choices.duplicates is Duplicates.LAST else firsts
    others = np.ones(len(series), dtype=bool)
    others[kept] = False
    equal = words(QT_TRANSLATE_NOOP("model", "the same date and value again"))
    account.refuse_all("duplicate", equal, np.sort(series.rows[others & ~differs[group]]))
    chosen = words(QT_TRANSLATE_NOOP("model", "another row of the same date was chosen"))
    account.refuse_all("not_chosen", chosen, np.sort(series.rows[others & differs[group]]))
    return series.take(kept)


def _differs(series: SeriesRows, firsts: Ordinals) -> NDArray[np.bool_]:
    """Return for each group of rows whether they say different things."""
    found = np.zeros(len(firsts), dtype=bool)
    for said in (series.low, series.best, series.high, series.marks):
        found |= np.minimum.reduceat(said, firsts) != np.maximum.reduceat(said, firsts)
    return found


def _questions(series: SeriesRows, firsts: Ordinals, differing: NDArray[np.intp]) -> list[Question]:
    """Ask about the first dates by name, and about the others together."""
    ends = np.r_[firsts[1:], len(series)]
    message = QT_TRANSLATE_NOOP("model", "{date} stands there more than once, with different values ({rows})")
    questions = []
    for group in differing[:_NAMED].tolist():
        rows = Rows.of(series.rows[firsts[group] : ends[group]])
        day = date.fromordinal(int(series.starts[firsts[group]])).isoformat()
        questions.append(Question("duplicates", words(message, date=day, rows=rows.words)))
    if len(differing) > _NAMED:
        message = QT_TRANSLATE_NOOP("model", "so do {count} more dates")
        questions.append(Question("duplicates", words(message, count=len(differing) - _NAMED)))
    return questions
