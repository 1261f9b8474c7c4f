"""Settings that an earlier version kept, or that something spoilt, hold no start up and no figure."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from gui.app.settings import Settings
from gui.app.theme import Scheme
from tests.gui.window_kit import opened

SPOILT = r"""
[files]
recent=7, @ByteArray(x), "gone.json"
last=@Size(1 2)
started=@ByteArray(yes)
[look]
scheme=pink
language=tlh
report_language=@Size(1 2)
notation=of Mars
[window]
version=2
geometry=@ByteArray(no geometry)
state=a text
tables=@ByteArray(\x1\x2no arrangement)
pointers=@Size(1 2)
[charts]
left=pie
right=@ByteArray(cost)
[imports]
places=odd
connections=odd, "csv:here", one
"""


def kept(folder: Path, text: str) -> Settings:
    (folder / "salient.ini").write_text(text)
    return Settings(QSettings(str(folder / "salient.ini"), QSettings.Format.IniFormat))


def test_what_cannot_be_read_is_as_if_it_had_never_been_kept(tmp_path: Path) -> None:
    spoilt, fresh = (
        kept(tmp_path, SPOILT),
        Settings(QSettings(str(tmp_path / "fresh"), QSettings.Format.IniFormat)),
    )
    for name in (
        "recent_files",
        "last_file",
        "started_before",
        "scheme",
        "language",
        "report_language",
        "notation",
    ):
        assert getattr(spoilt, name) == getattr(fresh, name), name
    assert spoilt.pointers_seen == frozenset()
    assert dict(spoilt.connections) == {"odd": "csv:here"}


def test_a_file_that_is_gone_is_not_the_last_one(tmp_path: Path) -> None:
    settings, file = kept(tmp_path, ""), tmp_path / "a.json"
    for there in (None, file, tmp_path / "gone.json"):
        file.touch()
        settings.set_last_file(there)
        assert settings.last_file == (file if there == file else None)


def test_the_window_of_spoilt_settings_is_that_of_a_first_start(qtbot: QtBot, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("spoilt", "fresh")]
    for folder in folders:
        folder.mkdir()
    kept(folders[0], SPOILT)
    seen = []
    for folder in folders:
        with opened(qtbot, folder) as kit:
            window = kit.window
            charts = [panel.kind for panel in window.charts.panels]
            columns = window.tables.current.grid.shown_columns()
            seen.append((window.size(), [pane.isVisible() for pane in window.panes.all], charts, columns))
    assert seen[0] == seen[1]


def test_an_arrangement_of_an_earlier_version_is_left_and_the_rest_stays(tmp_path: Path) -> None:
    settings = kept(
        tmp_path, "[window]\nversion=1\ngeometry=@ByteArray(x)\n[look]\nscheme=dark\nnotation=uk\n"
    )
    assert [each.isEmpty() for each in settings.window()] == [True, True]
    assert (settings.scheme, settings.notation.decimal) == (Scheme.DARK, ",")
