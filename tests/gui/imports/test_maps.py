"""Maps in the window: a folder dropped, drawn for the chosen period, and drawn again by the chart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.charts.view import ChartView
from gui.imports.assistant import ImportAssistant
from model.analyses.ground import Ground
from model.files import save_project
from model.project import Project
from model.text.words import words
from tests.gui.imports.assistant_kit import asked, choose_series, drag, dropped, settled, shown
from tests.gui.test_access import nameless
from tests.gui.test_letters import same_letters
from tests.gui.window_kit import Kit, opened
from tests.model.imports.maps.made import collection, feature, folder, quick, square
from tests.program import run

__all__ = ["quick"]
pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path, Project()) as made:
        yield made


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    days = {
        f"d2024{month}30": collection(feature(square(30, 0, 1 + n / 10), status="held"))
        for n, month in enumerate(("06", "07", "08"))
    }
    return folder(tmp_path / "maps", **days)


def drawn(qtbot: QtBot, assistant: ImportAssistant) -> Ground:
    """Return the maps that the assistant draws, once they are read."""
    (view,) = assistant.outcome.findChildren(ChartView)
    qtbot.waitUntil(lambda: isinstance(view.options.ground, Ground), timeout=20_000)
    found = view.options.ground
    assert isinstance(found, Ground)
    return found


def test_a_folder_of_maps_becomes_periods_with_both_maps_drawn(
    qtbot: QtBot, kit: Kit, maps: Path, tmp_path: Path
) -> None:
    assistant = dropped(qtbot, kit, maps)
    assert (assistant.form.what.value, assistant.form.kind.value) == ("gains", "map")
    assert asked(assistant) == ["dating", "by"]
    choose_series(qtbot, assistant, dating="report", by="rows")
    assert assistant.do.isEnabled()
    first = drawn(qtbot, assistant)
    assert (nameless(assistant), same_letters(assistant)) == ([], [])
    assert (first.earlier, first.later) == ("map_20240630.geojson", "map_20240730.geojson")
    QTest.keyClick(assistant.outcome.made, Qt.Key.Key_Down)
    (view,) = assistant.outcome.findChildren(ChartView)
    assert view.options.ground == words("The maps are being read…")  # not those of another period
    qtbot.waitUntil(lambda: drawn(qtbot, assistant).later == "map_20240830.geojson", timeout=20_000)
    QTest.mouseClick(assistant.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: kit.window.imports.dialog is None, timeout=20_000)
    assert len(kit.session.project.periods) == 2
    panel = kit.window.charts.panels[0]
    panel.set_kind("map")
    qtbot.waitUntil(lambda: panel.view.chart is not None and "no folder yet" in panel.view.chart.empty)
    path = tmp_path / "front.salient"
    save_project(kit.session.project, path)
    kit.session.undo_stack.setClean()
    kit.window.files.open_path(path)
    qtbot.waitUntil(lambda: isinstance(panel.view.options.ground, Ground), timeout=20_000)
    out = tmp_path / "report.html"
    assert run("report", str(path), "--format", "html", "--charts", "map", "-o", str(out)).code == 0
    assert b"Ground on maps: " in out.read_bytes()


def test_several_maps_that_are_dropped_are_one_import(qtbot: QtBot, kit: Kit, maps: Path) -> None:
    files = sorted(maps.iterdir())[:2]
    assert drag(kit, *files)
    qtbot.waitUntil(lambda: kit.window.imports.dialog is not None)
    assistant = shown(qtbot, kit)
    assert assistant.form.reading.reading.files == tuple(file.name for file in files)
    settled(qtbot, assistant)
