"""What a person does with claims and findings: checks one, types one, acknowledges, takes up again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.dialogs.check_claim import CheckClaim
from gui.panels.findings_model import COLUMNS, Shelf
from model.checks.claims import Verdict
from model.files import open_project, sample
from model.project import ComparedBy, OtherDays, Trend, WhoseFigures
from model.text.figures import Figure, Qualifier
from tests.gui.hands import act
from tests.gui.window_kit import Kit, opened
from tests.journeys.person import type_text
from tests.journeys.typed import go_to

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
SENTENCE = "about 53 casualties per km² between September and November 2024"


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        opened_kit.window.panes.claims.show()  # a narrow screen leaves it out at first
        yield opened_kit


def back(qtbot: QtBot, kit: Kit) -> None:
    """Come back to the window, as a screen with a window manager does by itself when a dialog goes."""
    kit.window.activateWindow()
    qtbot.waitUntil(kit.window.isActiveWindow)


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
    act(kit.window, "undo")


def verdicts(kit: Kit) -> list[str]:
    return [str(claim.judgement.verdict) for claim in kit.session.checks.claims]


def ok(open_dialog: CheckClaim) -> QWidget:
    return open_dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)


def test_a_claim_about_a_cell_is_read_corrected_and_added(qtbot: QtBot, kit: Kit) -> None:
    before = kit.session.project
    grid = go_to(kit, "periods", 1, "losses_per_gain").grid
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
    assert asked.verdict.text() == "✓ follows: computed 53.4 per km²"

    type_over(asked.lines["stated"], "60 per km2")
    assert asked.verdict.text().startswith("! inconsistent: computed 53.4 per km²: 6.60 per km² below")
    type_over(asked.lines["end"], "2024-10-32")
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


def choose_by_keys(box: QWidget, downs: int) -> None:
    box.setFocus()
    for _ in range(downs):
        QTest.keyClick(box, Qt.Key.Key_Down)


def test_a_claim_that_compares_is_added_with_whose_figures_it_is_held_to(qtbot: QtBot, kit: Kit) -> None:
    # November 45,690 / 30 = 1,523 a day; September and October 80,110 / 61 = 1,313.28: 1.1597 times as many
    QTest.keyClick(go_to(kit, "periods", 1, "losses_per_day").grid, Qt.Key.Key_K, CTRL)
    asked = dialog(qtbot)
    assert not asked.against.days.isEnabled()
    choose_by_keys(asked.against.kind, 1)
    assert asked.against.kind.currentText() == "change"
    type_over(asked.lines["stated"], "16 %")
    assert not ok(asked).isEnabled()
    type_over(asked.against.days, "1 Sep to 31 Oct 2024")
    assert asked.verdict.text() == "✓ follows: computed 16 %"
    type_over(asked.lines["stated"], "about 400 a day")
    assert asked.verdict.text().startswith("! inconsistent: computed 210 a day")  # 209.72
    choose_by_keys(asked.against.kind, 1)
    assert not ok(asked).isEnabled()
    type_over(asked.lines["stated"], "1.2")
    assert asked.verdict.text().startswith("✓ follows: computed 1.16×")

    choose_by_keys(asked.boxes["basis"], 1)
    assert not asked.verdict.text().startswith("✓")
    assert "no source is named" in asked.verdict.text()
    choose_by_keys(asked.boxes["source"], 1)  # ISW, which states ground and no losses
    assert asked.verdict.text().startswith("–")
    QTest.mouseClick(ok(asked), Qt.MouseButton.LeftButton)
    claim = kit.session.project.claims[-1]
    days = (date(2024, 9, 1), date(2024, 10, 31))
    assert claim.against == OtherDays(*days, ComparedBy.FACTOR)
    assert (claim.basis, claim.source) == (WhoseFigures.OWN, "isw")


def test_what_is_corrected_stays_when_the_sentence_changes(qtbot: QtBot, kit: Kit) -> None:
    QTest.keyClick(go_to(kit, "periods", 0, "losses").grid, Qt.Key.Key_K, CTRL)
    asked = dialog(qtbot)
    type_over(asked.lines["stated"], "80,000")
    QTest.keyClicks(asked.sentence, "about 81,000 casualties")
    assert asked.lines["stated"].text() == "80,000"
    assert asked.lines["end"].text() == "2024-10-31"
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert len(kit.session.project.claims) == 15


def begin_typing(kit: Kit, text: str, column: str = "quote") -> QLineEdit:
    """Type into a cell of the empty last row of the claims, letter by letter."""
    view = kit.window.tables.tables["claims"]
    grid = go_to(kit, "claims", view.model.draft_row, column).grid
    QTest.keyClicks(grid, text[0])
    editor = view.grid.editor
    assert editor is not None
    type_text(editor, text[1:])
    return editor


def type_into_last_row(kit: Kit, text: str, column: str = "quote", leave: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type into a cell of the empty last row of the claims and leave it."""
    QTest.keyClick(begin_typing(kit, text, column), leave)


