"""The chart in the window: hovered, clicked, zoomed and moved by keys, and redrawn no more than needed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.charts.drawing import lay_out
from gui.charts.view import ChartView
from model.charts import ChartOptions
from model.checks import checks
from model.derive.results import derive
from model.project import Project, Rate
from model.text.formats import Formats
from model.text.records import replace
from tests.model.chart_projects import NOV, figure, long, worked


def show(view: ChartView, project: Project) -> None:
    results = derive(project)
    view.show_chart(results, lambda: checks(results), Formats())


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    made = ChartView()
    qtbot.addWidget(made)
    made.resize(700, 420)
    show(made, worked())
    with qtbot.waitExposed(made):
        made.show()
    made.refresh()
    return made


def spot(view: ChartView, day: float, panel: int = 0) -> QPoint:
    """A pixel of the view over a day, half way up the panel's first bar."""
    assert view.drawing is not None
    plot = view.drawing.plots[panel]
    value = float(plot.panel.marks[0].best[0]) / 2
    s = view.text_scale
    return QPoint(round(plot.x.at(day) * s), round(plot.y.at(value) * s))


def canvas(view: ChartView) -> QWidget:
    return view._view.viewport()


def hover(qtbot: QtBot, view: ChartView, at: QPoint) -> None:
    qtbot.mouseMove(canvas(view), at - QPoint(3, 0))
    qtbot.mouseMove(canvas(view), at)
    qtbot.wait(1)


def wheel(view: ChartView, at: QPoint, steps: int) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(canvas(view).mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas(view), event)
    view.refresh()


def test_hovering_shows_the_figures_with_their_sources(qtbot: QtBot, view: ChartView) -> None:
    hover(qtbot, view, spot(view, NOV.toordinal() + 5))
    assert view.tip_text.startswith(
        "November 2024 · 1–30 Nov 2024\nLosses: 45,690 — General Staff of Ukraine"
    )
    hover(qtbot, view, QPoint(2, 2))
    assert view.tip_text == ""


def test_markup_in_a_tip_stays_text(qtbot: QtBot, view: ChartView) -> None:
    probe = "<b>x</b>"
    project = worked()
    show(view, replace(project, periods=tuple(replace(period, label=probe) for period in project.periods)))
    view.refresh()
    hover(qtbot, view, spot(view, NOV.toordinal() + 5))
    assert view.tip_text.startswith(probe)
    assert view._tip.textFormat() is Qt.TextFormat.PlainText


def test_clicking_a_bar_says_which_row_it_is(qtbot: QtBot, view: ChartView) -> None:
    for panel in (0, 1):
        with qtbot.waitSignal(view.row_clicked) as clicked:
            qtbot.mouseClick(canvas(view), Qt.MouseButton.LeftButton, pos=spot(view, 739_130 + 60, panel))
        assert clicked.args == ["periods", 1]


def test_clicking_a_milestone_says_which_one_it_is(qtbot: QtBot, view: ChartView) -> None:
    assert view.drawing is not None
    strip = view.drawing.strip
    assert strip is not None
    s = view.text_scale
    at = QPoint(round(strip.x.at(739_218 + 0.5) * s), round(strip.y * s))
    with qtbot.waitSignal(view.row_clicked) as clicked:
        qtbot.mouseClick(canvas(view), Qt.MouseButton.LeftButton, pos=at)
    assert clicked.args == ["milestones", 0]


def test_clicking_where_nothing_is_says_nothing(qtbot: QtBot, view: ChartView) -> None:
    with qtbot.assertNotEmitted(view.row_clicked):
        qtbot.mouseClick(canvas(view), Qt.MouseButton.LeftButton, pos=QPoint(4, 4))


def test_bars_are_reached_by_key(qtbot: QtBot, view: ChartView) -> None:
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.tip_text.startswith("Sep–Oct 2024")
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.tip_text.startswith("November 2024")
    with qtbot.waitSignal(view.row_clicked) as clicked:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert clicked.args == ["periods", 0]
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.tip_text == ""


def test_the_tip_of_a_bar_reached_by_key_stands_beside_it_in_text_of_any_size(
    qtbot: QtBot, view: ChartView
) -> None:
    font = view.font()
    font.setPixelSize(24)
    view.setFont(font)
    view.resize(2000, 900)
    view.refresh()
    assert view.text_scale > 1.5
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view._hit is not None
    s, box, tip = view.text_scale, view._hit.box, view._tip.geometry()
    middle = round((box.x + box.w / 2) * s)
    assert 0 < min(abs(tip.left() - middle), abs(tip.right() - middle)) < 40


def test_the_wheel_zooms_in_time_and_home_shows_all_again(qtbot: QtBot, view: ChartView) -> None:
    wheel(view, spot(view, 739_180), 3)
    assert view.zoomed
    assert view.sight.x is not None
    low, high = view.sight.x
    assert 739_130 <= low < 739_180 < high <= 739_221
    qtbot.keyClick(view, Qt.Key.Key_Home)
    view.refresh()
    assert not view.zoomed


