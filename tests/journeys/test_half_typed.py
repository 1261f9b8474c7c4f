"""What is being typed into the inspector is taken, kept or asked about, and never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from gui.app.questions import Unsaved
from gui.dialogs.export_report import ExportReport
from model.explain.inspect_cell import Place
from model.files import open_project
from tests.gui.hands import act
from tests.gui.window_kit import Kit
from tests.journeys.inspecting import (
    CTRL,
    NOVEMBER,
    click_on_cell,
    field,
    line,
    losses,
    press,
    retype,
    shows,
)
from tests.journeys.inspecting import kit as kit  # noqa: PLC0414 - a fixture is found by its name


def test_leaving_a_field_commits_it_as_one_step_of_undo(qtbot: QtBot, kit: Kit) -> None:
    retype(line(kit, "Scope"), "Ukraine")
    press(Qt.Key.Key_Tab)
    assert losses(kit).scope == "Ukraine"
    retype(line(kit, "As of"), "1 Dec 2024")
    kit.window.tables.current.grid.setFocus()
    assert str(losses(kit).as_of) == "2024-12-01"
    assert kit.session.undo_stack.count() == 2
    assert "scope of losses of November 2024" in kit.session.undo_stack.command(0).text()


def test_what_cannot_be_read_stays_with_the_reason_and_so_does_the_inspector(qtbot: QtBot, kit: Kit) -> None:
    retype(line(kit, "Published"), "many")
    QTest.keyClick(line(kit, "Published"), Qt.Key.Key_Return)
    assert "✕" in field(kit, "Published").reading.text()
    assert losses(kit).value == 45_690
    kit.window.inspector_controller.go_to(Place("periods", 0, "losses"))
    qtbot.waitUntil(lambda: kit.window.tables.selection.current == (0, "losses"))
    QTest.qWait(0)
    assert line(kit, "Published").text() == "many"
    shows(qtbot, kit, NOVEMBER)
    assert not kit.window.inspector_controller.finish_editing()
    retype(line(kit, "Published"), "45,700")
    QTest.keyClick(line(kit, "Published"), Qt.Key.Key_Return)
    assert losses(kit).value == 45_700
    shows(qtbot, kit, Place("periods", 0, "losses"))  # now it goes where one had gone meanwhile
    assert losses(kit, 0).value == 80_110


def test_escape_gives_up_what_is_typed(qtbot: QtBot, kit: Kit) -> None:
    retype(line(kit, "Scope"), "half a")
    press(Qt.Key.Key_Escape)
    assert line(kit, "Scope").text() == ""
    assert line(kit, "Scope").hasFocus()
    assert kit.session.undo_stack.count() == 0


def test_a_half_typed_field_survives_a_recomputation_and_goes_with_its_row(qtbot: QtBot, kit: Kit) -> None:
    from model.columns import TABLE  # noqa: PLC0415 - only here
    from model.edits import move_rows, set_cells  # noqa: PLC0415 - only here

    retype(line(kit, "Scope"), "half a wo")
    ctx = kit.session.context
    kit.session.edit(set_cells(ctx, TABLE["periods"], {(0, "losses"): "80,111"}))
    assert line(kit, "Scope").text() == "half a wo"
    kit.session.edit(move_rows(kit.session.context, TABLE["periods"], [1], 0))
    assert line(kit, "Scope").text() == "half a wo"
    QTest.keyClicks(line(kit, "Scope"), "rd")
    QTest.keyClick(line(kit, "Scope"), Qt.Key.Key_Return)
    assert kit.session.project.periods[0].label == "November 2024"
    assert losses(kit, 0).scope == "half a word"
    assert losses(kit, 1).scope == ""


def test_an_alternative_that_is_left_by_mouse_is_kept(qtbot: QtBot, kit: Kit) -> None:
    alternatives = kit.window.inspector_controller.inspector.alternatives
    QTest.mouseClick(alternatives.add, Qt.MouseButton.LeftButton)
    QTest.keyClicks(alternatives.typed, "47k")
    click_on_cell(kit, 0, "gains")
    assert [a.value for a in losses(kit).alternatives] == [47_000]
    shows(qtbot, kit, Place("periods", 0, "gains"))
    assert alternatives.typed.isHidden()


def test_an_alternative_that_cannot_be_read_is_kept_until_it_can(qtbot: QtBot, kit: Kit) -> None:
    inspector = kit.window.inspector_controller.inspector
    alternatives = inspector.alternatives
    QTest.mouseClick(alternatives.add, Qt.MouseButton.LeftButton)
    QTest.keyClicks(alternatives.typed, "lots")
    click_on_cell(kit, 0, "gains")
    assert (alternatives.typed.text(), alternatives.typed.isVisible()) == ("lots", True)
    assert inspector.shown is not None
    assert inspector.shown.place == Place("periods", 1, "losses")
    retype(alternatives.typed, "47k")
    QTest.keyClick(alternatives.typed, Qt.Key.Key_Return)
    assert [a.value for a in losses(kit).alternatives] == [47_000]
    shows(qtbot, kit, Place("periods", 0, "gains"))


def test_a_new_source_that_is_left_by_mouse_is_kept(qtbot: QtBot, kit: Kit) -> None:
    form = kit.window.inspector_controller.inspector.form
    source = next(field for field in form.fields if field.entry.place.column == "losses.source")
    source.begun.emit()
    QTest.keyClicks(form.new_source, "Reuters")
    click_on_cell(kit, 0, "gains")
    assert losses(kit).source == "reuters"
    assert kit.session.project.sources[-1].name == "Reuters"


def test_an_alternative_that_cannot_be_read_stays_in_its_field(qtbot: QtBot, kit: Kit) -> None:
    alternatives = kit.window.inspector_controller.inspector.alternatives
    QTest.mouseClick(alternatives.add, Qt.MouseButton.LeftButton)
    QTest.keyClicks(alternatives.typed, "lots")
    QTest.keyClick(alternatives.typed, Qt.Key.Key_Return)
    assert alternatives.typed.text() == "lots"
    assert alternatives.reading.text().startswith("✕")
    QTest.keyClick(alternatives.typed, Qt.Key.Key_Escape)
    assert not alternatives.typed.isVisible()
    assert losses(kit).alternatives == ()


def test_saving_takes_what_is_still_being_typed(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    retype(line(kit, "Scope"), "Ukraine")
    kit.answers.save_answer = tmp_path / "mine.json"
    press(Qt.Key.Key_S, CTRL)
    assert losses(kit).scope == "Ukraine"
    assert "Ukraine" in (tmp_path / "mine.json").read_text("utf-8")
    retype(line(kit, "Scope"), "Kursk")  # where nothing else is to be saved
    press(Qt.Key.Key_S, CTRL)
    assert "Kursk" in (tmp_path / "mine.json").read_text("utf-8")


def test_closing_the_window_asks_about_what_is_still_being_typed(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    retype(line(kit, "Scope"), "Ukraine")
    kit.answers.unsaved_answer, kit.answers.save_answer = Unsaved.SAVE, tmp_path / "mine.json"
    kit.window.close()
    saved = open_project(tmp_path / "mine.json").periods[1].losses
    assert saved is not None
    assert saved.scope == "Ukraine"


def test_another_project_is_opened_only_after_asking_about_what_is_being_typed(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    retype(line(kit, "Scope"), "Ukraine")
    kit.answers.unsaved_answer = Unsaved.CANCEL
    act(kit.window, "new")
    assert [asked for asked in kit.answers.asked if asked.startswith("unsaved")]
    assert losses(kit).scope == "Ukraine"


def test_an_export_has_what_is_still_being_typed(
    qtbot: QtBot, kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.md"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(ExportReport, "exec", lambda _dialog: QDialog.DialogCode.Accepted)
    retype(line(kit, "Published"), "46,001")
    with qtbot.waitSignal(kit.window.exporting.finished):
        act(kit.window, "export_report")
    assert "46,001" in path.read_text("utf-8")


def test_a_text_that_cannot_be_read_is_not_saved_and_not_lost(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    retype(line(kit, "Published"), "many")
    kit.answers.save_answer = tmp_path / "mine.json"
    press(Qt.Key.Key_S, CTRL)
    assert open_project(tmp_path / "mine.json").periods[1].losses == losses(kit)
    assert losses(kit).value == 45_690
    assert "cannot be read" in f"{kit.window.message_bar.text} {kit.window.message_bar.details}"
    assert line(kit, "Published").text() == "many"
