"""Workbooks dropped on the window, and what it leaves to others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.imports.form import TABLE
from model.files import sample, save_project
from model.project import Project
from tests.gui.hands import act
from tests.gui.imports.assistant_kit import asked, choose_series, drag, dropped, pick, settled, shown
from tests.gui.window_kit import Kit, opened
from tests.model.imports.formats.test_workbook import ERROR, ods, xlsx

DAILY: dict[str, object] = {
    "A1": "Losses by day, a title",
    "A3": "date",
    "B3": "total",
    "A4": date(2024, 8, 31),
    "B4": 1000,
    "A5": date(2024, 9, 15),
    "B5": ERROR,
    "A6": date(2024, 9, 30),
    "B6": 1750,
}  # fmt: skip - a sheet as it looks


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path, Project()) as made:
        yield made


def test_a_dropped_xlsx_is_imported_and_its_error_cell_refused_by_name(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    file = tmp_path / "daily.xlsx"
    file.write_bytes(xlsx({"Daily": DAILY}))
    assistant = dropped(qtbot, kit, file)
    assert assistant.file.text().endswith("XLSX")
    choose_series(qtbot, assistant, what="losses", kind="cumulative", dating="report", by="month")
    assert asked(assistant) == []
    assert not assistant.do.isEnabled()  # what a row inside of a period says is not known
    assistant.form.known_only.click()
    settled(qtbot, assistant)
    assert assistant.outcome.account.text().startswith("3 rows read = 2 used + 0 left out + 1 refused")
    assert "#DIV/0!" in assistant.outcome.found.item(0).text()
    assert (
        [one.code for one in assistant.form.looked.noticed] == ["titles"] if assistant.form.looked else False
    )
    QTest.mouseClick(assistant.do, Qt.MouseButton.LeftButton)
    project = kit.session.project
    assert [(row.label, row.losses.value) for row in project.periods if row.losses] == [
        ("September 2024", 750)
    ]
    assert project.imports[0]["sheet"] == "Daily"
    act(kit.window, "undo")
    assert kit.session.project == Project()


def test_the_sheet_of_a_dropped_workbook_is_asked_for_and_chosen(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    file = tmp_path / "two.xlsx"
    file.write_bytes(xlsx({"Notes": {"A1": "words", "A2": "more words"}, "Daily": DAILY}))
    assistant = dropped(qtbot, kit, file)
    assert asked(assistant) == ["sheet"]
    sheet = assistant.form.reading.choices["sheet"]
    assert sheet.isVisibleTo(assistant)
    pick(sheet, "Daily")
    settled(qtbot, assistant)
    shown = [key for key, field in assistant.form.reading.fields.items() if field.visible]
    assert {"header", "decimal"} < {*shown}
    assert not {"delimiter", "encoding"} & {*shown}
    assert asked(assistant) == ["what"]
    assistant.reject()


def test_a_dropped_ods_is_a_table_with_a_row_per_period(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        typed = ('office:value-type="string"', 'office:value-type="float" office:value="{}"')
        written = (
            f"<table:table-cell {typed[one.isdigit()].format(one)}><text:p>{one}</text:p></table:table-cell>"
            for one in cells
        )
        return f"<table:table-row>{''.join(written)}</table:table-row>"

    file = tmp_path / "periods.ods"
    rows = (row("Period", "Losses"), row("Sep–Oct 2024", "80110"), row("November 2024", "45690"))
    file.write_bytes(ods("".join(rows)))
    assistant = dropped(qtbot, kit, file)
    pick(assistant.form.what, TABLE)
    settled(qtbot, assistant)
    assert assistant.outcome.account.text().startswith("2 rows read = 2 used + 0 left out + 0 refused")
    QTest.keyClick(assistant.do, Qt.Key.Key_Space)
    assert [row.losses.value for row in kit.session.project.periods if row.losses] == [80_110, 45_690]


@pytest.mark.parametrize("name", ["plot.png", "plot.svg"])
def test_a_dropped_picture_is_none_of_the_importers_business(
    qtbot: QtBot, kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    given: list[Path] = []
    monkeypatch.setattr(kit.window.imports, "_open_project", given.append)
    assert drag(kit, tmp_path / name)
    qtbot.waitUntil(lambda: given == [tmp_path / name])
    assert kit.window.imports.dialog is None


def test_of_two_files_of_figures_one_is_imported_and_the_other_named(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for file in files:
        file.write_text(f"month,losses\n2024-11,{45_690 if file.stem == 'a' else 1}\n")
    told: list[str] = []
    kit.window.messages.told.connect(lambda message: told.append(message.text))
    assert drag(kit, *files)
    qtbot.waitUntil(lambda: bool(told))
    assistant = shown(qtbot, kit)
    assert told == ["Files are read one at a time: a.csv now. Drop the others once it is done: b.csv."]
    assistant.reject()


def test_each_of_several_projects_is_opened_in_a_window_of_its_own(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    files = [tmp_path / "a.json", tmp_path / "b.json"]
    for file in files:
        save_project(sample("autumn-2024"), file)
    before = kit.session.project
    assert drag(kit, *files)
    qtbot.waitUntil(lambda: kit.others.opened == files)
    assert kit.session.project is before
