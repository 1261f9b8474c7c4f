"""Pictures that carry their project, and pictures made to do harm."""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.files import sample, write_project
from model.files.carried import (
    KEYWORD,
    MOST_CARRIED,
    SIGNATURE,
    carried,
    carrying,
    is_picture,
    open_carried,
    text_of,
    with_text,
)
from model.text.errors import FileError, Unreadable
from model.text.records import replace
from model.text.words import words
from tests.benchmarks.sized import project_of

PROJECT = sample("autumn-2024")
BEYOND = words("too much")
SVG = b'<?xml version="1.0" encoding="UTF-8"?>\n<svg width="10" height="10">\n<title>t</title></svg>'


def chunk(kind: bytes, data: bytes, checksum: int | None = None) -> bytes:
    told = zlib.crc32(kind + data) if checksum is None else checksum
    return struct.pack(">I4s", len(data), kind) + data + struct.pack(">I", told)


def png(*chunks: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"".join([SIGNATURE, head, chunk(b"IDAT", zlib.compress(b"\0\0")), *chunks, chunk(b"IEND", b"")])


def text_chunk(text: bytes, flag: bytes = b"\1", method: bytes = b"\0") -> bytes:
    return chunk(b"iTXt", KEYWORD.encode() + b"\0" + flag + method + b"\0\0" + text)


@pytest.mark.parametrize("picture", [png(), SVG], ids=["png", "svg"])
def test_a_project_comes_back_from_the_picture_it_was_put_in(picture: bytes, tmp_path: Path) -> None:
    made, note = carrying(picture, PROJECT)
    assert note is None
    assert carried(made, "plot") == PROJECT
    path = tmp_path / "plot.png"
    path.write_bytes(made)
    assert open_carried(path) == PROJECT


def test_the_picture_itself_is_left_as_it_was() -> None:
    made, _ = carrying(png(), PROJECT)
    assert made.startswith(png()[: -len(chunk(b"IEND", b""))])
    assert made.endswith(chunk(b"IEND", b""))
    svg, _ = carrying(SVG, PROJECT)
    before, _, after = svg.partition(b"\n<metadata")
    assert before + after.partition(b"</metadata>")[2] == SVG


def test_a_pdf_carries_nothing() -> None:
    assert carrying(b"%PDF-1.4 <svg >", PROJECT) == (b"%PDF-1.4 <svg >", None)


def test_a_large_project_is_left_out_with_a_note() -> None:
    large = replace(project_of(3_000), notes="n" * 9_999)
    assert carrying(png(), large)[1] is None
    larger = project_of(17_000)
    assert len(write_project(larger)) > MOST_CARRIED
    picture, note = carrying(png(), larger)
    assert picture == png()
    assert "5 MB" in str(note)


@pytest.mark.parametrize("picture", [png(), SVG, b"", b"GIF89a", b"<html></html>"])
def test_a_picture_without_a_project_says_so(picture: bytes) -> None:
    with pytest.raises(FileError, match="carries no Salient project"):
        carried(picture, "plot.png")


def test_what_is_carried_is_read_as_strictly_as_a_file() -> None:
    for data in (b"{}", b'{"format": "salient-project", "version": 99}', b"\xff\xfe", b"__import__('os')"):
        with pytest.raises(FileError):
            carried(with_text(png(), KEYWORD, data), "plot.png")
    twice = with_text(with_text(png(), KEYWORD, b"{}"), KEYWORD, b"{}")
    with pytest.raises(FileError, match="several"):
        carried(twice, "plot.png")


def test_a_zip_bomb_is_refused_without_being_unpacked() -> None:
    stream = zlib.compressobj(9)
    bomb = b"".join(stream.compress(bytes(1_000_000)) for _ in range(20)) + stream.flush()
    for picture in (
        png(text_chunk(bomb)),
        png(chunk(b"zTXt", KEYWORD.encode() + b"\0\0" + bomb)),
        carrying(SVG, PROJECT)[0].partition(b'base64">')[0]
        + b'base64">'
        + base64.b64encode(bomb)
        + b"</metadata></svg>",
    ):
        with pytest.raises(FileError, match="larger than 5 MB"):
            carried(picture, "bomb")
    with pytest.raises(FileError, match="larger than 5 MB"):
        carried(png(text_chunk(b" " * (MOST_CARRIED + 1), flag=b"\0")), "long.png")


@pytest.mark.parametrize(
    "picture",
    [
        png(text_chunk(b"not packed")),
        png(text_chunk(zlib.compress(b"{}") + b"more")),
        png(text_chunk(zlib.compress(b"{}")[:-2])),
        png(text_chunk(zlib.compress(b"{}"), flag=b"\2")),
        png(text_chunk(zlib.compress(b"{}"), method=b"\1")),
        png(chunk(b"iTXt", KEYWORD.encode() + b"\0")),
        png(chunk(b"iTXt", KEYWORD.encode() + b"\0\1\0no end")),
        png(chunk(b"iTXt", KEYWORD.encode() + b"\0\1\0\0\0x", checksum=1)),
        SIGNATURE,
        SIGNATURE + b"\xff\xff\xff\xffiTXt",
        SIGNATURE + b"\x00\x00\x00\x00iTXt",
        SIGNATURE + chunk(b"tEXt", b"") * 10_001,
        png()[:-6],
        SVG + b'<metadata id="salient-project" data-encoding="zlib+base64">e30=',
        SVG + b'<metadata id="salient-project" data-encoding="zlib+base64">!!</metadata>',
    ],
)
def test_a_broken_picture_is_refused_in_words(picture: bytes) -> None:
    with pytest.raises(FileError, match="broken"):
        carried(picture, "plot")


@given(data=st.binary(max_size=300), place=st.integers(0, 4000))
def test_any_damage_is_read_or_refused(data: bytes, place: int) -> None:
    made, _ = carrying(png(), PROJECT)
    damaged = made[:place] + data + made[place + len(data) :]
    try:
        found: object = carried(damaged, "plot.png")
    except FileError as refused:
        found = str(refused)
    assert found == PROJECT or (found and isinstance(found, str))


def test_texts_of_other_keywords_are_passed_over() -> None:
    made = with_text(png(), "Title", "Überschrift".encode())
    assert text_of(made, "Title", 100, BEYOND) == "Überschrift".encode()
    assert text_of(made, KEYWORD, 100, BEYOND) is None
    with pytest.raises(Unreadable, match="too much"):
        text_of(made, "Title", 3, BEYOND)


def test_pictures_are_told_by_their_names() -> None:
    assert is_picture("a/b.PNG")
    assert is_picture(Path("x.svg"))
    assert not is_picture("x.json")


def test_a_picture_says_nothing_of_the_files_that_figures_came_from() -> None:
    imports = ({"file": "../private/losses.csv", "sheet": ""},)
    made, _ = carrying(png(), replace(PROJECT, imports=imports))
    assert carried(made, "").imports == ()
