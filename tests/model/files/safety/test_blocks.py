"""What the journal writes of a project is the project, however it came to be what it is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.files.json_text import encoded
from model.files.project_file import read_project
from model.files.rows import tree_of
from model.files.safety import journal as blocks_module
from model.files.safety.journal import BLOCK, Blocks
from model.project import Project
from model.text.figures import Figure
from model.text.records import replace
from tests.benchmarks.sized import edited, project_of
from tests.model.strategies import projects


@given(st.lists(projects(), min_size=1, max_size=4))
def test_each_of_several_states_is_told_as_its_file_holds_it(states: list[Project]) -> None:
    blocks = Blocks()
    for project in [*states, *states[::-1]]:
        assert json.loads(blocks.encoded(project)) == json.loads(encoded(tree_of(project)))


def test_of_an_edit_one_block_is_encoded_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    rows = blocks_module._rows

    def counted(table: str, block: tuple[object, ...]) -> bytes:
        made.append(len(block))
        return rows(table, block)  # type: ignore[arg-type] # rows of any table

    monkeypatch.setattr(blocks_module, "_rows", counted)
    project = project_of(4 * BLOCK + 1)
    blocks = Blocks()
    blocks.encoded(project)
    made.clear()
    now = edited(project, 7.0)
    assert read_project(blocks.encoded(now), "x") == now
    assert made == [BLOCK]
    shorter = replace(now, periods=now.periods[:-2])
    made.clear()
    assert read_project(blocks.encoded(shorter), "x") == shorter
    assert made == [BLOCK - 1]


@pytest.mark.parametrize("value", [-1e-7, 5e-324, 1e16, 0.1])
def test_numbers_that_are_written_in_a_way_of_their_own_are_kept(value: float) -> None:
    small = project_of(3)
    project = replace(
        small, periods=(replace(small.periods[0], gains=Figure(value=value)), *small.periods[1:])
    )
    (told, *_) = json.loads(Blocks().encoded(project))["periods"]
    assert told["gains"]["value"] == value


def test_half_a_letter_is_kept_for_the_reader_to_refuse_in_its_place() -> None:
    project = replace(project_of(3), title="\ud800")
    assert json.loads(Blocks().encoded(project))["title"] == "\ud800"