def drafted(kit: Kit) -> dict[str, str]:
    """Return what stands in the empty last row of the claims."""
    return dict(kit.session.drafts.get("claims", {}))


READ = "Cost of ground, 1 Sep – 30 Nov 2024: read as about 53 per km² · ✓ follows: computed 53.4 per km²"


def test_sentences_are_typed_one_after_another_each_shown_as_it_is_read(qtbot: QtBot, kit: Kit) -> None:
    before = kit.session.project
    act(kit.window, "add_claim")
    assert kit.window.tables.current.table.key == "claims"
    editor = begin_typing(kit, SENTENCE)
    assert editor.accessibleDescription() == READ
    assert kit.session.project is before  # nothing comes of it before it is entered
    QTest.keyClick(editor, Qt.Key.Key_Return)
    grid = kit.window.tables.tables["claims"].grid  # what is typed on is the next claim
    assert grid.hasFocus()
    assert grid.currentIndex().row() == 16
    second = "45,690 casualties in November 2024"
    QTest.keyClicks(grid, second[0])
    assert grid.editor is not None
    QTest.keyClicks(grid.editor, second[1:])
    QTest.keyClick(grid.editor, Qt.Key.Key_Return)
    assert [claim.quote for claim in kit.session.project.claims[-2:]] == [SENTENCE, second]
    claim = kit.session.project.claims[-2]
    assert (claim.measure, claim.stated) == ("losses_per_gain", Figure(53, qualifier=Qualifier.ABOUT))
    assert verdicts(kit)[-2:] == ["follows", "follows"]
    assert drafted(kit) == {}
    undo(qtbot, kit)
    undo(qtbot, kit)
    assert kit.session.project == before


def test_a_sentence_given_up_leaves_nothing_and_what_stands_beside_it_comes_with_it(kit: Kit) -> None:
    before = kit.session.project
    QTest.keyClick(begin_typing(kit, SENTENCE), Qt.Key.Key_Escape)
    assert drafted(kit) == {}
    assert kit.session.project is before
    type_into_last_row(kit, "isw", "source")
    type_into_last_row(kit, SENTENCE)
    assert kit.session.project.claims[-1].source == "isw"


def test_words_that_state_nothing_wait_for_the_cells_beside_them(kit: Kit) -> None:
    type_into_last_row(kit, "as the ministry said")
    assert drafted(kit) == {"quote": "as the ministry said"}
    type_into_last_row(kit, "2024-11-01", "start")
    type_into_last_row(kit, "2024-11-30", "end")
    type_into_last_row(kit, "Losses per day", "measure")
    type_into_last_row(kit, "1,523", "stated")
    assert kit.session.project.claims[-1].quote == "as the ministry said"
    assert verdicts(kit)[-1] == "follows"
    assert drafted(kit) == {}


