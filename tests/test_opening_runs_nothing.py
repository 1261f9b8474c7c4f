"""Opening a project runs nothing and opens nothing that the file names, as an audit hook sees it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from model.files import sample, sample_names, save_project
from model.project import Project
from model.text.records import replace

ROOT = Path(__file__).parent.parent

# What is imported and compiled is imported before; from then on a project file is all that is touched.
CHILD = """
import json, sys
from model.checks import checks
from model.files import open_project
from model.output.documents import report_bytes as report
from model.derive.results import derive
from model.columns import Context
from model.text.formats import Formats
from model.files import sample

def use(project):
    ctx = Context.of(project, Formats())
    for kind in ("text", "json", "csv", "markdown"):
        report(ctx, kind)

use(sample("autumn-2024"))
heard = []
listening = [False]

def listen(event, args):
    if listening[0]:
        heard.append((event, str(args[0]) if args else ""))

sys.addaudithook(listen)
for path in sys.argv[1:]:
    listening[0] = True
    use(open_project(path))
    listening[0] = False
print(json.dumps(heard))
"""
RUNS = ("exec", "compile", "import", "pickle.", "marshal.", "ctypes.", "code.", "object.__getattr__")
REACHES = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.spawn",
    "os.posix_spawn",
    "os.fork",
    "urllib.",
)
CHANGES = ("os.remove", "os.rename", "os.mkdir", "os.truncate", "shutil.", "tempfile.", "webbrowser.")


def probe(trap: Path) -> Project:
    """Return a project whose texts name a file, addresses, and what could be run."""
    texts = (
        str(trap),
        trap.as_uri(),
        "http://127.0.0.1:9/x",
        "=cmd|'/C calc'!A0",
        "__import__('os').system('true')",
        "!!python/object/apply:os.system [true]",
        "${jndi:ldap://127.0.0.1/x}",
        "{0.__class__}",
    )
    project = sample("autumn-2024")
    return replace(
        project,
        title=texts[4],
        notes="\n".join(texts),
        sources=tuple(replace(each, url=texts[number % 3]) for number, each in enumerate(project.sources)),
        periods=tuple(
            replace(each, label=texts[number % 8], note=texts[(number + 3) % 8])
            for number, each in enumerate(project.periods)
        ),
        claims=tuple(replace(each, quote=texts[number % 8]) for number, each in enumerate(project.claims)),
    )


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Every sample, and a probe that names a file beside it."""
    trap = tmp_path / "trap.py"
    trap.write_text("raise SystemExit(3)")
    paths = [tmp_path / f"{name}.json" for name in sample_names()]
    for path in paths:
        save_project(sample(path.stem), path)
    save_project(probe(trap), tmp_path / "probe.json")
    return [*paths, tmp_path / "probe.json"]


def test_opening_computing_and_reporting_runs_and_reaches_nothing(files: list[Path]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *map(str, files)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    heard = json.loads(done.stdout)
    unwanted = [
        (event, argument)
        for event, argument in heard
        if event.startswith((*RUNS, *REACHES, *CHANGES)) and not own_module(event, argument)
    ]
    assert unwanted == []
    opened = {argument for event, argument in heard if event == "open" and not ours(argument)}
    assert opened == {str(path) for path in files}


def own_module(event: str, argument: str) -> bool:
    """Whether a module of the program, or the code of one, is loaded late."""
    return (event == "import" and argument.split(".", maxsplit=1)[0] in {"model", "numpy", "encodings"}) or (
        event == "exec" and ours(argument.removeprefix("<code object <module> at ").partition('file "')[2])
    )


def ours(path: str) -> bool:
    return path.startswith((str(ROOT), sys.prefix, sys.base_prefix))
