"""Formulas of a workbook that stay live: ratios within a row, and the sums of the counted rows.

The formulas are those that the measures declare. One is only written where its result is the very value that
was computed, so that opening the workbook never changes a number.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping
from functools import cache

from model.derive.measures import MEASURE

_SIGNS = str.maketrans({"÷": "/", "×": "*", "−": "-"})
_OPERAND = re.compile(r"\{(\w+)\}")
_OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_NEAR = 1e-12

SUMMED = ("days", "months", "losses", "gains", "intake", "requirement")
"""Measures of a total that are the sums of those of the parts."""


def ratio_formula(measure: str, value: float, cells: Mapping[str, tuple[str, float]]) -> str | None:
    """Return the formula of a measure over other cells of its row, or None where it cannot be live.

    `cells`: the place and the number of each measure that stands in the row as a plain number.
    """
    declared = _declared(measure)
    if declared is None:
        return None
    operands = _OPERAND.findall(declared)
    if not operands or any(operand not in cells for operand in operands):
        return None
    try:
        result = _worth(_tree(declared), {operand: cells[operand][1] for operand in operands})
    except ZeroDivisionError:
        return None
    if not near(result, value):
        return None
    return f"={_OPERAND.sub(lambda found: cells[found[1]][0], declared)}"


def near(one: float, other: float) -> bool:
    """Return whether two numbers are the same but for the last digits of a float."""
    return math.isclose(one, other, rel_tol=_NEAR, abs_tol=0.0)


@cache
def _declared(measure: str) -> str | None:
    """Return the declared formula in the signs of a workbook: `{losses}/{days}`."""
    worked = MEASURE[measure].worked if measure in MEASURE else ""
    return re.sub(r"\s", "", worked.translate(_SIGNS)) or None


@cache
def _tree(declared: str) -> ast.expr:
    return ast.parse(_OPERAND.sub(r"\1", declared), mode="eval").body


def _worth(tree: ast.expr, numbers: Mapping[str, float]) -> float:
    """Return what a declared formula comes to; it holds nothing but numbers, names and four signs."""
    if isinstance(tree, ast.BinOp):
        return _OPERATORS[type(tree.op)](_worth(tree.left, numbers), _worth(tree.right, numbers))
    if isinstance(tree, ast.Name):
        return numbers[tree.id]
    if isinstance(tree, ast.Constant) and isinstance(tree.value, int | float):
        return tree.value
    raise ValueError(f"not a formula of a measure: {ast.dump(tree)}")
