"""Maps become periods with gains: days, features, repairs, what is asked and refused, and Refresh."""

from __future__ import annotations

import gzip
import io
import os
import re
import sys
import zipfile
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from model.analyses.ground import Ground, on_plane
from model.imports.applying import apply
from model.imports.cells import Unsettled
from model.imports.child_side import OddFile
from model.imports.choices import (
    ColumnNames,
    Dating,
    Duplicates,
    FileReading,
    Kind,
    PeriodLength,
    SeriesQuantity,
    Target,
)
from model.imports.inspect_file import look
from model.imports.maps import other_formats
from model.imports.maps.map_children import Asking
from model.imports.maps.map_files import day_in_name
from model.imports.maps.map_ground import ground_of
from model.imports.planned import Outcome
from model.imports.recipe import recipe_of, recipe_tree
from model.imports.refresh import renew
from model.project import GainsAre, Project
from model.text.days import Span
from model.text.errors import Cancelled, Refused, Unreadable
from model.text.figures import DatedBy
from tests.model.imports.data import noticed
from tests.model.imports.maps.made import Ring, collection, feature, folder, gains, of, square

pytestmark = pytest.mark.usefixtures("quick")

# A strip a tenth of a degree wide, from the equator to 1° north: a tenth of 12,308.778 km².
STRIP = 1230.878
WHOLE = 12_308.778


def held(west: float, width: float = 1.0) -> bytes:
    return collection(feature(square(west, 0, width)))


def value(outcome: Outcome) -> list[float | None]:
    return [made.figures[SeriesQuantity.GAINS].value if made.figures else None for made in outcome.made]


def why(outcome: Outcome) -> list[str]:
    return [str(reason) for made in outcome.made for reason in made.reasons.values()]


def found(outcome: Outcome, code: str) -> list[str]:
    return [str(one.sentence) for one in outcome.noticed if one.code == code]


def asked(error: pytest.ExceptionInfo[Unsettled]) -> dict[str, str]:
    return {one.choice: str(one.words) for one in error.value.questions}


def test_ground_gained_and_lost_between_two_maps_is_a_period(tmp_path: Path) -> None:
    """The held square moves a tenth of a degree west and three tenths east: both are told, the net counts."""
    maps = folder(tmp_path, d20240831=held(30), d20240930=collection(feature(square(30.1, 0, 1.2))))
    outcome = gains(maps)
    (made,) = outcome.made
    assert (made.span, made.label) == (Span(date(2024, 9, 1), date(2024, 9, 30)), "September 2024")
    figure = made.figures[SeriesQuantity.GAINS]
    assert figure.value == pytest.approx(2 * STRIP, rel=1e-4)
    assert figure.dating is DatedBy.MAP
    assert "map_20240930.geojson less map_20240831.geojson" in figure.note
    assert "gained 3,692." in figure.note
    assert "lost 1,230.8" in figure.note
    lost = made.figures[SeriesQuantity.GAINS_LOST]
    assert lost.value == pytest.approx(STRIP, rel=1e-4)
    assert (lost.dating, lost.note) == (DatedBy.MAP, figure.note)
    assert (outcome.read, outcome.used) == (2, 2)


def test_the_gross_is_what_was_gained_alone(tmp_path: Path) -> None:
    maps = folder(tmp_path, d20240831=held(30), d20240930=held(30.1))
    assert value(gains(maps, gross=True)) == pytest.approx([STRIP], rel=1e-4)
    assert value(gains(maps)) == pytest.approx([0], abs=0.1)


