"""A message moves nothing, goes by itself once it was read, and belongs to the project it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from gui.app.messages import Offer
from gui.panels import message_bar
from model.files import sample
from tests.gui.window_kit import Kit, opened


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        yield opened_kit


def places(kit: Kit) -> list[QPoint]:
    for _ in range(5):
        QApplication.processEvents()
    window = kit.window
    parts = (window.headline, window.tables, *window.charts.panels)
    return [part.mapTo(window, QPoint(0, 0)) for part in parts]


def test_nothing_moves_when_a_message_comes_and_goes(kit: Kit) -> None:
    before = places(kit)
    bars = (kit.window.message_bar, kit.window.file_guard.bar)
    kit.window.messages.warn("Something was not done. " * 8, ("a line", "another"))
    kit.window.file_guard.bar.tell("The file was changed.")
    assert places(kit) == before
    assert all(bar.isVisible() and bar.height() == bar.heightForWidth(bar.width()) for bar in bars)
    headline = kit.window.panes.headline
    assert bars[0].mapTo(kit.window, QPoint(0, 0)).y() >= headline.mapTo(kit.window, QPoint(0, 0)).y()
    QTest.keyClick(bars[0], Qt.Key.Key_Escape)
    QTest.mouseClick(kit.window.file_guard.bar.dismiss, Qt.MouseButton.LeftButton)
    assert places(kit) == before
    assert not kit.window.notices.isVisible()


def test_a_warning_goes_by_itself_and_an_error_stays(
    qtbot: QtBot, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_bar, "_STAYS", 20)
    monkeypatch.setattr(message_bar, "_STAYS_A_LETTER", 0)
    bar = kit.window.message_bar
    kit.window.messages.fail("It failed.")
    kit.window.messages.warn("It was refused.")
    qtbot.waitUntil(lambda: not bar.isVisible())
    kit.window.messages.warn("It was refused.")
    kit.window.messages.fail("It failed.")
    assert not any(timer.isActive() for timer in bar.findChildren(QTimer))


def test_a_message_that_offers_something_stays_until_keys_can_get_there(kit: Kit) -> None:
    pressed: list[bool] = []
    kit.window.messages.tell("It can be read.", offer=Offer("Read It", lambda: pressed.append(True)))
    (expiry,) = kit.window.message_bar.findChildren(QTimer)
    assert expiry.interval() >= 20_000
    kit.window.tables.current.grid.setFocus()
    QTest.keyClick(kit.window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    button = QApplication.focusWidget()
    assert isinstance(button, QPushButton)
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert pressed


def test_a_message_whose_details_are_read_stays(
    qtbot: QtBot, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_bar, "_STAYS", 20)
    monkeypatch.setattr(message_bar, "_STAYS_A_LETTER", 0)
    bar = kit.window.message_bar
    kit.window.messages.warn("It was refused.", ("why",))
    QTest.mouseClick(bar.more, Qt.MouseButton.LeftButton)
    (details,) = bar.findChildren(QPlainTextEdit)
    line, height, large = details.fontMetrics().lineSpacing(), details.height(), QFont(details.font())
    large.setPixelSize(3 * line)
    details.setFont(large)
    bar.setFont(large)
    grown = details.fontMetrics().lineSpacing() - line
    assert (details.height() - height, grown > 0) == (2 * grown, True)  # two lines of it
    (expiry,) = bar.findChildren(QTimer)
    with qtbot.waitSignal(expiry.timeout):
        pass
    assert bar.isVisible()
    QTest.mouseClick(bar.more, Qt.MouseButton.LeftButton)
    kit.window.tables.current.grid.setFocus()
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_a_message_is_not_shown_over_another_project(kit: Kit) -> None:
    kit.window.messages.warn("November was not filled.")
    assert kit.window.message_bar.isVisible()
    kit.session.load(sample("somme-to-donbas"), None)
    assert not kit.window.message_bar.isVisible()
