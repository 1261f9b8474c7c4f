"""From letters on pages to text: lines, columns from left to right, tables as rows, paragraphs over pages.

Knows nothing of PDF. Heights are those of the boxes of letters; y grows upwards, as on paper.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from msgspec import Struct, field

from model.imports.articles.written import Written, raised

_SPACE = 0.16  # of a height: a wider gap parts words; digits within a number stand closer
_APART = 1.2  # heights: a wider gap parts cells and columns
_DIGITS_APART = 0.35  # heights: and so does this one between digits, which would make one number of two
_PROSE = 15  # letters of a line in a column of text, at least; cells have fewer
_COLUMN_LINES = 3
_DEEPEST = 40
_MARGIN = 0.09  # of the height of a page: where its number and its running head stand
_REPEATED = 3  # pages
_SHORT, _ENDS_EARLY = 0.12, 0.3  # of a column: the room behind a line that may, or that does end a paragraph
_SMALL = 0.92  # of the usual height: that of footnotes

_ENDED = re.compile(r"[.!?…:;][\"”»’)\]]*[⁰¹²³⁴⁵⁶⁷⁸⁹ ]*$")
_BULLET = re.compile(r"(?:[•▪◦●■–—-]|\d{1,2}[.)])\s+")
_NOTE = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡]|\[?\d{1,3}\]?\s")
_HYPHENS = "-\u00ad\u2010"
_COUNTED = re.compile(
    r"(?:^|[\s(])(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|one|two|three|four|five|six|seven|eight"
    r"|nine|ten|half|mid|non|self|ex|so|year)-$",
    re.IGNORECASE,
)
_GROUPS = r"(?<![\d.,])\d{1,3}(?:[.,\u00a0\u202f ]\d{3})*"
_TORN_AFTER = re.compile(rf"{_GROUPS}[.,]?$")
_TORN_BEFORE = re.compile(r"[.,]?\d{3}(?!\d)")


class Glyph(NamedTuple):
    """A letter, its box, and where the line is that it stands on."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    base: float


class Segment(Struct):
    """Letters beside each other; raised ones are kept apart until the segment is done."""

    left: float
    right: float
    base: float
    height: float
    parts: list[tuple[str, bool]] = field(default_factory=list)
    last: float = 0.0  # where its last letter begins
    length: int = 0

    def text(self) -> str:
        """Return what it says."""
        return "".join(raised(part) if is_raised else part for part, is_raised in self.parts).strip()


class Line(Struct, frozen=True):
    """A line of a column; one of several cells is a row of a table."""

    left: float
    right: float
    base: float
    height: float
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        """The line as one text."""
        return " ".join(self.cells)


class Page(Struct, frozen=True):
    """A page laid out: its blocks in the order in which they are read, its height, and its turned texts."""

    blocks: tuple[tuple[Line, ...], ...]
    height: float
    beside: tuple[str, ...] = ()


def laid_out(glyphs: Iterable[Glyph], height: float, beside: tuple[str, ...] = ()) -> Page:
    """Return a page of letters, given in the order in which they are drawn."""
    return Page(tuple(tuple(_rows(block)) for block in _ordered(_segments(glyphs))), height, beside)


def text_of(pages: Sequence[Page]) -> str:
    """Return the text of pages: paragraphs that go on over a page or a column are whole."""
    furniture = _furniture(pages)
    heights = [line.height for page in pages for block in page.blocks for line in block]
    flow = _Flow(median(heights or [1.0]))
    for number, page in enumerate(pages):
        for block in page.blocks:
            flow.take([line for line in block if (number, round(line.base)) not in furniture])
        flow.end_page(page.beside)
    return flow.text()


# letters to segments


def _segments(glyphs: Iterable[Glyph]) -> list[Segment]:
    found: list[Segment] = []
    now: Segment | None = None
    for glyph in glyphs:
        if not glyph.text.strip():
            if now is not None and now.parts and not now.parts[-1][0].endswith(" "):
                now.parts.append((" ", False))
            continue
        placed = None if now is None else _placed(now, glyph)
        if now is None or placed is None:
            now = Segment(glyph.left, glyph.right, glyph.base, glyph.top - glyph.bottom)
            found.append(now)
            placed = False
        elif glyph.left - now.right > _SPACE * now.height and not now.parts[-1][0].endswith(" "):
            now.parts.append((" ", False))
        if now.parts and now.parts[-1][1] is placed and now.parts[-1][0] != " ":
            now.parts[-1] = (now.parts[-1][0] + glyph.text, placed)
        else:
            now.parts.append((glyph.text, placed))
        now.left, now.right = min(now.left, glyph.left), max(now.right, glyph.right)
        now.last, now.length = glyph.left, now.length + 1
    return found


