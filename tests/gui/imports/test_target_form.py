"""What a new series counts, and to which it is related, is said where it is imported (with keys)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFormLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.imports.reading_form import ReadingForm
from gui.imports.target_form import NEW
from model.imports.choices import FileReading
from model.project import Counts
from tests.gui.imports.assistant_kit import assistant_on, pick, settled
from tests.gui.window_kit import opened
from tests.model.imports.test_things import ARMY


def test_tanks_are_imported_as_a_part_of_the_army_that_lost_them(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "tanks.csv"
    file.write_text("year,tanks\n2024,3689\n2025,1816\n", encoding="utf-8")
    with opened(qtbot, tmp_path, ARMY) as kit:
        assistant = assistant_on(qtbot, kit, file)
        form, target = assistant.form, assistant.form.target
        pick(form.what, "table")
        settled(qtbot, assistant)
        pick(form.places["losses"], "tanks")
        assert not target.fields["counted_in"].visible
        assert not target.fields["related"].visible
        pick(target.series, NEW)
        pick(target.counts, "items")
        pick(target.related, "part_of ru")
        for line, typed in ((target.name, "Tanks"), (target.unit, "tanks")):
            form.bring_into_view(line)
            QTest.mouseClick(line, Qt.MouseButton.LeftButton)
            QTest.keyClicks(line, typed)
        settled(qtbot, assistant)
        QTest.mouseClick(assistant.do, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: kit.window.imports.dialog is None, timeout=20_000)
        tanks = kit.session.project.series[-1]
        assert (tanks.name, tanks.counts, tanks.unit, tanks.part_of) == (
            *("Tanks", Counts.ITEMS, "tanks"),
            "ru",
        )


def test_what_was_said_of_a_file_is_said_again(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    form = ReadingForm(QFormLayout(page))
    for said in (
        FileReading(),
        FileReading(decimal=",", header=3, year_begins=4, encoding="utf-8"),
    ):
        form.set_reading(said)
        assert form.reading == said
