"""What the commands do where their output is full, closed, or lacks letters."""

from __future__ import annotations

import ctypes
import errno
import io
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import main
from gui.command_line.standard_output import write_bytes
from tests.program import MAIN, ROOT, environment, run, run_alone
from tests.test_command_line import SAMPLE
from tests.test_command_line import file as file  # noqa: PLC0414 - a fixture is found by its name


def test_an_output_that_cannot_be_written_is_exit_2(file: Path, tmp_path: Path) -> None:
    ran = run("report", file, "-o", tmp_path / "no folder" / "out.txt")
    assert ran.code == 2
    assert len(ran.faults) == 1


def test_numpy_begins_no_threads_which_nothing_would_use(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS")
    assert main.main(["check", str(tmp_path / "none.json")]) == main.UNUSABLE
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_behind_standard_output_is_exit_2(file: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, str(MAIN), "report", str(file)],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            timeout=60,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"main.py: ")
    assert b"Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("kind", ["text", "json"])
def test_a_reader_that_goes_away_is_no_fault(kind: str) -> None:
    with subprocess.Popen(
        [sys.executable, str(MAIN), "report", str(SAMPLE), "--format", kind],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert program.stderr.read() == b""
    assert program.returncode == 0


class ClosedOnWindows(io.TextIOWrapper):
    """A pipe that nobody reads any more, as Windows tells of it."""

    def write(self, _text: str) -> int:
        raise OSError(errno.EINVAL, "Invalid argument")


def test_a_reader_that_goes_away_is_no_fault_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with (tmp_path / "out").open("wb") as file:
        pipe = ClosedOnWindows(file)
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=pipe))
        with pytest.raises(BrokenPipeError):
            write_bytes(b"figures")
        monkeypatch.setattr(sys, "stdout", pipe)
        assert main.main(["--help"]) == 0
        pipe.detach()
    assert capfd.readouterr().err == ""


def test_without_a_console_windows_shows_why_nothing_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[object, ...]] = []
    user32 = SimpleNamespace(MessageBoxW=lambda *given: shown.append(given))
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=user32), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(sys, "stdout", None)
    assert main.main(["--version"]) == main.UNUSABLE
    assert [words[1:3] for words in shown] == [("standard output: there is none", "Salient")]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "command",
    [
        ("report", SAMPLE),
        ("plot", SAMPLE, "--chart", "cost", "-o", "-"),
        ("import", "data", "--look"),
        ("read", "data"),
        ("--version",),
        ("--help",),
        ("check", "--help"),
    ],
    ids=lambda command: str(command[0]),
)
def test_output_that_cannot_be_written_is_told_with_exit_code_2(
    command: tuple[object, ...], tmp_path: Path
) -> None:
    data = tmp_path / "small.csv"
    data.write_text("date,losses\n2024-01-01,5\n")
    words = [str(data if each == "data" else each) for each in command]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, str(MAIN), *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr.startswith("main.py: ")
    assert done.stderr.count("\n") == 1
    assert "fault of the program" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="closed by a shell of POSIX")
@pytest.mark.parametrize("command", ["report", "check", "read", "--version", "--help"])
def test_a_closed_standard_output_is_told(command: str) -> None:
    given = ROOT / "README.md" if command == "read" else SAMPLE
    line = f'"{sys.executable}" "{MAIN}" {command} "{given}" >&-'
    done = subprocess.run(["sh", "-c", line], stderr=subprocess.PIPE, text=True, check=False)
    told = "standard output: there is none" if command.startswith("--") else "-: there is no standard output"
    assert (done.returncode, done.stderr) == (2, f"main.py: {told}\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    ("command", "where", "code"),
    [
        ("check nothing.json", ">/dev/full 2>&1", 2),
        ("check nothing.json", "2>&-", 2),
        ("import data.csv --table -o out.json", ">/dev/full 2>&1", 2),
        ("import data.csv --table -o out.json", "2>/dev/full", 3),
        ("import data.csv --table -o -", "2>&-", 3),
    ],
    ids=str,
)
def test_the_exit_code_tells_where_nothing_else_can(
    command: str, where: str, code: int, tmp_path: Path
) -> None:
    (tmp_path / "data.csv").write_text("period,losses\n2024-01,5\n2024-02,6\n2024-03,7\n2024-04,8\nsoon,6\n")
    line = f'"{sys.executable}" "{MAIN}" {command} {where}'
    done = subprocess.run(["sh", "-c", line], cwd=tmp_path, stdout=subprocess.DEVNULL, check=False)
    assert done.returncode == code


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_file_that_is_written_is_told_where_what_came_of_it_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("period,losses\n2024-01,5\n")
    line = f'"{sys.executable}" "{MAIN}" import data.csv --table -o out.json >/dev/full'
    done = subprocess.run(["sh", "-c", line], cwd=tmp_path, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, (tmp_path / "out.json").exists()) == (2, True)
    assert done.stderr.startswith(
        "main.py: out.json is written; what came of it cannot be told\nmain.py: -: "
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a locale of POSIX")
def test_the_window_starts_without_a_word_whatever_the_locale() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from gui.window.app import Application; Application([])"],
        env={**environment(LC_ALL="C"), "QT_QPA_PLATFORM": "offscreen"},
        cwd=MAIN.parent,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_report_read_is_told_on_an_output_that_lacks_its_letters(tmp_path: Path, encoding: str) -> None:
    text = tmp_path / "report.txt"
    text.write_text("Росія втратила 45 690 людей – у листопаді 2024 року.\n", encoding="utf-8")
    ran = run_alone("read", text, PYTHONIOENCODING=encoding)
    assert (ran.code, ran.err) == (0, "")
    assert "45" in ran.out


def test_an_import_speaks_on_an_output_that_is_not_utf_8(tmp_path: Path) -> None:
    data, out = tmp_path / "small.csv", tmp_path / "out.json"
    data.write_text("date,losses,Схід\n2024-01-01,5,x\n2024-01-02,7,x\n", encoding="utf-8")
    common = ("import", data, "--as", "losses", "--date", "date", "--value", "losses")
    ran = run_alone(*common, "--kind", "per-row", "--by", "day", "-o", out, PYTHONIOENCODING="latin-1")
    assert (ran.code, out.exists()) == (0, True)
    looked = run_alone("import", data, "--look", PYTHONIOENCODING="latin-1")
    assert looked.code == 0
    assert "\\u0421" in looked.out
