"""One click on Import is enough, whatever was being typed; and none is made by Enter in a field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.imports.assistant import ImportAssistant
from model.project import Project
from model.text.errors import Cancelled
from tests.gui.hands import act
from tests.gui.imports.assistant_kit import PERSONNEL, asked, assistant_on, choose_series, settled
from tests.gui.window_kit import Kit, opened


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path, Project()) as made:
        yield made


@pytest.fixture
def ready(qtbot: QtBot, kit: Kit) -> ImportAssistant:
    assistant = assistant_on(qtbot, kit, PERSONNEL)
    choose_series(
        qtbot, assistant, what="losses", kind="cumulative", value="personnel", by="month", dating="event"
    )
    assert assistant.do.isEnabled()
    return assistant


def typed_source(assistant: ImportAssistant, text: str) -> None:
    source = assistant.form.target.source
    assistant.form.bring_into_view(source)
    line = source.lineEdit()
    assert line is not None
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    QTest.keyClick(source, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(source, text)


def test_one_click_imports_what_was_just_typed(qtbot: QtBot, kit: Kit, ready: ImportAssistant) -> None:
    typed_source(ready, "Daily reports")
    QTest.mouseClick(ready.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: kit.window.imports.dialog is None, timeout=20_000)
    assert [source.name for source in kit.session.project.sources] == ["Daily reports"]
    act(kit.window, "undo")
    assert kit.session.project == Project()


def test_the_mnemonic_imports_what_was_just_typed(qtbot: QtBot, kit: Kit, ready: ImportAssistant) -> None:
    typed_source(ready, "Daily reports")
    ready.do.click()  # as Alt+I does: the field keeps the focus
    qtbot.waitUntil(lambda: kit.window.imports.dialog is None, timeout=20_000)
    assert [source.name for source in kit.session.project.sources] == ["Daily reports"]


def test_a_click_imports_nothing_that_came_out_otherwise_than_it_could(
    qtbot: QtBot, kit: Kit, ready: ImportAssistant
) -> None:
    ready.form.bring_into_view(ready.form.spans)
    QTest.mouseClick(ready.form.spans, Qt.MouseButton.LeftButton)
    QTest.keyClicks(ready.form.spans, "in autumn")
    QTest.mouseClick(ready.do, Qt.MouseButton.LeftButton)
    settled(qtbot, ready)
    assert ready.isVisible()
    assert ready.state.text().startswith("✕")
    assert not ready.do.isEnabled()
    QTest.keyClick(ready.form.spans, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(ready.form.spans, "2024")
    QTest.keyClick(ready.form.spans, Qt.Key.Key_Tab)
    settled(qtbot, ready)
    assert asked(ready) == []
    assert ready.isVisible()  # the click is forgotten
    assert kit.session.project == Project()
    ready.reject()


def test_looking_at_a_file_can_be_stopped(qtbot: QtBot, kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[str] = []

    def endless(*given: object) -> None:
        watch = given[-1]
        assert callable(watch)
        try:
            while True:
                watch(0)
        except Cancelled:
            ended.append("cancelled")
            raise

    monkeypatch.setattr("gui.imports.assistant.look_well", endless)
    kit.window.imports.open_path(PERSONNEL)
    dialog = kit.window.imports.dialog
    assert isinstance(dialog, ImportAssistant)
    assert dialog.stop.isVisibleTo(dialog)
    assert "Looking" in dialog.state.text()
    QTest.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ended == ["cancelled"])
    assert not dialog.work.busy
    assert not dialog.do.isEnabled()
    dialog.reject()
