"""What is asked of the figures beyond the tables, with keys and mouse; nothing of it changes the project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from gui.dialogs.compare_projects import CompareProjects
from gui.dialogs.compare_series import CompareSeries
from gui.dialogs.scenario import ScenarioDialog
from gui.dialogs.sensitivity import Sensitivity
from model.charts.data import Chart
from model.files import sample, save_project, write_project
from model.text.figures import Figure
from model.text.records import replace
from tests.gui.hands import act, choose_in
from tests.gui.window_kit import Kit, opened
from tests.samples import of_sample

Keys, CTRL_SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
D = TypeVar("D", bound=QDialog)


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        before = write_project(opened_kit.session.project)
        clean = opened_kit.session.clean
        yield opened_kit
        if opened_kit.session.path is None and opened_kit.session.project.title == "Autumn 2024":
            assert write_project(opened_kit.session.project) == before
            assert opened_kit.session.clean is clean


def by_key(qtbot: QtBot, kit: Kit, key: Qt.Key, kind: type[D]) -> D:
    """Open a window with its keys and return it."""
    QTest.keyClick(kit.window, key, CTRL_SHIFT)
    return shown(qtbot, kit, kind)


def by_menu(qtbot: QtBot, kit: Kit, action: str, kind: type[D]) -> D:
    act(kit.window, action)
    return shown(qtbot, kit, kind)


def shown(qtbot: QtBot, kit: Kit, kind: type[D]) -> D:
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in kit.window.findChildren(kind)))
    return next(dialog for dialog in kit.window.findChildren(kind) if dialog.isVisible())


def left_chart(kit: Kit) -> Chart:
    chart = kit.window.charts.panels[0].view.chart
    assert chart is not None
    return chart


def cell(dialog: Sensitivity | ScenarioDialog | CompareSeries, row: int, column: int) -> str:
    texts = dialog.table.texts
    return str(texts.data(texts.index(row, column)))


# the scenario


def test_a_scenario_is_drawn_beside_the_figures_and_goes_with_its_window(qtbot: QtBot, kit: Kit) -> None:
    dialog = by_key(qtbot, kit, Keys.Key_L, ScenarioDialog)
    slider = dialog.changes["losses"].slider
    slider.setFocus()
    QTest.keyClick(slider, Keys.Key_PageUp)
    QTest.keyClick(slider, Keys.Key_Right)
    assert dialog.changes["losses"].field.text() == "+11"
    qtbot.waitUntil(lambda: bool(left_chart(kit).panels[0].beside))
    assert "losses +11 %" in left_chart(kit).note
    assert cell(dialog, 0, 1) == "125,800"
    assert cell(dialog, 0, 2) == "139,638"
    assert kit.session.clean
    assert not kit.window.isWindowModified()

    QTest.keyClick(dialog, Keys.Key_Escape)
    qtbot.waitUntil(lambda: not left_chart(kit).panels[0].beside)
    assert "cenario" not in left_chart(kit).note


def test_a_percentage_is_typed_too_and_what_cannot_be_read_is_said(qtbot: QtBot, kit: Kit) -> None:
    dialog = by_menu(qtbot, kit, "scenario", ScenarioDialog)
    field = dialog.changes["intake"].field
    field.selectAll()
    QTest.keyClicks(field, "-20")
    qtbot.waitUntil(lambda: cell(dialog, 3, 2) == "60,000–72,000")
    assert dialog.changes["intake"].slider.value() == -20
    QTest.keyClicks(field, "x")
    qtbot.waitUntil(dialog.reason.isVisible)
    assert cell(dialog, 3, 2) == "60,000–72,000"  # what was readable stays
    QTest.mouseClick(dialog.reset, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: cell(dialog, 3, 2) == "75,000–90,000")
    assert not dialog.reason.isVisible()


def test_a_scenario_of_november_leaves_september_and_october_alone(qtbot: QtBot, kit: Kit) -> None:
    dialog = by_menu(qtbot, kit, "scenario", ScenarioDialog)
    dialog.first.setFocus()
    QTest.keyClick(dialog.first, Keys.Key_Down)
    assert dialog.first.currentText() == "November 2024"
    QTest.keyClicks(dialog.changes["losses"].field, "0")
    dialog.changes["losses"].field.selectAll()
    QTest.keyClicks(dialog.changes["losses"].field, "10")
    qtbot.waitUntil(lambda: cell(dialog, 0, 2) == "130,369")
    assert "Only partly in these days" in dialog.reason.text()
    assert len(left_chart(kit).panels[0].beside[0]) == 1


def test_the_months_until_a_shortfall_are_named_or_the_reason(qtbot: QtBot, kit: Kit) -> None:
    dialog = by_menu(qtbot, kit, "scenario", ScenarioDialog)
    QTest.keyClicks(dialog.threshold, "200,000")
    qtbot.waitUntil(lambda: "7.2–10.5 months after 30 Nov 2024, best 8.61" in dialog.until.text())
    dialog.threshold.clear()
    QTest.keyClicks(dialog.threshold, "100")
    qtbot.waitUntil(lambda: "that many are short already" in dialog.until.text())


def test_an_edit_of_the_project_moves_the_scenario_with_it(qtbot: QtBot, kit: Kit) -> None:
    dialog = by_menu(qtbot, kit, "scenario", ScenarioDialog)
    dialog.changes["losses"].slider.setValue(10)
    kit.session.undo_stack.setClean()
    project = kit.session.project
    first = replace(project.periods[0], losses=Figure(value=100_000))
    kit.session.load(replace(project, title="Other", periods=(first, *project.periods[1:])), None)
    qtbot.waitUntil(lambda: cell(dialog, 0, 2) == "160,259")


def test_asked_for_again_the_window_that_is_open_comes_to_the_front(qtbot: QtBot, kit: Kit) -> None:
    by_menu(qtbot, kit, "scenario", ScenarioDialog)
    by_menu(qtbot, kit, "scenario", ScenarioDialog)
    assert len(kit.window.findChildren(ScenarioDialog)) == 1


# sensitivity


def test_the_intake_moves_the_shortfall_most_and_crosses_50_000_at_25_267(qtbot: QtBot, kit: Kit) -> None:
    dialog = by_key(qtbot, kit, Keys.Key_Y, Sensitivity)
    dialog.measure.setFocus()
    while dialog.measure.currentData() != "shortfall":
        QTest.keyClick(dialog.measure, Keys.Key_Down)
    assert "low 35,800, best 43,300, high 50,800" in dialog.said.text()
    assert (cell(dialog, 0, 2), cell(dialog, 0, 4)) == ("35,800 at its high", "50,800 at its low")
    QTest.keyClicks(dialog.threshold, "50,000")
    qtbot.waitUntil(lambda: cell(dialog, 0, 5) == "25,267 a month, within what is published")
    QTest.keyClicks(dialog.threshold, "?")
    qtbot.waitUntil(dialog.reason.isVisible)

    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "25,000–30,000 (US officials)\t35,800 at its high" in copied


def test_an_open_bound_is_named_in_the_list(qtbot: QtBot, kit: Kit) -> None:
    dialog = by_menu(qtbot, kit, "sensitivity", Sensitivity)
    dialog.days.setFocus()
    QTest.keyClick(dialog.days, Keys.Key_End)
    assert cell(dialog, 0, 4) == "open: no upper bound is published"


def test_a_double_click_goes_to_the_row_of_the_figure(qtbot: QtBot, kit: Kit) -> None:
    dialog = by_menu(qtbot, kit, "sensitivity", Sensitivity)
    QTest.keyClicks(dialog.threshold, "50")
    qtbot.waitUntil(lambda: dialog.table.texts.rowCount() == 3)
    index = dialog.table.texts.index(2, 0)
    centre: QPoint = dialog.table.visualRect(index).center()
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    QTest.mouseDClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    qtbot.waitUntil(lambda: kit.window.tables.selection.rows == (1,))


# series side by side


@pytest.fixture
def somme(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path, of_sample("somme-to-donbas").project) as opened_kit:
        yield opened_kit


def test_series_are_compared_with_what_makes_them_differ_above(qtbot: QtBot, somme: Kit) -> None:
    dialog = by_menu(qtbot, somme, "compare_series", CompareSeries)
    assert "The losses do not count the same thing" in dialog.warnings.text()
    assert dialog.table.texts.columnCount() == 11
    assert dialog.table.texts.heads[2] == "Somme 1916"
    dialog.series.setFocus()
    dialog.series.setCurrentRow(10)
    QTest.keyClick(dialog.series, Keys.Key_Space)  # without the confirmed dead all count casualties
    assert "count the same thing" not in dialog.warnings.text()
    assert dialog.table.texts.columnCount() == 10
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    # 61,713 ÷ 43.2 = 1,428.54; the baseline is 430,790 ÷ 3,734.74 = 115.347: 12.3848 times, +1,138.48 %
    assert "Cost of ground, per km²\t≥1,428  (≥12.3×, ≥+1,138.4 %)" in QGuiApplication.clipboard().text()


def test_another_series_can_be_what_the_others_are_compared_with(qtbot: QtBot, somme: Kit) -> None:
    dialog = by_menu(qtbot, somme, "compare_series", CompareSeries)
    dialog.reference.setFocus()
    QTest.keyClick(dialog.reference, Keys.Key_Down)
    assert dialog.reference.currentText() == "Loos 1915"
    row = dialog.table.texts.names.index("Losses per day")
    assert cell(dialog, row, 0) == "2,939"
    assert cell(dialog, row, 2) == "4,527  (1.54×, ▲ 54.0 %)"


def test_selected_cells_are_copied_with_the_keys_of_the_platform(qtbot: QtBot, somme: Kit) -> None:
    dialog = by_menu(qtbot, somme, "compare_series", CompareSeries)
    dialog.table.setCurrentIndex(dialog.table.texts.index(0, 10))
    QTest.keyClick(dialog.table, Keys.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "confirmed killed"


def test_the_chart_of_series_has_a_measure_and_series_of_its_own(qtbot: QtBot, somme: Kit) -> None:
    panel = somme.window.charts.panels[0]
    panel.set_kind("compare")
    QTest.mouseClick(panel.tools.more, Qt.MouseButton.LeftButton)  # in this little room they are folded
    assert panel.compare.isVisible()
    assert len(left_chart(somme).lanes) == 9
    panel.compare.measure.setFocus()
    while panel.compare.measure.currentText() != "Losses per day":
        before = panel.compare.measure.currentIndex()
        QTest.keyClick(panel.compare.measure, Keys.Key_Down)
        assert panel.compare.measure.currentIndex() > before
    assert left_chart(somme).title == "Losses per day, series side by side"
    assert len(left_chart(somme).lanes) == 11
    choose_in(panel.compare.menu, 0)
    assert len(left_chart(somme).lanes) == 10
    panel.set_kind("cost")
    assert not panel.compare.isVisible()


# two projects


def test_two_projects_are_compared_row_by_row_and_result_by_result(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    project = sample("autumn-2024")
    changed = replace(project.periods[1], losses=Figure(value=44_000))
    other = tmp_path / "other.json"
    save_project(replace(project, periods=(project.periods[0], changed, project.periods[2])), other)
    kit.answers.open_answer = other
    dialog = by_menu(qtbot, kit, "compare_with", CompareProjects)
    assert kit.answers.asked == ["open"]
    assert "other.json" in dialog.windowTitle()
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "November 2024\tLosses\t44000\t45690" in copied
    # 1,690 ÷ 30, and that ÷ 1,466.67
    assert "November 2024\tLosses per day\t1467\t1523\t▲ 56.3 (3.8 %)" in copied
    assert dialog.results.texts.heads[2:] == ("other.json", "this project", "Difference")


def test_a_file_that_cannot_be_read_is_told_and_nothing_opens(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    kit.answers.open_answer = broken
    act(kit.window, "compare_with")
    qtbot.waitUntil(lambda: "broken.json" in kit.window.message_bar.text)
    assert not kit.window.findChildren(CompareProjects)


def test_no_file_chosen_opens_nothing(kit: Kit) -> None:
    act(kit.window, "compare_with")
    assert not kit.window.findChildren(CompareProjects)


# the samples


@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("sample", "autumn-2024"),
        ("sample_months", "months-2022-2024"),
        ("sample_somme", "somme-to-donbas"),
        ("sample_arithmetic", "published-arithmetic"),
    ],
)
def test_each_sample_opens_as_a_copy_without_a_file(qtbot: QtBot, kit: Kit, action: str, name: str) -> None:
    act(kit.window, action)
    assert kit.session.project == sample(name)
    assert kit.session.path is None
    assert kit.session.clean
