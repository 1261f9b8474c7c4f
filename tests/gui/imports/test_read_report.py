"""The reader of reports under a person's hands: paste, walk, tick, type over, add, undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from gui.imports.read_report import ReadReport
from gui.imports.report_proposals import DAYS, NUMBER
from model.project import Project
from tests.gui.window_kit import Kit, opened

ARTICLE = (
    "🟥 In November 2024 Russian forces lost 45,690 men, ISW said, and gained 839 square kilometers"
    " (324 square miles), about 54 casualties per square kilometer.\n\nThey took 12 sq km more than planned."
)


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path, Project()) as made:
        yield made


@pytest.fixture
def reader(qtbot: QtBot, kit: Kit) -> ReadReport:
    QTest.keyClick(
        kit.window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    dialog = kit.window.findChild(ReadReport)
    assert dialog is not None
    with qtbot.waitExposed(dialog):
        dialog.activateWindow()
    QGuiApplication.clipboard().setText(ARTICLE)
    QTest.keyClick(dialog.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(dialog.do.isEnabled, timeout=20_000)
    return dialog


def numbers(reader: ReadReport) -> list[str]:
    return [reader.model.cell(p, NUMBER) for p in reader.model.proposals if p.kind is not None]


def row_of(reader: ReadReport, number: str) -> int:
    return next(i for i, p in enumerate(reader.model.proposals) if reader.model.cell(p, NUMBER) == number)


def centre(reader: ReadReport, row: int, column: int) -> QPoint:
    return reader.table.visualRect(reader.model.index(row, column)).center()


def test_what_is_pasted_is_read_and_its_outlook_shown(reader: ReadReport) -> None:
    assert numbers(reader) == ["45,690", "839 square kilometers", "324 square miles", "about 54", "12 sq km"]
    assert reader.outlook.texts.rows[0] == ("1–30 Nov 2024", "45,690", "839", "54.5")
    assert reader.do.text() == "&Add 2 figures and 1 claim"


def test_one_click_adds_and_one_undo_takes_it_back(qtbot: QtBot, kit: Kit, reader: ReadReport) -> None:
    QTest.mouseClick(reader.do, Qt.MouseButton.LeftButton)
    assert not reader.isVisible()
    (period,) = kit.session.project.periods
    assert period.losses is not None
    assert (period.losses.value, period.losses.quote) == (45690, ARTICLE.split("\n", maxsplit=1)[0])
    kit.window.activateWindow()
    undo = kit.window.findChild(QAction, "undo")
    assert isinstance(undo, QAction)
    qtbot.waitUntil(undo.isEnabled)
    QTest.keyClick(kit.window.tables.current.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert kit.session.project == Project()


def test_closing_loses_nothing(kit: Kit, reader: ReadReport) -> None:
    QTest.keyClick(reader, Qt.Key.Key_Escape)
    assert not reader.isVisible()
    kit.window.imports.read_report()
    assert reader.isVisible()
    assert reader.text.said() == ARTICLE
    assert numbers(reader)[0] == "45,690"


def test_keys_walk_from_number_to_number_and_to_what_is_open(reader: ReadReport) -> None:
    QTest.keyClick(reader.text, Qt.Key.Key_F8)
    assert reader.table.currentIndex().row() == row_of(reader, "45,690")
    assert reader.text.textCursor().position() == ARTICLE.index("45,690") + 1  # Qt counts the square twice
    QTest.keyClick(reader.text, Qt.Key.Key_F8)
    assert reader.table.currentIndex().row() == row_of(reader, "839 square kilometers")
    QTest.keyClick(reader.text, Qt.Key.Key_F8, Qt.KeyboardModifier.ControlModifier)
    assert reader.table.currentIndex().row() == row_of(reader, "12 sq km")
    QTest.keyClick(reader.text, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert reader.table.currentIndex().row() == row_of(reader, "about 54")


def test_a_click_in_the_text_goes_to_the_row(reader: ReadReport) -> None:
    cursor = reader.text.textCursor()
    cursor.setPosition(ARTICLE.index("839") + 2)
    place = reader.text.cursorRect(cursor).center()
    QTest.mouseClick(reader.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert reader.table.currentIndex().row() == row_of(reader, "839 square kilometers")


def test_space_takes_a_tick_away_and_the_outlook_follows(qtbot: QtBot, reader: ReadReport) -> None:
    row = row_of(reader, "839 square kilometers")
    QTest.mouseClick(reader.table.viewport(), Qt.MouseButton.LeftButton, pos=centre(reader, row, DAYS))
    reader.table.setCurrentIndex(reader.model.index(row, NUMBER))
    QTest.keyClick(reader.table, Qt.Key.Key_Space)
    assert not reader.model.proposals[row].ticked
    qtbot.waitUntil(lambda: reader.do.text() == "&Add 1 figure and 1 claim", timeout=20_000)


def test_days_can_be_typed_over_and_what_is_no_day_is_refused(qtbot: QtBot, reader: ReadReport) -> None:
    row = row_of(reader, "12 sq km")
    place = centre(reader, row, DAYS)
    for typed, taken in (("nonsense", False), ("December 2024", True)):
        QTest.mouseClick(reader.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(reader.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        editor.selectAll()
        QTest.keyClicks(editor, typed)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        QApplication.processEvents()
        assert reader.model.proposals[row].ticked is taken
        if not taken:
            assert "nonsense" in reader.said.text()
    assert reader.model.cell(reader.model.proposals[row], DAYS) == "1–31 Dec 2024"


def test_days_of_other_paragraphs_are_asked_about(reader: ReadReport) -> None:
    proposal = reader.model.proposals[row_of(reader, "12 sq km")]
    assert proposal.question
    assert not proposal.ticked
