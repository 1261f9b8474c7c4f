"""The region of days on a chart: chosen with keys and mouse, with its card and what can be made of it."""

from __future__ import annotations

from datetime import date
from unittest import mock

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.charts.panel import ChartPanel
from gui.charts.view import ChartView
from gui.session import Session
from model.analyses.region_of_days import RegionOfDays
from model.chart_settings import ChartKey
from tests.gui.charts.test_view import canvas, hover
from tests.model.chart_projects import NOV, NOV_END, OCT_END, SEP, worked

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def panel(qtbot: QtBot) -> ChartPanel:
    session = Session()
    session.load(worked(), None)
    made = ChartPanel(session, "losses-gains")
    session.setParent(made)
    qtbot.addWidget(made)
    made.resize(900, 560)
    with qtbot.waitExposed(made):
        made.show()
    made.view.refresh()
    return made


def chosen(view: ChartView) -> tuple[date, date] | None:
    region = view.card.region
    assert view.card.isVisible() == (region is not None)
    return None if region is None else (region.first, region.last)


def at_day(view: ChartView, day: date) -> QPoint:
    assert view.drawing is not None
    plot, s = view.drawing.plots[0], view.text_scale
    return QPoint(round(plot.x.at(float(day.toordinal())) * s), round((plot.box.y + plot.box.h / 2) * s))


