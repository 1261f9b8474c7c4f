"""Files of each kind read in a child: what they say, and how the hostile and the broken are refused."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from datetime import date

import pytest

from model.imports.articles.article import Article, open_article
from model.reading.report import read_report
from model.text.errors import Unreadable
from tests.model.imports.articles.made import assembled, docx, packed, pdf, put, run

SAID = "In November 2024 Russia lost 45,690 men, ISW said."


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(Unreadable) as refused:
        open_article(data, name)
    return str(refused.value)


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (SAID.encode(), "a.txt"),
        (SAID.encode("utf-16"), "a.txt"),
        (f"<p>{SAID}".encode(), "a.html"),
        (f"<!DOCTYPE html><p>{SAID}".encode(), "downloaded"),
        (docx(paragraph(run(SAID))), "a.docx"),
        (pdf(put(SAID, 60, 700)), "a.pdf"),
        (pdf(put(SAID, 60, 700)), "named wrongly.txt"),
    ],
)
def test_every_kind_of_file_says_the_same(data: bytes, name: str) -> None:
    article = open_article(data, name)
    assert article.text == SAID
    figures = [p.value for p in read_report(article.text).proposals if p.kind is not None]
    assert figures == [45690]


def test_plain_text_stays_letter_by_letter() -> None:
    text = "\u202e45\u00a0690 казуальних \r\n втрат\u200b"
    assert open_article(text.encode(), "a.md") == Article(text)


def test_the_encoding_of_a_page_is_the_one_that_it_names() -> None:
    page = "<meta charset=windows-1251><p>Втрати у травні – 31 120 осіб</p>"
    assert open_article(page.encode("cp1251"), "a.html").text == "Втрати у травні – 31 120 осіб"
    assert open_article(page.encode(), "a.html").text != ""  # it lies: anything but a fault


def test_controls_beside_a_digit_leave_a_sign_that_no_number_has() -> None:
    article = open_article("<p>lost \u202e096,54\u202c men</p>".encode(), "a.html")
    assert article.text == "lost \ufffd096,54\ufffd men"


def test_a_page_brings_what_it_says_of_itself() -> None:
    page = (
        "<html lang=en><title>Losses</title><meta property='og:site_name' content='Post'><meta property='og:url'"
        " content='javascript:x'><meta property='article:published_time' content='2024-12-05T08:00'><p>Text 1"
    )
    article = open_article(page.encode(), "a.html")
    assert (article.title, article.publisher, article.link) == ("Losses", "Post", "")
    assert (article.published, article.language) == (date(2024, 12, 5), "en")


def test_a_document_with_lists_tables_footnotes_and_tracked_changes() -> None:
    cells = "<w:tbl>{}</w:tbl>".format(
        "".join(
            f"<w:tr>{''.join(f'<w:tc>{paragraph(run(text))}</w:tc>' for text in row)}</w:tr>"
            for row in (("Month", "Losses"), ("May", "45,690"))
        )
    )
    changed = f'<w:del w:id="1">{run("99,999").replace("w:t", "w:delText")}</w:del><w:ins w:id="2">{run("45,690")}</w:ins>'
    note = '<w:r><w:footnoteReference w:id="5"/></w:r>'
    body = paragraph(
        run("They lost "), changed, note, run(" men, 839 km"), run("2", '<w:vertAlign w:val="superscript"/>')
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = f'<w:footnotes {space}><w:footnote w:id="5">{paragraph(run("The ministry."))}</w:footnote></w:footnotes>'
    article = open_article(docx(body + cells, word__footnotes_xml=notes), "a.docx")
    assert article.text.startswith(
        "They lost 45,690¹ men, 839 km²\n\nMonth\tLosses\nMay\t45,690\n\n1. The ministry."
    )
    assert "99,999" not in article.text
    assert [str(one)[:19] for one in article.noticed] == ["Changes are tracked"]


@pytest.mark.parametrize(
    "properties",
    ["<w:vanish/>", '<w:color w:val="FFFFFF"/>', '<w:rStyle w:val="Gone"/>'],
)
def test_hidden_text_of_a_document_is_left_out_and_told(properties: str) -> None:
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    )
    article = open_article(
        docx(paragraph(run("Seen"), run("lost 99,999", properties)), word__styles_xml=styles), "a.docx"
    )
    assert article.text == "Seen"
    assert [str(one) for one in article.noticed] == ["Text that nobody sees was left out: “lost 99,999”"]


def test_white_letters_in_a_dark_cell_are_seen() -> None:
    white = run("Lost 45,690", '<w:color w:val="FFFFFF"/>')
    cell = f'<w:tc><w:tcPr><w:shd w:fill="1F3864"/></w:tcPr>{paragraph(white)}</w:tc>'
    assert open_article(docx(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"), "a.docx").text == "Lost 45,690"


# hostile and broken files


def locked(data: bytes) -> bytes:
    """Return an archive whose parts say that they are encrypted."""
    return data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")


def nested_entities() -> bytes:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    return packed({"word/document.xml": f'<!DOCTYPE d [<!ENTITY e0 "9">{lines}]><d>&e8;</d>'})


def bomb() -> bytes:
    return packed({"word/document.xml": "<w:p/>", "word/media/a.xml": "\0" * (170 << 20)})


def pdf_bomb() -> bytes:
    """Return a page whose operators unpack to 400 MB, a thousandfold twice over."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(400)) + packer.flush()
    data = zlib.compress(once, 9)
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
            b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%b\nendstream"
            % (len(data), data),
        ]
    )


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", "a.pdf", "empty"),
        (b"%PDF-1.7\nnothing", "a.pdf", "no PDF that can be opened"),
        (b"text", "a.pdf", "no PDF, whatever its name says"),
        (b"text", "a.docx", "no DOCX, whatever its name says"),
        (b"PK\x03\x04text", "a.docx", "damaged"),
        (packed({"content.xml": "<a/>"}), "a.odt", "no document that is understood"),
        (b"\xd0\xcf\x11\xe0old", "a.doc", "an older Word file, or one with a password"),
        (b"{\\rtf1 text}", "a.rtf", "a text is read from"),
        (nested_entities(), "a.docx", "declares a document type"),
        (locked(docx(paragraph(run(SAID)))), "a.docx", "protected by a password"),
        (docx("<unclosed>"), "a.docx", "cannot be read"),
        (docx("<w:p/>" * 400_001), "a.docx", "more text than is read"),
        (docx(f"{'<w:p>' * 9000}{'</w:p>' * 9000}"), "a.docx", "cannot be read"),
        (b"<div>" * 200_000, "a.html", "more text than is read"),
        (b"<p>" + b"a b " * 600_000, "a.html", "more text than is read"),
        (b"<html><script>1</script>", "a.html", "holds no text"),
        (pdf(*["q Q"] * 1501), "a.pdf", "more than 1500 pages"),
        (b"\x89\0\0\x01\x02" * 2000, "a.txt", "no text"),
        (pdf(""), "a.pdf", "holds no text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, name: str, why: str) -> None:
    assert why in refusal(data, name)


@pytest.mark.parametrize("make", [bomb, pdf_bomb])
def test_a_bomb_is_refused_by_whichever_limit_it_meets(make: Callable[[], bytes]) -> None:
    name = "a.pdf" if make is pdf_bomb else "a.docx"
    assert refusal(make(), name).startswith("the document")


def test_nothing_that_a_file_names_is_fetched_or_run() -> None:
    actions = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /AA << /O << /S /URI /URI (http://x.example) >> >>"
    assert open_article(pdf(put("Seen 3", 60, 700), catalogue=actions), "a.pdf").text == "Seen 3"
    page = "<link rel=stylesheet href=//x.example/a.css><img src=//x.example/a.png><iframe src=//x.example></iframe>Seen 3"
    assert open_article(page.encode(), "a.html").text == "Seen 3"


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_a_damaged_file_is_read_or_refused_in_a_sentence(kind: str) -> None:
    whole = docx(paragraph(run(SAID))) if kind == "docx" else pdf(put(SAID, 60, 700))
    chance = random.Random(12)
    for _ in range(12):
        mutant = bytearray(whole)
        for _ in range(chance.choice((1, 20))):
            mutant[chance.randrange(len(mutant))] = chance.randrange(256)
        try:
            open_article(
                bytes(mutant[: chance.choice((len(mutant), chance.randrange(len(mutant))))]), f"a.{kind}"
            )
        except Unreadable as refused:
            said = str(refused)
        else:
            said = ""
        assert "\n" not in said
