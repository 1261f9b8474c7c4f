"""Systems of coordinates by their names, and what is said of a map that is not read: needs no library."""

from __future__ import annotations

import re

from model.imports.child_side import OddFile

_CODE = re.compile(r"(?:urn:ogc:def:crs:)?(EPSG|ESRI|OGC):(?:[\d.]*:)?(CRS84|\d{1,7})", re.IGNORECASE)
_WKT = re.compile(r"(?:GEOG|PROJ|BOUND|COMPOUND|GEODETIC)[A-Z]*\[")  # as a Shapefile has it


def system_of(crs: str) -> str:
    """Return a system of coordinates as a code or as well-known text, "" for degrees on WGS84 or for none.

    Anything else is refused by OddFile: a pipeline could name files.
    """
    if not crs:
        return ""
    found = _CODE.fullmatch(crs.strip())
    if found is None and _WKT.match(crs) is None:
        raise OddFile("crs", crs=crs[:80])
    name = crs if found is None else f"{found[1].upper()}:{found[2].upper()}"
    return "" if name in ("OGC:CRS84", "EPSG:4326") else name
