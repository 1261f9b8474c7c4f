"""The samples with what is computed of them, made once: both are frozen, and many tests look at them."""

from __future__ import annotations

from functools import cache

from gui.session import Snapshot
from model.files import sample
from model.project import Project

_made: dict[int, Snapshot] = {}


@cache
def of_sample(name: str) -> Snapshot:
    """Return a sample and everything computed from it, its checks when they are first asked for."""
    project = sample(name)
    made = _made[id(project)] = Snapshot.of(project)
    return made


def computed(project: Project) -> Snapshot | None:
    """Return what was made of a project, if it is one of those samples."""
    return _made.get(id(project))
