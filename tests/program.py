"""The program as scripts use it, without a display: in this process, or in its own where it matters."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import main

ROOT = Path(__file__).parent.parent
MAIN = ROOT / "main.py"
_OF_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


class Ran:
    """A finished run of the program."""

    def __init__(self, code: int, out: bytes, err: bytes) -> None:
        self.code = code
        self.out = out.decode("utf-8")
        self.err = err.decode("utf-8")

    @property
    def faults(self) -> list[str]:
        """The lines on standard error, each of which begins as every fault does."""
        lines = self.err.splitlines()
        assert all(line.startswith("main.py: ") for line in lines), self.err
        assert "Traceback" not in self.err
        return lines


def environment(**more: str) -> dict[str, str]:
    """Return the variables of this process without those that promise a display, and with `more`."""
    return {name: value for name, value in os.environ.items() if name not in _OF_DISPLAYS} | more


def run(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> Ran:
    """Run the command line in this process: what draws needs a QApplication that is there already."""
    out, err = io.BytesIO(), io.BytesIO()
    with (
        _written_to(out, err),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8")),
        mock.patch.dict(os.environ, environment(), clear=True),
        contextlib.chdir(cwd or Path.cwd()),
    ):
        code = main.main([str(each) for each in arguments])
    return Ran(code, out.getvalue(), err.getvalue())


@contextlib.contextmanager
def _written_to(out: io.BytesIO, err: io.BytesIO) -> Iterator[None]:
    streams = [io.TextIOWrapper(each, "utf-8", newline="\n", write_through=True) for each in (out, err)]
    try:
        with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
            yield
    finally:
        for stream in streams:
            stream.detach()


def run_alone(*arguments: str | Path, cwd: Path | None = None, **env: str) -> Ran:
    """Run the command line as a process of its own."""
    done = subprocess.run(
        [sys.executable, str(MAIN), *map(str, arguments)],
        capture_output=True,
        cwd=cwd,
        env=environment(**env),
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
