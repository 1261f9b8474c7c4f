"""A document as HTML for word processors, which know few rules of style."""

from __future__ import annotations

from collections.abc import Iterator

from model.output import html
from model.output.documents import Document


def write(document: Document) -> Iterator[bytes]:
    """Yield the page."""
    return html.write(document, for_text_document=True)
