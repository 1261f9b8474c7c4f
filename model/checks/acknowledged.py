"""Findings that a person keeps as they are: how a finding is known again, and whether it is acknowledged.

A finding is known by its code and by what its rows are about: their series and days, not where they stand or
how they are labelled. It stays acknowledged while it concerns none but the rows it concerned then; one row
more, and it is shown again.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from model.checks.findings import Finding
from model.project import Acknowledgement, Claim, Project

MOST_NAMED = 200  # rows; of more, the file keeps a digest
LONGEST_NAME = 1000  # characters of a quote and all before it


def _of_days(table: str) -> Callable[[Any], str]:
    return lambda row: f"{table} {row.series} {row.start}..{row.end}"


def _recruiting(table: str) -> Callable[[Any], str]:
    return lambda row: f"{table} {row.series} {row.start}..{row.end} {row.channel}".rstrip()


_KEYS: Mapping[str, Callable[[Any], str]] = {
    "periods": _of_days("periods"),
    "intake": _recruiting("intake"),
    "requirements": _recruiting("requirements"),
    # several campaigns, milestones and claims about the same days are nothing unusual
    "campaigns": lambda row: f"campaigns {row.series} {row.start}..{row.end} {row.label}".rstrip(),
    "milestones": lambda row: f"milestones {row.series} {row.date} {row.label}".rstrip(),
    "claims": lambda row: (
        f"claims {row.series} {row.start}..{row.end} {row.measure} {_stated(row)} {row.quote}".rstrip()
    ),
    "sources": lambda row: f"sources {row.id}",
    "series": lambda row: f"series {row.id}",
}


def _stated(claim: Claim) -> str:
    if claim.stated is None:
        return f"{claim.trend} {claim.count}"
    figure = claim.stated
    numbers = (figure.low, figure.value, figure.high)
    told = (int(number) if number % 1 == 0 else number for number in numbers if number is not None)
    return "..".join(str(number) for number in told) + figure.unit


def acknowledgement(project: Project, finding: Finding, reason: str = "") -> Acknowledgement:
    """Return what the project keeps of a finding that is acknowledged."""
    names = _names(project, finding)
    rows = tuple(sorted(names)) if len(names) <= MOST_NAMED else (_digest(names),)
    return Acknowledgement(finding.key, rows, reason)


def with_acknowledged(project: Project, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings, those that are acknowledged with the reason for it."""
    kept: dict[str, list[Acknowledgement]] = {}
    for one in project.acknowledged:
        kept.setdefault(one.code, []).append(one)
    if not kept:
        return tuple(findings)
    return tuple(_looked_up(project, finding, kept.get(finding.key, ())) for finding in findings)


def matching(project: Project, finding: Finding) -> tuple[int, ...]:
    """Return the places, among what the project has acknowledged, of what speaks of this finding."""
    found = [place for place, one in enumerate(project.acknowledged) if one.code == finding.key]
    if not found:
        return ()
    known = _Known(project, finding)
    return tuple(place for place in found if known.covered_by(project.acknowledged[place]))


def _looked_up(project: Project, finding: Finding, kept: Iterable[Acknowledgement]) -> Finding:
    known = _Known(project, finding)
    reasons = [one.reason for one in kept if known.covered_by(one)]
    return replace(finding, acknowledged=reasons[-1]) if reasons else finding


class _Known:
    """The names of the rows of a finding, made when they are first needed: there may be 100,000 of them."""

    def __init__(self, project: Project, finding: Finding) -> None:
        self._project = project
        self._finding = finding
        self._counted: Counter[str] | None = None
        self._digested = ""

    def covered_by(self, one: Acknowledgement) -> bool:
        """Whether what was acknowledged has every row that the finding concerns now."""
        count = len(self._finding.rows)
        if len(one.rows) == 1 and one.rows[0].startswith(f"{count} rows, "):
            self._digested = self._digested or _digest(_names(self._project, self._finding))
            return one.rows[0] == self._digested
        if count > len(one.rows) or (one.rows and not count):
            return False
        if self._counted is None:
            self._counted = Counter(_names(self._project, self._finding))
        return self._counted <= Counter(one.rows)


def _names(project: Project, finding: Finding) -> list[str]:
    return [
        _KEYS[table](rows[row])[:LONGEST_NAME]
        for table, chosen in finding.rows.tables.items()
        for rows in (getattr(project, table),)
        for row in chosen.tolist()
    ]


def _digest(names: Iterable[str]) -> str:
    ordered = sorted(names)
    told = hashlib.sha256("".join(f"{name}\n" for name in ordered).encode("utf-8", "surrogatepass"))
    return f"{len(ordered)} rows, sha256 {told.hexdigest()}"
