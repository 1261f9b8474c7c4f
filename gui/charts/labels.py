"""Places texts so that none overlaps another or leaves its bounds. Knows rectangles, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec import Struct, field

from model.text.safe_text import isolates_closed

Width = Callable[[str], float]


class Box(Struct, frozen=True):
    """A rectangle: left, top, width, height, in logical pixels with y downward."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The y of the bottom edge."""
        return self.y + self.h

    def meets(self, other: Box, margin: float = 0.0) -> bool:
        """Whether the two rectangles come closer than `margin`."""
        return (
            self.x < other.right + margin
            and other.x < self.right + margin
            and self.y < other.bottom + margin
            and other.y < self.bottom + margin
        )

    def inside(self, other: Box) -> bool:
        """Whether this rectangle lies wholly in the other."""
        slack = 1e-6
        return (
            self.x >= other.x - slack
            and self.y >= other.y - slack
            and self.right <= other.right + slack
            and self.bottom <= other.bottom + slack
        )

    def shrunk(self, by: float) -> Box:
        """Return the rectangle with every edge moved inwards."""
        return Box(self.x + by, self.y + by, max(0.0, self.w - 2 * by), max(0.0, self.h - 2 * by))


class Placer(Struct):
    """Remembers what has been placed, and refuses what would touch it or leave `bounds`."""

    bounds: Box
    margin: float = 3.0
    taken: list[Box] = field(default_factory=list)

    def block(self, box: Box) -> None:
        """Keep `box` free of texts."""
        self.taken.append(box)

    def free(self, box: Box) -> bool:
        """Whether a text could stand in `box`."""
        return box.inside(self.bounds) and not any(box.meets(other, self.margin) for other in self.taken)

    def place(self, boxes: Sequence[Box]) -> Box | None:
        """Take the first of the candidate boxes that is free, and return it."""
        for box in boxes:
            if self.free(box):
                self.taken.append(box)
                return box
        return None


def longest_that_fits(candidates: Sequence[str], room: float, width: Width) -> str:
    """Return the first of the candidates (longest first) that is no wider than `room`, or an empty text."""
    return next((text for text in candidates if text and width(text) <= room), "")


def in_a_row(
    centres: Sequence[float], texts: Sequence[str], low: float, high: float, width: Width
) -> list[float]:
    """Return the left edges of texts centred on `centres`, moved inwards to stay in [low, high]."""
    return [
        min(max(centre - width(text) / 2, low), max(low, high - width(text)))
        for centre, text in zip(centres, texts, strict=True)
    ]


def row_is_free(lefts: Sequence[float], texts: Sequence[str], gap: float, width: Width) -> bool:
    """Whether texts at `lefts`, in order, keep `gap` between each other."""
    ends = [left + width(text) for left, text in zip(lefts, texts, strict=True)]
    return all(end + gap <= left for end, (_, left) in zip(ends, pairwise(lefts), strict=False))


def wrapped(text: str, room: float, most: int, width: Width, *, both_ends: bool = False) -> list[str]:
    """Break `text` at spaces into at most `most` lines no wider than `room`; what is too much ends in `…`.

    With `both_ends` it ends as the text does, with `…` before: names beside each other often begin alike.
    """
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined) <= room:
            lines[-1] = joined
        else:
            lines.append(word)
    cut = [elided(line, room, width, both_ends=both_ends) for line in lines[:most]]
    if len(lines) > most and cut:
        rest = " ".join(lines[most - 1 :]) if both_ends else f"{cut[-1]} …"
        cut[-1] = elided(rest, room, width, both_ends=both_ends)
    return list(isolates_closed(cut))


def elided(text: str, room: float, width: Width, *, both_ends: bool = False) -> str:
    """Return `text`, or as many of its first letters (or first and last) as fit in `room` beside `…`."""
    if width(text) <= room:
        return text

    def cut(letters: int) -> str:
        last = letters // 2 if both_ends else 0
        return f"{text[: letters - last].rstrip(' …')}…{text[len(text) - last :].lstrip()}"

    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(cut(middle)) <= room else (low, middle - 1)
    return cut(low) if low else ""
