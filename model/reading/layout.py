"""How a text is laid out: its lines, its sentences, and rows of tables; all as places in the raw text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Generic, Protocol, TypeVar
from unicodedata import category

from msgspec import Struct

_ABBREVIATED = re.compile(
    r"(?:\b(?:sq|кв|тис|млн|млрд|трлн|руб|грн|ca|c|approx|No|St|Dr|Mr|Gen|Maj|Lt|Col|Capt|Brig|Adm|U|S|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov"
    r"|Dec|Mio|Mrd|Tsd|км|ок|ст|р|рр|м|ім|т|тыс|г|гг|vs|z|B|d|h|bzw|Nr)|\b[A-ZА-ЯЇІЄҐ])\.$"
)
_END = re.compile(r"[.!?…](?:[”\"»’)\]]+)?(?=\s)")
_BULLET = re.compile(r"^\s*(?:[-–—•▪◦*·]+️?|\(?\d{1,2}(?:/\d{1,2}\)?|[.)/]))\s+")
_ENTRY = re.compile(r"[^:\n.!?]{2,30}(?::|\s[–—-])\s+[^\s\w]{0,2}\d|[^\W\d][^:\n.!?\d]{1,24}:\s+[^\W\d]")
_GAP = re.compile(r"(?<=[^\d\s])\s+(?=[^\W\d])")  # that no number is torn at
_LONGEST = 1500  # letters that are read as a sentence
_CELLS = re.compile(r"[ \t]*\|[ \t]*|\t+|[ ]{3,}")


class _HasPlace(Protocol):
    @property
    def start(self) -> int: ...


T = TypeVar("T", bound=_HasPlace)


class Placed(Generic[T]):
    """Things of a text by where they begin, so that those between two places are found at once."""

    def __init__(self, things: Iterable[T]) -> None:
        self.all = sorted(things, key=lambda thing: thing.start)
        self._starts = [thing.start for thing in self.all]

    def between(self, start: int, end: int) -> list[T]:
        """Return what begins at `start` or behind it, and before `end`."""
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def before(self, place: int, most: int) -> list[T]:
        """Return the last of those that begin before a place, at most so many."""
        end = bisect_left(self._starts, place)
        return self.all[max(0, end - most) : end]

    def count(self, start: int, end: int) -> int:
        """Return how many begin between two places."""
        return max(0, bisect_left(self._starts, end) - bisect_left(self._starts, start))


class Sentence(Struct, frozen=True):
    """A sentence, or a line that is none: where it stands, and in which line of the text."""

    start: int
    end: int
    line: int
    bullet: bool
    heading: bool

    def holds(self, place: int) -> bool:
        """Whether a place of the text is in the sentence."""
        return self.start <= place < self.end


class TableCell(Struct, frozen=True):
    """A cell of a table in plain text, with what heads its column and what begins its row."""

    start: int
    end: int
    head: tuple[int, int]
    label: tuple[int, int]


def line_start(text: str, place: int) -> int:
    """Return where the line of a place begins."""
    return text.rfind("\n", 0, place) + 1


def is_head(text: str, place: int) -> bool:
    """Whether a place is in a line that is no sentence."""
    start = line_start(text, place)
    return re.search(r"[.!?]\W*$", text[start : text.find("\n", place)]) is None


def title_of(text: str, cell: TableCell) -> tuple[int, int]:
    """Return the line above a table, where it is no sentence."""
    end = len(text[: line_start(text, cell.head[0])].rstrip())
    start = line_start(text, end)
    return (start, end) if end and is_head(text, start) else (0, 0)


def sentences(text: str, whole: Sequence[tuple[int, int]] = ()) -> list[Sentence]:
    """Return the sentences of a text from first to last; a line that is broken in mid-sentence goes on.

    None ends within a place of `whole`: `bis 10. November`.
    """
    dots = {
        start + match.start()
        for start, end in whole
        for match in re.finditer(r"\.(?=\s+\S)", text[start:end])
    }
    found: list[Sentence] = []
    lines = [*_lines(text)]
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        bullet = _BULLET.match(line) is not None or _is_entry(text, lines, number)
        pieces = [part for piece in _pieces(text, start, end, dots) for part in _parts(text, *piece)]
        heading = len(pieces) == 1 and not bullet and re.search(r"[.!?…»”\"]\s*$", line) is None
        found.extend(Sentence(a, b, number, bullet, heading) for a, b in pieces)
    return found


def _is_entry(text: str, lines: Sequence[tuple[int, int]], number: int) -> bool:
    """Whether a line and one right above or below it begin with a picture, or are a label and a number.

    `🔴 Tanks: 9`, `2024: 430,790`.
    """
    start, end = lines[number]
    near = [lines[i] for i in (number - 1, number + 1) if 0 <= i < len(lines)]
    beside = [line for line in near if start - line[1] == 1 or line[0] - end == 1]
    pictures = category(text[start]) == "So" and any(category(text[a]) == "So" for a, _b in beside)
    labels = [_ENTRY.match(text[a:b]) is not None for a, b in ((start, end), *beside)]
    return pictures or (labels[0] and any(labels[1:]))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines; one that was only wrapped is joined to the next."""
    start = 0
    for match in re.finditer(r"\n|\Z", text):
        end = match.start()
        following = text[end + 1 : end + 3]
        line = text[start:end]
        wrapped = len(line) > 55 and following[:1].islower() and re.search(r"[.!?:;]\s*$", line) is None
        if wrapped:
            continue
        if line.strip():
            yield start, end
        start = end + 1


