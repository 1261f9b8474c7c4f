"""What a first start says of what a system lacks, of pip that failed, of a folder that is no use."""

from __future__ import annotations

import errno
import importlib.util
import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest

import bootstrap
import main
from gui.app import system
from gui.app.version import program_version

LIBRARIES = {
    "libnone-such.so.9": ("libnone-such9", "none-such", "none-such", "libnone-such9"),
    "libneither.so.1": ("libneither1", "neither", "none-such", "libneither1"),
}


class TestSystemLibraries:
    """What Qt loads from the system, on a machine that lacks two of them."""

    @pytest.fixture(autouse=True)
    def lacking(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(system, "QT_LIBRARIES", LIBRARIES)

    @pytest.fixture
    def ran(self, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
        """Return the commands that were run; installing works after the lists were fetched."""
        commands: list[tuple[str, ...]] = []

        def run(*command: str) -> tuple[bool, str]:
            commands.append(command)
            return command == ("apt-get", "update") or commands.count(command) == 2, ""

        monkeypatch.setattr(bootstrap, "_run", run)
        monkeypatch.setattr(system, "has", lambda name: True)
        return commands

    def test_root_gets_them_installed(
        self, ran: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
        look = system.missing
        monkeypatch.setattr(system, "missing", lambda of: [] if len(ran) == 3 else look(of))
        bootstrap._see_to_system({"qt"})
        install = ("apt-get", "install", "--yes", "--no-install-recommends", "libnone-such9", "libneither1")
        assert ran == [install, ("apt-get", "update"), install]

    def test_root_is_told_why_they_could_not_be_installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        said = {"update": "Err:1\n  Unable to connect to 127.0.0.1:9:\nW: They have been ignored.\n"}

        def run(*command: str) -> tuple[bool, str]:
            return command[1] == "update", said.get(command[1], "E: Unable to locate package libnone-such9\n")

        monkeypatch.setattr(bootstrap, "_run", run)
        monkeypatch.setattr(system, "has", lambda name: True)
        monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
        with pytest.raises(
            bootstrap.SetupError, match=r"apt-get could not: .* does not answer\. \(E: Unable"
        ):
            bootstrap._see_to_system({"qt"})

    @pytest.mark.parametrize(
        ("manager", "line"),
        [
            ("apt-get", "sudo apt-get update && sudo apt-get install pythonX-venv libnone-such9 libneither1"),
            ("dnf", "sudo dnf install python3 none-such neither"),
            ("pacman", "sudo pacman -S python none-such"),
            ("zypper", "sudo zypper install python3 libnone-such9 libneither1"),
        ],
    )
    def test_another_user_is_told_once_of_all_that_is_missing(
        self, manager: str, line: str, ran: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
        monkeypatch.setattr(system, "has", lambda name: name == manager)
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
        monkeypatch.setattr(bootstrap, "VENV_PYTHON", "not-made")
        with pytest.raises(bootstrap.SetupError) as told:
            bootstrap._see_to_system({"qt"})
        assert ran == []
        version = "{}.{}".format(*sys.version_info[:2])
        assert str(told.value).endswith(f"Run: {line.replace('pythonX', f'python{version}')}")
        assert "ensurepip" in str(told.value)
        assert "libnone-such.so.9, libneither.so.1" in str(told.value)

    def test_where_the_standard_library_is_in_parts_all_that_may_be_missing_is_named(
        self, ran: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
        monkeypatch.setattr(bootstrap, "VENV_PYTHON", "not-made")
        for name in ("tomllib", "ctypes", "shutil"):  # as in python3-minimal
            monkeypatch.setitem(sys.modules, name, None)
        assert program_version()[0].isdigit()
        assert not bootstrap._has_right_versions(())
        with pytest.raises(bootstrap.SetupError, match=r"-venv libnone-such9 libneither1$"):
            bootstrap._see_to_system({"qt"})

    @pytest.mark.parametrize(
        ("display", "wanted"),
        [
            ({"DISPLAY": ":0"}, {"qt", "x11"}),
            ({"WAYLAND_DISPLAY": "wayland-0"}, {"qt", "wayland"}),
            ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, {"qt", "x11"}),
            ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, {"qt"}),
        ],
        ids=["X11", "Wayland", "both", "in memory"],
    )
    def test_a_window_needs_the_libraries_of_its_display(
        self, display: dict[str, str], wanted: set[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            monkeypatch.delenv(name, raising=False)
        for name, value in display.items():
            monkeypatch.setenv(name, value)
        assert system.of_window() == wanted

    def test_a_command_that_lacks_them_names_them_and_is_no_fault_of_the_program(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def lacks(_: object) -> int:
            raise ImportError("libnone-such.so.9: cannot open shared object file")

        monkeypatch.setattr(main, "run", lacks)
        assert main.main(["check", "-"]) == 2
        assert "main.py: the system lacks libnone-such.so.9, libneither.so.1." in capsys.readouterr().err


def test_a_package_that_is_gone_is_said_to_be_and_how_it_comes_back(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def lacks(_: object) -> int:
        raise ModuleNotFoundError("No module named 'numpy'", name="numpy")

    monkeypatch.setattr(main, "run", lacks)
    monkeypatch.setattr(system, "missing", lambda _: [])
    monkeypatch.setattr(bootstrap, "VENV", str(tmp_path))
    assert main.main(["check", "-"]) == 2
    assert "a fault of the program itself: No module named 'numpy'" in capsys.readouterr().err
    monkeypatch.setattr(bootstrap, "VENV", sys.prefix)
    assert main.main(["check", "-"]) == 2
    assert f"the package numpy is missing. Remove {sys.prefix}; the next start" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        (
            "WARNING: Retrying … SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]",
            "certificate",
        ),
        (
            "WARNING: Retrying … ProxyError('Cannot connect to proxy.')\nERROR: No matching distribution",
            "proxy",
        ),
        (
            "WARNING: Retrying … NameResolutionError(\nERROR: No matching distribution found",
            "is this machine online",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "not what is locked"),
        ("ERROR: No matching distribution found for numpy==2.4.6", "glibc 2.34"),
    ],
)
def test_why_pip_failed_is_said_in_words_of_ours(said: str, why: str) -> None:
    assert why in system.why_not(said)


def test_a_folder_that_cannot_be_written_is_said_to_be_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def read_only(*_: object) -> int:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(bootstrap, "LOCK", str(tmp_path / "lock"))
    monkeypatch.setattr(os, "open", read_only)
    with pytest.raises(bootstrap.SetupError, match=r"nothing can be written in .* pipx install"):
        bootstrap._open_lock()


def test_a_disk_that_is_full_while_the_environment_is_made_is_said_to_be_and_gets_its_room_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bootstrap, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(bootstrap, "LOCK", str(tmp_path / "lock"))
    monkeypatch.setattr(bootstrap, "_is_filled", lambda extras: False)
    monkeypatch.setattr(bootstrap, "_is_usable", lambda: False)

    def half(*_: str) -> tuple[bool, str]:
        (tmp_path / ".venv").mkdir()
        return False, "Error: [Errno 28] No space left on device\n"

    monkeypatch.setattr(bootstrap, "_run", half)
    with pytest.raises(bootstrap.SetupError, match=r"could not be made: the disk is full"):
        bootstrap._set_up((), set())
    assert not (tmp_path / ".venv").exists()


def test_what_somebody_else_filled_is_used_where_nothing_can_be_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bootstrap, "LOCK", str(tmp_path / "lock"))
    monkeypatch.setattr(bootstrap, "_is_filled", lambda extras: True)
    monkeypatch.setattr(os, "access", lambda *_: False)
    looked: list[set[str]] = []
    monkeypatch.setattr(bootstrap, "_see_to_system", looked.append)
    bootstrap._set_up((), {"x11"})
    assert looked == [{"x11"}]
    assert list(tmp_path.iterdir()) == []


def test_a_lock_in_a_folder_of_somebody_else_is_not_to_be_removed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "lock").touch()
    monkeypatch.setattr(bootstrap, "LOCK", str(tmp_path / "lock"))

    def denied(*_: object) -> int:
        raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", denied)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(bootstrap.SetupError, match="nothing can be written in"):
        bootstrap._open_lock()


def test_a_start_of_windows_without_a_console_tells_what_it_does_and_why_it_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[tuple[object, ...]] = []
    windows = mock.Mock()
    windows.kernel32.AllocConsole.side_effect = lambda: calls.append(("console",))
    windows.user32.MessageBoxW.side_effect = lambda *given: calls.append(given)
    console = io.StringIO()
    monkeypatch.setattr(
        bootstrap, "sys", SimpleNamespace(platform="win32", stdin=None, stderr=None, exit=sys.exit)
    )
    monkeypatch.setattr(bootstrap, "_windows", lambda: windows)
    monkeypatch.setattr(bootstrap, "open", lambda name, *_, **__: {"CONOUT$": console}[name], raising=False)
    bootstrap._say("one")
    bootstrap._say("two")
    assert (calls, console.getvalue()) == ([("console",)], "one\ntwo\n")
    with pytest.raises(SystemExit, match="2"):
        bootstrap._leave("It failed.", 2)
    assert calls[1:] == [(None, "It failed.", "Salient", 0)]
