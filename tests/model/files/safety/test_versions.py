"""Yesterday is recoverable: which saves are kept, and that what is kept comes back byte for byte."""

from __future__ import annotations

import gzip
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.files import sample, write_project
from model.files.json_text import LARGEST_FILE
from model.files.safety.versions import LAST_DAYS, LAST_SAVES, Versions, kept, read_bytes, read_version
from model.text.errors import FileError
from tests.model.imports.hostile import gzip_bomb

START = date(2024, 11, 1)
steps = st.lists(st.integers(-3, 5), max_size=120)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2024, 11, 30, 9, 0)

    def __call__(self) -> datetime:
        return self.now


def days_of(moves: list[int]) -> list[date]:
    """Return the days of saves: each some days after the one before, or, the clock set back, before it."""
    days, day = [], START
    for move in moves:
        day += timedelta(days=move)
        days.append(day)
    return days


@given(steps)
def test_the_last_ten_saves_are_kept(moves: list[int]) -> None:
    days = days_of(moves)
    assert set(range(len(days))[-LAST_SAVES:]) <= kept(days)


@given(st.lists(st.integers(0, 3), max_size=120))
def test_the_last_save_of_each_of_the_last_twelve_days_is_kept(moves: list[int]) -> None:
    days = days_of(moves)
    keep = kept(days)
    for day in (days[-1] - timedelta(days=back) for back in range(LAST_DAYS) if days):
        saves = [position for position, each in enumerate(days) if each == day]
        assert not saves or saves[-1] in keep


@given(steps)
def test_no_more_is_kept_than_promised(moves: list[int]) -> None:
    assert len(kept(days_of(moves))) <= LAST_SAVES + LAST_DAYS


@given(steps)
def test_thinning_again_and_again_keeps_what_thinning_once_would(moves: list[int]) -> None:
    """Each save thins what is there: what was thrown away early must not be missed later."""
    days = days_of(moves)
    there: list[int] = []
    for position in range(len(days)):
        there.append(position)
        keep = kept([days[each] for each in there])
        there = [each for number, each in enumerate(there) if number in keep]
    assert set(there) == kept(days)


def test_a_day_in_a_wrong_far_future_does_not_push_the_others_out() -> None:
    days = [date(2999, 1, 1)] + [START + timedelta(days=number) for number in range(11)]
    assert kept(days) == set(range(12))


def test_thirty_days_of_five_saves_leave_ten_saves_and_a_save_of_each_of_twelve_days(tmp_path: Path) -> None:
    clock = Clock()
    versions = Versions(tmp_path, tmp_path / "a.json", clock)
    for day in range(30):
        for save in range(5):
            clock.now = datetime(2024, 11, 1, 9 + save) + timedelta(days=day)
            versions.keep(f"day {day} save {save}".encode())
    texts = [read_bytes(version).decode() for version in versions.list()]
    assert texts[:10] == [f"day {day} save {save}" for day in (29, 28) for save in (4, 3, 2, 1, 0)]
    assert texts[10:] == [f"day {day} save 4" for day in range(27, 17, -1)]
    assert versions.list()[0].when == datetime(2024, 11, 30, 13)


def test_a_version_comes_back_as_the_same_project(tmp_path: Path) -> None:
    project = sample("autumn-2024")
    versions = Versions(tmp_path, tmp_path / "a.json")
    data = write_project(project)
    versions.keep(data)
    (version,) = versions.list()
    assert read_bytes(version) == data
    assert read_version(version) == project
    assert gzip.decompress(version.file.read_bytes()) == data  # any program unpacks it


def test_the_same_bytes_saved_again_take_no_place(tmp_path: Path) -> None:
    versions = Versions(tmp_path, tmp_path / "a.json")
    for data in (b"one", b"one", b"two", b"one"):
        versions.keep(data)
    assert [read_bytes(version) for version in versions.list()] == [b"one", b"two", b"one"]


def test_files_have_versions_of_their_own(tmp_path: Path) -> None:
    Versions(tmp_path, tmp_path / "a.json").keep(b"a")
    assert Versions(tmp_path, tmp_path / "b.json").list() == ()
    assert len(Versions(tmp_path, tmp_path / "a.json").list()) == 1


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(b"what was saved", mtime=0)[:-5],
        b"",
        gzip.compress(b"something else", mtime=0),
        b"what was saved",
        gzip_bomb(LARGEST_FILE + (1 << 20)),
    ],
    ids=["cut", "empty", "other", "no gzip", "bomb"],
)
def test_a_damaged_version_is_an_error_and_the_others_stay(tmp_path: Path, data: bytes) -> None:
    versions = Versions(tmp_path, tmp_path / "a.json")
    versions.keep(b"first")
    versions.keep(b"what was saved")
    latest, first = versions.list()
    latest.file.write_bytes(data)
    with pytest.raises(FileError):
        read_bytes(latest)
    assert read_bytes(first) == b"first"


def test_what_else_lies_in_the_folder_is_left_alone(tmp_path: Path) -> None:
    versions = Versions(tmp_path, tmp_path / "a.json")
    versions.keep(b"one")
    folder = versions.list()[0].file.parent
    (folder / "notes.txt").write_text("mine")
    (folder / "00000009_2024-99-99_00-00-00_0123456789abcdef.json.gz").write_bytes(b"")
    for number in range(20):
        versions.keep(b"%d" % number)
    assert (folder / "notes.txt").exists()
    assert len(versions.list()) == LAST_SAVES
    assert str(tmp_path / "a.json") in (folder / "whose.json").read_text()
