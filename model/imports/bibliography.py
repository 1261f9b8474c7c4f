"""Sources from the files of reference managers: CSL-JSON, as Zotero exports it, and BibTeX.

An entry gives a source its name (its author, or publisher, and its title), link, days and note; whatever is
not said there stays unsaid. What is read is text of strangers: plain, cleaned, and never markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from model.checks.findings import listed
from model.columns.cell import FIRST_YEAR, read_text
from model.files.safe_read import read_file
from model.project import Source, Stance
from model.text.errors import FileError, Refused, SalientError, Unreadable
from model.text.formats import counted
from model.text.kept_texts import free_id
from model.text.read_days import read_date
from model.text.words import Words, marked, words

MOST = 2_000_000
"""Characters of what is read at once: some thousand entries."""

_BIBTEX = re.compile(r"\s*(?:%[^\n]*\s*)*@\s*[A-Za-z]+\s*[{(]")
_VERBATIM = ("url", "howpublished")  # in which no sign is TeX's, but for those that some escape all the same
_CARET = r"\textasciicircum{}"  # which would become an accent that stands alone
_ESCAPED = re.compile(r"\\([&%$#_])|\\url(?=\{)|[{}]")
_NAMES = re.compile(r"\s+and\s+")


def is_bibliography(text: str) -> bool:
    """Whether a text begins as BibTeX, or as CSL-JSON, does."""
    head = text.lstrip("\ufeff")
    return _BIBTEX.match(head) is not None or bool(_csl_items(head))


def bibliography_in(path: str) -> str | None:
    """Return the text of a file of BibTeX or CSL-JSON; None for a file of anything else. Raises FileError."""
    kind = Path(path).suffix.casefold()
    if kind not in (".bib", ".json"):
        return None
    try:
        text = read_file(path, limit=4 * MOST).decode("utf-8", "replace")
    except FileError:
        if kind == ".bib":
            raise
        return None  # and who reads files of figures says what is wrong with it
    return text if kind == ".bib" or is_bibliography(text) else None


class Bibliography(NamedTuple):
    """Sources that were read; how many entries could not be; of which sources a day is said and is none.

    A month or a year alone is no day.
    """

    sources: Sequence[Source]
    failed: int
    without_day: Sequence[str]


def read_bibliography(text: str) -> Bibliography:
    """Return the sources that a text of BibTeX or CSL-JSON has.

    Raises `Unreadable` for any other text, `Refused` for one that is too long.
    """
    if len(text) > MOST:
        raise Refused(words("This is too long to be read as a list of sources."))
    head = text.lstrip("\ufeff")
    items, failed = _bibtex_items(head) if _BIBTEX.match(head) else (_csl_items(head), 0)
    if not items:
        raise Unreadable(words("This is no list of sources in BibTeX or CSL-JSON."))
    sources: list[Source] = []
    without_day: list[str] = []
    taken: set[str] = set()
    for item in items:
        name = read_text(item.get("name", ""))
        if not name:
            failed += 1
            continue
        published, accessed = (item.get(key, "").strip() for key in ("published", "accessed"))
        made = Source(
            id=free_id(item.get("id") or name, taken),
            name=name,
            stance=_stance(item.get("stance", "")),
            url=read_text(item.get("url", "")),
            published=_day(published),
            note=read_text(item.get("note", "")),
            accessed=_day(accessed),
            licence=read_text(item.get("licence", "")),
        )
        taken.add(made.id)
        sources.append(made)
        if (published and made.published is None) or (accessed and made.accessed is None):
            without_day.append(name)
    return Bibliography(sources, failed, without_day)


def added_words(found: Bibliography, added: int) -> Words:
    """Say what came of sources of which so many were added to a project."""
    told = words("{count} source added|{count} sources added", count=counted(added))
    if len(found.sources) > added:
        here = counted(len(found.sources) - added)
        told = words("{done}; {count} were here by name", done=told, count=here)
    if found.failed:
        told = words("{done}; {count} entries could not be read", done=told, count=counted(found.failed))
    if found.without_day:
        left_out = marked("{done}. A day that is none, such as a month alone, was left out: {names}")
        told = words(left_out, done=told, names=listed(found.without_day))
    return told


_Item = Mapping[str, str]


def _csl_items(text: str) -> list[_Item]:
    if not text.lstrip().startswith(("[", "{")):
        return []
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return []
    if isinstance(read, dict):
        read = read.get("items", [read])
    entries = [each for each in read if isinstance(each, dict)] if isinstance(read, list) else []
    if not entries or not all(isinstance(each.get("type"), str) and "id" in each for each in entries):
        return []
    return [dict(_of_csl(each)) for each in entries]


def _of_csl(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "id", str(entry["id"]).rpartition("/")[2]
    authors = [name for each in _listed(entry.get("author")) if (name := _csl_name(each))]
    author = ", ".join(authors) or _said(entry, "publisher") or _said(entry, "container-title")
    yield "name", _called(author, _said(entry, "title"))
    yield "url", _said(entry, "URL")
    yield "note", _said(entry, "note")
    yield "licence", _said(entry, "license")
    yield "stance", _said(entry, "keyword")
    yield "published", _csl_day(entry.get("issued"))
    yield "accessed", _csl_day(entry.get("accessed"))


def _csl_name(name: Any) -> str:
    if not isinstance(name, dict):
        return ""
    return _said(name, "literal") or " ".join(filter(None, (_said(name, "given"), _said(name, "family"))))


def _csl_day(day: Any) -> str:
    """Return a day of CSL as YYYY-MM-DD; a month or a year alone as it is."""
    if not isinstance(day, dict):
        return ""
    parts = _listed(day.get("date-parts"))
    first = _listed(parts[0]) if parts else []
    if first and all(isinstance(part, int | str) and str(part).isdecimal() for part in first):
        return "-".join(str(part).zfill(2) for part in first)
    return _said(day, "raw")


def _bibtex_items(text: str) -> tuple[list[_Item], int]:
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415 - few read BibTeX, and it loads long
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 - as above

    library, plain = parse_string(text), LatexNodes2Text().latex_to_text
    items: list[_Item] = []
    for entry in library.entries:
        given = {field.key.casefold(): str(field.value) for field in entry.fields}
        said = {
            key: value if key in _VERBATIM else plain(value.replace(_CARET, "^"))
            for key, value in given.items()
        }
        items.append(dict(_of_bibtex(entry.key, said)))
    return items, len(library.failed_blocks)


def _of_bibtex(key: str, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "id", key
    authors = [_turned(name) for name in _NAMES.split(fields.get("author", "")) if name.strip()]
    author = ", ".join(authors)
    for other in ("organization", "institution", "publisher", "journaltitle", "journal"):
        author = author or fields.get(other, "")
    yield "name", _called(author, fields.get("title", ""))
    yield "url", _ESCAPED.sub(r"\1", fields.get("url", "") or fields.get("howpublished", ""))
    yield "note", fields.get("note", "")
    yield "licence", fields.get("license", "") or fields.get("copyright", "") or fields.get("rights", "")
    yield "stance", fields.get("keywords", "")
    yield "published", fields.get("date", "") or _month_day(fields)
    yield "accessed", fields.get("urldate", "")


def _turned(name: str) -> str:
    """Return “Doe, Jane” as “Jane Doe”."""
    family, comma, given = name.strip().partition(",")
    return f"{given.strip()} {family.strip()}" if comma and given.strip() else name.strip()


def _month_day(fields: Mapping[str, str]) -> str:
    """Return the day of old BibTeX, which has it in three fields, as far as they are there."""
    return " ".join(filter(None, (fields.get(part, "") for part in ("day", "month", "year"))))


def _called(author: str, title: str) -> str:
    return ", ".join(
        dict.fromkeys(part for part in (" ".join(author.split()), " ".join(title.split())) if part)
    )


def _said(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key, "")
    return value if isinstance(value, str) else ""


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _day(text: str) -> date | None:
    try:
        day = read_date(text)
    except SalientError:
        return None
    return day if day.year >= FIRST_YEAR else None


def _stance(text: str) -> Stance:
    said = {part.strip().casefold() for part in text.split(",")}
    return next((stance for stance in Stance if stance.value in said), Stance.UNKNOWN)
