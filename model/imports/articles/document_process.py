"""A program of its own: reads the text of a page, of a DOCX or of a PDF.

What is told is one answer, with all of it.
"""

from __future__ import annotations

import sys
import zlib
from typing import Any

from model.imports.child_side import OddFile, answer_with
from model.imports.formats.workbook_limits import examine


def answer(data: bytes, kind: str, encoding: str) -> dict[str, Any]:
    """Return what is read of a document: its text, what it says of itself, what was left out and noticed."""
    if kind == "html":
        from model.imports.articles.html_text import PageText  # noqa: PLC0415 - of the kind that is read

        page = PageText(data.decode(encoding, "replace"))
        return {"text": page.text, "left_out": page.left_out, **page.about()}
    if kind == "docx":
        from model.imports.articles.docx_text import WordText  # noqa: PLC0415 - as above

        try:
            document = WordText(examine(data))
        except (zlib.error, EOFError) as error:
            raise OddFile("zip") from error
        noticed = [["tracked", {}]] if document.tracks else []
        return {
            "text": document.text,
            "left_out": document.left_out,
            "title": document.title,
            "noticed": noticed,
        }
    from model.imports.articles.pdf_text import PrintedText  # noqa: PLC0415 - as above

    printed = PrintedText(data)
    return {
        "text": printed.text,
        "left_out": printed.left_out,
        "title": printed.title,
        "noticed": printed.noticed,
    }


def main() -> int:
    """Answer on standard output."""
    kind, encoding = sys.argv[1:3]
    return answer_with(lambda data: [answer(data, kind, encoding)])
