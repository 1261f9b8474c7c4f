"""Puts faults into modules or rooms, one at a time, and tells which of them no test notices.

`python -m tests.mutants model/charts gui/panels [--by TESTS…] [--most 25] [--seed 1]`: of the faults that can
be put into each (a comparison, an operator, a condition, a number or a truth turned, a call left out), that
many are drawn. The tests, by default all, are run once and watched: which come to a line, and how long they
take. Each fault is then tried in a copy of the project by tests that come to its line, until one fails: by
those of the room's own folder, then by the others, of each as many as take `--seconds` together, first those
that come to most lines of the module; `--at-once` of the faults, by default one on each core.
Prints those that live on, with how many tests were tried, and how many were noticed: some that live are no
faults at all; and of how many of the lines and branches any test comes to. `--floors FILE`: fails where that
is less than the file says, in per cent. `--kept FOLDER`: what was watched is kept for another time, when only
files of tests that changed are watched; of a module that changed, tests are chosen by the lines it had.
"""

from __future__ import annotations

import argparse
import ast
import importlib.util
import io
import math
import os
import resource
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from random import Random
from shutil import copytree, ignore_patterns
from typing import NamedTuple

import numpy as np  # noqa: F401 - what most tests import is there in each process that is forked
import pytest
from coverage import Coverage
from PySide6 import QtWidgets  # noqa: F401 - as above

ROOT = Path(__file__).parent.parent
# They look at the text of the program, which a fault rewrites, or at what it does in other processes alone.
LEFT_OUT = (
    *("tests/benchmarks", "tests/gui/test_house.py", "tests/test_house.py", "tests/test_lock.py"),
    *("tests/test_bootstrap.py", "tests/test_bootstrap_system.py", "tests/test_packaging.py"),
    *("tests/test_translations.py", "tests/test_words.py", "tests/test_hostile_files.py"),
    *("tests/journeys/test_crash.py", "tests/model/files/test_dead_saves.py"),
)
PAIRS: tuple[tuple[type[ast.AST], type[ast.AST]], ...] = (
    *((ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.Is, ast.IsNot), (ast.In, ast.NotIn)),
    *((ast.Add, ast.Sub), (ast.Mult, ast.Div), (ast.And, ast.Or)),
)
TURNED = dict(PAIRS) | {other: one for one, other in PAIRS}
LONGEST = 60  # seconds of the processor; a test that takes more goes round in circles, and notices
LONGEST_WAIT = 300  # seconds of the clock
OF_EACH = 0.01  # seconds that pytest takes beside what a test takes
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
    """Ends the process with a test that goes round in circles, and runs them in the order asked for."""

    def __init__(self, tests: Sequence[str]) -> None:
        self._place = {test: place for place, test in enumerate(tests)}

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self) -> None:
        """Look for no smaller example of a property that fails: that it fails is enough."""
        from hypothesis import Phase, settings  # noqa: PLC0415 - pytest wants to rewrite it first

        settings.register_profile("noticed", settings(), phases=(Phase.explicit, Phase.generate))
        settings.load_profile("noticed")

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Begin with what is likely to notice."""
        items.sort(key=lambda item: self._place.get(item.nodeid, 0))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        """Begin the time of a test."""
        signal.setitimer(signal.ITIMER_PROF, LONGEST)
        signal.alarm(LONGEST_WAIT)


class Watched:
    """What is known of tests: which come to a line, and how many seconds each takes of the processor."""

    def __init__(self, kept: Path, tree: Path) -> None:
        self._tree, self._times = tree, kept / "times"
        rooms = [str(tree / rooms) for rooms in ("model", "gui")]  # what no test imports counts too
        self._coverage = Coverage(kept / "coverage", config_file=False, branch=True, source=rooms)
        self._coverage.load()
        lines = self._times.read_text("utf-8").splitlines() if self._times.exists() else ()
        told = (line.split(" ", 1) for line in lines)
        self.seconds = {test: float(took) for took, test in told if (ROOT / _file(test)).exists()}
        self._began, self._passed = 0.0, True

    @contextmanager
    def watching(self, tests: Sequence[str]) -> Iterator[None]:
        """While they run, add to what is known; one that a file no longer has is forgotten."""
        known = [(test, took) for test, took in self.seconds.items() if _file(test) not in tests]
        self._times.write_text("".join(f"{took} {test}\n" for test, took in known), "utf-8")
        self._coverage.start()
        yield
        self._coverage.stop()
        self._coverage.save()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Let coverage know which test runs."""
        self._coverage.switch_context(item.nodeid)
        self._began, self._passed = sum(os.times()[:4]), True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep how long it took, its children with it; for ever where it did not pass."""
        self._passed = self._passed and report.passed
        if report.when == "teardown":
            took = sum(os.times()[:4]) - self._began if self._passed else math.inf
            with self._times.open("a", encoding="utf-8") as file:
                print(f"{took + OF_EACH:.2f} {report.nodeid}", file=file)

    def share(self, where: str) -> float:
        """Return how many of the lines and branches of a module or a room any test comes to, in per cent."""
        path = self._tree / where
        return self._coverage.report(
            include=[f"{path}/*" if path.is_dir() else str(path)], file=io.StringIO()
        )

    def reaching(self, module: str, tree: ast.Module, node: ast.AST, line: int) -> Counter[str]:
        """Return the tests that come to a line, and to how many lines of its module each of them comes.

        Of what importing runs they are those that come to any of the module; where it is run in other
        processes only, of which nothing is known, all of the room's own.
        """
        lines = self._coverage.get_data().contexts_by_lineno(str(self._tree / module))
        passed = {test for test, took in self.seconds.items() if took < math.inf}
        all_of_it = Counter(test for of in lines.values() for test in of if test in passed)
        of_line = lines.get(max((each for each in lines if each <= line), default=0), ())  # begun above
        if "" in of_line or not _in_a_body(tree, node):
            of_line = ()
        return (
            Counter({test: all_of_it[test] for test in of_line if test in passed})
            or all_of_it
            or Counter(test for test in passed if test.startswith(_folder(module)))
        )

    def chosen(self, tests: Mapping[str, int], most: float) -> list[str]:
        """Return as many as take so many seconds: those that come to most of the module first."""
        within: dict[str, list[str]] = {}
        for test in sorted(tests, key=lambda test: (-tests[test], self.seconds[test], test)):
            if self.seconds[test] <= most:
                most -= self.seconds[test]
                within.setdefault(_file(test), []).append(test)  # each file prepares once
        return [test for of in within.values() for test in of]


def _file(test: str) -> str:
    return test.partition("::")[0]


def _folder(module: str) -> str:
    """Return where the tests of a module's room are, as the names of those tests begin."""
    return f"tests/{'/'.join(module.split('/')[:2])}/"


