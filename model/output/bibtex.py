"""The sources of a project as BibTeX, in UTF-8 and with the fields of BibLaTeX for links and days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from model.output.documents import Document
from model.project import Source, Stance
from model.text.links import web_address

_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_SPECIAL |= {sign: f"\\{sign}" for sign in "&%$#_{}"}
_ESCAPES = str.maketrans(_SPECIAL)
_JOINED = re.compile(r"-{2,}|`{2,}|'{2,}")  # which TeX makes a dash or a quotation mark of
_IN_ADDRESS = "!#$&'()*+,/:;=?@[]~%-._"  # quote() would change them; braces and backslashes it does change


def write(document: Document) -> Iterator[bytes]:
    """Yield an entry for each source."""
    taken: set[str] = set()
    for number, source in enumerate(document.ctx.project.sources, start=1):
        key = re.sub(r"[^A-Za-z0-9_:.-]+", "", source.id) or f"source{number}"
        while key in taken:
            key = f"{key}-{number}"
        taken.add(key)
        fields = "".join(f",\n  {name} = {{{text}}}" for name, text in _fields(source))
        yield f"@{_kind(source)}{{{key}{fields}\n}}\n".encode()


def _kind(source: Source) -> str:
    return "misc" if web_address(source.url) is None else "online"


def _fields(source: Source) -> Iterator[tuple[str, str]]:
    # a second pair of braces, so that no style changes the case of a name
    yield "title", f"{{{_written(source.called)}}}"
    if web_address(source.url) is not None:
        yield "url", quote(source.url, safe=_IN_ADDRESS)
    if source.published is not None:
        yield "date", source.published.isoformat()
    if source.accessed is not None:
        yield "urldate", source.accessed.isoformat()
    if source.licence:
        yield "license", _written(source.licence)
    if source.note:
        yield "note", _written(source.note)
    if source.stance is not Stance.UNKNOWN:
        yield "keywords", source.stance.value


def _written(text: str) -> str:
    """Return text in which no sign means anything to TeX."""
    escaped = " ".join(text.split()).translate(_ESCAPES)
    return _JOINED.sub(lambda found: "{}".join(found[0]), escaped)