def test_a_trend_in_a_sentence_asks_for_its_end_and_is_checked(kit: Kit) -> None:
    kit.session.load(sample("months-2022-2024"), None)
    sentence = "fifth consecutive month of rising losses a day"
    editor = begin_typing(kit, sentence)
    assert editor.accessibleDescription() == "A new row also needs: Start, End."
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert drafted(kit) == {"quote": sentence}
    editor = begin_typing(kit, "2024-11-30", "end")
    assert "! inconsistent: computed 4 in a row" in editor.accessibleDescription()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    claim = kit.session.project.claims[-1]
    assert (claim.trend, claim.count, claim.measure) == (Trend.RISING, 5, "losses_per_day")
    assert str(claim.start) == "2024-06-01"


def paste(kit: Kit, text: str, row: int, column: str, markup: str = "") -> None:
    """Paste what another program put onto the clipboard into a cell of the claims."""
    data = QMimeData()
    data.setText(text)
    if markup:
        data.setHtml(markup)
    QApplication.clipboard().setMimeData(data)
    QTest.keyClick(go_to(kit, "claims", row, column).grid, Qt.Key.Key_V, CTRL)


@pytest.mark.parametrize("column", ["quote", "stated", "computed"])
def test_a_sentence_is_pasted_into_the_empty_last_row(qtbot: QtBot, kit: Kit, column: str) -> None:
    before = kit.session.project
    paste(kit, f"{SENTENCE}\n", 15, column, f"<p>{SENTENCE}</p>")
    editor = kit.window.tables.tables["claims"].grid.editor
    assert editor is not None
    assert kit.session.project is before
    assert editor.accessibleDescription() == READ
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert kit.session.project.claims[-1].quote == SENTENCE
    undo(qtbot, kit)
    assert kit.session.project == before


def test_a_sentence_torn_by_line_breaks_is_one_and_several_sentences_are_several(
    qtbot: QtBot, kit: Kit
) -> None:
    paste(kit, "about 53 casualties per km²\nbetween September and November 2024", 15, "quote")
    editor = kit.window.tables.tables["claims"].grid.editor
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert kit.session.project.claims[-1].quote == SENTENCE

    second = "45,690 casualties in November 2024"
    paste(kit, f"{SENTENCE}\n\n{second}\n", 16, "quote")
    asked = dialog(qtbot)
    assert asked.windowTitle() == "Check a published claim, 2 to go"
    QTest.mouseClick(ok(asked), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog(qtbot).sentence.toPlainText() == second)
    QTest.mouseClick(ok(dialog(qtbot)), Qt.MouseButton.LeftButton)
    assert [claim.quote for claim in kit.session.project.claims[-2:]] == [SENTENCE, second]
    assert verdicts(kit)[-2:] == ["follows", "follows"]


def test_a_block_of_a_spreadsheet_is_pasted_as_cells(kit: Kit) -> None:
    block = f"{SENTENCE}\tisw\t2024-09-01\t2024-11-30\tCost of ground\t~53"
    paste(kit, block, 15, "quote")
    claim = kit.session.project.claims[-1]
    assert (claim.quote, claim.source, claim.stated) == (
        SENTENCE,
        "isw",
        Figure(53, qualifier=Qualifier.ABOUT),
    )
    assert not any(
        isinstance(each, CheckClaim) for each in QApplication.topLevelWidgets() if each.isVisible()
    )


def test_the_words_of_a_claim_are_replaced_by_those_pasted_over_them(kit: Kit) -> None:
    paste(kit, SENTENCE, 0, "quote")
    assert kit.session.project.claims[0].quote == SENTENCE
    assert len(kit.session.project.claims) == 15