def test_a_map_dated_d_may_show_the_end_of_the_day_before(tmp_path: Path) -> None:
    maps = folder(tmp_path, d20240901=held(30), d20241001=held(30, 1.1))
    (made,) = gains(maps, dating=Dating.EVENT).made
    assert made.span == Span(date(2024, 9, 1), date(2024, 9, 30))
    with pytest.raises(Unsettled) as error:
        gains(maps, dating=None, by=None)
    assert set(asked(error)) == {"dating", "by"}


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("20240831.geojson", "2024-08-31"),
        ("deepstatemap_data_20240831.geojson.gz", "2024-08-31"),
        ("map 2024-8-1.json", "2024-08-01"),
        ("front_2024_08_31_v2.geojson", "2024-08-31"),
        ("31.08.2024 v99999999.geojson", "31.08.2024"),
        ("31-Aug-2024.geojson", "31 Aug 2024"),
        ("map.geojson", ""),
        ("20240831-20240901.geojson", ""),
        ("12345678.geojson", ""),
    ],
)
def test_the_day_stands_in_the_name_of_a_file(name: str, day: str) -> None:
    assert day_in_name(name) == day


def test_names_that_can_be_two_days_are_asked_about(tmp_path: Path) -> None:
    (tmp_path / "map_02.01.2024.geojson").write_bytes(held(30))
    (tmp_path / "map_03.01.2024.geojson").write_bytes(held(31))
    with pytest.raises(Unsettled) as error:
        gains(tmp_path)
    assert set(asked(error)) == {"date_format"}
    (made,) = gains(look(tmp_path, FileReading(date_format="dmy"))).made
    assert made.span == Span(date(2024, 1, 3), date(2024, 1, 3))


def test_a_file_that_does_not_say_its_day_is_asked_about_and_told(tmp_path: Path) -> None:
    (tmp_path / "before.geojson").write_bytes(held(30))
    folder(tmp_path, d20240930=held(30.5))
    with pytest.raises(Unsettled) as error:
        gains(tmp_path)
    assert "“before.geojson”" in asked(error)["map_day"]
    told = look(tmp_path, FileReading(days=(("before.geojson", "2024-08-31"),)))
    assert len(value(gains(told))) == 1


def test_features_with_a_day_of_their_own_make_a_map_of_each_day(tmp_path: Path) -> None:
    days = [feature(square(30 + n / 10, 0), day=f"2024-09-0{n + 1}") for n in range(3)]
    path = tmp_path / "all.geojson"
    path.write_bytes(collection(*days, feature(square(40, 0), day="2024-09-03")))
    outcome = gains(path)
    assert value(outcome) == pytest.approx([0, WHOLE], rel=1e-4, abs=0.1)
    assert (outcome.read, outcome.used) == (4, 4)


def test_a_property_and_a_name_that_both_say_a_day_are_asked_about(tmp_path: Path) -> None:
    maps = folder(
        tmp_path,
        d20240901=collection(feature(square(30, 0), seen="2024-08-31")),
        d20240902=collection(feature(square(31, 0), seen="2024-09-01")),
    )
    with pytest.raises(Unsettled) as error:
        gains(maps)
    assert "“file_day”, “seen”" in asked(error)["date"]
    (made,) = gains(maps, columns=ColumnNames(date="seen")).made
    assert made.span.start == date(2024, 9, 1)


def test_features_are_chosen_by_a_property(tmp_path: Path) -> None:
    def map_of(width: float) -> bytes:
        return collection(
            feature(square(30, 0, width), status="occupied"), feature(square(40, 0, 5), status="claimed")
        )

    maps = folder(tmp_path, d20240831=map_of(1), d20240930=map_of(1.1))
    outcome = gains(maps, where=(("status", "occupied"),))
    assert value(outcome) == pytest.approx([STRIP], rel=1e-4)
    assert (outcome.read, outcome.used, outcome.filtered, outcome.unusable) == (4, 2, 2, 0)
    looked = look(maps)
    assert {row[looked.table.column("status")] for _, row in looked.sample} == {"occupied", "claimed"}