def _placed(now: Segment, glyph: Glyph) -> bool | None:
    """Return whether a letter is raised beside a segment; None where it does not stand beside it."""
    height = glyph.top - glyph.bottom
    most = max(now.height, height)
    if glyph.left - now.right > _APART * most or glyph.left < now.last - 0.3 * most:
        return None
    if glyph.text.isdigit() and glyph.left - now.right > _DIGITS_APART * most and now.text()[-1:].isdigit():
        return None
    above = glyph.base - now.base
    if height < 0.85 * now.height and 0.08 * now.height < above < 0.8 * now.height:
        return True
    if now.height < 0.85 * height and 0.08 * height < -above < 0.8 * height:
        now.parts = [("".join(part for part, _ in now.parts), True)]  # a raised mark at the beginning
        now.base, now.height = glyph.base, height
        return False
    return False if abs(above) < 0.3 * most else None


# segments to blocks in reading order


def _ordered(segments: list[Segment], depth: int = 0) -> list[list[Segment]]:
    """Return the blocks of a page: columns of text one after the other, anything else from above."""
    if len(segments) < 2 or depth >= _DEEPEST:
        return [segments] if segments else []
    gutter = _gutter(segments)
    if gutter is not None:
        left = [one for one in segments if one.right <= gutter]
        return _ordered(left, depth + 1) + _ordered(
            [one for one in segments if one.right > gutter], depth + 1
        )
    gap = _widest_gap(segments)
    if gap is not None:
        upper = [one for one in segments if one.base >= gap]
        return _ordered(upper, depth + 1) + _ordered([one for one in segments if one.base < gap], depth + 1)
    return [segments]


def _gutter(segments: Sequence[Segment]) -> float | None:
    """Return where a gap goes down between two columns of text."""
    within = sorted(segments, key=lambda one: one.left)
    least = median(one.height for one in within) * 0.8
    right = within[0].right
    for place, one in enumerate(within):
        if one.left - right > least and _is_prose(within[:place]) and _is_prose(within[place:]):
            return right
        right = max(right, one.right)
    return None


def _is_prose(segments: Sequence[Segment]) -> bool:
    return len(segments) >= _COLUMN_LINES and median(one.length for one in segments) >= _PROSE


def _widest_gap(segments: Sequence[Segment]) -> float | None:
    """Return the middle of the widest empty stripe across, where it is wider than lines are apart."""
    down = sorted(segments, key=lambda one: -one.base)
    height = median(one.height for one in down)
    widest, at = 0.5 * height, None
    bottom = down[0].base - 0.25 * down[0].height
    for one in down[1:]:
        top = one.base + 0.75 * one.height
        if bottom - top > widest:
            widest, at = bottom - top, (bottom + top) / 2
        bottom = min(bottom, one.base - 0.25 * one.height)
    return at


def _rows(segments: Sequence[Segment]) -> list[Line]:
    """Return the lines of a block from above: segments on one line are cells of a row."""
    rows: list[list[Segment]] = []
    for one in sorted(segments, key=lambda one: (-one.base, one.left)):
        if rows and abs(rows[-1][0].base - one.base) < 0.4 * max(one.height, rows[-1][0].height):
            rows[-1].append(one)
        else:
            rows.append([one])
    lines: list[Line] = []
    table: list[list[Segment]] = []
    for row in [*rows, []]:
        row.sort(key=lambda one: one.left)
        if len(row) > 1:
            table.append(row)
            continue
        lines.extend(_table(table))
        table = []
        if row:
            lines.append(_line(row, (row[0].text(),)))
    return [line for line in lines if line.text.strip()]


def _table(rows: list[list[Segment]]) -> list[Line]:
    """Return rows with every cell under its own head, empty ones too; lone rows are lines."""
    if not rows:
        return []
    most = max(map(len, rows))
    columns: list[tuple[float, float]] = []
    for left, right in sorted((one.left, one.right) for row in rows if len(row) == most for one in row):
        if columns and left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(right, columns[-1][1])
        else:
            columns.append((left, right))
    aligned = len(columns) == most
    lines = []
    for row in rows:
        cells: list[list[str]] = [[] for _ in columns]
        for one in row if aligned else ():
            over = [i for i, (left, right) in enumerate(columns) if one.left < right and left < one.right]
            for i in over or [min(range(most), key=lambda i: abs(columns[i][0] - one.left))]:
                cells[i].append(one.text())
        if aligned and all(len(cell) < 2 for cell in cells):
            lines.append(_line(row, tuple("".join(cell) for cell in cells)))
        else:
            lines.append(_line(row, tuple(one.text() for one in row)))
    return lines


