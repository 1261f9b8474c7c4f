"""What makes any test of the window fail, whatever it looks at: a logged fault, or a window left behind.

Exceptions in slots and overrides fail a test through pytest-qt, warnings of Qt through `qt_log_level_fail`.
"""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QStandardPaths
from PySide6.QtWidgets import QApplication, QWidget

__all__ = ["no_logged_fault", "no_window_left_behind", "settings_of_its_own"]


_folders = count()


@pytest.fixture(autouse=True)
def settings_of_its_own() -> None:
    """Let each test begin without settings, and write none but its own: a folder is made where it does."""
    QStandardPaths.setTestModeEnabled(True)
    folder = Path(os.environ["XDG_CONFIG_HOME"], f"of-{os.getpid()}-{next(_folders)}")
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(folder))


@pytest.fixture(autouse=True)
def no_logged_fault(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail on what the program logs as an error, unless the test is marked `faults`: there it is meant.

    The program keeps exceptions from leaving Qt's overrides by logging them, so that a log is the only
    place where such a fault is seen.
    """
    yield
    if request.node.get_closest_marker("faults"):
        return
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    faults = [record.getMessage() for record in records if record.levelno >= logging.ERROR]
    assert not faults, f"logged while the test ran: {faults}"


@pytest.fixture(autouse=True)
def no_window_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fail when a window made by the test outlives it; `qtbot.addWidget` takes care of the test's own."""
    before = set(QApplication.topLevelWidgets())
    yield
    QApplication.clipboard().clear()  # else what was copied goes after Python, and takes the process with it
    if left := _windows() - before:
        left.clear()
        gc.collect()
        left = _windows() - before
    assert not left, f"left behind: {sorted(_described(widget) for widget in left)}"


def _windows() -> set[QWidget]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    widgets = (widget for widget in QApplication.topLevelWidgets() if widget.parent() is None)
    # Qt keeps one tooltip of its own.
    return {widget for widget in widgets if widget.metaObject().className() != "QTipLabel"}


def _described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName() or widget.windowTitle()!r}"
