"""What Qt leaves out of a PDF: an outline, the language of its words, and its title in the bar of the window.

They are appended, as an update of the file (PDF 1.4, 3.4.5): what Qt wrote stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_PAGES = re.compile(rb"/Kids \n?\[([^]]*)\]")
_PAGE = re.compile(rb"\d+ 0 R")
_TRAILER = re.compile(rb"trailer\n<<\n/Size (\d+) (.*?)/Root (\d+) 0 R(.*?)>>\nstartxref\n(\d+) ", re.DOTALL)


class Heading(NamedTuple):
    """A heading of a document: its words, its page, counted from 0, and its height on it in points."""

    text: str
    page: int
    height: float


def outlined(pdf: bytes, headings: Sequence[Heading], language: str) -> bytes:
    """Return a PDF of Qt with an outline. Raises ValueError where it is not as Qt writes one."""
    trailer = _TRAILER.search(pdf, pdf.rindex(b"trailer"))
    kids = _PAGES.search(pdf)
    if trailer is None or kids is None:
        raise ValueError("no PDF as Qt writes it")
    size, root = int(trailer[1]), int(trailer[3])
    catalogue = re.compile(rb"^%d 0 obj\n<<(.*?)>>\nendobj" % root, re.DOTALL | re.MULTILINE).search(pdf)
    if catalogue is None:
        raise ValueError("no PDF as Qt writes it")
    pages = _PAGE.findall(kids[1])
    last = size + len(headings)
    objects = {
        root: catalogue[1]
        + b"/Outlines %d 0 R\n/PageMode /UseOutlines\n/Lang (%s)\n" % (size, language.encode("ascii"))
        + b"/ViewerPreferences <</DisplayDocTitle true>>\n",
        size: b"/Type /Outlines /First %d 0 R /Last %d 0 R /Count %d" % (size + 1, last, len(headings)),
    }
    for number, heading in enumerate(headings, size + 1):
        objects[number] = b"/Title <%s> /Parent %d 0 R" % (_text(heading.text), size)
        objects[number] += b" /Dest [%s /XYZ null %d null]" % (pages[heading.page], heading.height)
        objects[number] += b" /Prev %d 0 R" % (number - 1) if number > size + 1 else b""
        objects[number] += b" /Next %d 0 R" % (number + 1) if number < last else b""
    written, table = pdf, b"xref\n"
    for number, held in objects.items():
        table += b"%d 1\n%010d 00000 n \n" % (number, len(written))
        written += b"%d 0 obj\n<<%s>>\nendobj\n" % (number, held)
    end = b"trailer\n<<\n/Size %d %s/Root %d 0 R%s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n"
    return written + table + end % (last + 1, trailer[2], root, trailer[4], trailer[5], len(written))


def _text(text: str) -> bytes:
    return (b"\xfe\xff" + text.encode("utf-16-be")).hex().encode("ascii")
