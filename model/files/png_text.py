"""Texts in the chunks of a PNG: added to a picture that is made, and read from one that may be hostile.

A PNG is a signature and chunks, each with its length, its kind, its data and a checksum. Only `iTXt` is
written (UTF-8, compressed); `iTXt` and `zTXt` are read. Nothing is unpacked beyond a limit, and no chunk is
believed to be longer than the file.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from model.text.errors import Unreadable
from model.text.words import Words, words

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
