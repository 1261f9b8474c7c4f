"""A project that goes out names no folder of the machine it was made on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from model.files import open_project, sample, save_project, write_project
from model.files.carried import carried, carrying
from model.files.private_paths import kept_name, without_private_paths
from model.files.safety import Disk
from model.project import Project
from model.text.records import replace
from tests.model.files.test_carried import png

RECIPE = {"as": "losses", "columns": {"date": "day", "value": "n"}, "digest": "1"}
ELSEWHERE = "/data/anna/secret/daily.csv"


def project_with(*files: str) -> Project:
    return replace(sample("autumn-2024"), imports=tuple({"file": file, **RECIPE} for file in files))


@pytest.mark.parametrize(
    ("file", "kept"),
    [
        ("{}/data/daily.csv", "data/daily.csv"),
        ("{}/daily.csv", "daily.csv"),
        ("{}/data/../daily.csv", "daily.csv"),
        ("{}/../daily.csv", "daily.csv"),
        ("{}-other/daily.csv", "daily.csv"),
        (ELSEWHERE, "daily.csv"),
        ("data/daily.csv", "data/daily.csv"),
        ("daily.csv", "daily.csv"),
        ("standard input", "standard input"),
        ("../secret/daily.csv", "daily.csv"),
        ("data/../../secret/daily.csv", "daily.csv"),
        ("~anna/secret/daily.csv", "daily.csv"),
        (r"C:\\Users\\anna\\daily.csv", "daily.csv"),
        (r"C:secret\\daily.csv", "daily.csv"),
        (r"\\\\server\\secret\\daily.csv", "daily.csv"),
        (r"..\\secret\\daily.csv", "daily.csv"),
        ("file:///data/anna/daily.csv", "daily.csv"),
        ("/", "data"),
        ("..", "data"),
    ],
)
def test_a_file_is_named_from_the_project_downwards_or_barely(tmp_path: Path, file: str, kept: str) -> None:
    folder = tmp_path / "project"
    named = file.replace("{}", str(folder)).replace("\\\\", "\\")
    assert kept_name(named, folder) == kept
    assert Path(kept_name(named, "")).name == Path(kept).name


def test_a_folder_that_is_reached_by_a_link_is_the_same_folder(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert kept_name(tmp_path / "real" / "daily.csv", tmp_path / "link") == "daily.csv"
    assert kept_name(tmp_path / "link" / "x" / "daily.csv", tmp_path / "real") == "x/daily.csv"


def test_a_project_without_such_names_is_left_alone(tmp_path: Path) -> None:
    project = project_with("daily.csv", "data/daily.csv")
    assert without_private_paths(project, tmp_path) is project


def test_no_way_of_saving_writes_a_folder(tmp_path: Path) -> None:
    project = project_with(ELSEWHERE, str(tmp_path / "data" / "x.csv"))
    save_project(project, tmp_path / "saved.json")
    disk = Disk(tmp_path / "data folder")
    disk.save(project, tmp_path / "from the window.json")
    disk.close()
    for name in ("saved.json", "from the window.json"):
        text = (tmp_path / name).read_text("utf-8")
        assert "anna" not in text
        assert str(tmp_path) not in text
        assert [recipe["file"] for recipe in json.loads(text)["imports"]] == ["daily.csv", "data/x.csv"]
        assert open_project(tmp_path / name).periods == project.periods


@pytest.mark.parametrize("picture", [png(), b"<svg xmlns='http://www.w3.org/2000/svg'></svg>"])
def test_a_picture_carries_nothing_of_where_figures_came_from(picture: bytes) -> None:
    project = project_with("data/daily.csv", ELSEWHERE)
    made, note = carrying(picture, project)
    assert note is None
    found = carried(made, "x")
    assert found == replace(project, imports=())
    assert b".csv" not in write_project(found)
