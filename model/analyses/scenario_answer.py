"""Everything that comes of a scenario, computed at one go, so that it can be done beside the window."""

from __future__ import annotations

from dataclasses import dataclass

from model.analyses.scenario import Factors, said, scenario, untouched
from model.analyses.scenario_lines import Line, lines_of, until_lines
from model.analyses.sensitivity_lines import read_threshold
from model.derive.results import Results, derive
from model.text.days import span_words
from model.text.errors import Unreadable
from model.text.formats import Formats
from model.text.words import Words


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """What a scenario comes to, and what it assumes, in words."""

    results: Results
    said: Words


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes of a scenario: how many periods it leaves as they are, and what is shown and drawn."""

    published: Results
    untouched: int
    lines: tuple[Line, ...]
    until: str
    scenario: Scenario | None


def answer_of(published: Results, factors: Factors, threshold: str, formats: Formats) -> Answer:
    """Return what comes of a scenario. Touches no window, so that it may be called in a thread."""
    project, span = published.project, factors.span
    assumed = derive(scenario(project, factors), published)
    drawn = None
    if not factors.nothing and span is not None:
        drawn = Scenario(assumed, said(factors, span_words(span.start, span.end), formats))
    return Answer(
        published,
        len(untouched(project, factors)),
        lines_of(published, assumed, factors.series, formats),
        _until(published, assumed, factors.series, threshold, formats),
        drawn,
    )


def _until(published: Results, assumed: Results, series: str, typed: str, formats: Formats) -> str:
    if not typed:
        return ""
    try:
        threshold = read_threshold(typed, "shortfall", formats)
    except Unreadable as error:
        return formats.words(error.words)
    return "\n".join(until_lines(published, assumed, series, threshold, formats))
