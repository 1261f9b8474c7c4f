"""The limits of a child on Windows, where no process can bound itself: a job object of the system.

Written from the documentation of the Windows API and tried with a stand-in; never run on Windows by us.
"""

from __future__ import annotations

import ctypes
from ctypes import c_int64, c_size_t, c_uint32, c_uint64, c_void_p, sizeof
from typing import Any

_EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
_PROCESS_TIME, _PROCESS_MEMORY, _KILL_ON_CLOSE = 0x2, 0x100, 0x2000
_TICKS = 10_000_000  # of 100 ns in a second


class _Basic(ctypes.Structure):
    _fields_ = (
        ("per_process_time", c_int64),
        ("per_job_time", c_int64),
        ("flags", c_uint32),
        ("least_working_set", c_size_t),
        ("most_working_set", c_size_t),
        ("active_processes", c_uint32),
        ("affinity", c_size_t),
        ("priority", c_uint32),
        ("scheduling", c_uint32),
    )


class JobLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION: 144 bytes where pointers have eight."""

    _fields_ = (
        ("basic", _Basic),
        ("counters", c_uint64 * 6),
        ("process_memory", c_size_t),
        ("job_memory", c_size_t),
        ("peak_process_memory", c_size_t),
        ("peak_job_memory", c_size_t),
    )


def limit_child(handle: int, memory: int, seconds: int, kernel: Any = None) -> int:
    """Put the process of a handle, and what it starts, under limits of memory (bytes) and processor time.

    The Python of a virtual environment starts another there, so the number of processes has no limit. Returns
    the handle of the job, whose closing ends the process. Raises OSError where the system refuses.
    """
    kernel = kernel or getattr(ctypes, "WinDLL")("kernel32", use_last_error=True)  # noqa: B009 - not there elsewhere
    kernel.CreateJobObjectW.restype = c_void_p
    job = kernel.CreateJobObjectW(None, None)
    limits = JobLimits()
    limits.basic.flags = _PROCESS_TIME | _PROCESS_MEMORY | _KILL_ON_CLOSE
    limits.basic.per_process_time = seconds * _TICKS
    limits.process_memory = memory
    done = job and kernel.SetInformationJobObject(
        c_void_p(job), _EXTENDED_LIMITS, ctypes.byref(limits), c_uint32(sizeof(limits))
    )
    if not done or not kernel.AssignProcessToJobObject(c_void_p(job), c_void_p(handle)):
        raise OSError("Windows gave no limits for the program that reads the file")
    return int(job)
