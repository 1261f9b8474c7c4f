"""What is odd in a series: gaps, falls, stale rows before a jump, values far outside. Nothing is changed."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from model.checks.findings import Level
from model.imports.cells import RowNumbers
from model.imports.choices import Choices, Kind
from model.imports.series_rows import RowAccount, SeriesRows
from model.imports.totals import missing_words
from model.text.formats import numeral
from model.text.records import replace
from model.text.words import marked, words

FAR = 10.0  # times the usual step around it: a slip of the keyboard, or a redrawn map
STALE_JUMP = 1.6  # times the usual step: two days in one
AROUND = 12  # steps to either side that say what is usual
_CHUNK = 20_000
_GAPS_NAMED = 5
_JUMPS_NAMED = 200


def notice(series: SeriesRows, choices: Choices, account: RowAccount) -> None:
    """Add to `account` what is odd in the rows of a series."""
    if len(series) < 2:
        return
    _gaps(series, account)
    if choices.kind is not None and choices.kind.adds_up:
        days = series.ends - series.starts + 1
        _far_outside(series, np.abs(series.best / days), account)
        return
    steps = np.diff(series.best)
    rates = steps / np.maximum(np.diff(series.ends), 1)
    usual = _usual(np.abs(rates))
    if choices.kind is Kind.CUMULATIVE:
        _falls(series, steps, account)
        stale = np.flatnonzero((steps[:-1] == 0) & (steps[1:] > STALE_JUMP * usual[1:]) & (usual[1:] > 0))
        if len(stale):
            message = marked("the value of the day before is repeated, and then there is a jump")
            account.note("stale", words(message), RowNumbers.of(series.rows[stale + 1]), Level.WARNING)
    elif repeats := int((steps == 0).sum()):
        message = marked(
            "the value of the row before is repeated: {count} time|"
            "the value of the row before is repeated: {count} times"
        )
        account.note("repeats", words(message, count=repeats), RowNumbers.of(series.rows[1:][steps == 0]))
    far = np.flatnonzero((np.abs(rates) > FAR * usual) & (usual > 0))
    if len(far):
        account.jumps = [date.fromordinal(day) for day in series.ends[far + 1].tolist()]
        message = marked("steps more than {times} times as large as those around them: {dates}")
        dates = ", ".join(day.isoformat() for day in account.jumps[:_JUMPS_NAMED])
        more = len(account.jumps) - _JUMPS_NAMED
        found = words(message, times=int(FAR), dates=f"{dates}, … (+{more})" if more > 0 else dates)
        account.note("jump", found, RowNumbers.of(series.rows[far + 1]), Level.WARNING)


def _gaps(series: SeriesRows, account: RowAccount) -> None:
    """Name the dates without a row, where most rows follow each other; several rows may share a day."""
    first = np.flatnonzero(np.diff(series.starts, prepend=series.starts[0] - 1) > 0)
    if len(first) < 2:
        return
    ends = np.maximum.accumulate(series.ends)[np.r_[first[1:] - 1, len(series) - 1]]
    series = replace(series.take(first), ends=ends)
    between = series.starts[1:] - series.ends[:-1] - 1
    apart = series.starts[1:] - series.starts[:-1]
    usual = np.median(between)
    gaps = np.flatnonzero(between > usual)
    if not len(gaps) or len(gaps) * 3 > len(between):
        if len(gaps):
            message = marked(
                "the rows are from {least} to {count} day apart|"
                "the rows are from {least} to {count} days apart"
            )
            account.note("irregular", words(message, least=int(apart.min()), count=int(apart.max())))
        return
    missing = int((between[gaps] - usual).sum())
    largest = gaps[np.argsort(-between[gaps], kind="stable")[:_GAPS_NAMED]]
    for gap in sorted(largest.tolist()):
        named = missing_words(int(series.ends[gap]) + 1, int(series.starts[gap + 1]) - 1)
        account.note(
            "gap", named, RowNumbers.of([int(series.rows[gap]), int(series.rows[gap + 1])]), Level.WARNING
        )
    if len(gaps) > _GAPS_NAMED:
        message = marked("in all {days} without a row, in {gaps}")
        account.note(
            "gaps",
            words(
                message,
                days=words("{count} day|{count} days", count=missing),
                gaps=words("{count} gap|{count} gaps", count=len(gaps)),
            ),
            level=Level.WARNING,
        )


def _falls(series: SeriesRows, steps: NDArray[np.float64], account: RowAccount) -> None:
    falls = np.flatnonzero(steps < 0)
    resets = [at for at in falls.tolist() if series.best[at + 1] < series.best[at] / 2]
    for at in resets[:_GAPS_NAMED]:
        message = marked("the running total begins anew on {date}: {before} and then {after}")
        found = words(
            message,
            date=date.fromordinal(int(series.ends[at + 1])).isoformat(),
            before=numeral(f"{series.best[at]:.10g}"),
            after=numeral(f"{series.best[at + 1]:.10g}"),
        )
        account.note("reset", found, RowNumbers.of([int(series.rows[at + 1])]), Level.WARNING)
    corrections = [int(series.rows[at + 1]) for at in falls.tolist() if at not in set(resets)]
    if corrections:
        message = marked("the running total falls, as after a correction")
        account.note("falls", words(message), RowNumbers.of(corrections), Level.WARNING)


def _far_outside(series: SeriesRows, sizes: NDArray[np.float64], account: RowAccount) -> None:
    usual = _usual(sizes)
    far = np.flatnonzero((sizes > FAR * usual) & (usual > 0))
    if len(far):
        single = far[series.starts[far] == series.ends[far]]  # a row of more days is no matter of one
        account.jumps = [date.fromordinal(day) for day in series.ends[single].tolist()]
        message = marked("a value more than {times} times as large as those around it")
        account.note(
            "outside", words(message, times=int(FAR)), RowNumbers.of(series.rows[far]), Level.WARNING
        )


def _usual(sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each step the median of the steps that are not 0 around it, itself left out."""
    known = np.where((sizes > 0) & np.isfinite(sizes), sizes, np.nan)
    padded = np.concatenate([np.full(AROUND, np.nan), known, np.full(AROUND, np.nan)])
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * AROUND + 1)
    usual = np.zeros(len(sizes))
    for first in range(0, len(sizes), _CHUNK):  # a copy of all windows at once would be 25 times the series
        part = np.sort(np.delete(windows[first : first + _CHUNK], AROUND, axis=1), axis=1)  # NaN sorts last
        count = np.isfinite(part).sum(axis=1)
        middle = np.maximum(count - 1, 0)
        rows = np.arange(len(part))
        median = (part[rows, middle // 2] + part[rows, (middle + 1) // 2]) / 2
        usual[first : first + _CHUNK] = np.where(count >= 4, median, 0.0)
    return usual
