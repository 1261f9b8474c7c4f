"""The cards in large type: nothing below them ever moves, and an empty project says once how to begin."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.panels.headline import CardView
from model.files import sample
from model.project import Project
from model.text.records import replace
from tests.gui.hands import act
from tests.gui.window_kit import Kit, opened


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        yield opened_kit


def tables_top(kit: Kit) -> int:
    """Return where the tables begin, once everything has its place."""
    for _ in range(5):
        QApplication.processEvents()
    return kit.window.tables.mapTo(kit.window, QPoint(0, 0)).y()


def test_the_tables_stay_where_they_are_when_results_go_and_come_back(kit: Kit) -> None:
    view = kit.window.tables.show_table("periods")
    top = tables_top(kit)
    gains = next(n for n, column in enumerate(view.model.columns) if column.key == "gains")
    view.grid.go_to(1, gains)
    QTest.keyClick(view.grid, Qt.Key.Key_Delete)
    assert kit.window.headline.cards["gains"].note.text() == "no gains given for November 2024"
    assert tables_top(kit) == top
    act(kit.window, "undo")
    assert kit.window.headline.cards["gains"].values[0].text() == "2,356 km²"
    assert tables_top(kit) == top
    kit.session.new()
    assert tables_top(kit) == top


def test_the_checks_count_every_finding_and_the_claims_say_where_there_are_none(
    qtbot: QtBot, kit: Kit
) -> None:
    kit.window.panes.claims.show()
    panel = kit.window.claims_controller.claims
    qtbot.waitUntil(lambda: (panel.list.isHidden(), panel._empty.isHidden()) == (False, True))
    assert kit.window.headline.cards["checks"].note.text() == "1 further finding"
    kit.session.load(replace(sample("months-2022-2024"), claims=()), None)  # a warning and a note
    qtbot.waitUntil(lambda: kit.window.headline.cards["checks"].note.text() == "2 findings")
    qtbot.waitUntil(lambda: (panel.list.isHidden(), panel._empty.isHidden()) == (True, False))


def test_the_headline_gets_just_the_height_it_asks_for(kit: Kit) -> None:
    tables_top(kit)
    assert kit.window.panes.headline.height() == kit.window.headline.sizeHint().height()


def test_an_empty_project_says_once_how_to_begin(kit: Kit) -> None:
    kit.session.load(Project(), None)
    cards = kit.window.headline.cards
    notes = [cards[key].note.text() for key in ("losses", "gains", "losses_per_gain", "shortfall")]
    assert notes == ["No periods yet.", "", "", ""]
    assert [card.offer.text() for card in cards.values()] == [
        "Add a period",
        "Import a table…",
        "Read a report…",
        "Add recruitment",
        "Check a published claim…",
    ]
    assert "No periods yet" in cards["gains"].accessibleName()
    QTest.mouseClick(cards["shortfall"].offer, Qt.MouseButton.LeftButton)
    assert kit.window.tables.current.table.key == "intake"


def test_a_shortfall_that_lacks_recruitment_for_some_days_offers_to_add_it(kit: Kit) -> None:
    intake = kit.session.project.intake[0]
    short = replace(intake, end=intake.start)
    kit.session.load(replace(kit.session.project, intake=(short,)), None)
    card = kit.window.headline.cards["shortfall"]
    assert card.note.text() == "intake known for 1 of 91 days"
    assert card.offer.text() == "Add recruitment"


def test_on_one_line_what_comes_to_nothing_gives_its_room_up(kit: Kit) -> None:
    headline = kit.window.headline
    kit.session.load(replace(kit.session.project, intake=()), None)
    headline.set_low(True)
    assert [key for key, card in headline.cards.items() if card.isHidden()] == ["shortfall"]
    heading = headline.cards["losses"].heading
    assert heading.toolTip().split("\n") == ["Losses · 1 Sep – 30 Nov 2024", "1,382 a day over 91 days"]
    headline.set_low(False)
    assert not any(card.isHidden() for card in headline.cards.values())


def test_the_headline_says_that_it_counts_the_rows_that_a_filter_hides(qtbot: QtBot, kit: Kit) -> None:
    view, heading = kit.window.tables.show_table("periods"), kit.window.headline.cards["losses"].heading
    assert heading.text() == "Losses · 1 Sep – 30 Nov 2024"
    view.find_bar.begin(filtering=True)
    QTest.keyClicks(view.find_bar.only_field, "Nov")
    qtbot.waitUntil(lambda: heading.text() == "Losses · 1 Sep – 30 Nov 2024, hidden rows too")
    QTest.keyClick(view.find_bar.only_field, Qt.Key.Key_Escape)
    view.find_bar.only_field.clear()
    qtbot.waitUntil(lambda: heading.text() == "Losses · 1 Sep – 30 Nov 2024")


def test_a_long_offer_makes_no_window_wider(qtbot: QtBot) -> None:
    card = CardView("gains")
    qtbot.addWidget(card)
    said = "Check a published claim, whatever it is of and whoever may have said it…"
    for low in (False, True):
        card.set_low(low)
        card.show_parts("Ground gained", "", said, valued=False)
        assert card.minimumSizeHint().width() < 150
    assert (card.offer.text(), card.offer.toolTip()) == (said, said)
