"""Maps made by the tests, of known areas; and the reader of maps in this process, where it is quick."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from model.imports.choices import Choices, Dating, Kind, PeriodLength, SeriesQuantity, Watch
from model.imports.inspect_file import FileReport, look
from model.imports.maps import map_children, map_process
from model.imports.plan import plan
from model.imports.planned import Outcome

Ring = Sequence[tuple[float, float]]


def square(west: float, south: float, width: float = 1.0, height: float = 1.0) -> list[tuple[float, float]]:
    """Return a ring of four corners, closed, that turns to the left."""
    east, north = west + width, south + height
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def feature(*rings: Ring, **properties: Any) -> dict[str, Any]:
    """Return a feature of one polygon."""
    return of({"type": "Polygon", "coordinates": rings}, **properties)


def of(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: Mapping[str, Any], **members: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", **members, "features": features}).encode()


def folder(path: Path, **maps: bytes) -> Path:
    """Write maps called `map_20240901.geojson` by keywords such as `d20240901`, and return their folder."""
    path.mkdir(exist_ok=True)
    for name, data in maps.items():
        (path / f"map_{name.removeprefix('d')}.geojson").write_bytes(data)
    return path


def gains(source: FileReport | Path, **choices: Any) -> Outcome:
    looked = look(source) if isinstance(source, Path) else source
    settings = {"kind": Kind.MAP, "dating": Dating.REPORT, "by": PeriodLength.ROWS, **choices}
    return plan(looked, Choices(SeriesQuantity.GAINS, **settings))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reader of maps answer in this process."""

    def lines(
        _module: str, _arguments: Sequence[str], data: bytes, watch: Watch | None, _seconds: int
    ) -> Iterator[bytes]:
        head, contents = data.split(b"\n", 1)
        asked = json.loads(head)
        files = []
        for size in asked["sizes"]:
            files.append(contents[:size])
            contents = contents[size:]
        for answer in map_process.ANSWERS[asked["do"]](asked, files):
            if watch is not None:
                watch(0)
            yield json.dumps(answer).encode()

    monkeypatch.setattr(map_children, "lines_of", lines)
    monkeypatch.setattr(map_process, "bound_time", lambda: None)
