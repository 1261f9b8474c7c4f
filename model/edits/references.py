"""What refers to what: tags of sources and series, and the days of the baseline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from model.chart_settings import ChartSettings
from model.columns import Table
from model.columns.cell import rows_of, with_rows
from model.project import (
    RELATED,
    SERIES_TABLES,
    Baseline,
    Claim,
    GainsAre,
    Period,
    Project,
    Row,
    Series,
    Source,
    figures_of,
)
from model.text.errors import Refused
from model.text.figures import Figure
from model.text.records import replace
from model.text.units import LENGTHS
from model.text.words import marked, words


def check_id(wanted: str, taken: Iterable[str]) -> None:
    """Raise `Refused` where a tag is empty or taken."""
    if not wanted:
        raise Refused(words("A tag is needed: figures refer to it."))
    if wanted in taken:
        raise Refused(words("The tag “{tag}” is taken; each needs its own.", tag=wanted))


def with_changed_rows(project: Project, table: Table, changed: Mapping[int, Row]) -> Project:
    """Return the project with rows replaced; what refers to a renamed tag or a moved baseline follows."""
    rows = list(rows_of(project, table.key))
    before = {index: rows[index] for index in changed}
    for index, row in changed.items():
        rows[index] = row
    result = with_rows(project, table.key, tuple(rows))
    for index, old in before.items():
        new = changed[index]
        if isinstance(old, Source | Series) and isinstance(new, Source | Series) and old.id != new.id:
            check_id(
                new.id, {item.id for item in rows if isinstance(item, Source | Series) and item is not new}
            )
            result = _renamed(result, table.key, old.id, new.id)
        if isinstance(old, Period) and isinstance(new, Period) and _is_only_baseline(project, old):
            result = replace(
                result, view=replace(result.view, baseline=Baseline(new.series, new.start, new.end))
            )
    if table.key in ("series", "periods"):
        _check_ground(result, changed.values() if table.key == "periods" else result.periods)
    return result


def _check_ground(project: Project, periods: Iterable[Any]) -> None:
    """Raise `Refused` where ground taken would be below 0 in one of some periods, or an advance an area."""
    gross = {series.id for series in project.series if series.gross}
    advance = {series.id for series in project.series if series.gains_are is GainsAre.ADVANCE}
    for period in periods:
        gains: Figure | None = period.gains
        if gains is not None and any(
            (one.unit in LENGTHS) is not (period.series in advance) for one in (gains, *gains.alternatives)
        ):
            said = marked("The gains of {period} are an area, and those of its series an advance.")
            if period.series not in advance:
                said = marked("The gains of {period} are an advance, and those of its series areas.")
            raise Refused(words(said, period=period.label or str(period.start)))
        field = "gains" if period.series in gross else "gains_other"
        taken: Figure | None = getattr(period, field)
        if taken is not None and any(
            x is not None and x < 0 for each in (taken, *taken.alternatives) for x in _numbers(each)
        ):
            said = marked("Gross gains may not be negative, as those of {period} are.")
            if field != "gains":
                said = marked("Ground taken may not be negative, as that of {period} is.")
            raise Refused(words(said, period=period.label or str(period.start)))


def _numbers(figure: Figure) -> tuple[float | None, ...]:
    return figure.low, figure.value, figure.high


def _is_only_baseline(project: Project, period: Period) -> bool:
    baseline = project.view.baseline
    if baseline is None or (period.series, period.start, period.end) != (
        baseline.series,
        baseline.start,
        baseline.end,
    ):
        return False
    return (
        sum((p.series, p.start, p.end) == (period.series, period.start, period.end) for p in project.periods)
        == 1
    )


def _renamed(project: Project, table: str, old: str, new: str) -> Project:
    """Return the project in which every reference to a source's or a series' tag follows its new name."""
    charts = tuple(_renamed_chart(settings, table, old, new) for settings in project.charts)
    if table == "sources":
        return replace(with_other_source(project, old, new), charts=charts)
    changes: dict[str, Any] = {"charts": charts}
    for name in SERIES_TABLES:
        rows: Any = getattr(project, name)
        changes[name] = tuple(replace(row, series=new) if row.series == old else row for row in rows)
    changes["series"] = tuple(_related(series, old, new) for series in project.series)
    baseline = project.view.baseline
    if baseline is not None and baseline.series == old:
        changes["view"] = replace(project.view, baseline=replace(baseline, series=new))
    return replace(project, **changes)


def _related(series: Series, old: str, new: str) -> Series:
    changes: dict[str, Any] = {field: new for field in RELATED if getattr(series, field) == old}
    return replace(series, **changes) if changes else series


def _renamed_chart(settings: ChartSettings, table: str, old: str, new: str) -> ChartSettings:
    """Return settings of a chart in which the tag of a series, or of a source set beside others, is new."""
    changes: dict[str, Any] = {}
    if table == "series" and settings.series == old:
        changes["series"] = new
    if (table == "sources") is bool(settings.by):
        changes["order"] = tuple(new if one == old else one for one in settings.order)
        changes["colors"] = tuple((new if one == old else one, color) for one, color in settings.colors)
    return replace(settings, **changes) if changes else settings


def with_other_source(project: Project, old: str, new: str) -> Project:
    """Return the project in which what names the source `old` names `new`; rows that do not stay the same."""
    changes: dict[str, Any] = {}
    for name in (*SERIES_TABLES, "series"):
        rows: Any = getattr(project, name)
        changes[name] = tuple(_renamed_source(row, old, new) for row in rows)
    return replace(project, **changes)


def _renamed_source(row: Any, old: str, new: str) -> Any:
    changes: dict[str, Any] = {
        name: _resourced(figure, old, new) for name, figure in figures_of(row) if _names(figure, old)
    }
    if isinstance(row, Claim) and row.source == old:
        changes["source"] = new
    return replace(row, **changes) if changes else row


def _names(figure: Figure, source: str) -> bool:
    """Whether a figure or one of its alternatives is from a source."""
    return figure.source == source or any(other.source == source for other in figure.alternatives)


def _resourced(figure: Figure, old: str, new: str) -> Figure:
    return replace(
        figure,
        source=new if figure.source == old else figure.source,
        alternatives=tuple(_resourced(other, old, new) for other in figure.alternatives),
    )


def uses(project: Project, table: str, name: str) -> int:
    """Return how many rows refer to a source or a series."""
    rows: Any = (row for key in SERIES_TABLES for row in getattr(project, key))
    if table == "series":
        related = (getattr(series, field) for series in project.series for field in RELATED)
        return sum(named == name for named in chain(related, (row.series for row in rows)))
    rows = chain(rows, project.series)
    return sum(
        any(_names(figure, name) for _, figure in figures_of(row))
        or (isinstance(row, Claim) and row.source == name)
        for row in rows
    )
