"""Polygons of a map: taken as they are written, repaired by name, and measured on the ellipsoid.

Runs in the process that `map_process` is. Coordinates are (n, 2) arrays of degrees, longitude first, on
WGS84. An edge is the geodesic between its ends, as pyproj measures it. Union and difference are planar in
longitude and latitude: an edge longer than `LONG` is divided along its geodesic before, so that the straight
piece and the geodesic between two points enclose at most some 10,000 m² (5 km long, at 70° north), and only
where another line crosses that very piece.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod, Transformer
from pyproj.exceptions import ProjError

from model.imports.child_side import OddFile
from model.imports.maps.systems import system_of

Points = NDArray[np.float64]

VERTICES = 1_000_000  # of one map
DEPTH = 8  # of collections in collections
LONG = 5_000.0  # metres
_DEGREE = 110_500.0  # metres that a degree of latitude is at least
_ALIKE, _NEAR = 0.01, 1e7  # of an area, and in m²: how far two ways to measure it lie apart at most
_PAD = 1e-6  # degrees around what changed
_OVERLAP = 1e3  # m²: less is the noise of coordinates
_REASONS = (("Hole", "holes"), ("nested", "holes"), ("Duplicate", "duplicates"))

_EARTH = Geod(ellps="WGS84")


# what is written


def transformer_of(crs: str) -> Transformer | None:
    """Return what turns coordinates of a system into degrees on WGS84; None where they are that already."""
    name = system_of(crs)
    if not name:
        return None
    try:
        return Transformer.from_crs(name, "OGC:CRS84", always_xy=True)
    except ProjError as error:
        raise OddFile("crs", crs=crs[:80]) from error


def rings_of(geometry: Any, depth: int = 0) -> list[list[Any]]:
    """Return the polygons of a geometry of GeoJSON, each its rings as they are written; lines have none.

    Raises OddFile for what is no geometry.
    """
    if not isinstance(geometry, dict) or depth > DEPTH:
        raise OddFile("geometry")
    kind = geometry.get("type")
    if kind == "GeometryCollection":
        parts = geometry.get("geometries")
        if not isinstance(parts, list):
            raise OddFile("geometry")
        return [polygon for part in parts for polygon in rings_of(part, depth + 1)]
    if kind in ("Point", "MultiPoint", "LineString", "MultiLineString"):
        return []
    coordinates = geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(coordinates, list):
        raise OddFile("geometry")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not all(
        isinstance(rings, list) and all(isinstance(ring, list) for ring in rings) for rings in polygons
    ):
        raise OddFile("geometry")
    return polygons


def points_of(ring: Sequence[Any], transform: Transformer | None) -> Points:
    """Return the corners of a ring in degrees on WGS84. Raises OddFile for what is no place on Earth."""
    try:
        try:
            points = np.array(ring)
        except ValueError:  # some corners have a height
            points = np.array([corner[:2] for corner in ring])
    except (ValueError, TypeError) as error:
        raise OddFile("coordinates") from error
    if not len(ring):
        return np.zeros((0, 2))
    if points.dtype.kind not in "iuf" or points.ndim != 2 or points.shape[1] < 2:
        raise OddFile("coordinates")
    points = points[:, :2].astype(np.float64)
    if transform is not None:
        points = np.stack(transform.transform(points[:, 0], points[:, 1]), axis=1)
    if not np.isfinite(points).all():
        raise OddFile("infinite")
    if (np.abs(points[:, 1]) > 90).any():
        raise OddFile("latitude", latitude=round(float(points[np.abs(points[:, 1]).argmax(), 1]), 6))
    if (np.abs(points[:, 0]) > 540).any():
        raise OddFile("longitude", longitude=round(float(points[np.abs(points[:, 0]).argmax(), 0]), 6))
    return points


# one ring, one polygon


def _ring(points: Points, repairs: Counter[str], *, outer: bool) -> Points | None:
    """Return a ring that is closed, turns as it ought to, is whole across 180°; None for one without area."""
    if len(points) and (points[0] != points[-1]).any():
        points = np.concatenate([points, points[:1]])
        repairs["open"] += 1
    repeated = (points[1:] == points[:-1]).all(axis=1)
    if repeated.any():
        points = points[np.r_[True, ~repeated]]
        repairs["repeated"] += int(repeated.sum())
    if len(points) < 4:
        repairs["flat"] += 1
        return None
    points = _whole(points)
    turn = _turn(points)
    if turn and (turn > 0) != outer:
        points = points[::-1]
        repairs["winding"] += 1
    return _divided(points)


def _whole(points: Points) -> Points:
    """Return a ring whose longitudes run on across 180° instead of jumping.

    At a pole itself all longitudes are one place, and a step from one to another is none. Raises OddFile for
    a ring around a pole: it has no inside on a plane.
    """
    steps = np.diff(points[:, 0])
    at_pole = (np.abs(points[1:, 1]) == 90) & (points[1:, 1] == points[:-1, 1])
    if (np.abs(np.abs(steps) - 180)[~at_pole] < 1e-9).any():
        raise OddFile("half")
    if not (np.abs(steps)[~at_pole] > 180).any():
        return points
    turns = np.where(at_pole, 0.0, -360.0 * np.round(steps / 360.0))
    shift = np.r_[0.0, np.cumsum(turns)]
    if shift[-1]:
        raise OddFile("pole")
    return np.stack([points[:, 0] + shift, points[:, 1]], axis=1)


def _turn(points: Points) -> float:
    """Return twice the planar area of a ring, above 0 where it turns to the left."""
    x, y = (points - points[0]).T
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum())


def _divided(points: Points) -> Points:
    """Return a ring whose long edges are divided along their geodesics, alike whichever way they run."""
    step = np.abs(np.diff(points, axis=0))
    across = np.cos(np.radians(np.minimum(np.abs(points[1:, 1]), np.abs(points[:-1, 1]))))
    long = np.flatnonzero(np.hypot(step[:, 0] * across, step[:, 1]) * _DEGREE * 1.01 > LONG)
    if not len(long):
        return points
    pieces: list[Points] = []
    done = 0
    for at in long.tolist():
        pieces.append(points[done : at + 1])
        done = at + 1
        pieces.append(_between(points[at], points[at + 1]))
        if sum(map(len, pieces)) > VERTICES:
            raise OddFile("vertices", limit=VERTICES)
    pieces.append(points[done:])
    return np.concatenate(pieces)


def _between(first: Points, last: Points) -> Points:
    """Return the places that divide the geodesic between two points into pieces of at most `LONG`."""
    swapped = tuple(first) > tuple(last)
    a, b = (last, first) if swapped else (first, last)
    length = _EARTH.inv(a[0], a[1], b[0], b[1])[2]
    count = math.ceil(length / LONG) - 1
    if count < 1:
        return np.zeros((0, 2))
    found = np.array(_EARTH.npts(a[0], a[1], b[0], b[1], count))
    found[:, 0] += 360.0 * np.round((a[0] - found[:, 0]) / 360.0)  # beside the end, also beyond 180°
    return found[::-1] if swapped else found


def _polygon(rings: Sequence[Points], repairs: Counter[str]) -> list[Any]:
    """Return the polygons that a polygon is once it is valid: none where it has no area."""
    if not rings:
        return []
    outer = _ring(rings[0], repairs, outer=True)
    if outer is None:
        return []
    holes = [hole for ring in rings[1:] if (hole := _ring(ring, repairs, outer=False)) is not None]
    holes = [hole + _beside(outer, hole) for hole in holes]
    made = shapely.Polygon(outer, holes)
    if made.is_valid:
        return _cut_at_180(made)
    reason = shapely.is_valid_reason(made)
    repairs[next((code for sign, code in _REASONS if sign in reason), "crossing")] += 1
    # Each ring by itself: made valid with its holes, a hole outside of its shell would become ground.
    shell, *gaps = (shapely.make_valid(shapely.Polygon(ring), method="structure") for ring in (outer, *holes))
    ground = shapely.difference(shell, shapely.union_all(gaps)) if gaps else shell
    return [part for one in parts_of(ground) for part in _cut_at_180(one)]


def _beside(outer: Points, hole: Points) -> Points:
    """Return by how much a hole is moved, in whole turns, to lie where the ring around it does."""
    away = (outer[:, 0].min() + outer[:, 0].max() - hole[:, 0].min() - hole[:, 0].max()) / 2
    return np.array([360.0 * round(float(away) / 360.0), 0.0])


def _cut_at_180(polygon: Any) -> list[Any]:
    """Return a polygon as parts between 180° west and 180° east."""
    west, _, east, _ = polygon.bounds
    if west >= -180 and east <= 180:
        return [polygon]
    found = []
    for turn in range(math.floor((west + 180) / 360), math.ceil((east - 180) / 360) + 1):
        part = shapely.intersection(polygon, shapely.box(360 * turn - 180, -90, 360 * turn + 180, 90))
        found += parts_of(shapely.transform(part, lambda points, turn=turn: points - [360.0 * turn, 0.0]))
    return found


def parts_of(shape: Any) -> list[Any]:
    """Return the polygons of a shape, without its points and lines."""
    found: list[Any] = []
    for part in shapely.get_parts(shape).tolist():
        if part.geom_type == "Polygon" and not part.is_empty:
            found.append(part)
        elif part.geom_type in ("MultiPolygon", "GeometryCollection"):
            found += parts_of(part)
    return found


# a map


def union_of(polygons: Sequence[Sequence[Points]], repairs: Counter[str]) -> Any:
    """Return the ground that some polygons, each its rings, cover; what is repaired is counted in `repairs`.

    Raises OddFile.
    """
    if sum(len(ring) for rings in polygons for ring in rings) > VERTICES:
        raise OddFile("vertices", limit=VERTICES)
    parts = [part for rings in polygons for part in _polygon(rings, repairs)]
    unique = {shapely.to_wkb(part): part for part in parts}
    repairs["duplicates"] += len(parts) - len(unique)
    parts = list(unique.values())
    whole = shapely.MultiPolygon(parts)
    if whole.is_valid:
        return whole
    covered = shapely.MultiPolygon(parts_of(shapely.union_all(parts)))
    twice = sum(map(area_of, parts)) - area_of(covered)
    if twice > _OVERLAP:
        repairs["overlap_m2"] += round(twice)
    return covered


def area_of(shape: Any) -> float:
    """Return the geodesic area of a valid shape in m². Raises OddFile where it cannot be told for certain.

    The area of the ring on the ellipsoid is held to that on an equal-area plane: where they differ, such as
    for what holds more than half of the Earth, the one or the other is of its outside.
    """
    total = 0.0
    for part in parts_of(shape):
        rings = [part.exterior, *part.interiors]
        areas = [_area_of_ring(shapely.get_coordinates(ring)) for ring in rings]
        total += areas[0] - math.fsum(areas[1:])
    return total


def _area_of_ring(points: Points) -> float:
    area = abs(float(_EARTH.polygon_area_perimeter(points[:, 0], points[:, 1])[0]))
    plane = abs(_turn(np.stack([np.radians(points[:, 0]), _authalic(points[:, 1])], axis=1))) / 2
    if abs(area - plane) > _ALIKE * max(area, plane) + _NEAR:
        raise OddFile("unsure")
    return area


def _authalic(latitude: Points) -> Points:
    """Return the height on an equal-area cylinder, in m² for each radian of longitude."""
    e = math.sqrt(_EARTH.es)
    sine = np.sin(np.radians(latitude))
    return _EARTH.b**2 / 2 * (sine / (1 - _EARTH.es * sine**2) + np.arctanh(e * sine) / e)


def between(earlier: Any, later: Any) -> tuple[Any, Any]:
    """Return the ground gained and the ground lost from one map to a later one."""
    box = _around_changes(earlier, later)
    if box is None:
        return shapely.MultiPolygon(), shapely.MultiPolygon()
    before, after = (shapely.intersection(shape, box) for shape in (earlier, later))
    gained, lost = shapely.difference(after, before), shapely.difference(before, after)
    return shapely.MultiPolygon(parts_of(gained)), shapely.MultiPolygon(parts_of(lost))


def _around_changes(earlier: Any, later: Any) -> Any:
    """Return a rectangle around all that changed between two valid shapes; None where nothing did.

    Every edge around what one shape alone covers is an edge, so directed, of that shape alone: maps of two
    days share most of theirs, and what lies around those need not be overlaid.
    """
    edges = np.ascontiguousarray(np.concatenate([_edges(earlier), _edges(later)]))
    _, first, count = np.unique(edges.view("V32").ravel(), return_index=True, return_counts=True)
    alone = edges[first[count == 1]]
    if not len(alone):
        return None
    x, y = alone[:, 0::2], alone[:, 1::2]
    return shapely.box(x.min() - _PAD, y.min() - _PAD, x.max() + _PAD, y.max() + _PAD)


def _edges(shape: Any) -> Points:
    """Return the edges of a shape, rows of x0, y0, x1 and y1, with its ground to the left of them."""
    rings = shapely.get_rings(shapely.get_parts(shapely.orient_polygons(shape)))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    along = ring[1:] == ring[:-1]
    return np.concatenate([points[:-1][along], points[1:][along]], axis=1) + 0.0


# what is drawn of it

_AROUND = 0.12  # of what changed, on each side
_LEAST = 0.05  # degrees that are drawn at least
_FINEST = 1 / 4000  # of what is drawn: what is smaller is seen on no picture


def drawn(gained: Any, lost: Any, held: Any) -> dict[str, Any]:
    """Return the ground around what changed, in degrees, coarse enough for a picture.

    `box` has its west, south, east and north; each shape the lengths of its rings and all of their corners.
    """
    shapes = [gained, lost, held]
    if (
        max(shape.bounds[2] for shape in shapes if not shape.is_empty)
        - min(shape.bounds[0] for shape in shapes if not shape.is_empty)
        > 180
    ):  # on both sides of 180°
        shapes = [shapely.transform(shape, _eastward) for shape in shapes]
    changed = shapely.union_all([shape for shape in shapes[:2] if not shape.is_empty] or shapes[2:])
    west, south, east, north = changed.bounds
    pad = max(_AROUND * max(east - west, north - south), _LEAST / 2)
    box = (west - pad, south - pad, east + pad, north + pad)
    finest = (box[3] - box[1]) * _FINEST
    cut = (parts_of(shapely.clip_by_rect(shape, *box)) for shape in shapes)
    coarse = [
        [part for part in shapely.simplify(parts, finest).tolist() if not part.is_empty] for parts in cut
    ]
    return {"box": box, "shapes": [_rings_in(parts) for parts in coarse]}


def _eastward(points: Points) -> Points:
    return np.stack([np.where(points[:, 0] < 0, points[:, 0] + 360, points[:, 0]), points[:, 1]], axis=1)


def _rings_in(parts: Sequence[Any]) -> dict[str, Any]:
    rings = [shapely.get_coordinates(ring) for part in parts for ring in (part.exterior, *part.interiors)]
    corners = np.concatenate(rings).round(7) if rings else np.zeros((0, 2))
    return {"lengths": list(map(len, rings)), "corners": corners.ravel().tolist()}
