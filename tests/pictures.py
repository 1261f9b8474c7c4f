"""The pictures that are kept: references that tests compare with, and those of the guide.

    python -m tests.pictures

makes all of them anew, in the program's own font. A change of a picture is then a change in the diff.
"""

from __future__ import annotations

import math
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import shapely
from PySide6.QtGui import QGuiApplication, QImage

from gui.charts.images import ImageRequest, picture_bytes, render_chart
from model.chart_settings import ChartNote, ChartSettings, LaneOrder
from model.charts import CHARTS, ChartOptions, build
from model.charts.data import Chart
from model.checks import checks
from model.derive.results import derive
from model.files import sample_names
from model.imports.maps.geometry import area_of, between, drawn, union_of
from model.imports.maps.map_ground import as_drawn
from model.imports.maps.map_set import Change, Drawn
from model.project import Milestone, Period, Project, Series, Source
from model.text.days import Span
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.read_days import read_date
from model.text.records import replace
from tests.samples import of_sample

ROOT = Path(__file__).parents[1]
REFERENCES = ROOT / "tests" / "data" / "charts"
DOCS = {"": ROOT / "docs" / "charts", "uk": ROOT / "docs" / "uk" / "charts"}
SIZES = ((400, 300), (800, 450))


class Reference(NamedTuple):
    """A picture that is kept: of which sample and chart, in which theme and size."""

    sample: str
    chart: str
    dark: bool
    size: tuple[int, int]

    @property
    def path(self) -> Path:
        """Where it is kept."""
        theme = "dark" if self.dark else "light"
        return REFERENCES / f"{self.sample}-{self.chart}-{theme}-{self.size[0]}x{self.size[1]}.png"

    def drawn(self) -> QImage:
        """Return it as the program draws it now."""
        chart = chart_of(self.sample, ChartSettings(self.chart))
        return render_chart(chart, ImageRequest(*self.size, scale=0.8, dark=self.dark))


def references() -> Iterator[Reference]:
    """Yield every picture that is kept: each chart of each sample, light and dark, in two sizes."""
    for name in sample_names():
        for kind in CHARTS:
            if kind.key in ("map", "territory"):  # of which the first series of no sample tells
                continue
            for dark in (False, True):
                yield from (Reference(name, kind.key, dark, size) for size in SIZES)


@cache
def chart_of(name: str, settings: ChartSettings, *, stated: bool = False) -> Chart:
    """Return a chart of a sample with some settings; `stated`: titled with its main number."""
    known = of_sample(name)
    options = ChartOptions(measure=settings.measure or None, settings=replace(settings, states=stated))
    return build(settings.chart, known.results, lambda: known.checks, Formats(), options)


def mapped(language: str) -> Chart:
    """Return the map of an invented front that moved, and gave way in one place."""
    angles = [n * math.tau / 240 for n in range(240)]

    def held(day: float) -> Any:
        pushed = (0.12 * day * (math.cos(a) ** 9 - 0.5 * math.cos(a + 1.3) ** 31) for a in angles)
        out = [
            1.0 + 0.06 * math.sin(5 * a) + 0.02 * math.sin(17 * a) + far
            for a, far in zip(angles, pushed, strict=True)
        ]
        ring = [(24 + 1.5 * r * math.cos(a), 50 + r * math.sin(a)) for r, a in zip(out, angles, strict=True)]
        return union_of([[np.array([*ring, ring[0]])]], Counter())

    earlier, later = held(0), held(1)
    gained, lost = between(earlier, later)
    told = drawn(gained, lost, shapely.intersection(earlier, later))
    shapes = tuple((one["lengths"], one["corners"]) for one in told["shapes"])
    change = Change(area_of(gained), area_of(lost), Drawn(told["box"], shapes))
    span = Span(read_date("2024-09-01"), read_date("2024-09-30"))
    shown = as_drawn(span, ("front_20240831.geojson", "front_20240930.geojson"), change)
    project = Project(
        sources=(Source("keeper", "The keeper of the maps"),),
        series=(Series("a", "An invented force"),),
        periods=(Period("a", "", span.start, span.end, None, Figure(change.gained / 1e6, source="keeper")),),
    )
    results = derive(project)
    options = ChartOptions(ground=shown, settings=ChartSettings("map", language=language))
    return build("map", results, lambda: checks(results), Formats(), options)