def drag(view: ChartView, start: QPoint, stop: QPoint, modifier: Qt.KeyboardModifier) -> None:
    """Drag with the left button, move by move as a mouse does; pyqtgraph takes them however fast."""
    surface, left, none = canvas(view), Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton

    def send(kind: QEvent.Type, at: QPoint, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
        event = QMouseEvent(kind, QPointF(at), QPointF(surface.mapToGlobal(at)), button, held, modifier)
        QApplication.sendEvent(surface, event)

    with mock.patch.dict(pg.CONFIG_OPTIONS, mouseRateLimit=0):
        send(QEvent.Type.MouseButtonPress, start, left, left)
        for share in (0.25, 0.5, 0.75, 1.0):
            send(QEvent.Type.MouseMove, start + (stop - start) * share, none, left)
        send(QEvent.Type.MouseButtonRelease, stop, left, none)


def test_keys_choose_the_hovered_period_and_move_both_ends(qtbot: QtBot, panel: ChartPanel) -> None:
    view = panel.view
    view.setFocus()
    qtbot.keyClick(view, Key.Key_Right)
    qtbot.keyClick(view, Key.Key_D)
    assert chosen(view) == (SEP, OCT_END)
    assert panel.days.isChecked()
    qtbot.keyClick(view, Key.Key_Right, Modifier.ShiftModifier)
    assert chosen(view) == (SEP, NOV_END)
    assert ("Losses", "125,800") in view.card.region.lines  # type: ignore[union-attr]  # there is one
    assert "35,800–50,800" in view.card.accessibleDescription()
    qtbot.keyClick(view, Key.Key_Right, Modifier.ShiftModifier | Modifier.ControlModifier)
    assert chosen(view) == (NOV, NOV_END)
    qtbot.keyClick(view, Key.Key_Escape)  # what is hovered first
    qtbot.keyClick(view, Key.Key_Escape)
    assert chosen(view) is None
    assert not panel.days.isChecked()


def test_a_drag_with_shift_chooses_days_and_takes_the_edges_of_periods(
    qtbot: QtBot, panel: ChartPanel
) -> None:
    view = panel.view
    drag(view, at_day(view, NOV) + QPoint(3, 0), at_day(view, date(2024, 11, 20)), Modifier.ShiftModifier)
    region = view.card.region
    assert region is not None
    assert region.first == NOV
    assert region.last < NOV_END
    assert region.why == "No value, because November 2024 lies only partly in these days."


def test_the_region_is_dragged_as_a_whole(qtbot: QtBot, panel: ChartPanel) -> None:
    view = panel.view
    view.region.begin((float(date(2024, 9, 10).toordinal()), float(date(2024, 9, 20).toordinal())))
    middle = at_day(view, date(2024, 9, 15))
    hover(qtbot, view, middle)
    drag(view, middle, at_day(view, date(2024, 10, 15)), Modifier.NoModifier)
    region = view.card.region
    assert region is not None
    assert (region.last - region.first).days == 9
    assert abs((region.first - date(2024, 10, 10)).days) <= 1


def test_the_button_chooses_days_and_lets_them_go(qtbot: QtBot, panel: ChartPanel) -> None:
    qtbot.mouseClick(panel.days, Qt.MouseButton.LeftButton)
    assert chosen(panel.view) is not None
    qtbot.mouseClick(panel.days, Qt.MouseButton.LeftButton)
    assert chosen(panel.view) is None


def test_a_period_is_made_of_it_once(qtbot: QtBot, panel: ChartPanel) -> None:
    session, view = panel._session, panel.view
    first, last = date(2024, 10, 1), date(2024, 10, 31)  # within Sep–Oct
    view.region.set_days((float(first.toordinal()), float(last.toordinal() + 1)))
    with qtbot.waitSignal(panel.row_clicked) as went:
        qtbot.mouseClick(view.card.buttons["period"], Qt.MouseButton.LeftButton)
    assert went.args == ["periods", 3]
    made = session.project.periods[3]
    assert (made.series, made.start, made.end, made.losses, made.gains) == ("ru", first, last, None, None)
    view.refresh()
    with qtbot.waitSignal(panel.row_clicked) as went:
        qtbot.mouseClick(view.card.buttons["period"], Qt.MouseButton.LeftButton)
    assert went.args == ["periods", 3]
    assert len(session.project.periods) == 4
    session.undo_stack.undo()
    assert session.project == worked()


def test_no_period_is_made_that_would_take_another_out_of_the_count(panel: ChartPanel) -> None:
    view = panel.view
    view.region.set_days((float(date(2024, 10, 1).toordinal()), float(date(2024, 11, 11).toordinal())))
    button = view.card.buttons["period"]
    assert not button.isEnabled()
    assert button.toolTip().startswith("It would share days with ")


def test_only_these_days_are_shown_and_all_of_them_again(qtbot: QtBot, panel: ChartPanel) -> None:
    session, view = panel._session, panel.view
    view.region.set_days((float(NOV.toordinal()), float(NOV_END.toordinal() + 1)))
    qtbot.mouseClick(view.card.buttons["only"], Qt.MouseButton.LeftButton)
    settings = session.project.settings_of(ChartKey("losses-gains", "ru"))
    assert (settings.start, settings.end) == (NOV, NOV_END)
    view.refresh()
    assert view.chart is not None
    assert view.chart.dates == "1–30 Nov 2024"
    qtbot.mouseClick(panel._whole, Qt.MouseButton.LeftButton)
    view.refresh()
    assert view.chart.dates == "1 Sep – 30 Nov 2024"


def test_a_claim_is_asked_about_exactly_these_days(qtbot: QtBot, panel: ChartPanel) -> None:
    panel.view.region.set_days((float(SEP.toordinal()), float(OCT_END.toordinal() + 1)))
    with qtbot.waitSignal(panel.claim_asked) as asked:
        qtbot.mouseClick(panel.view.card.buttons["claim"], Qt.MouseButton.LeftButton)
    region = asked.args[0] if asked.args else None
    assert isinstance(region, RegionOfDays)
    assert (region.series, region.first, region.last) == ("ru", SEP, OCT_END)


def test_a_chart_without_time_has_no_days_to_choose(qtbot: QtBot, panel: ChartPanel) -> None:
    panel.view.region.begin(None)
    panel.set_kind("scatter")
    panel.view.refresh()
    assert chosen(panel.view) is None
    assert not panel.days.isVisible()


def test_the_cross_hair_says_day_and_value(qtbot: QtBot, panel: ChartPanel) -> None:
    view = panel.view
    assert view.drawing is not None
    plot, s = view.drawing.plots[0], view.text_scale
    x, y = plot.x.at(float(date(2024, 11, 15).toordinal()) + 0.5), plot.y.at(1_000.0)
    hover(qtbot, view, QPoint(round(x * s), round(y * s)))
    day, value = view.cross_text
    assert day == "15 Nov 2024"
    assert abs(float(value.replace(",", "")) - 1_000.0) < 10.0
    hover(qtbot, view, QPoint(2, 2))
    assert view.cross_text == ("", "")


def test_a_card_higher_than_its_chart_lies_whole_over_the_window(qtbot: QtBot, panel: ChartPanel) -> None:
    window, view = QWidget(), panel.view
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(QLabel("the table"), 1)
    column.addWidget(panel)
    panel.setFixedHeight(220)
    window.resize(700, 640)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: view.height() < 220)
    view.refresh()
    qtbot.keyClick(view, Key.Key_D)
    assert view.card.isVisible()
    assert window.rect().contains(view.card.geometry())
    assert view.card.height() > view.height()
    qtbot.mouseClick(view.card.buttons["close"], Qt.MouseButton.LeftButton)
    assert chosen(view) is None
    panel.setFixedHeight(520)
    qtbot.waitUntil(lambda: view.height() > 300)
    view.refresh()
    qtbot.keyClick(view, Key.Key_D)
    assert view.rect().contains(view.card.geometry())
    panel.hide()
    assert not view.card.isVisible()
    panel.setParent(None)  # it is closed by itself
