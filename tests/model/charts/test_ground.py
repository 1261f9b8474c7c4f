"""The chart of the maps: what it says of the ground gained, lost and in all, and of the maps themselves."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from model.analyses.ground import Ground, Rings
from model.charts import ChartOptions, build
from model.charts.data import Chart
from model.checks import checks
from model.derive.results import derive
from model.project import Project, Series
from model.text.days import Span
from model.text.formats import Formats
from model.text.records import replace
from model.text.units import AreaUnit
from model.text.words import Words, words
from tests.model.chart_projects import NOV, NOV_END, OCT_END, worked

NOTHING = Rings(np.empty((0, 2)), np.empty(0, np.int64))
MAPS = Ground(
    Span(NOV, NOV_END),
    *("a\nb.geojson", "b.geojson"),
    *(839_000_000.0, 7_500_000.0),
    *(NOTHING, NOTHING, NOTHING),
    low=(0.0, 0.0),
    high=(1.0, 1.0),
    latitude=48.06,
)


def drawn(
    ground: Ground | Words | None, unit: AreaUnit = AreaUnit.KM2, project: Project | None = None
) -> Chart:
    results = derive(project or worked())
    options = ChartOptions(ground=ground)
    return build("map", results, lambda: checks(results), Formats(area_unit=unit), options)


def test_the_ground_between_two_maps_is_told_with_what_it_comes_to() -> None:
    chart = drawn(MAPS)
    assert (chart.title, chart.dates) == ("Ground on maps: Russian forces", "1–30 Nov 2024")
    assert chart.subtitle == "839.00 km² gained, 7.50 km² lost, 831.50 km² net"
    assert chart.note == (
        "Maps: a b.geojson and b.geojson. North is up; distances from west to east are true at 48.1° north."
    )
    assert chart.sources == "Source: Institute for the Study of War (independent)"
    assert [entry.text for entry in chart.legend] == ["gained", "lost", "held on both maps"]
    assert [entry.hatched for entry in chart.legend] == [False, True, False]
    assert chart.alt == f"{chart.title}, {chart.dates}. {chart.subtitle}. Maps: a b.geojson and b.geojson."
    # 839 ÷ 2.58999 = 323.94
    assert drawn(MAPS, AreaUnit.MI2).subtitle.startswith("323.94 sq mi gained, 2.90 sq mi lost, ")


@pytest.mark.parametrize(
    ("latitude", "told"), [(-33.95, "34.0° south"), (0.0, "0.0° north"), (-0.2, "0.2° south")]
)
def test_south_of_the_equator_is_told_so(latitude: float, told: str) -> None:
    assert f"true at {told}." in drawn(replace(MAPS, latitude=latitude)).note


def test_the_sources_are_those_of_the_gains_within_the_days() -> None:
    whole = drawn(replace(MAPS, span=Span(NOV, date(2024, 12, 1)))).sources
    assert whole == "Source: Institute for the Study of War (independent)"
    for days in (Span(NOV, date(2024, 11, 29)), Span(OCT_END, NOV), Span(date(2024, 11, 2), NOV_END)):
        assert drawn(replace(MAPS, span=days)).sources == ""


def test_where_there_are_no_maps_it_says_why() -> None:
    assert drawn(None).empty.startswith("Nothing to draw yet: no gains of this series were measured on maps.")
    assert drawn(words("The maps are gone.")).empty == "The maps are gone."
    nobody = replace(worked(), series=(Series("ru"), Series("ua")), periods=())
    assert drawn(MAPS, project=nobody).sources == ""
