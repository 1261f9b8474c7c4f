"""Where the axis of the cost of ground ends, what is broken there, and that its value is said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from model.chart_settings import AxisKind, ChartSettings
from model.charts import build
from model.charts.data import AxisRule, Chart
from model.charts.outliers import axis_rule, broken, given_rule
from model.checks import checks
from model.derive.results import derive
from model.files import sample
from model.project import Project
from model.text.formats import Formats
from model.text.records import replace
from model.text.units import AreaUnit

NONE = np.empty(0)


def cost(project: Project) -> Chart:
    results = derive(project)
    return build("cost", results, checks(results), Formats())


def test_one_month_that_dwarfs_all_others_is_broken_and_named_with_its_value() -> None:
    chart = cost(sample("months-2022-2024"))
    (panel,) = chart.panels
    assert panel.axis.high is not None
    assert panel.axis.high == pytest.approx(891 * 1.12, rel=1e-3)
    assert panel.marks[0].best.max() == pytest.approx(2_190, abs=1)  # the marks keep their true values
    drawn = broken(panel, chart.x0, chart.x1).marks[0]
    assert drawn.broken is not None
    assert drawn.broken.sum() == 1
    at = int(drawn.broken.argmax())
    assert drawn.best[at] == panel.axis.high
    assert "2,190" in drawn.lines(at)[0][0]
    assert "2,190" in drawn.tip(at)
    assert chart.note.startswith("Broken, because beyond the axis: August 2023 (2,190), per km².")
    assert "greatest 2,190 per km² (August 2023)" in chart.alt


def test_looked_at_alone_it_is_whole() -> None:
    chart = cost(sample("months-2022-2024"))
    (panel,) = chart.panels
    at = int(panel.marks[0].best.argmax())
    alone = broken(panel, float(panel.marks[0].x0[at]), float(panel.marks[0].x1[at]))
    assert alone is panel


def test_an_axis_of_powers_keeps_what_is_more_than_nothing() -> None:
    panel = cost(sample("autumn-2024")).panels[0]
    marks = panel.marks[0]
    small = replace(marks, best=np.array([0.5, 54.5]), low=np.array([0.0, 54.5]))
    of_powers = replace(panel, axis=AxisRule(log=True), marks=(small,))
    x0, x1 = float(marks.x0.min()), float(marks.x1.max())
    (drawn,) = broken(of_powers, x0, x1).marks
    assert drawn.broken is None or not drawn.broken.any()
    nothing = replace(of_powers, marks=(replace(small, best=np.array([0.0, 54.5])),))
    (drawn,) = broken(nothing, x0, x1).marks
    assert drawn.broken is not None
    assert drawn.broken.tolist() == [True, False]


def test_values_that_are_merely_unequal_all_stay_on_the_axis() -> None:
    assert cost(sample("autumn-2024")).panels[0].axis.high is None
    assert cost(sample("somme-to-donbas")).panels[0].axis.high is None


def test_a_claim_that_is_as_high_keeps_the_axis_whole() -> None:
    values = np.array([1.0, 2, 1, 2, 1, 2, 100])
    assert axis_rule(values, NONE).high == pytest.approx(2 * 1.12)
    assert axis_rule(values, np.array([90.0])).high is None


def test_of_few_values_none_is_cut() -> None:
    assert axis_rule(np.array([1.0, 1, 1, 1, 100]), NONE).high is None
    assert axis_rule(NONE, NONE).high is None


def test_of_six_values_one_may_be_cut_and_two_of_twenty() -> None:
    assert axis_rule(np.array([1.0] * 5 + [100]), NONE).high == pytest.approx(1.12)
    assert axis_rule(np.array([1.0] * 18 + [90, 100]), NONE).high == pytest.approx(1.12)


@pytest.mark.parametrize(
    ("axis", "ends", "values", "rule"),
    [
        (AxisKind.RANGE, (-9.0, None), (-5.0, 3.0), AxisRule(-9.0, 3.0, fixed=True)),
        (AxisKind.RANGE, (-9.0, None), (-5.0, -3.0), AxisRule(-9.0, 0.0, fixed=True)),
        (AxisKind.RANGE, (None, 9.0), (-5.0, 3.0), AxisRule(-5.0, 9.0, fixed=True)),
        (AxisKind.RANGE, (None, 9.0), (2.0, 3.0), AxisRule(0.0, 9.0, fixed=True)),
        (AxisKind.RANGE, (3.0, None), (2.0, 3.0), AxisRule()),
        (AxisKind.RANGE, (None, 0.0), (2.0, 3.0), AxisRule()),
        (AxisKind.RANGE, (None, 9.0), (), AxisRule(0.0, 9.0, fixed=True)),
        (AxisKind.LOG, (None, None), (0.0, 0.1), AxisRule(log=True)),
        (AxisKind.LOG, (None, None), (0.0, -0.1), AxisRule()),
        (AxisKind.WHOLE, (None, None), (2.0,) * 10 + (99.0,), AxisRule()),
    ],
)
def test_an_axis_goes_as_was_chosen_and_where_one_end_was_the_other_follows_the_values(
    axis: AxisKind, ends: tuple[float | None, float | None], values: tuple[float, ...], rule: AxisRule
) -> None:
    assert given_rule(ChartSettings("cost", axis=axis, low=ends[0], high=ends[1]), np.array(values)) == rule


def test_in_the_other_area_unit_the_same_months_are_broken() -> None:
    project = sample("months-2022-2024")
    results = derive(project)
    miles = build("cost", results, checks(results), Formats(area_unit=AreaUnit.MI2))
    one, other = (broken(each.panels[0], each.x0, each.x1).marks[0] for each in (cost(project), miles))
    assert one.broken is not None
    assert other.broken is not None
    assert one.broken.tolist() == other.broken.tolist()


@given(
    st.lists(st.floats(0, 100), min_size=10, max_size=60),
    st.lists(st.floats(500, 1e9), min_size=1, max_size=2),
    st.lists(st.floats(0, 100), max_size=3),
)
def test_few_are_cut_and_only_where_the_others_gain_by_it(
    usual: list[float], beyond: list[float], others: list[float]
) -> None:
    values = [*usual, *beyond]
    array, claims = np.array(values), np.array(others)
    end = axis_rule(array, claims).high
    assume(end is not None)
    assert end is not None
    cut = array[array > end]
    whole = array[array <= end]
    assert 1 <= len(cut) <= max(1, len(values) // 10)
    assert (claims <= end).all()
    assert array.max() >= 2 * max(whole.max(), *others, 0.0)
    assert cut.min() > 5 * np.median(array)


@given(st.permutations([1.0, 2, 3, 1, 2, 3, 1, 4, 1, 300]))
def test_the_order_of_rows_does_not_move_the_end(values: list[float]) -> None:
    assert axis_rule(np.array(values), NONE).high == pytest.approx(4 * 1.12)
