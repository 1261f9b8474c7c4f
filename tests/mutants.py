"""Puts faults into a module, one at a time, and tells which of them its tests do not notice.

`python -m tests.mutants MODULE.py TESTS… [--most 40] [--seed 1]`: of the faults that can be put in (a
comparison, an operator, a number or a truth turned), that many are drawn; each is tried in a copy of the
project, by the tests given. Prints those that live on, and how many of all were noticed: some of those that
live are no faults at all.
"""

from __future__ import annotations

import argparse
import ast
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from shutil import copytree, ignore_patterns

ROOT = Path(__file__).parent.parent
PAIRS: tuple[tuple[type[ast.AST], type[ast.AST]], ...] = (
    *((ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.Is, ast.IsNot), (ast.In, ast.NotIn)),
    *((ast.Add, ast.Sub), (ast.Mult, ast.Div), (ast.And, ast.Or)),
)
TURNED = dict(PAIRS) | {other: one for one, other in PAIRS}
LONGEST = 300  # seconds; who takes longer goes round in circles, and is noticed


def turnable(tree: ast.Module) -> Iterator[ast.Compare | ast.BinOp | ast.BoolOp | ast.Constant]:
    """Yield what a fault can be put into."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            if type(node.ops[0]) in TURNED:
                yield node
        elif isinstance(node, ast.BinOp | ast.BoolOp):
            if type(node.op) in TURNED:
                yield node
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int | float):
            yield node


def turn(node: ast.AST) -> None:
    """Put the fault in."""
    if isinstance(node, ast.Compare):
        node.ops[0] = TURNED[type(node.ops[0])]()  # type: ignore[call-overload] # a comparison for a comparison
    elif isinstance(node, ast.BinOp | ast.BoolOp):
        node.op = TURNED[type(node.op)]()  # type: ignore[assignment] # an operator for one of its kind
    elif isinstance(node, ast.Constant):
        node.value = not node.value if isinstance(node.value, bool) else node.value + 1  # type: ignore[operator] # a number


def notices(tree: Path, tests: list[str]) -> bool:
    """Whether any of the tests fails in that copy of the project."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(
            command,
            cwd=tree,
            env=os.environ | {"CI": "true"},
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def main() -> int:
    """Try the faults; end with 1 where the tests fail as they are."""
    parser = argparse.ArgumentParser(description="Which faults in a module its tests do not notice.")
    parser.add_argument("module")
    parser.add_argument("tests", nargs="+")
    parser.add_argument("--most", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    source = (ROOT / given.module).read_text("utf-8")
    count = sum(1 for _ in turnable(ast.parse(source)))
    tried = sorted(Random(given.seed).sample(range(count), min(given.most, count)))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "salient"
        copytree(ROOT, copy, ignore=ignore_patterns(".*", "__pycache__"))
        if notices(copy, given.tests):
            print("The tests fail as they are.")
            return 1
        living = 0
        for number in tried:
            tree = ast.parse(source)
            node = list(turnable(tree))[number]
            before = ast.unparse(node)
            turn(node)
            (copy / given.module).write_text(ast.unparse(tree), "utf-8")
            if not notices(copy, given.tests):
                living += 1
                print(f"{given.module}:{node.lineno}: {before}  →  {ast.unparse(node)}", flush=True)
    print(f"{len(tried) - living} of {len(tried)} noticed; {count} could be put in")
    return 0


if __name__ == "__main__":
    sys.exit(main())
