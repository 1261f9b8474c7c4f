"""What a person does with sources and series: sees what rests on each, corrects and deletes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gui.app.messages import Message, MessageLevel
from gui.app.questions import Dialogs, UsedSources
from gui.panels.inspector import Inspector
from model.explain.inspect_cell import Place
from tests.gui.hands import act
from tests.gui.window_kit import Kit, opened
from tests.journeys.person import type_text
from tests.journeys.typed import go_to

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        opened_kit.window.panes.figure.show()
        # the question that the program asks, in place of the answer of the kit
        asks = Dialogs(opened_kit.window).used_sources
        monkeypatch.setattr(opened_kit.answers, "used_sources", asks)
        back(qtbot, opened_kit)
        yield opened_kit


def inspected(qtbot: QtBot, kit: Kit, place: Place) -> Inspector:
    """Go to a cell and return the inspector once it shows it."""
    go_to(kit, place.table, place.row, place.column)
    inspector = kit.window.inspector_controller.inspector
    qtbot.waitUntil(lambda: inspector.shown is not None and inspector.shown.place == place)
    return inspector


def text(kit: Kit, table: str, row: int, column: str) -> str:
    view = kit.window.tables.tables[table]
    return view.table.column(column).text(kit.session.context, row)


def retype(kit: Kit, table: str, row: int, column: str, typed: str) -> None:
    """Type over a cell and press Enter."""
    view = go_to(kit, table, row, column)
    type_text(view.grid, typed[0])
    editor = view.grid.editor
    assert editor is not None
    type_text(editor, typed[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)


class Answering:
    """Answers the next question of the program by keys and mouse, and keeps what it said."""

    def __init__(self, answer: Callable[[UsedSources], None]) -> None:
        self.said = ""
        self._answer = answer
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        shown = QApplication.activeModalWidget()
        focused = QApplication.focusWidget()
        if not isinstance(shown, UsedSources) or focused is None or not shown.isAncestorOf(focused):
            if self.said:  # answered: the question of the next test is not for this one
                self._timer.stop()
            return
        if self.said:  # it did not take the answer: better fail than wait for ever
            self._timer.stop()
            shown.reject()
            return
        self.said = " ".join(label.text() for label in shown.findChildren(QLabel))
        self._answer(shown)


def delete_row(kit: Kit) -> None:
    """Press the key that deletes the row of the current cell, once the window offers that."""
    kit.window.update_actions()
    QTest.keyClick(kit.window.tables.current.grid, Qt.Key.Key_Minus, CTRL)


def back(qtbot: QtBot, kit: Kit) -> None:
    """Come back to the window, as a screen with a window manager does by itself when a dialog goes."""
    kit.window.activateWindow()
    qtbot.waitUntil(kit.window.isActiveWindow)


def resting(kit: Kit, source: str) -> int:
    """Count the figures in use and the claims that name a source."""
    project = kit.session.project
    of_periods = [each for period in project.periods for each in (period.losses, period.gains)]
    rates = [row.per_month for row in project.intake] + [row.per_month for row in project.requirements]
    figures = [*of_periods, *rates, *(milestone.figure for milestone in project.milestones)]
    return sum(each is not None and each.source == source for each in figures) + sum(
        claim.source == source for claim in project.claims
    )


def test_a_used_source_is_deleted_with_its_figures_moved_by_the_mouse(qtbot: QtBot, kit: Kit) -> None:
    before = kit.session.project
    assert (resting(kit, "isw"), resting(kit, "gsu")) == (16, 2)

    def answer(shown: UsedSources) -> None:
        shown.choice.setCurrentIndex(shown.choice.findText("General Staff of Ukraine"))
        QTest.mouseClick(shown.move_them, LEFT)

    asked = Answering(answer)
    go_to(kit, "sources", 0, "name")
    delete_row(kit)
    assert asked.said.startswith("14 rows rest on “Institute for the Study of War”.")
    assert [source.id for source in kit.session.project.sources] == [
        source.id for source in before.sources if source.id != "isw"
    ]
    assert (resting(kit, "isw"), resting(kit, "gsu")) == (0, 18)
    kit.window.update_actions()
    back(qtbot, kit)
    QTest.keyClick(kit.window.tables.current.grid, Qt.Key.Key_Z, CTRL)
    assert kit.session.project == before


def test_a_used_source_is_deleted_by_keys_and_its_figures_stay_without_one(kit: Kit) -> None:
    figures = [period.losses and period.losses.value for period in kit.session.project.periods]

    def answer(shown: UsedSources) -> None:
        for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space):  # past the choice and the first button
            QTest.keyClick(shown.focusWidget(), key)

    asked = Answering(answer)
    go_to(kit, "sources", 1, "name")
    delete_row(kit)
    assert "General Staff of Ukraine" in asked.said
    assert all(source.id != "gsu" for source in kit.session.project.sources)
    assert resting(kit, "gsu") == 0
    assert [period.losses and period.losses.value for period in kit.session.project.periods] == figures


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_escape_and_enter_delete_nothing(kit: Kit, key: Qt.Key) -> None:
    before = kit.session.project

    asked = Answering(lambda shown: QTest.keyClick(shown, key))
    go_to(kit, "sources", 0, "name")
    delete_row(kit)
    assert asked.said
    assert kit.session.project is before


def test_a_source_that_nothing_rests_on_goes_without_a_question(kit: Kit) -> None:
    retype(kit, "sources", 8, "name", "Nobody")
    asked = Answering(lambda shown: shown.reject())
    go_to(kit, "sources", 8, "name")
    delete_row(kit)
    assert len(kit.session.project.sources) == 8
    assert not asked.said


def test_a_series_that_is_used_stays_and_the_window_says_why(kit: Kit) -> None:
    before = kit.session.project
    go_to(kit, "series", 0, "name")
    delete_row(kit)
    assert kit.session.project is before
    assert kit.window.message_bar.text == (
        "“Russian forces” stays: 24 rows refer to it. Change or delete those first."
    )
    retype(kit, "series", 1, "name", "Another")
    go_to(kit, "series", 1, "name")
    delete_row(kit)
    assert kit.session.project == before


def test_how_many_figures_rest_on_a_source_follows_the_tables(qtbot: QtBot, kit: Kit) -> None:
    before = text(kit, "sources", 1, "figures"), text(kit, "sources", 0, "figures")
    assert before == ("1", "5")
    inspector = inspected(qtbot, kit, Place("periods", 1, "losses"))
    source = next(field for field in inspector.fields if field.entry.label == "Source").editor
    source.setFocus()
    QTest.keyClicks(source, "Inst")  # a person types what the choice begins with
    QTest.keyClick(source, Qt.Key.Key_Tab)
    assert kit.session.project.periods[1].losses.source == "isw"  # type: ignore[union-attr]  # it has losses
    assert (text(kit, "sources", 1, "figures"), text(kit, "sources", 0, "figures")) == ("0", "6")


def test_a_source_says_which_results_rest_on_parties_alone(qtbot: QtBot, kit: Kit) -> None:
    inspector = inspected(qtbot, kit, Place("sources", 1, "name"))

    def said() -> dict[str, str]:
        return {name.text(): shown.text() for name, shown in inspector.form.facts}

    assert said()["Figures"] == "1"
    assert said()["From parties alone"].startswith("Losses of 1 period; Losses per day of 1 period")
    retype(kit, "sources", 1, "stance", "independent")
    inspected(qtbot, kit, Place("sources", 1, "name"))
    assert "From parties alone" not in said()


def test_days_and_link_of_a_source_are_typed_into_its_row(kit: Kit) -> None:
    retype(kit, "sources", 1, "published", "1 Dec 2024")
    retype(kit, "sources", 1, "accessed", "2024-12-02")
    retype(kit, "sources", 1, "url", "https://www.zsu.gov.ua")
    source = kit.session.project.sources[1]
    assert (str(source.published), str(source.accessed)) == ("2024-12-01", "2024-12-02")
    assert source.url == "https://www.zsu.gov.ua"


def test_a_new_source_is_made_in_the_cell_where_its_name_is_typed(kit: Kit) -> None:
    sources = len(kit.session.project.sources)
    retype(kit, "periods", 1, "losses.source", "Reuters")
    editor = kit.window.tables.tables["periods"].grid.editor
    assert editor is not None
    assert editor.accessibleDescription() == "There is no source “Reuters” yet. Press Enter again to add it."
    assert len(kit.session.project.sources) == sources
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert kit.session.project.sources[-1].name == "Reuters"
    assert text(kit, "periods", 1, "losses.source") == "Reuters"
    kit.window.update_actions()
    act(kit.window, "undo")
    assert len(kit.session.project.sources) == sources


def test_a_name_that_no_source_has_makes_none_by_a_click_elsewhere(kit: Kit) -> None:
    sources = kit.session.project.sources
    retype(kit, "periods", 1, "losses.source", "Reuterz")
    grid = kit.window.tables.tables["periods"].grid
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.viewport().rect().center())
    assert kit.session.project.sources == sources
    assert grid.editor is not None
    QTest.keyClick(grid.editor, Qt.Key.Key_Escape)


def test_sources_of_a_reference_manager_are_pasted_and_opened(kit: Kit, tmp_path: Path) -> None:
    bibtex = "@online{kp, title = {Bild}, url = {https://bild.example}, date = {2024-12-05}}"
    before = len(kit.session.project.sources)
    view = go_to(kit, "sources", 0, "name")
    QApplication.clipboard().setText(bibtex)
    told: list[Message] = []
    kit.window.messages.told.connect(told.append)
    view.cells.paste()
    assert (told[-1].text, told[-1].level) == ("1 source added.", MessageLevel.NOTE)
    added = kit.session.project.sources[-1]
    assert (added.id, added.name, added.url) == ("kp", "Bild", "https://bild.example")
    (tmp_path / "mine.bib").write_text(bibtex.replace("Bild", "Other"), "utf-8")
    kit.window.imports.open_dropped(tmp_path / "mine.bib")
    assert [source.name for source in kit.session.project.sources[before:]] == ["Bild", "Other"]
    act(kit.window, "undo")
    act(kit.window, "undo")
    assert len(kit.session.project.sources) == before
