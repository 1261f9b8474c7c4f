"""Export of a chart: what is previewed is what is saved and copied."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QSize, Qt, QThread
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.charts import export_dialog
from gui.charts.drawing import Sight
from gui.charts.export_dialog import ExportPlot
from gui.charts.images import ImageRequest, render_chart
from gui.charts.picture_size import PRESETS, PictureSize, Preset
from gui.charts.preview import previewed
from model.charts import build
from model.checks import checks
from model.derive.results import derive
from model.text.formats import Formats
from model.text.records import replace
from tests.model.chart_projects import worked

T = TypeVar("T", bound=QWidget)


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> ExportPlot:
    results = derive(worked())
    chart = build("losses-gains", results, checks(results), Formats())
    made = ExportPlot(chart, tmp_path / "autumn.png")
    qtbot.addWidget(made)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.show()
    return made


def named(dialog: QWidget, kind: type[T], name: str) -> T:
    return next(widget for widget in dialog.findChildren(kind) if widget.accessibleName() == name)


def said(dialog: ExportPlot) -> str:
    return named(dialog, QLabel, "What happened").text()


def test_the_picture_saved_is_of_the_size_chosen(qtbot: QtBot, dialog: ExportPlot, tmp_path: Path) -> None:
    with qtbot.waitSignal(dialog.exported):
        dialog.save_to(tmp_path / "out")
    image = QImage(str(tmp_path / "out.png"))
    assert image.size() == QSize(1200, 675)
    assert said(dialog) == "Saved as out.png"


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_presets_are_exact(qtbot: QtBot, preset: Preset) -> None:
    box = PictureSize()
    qtbot.addWidget(box)
    index = PRESETS.index(preset)
    named(box, QComboBox, "Usual sizes").setCurrentIndex(index)
    assert box.pixels == QSize(PRESETS[index].width, PRESETS[index].height)
    assert box.dpi == PRESETS[index].dpi


def test_a_picture_for_a_phone_or_a_wall_has_larger_texts(qtbot: QtBot, dialog: ExportPlot) -> None:
    assert dialog.request().scale == 1.0
    qtbot.keyClicks(dialog.size_box.fields[0], "Square")
    assert (dialog.request().width, dialog.request().scale) == (1080, 1.8)
    qtbot.keyClick(dialog.size_box.fields[0], Qt.Key.Key_Up)
    assert (dialog.request().dpi, dialog.request().scale) == (300, 300 / 96)


def test_centimetres_at_a_resolution_give_their_pixels(qtbot: QtBot) -> None:
    box = PictureSize()
    qtbot.addWidget(box)
    named(box, QComboBox, "Usual sizes").setCurrentIndex(2)
    width = named(box, QAbstractSpinBox, "Width")
    width.setFocus()
    width.selectAll()
    qtbot.keyClicks(width, "10")
    qtbot.keyClick(width, Qt.Key.Key_Tab)
    assert box.pixels.width() == 1181
    assert box.scale == 3.125
    named(box, QComboBox, "Unit of the size").setCurrentIndex(0)
    assert box.pixels.width() == 1181


def test_what_is_chosen_is_what_is_asked_for(qtbot: QtBot, dialog: ExportPlot) -> None:
    for box in dialog.findChildren(QCheckBox):
        if "ransparent" in box.text() or "ources" in box.text():
            box.setFocus()
            qtbot.keyClick(box, Qt.Key.Key_Space)
    named(dialog, QComboBox, "Colours").setCurrentIndex(1)
    request = dialog.request()
    assert request.transparent
    assert request.dark
    assert not request.show.sources
    assert request.show.title


def test_the_preview_is_the_very_picture(dialog: ExportPlot) -> None:
    dialog.refresh()
    assert dialog._preview._image == render_chart(dialog._chart, dialog.request())
    assert dialog.request() == ImageRequest()


def test_the_picture_and_its_description_are_copied(qtbot: QtBot, dialog: ExportPlot) -> None:
    dialog.copy_picture()
    qtbot.waitUntil(lambda: said(dialog) == "The picture is on the clipboard")
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert QImage.fromData(data.data("image/png")).size() == QSize(1200, 675)
    dialog.copy_alt_text()
    assert QGuiApplication.clipboard().text() == dialog._chart.alt


def test_a_large_picture_is_previewed_smaller_and_laid_out_alike(dialog: ExportPlot) -> None:
    request = replace(dialog.request(), width=12_000, height=6_750, scale=10)
    small = previewed(request)
    assert small.width * small.height <= 1_501_000
    assert small.width / small.scale == pytest.approx(request.width / request.scale, rel=1e-3)
    assert small.width / small.height == pytest.approx(16 / 9, rel=2e-3)
    assert previewed(dialog.request()) == dialog.request()


def test_a_picture_is_made_beside_the_window(
    qtbot: QtBot, dialog: ExportPlot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here: list[bool] = []

    def watched(path: Path, data: bytes) -> None:
        here.append(QThread.currentThread() is dialog.thread())
        path.write_bytes(data)

    monkeypatch.setattr(export_dialog, "write_file", watched)
    with qtbot.waitSignal(dialog.exported):
        dialog.save_to(tmp_path / "out.png")
    assert here == [False]


def test_a_dialog_that_is_closed_leaves_the_earlier_file(
    qtbot: QtBot, dialog: ExportPlot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.png"
    path.write_bytes(b"before")
    begun, go_on = Event(), Event()

    def slow(*_: object) -> bytes:
        begun.set()
        go_on.wait(60)
        return b"after"

    monkeypatch.setattr(export_dialog, "picture_bytes", slow)
    dialog.save_to(path)
    making = dialog._making
    assert making is not None
    assert begun.wait(60)
    dialog.reject()
    with qtbot.waitSignal(making.ended):
        go_on.set()
    assert path.read_bytes() == b"before"


def test_a_failure_is_said_in_the_dialog_and_nothing_is_left(
    qtbot: QtBot, dialog: ExportPlot, tmp_path: Path
) -> None:
    dialog.save_to(tmp_path / "nowhere" / "out.png")
    qtbot.waitUntil(lambda: "out.png" in said(dialog))
    assert list(tmp_path.iterdir()) == []


def test_every_field_has_a_name(dialog: ExportPlot) -> None:
    for kind in (QComboBox, QAbstractSpinBox):
        for widget in dialog.findChildren(kind):
            assert widget.accessibleName()


def test_the_fields_stand_in_one_line_and_the_keyboard_begins_with_the_first(dialog: ExportPlot) -> None:
    fields = [named(dialog, QComboBox, name) for name in ("Kind of file", "Usual sizes", "Colours")]
    lefts = {field.mapTo(dialog, QPoint()).x() for field in fields}
    lefts.add(named(dialog, QAbstractSpinBox, "Width").mapTo(dialog, QPoint()).x())
    assert len(lefts) == 1
    assert dialog.focusWidget() is fields[0]
    default = [button for button in dialog.findChildren(QPushButton) if button.isDefault()]
    assert [button.text() for button in default] == ["E&xport…"]


def test_what_is_shown_is_what_is_exported_or_all_of_it(qtbot: QtBot, tmp_path: Path) -> None:
    results = derive(worked())
    chart = build("losses-gains", results, checks(results), Formats())
    sight = Sight((chart.x0, chart.x0 + 30.0))
    dialog = ExportPlot(chart, tmp_path / "a.png", sight=sight)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    (as_seen,) = (box for box in dialog.findChildren(QCheckBox) if box.text() == "Only what is s&hown now")
    assert (as_seen.isVisible(), dialog.request().sight) == (True, sight)
    as_seen.setFocus()
    qtbot.keyClick(as_seen, Qt.Key.Key_Space)
    assert dialog.request().sight == Sight()
    assert render_chart(chart, dialog.request()) != render_chart(
        chart, replace(dialog.request(), sight=sight)
    )
