"""Project details: two fields, one step of undo, a reason where they cannot be kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.dialogs.project_details import ProjectDetails
from gui.session import Session
from model.files import sample


@pytest.fixture
def session() -> Session:
    return Session(sample("autumn-2024"))


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> ProjectDetails:
    made = ProjectDetails(session)
    qtbot.addWidget(made)
    made.show()
    return made


def test_title_and_notes_are_one_step_of_undo(session: Session, dialog: ProjectDetails) -> None:
    before = session.project
    dialog.title.selectAll()
    QTest.keyClicks(dialog.title, "Winter")
    dialog.notes.selectAll()
    QTest.keyClicks(dialog.notes, "from the reports")
    QTest.keyClick(dialog.title, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert (session.project.title, session.project.notes) == ("Winter", "from the reports")
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert session.project is before


def test_tab_leaves_the_notes(dialog: ProjectDetails) -> None:
    dialog.notes.setFocus()
    before = dialog.notes.toPlainText()
    QTest.keyClick(dialog.notes, Qt.Key.Key_Tab)
    assert not dialog.notes.hasFocus()
    assert dialog.notes.toPlainText() == before


def test_cancel_changes_nothing(session: Session, dialog: ProjectDetails) -> None:
    QTest.keyClicks(dialog.title, "x")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert session.undo_stack.count() == 0


def test_what_cannot_be_kept_is_said_and_stays_in_the_field(session: Session, dialog: ProjectDetails) -> None:
    dialog.title.setText("A\u0001B")
    QTest.keyClick(dialog.title, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.reason.isVisible()
    assert dialog.reason.text()
    assert dialog.title.text() == "A\u0001B"
    assert session.undo_stack.count() == 0
