"""Findings that a person keeps as they are: how a finding is known again, and whether it is acknowledged.

A finding is known by its code and by what its rows are about: their series and days, not where they stand or
how they are labelled. It stays acknowledged while it concerns none but the rows it concerned then; one row
more, and it is shown again.

What was acknowledged follows a series or a source that gets another tag, and goes with rows that are deleted.
What is found no longer for another reason stays in the project and is told, acknowledged as it is.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from model.checks.findings import Concerned, Finding, Level, listed
from model.project import Acknowledgement, Claim, Project
from model.text.days import span_words
from model.text.formats import counted
from model.text.records import replace
from model.text.words import Words, marked, quoted, words

GONE = "acknowledged_gone"
"""The code of what is told of something acknowledged that is found no longer."""

MOST_NAMED = 200  # rows; of more, the file keeps a digest
LONGEST_NAME = 1000  # characters of a quote and all before it
_DIGEST = re.compile("[0-9]+ rows, sha256 [0-9a-f]{64}")
_DAYS = re.compile(
    r"\S+ (?P<start>[0-9]{4}-[0-9]{2}-[0-9]{2})\.\.(?P<end>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?: \S+ \S+)?(?: (?P<quote>.+))?",
    re.DOTALL,
)


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
        + _against(row)
    ),
    "references": lambda row: f"references {row.series} {row.start}..{row.end} {row.label}".rstrip(),
    "sources": lambda row: f"sources {row.id}",
    "series": lambda row: f"series {row.id}",
}


def _stated(claim: Claim) -> str:
    if claim.stated is None:
        return f"{claim.trend} {claim.count}"
    if claim.trend is not None:
        return f"{claim.trend} {claim.stated.value} {claim.stated.unit} {claim.count}"
    figure = claim.stated
    numbers = (figure.low, figure.value, figure.high)
    told = (int(number) if number % 1 == 0 else number for number in numbers if number is not None)
    return "..".join(str(number) for number in told) + figure.unit


def _against(claim: Claim) -> str:
    other = claim.against
    return "" if other is None else f" {other.kind} {other.series} {other.start}..{other.end}"


def acknowledgement(project: Project, finding: Finding, reason: str = "") -> Acknowledgement:
    """Return what the project keeps of a finding that is acknowledged."""
    names = _names(project, finding)
    rows = tuple(sorted(names)) if len(names) <= MOST_NAMED else (_digest(names),)
    return Acknowledgement(finding.key, rows, reason)


def with_acknowledged(project: Project, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings, those acknowledged with the reason for it, and what is found no longer."""
    if not project.acknowledged:
        return tuple(findings)
    kept: dict[str, list[int]] = {}
    for place, one in enumerate(project.acknowledged):
        kept.setdefault(one.code, []).append(place)
    found: list[Finding] = []
    known: set[int] = set()
    for finding in findings:
        places = _covering(project, finding, kept.get(finding.key, ()))
        known.update(places)
        reason = project.acknowledged[places[-1]].reason if places else None
        found.append(finding if reason is None else replace(finding, acknowledged=reason))
    gone = (place for place in range(len(project.acknowledged)) if place not in known)
    return (*found, *(_gone(project, place) for place in gone))


def matching(project: Project, finding: Finding) -> tuple[int, ...]:
    """Return the places, among what the project has acknowledged, of what speaks of this finding."""
    if finding.code == GONE:
        return (int(finding.about),)
    found = [place for place, one in enumerate(project.acknowledged) if one.code == finding.key]
    return _covering(project, finding, found)


def followed(before: Project, after: Project, findings: Iterable[Finding]) -> tuple[Acknowledgement, ...]:
    """Return what `before` has acknowledged, of rows that stand where they stood and have other names.

    `findings` are those of `before`: of very many rows a digest is kept, which only they can make anew.
    """
    names: dict[str, str] = {}
    for table in _KEYS:
        rows, renamed = getattr(before, table), getattr(after, table)
        if rows is not renamed:
            names |= zip(_named(table, rows), _named(table, renamed), strict=True)
    kept = [_renamed(one, names) for one in before.acknowledged]
    for finding in findings:
        for place in matching(before, finding) if finding.acknowledged is not None else ():
            if finding.code != GONE and _is_digest(kept[place]):
                kept[place] = acknowledgement(after, finding, kept[place].reason)
    return tuple(kept)


