"""The program as a process of its own, started as people start it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def run(*arguments: str, cache: Path) -> str:
    """Run Python with the arguments in the project's folder and return what it printed.

    `cache` keeps compiled modules, as every installation does after the first start. Fails,
    with what was said, where the exit code is not 0 or a fault was told.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(cache)
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if done.returncode or "Traceback" in done.stderr:
        raise AssertionError(f"{arguments}: {done.returncode}\n{done.stderr}")
    return done.stdout
