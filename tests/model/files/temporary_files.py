"""What a save writes before it takes the place of the file, and leaves where it is killed."""

from __future__ import annotations

from pathlib import Path

from model.files import safe_write


def left_over(folder: Path) -> list[str]:
    return [entry.name for entry in folder.iterdir() if entry.name.startswith(".salient-")]


def temporary(folder: Path, process: int, run: str = "0" * 8, machine: str = safe_write._MACHINE) -> Path:
    """Make a file named as one that a killed save left."""
    path = folder / f".salient-{machine}-{process}-{run}-0123abcd.tmp"
    path.write_bytes(b"{")
    return path
