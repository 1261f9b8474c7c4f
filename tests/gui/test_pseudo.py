"""In a made-up language every text of the window is in brackets: what is not, is not marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from gui.app.translate import speak
from tests.gui.hands import settle
from tests.gui.imports.assistant_kit import each_assistant
from tests.gui.probed import in_each_dialog, probed, shown_texts
from tests.gui.test_plain_text import DIALOGS
from tests.gui.window_kit import opened
from tests.pseudo import long, unmarked

Speaking = Callable[[str, Callable[[str], str] | None], None]

KEYS = "Ctrl Shift Alt Enter Return Escape Esc Tab Home End Page Down Space Del Ins Left Right PgUp PgDown"
NAMES = "Salient Markdown Excel Word Frictionless json xlsx html csv png svg pdf ini log"
LANGUAGES = "English Deutsch Dansk Français Portugal Schweiz Liechtenstein Svizzera"
OF_FILES = "file file_day utf windows geojson"
VERSIONS = "Python PySide Essentials pyqtgraph numpy jsonschema offscreen Linux glibc with million"


@pytest.fixture
def speaking(qtbot: QtBot) -> Iterator[Speaking]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    installed: list[QTranslator] = []
    yield lambda language, made: installed.extend(speak(app, language, made))
    for each in installed:
        app.removeTranslator(each)


def test_every_text_of_the_window_and_its_dialogs_is_marked(
    speaking: Speaking, qtbot: QtBot, tmp_path: Path
) -> None:
    speaking("en", long)
    project = probed("…")
    ids = [*(one.id for one in project.sources), *(one.id for one in project.series)]
    links = [source.url for source in project.sources]
    data = set(unmarked(" ".join([KEYS, NAMES, LANGUAGES, VERSIONS, *ids, *links, str(tmp_path), "salient"])))
    wrong: set[str] = set()

    def look(texts: Iterator[tuple[str, str]], more: str = "") -> None:
        lines = ((where, line) for where, text in texts for line in text.splitlines())
        known = data | set(unmarked(more))
        wrong.update(f"{where}: {line}" for where, line in lines if set(unmarked(line)) - known)

    with opened(qtbot, tmp_path, project) as kit:
        window = kit.window
        kit.answers.save_answer = tmp_path / "1.json"
        window.files.save_as()
        for menu in window.findChildren(QMenu):
            menu.aboutToShow.emit()
        window.inspector_controller.show()
        for key, view in window.tables.tables.items():
            window.tables.show_table(key)
            view.find_bar.begin()
            view.grid.go_to(0, view.grid.shown_columns()[-1])
            settle()
        look(shown_texts(window))
        in_each_dialog(kit, (*DIALOGS, "read_report"), tmp_path, lambda dialog: look(shown_texts(dialog)))
        for dialog in each_assistant(qtbot, kit, tmp_path):
            look(shown_texts(dialog), OF_FILES)
    assert not wrong, "\n".join(sorted(wrong))
