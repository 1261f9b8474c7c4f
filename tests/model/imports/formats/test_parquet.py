"""Parquet, an optional part: read in a child, and refused by its name where it cannot be."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

import pytest

from model.imports import child
from model.imports.child_side import OddFile
from model.imports.choices import Kind, PeriodLength
from model.imports.formats.parquet_process import answer
from model.imports.inspect_file import look
from model.text.errors import Unreadable
from tests.model.imports.data import codes, losses, values


def written(days: Sequence[str], numbers: Sequence[float | None]) -> bytes:
    core, parquet_io = pytest.importorskip("arro3.core"), pytest.importorskip("arro3.io")
    columns = {
        "date": core.Array(days, type=core.DataType.utf8()),
        "value": core.Array(numbers, type=core.DataType.float64()),
    }
    data = io.BytesIO()
    parquet_io.write_parquet(core.Table.from_pydict(columns), data)
    return data.getvalue()


def test_a_table_of_parquet_is_read_as_any_other() -> None:
    data = written(["2024-09-01", "2024-09-02", "2024-09-03"], [5, None, 7])
    looked = look(data, name="some.parquet")
    assert (looked.format, looked.table.names) == ("Parquet", ("date", "value"))
    outcome = losses(looked, kind=Kind.PER_ROW, by=PeriodLength.DAY)
    assert (values(outcome), codes(outcome)) == ([5, None, 7], {"no_value": [2]})


@pytest.mark.parametrize("cut", [4, 100, -4])
def test_a_damaged_file_is_refused_by_its_name(cut: int) -> None:
    with pytest.raises(Unreadable, match="Parquet file is damaged"):
        look(written(["2024-09-01"], [5])[:cut], name="some.parquet")


def test_without_the_optional_part_its_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "arro3.io", None)
    with pytest.raises(OddFile) as odd:
        list(answer(b"PAR1"))
    said = f'{{"refused": "{odd.value.answer["refused"]}"}}\n'.encode()
    monkeypatch.setattr(child, "lines_of", lambda *_: (line for line in [said]))
    with pytest.raises(Unreadable, match=r"optional part that is not installed \(arro3-io\)"):
        look(b"PAR1", name="some.parquet")
