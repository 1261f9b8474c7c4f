"""What comes of asking which figures move a result most: all that is shown of it, made in one go.

Nothing here is bound to the window, so that the answer of a large project can be made beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from model.analyses.sensitivity import Study, Target, study
from model.analyses.sensitivity_lines import Line, lines_of, summary
from model.derive.results import Results
from model.text.formats import Formats

_USUAL = ("losses_per_gain", "shortfall")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked at: a series, or the period `row` of it, a measure and a threshold in its unit.

    `measure`: None for the first of the usual results that some figure leaves uncertain.
    """

    series: str
    measure: str | None = None
    row: int | None = None
    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a result rests on: the study, what the result is in words, and a line for each figure."""

    study: Study
    said: str
    lines: tuple[Line, ...]


def answer_of(results: Results, asked: Asked, formats: Formats) -> Answer:
    """Return what a result rests on. Raises KeyError for a measure that has no sensitivity."""
    measure = asked.measure or _first_measure(results, asked.series)
    made = study(results, Target(asked.series, measure, asked.row))
    return Answer(made, summary(made, formats), lines_of(made, formats, asked.threshold))


def _first_measure(results: Results, series: str) -> str:
    uncertain = (key for key in _USUAL if study(results, Target(series, key)).swings)
    return next(uncertain, _USUAL[0])
