"""The formats in which tables and reports leave the program: one module and one entry here each.

A module has `write(document)`, which yields the bytes of a `model.output.documents.Document` in pieces; it is
loaded when it is asked for. Text of a project is inert in each of them: no formula, no markup, no link.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from msgspec import Struct

from model.text.words import marked

if TYPE_CHECKING:
    from model.output.documents import Document


class Format(Struct, frozen=True):
    """A format: its key, what it is called (marked), the ending of its files, and what it holds.

    `tables` and `report`: what is written in it; `several`: whether one file holds several tables. `drawing`
    is the kind of picture that charts of a report are, "" for none.
    """

    key: str
    title: str
    extension: str
    tables: bool = True
    report: bool = True
    several: bool = True
    drawing: str = ""

    def write(self, document: Document) -> Iterator[bytes]:
        """Yield the bytes of a document."""
        pieces: Iterator[bytes] = import_module(f"model.output.{self.key}").write(document)
        return pieces


FORMATS = (
    Format("xlsx", marked("Excel workbook (XLSX)"), "xlsx"),
    Format("csv", marked("CSV"), "csv", several=False),
    Format("markdown", marked("Markdown"), "md"),
    Format("html", marked("Web page (HTML)"), "html", drawing="svg"),
    Format("word", marked("HTML for Word and LibreOffice"), "html", tables=False, drawing="png"),
    Format("text", marked("Text"), "txt", tables=False),
    Format("json", marked("JSON"), "json"),
    Format("datapackage", marked("Data package (Frictionless)"), "zip", tables=False),
    Format("csl", marked("Sources for Zotero (CSL-JSON)"), "json", tables=False),
    Format("bibtex", marked("Sources as BibTeX"), "bib", tables=False),
    Format("pdf", marked("PDF"), "pdf", tables=False),  # set on pages by `gui.documents.report_files`
)
"""Every format, in the order in which they are offered."""

FORMAT: Mapping[str, Format] = {each.key: each for each in FORMATS}
TABLE_FORMATS = tuple(each for each in FORMATS if each.tables)
REPORT_FORMATS = tuple(sorted((each for each in FORMATS if each.report), key=lambda each: each.key != "html"))
"""A page first, which is what most reports are."""
