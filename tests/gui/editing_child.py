"""Edits a project in a window, over and over, for a test that kills it."""

from __future__ import annotations

import time
from multiprocessing.connection import Connection
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer

from gui.app.faults import Faults
from gui.app.settings import Settings
from gui.app.theme import Theme
from gui.window.app import Application, AppWindows
from model.columns import TABLE
from model.edits import Edit, set_cells
from model.files.safety import Disk
from model.text.words import words
from tests.benchmarks.sized import project_of

EVERY_MS = 75
SAVED_EVERY = 25  # within which the journal is written more than once


def main(folder: Path, file: Path | None, rows: int, tell: Connection) -> None:
    """Let the losses of the second period become 1, 2, 3, …; tell each number with the time of its edit.

    With a file it is saved every now and then; with rows the first edit brings in that many periods, of a
    project that has no file.
    """
    app = Application(["salient"])
    settings = Settings(QSettings(str(folder / "salient.ini"), QSettings.Format.IniFormat))
    faults = Faults(folder / "salient.log")
    windows = AppWindows(app, settings, Theme(app), faults, Disk(folder / "data"))
    windows.start([] if file is None else [file])
    window = windows.open_windows[0]
    number = 0
    large = project_of(rows) if rows else None

    def edit() -> None:
        nonlocal number
        number += 1
        if large is not None and number == 1:
            window.session.edit(Edit(words("bring in"), large))
        edited = time.monotonic()
        typed = {(1, "losses"): str(number)}
        window.session.edit(set_cells(window.session.context, TABLE["periods"], typed))
        tell.send((number, edited))
        if file is not None and number % SAVED_EVERY == 0:
            window.files.save()

    timer = QTimer(interval=EVERY_MS)
    timer.timeout.connect(edit)
    timer.start()
    app.exec()
