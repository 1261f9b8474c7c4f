"""What is packed (`.gz`, a lone file in a `.zip`), unpacked within bounds."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import BinaryIO

from model.imports.choices import Watch, ask
from model.text.errors import Unreadable
from model.text.words import marked, quoted, words

UNPACKED = 128 << 20
_PIECE = 1 << 20
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_PARTS = 4000
_BESIDE = ("__MACOSX", ".DS_Store", "Thumbs.db")


def unpacked(data: bytes, name: str, watch: Watch | None = None) -> tuple[bytes, str]:
    """Return the file that is packed in some bytes and its name; the bytes as they are where none is.

    A workbook is a zip of many parts, and stays one. Raises Unreadable for what is damaged, too large, behind
    a password, or more than one file.
    """
    if data.startswith(_GZIP):
        inner = PurePosixPath(name).stem if name.casefold().endswith((".gz", ".gzip")) else name
        return _gunzipped(data, watch), inner
    if data.startswith(_ZIP):
        return _lone_file(data, watch) or (data, name)
    return data, name


def _gunzipped(data: bytes, watch: Watch | None) -> bytes:
    whole = bytearray()
    rest = data
    try:
        while rest:  # a file may be several gzip streams one after the other
            stream = zlib.decompressobj(wbits=31)
            while not stream.eof:
                ask(watch)
                piece = stream.decompress(rest, _PIECE)
                rest = stream.unconsumed_tail
                whole += piece
                if len(whole) > UNPACKED:
                    raise _too_large()
                if not piece and not rest and not stream.eof:
                    raise _damaged()
            rest = stream.unused_data.lstrip(b"\0")
    except zlib.error as error:
        raise _damaged() from error
    return bytes(whole)


def _lone_file(data: bytes, watch: Watch | None) -> tuple[bytes, str] | None:
    """Return the only file in an archive, None where it is a workbook."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError):
        return None  # which the workbook's reader says
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > _PARTS or names & {"[Content_Types].xml", "content.xml", "_rels/.rels", "mimetype"}:
        return None
    files = [part for part in parts if not part.is_dir() and not _is_beside(part.filename)]
    if len(files) != 1:
        message = marked(
            "the archive holds {count} file: {names}; only a lone one is read|"
            "the archive holds {count} files: {names}; only a lone one is read"
        )
        listed = quoted((part.filename[:60] for part in files), 10)
        raise Unreadable(words(message, count=len(files), names=listed))
    if files[0].flag_bits & 1:
        message = marked("the archive is protected by a password; unpack it first")
        raise Unreadable(words(message))
    name = files[0].filename
    return part_of(io.BytesIO(data), name, watch), PurePosixPath(name).name


def part_of(stream: BinaryIO, part: str, watch: Watch | None = None) -> bytes:
    """Return a part of an archive, in memory. Raises Unreadable for what is damaged, locked or too large."""
    whole = bytearray()
    try:
        with zipfile.ZipFile(stream) as archive, archive.open(part) as unpacking:
            while piece := unpacking.read(_PIECE):
                ask(watch)
                whole += piece
                if len(whole) > UNPACKED:
                    raise _too_large()
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, KeyError) as error:
        raise _damaged() from error
    return bytes(whole)


def _is_beside(name: str) -> bool:
    path = PurePosixPath(name)
    return path.parts[:1] == _BESIDE[:1] or path.name in _BESIDE


def _too_large() -> Unreadable:
    message = marked("more than {limit} MiB when unpacked, the most that is read")
    return Unreadable(words(message, limit=UNPACKED >> 20))


def _damaged() -> Unreadable:
    return Unreadable(words("the file is damaged: it cannot be unpacked"))
