"""Rules of the house that no linter knows; each says what to do when it is broken."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.trees import ROOT, text_of, tree_of

LEFT_OUT = {".git", ".venv", ".hypothesis", ".mypy_cache", ".ruff_cache", ".pytest_cache", "__pycache__"}
LONGEST = 500  # lines; CONTRIBUTING.md says about 500

WITHOUT_QT = """\
import importlib.abc, sys

class NoQt(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6", "pyqtgraph", "gui"}:
            raise ModuleNotFoundError(f"{name} is not here", name=name)

sys.meta_path.insert(0, NoQt())
"""


def _files(*endings: str) -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(set(folders) - LEFT_OUT)
        yield from (Path(folder, name) for name in sorted(names) if name.endswith(endings))


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _lines(pattern: str, *endings: str) -> Iterator[str]:
    """Yield "place:number: line" of every line with a pattern in the files with one of the endings.

    A pattern that begins with a letter or a choice of letters is looked for quickest.
    """
    mark = re.compile(pattern)
    for path in _files(*endings):
        text = text_of(path)
        if mark.search(text):
            lines = enumerate(text.splitlines(), 1)
            yield from (f"{_place(path)}:{number}: {line}" for number, line in lines if mark.search(line))


def test_no_file_is_longer_than_five_hundred_lines() -> None:
    """Tests are left out: they are as long as their cases, and read one by one."""
    lengths = {_place(path): len(text_of(path).splitlines()) for path in _files(".py")}
    assert {
        place: length
        for place, length in lengths.items()
        if length > LONGEST and not place.startswith("tests/")
    } == {}


def test_every_suppression_says_why_on_its_line() -> None:
    mark = r"#\s*(?:noqa|type:\s*ignore|mypy:|pragma:|fmt:|ruff:)"
    reason = re.compile(rf"{mark}.*?\s(?:-|#|—)\s+.*\w{{4}}")
    bare = [line for line in _lines(mark, ".py") if "mark = " not in line and not reason.search(line)]
    assert bare == []


def test_nothing_is_left_for_later() -> None:
    mark = r"(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|NotImplemented" + r"Error)\b"
    assert list(_lines(mark, ".py")) == []


def test_no_file_names_a_place_of_one_machine_or_of_a_registry() -> None:
    elsewhere = r"/(?<![\w.]/)(?:work|opt|root|home|Users)/\w|pythonhosted|pypi\.org|index-url"
    own = _place(Path(__file__))
    endings = (".py", ".toml", ".txt", ".md", ".json", "run", ".gitignore")
    assert [line for line in _lines(elsewhere, *endings) if not line.startswith(own)] == []


def test_what_waits_around_a_block_has_a_block() -> None:
    """Called by themselves these of pytest-qt return at once, and nothing was waited for."""
    call = re.compile(r":\d+: *qtbot\.wait")
    waiting = _lines(r"qtbot\.wait(?:Exposed|Active|Signals?|Callback)\(", ".py")
    assert [line for line in waiting if line.startswith("tests/") and call.search(line)] == []


def test_pyqtgraph_is_imported_where_charts_are_drawn_and_nowhere_else() -> None:
    importers = {_place(path) for path in _files(".py") if _imports(path, "pyqtgraph")}
    assert {place for place in importers if "/charts/" not in place} == set()


def test_frozen_values_are_structs_and_copied_by_their_replace() -> None:
    """Write `class X(Struct, frozen=True)` of msgspec, and import `replace` from `model.text.records`."""
    importers = {_place(path) for path in _files(".py") if _imports(path, "dataclasses")}
    product = {place for place in importers if not place.startswith("tests/")}
    assert product == {"model/text/records.py"}  # which tells mypy that its `replace` is the checked one


def test_no_module_gives_one_name_twice() -> None:
    """The second would stand for the first in what was written before it: nothing else tells."""
    at_a_glance = re.compile(r"^(?:def |class |(?=\w+(?: =|:)))(\w+)", re.MULTILINE)
    for path in _files(".py"):
        begun = at_a_glance.findall(text_of(path))
        if len(set(begun)) < len(begun):
            given = Counter(_given(path))
            assert [name for name, count in given.items() if count > 1] == [], _place(path)


def _given(path: Path) -> Iterator[str]:
    for node in tree_of(path).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def _imports(path: Path, package: str) -> bool:
    """Whether a module imports that package anywhere in it."""
    code = text_of(path)
    if package not in code:  # most are told at a glance: to parse them all takes seconds
        return False
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if package in {name.partition(".")[0] for name in names}:
            return True
    return False


def test_the_model_is_imported_and_its_tests_are_collected_where_qt_is_not() -> None:
    modules = [_place(path)[:-3].replace("/", ".") for path in (ROOT / "model").rglob("*.py")]
    imports = [f"import {module.removesuffix('.__init__')}" for module in modules]
    collect = "import pytest; sys.exit(pytest.main(['-p', 'no:pytest-qt', '-qq', '--co', 'tests/model']))"
    command = [sys.executable, "-c", "\n".join([WITHOUT_QT, *imports, collect])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout[-2000:]


def test_every_link_between_pages_leads_to_a_page_and_to_a_heading_of_it() -> None:
    dead = []
    for page in _files(".md"):
        for link in re.findall(r"\]\((?!\w+:)([^)\s]+)\)", text_of(page)):
            name, _, heading = link.partition("#")
            target = page.parent / name if name else page
            if not target.exists() or (heading and heading not in _headings(target)):
                dead.append(f"{_place(page)}: {link}")
    assert dead == []


def _headings(page: Path) -> set[str]:
    """Return what the headings of a page are called in a link, as the forges do it."""
    heads = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_what_a_page_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    quoted = re.findall(r"`([\w./-]+/[\w./-]*|[\w-]+\.(?:py|toml|txt|md|json))`", text)
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    made_at_run_time = {"./salient-charts/"}
    named = {name for name in {*quoted, *linked} - made_at_run_time if not name.startswith(".venv/")}
    missing = [name for name in named if not (ROOT / name).exists()]
    assert sorted(missing) == []
