"""A program of its own: reads a Parquet file, row by row, within limits.

The library is an optional part (`parquet` of the extras); a file that makes it fail ends this process alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from model.imports.child_side import OddFile, answer_with
from model.imports.formats.workbook_limits import AREA
from model.imports.formats.workbook_process import cell


def answer(data: bytes) -> Iterator[Any]:
    """Yield the names of the columns, then row by row what stands in them."""
    try:
        from arro3.io import read_parquet  # noqa: PLC0415 - after the limits are set; it may not be there
    except ImportError:
        raise OddFile("no_parquet") from None
    reader = read_parquet(io.BytesIO(data))
    names = list(reader.schema.names)
    yield {"names": names}
    rows = 0
    for batch in reader:
        rows += batch.num_rows
        if rows * len(names) > AREA:
            raise OddFile("area", rows=rows, columns=len(names))
        for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield [cell(value if isinstance(value, _PLAIN) else _told(value)) for value in values]


_PLAIN = (str, int, float, type(None))


def _told(value: Any) -> Any:
    """Return a value that JSON has no word for: dates stay dates, everything else is its text."""
    return value if hasattr(value, "isoformat") else str(value)[:200]


def main() -> int:
    """Answer on standard output."""
    return answer_with(answer)
