"""On a small screen: six rows, charts that can be read, and figure and claims one visible click away."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from model.files import sample
from tests.gui.hands import act
from tests.gui.window_kit import Kit, opened
from tests.samples import of_sample

SIZES = [(1024, 700), (1280, 800), (1920, 1080)]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path, of_sample("full-scale-war-by-month").project) as opened_kit:
        yield opened_kit


def settle() -> None:
    for _ in range(20):
        QApplication.processEvents()


def sized(kit: Kit, width: int, height: int) -> None:
    kit.window.resize(width, height)
    settle()


def rows_seen(kit: Kit) -> int:
    """Count the rows of the table that are seen whole."""
    grid = kit.window.tables.current.grid
    height = grid.viewport().height()
    boxes = (grid.visualRect(grid.model().index(row, 0)) for row in grid.visible_rows())
    return sum(box.top() >= 0 and box.bottom() < height for box in boxes)


def rail_tab(kit: Kit, name: str) -> QToolButton:
    return next(tab for tab in kit.window.rail.findChildren(QToolButton) if tab.text() == name)


def test_six_rows_and_two_charts_are_seen_at_every_size(kit: Kit) -> None:
    for beside, (width, height) in product((False, True), SIZES):
        look_at_size(kit, width, height, beside=beside)


def look_at_size(kit: Kit, width: int, height: int, *, beside: bool) -> None:
    sized(kit, width, height)
    act(kit.window, "reset_layout")
    settle()
    for pane in kit.window.panes.beside:
        if pane.isVisible() is not beside:
            QTest.mouseClick(rail_tab(kit, pane.windowTitle()), LEFT)
    settle()
    assert (kit.window.width(), kit.window.height()) == (width, height)
    assert rows_seen(kit) >= 6
    for panel in kit.window.charts.panels:
        name = panel._kinds.currentText()
        assert panel._kinds.width() > panel._kinds.fontMetrics().horizontalAdvance(name) + 20
        assert panel.tools.geometry().right() < panel.width()
    for panel in kit.window.charts.panels:
        assert panel.view.height() >= 170
        assert panel.view.width() >= 300


def charts_seen(kit: Kit) -> list[bool]:
    return [panel.isVisible() for panel in kit.window.charts.panels]


def test_a_window_too_low_for_rows_and_charts_has_the_charts_one_click_away(kit: Kit) -> None:
    sized(kit, 956, 504)  # 1920×1080 at twice the scale, within its frame
    act(kit.window, "reset_layout")
    settle()
    assert (kit.window.width(), kit.window.height()) == (956, 504)
    assert charts_seen(kit) == [False, False]
    assert rows_seen(kit) >= 6
    losses = kit.window.headline.cards["losses"]
    assert (losses.heading.text(), losses.values[0].text()) == ("Losses", "≈1,441,910")
    assert losses.values[0].shown_lines() == ("≈1,441,910",)
    assert losses.height() < 40
    tab = rail_tab(kit, "Charts")
    assert not tab.isChecked()
    QTest.mouseClick(tab, LEFT)
    settle()
    assert tab.isChecked()
    assert charts_seen(kit) == [True, True]
    assert all(panel.view.height() >= 140 for panel in kit.window.charts.panels)
    assert rows_seen(kit) >= 1
    sized(kit, 956, 520)
    assert charts_seen(kit) == [True, True]  # as the person wants it
    sized(kit, 1280, 800)
    assert charts_seen(kit) == [True, True]
    sized(kit, 956, 504)
    assert charts_seen(kit) == [False, False]
    sized(kit, 1280, 800)
    assert charts_seen(kit) == [True, True]
    assert losses.heading.text().startswith("Losses · 1 Mar 2022")
    QTest.keyClick(kit.window, Qt.Key.Key_F7)
    sized(kit, 956, 504)
    sized(kit, 1280, 800)
    assert charts_seen(kit) == [False, False]  # as the person wants it
    QTest.keyClick(kit.window, Qt.Key.Key_F7)
    settle()
    assert charts_seen(kit) == [True, True]


def test_the_rail_opens_and_closes_what_stands_beside_the_tables(qtbot: QtBot, kit: Kit) -> None:
    sized(kit, 1024, 700)
    act(kit.window, "reset_layout")
    settle()
    figure, claims = kit.window.panes.beside
    assert not figure.isVisible()
    assert not claims.isVisible()
    tab = rail_tab(kit, "Figure")
    assert tab.isVisible()
    QTest.mouseClick(tab, LEFT)
    qtbot.waitUntil(figure.isVisible)
    assert tab.isChecked()
    tab = rail_tab(kit, "Claims")
    tab.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(tab, Qt.Key.Key_Space)
    qtbot.waitUntil(claims.isVisible)
    act(kit.window, "reset_layout")
    settle()
    assert figure.isVisible()
    assert claims.isVisible()
    QTest.mouseClick(rail_tab(kit, "Figure"), LEFT)
    assert not figure.isVisible()


@pytest.mark.parametrize(("width", "height", "turned"), [(1024, 700, True), (1920, 1500, False)])
def test_no_tab_has_less_than_six_rows(kit: Kit, width: int, height: int, turned: bool) -> None:
    kit.session.load(sample("autumn-2024"), None)
    sized(kit, width, height)
    act(kit.window, "reset_layout")
    settle()
    tables = kit.window.tables
    tables.show_table("claims")
    settle()
    assert rows_seen(kit) >= 6
    intake, requirements = tables.show_table("intake"), tables.tables["requirements"]
    settle()
    for view in (intake, requirements):
        row = view.grid.rows_head.defaultSectionSize()
        assert view.grid.viewport().height() >= 6 * row
    beside = intake.mapTo(tables, QPoint()).y() == requirements.mapTo(tables, QPoint()).y()
    assert beside is turned
    bar = tables.tabBar()
    assert bar.tabRect(bar.count() - 1).right() <= bar.width()


def test_what_became_small_with_the_window_grows_with_it_again(qtbot: QtBot, kit: Kit) -> None:
    sized(kit, 1920, 1080)
    act(kit.window, "reset_layout")
    settle()
    panes = kit.window.panes
    beside, charts = panes.figure.width(), panes.left.height()
    sized(kit, 1024, 700)
    assert panes.figure.width() == 230
    assert panes.left.height() < charts
    assert rows_seen(kit) >= 6
    sized(kit, 1920, 1080)
    assert (panes.figure.width(), panes.left.height()) == (beside, charts)


def test_an_edge_that_a_person_dragged_stays_where_it_was_put(qtbot: QtBot, kit: Kit) -> None:
    sized(kit, 1600, 1000)
    act(kit.window, "reset_layout")
    settle()
    figure = kit.window.panes.figure
    edge = figure.mapTo(kit.window, QPoint(-3, figure.height() // 2))
    handle = kit.window.windowHandle()
    assert handle is not None
    QTest.mouseMove(handle, edge)
    QTest.mousePress(handle, LEFT, Qt.KeyboardModifier.NoModifier, edge)
    QTest.mouseMove(handle, edge - QPoint(60, 0))
    QTest.mouseMove(handle, edge - QPoint(120, 0))
    QTest.mouseRelease(handle, LEFT, Qt.KeyboardModifier.NoModifier, edge - QPoint(120, 0))
    settle()
    dragged = figure.width()
    assert dragged > 350
    sized(kit, 1500, 900)
    assert figure.width() == dragged


@pytest.mark.parametrize(("family", "scale"), [("Noto Sans", 1.0), ("", 1.5)])
def test_the_window_can_be_as_small_as_a_laptop_with_other_text(kit: Kit, family: str, scale: float) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = app.font()
    font = QFont(before)
    if family:
        font.setFamily(family)
    font.setPointSizeF(before.pointSizeF() * scale)
    try:
        app.setFont(font)
        for pane in kit.window.panes.all:
            pane.show()
        settle()
        least = kit.window.minimumSizeHint()
        assert least.width() <= 1020
        assert least.height() <= 660
        sized(kit, 1020, 660)
        act(kit.window, "reset_layout")
        settle()
        assert rows_seen(kit) >= 6
        kit.session.load(sample("autumn-2024"), None)
        settle()
        values = [label for card in kit.window.headline.cards.values() for label in card.values]
        assert [label.text() for label in values[:4]] == ["125,800", "2,356 km²", "53.4", "35,800–50,800"]
        assert all(label.width() >= label.sizeHint().width() for label in values if label.isVisible())
    finally:
        app.setFont(before)
        settle()


def test_the_window_is_whole_at_twice_the_scale(kit: Kit) -> None:
    for pane in kit.window.panes.all:
        pane.show()
    settle()
    least = kit.window.minimumSizeHint()
    assert least.width() < 928
    frame = QSize(4, 36)
    assert least.height() + frame.height() <= 1080 // 2


def test_a_card_without_a_result_offers_what_to_do(qtbot: QtBot, kit: Kit) -> None:
    cards = kit.window.headline.cards
    assert cards["shortfall"].offer.isVisible()
    QTest.mouseClick(cards["shortfall"].offer, LEFT)
    assert kit.window.tables.current.table.key == "intake"
    QTest.mouseClick(cards["checks"].offer, LEFT)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert "claim" in dialog.windowTitle()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_checks_say_what_they_counted(kit: Kit) -> None:
    kit.session.load(sample("autumn-2024"), None)
    card = kit.window.headline.cards["checks"]
    claims = len(kit.session.project.claims)
    assert card.heading.text() == f"Checks · {claims} claims, 2 totals"
    assert "further finding" in card.note.text()
    assert not card.offer.isVisible()