@pytest.mark.parametrize(
    ("name", "values"),
    [("status", ("occupied", "claimed")), ("side", ("A", "B")), ("name", ("Occupied", "Liberated in May"))],
)
def test_ground_of_several_kinds_is_not_one_unless_that_is_said(
    tmp_path: Path, name: str, values: tuple[str, str]
) -> None:
    def map_of(width: float) -> bytes:
        first, second = values
        return collection(
            feature(square(30, 0, width), **{name: first}), feature(square(40, 0), **{name: second})
        )

    maps = folder(tmp_path, d20240831=map_of(1), d20240930=map_of(1.1))
    with pytest.raises(Unsettled, match=f"“{name}” splits the rows") as asked:
        gains(maps)
    assert [question.choice for question in asked.value.questions] == ["where"]
    both = gains(maps, where=tuple((name, each) for each in values))
    assert value(both) == pytest.approx([STRIP], rel=1e-4)


def test_names_of_places_split_no_map(tmp_path: Path) -> None:
    def map_of(width: float) -> bytes:
        return collection(
            feature(square(30, 0, width), name="Donetsk"), feature(square(40, 0), name="Kharkiv")
        )

    maps = folder(tmp_path, d20240831=map_of(1), d20240930=map_of(1.1))
    assert value(gains(maps)) == pytest.approx([STRIP], rel=1e-4)


@pytest.mark.parametrize(("west", "south", "said"), [(0, 30, True), (30.5, 0, False), (30, 0, False)])
def test_two_maps_with_no_ground_in_common_are_named(
    tmp_path: Path, west: float, south: float, said: bool
) -> None:
    """The corners of one may be latitude first."""
    maps = folder(
        tmp_path,
        d20240831=collection(feature(square(30, 0))),
        d20240930=collection(feature(square(west, south, 0.5, 0.5))),
    )
    assert ("apart" in noticed(gains(maps))) == said


def test_a_day_of_which_the_filter_takes_nothing_has_no_map(tmp_path: Path) -> None:
    maps = folder(
        tmp_path,
        d20240831=collection(feature(square(30, 0), status="occupied")),
        d20240901=collection(feature(square(30, 0), status="held")),
        d20240902=collection(feature(square(30, 0, 2), status="occupied")),
    )
    outcome = gains(maps, where=(("status", "occupied"),), by=PeriodLength.DAY)
    assert value(outcome) == [None, None]
    assert why(outcome) == ["date missing: 2024-09-01"] * 2


def test_everything_is_cut_to_a_region(tmp_path: Path) -> None:
    region = tmp_path / "region.geojson"
    region.write_bytes(collection(feature(square(30.5, 0))))
    (tmp_path / "maps").mkdir()
    maps = folder(tmp_path / "maps", d20240831=held(29.6), d20240930=held(29.7))
    outcome = gains(look(maps, FileReading(clip=os.fspath(region))), gross=True)
    assert value(outcome) == pytest.approx([STRIP], rel=1e-4)
    assert found(outcome, "region") == ["everything is cut to the region in region.geojson"]
    region.write_bytes(collection(of({"type": "Point", "coordinates": [0, 0]})))
    with pytest.raises(
        Unreadable, match="region to which the maps are cut cannot be used: there is no polygon"
    ):
        gains(look(maps, FileReading(clip=os.fspath(region))))


def test_missing_days_and_maps_that_repeat_the_day_before_are_told(tmp_path: Path) -> None:
    days = {f"d2024090{n}": held(30, 1 + max(n, 3) / 10) for n in range(1, 10) if n != 7}
    outcome = gains(folder(tmp_path, **days), by=PeriodLength.DAY)
    assert why(outcome) == ["date missing: 2024-09-07"] * 2
    assert found(outcome, "gap") == ["date missing: 2024-09-07 (rows 6–7)"]
    assert found(outcome, "repeats") == ["the value of the row before is repeated: 2 times (rows 2–3)"]


