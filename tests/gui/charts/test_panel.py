"""The pane around a chart follows the session and its own choosers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox
from pytestqt.qtbot import QtBot

from gui.charts.export_dialog import ExportPlot
from gui.charts.panel import ChartPanel
from gui.session import Session
from model.edits import Edit
from model.project import Period, Project, Rate, Series
from model.text.records import replace
from model.text.words import words
from tests.model.chart_projects import NOV, NOV_END, figure, worked


def edit(session: Session, project: Project) -> None:
    session.edit(Edit(words("change"), project))


@pytest.fixture
def session(qapp: QApplication) -> Session:
    return Session(worked())


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> ChartPanel:
    made = ChartPanel(session)
    qtbot.addWidget(made)
    made.resize(640, 380)
    with qtbot.waitExposed(made):
        made.show()
    made.view.refresh()
    return made


def chooser(panel: ChartPanel, name: str) -> QComboBox:
    return next(box for box in panel.findChildren(QComboBox) if box.accessibleName() == name)


def pick(qtbot: QtBot, box: QComboBox, key: Qt.Key) -> None:
    """Choose by key, as a person does."""
    box.setFocus()
    qtbot.keyClick(box, key)


def test_the_chart_follows_an_edit(qtbot: QtBot, session: Session, panel: ChartPanel) -> None:
    project = session.project
    changed = replace(project.periods[0], losses=figure(30_000))
    with qtbot.waitSignal(panel.view.chart_changed):
        edit(session, replace(project, periods=(changed, *project.periods[1:])))
    assert panel.view.chart is not None
    assert panel.view.chart.panels[0].marks[0].best[1] == 1_000


def test_another_chart_is_chosen_by_key(qtbot: QtBot, panel: ChartPanel) -> None:
    with qtbot.waitSignal(panel.kind_changed) as changed:
        pick(qtbot, chooser(panel, "Chart"), Qt.Key.Key_Down)
    assert changed.args == ["cost"]
    assert panel.kind == "cost"
    assert not chooser(panel, "Rates of the chart").isVisible()


def test_the_rate_is_the_charts_own_choice(qtbot: QtBot, panel: ChartPanel) -> None:
    pick(qtbot, chooser(panel, "Rates of the chart"), Qt.Key.Key_Down)
    assert panel.view.chart is not None
    assert "a month" in panel.view.chart.subtitle


def test_the_projects_rate_wins_over_an_earlier_choice(
    qtbot: QtBot, session: Session, panel: ChartPanel
) -> None:
    pick(qtbot, chooser(panel, "Rates of the chart"), Qt.Key.Key_Down)
    project = session.project
    edit(session, replace(project, view=replace(project.view, rate=Rate.PER_MONTH)))
    edit(session, replace(project, view=replace(project.view, rate=Rate.PER_DAY)))
    assert panel.view.chart is not None
    assert "a day" in panel.view.chart.subtitle
    assert chooser(panel, "Rates of the chart").currentIndex() == 0


def test_the_chart_shows_the_series_that_the_session_is_about(session: Session, panel: ChartPanel) -> None:
    project = session.project
    edit(
        session,
        replace(
            project,
            series=(*project.series, Series("ua", "Ukraine")),
            periods=(*project.periods, Period("ua", "x", NOV, NOV_END, figure(30), figure(3))),
        ),
    )
    session.set_series("ua")
    assert panel.view.chart is not None
    assert "Ukraine" in panel.view.chart.title
    session.undo_stack.undo()
    assert panel.view.chart is not None
    assert "Russian forces" in panel.view.chart.title
    session.undo_stack.redo()
    assert panel.view.chart is not None
    assert "Ukraine" in panel.view.chart.title


def test_a_load_shows_all_of_the_new_project(qtbot: QtBot, session: Session, panel: ChartPanel) -> None:
    panel.view.zoom_by(0.5)
    panel.view.refresh()
    assert panel.view.zoomed
    session.load(worked(), None)
    assert not panel.view.zoomed


def test_export_opens_the_dialog_with_the_chart_shown(qtbot: QtBot, panel: ChartPanel) -> None:
    button = next(b for b in panel.findChildren(QAbstractButton) if b.accessibleName() == "Export this chart")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = panel.window().findChild(ExportPlot)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.close()


def test_every_control_has_a_name_and_is_reached_by_key(panel: ChartPanel) -> None:
    for widget in (*panel.findChildren(QComboBox), *panel.findChildren(QAbstractButton), panel.view):
        assert widget.accessibleName()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
