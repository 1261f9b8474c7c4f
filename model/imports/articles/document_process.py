"""A program of its own: reads the text of a page, of a DOCX or of a PDF.

The bytes come in on standard input, one line of JSON goes out. What a hostile file does to it stays in its
process, which may take so much memory and time and no more.
"""

from __future__ import annotations

import sys
import zlib
from typing import Any

from model.imports.articles.written import TooLong
from model.imports.workbook_limits import OddCell, examine
from model.imports.workbook_process import limit, tell


def answer(data: bytes, kind: str, encoding: str) -> dict[str, Any]:
    """Return what is read of a document: its text, what it says of itself, what was left out and noticed."""
    if kind == "html":
        from model.imports.articles.html_text import PageText  # noqa: PLC0415 - of the kind that is read

        page = PageText(data.decode(encoding, "replace"))
        return {"text": page.text, "left_out": page.left_out, **page.about()}
    if kind == "docx":
        from model.imports.articles.docx_text import WordText  # noqa: PLC0415 - as above

        document = WordText(examine(data))
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
    """Answer on standard output; whatever goes wrong is an answer too."""
    limit()
    kind, encoding = sys.argv[1:3]
    try:
        tell(answer(sys.stdin.buffer.read(), kind, encoding))
    except OddCell as odd:
        tell(odd.answer)
    except TooLong:
        tell({"refused": "said"})
    except MemoryError:
        tell({"refused": "memory"})
    except Exception as error:  # noqa: BLE001 - the parent is told, whatever it is
        code = "zip" if isinstance(error, zlib.error | EOFError) else "broken"
        tell({"refused": code, "reason": f"{type(error).__name__}: {error}"[:200]})
    return 0
