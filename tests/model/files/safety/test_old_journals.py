"""Journals of earlier versions bring back, of the copy they stand on, exactly the project that was open."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import to_builtins

from model.files import read_project, sample, write_project
from model.files.json_text import parse
from model.files.rows import tree_of
from model.files.safety import find_recoverable
from model.files.safety.fingerprint import digest_of
from model.files.safety.journal import MAGIC
from model.files.safety.recovery import from_whole, patched
from model.project import TABLES, Period, Project
from model.text.errors import Unreadable
from model.text.figures import Figure
from model.text.records import replace
from model.text.words import words
from tests.model.strategies import projects

SAMPLE = sample("autumn-2024")
NO_ROWS: dict[str, Any] = dict.fromkeys(TABLES, ())


def whole(project: Project) -> bytes:
    """Return the rows of a project with every field, as earlier versions wrote those of a large one."""
    members = [orjson.dumps(tree_of(replace(project, **NO_ROWS)), default=float)[1:-1]]
    members += [
        b'"%s":%s' % (key.encode(), orjson.dumps(to_builtins(getattr(project, key)))) for key in TABLES
    ]
    return b"{%s}" % b",".join(members)


def patch_of(now: Project, **tables: Sequence[object]) -> dict[str, Any]:
    """Return the patch for `now` in which those tables are told by steps."""
    told: dict[str, Any] = json.loads(json.dumps(tree_of(replace(now, **NO_ROWS)), default=float))
    return told | tables


def in_copy(project: Project) -> dict[str, Any]:
    return parse(write_project(project), no_object=words("no"))[0]


def periods(rows: Sequence[Period], project: Project) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = in_copy(replace(project, periods=tuple(rows))).get("periods", [])
    return told


@given(projects(), st.randoms(use_true_random=False))
def test_rows_of_the_copy_in_any_order_and_rows_of_their_own_are_brought_back(
    base: Project, chance: random.Random
) -> None:
    places = [*range(len(base.periods))] * 2
    chance.shuffle(places)
    own = [replace(row, note="new") for row in base.periods[:2]]
    now = replace(base, title="now", periods=(*(base.periods[place] for place in places), *own))
    steps = [*([place, place] for place in places), *periods(own, base)]
    assert write_project(read_project(patched(in_copy(base), patch_of(now, periods=steps)), "x")) == (
        write_project(now)
    )


@given(projects())
def test_a_copy_told_whole_comes_back_byte_for_byte(project: Project) -> None:
    told = patched(from_whole(whole(project)), patch_of(project))
    assert write_project(read_project(told, "whole")) == write_project(project)


def test_numbers_that_are_written_in_a_way_of_their_own_come_back() -> None:
    small = replace(SAMPLE.periods[0], gains=Figure(value=-1e-7))
    project = replace(SAMPLE, periods=(small, *SAMPLE.periods[1:]))
    assert read_project(patched(from_whole(whole(project)), patch_of(project)), "whole") == project


@pytest.mark.parametrize(
    "steps", [[[0, 99]], [[-1, 0]], [[1, 0]], [["0", 1]], [7], "rows", [[0]], {"0": 1}, [None]]
)
def test_rows_that_the_copy_does_not_have_are_refused(steps: object) -> None:
    with pytest.raises(Unreadable, match="names rows"):
        patched(in_copy(SAMPLE), {"format": "salient-project", "version": 1, "periods": steps})


@pytest.mark.parametrize("is_whole", [True, False, None])
def test_a_journal_of_an_earlier_version_is_found_with_its_copy(
    tmp_path: Path, is_whole: bool | None
) -> None:
    now = replace(SAMPLE, title="edited", periods=SAMPLE.periods[1:])
    copy = whole(SAMPLE) if is_whole else write_project(SAMPLE)
    (tmp_path / "0123456789abcdef.base2").write_bytes(copy)
    told: dict[str, object] = {
        "file": "/project.json",
        "saved": "",
        "base": digest_of(copy),
        "written": "2024-11-30T09:00:00",
        "drafts": {"intake": {"label": "Officials"}},
        "project": patch_of(now, periods=[[1, len(SAMPLE.periods) - 1]]),
    }
    if is_whole is not None:
        told["whole"] = is_whole
    body = json.dumps(told).encode()
    (tmp_path / "0123456789abcdef.journal").write_bytes(f"{MAGIC} {digest_of(body)}\n".encode() + body)
    (left,) = find_recoverable(tmp_path).recoverable
    assert (left.project, left.file) == (now, Path("/project.json"))
    assert left.drafts == {"intake": {"label": "Officials"}}
    left.discard()
    assert list(tmp_path.iterdir()) == []


def test_a_journal_whose_copy_is_damaged_is_put_aside_with_it(tmp_path: Path) -> None:
    base = tmp_path / "0123456789abcdef.base"
    base.write_bytes(b"x")
    body = json.dumps({"file": None, "base": "00", "project": {}}).encode()
    (tmp_path / "0123456789abcdef.journal").write_bytes(f"{MAGIC} {digest_of(body)}\n".encode() + body)
    (damaged,) = find_recoverable(tmp_path).damaged
    assert damaged.file.exists()
    assert base.with_name(base.name + ".damaged").read_bytes() == b"x"