def _pieces(text: str, start: int, end: int, dots: AbstractSet[int]) -> Iterator[tuple[int, int]]:
    """Yield the sentences between two places; `dots` end none."""
    begin = start
    for match in _END.finditer(text, start, end):
        if match.start() in dots:
            continue
        after = re.match(r"\s+[”\"»(\[]*(\S)", text[match.end() : match.end() + 8])
        if after is None or after[1].islower() or (after[1].isdigit() and text[match.start()] != "."):
            continue
        if _is_abbreviation(text, begin, match.start()) and not (
            after[1].isupper() and _ends_anyway(text, begin, match.start())
        ):
            continue
        if text[begin : match.end()].strip():
            yield begin, match.end()
        begin = match.end()
    if text[begin:end].strip():
        yield begin, end


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what a sentence is read in: itself; one without an end in parts, as reading takes its square."""
    while end - start > _LONGEST:
        gaps = _GAP.finditer(text, start + _LONGEST // 2, start + _LONGEST)
        cut = max((gap.start() for gap in gaps), default=start + _LONGEST)
        yield start, cut
        start = cut
    yield start, end


def _is_abbreviation(text: str, begin: int, stop: int) -> bool:
    return text[stop] == "." and _ABBREVIATED.search(text[max(begin, stop - 9) : stop + 1]) is not None


def _ends_anyway(text: str, begin: int, stop: int) -> bool:
    """Whether an abbreviation ends a sentence before a capital letter: units do, initials do not."""
    return re.search(r"(?:тис|млн|млрд|руб|грн|км|р|рр|тыс|km|mi)$", text[begin:stop]) is not None


def table_cells(text: str) -> list[TableCell]:
    """Return the cells of tables in plain text: rows of equal width, the first of them the head."""
    found: list[TableCell] = []
    rows: list[list[tuple[int, int]]] = []
    for start, end in [*_lines(text), (len(text), len(text))]:
        cells = _row(text, start, end)
        if len(cells) >= 2 and rows and len(cells) in (len(rows[0]), len(rows[0]) + 1):
            rows.append(cells)
            continue
        found.extend(_table(rows))
        rows = [cells] if len(cells) >= 2 else []
    return found


def _row(text: str, start: int, end: int) -> list[tuple[int, int]]:
    mark = _BULLET.match(text[start:end])  # `*   Losses were`: no cell of its own
    cells, begin = [], start + (mark.end() if mark else 0)
    for match in _CELLS.finditer(text, start, end):
        if text[begin : match.start()].strip():
            cells.append((begin, match.start()))
        begin = match.end()
    if text[begin:end].strip():
        cells.append((begin, end))
    return cells


def _table(rows: list[list[tuple[int, int]]]) -> Iterator[TableCell]:
    if len(rows) < 2:
        return
    head = rows[0]
    for row in rows[1:]:
        shift = len(row) - len(head)  # a head without a word over the column of labels
        for place, (start, end) in enumerate(row[1:], 1):
            yield TableCell(start, end, head[place - shift], row[0])
