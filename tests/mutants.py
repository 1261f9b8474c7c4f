"""Puts faults into a module or a room, one at a time, and tells which of them its tests do not notice.

`python -m tests.mutants model/charts [TESTS…] [--most 25] [--seed 1]`: of the faults that can be put in (a
comparison, an operator, a condition, a number or a truth turned, a call left out), that many are drawn. Each
is tried in a copy of the project, by those of the tests, by default the room's own, that come to its line;
`--at-once` of them, by default one on each core.
Prints those that live on, and how many were noticed: some of those that live are no faults at all; and of how
many of the lines and branches any test comes to. `--least 90`: fails where that is less of them in per cent.
"""

from __future__ import annotations

import argparse
import ast
import importlib.util
import io
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from random import Random
from shutil import copytree, ignore_patterns

import numpy as np  # noqa: F401 - what most tests import is there in each process that is forked
import pytest
from coverage import Coverage, CoverageData
from PySide6 import QtWidgets  # noqa: F401 - as above

ROOT = Path(__file__).parent.parent
PAIRS: tuple[tuple[type[ast.AST], type[ast.AST]], ...] = (
    *((ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.Is, ast.IsNot), (ast.In, ast.NotIn)),
    *((ast.Add, ast.Sub), (ast.Mult, ast.Div), (ast.And, ast.Or)),
)
TURNED = dict(PAIRS) | {other: one for one, other in PAIRS}
LONGEST = 60  # seconds of the processor; a test that takes more goes round in circles, and notices
LONGEST_WAIT = 300  # seconds of the clock
MOST_MEMORY = 6 * 2**30  # bytes of a process whose fault makes it take ever more


def turnable(tree: ast.Module) -> Iterator[ast.expr | ast.If | ast.Expr]:
    """Yield what a fault can be put into; not how a record is kept (`frozen=True`), or how much a cache."""
    kept = {
        id(each)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
        for part in (*node.decorator_list, *getattr(node, "keywords", ()))
        for each in ast.walk(part)
    }
    for node in ast.walk(tree):
        if id(node) in kept:
            continue
        match node:
            case ast.Compare(ops=[operator, *_]) | ast.BinOp(op=operator) | ast.BoolOp(op=operator):
                if type(operator) in TURNED:
                    yield node
            case ast.Constant(value=bool() | int() | float()):
                yield node
            case ast.If(test=test) if not isinstance(test, ast.Compare | ast.Name):  # `if TYPE_CHECKING`
                yield node
            case ast.Expr(value=ast.Call()):
                yield node


def turn(node: ast.AST) -> None:
    """Put the fault in."""
    match node:
        case ast.Compare():
            node.ops[0] = TURNED[type(node.ops[0])]()  # type: ignore[call-overload] # a comparison for a comparison
        case ast.BinOp() | ast.BoolOp():
            node.op = TURNED[type(node.op)]()  # type: ignore[assignment] # an operator for one of its kind
        case ast.Constant(value=bool() as truth):
            node.value = not truth
        case ast.Constant(value=int() | float() as number):
            node.value = number + 1
        case ast.If():
            node.test = ast.UnaryOp(ast.Not(), node.test)
        case ast.Expr():
            node.value = ast.Constant(None)


