"""Series or sources side by side, as rows of text to show and to copy."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from model.analyses.compare_series import MeasureLine, SeriesComparison
from model.derive.against_baseline import Against
from model.derive.measures import MEASURE
from model.project import COUNTS_IN_SHORT, GAINS_IN_SHORT, with_stance
from model.text.formats import Formats
from model.text.outcomes import Absent
from model.text.words import Words, marked, words

_NOT_STATED = marked("not stated")


def rows_of_text(comparison: SeriesComparison, formats: Formats) -> list[list[str]]:
    """Return the comparison as rows of text, the heads first; a cell without a value says why.

    Measures that no series has are left out.
    """
    said = formats.words
    described = comparison.described
    rows = [["", *(one.name for one in described)]]
    about = (
        (marked("Losses count"), lambda one: words(COUNTS_IN_SHORT[one.series.counts])),
        (marked("Gains are"), lambda one: words(GAINS_IN_SHORT[one.series.gains_are])),
        (marked("Side"), lambda one: one.series.side),
        (marked("Scope of losses"), lambda one: _scopes_said(one.losses_scopes, formats)),
        (marked("Scope of gains"), lambda one: _scopes_said(one.gains_scopes, formats)),
        (marked("From – to"), lambda one: one.days or ""),
        (marked("Days counted"), lambda one: formats.number(one.counted_days, "days")),
        (
            marked("Sources"),
            lambda one: "; ".join(said(with_stance(s)) for s in one.sources),
        ),
    )
    for head, tell in about:
        told = [tell(one) for one in described]
        rows.append([said(words(head)), *(said(cell) if isinstance(cell, Words) else cell for cell in told)])
    for line in comparison.lines:
        if all(isinstance(outcome, Absent) for outcome in line.outcomes):
            continue
        rows.append([head_of(line.key, formats), *cells_of(line, formats)])
    return rows


def head_of(key: str, formats: Formats) -> str:
    """Return what a measure is called, with its unit: "Cost of ground, per km²"."""
    measure = MEASURE[key]
    named = formats.words(words(measure.label))
    if measure.unit in ("people", "share", "people/day", "people/month"):
        return named
    unit = formats.unit(measure.unit)
    return formats.words(words("{measure}, {unit}", measure=named, unit=unit))


def cells_of(line: MeasureLine, formats: Formats) -> list[str]:
    """Return a measure of every series as text: the value, and how it compares with the baseline."""
    cells = []
    for outcome, beside in zip(line.outcomes, line.against, strict=True):
        text = formats.outcome(outcome, MEASURE[line.key].unit)
        if isinstance(outcome, Absent):
            text = formats.words(words("{dash} ({reason})", dash=text, reason=outcome.reason))
        elif beside is not None:
            text = compared_text(text, beside, formats)
        cells.append(text)
    return cells


def compared_text(value: str, beside: Against, formats: Formats) -> str:
    """Return a value as shown with how it compares, if that says something: `54.5  (1.03×, ▲ 3.1 %)`."""
    if not beside.told:
        return value
    return f"{value}  ({formats.times(beside.times)}, {formats.change(beside.change)})"


def _scopes_said(scopes: Sequence[str], formats: Formats) -> str:
    blank = formats.words(words(_NOT_STATED))
    return "; ".join(" ".join(scope.split()) or blank for scope in scopes)


def as_text(comparison: SeriesComparison, formats: Formats) -> str:
    """Return all of it as text for the clipboard: what differs, then a table of tab-separated cells."""
    said_first = () if comparison.about is None else (comparison.about,)
    warned = [formats.words(warning) for warning in (*said_first, *comparison.warnings)]
    if comparison.baseline is not None:
        said = marked("Compared with {baseline}.")
        warned.append(formats.words(words(said, baseline=comparison.baseline)))
    table = ["\t".join(cell.replace("\t", " ") for cell in row) for row in rows_of_text(comparison, formats)]
    return "\n".join(chain(warned, table)) + "\n"
