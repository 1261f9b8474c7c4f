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

ROOT = Path(__file__).parent.parent
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


def _lines(*endings: str) -> Iterator[tuple[str, str]]:
    """Yield (place, line) of every text file of the project with one of the endings."""
    for path in _files(*endings):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            yield f"{_place(path)}:{number}", line


def test_no_file_is_longer_than_five_hundred_lines() -> None:
    """Tests are left out: they are as long as their cases, and read one by one."""
    lengths = {_place(path): len(path.read_text("utf-8").splitlines()) for path in _files(".py")}
    assert {
        place: length
        for place, length in lengths.items()
        if length > LONGEST and not place.startswith("tests/")
    } == {}


def test_every_suppression_says_why_on_its_line() -> None:
    mark = re.compile(r"#\s*(?:noqa|type:\s*ignore|mypy:|pragma:|fmt:|ruff:)")
    reason = re.compile(r"\s(?:-|#|—)\s+.*\w{4}")
    bare = [
        f"{place}: {line.strip()}"
        for place, line in _lines(".py")
        if (found := mark.search(line))
        and "re.compile" not in line
        and not reason.search(line[found.end() :])
    ]
    assert bare == []


def test_nothing_is_left_for_later() -> None:
    mark = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|NotImplemented" + r"Error)\b")
    assert [f"{place}: {line}" for place, line in _lines(".py") if mark.search(line)] == []


def test_no_file_names_a_place_of_one_machine_or_of_a_registry() -> None:
    elsewhere = re.compile(r"(?<![\w.])/(?:work|opt|root|home|Users)/\w|pythonhosted|pypi\.org|index-url")
    own = _place(Path(__file__))
    endings = (".py", ".toml", ".txt", ".md", ".json", "run", ".gitignore")
    named = [f"{place}: {line}" for place, line in _lines(*endings) if elsewhere.search(line)]
    assert [line for line in named if not line.startswith(own)] == []


def test_what_waits_around_a_block_has_a_block() -> None:
    """Called by themselves these of pytest-qt return at once, and nothing was waited for."""
    call = re.compile(r"\s*qtbot\.wait(Exposed|Active|Signals?|Callback)\(")
    assert [place for place, line in _lines(".py") if place.startswith("tests/") and call.match(line)] == []


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
    for path in _files(".py"):
        given = Counter(_given(path))
        assert [name for name, count in given.items() if count > 1] == [], _place(path)


def _given(path: Path) -> Iterator[str]:
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def _imports(path: Path, package: str) -> bool:
    """Whether a module imports that package anywhere in it."""
    code = path.read_text("utf-8")
    if package not in code:  # most are told at a glance: to parse them all takes seconds
        return False
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if package in {name.partition(".")[0] for name in names}:
            return True
    return False


def test_the_model_is_importable_where_qt_is_not() -> None:
    modules = [
        _place(path)[:-3].replace("/", ".") for path in _files(".py") if _place(path).startswith("model/")
    ]
    imports = [f"import {module.removesuffix('.__init__')}" for module in modules]
    done = _python("-c", "\n".join([WITHOUT_QT, *imports]))
    assert done.returncode == 0, done.stderr


def test_the_tests_of_the_model_are_collected_where_qt_is_not() -> None:
    collect = (
        "import pytest; sys.exit(pytest.main(['-p', 'no:pytest-qt', '-qq', '--collect-only', 'tests/model']))"
    )
    done = _python("-c", f"{WITHOUT_QT}\n{collect}")
    assert done.returncode == 0, done.stdout[-2000:]


def _python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_every_link_between_pages_leads_to_a_page_and_to_a_heading_of_it() -> None:
    dead = []
    for page in _files(".md"):
        for link in re.findall(r"\]\((?!\w+:)([^)\s]+)\)", page.read_text("utf-8")):
            name, _, heading = link.partition("#")
            target = page.parent / name if name else page
            if not target.exists() or (heading and heading not in _headings(target)):
                dead.append(f"{_place(page)}: {link}")
    assert dead == []


def _headings(page: Path) -> set[str]:
    """Return what the headings of a page are called in a link, as the forges do it."""
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
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
