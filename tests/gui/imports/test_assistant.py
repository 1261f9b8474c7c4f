"""File ▸ Import, as a person does it: with keys and the mouse, on published data."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.app.theme import tones_of
from gui.imports.assistant import ImportAssistant
from gui.imports.entry import takes
from gui.imports.file_table import FileTable
from gui.imports.form import TABLE
from gui.imports.target_form import NEW
from model.imports.choices import Kind, SeriesQuantity
from model.project import Project
from model.text.errors import Cancelled
from tests.gui.hands import act
from tests.gui.imports.assistant_kit import (
    AREA,
    DATA,
    MONTHS,
    PERSONNEL,
    asked,
    assistant_on,
    choose_series,
    letters,
    pick,
    settled,
)
from tests.gui.test_access import nameless
from tests.gui.window_kit import Kit, opened
from tests.model.imports.data import text


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path, Project()) as made:
        yield made


@pytest.fixture
def autumn(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as made:
        yield made


def test_a_series_of_losses_is_settled_choice_by_choice_and_imported_as_one_step(
    qtbot: QtBot, kit: Kit
) -> None:
    assistant = assistant_on(qtbot, kit, PERSONNEL)
    assert asked(assistant) == ["what"]
    choose_series(qtbot, assistant, what="losses")
    assert asked(assistant) == ["kind", "by"]
    assert not assistant.do.isEnabled()
    choose_series(qtbot, assistant, kind="cumulative", value="personnel", by="month")
    assert asked(assistant) == ["dating"]
    choose_series(qtbot, assistant, dating="event")
    assert asked(assistant) == []
    QTest.keyClicks(assistant.form.spans, "2024")
    QTest.keyClick(assistant.form.spans, Qt.Key.Key_Tab)
    settled(qtbot, assistant)
    made = assistant.outcome.made.made
    assert [made.text(row, 1) for row in range(made.rowCount())] == [f"≈{losses:,}" for losses in MONTHS]
    assert "370 rows read = 370 used + 0 left out + 0 refused" in assistant.outcome.account.text()
    heads = [
        assistant.preview.file.headerData(column, Qt.Orientation.Horizontal)
        for column in range(assistant.preview.file.columnCount())
    ]
    assert heads[0] == "date\ndates · Date"
    assert "numbers · Value" in str(heads[2])
    QTest.mouseClick(assistant.do, Qt.MouseButton.LeftButton)
    project = kit.session.project
    assert [row.losses.value for row in project.periods if row.losses] == MONTHS
    assert project.imports[0]["dating"] == "event"
    act(kit.window, "undo")
    assert kit.session.project == Project()


def test_figures_that_differ_need_to_be_ticked_and_are_shown_with_what_is_there(
    qtbot: QtBot, autumn: Kit
) -> None:
    assistant = assistant_on(qtbot, autumn, AREA)
    area = "area_assessed_as_russia_controlled"
    choose_series(qtbot, assistant, what="gains", kind="level", dating="report", unit="m2", value=area)
    assert assistant.form.by.value == "existing"
    assert asked(assistant) == ["replace"]
    assert not assistant.do.isEnabled()
    made, tones = assistant.outcome.made.made, tones_of(assistant.palette())
    assert "1,517" in made.text(0, 2)
    inks = [ink and ink.name() for ink, _ground in (made.colours(0, column) for column in range(4))]
    assert inks == [None, None, tones.doubtful, tones.muted]
    assistant.form.bring_into_view(assistant.form.target.replace)
    QTest.mouseClick(assistant.form.target.replace, Qt.MouseButton.LeftButton)
    settled(qtbot, assistant)
    assert assistant.do.isEnabled()
    before = autumn.session.project
    QTest.keyClick(assistant.do, Qt.Key.Key_Space)
    gains = [round(row.gains.value or 0, 2) for row in autumn.session.project.periods if row.gains]
    assert gains[:2] == [984.52, 650.41]
    act(autumn.window, "undo")
    assert autumn.session.project == before


def test_the_refused_row_is_told_and_struck_out_in_the_file(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    file = tmp_path / "small.csv"
    file.write_text("date,losses\n2024-01-01,5\n2024-01-02,x\n2024-01-03,7\n", encoding="utf-8")
    assistant = assistant_on(qtbot, kit, file)
    choose_series(qtbot, assistant, what="losses", kind="per-row", by="day")
    assert assistant.outcome.account.text().startswith("3 rows read = 2 used + 0 left out + 1 refused")
    rows = assistant.preview.file
    assert [rows.headerData(row, Qt.Orientation.Vertical) for row in range(3)] == ["2", "✕ 3", "4"]
    assert "✕ refused: 1" in assistant.outcome.found.item(0).text()
    assistant.reject()


def test_enter_in_a_field_reads_anew_and_neither_imports_nor_closes(qtbot: QtBot, kit: Kit) -> None:
    assistant = assistant_on(qtbot, kit, PERSONNEL)
    choose_series(qtbot, assistant, what="losses", kind="cumulative", value="personnel", by="month")
    for dating in ("", "event"):
        if dating:
            choose_series(qtbot, assistant, dating=dating)
            assert assistant.do.isEnabled()
        QTest.keyClicks(assistant.form.spans, "2024" if not dating else "; 2024")
        QTest.keyClick(assistant.form.spans, Qt.Key.Key_Return)
        assert assistant.isVisible()
        settled(qtbot, assistant)
    assert kit.session.project == Project()
    assistant.reject()


def test_a_filter_is_chosen_and_another_is_offered(qtbot: QtBot, kit: Kit) -> None:
    assistant = assistant_on(qtbot, kit, DATA / "losses_estimates_low_high.csv")
    choose_series(
        qtbot, assistant, what="losses", kind="cumulative", dating="report", value="estimate", by="year"
    )
    column, value = assistant.form.filters.row(0)
    pick(column, "country")
    pick(value, "russia" if value.findData("russia") >= 0 else "Russia")
    settled(qtbot, assistant)
    assert len(assistant.form.filters.where) == 1
    second, _ = assistant.form.filters.row(1)
    assert second.isVisibleTo(assistant)
    assistant.reject()


def test_a_file_that_cannot_be_read_says_why_and_leaves_the_window_as_it_was(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    file = tmp_path / "empty.csv"
    file.write_bytes(b"")
    assistant = assistant_on(qtbot, kit, file)
    assert "the file is empty" in assistant.state.text()
    assert not assistant.do.isEnabled()
    assert nameless(assistant) == []  # there is no account of rows, and no label without one
    for given, shown in ((PERSONNEL, True), (file, False)):  # nor are rows of another file shown beside it
        assistant.set_given(given)
        settled(qtbot, assistant)
        assert (assistant.preview.file.rowCount() > 0) is shown
    QTest.keyClick(assistant, Qt.Key.Key_Escape)
    assert kit.window.imports.dialog is None
    assert kit.session.project == Project()


def test_reading_a_long_file_can_be_stopped(qtbot: QtBot, kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    assistant = assistant_on(qtbot, kit, PERSONNEL)
    ended: list[str] = []

    def endless(*given: object) -> None:
        *_, watch, _say = given
        assert callable(watch)
        try:
            while True:
                watch(16_384)
        except Cancelled:
            ended.append("cancelled")
            raise

    monkeypatch.setattr("gui.imports.assistant.try_import", endless)
    pick(assistant.form.what, "losses")
    qtbot.waitUntil(lambda: "16,384 rows" in assistant.state.text())
    assert assistant.stop.isVisibleTo(assistant)
    QTest.mouseClick(assistant.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ended == ["cancelled"])
    assert not assistant.work.busy
    assert not assistant.progress.isVisibleTo(assistant)
    assistant.reject()


@pytest.mark.faults
def test_a_fault_of_the_program_in_the_thread_is_logged_and_told(
    qtbot: QtBot, kit: Kit, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assistant = assistant_on(qtbot, kit, PERSONNEL)

    def broken(*_: object) -> None:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr("gui.imports.assistant.try_import", broken)
    pick(assistant.form.what, "losses")
    qtbot.waitUntil(lambda: "the program failed" in assistant.state.text())
    assert "on purpose" in caplog.text
    assistant.reject()


def test_a_new_series_gets_its_name_and_the_source_its(qtbot: QtBot, autumn: Kit) -> None:
    assistant = assistant_on(qtbot, autumn, PERSONNEL)
    target = assistant.form.target
    pick(target.series, NEW)
    assistant.form.bring_into_view(target.name)
    QTest.keyClicks(target.name, "General Staff, daily")
    QTest.keyClick(target.name, Qt.Key.Key_Tab)
    QTest.keyClick(target.source, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(target.source, "Daily reports")
    QTest.keyClick(target.source, Qt.Key.Key_Return)
    choose_series(
        qtbot, assistant, what="losses", kind="cumulative", dating="event", value="personnel", by="year"
    )
    QTest.mouseClick(assistant.do, Qt.MouseButton.LeftButton)
    project = autumn.session.project
    assert project.series[-1].name == "General Staff, daily"
    assert project.sources[-1].name == "Daily reports"
    added = [row for row in project.periods if row.series == project.series[-1].id]
    assert [row.losses.value for row in added if row.losses] == [430_790]


def clipboard(text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


def test_a_pasted_table_with_a_header_opens_the_assistant_filled_in(qtbot: QtBot, kit: Kit) -> None:
    clipboard("Period\tLosses\tGains km²\nSep–Oct 2024\t80,110\t1,517\nNovember 2024\t45,690\t839\n")
    act(kit.window, "paste")
    dialog = kit.window.imports.dialog
    assert isinstance(dialog, ImportAssistant)
    settled(qtbot, dialog)
    if asked(dialog) == ["decimal"]:
        pick(dialog.form.reading.choices["decimal"], ".")
        settled(qtbot, dialog)
    assert dialog.state.text() == "Ready. Undo will take it back."
    QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
    project = kit.session.project
    assert [row.losses.value for row in project.periods if row.losses] == [80_110, 45_690]
    assert [row.gains.value for row in project.periods if row.gains] == [1_517, 839]
    assert project.imports == ()  # there is no file that could be read again


def test_pasted_cells_without_a_header_stay_cells(qtbot: QtBot, autumn: Kit) -> None:
    grid: Callable[[], object] = autumn.window.tables.current.grid.setFocus
    grid()
    clipboard("80,110\t1,517\n45,690\t839\n")
    autumn.window.tables.current.grid.go_to(0, 4)
    act(autumn.window, "paste")
    assert autumn.window.imports.dialog is None
    losses = autumn.session.project.periods[0].losses
    assert losses is not None


def test_a_project_that_is_dropped_is_opened_and_an_array_is_imported(tmp_path: Path) -> None:
    (tmp_path / "figures.dat").write_text("day;losses\n2024-10-01;3\n")
    (tmp_path / "mine.json.bak").write_text('\n{"format": "salient-project"')
    (tmp_path / "broken.json").write_text("day;losses\n")
    assert takes(tmp_path / "figures.dat")
    assert not takes(tmp_path / "mine.json.bak")
    assert not takes(tmp_path / "broken.json")
    assert takes(PERSONNEL)
    assert takes(AREA)
    assert takes(tmp_path / "x.XLSX")
    assert not takes(Path(__file__).parents[3] / "resources" / "samples" / "autumn-2024.json")
    assert not takes(tmp_path / "plot.png")
    assert not takes(tmp_path / "gone.json")


@pytest.mark.parametrize("untouched", [True, False])
def test_figures_that_are_opened_as_a_project_are_imported_and_never_beside_those_of_a_sample(
    qtbot: QtBot, autumn: Kit, untouched: bool
) -> None:
    if not untouched:
        autumn.session.set_draft("periods", {"label": "December"})
    before = autumn.session.project
    autumn.answers.open_answer = PERSONNEL
    act(autumn.window, "open")
    assert autumn.session.project == (Project() if untouched else before)
    assistant = autumn.window.imports.dialog
    assert isinstance(assistant, ImportAssistant)
    assert assistant.given == PERSONNEL
    settled(qtbot, assistant)


@pytest.mark.skipif(os.name != "posix", reason="named pipes are of POSIX")
@pytest.mark.parametrize("name", ["x.json", "x.csv", "x.png"])
def test_a_pipe_that_is_dropped_is_told_and_never_waited_for(
    qtbot: QtBot, kit: Kit, tmp_path: Path, name: str
) -> None:
    told: list[str] = []
    kit.window.messages.told.connect(lambda message: told.extend((message.text, *message.details)))
    pipe = tmp_path / name
    os.mkfifo(pipe)
    kit.window.imports.open_dropped(pipe)
    dialog = kit.window.imports.dialog
    if isinstance(dialog, ImportAssistant):
        settled(qtbot, dialog)
        told.append(dialog.state.text())
        dialog.reject()
    assert any("a device or a pipe, not a file" in text for text in told), told


def test_every_control_has_a_name_for_those_who_do_not_see_it(qtbot: QtBot, kit: Kit) -> None:
    assistant = assistant_on(qtbot, kit, AREA)
    unnamed = [
        key
        for key, field in assistant.form.fields.items()
        if key not in ("where", "replace")
        and not (field.control.accessibleName() or field.control.property("text"))
    ]
    assert unnamed == []
    for what in (str(SeriesQuantity.GAINS), TABLE):
        pick(assistant.form.what, what)
        for kind in ("", *Kind):
            if what != TABLE:
                pick(assistant.form.kind, str(kind))
            assert len(set(letters(assistant))) == len(letters(assistant)) > 5, (what, kind)
    assistant.reject()


def test_the_head_of_a_column_is_whole_when_it_is_taken_for_nothing_any_more(qtbot: QtBot) -> None:
    table = FileTable()
    qtbot.addWidget(table)
    table.show_look(text("date,value\n2024-09-01,1\n2024-09-02,2\n"))
    table.show_roles({"date": "D", "value": "V"}, ())
    table.show_roles({}, ())
    head = table.horizontalHeader()
    assert all(head.sectionSize(column) >= head.sectionSizeHint(column) for column in range(2))
