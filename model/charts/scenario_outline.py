"""A scenario on a chart: its marks as outlines beside those of what was published, and said to be one."""

from __future__ import annotations

import numpy as np

from model.analyses.scenario import Scenario
from model.charts import ChartOptions, build
from model.charts.data import Chart, LegendEntry, Marks, Panel
from model.checks import ChecksOrLater
from model.derive.results import Results
from model.text.formats import Formats
from model.text.records import replace
from model.text.words import Words, words


def build_beside(
    key: str,
    results: Results,
    checks: ChecksOrLater,
    formats: Formats,
    options: ChartOptions,
    scenario: Scenario | None,
) -> Chart:
    """Return the chart `key` as `model.charts.build` does, with the scenario beside it where there is one."""
    published = build(key, results, checks, formats, options)
    if scenario is None:
        return published
    # what is claimed about the days is claimed in the scenario too: the same points on both
    alone = replace(options, envelope=False)  # a scenario is of the figures in use
    other = build(key, scenario.results, checks, formats, alone, baseline=results)
    return beside(published, other, scenario.said, formats)


def beside(published: Chart, scenario: Chart, said: Words, formats: Formats) -> Chart:
    """Return a chart with what a scenario would change of it; `said` names what the scenario assumes.

    `scenario` is the same chart of the project that the scenario makes. Marks that it leaves as they are
    have no outline.
    """
    heading = words("Scenario, not published: {said}.", said=said)
    note = " ".join(part for part in (formats.words(heading), published.note) if part)
    title = formats.words(words("{chart}, with a scenario", chart=published.title))

    def described() -> str:
        return f"{published.alt} {formats.words(heading)}"

    if published.empty or len(published.panels) != len(scenario.panels):
        return replace(published, title=title, note=note, describe=described)
    panels = tuple(
        _with_outlines(one, other, formats)
        for one, other in zip(published.panels, scenario.panels, strict=True)
    )
    outlined = [marks for panel in panels for marks in panel.beside]
    legend = published.legend
    if outlined:
        text = formats.words(words("scenario: {said}", said=said))
        legend = (*legend, LegendEntry(outlined[0].shape, outlined[0].tone, text, dashed=True))
    return replace(published, title=title, note=note, describe=described, panels=panels, legend=legend)


def _with_outlines(published: Panel, scenario: Panel, formats: Formats) -> Panel:
    outlines = []
    marks = list(published.marks)
    for other in scenario.marks:
        place = next((at for at, one in enumerate(marks) if _alike(one, other)), None)
        moved = np.arange(len(other)) if place is None else _moved(marks[place], other)
        if not len(moved):
            continue
        outlines.append(_taken(other, moved))
        if place is not None:
            marks[place] = _telling(marks[place], other, moved, formats)
    return replace(published, marks=tuple(marks), beside=tuple(outlines))


def _alike(one: Marks, other: Marks) -> bool:
    return (one.shape, one.tone, one.table) == (other.shape, other.tone, other.table)


def _moved(published: Marks, scenario: Marks) -> np.ndarray:
    """Return the marks of the scenario that are not as those published for the same row."""
    order = np.argsort(published.rows, kind="stable")
    known = published.rows[order]
    if not len(known):
        return np.arange(len(scenario))
    place = np.minimum(np.searchsorted(known, scenario.rows), len(known) - 1)
    same = known[place] == scenario.rows
    for one, other in zip(_columns(published), _columns(scenario), strict=True):
        same &= one[order][place] == other
    return np.flatnonzero(~same)


def _columns(marks: Marks) -> tuple[np.ndarray, ...]:
    return marks.x0, marks.x1, marks.low, marks.best, marks.high


def _taken(marks: Marks, at: np.ndarray) -> Marks:
    return replace(
        marks,
        rows=marks.rows[at],
        x0=marks.x0[at],
        x1=marks.x1[at],
        low=marks.low[at],
        best=marks.best[at],
        high=marks.high[at],
        lines=lambda i: marks.lines(int(at[i])),
        tip=lambda i: marks.tip(int(at[i])),
        met=None,
        x_low=None,
        x_high=None,
        doubt=None,
    )


def _telling(published: Marks, scenario: Marks, moved: np.ndarray, formats: Formats) -> Marks:
    """Return the published marks, their tips followed by what the scenario makes of the row."""

    def tip(i: int) -> str:
        found = moved[scenario.rows[moved] == published.rows[i]]
        lines = scenario.lines(int(found[0])) if len(found) else ()
        if not lines or not lines[0]:
            return published.tip(i)
        said = words("In the scenario: {value}", value=lines[0][0])
        return f"{published.tip(i)}\n{formats.words(said)}"

    return replace(published, tip=tip)
