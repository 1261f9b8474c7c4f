"""What stands beside the tables takes no more than its share of a narrow window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.window.main_window import MainWindow
from tests.gui.hands import act
from tests.gui.window_kit import Kit, opened


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        opened_kit.window.resize(1600, 1000)
        opened_kit.window.panes.reset()
        qtbot.waitUntil(lambda: opened_kit.window.panes.figure.width() == 304)
        yield opened_kit


def test_a_window_made_narrower_leaves_the_tables_their_room(qtbot: QtBot, kit: Kit) -> None:
    kit.window.resize(1280, 800)
    qtbot.waitUntil(lambda: kit.window.panes.figure.width() == 230)
    assert kit.window.tables.width() > 995


def test_both_charts_are_closed_and_opened_again_and_the_menu_says_which(kit: Kit) -> None:
    ticked = kit.window.panes.charts
    seen = [(ticked.isCheckable(), ticked.isChecked(), kit.window.charts.panels[0].isVisible())]
    for _ in range(2):
        act(kit.window, "charts")
        seen.append((ticked.isCheckable(), ticked.isChecked(), kit.window.charts.panels[0].isVisible()))
    assert seen == [(True, True, True), (True, False, False), (True, True, True)]


def test_the_inspector_opened_in_a_narrower_window_begins_with_its_least_width(
    qtbot: QtBot, kit: Kit
) -> None:
    panes = kit.window.panes
    panes.figure.hide()
    panes.claims.hide()
    kit.window.resize(1280, 800)
    QTest.keyClick(kit.window, Qt.Key.Key_F4)
    qtbot.waitUntil(panes.figure.isVisible)
    qtbot.waitUntil(lambda: panes.figure.width() == 230)


def test_the_inspector_comes_before_a_pane_that_lies_on_it(qtbot: QtBot, kit: Kit) -> None:
    panes = kit.window.panes
    kit.window.tabifyDockWidget(panes.figure, panes.claims)
    panes.claims.raise_()
    qtbot.waitUntil(lambda: panes.figure.visibleRegion().isEmpty())
    QTest.keyClick(kit.window, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: not panes.figure.visibleRegion().isEmpty())


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1600, 1000)])
def test_the_first_frame_has_everything_where_it_stays(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    frames: list[dict[str, QRect]] = []

    def places(window: MainWindow) -> dict[str, QRect]:
        panes = [pane for pane in window.panes.all if pane.isVisible()]
        return {"tables": window.tables.geometry(), **{pane.objectName(): pane.geometry() for pane in panes}}

    def paint_event(window: MainWindow, event: QPaintEvent) -> None:
        frames.append(places(window))
        painted(window, event)

    painted = MainWindow.paintEvent
    monkeypatch.setattr("gui.window.main_window._FIRST_SIZE", size)
    monkeypatch.setattr("gui.app.windows._FRAME", QSize(-2000, -2000))  # the screen is a small one
    monkeypatch.setattr(MainWindow, "paintEvent", paint_event)
    with opened(qtbot, tmp_path) as kit:
        kit.window.grab()
        assert frames[0] == places(kit.window)
