"""Which files are maps: in a folder, an archive, a list of files; and their bytes, within bounds.

Nothing is unpacked to the disk. A link that leads out of a folder is not followed.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import BinaryIO

from msgspec import Struct

from model.files import open_file, read_file
from model.imports.choices import Watch
from model.imports.formats.unpack import part_of, unpacked
from model.text.errors import Unreadable
from model.text.records import replace
from model.text.safe_text import cleaned
from model.text.words import marked, words

MOST = 5000  # maps
KINDS: Mapping[str, str] = MappingProxyType(
    {".geojson": "geojson", ".json": "geojson", ".kml": "kml", ".kmz": "kml", ".gpkg": "gpkg", ".zip": "shp"}
)
_HEAD = 1 << 16
_ZIP = b"PK\x03\x04"
_GEOJSON = re.compile(rb'"type"\s*:\s*"(?:FeatureCollection|Feature|GeometryCollection|(?:Multi)?Polygon)"')
_ISO = re.compile(r"(?<!\d)(\d{4})(?:(\d{2})(\d{2})|[-_. ](\d{1,2})[-_. ](\d{1,2}))(?!\d)")
_OTHER = re.compile(r"(?<!\d)(\d{1,2})[-_. ](\d{1,2}|[^\W\d_]{3,})[-_. ](\d{4})(?!\d)")


class MapFile(Struct, frozen=True):
    """One file: how it is called, its kind (`KINDS`), where it lies; `part` of an archive, or given bytes."""

    name: str
    kind: str
    path: str = ""
    part: str = ""
    data: bytes | None = None

    def read(self, watch: Watch | None = None) -> bytes:
        """Return its bytes, unpacked. Raises FileError or Unreadable."""
        if self.part:
            with self._open() as stream:
                return part_of(stream, self.part, watch)
        data = read_file(self.path) if self.data is None else self.data
        if self.kind == "shp":
            return data
        if self.kind == "kml" and data.startswith(_ZIP):
            with self._open() as stream:
                parts = [part for part in _parts(stream) if part.casefold().endswith(".kml")]
                return part_of(stream, parts[0] if parts else "doc.kml", watch)
        return unpacked(data, self.name, watch)[0]

    def _open(self) -> BinaryIO:
        return open_file(self.path) if self.data is None else io.BytesIO(self.data)


def maps_in(
    source: str | os.PathLike[str] | bytes, name: str, only: Sequence[str] = ()
) -> tuple[MapFile, ...]:
    """Return the maps of a folder, of an archive, or the one that a file is, in the order of their names.

    `only`: of a folder those of these names. It is empty where the source is none of these. Raises FileError,
    or Unreadable for too many.
    """
    if isinstance(source, bytes):
        return _of_file(MapFile(cleaned(name), _kind(name), data=source))
    path = os.fspath(source)
    if Path(path).is_dir():
        found = _of_folder(Path(path), only)
        if not found:
            raise Unreadable(
                words("no file in the folder is a map (GeoJSON, Shapefile in a zip, GeoPackage, KML)")
            )
    else:
        found = _of_file(MapFile(cleaned(Path(path).name), _kind(path), path))
    if len(found) > MOST:
        message = marked("{count} map, more than {most}|{count} maps, more than {most}")
        raise Unreadable(words(message, count=len(found), most=MOST))
    return found


def _of_folder(folder: Path, only: Sequence[str]) -> tuple[MapFile, ...]:
    base = os.path.realpath(folder)
    names = sorted(only or (path.name for path in folder.iterdir()))
    found: list[MapFile] = []
    for name in names:
        inside = Path(os.path.realpath(folder / name))
        if PurePosixPath(name).name != name or not inside.is_relative_to(base):
            message = marked("“{file}” leads out of the folder of the maps")
            raise Unreadable(words(message, file=cleaned(name)))
        if (kind := _kind(name)) and (only or (inside.is_file() and not name.startswith("."))):
            found.append(MapFile(cleaned(name), kind, os.fspath(folder / name)))
    return tuple(found)


def _of_file(file: MapFile) -> tuple[MapFile, ...]:
    """Return the maps that a file holds: itself, the parts of an archive, or none."""
    if not file.kind:
        return ()
    with file._open() as stream:  # noqa: SLF001 - of this module
        head = stream.read(_HEAD)
        if head.startswith(_ZIP) and file.kind != "kml":
            parts = _parts(stream)
            if any(part.casefold().endswith(".shp") for part in parts):
                return (replace(file, kind="shp"),)
            maps = [part for part in parts if _kind(part) and not part.casefold().endswith((".zip", ".gz"))]
            return tuple(
                replace(file, name=cleaned(PurePosixPath(part).name), kind=_kind(part), part=part)
                for part in sorted(maps)
            )
    plain = file.kind == "geojson" and file.name.casefold().removesuffix(".gz").endswith(".json")
    if file.kind == "shp" or (plain and not _looks_like_map(head)):
        return ()
    return (file,)


def _looks_like_map(head: bytes) -> bool:
    """Whether JSON begins as GeoJSON does, which its name leaves open."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, _HEAD)
        except zlib.error:
            return False
    return bool(_GEOJSON.search(head))


def _kind(name: str) -> str:
    return KINDS.get(PurePosixPath(name.casefold().removesuffix(".gz")).suffix, "")


def _parts(stream: BinaryIO) -> list[str]:
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError):
        return []
    return [
        part.filename for part in parts[: MOST + 1] if not part.is_dir() and "__MACOSX" not in part.filename
    ]


def day_in_name(name: str) -> str:
    """Return the day in the name of a file as a cell would have it; "" for none, or for more than one."""
    stem = PurePosixPath(name).name
    found = list(dict.fromkeys(_days_in(stem)))
    return found[0] if len(found) == 1 else ""


def _days_in(stem: str) -> Iterator[str]:
    for one in _ISO.finditer(stem):
        year, month, day = (int(part) for part in one.groups() if part)
        try:
            yield date(year, month, day).isoformat()
        except ValueError:  # eight digits that are no day
            continue
    for one in _OTHER.finditer(_ISO.sub(" ", stem)):
        sign = "." if one[2].isdecimal() else " "
        yield sign.join(one.groups())
