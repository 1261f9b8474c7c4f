"""The reader of reports under a person's hands: paste, drop, walk, tick, type over, add, undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QRegion,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.app.theme import DARK, LIGHT, Tones, palette_of
from gui.imports.read_report import ReadReport
from gui.imports.report_proposals import BECOMES, DAYS, FIGURE, REMARK, SIDE, SOURCE
from gui.imports.report_text import MarkLegend, ReportMark
from model.project import Project
from model.reading.doubts_of_days import WHICH_DAYS
from model.reading.doubts_of_people import WHOSE
from model.reading.proposal import ProposedKind
from model.text.records import replace
from tests.gui.window.test_actions import contrast
from tests.gui.window_kit import Kit, opened
from tests.model.imports.articles.made import docx, pdf, put, run

ARTICLE = (
    "🟥 In November 2024 Russian forces lost 45,690 men, ISW said, and gained 839 square kilometers"
    " (324 square miles), about 54 casualties per square kilometer.\n\nThe army lost 1,200 men."
)
SAID_ON = (("🟥 The army lost 1,300 men in May.", "2024-06-10"), ("The army lost 1,400 men in May.", ""))
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WAIT = 20_000


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path, Project()) as made:
        yield made


def empty_reader(qtbot: QtBot, kit: Kit) -> ReadReport:
    QTest.keyClick(kit.window, Qt.Key.Key_I, CONTROL | SHIFT)
    dialog = kit.window.findChild(ReadReport)
    assert dialog is not None
    with qtbot.waitExposed(dialog):
        dialog.activateWindow()
    return dialog


@pytest.fixture
def reader(qtbot: QtBot, kit: Kit) -> ReadReport:
    dialog = empty_reader(qtbot, kit)
    QGuiApplication.clipboard().setText(ARTICLE)
    QTest.keyClick(dialog.text, Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(dialog.do.isEnabled, timeout=WAIT)
    return dialog


def numbers(reader: ReadReport) -> list[str]:
    return [reader.model.said(at) for at, p in enumerate(reader.model.proposals) if p.kind is not None]


def place_of(reader: ReadReport, number: str) -> int:
    return next(at for at in range(len(reader.model.proposals)) if reader.model.said(at) == number)


def centre(reader: ReadReport, place: int, column: int) -> QPoint:
    return reader.table.visualRect(reader.model.index(reader.model.row_of(place), column)).center()


def type_over(reader: ReadReport, place: int, column: int, typed: str) -> None:
    """Type into a cell with the keyboard alone."""
    reader.table.setFocus()
    reader.table.setCurrentIndex(reader.model.index(reader.model.row_of(place), column))
    QTest.keyClick(reader.table, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, typed)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def drop(reader: ReadReport, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(QPoint(9, 9), action, data, buttons, Qt.KeyboardModifier.NoModifier)
    entering.ignore()  # as Qt has it before anybody takes it
    QApplication.sendEvent(reader, entering)
    assert entering.isAccepted()
    event = QDropEvent(QPointF(9, 9), action, data, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(reader, event)


def test_what_is_pasted_is_read_and_its_outlook_shown(reader: ReadReport) -> None:
    assert numbers(reader) == ["45,690", "839 square kilometers", "324 square miles", "about 54", "1,200"]
    assert reader.outlook.periods.texts.rows == [("November 2024", "30", "45,690", "839", "54.5", "—")]
    last = reader.outlook.periods.texts.columnCount() - 1  # stretched it may be, but not beyond the edge
    wanted = reader.outlook.periods.horizontalHeader().sectionSizeHint(last) + 8
    assert reader.outlook.periods.columnWidth(last) <= wanted
    assert reader.outlook.claims.texts.rows == [
        ("✓ follows", "≈54 per km²", "Cost of ground", "54.5 per km²")
    ]
    assert reader.do.text() == "&Add 2 figures and 1 claim"
    assert (
        reader.text_pane.remark.text() == "6 numbers found · 4 figures · 1 claim · 1 question · 1 not taken"
    )


def test_the_longest_days_are_read_whole_wherever_they_stand(qtbot: QtBot, kit: Kit) -> None:
    dialog = empty_reader(qtbot, kit)
    days = "On {} May 2001 the army lost 1,300 men. "
    dialog.text.setPlainText(
        "".join(days.format(1 + at % 9) for at in range(80)) + "In 2022 it lost 9,300 men."
    )
    qtbot.waitUntil(lambda: bool(dialog.model.proposals), timeout=WAIT)
    said = dialog.model.cell(place_of(dialog, "9,300"), DAYS)
    assert dialog.table.fontMetrics().horizontalAdvance(said) < dialog.table.columnWidth(DAYS)


def test_numbers_stand_by_period_in_the_order_of_days(reader: ReadReport) -> None:
    type_over(reader, place_of(reader, "1,200"), DAYS, "May 2024")
    model = reader.model
    heads = [model.index(row, 0).data() for row, at in enumerate(model.rows) if not isinstance(at, int)]
    assert heads == ["1–31 May 2024", "1–30 Nov 2024", "Dates, lengths, ages and names"]


def test_one_click_adds_and_one_undo_takes_it_back(qtbot: QtBot, kit: Kit, reader: ReadReport) -> None:
    QTest.mouseClick(reader.keep, Qt.MouseButton.LeftButton, pos=QPoint(9, reader.keep.height() // 2))
    QTest.mouseClick(reader.do, Qt.MouseButton.LeftButton)
    assert not reader.isVisible()
    (period,) = kit.session.project.periods
    assert period.losses is not None
    assert (period.losses.value, period.losses.quote) == (45690, ARTICLE.split("\n", maxsplit=1)[0])
    assert kit.session.project.notes == ARTICLE
    kit.window.activateWindow()
    undo = kit.window.findChild(QAction, "undo")
    assert isinstance(undo, QAction)
    qtbot.waitUntil(undo.isEnabled)
    QTest.keyClick(kit.window.tables.current.grid, Qt.Key.Key_Z, CONTROL)
    assert kit.session.project == Project()


def test_closing_loses_nothing(kit: Kit, reader: ReadReport) -> None:
    type_over(reader, place_of(reader, "1,200"), DAYS, "May 2024")
    QTest.keyClick(reader, Qt.Key.Key_Escape)
    assert not reader.isVisible()
    kit.window.imports.read_report()
    assert reader.isVisible()
    assert reader.text.said() == ARTICLE
    assert reader.model.cell(place_of(reader, "1,200"), DAYS) == "1–31 May 2024"


def test_what_was_typed_over_stays_when_the_text_is_mended(qtbot: QtBot, reader: ReadReport) -> None:
    type_over(reader, place_of(reader, "1,200"), DAYS, "May 2024")
    cursor = reader.text.textCursor()
    cursor.setPosition(0)
    reader.text.setTextCursor(cursor)
    QTest.keyClicks(reader.text, "A post of 2024. ")
    qtbot.waitUntil(lambda: reader.model.text.startswith("A post"), timeout=WAIT)
    place = place_of(reader, "1,200")
    assert reader.model.cell(place, DAYS) == "1–31 May 2024"
    assert reader.model.proposals[place].ticked


def test_keys_walk_from_number_to_number_and_to_what_is_open(reader: ReadReport) -> None:
    QTest.keyClick(reader.text, Qt.Key.Key_F8)
    assert reader.table.current() == place_of(reader, "45,690")
    assert reader.text.textCursor().position() == ARTICLE.index("45,690") + 1  # Qt counts the square twice
    QTest.keyClick(reader.text, Qt.Key.Key_F8)
    assert reader.table.current() == place_of(reader, "839 square kilometers")
    QTest.keyClick(reader.text, Qt.Key.Key_F8, CONTROL)
    assert reader.table.current() == place_of(reader, "1,200")
    assert reader.said.text().endswith("Which days is this said of?")
    QTest.keyClick(reader.text, Qt.Key.Key_F8, SHIFT)
    assert reader.table.current() == place_of(reader, "about 54")
    assert reader.table.hasFocus()  # Space ticks, and changes no text
    QTest.keyClick(reader.table, Qt.Key.Key_N)
    assert reader.table.current() == place_of(reader, "1,200")
    assert reader.table.currentIndex().column() == DAYS  # which are what is asked about
    QTest.keyClick(reader.table, Qt.Key.Key_Down)  # past the head of the next group
    assert reader.table.current() == place_of(reader, "45,690")


def test_the_next_question_is_another_of_the_same_number(reader: ReadReport) -> None:
    place = place_of(reader, "1,200")
    asked = replace(reader.model.proposals[place], question=WHICH_DAYS, asked=(WHOSE,))
    reader.model.proposals[place] = asked
    type_over(reader, place, DAYS, "May 2024")
    assert (reader.model.proposals[place].question, reader.model.proposals[place].ticked) == (WHOSE, False)
    QTest.keyClick(reader.table, Qt.Key.Key_N)
    assert (reader.table.current(), reader.table.currentIndex().column()) == (place, SIDE)
    type_over(reader, place, SIDE, "Ukraine")
    assert reader.model.proposals[place].ticked


def test_enter_in_the_list_of_known_sides_takes_what_is_typed(reader: ReadReport) -> None:
    place = place_of(reader, "45,690")
    reader.table.setFocus()
    reader.table.setCurrentIndex(reader.model.index(reader.model.row_of(place), SIDE))
    QTest.keyClick(reader.table, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "Rus")
    completer = editor.completer()
    assert completer is not None
    shown = completer.popup()
    assert shown is not None
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert reader.model.cell(place, SIDE) == "Rus"
    assert reader.table.state() == reader.table.State.NoState


def test_a_click_in_the_text_goes_to_the_row(reader: ReadReport) -> None:
    cursor = reader.text.textCursor()
    cursor.setPosition(ARTICLE.index("839") + 2)
    place = reader.text.cursorRect(cursor).center()
    QTest.mouseClick(reader.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert reader.table.current() == place_of(reader, "839 square kilometers")


def test_space_takes_a_tick_away_and_the_outlook_follows(qtbot: QtBot, reader: ReadReport) -> None:
    place = place_of(reader, "839 square kilometers")
    QTest.mouseClick(reader.table.viewport(), Qt.MouseButton.LeftButton, pos=centre(reader, place, DAYS))
    QTest.keyClick(reader.table, Qt.Key.Key_Space)
    assert not reader.model.proposals[place].ticked
    qtbot.waitUntil(lambda: reader.do.text() == "&Add 1 figure and 1 claim", timeout=WAIT)


def test_what_is_not_settled_cannot_be_ticked_and_it_is_said_why(qtbot: QtBot, kit: Kit) -> None:
    reader = empty_reader(qtbot, kit)
    QTest.keyClicks(reader.text, "Russia lost 1,200 men.")
    qtbot.waitUntil(lambda: bool(reader.model.proposals), timeout=WAIT)
    place = place_of(reader, "1,200")
    reader.table.setFocus()
    reader.table.setCurrentIndex(reader.model.index(reader.model.row_of(place), FIGURE))
    QTest.keyClick(reader.table, Qt.Key.Key_Space)
    assert not reader.model.proposals[place].ticked
    assert reader.said.text() == "It cannot be added before this is settled: Which days is this said of?"


def test_a_figure_its_days_its_side_and_its_source_are_typed_over(reader: ReadReport) -> None:
    place = place_of(reader, "1,200")
    for column, typed, shown in (
        (FIGURE, "more than 1.3k", ">1,300"),
        (DAYS, "December 2024", "1–31 Dec 2024"),
        (SIDE, "Ukraine", "Ukraine"),
        (SOURCE, "General Staff", "General Staff"),
    ):
        type_over(reader, place, column, typed)
        assert reader.model.cell(place, column) == shown
        assert reader.table.current() == place  # wherever its days put it
    assert reader.model.proposals[place].ticked


def test_the_day_published_is_asked_for_where_days_hang_on_it(qtbot: QtBot, kit: Kit) -> None:
    dialog = empty_reader(qtbot, kit)
    dialog.text.setPlainText("The army lost 1,300 men in May.")
    qtbot.waitUntil(lambda: bool(dialog.model.proposals), timeout=WAIT)
    assert dialog.said.text().startswith("When was it published?")
    dialog.about.published.setText("2024-06-10")
    dialog.about.published.editingFinished.emit()
    qtbot.waitUntil(lambda: dialog.model.proposals[0].first is not None, timeout=WAIT)
    assert dialog.said.text() == ""


def test_what_was_typed_of_one_text_is_not_said_of_another(qtbot: QtBot, kit: Kit) -> None:
    dialog = empty_reader(qtbot, kit)
    dialog.about.published.setText("2024-06-10")
    for said, day in SAID_ON:
        QGuiApplication.clipboard().setText(said)
        QTest.keyClick(dialog.text, Qt.Key.Key_A, CONTROL)
        QTest.keyClick(dialog.text, Qt.Key.Key_V, CONTROL)
        assert dialog.about.published.text() == day
    qtbot.waitUntil(lambda: dialog.model.text == SAID_ON[-1][0], timeout=WAIT)
    assert dialog.model.proposals[0].first is None


def test_who_states_a_number_settles_the_question_of_it(qtbot: QtBot, kit: Kit) -> None:
    dialog = empty_reader(qtbot, kit)
    dialog.text.setPlainText("It is estimated that the army lost 1,300 men in May 2024.")
    qtbot.waitUntil(lambda: bool(dialog.model.proposals), timeout=WAIT)
    place = place_of(dialog, "1,300")
    assert dialog.model.cell(place, REMARK) == "Who states this?"
    type_over(dialog, place, SOURCE, "Harbour Watch")
    assert dialog.model.proposals[place].ticked
    assert dialog.model.cell(place, REMARK) == ""


def test_what_cannot_be_read_changes_nothing_and_is_said(reader: ReadReport) -> None:
    place = place_of(reader, "1,200")
    before = reader.model.proposals[place]
    for column in (DAYS, FIGURE):
        type_over(reader, place, column, "nonsense")
        assert reader.model.proposals[place] == before
        assert "nonsense" in reader.said.text()


def test_a_number_becomes_something_else_by_a_choice(qtbot: QtBot, reader: ReadReport) -> None:
    place = place_of(reader, "839 square kilometers")
    reader.table.setFocus()
    reader.table.setCurrentIndex(reader.model.index(reader.model.row_of(place), BECOMES))
    QTest.keyClick(reader.table, Qt.Key.Key_Return)
    box = QApplication.focusWidget()
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Ground gained"
    QTest.keyClicks(box, "Not")
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: reader.model.proposals[place].kind is None, timeout=WAIT)
    qtbot.waitUntil(lambda: reader.do.text() == "&Add 1 figure and 1 claim", timeout=WAIT)


def test_what_the_project_says_is_shown_beside(qtbot: QtBot, kit: Kit) -> None:
    reader = empty_reader(qtbot, kit)
    QGuiApplication.clipboard().setText(ARTICLE)
    QTest.keyClick(reader.text, Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(reader.do.isEnabled, timeout=WAIT)
    QTest.mouseClick(reader.do, Qt.MouseButton.LeftButton)
    kit.window.imports.read_report()
    place = place_of(reader, "45,690")
    qtbot.waitUntil(lambda: reader.model.cell(place, REMARK) == "in the project already", timeout=WAIT)
    type_over(reader, place, FIGURE, "46,000")
    qtbot.waitUntil(lambda: reader.model.cell(place, REMARK) == "the project has 45,690", timeout=WAIT)


def test_rich_text_is_pasted_with_its_raised_digits_raised(qtbot: QtBot, kit: Kit) -> None:
    reader = empty_reader(qtbot, kit)
    data = QMimeData()
    data.setHtml("<p>In November 2024 Russian forces lost 45,690<sup>5</sup> men, ISW said.</p>")
    data.setText("In November 2024 Russian forces lost 45,6905 men, ISW said.")
    QGuiApplication.clipboard().setMimeData(data)
    QTest.keyClick(reader.text, Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(reader.do.isEnabled, timeout=WAIT)
    assert reader.text.said() == "In November 2024 Russian forces lost 45,690⁵ men, ISW said."
    assert numbers(reader) == ["45,690"]


@pytest.mark.parametrize("kind", ["txt", "html", "docx", "pdf"])
def test_a_file_is_dropped_and_read(qtbot: QtBot, kit: Kit, tmp_path: Path, kind: str) -> None:
    said = "In November 2024 Russia lost 45,690 men, ISW said."
    page = f"<title>Losses</title><meta property='og:site_name' content='Post'><p>{said}</p>"
    data = {
        "txt": said.encode(),
        "html": page.encode(),
        "docx": docx(f"<w:p>{run(said)}</w:p>"),
        "pdf": pdf(put(said, 60, 700)),
    }
    path = tmp_path / f"a.{kind}"
    path.write_bytes(data[kind])
    reader = empty_reader(qtbot, kit)
    drop(reader, path)
    qtbot.waitUntil(reader.do.isEnabled, timeout=WAIT)
    assert reader.text.said() == said
    assert reader.about.source.text() == ("Post" if kind == "html" else "")


def test_of_a_text_without_figures_it_is_said_that_nothing_was_found(qtbot: QtBot, kit: Kit) -> None:
    reader = empty_reader(qtbot, kit)
    QTest.keyClicks(reader.text, "Nobody came.")
    nothing = "0 numbers found · 0 figures · 0 claims · 0 questions · 0 not taken"
    qtbot.waitUntil(lambda: reader.text_pane.remark.text() == nothing, timeout=WAIT)
    assert not reader.do.isEnabled()


def test_a_file_that_cannot_be_read_leaves_the_text_and_says_why(
    qtbot: QtBot, reader: ReadReport, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4")
    drop(reader, path)
    qtbot.waitUntil(lambda: "no PDF that can be opened" in reader.said.text(), timeout=WAIT)
    assert reader.text.said() == ARTICLE


def test_each_control_has_a_name_and_each_cell_says_what_it_is(reader: ReadReport) -> None:
    for widget in (
        reader.text,
        reader.table,
        reader.outlook.periods,
        reader.outlook.claims,
        reader.keep,
        reader.do,
    ):
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface.text(QAccessible.Text.Name), widget
    for field in (reader.about.title, reader.about.link, reader.about.source, reader.about.published):
        assert field.accessibleName()
    row = reader.model.row_of(place_of(reader, "45,690"))
    assert reader.model.index(row, BECOMES).data(Qt.ItemDataRole.AccessibleTextRole) == "Losses, ticked"


def test_a_file_is_chosen_where_the_last_one_was(
    qtbot: QtBot, kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report.txt").write_text(ARTICLE, "utf-8")
    folders, answers = list[str](), ["", str(tmp_path / "report.txt"), ""]

    def choose(_parent: object, _title: str, folder: str, _filters: str) -> tuple[str, str]:
        folders.append(folder)
        return answers.pop(0), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    reader = empty_reader(qtbot, kit)
    QTest.mouseClick(reader.opener, Qt.MouseButton.LeftButton)
    assert not reader.text.toPlainText()
    QTest.mouseClick(reader.opener, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(reader.do.isEnabled, timeout=WAIT)
    assert reader.text.toPlainText() == ARTICLE
    QTest.mouseClick(reader.opener, Qt.MouseButton.LeftButton)
    assert folders == [folders[0], folders[0], str(tmp_path)]


@pytest.mark.parametrize("tones", [LIGHT, DARK])
@pytest.mark.parametrize("mark", ReportMark)
def test_the_line_of_every_mark_is_seen_on_its_ground(qtbot: QtBot, mark: ReportMark, tones: Tones) -> None:
    legend = MarkLegend(mark, "")
    qtbot.addWidget(legend)
    legend.setPalette(palette_of(tones))
    legend.resize(20, 20)
    drawn = QImage(20, 20, QImage.Format.Format_RGB32)
    drawn.fill(QColor(tones.surface))
    legend.render(drawn, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    line = {drawn.pixelColor(x, 18).name() for x in range(3, 17)}
    assert max(contrast(colour, drawn.pixelColor(10, 2).name()) for colour in line) > 3


def marked_words(reader: ReadReport) -> list[str]:
    return [mark.cursor.selectedText() for mark in reader.text.extraSelections()]


def test_of_a_thousand_numbers_those_in_view_are_marked_and_move_with_what_is_typed(
    qtbot: QtBot, kit: Kit
) -> None:
    reader = empty_reader(qtbot, kit)
    QGuiApplication.clipboard().setText(
        "\n\n".join(f"In May 20{n % 20:02} Russia lost {n + 100} men." for n in range(500))
    )
    QTest.keyClick(reader.text, Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(reader.do.isEnabled, timeout=3 * WAIT)
    assert len(reader.model.proposals) == 1000
    assert sum(p.kind is ProposedKind.LOSSES for p in reader.model.proposals) == 500
    assert "599" in marked_words(reader)
    assert len(marked_words(reader)) < 100
    QTest.keyClick(reader.text, Qt.Key.Key_Home, CONTROL)
    assert marked_words(reader)[:4] == ["2000", "100", "2001", "101"]
    QTest.keyClicks(reader.text, "Yes. ")
    assert marked_words(reader)[:4] == ["2000", "100", "2001", "101"]  # before it is read anew
    cursor = reader.text.textCursor()
    cursor.setPosition(reader.text.said().index("100") + 2)
    reader.text.setTextCursor(cursor)
    QTest.keyClicks(reader.text, "7")
    assert marked_words(reader)[:4] == ["2000", "", "2001", "101"]
