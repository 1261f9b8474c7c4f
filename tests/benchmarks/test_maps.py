"""550 daily maps of 300 kB each, measured by month: seconds on the clock of two cores."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from model.imports.choices import Choices, Dating, Kind, PeriodLength, SeriesQuantity
from model.imports.inspect_file import look
from model.imports.plan import plan

MAPS, CORNERS = 550, 13_000
SECONDS = 30.0  # on two cores that do little else


def corner(n: int, day: int) -> str:
    """Return a corner of a ring around 36° east, 48° north; the first tenth moves a little each day."""
    a = n * math.tau / CORNERS
    far = 1.5 + 0.3 * math.sin(5 * a) + 0.02 * math.sin(97 * a) + 0.001 * math.sin(1999 * a)
    far += 0.0004 * day * math.sin(5 * a) if a < 0.6 else 0.0
    return f"[{36 + 1.4 * far * math.cos(a):.6f}, {48 + far * math.sin(a):.6f}]"


def maps() -> Iterator[str]:
    """Yield maps whose front of some 100 km moves a little each day, of about 300 kB each."""
    moving = CORNERS // 10
    still = ", ".join(corner(n, 0) for n in range(moving, CORNERS))
    for day in range(MAPS):
        ring = f"{', '.join(corner(n, day) for n in range(moving))}, {still}, {corner(0, day)}"
        yield f'{{"type": "MultiPolygon", "coordinates": [[[{ring}]]]}}'


def test_maps_of_a_year_and_a_half(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for day, text in enumerate(maps()):
        name = f"map_{date(2023, 1, 1) + timedelta(day):%Y%m%d}.geojson"
        (tmp_path / name).write_text(text)
    begun = time.monotonic()
    choices = Choices(SeriesQuantity.GAINS, kind=Kind.MAP, dating=Dating.REPORT, by=PeriodLength.MONTH)
    outcome = plan(look(tmp_path), choices)
    spent = time.monotonic() - begun
    with capsys.disabled():
        print(f"\n{MAPS} maps: {spent:.1f} s")
    assert (outcome.read, outcome.used) == (MAPS, MAPS)
    assert spent < SECONDS
