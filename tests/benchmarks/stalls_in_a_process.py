"""The program with many rows, worked with; run as `-m tests.benchmarks.stalls_in_a_process FILE`.

Prints a JSON object: for each thing done the longest time, in milliseconds, for which the thread of the
window worked without coming back to its events. It is the time of that thread alone: what else the machine
does is not counted, nor is what is done beside the window.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

import main

main.window()  # as a start imports it, before anything else does

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Qt, QTimer  # noqa: E402 - as just said
from PySide6.QtTest import QTest  # noqa: E402 - as just said
from PySide6.QtWidgets import QApplication, QDialog  # noqa: E402 - as just said

from gui.tables.view import TableView  # noqa: E402 - as just said
from gui.window.main_window import MainWindow  # noqa: E402 - as just said

_QUIET = 0.4  # seconds without work, after which something is done with
_PATIENCE = 120.0
_WORK = 2.0  # milliseconds, below which nothing is done


class Stretches(QObject):
    """How long the thread of the window works between two looks at its events: `longest`, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest, self.last_work, self._begun = 0.0, 0.0, time.thread_time()
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self.end)
        dispatcher.aboutToBlock.connect(self.end)

    def end(self) -> None:
        """End a stretch, and begin the next."""
        now = time.thread_time()
        spent, self._begun = (now - self._begun) * 1_000, now
        self.longest = max(self.longest, spent)
        if spent > _WORK:
            self.last_work = time.monotonic()


class Worker:
    """Does what a person does with a table of many rows; `found` is the longest stretch of each."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.folder = folder
        self.window, self.stretches = window, Stretches()
        self.found: dict[str, float] = {}

    def settle(self) -> None:
        begun = self.stretches.last_work = time.monotonic()
        while time.monotonic() - self.stretches.last_work < _QUIET:
            QApplication.processEvents()
            self.stretches.end()
            time.sleep(0.002)
            if time.monotonic() - begun > _PATIENCE:
                raise TimeoutError

    def measure(self, name: str, do: Callable[[], object]) -> None:
        self.settle()
        self.stretches.end()
        self.stretches.longest = 0.0
        do()
        self.stretches.end()
        self.settle()
        self.found[name] = round(self.stretches.longest, 1)

    def act(self, name: str, action: str) -> None:
        self.measure(name, self.window.actions_by_key[action].trigger)

    def work(self) -> None:
        self.window.resize(1280, 800)
        while not self.window.charts.panels:
            QApplication.processEvents()
        self.settle()
        view, count = self.window.tables.current, len(self.window.session.project.periods)
        losses = [column.key for column in view.model.columns].index("losses")
        view.grid.setFocus()
        for edit in ("first", "second"):
            view.grid.go_to(count // 2, losses)
            self.measure(f"{edit} edit", partial(self.typed, view, "1234"))
        self.cells(view, count, losses)
        self.order(view, losses)
        self.clipboard(view, count, losses)
        assert self.window.session.path is not None
        self.files(self.window.session.path, view, losses)
        self.measure(
            "report as PDF", partial(self.window.exporting.write_report, self.folder / "a.pdf", "pdf")
        )

    def typed(self, view: TableView, text: str) -> None:
        QTest.keyClicks(view.grid, text[0])
        editor = view.grid.editor
        assert editor is not None
        QTest.keyClicks(editor, text[1:])
        QTest.keyClick(editor, Qt.Key.Key_Return)

    def cells(self, view: TableView, count: int, losses: int) -> None:
        view.grid.select_block(0, losses, count, 1)
        self.act("fill down", "fill_down")
        self.act("undo of fill down", "undo")
        self.act("redo of fill down", "redo")
        self.act("select all", "select_all")
        self.measure("select five columns", partial(view.grid.select_block, 0, losses, count, 5))
        self.act("select all again", "select_all")
        self.act("delete all cells", "clear")
        self.act("undo of delete", "undo")
        view.grid.select_block(0, losses, 1, 1)
        self.measure("fill by the handle", partial(view.fill_handle.dragged.emit, range(1, count)))
        self.act("undo of fill by the handle", "undo")
        view.grid.select_block(0, 0, count // 2, 1)
        self.act("delete half of the rows", "delete_rows")
        self.act("undo of rows", "undo")

    def order(self, view: TableView, losses: int) -> None:
        view.grid.go_to(0, losses)
        self.measure("sort", lambda: view.sort(losses, Qt.SortOrder.DescendingOrder))
        self.measure("sort off", lambda: view.sort(-1, None))
        self.act("find opens", "find")
        bar = view.find_bar
        for text in ("1", "18", "185", ""):
            self.measure(f"find {text or 'nothing'}", partial(bar.find_field.setText, text))
        self.measure("filter of a column", partial(bar.begin, filtering=True, column="losses"))
        for text in ("1", "18", ""):
            self.measure(f"filter {text or 'nothing'}", partial(bar.only_field.setText, text))
        self.act("replace opens", "replace")
        self.measure("find >", partial(bar.find_field.setText, ">"))
        bar.instead_field.setText("≥")
        self.measure("replace all", bar.replace_all.click)
        self.act("undo of replace all", "undo")
        self.measure("find closes", bar.leave)

    def clipboard(self, view: TableView, count: int, losses: int) -> None:
        nonsense = "\n".join("\t".join(["nonsense"] * 5) for _ in range(count // 2))
        QApplication.clipboard().setText(nonsense)
        view.grid.go_to(0, 0)
        self.act("paste of unreadable cells", "paste")
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible():
                dialog.reject()
        view.grid.select_block(1, losses, count - 1, 1)
        self.act("copy a column", "copy")
        view.grid.go_to(0, losses)
        before = self.window.session.project
        self.act("paste a column", "paste")
        assert self.window.session.project is not before  # nothing of it had to be asked about
        self.act("undo of paste", "undo")

    def files(self, file: Path, view: TableView, losses: int) -> None:
        view.grid.go_to(0, losses)
        self.typed(view, "4321")
        before = self.window.session.project
        self.act("revert", "revert")
        assert self.window.session.project is not before
        other = self.folder / f"other-{file.name}"
        other.write_bytes(file.read_bytes())
        self.measure("open", partial(self.window.files.open_path, other))
        assert self.window.session.path == other


def run(file: str) -> None:
    show = MainWindow._on_first_painted

    def begin(window: MainWindow) -> None:
        show(window)
        QTimer.singleShot(0, lambda: measure(window))

    def measure(window: MainWindow) -> None:
        try:
            worker = Worker(window, Path(file).parent)
            worker.work()
            print(json.dumps(worker.found), flush=True)
        except BaseException:  # noqa: BLE001 - Qt would swallow it; the exit code tells
            traceback.print_exc()
            os._exit(1)
        os._exit(0)

    setattr(MainWindow, "_on_first_painted", begin)  # noqa: B010 - mypy
    sys.exit(main.main([file]))


if __name__ == "__main__":
    run(sys.argv[1])
