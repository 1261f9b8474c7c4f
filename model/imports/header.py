"""Where the table begins: title rows above the header, the header of one row or two, tag rows under it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, zip_longest

from model.imports.cells import NO_ROWS, Broken, Cell, Record, RowNumbers, is_empty, text_of
from model.imports.column_names import is_unit
from model.imports.dates import looks_dated
from model.imports.numbers import looks_numeric
from model.imports.table import ReadTable
from model.imports.wide import is_wide_header, names_days
from model.text.errors import Unreadable
from model.text.words import marked, words

LOOKED_AT = 200  # rows from which the header is found; it stands among the first HIGHEST
HIGHEST = 40
_COUNTED = re.compile(
    r"persons?|people|men|items?|count|number|n|months?|days?|dates?|осіб|чол|чел|місяць|дата|[%№#-]"
)
_TAG = re.compile(r"#[A-Za-z][\w-]*(?:\s*\+[\w-]+)*")


def find_table(records: Callable[[], Iterator[Record]], given: int | None = None) -> ReadTable:
    """Return the table in some records, its header found by looking or `given` (0: there is none).

    Raises Unreadable where the header is not there or there is nothing at all.
    """
    first = [[] if isinstance(row, Broken) else row for row in islice(records(), LOOKED_AT)]
    if not any(not is_empty(cell) for row in first for cell in row):
        raise Unreadable(words("the file holds nothing"))
    wide = 0 if given is not None else _wide_header(first)
    header = wide or (_header(first) if given is None else given)
    if given is not None and not 0 <= given <= len(first):
        message = marked("there is no row {row} to take the names of the columns from")
        raise Unreadable(words(message, row=given))
    heads, header, upper = _wide_heads(first, wide) if wide else _heads(first, header, given)
    body = first[header:]
    widths = Counter(_width(row) for row in body if _width(row))
    usual = widths.most_common(1)[0][0] if widths else 0
    while heads and not heads[-1] and len(heads) > usual:
        heads.pop()
    names = _names(heads + [""] * (usual - len(heads)))
    above = first[: max(0, header - 1 - len(upper))]
    titles = [number for number, row in enumerate(above, 1) if _width(row)]
    tags = [header + number for number, row in enumerate(body[:3], 1) if _is_tags(row)]
    return ReadTable(names, header, records, RowNumbers.of(titles), RowNumbers.of(tags), upper)


def _wide_header(first: Sequence[Record]) -> int:
    """Return the row of the names where these are days; 0 if there is none before the first data."""
    for number, row in enumerate(first[:HIGHEST], 1):
        if is_wide_header(_wide_heads(first, number)[0], first[number : number + 6]):
            above = first[number - 2] if number > 1 else []
            names = [cell for cell in above if not is_empty(cell)]
            in_words = len(names) > len(row) // 2 and not any(map(_is_value, names))
            return 0 if in_words else number
        if any(looks_numeric(cell) and not _is_year(text_of(cell)) for cell in row):
            return 0  # data have begun
    return 0


def _wide_heads(first: Sequence[Record], header: int) -> tuple[list[str], int, RowNumbers]:
    """Return heads that are days; months under a row of years take the year above them or before it."""
    names = [text_of(cell) for cell in first[header - 1]]
    years = [text_of(cell) for cell in first[header - 2]] if header > 1 else []
    if not (any(map(_is_year, years)) and all(not text or _is_year(text) for text in years[1:])):
        return names, header, NO_ROWS
    joined, year = [], ""
    for name, above in zip_longest(names, years, fillvalue=""):
        year = above if _is_year(above) else year
        joined.append(f"{name} {year}" if name and year and names_days(f"{name} {year}") else name)
    return joined, header, RowNumbers.of([header - 1])


def _is_year(text: str) -> bool:
    return text.isdecimal() and len(text) == 4


def _heads(first: Sequence[Record], header: int, given: int | None) -> tuple[list[str], int, RowNumbers]:
    """Return the names as they stand, the last row of the header, and the row of groups above it.

    Two rows are one header where neither names each column: `Losses` over `low` and `high`, and `Gains` over
    `low` and `high`. They become `Losses low`, …; a group holds until the next where names would be twice.
    So are names over their units: `Losses` over `thousands`, `Gains` over `sq mi`.
    """
    for lower in (header,) if given is not None else (header + 1, header):
        if 2 <= lower <= len(first):
            groups, names = ([text_of(cell) for cell in row] for row in first[lower - 2 : lower])
            if not (_are_words(first[lower - 2]) and _are_words(first[lower - 1])):
                continue
            if _belong(groups, names):
                return _joined(groups, names), lower, RowNumbers.of([lower - 1])
            if _are_units(groups, names):
                units = [text if is_unit(text) else "" for text in names]
                joined = [f"{name} {unit}".strip() for name, unit in zip_longest(groups, units, fillvalue="")]
                return joined, lower, RowNumbers.of([lower - 1])
    return ([text_of(cell) for cell in first[header - 1]] if header else []), header, NO_ROWS


def _are_words(row: Record) -> bool:
    return not _is_tags(row) and not any(_is_value(cell) for cell in row)


def _belong(groups: Sequence[str], names: Sequence[str]) -> bool:
    """Whether two rows name the columns together, and neither does alone."""
    width = max(len(groups), len(names))
    upper, lower = ([*row, *[""] * (width - len(row))] for row in (groups, names))
    open_below = any(above and not below for above, below in zip(upper, lower, strict=True))
    return (
        any(upper[1:])
        and sum(map(bool, lower)) > 1
        and (open_below or _repeats(lower))
        and (not all(upper) or _repeats(upper))
        and not _repeats(_joined(groups, names))
    )


def _are_units(names: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a row under names has the units of their numbers, and nothing else."""
    bare = [text.strip("()[] .").casefold() for text in below]
    return (
        any(map(is_unit, below))
        and all(
            not text or is_unit(cell) or _COUNTED.fullmatch(text)
            for text, cell in zip(bare, below, strict=True)
        )
        and all(name for name, text in zip_longest(names, bare, fillvalue="") if text)
        and not any(map(is_unit, names))
    )


