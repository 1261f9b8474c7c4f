"""Which Salient this is. Standard library only: `--version` and `--help` load nothing else."""

from __future__ import annotations

from pathlib import Path

_PROJECT = Path(__file__).parents[2] / "pyproject.toml"
INSTALLED = not _PROJECT.exists()  # by a wheel, which leaves pyproject.toml behind
PROGRAM = "salient" if INSTALLED else "main.py"  # what a person typed to start it


def program_version() -> str:
    """Return the version, as pyproject.toml says it: the checkout's own, else the one the wheel took over."""
    if INSTALLED:
        from importlib import metadata  # noqa: PLC0415 - only who asks for the version waits for it

        return metadata.version("salient")
    line = "version = "  # read as it stands: a minimal Python has no tomllib
    lines = _PROJECT.read_text("utf-8").splitlines()
    return next(each.removeprefix(line).strip('"') for each in lines if each.startswith(line))
