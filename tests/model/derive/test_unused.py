"""Measures that a series has nothing to do with are passed over in reports: nobody asks why they are not."""

from __future__ import annotations

from datetime import date

import pytest

from model.columns import Context
from model.derive.results import derive
from model.derive.unused import unused
from model.output.documents import report_bytes
from model.project import Counts, GainsAre, Intake, Period, Project, Reference, Requirement, Series
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.records import replace

DAYS = date(2024, 11, 1), date(2024, 11, 30)
NOVEMBER = Period("a", "November", *DAYS, Figure(45_690.0), Figure(839.0))
PLAIN = Project(series=(Series("a"), Series("b")), periods=(NOVEMBER, replace(NOVEMBER, series="b")))


def passed_over(project: Project, series: str = "a") -> frozenset[str]:
    return unused(derive(project), series)


def test_of_losses_and_gains_alone_only_what_follows_from_them_is_told() -> None:
    found = passed_over(PLAIN)
    assert not found & {"losses_per_day", "gains_per_month", "losses_per_gain", "cumulative_losses"}
    assert {"exchange", "net_change", "ground_net", "items", "held", "replaced", "vs_baseline"} <= found


@pytest.mark.parametrize(
    ("project", "told", "of"),
    [
        (replace(PLAIN, series=(Series("a", opponent="b"), Series("b"))), "exchange", "a"),
        (replace(PLAIN, series=(Series("a", opponent="b"), Series("b"))), "exchange", "b"),
        (replace(PLAIN, series=(Series("a", group="g"), Series("b", group="g"))), "both_sides", "b"),
        (replace(PLAIN, references=(Reference("army", *DAYS, Figure(6e5)),)), "losses_of_people", "a"),
        (replace(PLAIN, intake=(Intake("a", "", *DAYS, Figure(3e4)),)), "replaced", "a"),
        (replace(PLAIN, requirements=(Requirement("a", "", *DAYS, Figure(5e4)),)), "requirement", "a"),
        (
            replace(PLAIN, periods=(replace(NOVEMBER, gains_lost=Figure(7.0)),)),
            "ground_taken",
            "a",
        ),
    ],
)
def test_what_is_said_of_a_series_is_told(project: Project, told: str, of: str) -> None:
    assert told in passed_over(PLAIN, of)
    assert told not in passed_over(project, of)


def test_a_relation_of_others_is_none_of_this_series() -> None:
    series = (Series("a"), Series("b", opponent="c"), Series("c"))
    assert "exchange" in passed_over(replace(PLAIN, series=series))


def test_a_series_of_items_or_an_advance_has_no_losses_of_people_and_no_areas() -> None:
    tanks = passed_over(replace(PLAIN, series=(Series("a", counts=Counts.ITEMS, unit="tanks"), Series("b"))))
    assert "items" not in tanks
    assert "losses_per_day" in tanks
    front = passed_over(replace(PLAIN, series=(Series("a", gains_are=GainsAre.ADVANCE), Series("b"))))
    assert "advance_per_day" not in front
    assert "gains_per_day" in front


def test_why_an_opponent_has_no_losses_is_said_only_where_one_is_named() -> None:
    def report(project: Project) -> str:
        return report_bytes(Context.of(project, Formats()), "text").decode("utf-8")

    apart = replace(NOVEMBER, series="b", start=date(2024, 12, 1), end=date(2024, 12, 31))
    named = Series("a", opponent="b")
    assert "opponent" not in report(PLAIN).casefold()
    said = report(replace(PLAIN, series=(named, Series("b")), periods=(NOVEMBER, apart)))
    assert "no losses of b for these days" in said


def test_tanks_that_are_part_of_an_army_are_none_of_its_killed() -> None:
    tanks = Series("b", counts=Counts.ITEMS, unit="tanks", part_of="a")
    project = replace(PLAIN, series=(Series("a"), tanks))
    assert {"killed_share", "wounded_per_killed"} <= passed_over(project) & passed_over(project, "b")
    assert "people_per_item" not in passed_over(project, "b")
