"""The ways a report comes in by the main window: dropped on it, and pasted where a cell was meant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui.imports.entry import is_report, reads_as_report
from gui.imports.read_report import ReadReport
from model.project import Project
from tests.gui.window_kit import Kit, opened

PROSE = (
    "In November 2024 Russian forces lost 45,690 men. They gained 839 square kilometers, the institute said."
    "\n\nNobody expects this to change."
)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path, Project()) as made:
        yield made


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (PROSE, True),
        (
            "Втрати за листопад 2024 року склали 45 690 осіб. Площа – 839 км². Про це повідомив інститут.",
            True,
        ),
        ("In November 2024 Russian forces lost 45,690 men.", False),
        ("Month\tLosses. One\n" * 20, False),
        ("date,losses\n" + "2024-11-01,1523\n" * 50, False),
        ("1.5\n2.5\n" * 50, False),
    ],
)
def test_more_than_a_sentence_is_a_report_and_a_table_is_none(
    tmp_path: Path, text: str, is_one: bool
) -> None:
    assert reads_as_report(text) is is_one
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    assert is_report(path) is is_one


def pasted(kit: Kit, text: str, column: str) -> None:
    grid = kit.window.tables.current.grid
    grid.go_to(0, [each.key for each in kit.window.tables.current.model.columns].index(column))
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(grid, Qt.Key.Key_V, CONTROL)


def test_an_article_pasted_into_the_table_is_offered_to_be_read(qtbot: QtBot, kit: Kit) -> None:
    pasted(kit, PROSE, "label")
    offered = [each for each in kit.window.findChildren(QPushButton) if each.text() == "Read It as a Report"]
    assert kit.session.project == Project()
    QTest.mouseClick(offered[0], Qt.MouseButton.LeftButton)
    reader = kit.window.findChild(ReadReport)
    assert reader is not None
    qtbot.waitUntil(reader.do.isEnabled, timeout=20_000)
    assert reader.text.said() == PROSE


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_report_dropped_on_the_window_is_read_and_others_are_named(
    qtbot: QtBot, kit: Kit, tmp_path: Path, name: str
) -> None:
    paths = [tmp_path / name, tmp_path / f"b{name}"]
    for path in paths:
        path.write_text(PROSE.replace("\n", " "), "utf-8")
    kit.window.imports.open_dropped(*paths)
    reader = kit.window.findChild(ReadReport)
    assert reader is not None
    qtbot.waitUntil(reader.do.isEnabled, timeout=20_000)
    assert " ".join(reader.text.said().split()) == " ".join(PROSE.split())