def _line(row: Sequence[Segment], cells: tuple[str, ...]) -> Line:
    return Line(row[0].left, row[-1].right, row[0].base, max(one.height for one in row), cells)


def _furniture(pages: Sequence[Page]) -> set[tuple[int, int]]:
    """Return the lines (page, height) that are the same at the edge of several pages but for digits."""
    places: dict[str, set[tuple[int, int]]] = {}
    for number, page in enumerate(pages):
        for line in (line for block in page.blocks for line in block):
            if not _MARGIN * page.height < line.base < (1 - _MARGIN) * page.height:
                said = re.sub(r"\d+", "#", line.text)
                places.setdefault(said, set()).add((number, round(line.base)))
    return {
        place
        for found in places.values()
        if len(Counter(number for number, _ in found)) >= _REPEATED
        for place in found
    }


# lines to paragraphs


class _Flow:
    """Puts lines together to paragraphs; footnotes wait until the paragraph is done that they interrupt."""

    def __init__(self, usual: float) -> None:
        self._usual = usual
        self._out = Written()
        self._open = ""
        self._height = 0.0
        self._notes: list[str] = []

    def take(self, lines: Sequence[Line]) -> None:
        """Take the lines of a block, its footnotes last."""
        lines, notes = self._parted(lines)
        leads = [a.base - b.base for a, b in pairwise(lines) if a.base > b.base]
        lead = median(leads) if leads else 0.0
        left = min((line.left for line in lines), default=0.0)
        right = max((line.right for line in lines), default=0.0)
        before: Line | None = None
        for line in lines:
            if len(line.cells) > 1:
                self._end()
                self._out.row(list(line.cells))
            elif self._goes_on(before, line, lead, left, right):
                self._open = _joined(self._open, line.text)
            else:
                self._end()
                self._open = line.text
            self._height = line.height
            before = line
        self._notes.extend(notes)

    def end_page(self, beside: Sequence[str]) -> None:
        """Take the texts that stand turned beside a page."""
        self._notes.extend(beside)
        if not self._open or _ENDED.search(self._open):
            self._end()

    def text(self) -> str:
        """Return the whole text."""
        self._end()
        return self._out.text()

    def _end(self) -> None:
        if self._open:
            self._out.say(self._open)
            self._out.end("entry" if _BULLET.match(self._open) else "")
            self._open = ""
        for note in self._notes:
            self._out.say(note)
            self._out.end()
        self._notes = []

    def _goes_on(self, before: Line | None, line: Line, lead: float, left: float, right: float) -> bool:
        """Whether a line belongs to the paragraph that is open."""
        text = line.text
        if not self._open or _BULLET.match(text) or abs(line.height - self._height) > 0.12 * self._height:
            return False
        if before is None:  # in another column or on another page
            first = text[:1]
            return _ENDED.search(self._open) is None and (
                first.islower() or first.isdigit() or first in "([«“"
            )
        if len(before.cells) > 1 or before.base - line.base > 1.35 * lead:
            return False
        if line.left - left > 0.8 * line.height and before.left - left < 0.3 * line.height:
            return False
        room = (right - before.right) / max(right - left, line.height)
        if room > _ENDS_EARLY and not text[:1].islower():
            return False
        return not (room > _SHORT and _ENDED.search(before.text))

    def _parted(self, lines: Sequence[Line]) -> tuple[Sequence[Line], list[str]]:
        """Return the lines of a block without the footnotes at its end, and those."""
        at = len(lines)
        while at and lines[at - 1].height < _SMALL * self._usual and len(lines[at - 1].cells) == 1:
            at -= 1
        while at < len(lines) and _NOTE.match(lines[at].text) is None:
            at += 1
        notes: list[str] = []
        for line in lines[at:]:
            if notes and _NOTE.match(line.text) is None:
                notes[-1] = _joined(notes[-1], line.text)
            else:
                notes.append(line.text)
        return lines[:at], notes


def _joined(text: str, more: str) -> str:
    """Return two lines as one: a hyphen that only parted a word goes, a number that may be torn stays so.

    A line break stays where digits end one line and three digits begin the next: one number, or two.
    """
    if text[-1:] in _HYPHENS and len(text) > 1:
        if text[-1] in "-\u2010" and not (
            text[-2].isalpha() and more[:1].islower() and not _COUNTED.search(text)
        ):
            return text + more
        return text[:-1] + more
    if _TORN_AFTER.search(text[-40:]) and _TORN_BEFORE.match(more):
        return f"{text}\n{more}"
    return f"{text} {more}"
