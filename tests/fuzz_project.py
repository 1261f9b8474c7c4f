"""Looks for project files that the reader trips over, for as long as one likes, led by the code they reach.

    pip install atheris
    python -m tests.fuzz_project -max_total_time=300 FOLDER

`FOLDER` keeps what reached something new, for the next run; the samples are the start. The arguments are
those of libFuzzer. A file is read or refused with `FileError`, within 10 s and 1 GB; what was read is the
same when it is written and read again. A file that breaks this is left as `crash-…`: it belongs among the
tests, as what is read or refused.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from random import Random

atheris = importlib.import_module("atheris")  # no part of any extra: it is not there for every Python

with atheris.instrument_imports(include=["model"]):
    from model.files import read_project, write_project
    from model.project import Project
    from model.text.errors import FileError

from tests.model.files.mutants import mutant  # noqa: E402 - what is not instrumented comes after what is

SAMPLES = Path(__file__).parent.parent / "resources" / "samples"
LIMITS = ("-timeout=10", "-rss_limit_mb=1000", "-max_len=100000")


def read_or_refuse(data: bytes) -> None:
    """Read `data` as a project file; raises what must not happen."""
    project = _read(data)
    if isinstance(project, FileError):
        assert project.faults
        assert all(str(fault) for fault in project.faults)
        return
    written = write_project(project)
    assert read_project(written, "again") == project
    assert write_project(read_project(written, "again")) == written


def _read(data: bytes) -> Project | FileError:
    try:
        return read_project(data, "fuzz")
    except FileError as error:
        return error


def changed(data: bytes, longest: int, seed: int) -> bytes:
    """Return `data` changed in its values or, as often, in its bytes as libFuzzer does."""
    random = Random(seed)
    made: bytes = mutant(data, random) if random.random() < 0.5 else atheris.Mutate(data, longest)
    return made[:longest]


if __name__ == "__main__":
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    options = [argument for argument in sys.argv[1:] if argument.startswith("-")]
    for folder in folders:
        Path(folder).mkdir(parents=True, exist_ok=True)
    arguments = [sys.argv[0], *LIMITS, *options, *folders, str(SAMPLES)]
    atheris.Setup(arguments, read_or_refuse, custom_mutator=changed)
    atheris.Fuzz()