def test_repairs_are_listed_by_kind_with_their_maps(tmp_path: Path) -> None:
    crossed = [(30, 0), (31, 1), (31, 0), (30, 1), (30, 0)]
    maps = folder(
        tmp_path,
        d20240831=collection(feature(crossed), feature(square(40, 0)[::-1])),
        d20240930=collection(feature(square(40, 0)), feature(square(40, 0)), feature(square(40.5, 0))),
    )
    outcome = gains(maps)
    assert found(outcome, "repair_crossing") == ["repaired: a ring crosses itself: 1 (rows 1–2)"]
    assert found(outcome, "repair_winding") == ["repaired: a ring turns the wrong way round: 1 (rows 1–2)"]
    assert len(found(outcome, "repair_duplicates")) == len(found(outcome, "repair_overlap")) == 1


def test_two_maps_of_a_day_are_asked_about(tmp_path: Path) -> None:
    maps = folder(tmp_path, d20240831=held(30), d20240930=held(30, 1.1), d20240930b=held(40, 2))
    with pytest.raises(Unsettled) as error:
        gains(maps)
    assert "2024-09-30 (“map_20240930.geojson”, “map_20240930b.geojson”)" in asked(error)["duplicates"]
    first = gains(maps, duplicates=Duplicates.FIRST)
    assert value(first) == pytest.approx([STRIP], rel=1e-4)
    assert (first.read, first.used, first.filtered) == (3, 2, 1)
    together = gains(maps, duplicates=Duplicates.ADD)
    assert value(together) == pytest.approx([STRIP + 2 * WHOLE], rel=1e-4)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is no JSON"),
        (b"{", "it is no JSON"),
        (b'"polygon"', "it is no GeoJSON"),
        (b'{"type": "Topology"}', "geometry is none that GeoJSON has"),
        (collection(), "there is no feature in it"),
        (collection(of(None)), "it has no geometry"),
        (b"[" * 5000, "no JSON|nested too deep"),
        (collection(feature(square(30, 0)), crs={"type": "link"}), "system of coordinates is not known"),
        (collection(feature([(0, 0), (1, float("nan")), (1, 1), (0, 0)])), "no finite number"),
        (collection(feature([(30, 100), (31, 100), (31, 101), (30, 100)])), "latitude of 101"),
        (collection(feature([(0, 80), (90, 80), (180, 80), (-90, 80), (0, 80)])), "goes round a pole"),
    ],
)
def test_a_bad_map_is_refused_by_name_and_costs_only_the_periods_at_its_day(
    tmp_path: Path, data: bytes, said: str
) -> None:
    maps = folder(tmp_path, d20240901=held(30), d20240902=data, d20240903=held(30, 1.1))
    outcome = gains(
        maps,
        by=None,
        spans=(Span(date(2024, 9, 2), date(2024, 9, 2)), Span(date(2024, 9, 2), date(2024, 9, 3))),
    )
    assert value(outcome)[0] is None
    assert value(outcome)[1] == pytest.approx(STRIP, rel=1e-4)
    assert "map_20240902.geojson" in why(outcome)[0]
    assert re.search(said, why(outcome)[0])
    assert outcome.unusable == 1


@pytest.mark.parametrize(
    ("ring", "named"),
    [
        (square(30, 95), [(True, [2]), (False, [1, 3])]),
        ([(0, 80), (90, 80), (180, 80), (-90, 80), (0, 80)], [(True, [1, 2, 3])]),  # told of the whole map
    ],
)
def test_of_a_map_that_cannot_be_measured_the_feature_at_fault_is_named(
    tmp_path: Path, ring: Ring, named: list[tuple[bool, list[int]]]
) -> None:
    whole = collection(feature(square(20, 0)), feature(ring), feature(square(40, 0)))
    outcome = gains(folder(tmp_path, d20240901=whole, d20240902=held(30, 1.1)))
    assert [("geojson" in str(one.words), list(one.rows)) for one in outcome.refused] == named


