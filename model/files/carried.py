"""Plots that carry their project: the project's file within a PNG or an SVG, put in and read again.

What is read goes through the same strict reader as a file; nothing in a picture is ever run, and no more is
unpacked than a carried project may be long.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import zlib
from pathlib import Path

from model.files.png_text import SIGNATURE, text_of, unpacked, with_text
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
