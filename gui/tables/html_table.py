"""The first table of an HTML text, as rows of plain text: what spreadsheets put on the clipboard."""

from __future__ import annotations

from html.parser import HTMLParser

MOST_SPANNED = 1000  # spreadsheets have at most 16,384 columns; a merged head spans a few of them
IGNORED = frozenset({"style", "script", "title", "head"})
BREAKS = frozenset({"br", "p", "div", "li"})


class _TableReader(HTMLParser):
    """Collects the cells of the first table; tables within its cells are read as their text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._depth = 0
        self._done = False
        self._ignored = 0
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._below: dict[int, int] = {}  # column -> rows still covered by a merged cell above

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in IGNORED:
            self._ignored += 1
        elif self._done:
            return
        elif tag == "table":
            self._depth += 1
        elif self._depth == 1 and tag == "tr":
            self._end_row()
            self._row = []
        elif self._depth == 1 and tag in {"td", "th"}:
            self._start_cell(dict(attrs))
        elif tag in BREAKS and self._cell is not None:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in IGNORED:
            self._ignored = max(0, self._ignored - 1)
        elif self._done:
            return
        elif tag == "table":
            self._end_table()
        elif self._depth == 1 and tag == "tr":
            self._end_row()
        elif self._depth == 1 and tag in {"td", "th"}:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._ignored:
            self._cell.append(" ".join(_keeping_edges(data)))

    def close(self) -> None:
        super().close()
        if not self._done and self._depth:
            self._depth = 1
            self._end_table()

    def _break(self) -> None:
        """Note a line break within the cell: in HTML other white space is one space."""
        if self._cell is not None:
            self._cell.append("\n")

    def _start_cell(self, attrs: dict[str, str | None]) -> None:
        if self._row is None:
            self._row = []
        self._end_cell()
        self._fill_covered()
        self._cell = []
        self._span = (_span(attrs.get("colspan")), _span(attrs.get("rowspan")))

    def _fill_covered(self) -> None:
        """Leave empty what a merged cell of an earlier row covers here."""
        row = self._row
        while row is not None and self._below.get(len(row), 0) > 0:
            self._below[len(row)] -= 1
            row.append("")

    def _end_cell(self) -> None:
        if self._cell is None or self._row is None:
            return
        lines = "".join(self._cell).replace("\u00a0", " ").split("\n")
        text = "\n".join(" ".join(line.split(" ")).strip() for line in lines).strip()
        self._cell = None
        columns, rows = self._span
        for extra in range(columns):
            if rows > 1:
                self._below[len(self._row)] = rows - 1
            self._row.append(text if extra == 0 else "")

    def _end_row(self) -> None:
        self._end_cell()
        if self._row is not None:
            self._fill_covered()
            self.rows.append(self._row)
        self._row = None

    def _end_table(self) -> None:
        if self._depth == 1:
            self._end_row()
            self._done = True
        self._depth -= 1


def _keeping_edges(data: str) -> list[str]:
    """Split at white space as HTML means it, so that joining with one space keeps a space at either edge."""
    parts = [
        part for part in data.replace("\t", " ").replace("\n", " ").replace("\r", " ").split(" ") if part
    ]
    if not parts:
        return ["", ""] if data else []
    if data[0].isspace() and data[0] != "\u00a0":
        parts.insert(0, "")
    if data[-1].isspace() and data[-1] != "\u00a0":
        parts.append("")
    return parts


def _span(value: str | None) -> int:
    if value is None or not value.isascii() or not value.isdigit() or len(value) > 5:
        return 1
    return min(max(1, int(value)), MOST_SPANNED)


def read_html_table(markup: str) -> tuple[tuple[str, ...], ...]:
    """Return the cells of the first table of `markup` as plain text; no rows where there is no table.

    A cell merged over several is its text in the first of them and empty in the others.
    """
    reader = _TableReader()
    reader.feed(markup)
    reader.close()
    return tuple(tuple(row) for row in reader.rows if row)
