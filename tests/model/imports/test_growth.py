"""Twice and four times as much of each container takes about twice and four times the work, in calls."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import zipfile
from collections.abc import Callable

import pytest

from model.imports.choices import FileReading, TableChoices
from model.imports.inspect_file import look
from model.imports.plan import plan
from model.text.errors import SalientError
from tests.calls import calls


def _days(rows: int) -> list[str]:
    return [f"{2000 + n // 360}-{n // 30 % 12 + 1:02}-{n % 28 + 1:02}" for n in range(rows)]


def csv_rows(rows: int) -> tuple[bytes, str]:
    lines = [f"{day},{n * 7}" for n, day in enumerate(_days(rows))]
    return "\n".join(["date,losses", *lines]).encode(), "a.csv"


def csv_columns(columns: int) -> tuple[bytes, str]:
    head = ",".join(["date", *(f"c{n}" for n in range(columns))])
    row = ",".join(str(n * 3) for n in range(columns))
    return "\n".join([head, *(f"{day},{row}" for day in _days(12))]).encode(), "a.csv"


def one_name(columns: int) -> tuple[bytes, str]:
    rows = [",".join(["losses"] * columns), *[",".join(["12"] * columns)] * 8]
    return "\n".join(rows).encode(), "a.csv"


def json_objects(rows: int) -> tuple[bytes, str]:
    return json.dumps([{"date": day, "losses": n} for n, day in enumerate(_days(rows))]).encode(), "a.json"


def json_lines(rows: int) -> tuple[bytes, str]:
    return "\n".join(json.dumps({"date": d, "losses": 5}) for d in _days(rows)).encode(), "a.jsonl"


def gzipped(rows: int) -> tuple[bytes, str]:
    return gzip.compress(csv_rows(rows)[0], mtime=0), "a.csv.gz"


def zipped(rows: int) -> tuple[bytes, str]:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", csv_rows(rows)[0])
    return data.getvalue(), "a.zip"


def _work(data: bytes, name: str) -> int:
    """Return the calls that looking at a file and planning a table of it take."""

    def reading() -> None:
        with contextlib.suppress(SalientError):  # what is asked about a made-up file is not the point
            plan(look(data, FileReading(), name), TableChoices({}, "", (), ()))

    return calls(reading)


@pytest.mark.parametrize(
    ("make", "size"),
    [
        (csv_rows, 400),
        (csv_columns, 60),
        (one_name, 60),
        (json_objects, 400),
        (json_lines, 400),
        (gzipped, 400),
        (zipped, 400),
    ],
)
def test_work_grows_as_the_file_does(make: Callable[[int], tuple[bytes, str]], size: int) -> None:
    _work(*make(8))  # what is loaded once
    one, two, four = (_work(*make(size * factor)) for factor in (1, 2, 4))
    assert two < 2.6 * one
    assert four < 5.2 * one
