"""The window and its dialogs look as in the pictures kept of them, light and dark.

`python -m tests --remake tests/gui/test_pictures_of_windows.py` keeps those of now: what has changed is then
a change in the diff. They are kept at half their size, so that the edges of letters, which each machine
smooths in its own way, weigh little.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from gui.app.theme import Scheme
from gui.charts.style import family
from gui.imports.read_report import ReadReport
from gui.panels.surface import FittedLabel
from model.project import Project
from tests.gui.charts.test_references import SHARE, apart, pixels
from tests.gui.hands import act, settle
from tests.gui.imports.assistant_kit import each_assistant
from tests.gui.imports.test_read_report import ARTICLE
from tests.gui.probed import in_each_dialog
from tests.gui.test_plain_text import DIALOGS
from tests.gui.window_kit import Kit, opened
from tests.model.imports.maps.made import quick

__all__ = ["quick"]
KEPT = Path(__file__).parents[1] / "data" / "windows"
# What these show is of the machine or the moment: versions, a log, when files were saved.
NEVER_THE_SAME = {"about", "report_problem", "show_log", "earlier_versions"}
PICTURED = [
    *(key for key in DIALOGS if key not in NEVER_THE_SAME),
    *("guide", "adjust_chart"),
]
FILLED = ("read_report", "import", "import_maps", "import_events", "refresh")
SIZES = ((1280, 800), (1024, 700))


@pytest.fixture(params=[Scheme.LIGHT, Scheme.DARK], ids=lambda scheme: scheme.name.lower())
def scheme(request: pytest.FixtureRequest) -> Scheme:
    """The colours: light, then dark."""
    given = request.param
    assert isinstance(given, Scheme)
    return given


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path, qapp: QApplication, scheme: Scheme) -> Iterator[Kit]:
    """A window in the program's own font, in which nothing blinks."""
    font, flash = qapp.font(), qapp.cursorFlashTime()
    qapp.setFont(QFont(family(), 10))
    qapp.setCursorFlashTime(0)
    try:
        with opened(qtbot, tmp_path) as opened_kit:
            opened_kit.window._theme.set_scheme(scheme)
            yield opened_kit
    finally:
        qapp.setFont(font)
        qapp.setCursorFlashTime(flash)


def half(widget: QWidget) -> QImage:
    """Return a picture of a widget at half its size."""
    settle()
    picture = widget.grab().toImage()
    return picture.scaledToWidth(picture.width() // 2, Qt.TransformationMode.SmoothTransformation)


def filled(qtbot: QtBot, kit: Kit, folder: Path) -> Iterator[QDialog]:
    """Open the windows that show what they have read, once they have."""
    act(kit.window, "read_report")
    reader = kit.window.findChild(ReadReport)
    assert reader is not None
    reader.text.setPlainText(ARTICLE)
    qtbot.waitUntil(reader.do.isEnabled, timeout=20_000)
    yield reader
    reader.close()
    kit.session.load(Project(), None)
    yield from each_assistant(qtbot, kit, folder)


def told(name: str, drawn: QImage, remake: bool) -> str:
    """Return what is different of a picture and the one that is kept, which it replaces if asked for."""
    path = KEPT / f"{name}.png"
    if remake:
        assert drawn.save(str(path)), path
    kept, now = pixels(QImage(str(path))), pixels(drawn)
    if kept.shape != now.shape:
        return f"{name}: {kept.shape} is {now.shape}"
    share = apart(kept, now)
    return f"{name}: {share:.2%} of the pixels" if share > SHARE else ""


@pytest.mark.usefixtures("quick")
def test_the_window_and_each_dialog_look_as_they_did(
    qtbot: QtBot, kit: Kit, scheme: Scheme, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    remake, theme = request.config.getoption("--remake"), scheme.name.lower()
    found = []
    for width, height in SIZES:
        kit.window.resize(width, height)
        kit.window.panes.reset()
        found.append(told(f"window-{width}x{height}-{theme}", half(kit.window), remake))
    keys = iter(PICTURED)

    def look(dialog: QDialog) -> None:
        found.append(told(f"{next(keys)}-{theme}", half(dialog), remake))

    in_each_dialog(kit, PICTURED, tmp_path, look)
    assert next(keys, None) is None
    for key, filled_dialog in zip(FILLED, filled(qtbot, kit, tmp_path), strict=True):
        for label in filled_dialog.findChildren(FittedLabel):
            label.set_text(label.text().replace(str(tmp_path), "/folder"))  # of this run alone
        found.append(told(f"{key}-{theme}", half(filled_dialog), remake))
    assert [what for what in found if what] == []


def test_a_window_that_is_not_as_it_was_is_noticed_and_only_these_are_kept() -> None:
    kept = {path.stem: pixels(QImage(str(path))) for path in KEPT.glob("*.png")}
    sizes = [f"window-{width}x{height}" for width, height in SIZES]
    names = {f"{name}-{theme}" for name in (*sizes, *PICTURED, *FILLED) for theme in ("light", "dark")}
    assert kept.keys() == names
    light = kept["window-1280x800-light"]
    assert apart(light, np.roll(light, 2, axis=0)) > SHARE
    assert apart(light, kept["window-1280x800-dark"]) > SHARE
