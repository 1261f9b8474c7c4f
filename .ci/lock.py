"""Locks the packages: `python3 .ci/lock.py` makes requirements*.txt, `--check` says whether they are stale.

Each file has the version of every package that is needed, and the hashes of its wheels, for every Python and
system that is supported; bootstrap.py and .ci/run install nothing else. uv resolves (it is among the packages
for development). Versions stay as they are until pyproject.toml, or `--upgrade`, asks for others. No host of
a registry is written down: which index is asked is a matter of the machine, and no index can pass other
content for what is locked.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from difflib import unified_diff
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# The one with everything comes first: the others take its versions.
LOCKS = {
    "requirements-dev.txt": ("test", "dev"),
    "requirements-test.txt": ("test",),
    "requirements-bundle.txt": ("bundle",),
    "requirements.txt": (),
}
LEAST_PYTHON = "3.11"
PYTHONS = ("3.11", "3.12", "3.13")
SYSTEMS = ("x86_64-manylinux_2_34", "aarch64-manylinux_2_39", "windows", "macos", "x86_64-apple-darwin")
WHEELS = ("--only-binary", ":all:")
MACOS = "14.0"  # the oldest that all wheels are for; Apple looks after none that is older


def main() -> int:
    """Make the locks, or check them, and return the exit code: 1 where one is stale."""
    parser = argparse.ArgumentParser(description="Locks the packages with their hashes.")
    parser.add_argument("--check", action="store_true", help="change nothing; fail where a lock is stale")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that are allowed")
    options = parser.parse_args()
    return _check() if options.check else _make(upgrade=options.upgrade)


def _make(*, upgrade: bool) -> int:
    for name in LOCKS:
        _resolve(ROOT, name, *(("--upgrade",) if upgrade else ()))
    for python in PYTHONS:
        for system in SYSTEMS:
            _try(python, system)
    return 0


def _check() -> int:
    """Resolve again, from the versions that are locked, and compare what is told but for the hashes.

    A registry may be given another wheel of a version at any time; that makes no lock stale.
    """
    stale = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in LOCKS:
            shutil.copy(ROOT / name, folder)
            _resolve(Path(folder), name)
            locked, wanted = _versions(ROOT / name), _versions(Path(folder, name))
            if locked != wanted:
                stale = 1
                difference = unified_diff(locked, wanted, name, "pyproject.toml", lineterm="")
                print(*difference, sep="\n")
    if stale:
        print("A lock is stale; run: python3 .ci/lock.py")
    return stale


def _versions(lock: Path) -> list[str]:
    lines = lock.read_text("utf-8").splitlines()
    return [line.rstrip("\\ ") for line in lines if not line.lstrip().startswith(("#", "--hash="))]


def _resolve(folder: Path, name: str, *options: str) -> None:
    extras = [part for extra in LOCKS[name] for part in ("--extra", extra)]
    first = next(iter(LOCKS))
    if name != first:
        extras += ["--constraint", str(folder / first)]
    _uv(
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--python-version",
        LEAST_PYTHON,
        "--generate-hashes",
        "--no-annotate",
        "--custom-compile-command",
        "python3 .ci/lock.py",
        *WHEELS,
        *extras,
        *options,
        "--output-file",
        str(folder / name),
        str(ROOT / "pyproject.toml"),
    )


def _try(python: str, system: str) -> None:
    """See that every package has a wheel that is locked for that Python and system; install nothing."""
    with tempfile.TemporaryDirectory() as folder:
        _uv(
            "pip",
            "install",
            "--quiet",
            "--dry-run",
            "--require-hashes",
            *WHEELS,
            "--python-version",
            python,
            "--python-platform",
            system,
            "--target",
            folder,
            "--requirement",
            str(ROOT / next(iter(LOCKS))),
        )


def _uv(*arguments: str) -> None:
    beside = Path(sys.executable).with_name("uv")
    uv = str(beside) if beside.exists() else shutil.which("uv")
    if uv is None:
        sys.exit("uv is missing; install requirements-dev.txt, which has it")
    environment = {**os.environ, "MACOSX_DEPLOYMENT_TARGET": MACOS}
    done = subprocess.run([uv, *arguments], cwd=ROOT, check=False, env=environment)
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    sys.exit(main())
