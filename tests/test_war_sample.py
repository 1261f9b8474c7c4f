"""The sample of the whole war is what the commands in its own notes make of the files they name."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from model.derive.results import derive
from model.files import sample
from model.project import Project
from tests.program import ROOT, run

NAME = "full-scale-war-by-month"
SAMPLE = ROOT / "resources" / "samples" / f"{NAME}.json"


@pytest.fixture(scope="module")
def war() -> Project:
    return sample(NAME)


def commands(notes: str) -> list[list[str]]:
    """Return the arguments of the commands that the notes give."""
    return [shlex.split(line)[2:] for line in notes.splitlines() if line.startswith("python3 main.py ")]


def test_its_commands_make_it_again_byte_for_byte(tmp_path: Path, war: Project) -> None:
    shutil.copytree(ROOT / "tests" / "data" / "whole", tmp_path / "tests" / "data" / "whole")
    (tmp_path / "resources" / "samples").mkdir(parents=True)
    made = tmp_path / SAMPLE.relative_to(ROOT)
    given = commands(war.notes)
    assert len(given) == 2
    for command in given:
        ran = run(*command, cwd=tmp_path)
        assert (ran.code, ran.err) == (0, "")
    assert made.read_bytes() == SAMPLE.read_bytes()


def test_readme_gives_the_same_commands(war: Project) -> None:
    readme = (ROOT / "README.md").read_text("utf-8").replace("\\\n", " ")
    assert commands(readme)[-2:] == commands(war.notes)


def test_it_has_every_month_with_losses_and_ground_and_credits_its_sources(war: Project) -> None:
    assert [(row.start.year, row.start.month) for row in war.periods] == [
        (year, month) for year in range(2022, 2027) for month in range(1, 13)
    ][2:55]
    assert all(row.losses is not None and row.gains is not None for row in war.periods)
    year = [row for row in war.periods if row.start.year == 2024]
    assert sum(row.losses.value or 0 for row in year if row.losses) == 430_790
    assert round(sum(row.gains.value or 0 for row in year if row.gains), 2) == 3_734.74
    assert [source.note.rpartition("(")[2] for source in war.sources] == ["MIT licence).", "CC BY 4.0)."]
    assert derive(war).series["ru"].gaps == ()
