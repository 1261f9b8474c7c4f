"""Alternative figures: switching keeps everything that was said; the envelope bounds every choice."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from model.derive.measures import MEASURES
from model.derive.results import derive
from model.explain.alternatives import (
    Moves,
    enveloped,
    every_one,
    has_alternatives,
    moves,
    switched,
    using,
)
from model.files import sample
from model.project import FIGURES, Intake, Period, Project
from model.text.figures import Figure, Qualifier
from model.text.outcomes import Absent, Value
from model.text.records import replace
from tests.model.strategies import projects
from tests.properties import examples

KEYS = {measure.key for measure in MEASURES}
UK = Figure(47_000.0, source="uk_mod", quote="about 47,000")
BBC = Figure(low=30_000.0, high=40_000.0, source="bbc_mediazona")


def with_november(*others: Figure) -> Project:
    project = sample("autumn-2024")
    november = project.periods[1]
    assert november.losses is not None
    changed = replace(november, losses=replace(november.losses, alternatives=others))
    return replace(project, periods=(project.periods[0], changed, *project.periods[2:]))


def test_what_was_in_use_takes_the_place_of_what_is() -> None:
    figure = with_november(UK, BBC).periods[1].losses
    assert figure is not None
    used = using(figure, 1)
    assert (used.low, used.high, used.source) == (30_000.0, 40_000.0, "bbc_mediazona")
    assert used.alternatives == (UK, replace(figure, alternatives=()))
    assert set(every_one(used)) == set(every_one(figure))
    assert using(used, 1) == figure


def test_switching_moves_what_follows_and_nothing_else() -> None:
    project = with_november(UK)
    before, after = derive(project), derive(switched(project, "periods", 1, "losses", 0))
    listed = moves(before, after, KEYS)
    assert listed.count == len(listed.first)
    found = {(move.measure, move.row): move for move in listed.first}
    cost = found["losses_per_gain", 1]
    assert isinstance(cost.before, Value)
    assert isinstance(cost.after, Value)
    assert cost.before.best == pytest.approx(45_690 / 839)
    assert cost.after.best == pytest.approx(47_000 / 839)
    total = found["losses", None].after
    assert isinstance(total, Value)
    assert total.best == 80_110 + 47_000
    assert not any(key == "gains" or row in (0, 2) for key, row in found)


def test_of_a_switch_between_equal_numbers_nothing_moves() -> None:
    project = with_november(Figure(45_690.0, source="isw"))
    after = derive(switched(project, "periods", 1, "losses", 0))
    assert moves(derive(project), after, KEYS) == Moves((), 0)


def test_of_very_many_moves_the_first_are_listed_and_all_are_counted() -> None:
    project = with_november(UK)
    before, after = derive(project), derive(switched(project, "periods", 1, "losses", 0))
    every, few = moves(before, after, KEYS), moves(before, after, KEYS, 3)
    assert few == Moves(every.first[:3], every.count)
    assert moves(before, after, ()) == Moves((), every.count)


def test_the_envelope_reaches_from_the_least_to_the_greatest() -> None:
    project = with_november(UK, BBC)
    losses = enveloped(project).periods[1].losses
    assert losses is not None
    assert losses.bounds() == (30_000.0, 45_690.0, 47_000.0)
    total = derive(enveloped(project)).series["ru"].total
    assert not isinstance(total, Absent)
    assert total["losses"] == Value(110_110.0, 125_800.0, 127_110.0)


def test_an_open_bound_of_an_alternative_opens_the_envelope() -> None:
    project = with_november(Figure(50_000.0, qualifier=Qualifier.OVER))
    losses = enveloped(project).periods[1].losses
    assert losses is not None
    assert losses.bounds() == (45_690.0, 45_690.0, math.inf)
    assert derive(enveloped(project)).outcome("losses", 1) == Value(45_690.0, 45_690.0, math.inf)


def test_an_alternative_in_another_unit_is_converted() -> None:
    project = sample("autumn-2024")
    november = project.periods[1]
    assert november.gains is not None
    miles = replace(november.gains, alternatives=(Figure(324.0, unit="mi2"),))
    made = replace(project, periods=(project.periods[0], replace(november, gains=miles)))
    gains = enveloped(made).periods[1].gains
    assert gains is not None
    low, best, high = gains.bounds()
    assert (low, best) == (839.0, 839.0)
    assert high == pytest.approx(839.156, abs=1e-3)


def test_without_alternatives_the_envelope_is_the_project_itself() -> None:
    project = sample("autumn-2024")
    assert enveloped(project) is project
    assert not has_alternatives(project)
    assert has_alternatives(with_november(UK))


@pytest.mark.parametrize("last", [date(2024, 10, 31), date(2024, 9, 1)])
def test_a_rate_of_days_that_run_backwards_has_no_total_and_no_envelope(last: date) -> None:
    total = Figure(900.0, unit="people/total", alternatives=(Figure(100.0),))
    project = replace(sample("autumn-2024"), intake=(Intake("ru", "", date(2024, 11, 1), last, total),))
    assert enveloped(project).intake[0].per_month == total
    assert derive(project).outcome("intake", 1) == derive(enveloped(project)).outcome("intake", 1)


def test_a_rate_a_month_beside_a_number_in_total_is_ranged_over_month_by_month() -> None:
    # 1,770 over 59 days are 840 in February and 930 in March; 900 a month are 900 in each
    number = Figure(1_770.0, unit="people/total", alternatives=(Figure(900.0),))
    row = Intake("ru", "", date(2025, 2, 1), date(2025, 3, 31), number)
    months = (
        Period("ru", "", date(2025, 2, 1), date(2025, 2, 28)),
        Period("ru", "", date(2025, 3, 1), date(2025, 3, 31)),
    )
    results = derive(enveloped(replace(sample("autumn-2024"), periods=months, intake=(row,))))
    assert results.outcome("intake", 0) == Value(840.0, 840.0, 900.0)
    assert results.outcome("intake", 1) == Value(900.0, 930.0, 930.0)


@pytest.mark.begun_first
@given(projects(max_rows=3), st.data())
@settings(max_examples=examples(80))
def test_every_choice_of_alternatives_lies_within_the_envelope(project: Project, data: st.DataObject) -> None:
    assume(has_alternatives(project))
    chosen = project
    for table in ("periods", "intake", "requirements", "campaigns", "milestones"):
        for row, item in enumerate(getattr(project, table)):
            for attribute in FIGURES[type(item)]:
                figure = getattr(item, attribute)
                if figure is not None and figure.alternatives:
                    number = data.draw(st.integers(-1, len(figure.alternatives) - 1))
                    if number >= 0:
                        chosen = switched(chosen, table, row, attribute, number)
    around, within = derive(enveloped(project)), derive(chosen)
    for measure in MEASURES:
        for row in range(len(project.periods)):
            wide, narrow = around.outcome(measure.key, row), within.outcome(measure.key, row)
            if isinstance(wide, Value) and isinstance(narrow, Value):
                assert_within(narrow, wide)


def assert_within(narrow: Value, wide: Value) -> None:
    slack = 1e-9 * max(1.0, *(abs(x) for x in (wide.low, wide.high) if math.isfinite(x)), 1.0)
    assert wide.low <= narrow.low + slack
    assert narrow.high <= wide.high + slack


def test_every_result_of_every_period_that_moves_is_counted() -> None:
    project = sample("months-2022-2024")
    period = project.periods[5]
    assert period.losses is not None
    other = replace(period.losses, alternatives=(replace(period.losses, value=1.0, low=None, high=None),))
    periods = (*project.periods[:5], replace(period, losses=other), *project.periods[6:])
    project = replace(project, periods=periods)
    before, after = derive(project), derive(switched(project, "periods", 5, "losses", 0))
    found = moves(before, after, KEYS, 10_000)
    moved = {
        (key, row)
        for key in KEYS
        for row in range(len(periods))
        if before.outcome(key, row) != after.outcome(key, row)
    }
    assert {(move.measure, move.row) for move in found.first if move.row is not None} == moved
    assert {row for key, row in moved if key == "cumulative_losses"} == set(range(5, len(periods)))
