"""Goes through what selectolax made of a page, without recursion: it may be nested as deep as it likes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Node = Any  # of selectolax, which has types of its own in a compiled module

MOST_COLUMNS = 16_384  # of any spreadsheet


def steps(root: Node, enters: Callable[[Node], bool]) -> Iterator[tuple[Node, bool]]:
    """Yield the nodes below a node in their order; a node that was entered once more as it is left."""
    node, depth = root.child, 0
    while node is not None:
        yield node, False
        down = node.child if node.tag != "-text" and enters(node) else None
        if down is not None:
            node, depth = down, depth + 1
            continue
        while node is not None and node.next is None and depth:
            node, depth = node.parent, depth - 1
            yield node, True
        node = None if node is None else node.next


def children(node: Node, *tags: str) -> Iterator[Node]:
    """Yield the children of a node that have one of some tags."""
    child = node.child
    while child is not None:
        if child.tag in tags:
            yield child
        child = child.next


def rows(table: Node) -> Iterator[Node]:
    """Yield the rows of a table itself, not those of tables within its cells."""
    for part in children(table, "thead", "tbody", "tfoot", "tr"):
        if part.tag == "tr":
            yield part
        else:
            yield from children(part, "tr")


def lines(
    table: Node, read: Callable[[Node], Any], covered: Callable[[Any], Any], widest: int = MOST_COLUMNS
) -> Iterator[tuple[list[Any], int]]:
    """Yield the rows of a table as what `read` makes of the cells, and how many of its cells are its own.

    Of a cell merged over several what is `covered` stands in the others; it spans so many columns at most.
    Raises MemoryError for a row that no spreadsheet has room for.
    """
    below: dict[int, tuple[int, Any]] = {}  # column -> rows still covered by a merged cell above, and by what
    for row in rows(table):
        line: list[Any] = []
        above, below = below, {at: (left - 1, what) for at, (left, what) in below.items() if left > 1}
        cells = list(children(row, "td", "th"))
        for cell in cells:
            _cover(line, above)
            said = read(cell)
            wide, high = (_span(cell.attributes.get(name), widest) for name in ("colspan", "rowspan"))
            if len(line) + wide > MOST_COLUMNS:
                raise MemoryError
            if high > 1:
                below |= dict.fromkeys(range(len(line), len(line) + wide), (high - 1, covered(said)))
            line += [said, *[covered(said)] * (wide - 1)]
        _cover(line, above)
        yield line, len(cells)


def _cover(line: list[Any], above: dict[int, tuple[int, Any]]) -> None:
    while len(line) in above:
        line.append(above[len(line)][1])


def _span(value: str | None, widest: int) -> int:
    if value is None or not value.isascii() or not value.isdigit() or len(value) > 5:
        return 1
    return min(max(1, int(value)), widest)
