"""What is shown of a total: worked by hand on the autumn of 2024 (domain.md §8)."""

from __future__ import annotations

from model.columns import Context
from model.explain.data import Inspection
from model.explain.of_total import inspect_total
from model.explain.trace import Place, TotalCell
from model.files import sample
from model.project import Project
from model.text.formats import Formats


def inspected(column: str, rows: tuple[int, ...] | None = None, project: Project | None = None) -> Inspection:
    context = Context.of(project or sample("autumn-2024"), Formats())
    return inspect_total(context, TotalCell(context.project.series[0].id, column, rows))


def facts(shown: Inspection) -> dict[str, str]:
    return {item.label: str(getattr(item, "text", "")) for item in shown.items}


def test_a_sum_shows_its_parts() -> None:
    shown = inspected("losses")
    said = facts(shown)
    assert shown.row.startswith("Total of parts")
    assert said["Formula"] == "the sum of 2 counted periods"
    assert said["In numbers"] == "80,110 + 45,690 = 125,800"
    assert [link.place for link in shown.came_from.first] == [
        Place("periods", 0, "losses"),
        Place("periods", 1, "losses"),
    ]
    assert "General Staff" in said["Rests on"]


def test_a_ratio_is_of_the_sums() -> None:
    said = facts(inspected("losses_per_gain"))
    assert said["Formula"] == "Losses ÷ Gains, of the sums and not of the rows"
    assert said["In numbers"] == "125,800 ÷ 2,356 km² = 53.4 per km²"
    places = [link.place.column for link in inspected("losses_per_gain").came_from.first]
    assert sorted(places) == ["gains", "gains", "losses", "losses"]


def test_under_a_filter_it_is_of_the_rows_shown_and_names_all() -> None:
    shown = inspected("losses", rows=(1,))
    said = facts(shown)
    assert shown.row == "Shown rows: 1 of 2 counted"
    assert (said["Value"], said["Of all rows"]) == ("45,690", "125,800")
    assert [link.place.row for link in shown.came_from.first] == [1]


def test_of_no_rows_it_says_why_there_is_none() -> None:
    said = facts(inspected("losses", rows=()))
    assert said == {"No value": "no periods selected", "Of all rows": "125,800"}