def territory(language: str) -> Chart:
    """Return the chart of ground taken, lost again and held of an invented front."""
    first = (read_date("2025-05-01"), read_date("2025-06-01"), read_date("2025-07-01"))
    last = (read_date("2025-05-31"), read_date("2025-06-30"), read_date("2025-07-31"))
    told = (505.0, 56.0, 112_800.0), (614.0, 58.0, 113_356.0), (713.0, 79.0, 113_990.0)
    project = Project(
        sources=(Source("keeper", "The keeper of the maps"),),
        series=(Series("a", "An invented force"),),
        periods=tuple(
            Period(
                *("a", "", start, end, None, Figure(taken - lost, source="keeper")),
                gains_lost=Figure(lost, source="keeper"),
            )
            for start, end, (taken, lost, _) in zip(first, last, told, strict=True)
        ),
        milestones=tuple(
            Milestone("a", "", end, Figure(held, unit="km2", source="keeper"))
            for end, (_, _, held) in zip(last, told, strict=True)
        ),
    )
    results = derive(project)
    options = ChartOptions(settings=ChartSettings("territory", language=language))
    return build("territory", results, lambda: checks(results), Formats(), options)


_REMARKS = {
    "": ("Battle of Avdiivka", "First day above 2,000", "Chart: a newsroom"),
    "uk": ("Битва за Авдіївку", "Перша доба понад 2000", "Діаграма: редакція"),
}


def of_docs(language: str) -> Mapping[str, bytes]:
    """Return the pictures of the page of charts by name, "" being English."""
    war, autumn = "full-scale-war-by-month", "autumn-2024"
    battle, first, credit = _REMARKS[language]
    remarks = (
        ChartNote(battle, read_date("2023-10-10"), read_date("2024-02-17")),
        ChartNote(first, read_date("2024-11-28")),
    )
    settings = partial(ChartSettings, language=language)
    charts = {
        "losses-gains": chart_of(
            war, settings("losses-gains", start=read_date("2023-01-01"), notes=remarks, credit=credit)
        ),
        "cost": chart_of(autumn, settings("cost"), stated=True),
        "recruitment": chart_of(autumn, settings("recruitment"), stated=True),
        "balance": chart_of(autumn, settings("balance"), stated=True),
        "scatter": chart_of(war, settings("scatter", start=read_date("2024-01-01"))),
        "compare": chart_of("somme-to-donbas", settings("compare", measure="losses", sort=LaneOrder.VALUE)),
        "sources": chart_of(autumn, settings("sources", measure="losses")),
        "territory": territory(language),
        "map": mapped(language),
    }
    made = {key: picture_bytes(chart, ImageRequest(900, 506), "png") for key, chart in charts.items()}
    for style in ("newsprint", "black-and-white"):
        styled = chart_of(autumn, settings("losses-gains", style=style), stated=True)
        made[f"style-{style}"] = picture_bytes(styled, ImageRequest(900, 506), "png")
    return made


def main() -> int:
    """Make all pictures anew."""
    app = QGuiApplication(["salient"])
    for folder in (REFERENCES, *DOCS.values()):
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.glob("*.png"):
            path.unlink()
    for reference in references():
        assert reference.drawn().save(str(reference.path)), reference.path
    for language, folder in DOCS.items():
        for name, data in of_docs(language).items():
            (folder / f"{name}.png").write_bytes(data)
    del app  # it had to live while text was drawn
    return 0


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.exit(main())
