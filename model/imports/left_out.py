"""Rows left out by their numbers, known again by what stands in them when a file is read anew."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from model.imports.cells import RowNumbers, text_of
from model.imports.table import ReadTable
from model.text.errors import Unreadable
from model.text.words import marked, words

_LENGTH = 16  # hexadecimal digits: by chance alike are one in 10¹⁹


def digests_of(table: ReadTable, rows: Sequence[int]) -> tuple[str, ...]:
    """Return what stands in each of some rows, as a digest; "" for a row that the file has not."""
    found = _digests(table) if rows else {}
    return tuple(found.get(row, "") for row in rows)


def found_again(table: ReadTable, rows: Sequence[int], digests: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers that some rows have now, each where it was or else where the same stands.

    Raises Unreadable for rows that are nowhere as they were: what is to be left out then, nobody has said.
    """
    now = _digests(table)
    places: dict[str, list[int]] = {}
    for number, digest in now.items():
        places.setdefault(digest, []).append(number)
    again: list[int] = []
    lost: list[int] = []
    for row, digest in zip(rows, digests, strict=True):
        free = [number for number in places.get(digest, ()) if number not in again]
        if not digest:
            continue  # it never was there
        if free:
            again.append(row if row in free else free[0])
        else:
            lost.append(row)
    if lost:
        message = marked("{rows}, left out by number before, stands in it no more: import it anew")
        raise Unreadable(words(message, rows=RowNumbers.of(sorted(lost)).words))
    return tuple(sorted(again))


def _digests(table: ReadTable) -> dict[int, str]:
    """Return the digest of each row by its number; a row that was turned became several records."""
    texts: dict[int, list[str]] = {}
    for number, record in table.numbered():
        texts.setdefault(number, []).extend(map(text_of, record))
    return {number: _digest(said) for number, said in texts.items()}


def _digest(said: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(said).encode()).hexdigest()[:_LENGTH]
