"""File ▸ Import from a Database: a folder of events, from its name in the settings to figures and Refresh."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gui.app.key_store import hold_password
from gui.imports.connections import Connections
from gui.imports.refresh import RefreshImports
from model.imports.events import opening
from model.imports.events.apart import open_apart
from model.imports.events.source import EventSource, source_of
from model.project import Project
from model.text.errors import Unreadable
from model.text.words import words
from tests.gui.hands import act
from tests.gui.imports.assistant_kit import choose_series, letters, pick, settled, shown
from tests.gui.probed import PROBE, misread, shown_texts
from tests.gui.window_kit import Kit, opened
from tests.model.imports.data import lines
from tests.model.imports.events.kit import half_way

keyring = pytest.importorskip("keyring")
duckdb = pytest.importorskip("duckdb")
pytest.importorskip("ibis")

JANUARY: list[tuple[Any, ...]] = [("day", "killed"), *((f"2024-01-{n:02}", n) for n in range(1, 32))]


def chosen(kit: Kit) -> Connections:
    act(kit.window, "import_events")
    dialog = kit.window.imports.dialog
    assert isinstance(dialog, Connections)
    return dialog


def test_a_folder_of_events_becomes_figures_and_is_read_again(qtbot: QtBot, tmp_path: Path) -> None:
    events = tmp_path / "events"
    events.mkdir()
    (events / "january.csv").write_text(lines(*JANUARY))
    with opened(qtbot, tmp_path, Project()) as kit:
        dialog = chosen(kit)
        pick(dialog.kind, "csv")
        QTest.keyClicks(dialog.place, str(events / "none"))
        QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)  # and it is looked for only then
        assistant = shown(qtbot, kit)
        assert "there is no such file" in assistant.state.text()
        assistant.reject()

        dialog = chosen(kit)
        assert dialog.known.currentItem().text() == f"csv none — csv:{events / 'none'}"
        QTest.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
        assert dict(kit.settings.connections) == {}
        pick(dialog.kind, "csv")
        QTest.keyClicks(dialog.place, str(events))
        QTest.keyClicks(dialog.name, "warehouse")
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
        assistant = shown(qtbot, kit)
        assert dict(kit.settings.connections) == {"warehouse": f"csv:{events}"}
        choose_series(qtbot, assistant, what="losses", kind="per-row", by="month")
        assert assistant.outcome.account.text().startswith("31 rows read = 31 used + 0 left out + 0 refused")
        QTest.mouseClick(assistant.do, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: kit.window.imports.dialog is None, timeout=20_000)
        (period,) = kit.session.project.periods
        assert period.losses is not None
        assert period.losses.value == 496  # 31 · 32 / 2
        (recipe,) = kit.session.project.imports
        assert (recipe["connection"], "file" in recipe) == ("warehouse", False)

        (events / "january.csv").write_text(lines(*JANUARY[:-1], ("2024-01-31", 35)))
        kit.window.update_actions()
        act(kit.window, "refresh")
        refresh = kit.window.imports.dialog
        assert isinstance(refresh, RefreshImports)
        qtbot.waitUntil(lambda: not refresh.work.busy, timeout=20_000)
        assert [list(row)[2:] for row in refresh.changes.texts.rows] == [["losses", "496", "500"]]
        refresh.reject()


def test_while_an_engine_counts_it_is_seen_how_far_it_is_and_it_can_be_stopped(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "january.csv").write_text(lines(*JANUARY))
    let_on = half_way(monkeypatch)
    with opened(qtbot, tmp_path, Project()) as kit:
        kit.settings.keep_connection("warehouse", f"csv:{tmp_path}")
        QTest.mouseClick(chosen(kit).do, Qt.MouseButton.LeftButton)
        assistant = shown(qtbot, kit)
        choose_series(qtbot, assistant, what="losses", kind="per-row", by="year")
        let_on.clear()
        pick(assistant.form.by, "month")
        qtbot.waitUntil(lambda: assistant.progress.value() == 483)  # 15 of 31, in thousandths
        assert assistant.state.text() == "Reading… 15 of 31 rows, question 1"
        QTest.mouseClick(assistant.stop, Qt.MouseButton.LeftButton)
        assert not assistant.progress.isVisible()
        let_on.set()
        pick(assistant.form.by, "year")
        settled(qtbot, assistant)
        pick(assistant.form.by, "month")
        settled(qtbot, assistant)
        QTest.mouseClick(assistant.do, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: kit.window.imports.dialog is None, timeout=20_000)

        let_on.clear()
        act(kit.window, "refresh")
        refresh = kit.window.imports.dialog
        assert isinstance(refresh, RefreshImports)
        qtbot.waitUntil(lambda: refresh.progress.value() == 483)
        assert refresh.state.text() == "Reading… 15 of 31 rows, question 1"
        QTest.keyClick(refresh, Qt.Key.Key_Escape)
        let_on.set()


def test_the_name_of_another_place_is_not_taken(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, Project()) as kit:
        kit.settings.keep_connection("warehouse", "parquet:/data/events")
        dialog = chosen(kit)
        QTest.mouseClick(dialog.new, Qt.MouseButton.LeftButton)
        QTest.keyClicks(dialog.place, "/data/others")
        QTest.keyClicks(dialog.name, "warehouse")
        QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
        assert "is another place in your settings" in dialog.said.text()
        assert dialog.isVisible()
        dialog.reject()
    with pytest.raises(Unreadable, match="is to be written as one of these"):
        source_of("mysql://db.example/events")


def test_text_of_a_database_is_shown_as_it_is_wherever_it_stands(qtbot: QtBot, tmp_path: Path) -> None:
    named = '"' + PROBE.replace('"', '""') + '"'
    with duckdb.connect(str(tmp_path / "events.duckdb")) as connection:
        connection.execute(f"CREATE TABLE {named} (day DATE, killed INTEGER, side TEXT, {named} TEXT)")
        rows = [(day, killed, PROBE + "ab"[killed % 2], PROBE) for day, killed in JANUARY[1:]]
        connection.executemany(f"INSERT INTO {named} VALUES (?, ?, ?, ?)", rows)  # noqa: S608 - the probe is meant
        connection.execute("CREATE TABLE other (day DATE)")
    seen: set[str] = set()
    with opened(qtbot, tmp_path, Project()) as kit:
        kit.settings.keep_connection(PROBE, f"duckdb:{tmp_path / 'events.duckdb'}")
        dialog = chosen(kit)
        assert misread(shown_texts(dialog), seen) == []
        QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
        assistant = shown(qtbot, kit)
        assert misread(shown_texts(assistant), seen) == []  # of several tables one is asked for
        assert assistant.form.reading.fields["sheet"].label.text() == "&Table:"
        pick(assistant.form.reading.choices["sheet"], PROBE)
        settled(qtbot, assistant)
        choose_series(qtbot, assistant, what="losses", kind="per-row", by="month")
        assert misread(shown_texts(assistant), seen) == []  # what splits the rows is asked
        pick(assistant.form.columns["series"], "side")
        settled(qtbot, assistant)
        assert len(set(letters(assistant))) == len(letters(assistant))
        absent = ("header", "skip", "carry")  # rows of a database have no order, and no row of names
        assert not any(assistant.form.fields[key].visible for key in absent)
        assert misread(shown_texts(assistant), seen) == []
        assistant.reject()
        with duckdb.connect(str(tmp_path / "events.duckdb")) as connection:
            connection.execute(f"DROP TABLE other; CREATE VIEW other AS SELECT error('{PROBE}') AS day")
        dialog = chosen(kit)
        QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
        assistant = shown(qtbot, kit)
        pick(assistant.form.reading.choices["sheet"], "other")
        settled(qtbot, assistant)
        assert PROBE in assistant.state.text()
        assert misread(shown_texts(assistant), seen) == []
        assistant.reject()
    assert {"cell DisplayRole", "label", "text"} <= seen


def with_password(press: QPushButton, password: str) -> None:
    """Press a button that asks for a connection, type its password, and press Enter."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Connections)
        try:
            QTest.keyClicks(dialog.focusWidget(), password)
            QTest.keyClick(dialog.password, Qt.Key.Key_Return)
        finally:
            dialog.close()  # the test would never end

    QTimer.singleShot(0, answer)
    QTest.mouseClick(press, Qt.MouseButton.LeftButton)


