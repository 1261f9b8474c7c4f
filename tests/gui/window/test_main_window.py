"""The window: what it arranges, follows, keeps and shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from gui.app.messages import MessageLevel
from gui.app.theme import DARK, LIGHT, Scheme, Theme, palette_of, tones_of
from gui.imports.read_report import ReadReport
from gui.panels.headline import Headline
from gui.panels.status import StatusBar
from gui.panels.surface import plain_tip
from gui.session import Session
from gui.tables.pane import TablesPane
from model.files import sample, save_project
from model.project import Project, Rate, Series, Source
from model.text.records import replace
from model.text.units import AreaUnit
from tests.gui.hands import act, choose_in
from tests.gui.window_kit import Kit, opened


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        yield opened_kit


def test_the_first_window_leaves_room_on_the_screen_for_its_frame(kit: Kit) -> None:
    assert kit.window.height() <= kit.window.screen().availableSize().height() - 36


class WindowsShown(QObject):
    """Keeps which widgets were shown as windows of their own."""

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self.names: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(type(watched).__name__)
        return False


def test_a_start_shows_no_window_but_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    app = QApplication.instance()
    assert app is not None
    shown = WindowsShown(app)
    with opened(qtbot, tmp_path):
        app.removeEventFilter(shown)
        assert shown.names == ["MainWindow"]


def test_charts_are_loaded_after_the_first_frame(kit: Kit) -> None:
    assert [panel.kind for panel in kit.window.charts.panels] == ["losses-gains", "recruitment"]


def test_what_checks_find_is_not_known_in_the_first_frame_and_never_shown_as_nothing(
    qtbot: QtBot, kit: Kit
) -> None:
    assert kit.session.is_checked
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    session, theme = Session(sample("autumn-2024")), Theme(app)
    session.put_checks_off()
    status, headline, tables = StatusBar(session, theme), Headline(session, theme), TablesPane(session)
    for widget in (status, headline, tables):
        qtbot.addWidget(widget)
    card, model = headline.cards["checks"], tables.tables["periods"].model
    rows = range(model.total_rows)
    assert status.checks.text() == card.note.text() == "being checked…"
    assert [label.text() for label in card.values] == ["", "", ""]
    assert not any(model.marks(row) for row in rows)
    session.check()
    assert status.checks.text() == kit.window.status.checks.text()
    assert card.note.text() == kit.window.headline.cards["checks"].note.text()
    shown = kit.window.tables.tables["periods"].model
    assert [model.marks(row) for row in rows] == [shown.marks(row) for row in rows]
    assert any(model.marks(row) for row in rows)


def test_a_file_that_is_dropped_is_opened(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    file = tmp_path / "months.json"
    save_project(sample("months-2022-2024"), file)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    kit.window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))
    qtbot.waitUntil(lambda: kit.session.path == file)
    assert kit.window.headline.cards["gains"].values[0].text() == "−6,411 km²"


def test_a_text_that_is_dropped_is_read_as_a_report(qtbot: QtBot, kit: Kit) -> None:
    data = QMimeData()
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy, at = Qt.DropAction.CopyAction, QPointF(9, 9)
    said = (
        "Russian forces lost 45,690 people in November 2024. They gained 839 square kilometers in that month."
    )
    for text, taken in (("Only a word.", False), (said, True)):
        data.setText(text)
        entering = QDragEnterEvent(at.toPoint(), copy, data, buttons, keys)
        entering.ignore()
        kit.window.dragEnterEvent(entering)
        assert entering.isAccepted() is taken
        kit.window.dropEvent(QDropEvent(at, copy, data, buttons, keys))
    data.clear()  # as after a drag
    qtbot.waitUntil(lambda: len(kit.window.findChildren(ReadReport)) == 1)
    (reader,) = kit.window.findChildren(ReadReport)
    qtbot.waitUntil(lambda: reader.text.toPlainText() == said)
    reader.close()


def test_a_card_without_a_value_says_why_in_full(kit: Kit) -> None:
    kit.session.load(sample("months-2022-2024"), None)
    card = kit.window.headline.cards["losses_per_gain"]
    assert not card.values[0].isVisible()
    assert "no net gain" in card.note.text()
    shortfall = kit.window.headline.cards["shortfall"]
    assert "intake known for 0 of" in shortfall.note.text()


def test_an_empty_project_says_what_to_do_next(kit: Kit) -> None:
    kit.session.new()
    assert kit.window.headline.cards["losses"].offer.text() == "Add a period"
    assert kit.window.status.rows.text() == "no periods · no gaps · no conflicts"


def test_the_choosers_are_edits_that_can_be_undone(qtbot: QtBot, kit: Kit) -> None:
    choose_in(kit.window.choices.area, 1)
    assert kit.session.project.view.area_unit is AreaUnit.MI2
    assert kit.window.headline.cards["gains"].values[0].text() == "910 sq mi"
    choose_in(kit.window.choices.rate, 1)
    assert kit.session.project.view.rate is Rate.PER_MONTH
    button = kit.window.toolbar.findChild(QToolButton, "choose_rate")
    assert isinstance(button, QToolButton)
    assert button.accessibleName() == "Rates: per month"
    assert button.popupMode() is QToolButton.ToolButtonPopupMode.InstantPopup  # by one click, not a long one
    act(kit.window, "undo")
    act(kit.window, "undo")
    assert kit.session.project == sample("autumn-2024")
    assert button.accessibleName() == "Rates: per day"


def test_a_baseline_is_chosen_from_the_periods(kit: Kit) -> None:
    menu = kit.window.choices.baseline
    choose_in(menu, "November 2024")
    baseline = kit.session.project.view.baseline
    assert baseline is not None
    assert baseline.start.month == 11
    choose_in(menu, 0)
    assert kit.session.project.view.baseline is None
    assert "no baseline" in kit.window.headline.cards["losses_per_gain"].note.text()


def test_one_choice_of_a_series_is_that_of_headline_totals_and_charts(qtbot: QtBot, kit: Kit) -> None:
    project = sample("autumn-2024")
    other = replace(project.periods[1], series="ua", label="Theirs")
    two = replace(
        project,
        series=(*project.series, Series("ua", name="The other side"), Series("none", name="Nobody")),
        periods=(*project.periods, other),
    )
    button = kit.window.toolbar.findChild(QToolButton, "choose_series")
    assert isinstance(button, QToolButton)
    assert not button.isVisible()
    kit.session.load(two, None)
    qtbot.waitUntil(button.isVisible)
    assert button.accessibleName() == "Series: Russian forces"
    menu = kit.window.choices.series
    choose_in(menu, 1)
    assert button.accessibleName() == "Series: The other side"
    menu.aboutToShow.emit()
    assert [action.isChecked() for action in menu.actions()] == [False, True, False]
    assert kit.window.headline.cards["losses"].values[0].text() == "45,690"
    totals = kit.window.tables.tables["periods"].totals
    assert totals is not None
    assert totals.current_row == 1
    for panel in kit.window.charts.panels:
        assert panel.view.chart is not None
        assert "The other side" in panel.view.chart.title
    choose_in(menu, 2)
    assert "No periods yet" in kit.window.headline.cards["losses"].note.text()


def test_the_charts_mark_at_once_what_is_selected_at_the_start(qtbot: QtBot, kit: Kit) -> None:
    qtbot.waitUntil(lambda: kit.window.charts.panels[0].view.selected == {"periods": (0,)})
    kit.window.tables.show_table("periods").grid.go_to(1, 0)
    chosen = {"periods": (1,)}
    qtbot.waitUntil(lambda: all(panel.view.selected == chosen for panel in kit.window.charts.panels))


def test_the_arrangement_comes_back_and_can_be_reset(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as kit:
        kit.window.panes.right.hide()
        kit.window.charts.panels[0].set_kind("cost")
        kit.window.close()
    with opened(qtbot, tmp_path) as kit:
        assert not kit.window.panes.right.isVisible()
        assert kit.window.charts.panels[0].kind == "cost"
        act(kit.window, "reset_layout")
        assert kit.window.panes.right.isVisible()


def test_arranging_shows_the_handles_of_the_panes(kit: Kit) -> None:
    assert kit.window.panes.left.titleBarWidget() is not None
    act(kit.window, "arrange")
    assert kit.window.panes.left.titleBarWidget() is None
    act(kit.window, "arrange")
    assert kit.window.panes.left.titleBarWidget() is not None


def test_the_next_pane_is_reached_by_keyboard(qtbot: QtBot, kit: Kit) -> None:
    kit.window.activateWindow()
    kit.window.tables.current.grid.setFocus()
    panes = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget() or kit.window, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        stops = kit.window.pane_stops()
        panes.append(next(n for n, s in enumerate(stops) if focused is not None and s.isAncestorOf(focused)))
    window, stops = kit.window, list(kit.window.pane_stops())
    expected = (window.panes.left, window.panes.right, window.toolbar, window.rail)
    assert panes == [stops.index(stop) for stop in expected]  # a narrow window has no more panes at first
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is window.tables.current.grid
    QTest.keyClick(window.tables.current.grid, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.rail.isAncestorOf(focused)


def test_a_message_takes_no_focus_and_its_details_can_be_copied(qtbot: QtBot, kit: Kit) -> None:
    kit.window.tables.current.grid.setFocus()
    focused = QApplication.focusWidget()
    kit.window.messages.fail("It <b>failed</b>", ("first", "<img src=/dev/tty>"))
    bar = kit.window.message_bar
    assert bar.isVisible()
    assert QApplication.focusWidget() is focused
    assert bar.text == "It <b>failed</b>"
    assert bar.details == "first\n<img src=/dev/tty>"
    kit.window.messages.tell("Done", level=MessageLevel.NOTE)
    assert bar.details == ""


PROBE = "<b>1</b><img src='x'>&amp; [*]"


def test_text_from_a_file_is_plain_everywhere(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    project = sample("autumn-2024")
    periods = tuple(replace(period, label=PROBE) for period in project.periods)
    series = tuple(replace(each, name=PROBE) for each in project.series)
    other = Series("other", name=PROBE)
    hostile = replace(
        project,
        title=PROBE,
        periods=periods,
        series=(*series, other),
        sources=(*project.sources, Source("x", name=PROBE)),
    )
    file = tmp_path / "b&w.json"
    save_project(hostile, file)
    kit.window.files.open_path(file)
    qtbot.waitUntil(lambda: "b&w.json" in kit.window.windowTitle())
    assert kit.window.windowTitle().startswith("<b>1</b><img src='x'>&amp; [*][*] — b&w.json[*]")
    button = kit.window.toolbar.findChild(QToolButton, "choose_baseline")
    assert isinstance(button, QToolButton)
    assert button.accessibleName() == f"Baseline: {PROBE}"
    assert PROBE in button.text().replace("&&", "&")
    for widget in kit.window.findChildren(QWidget):
        if PROBE in widget.toolTip():
            assert not GuiQt.mightBeRichText(widget.toolTip()), widget.objectName()
        if isinstance(widget, QLabel) and "<b>" in widget.text():
            assert widget.textFormat() is Qt.TextFormat.PlainText
    assert "<b>" not in plain_tip(PROBE)


def test_the_status_bar_says_what_is_selected_and_never_counts_a_day_twice(kit: Kit, qtbot: QtBot) -> None:
    view = kit.window.tables.current
    losses = next(n for n, column in enumerate(view.model.columns) if column.key == "losses")
    grid = view.grid
    first = grid.visualRect(view.model.index(0, losses)).center()
    viewport = grid.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=first)
    assert_later(qtbot, kit, "Selection: 1 cell")
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(grid, Qt.Key.Key_Down, shift)
    assert_later(qtbot, kit, "Selection: 2 cells · 2 numbers · sum 125,800 · mean 62,900")
    QTest.keyClick(grid, Qt.Key.Key_Down, shift)
    qtbot.waitUntil(lambda: "no sum" in kit.window.status.selection.text())


def assert_later(qtbot: QtBot, kit: Kit, text: str) -> None:
    qtbot.waitUntil(lambda: kit.window.status.selection.text() == text)


def test_the_window_fits_a_small_screen_at_a_scale_of_two(kit: Kit) -> None:
    least = kit.window.minimumSizeHint()
    assert least.width() <= 960
    assert least.height() <= 540


def test_every_control_that_the_keyboard_reaches_has_a_name(kit: Kit) -> None:
    project = sample("autumn-2024")
    kit.session.load(replace(project, series=(*project.series, Series("ua"))), None)
    kit.window.messages.fail("failed", ("details",))
    for widget in (kit.window.toolbar, kit.window.message_bar, kit.window.headline):
        for child in widget.findChildren(QWidget):
            if not child.isVisible():
                continue
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and not child.objectName().startswith("qt_"):
                assert child.accessibleName() or getattr(child, "text", str)(), child


def test_dark_and_light_follow_the_preference_while_running(qapp: QApplication) -> None:
    before = qapp.palette()
    theme = Theme(qapp, Scheme.LIGHT)
    assert not theme.dark
    heard: list[bool] = []
    theme.changed.connect(lambda: heard.append(True))
    theme.set_scheme(Scheme.DARK)
    assert heard == [True]
    assert qapp.palette().window().color() == QColor(DARK.canvas)
    assert tones_of(palette_of(DARK)) is DARK
    assert not theme.icon("save").isNull()
    theme.deleteLater()
    qapp.setPalette(before)


def test_no_colour_of_the_light_scheme_is_left_in_the_dark_one(kit: Kit) -> None:
    theme = kit.window.pointers._theme
    kept, left = theme.scheme, []
    light = {getattr(LIGHT, name) for name in LIGHT.__struct_fields__}
    light -= {getattr(DARK, name) for name in DARK.__struct_fields__}
    try:
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            theme.set_scheme(scheme)
            sheets = [widget.styleSheet() for widget in kit.window.findChildren(QWidget)]
            left.append(sum(any(colour in sheet for colour in light) for sheet in sheets))
    finally:
        theme.set_scheme(kept)
    assert left[0] > 2
    assert left[1] == 0


def test_what_a_style_names_is_there(kit: Kit) -> None:
    for widget in kit.window.findChildren(QWidget):
        named = set(re.findall(r"#([a-z]\w*) \{", widget.styleSheet())) - {"qt_toolbar_ext_button"}
        assert named <= {each.objectName() for each in (widget, *widget.findChildren(QWidget))}


def test_a_bar_of_a_chart_selects_its_row(qtbot: QtBot, kit: Kit) -> None:
    kit.window.charts.panels[0].row_clicked.emit("periods", 1)
    qtbot.waitUntil(lambda: kit.window.tables.selection.rows == (1,))


def test_another_window_is_told_from_this_one_by_its_file(kit: Kit, tmp_path: Path) -> None:
    file = tmp_path / "there.json"
    file.write_text(json.dumps({}))
    kit.others.holds = file
    kit.window.files.open_path(file)
    assert kit.others.raised == [file]
    assert kit.session.path is None


def test_a_window_where_nothing_would_be_lost_is_idle(kit: Kit) -> None:
    idle = [kit.window.session.untouched]
    kit.session.set_draft("periods", {"label": "December"})
    idle.append(kit.window.session.untouched)
    kit.session.load(Project(), Path("there.json"))
    idle.append(kit.window.session.untouched)
    assert idle == [True, False, False]


def test_nothing_falls_off_the_toolbar_of_a_narrow_window(qtbot: QtBot, kit: Kit) -> None:
    toolbar = kit.window.toolbar
    kit.window.resize(1480, 900)
    qtbot.waitUntil(lambda: toolbar.export.geometry().right() < toolbar.width())
    assert toolbar.export.isVisible()
    kit.window.resize(960, 700)
    qtbot.waitUntil(lambda: toolbar.width() == 960 and toolbar.export.isVisible())
    assert toolbar.export.geometry().right() < 960


@pytest.mark.parametrize("width", [960, 1280, 1900])
def test_a_plot_can_be_exported_from_the_toolbar_however_narrow_the_window(kit: Kit, width: int) -> None:
    toolbar = kit.window.toolbar
    kit.window.resize(width, 700)
    QApplication.processEvents()
    assert toolbar._wanted() <= toolbar.width() == width
    button = toolbar.findChild(QToolButton, "choose_area")
    assert isinstance(button, QToolButton)
    assert button.accessibleName() == "Area: km²"
    assert button.text() == ("km²" if width < 1000 else "Area: km²")
    action = toolbar._export
    action.setToolTip("Nothing to export")
    assert toolbar.export.toolTip() == "Nothing to export"


def test_a_plot_that_is_exported_is_told(kit: Kit, tmp_path: Path) -> None:
    for number, panel in enumerate(kit.window.charts.panels):
        panel.export_done.emit(tmp_path / f"{number}.png")
        assert kit.window.message_bar.text.endswith(f"{number}.png.")


def test_the_name_of_a_file_turns_nothing_round_in_title_and_messages(kit: Kit, tmp_path: Path) -> None:
    path = tmp_path / "army \u202e121,325.json"
    save_project(sample("autumn-2024"), path)
    assert kit.window.files.open_path(path)
    assert "army 121,325.json" in kit.window.windowTitle()
    kit.window.messages.tell(f"Saved as {path.name}")
    assert "\u202e" not in kit.window.windowTitle() + kit.window.message_bar.text
