"""What the journal writes makes, of the file it began with, exactly the project that was open."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.files import read_project, sample, write_project
from model.files.json_text import parse
from model.files.safety.patch import Differ, from_whole, patched, whole
from model.project import Project
from model.text.errors import Unreadable
from model.text.figures import Figure
from model.text.words import words
from tests.benchmarks.sized import edited, project_of
from tests.model.strategies import projects


def brought_back(base: Project, now: Project, differ: Differ | None = None) -> Project:
    """Return `now` as the file of `base` and the patch, gone through text, make it."""
    tree, _ = parse(write_project(base), no_object=words("no"))
    patch = json.loads(json.dumps((differ or Differ(base)).patch(now)))
    return read_project(patched(tree, patch), "patched")


@settings(max_examples=30)
@given(projects(), projects())
def test_any_project_is_brought_back_from_any_other(base: Project, now: Project) -> None:
    assert write_project(brought_back(base, now)) == write_project(now)


@settings(max_examples=30)
@given(projects(), st.randoms(use_true_random=False))
def test_rows_taken_from_the_base_in_any_order_are_brought_back(base: Project, chance: random.Random) -> None:
    rows = list(base.periods) * 2
    chance.shuffle(rows)
    now = replace(base, periods=tuple(rows))
    assert write_project(brought_back(base, now)) == write_project(now)


def test_one_edit_of_ten_thousand_rows_is_told_in_one_row() -> None:
    base = project_of(10_000)
    patch = Differ(base).patch(edited(base, 7.0))
    assert patch["periods"][0] == [0, 4999]
    assert patch["periods"][1]["losses"] == {"value": 7}
    assert patch["periods"][2] == [5001, 9999]
    assert len(json.dumps(patch)) < 1000


def test_one_differ_tells_a_long_session_of_edits_and_undone_edits() -> None:
    base = sample("autumn-2024")
    differ = Differ(base)
    states = [base]
    for number in range(20):
        first = replace(states[-1].periods[0], losses=Figure(value=float(number)))
        states.append(replace(states[-1], periods=(first, *states[-1].periods[1:][::-1])))
    for now in [*states, *states[::-1], replace(base, title="x", periods=())]:
        assert write_project(brought_back(base, now, differ)) == write_project(now)


@pytest.mark.parametrize(
    "steps", [[[0, 99]], [[-1, 0]], [[1, 0]], [["0", 1]], [7], "rows", [[0]], {"0": 1}, [None]]
)
def test_rows_that_the_base_does_not_have_are_refused(steps: object) -> None:
    tree, _ = parse(write_project(sample("autumn-2024")), no_object=words("no"))
    with pytest.raises(Unreadable, match="names rows"):
        patched(tree, {"format": "salient-project", "version": 1, "periods": steps})


def test_fresh_rows_are_those_that_the_base_does_not_have() -> None:
    base = project_of(100)
    differ = Differ(base)
    assert differ.fresh(base) == 0
    assert differ.fresh(edited(base, 7.0)) == 1
    assert differ.fresh(replace(base, periods=base.periods[:50])) == 0
    assert Differ(Project()).fresh(base) == 100 + len(base.intake) + 4  # 2 sources, a series, a requirement


@settings(max_examples=30)
@given(projects())
def test_a_project_told_whole_comes_back_byte_for_byte(project: Project) -> None:
    told = patched(from_whole(whole(project)), Differ(project).patch(project))
    assert write_project(read_project(told, "whole")) == write_project(project)


def test_more_rows_than_are_told_at_once_are_all_told_in_their_order() -> None:
    project = project_of(2_001)
    small = replace(project.periods[1_000], gains=Figure(value=-1e-7))
    project = replace(project, periods=(*project.periods[:1_000], small, *project.periods[1_001:]))
    told = patched(from_whole(whole(project)), Differ(project).patch(project))
    assert read_project(told, "whole") == project
