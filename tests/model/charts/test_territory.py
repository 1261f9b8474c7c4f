"""Ground taken and lost again on one scale, and what is held at the end (measures.md §4 and §7)."""

from __future__ import annotations

from datetime import date

from model.charts import build
from model.charts.data import Chart, MarkShape
from model.checks import checks
from model.derive.results import derive
from model.project import Milestone, Period, Project, Series, Source
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.units import AreaUnit

JUNE = Period("a", "", date(2025, 6, 1), date(2025, 6, 30), None, Figure(556.0))
JULY = Period(
    *("a", "July", date(2025, 7, 1), date(2025, 7, 31), None),
    Figure(634.0, source="map"),
    gains_lost=Figure(79.0, source="map"),
)
HELD = Milestone("a", "", date(2025, 7, 31), Figure(117_845.0, unit="km2", source="keeper"))


def chart(*periods: Period, held: tuple[Milestone, ...] = (), formats: Formats | None = None) -> Chart:
    sources = Source("map", "A map"), Source("keeper", "A keeper of levels"), Source("other", "Another")
    results = derive(
        Project(series=(Series("a"), Series("b")), sources=sources, periods=periods, milestones=held)
    )
    return build("territory", results, lambda: checks(results), formats or Formats())


def test_what_was_lost_stands_below_0_on_the_scale_of_what_was_taken() -> None:
    drawn = chart(JUNE, JULY, held=(HELD,))
    moved, held = drawn.panels
    taken, lost = moved.marks
    # 634 net and 79 lost again are 713 taken; of June one of the three is known, which tells no other
    assert (taken.rows.tolist(), taken.best.tolist(), lost.best.tolist()) == ([1], [713.0], [-79.0])
    assert (lost.lines(0)[0][0], moved.tick(-50.0)) == ("79.0 km²", "50")
    assert [one.best.tolist() for one in held.marks] == [[117_845.0]]
    assert (held.marks[0].shape, held.marks[0].tip(0).splitlines()[-1]) == (
        MarkShape.STEP,
        "Ground held: 117,845 km²",
    )
    assert "Ground lost again: 79.0 km² (July)" in drawn.alt
    assert "A map" in drawn.sources
    assert "A keeper of levels" in drawn.sources
    of_others = Milestone("b", "", JULY.end, Figure(1.0, unit="km2", source="other"))
    in_between = Milestone("a", "", date(2025, 7, 30), Figure(1.0, unit="km2", source="other"))
    sources = chart(JUNE, JULY, held=(HELD, of_others, in_between)).sources
    assert sources == "Sources: A map; A keeper of levels"


def test_what_is_not_told_has_no_panel_and_nothing_told_is_said() -> None:
    assert len(chart(JULY).panels) == 1
    (held,) = chart(JUNE, held=(Milestone("a", "", JUNE.end, Figure(1_000.0, unit="km2")),)).panels
    assert held.marks[0].best.tolist() == [1_000.0]
    assert chart(JUNE).empty.startswith("Nothing to draw yet")


def test_areas_stand_in_the_unit_shown() -> None:
    (moved,) = chart(JULY, formats=Formats(area_unit=AreaUnit.MI2)).panels
    # 713 ÷ 2.589988 = 275.3
    assert round(float(moved.marks[0].best[0]), 1) == 275.3