def test_points_and_lines_are_left_out_and_counted(tmp_path: Path) -> None:
    line = of({"type": "LineString", "coordinates": [[30, 0], [31, 1]]})
    maps = folder(tmp_path, d20240901=collection(feature(square(30, 0)), line), d20240902=held(30, 1.1))
    outcome = gains(maps)
    assert (outcome.read, outcome.used, outcome.filtered, outcome.unusable) == (3, 2, 1, 0)


def test_points_alone_are_a_table_as_before(tmp_path: Path) -> None:
    point = of({"type": "Point", "coordinates": [1, 2]}, date="2024-09-01", losses=5)
    path = tmp_path / "events.geojson"
    path.write_bytes(collection(point, point))
    looked = look(path)
    assert looked.maps is None
    with pytest.raises(Unreadable, match="there is no polygon in it"):
        gains(looked)


def test_maps_may_lie_in_an_archive_and_be_packed(tmp_path: Path) -> None:
    path = tmp_path / "maps.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("maps/map_20240831.geojson", held(30))
        archive.writestr("../../map_20240930.geojson", held(30, 1.1))
        archive.writestr("README.txt", "no map")
    assert value(gains(path)) == pytest.approx([STRIP], rel=1e-4)
    assert [one.name for one in tmp_path.iterdir()] == ["maps.zip"]  # nothing was unpacked to the disk
    maps = tmp_path / "packed"
    maps.mkdir()
    for day, data in (("20240831", held(30)), ("20240930", held(30, 1.1))):
        (maps / f"{day}.geojson.gz").write_bytes(gzip.compress(data))
    assert value(gains(maps)) == pytest.approx([STRIP], rel=1e-4)


