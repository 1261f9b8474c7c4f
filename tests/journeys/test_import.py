"""A daily file dropped on the window, imported, revised by its source, refreshed, and taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.imports.refresh import RefreshImports
from model.project import Project
from tests.gui.hands import act
from tests.gui.imports.assistant_kit import choose_series, dropped, shown
from tests.gui.window_kit import Kit, opened
from tests.model.imports.formats.test_workbook import xlsx


def daily(october: int) -> bytes:
    rows = ((date(2024, 9, 1), 1000), (date(2024, 10, 1), 1300), (date(2024, 11, 1), october))
    cells: dict[str, object] = {"A1": "date", "B1": "total"}
    for number, (day, total) in enumerate(rows, 2):
        cells |= {f"A{number}": day, f"B{number}": total}
    return xlsx({"Daily": cells})


def losses(kit: Kit) -> list[float | None]:
    return [row.losses.value for row in kit.session.project.periods if row.losses]


def refresh_on(qtbot: QtBot, kit: Kit) -> RefreshImports:
    kit.window.update_actions()
    act(kit.window, "refresh")
    dialog = kit.window.imports.dialog
    assert isinstance(dialog, RefreshImports)
    qtbot.waitUntil(lambda: not dialog.work.busy, timeout=20_000)
    return dialog


def test_a_workbook_is_dropped_imported_saved_revised_and_refreshed(qtbot: QtBot, tmp_path: Path) -> None:
    book = tmp_path / "daily.xlsx"
    book.write_bytes(daily(1700))
    with opened(qtbot, tmp_path, Project()) as kit:
        assistant = dropped(qtbot, kit, book)
        choose_series(qtbot, assistant, what="losses", kind="cumulative", dating="event", by="month")
        assert assistant.outcome.account.text().startswith("3 rows read = 3 used + 0 left out + 0 refused")
        QTest.mouseClick(assistant.do, Qt.MouseButton.LeftButton)
        assert losses(kit) == [300, 400]
        kit.answers.save_answer = tmp_path / "project.json"
        act(kit.window, "save")
        assert (tmp_path / "project.json").exists()
        assert kit.session.project.imports[0]["file"].endswith("daily.xlsx")

        book.write_bytes(daily(1850))
        imported = kit.session.project
        refresh = refresh_on(qtbot, kit)
        assert [list(row)[1:] for row in refresh.changes.texts.rows] == [
            ["October 2024", "losses", "400", "550"]
        ]
        assert kit.session.project == imported
        QTest.mouseClick(refresh.do, Qt.MouseButton.LeftButton)
        assert losses(kit) == [300, 550]

        act(kit.window, "undo")
        assert kit.session.project == imported
        act(kit.window, "undo")
        assert kit.session.project == Project()


def test_a_block_with_a_header_is_pasted_on_an_empty_project_with_the_keys(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path, Project()) as kit:
        data = QMimeData()
        data.setText("Period\tLosses\tGains km²\nSep–Oct 2024\t80110\t1517.5\nNovember 2024\t45690\t839\n")
        QGuiApplication.clipboard().setMimeData(data)
        grid = kit.window.tables.current.grid
        grid.setFocus()
        QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: kit.window.imports.dialog is not None)
        assistant = shown(qtbot, kit)
        assert assistant.outcome.account.text().startswith("2 rows read = 2 used + 0 left out + 0 refused")
        QTest.mouseClick(assistant.do, Qt.MouseButton.LeftButton)
        assert losses(kit) == [80_110, 45_690]
        act(kit.window, "undo")
        assert kit.session.project == Project()
