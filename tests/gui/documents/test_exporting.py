"""Export of tables and reports from the window, and pictures that carry their project."""

from __future__ import annotations

import re
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QThread
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QGroupBox,
    QLineEdit,
    QListWidget,
    QProgressDialog,
    QRadioButton,
)
from pytestqt.qtbot import QtBot

from gui.charts.export_dialog import ExportPlot
from gui.dialogs.export_report import ExportReport
from gui.dialogs.export_table import ExportTable
from gui.documents import report_files
from model.charts import CHARTS
from model.columns import Context
from model.files import sample
from model.files.carried import open_carried
from model.output.formats import REPORT_FORMATS, TABLE_FORMATS
from tests.gui.hands import act, when_asked
from tests.gui.window_kit import Kit, opened


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        yield opened_kit


def test_what_is_shown_goes_to_a_file_of_every_format(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    for kind in TABLE_FORMATS:
        path = tmp_path / f"{kind.key}.out"
        with qtbot.waitSignal(kit.window.exporting.finished, timeout=60_000):
            kit.window.exporting.write_tables(("periods",), kind.key, path, everything=False)
        held = path.read_bytes()
        if kind.key == "xlsx":
            with zipfile.ZipFile(path) as parts:
                held = parts.read("xl/worksheets/sheet1.xml")
        assert b"45690" in held or b"45,690" in held, kind.key
        said = kit.window.message_bar.text
        assert said.startswith("Exported to ")
        assert said.endswith(f"{path.name}.")


def test_hidden_columns_and_the_order_on_the_screen_are_followed(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    view = kit.window.tables.tables["periods"]
    keys = [column.key for column in view.model.columns]
    view.columns_shown.show(keys.index("gains"), False)
    view.sort(keys.index("start"), Qt.SortOrder.DescendingOrder)
    path = tmp_path / "out.csv"
    with qtbot.waitSignal(kit.window.exporting.finished, timeout=60_000):
        kit.window.exporting.write_tables(("periods",), "csv", path, everything=False)
    lines = path.read_text("utf-8-sig").splitlines()
    assert "Gains km²," not in lines[0]
    assert lines[1].startswith("November 2024")


MADE = ("pdf", "html", "word", "xlsx", "csv")
MAGIC = {
    "html": b"<!DOCTYPE",
    "word": b"<!DOCTYPE",
    "pdf": b"%PDF",
    "xlsx": b"PK",
    "markdown": b"# ",
    "text": b"Autumn 2024\n===",
    "csv": b"series,",
    "datapackage": b"PK",
    "json": b"{\n",
    "csl": b"[\n",
    "bibtex": b"@",
}


def test_a_report_is_written_in_the_format_that_is_chosen_or_whose_ending_is_typed(
    qtbot: QtBot, kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def written(name: str, number: int) -> bytes:
        with qtbot.waitSignal(kit.window.exporting.finished, timeout=60_000) as done:
            ask(monkeypatch, tmp_path / name, number)
            act(kit.window, "export_report")
        assert done.args is not None
        made: Path = done.args[0]
        return made.read_bytes()

    drawn = len(CHARTS) - 3  # no maps, no ground lost or held, and one series stands beside no other
    for number, kind in enumerate(REPORT_FORMATS):
        data = written(f"{kind.key}.{kind.extension}", number)
        assert data.startswith(MAGIC[kind.key]), kind.key
        assert data.count(b"<svg") == (drawn if kind.key == "html" else 0), kind.key
        assert data.count(b"data:image/png") == (drawn if kind.key == "word" else 0), kind.key
    for typed, magic in (("r.pdf", b"%PDF"), ("r.md", b"# "), ("r", b"<!DOCTYPE")):
        assert written(typed, 0).startswith(magic), typed


def ask(monkeypatch: pytest.MonkeyPatch, path: Path, number: int) -> None:
    """Answer the question where to with `path` and the filter of that number."""

    def answer(_parent: object, _title: str, _start: str, filters: str) -> tuple[str, str]:
        return str(path), filters.split(";;")[number]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    monkeypatch.setattr(ExportReport, "exec", lambda _dialog: QDialog.DialogCode.Accepted)


def test_no_part_of_a_report_is_made_where_the_window_lives(
    qtbot: QtBot, kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[bool] = []
    real = report_files.report_file

    def watched(ctx: Context, key: str, series: str | None, told: Callable[[], None], *rest: Any) -> bytes:
        def tell() -> None:
            threads.append(QThread.currentThread() is kit.window.thread())
            told()

        return real(ctx, key, series, tell, *rest)

    monkeypatch.setattr(report_files, "report_file", watched)
    for kind in MADE:
        threads.clear()
        with qtbot.waitSignal(kit.window.exporting.finished, timeout=60_000):
            kit.window.exporting.write_report(tmp_path / "report", kind)
        assert threads, kind
        assert not any(threads), kind


def test_a_report_is_given_up_at_once_and_leaves_the_earlier_file(
    qtbot: QtBot, kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report"
    path.write_bytes(b"before")
    told: list[str] = []
    real = report_files.report_file

    def cancelled(ctx: Context, key: str, series: str | None, tell: Callable[[], None], *rest: Any) -> bytes:
        def stop() -> None:
            told.append(key)
            kit.window.exporting.cancel()
            tell()

        return real(ctx, key, series, stop, *rest)

    monkeypatch.setattr(report_files, "report_file", cancelled)
    for kind in MADE:
        told.clear()
        kit.window.messages.tell("nothing yet")
        with qtbot.waitSignal(kit.window.exporting.finished, timeout=60_000):
            kit.window.exporting.write_report(path, kind)
        assert told == [kind]
        assert path.read_bytes() == b"before", kind
        assert "report was not exported: it was cancelled." in kit.window.message_bar.text


def test_a_failed_export_is_told_and_leaves_the_earlier_file(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "out.csv"
    with qtbot.waitSignal(kit.window.exporting.finished, timeout=60_000):
        kit.window.exporting.write_tables(("periods",), "csv", path, everything=True)
    assert "out.csv was not exported." in kit.window.message_bar.text
    assert not path.exists()


def test_a_cancelled_export_leaves_the_earlier_file(
    qtbot: QtBot, kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"before")
    exporting = kit.window.exporting

    def make(*_: object) -> bytes:
        exporting.cancel()
        return b"after"

    monkeypatch.setattr("model.output.documents.tables_bytes", make)
    with qtbot.waitSignal(exporting.finished):
        exporting.write_tables(("periods",), "csv", path, everything=True)
    assert "it was cancelled" in kit.window.message_bar.text
    assert path.read_bytes() == b"before"


def test_a_person_goes_on_working_meanwhile(
    qtbot: QtBot, kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, view = threading.Event(), kit.window.tables.current
    monkeypatch.setattr("gui.app.waiting._PATIENCE", 0)
    monkeypatch.setattr("model.output.documents.tables_bytes", lambda *_: b"made" * go_on.wait(30))
    kit.window.exporting.write_tables(("periods",), "csv", tmp_path / "out.csv", everything=True)
    qtbot.waitUntil(lambda: any(box.isVisible() for box in kit.window.findChildren(QProgressDialog)))
    kit.window.activateWindow()  # which no window manager does here
    qtbot.waitUntil(kit.window.isActiveWindow)
    view.grid.go_to(0, [column.key for column in view.model.columns].index("losses"))
    handle = kit.window.windowHandle()
    assert handle is not None
    for key in (Qt.Key.Key_7, Qt.Key.Key_Return):
        QTest.keyClick(handle, key)
    losses = kit.session.project.periods[0].losses
    assert losses is not None
    assert losses.value == 7
    act(kit.window, "export_table")
    assert "not done yet" in kit.window.message_bar.text
    with qtbot.waitSignal(kit.window.exporting.finished):
        go_on.set()
    assert (tmp_path / "out.csv").read_bytes() == b"made"


def test_the_action_asks_and_exports(
    qtbot: QtBot, kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "chosen.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), "CSV (*.csv)"))

    def answer(dialog: ExportTable) -> None:
        named(dialog, "Format").setCurrentIndex(1)
        everything = next(box for box in dialog.findChildren(QRadioButton) if "Everything" in box.text())
        everything.setFocus()
        QTest.keyClick(everything, Qt.Key.Key_Space)
        assert dialog.everything
        dialog.accept()

    when_asked(kit.window, ExportTable, answer)
    with qtbot.waitSignal(kit.window.exporting.finished, timeout=60_000):
        act(kit.window, "export_table")
    assert "low" in path.read_text("utf-8-sig").splitlines()[0]


def named(dialog: ExportTable, name: str) -> QComboBox:
    return next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == name)


def test_csv_is_offered_for_one_table_alone(qtbot: QtBot, kit: Kit) -> None:
    dialog = ExportTable(kit.session, "campaigns")
    qtbot.addWidget(dialog)
    assert list(dialog.tables) == ["campaigns"]
    table = named(dialog, "Table")
    table.setCurrentIndex(table.count() - 1)
    assert len(dialog.tables) > 3
    named(dialog, "Format").setCurrentIndex(1)
    assert list(dialog.tables) == ["periods"]


# pictures


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_plot_dropped_on_the_window_opens_its_project_as_a_copy(
    ending: str, qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    path = tmp_path / f"plot.{ending}"
    chart = kit.window.charts.panels[0].view.chart
    assert chart is not None
    dialog = ExportPlot(chart, path, None, kit.session.project)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.show()
    box = next(box for box in dialog.findChildren(QCheckBox) if "project" in box.text())
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.exported):
        dialog.save_to(path)
    assert open_carried(path) == sample("autumn-2024")
    kit.session.new()
    assert kit.window.files.open_path(path)
    assert kit.session.project == sample("autumn-2024")
    assert kit.session.path is None
    assert "copy of the project" in kit.window.message_bar.text


def test_a_plot_carries_no_project_unless_asked_to_says_so_and_changes_nothing(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    path = tmp_path / "plot.png"
    chart = kit.window.charts.panels[0].view.chart
    assert chart is not None
    dialog = ExportPlot(chart, path, None, kit.session.project)
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    with qtbot.waitSignal(dialog.exported):
        dialog.save_to(path)
    before = kit.session.project
    assert not kit.window.files.open_path(path)
    assert kit.session.project is before
    assert "was not opened" in kit.window.message_bar.text


def test_what_is_left_out_of_a_report_is_not_in_it(
    qtbot: QtBot, kit: Kit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.html"

    def answer(dialog: ExportReport) -> int:
        assert dialog._go.isDefault()  # Enter exports
        parts, charts, _series = dialog.findChildren(QListWidget)
        for listed, kept in ((parts, ("Charts", "Claims")), (charts, ("The cost of ground",))):
            for item in (listed.item(row) for row in range(listed.count())):
                listed.setCurrentItem(item)
                if item.text() not in kept:
                    QTest.keyClick(listed, Qt.Key.Key_Space)
        (review,) = dialog.findChildren(QGroupBox, "review")
        review.setChecked(True)
        QTest.keyClicks(review.findChildren(QLineEdit)[0], "The Desk")
        return int(QDialog.DialogCode.Accepted)

    ask(monkeypatch, path, 0)
    monkeypatch.setattr(ExportReport, "exec", answer)
    with qtbot.waitSignal(kit.window.exporting.finished, timeout=60_000):
        act(kit.window, "export_report")
    page = path.read_text("utf-8")
    assert page.count("<svg") == 1
    assert re.findall("<h2>(.*?)</h2>", page) == ["Charts", "Claims"]
    assert page.count('"@type": "ClaimReview"') == 14  # of 15 claims one cannot be checked
