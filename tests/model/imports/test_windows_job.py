"""The limits that a child gets on Windows, with a stand-in for the system."""

from __future__ import annotations

import ctypes
from typing import Any

import pytest

from model.imports.windows_job import JobLimits, limit_child


class WithResult:
    """A function with a `restype`, as those of a library have it."""

    def __init__(self, function: Any) -> None:
        self.function, self.restype = function, None

    def __call__(self, *given: object) -> object:
        return self.function(*given)


class Kernel:
    """Keeps what it was asked; `refuses` names the call that fails."""

    def __init__(self, refuses: str = "") -> None:
        self.refuses = refuses
        self.limits = JobLimits()
        self.assigned: tuple[int, int] | None = None
        self.CreateJobObjectW = WithResult(self._create)  # the names are those of Windows

    def _create(self, _attributes: object, _name: object) -> int:
        return 0 if self.refuses == "create" else 77

    def SetInformationJobObject(self, _job: object, kind: int, limits: Any, _size: object) -> int:
        assert kind == 9
        self.limits = limits._obj
        return int(self.refuses != "set")

    def AssignProcessToJobObject(self, job: Any, handle: Any) -> int:
        self.assigned = (job.value, handle.value)
        return int(self.refuses != "assign")


def test_the_structure_is_as_long_as_windows_has_it() -> None:
    assert ctypes.sizeof(ctypes.c_void_p) != 8 or ctypes.sizeof(JobLimits) == 144


def test_memory_and_time_are_bounded_and_the_child_ends_with_the_job() -> None:
    system = Kernel()
    assert limit_child(5, 640 << 20, 9, system) == 77
    assert system.assigned == (77, 5)
    assert (system.limits.process_memory, system.limits.basic.per_process_time) == (640 << 20, 90_000_000)
    assert system.limits.basic.flags == 0x2102


@pytest.mark.parametrize("refuses", ["create", "set", "assign"])
def test_what_windows_refuses_is_told(refuses: str) -> None:
    with pytest.raises(OSError, match="no limits"):
        limit_child(5, 1 << 20, 1, Kernel(refuses))