def _in_a_body(tree: ast.Module, node: ast.AST) -> bool:
    """Whether it is run by a call, not by importing the module."""
    functions = (each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef | ast.Lambda))
    bodies = (
        part for each in functions for part in (each.body if isinstance(each.body, list) else [each.body])
    )
    return any(node is each for body in bodies for each in ast.walk(body))


def run(tree: Path, tests: Sequence[str], kept: Path | None = None, said: str = os.devnull) -> int:
    """Run tests in that copy, in a process of their own; return how that ended.

    Watched, all of them, and what is seen is `kept`; else until one fails. What they print goes into `said`.
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
            arguments = ["-q", "-n0", "-p", "no:cacheprovider", *tests]
            if not kept:
                os._exit(pytest.main(["-x", *arguments], [Each(tests)]))
            watched = Watched(kept, tree)  # here: coverage begins its data anew in another process
            with watched.watching(tests):
                code = pytest.main([*(f"--ignore={each}" for each in LEFT_OUT), *arguments], [watched])
            os._exit(code)
        finally:
            os._exit(-1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class Fault(NamedTuple):
    """One fault, by its number among those of a module, and the tests to try it by."""

    module: str
    number: int
    own: list[str]
    others: list[str]
    reaching: int  # tests


def faults_of(tree: Path, where: str) -> list[tuple[str, int]]:
    """Return every fault that can be put into a module, or into those of a room."""
    path = tree / where
    files = [path] if path.is_file() else sorted(path.rglob("*.py"))
    return [
        (file.relative_to(tree).as_posix(), number)
        for file in files
        for number, _ in enumerate(turnable(ast.parse(file.read_text("utf-8"))))
    ]


def fault(copy: Path, module: str, number: int, watched: Watched, most: float) -> Fault:
    """Choose the tests to try it by."""
    tree = ast.parse((copy / module).read_text("utf-8"))
    node = [*turnable(tree)][number]
    reaching = watched.reaching(module, tree, node, node.lineno)
    near = {test: lines for test, lines in reaching.items() if test.startswith(_folder(module))}
    own, others = (watched.chosen(tests, most) for tests in (near, reaching - Counter(near)))
    return Fault(module, number, own, others, len(reaching))


def try_faults(tree: Path, faults: Iterable[Fault]) -> int:
    """Put each fault into that copy and take it out again; tell which live, and return how many."""
    living = 0
    for module, number, own, others, reaching in faults:
        source = (tree / module).read_text("utf-8")
        parsed = ast.parse(source)
        node = list(turnable(parsed))[number]
        before = ast.unparse(node).split("\n")[0]
        turn(node)
        (tree / module).write_text(ast.unparse(parsed), "utf-8")
        if all(run(tree, tests) == pytest.ExitCode.OK for tests in (own, others) if tests):
            living += 1
            after = ast.unparse(node).split("\n")[0]
            tried = f"{len(own)} own and {len(others)} other of {reaching} tests"
            print(f"{module}:{node.lineno}: {before}  →  {after}  ({tried})", flush=True)
        (tree / module).write_text(source, "utf-8")
        # Compiled in the same second, and as long, it would be taken for the next.
        Path(importlib.util.cache_from_source(str(tree / module))).unlink(missing_ok=True)
    return living


def copied(copy: Path, by: Sequence[str]) -> list[str]:
    """Bring that copy up to date, and return what of the tests has to be watched: all, or what changed."""
    new = not copy.exists()
    files = [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("tests/**/test_*.py")]
    changed = [
        file
        for file in sorted(files)
        if not (copy / file).exists() or (copy / file).read_bytes() != (ROOT / file).read_bytes()
    ]
    copytree(ROOT, copy, ignore=ignore_patterns(".*", "__pycache__"), dirs_exist_ok=True)
    return (
        [*by]
        if new
        else [file for file in changed if file.startswith((*by,)) and not file.startswith(LEFT_OUT)]
    )


def main() -> int:
    """Try the faults; end with 1 where the tests cannot be run, or come to less than they have to."""
    parser = argparse.ArgumentParser(description="Which faults in modules or rooms no test notices.")
    parser.add_argument("where", nargs="+")
    parser.add_argument("--by", nargs="+", default=["tests"], metavar="TESTS")
    parser.add_argument("--most", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--kept", type=Path)
    parser.add_argument("--floors", type=Path)
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    floors = (
        dict(line.split() for line in given.floors.read_text("utf-8").splitlines()) if given.floors else {}
    )
    low = False
    with tempfile.TemporaryDirectory() as folder:
        kept = (given.kept or Path(folder)).resolve()
        kept.mkdir(parents=True, exist_ok=True)
        copy, said = kept / "salient", Path(folder, "said")
        tests = copied(copy, given.by)
        fine = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
        if tests and run(copy, tests, kept, str(said)) not in fine:
            print(f"the tests cannot be run\n{said.read_text('utf-8')[-2000:]}")
            return 1
        watched = Watched(kept, copy)
        for test in (test for test, took in watched.seconds.items() if took == math.inf):
            print(f"left out, skipped or failing where it is watched: {test}")
        trees = [copy, *(Path(folder, f"{number}").resolve() for number in range(1, given.at_once))]
        for tree in trees[1:]:
            copytree(copy, tree)
        with ProcessPoolExecutor(given.at_once, get_context("fork")) as pool:
            for where in given.where:
                possible = faults_of(copy, where)
                drawn = sorted(Random(given.seed).sample(possible, min(given.most, len(possible))))
                faults = [fault(copy, module, number, watched, given.seconds) for module, number in drawn]
                shares = [faults[number :: given.at_once] for number in range(given.at_once)]
                noticed = len(faults) - sum(pool.map(try_faults, trees, shares))
                print(f"{where}: {noticed} of {len(faults)} faults noticed, of {len(possible)} there may be")
                share = watched.share(where)
                print(f"{where}: {share:.1f} % of lines and branches come to", flush=True)
                low |= share < float(floors.get(where, 100 if floors else 0))
    return int(low)


if __name__ == "__main__":
    sys.exit(main())
