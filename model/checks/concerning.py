"""Which claims speak of a row: of its series and of days that it has."""

from __future__ import annotations

from datetime import date
from typing import Any

from model.project import Project


def claims_about(project: Project, table: str, row: int) -> tuple[int, ...]:
    """Return the numbers of the claims that concern a row: those about exactly its days come first.

    A claim concerns itself alone; a row without days the claims of its series, a source those that name it.
    """
    rows: Any = getattr(project, table, ())
    if not 0 <= row < len(rows):
        return ()
    if table == "claims":
        return (row,)
    item = rows[row]
    if table == "sources":
        return tuple(number for number, claim in enumerate(project.claims) if claim.source == item.id)
    if table == "series":
        return tuple(number for number, claim in enumerate(project.claims) if claim.series == item.id)
    first: date = getattr(item, "start", None) or item.date
    last: date = getattr(item, "end", None) or item.date
    about = [
        number
        for number, claim in enumerate(project.claims)
        if claim.series == item.series and claim.start <= last and claim.end >= first
    ]
    about.sort(key=lambda number: (project.claims[number].start, project.claims[number].end) != (first, last))
    return tuple(about)
