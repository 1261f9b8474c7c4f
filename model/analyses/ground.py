"""What changed between two maps, as it is drawn: ground gained, lost and held, on a plane with north up."""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from model.chart_settings import ChartSettings
from model.derive.bands import Floats
from model.project import Project
from model.text.days import Span
from model.text.figures import DatedBy

EARTH = 6_371_008.8  # metres: the mean radius, for what is drawn; areas are measured on the ellipsoid


class Rings(Struct, frozen=True, eq=False):
    """Closed rings one after the other: corners (n, 2), east and north in metres, and where each begins (m,).

    What lies inside an odd number of them is meant: holes are rings too.
    """

    points: Floats
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts)


class Ground(Struct, frozen=True, eq=False):
    """The maps at the edges of some days, over each other, where something changed.

    `earlier` and `later` name them; areas in m² are of all of the maps. `low` and `high` are the corners of
    what is drawn, in metres; distances from east to west are true at `latitude`, those from north to south
    everywhere. `km` and `north` stand at the scale and the arrow, in the language of the chart.
    """

    span: Span
    earlier: str
    later: str
    gained_area: float
    lost_area: float
    gained: Rings
    lost: Rings
    held: Rings
    low: tuple[float, float]
    high: tuple[float, float]
    latitude: float
    km: str = "km"
    north: str = "N"


def on_plane(degrees: Floats, middle: tuple[float, float]) -> Floats:
    """Return places in degrees, longitude first, as metres east and north of `middle`."""
    across = np.cos(np.radians(middle[1]))
    scale = np.radians(1.0) * EARTH
    metres: Floats = (degrees - np.array(middle)) * np.array([scale * across, scale])
    return metres


def days_on_maps(project: Project, series: str, settings: ChartSettings) -> Span | None:
    """Return the days whose maps are drawn: those chosen, else those of the last gains measured on maps.

    None where no gains of the series were.
    """
    spans = [
        Span(row.start, row.end)
        for row in project.periods
        if row.series == series and row.gains is not None and row.gains.dating is DatedBy.MAP
    ]
    if not spans:
        return None
    last = max(spans, key=lambda span: (span.end, span.start))
    start, end = settings.start or last.start, settings.end or last.end
    return Span(start, end) if start <= end else last
