"""An outcome becomes part of a project, all of it or nothing; and what a newer file would change in it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct

from model.columns.heads import gains_of
from model.files import faults_of_rows
from model.files.private_paths import kept_name
from model.imports.choices import (
    FIGURE_NAMES,
    OF_SERIES,
    Choices,
    ReferenceChoices,
    SeriesQuantity,
    Target,
    amount_of,
)
from model.imports.planned import Outcome, PlannedPeriod
from model.imports.recipe import recipe_tree, same_recipe
from model.imports.table_days import ALWAYS
from model.project import (
    FIGURES,
    GAINS_IN_SHORT,
    RELATED,
    TABLES,
    Counts,
    GainsAre,
    Intake,
    Milestone,
    Period,
    Project,
    Reference,
    Row,
    Series,
    Source,
    figures_of,
)
from model.text.errors import Refused
from model.text.figures import Figure
from model.text.kept_texts import free_id, free_tag
from model.text.links import web_address
from model.text.records import replace
from model.text.units import LENGTHS
from model.text.words import Words, joined, marked, words

_NAMED = 5
_KILLED = re.compile(r"death|killed|dead|погиб|загиб", re.IGNORECASE)
_ELSEWHERE = (SeriesQuantity.INTAKE, SeriesQuantity.REFERENCE, *OF_SERIES)
"""What stands in other tables than that of the periods."""

_Key = tuple[str, date, date, str]
"""What a figure is of: its series, its days, and of what others are divided by its label."""


class Imported(NamedTuple):
    """An edit (as `model.edits.Edit`): the words for undo and the new project; and what it changed."""

    words: Words
    project: Project
    changes: tuple[ImportedChange, ...]


class ChangeKind(StrEnum):
    """What becomes of a figure."""

    NEW = "new"
    REVISED = "revised"
    SAME = "same"
    GONE = "gone"  # the file no longer gives it; the project keeps it


class ImportedChange(Struct, frozen=True):
    """One figure before and after: of a series, over some days."""

    kind: ChangeKind
    series: str
    label: str
    start: date
    end: date
    what: SeriesQuantity
    before: Figure | None
    after: Figure | None
    reason: Words | None = None


def apply(
    project: Project,
    outcome: Outcome,
    target: Target | None = None,
    folder: str | os.PathLike[str] = "",
    say: Callable[[Words], str] = str,
) -> Imported:
    """Return the project with the figures of an outcome; periods with the same days and series get them.

    The recipe is kept in the project, its file named as `kept_name` does for `folder`, that of the project.
    `say` writes what the program itself calls a series, and notes.

    Raises Refused where a figure is there that differs (unless `target.replace`), naming each; where two
    periods of the project have those days; and where a project file could not hold what would come of it.
    """
    target = target or outcome.recipe.target
    known = [one.id for one in project.series]
    project, ids = _with_series(project, outcome, target, say)
    sources = _Sources(project, outcome, target)
    changes = changes_of(project, outcome, ids, sources.file)
    if not target.replace:
        _refuse_revised([change for change in changes if change.kind is ChangeKind.REVISED])
    before = project
    project = _with_periods(project, outcome, ids, sources, say)
    project = _with_others(project, outcome, ids, sources)
    project = _with_shares(project, outcome, ids, sources)
    project = replace(project, sources=tuple(sources.rows))
    alone = known[0] if len(known) == 1 else ""
    whose = ids.get("", target.series if target.series in known else alone)  # whose periods, of sides
    project = _with_recipe(project, outcome, replace(target, series=whose, source=sources.file), folder)
    for table in ("sources", "series", "periods", "intake", "milestones", "references"):
        old = {id(row) for row in getattr(before, table)}
        rows = [n for n, row in enumerate(getattr(project, table)) if id(row) not in old]
        if table in ("sources", "series") or rows:
            faults = faults_of_rows(project, table, rows or range(len(getattr(project, table))))
            if faults:
                raise Refused(words("{fault}", fault=faults[0].said))
    count = sum(change.kind in (ChangeKind.NEW, ChangeKind.REVISED) for change in changes)
    message = marked("import {count} figure from {file}|import {count} figures from {file}")
    return Imported(words(message, count=count, file=outcome.file), project, changes)


def changes_of(
    project: Project, outcome: Outcome, ids: Mapping[str, str], source: str
) -> tuple[ImportedChange, ...]:
    """Return what becomes of every figure that the outcome gives, or that came from this file before."""
    held = _held(project)
    changes: list[ImportedChange] = []
    given: set[tuple[_Key, SeriesQuantity]] = set()
    for made in outcome.made:
        for what, after in made.figures.items():
            key = _key(made, ids, what)
            given.add((key, what))
            before = held.get((key, what))
            kind = (
                ChangeKind.NEW
                if before is None
                else ChangeKind.SAME
                if _same(before, after)
                else ChangeKind.REVISED
            )
            changes.append(ImportedChange(kind, key[0], made.label, key[1], key[2], what, before, after))
    reasons = {
        (_key(made, ids, what), what): reason
        for made in outcome.made
        for what, reason in made.reasons.items()
    }
    whats = {what for made in outcome.made for what in (*made.figures, *made.reasons)}
    for (key, what), figure in held.items():
        ours = figure.source == source or figure.note.startswith(f"{outcome.file}, ")
        if ours and what in whats and (key, what) not in given:
            gone = ImportedChange(
                ChangeKind.GONE,
                *(key[0], key[3], key[1], key[2]),
                what,
                figure,
                None,
                reasons.get((key, what)),
            )
            changes.append(gone)
    return tuple(changes)


def _key(made: PlannedPeriod, ids: Mapping[str, str], what: SeriesQuantity) -> _Key:
    label = made.label if what is SeriesQuantity.REFERENCE else ""
    return ids[made.series], made.span.start, made.span.end, label


def _held(project: Project) -> dict[tuple[_Key, SeriesQuantity], Figure]:
    held: dict[tuple[_Key, SeriesQuantity], Figure] = {}
    for period in project.periods:
        for field, figure in figures_of(period):
            held[(period.series, period.start, period.end, ""), SeriesQuantity(field)] = figure
    for intake in project.intake:
        held[(intake.series, intake.start, intake.end, ""), SeriesQuantity.INTAKE] = intake.per_month
    for row in project.references:
        held[(row.series, row.start, row.end, row.label), SeriesQuantity.REFERENCE] = row.value
    for series in project.series:
        always: _Key = (series.id, ALWAYS.start, ALWAYS.end, "")
        for field, figure in figures_of(series):
            held[always, SeriesQuantity(field)] = figure
        if series.return_after:
            held[always, SeriesQuantity.RETURN_AFTER] = Figure(float(series.return_after))
    return held


def _same(a: Figure, b: Figure) -> bool:
    return (a.value, a.low, a.high, a.qualifier, a.unit) == (b.value, b.low, b.high, b.qualifier, b.unit)


def _refuse_revised(revised: Sequence[ImportedChange]) -> None:
    if not revised:
        return
    each = marked("{column} of {row}")
    named = joined(
        words(each, column=words(FIGURE_NAMES[change.what]), row=change.label) for change in revised[:_NAMED]
    )
    message = marked("already there, and different: {figures}{more}")
    more = words(" and {count} more", count=len(revised) - _NAMED)
    raise Refused(words(message, figures=named, more=more if len(revised) > _NAMED else ""))


def _with_series(
    project: Project, outcome: Outcome, target: Target, say: Callable[[Words], str]
) -> tuple[Project, dict[str, str]]:
    """Return the project with the series of the outcome, and the id of each by its name in the file."""
    ids: dict[str, str] = {}
    known = list(project.series)
    of_references = isinstance(outcome.recipe.choices, ReferenceChoices)
    for name in dict.fromkeys(made.series for made in outcome.made):
        wanted = name or target.series
        if of_references and not wanted:
            ids[name] = ""  # of every series
            continue
        found = next((s for s in known if s.id == wanted), None) or next(
            (s for s in known if wanted and s.name.casefold() == wanted.casefold()), None
        )
        if found is None and not wanted and len(known) == 1:
            found = known[0]
        if found is None and not wanted and known:
            message = marked("the project has several series: {series}")
            raise Refused(words(message, series=", ".join(s.id for s in known)))
        if found is None:
            title = name or target.series_name or target.series or say(words("Series 1"))
            new = target.series if not name and target.series else free_id(title, [s.id for s in known])
            counts, gains_are = _counts(outcome, target), _gains_are(outcome)
            related = {field: getattr(target, field) for field in (*RELATED, "group", "unit")}
            found = Series(new, title, counts=counts, gains_are=gains_are, **related)
            known.append(found)
        elif (said := _gains_said(outcome)) is not None and found.gross is not (said is GainsAre.GROSS):
            message = marked("the gains of “{series}” are {own}, and those of the file {other}")
            own, other = (words(GAINS_IN_SHORT[are]) for are in (found.gains_are, said))
            raise Refused(words(message, series=found.called, own=own, other=other))
        elif outcome.maps is not None and found.gains_are is not _gains_are(outcome):
            message = marked(
                "the gains of “{series}” are {own}, and those of the maps {other}:"
                " choose the same, or another series"
            )
            own, other = (words(GAINS_IN_SHORT[are]) for are in (found.gains_are, _gains_are(outcome)))
            raise Refused(words(message, series=found.called, own=own, other=other))
        ids[name] = found.id
    return replace(project, series=tuple(known)), ids


def _counts(outcome: Outcome, target: Target) -> Counts:
    """Return what a new series counts: as said, else killed where the columns or the filter say so."""
    if target.counts:
        return Counts(target.counts)
    choices = outcome.recipe.choices
    columns = choices.columns
    named: Iterable[str]
    if isinstance(columns, Mapping):
        named = [name for place, name in columns.items() if amount_of(place) is SeriesQuantity.LOSSES]
    else:
        named = (columns.value, columns.low, columns.high)
    said = [*(value for _, value in choices.where), *(name for name in named)]
    return Counts.KILLED if any(_KILLED.search(text) for text in said) else Counts.CASUALTIES


def _gains_are(outcome: Outcome) -> GainsAre:
    """Return what a new series has as gains: maps tell net and gross, the unit an advance."""
    choices = outcome.recipe.choices
    if _gains_said(outcome) is GainsAre.GROSS:
        return GainsAre.GROSS
    if choices.unit in LENGTHS:
        return GainsAre.ADVANCE
    return GainsAre.GROSS if isinstance(choices, Choices) and choices.gross else GainsAre.NET


def _gains_said(outcome: Outcome) -> GainsAre | None:
    """Return what gains are in a table that we exported, by how it calls what stands beside them."""
    columns = outcome.recipe.choices.columns
    return gains_of(columns.get("gains_other", "")) if isinstance(columns, Mapping) else None


def _with_recipe(
    project: Project, outcome: Outcome, target: Target, folder: str | os.PathLike[str]
) -> Project:
    """Return the project with the recipe; one that differs in the digest alone is the same, read again."""
    recipe = replace(outcome.kept_recipe(), target=target)
    file, clip = (
        Path(name).absolute() if name and Path(name).exists() else name
        for name in (recipe.file, recipe.reading.clip)
    )
    reading = replace(recipe.reading, clip=kept_name(clip, folder) if clip else "")
    tree = recipe_tree(replace(recipe, file=kept_name(file, folder), reading=reading))
    others = [old for old in project.imports if not same_recipe(old, tree)]
    if len(others) == len(project.imports) or tree not in project.imports:
        return replace(project, imports=(*others, tree))
    return project


class _Sources:
    """The sources of a project with those that an import adds; `file` is that of figures that name none."""

    def __init__(self, project: Project, outcome: Outcome, target: Target) -> None:
        self.rows = list(project.sources)
        self._scope = target.scope
        self._known: dict[tuple[str, str], str] = {}
        named = target.source or outcome.file
        self.file = self._id_of(named, "", Path(named).stem)

    def completed(self, figure: Figure, made: PlannedPeriod) -> Figure:
        """Return the figure with its source and scope: its own, else those of its row, else of the file."""
        name, url = (figure.source, "") if figure.source else (made.source, made.url)
        source = self._id_of(name, url, name or url) if name or url else self.file
        return replace(figure, source=source, scope=made.scope or self._scope)

    def _id_of(self, name: str, url: str, for_id: str) -> str:
        """Return the source with a name or, without one, a link; it is made where there is none."""
        if (name, url) not in self._known:
            title, link = name or url, url if web_address(url) is not None else ""
            ids = [
                row.id
                for row in self.rows
                if title in (row.id, row.name) and (row.url or link) in (link, row.url)
            ]
            if not ids:
                ids = [free_tag(for_id, [row.id for row in self.rows])]
                self.rows.append(Source(ids[0], title, url=link, note="" if link else url))
            self._known[name, url] = ids[0]
        return self._known[name, url]


def _with_periods(
    project: Project,
    outcome: Outcome,
    ids: Mapping[str, str],
    sources: _Sources,
    say: Callable[[Words], str],
) -> Project:
    rows = list(project.periods)
    places: dict[tuple[str, date, date], list[int]] = {}
    for number, row in enumerate(rows):
        places.setdefault((row.series, row.start, row.end), []).append(number)
    for made in outcome.made:
        figures: dict[SeriesQuantity, Figure] = {
            what: sources.completed(figure, made)
            for what, figure in made.figures.items()
            if what not in _ELSEWHERE
        }
        reasons: dict[SeriesQuantity, Words] = {
            what: reason for what, reason in made.reasons.items() if what not in _ELSEWHERE
        }
        if not figures and not reasons:
            continue
        key = (ids[made.series], made.span.start, made.span.end)
        there = places.get(key, [])
        if len(there) > 1:
            message = marked("two periods of the project have the days of {period}")
            raise Refused(words(message, period=made.label))
        if there:
            row = rows[there[0]]
            kept = {what: figure for what, figure in figures.items() if not _is_there(row, what, figure)}
            if made.note not in row.note:
                row = replace(row, note="; ".join(filter(None, (row.note, made.note))))
            if kept:
                row = replace(row, **{str(what): figure for what, figure in kept.items()})  # type: ignore[arg-type] # fields of figures
            rows[there[0]] = row
        else:
            rows.append(
                Period(
                    key[0],
                    made.label,
                    key[1],
                    key[2],
                    note=_note(made, reasons, say),
                    **{str(what): figure for what, figure in figures.items()},
                )
            )
    return replace(project, periods=tuple(rows))


def _is_there(row: Period, what: SeriesQuantity, figure: Figure) -> bool:
    before: Figure | None = getattr(row, str(what))
    return before is not None and _same(before, figure)


def _note(made: PlannedPeriod, reasons: Mapping[SeriesQuantity, Words], say: Callable[[Words], str]) -> str:
    template = marked("no {what}: {reason}")
    said = [
        say(words(template, what=words(FIGURE_NAMES[what]), reason=reason))
        for what, reason in reasons.items()
    ]
    return "; ".join([made.note, *said] if made.note else said)


def _with_others(project: Project, outcome: Outcome, ids: Mapping[str, str], sources: _Sources) -> Project:
    """Return the project with the figures that stand in other tables than that of the periods.

    Recruits, what others are divided by, and the levels at the ends of periods as milestones. One that is
    there is left as it is, or gets the new figure.
    """
    given: dict[str, list[tuple[PlannedPeriod, Row]]] = {table: [] for table in _OF}
    for made in outcome.made:
        series, start, end = ids[made.series], made.span.start, made.span.end
        if (intake := made.figures.get(SeriesQuantity.INTAKE)) is not None:
            row: Row = Intake(series, made.label, start, end, intake, note=made.note)
            given["intake"].append((made, row))
        if (reference := made.figures.get(SeriesQuantity.REFERENCE)) is not None:
            row = Reference(made.label, start, end, reference, series, made.note)
            given["references"].append((made, row))
        if made.held is not None:
            row = Milestone(series, "", end, sources.completed(made.held, made))
            given["milestones"].append((made, row))
    changed: dict[str, Any] = {
        table: _with_rows(project, table, rows, sources) for table, rows in given.items() if rows
    }
    return replace(project, **changed)


_OF: Mapping[str, Callable[[Any], tuple[object, ...]]] = {
    "intake": lambda row: (row.series, row.start, row.end),
    "references": lambda row: (row.series, row.start, row.end, row.label),
    "milestones": lambda row: (row.series, row.date, row.figure.source, row.label, bool(row.figure.unit)),
}
"""Of what the rows of a table say something: those for which it is the same are one."""


def _with_rows(
    project: Project, table: str, given: Iterable[tuple[PlannedPeriod, Row]], sources: _Sources
) -> tuple[Row, ...]:
    (field,) = FIGURES[TABLES[table]]
    rows: list[Row] = list(getattr(project, table))
    places = {_OF[table](row): number for number, row in enumerate(rows)}
    for made, row in given:
        figure = getattr(row, field)
        place = places.setdefault(_OF[table](row), len(rows))
        if place == len(rows):
            rows.append(row)
        elif _same(getattr(rows[place], field), figure):
            continue
        changed: dict[str, Any] = {field: sources.completed(figure, made)}
        rows[place] = replace(rows[place], **changed)
    return tuple(rows)


def _with_shares(project: Project, outcome: Outcome, ids: Mapping[str, str], sources: _Sources) -> Project:
    rows = {row.id: row for row in project.series}
    for made in outcome.made:
        told = {what: figure for what, figure in made.figures.items() if what in OF_SERIES}
        for what, figure in told.items():
            row = rows[ids[made.series]]
            if what is SeriesQuantity.RETURN_AFTER:
                rows[row.id] = replace(row, return_after=int(figure.bounds()[1]))
            elif (before := getattr(row, what)) is None or not _same(before, figure):
                changed: dict[str, Any] = {str(what): sources.completed(figure, made)}
                rows[row.id] = replace(row, **changed)
    return replace(project, series=tuple(rows.values()))
