"""Spans of days as tables write them: `2024-09-01..2024-10-31`, `March 2022`, `2022-03`, `2024-W35`."""

from __future__ import annotations

from model.imports.cells import Cell, text_of
from model.imports.dates import DateFormat, days_of
from model.text.days import Span, read_span
from model.text.errors import Unreadable
from model.text.words import QT_TRANSLATE_NOOP, words


def read_days_named(cell: Cell) -> Span:
    """Return the days that a cell names as a whole. Raises Unreadable."""
    text = text_of(cell)
    first, dots, last = text.partition("..")
    if not dots:
        first, dots, last = text.partition("/") if text.count("/") == 1 and len(text) > 20 else (text, "", "")
    if dots:
        span = Span(read_days_named(first).start, read_days_named(last.lstrip(".")).end)
        if span.days < 1:
            message = QT_TRANSLATE_NOOP("model", "“{text}” ends before it begins")
            raise Unreadable(words(message, text=text))
        return span
    span_of_label = read_span(text)
    return span_of_label if span_of_label is not None else days_of(cell, DateFormat())


def looks_like_span(cell: Cell) -> bool:
    """Whether a cell names days as a whole, and more than one of them."""
    try:
        return read_days_named(cell).days > 1
    except Unreadable:
        return False
