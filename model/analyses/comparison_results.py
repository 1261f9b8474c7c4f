"""Which results differ between two projects: of each series, of each period that both have, of each claim."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import islice

import numpy as np
from msgspec import Struct

from model.analyses.compare_series import head_of
from model.analyses.comparison import Comparison
from model.analyses.comparison_rows import Pairs, RowPair
from model.checks import Checks
from model.checks.findings import row_name
from model.checks.verdict_words import VERDICT_NAMES
from model.derive.bands import differing
from model.derive.measures import MEASURE, MEASURES, Basis
from model.derive.results import Results
from model.project import Project
from model.text.formats import Formats
from model.text.outcomes import Absent, Outcome, Value
from model.text.units import Unit
from model.text.words import marked, words

MOST = 500

_OF_TOTALS = tuple(measure.key for measure in MEASURES if measure.basis in (Basis.GIVEN, Basis.FORMULA))
_OF_PERIODS = tuple(measure.key for measure in MEASURES if measure.key not in ("losses", "gains"))
_WHOLE = marked("{series}, in all")


class ResultChange(Struct, frozen=True):
    """One result that differs: of what, which one, what it was and is, and by how much.

    Without a value it is `—` and the difference says why. What rounds to the same differs by it all the same.
    """

    about: str
    what: str
    before: str
    after: str
    difference: str = ""


class ResultChanges(Struct, frozen=True):
    """The first results that differ, and whether there are more than those."""

    first: tuple[ResultChange, ...]
    more: bool


class Compared(Struct, frozen=True, eq=False):
    """All that differs between two projects: rows, and the results that they make."""

    comparison: Comparison
    results: ResultChanges


def compared(before: Project, after: Project, formats: Formats, most: int = MOST) -> Compared:
    """Compare two projects completely, so that to show the first `most` rows nothing is left to compute."""
    comparison = Comparison(before, after, formats)
    for change in comparison.changes[:most]:
        comparison.cells(change)
    then, now = (side.checks for side in comparison.sides)
    return Compared(comparison, results_that_differ(then, now, comparison.pairs, formats, most))


def results_that_differ(
    before: Checks, after: Checks, pairs: Mapping[str, Pairs], formats: Formats, most: int = MOST
) -> ResultChanges:
    """Return the results that differ; `pairs` says which rows are the same row (`model.analyses.comparison`).

    Totals of series first, then periods by their place in `after`, then the verdicts on claims. A series or
    row that only one of the two has is a difference of rows, and its results are not listed.
    """
    found = _found(before, after, pairs, formats)
    first = tuple(islice(found, most))
    return ResultChanges(first, more=next(found, None) is not None)


def same_rows(pairs: Pairs, before: int, after: int) -> list[RowPair]:
    """Return (row before, row after) of every row that both have; `before`, `after`: how many there are."""
    gone = {*pairs.removed, *(b for b, _ in (*pairs.changed, *pairs.moved))}
    new = {*pairs.added, *(a for _, a in (*pairs.changed, *pairs.moved))}
    kept = zip(
        (row for row in range(before) if row not in gone),
        (row for row in range(after) if row not in new),
        strict=True,
    )
    return sorted((*kept, *pairs.changed, *pairs.moved), key=lambda pair: pair[1])


def _found(
    before: Checks, after: Checks, pairs: Mapping[str, Pairs], formats: Formats
) -> Iterator[ResultChange]:
    yield from _of_series(before.results, after.results, formats)
    yield from _of_periods(before.results, after.results, pairs["periods"], formats)
    yield from _of_claims(before, after, pairs["claims"], formats)


def _of_series(before: Results, after: Results, formats: Formats) -> Iterator[ResultChange]:
    for series in after.project.series:
        if series.id not in before.series:
            continue
        then, now = before.series[series.id], after.series[series.id]
        about = formats.words(words(_WHOLE, series=row_name(series)))
        for key in _OF_TOTALS:
            old, new = then.of(key), now.of(key)
            if old != new:
                yield _change(about, key, old, new, formats)
            if isinstance(then.total, Absent) and isinstance(now.total, Absent):
                break  # one reason for all of them


def _of_periods(before: Results, after: Results, pairs: Pairs, formats: Formats) -> Iterator[ResultChange]:
    same = same_rows(pairs, len(before.project.periods), len(after.project.periods))
    if not same:
        return
    then, now = (np.array(side, np.intp) for side in zip(*same, strict=True))
    differ = {
        key: differing(before.columns[key].take(then), after.columns[key].take(now)) for key in _OF_PERIODS
    }
    for at in np.flatnonzero(np.logical_or.reduce(list(differ.values()))).tolist():
        about = str(row_name(after.project.periods[now[at]]))
        for key, rows in differ.items():
            if rows[at]:
                old, new = before.outcome(key, int(then[at])), after.outcome(key, int(now[at]))
                yield _change(about, key, old, new, formats)


def _of_claims(before: Checks, after: Checks, pairs: Pairs, formats: Formats) -> Iterator[ResultChange]:
    then = {result.row: result for result in before.claims}
    now = {result.row: result for result in after.claims}
    same = same_rows(pairs, len(before.results.project.claims), len(after.results.project.claims))
    for old_row, new_row in same:
        if old_row not in then or new_row not in now:
            continue
        old, new = then[old_row].judgement.verdict, now[new_row].judgement.verdict
        if old is not new:
            yield ResultChange(
                str(row_name(now[new_row].claim)),
                formats.words(words("Verdict")),
                formats.words(words(VERDICT_NAMES[old].name)),
                formats.words(words(VERDICT_NAMES[new].name)),
            )


def _change(about: str, key: str, old: Outcome, new: Outcome, formats: Formats) -> ResultChange:
    what, difference = head_of(key, formats), _difference(old, new, MEASURE[key].unit, formats)
    return ResultChange(about, what, _told(old, key, formats), _told(new, key, formats), difference)


def _told(outcome: Outcome, key: str, formats: Formats) -> str:
    if MEASURE[key].basis is Basis.BASELINE:
        return formats.change(outcome)
    return formats.outcome(outcome, MEASURE[key].unit)


def _difference(old: Outcome, new: Outcome, unit: Unit, formats: Formats) -> str:
    """Return by how much a result went up or down, and by which share; of a share, in percentage points.

    Where its best stays, by how much its bounds moved; without a value on either side, why there is none.
    """
    if isinstance(new, Absent):
        return formats.words(new.reason)
    if isinstance(old, Absent):
        return formats.words(old.reason)
    best = new.best - old.best
    if best:
        told, share = _moved(best, unit, formats), abs(best / old.best) if old.best else math.inf
        if unit == "share" or not math.isfinite(share):
            return told
        return f"{told} ({formats.number(share, 'share')})"
    bounds = (
        (marked("low {difference}"), new.low - old.low),
        (marked("high {difference}"), new.high - old.high),
    )
    moved = [
        formats.words(words(text, difference=_moved(by, unit, formats)))
        for text, by in bounds
        if by and math.isfinite(by)
    ]
    return ", ".join(moved)


def _moved(by: float, unit: Unit, formats: Formats) -> str:
    if not math.isfinite(by):
        return ""
    sign, size = "▼ " if by < 0 else "▲ ", abs(by)
    if unit == "share":
        points = words("{number} percentage points", number=formats.number(100 * size, "people/day"))
        return f"{sign}{formats.words(points)}"
    return f"{sign}{formats.outcome(Value(size, size, size), unit)}"