def test_a_verdict_follows_the_tables_and_the_tab_counts(qtbot: QtBot, kit: Kit) -> None:
    panel = kit.window.claims_controller.claims
    assert verdicts(kit)[1] == "follows"
    grid = go_to(kit, "periods", 1, "losses").grid
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
    grid = go_to(kit, "claims", 1, "stated").grid
    QTest.keyClicks(grid, "r")
    editor = kit.window.tables.current.grid.editor
    assert editor is not None
    QTest.keyClicks(editor, "ising 2 months in a row")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    claim = kit.session.project.claims[1]
    assert (claim.trend, claim.count, claim.stated) == (Trend.RISING, 2, None)
    assert verdicts(kit)[1] == "unverifiable"


def test_the_panel_has_the_claims_about_the_row_first_and_goes_to_one(qtbot: QtBot, kit: Kit) -> None:
    panel = kit.window.claims_controller.claims
    go_to(kit, "periods", 1, "losses")
    qtbot.waitUntil(lambda: panel.model.shown[0].row == 1)
    november = [each.row for each in panel.model.shown if each.concerns]
    assert november[:4] == [1, 2, 3, 6]
    assert not any(each.concerns for each in panel.model.shown if each.row == 8)  # September and October
    box = panel.list.visualRect(panel.model.index(2))
    drawn, border = panel.list.viewport().grab().toImage(), QPalette().mid().color()
    line = [x for x in range(box.width()) if drawn.pixelColor(x, box.bottom()) == border]
    assert (line[0], line[-1]) == (12, box.width() - 1 - 12)  # a line between two claims, as far in as both
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, NONE, box.center())
    assert (kit.window.tables.selection.table, kit.window.tables.selection.rows) == ("claims", (3,))
    qtbot.waitUntil(lambda: panel.model.shown[0].row == 3)

    act(kit.window, "claims")
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    drawn, here = panel.list.viewport().grab().toImage(), panel.list.currentIndex().row()
    above, chosen = (panel.list.visualRect(panel.model.index(row)) for row in (here - 1, here))
    assert drawn.pixelColor(chosen.topLeft() + QPoint(3, 3)) != drawn.pixelColor(
        above.topLeft() + QPoint(3, 3)
    )
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert kit.window.tables.selection.table == "claims"
    QTest.keyClick(panel.list, Qt.Key.Key_Escape)
    assert kit.window.tables.current.grid.hasFocus()


def finding_at(kit: Kit, row: int, column: str) -> QPoint:
    page = kit.window.claims_controller.findings
    index = page.model.index(row, COLUMNS.index(column))
    return page.table.visualRect(index).center()


def test_a_finding_is_acknowledged_with_a_reason_saved_and_taken_up_again(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    before = kit.session.project
    act(kit.window, "findings")
    page = kit.window.claims_controller.findings
    assert page.model.counts()[Shelf.WARNING] == 1
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, NONE, finding_at(kit, 0, "level"))
    QTest.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.reason, "Said of what is needed.")
    QTest.keyClick(page.reason, Qt.Key.Key_Return)
    assert page.model.counts() == {
        Shelf.ERROR: 0,
        Shelf.WARNING: 0,
        Shelf.NOTE: 2,
        Shelf.ACKNOWLEDGED: 1,
    }
    assert page.model.index(2, COLUMNS.index("acknowledged")).data() == "Said of what is needed."
    assert page.model.index(2, 0).data() == "✓ acknowledged"
    tones = kit.window._theme.tones
    colours = [page.model.colours(row, COLUMNS.index("rows"))[0] for row in (0, 2)]
    assert colours == [QColor(tones.accent), QColor(tones.muted)]
    link = page.model.font(0, COLUMNS.index("rows"))
    assert link is not None
    assert link.underline()
    assert verdicts(kit)[13] == "inconsistent"
    assert [mark.sign for mark in kit.window.tables.tables["claims"].model.marks(13)] == ["acknowledged"]

    kit.answers.save_answer = tmp_path / "seen.json"
    act(kit.window, "save_as")
    assert [one.reason for one in open_project(tmp_path / "seen.json").acknowledged] == [
        "Said of what is needed."
    ]

    assert page.take_up.isEnabled()
    QTest.mouseClick(page.take_up, Qt.MouseButton.LeftButton)
    assert kit.session.project == before


