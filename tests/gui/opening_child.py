"""A running program that opens the projects it is given in its window; prints what Python heard meanwhile.

`python -m tests.gui.opening_child FOLDER FILE…`: prints a line of JSON, a list of (event, argument).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt

from gui.app.faults import Faults
from gui.app.settings import Settings
from gui.app.theme import Theme
from gui.window.app import Application, AppWindows
from gui.window.main_window import MainWindow
from model.charts import CHARTS
from model.files.safety import Disk


def look(window: MainWindow) -> None:
    """Look at everything: each table with its tips and in the inspector, each chart."""
    window.inspector_controller.show()
    for key, view in window.tables.tables.items():
        window.tables.show_table(key)
        model = view.model
        for column in view.grid.shown_columns():
            view.grid.go_to(0, column)
            QCoreApplication.processEvents()
            for row in range(model.rowCount()):
                model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
    for kind in CHARTS:
        window.charts.panels[0].set_kind(kind.key)
        QCoreApplication.processEvents()
        window.charts.panels[0].grab()
    window.grab()


def _named(event: str, argument: object) -> str:
    """Return the name of the file behind a descriptor, where the system tells it, else the argument.

    Of what is no plain value only its kind: Python 3.13 crashes where a frame that begins is written out.
    """
    if not isinstance(argument, str | bytes | int | Path):
        return type(argument).__name__
    link = Path(f"/proc/self/fd/{argument!s}")
    if event == "os.truncate" and isinstance(argument, int) and link.is_symlink():
        return str(link.readlink())
    return str(argument)


def main(folder: Path, files: list[Path]) -> None:
    heard: list[tuple[str, str]] = []
    listening = False

    def listen(event: str, args: tuple[object, ...]) -> None:
        if listening:
            heard.append((event, _named(event, args[0]) if args else ""))

    app = Application(["salient"])
    settings = Settings(QSettings(str(folder / "salient.ini"), QSettings.Format.IniFormat))
    faults = Faults(folder / "data" / "salient.log")
    windows = AppWindows(app, settings, Theme(app), faults, Disk(folder / "data"))
    windows.start([])
    (window,) = windows.open_windows
    while not window.charts.panels:
        QCoreApplication.processEvents()
    look(window)  # what is imported and compiled when first needed has been
    sys.addaudithook(listen)
    for path in files:
        listening = True
        windows.open_file(path)
        QCoreApplication.processEvents()
        shown = windows.open_windows[-1]
        while not shown.charts.panels:
            QCoreApplication.processEvents()
        look(shown)
        listening = False
        assert shown.session.path == path, shown.message_bar.text
    print(json.dumps(heard))
    for shown in windows.open_windows:
        shown.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    faults.remove()


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
