"""The sources of a project as CSL-JSON, which Zotero and citation processors read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from model.output.documents import Document
from model.project import Source, Stance
from model.text.links import web_address


def write(document: Document) -> Iterator[bytes]:
    """Yield a list of items, one for each source."""
    items = [dict(_item(source)) for source in document.ctx.project.sources]
    yield (json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode()


def _item(source: Source) -> Iterator[tuple[str, Any]]:
    on_the_web = web_address(source.url) is not None
    yield "id", source.id
    yield "type", "webpage" if on_the_web else "document"
    yield "title", source.called
    if on_the_web:
        yield "URL", source.url
    if source.published is not None:
        yield "issued", _parts(source.published)
    if source.accessed is not None:
        yield "accessed", _parts(source.accessed)
    if source.licence:
        yield "license", source.licence
    if source.note:
        yield "note", source.note
    if source.stance is not Stance.UNKNOWN:
        yield "keyword", source.stance.value


def _parts(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
