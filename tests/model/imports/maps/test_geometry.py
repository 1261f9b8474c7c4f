"""Areas on the ellipsoid, repairs by name, and what is refused because it could come out wrong."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from pyproj import Geod

from model.imports.child_side import OddFile
from model.imports.maps.geometry import area_of, between, drawn, points_of, rings_of, transformer_of, union_of
from tests.model.imports.maps.made import Ring, square

EARTH = Geod(ellps="WGS84")
DEGREE_AT_THE_EQUATOR = 12_308.78  # km², from 0° to 1° north, as textbooks have it


def ground(*polygons: list[Ring]) -> tuple[float, dict[str, int]]:
    """Return the area of some polygons in km², and what was repaired."""
    repairs: Counter[str] = Counter()
    shape = union_of([[points_of(ring, None) for ring in rings] for rings in polygons], repairs)
    return area_of(shape) / 1e6, {kind: count for kind, count in repairs.items() if count}


def geodesic(ring: Ring) -> float:
    return float(abs(EARTH.polygon_area_perimeter(*np.array(ring).T)[0])) / 1e6


def test_a_square_degree_at_the_equator_has_the_area_of_the_textbooks() -> None:
    area, repairs = ground([square(30, 0)])
    assert area == pytest.approx(DEGREE_AT_THE_EQUATOR, abs=0.01)
    assert not repairs


@pytest.mark.parametrize(
    "ring", [square(0, 0), square(10, 60), square(-70, -61), square(0, 0, 30, 30), square(20, 80, 5, 3)]
)
def test_an_area_is_what_pyproj_gives(ring: Ring) -> None:
    assert ground([ring])[0] == pytest.approx(geodesic(ring), rel=1e-9)


@pytest.mark.parametrize(
    "rings",
    [
        [[(179.5, 60), (-179.5, 60), (-179.5, 61), (179.5, 61), (179.5, 60)]],
        [square(179.5, 60)],
        [square(-180.5, 60)],
    ],
)
def test_a_polygon_across_180_has_the_area_that_it_has_elsewhere(rings: list[Ring]) -> None:
    assert ground(rings)[0] == pytest.approx(geodesic(square(10, 60)), rel=1e-4)


def test_across_180_the_cut_and_the_uncut_are_the_same_ground() -> None:
    def shape(*polygons: list[Ring]) -> object:
        return union_of([[points_of(ring, None) for ring in rings] for rings in polygons], Counter())

    cut, uncut = shape([square(179, 60)], [square(-180, 60)]), shape([square(179, 60, 2)])
    gained, lost = between(cut, uncut)
    # The edge of 2° at 61° north is another geodesic than two of 1°; nothing else is.
    assert area_of(gained) + area_of(lost) < 0.005 * area_of(cut)


def test_a_cap_around_a_pole_is_right_where_its_ring_is_cut_along_180() -> None:
    """South of 60°: the ring follows the parallel degree by degree, and the edges of the map."""
    parallel = [(float(x), -60.0) for x in range(180, -181, -1)]
    area, _ = ground([[(-180, -90), (180, -90), *parallel, (-180, -90)]])
    e2 = EARTH.es
    sine, e = math.sin(math.radians(60)), math.sqrt(e2)

    def height(s: float) -> float:
        return s / (1 - e2 * s * s) + math.atanh(e * s) / e

    exact = math.pi * EARTH.b**2 * (height(1.0) - height(sine)) / 1e6
    assert area == pytest.approx(exact, rel=1e-4)


@pytest.mark.parametrize(
    ("ring", "code"),
    [
        ([(0, 80), (90, 80), (180, 80), (-90, 80), (0, 80)], "pole"),
        ([(-180, -60), (180, -60), (180, -90), (-180, -90), (-180, -60)], "pole"),
        (square(-180, -90, 360, 180), "unsure"),
        ([(0, 80), (180, 80), (90, 85), (0, 80)], "half"),
    ],
)
def test_what_has_no_certain_inside_is_refused_by_name(ring: Ring, code: str) -> None:
    with pytest.raises(OddFile, match=code):
        ground([ring])


def test_holes_are_not_ground() -> None:
    hole = square(0.25, 0.25, 0.5, 0.5)[::-1]
    area, repairs = ground([square(0, 0), hole])
    assert area == pytest.approx(geodesic(square(0, 0)) - geodesic(hole))
    assert not repairs


def test_a_hole_written_on_the_other_side_of_180_is_in_its_polygon() -> None:
    hole = square(-179.75, 0.25, 0.5, 0.5)[::-1]
    area, repairs = ground([square(179.5, 0, 2), hole])
    assert area == pytest.approx(geodesic(square(179.5, 0, 2)) - geodesic(hole))
    assert not repairs


def test_an_edge_of_almost_half_the_way_round_is_one() -> None:
    half = [(0.0, 0.0), (179.5, 0.0), (90.0, 1.0), (0.0, 0.0)]
    assert ground([half])[0] == pytest.approx(geodesic(half), rel=0.01)


def test_a_picture_on_both_sides_of_180_is_one() -> None:
    gained, lost = (union_of([[points_of(square(west, 0), None)]], Counter()) for west in (179.0, -180.0))
    west, _, east, _ = drawn(gained, lost, gained)["box"]
    assert (west, east) == (pytest.approx(179 - 2 * 0.12), pytest.approx(181 + 2 * 0.12))


def test_a_hole_outside_of_its_polygon_takes_nothing_and_is_no_ground() -> None:
    area, repairs = ground([square(0, 0), square(3, 0, 0.5, 0.5)[::-1]])
    assert area == pytest.approx(geodesic(square(0, 0)))
    assert repairs == {"holes": 1}


def test_a_ring_that_crosses_itself_holds_both_of_its_halves() -> None:
    area, repairs = ground([[(0, 0), (1, 1), (1, 0), (0, 1), (0, 0)]])
    halves = geodesic([(0, 0), (0.5, 0.5), (0, 1), (0, 0)]) + geodesic([(1, 0), (1, 1), (0.5, 0.5), (1, 0)])
    assert area == pytest.approx(halves, rel=1e-6)
    assert repairs == {"crossing": 1}


def test_a_ring_the_wrong_way_round_holds_the_same_ground() -> None:
    area, repairs = ground([square(0, 0)[::-1]])
    assert area == pytest.approx(geodesic(square(0, 0)))
    assert repairs == {"winding": 1}


def test_ground_that_stands_there_twice_counts_once() -> None:
    area, repairs = ground([square(0, 0)], [square(0, 0)])
    assert area == pytest.approx(geodesic(square(0, 0)))
    assert repairs == {"duplicates": 1}
    area, repairs = ground([square(0, 0)], [square(0.5, 0)])
    assert area == pytest.approx(1.5 * geodesic(square(0, 0)), rel=1e-5)
    assert repairs == {"overlap_m2": pytest.approx(geodesic(square(0, 0)) * 5e5, rel=1e-5)}


def test_polygons_side_by_side_are_no_overlap() -> None:
    area, repairs = ground([square(0, 0)], [square(1, 0)])
    assert area == pytest.approx(2 * geodesic(square(0, 0)))
    assert not repairs


def test_an_open_ring_is_closed_and_a_repeated_corner_is_one() -> None:
    corners = square(0, 0)
    area, repairs = ground([[corners[0], *corners[:-1]]])
    assert area == pytest.approx(geodesic(corners))
    assert repairs == {"open": 1, "repeated": 1}


def test_a_ring_without_area_is_left_out() -> None:
    assert ground([[(0, 0), (1, 1), (0, 0)]], [square(5, 5)])[1] == {"flat": 1}


def test_what_is_gained_and_lost_is_told_both_ways() -> None:
    earlier, later = (union_of([[points_of(square(west, 0), None)]], Counter()) for west in (0.0, 0.25))
    gained, lost = (area_of(shape) / 1e6 for shape in between(earlier, later))
    whole = geodesic(square(0, 0))
    assert gained == pytest.approx(whole / 4, rel=1e-4)
    assert lost == pytest.approx(whole / 4, rel=1e-4)


def test_what_lies_away_from_a_change_is_left_alone_and_nothing_of_it_is_missed() -> None:
    """A far island goes, another comes, a hole is filled: what is overlaid reaches over all of them."""

    def shape(*polygons: list[Ring]) -> object:
        return union_of([[points_of(ring, None) for ring in rings] for rings in polygons], Counter())

    hole = square(10.25, 0.25, 0.5, 0.5)[::-1]
    earlier = shape([square(0, 0)], [square(10, 0), hole], [square(20, 0)])
    later = shape([square(0, 0)], [square(10, 0)], [square(30, 0)])
    gained, lost = (area_of(one) / 1e6 for one in between(earlier, later))
    assert gained == pytest.approx(geodesic(square(30, 0)) + geodesic(hole))
    assert lost == pytest.approx(geodesic(square(20, 0)))
    assert [area_of(one) for one in between(earlier, earlier)] == [0, 0]


@pytest.mark.parametrize(
    ("ring", "code"),
    [
        ([[0, 0], [1, math.nan], [1, 1], [0, 0]], "infinite"),
        ([[0, 0], [math.inf, 0], [1, 1], [0, 0]], "infinite"),
        ([[0, 0], [1, 90.5], [1, 1], [0, 0]], "latitude"),
        ([[0, 0], [900, 1], [1, 1], [0, 0]], "longitude"),
        ([["1", "2"], ["3", "4"]], "coordinates"),
        ([[0, 0], [1], [1, 1]], "coordinates"),
        ([1, 2, 3], "coordinates"),
        ([[[0, 0]], [[1, 1]]], "coordinates"),
        ([{"x": 1}], "coordinates"),
    ],
)
def test_coordinates_that_are_no_place_are_refused_by_name(ring: list[object], code: str) -> None:
    with pytest.raises(OddFile, match=code):
        points_of(ring, None)


def test_height_is_left_aside_also_where_only_some_corners_have_it() -> None:
    assert points_of([[1, 2, 300], [3, 4]], None).tolist() == [[1, 2], [3, 4]]


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        5,
        {},
        {"type": "Polygon"},
        {"type": "Circle", "coordinates": []},
        {"type": "Polygon", "coordinates": [1]},
    ],
)
def test_what_is_no_geometry_is_refused(geometry: object) -> None:
    with pytest.raises(OddFile, match="geometry"):
        rings_of(geometry)


def test_polygons_are_found_in_collections_as_deep_as_eight() -> None:
    geometry: dict[str, object] = {"type": "Polygon", "coordinates": [square(0, 0)]}
    nested = [geometry := {"type": "GeometryCollection", "geometries": [geometry]} for _ in range(9)]
    assert len(rings_of(nested[7])) == 1
    with pytest.raises(OddFile):
        rings_of(nested[8])


def test_another_system_of_coordinates_is_turned_into_ours() -> None:
    # 111,319.49 m is a degree of longitude at the equator: the radius 6,378,137 m times pi over 180.
    points = points_of([[111_319.49, 0]], transformer_of("urn:ogc:def:crs:EPSG::3857"))
    assert points[0].tolist() == pytest.approx([1, 0], abs=1e-6)
    assert transformer_of("urn:ogc:def:crs:OGC:1.3:CRS84") is None


@pytest.mark.parametrize(
    "crs", ["+proj=pipeline +grids=/etc/passwd", "EPSG:99999999", "EPSG:999999", "unknown"]
)
def test_a_system_that_is_not_known_is_refused(crs: str) -> None:
    with pytest.raises(OddFile, match="crs"):
        transformer_of(crs)
