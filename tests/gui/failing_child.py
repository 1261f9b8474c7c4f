"""A running program in which a slot, an override and a thread fail, over and over; tells what people saw.

`python -m tests.gui.failing_child FOLDER`: prints a line of JSON.
"""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSettings,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import QListView

from gui.app.faults import Faults
from gui.app.guard import guarded
from gui.app.messages import Message
from gui.app.settings import Settings
from gui.app.theme import Theme
from gui.window.app import Application, AppWindows
from model.columns import TABLE
from model.edits import set_cells
from model.files.safety import Disk
from model.text.formats import Formats

TIMES = 25
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@guarded
class Failing(QAbstractListModel):
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 1

    def data(self, _index: Index, _role: int = 0) -> object:
        raise ZeroDivisionError("in an override")


class Slots(QObject):
    asked = Signal()

    def fail(self) -> None:
        raise KeyError("in a slot")


def fail_in_a_thread() -> None:
    raise RuntimeError("in a thread")


def main(folder: Path) -> None:
    app = Application(["salient"])
    settings = Settings(QSettings(str(folder / "salient.ini"), QSettings.Format.IniFormat))
    faults = Faults(folder / "salient.log")
    windows = AppWindows(app, settings, Theme(app), faults, Disk(folder / "data"))
    windows.start([])
    window = windows.open_windows[0]
    told: list[Message] = []
    window.messages.told.connect(told.append)
    slots, model, view = Slots(), Failing(), QListView()
    view.setModel(model)
    slots.asked.connect(slots.fail)
    timer = QTimer(interval=1)
    timer.timeout.connect(slots.fail)
    turns = 0

    def go_on() -> None:
        nonlocal turns
        turns += 1
        model.index(0).data()
        view.grab()
        thread = threading.Thread(target=fail_in_a_thread)
        thread.start()
        thread.join()
        if turns == 1:
            window.session.edit(set_cells(window.session.context, TABLE["periods"], {(0, "losses"): "4"}))
        if turns == 2:
            for _ in range(1000):
                slots.asked.emit()
        if turns == 3:
            with patch.object(Formats, "figure", side_effect=OverflowError("in the window")):
                window.session.formats_changed.emit()
                window.grab()
        if turns == TIMES:
            app.exit(0)  # quit() would ask about the unsaved edit

    beat = QTimer(interval=2)
    beat.timeout.connect(go_on)
    timer.start()
    beat.start()
    app.exec()
    beat.stop()
    timer.stop()
    app.processEvents()
    journals = [path.name for path in Disk(folder / "data").journals.iterdir()]
    figure = window.session.project.periods[0].losses
    print(
        json.dumps(
            {
                "told": [message.details[0] for message in told],
                "log": (folder / "salient.log").read_text("utf-8"),
                "losses": None if figure is None else figure.value,
                "turns": turns,
                "journals": journals,
            }
        )
    )
    faults.remove()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
