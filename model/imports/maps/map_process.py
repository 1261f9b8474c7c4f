"""A program of its own: looks into files of maps, measures the ground on them, and what changed between two.

The first line of standard input says what is asked and how long each file is; then come the files. A line of
JSON for each answer goes out, in the order of what was asked, so that the one whose answer is missing is the
one that ended the process. Each may take `SECONDS` of processor time.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from model.imports.child_side import OddFile, bound_time, limit, tell
from model.imports.maps.systems import system_of

_AT_ONCE = 500  # features in a line
_LONGEST = 200  # letters of a property
_PROPERTIES = 200  # of a feature


def main() -> int:
    """Answer on standard output, last that it is done."""
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "PROJ_NETWORK": "OFF"}  # each thread would take memory
    given = sys.stdin.buffer
    asked = json.loads(given.readline())
    files = [given.read(size) for size in asked["sizes"]]
    limit()
    for answer in ANSWERS[asked["do"]](asked, files):
        tell(answer)
    tell({"done": True})
    return 0


def _tried(do: Callable[..., dict[str, Any]], *arguments: Any) -> dict[str, Any]:
    """Return an answer, or why there is none."""
    bound_time()
    try:
        return do(*arguments)
    except OddFile as odd:
        return odd.answer
    except MemoryError:
        return {"refused": "memory"}
    except ImportError as error:
        return {"refused": "no_library", "name": str(error.name)}
    except RecursionError:
        return {"refused": "depth"}
    except Exception as error:  # noqa: BLE001 - the parent is told, whatever it is
        if "bad_alloc" in str(error):  # how GEOS says that it has no memory left
            return {"refused": "memory"}
        return {"refused": "broken", "reason": f"{type(error).__name__}: {error}"[:200]}


# what is in the files


def look(asked: Mapping[str, Any], files: Sequence[bytes]) -> Iterator[dict[str, Any]]:
    """Yield for each file its system of coordinates, and for each feature its properties and its kind."""
    for kind, data in zip(asked["kinds"], files, strict=True):
        found = _tried(_opened, kind, data)
        if "refused" in found:
            yield found
            continue
        features = found["features"]
        for first in range(0, len(features), _AT_ONCE):
            yield {"features": [_told(one) for one in features[first : first + _AT_ONCE]]}
        yield {"crs": found["crs"]}


def _opened(kind: str, data: bytes) -> dict[str, Any]:
    """Return the features of a file as those of GeoJSON, and the code of their coordinates, "" for none."""
    if kind != "geojson":
        from model.imports.maps.other_formats import opened  # noqa: PLC0415 - few files are of these

        return opened(kind, data)
    whole = _parsed(data)
    if not isinstance(whole, dict):
        raise OddFile("no_map")
    root = whole.get("type")
    features = whole.get("features") if root == "FeatureCollection" else [whole]
    if not isinstance(features, list):
        raise OddFile("no_map")
    if root not in ("FeatureCollection", "Feature"):
        features = [{"type": "Feature", "properties": {}, "geometry": whole}]
    if not features:
        raise OddFile("no_features")
    return {"features": features, "crs": _crs_of(whole)}


def _parsed(data: bytes) -> Any:
    import orjson  # noqa: PLC0415 - after the limits are set

    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        try:  # which reads NaN: it is the coordinate that is told then
            return json.loads(data)
        except ValueError as error:
            raise OddFile("json", reason=str(error)[:200]) from error


def _crs_of(whole: Mapping[str, Any]) -> str:
    crs = whole.get("crs")
    if crs is None:
        return ""
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str):
        raise OddFile("crs", crs=json.dumps(crs)[:80])
    system_of(name)
    return name


def _told(feature: Any) -> list[Any]:
    """Return the properties of a feature and whether it is an `area`, a `line`, or has no place (`none`)."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        properties = {}
    told = {str(key)[:_LONGEST]: _plain(value) for key, value in list(properties.items())[:_PROPERTIES]}
    return [told, _kind_of(feature)]


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int | float):
        return value
    return (value if isinstance(value, str) else json.dumps(value, default=str))[:_LONGEST]


