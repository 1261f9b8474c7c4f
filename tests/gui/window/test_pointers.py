"""What a first start points at, until it was dismissed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from model.files import sample
from tests.gui.hands import settle
from tests.gui.window_kit import Kit, opened

LEFT = Qt.MouseButton.LeftButton


def test_each_pointer_is_dismissed_once_and_for_all(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as kit:
        dismiss(qtbot, kit)


def dismiss(qtbot: QtBot, kit: Kit) -> None:
    pointers, window = kit.window.pointers, kit.window
    qtbot.waitUntil(lambda: bool(window.charts.panels))
    assert not pointers.isVisible()  # a start that is none of a person's does not point
    qtbot.waitUntil(window.charts.panels[0].tools.isVisible)
    window.panes.figure.show()
    pointers.begin()
    assert "open Figure" not in pointers.text  # it is open
    window.panes.figure.hide()
    pointers.begin()
    assert "open Figure" in pointers.text
    kit.window.messages.tell("Something else")
    assert not pointers.isVisible()
    kit.window.message_bar.forget()
    said = set()
    for _ in range(4):
        assert pointers.isVisible()
        assert window.rect().contains(pointers.geometry())
        said.add(pointers.text)
        QTest.mouseClick(pointers.next, LEFT)
    assert len(said) == 4
    assert not pointers.isVisible()
    assert window.focusWidget() is window.tables.current.grid
    pointers.begin()
    assert not pointers.isVisible()

    kit.settings.keep_pointers_seen(())
    pointers.begin()
    pointers.next.setFocus()
    QTest.keyClick(pointers.next, Qt.Key.Key_Escape)
    assert not pointers.isVisible()
    assert len(kit.settings.pointers_seen) == 4


def test_it_hides_nothing_where_there_is_room_below_the_rows(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, sample("autumn-2024")) as kit:
        pointers, window = kit.window.pointers, kit.window
        qtbot.waitUntil(lambda: bool(window.charts.panels))
        window.resize(1024, 700)
        settle()
        totals = window.tables.current.totals
        assert totals is not None
        for _ in range(4):
            pointers.begin()
            settle()
            assert pointers.isVisible()
            assert pointers.y() >= totals.mapTo(window, totals.rect().bottomLeft()).y()
            assert pointers.geometry().bottom() < window.panes.left.y()
            label = pointers.findChild(QLabel)
            assert label is not None
            assert label.height() >= label.heightForWidth(label.width())
            QTest.mouseClick(pointers.next, LEFT)


def test_it_covers_no_chart_where_rows_fill_the_table(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, sample("months-2022-2024")) as kit:
        pointers, window = kit.window.pointers, kit.window
        window.resize(1280, 768)
        tools = window.charts.panels[0].tools
        qtbot.waitUntil(tools.isVisible)
        for _ in range(4):
            pointers.begin()
            settle()
            assert pointers.isVisible()
            assert pointers.geometry().bottom() < tools.mapTo(window, tools.rect().topLeft()).y()
            QTest.mouseClick(pointers.next, LEFT)


def test_a_pane_that_opens_does_not_cover_it(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as kit:
        pointers = kit.window.pointers
        pointers.begin()
        kit.window.inspector_controller.show()
        settle()
        inside = pointers.geometry().adjusted(2, 5, -2, -2)
        for corner in (inside.topLeft(), inside.topRight(), inside.bottomLeft(), inside.bottomRight()):
            assert kit.window.childAt(corner) in (pointers, *pointers.findChildren(QWidget))
