"""The maps of an import, measured in processes of their own, two at a time; what was measured is kept."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from model.imports.child import refused
from model.imports.choices import Watch
from model.imports.maps.map_children import Answer, Asked, Asking
from model.imports.maps.map_files import MapFile
from model.text.errors import FileError, Unreadable
from model.text.words import Words, marked, words

MapKey = tuple[tuple[int, tuple[int, ...]], ...]
"""A map: numbers of files, and of each the numbers of its features, from 0."""

_BATCH = 24 << 20  # bytes of the files that one process is given
_BATCH_COUNT = 200

REFUSALS: Mapping[str, str] = MappingProxyType(
    {
        "json": marked("it is no JSON: {reason}"),
        "no_map": marked("it is no GeoJSON: neither features nor a geometry"),
        "no_features": marked("there is no feature in it"),
        "no_polygons": marked("there is no polygon in it"),
        "geometry": marked("its geometry is none that GeoJSON has"),
        "coordinates": marked("its coordinates are not all numbers, two or more for each place"),
        "infinite": marked("a coordinate is no finite number"),
        "latitude": marked(
            "a latitude of {latitude} is beyond 90°:"
            " longitude comes first, or the file has another system of coordinates"
        ),
        "longitude": marked(
            "a longitude of {longitude} is beyond all turns of the Earth:"
            " the file has another system of coordinates"
        ),
        "crs": marked("its system of coordinates is not known: {crs}"),
        "systems": marked("its layers have several systems of coordinates"),
        "pole": marked("it goes round a pole, so that no plane says what is inside: cut it along 180°"),
        "half": marked("an edge goes half-way round the Earth, so that it is not said which way"),
        "unsure": marked("it is so large, or so near a pole, that its inside cannot be told for certain"),
        "vertices": marked("it has more than {limit} corners"),
        "depth": marked("it is nested too deep"),
        "time": marked("it takes too long to measure"),
        "busy": marked("the machine is too busy to measure it; try again later"),
        "said": marked("there is too much in it"),
        "memory": marked("it takes more memory than it may"),
        "untried": marked("it was not tried, after others ended the program that measures them"),
        "broken": marked("it cannot be read: {reason}"),
        "driver": marked("it is not what its name says"),
        "unpacked": marked("more than {limit} MiB when unpacked, the most that is read"),
        "shapefiles": marked("an archive of one Shapefile is read, and there are {count} in it"),
        "no_pyogrio": marked(
            "Shapefile, GeoPackage and KML are read by an optional part that is not installed:"
            " install pyogrio where Salient is installed (pip install pyogrio), or save it as GeoJSON"
        ),
        "no_library": marked("what measures maps is not installed for this system: {name}"),
        "no_geometry": marked("it has no geometry"),
        "unread": marked("it cannot be read: {reason}"),
    }
)


class LookedInto(Struct, frozen=True):
    """What is in a file: its system of coordinates, and of each feature its properties and its kind."""

    crs: str
    features: Sequence[tuple[Mapping[str, Any], str]]
    why: Words | None = None


class Measured(Struct, frozen=True):
    """The ground on a map: its area in m², its shape (WKB), what was repaired; or why it is not measured.

    `feature` is that at fault: the numbers of its file and of itself.
    """

    area: float = 0.0
    shape: bytes = b""
    repairs: Mapping[str, int] = MappingProxyType({})
    why: Words | None = None
    feature: int | None = None


class Drawn(Struct, frozen=True, eq=False):
    """What is drawn of a change: west, south, east, north in degrees, and ground gained, lost and held.

    Each is the lengths of its rings and their corners, longitude and latitude in turn.
    """

    box: tuple[float, float, float, float]
    shapes: tuple[tuple[Sequence[int], Sequence[float]], ...]


class Change(Struct, frozen=True):
    """Ground gained and lost from one map to another, in m²; with how it is drawn, where that was asked."""

    gained: float
    lost: float
    drawn: Drawn | None = None
    why: Words | None = None


class MapSet:
    """Files of maps, a region that all is cut to (or None), and what was measured of them."""

    def __init__(self, files: Sequence[MapFile], region: MapFile | None = None) -> None:
        self.files = tuple(files)
        self.region = region
        self.digest = ""
        self._sizes: dict[int, int] = {}
        self._measured: dict[MapKey, Measured] = {}
        self._changes: dict[tuple[MapKey, MapKey], Change] = {}

    def look(self, watch: Watch | None = None) -> list[LookedInto]:
        """Return what is in each file, and keep their digest. Raises `Cancelled`, if the watch does."""
        digest = hashlib.sha256()
        contents: dict[int, bytes] = {}
        unread: dict[int, LookedInto] = {}

        def ask(batch: Sequence[int]) -> Asked:
            return {"kinds": [self.files[n].kind for n in batch]}, [contents.pop(n) for n in batch]

        def batches() -> Iterator[list[int]]:
            batch, size = [], 0
            for number, file in enumerate(self.files):
                try:
                    contents[number] = file.read(watch)
                except (FileError, Unreadable) as error:
                    unread[number] = LookedInto("", (), _unread(error))
                    continue
                digest.update(hashlib.sha256(contents[number]).digest())
                batch.append(number)
                self._sizes[number] = len(contents[number])
                size += self._sizes[number]
                if size > _BATCH or len(batch) == _BATCH_COUNT:
                    yield batch
                    batch, size = [], 0
            if batch:
                yield batch

        answers = Asking("look", ask, watch, lambda answer: "features" not in answer).answers(batches())
        self.digest = digest.hexdigest()
        return [unread.get(number) or _looked(answers[number]) for number in range(len(self.files))]

    def measure(self, maps: Sequence[MapKey], watch: Watch | None = None) -> list[Measured]:
        """Return the ground on each of some maps. Raises Unreadable for the region, `Cancelled`."""
        wanted = [one for one in dict.fromkeys(maps) if one not in self._measured]
        region = [] if self.region is None else [self.region.read(watch)]

        def ask(batch: Sequence[MapKey]) -> Asked:
            used = list(dict.fromkeys(file for one in batch for file, _ in one))
            place = {file: number for number, file in enumerate(used)}
            maps = [[(place[file], features) for file, features in one] for one in batch]
            kinds = [self.files[file].kind for file in used]
            kinds += [self.region.kind] if self.region is not None else []
            head = {"kinds": kinds, "maps": maps, "region": bool(region)}
            return head, [*(self.files[file].read() for file in used), *region]

        answers = Asking("measure", ask, watch).answers(self._batches(wanted))
        for one in wanted:
            answer = answers[one][-1]
            if answer.get("region"):
                message = marked("the region to which the maps are cut cannot be used: {why}")
                raise Unreadable(words(message, why=_why(answer)))
            self._measured[one] = _measured(answer)
        return [self._measured[one] for one in maps]

    def _batches(self, maps: Sequence[MapKey]) -> Iterator[list[MapKey]]:
        """Yield maps for one process each; those of one file stay together, so that it is read once."""
        batch: list[MapKey] = []
        seen: set[int] = set()
        size = 0
        for one in maps:
            new = {file for file, _ in one} - seen
            if batch and new and (size > _BATCH or len(batch) >= _BATCH_COUNT):
                yield batch
                batch, seen, size = [], set(), 0
                new = {file for file, _ in one}
            batch.append(one)
            seen |= new
            size += sum(self._sizes[file] for file in new)
        if batch:
            yield batch

    def differ(
        self, pairs: Sequence[tuple[MapKey, MapKey]], watch: Watch | None = None, *, draw: bool = False
    ) -> list[Change]:
        """Return what changed from the one to the other of each pair of maps that were measured."""
        wanted = [
            one
            for one in dict.fromkeys(pairs)
            if not (known := self._changes.get(one)) or (draw and known.drawn is None)
        ]

        def ask(batch: Sequence[tuple[MapKey, MapKey]]) -> Asked:
            used = list(dict.fromkeys(one for pair in batch for one in pair))
            place = {one: number for number, one in enumerate(used)}
            head = {"pairs": [[place[a], place[b]] for a, b in batch], "draw": draw}
            return head, [self._measured[one].shape for one in used]

        batches = (list(wanted[first : first + 50]) for first in range(0, len(wanted), 50))
        answers = Asking("differ", ask, watch).answers(batches)
        for pair in wanted:
            answer = answers[pair][-1]
            self._changes[pair] = _change(answer)
        return [self._changes[pair] for pair in pairs]


def _unread(error: FileError | Unreadable) -> Words:
    said = error.faults[0].words if isinstance(error, FileError) else error.words
    return words(REFUSALS["unread"], reason=said)


def _looked(answers: Sequence[Answer]) -> LookedInto:
    last = answers[-1]
    if "refused" in last:
        return LookedInto("", (), _why(last))
    features = [(told, kind) for answer in answers[:-1] for told, kind in answer["features"]]
    return LookedInto(str(last["crs"]), features)


def _measured(answer: Answer) -> Measured:
    if "refused" in answer:
        return Measured(why=_why(answer), feature=answer.get("feature"))
    return Measured(answer["area"], base64.b64decode(answer["shape"]), answer["repairs"])


def _change(answer: Answer) -> Change:
    if "refused" in answer:
        return Change(0.0, 0.0, why=_why(answer))
    if "shapes" not in answer:
        return Change(answer["gained"], answer["lost"])
    shapes = tuple((one["lengths"], one["corners"]) for one in answer["shapes"])
    return Change(answer["gained"], answer["lost"], Drawn(tuple(answer["box"]), shapes))


def _why(answer: Mapping[str, Any]) -> Words:
    return refused(
        {key: value for key, value in answer.items() if key not in ("feature", "region")}, REFUSALS
    )
