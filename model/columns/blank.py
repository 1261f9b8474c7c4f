"""Rows that are being begun: nothing is typed into them yet, and they never leave the editing of a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from model.project import (
    Campaign,
    Claim,
    Intake,
    Milestone,
    Period,
    Project,
    Reference,
    Requirement,
    Row,
    Series,
    Source,
)
from model.text.figures import Figure

UNSTATED = Figure()
"""Stands where a needed figure is not typed yet."""

_NO_DAY = date.min

_BLANK: Mapping[str, Callable[[str], Row]] = {
    "periods": lambda series: Period(series, "", _NO_DAY, _NO_DAY),
    "intake": lambda series: Intake(series, "", _NO_DAY, _NO_DAY, UNSTATED),
    "requirements": lambda series: Requirement(series, "", _NO_DAY, _NO_DAY, UNSTATED),
    "campaigns": lambda series: Campaign(series, "", _NO_DAY, _NO_DAY, UNSTATED),
    "claims": lambda series: Claim(series, _NO_DAY, _NO_DAY, "", UNSTATED),
    "milestones": lambda series: Milestone(series, "", _NO_DAY, UNSTATED),
    "references": lambda series: Reference("", _NO_DAY, _NO_DAY, UNSTATED, series),
}


def blank_row(project: Project, table: str) -> Row:
    """Return a row with nothing typed into it, of the series of the table's last row, else of the first."""
    if table == "sources":
        return Source(id="")
    if table == "series":
        return Series(id="")
    rows = getattr(project, table)
    if rows:
        return _BLANK[table](rows[-1].series)
    first = project.series[0].id if project.series and table != "references" else ""  # which is for all
    return _BLANK[table](first)
