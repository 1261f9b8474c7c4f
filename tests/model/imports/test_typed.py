"""What is typed about a file is read strictly."""

from __future__ import annotations

from datetime import date

import pytest

from model.imports.dates import read_rows, read_spans
from model.text.days import Span
from model.text.errors import Unreadable


def test_spans_are_named_or_dated_and_separated_by_semicolons() -> None:
    autumn = Span(date(2024, 9, 1), date(2024, 10, 31))
    assert read_spans("2024-09-01..2024-10-31; Sep–Oct 2024;") == (autumn, autumn)
    assert read_spans("") == ()


def test_rows_are_numbers() -> None:
    assert read_rows("3, 17; 20") == (3, 17, 20)
    assert read_rows(" ") == ()


def test_what_is_neither_is_refused() -> None:
    with pytest.raises(Unreadable, match="17a"):
        read_rows("3, 17a")
    with pytest.raises(Unreadable):
        read_spans("sometime")
