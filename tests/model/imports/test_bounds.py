"""The bounds of a child on macOS, which lets no process bound its memory: simulated."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys

import pytest

from model.imports.child import end_if_larger
from model.imports.child_side import SECONDS, bound_memory, bound_time

resource = pytest.importorskip("resource", reason="a system without bounds of a process")
HOLDS = "import sys; held = bytearray(b'x') * (96 << 20); print(flush=True); sys.stdin.read()"


def test_a_process_of_macos_bounds_its_time_and_leaves_its_memory_to_who_started_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bounds: dict[int, tuple[int, int]] = {}

    def refuse_memory(kind: int, most: tuple[int, int]) -> None:
        if kind in (resource.RLIMIT_AS, resource.RLIMIT_DATA):
            raise ValueError("current limit exceeds maximum limit")  # as macOS has it
        bounds[kind] = most

    monkeypatch.setattr(resource, "setrlimit", refuse_memory)
    monkeypatch.setattr(sys, "platform", "darwin")
    bound_memory()
    bound_memory(own=True)
    bound_time()
    assert bounds[resource.RLIMIT_CORE] == (0, 0)
    assert bounds[resource.RLIMIT_CPU][0] >= SECONDS


@pytest.mark.skipif(shutil.which("ps") is None, reason="this machine has no ps")
@pytest.mark.parametrize(("memory", "ended"), [(64 << 20, -signal.SIGKILL), (512 << 20, 0)])
def test_a_child_that_holds_more_than_it_may_is_ended(memory: int, ended: int) -> None:
    command = [sys.executable, "-I", "-S", "-c", HOLDS]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        child.stdout.readline()
        if not ended:
            child.stdin.close()
        end_if_larger(child, memory)
    assert child.returncode == ended
