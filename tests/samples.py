"""The samples with what is computed of them, made once: both are frozen, and many tests look at them."""

from __future__ import annotations

from functools import cache

from gui.session import Snapshot
from model.derive.results import derive
from model.files import sample


@cache
def of_sample(name: str) -> Snapshot:
    """Return a sample and everything computed from it, its checks when they are first asked for."""
    project = sample(name)
    return Snapshot(project, derive(project))
