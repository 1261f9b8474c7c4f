"""Which periods have just the days of a span: parts that follow each other, or one that is no part."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from model.derive.results import derive
from model.project import Period, Project, Series
from model.text.figures import Figure

DAYS = (
    (date(2024, 9, 1), date(2024, 9, 30)),
    (date(2024, 10, 1), date(2024, 10, 31)),
    (date(2024, 11, 1), date(2024, 11, 30)),
    (date(2025, 1, 1), date(2025, 1, 31)),
    (date(2024, 9, 1), date(2024, 11, 30)),  # a total of the first three
    (date(2024, 11, 5), date(2024, 11, 11)),  # a week of the third
    (date(2024, 11, 30), date(2024, 11, 1)),  # which is no period
)


def over(first: date, last: date, days: tuple[tuple[date, date], ...] = DAYS, series: int = 0) -> list[int]:
    periods = tuple(Period("ru", "", *each, Figure(1.0)) for each in days)
    tiling = derive(Project(series=(Series("ru"), Series("ua")), periods=periods)).derived.tiling
    begin, after = np.array([first.toordinal()]), np.array([last.toordinal() + 1])
    tiles = tiling.over(series, begin, after)
    assert tiles.known.tolist() == [len(tiles.rows) > 0]
    return sorted(tiles.rows.tolist())


@pytest.mark.parametrize(
    ("first", "last", "rows"),
    [
        (date(2024, 9, 1), date(2024, 9, 30), [0]),
        (date(2024, 9, 1), date(2024, 10, 31), [0, 1]),
        (date(2024, 9, 1), date(2024, 11, 30), [0, 1, 2]),
        (date(2024, 10, 1), date(2024, 11, 30), [1, 2]),
        (date(2025, 1, 1), date(2025, 1, 31), [3]),
        (date(2024, 11, 5), date(2024, 11, 11), [5]),
        (date(2024, 9, 1), date(2025, 1, 31), []),  # December is missing
        (date(2024, 9, 2), date(2024, 10, 31), []),
        (date(2024, 9, 1), date(2024, 10, 30), []),
        (date(2024, 11, 5), date(2024, 11, 12), []),
        (date(2023, 1, 1), date(2023, 1, 31), []),
    ],
)
def test_a_span_is_tiled_by_parts_or_is_that_of_one_period(first: date, last: date, rows: list[int]) -> None:
    assert over(first, last) == rows
    assert over(first, last, series=1) == []


def test_a_total_without_its_parts_and_a_row_given_twice() -> None:
    conflict = (date(2024, 9, 15), date(2024, 10, 15))
    assert over(*conflict, (DAYS[0], conflict, DAYS[1])) == [1]
    assert over(*DAYS[5], (DAYS[2], DAYS[5], DAYS[5])) == []
    assert over(*DAYS[0], DAYS[6:]) == []
    assert over(*DAYS[0], ()) == []