class Each:
    """Ends the process with a test that goes round in circles, and lets coverage know which one runs."""

    def __init__(self, watched: Coverage | None = None) -> None:
        self._watched = watched

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self) -> None:
        """Look for no smaller example of a property that fails: that it fails is enough."""
        from hypothesis import Phase, settings  # noqa: PLC0415 - pytest wants to rewrite it first

        settings.register_profile("noticed", settings(), phases=(Phase.explicit, Phase.generate))
        settings.load_profile("noticed")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Begin the time of a test."""
        signal.setitimer(signal.ITIMER_PROF, LONGEST)
        signal.alarm(LONGEST_WAIT)
        if self._watched:
            self._watched.switch_context(item.nodeid)


def run(tree: Path, tests: Iterable[str], watched: Coverage | None = None, said: str = os.devnull) -> int:
    """Run tests in that copy until one fails, in a process of their own; return how that ended.

    What they print goes into the file `said`.
    """
    child = os.fork()
    if not child:
        try:
            os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT), 1)
            os.dup2(1, 2)
            resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
            os.environ["CI"] = "true"
            os.chdir(tree)
            sys.path[0] = str(tree)
            for name in [name for name in sys.modules if name.split(".")[0] == "tests"]:
                del sys.modules[name]
            if watched:
                watched.start()
            code = pytest.main(["-x", "-q", "-n0", "-p", "no:cacheprovider", *tests], [Each(watched)])
            if watched:
                watched.stop()
                watched.save()
            os._exit(code)
        finally:
            os._exit(-1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class Reaching:
    """Which tests come to a line."""

    def __init__(self, tree: Path, data: CoverageData) -> None:
        self._of = {
            Path(name).relative_to(tree).as_posix(): data.contexts_by_lineno(name)
            for name in data.measured_files()
        }

    def __call__(self, module: str, tree: ast.Module, node: ast.expr | ast.If | ast.Expr) -> list[str]:
        """Return them, those named for the module first; of what importing runs, all that come to any line.

        Of a module of which nothing but its import is run, all there are.
        """
        lines = self._of.get(module, {})
        tests = {test for of in lines.values() for test in of if test}
        own = lines.get(max((each for each in lines if each <= node.lineno), default=0), [])  # begun above
        if "" not in own and _in_a_body(tree, node):
            tests = set(own)
        elif lines and not tests:
            tests = {test for each in self._of.values() for of in each.values() for test in of if test}
        return sorted(tests, key=lambda test: (f"/test_{Path(module).stem}.py" not in test, test))


def _in_a_body(tree: ast.Module, node: ast.AST) -> bool:
    """Whether it is run by a call, not by importing the module."""
    functions = (each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef | ast.Lambda))
    bodies = (
        part for each in functions for part in (each.body if isinstance(each.body, list) else [each.body])
    )
    return any(node is each for body in bodies for each in ast.walk(body))


def try_faults(tree: Path, faults: Iterable[tuple[str, int]], reaching: Reaching) -> int:
    """Put each fault into that copy and take it out again; tell which live, and return how many."""
    living = 0
    for module, number in faults:
        source = (tree / module).read_text("utf-8")
        parsed = ast.parse(source)
        node = list(turnable(parsed))[number]
        before = ast.unparse(node).split("\n")[0]
        tests = reaching(module, parsed, node)
        turn(node)
        (tree / module).write_text(ast.unparse(parsed), "utf-8")
        if not tests or run(tree, tests) == pytest.ExitCode.OK:
            living += 1
            after = ast.unparse(node).split("\n")[0]
            print(f"{module}:{node.lineno}: {before}  →  {after}  ({len(tests)} tests)", flush=True)
        (tree / module).write_text(source, "utf-8")
        # Compiled in the same second, and as long, it would be taken for the next.
        Path(importlib.util.cache_from_source(str(tree / module))).unlink(missing_ok=True)
    return living


def own_tests(where: str) -> list[str]:
    """Return the tests of a room; those of what commands do stand with the program's, of which they are."""
    of_commands = ROOT.glob("tests/test_*command*.py") if where.startswith("gui/command_line") else ()
    return [f"tests/{where}", *sorted(path.relative_to(ROOT).as_posix() for path in of_commands)]


def modules(where: str) -> list[str]:
    """Return the names of a module, or of all in a room."""
    path = ROOT / where
    files = [path] if path.is_file() else sorted(path.rglob("*.py"))
    return [file.relative_to(ROOT).as_posix() for file in files]


def main() -> int:
    """Try the faults; end with 1 where the tests fail as they are."""
    parser = argparse.ArgumentParser(
        description="Which faults in a module or a room its tests do not notice."
    )
    parser.add_argument("where")
    parser.add_argument("tests", nargs="*")
    parser.add_argument("--most", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--least", type=float, default=0.0)
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    sources = {module: (ROOT / module).read_text("utf-8") for module in modules(given.where)}
    faults = [
        (module, number)
        for module, source in sources.items()
        for number, _ in enumerate(turnable(ast.parse(source)))
    ]
    tried = sorted(Random(given.seed).sample(faults, min(given.most, len(faults))))
    with tempfile.TemporaryDirectory() as folder:
        copy, kept = Path(folder).resolve() / "salient", f"{folder}/coverage"
        copytree(ROOT, copy, ignore=ignore_patterns(".*", "__pycache__"))
        room = str(copy / given.where)
        # Modules of a room that no test imports count too, of which `include` would know nothing.
        source, include = ([room], None) if len(sources) > 1 else (None, [room])
        watched = Coverage(kept, config_file=False, branch=True, source=source, include=include)
        said = f"{folder}/said"
        if run(copy, given.tests or own_tests(given.where), watched, said) != pytest.ExitCode.OK:
            print(f"{given.where}: the tests fail as they are\n{Path(said).read_text('utf-8')[-2000:]}")
            return 1
        watched.load()
        come_to = watched.report(file=io.StringIO())
        reaching = Reaching(copy, watched.get_data())
        trees = [copy, *(Path(folder, f"{number}").resolve() for number in range(1, given.at_once))]
        for tree in trees[1:]:
            copytree(copy, tree)
        shares = [tried[number :: given.at_once] for number in range(given.at_once)]
        with ProcessPoolExecutor(given.at_once, get_context("fork")) as pool:
            living = sum(pool.map(try_faults, trees, shares, repeat(reaching)))
    print(
        f"{given.where}: {len(tried) - living} of {len(tried)} faults noticed, of {len(faults)} there may be"
    )
    print(f"{given.where}: {come_to:.1f} % of lines and branches come to")
    return int(come_to < given.least)


if __name__ == "__main__":
    sys.exit(main())
