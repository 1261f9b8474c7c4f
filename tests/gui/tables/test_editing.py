"""Editing cells with the keys of window.md."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressDialog

from model.columns import TABLE
from model.edits import set_cells
from model.project import Project
from model.text.figures import Figure, Qualifier
from model.text.notation import NOTATIONS, Notation, write_number
from tests.gui.tables.tables_window import CTRL, SHIFT, Tables


def test_typing_replaces_and_enter_moves_down(tables: Tables) -> None:
    tables.enter(0, "losses", "80,200")
    assert tables.project.periods[0].losses == Figure(80200, source="isw")
    assert tables.current == (1, "losses")
    assert tables.editor is None


def test_what_is_computed_follows_at_once(tables: Tables) -> None:
    tables.enter(1, "losses", "30000")
    assert tables.text(1, "losses_per_day") == "1,000"


def test_tab_moves_to_the_next_cell_that_can_be_typed_into(tables: Tables) -> None:
    tables.go(0, "end")
    tables.press(Qt.Key.Key_Tab)
    assert tables.current == (0, "losses")
    tables.type("9")
    tables.press(Qt.Key.Key_Tab)
    assert tables.current == (0, "gains")
    assert tables.project.periods[0].losses == Figure(9, source="isw")
    tables.press(Qt.Key.Key_Tab)
    assert tables.current == (1, "label")
    tables.press(Qt.Key.Key_Backtab, SHIFT)
    assert tables.current == (0, "gains")


def test_enter_after_tabs_goes_to_where_they_began_in_the_next_row(tables: Tables) -> None:
    tables.go(0, "start")
    tables.press(Qt.Key.Key_Tab)
    tables.press(Qt.Key.Key_Tab)
    assert tables.current == (0, "losses")
    tables.press(Qt.Key.Key_Return)
    assert tables.current == (1, "start")


def test_tab_past_the_last_cell_leaves_the_table(tables: Tables) -> None:
    tables.go(3, "gains")
    tables.press(Qt.Key.Key_Tab)
    assert not tables.view.grid.hasFocus()


def test_arrows_move_also_out_of_an_editor_begun_by_typing(tables: Tables) -> None:
    tables.go(0, "losses")
    tables.press(Qt.Key.Key_Down)
    assert tables.current == (1, "losses")
    tables.type("45")
    tables.press(Qt.Key.Key_Right)
    assert tables.project.periods[1].losses is not None
    assert tables.project.periods[1].losses.value == 45
    assert tables.current == (1, "gains")


def test_f2_edits_the_text_that_is_there(tables: Tables) -> None:
    tables.go(1, "losses")
    tables.press(Qt.Key.Key_F2)
    assert tables.editor is not None
    assert tables.editor.text() == "45,690"
    tables.press(Qt.Key.Key_Left)
    tables.press(Qt.Key.Key_Backspace)
    tables.type("8")
    tables.press(Qt.Key.Key_Return)
    assert tables.project.periods[1].losses is not None
    assert tables.project.periods[1].losses.value == 45680


def test_an_editor_left_untouched_changes_nothing(tables: Tables) -> None:
    before = tables.project
    for key in ("label", "start", "losses", "gains"):
        tables.go(2, key)
        tables.press(Qt.Key.Key_F2)
        tables.press(Qt.Key.Key_Return)
    assert tables.project is before
    assert not tables.session.undo_stack.canUndo()


def test_escape_forgets_what_was_typed(tables: Tables) -> None:
    before = tables.project
    tables.go(0, "losses")
    tables.type("12")
    tables.press(Qt.Key.Key_Escape)
    assert tables.project is before
    assert tables.editor is None
    assert tables.view.grid.hasFocus()


def test_the_editor_says_how_the_text_is_read(tables: Tables) -> None:
    tables.go(0, "losses")
    tables.type("25-30k")
    assert "25,000" in tables.reading
    assert "30,000" in tables.reading


def test_unreadable_text_stays_in_the_editor_with_the_reason(tables: Tables) -> None:
    before = tables.project
    tables.go(0, "losses")
    tables.type("many")
    tables.press(Qt.Key.Key_Return)
    assert tables.editor is not None
    assert tables.editor.text() == "many"
    assert tables.reading
    assert tables.project is before
    assert tables.current == (0, "losses")


def test_unreadable_text_survives_a_click_elsewhere(tables: Tables) -> None:
    tables.go(0, "losses")
    tables.type("many")
    tables.click(2, "label")
    assert tables.editor is not None
    assert tables.editor.text() == "many"
    assert tables.current == (0, "losses")


def test_unreadable_text_survives_another_tab_being_asked_for(tables: Tables) -> None:
    tables.go(0, "losses")
    tables.type("many")
    assert not tables.pane.finish_editing()
    tables.press(Qt.Key.Key_PageDown, CTRL)
    assert tables.pane.currentIndex() == 0
    assert tables.editor is not None
    assert tables.editor.text() == "many"


def test_a_click_on_another_cell_commits(tables: Tables) -> None:
    tables.go(0, "losses")
    tables.type("77")
    tables.click(1, "label")
    assert tables.project.periods[0].losses == Figure(77, source="isw")
    assert tables.current == (1, "label")


def test_a_half_typed_cell_survives_a_recomputation(tables: Tables) -> None:
    tables.go(0, "losses")
    tables.type("12")
    tables.view.model.set_texts({(1, "losses"): "5", (0, "gains"): "6"})
    assert tables.editor is not None
    assert tables.editor.text() == "12"
    tables.press(Qt.Key.Key_Return)
    assert tables.project.periods[0].losses == Figure(12, source="isw")


def test_a_half_typed_cell_survives_a_row_inserted_above(tables: Tables) -> None:
    tables.go(1, "losses")
    tables.type("12")
    tables.view.model.set_texts({(3, "label"): "December 2024"})
    tables.press(Qt.Key.Key_Return)
    assert tables.project.periods[1].losses is not None
    assert tables.project.periods[1].losses.value == 12


def test_delete_clears_and_undo_restores(tables: Tables) -> None:
    before = tables.project
    tables.select(0, "losses", 1, "gains")
    tables.press(Qt.Key.Key_Delete)
    assert tables.project.periods[0].losses is None
    assert tables.project.periods[1].gains is None
    tables.session.undo_stack.undo()
    assert tables.project == before


def test_a_cell_that_may_not_be_empty_says_so(tables: Tables) -> None:
    tables.go(0, "start")
    tables.press(Qt.Key.Key_Delete)
    assert tables.said == ["These cells cannot be empty."]


def test_computed_cells_cannot_be_typed_into(tables: Tables) -> None:
    before = tables.project
    tables.go(0, "days")
    tables.type("9")
    tables.press(Qt.Key.Key_F2)
    assert tables.editor is None
    assert tables.project is before


def test_ctrl_d_fills_down(tables: Tables) -> None:
    tables.select(0, "losses", 2, "losses")
    tables.press(Qt.Key.Key_D, CTRL)
    assert [period.losses and period.losses.value for period in tables.project.periods] == [80110] * 3
    assert tables.session.undo_stack.count() == 1


def test_ctrl_d_in_one_row_takes_the_row_above(tables: Tables) -> None:
    tables.go(1, "gains")
    tables.press(Qt.Key.Key_D, CTRL)
    assert tables.text(1, "gains") == "1,517"


def test_ctrl_enter_fills_the_selection(tables: Tables) -> None:
    tables.select(0, "losses", 2, "losses")
    tables.type(">5k")
    tables.press(Qt.Key.Key_Return, CTRL)
    for period in tables.project.periods:
        assert period.losses is not None
        assert (period.losses.value, period.losses.qualifier) == (5000, Qualifier.OVER)
    assert tables.session.undo_stack.count() == 1


def test_ctrl_enter_with_unreadable_text_keeps_the_editor(tables: Tables) -> None:
    before = tables.project
    tables.select(0, "losses", 2, "losses")
    tables.type("x")
    tables.press(Qt.Key.Key_Return, CTRL)
    assert tables.editor is not None
    assert tables.project is before


def test_ctrl_semicolon_is_today(tables: Tables) -> None:
    today = QDate.currentDate().toString(Qt.DateFormat.ISODate)
    tables.go(0, "end")
    tables.press(Qt.Key.Key_Semicolon, CTRL)
    assert tables.text(0, "end") == today
    assert tables.pane.situation().day
    for elsewhere in ("days", "label"):
        tables.go(0, elsewhere)
        assert not tables.pane.situation().day
    tables.type("x ")
    tables.press(Qt.Key.Key_Semicolon, CTRL)
    tables.press(Qt.Key.Key_Return)
    assert tables.text(0, "label") == f"x {today}"


def test_a_day_typed_with_its_month_is_read(tables: Tables) -> None:
    tables.go(0, "start")
    tables.type("2 Sep 2024")
    assert "2024-09-02" in tables.reading
    tables.press(Qt.Key.Key_Return)
    assert tables.text(0, "start") == "2024-09-02"


def test_a_choice_is_taken_by_a_part_of_its_name(tables: Tables) -> None:
    tables.view.columns_shown.show(tables.column("losses.source"), True)
    tables.enter(0, "losses.source", "general")
    assert tables.project.periods[0].losses == Figure(80110, source="gsu")


def test_a_choice_can_be_listed_and_taken_by_keyboard(tables: Tables) -> None:
    tables.pane.show_table("series")
    tables.go(0, "gains_are")
    tables.press(Qt.Key.Key_F2)
    tables.press(Qt.Key.Key_F4)
    editor = tables.editor
    assert editor is not None
    popup = editor.completer().popup()
    assert popup is not None
    assert popup.isVisible()
    assert popup.currentIndex().data() == editor.text()  # from what stands there the arrows go on
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert tables.project.series[0].gains_are == "gross"
    assert tables.editor is None


def test_a_choice_that_is_none_is_refused_with_what_there_is(tables: Tables) -> None:
    tables.pane.show_table("series")
    tables.enter(0, "gains_are", "zzz")
    assert tables.editor is not None
    assert "gross" in tables.reading


def test_a_row_is_begun_by_typing_in_the_last_row(tables: Tables) -> None:
    tables.enter(3, "label", "December 2024")
    assert tables.project.periods[3].label == "December 2024"
    assert str(tables.project.periods[3].end) == "2024-12-31"
    assert tables.view.model.rowCount() == 5
    assert tables.current == (4, "label")


def test_the_person_stays_on_the_row_that_the_draft_became(tables: Tables) -> None:
    tables.go(3, "label")
    tables.type("December 2024")
    tables.press(Qt.Key.Key_Tab)
    assert tables.current == (3, "start")
    tables.press(Qt.Key.Key_Tab)
    tables.press(Qt.Key.Key_Tab)
    tables.type("48,670")
    tables.press(Qt.Key.Key_Return)
    assert tables.project.periods[3].losses == Figure(48670)
    assert tables.current == (4, "label")


def test_a_begun_row_keeps_its_texts_and_says_what_it_needs(tables: Tables) -> None:
    tables.pane.show_table("requirements")
    tables.enter(0, "label", "To sustain")
    model = tables.view.model
    assert not tables.project.requirements
    assert tables.text(0, "label") == "To sustain"
    assert model.hint(0, tables.column("per_month")) == "needed"
    assert tables.session.drafts["requirements"] == {"label": "To sustain"}
    assert tables.current == (0, "start")  # what is typed next is no other label
    for key in ("start", "end"):
        if model.hint(0, tables.column(key)):
            tables.enter(0, key, "2024-09-01")
    tables.enter(0, "per_month", "50,000-52,000")
    assert tables.text(0, "label") == "To sustain"
    assert len(tables.project.requirements) == 1
    assert "requirements" not in tables.session.drafts
    assert model.hint(1, tables.column("per_month")) == ""


def test_a_label_that_may_be_two_days_is_asked_about_unless_the_days_are_given(tables: Tables) -> None:
    tables.enter(3, "label", "30.11.2023")
    assert tables.project.periods[3].label == "30.11.2023"
    assert tables.project.periods[3].start == tables.project.periods[3].end == date(2023, 11, 30)
    tables.enter(4, "label", "05.06.2024")
    assert tables.editor is not None
    assert "“05.06.2024” may be 6 May 2024 or 5 Jun 2024" in tables.editor.accessibleDescription()
    tables.press(Qt.Key.Key_Escape)
    tables.enter(4, "start", "2024-06-05")
    tables.enter(4, "label", "05.06.2024")
    assert tables.editor is not None  # the last day is still to come of it
    tables.press(Qt.Key.Key_Escape)
    tables.enter(4, "end", "2024-06-05")
    tables.enter(4, "label", "05.06.2024")
    assert tables.project.periods[4].label == "05.06.2024"


def test_unreadable_text_in_the_last_row_stays_in_the_editor(tables: Tables) -> None:
    tables.enter(3, "losses", "x")
    assert tables.editor is not None
    assert tables.editor.text() == "x"
    assert len(tables.project.periods) == 3


def test_the_first_row_of_an_empty_project_brings_its_series(tables_of: Callable[[Project], Tables]) -> None:
    tables = tables_of(Project())
    tables.enter(0, "label", "November 2024")
    assert len(tables.project.series) == 1
    assert tables.project.periods[0].label == "November 2024"


def test_undo_of_a_begun_row_takes_it_away_again(tables: Tables) -> None:
    tables.enter(3, "label", "December 2024")
    tables.session.undo_stack.undo()
    assert tables.view.model.rowCount() == 4
    tables.session.undo_stack.redo()
    assert tables.text(3, "label") == "December 2024"


@pytest.mark.parametrize("text", ["<b>bold</b>", "<img src='/dev/zero'>", "a & b"])
def test_markup_from_files_is_shown_as_plain_text(tables: Tables, text: str) -> None:
    tables.enter(0, "label", text)
    index = tables.view.model.index(0, 0)
    assert index.data() == text
    assert "<b>" not in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in index.data(Qt.ItemDataRole.ToolTipRole)


def test_ctrl_and_a_key_that_moves_goes_to_the_edge_of_the_rows_and_selects_it(tables: Tables) -> None:
    tables.go(1, "losses")
    tables.press(Qt.Key.Key_End, CTRL)
    last = tables.view.model.columns[tables.view.grid.shown_columns()[-1]].key
    assert tables.current == (2, last)
    assert tables.view.selection.cell_count == 1
    tables.press(Qt.Key.Key_Home, CTRL)
    assert tables.current == (0, "label")
    assert tables.view.selection.rows == (0,)
    tables.press(Qt.Key.Key_Down, CTRL)
    assert tables.current == (2, "label")
    tables.press(Qt.Key.Key_Down, CTRL)
    assert tables.current == (3, "label")
    tables.press(Qt.Key.Key_Up, CTRL)
    tables.press(Qt.Key.Key_Right, CTRL)
    assert tables.current == (0, last)
    tables.press(Qt.Key.Key_Left, CTRL | SHIFT)
    assert tables.view.selection.cell_count == len(tables.view.grid.shown_columns())


def test_very_many_cells_are_copied_in_slices_as_they_were_when_asked_for(
    tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.tables.copying.AT_ONCE", 1)
    monkeypatch.setattr("gui.tables.copying._SLICE", 0.0)
    tables.put_on_clipboard("before")
    tables.select(0, "losses", 1, "gains")
    tables.press(Qt.Key.Key_C, CTRL)
    assert tables.copied() == "before"
    tables.session.edit(
        set_cells(tables.session.context, TABLE["periods"], {(1, "losses"): "1"})
    )  # by another window's undo, say
    tables.qtbot.waitUntil(lambda: tables.copied() != "before")
    assert tables.copied() == "80110\t1517\n45690\t839\n"


def test_a_paste_takes_what_is_still_being_copied(tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.tables.copying.AT_ONCE", 1)
    monkeypatch.setattr("gui.tables.copying._SLICE", 0.0)
    tables.put_on_clipboard("1")
    tables.select(0, "losses", 1, "losses")
    tables.press(Qt.Key.Key_C, CTRL)
    tables.select(0, "gains", 1, "gains")
    tables.press(Qt.Key.Key_V, CTRL)
    assert tables.copied() == "80110\n45690\n"


def test_a_copy_that_is_cancelled_leaves_the_clipboard_and_a_cut_empties_nothing(
    tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.tables.copying.AT_ONCE", 1)
    monkeypatch.setattr("gui.tables.copying._SLICE", 0.0)
    tables.put_on_clipboard("before")
    tables.select(0, "losses", 1, "gains")
    before = tables.project
    tables.press(Qt.Key.Key_X, CTRL)
    progress = tables.pane.window().findChild(QProgressDialog)
    assert progress is not None
    progress.cancel()
    QApplication.processEvents()
    assert tables.copied() == "before"
    assert tables.project is before


@pytest.mark.parametrize("notation", sorted(set(NOTATIONS.values()), key=repr))
@pytest.mark.parametrize("typed", ["45.690", "125,000", "38.1"])
def test_people_with_a_fraction_are_taken_in_no_notation(
    tables: Tables, notation: Notation, typed: str
) -> None:
    tables.session.set_formats(notation, tables.session.formats.translate)
    before = tables.project
    tables.go(0, "losses")
    tables.type(typed)
    said = tables.reading
    tables.press(Qt.Key.Key_Return)
    if tables.project is before:  # refused, and the text stays with the reason
        assert tables.editor is not None
        assert tables.editor.text() == typed
        assert said.startswith("✕") or typed in said
        if typed != "38.1":
            both = (float(typed.replace(",", ".")), float(re.sub("[.,]", "", typed)))
            numbers = [write_number(number, notation) for number in both]
            assert all(number in said for number in numbers), said
    else:  # what this notation writes so: whole
        losses = tables.project.periods[0].losses
        assert losses is not None
        assert losses.value == float(re.sub("[.,]", "", typed))
        assert notation.decimal not in typed
    tables.press(Qt.Key.Key_Escape)
