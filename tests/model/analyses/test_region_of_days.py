"""A region of days on a chart: whole periods or no value, and why."""

from __future__ import annotations

from datetime import date

import pytest

from model.analyses.region_of_days import RegionOfDays, region_of_days
from model.derive.results import derive
from model.project import Project
from model.text.formats import Formats
from tests.model.chart_projects import NOV, NOV_END, OCT_END, SEP, figure, periods_of, worked


def region(first: date, last: date, project: Project | None = None) -> RegionOfDays:
    return region_of_days(derive(project or worked()), "ru", first, last, Formats())


def test_the_days_of_whole_periods_have_the_worked_values() -> None:
    autumn = region(SEP, NOV_END)  # domain.md §8
    assert (autumn.head, autumn.days, autumn.why) == ("1 Sep – 30 Nov 2024", "91 days", "")
    assert dict(autumn.lines) == {
        "Losses": "125,800",
        "Gains": "2,356 km²",
        "Cost of ground": "53.4 per km²",
        "Losses per day": "1,382 a day",
        "Gains per day": "25.9 km² a day",
        "Intake": "75,000–90,000",
        "Gross shortfall": "35,800–50,800",
    }
    assert autumn.text.splitlines()[:2] == ["1 Sep – 30 Nov 2024, 91 days", "Losses: 125,800"]


def test_a_period_that_lies_only_partly_in_it_leaves_it_without_a_value() -> None:
    half = region(SEP, date(2024, 11, 15))
    assert half.lines == ()
    assert half.why == "No value, because November 2024 lies only partly in these days."
    assert half.crossed == "It would share days with November 2024, and then neither is counted."


def test_days_inside_one_period_have_no_share_of_it_but_can_be_made_a_period() -> None:
    week = region(date(2024, 11, 4), date(2024, 11, 10))
    assert week.why == "No value, because November 2024 lies only partly in these days."
    assert week.crossed == ""


def test_days_that_no_period_covers_are_named() -> None:
    assert region(SEP, date(2024, 12, 5)).why == "No value, because no period covers 1–5 Dec 2024."
    assert region(date(2024, 8, 30), OCT_END).why == "No value, because no period covers 30–31 Aug 2024."


def test_a_gap_between_periods_is_named() -> None:
    gappy = periods_of(
        (SEP, date(2024, 9, 10), figure(10), figure(1)), (date(2024, 9, 21), OCT_END, figure(20), figure(2))
    )
    assert region(SEP, OCT_END, gappy).why == "No value, because no period covers 11–20 Sep 2024."


def test_what_is_missing_of_one_measure_leaves_the_others() -> None:
    said = dict(region(SEP, OCT_END, periods_of((SEP, OCT_END, figure(10), None))).lines)
    assert said["Losses"] == "10"
    assert said["Gains"] == "no value, because no gains given"


def test_the_period_with_exactly_these_days_is_found() -> None:
    assert region(NOV, NOV_END).row == 0
    assert region(SEP, date(2024, 11, 29)).row is None


@pytest.mark.parametrize("begin", [date(2024, 8, 31), SEP, date(2024, 9, 2)])
@pytest.mark.parametrize("end", [date(2024, 11, 29), NOV_END, date(2024, 12, 1)])
def test_no_region_has_a_value_but_from_whole_periods(begin: date, end: date) -> None:
    assert bool(region(begin, end).lines) == ((begin, end) == (SEP, NOV_END))
