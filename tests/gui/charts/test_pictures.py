"""Pictures are of the size asked for, hold their texts, and nothing on them overlaps or is cut."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Sequence
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from gui.charts.drawing import ChartLook, Drawing, Sight
from gui.charts.frame import Show
from gui.charts.images import ImageRequest, picture_bytes, render_chart
from gui.charts.labels import Box
from gui.charts.layers import paint_chart
from gui.charts.paint_labels import thread
from gui.charts.paint_marks import BREAK_DEPTH
from gui.charts.paint_points import ways_out
from gui.charts.style import DARK, LIGHT, ChartText, text_width
from model.chart_settings import ChartSettings, LabelsShown
from model.charts import CHARTS, ChartOptions, build
from model.charts.data import Chart, MarkTone
from model.charts.styles import Palette, find_style, style_files
from model.checks import checks
from model.derive.results import derive
from model.files import sample
from model.project import Project
from model.text.errors import Refused
from model.text.formats import Formats
from model.text.records import replace
from tests.model.chart_projects import SEP, figure, long, periods_of, worked

KEYS = [kind.key for kind in CHARTS]


@pytest.fixture(autouse=True)
def _with_fonts(qapp: QApplication) -> None:
    """Text can be drawn."""


def chart(project: Project, key: str = "losses-gains") -> Chart:
    results = derive(project)
    return build(key, results, lambda: checks(results), Formats())


def painted(drawn: Chart, width: int, height: int, sight: Sight | None = None) -> Drawing:
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    try:
        return paint_chart(painter, drawn, width, height, ChartLook(), sight)
    finally:
        painter.end()


def pixels(image: QImage) -> np.ndarray:
    rgb = image.convertToFormat(QImage.Format.Format_ARGB32)
    return np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.width(), 4).copy()


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(("width", "height"), [(260, 160), (600, 300), (1200, 675)])
def test_no_text_overlaps_another_or_is_cut(key: str, width: int, height: int) -> None:
    for count in (1, 2, 34, 200, 1_000):
        texts = painted(chart(long(count, 3 if count == 1_000 else 30), key), width, height).texts
        edges = Box(0, 0, width, height)
        for n, text in enumerate(texts):
            assert text.inside(edges), f"{key} of {count} leaves the picture"
            meeting = [other for other in texts[n + 1 :] if text.meets(other, -1.0)]
            assert not meeting, f"{key} of {count}: {text} meets {meeting}"


@pytest.mark.parametrize("key", KEYS[:-2])  # of the ground there are no figures
def test_panels_keep_most_of_the_room(key: str) -> None:
    drawing = painted(chart(worked(), key), 1200, 675)
    assert drawing.frame.body.h > 0.6 * 675
    assert drawing.lanes or sum(plot.box.h for plot in drawing.plots) == pytest.approx(drawing.frame.body.h)


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(1200, 675, 1.0), (1890, 1063, 3.125), (333, 777, 0.7)]
)
def test_the_size_asked_for_is_the_size_got(width: int, height: int, scale: float) -> None:
    image = render_chart(chart(worked()), ImageRequest(width, height, scale, dpi=300))
    assert (image.width(), image.height()) == (width, height)
    assert image.dotsPerMeterX() == image.dotsPerMeterY() == 11_811


def test_the_same_request_gives_the_same_pixels() -> None:
    request = ImageRequest(600, 400)
    assert picture_bytes(chart(worked()), request, "png") == picture_bytes(chart(worked()), request, "png")


def test_a_milestone_near_the_right_edge_is_named_to_its_left() -> None:
    drawn = chart(sample("autumn-2024"))
    assert drawn.milestones is not None
    said = drawn.milestones.lines(0)[0][0]
    named = [box for box in painted(drawn, 1200, 675).texts if box.w == text_width(said, ChartText.LABEL)]
    assert len(named) == 1


def test_everything_grows_with_the_scale() -> None:
    drawn = chart(worked())
    small = render_chart(drawn, ImageRequest(600, 400)).scaled(300, 200)
    large = render_chart(drawn, ImageRequest(1800, 1200, scale=3)).scaled(300, 200)
    away = np.abs(pixels(small).astype(int) - pixels(large).astype(int)).mean()
    assert away < 6.0


def test_a_png_carries_its_title_description_and_sources() -> None:
    drawn = chart(worked())
    image = QImage.fromData(picture_bytes(drawn, ImageRequest(400, 300, dpi=300), "png"))
    assert image.text("Title") == drawn.title
    assert image.text("Description") == drawn.alt
    assert image.text("Source") == drawn.sources
    assert image.dotsPerMeterX() == 11_811
    assert (image.width(), image.height()) == (400, 300)


def test_only_a_transparent_picture_has_no_ground() -> None:
    drawn = chart(worked())
    assert render_chart(drawn, ImageRequest(300, 200, transparent=True)).pixelColor(1, 1).alpha() == 0
    assert render_chart(drawn, ImageRequest(300, 200)).pixelColor(1, 1) == QColor(LIGHT.paper)
    assert render_chart(drawn, ImageRequest(300, 200, dark=True)).pixelColor(1, 1) == QColor(DARK.paper)


def test_title_subtitle_dates_and_sources_can_be_left_away() -> None:
    drawn = chart(worked())
    image = QImage(900, 600, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    bare = Show(title=False, subtitle=False, dates=False, sources=False)
    lines = paint_chart(painter, drawn, 900, 600, ChartLook(show=bare)).frame.lines
    every = paint_chart(painter, drawn, 900, 600, ChartLook()).frame.lines
    painter.end()
    assert [line.text for line in lines] == [drawn.note]
    assert [line.text for line in every] == [
        drawn.title,
        f"{drawn.subtitle} · {drawn.dates}",
        drawn.note,
        drawn.sources,
    ]


def test_the_days_are_read_however_small_the_picture() -> None:
    drawn = chart(worked(), "recruitment")
    lines = [line.text for line in painted(drawn, 400, 300).frame.lines]
    assert any(line.startswith(drawn.dates) for line in lines)


def test_an_svg_is_well_formed_and_its_text_is_text() -> None:
    drawn = chart(periods_of((SEP, SEP, figure(5), figure(1))), "losses-gains")
    data = picture_bytes(drawn, ImageRequest(800, 450), "svg")
    root = ET.fromstring(data)  # noqa: S314 - made by ourselves a line above
    assert root.get("viewBox") == "0 0 800 450"
    texts = {"".join(element.itertext()).strip() for element in root.iter() if element.tag.endswith("text")}
    assert drawn.title in texts
    written = [element for element in root.iter() if element.tag.endswith("text")]
    assert {element.get("font-family") for element in written} == {"Inter, sans-serif"}
    title = next(element for element in written if "".join(element.itertext()).strip() == drawn.title)
    wide = text_width(drawn.title, ChartText.TITLE)
    assert float(title.get("textLength", "")) == pytest.approx(wide, abs=0.01)


def test_a_pdf_has_the_size_asked_for() -> None:
    data = picture_bytes(chart(worked()), ImageRequest(1890, 1063, 3.125, dpi=300), "pdf")
    assert data.startswith(b"%PDF")
    box = re.search(rb"/MediaBox \[([^\]]*)\]", data)
    assert box is not None
    left, bottom, right, top = map(float, box[1].split())
    # 16 cm × 9 cm at 300 DPI: 1890 and 1063 pixels of 0.24 points
    assert (right - left, top - bottom) == pytest.approx((453.6, 255.12), abs=1e-3)


def test_a_pdf_has_title_description_and_sources_with_it() -> None:
    drawn = chart(worked())
    data = picture_bytes(replace(drawn, title="Lost & <gained>"), ImageRequest(), "pdf")
    assert b"Lost &amp; &lt;gained&gt;" in data
    assert html.escape(drawn.alt).encode() in data
    assert html.escape(drawn.sources).encode() in data


@pytest.mark.parametrize(
    "request_", [ImageRequest(0, 10), ImageRequest(10, 99_999), ImageRequest(scale=0), ImageRequest(dpi=1)]
)
def test_a_picture_that_cannot_be_made_is_refused(request_: ImageRequest) -> None:
    with pytest.raises(Refused):
        render_chart(chart(worked()), request_)


def test_another_kind_of_file_is_refused() -> None:
    with pytest.raises(Refused, match="gif"):
        picture_bytes(chart(worked()), ImageRequest(), "gif")


def test_an_empty_chart_says_why() -> None:
    drawn = chart(Project())
    assert painted(drawn, 500, 300).plots == ()
    assert len(painted(drawn, 500, 300).texts) >= 2


def test_bars_have_the_colour_of_their_series() -> None:
    image = render_chart(chart(worked()), ImageRequest(1200, 675))
    rgb = pixels(image)[..., 2::-1].reshape(-1, 3)
    assert (rgb == (0xC0, 0x47, 0x3F)).all(axis=1).sum() > 50_000


STYLES = [find_style(name) for name in style_files()]
PALETTES = [palette for style in STYLES for palette in (style.light, style.dark)]


@pytest.mark.parametrize("palette", PALETTES)
def test_losses_and_gains_differ_in_grey_print(palette: Palette) -> None:
    def grey(tone: MarkTone) -> float:
        color = QColor(palette.tones[tone].fill)
        return 0.299 * color.red() + 0.587 * color.green() + 0.114 * color.blue()

    assert abs(grey(MarkTone.LOSSES) - grey(MarkTone.GAINS)) >= 40


@pytest.mark.parametrize("palette", PALETTES)
def test_text_can_be_read_on_what_it_stands_on(palette: Palette) -> None:
    def light(name: str) -> float:
        color = QColor(name)
        parts = [color.redF(), color.greenF(), color.blueF()]
        linear = [x / 12.92 if x <= 0.03928 else math.exp(2.4 * math.log((x + 0.055) / 1.055)) for x in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(a: str, b: str) -> float:
        high, low = sorted((light(a), light(b)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    assert contrast(palette.ink, palette.paper) >= 7
    assert contrast(palette.muted, palette.paper) >= 4.5
    for tone, paint in palette.tones.items():
        assert contrast(paint.line, palette.paper) >= 4.5, tone
        assert contrast(paint.on_fill, paint.fill) >= 4.0, tone


def test_a_series_colour_that_could_be_taken_for_gains_is_not_used() -> None:
    assert LIGHT.with_losses("#7fb0ea") is LIGHT
    assert LIGHT.with_losses("no colour") is LIGHT
    assert LIGHT.with_losses("#401010").tones[MarkTone.LOSSES].fill == "#401010"


def month_by_month(losses: Sequence[float | None], gains: Sequence[float | None]) -> Project:
    """Thirty days each from January 2024."""
    first = date(2024, 1, 1)
    return periods_of(
        *(
            (
                first + timedelta(30 * n),
                first + timedelta(30 * n + 29),
                None if lost is None else figure(lost),
                None if gained is None else figure(gained),
            )
            for n, (lost, gained) in enumerate(zip(losses, gains, strict=True))
        )
    )


@pytest.mark.parametrize("bars", [20, 60])
def test_the_label_of_a_broken_bar_that_grows_upward_keeps_clear_of_its_break(bars: int) -> None:
    gained = [*([300.0, -300.0] * (bars // 2 - 1)), -90_000.0, 300.0]
    project = month_by_month([30_000.0] * bars, gained)
    drawing = painted(chart(project), 1600, 900)
    gains = drawing.plots[1]
    bar, at = gains.panel.marks[0], bars - 2
    end = gains.y.at(float(bar.best[at]))
    middle = gains.x.at(float(bar.x0[at] + bar.x1[at]) / 2)
    near = [
        text for text in drawing.texts if gains.box.y <= text.y < end + 30 and text.x < middle < text.right
    ]
    (label,) = near  # −3,000 a day
    assert label.bottom <= end if bars == 60 else label.y >= end + BREAK_DEPTH


def test_a_lone_bar_takes_half_of_the_room_unless_its_days_were_chosen() -> None:
    lone = month_by_month([30_000.0], [300.0])
    drawn = chart(lone)
    (plot, _) = painted(drawn, 1000, 500).plots
    bar = plot.panel.marks[0]
    assert plot.x.at(float(bar.x1[0])) - plot.x.at(float(bar.x0[0])) == pytest.approx(plot.box.w / 2)
    results = derive(lone)
    days = ChartOptions(settings=ChartSettings("losses-gains", series="ru", start=date(2024, 1, 1)))
    shown = build("losses-gains", results, lambda: checks(results), Formats(), days)
    assert (shown.x0, shown.x1) == (bar.x0[0], bar.x1[0])


def test_a_panel_without_marks_is_not_drawn_and_days_without_marks_have_no_scale() -> None:
    drawing = painted(chart(month_by_month([30_000.0] * 3, [None] * 3)), 800, 450)
    assert [plot.panel.tone for plot in drawing.plots] == [MarkTone.LOSSES]
    gap = chart(month_by_month([30_000.0, 30_000.0, 30_000.0], [300.0, None, None]))
    last = painted(gap, 800, 450, Sight((gap.x1 - 25.0, gap.x1)))
    assert [bool(plot.ticks) for plot in last.plots] == [True, False]


def test_all_labels_are_those_of_all_bars_that_have_room() -> None:
    # Seven figures do not fit into bars of 20 pixels, but one in three has room above.
    project = month_by_month([30_000_000.0 + n for n in range(40)], [None] * 40)
    auto = chart(project)
    every = replace(auto, labelled=LabelsShown.ALL)
    few, many = (len(painted(drawn, 1000, 500).texts) for drawn in (auto, every))
    assert many >= few + 8


def test_a_point_beyond_the_axis_stands_at_its_end_with_an_arrow_and_no_range_across() -> None:
    project = month_by_month([30_000.0] * 12, [-300.0, *(300.0 + n for n in range(10)), -300_000.0])
    (plot,) = painted(chart(project, "scatter"), 800, 450).plots
    (points,) = plot.panel.marks
    assert points.broken is not None
    assert points.x_low is not None
    assert points.x_high is not None
    (at,) = np.flatnonzero(points.broken).tolist()
    assert points.x_low[at] == points.x0[at] == points.x_high[at]
    assert ways_out(points, at, plot) == [(-1.0, 0.0)]
    assert ways_out(points, at + 1, plot) == []


def test_a_text_away_from_its_point_has_a_line_to_it() -> None:
    assert thread(100.0, 100.0, Box(109.0, 92.0, 50.0, 16.0)) is None
    assert thread(100.0, 100.0, Box(75.0, 124.0, 50.0, 16.0)) == Box(99.5, 104.75, 1.0, 19.25)
    assert thread(100.0, 100.0, Box(75.0, 60.0, 50.0, 16.0)) == Box(99.5, 76.0, 1.0, 19.25)


def test_intake_that_surely_replaces_and_that_perhaps_does_are_hatched_and_named() -> None:
    legend = {entry.text: entry.hatched for entry in chart(worked(), "recruitment").legend}
    assert legend == {
        "losses not replaced": False,
        "losses replaced": True,
        "said to be needed": False,
        "intake, uncertain within its range": True,
    }


@pytest.mark.parametrize("key", KEYS)
def test_neither_title_nor_legend_is_cut_in_a_small_picture(key: str) -> None:
    made = chart(worked(), key)
    frame = painted(made, 400, 300).frame
    titles = [line.text for line in frame.lines if line.kind in (ChartText.TITLE, ChartText.TIGHT)]
    assert " ".join(titles) == made.title
    assert len(frame.legend) == len(made.legend)