def without_rows(project: Project, table: str, gone: Sequence[int]) -> tuple[Acknowledgement, ...]:
    """Return what the project has acknowledged of more than the rows `gone` of a table, which are deleted."""
    rows = getattr(project, table)
    deleted = set(_named(table, (rows[row] for row in gone))) if project.acknowledged else set()
    doubtful = [one for one in project.acknowledged if one.rows and deleted.issuperset(one.rows)]
    if not doubtful:
        return project.acknowledged
    chosen = set(gone)
    left = set(_named(table, (row for number, row in enumerate(rows) if number not in chosen)))
    dropped = [one for one in doubtful if left.isdisjoint(one.rows)]
    return tuple(one for one in project.acknowledged if all(one is not other for other in dropped))


def _renamed(one: Acknowledgement, names: Mapping[str, str]) -> Acknowledgement:
    rows = tuple(sorted(names.get(name, name) for name in one.rows))
    return one if rows == tuple(sorted(one.rows)) else replace(one, rows=rows)


def _gone(project: Project, place: int) -> Finding:
    """Tell of something acknowledged that is found no longer."""
    one = project.acknowledged[place]
    said = marked("Acknowledged and found no longer: {code}.")
    of_rows = marked("Acknowledged and found no longer: {rows} [{code}].")
    told = words(said, code=one.code)
    if one.rows:
        told = words(of_rows, code=one.code, rows=listed([_row_said(name) for name in one.rows]))
    return Finding(Level.NOTE, GONE, Concerned({}), told, str(place), one.reason)


def _row_said(name: str) -> Words | str:
    """Return what a row is called whose name the project keeps: the words of a claim, else its days."""
    if _DIGEST.fullmatch(name):
        return words("{count} row|{count} rows", count=counted(int(name.partition(" ")[0])))
    table, _, about = name.partition(" ")
    found = _DAYS.fullmatch(about)
    if found is None:
        return about
    if table == "claims" and found["quote"]:
        return quoted([found["quote"]])
    start, end = (date.fromisoformat(found[edge]) for edge in ("start", "end"))
    return span_words(start, end)


def _covering(project: Project, finding: Finding, places: Sequence[int]) -> tuple[int, ...]:
    if not places:
        return ()
    known = _KnownRows(project, finding)
    return tuple(place for place in places if known.covered_by(project.acknowledged[place]))


class _KnownRows:
    """The names of the rows of a finding, made when they are first needed: there may be 100,000 of them."""

    def __init__(self, project: Project, finding: Finding) -> None:
        self._project = project
        self._finding = finding
        self._counted: Counter[str] | None = None
        self._digested = ""

    def covered_by(self, one: Acknowledgement) -> bool:
        """Whether what was acknowledged has every row that the finding concerns now."""
        count = len(self._finding.rows)
        if _is_digest(one) and one.rows[0].startswith(f"{count} rows, "):
            self._digested = self._digested or _digest(_names(self._project, self._finding))
            return one.rows[0] == self._digested
        if count > len(one.rows) or (one.rows and not count):
            return False
        if self._counted is None:
            self._counted = Counter(_names(self._project, self._finding))
        return self._counted <= Counter(one.rows)


def _names(project: Project, finding: Finding) -> list[str]:
    return [
        name
        for table, chosen in finding.rows.tables.items()
        for rows in (getattr(project, table),)
        for name in _named(table, (rows[row] for row in chosen.tolist()))
    ]


def _named(table: str, rows: Iterable[Any]) -> Iterator[str]:
    return (_KEYS[table](row)[:LONGEST_NAME] for row in rows)


def _is_digest(one: Acknowledgement) -> bool:
    return len(one.rows) == 1 and _DIGEST.fullmatch(one.rows[0]) is not None


def _digest(names: Iterable[str]) -> str:
    ordered = sorted(names)
    told = hashlib.sha256("".join(f"{name}\n" for name in ordered).encode("utf-8", "surrogatepass"))
    return f"{len(ordered)} rows, sha256 {told.hexdigest()}"