def _kind_of(feature: Any) -> str:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if geometry is None:
        return "none"
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    return "line" if isinstance(kind, str) and kind.endswith(("Point", "LineString")) else "area"


# the ground on a map


def measure(asked: Mapping[str, Any], files: Sequence[bytes]) -> Iterator[dict[str, Any]]:
    """Yield for each map its area in m², its shape, what was repaired; its features stand in some files.

    With a region, that in the last file, everything is cut to it.
    """
    kept = _Files(asked["kinds"], files)
    region: Any = None
    if asked["region"]:
        found = _tried(kept.region)
        if "refused" in found:
            yield {**found, "region": True}
            return
        region = found["shape"]
    for parts in asked["maps"]:
        yield _tried(_measured, kept, parts, region)


class _Files:
    """The files, the one that was used last opened."""

    def __init__(self, kinds: Sequence[str], files: Sequence[bytes]) -> None:
        self._kinds, self._files = kinds, files
        self._last: tuple[int, dict[str, Any]] | None = None

    def rings(self, file: int, features: Sequence[int] | None) -> list[list[Any]]:
        """Return the rings of features of a file, by their number; of all for None.

        Raises OddFile, with the number of the feature that is at fault.
        """
        from model.imports.maps.geometry import (  # noqa: PLC0415 - after the limits are set
            points_of,
            rings_of,
            transformer_of,
        )

        if self._last is None or self._last[0] != file:
            self._last = file, _opened(self._kinds[file], self._files[file])
        found = self._last[1]
        transform = transformer_of(found["crs"]) if found["crs"] else None
        made = []
        for number in range(len(found["features"])) if features is None else features:
            try:
                polygons = rings_of(found["features"][number].get("geometry"))
                made += [[points_of(ring, transform) for ring in rings] for rings in polygons]
            except OddFile as odd:
                odd.answer |= {"feature": number}
                raise
        return made

    def region(self) -> dict[str, Any]:
        """Return the shape of all features of the last file."""
        from model.imports.maps.geometry import union_of  # noqa: PLC0415 - as above

        shape = union_of(self.rings(len(self._files) - 1, None), Counter())
        if shape.is_empty:
            raise OddFile("no_polygons")
        return {"shape": shape}


def _measured(kept: _Files, parts: Sequence[tuple[int, Sequence[int]]], region: Any) -> dict[str, Any]:
    import shapely  # noqa: PLC0415 - after the limits are set

    from model.imports.maps.geometry import area_of, parts_of, union_of  # noqa: PLC0415 - as above

    repairs: Counter[str] = Counter()
    shape = union_of([rings for file, features in parts for rings in kept.rings(file, features)], repairs)
    if region is not None:
        shape = shapely.MultiPolygon(parts_of(shapely.intersection(shape, region)))
    return {
        "area": area_of(shape),
        "shape": _packed(shape),
        "repairs": {k: n for k, n in repairs.items() if n},
    }


def _packed(shape: Any) -> str:
    import shapely  # noqa: PLC0415 - as above

    return base64.b64encode(shapely.to_wkb(shape)).decode()


# from one map to another


def differ(asked: Mapping[str, Any], files: Sequence[bytes]) -> Iterator[dict[str, Any]]:
    """Yield for each pair of shapes the ground gained and lost in m²; also the three shapes where asked."""
    for earlier, later in asked["pairs"]:
        yield _tried(_differing, files[earlier], files[later], asked["draw"])


def _differing(earlier: bytes, later: bytes, draw: bool) -> dict[str, Any]:
    import shapely  # noqa: PLC0415 - after the limits are set

    from model.imports.maps.geometry import area_of, between, drawn  # noqa: PLC0415 - as above

    before, after = shapely.from_wkb(earlier), shapely.from_wkb(later)
    gained, lost = between(before, after)
    answer = {"gained": area_of(gained), "lost": area_of(lost)}
    return answer | drawn(gained, lost, shapely.intersection(before, after)) if draw else answer


ANSWERS = {"look": look, "measure": measure, "differ": differ}