def _repeats(names: Sequence[str]) -> bool:
    filled = [name for name in names if name]
    return len(set(filled)) < len(filled)


def _joined(groups: Sequence[str], names: Sequence[str]) -> list[str]:
    joined: list[str] = []
    group = ""
    counts = Counter(names)
    for above, name in zip_longest(groups, names, fillvalue=""):
        group = above or group
        before = above or (group if counts[name] > 1 else "")
        joined.append(name if before == name else f"{before} {name}".strip())
    return joined


def _header(first: Sequence[Record]) -> int:
    """Return the row of the names: the fullest of the rows of words above the first numbers; 0 if none."""
    best, most = 0, 0
    for number, row in enumerate(first[:HIGHEST], 1):
        filled = [cell for cell in row if not is_empty(cell)]
        if any(_is_value(cell) for cell in filled):
            if len(filled) > 1 or len(row) == 1:
                break
            continue
        if _is_tags(row):
            break
        if filled and len(filled) > most and (len(filled) > 1 or len(row) == 1):
            best, most = number, len(filled)
    below = [row for row in first[best : best + 20] if not _is_tags(row)]
    if best and not any(_is_value(cell) for row in below for cell in row):
        return next((n for n, row in enumerate(first, 1) if _width(row) > 1), best)
    return best


def _is_value(cell: Cell) -> bool:
    return not is_empty(cell) and (looks_numeric(cell) or looks_dated(cell))


def _is_tags(row: Record) -> bool:
    filled = [cell for cell in row if not is_empty(cell)]
    return bool(filled) and all(isinstance(cell, str) and _TAG.fullmatch(cell.strip()) for cell in filled)


def _width(row: Record) -> int:
    return next((len(row) - n for n, cell in enumerate(reversed(row)) if not is_empty(cell)), 0)


def _names(heads: Sequence[str]) -> tuple[str, ...]:
    """Return names that differ: what is empty is named by its place, what stands there twice numbered."""
    names: dict[str, None] = {}
    again: Counter[str] = Counter()
    for number, head in enumerate(heads, 1):
        name = " ".join(unicodedata.normalize("NFC", head).split()) or f"column {number}"
        unique = name
        while unique in names:
            again[name] += 1
            unique = f"{name} ({again[name] + 1})"
        names[unique] = None
    return tuple(names)
