"""Plots that carry their project: the project's file within a PNG or an SVG, put in and read again.

What is read goes through the same strict reader as a file; nothing in a picture is ever run, and no more is
unpacked than a carried project may be long.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from model.files.project_file import read_project, write_project
from model.files.safe_read import read_file
from model.project import Project
from model.text.errors import Fault, FileError, Unreadable
from model.text.records import replace
from model.text.words import Words, marked, words

KEYWORD = "Salient-Project"
MOST_CARRIED = 5_000_000
"""Bytes of a project's file above which a picture goes without it."""

PICTURES = (".png", ".svg")
_LARGEST_PICTURE = 256 * 1024 * 1024
_OPEN = b'<metadata id="salient-project" data-encoding="zlib+base64">'
_CLOSE = b"</metadata>"
_SVG_START = re.compile(rb"<svg\b[^>]*>")


def is_picture(path: str | os.PathLike[str]) -> bool:
    """Return whether a file is, by its name, a picture that may carry a project."""
    return Path(path).suffix.lower() in PICTURES


def carrying(picture: bytes, project: Project) -> tuple[bytes, Words | None]:
    """Return the picture with the project in it, or the picture as it is and the reason why without.

    Where figures were imported from stays behind: a picture goes farther than a file. A kind of picture other
    than PNG and SVG carries none, without a word. Raises `FileError` for a project that no file could hold.
    """
    start = _SVG_START.search(picture) if picture.startswith((b"<?xml", b"<svg")) else None
    if not picture.startswith(SIGNATURE) and start is None:
        return picture, None
    data = write_project(replace(project, imports=()))
    if len(data) > MOST_CARRIED:
        said = marked("The picture does not carry the project, whose file is larger than {most} MB.")
        return picture, words(said, most=MOST_CARRIED // 1_000_000)
    if start is None:
        return with_text(picture, KEYWORD, data), None
    place = start.end()
    packed = base64.b64encode(zlib.compress(data, 9))
    return picture[:place] + b"\n" + _OPEN + packed + _CLOSE + picture[place:], None


def open_carried(path: str | os.PathLike[str]) -> Project:
    """Return the project that the picture at `path` carries. Raises `FileError`, also where there is none."""
    too_large = words("the picture is too large to look into")
    return carried(read_file(path, limit=_LARGEST_PICTURE, beyond=too_large), os.fspath(path))


def carried(picture: bytes, name: str) -> Project:
    """Return the project in the bytes of a picture; `name` is the file's. Raises `FileError`."""
    too_large = words("what the picture carries is larger than {most} MB", most=MOST_CARRIED // 1_000_000)
    try:
        if picture.startswith(SIGNATURE):
            data = text_of(picture, KEYWORD, MOST_CARRIED, too_large)
        else:
            data = _in_svg(picture, too_large)
    except Unreadable as error:
        raise FileError(name, [Fault("", error.words)]) from error
    if data is None:
        none = marked("the picture carries no Salient project")
        raise FileError(name, [Fault("", words(none))])
    return read_project(data, name)


def _in_svg(picture: bytes, too_large: Words) -> bytes | None:
    """Return what stands in the metadata of an SVG; it is found by its mark, never parsed as XML."""
    start = picture.find(_OPEN)
    if start < 0:
        return None
    start += len(_OPEN)
    end = picture.find(_CLOSE, start)
    if end < 0 or picture.find(_OPEN, end) >= 0 or end - start > 2 * MOST_CARRIED:
        raise Unreadable(words("the picture is broken"))
    try:
        packed = base64.b64decode(b"".join(picture[start:end].split()), validate=True)
    except binascii.Error:
        raise Unreadable(words("the picture is broken")) from None
    return unpacked(packed, MOST_CARRIED, too_large)


# texts in the chunks of a PNG: added to a picture that is made, and read from one that may be hostile


SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LENGTH_AND_KIND = struct.Struct(">I4s")
_CHECKSUM = struct.Struct(">I")
_MOST_CHUNKS = 10_000
_END = b"IEND"


def with_text(png: bytes, keyword: str, text: bytes) -> bytes:
    """Return the picture with a compressed text (UTF-8) before its end. Raises `Unreadable` for no PNG."""
    place = None
    for kind, start, _ in _chunks(png):
        if kind == _END:
            place = start - _LENGTH_AND_KIND.size
            break
    if place is None:
        raise Unreadable(_broken())
    data = keyword.encode("latin-1") + b"\0\1\0\0\0" + zlib.compress(text, 9)
    return png[:place] + _chunk(b"iTXt", data) + png[place:]


def text_of(png: bytes, keyword: str, limit: int, beyond: Words) -> bytes | None:
    """Return the text of a keyword as it was put in, None where there is none of it.

    Raises `Unreadable` for what is no PNG or is broken, where there are several texts of the keyword, and,
    with the words `beyond`, where one is longer than `limit` bytes; no more than that is ever unpacked.
    """
    wanted = keyword.encode("latin-1")
    found: bytes | None = None
    for kind, start, end in _chunks(png):
        if kind not in (b"iTXt", b"zTXt") or not png.startswith(wanted + b"\0", start, end):
            continue
        if found is not None:
            raise Unreadable(words("the picture carries several projects"))
        (told,) = _CHECKSUM.unpack_from(png, end)
        if zlib.crc32(png[start - 4 : end]) != told:
            raise Unreadable(_broken())
        found = _text(kind, png[start + len(wanted) + 1 : end], limit, beyond)
    return found


def _chunks(png: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield the kind of each chunk and where its data begins and ends; the last is the end of the picture."""
    if not png.startswith(SIGNATURE):
        raise Unreadable(words("not a PNG picture"))
    place = len(SIGNATURE)
    for _ in range(_MOST_CHUNKS):
        start = place + _LENGTH_AND_KIND.size
        if start > len(png):
            raise Unreadable(_broken())
        length, kind = _LENGTH_AND_KIND.unpack_from(png, place)
        end = start + length
        if end + _CHECKSUM.size > len(png):
            raise Unreadable(_broken())
        yield kind, start, end
        if kind == _END:
            return
        place = end + _CHECKSUM.size
    raise Unreadable(_broken())


def _text(kind: bytes, data: bytes, limit: int, beyond: Words) -> bytes:
    """Return the text of a chunk, whose data after the keyword is `data`."""
    if kind == b"zTXt":
        method, packed = data[:1], data[1:]
        compressed = True
    else:
        compressed, method = data[:1] == b"\1", data[1:2]
        parts = data[2:].split(b"\0", 2)  # language, keyword in that language, text
        if len(data) < 2 or len(parts) != 3 or data[:1] not in (b"\0", b"\1"):
            raise Unreadable(_broken())
        packed = parts[2]
    if not compressed:
        if len(packed) > limit:
            raise Unreadable(beyond)
        return packed
    if method != b"\0":
        raise Unreadable(_broken())
    return unpacked(packed, limit, beyond)


def unpacked(packed: bytes, limit: int, beyond: Words) -> bytes:
    """Return what was compressed, at most `limit` bytes of it: more raises `Unreadable` with `beyond`."""
    stream = zlib.decompressobj()
    try:
        data = stream.decompress(packed, limit + 1)
    except zlib.error:
        raise Unreadable(_broken()) from None
    if len(data) > limit:
        raise Unreadable(beyond)
    if not stream.eof or stream.unused_data:
        raise Unreadable(_broken())
    return data


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return _LENGTH_AND_KIND.pack(len(data), kind) + data + _CHECKSUM.pack(checksum)


def _broken() -> Words:
    return words("the picture is broken")
