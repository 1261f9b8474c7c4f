"""What stands beside the tables takes no more than its share of a narrow window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

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
