"""An edit derived from the results before it gives the bits that a computation from the start gives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from model.derive.bands import Band
from model.derive.inputs import came_from, changed_rows
from model.derive.measures import MEASURE
from model.derive.results import Results, derive
from model.project import Baseline, GainsAre, Intake, Period, Project, Requirement, Series, Source, View
from model.text.figures import Figure, Qualifier
from model.text.outcomes import Absent
from model.text.records import replace
from tests.model import crowded
from tests.properties import examples


def same_band(a: Band, b: Band) -> bool:
    return all(
        one.tobytes() == other.tobytes() or np.array_equal(one, other, equal_nan=True)
        for one, other in ((getattr(a, name), getattr(b, name)) for name in Band.__struct_fields__)
    )


def assert_same_arrays(edited: Results, fresh: Results) -> None:
    for name in fresh.inputs.__struct_fields__:
        old, new = getattr(edited.inputs, name), getattr(fresh.inputs, name)
        if isinstance(new, Band):
            assert same_band(old, new), name
        elif isinstance(new, np.ndarray):
            assert np.array_equal(old, new), name
        elif name == "beside":
            assert old.keys() == new.keys()
            for field, one in new.items():
                assert same_band(old[field].band, one.band), field
                assert np.array_equal(old[field].source, one.source), field
        else:
            assert old == new, name
    assert np.array_equal(edited.roles, fresh.roles)
    for key in MEASURE:
        assert same_band(edited.columns[key], fresh.columns[key]), key


def assert_same(edited: Results, fresh: Results) -> None:
    assert_same_arrays(edited, fresh)
    said = set[
        tuple[int, int]
    ]()  # what is said of a row that has no value depends on why, not on the measure
    for key in MEASURE:
        absent = fresh.columns[key].absent
        for row in np.flatnonzero(absent).tolist():
            if (why := (int(absent[row]), row)) not in said:
                said.add(why)
                assert edited.outcome(key, row) == fresh.outcome(key, row), (key, row)
    assert list(edited.series) == list(fresh.series)
    for id_, series in fresh.series.items():
        other = edited.series[id_]
        assert other.parts.tolist() == series.parts.tolist()
        assert (other.gaps, other.span) == (series.gaps, series.span)
        assert {row: rows.tolist() for row, rows in other.tiles.items()} == {
            row: rows.tolist() for row, rows in series.tiles.items()
        }
        if isinstance(series.total, Absent) or isinstance(other.total, Absent):
            assert other.total == series.total
        else:
            assert dict(other.total) == dict(series.total)


AREAS = (GainsAre.NET, GainsAre.GROSS)


class Editing(RuleBasedStateMachine):
    """Random edits of a project, each derived from the results before it."""

    @initialize(project=crowded.projects())
    def begin(self, project: Project) -> None:
        self.results = derive(project)
        self.past: list[Results] = []

    def become(self, project: Project) -> None:
        self.past.append(self.results)
        self.results = derive(project, self.results)

    def with_row(self, row: int, period: Period) -> None:
        rows = list(self.results.project.periods)
        if rows:
            rows[row % len(rows)] = period
            self.become(replace(self.results.project, periods=tuple(rows)))

    def period(self, row: int) -> Period:
        rows = self.results.project.periods
        return rows[row % len(rows)] if rows else Period("a", "", crowded.FIRST, crowded.FIRST)

    @rule(row=st.integers(0, 20), figure=st.none() | crowded.figures())
    def change_losses(self, row: int, figure: Figure | None) -> None:
        self.with_row(row, replace(self.period(row), losses=figure))

    @rule(row=st.integers(0, 20), figure=st.none() | crowded.figures(-50, "mi2"))
    def change_gains(self, row: int, figure: Figure | None) -> None:
        self.with_row(row, replace(self.period(row), gains=figure))

    @rule(row=st.integers(0, 20), start=crowded.days(), end=crowded.days())
    def change_days(self, row: int, start: date, end: date) -> None:
        self.with_row(row, replace(self.period(row), start=start, end=end))

    @rule(row=st.integers(0, 20), series=st.sampled_from(crowded.SERIES_IDS), label=st.sampled_from("xyz"))
    def change_series_and_label(self, row: int, series: str, label: str) -> None:
        self.with_row(row, replace(self.period(row), series=series, label=label))

    @rule(at=st.integers(0, 20), period=crowded.periods())
    def insert(self, at: int, period: Period) -> None:
        rows = self.results.project.periods
        self.become(replace(self.results.project, periods=(*rows[:at], period, *rows[at:])))

    @rule(at=st.integers(0, 20))
    def delete(self, at: int) -> None:
        rows = self.results.project.periods
        self.become(replace(self.results.project, periods=(*rows[:at], *rows[at + 1 :])))

    @rule(seed=st.integers(0, 100))
    def shuffle(self, seed: int) -> None:
        rows = list(self.results.project.periods)
        Random(seed).shuffle(rows)
        self.become(replace(self.results.project, periods=tuple(rows)))

    @rule(rows=st.lists(crowded.rates(), max_size=4))
    def change_intake(self, rows: Sequence[tuple[str, str, date, date, Figure, str]]) -> None:
        self.become(replace(self.results.project, intake=tuple(Intake(*row) for row in rows)))

    @rule(rows=st.lists(crowded.rates(), max_size=2))
    def change_requirements(self, rows: Sequence[tuple[str, str, date, date, Figure, str]]) -> None:
        self.become(replace(self.results.project, requirements=tuple(Requirement(*row) for row in rows)))

    @rule(row=st.integers(0, 20))
    def choose_baseline(self, row: int) -> None:
        period = self.period(row)
        baseline = Baseline(period.series, period.start, period.end)
        self.become(replace(self.results.project, view=View(baseline=baseline)))

    # None becomes an advance: that is refused of a series whose gains are areas, before anything is derived.
    @rule(kinds=st.tuples(st.sampled_from(AREAS), st.sampled_from(AREAS)), turned=st.booleans())
    def change_series(self, kinds: tuple[GainsAre, GainsAre], turned: bool) -> None:
        series = [Series(id_, gains_are=kind) for id_, kind in zip(crowded.SERIES_IDS, kinds, strict=True)]
        self.become(replace(self.results.project, series=tuple(reversed(series) if turned else series)))

    @rule(turned=st.booleans())
    def change_sources(self, turned: bool) -> None:
        sources = (
            (Source("gsu"), Source("isw")) if turned else (Source("isw"), Source("gsu", "General Staff"))
        )
        self.become(replace(self.results.project, sources=sources))

    @rule()
    def undo(self) -> None:
        if self.past:
            before = self.past.pop()
            self.results = derive(before.project, self.results)


class Edits(Editing):
    """Every result is compared with one computed from the start, when it is new and in the end."""

    def __init__(self) -> None:
        super().__init__()
        self.fresh: list[tuple[Results, Results]] = []

    @invariant()
    def the_bits_are_those_of_a_computation_from_the_start(self) -> None:
        fresh = derive(self.results.project)
        assert_same(self.results, fresh)
        self.fresh.append((self.results, fresh))

    def teardown(self) -> None:
        # What was derived before has not been touched by what was derived from it.
        for results, fresh in self.fresh:
            assert_same_arrays(results, fresh)


TestEdits = Edits.TestCase
TestEdits.settings = settings(max_examples=examples(20), stateful_step_count=12)


def long_project(count: int) -> Project:
    """Weeks of two series in turn, every fifth a total of some before it, figures of all kinds."""
    random = Random(7)
    rows = []
    for at in range(count):
        start = date(2000, 1, 3) + timedelta(days=7 * (at // 2))
        low = random.random() * 1000
        figure = (
            Figure(low),
            Figure(low=low, high=low * 2),
            Figure(low, qualifier=Qualifier.ABOUT),
            Figure(low, qualifier=Qualifier.OVER),
            Figure(float(at)),
        )[random.choice((0, 0, 0, 1, 1, 4, 4, 2, 3)) if at > count // 2 else random.choice((0, 1, 4))]
        back = timedelta(days=7 * 4 if at % 10 > 7 and at > 20 else 0)
        rows.append(
            Period(
                "ab"[at % 2],
                f"{at}",
                start - back,
                start + timedelta(days=6 - bool(back) * 7),
                figure,
                Figure(low / 9 + 1),
            )
        )
    intake = tuple(
        Intake(series, "", date(2000, 1, 1), date(2040, 1, 1), Figure(low=1000.1, high=2000.3))
        for series in "ab"
    )
    return Project(series=(Series("a"), Series("b")), periods=tuple(rows), intake=intake)


def test_edits_of_many_rows_of_a_long_project_give_the_same_bits() -> None:
    random = Random(3)
    results = derive(long_project(700))
    for step in range(12):
        rows = list(results.project.periods)
        for row in random.sample(range(len(rows)), random.choice((1, 1, 3, 90, 300))):
            losses = Figure(random.random() * 100) if step % 4 else None
            rows[row] = replace(rows[row], losses=losses, gains=Figure(random.random() + 0.1))
        results = derive(replace(results.project, periods=tuple(rows)), results)
        if step % 3:
            continue  # a column never looked at must not matter for those after it
        assert_same(results, derive(results.project))
    assert_same(results, derive(results.project))


def test_a_changed_label_shares_every_column() -> None:
    before = derive(long_project(100))
    rows, known = before.project.periods, dict(before.columns)
    after = derive(
        replace(before.project, periods=(*rows[:50], replace(rows[50], label="!"), *rows[51:])), before
    )
    assert all(after.columns[key] is known[key] for key in MEASURE)
    assert after.inputs.start is before.inputs.start
    assert after.derived.baseline is before.derived.baseline


def test_changed_losses_share_what_does_not_depend_on_them() -> None:
    before = derive(long_project(100))
    rows, known = before.project.periods, dict(before.columns)
    edited = (*rows[:50], replace(rows[50], losses=Figure(12_345.0)), *rows[51:])
    after = derive(replace(before.project, periods=edited), before)
    shared = {key for key in MEASURE if after.columns[key] is known[key]}
    assert {"days", "months", "gains", "gains_per_day", "intake", "requirement", "cumulative_gains"} <= shared
    assert not {"losses", "losses_per_gain", "shortfall", "cumulative_losses"} & shared
    assert after.derived.layout is before.derived.layout


def test_arrays_are_shared_and_therefore_read_only() -> None:
    results = derive(long_project(10))
    for band in results.columns.values():
        with pytest.raises(ValueError, match="read-only"):
            band.best[0] = 1.0


@given(st.lists(st.integers(0, 3), max_size=30), st.data())
def test_changed_rows_are_those_with_another_object(numbers: list[int], data: st.DataObject) -> None:
    before = tuple((number,) for number in numbers)
    wanted = [row for row in range(len(before)) if data.draw(st.booleans())]
    after = tuple((9,) if row in wanted else item for row, item in enumerate(before))
    assert changed_rows(before, after).tolist() == wanted


@given(st.lists(st.integers(0, 5_000), max_size=6), st.integers(0, 9), st.booleans())
@settings(max_examples=examples(40))
def test_moved_rows_are_known_again(places: list[int], seed: int, shuffled: bool) -> None:
    before = tuple(object() for _ in range(3_000))
    rows = list(before)
    for place in places:
        if place % 2:
            rows.insert(place, object())
        else:
            del rows[place % len(rows)]
    if shuffled:
        Random(seed).shuffle(rows)
    wanted = {id(row): at for at, row in enumerate(before)}
    assert came_from(before, tuple(rows)).tolist() == [wanted.get(id(row), -1) for row in rows]
