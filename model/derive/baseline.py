"""Ratios of periods and of totals against those of the baseline period of the project."""

from __future__ import annotations

from collections.abc import Sequence

from model.derive.against_baseline import ITSELF, Against, against, all_against
from model.derive.results import Results
from model.text.outcomes import Absent


def against_baseline(results: Results, key: str, row: int) -> Against:
    """Return a measure of a period against the same measure of the baseline period."""
    return rows_against_baseline(results, key, (row,))[0]


def rows_against_baseline(results: Results, key: str, rows: Sequence[int]) -> list[Against]:
    """Return what `against_baseline` gives of each of some periods; absent where no baseline is chosen.

    The baseline period is exactly 1 × itself, however wide its range: it is the same value both times.
    """
    compared = all_against(results.outcomes(key, rows), results.baseline_outcome(key))
    return [
        ITSELF if row == results.baseline_row and not isinstance(one.times, Absent) else one
        for row, one in zip(rows, compared, strict=True)
    ]


def total_against_baseline(results: Results, series_id: str, key: str) -> Against:
    """Return a measure of the total of a series against the same measure of the baseline period.

    The total of a series whose only part is the baseline period is the same value, and so exactly 1 × it.
    """
    computed = results.series[series_id]
    outcome = computed.total if isinstance(computed.total, Absent) else computed.total[key]
    compared = against(outcome, results.baseline_outcome(key))
    alone = computed.parts.tolist() == [results.baseline_row]
    return ITSELF if alone and not isinstance(compared.times, Absent) else compared
