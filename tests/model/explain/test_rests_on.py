"""Which results rest on parties to the conflict alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from model.derive.measures import MEASURES, leaves_of
from model.derive.results import derive
from model.explain.rests_on import Resting
from model.files import sample
from model.project import Project, Stance
from model.text.outcomes import Absent
from model.text.records import replace
from tests.model.strategies import projects
from tests.properties import examples


def with_stances(project: Project, **stances: Stance) -> Project:
    sources = tuple(replace(s, stance=stances.get(s.id, s.stance)) for s in project.sources)
    return replace(project, sources=sources)


def test_in_the_sample_only_the_losses_of_november_rest_on_a_party_alone() -> None:
    resting = Resting(derive(sample("autumn-2024")))
    assert resting.on_parties("losses").tolist() == [False, True, False]
    assert resting.on_parties("losses_per_gain").tolist() == [False, False, False]  # gains are by ISW
    assert not resting.of_total("ru", "losses")
    assert resting.counted_with(1) == {"losses": 1, "losses_per_day": 1, "losses_per_month": 1}
    assert resting.counted_with(0) == {}  # ISW is no party


def test_with_every_source_a_party_everything_rests_on_parties() -> None:
    project = sample("autumn-2024")
    every = with_stances(project, **{source.id: Stance.PARTY for source in project.sources})
    resting = Resting(derive(every))
    assert resting.on_parties("affordable_gains").all()
    assert resting.of_total("ru", "shortfall")
    assert resting.over((0, 1), "losses_per_gain")
    assert resting.of_cell("vs_baseline", 1)


@pytest.mark.parametrize("stance", [Stance.ALLY, Stance.UNKNOWN, Stance.INDEPENDENT])
def test_an_ally_or_an_unknown_source_is_no_party(stance: Stance) -> None:
    resting = Resting(derive(with_stances(sample("autumn-2024"), gsu=stance)))
    assert not resting.on_parties("losses").any()


def test_a_figure_without_a_source_is_of_no_party() -> None:
    project = sample("autumn-2024")
    november = project.periods[1]
    assert november.losses is not None
    bare = replace(november, losses=replace(november.losses, source=""))
    resting = Resting(derive(replace(project, periods=(project.periods[0], bare))))
    assert not resting.of_cell("losses_per_day", 1)


def test_an_intake_of_a_single_day_rests_on_who_says_it() -> None:
    project = sample("autumn-2024")
    day = project.periods[1].start
    rate = project.intake[0]
    said = replace(rate, start=day, end=day, per_month=replace(rate.per_month, source="gsu"))
    resting = Resting(derive(replace(project, intake=(said,))))
    assert resting._of_parties("intake").tolist() == [False, True, True]


@given(projects(max_rows=4).filter(lambda project: bool(project.periods)))
@settings(max_examples=examples(60))
def test_columns_and_single_cells_agree(project: Project) -> None:
    results = derive(project)
    resting = Resting(results)
    for measure in MEASURES:
        mask = resting.on_parties(measure.key)
        for row in range(len(project.periods)):
            assert bool(mask[row]) is resting.of_cell(measure.key, row), (measure.key, row)
            if mask[row]:
                assert not isinstance(results.outcome(measure.key, row), Absent)


@given(projects(max_rows=4))
@settings(max_examples=examples(40))
def test_what_rests_on_parties_alone_no_longer_does_with_all_of_them_independent(project: Project) -> None:
    calm = replace(project, sources=tuple(replace(s, stance=Stance.INDEPENDENT) for s in project.sources))
    resting = Resting(derive(calm))
    assert not any(resting.on_parties(measure.key).any() for measure in MEASURES if leaves_of(measure.key))
