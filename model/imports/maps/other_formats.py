"""Maps that are not GeoJSON (Shapefile, GeoPackage, KML), as the features of GeoJSON: by pyogrio.

Runs in the process that `map_process` is. The file lies by itself in a folder of this process, under a name
of ours: of a Shapefile only its named siblings. Drivers of GDAL that would ask elsewhere are left out, and
any other that takes the file than that of its kind is refused.
"""

from __future__ import annotations

import io
import json
import os
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from model.imports.child_side import OddFile

_SIBLINGS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_UNPACKED = 128 << 20
_DRIVERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"shp": ("ESRI Shapefile",), "gpkg": ("GPKG",), "kml": ("LIBKML", "KML")}
)
_OTHERS = (  # what GDAL 3.12 reads beside
    "ADBC,AIVector,AVCBin,AVCE00,AmigoCloud,CSV,CSW,Carto,DGN,DXF,EDIGEO,EEDA,ESRIJSON,"
    "Elasticsearch,FlatGeobuf,GDALG,GML,GPSBabel,GPX,GTFS,GeoJSON,GeoJSONSeq,GeoRSS,HTTP,"
    "Idrisi,JML,JSONFG,LVBAG,MBTiles,MVT,MapInfo File,MapML,MiraMonVector,NGW,OAPIF,ODS,"
    "OGCAPI,OGR_GMT,OGR_PDS,OGR_VRT,OSM,OpenFileGDB,PCIDSK,PDF,PDS4,PGDUMP,PLSCENES,"
    "PMTiles,S57,SQLite,SXF,Selafin,TopoJSON,VDV,VFK,VICAR,WAsP,WFS,XLSX"
)
_LIMITS: Mapping[str, str] = MappingProxyType(
    {
        "CPL_CURL_ENABLE_VSIMEM": "NO",
        "GDAL_DISABLE_READDIR_ON_OPEN": "YES",
        "GDAL_HTTP_TIMEOUT": "1",
        "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "NO",
        "OGR_SKIP": _OTHERS,
        "GDAL_SKIP": _OTHERS,
        "LIBKML_RESOLVE_STYLE": "NO",
    }
)


def opened(kind: str, data: bytes) -> dict[str, Any]:
    """Return the features of a file and the system of their coordinates. Raises OddFile."""
    os.environ |= _LIMITS
    try:
        import pyogrio  # noqa: PLC0415 - an optional part
        import pyogrio.raw  # noqa: PLC0415 - as above
    except ImportError:
        raise OddFile("no_pyogrio") from None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"map.{kind}"
        for suffix, content in (_siblings(data) if kind == "shp" else {f".{kind}": data}).items():
            path.with_suffix(suffix).write_bytes(content)
        features: list[Any] = []
        systems = set()
        layers = [str(name) for name, _ in pyogrio.list_layers(path)]
        for layer in layers:
            if pyogrio.read_info(path, layer=layer)["driver"] not in _DRIVERS[kind]:
                raise OddFile("driver")
            found, system = _layer(pyogrio.raw.read(path, layer=layer, force_2d=True), layer, len(layers) > 1)
            features += found
            systems.add(system)
    if not features:
        raise OddFile("no_features")
    if len(systems) > 1:
        raise OddFile("systems")
    return {"features": features, "crs": systems.pop()}


def _layer(read: Any, layer: str, named: bool) -> tuple[list[Any], str]:
    """Return the features of a layer, with its name where there are several, and their system."""
    import shapely  # noqa: PLC0415 - after the limits are set

    meta, _, shapes, columns = read
    names = [str(name) for name in meta["fields"]]
    written = shapely.to_geojson(shapely.from_wkb(shapes))
    features = []
    for number, text in enumerate(written.tolist()):
        properties = {name: _plain(column[number]) for name, column in zip(names, columns, strict=True)}
        if named:
            properties["layer"] = layer
        geometry = None if text is None else json.loads(text)
        features.append({"properties": properties, "geometry": geometry})
    return features, str(meta["crs"] or "")


def _plain(value: Any) -> Any:
    """Return a value of a column as JSON has it: a day without its midnight, NaN as nothing."""
    value = value.item() if hasattr(value, "item") and value.dtype.kind != "M" else value
    if value is None or value != value:  # noqa: PLR0124 - NaN differs from itself
        return None
    return value if isinstance(value, int | float | str | bool) else str(value).removesuffix("T00:00:00.000")


def _siblings(data: bytes) -> dict[str, bytes]:
    """Return the parts of the one Shapefile in an archive, by their endings, and nothing else."""
    found: dict[str, bytes] = {}
    room = _UNPACKED
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        shapes = [name for name in archive.namelist() if name.casefold().endswith(".shp")]
        if len(shapes) != 1:
            raise OddFile("shapefiles", count=len(shapes))
        stem = str(PurePosixPath(shapes[0]).with_suffix("")).casefold()
        for part in archive.infolist():
            suffix = PurePosixPath(part.filename).suffix.casefold()
            if suffix in _SIBLINGS and part.filename.casefold() == stem + suffix:
                with archive.open(part) as stream:
                    found[suffix] = stream.read(room + 1)
                room -= len(found[suffix])
                if room < 0:
                    raise OddFile("unpacked", limit=_UNPACKED >> 20)
    return found