def test_a_password_that_is_refused_is_asked_for_where_it_was_needed(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "january.csv").write_text(lines(*JANUARY))

    def server(source: EventSource, *rest: Any) -> Any:
        if source.password != "right":  # noqa: S105 - of no server
            raise Unreadable(words("password authentication failed"))
        return open_apart(source_of(f"csv:{tmp_path / 'january.csv'}"), *rest)

    monkeypatch.setattr(opening, "open_postgresql", server)
    none = keyring.backends.fail.Keyring()
    with mock.patch.object(keyring.core, "_keyring_backend", none), opened(qtbot, tmp_path, Project()) as kit:
        kit.settings.keep_connection("server", "postgresql://reader@db.example/events")
        dialog = chosen(kit)
        QTest.mouseClick(dialog.do, Qt.MouseButton.LeftButton)
        assistant = shown(qtbot, kit)
        for password in ("wrong", "right"):
            assert "password authentication failed" in assistant.state.text()
            with_password(assistant.choose, password)
            settled(qtbot, assistant)
        choose_series(qtbot, assistant, what="losses", kind="per-row", by="month")
        QTest.mouseClick(assistant.do, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: kit.window.imports.dialog is None, timeout=20_000)

        hold_password("server", "")
        act(kit.window, "refresh")
        refresh = kit.window.imports.dialog
        assert isinstance(refresh, RefreshImports)
        qtbot.waitUntil(lambda: not refresh.work.busy, timeout=20_000)
        assert "1 import cannot be read; its figures stay." in refresh.state.text()
        with_password(refresh.choosers[0], "right")
        qtbot.waitUntil(lambda: not refresh.work.busy, timeout=20_000)
        assert refresh.state.text() == "All that could be read gives the figures that are there."
        refresh.reject()
        hold_password("server", "")
