"""File ▸ Refresh imported figures: what a newer file changes is shown first, and is one step of undo."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.imports.refresh import RefreshImports
from model.imports.applying import apply
from model.imports.choices import Choices, ColumnNames, Dating, Kind, SeriesQuantity, Target
from model.imports.inspect_file import look
from model.imports.plan import plan
from model.project import Project
from model.text.days import Span
from tests.gui.hands import act
from tests.gui.window_kit import Kit, opened

ROWS = [("2024-01-01", 100), ("2024-02-01", 250), ("2024-03-01", 400)]
JANUARY = Span(date(2024, 1, 1), date(2024, 1, 31))
FEBRUARY = Span(date(2024, 2, 1), date(2024, 2, 29))


def write(path: Path, rows: list[tuple[str, int]]) -> None:
    path.write_text(json.dumps([{"date": day, "total": total} for day, total in rows]), encoding="utf-8")


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    file = tmp_path / "totals.json"
    write(file, ROWS)
    choices = Choices(
        SeriesQuantity.LOSSES,
        ColumnNames("date", "total"),
        kind=Kind.CUMULATIVE,
        dating=Dating.EVENT,
        spans=(JANUARY, FEBRUARY),
    )
    outcome = plan(look(file), choices, target=Target("ru"))
    with opened(qtbot, tmp_path, apply(Project(), outcome, folder=tmp_path).project) as made:
        made.session.saved(tmp_path / "project.json")
        yield made


def refresh_on(qtbot: QtBot, kit: Kit) -> RefreshImports:
    kit.window.update_actions()
    act(kit.window, "refresh")
    dialog = kit.window.imports.dialog
    assert isinstance(dialog, RefreshImports)
    qtbot.waitUntil(lambda: not dialog.work.busy)
    return dialog


def losses(kit: Kit) -> list[float | None]:
    return [row.losses.value for row in kit.session.project.periods if row.losses]


def test_a_file_as_it_was_changes_nothing(qtbot: QtBot, kit: Kit) -> None:
    dialog = refresh_on(qtbot, kit)
    assert dialog.changes.texts.rows == []
    assert dialog.states[0].text() == "= the same as before"
    assert not dialog.do.isEnabled()
    dialog.reject()


def test_a_revised_file_shows_before_and_after_and_is_one_step_of_undo(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    assert losses(kit) == [150, 150]
    write(tmp_path / "totals.json", [*ROWS[:2], ("2024-03-01", 431)])
    before = kit.session.project
    dialog = refresh_on(qtbot, kit)
    assert [list(row) for row in dialog.changes.texts.rows] == [
        ["totals.json", "February 2024", "losses", "150", "181"]
    ]
    assert kit.session.project == before
    QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    assert losses(kit) == [150, 181]
    assert kit.window.message_bar.text == "1 figure was renewed. Undo takes it back."
    assert len(kit.session.project.imports) == 1
    assert kit.session.project.imports[0]["file"] == "totals.json"
    assert kit.session.undo_stack.undoText() == "refresh 1 figure"
    act(kit.window, "undo")
    assert kit.session.project == before


def test_a_file_that_is_gone_is_said_and_another_can_be_chosen(
    qtbot: QtBot, kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "newer.json"
    write(other, [*ROWS[:2], ("2024-03-01", 500)])
    (tmp_path / "totals.json").unlink()
    monkeypatch.setattr(kit.window.imports, "ask", lambda: other)
    dialog = refresh_on(qtbot, kit)
    assert dialog.states[0].text().startswith("✕")
    assert not dialog.do.isEnabled()
    QTest.mouseClick(dialog.choosers[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.work.busy)
    QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    assert losses(kit) == [150, 250]
    assert [tree["file"] for tree in kit.session.project.imports] == ["newer.json"]


def test_where_a_person_found_a_file_is_remembered_and_in_no_project(
    qtbot: QtBot, kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere" / "newer.json"
    elsewhere.parent.mkdir()
    write(elsewhere, [*ROWS[:2], ("2024-03-01", 500)])
    (tmp_path / "totals.json").unlink()
    kit.session.saved(tmp_path / "projects" / "project.json")
    monkeypatch.setattr(kit.window.imports, "ask", lambda: elsewhere)
    dialog = refresh_on(qtbot, kit)
    QTest.mouseClick(dialog.choosers[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.work.busy)
    QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    (recipe,) = kit.session.project.imports
    assert recipe["file"] == "newer.json"
    write(elsewhere, [*ROWS[:2], ("2024-03-01", 600)])
    again = refresh_on(qtbot, kit)
    QTest.mouseClick(again.do, Qt.MouseButton.LeftButton)
    assert losses(kit) == [150, 350]


def test_a_project_that_knows_no_digest_reads_nothing_that_was_found_before(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    kit.settings.keep_import_place("another", tmp_path / "totals.json")
    kit.session.saved(tmp_path / "projects" / "project.json")
    dialog = refresh_on(qtbot, kit)
    assert dialog.states[0].text().startswith("✕")
    dialog.reject()


def test_without_imports_there_is_nothing_to_refresh(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, Project()) as made:
        made.window.update_actions()
        assert not made.window.actions_by_key["refresh"].isEnabled()
