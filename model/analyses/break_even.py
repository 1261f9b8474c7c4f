"""The value of one figure at which a result is just a threshold, found by the declared formula itself."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from msgspec import Struct

from model.derive.bands import Floats
from model.text.figures import LARGEST
from model.text.words import Words, marked, words

_NEAR = 1e-6  # how near to the threshold an answer has to come, as a share of it


class BreakEven(Struct, frozen=True):
    """The value of a figure at which the threshold is crossed; without one the reason.

    `inside`: it lies within what is published of the figure, so that the published figure does not settle on
    which side of the threshold the result is.
    """

    value: float | None
    inside: bool = False
    reason: Words | None = None


def break_even(best: float, floor: float, threshold: float, result: Callable[[Floats], Floats]) -> BreakEven:
    """Return the value of a figure, now `best`, at which the result is `threshold`.

    `result` gives the result for values of the figure, NaN where there is none; `floor` is the least that the
    figure may be. A value is returned only if put back it gives the threshold.
    """
    start = max(abs(best), 1.0)
    found = _crossing(start * np.array([1.0, 2.0, 4.0]), threshold, result)
    if found is None:
        return BreakEven(None, reason=words(_NEVER))
    near = _crossing(found + max(abs(found), 1.0) * np.array([0.0, 0.5, 1.0]), threshold, result)
    candidates = np.array([_tidy(found, best), found] + ([] if near is None else [_tidy(near, best), near]))
    off = np.abs(result(candidates) - threshold)
    if not (off <= _NEAR * max(abs(threshold), 1.0)).any():
        return BreakEven(None, reason=words(_NEVER))
    x = float(candidates[np.nanargmin(off)])
    return BreakEven(None, reason=words(_BELOW_NOTHING)) if x < floor else BreakEven(x)


def _tidy(found: float, best: float) -> float:
    """Return an answer without the digits that rounding leaves behind."""
    return 0.0 if abs(found) <= 1e-9 * abs(best) else float(f"{found:.12g}")


def _crossing(points: Floats, threshold: float, result: Callable[[Floats], Floats]) -> float | None:
    """Return where the result is the threshold, if it is a ratio of sums as every measure is.

    Such a result is a line or a hyperbola, `result − threshold = (x − a) ÷ (b x + c)`, which three points
    determine. Multiplied out this is linear in a, b and c, and a is the answer.
    """
    off = result(points) - threshold
    if not np.isfinite(off).all():
        return None
    try:
        solved = np.linalg.solve(np.column_stack([np.ones(3), off * points, off]), points)
    except np.linalg.LinAlgError:
        return None
    found = float(solved[0])
    return found if abs(found) <= LARGEST else None


_NEVER = marked("no value of it alone gives that")
_BELOW_NOTHING = marked("it would have to be below 0")
