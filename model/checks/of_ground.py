"""Ground taken, lost and net, all three published: whether the one follows from the two others."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from model.checks.findings import Concerned, Finding, Level, named
from model.checks.judging import Verdict, judge
from model.derive.results import Results
from model.derive.rows_where import rows_where
from model.project import Period
from model.text.figures import Figure
from model.text.outcomes import Value
from model.text.units import LENGTHS, convert
from model.text.words import marked, words


def ground_contradicting(results: Results) -> Iterator[Finding]:
    """Notice periods whose published net ground is not the ground taken less what was lost."""
    if len(results.inputs.beside) < 2:
        return
    periods, gross = results.project.periods, results.derived.ground.gross
    of_net, of_gross = (rows_where(periods, test) for test in (_of_net, _of_gross))
    rows = np.sort(np.concatenate([of_net[~gross[of_net]], of_gross[gross[of_gross]]]))
    if len(rows):
        said = marked("Net ground is not the ground taken less what was lost again: {names}.")
        names = named(periods, rows, results.inputs.start)
        yield Finding(
            Level.WARNING, "ground_contradicting", Concerned({"periods": rows}), words(said, names=names)
        )


def _of_net(period: Period) -> bool:
    return _contradicts(period.gains, period.gains_other, period.gains_lost)


def _of_gross(period: Period) -> bool:
    return _contradicts(period.gains_other, period.gains, period.gains_lost)


def _contradicts(net: Figure | None, taken: Figure | None, lost: Figure | None) -> bool:
    if net is None or taken is None or lost is None:
        return False
    if any(one.unit in LENGTHS for one in (net, taken)):  # an advance is no ground
        return False
    (low, best, high), (least, lost_best, most) = _bounds(taken), _bounds(lost)
    computed = Value(low - most, best - lost_best, high - least)
    return judge(net, computed, "km2", floor=-math.inf).verdict is Verdict.INCONSISTENT


def _bounds(figure: Figure) -> tuple[float, float, float]:
    low, best, high = (convert(bound, figure.unit or "km2", "km2") for bound in figure.bounds())
    return low, best, high
