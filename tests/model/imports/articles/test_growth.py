"""The work of reading grows with the document: twice as much of it, twice the calls; and so again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from model.imports.articles.docx_text import WordText
from model.imports.articles.html_text import PageText
from model.imports.articles.pdf_text import PrintedText
from tests.calls import calls
from tests.model.imports.articles.made import docx, pdf, put, run


def prose(count: int) -> str:
    """Return lines of two columns and of a table, on as many pages as they need."""
    column = "".join(
        put("Some words that fill a line", x, 800 - 13 * n) for x in (60, 320) for n in range(20)
    )
    cells = "".join(put("45,690", 60 + 90 * c, 500 - 13 * n) for c in range(4) for n in range(20))
    return (column + cells) * count


MAKE: dict[str, Callable[[int], Callable[[], object]]] = {
    "paragraphs": lambda n: lambda: PageText("<p>Some <b>words</b> and 45<sup>2</sup>" * n),
    "lists": lambda n: lambda: PageText(f"<ol>{'<li>Some words' * n}</ol>"),
    "lists in lists": lambda n: lambda: PageText("<ul><li>a" * n),
    "rows": lambda n: lambda: PageText(f"<table>{'<tr><td rowspan=3>a<td colspan=2>1<td>2' * n}</table>"),
    "tables": lambda n: lambda: PageText("<table><tr><td>a<td>1</table>" * n),
    "tables in tables": lambda n: lambda: PageText("<table><tr><td>a" * n),
    "styles": lambda n: lambda: PageText(f"<style>{'.a,.b{display:none}' * n}</style>" + "<p class=a>a" * n),
    "a document": lambda n: (
        lambda: WordText(
            zipfile.ZipFile(io.BytesIO(docx(f"<w:p>{run('Some')}{run('hidden', '<w:vanish/>')}</w:p>" * n)))
        )
    ),
    "pages": lambda n: lambda: PrintedText(pdf(*[prose(1)] * (n // 50))),
    "a page over itself": lambda n: lambda: PrintedText(pdf(prose(n // 50))),
}


@pytest.mark.parametrize("kind", MAKE)
def test_the_work_grows_with_the_document(kind: str) -> None:
    MAKE[kind](100)()  # loads what is loaded once
    once, twice, fourfold = (calls(MAKE[kind](size)) for size in (200, 400, 800))
    assert twice < 2.4 * once
    assert fourfold < 2.4 * twice
