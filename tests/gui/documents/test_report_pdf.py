"""The report on paper: as many pages as it fills, found by its headings, in its own language."""

from __future__ import annotations

import pypdfium2
import pytest

from gui.documents.pdf_outline import outlined
from gui.documents.report_files import report_pdf
from model.columns import Context
from model.files import sample
from model.text.formats import Formats
from model.text.records import replace

TITLE = "Осінь 2024: −1,270 25–30 >5 (1.04×) ≈53 ±4 <9 ≤8 ≥7 3:1 2024-11-30"  # whose signs are copied too


def test_three_rows_fill_few_pages_and_are_found_by_their_headings(qapp: object) -> None:
    project = sample("autumn-2024")
    project = replace(project, title=TITLE, notes="", claims=(), intake=(), requirements=())
    project = replace(project, campaigns=(), milestones=(), sources=project.sources[:3])
    document = report_pdf(Context.of(project, Formats()))
    pdf = pypdfium2.PdfDocument(document)
    texts = [page.get_textpage().get_text_range() for page in pdf]
    assert 3 <= len(texts) <= 5
    outline = [(each.get_title(), each.get_dest().get_index()) for each in pdf.get_toc()]
    assert outline[:3] == [(TITLE, 0), ("Summary", 0), ("Charts", 0)]
    assert outline[-1][0] == "How each measure is computed"
    assert all(title in texts[page] for title, page in outline)
    page = pdf[0].get_textpage()
    first, count = page.search("1,313 losses a day").get_next()
    left, bottom, _, _ = page.get_charbox(first)
    _, _, right, _ = page.get_charbox(first + count - 1)
    # on the left bar of the first of two charts beside each other on a page of 842 × 595 points
    assert 130 < left < right < 250 < bottom < 290
    assert not any("Intake" in text or "Claims" in text for text in texts)  # nothing is said of them
    assert b"/Lang (en)" in document
    assert b"/DisplayDocTitle true" in document
    assert pdf.get_metadata_value("Title") == TITLE
    with pytest.raises(ValueError, match="as Qt writes it"):
        outlined(document.replace(b"/Kids", b"/Boys"), [], "en")
