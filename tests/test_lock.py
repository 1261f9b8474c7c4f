"""The locked packages: everything that is wanted, in a version that is allowed, with hashes, from nowhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

import bootstrap

ROOT = Path(bootstrap.ROOT)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKS: Mapping[str, tuple[str, ...]] = {
    "requirements.txt": (),
    "requirements-test.txt": ("test",),
    "requirements-dev.txt": ("test", "dev"),
    "requirements-bundle.txt": ("bundle",),
}
PIN = re.compile(
    r"(?P<name>[a-z0-9-]+)==(?P<version>[0-9][0-9a-z.]*)(?: ; [^\\]+)?"
    r"(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n"
)


def text_of(lock: str) -> str:
    return (ROOT / lock).read_text("utf-8")


def pins(lock: str) -> dict[str, str]:
    return {found["name"]: found["version"] for found in PIN.finditer(text_of(lock))}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_pins_with_hashes_and_nothing_else(lock: str) -> None:
    left = PIN.sub("", text_of(lock))
    assert [line for line in left.splitlines() if not line.startswith("#")] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_locked_in_a_version_that_is_allowed(
    lock: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "_installed", lambda: pins(lock))
    assert bootstrap._has_right_versions(LOCKS[lock])


def test_the_locks_agree() -> None:
    everything = pins("requirements-dev.txt")
    for lock in LOCKS:
        # what makes bundles needs packages of its own
        names = pins(lock).keys() & everything.keys() if "bundle" in LOCKS[lock] else pins(lock).keys()
        assert {name: pins(lock)[name] for name in names} == {name: everything.get(name) for name in names}


def test_bootstrap_installs_what_is_locked() -> None:
    assert {Path(lock).name: extras for extras, lock in bootstrap.LOCKED.items()}.items() <= LOCKS.items()


def test_a_stale_lock_is_found(tmp_path: Path) -> None:
    """As .ci/run asks, with a stand-in for uv that resolves to a newer version."""
    (tmp_path / ".ci").mkdir()
    for name in (".ci/lock.py", "pyproject.toml", *LOCKS):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    uv = tmp_path / "bin" / "uv"

    def check(replacement: str) -> tuple[int, str]:
        uv.write_text(
            f"#!{sys.executable}\n"
            "import pathlib, sys\n"
            "lock = pathlib.Path(sys.argv[sys.argv.index('--output-file') + 1])\n"
            f"lock.write_text(lock.read_text().replace({replacement}))\n"
        )
        uv.chmod(0o755)
        command = [str(tmp_path / "bin" / "python"), str(tmp_path / ".ci" / "lock.py"), "--check"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    assert check("'--hash=sha256:', '--hash=sha256:0'") == (0, ""), "another wheel of the same version"
    code, said = check("'numpy==', 'numpy==9'")
    assert code == 1
    assert "+numpy==9" in said
