"""Every chart and the report of values at the edges of what a file may hold: drawn, never a fault."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from gui.charts.images import ImageRequest, picture_bytes
from gui.documents.report_files import report_file
from model.charts import CHARTS, ChartOptions, build
from model.charts.axis import round_ticks
from model.checks import checks
from model.columns import Context
from model.derive.results import derive
from model.project import Intake, Period, Project, Rate, Series
from model.text.figures import Figure, Qualifier
from model.text.formats import Formats

LARGEST, TINIEST = 2.0**53, 5e-324
EDGES = (0.0, TINIEST, 1e-310, 1e-300, 1e-12, 0.1, 1.0, 1e15, LARGEST)
FIRST = date(2024, 1, 1)
SMALL = ImageRequest(width=400, height=300)


def figures(values: tuple[float, ...]) -> st.SearchStrategy[Figure]:
    one = st.sampled_from(values)
    alone = st.builds(Figure, value=one, qualifier=st.sampled_from(Qualifier))
    ranges = st.tuples(one, one).map(lambda ends: Figure(low=min(ends), high=max(ends)))
    return alone | ranges


LOSSES = st.none() | figures(EDGES)
GAINS = st.none() | figures(EDGES + tuple(-edge for edge in EDGES))
ROWS = st.lists(st.tuples(st.sampled_from((1, 1, 30)), LOSSES, GAINS), min_size=1, max_size=8)
Rows = list[tuple[int, Figure | None, Figure | None]]


def project_of(rows: Rows, intake: Figure) -> Project:
    periods, day = [], FIRST
    for days, losses, gains in rows:
        end = day + timedelta(days - 1)
        periods.append(Period("a", f"from {day}", day, end, losses=losses, gains=gains))
        day = end + timedelta(1)
    rate = Intake("a", "recruits", FIRST, day, intake)
    return Project(series=(Series("a"),), periods=tuple(periods), intake=(rate,))


@pytest.mark.begun_first
@settings(max_examples=max(3, settings().max_examples // 12))
@example([(1, Figure(value=LARGEST), Figure(value=TINIEST))], Figure(value=TINIEST), Rate.PER_DAY)
@example([(1, Figure(value=TINIEST), Figure(value=LARGEST))], Figure(value=LARGEST), Rate.PER_DAY)
@example([(1, Figure(value=1e-300), Figure(value=LARGEST))] * 8, Figure(value=0.0), Rate.PER_DAY)
@example([(1, Figure(value=1e-310), None)], Figure(value=0.1), Rate.PER_DAY)  # in per cent infinite
@given(ROWS, figures(EDGES), st.sampled_from(Rate))
def test_every_chart_and_the_report_of_any_values_are_made(rows: Rows, intake: Figure, drawn: Rate) -> None:
    """Each chart is built with every rate, and drawn with one of them."""
    ctx = Context.of(project_of(rows, intake), Formats())
    for rate in Rate:
        for kind in CHARTS:
            for measure in kind.measures or (None,):
                options = ChartOptions(rate=rate, measure=measure)
                chart = build(kind.key, ctx.results, ctx.checks, ctx.formats, options)
                assert chart.alt
                if rate is drawn:
                    assert picture_bytes(chart, SMALL, "png").startswith(b"\x89PNG")
                for marks in (each for panel in chart.panels for each in panel.marks):
                    assert all(marks.tip(i) and marks.lines(i) for i in range(len(marks)))
    for format_key in ("html", "text", "csv", "json", "markdown", "xlsx"):
        assert report_file(ctx, format_key)


@pytest.mark.parametrize("span", [TINIEST, 1e-300, 1e-13, 1e300, 1.7e308, float("inf")])
def test_an_axis_that_nothing_can_count_has_no_ticks(span: float) -> None:
    assert round_ticks(0.0, span, 5) == []


def test_a_tick_of_any_size_can_stand_beside_an_axis(qtbot: QtBot) -> None:
    rows: Rows = [(1, Figure(value=1.0), Figure(value=1e-300)), (1, Figure(value=2.0), Figure(value=2e-300))]
    results = derive(project_of(rows, Figure(value=1.0)))
    chart = build("cost", results, checks(results), Formats())
    assert chart.panels[0].tick(5e299) == "5×10²⁹⁹"
    assert chart.panels[0].tick(5e5) == "500,000"
