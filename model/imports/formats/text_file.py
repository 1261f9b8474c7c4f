"""Separated text: its encoding and separator are found by looking at the bytes."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from model.imports.cells import Broken, Question, Record, Unsettled
from model.imports.choices import FileReading, Watch, ask
from model.imports.header import LOOKED_AT, find_table
from model.imports.numbers import looks_like_figure
from model.imports.table import OpenedFile, ReadTable
from model.text.errors import Unreadable
from model.text.safe_text import cleaned_data, needs_cleaning
from model.text.words import Words, marked, quoted, words

DELIMITERS = (",", ";", "\t", "|")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PROBED = 200
_PIECE = 1 << 22  # bytes that are decoded in a few milliseconds


def open_text(data: bytes, reading: FileReading, watch: Watch | None = None, ending: str = "") -> OpenedFile:
    """Return the table of a separated text; what is given is taken, the rest found: `.tsv` speaks for tabs.

    Raises Unreadable where it is no text, Unsettled where two separators would do alike.
    """
    encoding = find_encoding(data, watch, reading.encoding)
    delimiter = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}.get(
        reading.delimiter, reading.delimiter
    )
    if len(delimiter) > 1 or delimiter in ('"', "\r", "\n"):
        message = marked("“{text}” cannot separate cells; one sign can, or tab")
        raise Unreadable(words(message, text=delimiter))
    data, encoding = _cleaned(data, encoding, watch)
    delimiter = delimiter or _find_delimiter(data, encoding, ending)

    def records() -> Iterator[Record]:
        lines = io.TextIOWrapper(io.BytesIO(data), encoding, errors="strict", newline="")
        try:
            yield from records_of(lines, delimiter)
        except UnicodeError as error:
            raise Unreadable(_not_in(encoding)) from error

    table = find_table(records, reading.header)
    settled = FileReading(header=table.header, delimiter=delimiter, encoding=encoding)
    questions = () if reading.delimiter else _more_than_named(table, delimiter)
    return OpenedFile("TSV" if delimiter == "\t" else "CSV", table, settled, questions=questions)


def _more_than_named(table: ReadTable, delimiter: str) -> tuple[Question, ...]:
    """Ask about rows of a text with more numbers than the header has names: `1,300` may be one of them."""
    rows = [row for row in islice(table.records(), LOOKED_AT) if not isinstance(row, Broken)]
    named = len(rows[table.header - 1]) if 0 < table.header <= len(rows) else len(table.names)
    beyond = (cell for row in rows[table.header :] for cell in row[named : len(table.names)])
    if not any(map(looks_like_figure, beyond)):
        return ()
    message = marked(
        "the rows have more cells than the header has names: “{sign}” may stand inside of numbers, or a name"
        " is missing and the others do not stand over their columns"
    )
    return (Question("delimiter", words(message, sign=delimiter)),)


def _cleaned(data: bytes, encoding: str, watch: Watch | None) -> tuple[bytes, str]:
    """Return the bytes of a text without letters that cannot be seen, and their encoding.

    Nearly every file is as it should be and stays the same bytes.
    """
    if data.isascii() or not _needs_cleaning(data, encoding, watch):
        return data, encoding
    lines = io.TextIOWrapper(io.BytesIO(data), encoding, errors="strict", newline="")
    return "".join(map(cleaned_data, lines)).encode("utf-8"), "utf-8"


def _needs_cleaning(data: bytes, encoding: str, watch: Watch | None) -> bool:
    pieces = enumerate(_decoded(data, encoding, watch))
    return any(
        needs_cleaning(piece) or (at and unicodedata.combining(piece[:1] or " ")) for at, piece in pieces
    )


def find_encoding(data: bytes, watch: Watch | None = None, given: str = "") -> str:
    """Return the encoding of a text: as given, that of its mark, UTF-8 if it is that, else by its letters.

    Raises Unreadable where it is in no encoding of text, or not in the one given.
    """
    if given:
        return _checked(data, given, watch)
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _checked(data, name, watch)
    head = data[:4096]
    if b"\0" in head:
        even, odd = head[::2].count(0), head[1::2].count(0)
        if max(even, odd) < len(head) // 8:
            raise Unreadable(words("this is no text, but bytes of some other kind"))
        return _checked(data, "utf-16-le" if odd > even else "utf-16-be", watch)
    try:
        return _checked(data, "utf-8", watch)
    except Unreadable:
        return _one_byte_encoding(data, watch)


def _one_byte_encoding(data: bytes, watch: Watch | None) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only for files that are not UTF-8

    strange = b"\n".join(line for line in data.splitlines()[:50_000] if not line.isascii())[:200_000]
    # Windows-1252 first: it is what most such files are, and what ties are decided for.
    found = from_bytes(strange, cp_isolation=["cp1252", "cp1251"]).best()
    return _checked(data, found.encoding if found is not None else "cp1252", watch)


def _decoded(data: bytes, encoding: str, watch: Watch | None) -> Iterator[str]:
    """Yield bytes as text, a piece at a time: all at once would hold up the window as long.

    Raises UnicodeError where they are none, LookupError where there is no such encoding of text.
    """
    data[:1].decode(encoding, errors="ignore")
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(0, len(data), _PIECE):
        ask(watch)
        yield decoder.decode(data[start : start + _PIECE], final=start + _PIECE >= len(data))


def _checked(data: bytes, encoding: str, watch: Watch | None) -> str:
    """Return the name of an encoding that the bytes are in. Raises Unreadable."""
    try:
        deque(_decoded(data, encoding, watch), maxlen=0)
    except LookupError as error:
        message = marked("no encoding “{name}” is known; utf-8, utf-16 and cp1251 are, among others")
        raise Unreadable(words(message, name=encoding)) from error
    except UnicodeError as error:
        raise Unreadable(_not_in(encoding)) from error
    name = codecs.lookup(encoding).name
    # A mark at the start is no part of the first column's name, whatever the encoding was called.
    return "utf-8-sig" if name == "utf-8" and data.startswith(codecs.BOM_UTF8) else name


def _not_in(encoding: str) -> Words:
    return words("the file is not in the encoding {name}", name=encoding)


def _find_delimiter(data: bytes, encoding: str, ending: str) -> str:
    text = _head(data, encoding)
    first_line = text.splitlines()[0] if text.splitlines() else ""
    if first_line.casefold().startswith("sep=") and len(first_line) == 5:
        return first_line[4]
    if ending in (".tsv", ".tab") and "\t" in first_line:
        return "\t"
    scores = {sign: _score(text, sign) for sign in DELIMITERS}
    best = max(scores.values())
    if best[0] == 0:
        return ","  # one column: any sign reads it alike
    winners = [sign for sign, score in scores.items() if score == best]
    if len(winners) > 1:
        message = marked("the columns may be separated by {one} or by {other} alike")
        one, other = (words("tab") if sign == "\t" else quoted([sign]) for sign in winners[:2])
        raise Unsettled([Question("delimiter", words(message, one=one, other=other))])
    return winners[0]


def _head(data: bytes, encoding: str) -> str:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    return decoder.decode(data[: 1 << 18])


def _score(text: str, sign: str) -> tuple[float, float]:
    """Return how evenly a sign divides the first records: share of rows as wide as most, and that width."""
    rows: list[Sequence[str]] = []
    try:
        rows.extend(islice(csv.reader(io.StringIO(text, newline=""), delimiter=sign), _PROBED))
    except csv.Error:
        return 0, 0
    if len(rows) > 2 and len(text) >= 1 << 18:
        rows.pop()  # it may be cut
    widths = Counter(len(row) for row in rows if any(row))
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0, 0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    share = round(count / widths.total(), 2)
    return (share, width) if share > 0.3 else (0, 0)


# records of separated text: a stray quote costs its own row, never those after it


LONGEST_CELL = 131_072
_LINES = 200  # lines that a cell in quotes may go over


class _Lines:
    """Lines that can be taken back: those of a record are kept until it is known to be one."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._coming = iter(lines)
        self._again: deque[str] = deque()
        self.record: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.record) >= _LINES:
            raise StopIteration  # a quote that opens here does not close
        line = self._again.popleft() if self._again else next(self._coming)
        self.record.append(line)
        return line

    def take_back(self) -> None:
        """Give all lines of the record but its first once more."""
        self._again.extendleft(reversed(self.record[1:]))
        self.record.clear()


def records_of(lines: Iterable[str], delimiter: str) -> Iterator[Record]:
    """Yield the records of a text. A line whose quotes do not match is `Broken`, and the next is read anew.

    So is one whose quotes swallow whole rows: whether each inner line has all separators tells it.
    """
    csv.field_size_limit(LONGEST_CELL)
    source = _Lines(lines)
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error:
            if not source.record:
                return
            record = None
        if record is None or (len(source.record) > 2 and _swallows(record, source.record, delimiter)):
            yield Broken([source.record[0].rstrip("\r\n")])
            source.take_back()
            reader = csv.reader(source, delimiter=delimiter, strict=True)
        else:
            source.record.clear()
            yield record


def _swallows(record: Record, lines: list[str], delimiter: str) -> bool:
    """Whether the lines within the quotes of a record look like rows of their own."""
    return len(record) > 1 and all(line.count(delimiter) >= len(record) - 1 for line in lines[1:-1])
