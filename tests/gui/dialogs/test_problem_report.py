"""Help ▸ Show Log and Help ▸ Report a Problem: read, copied, saved, and without the project unless agreed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog
from pytestqt.qtbot import QtBot

from gui.app.problem import Problem
from gui.dialogs.log_window import LogWindow
from gui.dialogs.problem_report import ProblemReport
from model.files import read_project
from tests.gui.hands import act
from tests.gui.window_kit import Kit, opened

Dialog = TypeVar("Dialog", bound=QDialog)


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        opened_kit.others.lately.log_file = tmp_path / "salient.log"
        yield opened_kit


def button(dialog: QDialog, text: str) -> QAbstractButton:
    return next(each for each in dialog.findChildren(QAbstractButton) if each.text().replace("&", "") == text)


def shown(kit: Kit, kind: type[Dialog]) -> Dialog:
    (dialog,) = kit.window.findChildren(kind)
    assert dialog.isVisible()
    return dialog


def report(kit: Kit, problem: Problem | None = None) -> ProblemReport:
    if problem is None:
        act(kit.window, "report_problem")
    else:
        kit.window.problem_reports.show(problem)
    return shown(kit, ProblemReport)


FAULT = Problem("Something failed.", "ValueError: …", "ValueError: '45,690'", ["salient.done: action paste"])


def test_a_report_has_what_happened_the_versions_the_last_actions_and_the_fault(kit: Kit) -> None:
    dialog = report(kit, FAULT)
    assert not dialog.isModal()
    QTest.keyClicks(dialog.doing, "I pasted a block")
    text = dialog.text.toPlainText()
    parts = ("I pasted a block", "Something failed.", "PySide6", "action paste", "ValueError: …")
    assert [part for part in parts if part not in text] == []
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_nothing_of_the_project_is_in_a_report_until_the_person_agrees(kit: Kit) -> None:
    dialog = report(kit, FAULT)
    project = kit.session.project
    secrets = [project.title, "45,690", "45690", *(each.name for each in project.sources), "November 2024"]
    assert not dialog.figures.isChecked()
    assert [each for each in secrets if each in dialog.text.toPlainText()] == []
    QTest.keyClick(dialog.figures, Qt.Key.Key_Space)
    text = dialog.text.toPlainText()
    assert "ValueError: '45,690'" in text
    assert read_project(text[text.index("{\n") :].encode(), "") == project
    dialog.figures.setChecked(False)
    assert [each for each in secrets if each in dialog.text.toPlainText()] == []
    dialog.close()


def test_a_report_is_copied_and_saved_as_it_is_shown(kit: Kit, tmp_path: Path) -> None:
    dialog = report(kit)
    QTest.mouseClick(button(dialog, "Copy"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == dialog.text.toPlainText()
    dialog.save_to(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text("utf-8") == dialog.text.toPlainText()
    assert "saved in" in dialog.told.text()
    dialog.save_to(tmp_path / "absent" / "report.txt")
    assert "absent" in dialog.told.text()
    dialog.close()


def test_the_run_before_is_offered_and_shown_only_when_asked(kit: Kit, tmp_path: Path) -> None:
    (tmp_path / "salient.log").write_text(
        "1 INFO 7 salient: started\n2 INFO 7 salient.done: action cut\n3 INFO 8 salient: started\n"
    )
    kit.window.problem_reports.offer_after_crash("")
    assert not kit.window.message_bar.isVisible()
    kit.window.problem_reports.offer_after_crash("Fatal Python error: Segmentation fault")
    assert kit.window.message_bar.isVisible()
    assert kit.window.findChildren(ProblemReport) == []
    offered = next(
        each for each in kit.window.message_bar.findChildren(QAbstractButton) if "Report" in each.text()
    )
    QTest.mouseClick(offered, Qt.MouseButton.LeftButton)
    assert not kit.window.message_bar.isVisible()
    text = shown(kit, ProblemReport).text.toPlainText()
    assert "Segmentation fault" in text
    assert "action cut" in text
    assert "3 INFO 8" not in text
    shown(kit, ProblemReport).close()


def test_the_log_is_shown_as_it_is_and_copied(kit: Kit, tmp_path: Path) -> None:
    act(kit.window, "show_log")
    dialog = shown(kit, LogWindow)
    assert "Nothing was logged yet" in dialog.text.toPlainText()
    assert str(tmp_path / "salient.log") in dialog.where.text()
    (tmp_path / "salient.log").write_text("a line with <b>marks</b>\n")
    QTest.mouseClick(button(dialog, "Reload"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(button(dialog, "Copy"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "a line with <b>marks</b>\n"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
