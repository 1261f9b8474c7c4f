"""Refresh reads what is in the project's folder, and nothing that a stranger's project names elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from model.imports.applying import apply
from model.imports.choices import Choices, ColumnNames, Dating, Kind, PeriodLength, SeriesQuantity
from model.imports.inspect_file import look
from model.imports.plan import plan
from model.imports.refresh import Renewed, renew
from model.project import Project
from model.text.records import replace
from tests.model.imports.data import lines

DAYS = (("2024-09-01", 100), ("2024-09-02", 130), ("2024-09-03", 150))
CHOSEN = Choices(
    SeriesQuantity.LOSSES, ColumnNames("date", "value"), Kind.CUMULATIVE, Dating.REPORT, by=PeriodLength.DAY
)
SECRET = lines(("secret key", "value"), ("2024-09-01", 100), ("2024-09-02", 130))


def named(folder: Path, name: str) -> Project:
    """A project in `folder` whose only import names another file than the one that was read."""
    file = folder / "daily.csv"
    file.write_text(lines(("date", "value"), *DAYS), "utf-8")
    project = apply(Project(), plan(look(file), CHOSEN), folder=folder).project
    return replace(project, imports=({**project.imports[0], "file": name},))


def renewed(project: Project, folder: str | Path, instead: str = "") -> Renewed:
    (one,) = renew(project, folder, (instead,)).renewed
    return one


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine" / "data").mkdir(parents=True)
    (tmp_path / "secret.csv").write_text(SECRET, "utf-8")
    return tmp_path / "mine"


@pytest.mark.parametrize(
    "name",
    [
        *("../secret.csv", "data/../../secret.csv", "..\\secret.csv", "C:\\secret.csv", "C:secret.csv"),
        *(
            "\\\\server\\share\\secret.csv",
            "//server/share/secret.csv",
            "\\\\.\\pipe\\x",
            "/etc/passwd",
            "a\0b",
        ),
    ],
)
def test_a_file_elsewhere_is_named_and_not_read(folder: Path, name: str) -> None:
    one = renewed(named(folder, name), folder)
    assert one.outcome is None
    assert "is not in the folder of the project" in str(one.refused)
    assert "secret key" not in str(one.refused)


def test_a_full_path_and_a_link_that_leads_out_are_no_way_out(folder: Path) -> None:
    secret = folder.parent / "secret.csv"
    (folder / "link.csv").symlink_to(secret)
    (folder / "way").symlink_to(folder.parent)
    for name in (str(secret), "link.csv", "way/secret.csv"):
        assert "is not in the folder" in str(renewed(named(folder, name), folder).refused)


def test_a_project_without_a_folder_reads_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = named(folder, "daily.csv")
    monkeypatch.chdir(folder)
    assert "in no folder yet" in str(renewed(project, "").refused)


def test_a_file_that_a_person_chose_is_read_wherever_it_is(folder: Path) -> None:
    newer = folder.parent / "newer.csv"
    newer.write_text(lines(("date", "value"), *DAYS[:2], ("2024-09-03", 170)), "utf-8")
    one = renewed(named(folder, "../secret.csv"), folder, str(newer))
    assert one.refused is None
    assert one.outcome is not None
    assert one.outcome.recipe.file == "newer.csv"


def test_what_stands_in_a_file_that_was_not_chosen_is_not_told(folder: Path) -> None:
    (folder / "other.csv").write_text(SECRET, "utf-8")
    project = named(folder, "other.csv")
    assert "secret key" not in str(renewed(project, folder).refused)
    assert "choose it" in str(renewed(project, folder).refused)
    assert "secret key" in str(renewed(project, folder, str(folder / "other.csv")).refused)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name on this system")
def test_a_pipe_in_the_folder_is_refused_and_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.csv")
    assert "device or a pipe" in str(renewed(named(folder, "pipe.csv"), folder).refused)
