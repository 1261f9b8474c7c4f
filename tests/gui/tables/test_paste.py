"""The clipboard at work: blocks to and from spreadsheets, and the preview of what cannot be pasted."""

from __future__ import annotations

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


def test_a_block_is_copied_as_it_is_shown(tables: Tables) -> None:
    tables.select(0, "label", 1, "losses")
    tables.press(Qt.Key.Key_C, CTRL)
    assert tables.copied() == (
        "Sep–Oct 2024\t2024-09-01\t2024-10-31\t61\t80,110\n"
        "November 2024\t2024-11-01\t2024-11-30\t30\t45,690\n"
    )
    assert "<td>80,110</td>" in QGuiApplication.clipboard().mimeData().html()


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
    assert dialog.plan.fault_count == 1
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
    assert dialog.plan.fault_count >= 2
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_row_that_cannot_begin_is_left_out_whole(tables: Tables) -> None:
    tables.pane.show_table("intake")
    tables.put_on_clipboard(
        "Officials\t2024-09-01\t2024-09-30\t20,000\nOthers\t2024-10-01\t2024-10-31\tmany\n"
    )
    tables.go(1, "label")
    tables.press(Qt.Key.Key_V, CTRL)
    dialog = preview()
    assert dialog.plan.fault_count == 4
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
    assert tables.copied() == "80,110\n45,690\n"
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
