"""Areas and shares of files come in with the mouse and the keys, and from a terminal alike."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.imports.assistant import ImportAssistant
from gui.imports.form import REFERENCES, SHARES
from model.files import open_project
from tests.gui.hands import act
from tests.gui.imports.assistant_kit import dropped, pick, settled
from tests.gui.window_kit import Kit, opened
from tests.program import run

AREAS = "Oblast;Area, km²\nDonetsk oblast;26517\nLuhansk oblast;26684\nTotal;53201\n"
LIVE = "series,killed share,return share\nRussian forces,25 % (22.9–27.1),50 %\n"


def imported(kit: Kit, assistant: ImportAssistant) -> None:
    assert assistant.do.isEnabled(), assistant.state.text()
    QTest.mouseClick(assistant.do, Qt.MouseButton.LeftButton)
    assert kit.window.imports.dialog is None


def test_areas_and_shares_come_in_from_files(qtbot: QtBot, tmp_path: Path) -> None:
    areas, shares = tmp_path / "oblasts.csv", tmp_path / "shares.csv"
    areas.write_text(AREAS, "utf-8")
    shares.write_text(LIVE, "utf-8")
    with opened(qtbot, tmp_path) as kit:
        before = kit.session.project
        assistant = dropped(qtbot, kit, areas)
        pick(assistant.form.what, REFERENCES)
        settled(qtbot, assistant)
        spans = assistant.form.fields["spans"]
        assert spans.visible
        assert spans.asked == "no column says on which days it holds: say the first and the last"
        assert not assistant.form.fields["series"].visible
        assistant.form.bring_into_view(assistant.form.spans)
        assistant.form.spans.setFocus()
        QTest.keyClicks(assistant.form.spans, "2014-01-01..2025-12-31")
        QTest.keyClick(assistant.form.spans, Qt.Key.Key_Tab)
        settled(qtbot, assistant)
        assert assistant.outcome.account.text() == "3 rows read = 2 used + 1 left out + 0 refused. 2 figures."
        imported(kit, assistant)
        assert [
            (row.label, row.value.value, row.value.unit, row.end) for row in kit.session.project.references
        ] == [
            ("Donetsk oblast", 26517.0, "km2", date(2025, 12, 31)),
            ("Luhansk oblast", 26684.0, "km2", date(2025, 12, 31)),
        ]

        assistant = dropped(qtbot, kit, shares)
        pick(assistant.form.what, SHARES)
        settled(qtbot, assistant)
        imported(kit, assistant)
        killed = kit.session.project.series[0].killed_share
        assert killed is not None
        assert killed.bounds() == (0.229, 0.25, 0.271)
        act(kit.window, "undo")
        act(kit.window, "undo")
        assert kit.session.project == before


def test_the_terminal_takes_the_same(tmp_path: Path) -> None:
    areas, shares = tmp_path / "oblasts.csv", tmp_path / "shares.csv"
    areas.write_text(AREAS, "utf-8")
    shares.write_text(LIVE, "utf-8")
    one, both = tmp_path / "one.json", tmp_path / "both.json"
    asked = run("import", areas, "--as", "references", "-o", one)
    assert (asked.code, asked.err.endswith("settle it with --span START..END\n")) == (2, True)
    span = ("--span", "2014-01-01..2025-12-31")
    assert run("import", areas, "--as", "references", *span, "-o", one).code == 0
    assert run("import", shares, "--as", "shares", "--into", one, "-o", both).code == 0
    project = open_project(both)
    assert [row.label for row in project.references] == ["Donetsk oblast", "Luhansk oblast"]
    assert [(row.called, row.return_share and row.return_share.value) for row in project.series] == [
        ("Russian forces", 0.5)
    ]
