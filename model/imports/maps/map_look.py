"""Maps as a table: each feature is a row, with its file, the day in the name of that, and its properties."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from model.checks.findings import Level
from model.imports.cells import Cell, Noticed, Record, RowNumbers
from model.imports.choices import FileReading, Watch
from model.imports.maps.map_files import MapFile, day_in_name, maps_in
from model.imports.maps.map_set import REFUSALS, LookedInto, MapKey, MapSet
from model.imports.maps.systems import system_of
from model.imports.table import OpenedFile, ReadTable
from model.text.errors import Unreadable
from model.text.safe_text import cleaned
from model.text.words import Words, marked, words

FILE, DAY = "file", "file_day"
_PROPERTIES = 300
_FEATURES = 200_000


class Maps(Struct, frozen=True, eq=False):
    """What a table of maps is made of: for each row its file and feature, or why it cannot be used.

    Rows are numbered from 1. `lines` are those of points or lines, which have no area.
    """

    set: MapSet
    places: Sequence[tuple[int, int]]
    faults: Mapping[int, Words]
    lines: RowNumbers

    def name(self, row: int) -> str:
        """Return the name of the file that a row is from."""
        return self.set.files[self.places[row - 1][0]].name

    def key(self, rows: Sequence[int]) -> MapKey:
        """Return the map that the features of some rows make up."""
        by_file: dict[int, list[int]] = {}
        for row in rows:
            file, feature = self.places[row - 1]
            by_file.setdefault(file, []).append(feature)
        return tuple((file, tuple(features)) for file, features in by_file.items())


def look_maps(
    source: str | os.PathLike[str] | bytes, name: str, reading: FileReading, watch: Watch | None = None
) -> OpenedFile | None:
    """Return the maps in a folder or a file as a table; None where there is no polygon in a lone file.

    Raises FileError, Unreadable.
    """
    files = maps_in(source, name, reading.files)
    if not files:
        return None
    region = _region(reading.clip) if reading.clip else None
    maps = MapSet(files, region)
    looked = maps.look(watch)
    features = sum(len(one.features) for one in looked)
    if features > _FEATURES:
        message = marked("{count} feature, more than {most}|{count} features, more than {most}")
        raise Unreadable(words(message, count=features, most=_FEATURES))
    if not any(kind == "area" for one in looked for _, kind in one.features):
        _refuse_without_polygons(files, looked)
        return None
    return _table(maps, looked, dict(reading.days))


def _region(path: str) -> MapFile:
    found = maps_in(path, "")
    if len(found) != 1:
        message = marked("“{file}” is no file of polygons to which maps could be cut")
        raise Unreadable(words(message, file=Path(path).name))
    return found[0]


def _refuse_without_polygons(files: Sequence[MapFile], looked: Sequence[LookedInto]) -> None:
    """Raise Unreadable where no other reader could make anything of the files."""
    why = next((one.why for one in looked if one.why is not None), words(REFUSALS["no_polygons"]))
    if len(files) > 1 or files[0].kind != "geojson":
        raise Unreadable(words("“{file}”: {why}", file=files[0].name, why=why))
    if looked[0].why is not None:
        raise Unreadable(why)


def _table(maps: MapSet, looked: Sequence[LookedInto], days: Mapping[str, str]) -> OpenedFile:
    properties: dict[str, str] = {}
    for one in looked:
        for told, _ in one.features:
            for key in told:
                properties.setdefault(
                    key, _free(cleaned(key) or "property", [FILE, DAY, *properties.values()])
                )
    if len(properties) > _PROPERTIES:
        message = marked("{count} different properties, more than {most}")
        raise Unreadable(words(message, count=len(properties), most=_PROPERTIES))
    rows: list[Record] = []
    places: list[tuple[int, int]] = []
    faults: dict[int, Words] = {}
    lines: list[int] = []
    for number, (file, one) in enumerate(zip(maps.files, looked, strict=True)):
        head: list[Cell] = [file.name, days.get(file.name) or day_in_name(file.name)]
        if one.why is not None:
            faults[len(rows) + 1] = words("“{file}”: {why}", file=file.name, why=one.why)
            places.append((number, 0))
            rows.append([*head, *[None] * len(properties)])
        for feature, (told, kind) in enumerate(one.features):
            places.append((number, feature))
            rows.append([*head, *(_cell(told.get(key)) for key in properties)])
            if kind == "none":
                faults[len(rows)] = words(
                    "“{file}”: {why}", file=file.name, why=words(REFUSALS["no_geometry"])
                )
            elif kind == "line":
                lines.append(len(rows))
    table = ReadTable((FILE, DAY, *properties.values()), 0, lambda: iter(rows))
    found = Maps(maps, places, faults, RowNumbers.of(lines))
    kinds = {"geojson": "GeoJSON", "kml": "KML", "gpkg": "GeoPackage", "shp": "Shapefile"}
    named = ", ".join(dict.fromkeys(kinds[file.kind] for file in maps.files))
    noticed = tuple(_noticed(maps, looked))
    return OpenedFile(
        f"{named} × {len(maps.files)}", table, FileReading(header=0), noticed=noticed, maps=found
    )


def _free(name: str, taken: Sequence[str]) -> str:
    return next(one for one in (name, *(f"{name} ({n})" for n in range(2, 1000))) if one not in taken)


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return cleaned(value)
    return value if isinstance(value, int | float) else None


def _noticed(maps: MapSet, looked: Sequence[LookedInto]) -> list[Noticed]:
    systems = Counter(one.crs for one in looked if one.why is None)
    noticed = []
    for system, count in systems.items():
        message = marked(
            "{count} file names no system of coordinates: taken as longitude and latitude on WGS84|"
            "{count} files name no system of coordinates: taken as longitude and latitude on WGS84"
        )
        if system:
            message = marked(
                "{count} file says that it has longitude and latitude on WGS84|"
                "{count} files say that they have longitude and latitude on WGS84"
            )
        if system_of(system):
            message = marked(
                "the coordinates of {count} file are turned from {system} into WGS84|"
                "the coordinates of {count} files are turned from {system} into WGS84"
            )
        noticed.append(Noticed(Level.NOTE, "crs", words(message, count=count, system=system[:60])))
    if maps.region is not None:
        message = marked("everything is cut to the region in {file}")
        noticed.append(Noticed(Level.NOTE, "region", words(message, file=maps.region.name)))
    return noticed
