"""The line of means of so many days, worked by hand (measures.md §5)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from model.chart_settings import ChartSettings
from model.charts import ChartOptions, build
from model.charts.data import Chart, Marks, MarkShape
from model.checks import checks
from model.derive.results import derive
from model.project import Period, Project, Rate, Series
from model.text.figures import Figure
from model.text.formats import Formats

# the General Staff's own days from 18 to 26 December 2024
DAYS = (1530, 2200, 1860, 1820, 1990, 1630, 1600, 1540, 1650)
FIRST = date(2024, 12, 18)


def chart(mean: int, *, without: int | None = None, rate: Rate = Rate.PER_DAY) -> Chart:
    days = [(FIRST + timedelta(at), losses) for at, losses in enumerate(DAYS) if at != without]
    rows = tuple(Period("gs", "", day, day, Figure(float(losses))) for day, losses in days)
    results = derive(Project(series=(Series("gs"),), periods=rows))
    options = ChartOptions(rate=rate, settings=ChartSettings("losses-gains", "gs", mean=mean))
    return build("losses-gains", results, lambda: checks(results), Formats(), options)


def line(drawn: Chart) -> Marks | None:
    return next((marks for marks in drawn.panels[0].marks if marks.shape is MarkShape.STEP), None)


def test_each_mean_ends_on_its_day_and_begins_where_so_many_days_are_known() -> None:
    drawn = chart(7)
    found = line(drawn)
    assert found is not None
    # of 18–24, 19–25 and 20–26 December
    assert found.best.tolist() == pytest.approx([12_630 / 7, 12_640 / 7, 12_090 / 7])
    assert [date.fromordinal(int(day)) for day in found.x0] == [date(2024, 12, day) for day in (24, 25, 26)]
    assert found.tip(1) == "mean of 7 days, 19–25 Dec 2024: 1,806 a day"
    assert "mean of 7 days" in [entry.text for entry in drawn.legend]


def test_where_a_day_is_missing_there_is_no_mean_over_it() -> None:
    found = line(chart(3, without=4))
    assert found is not None
    assert [date.fromordinal(int(day)).day for day in found.x0] == [20, 21, 25, 26]
    assert line(chart(7, without=4)) is None


def test_there_is_no_line_unless_it_is_asked_for_nor_of_rates_a_month() -> None:
    assert line(chart(0)) is None
    each = line(chart(1))
    assert each is not None
    assert each.best.tolist() == list(DAYS)
    assert line(chart(7, rate=Rate.PER_MONTH)) is None
