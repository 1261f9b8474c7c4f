"""Where a table of events lies, as a person names it: `parquet:FOLDER`, `postgresql://…`, or a connection."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from model.text.errors import Unreadable
from model.text.safe_text import cleaned
from model.text.words import marked, words

FILES: Mapping[str, tuple[str, ...]] = {
    "parquet": (".parquet", ".pq"),
    "csv": (".csv", ".tsv", ".csv.gz", ".tsv.gz"),
    "json": (".json", ".jsonl", ".ndjson", ".json.gz", ".jsonl.gz", ".ndjson.gz"),
}
"""Kinds whose place is a file, or a folder with files that end so: together they are one table."""

WITH_PASSWORD = ("postgresql", "trino", "snowflake")
_AT_A_HOST = (*WITH_PASSWORD, "bigquery")
DATABASES = ("duckdb", "sqlite", "spark", *_AT_A_HOST)
KINDS = (*FILES, *DATABASES)
CONNECTION = "connection"
_MOST_FILES = 100_000
_LONGEST = 100  # letters of a name
_SOURCE = re.compile(rf"({'|'.join((*KINDS, CONNECTION))}):(.+)", re.DOTALL)


class EventSource(Struct, frozen=True):
    """A place that an engine reads: its kind of `KINDS`, where it is, and what the person's settings call it.

    `password` stands in no text that names the place.
    """

    kind: str
    place: str
    name: str = ""
    password: str = ""

    @property
    def text(self) -> str:
        """The place as it is typed."""
        return f"{self.kind}:{self.place}"


def is_event_source(text: str) -> bool:
    """Whether a text names a place that an engine reads, and no file."""
    return _SOURCE.fullmatch(text) is not None and not Path(text).exists()


def source_of(text: str, name: str = "") -> EventSource:
    """Return the place that a text names; that of a file is made absolute.

    Raises Unreadable where it is none, or where it holds a password: the text is kept in settings, and shown.
    """
    found = _SOURCE.fullmatch(cleaned(text.strip()))
    if found is None or found[1] == CONNECTION:
        message = marked("“{text}” is to be written as one of these, with its place: {kinds}")
        raise Unreadable(words(message, text=text, kinds=", ".join(f"{kind}:…" for kind in KINDS)))
    kind, place = found[1], found[2].strip()
    if kind in _AT_A_HOST or (kind == "spark" and place.startswith("//")):
        if not place.startswith("//"):
            raise Unreadable(words("“{text}” is to be written as {form}", text=text, form=f"{kind}://HOST/…"))
        if urlsplit(f"{kind}:{place}").password is not None or re.search(
            r"[?&][a-z]*(password|token|secret)=", place, re.IGNORECASE
        ):
            message = marked(
                "the text holds a password; leave it out: it is asked for and kept in the system's key store,"
                " or taken from ~/.pgpass"
            )
            raise Unreadable(words(message))
    else:
        place = str(Path(place).expanduser().absolute())
    return EventSource(kind, place, name)


def likely_name(source: EventSource) -> str:
    """Return what a connection may be called that nobody has named: by the end of its place, of Windows too.

    Projects keep it, so that no folder of the machine may be in it.
    """
    end = re.split(r"[/\\]", source.place.partition("?")[0].rstrip("/\\"))[-1]
    return f"{source.kind} {end or 'database'}"


def name_of_connection(text: str) -> str:
    """Return the name of a connection as it is kept. Raises Unreadable."""
    name = cleaned(text).strip()
    if not name or len(name) > _LONGEST or not name.isprintable():
        raise Unreadable(words("a connection needs a name of 1 to {most} letters", most=_LONGEST))
    return name


def refuse_other(name: str, source: EventSource, known: Mapping[str, str]) -> None:
    """Raise Unreadable where a name is that of another place."""
    if known.get(name, source.text) != source.text:
        message = marked("“{name}” is another place in your settings: {place}")
        raise Unreadable(words(message, name=name, place=known[name]))


def files_of(source: EventSource) -> list[str]:
    """Return the files of a folder and all below it that are of its kind, or the one file.

    Raises Unreadable where there is none: links, pipes and devices are none.
    """
    place = Path(source.place)
    if place.is_file():
        return [str(place)]
    ends = FILES.get(source.kind, FILES["parquet"])
    found: list[str] = []
    for path in place.rglob("*"):
        hidden = any(part.startswith((".", "_")) for part in path.relative_to(place).parts)
        if path.name.casefold().endswith(ends) and not hidden and path.is_file() and not path.is_symlink():
            found.append(str(path))
        if len(found) > _MOST_FILES:
            raise Unreadable(words("there are more than {most} files in the folder", most=_MOST_FILES))
    if not found:
        message = marked("there is no such file, and no folder with files that end in {endings}: {place}")
        raise Unreadable(words(message, endings=", ".join(ends), place=source.place))
    return sorted(found)
