"""What the program keeps of a person is that person's alone, whatever the umask says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.files.private import keep_private, open_private, private_file, private_folder

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")


@pytest.fixture(autouse=True)
def lax() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_folder_is_private_with_those_above_it_that_were_missing(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    private_folder(tmp_path / "a" / "b")
    assert [mode_of(path) for path in (tmp_path, tmp_path / "a", tmp_path / "a" / "b")] == [
        0o755,
        0o700,
        0o700,
    ]


@pytest.mark.parametrize("there", [True, False])
def test_a_file_is_private_whether_it_was_there_or_not(tmp_path: Path, there: bool) -> None:
    file = tmp_path / "conf" / "a.conf"
    if there:
        file.parent.mkdir()
        file.write_text("kept")
    private_file(file)
    assert mode_of(file) == 0o600
    assert file.read_text() == ("kept" if there else "")


def test_what_is_added_to_is_private_and_no_link_is_followed(tmp_path: Path) -> None:
    with open_private(tmp_path / "log") as log:
        log.write("a line\n")
    assert mode_of(tmp_path / "log") == 0o600
    (tmp_path / "link").symlink_to("target")
    with pytest.raises(OSError, match="symbolic"):
        open_private(tmp_path / "link")
    assert not (tmp_path / "target").exists()


def test_what_the_owner_may_do_stays(tmp_path: Path) -> None:
    (tmp_path / "program").write_bytes(b"")
    (tmp_path / "program").chmod(0o4755)
    (tmp_path / "locked").write_bytes(b"")
    (tmp_path / "locked").chmod(0o444)
    keep_private(tmp_path)
    assert mode_of(tmp_path / "program") == 0o700
    assert (tmp_path / "program").stat().st_mode & 0o7000 == 0
    assert mode_of(tmp_path / "locked") == 0o400
