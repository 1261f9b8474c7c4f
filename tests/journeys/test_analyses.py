"""Each question that can be asked of the figures, asked in the real window with keys and mouse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QSlider
from pytestqt.qtbot import QtBot

from gui.dialogs.compare_projects import CompareProjects
from gui.dialogs.compare_series import CompareSeries
from gui.dialogs.scenario import ScenarioDialog
from gui.dialogs.sensitivity import Sensitivity
from model.charts.data import Chart
from model.files import sample, save_project, write_project
from model.project import Period, Project, Series
from model.text.figures import Figure
from model.text.records import replace
from tests.gui.hands import act, choose_in
from tests.gui.window_kit import Kit, opened
from tests.samples import of_sample

Keys, Mouse, Mods = Qt.Key, Qt.MouseButton, Qt.KeyboardModifier
D = TypeVar("D", bound=QDialog)


@pytest.fixture
def autumn(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    """The sample's window, whose project no analysis may change."""
    with opened(qtbot, tmp_path) as kit:
        before = write_project(kit.session.project)
        yield kit
        assert write_project(kit.session.project) == before
        assert kit.session.clean


@pytest.fixture
def many(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    """A window with so many periods that what is asked is computed beside it: 1,500 days of 10 for 1 km²."""
    days = [date(2020, 1, 1) + timedelta(days=number) for number in range(1_500)]
    rows = tuple(
        Period("s", str(day), day, day, Figure(value=10, source="a"), Figure(value=1)) for day in days
    )
    with opened(qtbot, tmp_path, Project(series=(Series("s", "One side"),), periods=rows)) as kit:
        yield kit


@pytest.fixture
def uncertain(many: Kit) -> Kit:
    """The same window, the losses of the first day published as 8 to 16, best 12."""
    project = many.session.project
    first = replace(project.periods[0], losses=Figure(low=8, value=12, high=16, source="a"))
    many.session.load(replace(project, periods=(first, *project.periods[1:])), None)
    return many


def dialog_of(qtbot: QtBot, kit: Kit, kind: type[D]) -> D:
    qtbot.waitUntil(lambda: any(dialog.isVisible() for dialog in kit.window.findChildren(kind)))
    return next(dialog for dialog in kit.window.findChildren(kind) if dialog.isVisible())


def by_menu(qtbot: QtBot, kit: Kit, action: str, kind: type[D]) -> D:
    act(kit.window, action)
    return dialog_of(qtbot, kit, kind)


def choose(box: QComboBox, text: str) -> None:
    """Choose what begins with `text`, by its first letters or with the arrow keys."""
    box.setFocus()
    QTest.keyClick(box, Keys.Key_Home)
    while not box.currentText().startswith(text):
        before = box.currentIndex()
        QTest.keyClick(box, Keys.Key_Down)
        assert box.currentIndex() > before, f"{text} is not offered"


def retype(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def drag(slider: QSlider, by: int) -> None:
    """Drag the handle of a slider with the mouse, step by step."""
    middle = slider.rect().center()
    QTest.mousePress(slider, Mouse.LeftButton, pos=middle)
    for step in range(1, 11):
        QTest.mouseMove(slider, middle + QPoint(by * step // 10, 0))
    QTest.mouseRelease(slider, Mouse.LeftButton, pos=middle + QPoint(by, 0))


def cell(dialog: Sensitivity | ScenarioDialog | CompareSeries, row: str, column: int) -> str:
    """Return a cell of the row that begins with `row`, in its head or its first cell, or nothing."""
    texts = dialog.table.texts
    heads = texts.names or [cells[0] for cells in texts.rows]
    found = next((number for number, head in enumerate(heads) if head.startswith(row)), None)
    return "" if found is None else str(texts.data(texts.index(found, column)))


def chart(kit: Kit) -> Chart:
    shown = kit.window.charts.panels[0].view.chart
    assert shown is not None
    return shown


# series and sources


def test_the_sources_of_the_losses_stand_side_by_side(qtbot: QtBot, autumn: Kit) -> None:
    dialog = by_menu(qtbot, autumn, "compare_series", CompareSeries)
    assert not dialog.about.isVisible()
    choose(dialog.what, "Russian forces: Losses by source")
    assert list(dialog.table.texts.heads) == ["Institute for the Study of War", "General Staff of Ukraine"]
    assert "the losses are those of each source" in dialog.about.text()
    assert "The sources do not cover the same days." in dialog.warnings.text()
    # as published more than 125,000 in 91 days: 1,373.63 a day; 45,690 in 30 days: 1,523; the baseline is
    # 80,110 in 61 days: 1,313.28. 1,373.63 ÷ 1,313.28 = 1.04595 and 1,523 ÷ 1,313.28 = 1.15969
    assert (cell(dialog, "Losses per day", 0), cell(dialog, "Losses per day", 1)) == (
        ">1,373  (>1.04×, >+4.5 %)",
        "1,523  (1.16×, ▲ 16.0 %)",
    )
    choose(dialog.reference, "General Staff")
    # 1,373.63 ÷ 1,523 = 0.90192, and −9.81 %: a lower bound goes down, to −9.9
    assert cell(dialog, "Losses per day", 0) == ">1,373  (>0.901×, >−9.9 %)"
    assert cell(dialog, "Losses per day", 1) == "1,523"
    item = dialog.series.visualItemRect(dialog.series.item(1))
    dialog.series.setFocus()
    QTest.mouseClick(dialog.series.viewport(), Mouse.LeftButton, pos=item.center())
    QTest.keyClick(dialog.series, Keys.Key_Space)
    assert list(dialog.table.texts.heads) == ["Institute for the Study of War"]
    QTest.mouseClick(dialog.copy, Mouse.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Russian forces: the losses are those of each source")
    QTest.keyClick(dialog, Keys.Key_Escape)
    assert not autumn.window.isWindowModified()


def test_what_stands_side_by_side_follows_an_edit(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as kit:
        dialog = by_menu(qtbot, kit, "compare_series", CompareSeries)
        choose(dialog.what, "Russian forces: Losses by source")
        grid = kit.window.tables.current.grid
        losses = next(n for n, c in enumerate(kit.window.tables.current.model.columns) if c.key == "losses")
        grid.go_to(1, losses)
        QTest.keyClicks(grid, "3")
        assert grid.editor is not None
        QTest.keyClicks(grid.editor, "0,000")
        QTest.keyClick(grid.editor, Keys.Key_Return)
        qtbot.waitUntil(lambda: cell(dialog, "Losses per day", 1).startswith("1,000"))
        assert "Losses by source" in dialog.what.currentText()
        act(kit.window, "undo")
        qtbot.waitUntil(lambda: cell(dialog, "Losses per day", 1).startswith("1,523"))


def test_the_chart_sets_sources_side_by_side_and_a_click_goes_to_the_source(
    qtbot: QtBot, autumn: Kit
) -> None:
    panel = autumn.window.charts.panels[0]
    panel.set_kind("compare")
    choose_in(panel.compare.menu, "Losses by source")
    assert chart(autumn).title == "Cost of ground – Russian forces: Losses by source"
    assert [lane.name for lane in chart(autumn).lanes] == [
        "General Staff of Ukraine",  # 54.5 per km² before 52.8
        "Institute for the Study of War",
    ]
    assert panel.compare.series.text() == "Sources"
    panel.view.refresh()
    painted = panel.view.drawing
    assert painted is not None
    assert painted.lanes is not None
    box, scale = painted.lanes.lanes[0].box, panel.view.text_scale
    spot = QPoint(round((box.x + box.w / 2) * scale), round((box.y + box.h / 2) * scale))
    viewport = panel.view._view.viewport()
    QTest.mouseMove(viewport, spot)
    QTest.mouseClick(viewport, Mouse.LeftButton, pos=spot)
    qtbot.waitUntil(lambda: autumn.window.tables.selection.table == "sources")
    assert autumn.window.tables.selection.rows == (1,)
    choose_in(panel.compare.menu, "Series side by side")
    assert chart(autumn).title == "Cost of ground: Russian forces"


# sensitivity


def test_the_result_that_is_uncertain_is_looked_at_first(qtbot: QtBot, autumn: Kit) -> None:
    QTest.keyClick(autumn.window, Keys.Key_Y, Mods.ControlModifier | Mods.ShiftModifier)
    dialog = dialog_of(qtbot, autumn, Sensitivity)
    assert dialog.measure.currentText() == "Gross shortfall"
    ends = (cell(dialog, "US officials", 2), cell(dialog, "US officials", 4))
    assert ends == ("35,800 at its high", "50,800 at its low")
    choose(dialog.measure, "Cost of ground")
    assert "no figure behind it was published with a range" in dialog.said.text()


def test_the_break_even_of_a_period_is_what_hand_calculation_gives(qtbot: QtBot, autumn: Kit) -> None:
    dialog = by_menu(qtbot, autumn, "sensitivity", Sensitivity)
    choose(dialog.measure, "Cost of ground")
    choose(dialog.days, "November")
    retype(dialog.threshold, "50")
    # 839 × 50 and 45,690 ÷ 50
    qtbot.waitUntil(lambda: cell(dialog, "November 2024: losses", 5) == "41,950")
    assert cell(dialog, "November 2024: gains", 5) == "914 km²"


def test_of_a_large_project_the_study_is_made_beside_the_window_and_the_last_one_asked_for_is_shown(
    qtbot: QtBot, uncertain: Kit
) -> None:
    dialog = by_menu(qtbot, uncertain, "sensitivity", Sensitivity)
    assert dialog.waiting.text() == "Computing…"
    assert dialog.table.texts.rowCount() == 0
    qtbot.waitUntil(
        lambda: dialog.measure.currentData() == "losses_per_gain"
    )  # uncertain, so looked at first
    choose(dialog.measure, "Losses")
    retype(dialog.threshold, "15,003")
    # 1,500 days of 10 but for the first, of 8 to 16 around 12: 15,002, and one more makes 13
    qtbot.waitUntil(lambda: dialog.table.texts.rowCount() == 200 and not dialog.waiting.text())
    assert "low 14,998, best 15,002, high 15,006" in dialog.said.text()
    ends = (cell(dialog, "2020-01-01", 2), cell(dialog, "2020-01-01", 4))
    assert ends == ("14,998 at its low", "15,006 at its high")
    assert cell(dialog, "2020-01-01", 5) == "13, within what is published"


def test_of_a_large_project_no_line_of_the_one_before_an_edit_is_left(qtbot: QtBot, uncertain: Kit) -> None:
    dialog = by_menu(qtbot, uncertain, "sensitivity", Sensitivity)
    qtbot.waitUntil(lambda: dialog.table.texts.rowCount() == 1)
    first, *others = uncertain.session.project.periods
    changed = replace(first, losses=Figure(low=1, high=3, source="a"))
    uncertain.session.load(replace(uncertain.session.project, periods=(changed, *others)), None)
    assert dialog.table.texts.rowCount() == 0  # the next answer is still to come
    qtbot.waitUntil(lambda: dialog.table.texts.rowCount() == 1)
    # 1,499 days of 10, and 1 to 3
    choose(dialog.measure, "Losses")
    qtbot.waitUntil(lambda: "low 14,991, best 14,992, high 14,993" in dialog.said.text())


def test_sensitivity_that_is_closed_while_it_is_computed_says_nothing_more(
    qtbot: QtBot, uncertain: Kit
) -> None:
    dialog = by_menu(qtbot, uncertain, "sensitivity", Sensitivity)
    assert dialog.waiting.text()
    QTest.keyClick(dialog, Keys.Key_Escape)
    qtbot.waitUntil(lambda: not uncertain.window.findChildren(Sensitivity))


# scenario


def test_a_slider_dragged_with_the_mouse_moves_results_and_charts(qtbot: QtBot, autumn: Kit) -> None:
    QTest.keyClick(autumn.window, Keys.Key_L, Mods.ControlModifier | Mods.ShiftModifier)
    dialog = dialog_of(qtbot, autumn, ScenarioDialog)
    assert "not what was published" in dialog.marked.text()
    slider, field = dialog.changes["losses"].slider, dialog.changes["losses"].field
    drag(slider, slider.width() // 4)
    assert slider.value() > 0
    assert field.text() == f"+{slider.value()}"
    qtbot.waitUntil(lambda: bool(chart(autumn).panels[0].beside))
    assert chart(autumn).title.endswith(", with a scenario")
    retype(field, "100")
    qtbot.waitUntil(lambda: cell(dialog, "Losses", 2) == "251,600")
    assert cell(dialog, "Losses", 1) == "125,800"
    assert slider.value() == 100
    retype(dialog.threshold, "1,000,000")
    qtbot.waitUntil(lambda: "In the scenario: " in dialog.until.text())
    QTest.keyClick(dialog, Keys.Key_Escape)
    qtbot.waitUntil(lambda: not chart(autumn).panels[0].beside)


def test_of_a_large_project_the_last_move_of_the_slider_is_what_is_shown(qtbot: QtBot, many: Kit) -> None:
    dialog = by_menu(qtbot, many, "scenario", ScenarioDialog)
    qtbot.waitUntil(lambda: dialog.table.texts.rowCount() > 0)
    slider = dialog.changes["losses"].slider
    slider.setFocus()
    for _ in range(7):
        QTest.keyClick(slider, Keys.Key_PageUp)
    retype(dialog.changes["gains"].field, "-50")
    # 15,000 + 70 %, 1,500 − 50 %
    qtbot.waitUntil(lambda: (cell(dialog, "Losses", 2), cell(dialog, "Gains", 2)) == ("25,500", "750"))
    qtbot.waitUntil(lambda: not dialog.waiting.text())
    qtbot.waitUntil(lambda: bool(chart(many).panels[0].beside))
    assert "losses +70 %, gains −50 %" in chart(many).note


def test_of_a_large_project_nothing_of_the_one_before_an_edit_is_drawn(qtbot: QtBot, many: Kit) -> None:
    dialog = by_menu(qtbot, many, "scenario", ScenarioDialog)
    dialog.changes["losses"].slider.setValue(10)
    first, *others = many.session.project.periods
    changed = replace(first, losses=Figure(value=1_010))
    many.session.load(replace(many.session.project, periods=(changed, *others)), None)
    assert not chart(many).panels[0].beside  # the next answer is still to come
    # 15,000 + 1,000, + 10 %
    qtbot.waitUntil(lambda: cell(dialog, "Losses", 2) == "17,600")
    assert cell(dialog, "Losses", 1) == "16,000"
    qtbot.waitUntil(lambda: bool(chart(many).panels[0].beside))


def test_a_scenario_that_is_closed_while_it_is_computed_draws_nothing(qtbot: QtBot, many: Kit) -> None:
    dialog = by_menu(qtbot, many, "scenario", ScenarioDialog)
    dialog.changes["losses"].slider.setValue(10)
    QTest.keyClick(dialog, Keys.Key_Escape)
    qtbot.waitUntil(lambda: not many.window.findChildren(ScenarioDialog))
    assert not chart(many).panels[0].beside


# another file, and words


def test_a_file_is_compared_and_each_difference_is_named(qtbot: QtBot, autumn: Kit, tmp_path: Path) -> None:
    project = sample("autumn-2024")
    changed = replace(project.periods[1], gains=Figure(value=900))
    other = tmp_path / "spring.json"
    save_project(replace(project, periods=(project.periods[0], changed)), other)
    autumn.answers.open_answer = other
    dialog = by_menu(qtbot, autumn, "compare_with", CompareProjects)
    assert "1 row changed · 1 row added" in dialog.rows.said.text()
    room = dialog.screen().availableSize()
    assert dialog.width() > 0.9 * min(980, room.width())
    moved = ("Periods", "November 2024", "changed", "Gains km²", "900", "839", "▼ 61 (6.8 %)")  # 61 ÷ 900
    assert moved in dialog.rows.table.texts.rows
    assert {row[3] for row in dialog.rows.table.texts.rows} >= {"Label", "Start"}
    dialog.rows.figures.setFocus()
    QTest.keyClick(dialog.rows.figures, Keys.Key_Space)
    assert moved in dialog.rows.table.texts.rows
    assert {row[3] for row in dialog.rows.table.texts.rows} == {"Losses", "Gains km²"}
    QTest.keyClick(dialog.tabs.tabBar(), Keys.Key_Right)
    assert dialog.tabs.currentIndex() == 1
    rows = dialog.results.texts.rows
    # 45,690 ÷ 900 and ÷ 839: 50.7667, 54.4577; 3.6910 is 7.27 %
    assert ("November 2024", "Cost of ground, per km²", "50.8", "54.5", "▲ 3.69 (7.3 %)") in rows
    QTest.mouseClick(dialog.copy, Mouse.LeftButton)
    assert "50.8\t54.5\t▲ 3.69 (7.3 %)" in QGuiApplication.clipboard().text()
    QTest.keyClick(dialog, Keys.Key_Escape)


def test_the_summary_is_copied_with_sources_and_stance(autumn: Kit) -> None:
    act(autumn.window, "copy_summary")
    copied = QGuiApplication.clipboard().text()
    assert "according to Institute for the Study of War (independent) and General Staff" in copied
    assert "a gross shortfall of 35,800–50,800" in copied
    assert copied.endswith("not verified here.")


# an axis that is cut


def test_a_month_beyond_the_axis_is_broken_and_tells_its_value(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, of_sample("months-2022-2024").project) as kit:
        panel = kit.window.charts.panels[0]
        panel.set_kind("cost")
        panel.view.refresh()
        painted = panel.view.drawing
        assert painted is not None
        (plot,) = painted.plots
        marks = plot.panel.marks[0]
        assert marks.broken is not None
        at = int(marks.broken.argmax())
        assert plot.y.high < 1_100  # and not 2,190
        panel.view.setFocus()
        for _ in range(at + 1):
            QTest.keyClick(panel.view, Keys.Key_Right)
        assert "2,190" in panel.view.tip_text
        QTest.keyClick(panel.view, Keys.Key_Return)
        qtbot.waitUntil(lambda: kit.window.tables.selection.rows == (int(marks.rows[at]),))


def test_a_bar_of_no_named_source_leads_to_the_table_of_sources_and_no_row(
    qtbot: QtBot, tmp_path: Path
) -> None:
    project = sample("autumn-2024")
    november = replace(project.periods[1], losses=Figure(value=45_690))
    with opened(qtbot, tmp_path, replace(project, periods=(project.periods[0], november))) as kit:
        panel = kit.window.charts.panels[0]
        panel.set_kind("compare")
        choose_in(panel.compare.menu, "Losses by source")
        assert chart(kit).lanes[0].name == "a source that is not named"
        panel.view.refresh()
        panel.view.setFocus()
        for key in (Keys.Key_Right, Keys.Key_Return):
            QTest.keyClick(panel.view, key)
        assert "a source that is not named" in panel.view.tip_text
        assert kit.window.tables.selection.rows != (0,)
