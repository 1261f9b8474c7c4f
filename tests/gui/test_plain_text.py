"""Text from files is plain in every view: a probe with markup reads as it was typed, wherever it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QMenu, QMessageBox, QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot

from gui.app.questions import Dialogs, UsedSources
from gui.dialogs.compare_projects import CompareProjects
from model.charts import CHARTS
from model.columns import TABLE
from model.edits import InUse, set_cells, set_details
from model.files import save_project
from model.output.documents import report_bytes as report
from tests.gui.hands import settle
from tests.gui.probed import MARK, PROBE, in_each_dialog, misread, probed, shown_texts
from tests.gui.window_kit import Kit, opened

FILE = "Qx<b>Losses & <img src=zero>.json"


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path, probed()) as opened_kit:
        yield opened_kit


@pytest.mark.begun_first
def test_every_table_head_tooltip_and_the_inspector_show_the_probe_as_it_was_typed(kit: Kit) -> None:
    seen: set[str] = set()
    kit.window.inspector_controller.show()
    for key, view in kit.window.tables.tables.items():
        kit.window.tables.show_table(key)
        columns = view.grid.shown_columns()
        for column in columns if key == "periods" else columns[:4]:
            view.grid.go_to(0, column)
            settle()
            assert misread(shown_texts(kit.window.inspector_controller.inspector), seen) == [], (key, column)
        assert misread(shown_texts(view), seen) == [], key
    assert misread(shown_texts(), seen) == []
    assert {"cell DisplayRole", "cell EditRole", "cell ToolTipRole", "label", "text", "title"} <= seen


def test_a_label_that_guesses_whether_its_text_is_markup_is_found(qtbot: QtBot) -> None:
    """What this file holds views to: this label shows “QxLosses  500”."""
    label = QLabel(PROBE)
    qtbot.addWidget(label)
    assert misread(shown_texts(label)) != []
    label.setTextFormat(Qt.TextFormat.PlainText)
    assert misread(shown_texts(label)) == []
    button = QPushButton(PROBE)  # the “&” is taken for a mnemonic
    qtbot.addWidget(button)
    assert misread(shown_texts(button)) != []
    button.setText(PROBE.replace("&", "&&"))
    assert misread(shown_texts(button)) == []
    button.setToolTip(PROBE)
    assert misread(shown_texts(button)) != []


def test_menus_title_undo_and_messages_show_the_probe_as_it_was_typed(kit: Kit, tmp_path: Path) -> None:
    session, window, seen = kit.session, kit.window, set[str]()
    window.tables.select_rows("periods", (1,))
    session.edit(set_cells(session.context, TABLE["periods"], {(0, "label"): PROBE + "!"}))
    session.edit(set_cells(session.context, TABLE["periods"], {(0, "losses"): "7"}))
    path = tmp_path / FILE
    save_project(session.project, path)
    kit.answers.open_answer = path
    kit.answers.save_answer = path
    window.files.save_as()
    kit.settings.add_recent(path)
    window.update_actions()
    for menu in window.findChildren(QMenu):
        menu.aboutToShow.emit()
    window.messages.fail(PROBE, (PROBE, PROBE))
    window.file_guard.bar.tell(PROBE)
    session.edit(set_cells(session.context, TABLE["periods"], {(0, "losses"): "8"}))
    settle()
    assert misread(shown_texts(), seen, FILE) == []
    assert misread(shown_texts(window.message_bar), seen) == []
    assert {"action", "label", "text", "title"} <= seen
    recent = [a for m in window.findChildren(QMenu) for a in m.actions() if "Losses &&" in a.text()]
    assert recent
    assert FILE in window.windowTitle()


DIALOGS = (
    *(
        "details",
        "preferences",
        "about",
        "earlier_versions",
        "help_figures",
        "help_keyboard",
        "report_problem",
    ),
    *(
        "show_log",
        "compare_series",
        "sensitivity",
        "scenario",
        "export_plot",
        "export_table",
        "export_report",
        "check_claim",
    ),
)


def test_every_dialog_shows_the_probe_as_it_was_typed(kit: Kit, tmp_path: Path) -> None:
    window = kit.window
    kit.others.lately.log_file = tmp_path / "salient.log"
    kit.others.lately.log_file.write_text(PROBE)
    kit.answers.save_answer = tmp_path / FILE
    window.files.save_as()
    kit.session.edit(set_details(kit.session.context, PROBE + "!", PROBE))
    window.files.save()
    found: list[object] = []
    in_each_dialog(kit, DIALOGS, tmp_path, lambda dialog: found.extend(misread(shown_texts(dialog))))
    assert found == []


def test_questions_show_the_probe_as_it_was_typed(kit: Kit) -> None:
    ask = Dialogs(kit.window)
    seen: set[str] = set()
    box = ask._box(PROBE, PROBE, QMessageBox.StandardButton.Ok)
    used = UsedSources(InUse((PROBE,), 2, (("isw", PROBE),)), kit.window)
    box.show()
    settle()
    assert misread(shown_texts(box), seen) == []
    assert misread(shown_texts(used), seen) == []
    assert {"label", "cell DisplayRole"} <= seen
    box.deleteLater()
    used.deleteLater()


def test_progress_shows_the_name_of_a_file_as_it_is(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    path = tmp_path / FILE
    save_project(kit.session.project, path)
    kit.answers.open_answer = path
    kit.window.analyses.compare_with()
    seen: set[str] = set()
    for progress in kit.window.findChildren(QProgressDialog):
        assert misread(shown_texts(progress), seen, FILE) == []
    assert "label" in seen
    with qtbot.waitSignal(kit.window.exporting.finished):
        kit.window.exporting.write_report(path.with_suffix(".md"), "markdown")
        for progress in kit.window.findChildren(QProgressDialog):
            assert misread(shown_texts(progress), seen, FILE.removesuffix(".json")) == []
    qtbot.waitUntil(lambda: bool(kit.window.findChildren(CompareProjects)))
    for dialog in kit.window.findChildren(CompareProjects):
        assert misread(shown_texts(dialog), seen, FILE) == []
        dialog.close()
    settle()


def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list that fills with what charts paint; a painter draws plain text only."""
    texts: list[str] = []
    real: Callable[..., object] = QPainter.drawText

    def draw(self: QPainter, *args: object) -> object:
        texts.extend(each for each in args if isinstance(each, str))
        return real(self, *args)

    monkeypatch.setattr(QPainter, "drawText", draw)
    return texts


def test_charts_draw_the_probe_as_it_was_typed_in_pictures_too(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = drawn(monkeypatch)
    for kind in CHARTS:
        kit.window.charts.panels[0].set_kind(kind.key)
        settle()
        kit.window.charts.panels[0].view.grab()
        assert misread(shown_texts(kit.window.charts.panels[0])) == []
    lines = [f"{each}…" for each in texts]  # a long title goes on in its next line
    assert misread(("drawn", each) for each in lines) == []
    assert any(MARK in each for each in texts)


class Reader(HTMLParser):
    """Reads a page as a browser does: what is text, and which pictures and scripts it has."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.opened: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts.extend(value or "" for name, value in attrs if name in ("title", "alt", "aria-label"))
        self.opened.extend(value or "" for name, value in attrs if name in ("src", "data", "xlink:href"))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_a_report_as_a_page_shows_the_probe_as_it_was_typed(kit: Kit) -> None:
    made = report(kit.session.context, "html")
    page = Reader()
    page.feed(made.decode("utf-8"))
    assert misread(("page", each) for each in page.texts) == []
    assert sum(PROBE in each for each in page.texts) > 5
    assert [each for each in page.opened if not each.startswith("data:")] == []
