"""The report on paper: as many pages as it fills, found by its headings, in its own language."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

import pypdfium2
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from gui.documents.pdf_outline import outlined
from gui.documents.report_files import report_pdf
from gui.documents.report_pages import FOOT, HEIGHT, MARGIN, WIDTH, Pages
from model.columns import Context
from model.files import sample
from model.output.grid import CellGrid, GridField, GridRows
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


class Word(NamedTuple):
    """A word on a page, in points from its left and its top."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def words_of(document: bytes) -> list[list[Word]]:
    """Return the words of each page, in the order in which they were set."""
    pages = []
    for page in pypdfium2.PdfDocument(document):
        found, letters = page.get_textpage(), list[tuple[str, tuple[float, float, float, float]]]()
        words = list[Word]()
        for n in range(found.count_chars() + 1):
            letter = found.get_text_range(n, 1) if n < found.count_chars() else " "
            if letter.strip():
                letters.append((letter, found.get_charbox(n, loose=True)))
            elif letters:
                left, bottom, right, top = zip(*(box for _, box in letters), strict=True)
                high = page.get_height()
                text = "".join(letter for letter, _ in letters)
                words.append(Word(text, min(left), high - max(top), max(right), high - min(bottom)))
                letters = []
        pages.append(words)
    return pages


def test_paragraphs_stand_within_the_margins_one_below_the_other(qapp: object) -> None:
    pages = Pages("On paper", "en", lambda: None)
    pages.heading("Heading", 150)
    for number in range(20):
        pages.paragraph(f"begin{number} " + "word " * 60)
        pages.paragraph("point " * 70, mark="•", small=True)
    document = words_of(pages.done())
    assert len(document) > 1
    left, right, foot = MARGIN / 10, (WIDTH - MARGIN) / 10, (HEIGHT - MARGIN) / 10
    for number, page in enumerate(document, 1):
        *body, title, of, last = page
        assert (title.text + of.text, last.text) == ("Onpaper", str(number))
        assert (title.left, last.right, last.bottom) == pytest.approx((left, right, foot), abs=3)
        assert all(left - 1 <= word.left and word.right <= right + 1 for word in page)
        assert all(left - 1 <= word.top and word.bottom < foot - FOOT / 10 + 1 for word in body)
        assert left - 1 < body[0].top < left + (15 if number == 1 else 2)
        assert max(word.right for word in body if word.text == "word") > right - 30  # lines are full
        assert max(word.right for word in body if word.text == "point") > right - 30
        lines = sorted({round(word.bottom, 1) for word in body})
        assert min(after - before for before, after in pairwise(lines)) > 7
        points = [word.left for word in body if word.text == "point"]
        high = {word.text: round(word.bottom - word.top, 1) for word in body}
        assert high["word"] > high["point"]
        mark = next(word for word in body if word.text == "•")
        assert min(points) == pytest.approx(mark.right + 2, abs=2)
    texts = [word.text for page in document for word in page]
    assert [text for text in texts if text.startswith("begin")] == [f"begin{number}" for number in range(20)]
    assert (texts.count("word"), texts.count("point")) == (20 * 60, 20 * 70)


def test_a_table_is_set_in_parts_with_its_first_column_and_its_heads_on_each_page(qapp: object) -> None:
    rows, columns = 40, 12

    def field(place: int) -> GridField:
        def texts(chosen: GridRows) -> list[str]:
            return ["x" * (row % 5) + f"r{row}c{place}" for row in chosen]

        return GridField(f"c{place}", f"headofcolumn{place}", texts, texts, numeric=place > 0)

    pages = Pages("Table", "en", lambda: None)
    pages.table(CellGrid("periods", "", tuple(map(field, range(columns))), range(rows)))
    paper = pages.done()
    document = words_of(paper)
    for words, page in zip(document, pypdfium2.PdfDocument(paper), strict=True):
        rules = [
            part.get_bounds()[2]
            for part in page.get_objects()
            if part.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH
        ]
        assert max(rules) == pytest.approx(max(word.right for word in words[:-2]), abs=3)
    seen = Counter[str]()
    for page in document:
        heads = [word for word in page if word.text.startswith("head")]
        assert heads[0].text == "headofcolumn0"
        assert {n for text, n in Counter(head.text for head in heads).items() if text != heads[0].text} == {1}
        for head in {word.text: word for word in heads}.values():  # a page may have two parts
            place = head.text.removeprefix("headofcolumn")
            of = [word for word in page if re.fullmatch(rf"x*r\d+c{place}", word.text)]
            seen.update(word.text.strip("x") for word in of)
            edges = [word.left if place == "0" else word.right for word in (head, *of)]
            assert edges == pytest.approx([edges[0]] * len(edges), abs=1)
        assert max(word.right for word in page) <= (WIDTH - MARGIN) / 10 + 1
        lines = sorted({round(word.bottom) for word in page})
        assert min(after - before for before, after in pairwise(lines)) > 7
    parts = {seen.pop(f"r{row}c0") for row in range(rows)}
    assert seen == dict.fromkeys((f"r{row}c{n}" for row in range(rows) for n in range(1, columns)), 1)
    assert len(parts) == 1


def test_drawings_stand_side_by_side_in_their_places_on_one_page(qapp: object) -> None:
    pages = Pages("Drawings", "en", lambda: None)

    def box(painter: QPainter) -> None:
        painter.fillRect(QRectF(0, 0, 600, 400), QColor("red"))

    pages.paragraph("above")
    pages.drawings((box, box), 600, 400, 2)
    pages.drawings((box,), 600, 400, 1)
    pdf = pypdfium2.PdfDocument(pages.done())
    boxes = [  # of 842 × 595 points, 40 around and 24 between, the last as high as leaves room for a heading
        [round(each) for each in part.get_bounds()]
        for page in pdf
        for part in page.get_objects()
        if part.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH
    ]
    assert boxes == [[40, 293, 409, 539], [433, 293, 802, 539], [40, 88, 741, 555]]
