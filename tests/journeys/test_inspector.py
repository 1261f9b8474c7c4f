"""Looking into a figure: read it, change what is known of it, follow it, and set others beside it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app.theme import tones_of
from gui.panels.inspector_editors import ChoiceEditor, LineEditor, TextEditor
from model.explain.inspect_cell import Place
from model.files import sample
from model.project import Stance
from model.text.figures import Figure, Qualifier
from model.text.records import replace
from tests.gui.hands import act, choose_in
from tests.gui.window_kit import Kit
from tests.journeys.inspecting import (
    CTRL,
    NOVEMBER,
    choose,
    fact,
    field,
    go,
    line,
    losses,
    press,
    retype,
    shows,
)
from tests.journeys.inspecting import kit as kit  # noqa: PLC0414 - a fixture is found by its name


def test_f4_goes_into_the_inspector_and_back(qtbot: QtBot, kit: Kit) -> None:
    kit.window.panes.figure.hide()
    press(Qt.Key.Key_F4)
    assert kit.window.panes.figure.isVisible()
    assert line(kit, "Published").hasFocus()
    press(Qt.Key.Key_F4)
    assert kit.window.tables.current.grid.hasFocus()
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_Escape)
    assert kit.window.tables.current.grid.hasFocus()


def test_it_follows_the_current_cell_of_every_table(qtbot: QtBot, kit: Kit) -> None:
    press(Qt.Key.Key_Right)
    shows(qtbot, kit, Place("periods", 1, "gains"))
    press(Qt.Key.Key_Up)
    shows(qtbot, kit, Place("periods", 0, "gains"))
    kit.window.tables.show_table("sources")
    qtbot.waitUntil(lambda: kit.window.inspector_controller.inspector.shown.place.table == "sources")  # type: ignore[union-attr] # shown


def test_a_figure_is_corrected_there_with_enter(qtbot: QtBot, kit: Kit) -> None:
    editor = line(kit, "Published")
    retype(editor, ">46k")
    said = field(kit, "Published").reading.text()
    assert said.startswith("read as more than 46,000. The source and the quote of the old number go;")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert losses(kit).value == 46_000
    assert (losses(kit).quote, losses(kit).source) == ("", "")  # they were those of another number
    assert line(kit, "Published").text() == ">46,000"
    assert kit.session.undo_stack.count() == 1
    qtbot.waitUntil(kit.window.actions_by_key["undo"].isEnabled)
    press(Qt.Key.Key_Z, CTRL)  # nothing is left to undo in the field: the edit is undone
    assert losses(kit).value == 45_690
    assert line(kit, "Published").text() == "45,690"


def test_a_quote_of_several_lines_is_typed_with_shift_enter(qtbot: QtBot, kit: Kit) -> None:
    editor = field(kit, "Quote").editor
    assert isinstance(editor, TextEditor)
    retype(editor, "an estimated")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(editor, "45,690")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert losses(kit).quote == "an estimated\n45,690"


def test_the_source_is_chosen_and_its_stance_with_it(qtbot: QtBot, kit: Kit) -> None:
    choose(kit, "Source", "US officials")
    assert losses(kit).source == "us"
    choose(kit, "Stance of the source", "independent")
    assert next(s for s in kit.session.project.sources if s.id == "us").stance is Stance.INDEPENDENT
    assert kit.session.undo_stack.count() == 2


def test_without_a_source_there_is_no_stance_and_a_new_source_brings_one(qtbot: QtBot, kit: Kit) -> None:
    choose(kit, "Source", "none")
    assert losses(kit).source == ""
    assert not any(
        f.entry.label == "Stance of the source" for f in kit.window.inspector_controller.inspector.fields
    )
    choose(kit, "Source", "New source…")
    name = QApplication.focusWidget()
    assert isinstance(name, LineEditor)
    QTest.keyClicks(name, "Reuters")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert losses(kit).source == "reuters"
    assert kit.session.project.sources[-1].name == "Reuters"
    assert field(kit, "Stance of the source").editor.hasFocus()
    act(kit.window, "undo")
    assert losses(kit).source == ""
    assert all(s.name != "Reuters" for s in kit.session.project.sources)


def test_what_the_series_counts_is_changed_there(qtbot: QtBot, kit: Kit) -> None:
    choose(kit, "The series counts", "killed")
    assert kit.session.project.series[0].counts.value == "killed"


def test_the_wheel_changes_no_choice(qtbot: QtBot, kit: Kit) -> None:
    before = kit.session.project
    editor = field(kit, "Stance of the source").editor
    from PySide6.QtCore import QPoint, QPointF  # noqa: PLC0415 - only here
    from PySide6.QtGui import QWheelEvent  # noqa: PLC0415 - only here

    middle = QPointF(editor.rect().center())
    event = QWheelEvent(
        middle,
        editor.mapToGlobal(middle),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor, event)
    assert kit.session.project is before


def test_links_lead_to_the_cells_it_was_made_from_and_back(qtbot: QtBot, kit: Kit) -> None:
    go(qtbot, kit, Place("periods", 1, "losses_per_gain"))
    made_from = kit.window.inspector_controller.inspector.made_from
    made_from.setFocus()
    made_from.setCurrentRow(1)
    QTest.keyClick(made_from, Qt.Key.Key_Return)
    shows(qtbot, kit, Place("periods", 1, "gains"))
    leads_to = kit.window.inspector_controller.inspector.leads_to
    item = next(
        leads_to.item(row) for row in range(leads_to.count()) if leads_to.item(row).text() == "Losses/km²"
    )
    box = leads_to.visualItemRect(item)
    QTest.mouseClick(leads_to.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    shows(qtbot, kit, Place("periods", 1, "losses_per_gain"))


def test_a_claim_is_corrected_in_the_inspector_and_its_verdict_follows(qtbot: QtBot, kit: Kit) -> None:
    before = kit.session.project
    go(qtbot, kit, Place("claims", 13, "verdict"))
    assert fact(kit, "Verdict") == "! inconsistent: 4,310 a month below the least stated (8.6 %)"
    assert fact(kit, "Difference") == "−4,310 a month (▼ 8.6 %)"
    assert fact(kit, "Computed").startswith("45,690 a month")
    retype(line(kit, "Stated"), "~45,000")
    assert field(kit, "Stated").reading.text() == "read as about 45,000 a month"
    press(Qt.Key.Key_Return)
    claim = kit.session.project.claims[13]
    assert claim.stated is not None
    assert (claim.stated.value, claim.stated.qualifier) == (45_000, Qualifier.ABOUT)
    assert fact(kit, "Verdict") == "✓ follows"
    retype(line(kit, "Last day"), "2024-11-29")
    press(Qt.Key.Key_Return)
    assert fact(kit, "Verdict") == "– cannot be checked"
    assert "no periods cover exactly the days" in fact(kit, "No value")
    for _ in range(2):
        kit.window.update_actions()
        press(Qt.Key.Key_Z, CTRL)
    assert kit.session.project == before


def test_a_claim_gets_a_new_source_in_the_inspector(qtbot: QtBot, kit: Kit) -> None:
    go(qtbot, kit, Place("claims", 13, "stated"))
    choice = field(kit, "Source").editor
    assert isinstance(choice, ChoiceEditor)
    choice.activated.emit(choice.count() - 1)
    named = kit.window.inspector_controller.inspector.form.new_source
    assert named.isVisible()
    QTest.keyClicks(named, "The Economist")
    QTest.keyClick(named, Qt.Key.Key_Return)
    assert kit.session.project.sources[-1].name == "The Economist"
    assert kit.session.project.claims[13].source == kit.session.project.sources[-1].id
    assert field(kit, "Stance of the source").editor.hasFocus()


def test_a_claim_leads_to_the_cells_it_was_computed_from_and_they_lead_back(qtbot: QtBot, kit: Kit) -> None:
    go(qtbot, kit, Place("claims", 0, "stated"))
    made_from = kit.window.inspector_controller.inspector.made_from
    assert [made_from.item(row).text() for row in range(made_from.count())] == [
        *("Sep–Oct 2024 · Losses", "Sep–Oct 2024 · Gains km²"),
        *("November 2024 · Losses", "November 2024 · Gains km²"),
    ]
    made_from.setFocus()
    made_from.setCurrentRow(2)
    press(Qt.Key.Key_Return)
    shows(qtbot, kit, NOVEMBER)
    leads_to = kit.window.inspector_controller.inspector.leads_to
    back = next(
        item
        for item in (leads_to.item(row) for row in range(leads_to.count()))
        if item.text().startswith("“approximately 53 Russian casualties")
    )
    leads_to.scrollToItem(back)
    QTest.mouseClick(
        leads_to.viewport(), Qt.MouseButton.LeftButton, pos=leads_to.visualItemRect(back).center()
    )
    shows(qtbot, kit, Place("claims", 0, "computed"))


def test_a_verdict_that_is_in_doubt_is_seen_to_be(qtbot: QtBot, kit: Kit) -> None:
    colours = []
    for row in (13, 1):  # inconsistent, and one that follows
        go(qtbot, kit, Place("claims", row, "stated"))
        facts = kit.window.inspector_controller.inspector.form.facts
        (verdict,) = [text for name, text in facts if name.text() == "Verdict"]
        colours.append(verdict.palette().windowText().color().name())
    assert colours == [
        tones_of(kit.window.palette()).doubtful,
        kit.window.palette().windowText().color().name(),
    ]


def test_a_trend_shows_its_steps_and_counts_as_it_is_corrected(qtbot: QtBot, kit: Kit) -> None:
    kit.session.load(sample("months-2022-2024"), None)
    go(qtbot, kit, Place("claims", 0, "quote"))
    assert fact(kit, "1–31 Jul 2024") == "1,151 a day"
    assert fact(kit, "Verdict").startswith("! inconsistent")
    retype(line(kit, "Stated"), "rising 4 months in a row")
    press(Qt.Key.Key_Return)
    assert fact(kit, "Verdict") == "✓ follows"
    assert fact(kit, "First day") == "2024-07-01"


def test_a_row_of_every_table_is_edited_whole_in_the_inspector(qtbot: QtBot, kit: Kit) -> None:
    for place, label, typed, attribute in (
        (Place("intake", 0, "start"), "Channel", "contract", "channel"),
        (Place("requirements", 0, "label"), "Note", "as said", "note"),
        (Place("campaigns", 0, "end"), "Label", "Autumn call", "label"),
        (Place("milestones", 0, "label"), "Note", "as said", "note"),
        (Place("sources", 0, "name"), "Link", "https://example.org", "url"),
        (Place("series", 0, "name"), "Side", "Russia, Belarus", "side"),
    ):
        go(qtbot, kit, place)
        retype(field(kit, label).editor, typed)
        press(Qt.Key.Key_Return)
        assert getattr(getattr(kit.session.project, place.table)[0], attribute) == typed


def test_a_link_to_a_hidden_column_shows_it(qtbot: QtBot, kit: Kit) -> None:
    go(qtbot, kit, Place("periods", 1, "cumulative_losses"))
    assert kit.window.tables.selection.current == (1, "cumulative_losses")


def test_an_alternative_is_added_and_used_and_every_result_follows(qtbot: QtBot, kit: Kit) -> None:
    alternatives = kit.window.inspector_controller.inspector.alternatives
    QTest.mouseClick(alternatives.add, Qt.MouseButton.LeftButton)
    QTest.keyClicks(alternatives.typed, "47k")
    assert alternatives.reading.text() == "read as 47,000"
    QTest.keyClick(alternatives.typed, Qt.Key.Key_Return)
    assert [a.value for a in losses(kit).alternatives] == [47_000]
    (one,) = alternatives.ones
    assert one.use.accessibleName() == "Use 47,000, by no source"
    source = one.fields[1].editor
    assert source.hasFocus()
    assert isinstance(source, ChoiceEditor)
    source.setCurrentIndex(source.findText("UK Ministry of Defence"))
    source.activated.emit(source.currentIndex())
    assert losses(kit).alternatives[0].source == "uk_mod"
    assert one.remove.accessibleName() == "Remove 47,000, by UK Ministry of Defence"
    assert "Total: Losses/km² 53.4 → 54.0" in one.moves.text()
    assert one.moves.foregroundRole() is QPalette.ColorRole.PlaceholderText  # said beside the matter

    QTest.mouseClick(one.use, Qt.MouseButton.LeftButton)
    assert losses(kit).value == 47_000
    assert kit.window.headline.cards["losses_per_gain"].values[0].text() == "54.0"
    assert "47,000 is in use now" in kit.window.message_bar.text
    assert "Total: Losses/km² 53.4 → 54.0" in kit.window.message_bar.details
    assert line(kit, "Published").text() == "47,000"
    assert alternatives.ones[0].fields[0].text == "45,690"
    act(kit.window, "undo")
    assert kit.window.headline.cards["losses_per_gain"].values[0].text() == "53.4"
    QTest.mouseClick(alternatives.ones[0].remove, Qt.MouseButton.LeftButton)
    assert losses(kit).alternatives == ()
    assert alternatives.ones == []


def test_another_number_keeps_the_source_of_the_quoted_one_if_asked(qtbot: QtBot, kit: Kit) -> None:
    editor = line(kit, "Published")
    source = losses(kit).source
    retype(editor, "46k")
    QTest.keyClick(editor, Qt.Key.Key_Return, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert (losses(kit).value, losses(kit).quote, losses(kit).source) == (46_000, "", source)


def test_charts_can_reach_over_the_alternatives(qtbot: QtBot, kit: Kit) -> None:
    project = kit.session.project
    november = project.periods[1]
    assert november.losses is not None
    changed = replace(november.losses, alternatives=(Figure(47_000.0),))
    periods = (project.periods[0], replace(november, losses=changed), *project.periods[2:])
    kit.session.load(replace(project, periods=periods), None)
    left, _right = kit.window.charts.menus(kit.window)
    left.aboutToShow.emit()
    texts = [action.text() for action in left.actions()]
    choose_in(left, next(at for at, text in enumerate(texts) if "Alternatives" in text))
    chart = kit.window.charts.panels[0].view.chart
    assert chart is not None
    assert chart.panels[0].marks[0].high[1] == pytest.approx(47_000 / 30)


def test_deleting_a_used_source_asks_and_moves_its_figures_in_one_step(qtbot: QtBot, kit: Kit) -> None:
    before = kit.session.project
    kit.window.tables.select_rows("sources", (1,))
    act(kit.window, "delete_rows")
    assert kit.answers.asked[-1].startswith("used General Staff of Ukraine")
    assert kit.session.project is before  # cancelled

    kit.answers.sources_answer = "isw"
    act(kit.window, "delete_rows")
    assert losses(kit).source == "isw"
    assert all(source.id != "gsu" for source in kit.session.project.sources)
    act(kit.window, "undo")
    assert kit.session.project == before

    kit.answers.sources_answer = ""
    kit.window.tables.select_rows("sources", (1,))
    act(kit.window, "delete_rows")
    assert losses(kit).source == ""


def test_a_link_is_opened_only_after_asking_and_only_on_the_web(qtbot: QtBot, kit: Kit) -> None:
    went: list[str] = []

    def browser(url: str) -> bool:
        went.append(url)
        return True

    kit.window.inspector_controller.open_in_browser = browser
    go(qtbot, kit, Place("sources", 0, "url"))
    press(Qt.Key.Key_Return, CTRL)
    assert kit.answers.asked[-1] == "link https://understandingwar.org to understandingwar.org"
    assert went == []
    kit.answers.link_answer = True
    press(Qt.Key.Key_Return, CTRL)
    assert went == ["https://understandingwar.org"]
    asked = len(kit.answers.asked)
    kit.window.inspector_controller.open_address("file:///etc/passwd")
    assert len(kit.answers.asked) == asked
    assert "http" in kit.window.message_bar.text
    assert went == ["https://understandingwar.org"]


def test_the_summary_is_copied(qtbot: QtBot, kit: Kit) -> None:
    press(Qt.Key.Key_C, CTRL | Qt.KeyboardModifier.ShiftModifier)
    text = QApplication.clipboard().text()
    assert text.startswith("Russian forces, 1 Sep – 30 Nov 2024: 125,800 people lost")
    assert "clipboard" in kit.window.message_bar.text


def test_it_can_be_closed_and_comes_back(qtbot: QtBot, kit: Kit) -> None:
    kit.window.inspector_controller.inspector.close_button.click()
    assert not kit.window.panes.figure.isVisible()
    assert kit.window.tables.current.grid.hasFocus()
    go_on = Place("periods", 0, "losses")
    kit.window.inspector_controller.go_to(go_on)
    press(Qt.Key.Key_F4)
    shows(qtbot, kit, go_on)


def test_another_project_forgets_what_was_looked_at(qtbot: QtBot, kit: Kit) -> None:
    retype(line(kit, "Published"), "many")
    kit.session.new()
    assert kit.session.project.periods == ()
    qtbot.waitUntil(kit.window.inspector_controller.inspector.finish_editing)


def test_marked_up_text_of_a_file_is_shown_as_it_is(qtbot: QtBot, kit: Kit) -> None:
    project = kit.session.project
    november = project.periods[1]
    assert november.losses is not None
    odd = "<img src='file:///dev/zero'><b>bold</b>"
    changed = replace(november.losses, quote=odd, note=odd)
    sources = tuple(replace(s, name=odd) if s.id == "gsu" else s for s in project.sources)
    periods = (project.periods[0], replace(november, label=odd, losses=changed))
    kit.session.load(replace(project, sources=sources, periods=periods), None)
    go(qtbot, kit, NOVEMBER)
    assert field(kit, "Quote").text == odd
    go(qtbot, kit, Place("periods", 1, "losses_per_day"))
    texts = [text for _, text in kit.window.inspector_controller.inspector.form.facts]
    assert odd in "".join(text.text() for text in texts)
    assert all(text.textFormat() is Qt.TextFormat.PlainText for text in texts)


def test_resetting_the_layout_opens_it_in_a_wide_window_and_closes_it_in_none(qtbot: QtBot, kit: Kit) -> None:
    kit.window.resize(1500, 900)
    kit.window.panes.reset()
    assert kit.window.panes.figure.isVisible()
    kit.window.resize(1280, 800)
    kit.window.panes.reset()
    assert kit.window.panes.figure.isVisible()


def test_clicking_a_total_shows_it_and_clicking_a_cell_goes_back(qtbot: QtBot, kit: Kit) -> None:
    view = kit.window.tables.tables["periods"]
    totals = view.totals
    assert totals is not None
    at = next(n for n, column in enumerate(view.model.columns) if column.key == "losses")
    inspector = kit.window.inspector_controller.inspector

    def click(row: int) -> None:
        box = totals.visualRect(totals.model().index(row, at))
        QTest.mouseClick(totals.viewport(), Qt.MouseButton.LeftButton, pos=box.center())

    def told(row: str, number: str) -> None:
        def shown() -> bool:
            now = inspector.shown
            return now is not None and now.row.startswith(row) and number in str(now.items)

        qtbot.waitUntil(shown)

    click(0)
    told("Total of parts", "125,800")
    view.find_bar.begin(filtering=True)
    QTest.keyClicks(view.find_bar.only_field, "November 2024")
    qtbot.waitUntil(lambda: totals.model().rowCount() == 2)
    click(1)
    told("Shown rows: 1 of 2", "45,690")
    view.grid.setFocus()
    told("November 2024", "45,690")
