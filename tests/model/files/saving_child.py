"""Saves a project over and over, for a test that kills it."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from model.files import sample, write_file, write_project
from model.text.records import replace


def main(path: Path) -> None:
    """Write two versions of a sample by turns, telling of the first one when it is there."""
    project = sample("months-2022-2024")
    versions = [write_project(replace(project, title=title)) for title in ("one", "two")]
    for turn in itertools.count():
        write_file(path, versions[turn % 2])
        if turn == 0:
            print("saved", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
