"""What a person does with claims and findings: checks one, types one, acknowledges, takes up again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs.check_claim import CheckClaim
from gui.panels.findings_model import COLUMNS, Shelf
from model.checks.claims import Verdict
from model.files import open_project
from model.project import Trend
from tests.gui.window_kit import Kit, opened

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
SENTENCE = "about 53 casualties per km² between September and November 2024"


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        opened_kit.window.panes.claims.show()  # a narrow screen leaves it out at first
        yield opened_kit


def go_to(kit: Kit, table: str, row: int, column: str) -> QWidget:
    """Make a cell the current one and return its table."""
    view = kit.window.tables.show_table(table)
    place = next(n for n, each in enumerate(view.model.columns) if each.key == column)
    view.grid.setCurrentIndex(view.model.index(row, place))
    return view.grid


def dialog(qtbot: QtBot) -> CheckClaim:
    """Return the dialog that is open."""

    def shown() -> CheckClaim | None:
        found = (each for each in QApplication.topLevelWidgets() if isinstance(each, CheckClaim))
        return next((each for each in found if each.isVisible()), None)

    qtbot.waitUntil(lambda: shown() is not None)
    found = shown()
    assert found is not None
    return found


def type_over(editor: QWidget, text: str) -> None:
    QTest.keyClick(editor, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(editor, text)


def undo(qtbot: QtBot, kit: Kit) -> None:
    qtbot.waitUntil(kit.window.actions_by_key["undo"].isEnabled)
    kit.window.actions_by_key["undo"].trigger()


def verdicts(kit: Kit) -> list[str]:
    return [str(claim.judgement.verdict) for claim in kit.session.checks.claims]


def ok(open_dialog: CheckClaim) -> QWidget:
    return open_dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)


def test_a_claim_about_a_cell_is_read_corrected_and_added(qtbot: QtBot, kit: Kit) -> None:
    before = kit.session.project
    grid = go_to(kit, "periods", 1, "losses_per_gain")
    QTest.keyClick(grid, Qt.Key.Key_K, CTRL)
    asked = dialog(qtbot)
    assert asked.lines["start"].text() == "2024-11-01"
    assert asked.boxes["measure"].currentText() == "Cost of ground"
    assert not ok(asked).isEnabled()
    assert asked.verdict.text() == "A new row also needs: Stated."

    asked.sentence.setFocus()
    QTest.keyClicks(asked.sentence, SENTENCE)
    assert (asked.lines["start"].text(), asked.lines["end"].text()) == ("2024-09-01", "2024-11-30")
    assert asked.reading.text() == "read as about 53 per km²"
    assert asked.verdict.text() == "✓ consistent: computed 53.4 per km²"

    type_over(asked.lines["stated"], "60 per km2")
    assert asked.verdict.text().startswith("! inconsistent: computed 53.4 per km²: 6.60 per km² below")
    type_over(asked.lines["end"], "2024-10-3")
    assert not ok(asked).isEnabled()
    type_over(asked.lines["end"], "2024-11-30")
    QTest.mouseClick(ok(asked), Qt.MouseButton.LeftButton)

    claim = kit.session.project.claims[-1]
    assert (claim.quote, claim.measure, claim.stated and claim.stated.value) == (
        SENTENCE,
        "losses_per_gain",
        60,
    )
    assert verdicts(kit)[-1] == "inconsistent"
    qtbot.waitUntil(lambda: kit.window.tables.selection.table == "claims")
    assert kit.window.tables.selection.rows == (len(before.claims),)
    undo(qtbot, kit)
    assert kit.session.project == before


def test_what_is_corrected_stays_when_the_sentence_changes(qtbot: QtBot, kit: Kit) -> None:
    QTest.keyClick(go_to(kit, "periods", 0, "losses"), Qt.Key.Key_K, CTRL)
    asked = dialog(qtbot)
    type_over(asked.lines["stated"], "80,000")
    QTest.keyClicks(asked.sentence, "about 81,000 casualties")
    assert asked.lines["stated"].text() == "80,000"
    assert asked.lines["end"].text() == "2024-10-31"
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert len(kit.session.project.claims) == 15


def test_a_sentence_typed_into_the_empty_last_row_is_a_claim(qtbot: QtBot, kit: Kit) -> None:
    kit.window.actions_by_key["add_claim"].trigger()
    view = kit.window.tables.current
    assert view.table.key == "claims"
    go_to(kit, "claims", 15, "quote")
    QTest.keyClicks(view.grid, "m")
    editor = view.grid.editor
    assert editor is not None
    QTest.keyClicks(editor, "ore than 125,000 casualties between September and November 2024")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert verdicts(kit)[-1] == "consistent"
    assert kit.session.project.claims[-1].measure == "losses"


def test_a_verdict_follows_the_tables_and_the_tab_counts(qtbot: QtBot, kit: Kit) -> None:
    panel = kit.window.checking.claims
    assert verdicts(kit)[1] == "consistent"
    grid = go_to(kit, "periods", 1, "losses")
    QTest.keyClicks(grid, "5")
    editor = kit.window.tables.current.grid.editor
    assert editor is not None
    QTest.keyClicks(editor, "5,690")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert verdicts(kit)[1] == "inconsistent"
    shown = next(each for each in panel.model.shown if each.row == 1)
    assert shown.verdict is Verdict.INCONSISTENT
    assert "computed 1,856 a day" in shown.line
    bar = kit.window.tables.tabBar()
    assert "4 inconsistent" in bar.accessibleTabName(3)
    undo(qtbot, kit)
    assert "1 inconsistent" in bar.accessibleTabName(3)


def test_a_trend_is_typed_where_a_figure_stands(kit: Kit) -> None:
    grid = go_to(kit, "claims", 1, "stated")
    QTest.keyClicks(grid, "r")
    editor = kit.window.tables.current.grid.editor
    assert editor is not None
    QTest.keyClicks(editor, "ising 2 months in a row")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    claim = kit.session.project.claims[1]
    assert (claim.trend, claim.count, claim.stated) == (Trend.RISING, 2, None)
    assert verdicts(kit)[1] == "unverifiable"


def test_the_panel_has_the_claims_about_the_row_first_and_goes_to_one(qtbot: QtBot, kit: Kit) -> None:
    panel = kit.window.checking.claims
    go_to(kit, "periods", 1, "losses")
    qtbot.waitUntil(lambda: panel.model.shown[0].row == 1)
    november = [each.row for each in panel.model.shown if each.concerns]
    assert november[:4] == [1, 2, 3, 6]
    assert not any(each.concerns for each in panel.model.shown if each.row == 8)  # September and October
    box = panel.list.visualRect(panel.model.index(2))
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, NONE, box.center())
    assert (kit.window.tables.selection.table, kit.window.tables.selection.rows) == ("claims", (3,))
    qtbot.waitUntil(lambda: panel.model.shown[0].row == 3)

    kit.window.actions_by_key["claims"].trigger()
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert kit.window.tables.selection.table == "claims"
    QTest.keyClick(panel.list, Qt.Key.Key_Escape)
    assert kit.window.tables.current.grid.hasFocus()


def finding_at(kit: Kit, row: int, column: str) -> QPoint:
    page = kit.window.checking.findings
    index = page.model.index(row, COLUMNS.index(column))
    return page.table.visualRect(index).center()


def test_a_finding_is_acknowledged_with_a_reason_saved_and_taken_up_again(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    before = kit.session.project
    kit.window.actions_by_key["findings"].trigger()
    page = kit.window.checking.findings
    assert page.model.counts()[Shelf.WARNING] == 1
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, NONE, finding_at(kit, 0, "level"))
    QTest.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.reason, "Said of what is needed.")
    QTest.keyClick(page.reason, Qt.Key.Key_Return)
    assert page.model.counts() == {
        Shelf.ERROR: 0,
        Shelf.WARNING: 0,
        Shelf.NOTE: 1,
        Shelf.ACKNOWLEDGED: 1,
    }
    assert page.model.index(1, COLUMNS.index("acknowledged")).data() == "Said of what is needed."
    assert page.model.index(1, 0).data() == "✓ acknowledged"
    assert verdicts(kit)[13] == "inconsistent"
    assert [mark.sign for mark in kit.window.tables.tables["claims"].model.marks(13)] == ["acknowledged"]

    kit.answers.save_answer = tmp_path / "seen.json"
    kit.window.actions_by_key["save_as"].trigger()
    assert [one.reason for one in open_project(tmp_path / "seen.json").acknowledged] == [
        "Said of what is needed."
    ]

    assert page.take_up.isEnabled()
    QTest.mouseClick(page.take_up, Qt.MouseButton.LeftButton)
    assert kit.session.project == before


def test_escape_gives_up_the_reason_and_nothing_changes(kit: Kit) -> None:
    kit.window.actions_by_key["findings"].trigger()
    page = kit.window.checking.findings
    page.table.selectRow(0)
    page.keep.click()
    assert page.reason_bar.isVisible()
    QTest.keyClicks(page.reason, "hm")
    QTest.keyClick(page.reason, Qt.Key.Key_Escape)
    assert not page.reason_bar.isVisible()
    assert kit.session.clean


def test_findings_are_filtered_by_level_and_lead_to_their_rows(kit: Kit) -> None:
    kit.window.actions_by_key["findings"].trigger()
    page = kit.window.checking.findings
    assert not kit.window.actions_by_key["paste"].isEnabled() or not kit.window.tables.in_table
    QTest.mouseClick(page.filters[Shelf.WARNING], Qt.MouseButton.LeftButton)
    assert [finding.code for finding in page.model.findings] == ["claim_unverifiable"]
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, NONE, finding_at(kit, 0, "rows"))
    assert (kit.window.tables.selection.table, kit.window.tables.selection.rows) == ("claims", (14,))

    kit.window.actions_by_key["findings"].trigger()
    QTest.mouseClick(page.filters[Shelf.WARNING], Qt.MouseButton.LeftButton)
    page.table.selectRow(0)
    page.table.setCurrentIndex(page.model.index(0, 0))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert kit.window.tables.selection.rows == (13,)


def test_markup_in_words_of_others_stays_text(qtbot: QtBot, kit: Kit) -> None:
    probe = "<img src='x'><b>53</b> casualties per km² in November {x} %s"
    QTest.keyClick(go_to(kit, "periods", 1, "losses"), Qt.Key.Key_K, CTRL)
    asked = dialog(qtbot)
    asked.sentence.setPlainText(probe)
    QTest.mouseClick(ok(asked), Qt.MouseButton.LeftButton)
    claim = kit.session.project.claims[-1]
    assert claim.quote == probe
    panel = kit.window.checking.claims
    qtbot.waitUntil(lambda: panel.model.shown[0].row == 15)
    assert probe in panel.model.index(0).data()
    assert "<b>" not in str(panel.model.index(0).data(Qt.ItemDataRole.ToolTipRole)).replace("&lt;b&gt;", "")
