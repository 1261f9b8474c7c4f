"""Opening a project in the window runs nothing, reaches nothing, and opens nothing that the file names."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from model.files import save_project
from model.project import Project
from model.text.records import replace
from tests.gui.probed import probed
from tests.test_opening_runs_nothing import CHANGES, REACHES, ROOT, RUNS, ours, own_module, probe

OLD = 1_000_000_000


def hostile(trap: Path, port: int) -> Project:
    """Return a project whose texts are pictures and links, to a file and to this computer."""
    file, web = trap.as_uri(), f"http://127.0.0.1:{port}/x"
    mark = f'<img src="{file}"> <img src="{web}"> <a href="{file}">x</a>'
    project = probed()
    return replace(
        project,
        title=mark,
        notes=mark,
        sources=tuple(replace(each, note=mark, url=web) for each in project.sources),
        periods=tuple(replace(each, label=mark, note=mark) for each in project.periods),
    )


@pytest.mark.begun_first
def test_opening_and_looking_runs_and_reaches_nothing(tmp_path: Path) -> None:
    """Python is heard by an audit hook; what Qt opens shows on the file and on the port themselves."""
    trap = tmp_path / "trap.png"
    trap.write_text("no picture")
    os.utime(trap, (OLD, OLD + 1))
    files = [tmp_path / "a.json", tmp_path / "b.json"]
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        save_project(probe(trap), files[0])
        save_project(hostile(trap, server.getsockname()[1]), files[1])
        done = subprocess.run(
            [sys.executable, "-m", "tests.gui.opening_child", str(tmp_path), *map(str, files)],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        try:
            caller: object = server.accept()
        except BlockingIOError:
            caller = None
    assert caller is None
    assert trap.stat().st_atime == OLD  # where the disk notes reading at all, a first reading shows
    heard = json.loads(done.stdout.splitlines()[-1])
    kept = str(tmp_path / "data")  # journal, lock and earlier versions of what is open
    unwanted = [
        (event, argument)
        for event, argument in heard
        if event.startswith((*RUNS, *REACHES, *CHANGES))
        and event != "object.__getattr__"  # logging looks at the code of who logs
        and not own_module(event, argument)
        and not argument.startswith(kept)
    ]
    assert sorted(set(unwanted)) == []
    opened = {argument for event, argument in heard if event == "open"}
    beyond = {each for each in opened if not ours(each) and not each.startswith(kept)}
    assert beyond <= {str(path) for path in files}
