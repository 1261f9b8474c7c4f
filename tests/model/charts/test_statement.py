"""A proposed title states a number that follows from what was computed, and only where one does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.chart_settings import ChartSettings
from model.charts import ChartOptions, build
from model.charts.chart_context import Subject
from model.charts.statement import days_named, stated_value
from model.checks import checks
from model.checks.judging import Verdict, judge
from model.derive.results import derive
from model.files import sample
from model.project import Project, Rate
from model.text.catalogue import in_language
from model.text.days import Span
from model.text.figures import Figure, Quantity, read_figure
from model.text.formats import Formats
from model.text.notation import ENGLISH
from model.text.outcomes import Value
from model.text.records import replace
from model.text.units import AreaUnit, in_area_unit

AUTUMN = sample("autumn-2024")


def title(
    key: str, project: Project = AUTUMN, unit: AreaUnit = AreaUnit.KM2, language: str = "", **chosen: Any
) -> str:
    results = derive(project)
    options = ChartOptions(settings=ChartSettings(key, "ru", states=True, **chosen))
    formats = in_language(Formats(area_unit=unit), language)
    chart = build(key, results, lambda: checks(results), formats, options)
    return chart.title if chart.stated else ""


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("cost", "Each km² cost 53 casualties in autumn 2024"),  # 125,800 ÷ 2,356 = 53.396
        ("losses-gains", "Each km² cost 53 casualties in autumn 2024"),
        ("recruitment", "Recruits made good 59–72 % of the losses in autumn 2024"),  # 59.6–71.5 %
        ("balance", "35,800–50,800 more people were lost than recruited in autumn 2024"),
        ("compare", ""),
    ],
)
def test_a_title_states_the_main_number_of_its_chart(key: str, said: str) -> None:
    assert title(key) == said


def test_a_title_is_of_the_days_shown_and_in_the_unit_shown() -> None:
    november: dict[str, Any] = {"start": date(2024, 11, 1), "end": date(2024, 11, 30)}
    assert title("cost", **november) == "Each km² cost 54 casualties in November 2024"  # 54.458
    # 125,800 ÷ (2,356 ÷ 2.589988) = 138.30
    assert title("cost", unit=AreaUnit.MI2) == "Each sq mi cost 138 casualties in autumn 2024"
    assert "кожен км² восени 2024: втрати — 53" in title("cost", language="uk")
    assert "кожну кв. милю восени 2024: втрати — 138" in title("cost", unit=AreaUnit.MI2, language="uk")


def test_a_stated_title_follows_the_figures_and_gives_way_to_one_that_was_typed() -> None:
    def drawn(project: Project, **chosen: Any) -> str:
        settings = ChartSettings("losses-gains", "ru", states=True, **chosen)
        results = derive(project)
        options = ChartOptions(settings=settings)
        return build("losses-gains", results, lambda: checks(results), Formats(), options).title

    november = AUTUMN.periods[1]
    more = replace(november, losses=Figure(93_000.0))  # (80,110 + 93,000) ÷ 2,356 = 73.476
    assert drawn(AUTUMN) == "Each km² cost 53 casualties in autumn 2024"
    raised = replace(AUTUMN, periods=(AUTUMN.periods[0], more, *AUTUMN.periods[2:]))
    assert drawn(raised) == "Each km² cost 73 casualties in autumn 2024"
    without = replace(AUTUMN, periods=(AUTUMN.periods[0], replace(november, losses=None)))
    assert drawn(without) == "Losses against gains: Russian forces"
    assert drawn(AUTUMN, title="Ours") == "Ours"


def test_nothing_is_stated_where_days_are_missing() -> None:
    first, second = AUTUMN.periods[:2]
    later = replace(second, start=date(2024, 11, 5))
    assert title("cost", replace(AUTUMN, periods=(first, later))) == ""


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Value(53.056, 53.056, float("inf"), over=True), ">53"),
        (Value(52.8, 53.4, 54.4), "52–55"),
        (Value(53.4, 53.4, 53.4, approximate=True), "≈53"),
        (Value(1.26, 1.26, 1.26), "1.26"),
        (Value(20.04, 20.04, 20.04), "20"),
        (Value(19.96, 19.96, 19.96), "20.0"),
        (Value(20.0, 20.0, 20.0), "20"),
        (Value(10.0, 20.0, 21.0), ""),  # the one end is more than twice the other
        (Value(0.0, 25.0, 50.0), ""),
        (Value(-5.0, 1.0, 8.0), ""),
    ],
)
def test_a_value_is_told_in_few_digits_its_bounds_outward(value: Value, said: str) -> None:
    assert stated_value(subject(Project()), value, "losses_per_gain") == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2024, 11, 1), date(2024, 11, 30), "in November 2024"),
        (date(2024, 9, 1), date(2024, 11, 30), "in autumn 2024"),
        (date(2024, 12, 1), date(2025, 2, 28), "in winter 2024/25"),
        (date(1999, 12, 1), date(2000, 2, 29), "in winter 1999/00"),
        (date(2024, 1, 1), date(2024, 12, 31), "in 2024"),
        (date(2024, 9, 2), date(2024, 11, 30), "from 2 Sep 2024 to 30 Nov 2024"),
    ],
)
def test_days_are_named_as_in_a_sentence(start: date, end: date, said: str) -> None:
    assert str(days_named(Span(start, end))) == said


def subject(project: Project, unit: AreaUnit = AreaUnit.KM2) -> Subject:
    results = derive(project)
    series = project.series[0] if project.series else None
    return Subject(results, lambda: checks(results), Formats(area_unit=unit), series, Rate.PER_DAY)


MEASURES = {"losses_per_gain": "people/km2", "shortfall": "people", "replaced": "share"}


@st.composite
def values(draw: st.DrawFn) -> Value:
    """A computed value above 0: exact, a range of any width, or open above."""
    low, width = draw(st.floats(1e-3, 1e7)), draw(st.sampled_from((0.0, 0.0, 0.01, 0.3, 0.9, 1.0, 5.0)))
    high = float("inf") if draw(st.booleans()) and width else low * (1 + width)
    best = low if width in (0.0, 5.0) else min(low * (1 + width / 2), high)
    return Value(low, best, high, draw(st.booleans()), over=draw(st.booleans()))


@given(value=values(), key=st.sampled_from(sorted(MEASURES)), unit=st.sampled_from(AreaUnit))
def test_what_a_title_states_holds_as_a_claim_would(value: Value, key: str, unit: AreaUnit) -> None:
    said = stated_value(subject(Project(), unit), value, key)
    if not said:
        assert value.high > 2 * value.low
        return
    own = in_area_unit(MEASURES[key], unit)
    firm = said.replace("≈", "") if said[0] in ">≥" else said  # a cell does not say both at once
    if value.over:  # all of it lies above its low: it is more than that if it is at least that
        firm = firm.replace(">", "≥")
    stated = read_figure(firm, replace(Quantity.stated(own), fractional=True), ENGLISH)
    assert judge(replace(stated, unit=own), value, MEASURES[key]).verdict in _HOLDS, said


_HOLDS = (Verdict.FOLLOWS, Verdict.POSSIBLE)
