"""Only some rows of a project on a chart: those on the days chosen for it, and those that a filter shows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from model.chart_settings import ChartSettings
from model.charts.data import Chart, DrawnRows, Marks
from model.derive.identity_cache import kept
from model.derive.results import Results, derive
from model.text.records import replace
from model.text.words import marked

_PARTLY = marked("{count} row partly on other days|{count} rows partly on other days")
_FILTERED = marked("{count} row that the filter hides|{count} rows that the filter hides")


class RowsShown(Struct, frozen=True, eq=False):
    """What is computed of some rows alone, whose numbers in the whole project are `rows` (None: all of them).

    `set_aside`: how many parts are left out that a reader would miss, each with the words for it.
    """

    results: Results
    rows: DrawnRows | None = None
    set_aside: tuple[tuple[int, str], ...] = ()

    def in_project(self, chart: Chart) -> Chart:
        """Return a chart made of these rows, its marks naming the rows of the whole project."""
        if self.rows is None:
            return chart
        panels = tuple(
            replace(panel, marks=tuple(self._named(marks) for marks in panel.marks)) for panel in chart.panels
        )
        return replace(chart, panels=panels)

    def _named(self, marks: Marks) -> Marks:
        if marks.table != "periods" or self.rows is None:
            return marks
        return replace(marks, rows=self.rows[marks.rows])


def rows_shown(
    results: Results, settings: ChartSettings, series: str, only: Sequence[int] | None = None
) -> RowsShown:
    """Return what is computed of the periods wholly on the days chosen for a chart.

    With `only`, of these rows where the chart follows the filter. Other days than those chosen are not
    looked at at all: sums and running sums are of the days shown.
    """
    filtered = only if settings.filtered else None
    if settings.start is None and settings.end is None and filtered is None:
        return RowsShown(results)
    return _shown(results, settings, series, filtered)


@kept(4)
def _shown(results: Results, settings: ChartSettings, series: str, only: Sequence[int] | None) -> RowsShown:
    inputs = results.inputs
    first = -np.inf if settings.start is None else settings.start.toordinal()
    last = np.inf if settings.end is None else settings.end.toordinal()
    inside = (inputs.start >= first) & (inputs.end <= last)
    meets = (inputs.start <= last) & (inputs.end >= first)
    seen = np.ones(len(inside), np.bool_)
    if only is not None:
        seen[:] = False
        seen[np.asarray(only, np.int64)] = True
    parts = np.zeros(len(inside), np.bool_)
    if series in results.series:
        parts[results.series[series].parts] = True
    rows = np.flatnonzero(inside & seen)
    periods = tuple(results.project.periods[row] for row in rows.tolist())
    aside = (
        (int((parts & meets & ~inside).sum()), _PARTLY),
        (int((parts & inside & ~seen).sum()), _FILTERED),
    )
    return RowsShown(derive(replace(results.project, periods=periods), results), rows, aside)
