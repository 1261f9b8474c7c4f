"""Means over so many days that end with a period, each day once (measures.md §5)."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from model.columns import TABLE, Context
from model.columns.computed import MeanColumn
from model.explain.inspect_cell import inspect
from model.explain.trace import Place
from model.project import Period, Project, Series
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.outcomes import Absent, Value

# 12,640 in the seven days of 19 to 25 December 2024: 1,805.7 a day
LOSSES = (1_500, 1_680, 1_820, 1_790, 1_860, 1_910, 1_820, 1_760)
FIRST = date(2024, 12, 18)
DAYS = tuple(FIRST + timedelta(days=at) for at in range(len(LOSSES)))


def context(*more: Period) -> Context:
    rows = (Period("ru", "", day, day, Figure(float(lost))) for day, lost in zip(DAYS, LOSSES, strict=True))
    return Context.of(Project(series=(Series("ru"),), periods=(*rows, *more)), Formats())


def column(key: str = "losses_mean_7") -> MeanColumn:
    found = TABLE["periods"].column(key)
    assert isinstance(found, MeanColumn)
    return found


def test_the_seven_days_to_christmas_are_1_805_7_a_day() -> None:
    ctx = context()
    mean = column().outcome(ctx, 7)
    assert isinstance(mean, Value)
    assert mean.best == pytest.approx(12_640 / 7)
    assert column().label(ctx) == "Losses/day, mean of 7 days"
    assert column().tip(ctx, 7).endswith("Losses per day, mean of 19–25 Dec 2024")
    assert not column().shown(ctx)


def test_there_is_none_where_a_day_before_has_no_row_or_no_figure() -> None:
    ctx = context()
    assert isinstance(column().outcome(ctx, 5), Absent)
    assert column().text(ctx, 5) == "—"
    assert isinstance(column("losses_mean_30").outcome(ctx, 7), Absent)
    assert isinstance(column("gains_mean_7").outcome(ctx, 7), Absent)


def test_a_total_beside_the_days_is_not_counted_once_more_and_has_the_mean_of_its_last_days() -> None:
    ctx = context(Period("ru", "all", DAYS[0], DAYS[-1], Figure(14_140.0)))
    assert column().text(ctx, 8) == column().text(ctx, 7)


def test_rows_are_sorted_by_the_means_that_they_show() -> None:
    ctx = context()
    shown = [column().number(ctx, row) for row in range(len(DAYS))]
    expected = [np.nan if number is None else number for number in shown]
    np.testing.assert_allclose(column().sort_numbers(ctx), expected)


def test_a_mean_leads_to_the_losses_of_each_of_its_days() -> None:
    looked = inspect(context(), Place("periods", 7, "losses_mean_7"))
    assert [link.place.row for link in looked.came_from.first] == [1, 2, 3, 4, 5, 6, 7]


def test_the_first_days_that_there_are_have_no_mean() -> None:
    first = date(1, 1, 2)
    project = Project(series=(Series("ru"),), periods=(Period("ru", "", first, first, Figure(1.0)),))
    assert isinstance(column().outcome(Context.of(project, Formats()), 0), Absent)
