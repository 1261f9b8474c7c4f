"""What a person types about a file: spans of days, and numbers of rows."""

from __future__ import annotations

from model.imports.spans import read_days_named
from model.text.days import Span, read_span
from model.text.errors import Unreadable
from model.text.words import QT_TRANSLATE_NOOP, words


def read_spans(text: str) -> tuple[Span, ...]:
    """Return the spans named, separated by `;`: `2024`, `Sep–Oct 2024; 2024-11-01..2024-11-30`.

    Raises Unreadable for what names no days.
    """
    texts = [part.strip() for part in text.split(";")]
    return tuple(read_span(part) or read_days_named(part) for part in texts if part)


def read_rows(text: str) -> tuple[int, ...]:
    """Return the numbers of rows, separated by `,` or `;`. Raises Unreadable for what is none."""
    texts = [part.strip() for part in text.replace(";", ",").split(",")]
    for part in texts:
        if part and not (part.isascii() and part.isdecimal() and len(part) < 10):
            message = QT_TRANSLATE_NOOP("model", "“{text}” is not the number of a row")
            raise Unreadable(words(message, text=part))
    return tuple(int(part) for part in texts if part)
