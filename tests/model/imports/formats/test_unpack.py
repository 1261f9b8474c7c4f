"""Files in a `.gz`, and a lone one in a `.zip`, are read within bounds."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
from collections.abc import Callable
from functools import partial

import pytest

from model.imports.choices import Kind, PeriodLength
from model.imports.formats.unpack import UNPACKED, unpacked
from model.imports.inspect_file import look
from model.text.errors import Unreadable
from tests.model.imports import hostile
from tests.model.imports.data import lines, losses, values

CSV = lines(("date", "value"), ("2024-09-01", 5), ("2024-09-02", 6)).encode()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (gzip.compress(CSV, mtime=0), "daily.csv.gz"),
        (gzip.compress(CSV[:10], mtime=0) + gzip.compress(CSV[10:], mtime=0), "daily.csv.gz"),
        (hostile.zipped({"daily.csv": CSV}), "daily.zip"),
        (
            hostile.zipped({"a/daily.csv": CSV, "__MACOSX/a/._daily.csv": b"x", "a/.DS_Store": b"y"}),
            "daily.zip",
        ),
        (
            gzip.compress(
                b'{"date": "2024-09-01", "value": 5}\n{"date": "2024-09-02", "value": 6}\n', mtime=0
            ),
            "d.jsonl.gz",
        ),
    ],
)
def test_what_is_packed_is_read_as_it_is_unpacked(data: bytes, name: str) -> None:
    assert values(losses(look(data, name=name), kind=Kind.PER_ROW, by=PeriodLength.DAY)) == [5, 6]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (gzip.compress(CSV, mtime=0)[:-10], "damaged"),
        (gzip.compress(CSV, mtime=0)[:20] + b"\xff" * 40, "damaged"),
        (hostile.zipped({"a.csv": CSV, "b.csv": CSV}), "holds 2 files: “a.csv”, “b.csv”"),
        (hostile.zipped({"inner.zip": hostile.zipped({"a.csv": CSV})}), "no workbook that is understood"),
    ],
)
def test_what_is_damaged_or_several_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        look(data, name="some.csv.gz")


@pytest.mark.parametrize(
    "bomb",
    [
        partial(hostile.gzip_bomb, UNPACKED + (4 << 20)),
        lambda: hostile.zipped({"bomb.csv": bytes(UNPACKED + 1)}),
    ],
)
def test_what_is_too_large_when_unpacked_is_refused_before_it_takes_the_memory(
    bomb: Callable[[], bytes],
) -> None:
    data = bomb()
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable, match="more than 128 MiB when unpacked"):
            look(data, name="some.csv.gz")
        assert tracemalloc.get_traced_memory()[1] < 3 * UNPACKED
    finally:
        tracemalloc.stop()


def test_an_archive_with_a_password_is_refused() -> None:
    data = bytearray(hostile.zipped({"a.csv": CSV}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        start = archive.start_dir
    data[6] |= 1  # encrypted, in the file's own header and in the list of files
    data[start + 8] |= 1
    with pytest.raises(Unreadable, match="password"):
        unpacked(bytes(data), "a.zip")
