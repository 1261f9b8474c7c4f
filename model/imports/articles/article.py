"""Any file with an article in it, as its text: plain text is read here, HTML, DOCX and PDF in a child."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from model.imports.articles.written import MOST_LETTERS
from model.imports.child import told_by
from model.imports.choices import Watch
from model.imports.formats.text_file import find_encoding
from model.reading.languages import VOCABULARIES
from model.text.errors import Unreadable
from model.text.safe_text import cleaned, cleaned_data
from model.text.words import Words, marked, quoted, words

ENDINGS = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")
"""What the names of files with an article in them end in."""

_READER = "model.imports.articles.document_process"
_PLAIN = (".txt", ".md", ".text", ".markdown", "")
_PAGES = (".html", ".htm", ".xhtml")
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_HEAD = 4096
_SAID = 3  # passages that are told

_REFUSALS: Mapping[str, str] = MappingProxyType(
    {
        "zip": marked("the document is damaged: it cannot be unpacked"),
        "kind": marked("this archive holds no document that is understood (DOCX)"),
        "parts": marked("the document has too many parts ({count})"),
        "password": marked("the document is protected by a password; save it without one"),
        "unpacked": marked("the document is too large when unpacked ({size} bytes)"),
        "doctype": marked("the document declares a document type, which none has to"),
        "pages": marked("the document has more than {limit} pages"),
        "pictures": marked(
            "the document has no text layer: its pages are pictures; have their text recognised (OCR) first"
        ),
        "time": marked("the document takes too long to read; paste its text instead"),
        "busy": marked("the machine is too busy to read the document; try again later"),
        "said": marked("the document holds more text than is read; paste a part of it"),
        "memory": marked("the document takes more memory than it may; paste its text instead"),
        "broken": marked("the document cannot be read: {reason}"),
    }
)
_NOTICED: Mapping[str, str] = MappingProxyType(
    {
        "tracked": marked(
            "Changes are tracked in the document: what they delete was left out, what they add read."
        ),
        "recognised": marked(
            "The text of page {pages} was recognised in a picture: compare its numbers with what is seen.|"
            "The text of pages {pages} was recognised in pictures: compare its numbers with what is seen."
        ),
        "pictures": marked(
            "Page {pages} is a picture without text: what it says was not read.|"
            "Pages {pages} are pictures without text: what they say was not read."
        ),
        "unmapped": marked(
            "Signs of page {pages} could not be read and stand as \ufffd: no number with one is read.|"
            "Signs of pages {pages} could not be read and stand as \ufffd: no number with one is read."
        ),
    }
)


class Article(Struct, frozen=True):
    """The text of a file and what the file says of it; `noticed` is what a person has to know of the text."""

    text: str
    title: str = ""
    publisher: str = ""
    link: str = ""
    published: date | None = None
    language: str = ""
    noticed: tuple[Words, ...] = ()


def open_article(data: bytes, name: str = "", watch: Watch | None = None) -> Article:
    """Return the text of a file, told by its bytes and its name.

    Plain text stays as it is, letter by letter. Raises Unreadable with the reason why a file is not read.
    """
    kind = _kind(data, name)
    if kind == "text":
        text = data.decode(find_encoding(data, watch)).removeprefix("\ufeff")
        if "\0" in text:
            raise Unreadable(words("this is no text, but bytes of some other kind"))
        if len(text) > MOST_LETTERS:
            raise Unreadable(words("the text is longer than {most} characters", most=MOST_LETTERS))
        return Article(text)
    encoding = _encoding(data, watch) if kind == "html" else ""
    return _read(kind, encoding, data, watch)


def open_page(markup: str, watch: Watch | None = None) -> Article:
    """Return the text of markup, as the clipboard has it. Raises Unreadable."""
    return _read("html", "utf-8", markup.encode("utf-8", "replace"), watch)


def _kind(data: bytes, name: str) -> str:
    ending = Path(name).suffix.casefold()
    head = data[:_HEAD]
    if not head.strip() and not data.strip():
        raise Unreadable(words("the file is empty"))
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(words("an older Word file, or one with a password; save it as DOCX without one"))
    if ending in _PAGES or _PAGE.match(head):
        return "html"
    if ending == ".pdf":
        raise Unreadable(words("the file is no PDF, whatever its name says"))
    if ending == ".docx":
        raise Unreadable(words("the file is no DOCX, whatever its name says"))
    if ending not in _PLAIN or head.startswith(b"{\\rtf"):
        kinds = ", ".join(ENDINGS)
        raise Unreadable(words("a text is read from {kinds}; save it as one of them", kinds=kinds))
    return "text"


def _encoding(data: bytes, watch: Watch | None) -> str:
    """Return the encoding that a page says it is in, else the one that its letters tell."""
    said = _CHARSET.search(data[:_HEAD])
    if said is not None and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        with contextlib.suppress(LookupError, UnicodeError):
            data.decode(said[1].decode("ascii"))
            return said[1].decode("ascii")
    return find_encoding(data, watch)


def _read(kind: str, encoding: str, data: bytes, watch: Watch | None) -> Article:
    with contextlib.closing(told_by(_READER, [kind, encoding], data, watch, _REFUSALS)) as told:
        said: dict[str, Any] = next(told)
    text = cleaned_data(str(said["text"]))
    if not text.strip():
        raise Unreadable(words("the document holds no text"))
    link, language = str(said.get("link", "")), str(said.get("language", ""))
    return Article(
        text,
        cleaned(str(said.get("title", ""))),
        cleaned(str(said.get("publisher", ""))),
        link if link.startswith(("https://", "http://")) else "",
        _day(str(said.get("published", ""))),
        language if language in VOCABULARIES else "",
        tuple(_noticed(said)),
    )


def _day(said: str) -> date | None:
    with contextlib.suppress(ValueError):
        return date.fromisoformat(said[:10])
    return None


def _noticed(said: Mapping[str, Any]) -> list[Words]:
    found = []
    left_out = [cleaned(str(passage)) for passage in said.get("left_out", ())]
    if left_out:
        said_of = quoted(left_out, _SAID)
        found.append(words("Text that nobody sees was left out: {passages}", passages=said_of))
    for code, details in said.get("noticed", ()):
        found.append(Words(_NOTICED[code], tuple(details.items())))
    return found
