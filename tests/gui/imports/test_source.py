"""Which pasted blocks are tables with a header, and which are cells."""

from __future__ import annotations

import pytest

from gui.imports.source import table_of
from gui.tables.clipboard import read_tsv


@pytest.mark.parametrize(
    "text",
    [
        "Period\tLosses\nSep–Oct 2024\t80110\nNovember 2024\t45690\n",
        "date\tpersonnel\n2024-01-01\t100\n2024-01-02\t130\n",
        "Label\tStart\tEnd\tLosses\nA\t2024-09-01\t2024-10-31\t80110\nB\t2024-11-01\t2024-11-30\t1\n",
        "date\tpersonnel\n2024-01-01\t100\n",
        "Месяц\tПотери\n2024-01\t26220\n2024-02\t28450\n",
    ],
)
def test_a_header_over_days_and_numbers_is_a_table(text: str) -> None:
    assert table_of(read_tsv(text)) is not None


@pytest.mark.parametrize(
    "text",
    [
        "80,110\t1,517\n45,690\t839\n",
        "November 2024\t2024-11-01\t2024-11-30\n",
        "a\tb\nc\td\n",
        "one\ntwo\nthree\n",
        "December 2024\t2024-12-01\t2024-12-31\t48670\nJanuary 2025\t2025-01-01\t2025-01-31\t48000\n",
        "Losses\tGains\n80,110\t1,517\n",
        "",
    ],
)
def test_anything_else_is_cells(text: str) -> None:
    assert table_of(read_tsv(text)) is None