def test_a_reason_that_is_left_by_mouse_is_kept_for_the_finding_it_was_typed_for(kit: Kit) -> None:
    act(kit.window, "findings")
    page = kit.window.claims_controller.findings
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, NONE, finding_at(kit, 0, "level"))
    meant, other = page.model.findings[:2]
    QTest.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.reason, "Said of what is needed.")
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, NONE, finding_at(kit, 1, "level"))
    acknowledged = {each.key: each.acknowledged for each in kit.session.checks.findings}
    assert acknowledged[meant.key] == "Said of what is needed."
    assert acknowledged[other.key] is None
    assert not page.reason_bar.isVisible()


def test_escape_gives_up_the_reason_and_nothing_changes(kit: Kit) -> None:
    act(kit.window, "findings")
    page = kit.window.claims_controller.findings
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, NONE, finding_at(kit, 0, "level"))
    QTest.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    assert page.reason_bar.isVisible()
    QTest.keyClicks(page.reason, "hm")
    QTest.keyClick(page.reason, Qt.Key.Key_Escape)
    assert not page.reason_bar.isVisible()
    assert kit.session.clean


def test_findings_are_filtered_by_level_and_lead_to_their_rows(kit: Kit) -> None:
    act(kit.window, "findings")
    page = kit.window.claims_controller.findings
    assert not kit.window.actions_by_key["paste"].isEnabled() or not kit.window.tables.in_table
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, NONE, finding_at(kit, 0, "level"))
    assert page.keep.isEnabled()
    QTest.mouseClick(page.filters[Shelf.WARNING], Qt.MouseButton.LeftButton)
    assert not page.keep.isEnabled()  # nor is it selected any more
    assert [finding.code for finding in page.model.findings] == ["claim_unverifiable", "scope_on_one_side"]
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, NONE, finding_at(kit, 0, "rows"))
    assert (kit.window.tables.selection.table, kit.window.tables.selection.rows) == ("claims", (14,))

    act(kit.window, "findings")
    QTest.mouseClick(page.filters[Shelf.WARNING], Qt.MouseButton.LeftButton)
    page.table.selectRow(0)
    page.table.setCurrentIndex(page.model.index(0, 0))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert kit.window.tables.selection.rows == (13,)


def test_markup_in_words_of_others_stays_text(qtbot: QtBot, kit: Kit) -> None:
    probe = "<img src='x'><b>53</b> casualties per km² in November {x} %s"
    QTest.keyClick(go_to(kit, "periods", 1, "losses").grid, Qt.Key.Key_K, CTRL)
    asked = dialog(qtbot)
    asked.sentence.setPlainText(probe)
    QTest.mouseClick(ok(asked), Qt.MouseButton.LeftButton)
    claim = kit.session.project.claims[-1]
    assert claim.quote == probe
    panel = kit.window.claims_controller.claims
    qtbot.waitUntil(lambda: panel.model.shown[0].row == 15)
    assert probe in panel.model.index(0).data()
    assert "<b>" not in str(panel.model.index(0).data(Qt.ItemDataRole.ToolTipRole)).replace("&lt;b&gt;", "")


def test_a_claim_is_gone_to_once_what_is_being_typed_can_be_read(kit: Kit) -> None:
    view = kit.window.tables.show_table("periods")
    view.grid.go_to(0, next(n for n, column in enumerate(view.model.columns) if column.key == "losses"))
    panel = kit.window.claims_controller.claims
    shown = []
    for typed in ("abc", "7"):
        QTest.keyClicks(QApplication.focusWidget() or view.grid, typed)
        panel.chosen.emit(3)
        shown.append(kit.window.tables.current.table.key)
        if typed == "abc":
            QTest.keyClick(QApplication.focusWidget() or view.grid, Qt.Key.Key_Escape)
    assert shown == ["periods", "claims"]