@pytest.mark.parametrize("kind", ["losses-gains", "scatter"])
def test_what_is_under_the_mouse_stays_there_as_the_wheel_turns(view: ChartView, kind: str) -> None:
    def place(at: QPoint) -> tuple[float, float]:
        assert view.drawing is not None
        plot, s = view.drawing.plots[0], view.text_scale
        return plot.x.value(at.x() / s), plot.y.value(at.y() / s)

    view.set_kind(kind)
    view.refresh()
    QApplication.processEvents()  # what stands where is told then
    assert view.drawing is not None
    box, s = view.drawing.plots[0].box, view.text_scale
    at = QPoint(round((box.x + box.w * 0.9) * s), round((box.y + box.h * 0.3) * s))
    x, y = place(at)
    wheel(view, at, 5)
    plot = view.drawing.plots[0]
    assert plot.x.at(x) * s == pytest.approx(at.x(), abs=1.0)
    if kind == "scatter":
        assert plot.y.at(y) * s == pytest.approx(at.y(), abs=1.0)


def test_zooming_out_of_everything_stays_at_everything(view: ChartView) -> None:
    wheel(view, spot(view, 739_180), -5)
    assert not view.zoomed


def test_the_zoom_survives_an_edit(view: ChartView) -> None:
    wheel(view, spot(view, 739_180), 3)
    before = view.sight
    project = worked()
    november = replace(project.periods[0], losses=figure(99_999))
    show(view, replace(project, periods=(november, *project.periods[1:])))
    view.refresh()
    assert view.sight == before
    assert view.chart is not None
    assert view.chart.panels[0].marks[0].best[1] == pytest.approx(3333.3)


def test_the_zoom_ends_with_another_chart(view: ChartView) -> None:
    wheel(view, spot(view, 739_180), 3)
    view.set_kind("scatter")
    view.refresh()
    assert not view.zoomed
    view.zoom_by(0.5)
    view.refresh()
    assert view.sight.x is not None
    assert view.sight.y is not None


def test_many_changes_in_one_turn_are_one_redraw(
    qtbot: QtBot, view: ChartView, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    lay = lay_out

    def counted(*args: object) -> object:
        drawn.append("once")
        return lay(*args)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr("gui.charts.view.lay_out", counted)
    for n in range(5):
        show(view, worked())
        view.select_rows("periods", (n,))
        view.set_options(ChartOptions(rate=Rate.PER_MONTH))
    with qtbot.waitSignal(view.chart_changed):
        pass
    qtbot.wait(20)
    assert drawn == ["once"]


def test_a_hidden_chart_is_drawn_when_it_is_shown(qtbot: QtBot, view: ChartView) -> None:
    view.hide()
    with qtbot.assertNotEmitted(view.chart_changed, wait=30):
        show(view, long(34))
    with qtbot.waitSignal(view.chart_changed):
        view.show()
    assert view.chart is not None
    assert len(view.chart.panels[0].marks[0]) > 20


def test_selected_rows_are_marked(view: ChartView) -> None:
    plain = view.grab().toImage()
    view.select_rows("periods", (0,))
    view.refresh()
    assert view.grab().toImage() != plain
    view.select_rows("periods", ())
    view.refresh()
    assert view.grab().toImage() == plain


def test_what_marks_selected_rows_strikes_no_label(view: ChartView) -> None:
    view.set_kind("recruitment")
    view.resize(420, 200)  # where the labels of bands lie over the edges of bars
    view.refresh()
    plain = view.grab().toImage()
    view.select_rows("periods", (0,))
    view.refresh()
    marked, s = view.grab().toImage(), view.text_scale
    assert marked != plain
    assert view.drawing is not None
    for box in view.drawing.texts:
        rect = QRectF(box.x * s, box.y * s, box.w * s, box.h * s).toAlignedRect()
        assert marked.copy(rect) == plain.copy(rect)


def test_a_screen_reader_hears_the_numbers(qtbot: QtBot, view: ChartView) -> None:
    assert view.accessibleName() == "Losses against gains: Russian forces"
    qtbot.waitUntil(lambda: "1,523 a day (November 2024)" in view.accessibleDescription())


def test_an_unknown_chart_is_refused_and_the_old_one_stays(view: ChartView) -> None:
    with pytest.raises(KeyError):
        view.set_kind("pie")
    assert view.kind == "losses-gains"


def test_every_chart_can_be_hovered_everywhere(qtbot: QtBot, view: ChartView) -> None:
    show(view, long(34))
    for key in ("losses-gains", "cost", "recruitment", "balance", "scatter"):
        view.set_kind(key)
        view.refresh()
        for x in range(5, 700, 97):
            for y in range(5, 420, 83):
                hover(qtbot, view, QPoint(x, y))
