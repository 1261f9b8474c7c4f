"""The clipboard at work: blocks to and from spreadsheets, and the preview of what cannot be pasted."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.tables.paste_preview import PastePreview
from model.text.figures import Figure
from tests.gui.tables.tables_window import AUTUMN, CTRL, Tables


def preview() -> PastePreview:
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, PastePreview) and each.isVisible()
    )


def no_preview() -> bool:
    return not any(
        isinstance(each, PastePreview) and each.isVisible() for each in QApplication.topLevelWidgets()
    )


def values(tables: Tables) -> list[float | None]:
    return [None if period.losses is None else period.losses.value for period in tables.project.periods]


def test_a_block_is_copied_with_its_numbers_as_numbers(tables: Tables) -> None:
    tables.select(0, "label", 1, "losses")
    tables.press(Qt.Key.Key_C, CTRL)
    assert tables.copied() == (
        "Sep–Oct 2024\t2024-09-01\t2024-10-31\t61\t80110\nNovember 2024\t2024-11-01\t2024-11-30\t30\t45690\n"
    )
    assert ">80,110</td>" in QGuiApplication.clipboard().mimeData().html()


def test_what_is_copied_and_pasted_in_its_place_changes_nothing(tables: Tables) -> None:
    tables.view.grid.selectAll()
    tables.press(Qt.Key.Key_C, CTRL)
    tables.go(0, "label")
    tables.press(Qt.Key.Key_V, CTRL)
    assert no_preview()
    assert tables.project == AUTUMN


def test_text_that_looks_like_a_formula_leaves_inert_and_comes_back_whole(tables: Tables) -> None:
    tables.enter(0, "label", "=1+1")
    tables.go(0, "label")
    tables.press(Qt.Key.Key_C, CTRL)
    assert tables.copied() == "'=1+1"
    tables.go(1, "label")
    tables.press(Qt.Key.Key_V, CTRL)
    assert tables.project.periods[1].label == "=1+1"


def test_a_single_value_fills_the_selection(tables: Tables) -> None:
    tables.put_on_clipboard("7,000\n")
    tables.select(0, "losses", 2, "losses")
    tables.press(Qt.Key.Key_V, CTRL)
    assert values(tables) == [7000, 7000, 7000]
    assert tables.session.undo_stack.count() == 1
    tables.session.undo_stack.undo()
    assert tables.project == AUTUMN


def test_a_row_of_values_is_repeated_over_a_selection_of_its_width(tables: Tables) -> None:
    tables.put_on_clipboard("1\t2")
    tables.select(0, "losses", 1, "gains")
    tables.press(Qt.Key.Key_V, CTRL)
    assert values(tables)[:2] == [1, 1]
    assert tables.project.periods[1].gains == Figure(2, source="isw")


def test_a_block_pasted_over_the_end_adds_rows_as_one_step(tables: Tables) -> None:
    tables.put_on_clipboard("Dec 2024\nJan 2025\nFeb 2025")
    tables.go(3, "label")
    tables.press(Qt.Key.Key_V, CTRL)
    assert [period.label for period in tables.project.periods[3:]] == ["Dec 2024", "Jan 2025", "Feb 2025"]
    assert tables.session.undo_stack.count() == 1


def test_one_row_pasted_into_the_last_row_begins_it(tables: Tables) -> None:
    tables.put_on_clipboard("December 2024\t2024-12-01\t2024-12-31")
    tables.go(3, "label")
    tables.press(Qt.Key.Key_V, CTRL)
    assert tables.project.periods[3].label == "December 2024"


def test_unreadable_cells_are_shown_before_anything_changes_and_can_be_left_out(tables: Tables) -> None:
    tables.put_on_clipboard("1\nmany\n3")
    tables.go(0, "losses")
    tables.press(Qt.Key.Key_V, CTRL)
    dialog = preview()
    assert tables.project is AUTUMN
    assert len(dialog.plan.faults) == 1
    assert dialog.said.text().startswith("1 cell cannot be pasted.")
    assert dialog.reason.text().startswith("Row 2, Losses: ")
    QTest.mouseClick(dialog.leave_out, Qt.MouseButton.LeftButton)
    assert values(tables) == [1, 45690, 3]
    assert tables.session.undo_stack.count() == 1


def test_a_paste_that_is_cancelled_changes_nothing(tables: Tables) -> None:
    tables.put_on_clipboard("1\nmany\n3")
    tables.go(0, "losses")
    tables.press(Qt.Key.Key_V, CTRL)
    QTest.keyClick(preview(), Qt.Key.Key_Escape)
    assert tables.project is AUTUMN


def test_a_block_wider_than_the_table_is_shown_first(tables: Tables) -> None:
    columns = len(tables.view.grid.shown_columns())
    tables.put_on_clipboard("\t".join(["x"] * (columns + 2)))
    tables.go(0, "label")
    tables.press(Qt.Key.Key_V, CTRL)
    dialog = preview()
    assert len(dialog.plan.faults) >= 2
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_row_that_cannot_begin_is_left_out_whole(tables: Tables) -> None:
    tables.pane.show_table("intake")
    tables.put_on_clipboard(
        "Officials\t2024-09-01\t2024-09-30\t20,000\nOthers\t2024-10-01\t2024-10-31\tmany\n"
    )
    tables.go(1, "label")
    tables.press(Qt.Key.Key_V, CTRL)
    dialog = preview()
    assert len(dialog.plan.faults) == 4
    QTest.mouseClick(dialog.leave_out, Qt.MouseButton.LeftButton)
    assert [row.label for row in tables.project.intake] == ["US officials", "Officials"]


def test_a_table_from_a_web_page_is_pasted_cell_by_cell(tables: Tables) -> None:
    data = QMimeData()
    data.setHtml("<table><tr><td>1,000</td><td>10</td></tr><tr><td>2,000</td><td>20</td></tr></table>")
    QGuiApplication.clipboard().setMimeData(data)
    tables.go(0, "losses")
    tables.press(Qt.Key.Key_V, CTRL)
    assert values(tables)[:2] == [1000, 2000]
    assert tables.text(1, "gains") == "20"


def test_cut_empties_what_it_copied(tables: Tables) -> None:
    tables.select(0, "losses", 1, "losses")
    tables.press(Qt.Key.Key_X, CTRL)
    assert tables.copied() == "80110\n45690\n"
    assert values(tables)[:2] == [None, None]


def test_an_empty_clipboard_says_so(tables: Tables) -> None:
    QGuiApplication.clipboard().clear()
    tables.go(0, "losses")
    tables.press(Qt.Key.Key_V, CTRL)
    assert tables.said == ["There is no text to paste."]


def test_markup_in_a_pasted_cell_is_shown_as_text(tables: Tables) -> None:
    tables.put_on_clipboard("<img src='/dev/zero'>")
    tables.go(0, "losses")
    tables.press(Qt.Key.Key_V, CTRL)
    dialog = preview()
    assert dialog.reason.textFormat() == Qt.TextFormat.PlainText
    assert dialog.model.index(0, 0).data() == "✕ <img src='/dev/zero'>"
    tip = dialog.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_what_was_pasted_is_selected(tables: Tables) -> None:
    tables.put_on_clipboard("December 2024\t2024-12-01\nJanuary 2025\t2025-01-01")
    tables.go(3, "label")
    tables.press(Qt.Key.Key_V, CTRL)
    assert tables.view.selection.rows == (3, 4)
    assert tables.view.selection.columns == ("label", "start")
    assert tables.current == (3, "label")


def test_a_pasted_source_with_neither_name_nor_stance_that_can_be_read_is_shown_first(tables: Tables) -> None:
    view = tables.pane.show_table("sources")
    tables.put_on_clipboard("nobody knows\t2024-12-03\nindependent\t2024-12-04")
    tables.go(view.model.draft_row, "stance")
    before = tables.project
    tables.press(Qt.Key.Key_V, CTRL)
    preview = tables.pane.window().findChild(PastePreview)
    assert preview is not None
    assert preview.isVisible()
    preview.reject()
    assert tables.project is before


# from spreadsheets, whatever they show


def from_spreadsheet(*rows: tuple[str, ...]) -> None:
    """Put cells onto the clipboard as Calc does: each as (what is shown) or "shown|held"."""
    text, markup = [], []
    for row in rows:
        cells = [cell.partition("|") for cell in row]
        text.append("\t".join(shown for shown, _, _ in cells))
        held = (
            f'<td sdval="{held}">{shown}</td>' if held else f"<td>{shown}</td>" for shown, _, held in cells
        )
        markup.append(f"<tr>{''.join(held)}</tr>")
    data = QMimeData()
    data.setText("\n".join(text))
    data.setHtml(f"<table>{''.join(markup)}</table>")
    QGuiApplication.clipboard().setMimeData(data)


GERMAN_BLOCK = ("80.110|80110", "1.517|1517"), ("45.690|45690", "839|839")


def test_a_german_block_of_a_spreadsheet_is_read_by_what_it_holds(tables: Tables) -> None:
    from_spreadsheet(*GERMAN_BLOCK)
    tables.go(0, "losses")
    tables.press(Qt.Key.Key_V, CTRL)
    assert no_preview()
    assert values(tables)[:2] == [80110, 45690]
    assert [tables.text(row, "gains") for row in (0, 1)] == ["1,517", "839"]


def test_a_german_block_of_text_is_shown_as_it_is_read_and_asked_about(tables: Tables) -> None:
    tables.put_on_clipboard("80.110\t1.517\n45.690\t839,5\n")
    tables.go(0, "losses")
    tables.press(Qt.Key.Key_V, CTRL)
    dialog = preview()
    assert tables.project is AUTUMN
    assert dialog.model.index(0, 0).data().startswith(("✕ 80.110", "? 80.110"))
    assert dialog.model.index(0, 1).data() == "? 1.517"
    assert dialog.plan.certain == {}
    german = next(n for n in range(dialog.notation.count()) if dialog.notation.itemText(n) == "45.690,5")
    dialog.notation.setFocus()
    while dialog.notation.currentIndex() != german:
        QTest.keyClick(dialog.notation, Qt.Key.Key_Down)
    assert dialog.model.index(0, 0).data() == "80.110 → 80,110"
    assert dialog.model.index(1, 1).data() == "839,5 → 839.5"
    QTest.mouseClick(dialog.paste_all, Qt.MouseButton.LeftButton)
    assert values(tables)[:2] == [80110, 45690]
    assert tables.session.undo_stack.count() == 1


@pytest.mark.parametrize(("text", "read"), [("1.517", "1.517"), ("1.000", "1"), ("-2.000–3.000", "−2 to 3")])
def test_ground_with_three_digits_behind_its_sign_is_looked_at_before_it_is_pasted(
    tables: Tables, text: str, read: str
) -> None:
    tables.put_on_clipboard(f"{text}\n839\n")
    tables.go(0, "gains")
    tables.press(Qt.Key.Key_V, CTRL)
    assert preview().reason.text().startswith(f"Row 1, Gains km²: “{text}” is read as {read}; where")
    QTest.keyClick(preview(), Qt.Key.Key_Escape)
    assert tables.project is AUTUMN


@pytest.mark.parametrize("cell", ["125,000|5", "|7", "30.09.2024|45565", "2024-09-30|45565"])
def test_what_shows_another_number_than_it_holds_is_never_taken(tables: Tables, cell: str) -> None:
    from_spreadsheet((cell,), ("1|1",))
    tables.go(0, "losses")
    tables.press(Qt.Key.Key_V, CTRL)
    dialog = preview()
    assert len(dialog.plan.faults) == 1
    QTest.mouseClick(dialog.leave_out, Qt.MouseButton.LeftButton)
    assert values(tables) == [80110, 1, 125000]


def test_a_number_shown_as_only_some_country_writes_it_is_what_the_cell_holds_and_told(
    tables: Tables,
) -> None:
    from_spreadsheet(("1,517|1.517",), ("2,345|2345",))
    tables.go(0, "gains")
    tables.press(Qt.Key.Key_V, CTRL)
    assert "shows “1,517” here and holds 1.517: what it holds is taken" in preview().reason.text()
    assert (preview().plan.faults, preview().plan.doubts) == ((), ((0, 0),))
    QTest.mouseClick(preview().paste_all, Qt.MouseButton.LeftButton)
    gains = [period.gains for period in tables.project.periods[:2]]
    assert [None if figure is None else figure.value for figure in gains] == [1.517, 2345]


def test_a_day_in_numbers_is_read_as_another_of_the_paste_proves(tables: Tables) -> None:
    tables.put_on_clipboard(
        "Dec 2024\t01.12.2024\t31.12.2024\t31\t48,670\nJan\t01.01.2025\t02.01.2025\t2\t9\n"
    )
    tables.go(3, "label")
    tables.press(Qt.Key.Key_V, CTRL)
    assert no_preview()
    december, january = tables.project.periods[3:]
    assert (december.start, december.end, december.losses) == (
        date(2024, 12, 1),
        date(2024, 12, 31),
        Figure(48670),
    )
    assert (january.end, january.losses) == (date(2025, 1, 2), Figure(9))


def test_whether_day_or_month_comes_first_is_asked_once_for_a_paste(tables: Tables) -> None:
    tables.put_on_clipboard("01/12/2024\t03/12/2024\t100\n04/12/2024\t07/12/2024\t200\n")
    tables.go(3, "start")
    tables.press(Qt.Key.Key_V, CTRL)
    dialog = preview()
    assert dialog.said.text().startswith(
        "Of the days it is not said whether the day or the month comes first in"
    )
    assert dialog.plan.certain == {}
    assert dialog.order is not None
    dialog.order.setFocus()
    QTest.keyClick(dialog.order, Qt.Key.Key_Down)
    assert dialog.model.index(1, 1).data() == "07/12/2024 → 2024-12-07"
    QTest.mouseClick(dialog.paste_all, Qt.MouseButton.LeftButton)
    assert [period.end for period in tables.project.periods[3:]] == [date(2024, 12, 3), date(2024, 12, 7)]


def test_a_day_that_is_none_in_the_order_said_is_refused(tables: Tables) -> None:
    tables.put_on_clipboard("01/12/2024\n11/30/2024\n30/11/2024\n")
    tables.go(0, "start")
    tables.press(Qt.Key.Key_V, CTRL)
    dialog = preview()
    assert dialog.plan.faults == ((0, 0),)
    assert dialog.order is not None
    dialog.order.setFocus()
    QTest.keyClick(dialog.order, Qt.Key.Key_Down)
    assert dialog.plan.faults == ((1, 0),)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert tables.project is AUTUMN


def test_what_a_cell_holds_is_told_with_every_digit(tables: Tables) -> None:
    from_spreadsheet(("1,517|1.6174",))
    tables.go(0, "gains")
    tables.press(Qt.Key.Key_V, CTRL)
    assert "shows “1,517” here and holds 1.6174;" in preview().reason.text()
    QTest.keyClick(preview(), Qt.Key.Key_Escape)


def test_days_of_a_spreadsheet_are_days_however_they_are_shown(tables: Tables) -> None:
    from_spreadsheet(("Dec", "12/1/24|45627", "31.12.2024|45657"))
    tables.go(3, "label")
    tables.press(Qt.Key.Key_V, CTRL)
    new = tables.project.periods[3]
    assert (new.label, new.start, new.end) == ("Dec", date(2024, 12, 1), date(2024, 12, 31))


def test_a_month_of_a_spreadsheet_is_no_day(tables: Tables) -> None:
    from_spreadsheet(("Dec-24|45627",), ("Dec-24|45627",))
    tables.go(0, "start")
    tables.press(Qt.Key.Key_V, CTRL)
    assert len(preview().plan.faults) == 2
    QTest.keyClick(preview(), Qt.Key.Key_Escape)


def test_computed_columns_are_stepped_over(tables: Tables) -> None:
    from_spreadsheet(("Dec 2024", "2024-12-01", "2024-12-31", "48.670|48670", "589|589"))
    tables.go(3, "label")
    tables.press(Qt.Key.Key_V, CTRL)
    new = tables.project.periods[3]
    assert (new.losses, new.gains) == (Figure(48670), Figure(589))
    assert tables.view.selection.columns == ("label", "start", "end", "days", "losses", "gains")


def test_a_block_of_several_rows_steps_over_computed_columns_too(tables: Tables) -> None:
    tables.put_on_clipboard("2024-11-01\t2024-11-30\t45,000\n2024-09-01\t2024-11-30\t120,000\n")
    tables.go(1, "start")
    tables.press(Qt.Key.Key_V, CTRL)
    assert values(tables) == [80110, 45000, 120000]


def test_what_was_copied_from_here_comes_back_to_its_place_by_way_of_another_program(tables: Tables) -> None:
    tables.select(0, "label", 1, "gains")
    tables.press(Qt.Key.Key_C, CTRL)
    tables.put_on_clipboard(tables.copied().replace("80110", "80000"))
    tables.go(0, "label")
    tables.press(Qt.Key.Key_V, CTRL)
    assert values(tables)[:2] == [80000, 45690]
    tables.put_on_clipboard("Dec 2024\t2024-12-01\t2024-12-31\t31\t48,670\n")
    tables.go(3, "label")
    tables.press(Qt.Key.Key_V, CTRL)
    assert tables.project.periods[3].losses == Figure(48670)


def test_an_empty_column_where_one_is_computed_is_looked_at(tables: Tables) -> None:
    tables.put_on_clipboard("Dec 2024\t2024-12-01\t2024-12-31\t\t589\n")
    tables.go(3, "label")
    tables.press(Qt.Key.Key_V, CTRL)
    dialog = preview()
    assert len(dialog.plan.doubts) == 5
    QTest.mouseClick(dialog.paste_all, Qt.MouseButton.LeftButton)
    assert (tables.project.periods[3].losses, tables.project.periods[3].gains) == (None, Figure(589))


def test_rows_for_which_there_is_no_room_are_shown_with_the_days_that_nobody_gave(tables: Tables) -> None:
    tables.put_on_clipboard("100\n200\n300\n400\n")
    tables.go(1, "losses")
    tables.press(Qt.Key.Key_V, CTRL)
    dialog = preview()
    assert tables.project is AUTUMN
    assert [dialog.model.headerData(row, Qt.Orientation.Vertical) for row in range(4)] == [
        "2",
        "3",
        "new",
        "new",
    ]
    assert "A new row begins here, over 1–31 Dec 2024" in dialog.reason.text()
    QTest.mouseClick(dialog.leave_out, Qt.MouseButton.LeftButton)
    assert values(tables) == [80110, 100, 200]
    tables.session.undo_stack.undo()
    tables.go(1, "losses")
    tables.press(Qt.Key.Key_V, CTRL)
    QTest.mouseClick(preview().paste_all, Qt.MouseButton.LeftButton)
    assert values(tables) == [80110, 100, 200, 300, 400]
    assert tables.project.periods[4].start == date(2025, 1, 1)


def test_what_is_taken_away_from_a_row_just_begun_begins_no_period(tables: Tables) -> None:
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_X):
        tables.go(3, "label")
        tables.type("offensive")
        tables.press(Qt.Key.Key_Return)
        tables.go(3, "losses")
        tables.type("125,800")
        tables.press(Qt.Key.Key_Return)
        tables.go(3, "label")
        tables.press(key, CTRL if key == Qt.Key.Key_X else Qt.KeyboardModifier.NoModifier)
        assert len(tables.project.periods) == 3
        tables.view.model.keep_draft({})


def test_a_label_emptied_in_a_row_just_begun_begins_no_period(tables: Tables) -> None:
    tables.enter(3, "label", "offensive")
    tables.enter(3, "losses", "125,800")
    tables.go(3, "label")
    tables.press(Qt.Key.Key_F2)
    tables.press(Qt.Key.Key_A, CTRL)
    tables.press(Qt.Key.Key_Backspace)
    tables.press(Qt.Key.Key_Return)
    assert len(tables.project.periods) == 3
    assert tables.text(3, "losses") == "125,800"


def test_more_than_is_pasted_is_refused_and_nothing_changes(tables: Tables) -> None:
    tables.put_on_clipboard("12\n" * 250_000)
    tables.go(0, "losses")
    tables.press(Qt.Key.Key_V, CTRL)
    assert tables.said == ["Too much is on the clipboard: import it from a file instead."]
    assert tables.project is AUTUMN
