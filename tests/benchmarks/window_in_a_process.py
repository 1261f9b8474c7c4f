"""The program, opened with a file and measured from within; run as `-m tests.benchmarks.window_in_a_process`.

`first-frame FILE` prints the monotonic clock when the first frame is painted. `typing FILE EDITS` prints a
JSON list: for each edit the milliseconds from the key that commits it to the frame with table and charts.
`stand FILE` goes to the losses of the middle row, prints where on the screen the row of totals and the charts
are, as JSON, and stays until it is ended.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Sequence

import main

main.window()  # as a start imports it, before anything else does

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer  # noqa: E402 - as just said
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget  # noqa: E402 - as just said

from gui.tables.editor import CellEditor  # noqa: E402 - as just said
from gui.tables.grid import Grid  # noqa: E402 - as just said
from gui.window.main_window import MainWindow  # noqa: E402 - as just said
from model.columns import TABLE  # noqa: E402 - as just said

PATIENCE = 20.0  # seconds, after which something is wrong


class Painted(QObject):
    """Which of some widgets were painted since `begin`."""

    def __init__(self, widgets: Sequence[QWidget]) -> None:
        super().__init__()
        self._awaited: set[QObject] = set()
        self._widgets = list(widgets)
        for widget in widgets:
            widget.installEventFilter(self)

    def begin(self) -> None:
        self._awaited = set(self._widgets)

    def done(self) -> bool:
        return not self._awaited

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._awaited.discard(watched)
        return False


def _until(condition: Callable[[], bool], what: str) -> None:
    begun = time.perf_counter()
    while not condition():
        QApplication.processEvents()
        if time.perf_counter() - begun > PATIENCE:
            raise TimeoutError(f"waited in vain for {what}")


def stand(window: MainWindow) -> None:
    """Go to the losses of the middle row, and print where the totals and the charts are once all is drawn."""
    _until(lambda: len(window.charts.panels) > 0, "charts")
    view = window.tables.current
    column = [column.key for column in view.model.columns].index("losses")
    view.grid.go_to(len(window.session.project.periods) // 2, column)
    _settle()
    charts = [chart.viewport() for chart in window.findChildren(QGraphicsView) if chart.isVisible()]
    assert view.totals is not None
    print(json.dumps({"totals": _place(view.totals), "charts": list(map(_place, charts))}), flush=True)


def _place(widget: QWidget) -> tuple[int, int, int, int]:
    at = widget.mapToGlobal(QPoint())
    return at.x(), at.y(), widget.width(), widget.height()


def type_figures(window: MainWindow, edits: int) -> list[float]:
    """Change the losses of the middle row that many times; return milliseconds from Enter to the frame."""
    from PySide6.QtTest import QTest  # noqa: PLC0415 - a start does not import it

    window.resize(1280, 800)
    _until(lambda: len(window.charts.panels) > 0, "charts")
    grid = next(grid for grid in window.findChildren(Grid) if grid.isVisible())
    model = grid.model()
    row = len(window.session.project.periods) // 2
    column = [column.key for column in TABLE["periods"].columns].index("losses")
    charts = [view.viewport() for view in window.findChildren(QGraphicsView) if view.isVisible()]
    painted = Painted([grid.viewport(), *charts])
    grid.setFocus()
    spent = []
    for number in range(edits):
        index = model.index(row, column)
        grid.setCurrentIndex(index)
        grid.edit(index)
        editor = next(editor for editor in grid.findChildren(CellEditor) if editor.isVisible())
        QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(editor, f"{2_000 + number:,}")
        _settle()
        painted.begin()
        begun = time.perf_counter()
        QTest.keyClick(editor, Qt.Key.Key_Return)
        _until(painted.done, "a frame with table and charts")
        spent.append((time.perf_counter() - begun) * 1_000)
        figure = window.session.project.periods[row].losses
        assert figure is not None
        assert figure.value == 2_000 + number
        _settle()
    return spent


def _settle() -> None:
    """Let everything that is still due be done, so that it is not counted with the next edit."""
    for _ in range(20):
        QApplication.processEvents()


def run(arguments: Sequence[str]) -> None:
    what, file, *rest = arguments
    show = MainWindow._on_first_painted

    def first_frame(window: MainWindow) -> None:
        print(time.monotonic(), flush=True)
        os._exit(0)

    def typing(window: MainWindow) -> None:
        show(window)
        QTimer.singleShot(0, lambda: measure(window))

    def measure(window: MainWindow) -> None:
        try:
            print(json.dumps(type_figures(window, int(rest[0]))), flush=True)
        except Exception:  # noqa: BLE001 - Qt would swallow it; the exit code tells
            traceback.print_exc()
            os._exit(1)
        os._exit(0)

    def standing(window: MainWindow) -> None:
        show(window)
        QTimer.singleShot(1_000, lambda: stand(window))

    ways = {"first-frame": first_frame, "typing": typing, "stand": standing}
    setattr(MainWindow, "_on_first_painted", ways[what])  # noqa: B010 - mypy
    sys.exit(main.main([file]))


if __name__ == "__main__":
    run(sys.argv[1:])
