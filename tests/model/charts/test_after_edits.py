"""A chart built after an edit, through all that is kept of the one before, is one built from nothing."""

from __future__ import annotations

import numpy as np
from hypothesis import settings
from hypothesis.stateful import invariant
from msgspec import Struct

from model.charts import CHARTS, build
from model.charts.data import Chart, Marks, Panel
from model.checks import checks
from model.derive.results import Results, derive
from model.project import Project
from model.text.formats import Formats
from tests.model.derive.test_derive import Editing
from tests.properties import examples


def twin(project: Project) -> Project:
    """Return an equal project of which no table and no row is the same object."""
    tables = {
        name: tuple(copied(row) for row in value)
        for name in project.__struct_fields__
        if isinstance(value := getattr(project, name), tuple)
    }
    return Project(**({name: getattr(project, name) for name in project.__struct_fields__} | tables))


def copied(row: object) -> object:
    if not isinstance(row, Struct):
        return row
    return type(row)(**{name: getattr(row, name) for name in row.__struct_fields__})


def told_of_marks(marks: Marks | None) -> object:
    """Return everything that marks say, NaN as None, so that it can be compared."""
    if marks is None:
        return None
    columns = {}
    for name in marks.__struct_fields__:
        value = getattr(marks, name)
        if isinstance(value, np.ndarray):
            columns[name] = [None if each != each else each for each in value.tolist()]  # noqa: PLR0124 - NaN is not itself
        elif not callable(value):
            columns[name] = value
    said = [(marks.lines(i), marks.tip(i)) for i in range(len(marks))]
    return columns, said


def told_of_panel(panel: Panel) -> object:
    plain = (panel.titles, panel.tone, panel.weight, panel.downward, panel.rays, panel.levels)
    return plain, [told_of_marks(marks) for marks in (*panel.marks, *panel.beside)]


def told(chart: Chart) -> object:
    texts = (chart.title, chart.subtitle, chart.dates, chart.note, chart.sources, chart.alt, chart.empty)
    around = (chart.x0, chart.x1, chart.legend, chart.calendar, chart.x_titles, chart.binned, chart.color)
    panels = [told_of_panel(panel) for panel in chart.panels]
    return chart.key, texts, around, chart.lanes, told_of_marks(chart.milestones), panels


def every_chart(results: Results) -> list[object]:
    found = checks(results)
    return [told(build(kind.key, results, found, Formats())) for kind in CHARTS]


class Edits(Editing):
    """Random edits of a project, all charts of which are built after each."""

    @invariant()
    def every_chart_is_that_of_a_project_that_was_never_edited(self) -> None:
        if hasattr(self, "results"):
            assert every_chart(self.results) == every_chart(derive(twin(self.results.project)))


TestEdits = Edits.TestCase
TestEdits.settings = settings(max_examples=examples(15), stateful_step_count=8)
