"""What a person does first: look at the sample, correct a figure, save, open, make a mistake, close."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from gui.app.questions import Unsaved
from model.files import open_project, sample, save_project
from model.project import Project
from tests.gui.hands import act
from tests.gui.window_kit import Kit, opened


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        yield opened_kit


def type_into_cell(qtbot: QtBot, kit: Kit, row: int, column: str, text: str) -> None:
    """Go to a cell of the periods, type over it, and commit with Enter."""
    grid = kit.window.tables.current.grid
    index = next(n for n, c in enumerate(kit.window.tables.current.model.columns) if c.key == column)
    grid.setFocus()
    grid.setCurrentIndex(kit.window.tables.current.model.index(row, index))
    QTest.keyClicks(grid, text[0])
    editor = grid.editor
    assert editor is not None
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)


def headline(kit: Kit, card: str) -> str:
    return kit.window.headline.cards[card].values[0].text()


def press(qtbot: QtBot, kit: Kit, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    focused: QWidget = QApplication.focusWidget() or kit.window
    QTest.keyClick(focused, key, modifiers)


CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_sample_says_what_the_article_said(kit: Kit) -> None:
    assert headline(kit, "losses") == "125,800"
    assert headline(kit, "gains") == "2,356 km²"
    assert headline(kit, "losses_per_gain") == "53.4"
    assert headline(kit, "shortfall") == "35,800–50,800"
    assert "▲ 3.1 % on the baseline" in kit.window.headline.cards["losses_per_gain"].note.text()
    assert not kit.window.isWindowModified()


def test_a_corrected_figure_changes_the_results_at_once_and_undo_brings_everything_back(
    qtbot: QtBot, kit: Kit
) -> None:
    before = kit.session.project
    type_into_cell(qtbot, kit, 1, "losses", "45,000")
    assert headline(kit, "losses") == "125,110"
    assert kit.window.isWindowModified()
    qtbot.waitUntil(kit.window.actions_by_key["undo"].isEnabled)
    assert "November 2024" in kit.window.actions_by_key["undo"].text()

    press(qtbot, kit, Qt.Key.Key_Z, CTRL)
    assert headline(kit, "losses") == "125,800"
    assert kit.session.project == before
    assert not kit.window.isWindowModified()

    qtbot.waitUntil(kit.window.actions_by_key["redo"].isEnabled)
    act(kit.window, "redo")
    assert headline(kit, "losses") == "125,110"


def test_what_is_saved_is_what_is_opened_again(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    type_into_cell(qtbot, kit, 1, "losses", "~45k")
    kit.answers.save_answer = file
    press(qtbot, kit, Qt.Key.Key_S, CTRL)
    assert kit.answers.asked == ["save autumn-2024.json"]
    assert not kit.window.isWindowModified()
    assert kit.window.windowTitle() == "Autumn 2024 — mine.json[*] — Salient"
    assert kit.window.status.file.text().startswith("Saved ")
    assert open_project(file) == kit.session.project
    saved = kit.session.project

    kit.window.files.new()
    assert kit.session.project != saved
    kit.answers.open_answer = file
    press(qtbot, kit, Qt.Key.Key_O, CTRL)
    assert kit.session.project == saved
    assert kit.session.clean


def test_a_broken_file_is_told_with_all_its_faults_and_the_open_project_stays(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    file = tmp_path / "broken.json"
    save_project(sample("autumn-2024"), file)
    broken = file.read_text().replace('"2024-11-01"', '"2024-02-30"', 1).replace("45690", "-4", 1)
    file.write_text(broken)
    before = kit.session.project
    kit.answers.open_answer = file
    open_button = kit.window.toolbar.widgetForAction(kit.window.actions_by_key["open"])
    assert isinstance(open_button, QToolButton)
    QTest.mouseClick(open_button, Qt.MouseButton.LeftButton)
    bar = kit.window.message_bar
    assert bar.isVisible()
    assert "broken.json was not opened" in bar.text
    assert "periods[1].start" in bar.details
    assert "periods[1].losses" in bar.details
    assert kit.session.project is before
    assert kit.window.windowTitle() == "Autumn 2024 — not saved yet[*] — Salient"
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()


@pytest.mark.parametrize(
    ("answer", "closed", "saved"),
    [(Unsaved.CANCEL, False, False), (Unsaved.DISCARD, True, False), (Unsaved.SAVE, True, True)],
)
def test_closing_with_unsaved_changes_asks(
    qtbot: QtBot, kit: Kit, tmp_path: Path, answer: Unsaved, closed: bool, saved: bool
) -> None:
    file = tmp_path / "mine.json"
    type_into_cell(qtbot, kit, 0, "losses", "80,000")
    kit.answers.unsaved_answer = answer
    kit.answers.save_answer = file
    gone: list[object] = []
    kit.window.closed.connect(gone.append)
    kit.window.close()
    assert kit.answers.asked[0] == "unsaved Autumn 2024"
    assert bool(gone) is closed
    assert file.exists() is saved


def test_closing_without_changes_asks_nothing(kit: Kit) -> None:
    kit.window.close()
    assert kit.answers.asked == []


def test_a_begun_row_is_mentioned_before_closing(qtbot: QtBot, kit: Kit) -> None:
    act(kit.window, "add_intake")
    type_into_draft(qtbot, kit, "label", "Officials, in December")
    kit.window.close()
    (question,) = kit.answers.asked
    assert "Recruit" in question or "Intake" in question
    assert "Officials, in December" in question
    assert kit.window.isVisible()


def type_into_draft(qtbot: QtBot, kit: Kit, column: str, text: str) -> None:
    view = kit.window.tables.current
    type_into_cell(qtbot, kit, view.model.draft_row, column, text)


def test_the_selected_rows_make_the_headline(qtbot: QtBot, kit: Kit) -> None:
    kit.window.tables.select_rows("periods", (0, 1))
    qtbot.waitUntil(lambda: "2 selected rows" in kit.window.headline.cards["losses"].heading.text())
    assert headline(kit, "losses") == "125,800"
    kit.window.tables.select_rows("periods", (0, 2))
    qtbot.waitUntil(lambda: "share" in kit.window.headline.cards["losses"].note.text())
    kit.window.tables.select_rows("periods", (0,))
    qtbot.waitUntil(lambda: "1 Sep" in kit.window.headline.cards["losses"].heading.text())


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_typing_after_new_begins_a_period_whatever_was_in_front(qtbot: QtBot, kit: Kit) -> None:
    tables = kit.window.tables
    kit.answers.unsaved_answer = Unsaved.DISCARD
    for key in ("periods", "claims", "sources"):
        kit.window.files.open_sample()
        tables.show_table(key)
        press(qtbot, kit, Qt.Key.Key_N, CTRL)
        assert kit.session.project == Project()
        assert tables.current.table.key == "periods"
        assert QApplication.focusWidget() is tables.current.grid
        for text in ("December 2024", "2024-12-01", "2024-12-31", "", "48,670", "593"):
            QTest.keyClicks(focused(), text[:1])
            QTest.keyClicks(focused(), text[1:])
            QTest.keyClick(focused(), Qt.Key.Key_Tab)
        (period,) = kit.session.project.periods
        assert period.label == "December 2024"


def test_a_project_that_is_opened_begins_at_its_first_cell_with_the_focus(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    path = tmp_path / "other.json"
    save_project(sample("full-scale-war-by-month"), path)
    for key in ("periods", "milestones"):
        tables = kit.window.tables
        tables.show_table(key)
        kit.window.toolbar.setFocus()
        assert kit.window.files.open_path(path)
        index = tables.current.grid.currentIndex()
        assert (tables.current.table.key, index.row(), index.column()) == (key, 0, 0)
        assert QApplication.focusWidget() is tables.current.grid
        kit.window.files.open_sample()