@pytest.mark.parametrize("name", ["20240831.json", "20240831.json.gz"])
def test_json_is_a_map_where_it_begins_as_one_packed_or_not(tmp_path: Path, name: str) -> None:
    for data, is_map in ((held(30), True), (b'[{"day": "2024-08-31", "losses": 7}]', False)):
        (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
        assert (look(tmp_path / name).maps is not None) is is_map


def test_parts_of_a_shapefile_are_no_more_than_may_be_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as written:
        for ending in ("shp", "dbf"):
            written.writestr(f"of/A.{ending}", b"12345")
    monkeypatch.setattr(other_formats, "_UNPACKED", 10)
    assert other_formats._siblings(archive.getvalue()) == {".shp": b"12345", ".dbf": b"12345"}
    monkeypatch.setattr(other_formats, "_UNPACKED", 9)
    with pytest.raises(OddFile, match="unpacked"):
        other_formats._siblings(archive.getvalue())


def test_another_system_of_coordinates_is_turned_and_told(tmp_path: Path) -> None:
    side = 111_319.490793  # m: a degree on the sphere of Web Mercator, at the equator
    square_ = [
        (0, 0),
        (side, 0),
        (side, 111_325.142866),
        (0, 111_325.142866),
        (0, 0),
    ]  # 1° north is so far up
    crs = {"type": "name", "properties": {"name": "EPSG:3857"}}
    maps = folder(tmp_path, d20240831=held(0, 0.9), d20240930=collection(feature(square_), crs=crs))
    outcome = gains(maps)
    assert value(outcome) == pytest.approx([STRIP], rel=1e-4)
    assert found(outcome, "crs") == [
        "1 file names no system of coordinates: taken as longitude and latitude on WGS84",
        "the coordinates of 1 file are turned from EPSG:3857 into WGS84",
    ]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.geojson").write_bytes(held(30))
    maps = folder(tmp_path / "maps", d20240831=held(30))
    (maps / "map_20240930.geojson").symlink_to(tmp_path / "secret.geojson")
    with pytest.raises(Unreadable, match="leads out of the folder"):
        look(maps)
    with pytest.raises(Unreadable, match="leads out of the folder"):
        look(maps, FileReading(files=("../secret.geojson",)))


def test_a_folder_without_maps_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("none")
    with pytest.raises(Unreadable, match="no file in the folder is a map"):
        look(tmp_path)


def test_only_some_files_of_a_folder_may_be_read(tmp_path: Path) -> None:
    maps = folder(tmp_path, d20240831=held(30), d20240915=b"{", d20240930=held(30, 1.1))
    looked = look(maps, FileReading(files=("map_20240831.geojson", "map_20240930.geojson")))
    assert value(gains(looked)) == pytest.approx([STRIP], rel=1e-4)


def test_what_was_measured_is_not_measured_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = look(folder(tmp_path, d20240831=held(30), d20240930=held(30, 1.1)))
    gains(looked)

    def none(*_: object) -> None:
        raise AssertionError("asked again")

    monkeypatch.setattr(Asking, "_of_process", none)
    assert value(gains(looked, gross=True)) == pytest.approx([STRIP], rel=1e-4)


def test_it_can_be_cancelled(tmp_path: Path) -> None:
    looked = look(folder(tmp_path, d20240831=held(30), d20240930=held(30, 1.1)))
    told: list[object] = []

    def watch(how_far: object) -> None:
        told.append(how_far)
        if len(told) > 2:
            raise Cancelled

    assert looked.maps is not None
    with pytest.raises(Cancelled):
        looked.maps.set.look(watch)


def test_the_recipe_holds_everything_and_refresh_reads_newer_maps(tmp_path: Path) -> None:
    (tmp_path / "region.geojson").write_bytes(collection(feature(square(20, -5, 50, 50))))
    maps = folder(tmp_path / "maps", d20240831=held(30), d20240930=held(30, 1.1))
    reading = FileReading(clip=os.fspath(tmp_path / "region.geojson"), date_format="ymd")
    outcome = gains(look(maps, reading), where=(), by=PeriodLength.MONTH, gross=True)
    project = apply(Project(), outcome, folder=tmp_path).project
    (tree,) = project.imports
    assert (tree["file"], tree["clip"], tree["kind"], tree["gross"]) == (
        "maps",
        "region.geojson",
        "map",
        True,
    )
    assert recipe_tree(recipe_of(tree)) == tree
    assert project.series[0].gains_are is GainsAre.GROSS
    again = renew(project, tmp_path)
    assert (again.changes, again.project) == ((), project)
    folder(maps, d20240930=held(30, 1.2), d20241031=held(30, 1.3))
    newer = renew(project, tmp_path)
    assert [(str(change.kind), str(change.what)) for change in newer.changes] == [
        *(("revised", "gains"), ("new", "gains"), ("new", "gains_lost")),
    ]
    values = [row.gains.value for row in newer.project.periods if row.gains is not None]
    assert values == pytest.approx([2 * STRIP, STRIP], rel=1e-4)
    (tmp_path / "region.geojson").unlink()
    refused = renew(project, tmp_path).renewed[0].refused
    assert refused is not None
    assert "region.geojson" in str(refused)


def test_net_and_gross_are_not_mixed_in_a_series(tmp_path: Path) -> None:
    maps = folder(tmp_path, d20240831=held(30), d20240930=held(30, 1.1))
    project = apply(Project(), gains(maps)).project
    with pytest.raises(Refused, match="are net, and those of the maps gross"):
        apply(project, gains(maps, gross=True), Target(replace=True))


def test_what_maps_cannot_be_asked_for_is_said(tmp_path: Path) -> None:
    maps = folder(tmp_path, d20240831=held(30), d20240930=held(30, 1.1))
    with pytest.raises(Unreadable, match="nothing is interpolated"):
        gains(maps, interpolate=True)
    with pytest.raises(Unsettled) as error:
        gains(maps, kind=Kind.LEVEL)
    assert "value" in asked(error)


def test_shapefiles_geopackages_and_kml_say_what_they_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyogrio", None)
    (tmp_path / "map_20240831.kml").write_text("<kml/>")
    with pytest.raises(Unreadable, match=r"optional part that is not installed: install pyogrio"):
        look(tmp_path)


def test_other_formats_give_the_same_ground(tmp_path: Path) -> None:
    pyogrio, shapely = pytest.importorskip("pyogrio"), pytest.importorskip("shapely")
    shapes = shapely.to_wkb([shapely.Polygon(square(30, 0, 1.1))])

    def write(path: Path, driver: str) -> None:
        pyogrio.raw.write(
            path,
            geometry=shapes,
            geometry_type="Polygon",
            crs="EPSG:4326",
            driver=driver,
            fields=np.array(["status"]),
            field_data=[np.array(["occupied"], dtype=object)],
        )

    maps = folder(tmp_path / "maps", d20240831=held(30))
    write(maps / "m_20240930.gpkg", "GPKG")
    write(maps / "m_20241031.kml", "KML")
    write(tmp_path / "shape.shp", "ESRI Shapefile")
    with zipfile.ZipFile(maps / "m_20241130.zip", "w") as archive:
        for part in tmp_path.glob("shape.*"):
            archive.write(part, f"../{part.name}")
    with zipfile.ZipFile(maps / "m_20241231.kmz", "w") as archive:
        archive.write(maps / "m_20241031.kml", "doc.kml")
    outcome = gains(maps)
    assert not why(outcome)
    assert value(outcome) == pytest.approx([STRIP, 0, 0, 0], rel=1e-4, abs=0.1)


def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("pyogrio")
    (tmp_path / "map_20240831.kml").write_bytes(
        b"<OGRVRTDataSource><OGRVRTLayer name='x'/></OGRVRTDataSource>"
    )
    with pytest.raises(Unreadable, match=r"cannot be read|not what its name says"):
        look(tmp_path)


def test_the_maps_at_the_edges_of_days_are_drawn_from_the_recipe_of_the_project(tmp_path: Path) -> None:
    """A square of one degree whose west edge moves a tenth back, its east edge two tenths on."""
    maps = folder(tmp_path / "maps", d20240831=held(30), d20240930=collection(feature(square(30.1, 0, 1.1))))
    project = apply(Project(), gains(maps, by=PeriodLength.MONTH), folder=tmp_path).project
    september = Span(date(2024, 9, 1), date(2024, 9, 30))
    drawn = ground_of(project, tmp_path, project.series[0].id, september)
    assert isinstance(drawn, Ground)
    assert drawn.span == september
    assert drawn.latitude == pytest.approx(0.5, abs=1e-4)
    assert (drawn.gained_area, drawn.lost_area) == pytest.approx((2e6 * STRIP, 1e6 * STRIP), rel=1e-4)
    assert [len(rings) for rings in (drawn.gained, drawn.lost, drawn.held)] == [1, 1, 1]
    # half of 1.2 and of 1 degree of 111,195 m and 0.12 of 1.2 around; from east to west times cos 0.5 degrees
    assert drawn.high == pytest.approx((0.744 * 111_190.8, 0.644 * 111_195.1), abs=9)
    assert drawn.low == pytest.approx((-drawn.high[0], -drawn.high[1]))
    assert on_plane(np.array([(31.0, 61.0)]), (30.0, 60.0)) == pytest.approx(
        np.array([(111_195 / 2, 111_195)]), rel=1e-5
    )
    for rings, area in ((drawn.gained, 2e6 * STRIP), (drawn.lost, 1e6 * STRIP), (drawn.held, 9e6 * STRIP)):
        x, y = rings.points.T
        assert abs(float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))) / 2 == pytest.approx(area, rel=0.01)
    assert str(ground_of(project, tmp_path, "nobody", september)).startswith("the maps of this series were")
    october = Span(date(2024, 10, 1), date(2024, 10, 31))
    gone = ground_of(project, tmp_path, project.series[0].id, october)
    assert str(gone).startswith("The maps cannot be drawn")
