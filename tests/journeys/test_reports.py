"""From an article to verdicts, with keys and mouse: paste, look, add to an empty project, take it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from gui.imports.read_report import ReadReport
from gui.imports.report_proposals import DAYS
from model.columns import TABLE
from model.project import Project
from tests.gui.window_kit import Kit, opened

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WAIT = 30_000
AUTUMN = (
    "From September through November 2024 Russian forces suffered over 125,000 casualties while seizing"
    " 2,356 square kilometers, the Institute for the Study of War said. That works out at about 53 "
    "casualties for each square kilometer.\n\n"
    "In November 2024 Russian forces lost 45,690 men and gained 839 square kilometers, the institute "
    "said. That is an average of 1,523 casualties a day.\n\n"
    "In September and October 2024 Russian forces lost 80,110 men and gained 1,517 square kilometers, "
    "the institute said.\n\n"
    "Russia recruits between 25,000 and 30,000 men a month, US officials said."
)
AUGUST = (
    "In August 2025 Russian forces lost 28,880 men and gained 499.43 square kilometers, the Halden "
    "Institute said. That works out at 68 casualties for each square kilometer."
)


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path, Project()) as made:
        yield made


def read(qtbot: QtBot, kit: Kit, text: str) -> ReadReport:
    """Open the reader by its keys and paste a text."""
    QTest.keyClick(kit.window, Qt.Key.Key_I, CONTROL | SHIFT)
    reader = kit.window.findChild(ReadReport)
    assert reader is not None
    with qtbot.waitExposed(reader):
        reader.activateWindow()
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(reader.text, Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(reader.do.isEnabled, timeout=WAIT)
    return reader


def cells(kit: Kit, table: str, *keys: str) -> list[tuple[str, ...]]:
    context = kit.session.context
    columns = [TABLE[table].column(key) for key in keys]
    rows = range(len(getattr(kit.session.project, table)))
    return [tuple(column.text(context, row) for column in columns) for row in rows]


def test_an_article_becomes_the_periods_shortfalls_and_verdicts_of_the_sample(qtbot: QtBot, kit: Kit) -> None:
    """Less 25,000 to 30,000 a month: 80,110 of two months, 45,690 of one, over 125,000 of three."""
    reader = read(qtbot, kit, AUTUMN)
    before = reader.outlook.periods.texts.rows
    assert {row[-1] for row in before} == {"—"}  # the days of what is recruited are not said
    QTest.keyClick(reader.text, Qt.Key.Key_F8, CONTROL)  # to the question
    reader.table.setFocus()
    reader.table.setCurrentIndex(reader.table.currentIndex().siblingAtColumn(DAYS))
    QTest.keyClick(reader.table, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "September 2024 to November 2024")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: reader.do.text() == "&Add 7 figures and 2 claims", timeout=WAIT)
    shortfalls = {row[0]: row[-1] for row in reader.outlook.periods.texts.rows}
    assert shortfalls == {
        "Sep–Nov 2024": ">35,000",
        "November 2024": "15,690–20,690",
        "Sep–Oct 2024": "20,110–30,110",
    }
    QTest.mouseClick(reader.do, Qt.MouseButton.LeftButton)
    assert cells(kit, "periods", "days", "losses", "gains", "losses_per_gain", "shortfall") == [
        ("91", ">125,000", "2,356", ">53.0", ">35,000"),
        ("30", "45,690", "839", "54.5", "15,690–20,690"),
        ("61", "80,110", "1,517", "52.8", "20,110–30,110"),
    ]
    assert cells(kit, "claims", "stated", "verdict", "computed") == [
        ("≈53 per km²", "✓ follows", "53.4 per km²"),
        ("1,523 a day", "✓ follows", "1,523 a day"),
    ]
    kit.window.activateWindow()
    undo = kit.window.findChild(QAction, "undo")
    assert isinstance(undo, QAction)
    qtbot.waitUntil(undo.isEnabled)
    QTest.keyClick(kit.window.tables.current.grid, Qt.Key.Key_Z, CONTROL)
    assert kit.session.project == Project()


def test_a_published_ratio_that_does_not_follow_is_seen_before_it_is_added(qtbot: QtBot, kit: Kit) -> None:
    """28,880 ÷ 499.43 = 57.8."""
    reader = read(qtbot, kit, AUGUST)
    assert reader.outlook.claims.texts.rows == [
        ("! inconsistent", "68 per km²", "Cost of ground", "57.8 per km²")
    ]
    QTest.mouseClick(reader.do, Qt.MouseButton.LeftButton)
    assert cells(kit, "claims", "verdict", "computed") == [("! inconsistent", "57.8 per km²")]


def test_the_day_that_a_text_says_it_was_published_on_is_that_of_its_sources(qtbot: QtBot, kit: Kit) -> None:
    reader = read(qtbot, kit, f"KYIV, Sept. 10, 2025\n\n{AUGUST}")
    assert reader.about.published.placeholderText() == "2025-09-10"
    QTest.mouseClick(reader.do, Qt.MouseButton.LeftButton)
    assert {source.published for source in kit.session.project.sources} == {date(2025, 9, 10)}
