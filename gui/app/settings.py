"""What the program keeps for a person between two starts; what belongs to a project is in its file."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QLocale, QSettings

from gui.app.theme import Scheme
from model.files.private import private_file
from model.text.catalogue import spoken
from model.text.errors import Unreadable
from model.text.notation import ENGLISH, NOTATIONS, Notation, notation_for

MOST_RECENT = 10
MOST_PLACES = 200
_LAYOUT_VERSION = 2  # raised when the panes change, so that an old arrangement is not forced on new ones


def private_store() -> QSettings:
    """Return the person's settings, which name files: nobody else may read them."""
    store = QSettings("Salient", "Salient")
    if sys.platform not in ("win32", "darwin"):  # which keep them where nobody else looks
        with contextlib.suppress(OSError):
            private_file(Path(store.fileName()))
    return store


class Settings:
    """Typed access to one settings store; a value that cannot be read is as if it had never been kept."""

    def __init__(self, store: QSettings) -> None:
        self._store = store

    # files

    @property
    def recent_files(self) -> tuple[Path, ...]:
        """The files opened or saved last, the latest first, those that still exist."""
        return tuple(path for path in self._recent() if path.is_file())

    def add_recent(self, path: Path) -> None:
        """Put `path` first among the recent files."""
        others = [other for other in self._recent() if other != path]
        self._store.setValue("files/recent", [str(each) for each in [path, *others][:MOST_RECENT]])

    def clear_recent(self) -> None:
        """Forget which files were opened."""
        self._store.remove("files/recent")

    def _recent(self) -> Sequence[Path]:
        return [Path(text) for text in self._texts("files/recent") if text]

    @property
    def started_before(self) -> bool:
        """Whether the program was ever closed on this account: a first start shows the sample."""
        return self._text("files/started") == "yes"

    def note_started(self) -> None:
        """Remember that the program was started."""
        self._store.setValue("files/started", "yes")

    @property
    def last_file(self) -> Path | None:
        """The file that was open when the program was last closed; None if none was, or if it is gone."""
        text = self._text("files/last")
        return Path(text) if text and Path(text).is_file() else None

    def set_last_file(self, path: Path | None) -> None:
        """Remember the file that the next start opens."""
        self._store.setValue("files/last", "" if path is None else str(path))

    @property
    def folder(self) -> Path:
        """Where file dialogs begin: where a file was last opened or saved."""
        recent = self._recent()
        return recent[0].parent if recent and recent[0].parent.is_dir() else Path.home()

    def import_place(self, digest: str) -> str:
        """Return where a person found the imported file of that digest, "" where nobody knows.

        A project does not say it, as it may be read by others.
        """
        return self._places().get(digest, "")

    def keep_import_place(self, digest: str, path: Path) -> None:
        """Remember where a person found an imported file."""
        places = {digest: str(path), **{key: at for key, at in self._places().items() if key != digest}}
        kept = list(places.items())[:MOST_PLACES]
        self._store.setValue("imports/places", [text for place in kept for text in place])

    def _places(self) -> Mapping[str, str]:
        told = self._texts("imports/places")
        return dict(zip(told[::2], told[1::2], strict=False))

    @property
    def pointers_seen(self) -> frozenset[str]:
        """The keys of the pointers at what is not obvious that a person dismissed."""
        return frozenset(self._texts("window/pointers"))

    def keep_pointers_seen(self, keys: Collection[str]) -> None:
        """Remember which pointers were dismissed."""
        self._store.setValue("window/pointers", sorted(keys))

    # places where tables of events lie, which projects name and do not tell

    @property
    def connections(self) -> Mapping[str, str]:
        """The places by the names that the person gave them, in the order of these."""
        told = self._texts("imports/connections")
        return dict(sorted(zip(told[::2], told[1::2], strict=False)))

    def keep_connection(self, name: str, place: str) -> None:
        """Keep a place under a name; it holds no password."""
        self._keep_connections({**self.connections, name: place})

    def forget_connection(self, name: str) -> None:
        """Forget the place of that name."""
        self._keep_connections({key: place for key, place in self.connections.items() if key != name})

    def _keep_connections(self, kept: Mapping[str, str]) -> None:
        self._store.setValue("imports/connections", [text for one in kept.items() for text in one])
        self._store.sync()

    # how things look

    @property
    def scheme(self) -> Scheme:
        """Light, dark, or as the system is."""
        text = self._text("look/scheme")
        return Scheme(text) if text in set(Scheme) else Scheme.SYSTEM

    def set_scheme(self, scheme: Scheme) -> None:
        """Keep the preferred colours."""
        self._store.setValue("look/scheme", scheme.value)

    @property
    def language(self) -> str:
        """The language of the window, of `LANGUAGES`; "": as the system is."""
        return spoken(self._text("look/language"))

    def set_language(self, language: str) -> None:
        """Keep the language that the next start speaks."""
        self._store.setValue("look/language", language)

    @property
    def report_language(self) -> str:
        """The language that reports are exported in, of `LANGUAGES`; "": that of the window."""
        return spoken(self._text("look/report_language"))

    def set_report_language(self, language: str) -> None:
        """Keep the language of reports."""
        self._store.setValue("look/report_language", language)

    @property
    def notation(self) -> Notation:
        """How numbers are written; by default as the language kept, else the system's, else English does."""
        kept = self._text("look/notation")
        if kept in NOTATIONS:
            return NOTATIONS[kept]
        try:
            return notation_for(self.language or QLocale.system().name())
        except Unreadable:
            return ENGLISH

    def set_notation(self, notation: Notation) -> None:
        """Keep how numbers are written, under the first language that writes them so."""
        key = next(key for key, written in NOTATIONS.items() if written == notation)
        self._store.setValue("look/notation", key)

    # the window

    def window(self) -> tuple[QByteArray, QByteArray]:
        """Return geometry and arrangement of panes as last kept; empty where nothing is."""
        if self._text("window/version") != str(_LAYOUT_VERSION):
            return QByteArray(), QByteArray()
        return self._bytes("window/geometry"), self._bytes("window/state")

    def keep_window(self, geometry: QByteArray, state: QByteArray) -> None:
        """Keep geometry and arrangement of panes."""
        self._store.setValue("window/version", str(_LAYOUT_VERSION))
        self._store.setValue("window/geometry", geometry)
        self._store.setValue("window/state", state)

    @property
    def tables(self) -> bytes:
        """How the columns of the tables were last arranged; empty where nothing is kept."""
        return bytes(self._bytes("window/tables").data())

    def keep_tables(self, state: bytes) -> None:
        """Keep how the columns of the tables are arranged."""
        self._store.setValue("window/tables", QByteArray(state))

    def chart(self, place: str, default: str) -> str:
        """Return the chart last shown in `place`, else `default`."""
        return self._text(f"charts/{place}") or default

    def keep_chart(self, place: str, key: str) -> None:
        """Keep which chart is shown in `place`."""
        self._store.setValue(f"charts/{place}", key)

    def _text(self, key: str) -> str:
        value = self._store.value(key, "")
        return value if isinstance(value, str) else ""

    def _texts(self, key: str) -> Sequence[str]:
        value = self._store.value(key)
        if isinstance(value, str):  # an INI file gives a list of one as a text
            return [value]
        return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []

    def _bytes(self, key: str) -> QByteArray:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()
