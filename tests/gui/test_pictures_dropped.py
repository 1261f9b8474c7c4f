"""Plots that carry their project, dropped on the window and given to the program; and pictures that harm."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget
from pytestqt.qtbot import QtBot

from gui.app.questions import Unsaved
from gui.charts.images import ImageRequest, picture_bytes
from gui.window.app import AppWindows
from model.charts import CHARTS, ChartOptions, build
from model.checks import checks
from model.derive.results import derive
from model.files import sample
from model.files.carried import KEYWORD, carrying, with_text
from model.text.formats import Formats
from tests.gui.hands import act
from tests.gui.window.test_app import windows as windows  # noqa: PLC0414 - a fixture is found by its name
from tests.gui.window_kit import Kit, opened
from tests.model.files.test_carried import png, text_chunk

MONTHS = sample("months-2022-2024")
SMALL = ImageRequest(width=300, height=200)


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        yield opened_kit


@pytest.fixture
def plot(qapp: QApplication, tmp_path: Path) -> Callable[[str], Path]:
    """Return the function that saves a plot of the months with the project in it, by its ending."""

    def saved(ending: str) -> Path:
        results = derive(MONTHS)
        chart = build(CHARTS[0].key, results, checks(results), Formats(), ChartOptions())
        path = tmp_path / f"plot.{ending}"
        path.write_bytes(carrying(picture_bytes(chart, SMALL, ending), MONTHS)[0])
        return path

    return saved


def drop(target: QWidget, *paths: Path) -> bool:
    """Drag files over a widget and drop them, as Qt delivers it; return whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at = target.rect().center()
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    how = (both, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(at), *how)
    QApplication.sendEvent(target, entering)
    if not entering.isAccepted():
        return False
    dropped = QDropEvent(QPointF(at), *how)
    dropped.setDropAction(Qt.DropAction.MoveAction)  # as file managers propose it within one disk
    QApplication.sendEvent(target, dropped)
    if dropped.isAccepted():
        assert dropped.dropAction() is Qt.DropAction.CopyAction  # the file stays where it is
    return dropped.isAccepted()


TARGETS: dict[str, Callable[[Kit], QWidget]] = {
    "window": lambda kit: kit.window,
    "cells": lambda kit: kit.window.tables.tables["periods"].grid.viewport(),
    "chart": lambda kit: kit.window.charts.panels[0].view.findChildren(QGraphicsView)[0].viewport(),
    "headline": lambda kit: kit.window.headline,
}


def test_a_plot_dropped_anywhere_opens_its_project_as_a_copy(
    qtbot: QtBot, kit: Kit, plot: Callable[[str], Path]
) -> None:
    for ending in ("png", "svg"):
        path = plot(ending)
        for where, target in TARGETS.items():
            kit.window.files.open_sample()
            kit.window.messages.tell("nothing yet")
            assert drop(target(kit), path), where
            qtbot.waitUntil(lambda: kit.session.project == MONTHS)
            assert kit.session.path is None
            assert "copy of the project" in kit.window.message_bar.text, where


@pytest.mark.parametrize(("answer", "opens"), [(Unsaved.CANCEL, False), (Unsaved.DISCARD, True)])
def test_unsaved_changes_are_asked_about_first(
    answer: Unsaved, opens: bool, qtbot: QtBot, kit: Kit, plot: Callable[[str], Path]
) -> None:
    kit.answers.unsaved_answer = answer
    view = kit.window.tables.tables["periods"]
    view.grid.go_to(0, [column.key for column in view.model.columns].index("losses"))
    act(kit.window, "clear")
    changed = kit.session.project
    assert not kit.session.clean
    assert drop(kit.window, plot("png"))
    qtbot.waitUntil(lambda: bool(kit.answers.asked))
    qtbot.waitUntil(lambda: kit.session.project == (MONTHS if opens else changed))


HARMFUL: dict[str, tuple[bytes, str]] = {
    "none.png": (png(), "carries no Salient project"),
    "none.svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "carries no Salient project"),
    "empty.png": (b"", "carries no Salient project"),
    "broken.png": (png(text_chunk(b"not packed")), "broken"),
    "cut.png": (png()[:-5], "broken"),
    "no_project.png": (with_text(png(), KEYWORD, b'{"format": "other"}'), "not a Salient project"),
    "huge.png": (png(text_chunk(b" " * 5_000_001, flag=b"\0")), "larger than 5 MB"),
}


def test_a_picture_that_cannot_be_opened_says_why_and_nothing_is_lost(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    before, bar = kit.session.project, kit.window.message_bar
    for name, (data, why) in HARMFUL.items():
        (tmp_path / name).write_bytes(data)
        assert drop(kit.window, tmp_path / name)
        said = f"{name} was not opened; what was open stays."
        qtbot.waitUntil(partial(lambda said: said in bar.text, said))
        assert kit.session.project is before
        assert kit.answers.asked == []
        assert why in bar.details, name


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_the_program_starts_with_the_project_of_a_picture(
    ending: str, windows: AppWindows, plot: Callable[[str], Path]
) -> None:
    windows.start([plot(ending)])
    (window,) = windows.open_windows
    assert window.session.project == MONTHS
    assert window.session.path is None
    assert "copy of the project" in window.message_bar.text


def test_a_start_with_a_picture_that_carries_nothing_says_so(windows: AppWindows, tmp_path: Path) -> None:
    (tmp_path / "none.png").write_bytes(png())
    windows.start([tmp_path / "none.png"])
    (window,) = windows.open_windows
    assert "none.png was not opened" in window.message_bar.text
