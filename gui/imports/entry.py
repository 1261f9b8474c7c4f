"""The ways in which figures come into a window: chosen, dropped, pasted, and read again."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from gui.app.guard import soon
from gui.app.messages import Messages, Offer
from gui.app.settings import Settings
from gui.app.translate import filled
from gui.app.waiting import Waiting
from gui.app.windows import Windows
from gui.panels.bibliography import add_bibliography
from gui.session import Session
from model.files import open_file
from model.files.carried import is_picture
from model.files.private_paths import kept_name
from model.text.errors import FileError, SalientError

if TYPE_CHECKING:
    from gui.imports.assistant import ImportAssistant
    from gui.imports.connections import Connections
    from gui.imports.read_report import ReadReport
    from gui.imports.refresh import RefreshImports
    from gui.imports.source import ImportSource
    from model.imports.events.source import EventSource

Rows = tuple[tuple[str, ...], ...]
SUFFIXES = (
    ".csv",
    ".tsv",
    ".tab",
    ".txt",
    ".xlsx",
    ".xlsm",
    ".ods",
    ".jsonl",
    ".ndjson",
    ".gz",
    ".zip",
    ".parquet",
)
MAPS = (".geojson", ".kml", ".kmz", ".gpkg")
_REPORTS = (".md", ".html", ".htm", ".docx", ".pdf", ".doc", ".rtf", ".odt")  # the last say what to save as
_HEAD = 1 << 16
_SENTENCE = re.compile(r"\w{2,}[.!?…][\"”»’)\]]*(?:\s|$)")
_LEAST = 80  # letters of two sentences


def reads_as_report(text: str) -> bool:
    """Whether a text is more than a sentence, and no table: it is offered to be read for its figures."""
    lines = text.split("\n")
    if len(text) < _LEAST or sum("\t" in line for line in lines) * 2 > len(lines):
        return False
    return len(_SENTENCE.findall(text[:_HEAD])) >= 2


def is_report(path: Path) -> bool:
    """Whether a file is an article: told by its name, of plain text by its sentences."""
    suffix = path.suffix.casefold()
    if suffix != ".txt":
        return suffix in _REPORTS
    return reads_as_report(_head_of(path).decode("utf-8", "replace"))


def _head_of(path: Path) -> bytes:
    """Return how a file begins; nothing of one that cannot be read, which is told when it is opened."""
    try:
        with open_file(path) as file:
            return file.read(_HEAD)
    except (FileError, OSError):
        return b""


def takes(path: Path) -> bool:
    """Whether a file is one of figures and no project: told by its name, else by how it begins."""
    suffix = path.suffix.casefold()
    if path.is_dir() or suffix in MAPS or suffix in SUFFIXES or suffix == ".bib":
        return True
    if is_picture(path):
        return False
    head = _head_of(path)
    begun = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if begun.startswith(b"{"):
        return b'"format"' not in head
    return begun.startswith(b"[") if suffix == ".json" else bool(begun)


def _is_map(path: Path) -> bool:
    suffixes = [suffix.casefold() for suffix in path.suffixes[-2:]]
    return bool(suffixes) and suffixes[-2 if suffixes[-1] == ".gz" and len(suffixes) > 1 else -1] in MAPS


class Imports(QObject):
    """The commands that bring figures in, for one window. `dialog` is what was opened last."""

    def __init__(
        self,
        session: Session,
        messages: Messages,
        settings: Settings,
        open_project: Callable[[Path], object],
        windows: Windows,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._messages = messages
        self._settings = settings
        self._open_project = open_project
        self._windows = windows
        self._window = window
        self._folder: Path | None = None
        self._loading: Thread | None = None
        self.dialog: ImportAssistant | RefreshImports | Connections | None = None
        self._report: ReadReport | None = None

    def prepare(self) -> None:
        """Load what imports need, beside the window: it takes longer than a window may stand still."""
        if "gui.imports.assistant" not in sys.modules and self._loading is None:
            self._loading = Thread(target=import_module, args=("gui.imports.assistant",), daemon=True)
            self._loading.start()

    def choose(self) -> None:
        """Ask for a file and open the assistant on it."""
        path = self.ask()
        if path is not None:
            self.open_path(path)

    def ask(self) -> Path | None:
        """Ask for a file of figures with the platform's dialog; None for none."""
        self.prepare()
        folder = self._folder or self._settings.folder
        filters = self.tr(
            "Figures and sources (*.csv *.tsv *.tab *.txt *.xlsx *.xlsm *.ods *.json *.jsonl *.ndjson"
            " *.parquet *.bib *.gz *.zip *.geojson *.kml *.kmz *.gpkg)"
            ";;All files (*)"
        )
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import figures"), str(folder), filters)
        if not name:
            return None
        self._folder = Path(name).parent
        return Path(name)

    @property
    def busy(self) -> bool:
        """Whether something is being brought in."""
        return self.dialog is not None or (self._report is not None and self._report.isVisible())

    def open_other(self, path: Path) -> bool:
        """Import or read what was opened as projects are, and return whether it is no project.

        Where nothing is lost an empty project takes it: nobody wants own figures among those of a sample.
        """
        if not path.exists() or not (is_report(path) or takes(path)):
            return False
        if self._session.untouched:
            self._session.new()
        self.open_dropped(path)
        return True

    def open_dropped(self, *paths: Path) -> None:
        """Read a report, import a file of figures; open any other as a project, several in windows each.

        Of several files of figures the first is imported, and it is said which ones were not; several maps
        are one import.
        """
        if len(paths) > 1 and all(_is_map(path) and path.parent == paths[0].parent for path in paths):
            self.open_maps(paths[0].parent, [path.name for path in paths])
            return
        reports = [path for path in paths if is_report(path)]
        figures = [path for path in paths if path not in reports and takes(path)]
        if reports:
            self.read_report().open_path(reports[0])
        for path in paths:
            if path not in figures and path not in reports:
                (self._open_project if len(paths) == 1 else self._windows.open_file)(path)
        if figures:
            self.open_path(figures[0])
        for taken in (figures, reports):
            if len(taken) > 1:
                said = self.tr(
                    "Files are read one at a time: {name} now. Drop the others once it is done: {others}."
                )
                others = ", ".join(path.name for path in taken[1:])
                self._messages.warn(filled(said, name=taken[0].name, others=others))

    def open_path(self, path: Path) -> None:
        """Open the assistant on a file; of a list of sources, add them."""
        if self._add_sources(path):
            return
        from gui.imports.source import ImportSource  # noqa: PLC0415 - a start needs nothing of imports

        self._show(ImportSource(path, path.name, str(path), ask=self.ask))

    def choose_maps(self) -> None:
        """Ask for a folder of maps and open the assistant on it."""
        self.prepare()
        folder = self._folder or self._settings.folder
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Import a folder of maps"), str(folder))
        if name:
            self._folder = Path(name)
            self.open_maps(Path(name))

    def open_maps(self, folder: Path, names: Sequence[str] = ()) -> None:
        """Open the assistant on a folder of maps, all of them or those of some names."""
        from gui.imports.source import ImportSource  # noqa: PLC0415 - as above
        from model.imports.choices import FileReading  # noqa: PLC0415 - as above

        reading = FileReading(files=tuple(sorted(names)))
        self._show(ImportSource(folder, folder.name, str(folder), reading=reading, ask=self.ask))

    def choose_connection(self) -> None:
        """Ask where a table of events lies, and open the assistant on it."""
        from gui.imports.connections import Connections  # noqa: PLC0415 - as above

        dialog = Connections(self._settings, self._session, self._window)
        dialog.accepted.connect(partial(self._on_connection_chosen, dialog))
        self._open(dialog)

    def ask_connection(self, name: str) -> EventSource | None:
        """Ask anew where the table of events lies that is called so, and for its password; None for none."""
        from gui.imports.connections import Connections  # noqa: PLC0415 - as above

        dialog = Connections(self._settings, self._session, self.dialog, name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog.source if dialog.exec() else None

    def _on_connection_chosen(self, dialog: Connections) -> None:
        from gui.imports.source import ImportSource  # noqa: PLC0415 - as above

        if dialog.source is not None:
            name = dialog.source.name
            self._show(ImportSource(dialog.source, name, name, ask=partial(self.ask_connection, name)))

    def _add_sources(self, path: Path) -> bool:
        """Add the sources of a file of BibTeX or CSL-JSON; False for a file of anything else."""
        from model.imports.bibliography import bibliography_in  # noqa: PLC0415 - as above

        try:
            text = bibliography_in(str(path))
            if text is None:
                return False
            self._messages.tell(add_bibliography(self._session, self._window, text))
        except SalientError as fault:
            self._messages.fail(self._session.formats.words(fault.words))
        return True

    def open_block(self, rows: Rows) -> bool:
        """Open the assistant on a pasted block if it is a table with its header; return whether it is."""
        if len(rows) < 2 or len(rows[0]) < 2 or any(cell.strip()[:1].isdigit() for cell in rows[0]):
            return False
        waiting = Waiting(self._window, self.tr("Reading the clipboard…"))
        data: bytes | None = waiting.wait_for(lambda _tell: _table_of(rows))
        if data is None:
            return False
        from gui.imports.source import PASTED, ImportSource  # noqa: PLC0415 - as above

        title = self.tr("The pasted table")
        self._show(ImportSource(data, self.tr("pasted table"), title, table=True, reading=PASTED))
        return True

    def refresh(self) -> None:
        """Show what newer files would change, or say that nothing was imported."""
        if not self._session.project.imports:
            self._messages.tell(
                self.tr("Nothing was imported into this project: File ▸ Import… brings figures in.")
            )
            return
        from gui.imports.connections import known_place  # noqa: PLC0415 - as above
        from gui.imports.refresh import RefreshImports  # noqa: PLC0415 - as above

        dialog = RefreshImports(
            self._session,
            self._messages,
            self.ask,
            self._places(),
            partial(known_place, self._settings),
            self.ask_connection,
            self._window,
        )
        dialog.accepted.connect(partial(self._on_refreshed, dialog))
        self._open(dialog)

    def _places(self) -> Sequence[str]:
        """Return for each import where a person found its file, if the project's folder does not hold it."""
        path = self._session.path

        def is_here(name: str) -> bool:  # of a place elsewhere, perhaps on a server, nothing is asked
            return path is not None and kept_name(name, path.parent) == name and (path.parent / name).exists()

        imports = self._session.project.imports
        return [
            "" if "file" not in one or is_here(one["file"]) else self._settings.import_place(one["digest"])
            for one in imports
        ]

    def _on_refreshed(self, dialog: RefreshImports) -> None:
        for digest, place in dialog.read_elsewhere():
            self._settings.keep_import_place(digest, place)

    def _on_imported(self, dialog: ImportAssistant) -> None:
        if dialog.trial is not None and isinstance(dialog.given, Path):
            self._settings.keep_import_place(dialog.trial.outcome.recipe.digest, dialog.given)

    def read_report(self) -> ReadReport:
        """Open the reader of reports, with what was left in it."""
        from gui.imports.read_report import ReadReport  # noqa: PLC0415 - as above

        if self._report is None:
            self._report = ReadReport(self._session, self._messages, self._window)
        self._report.show()
        self._report.raise_()
        self._report.activateWindow()
        return self._report

    def read_dropped(self, data: QMimeData) -> None:
        """Read a text that was dropped as a report, after the drag is over."""
        own = QMimeData()  # what is dropped is the other program's, and gone with the drag
        own.setText(data.text())
        if data.hasHtml():
            own.setHtml(data.html())
        soon(self._window, lambda: self.read_report().take(own))

    def offer_report(self, text: str) -> bool:
        """Offer to read a pasted text where it is more than a sentence; return whether it is."""
        if not reads_as_report(text):
            return False
        self._messages.tell(
            self.tr("The clipboard has a text of several sentences. Its figures can be read."),
            offer=Offer(self.tr("Read It as a Report"), lambda: self.read_report().paste()),
        )
        return True

    def _show(self, source: ImportSource) -> None:
        from gui.imports.assistant import ImportAssistant  # noqa: PLC0415 - as above

        dialog = ImportAssistant(self._session, self._messages, source, self._window)
        dialog.accepted.connect(partial(self._on_imported, dialog))
        self._open(dialog)

    def _open(self, dialog: ImportAssistant | RefreshImports | Connections) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _on_finished(self, _code: int) -> None:
        if self.sender() is self.dialog:  # and not the one that it opened
            self.dialog = None


def _table_of(rows: Rows) -> bytes | None:
    """Return a pasted table as `table_of` does; it loads the readers of files, beside the window."""
    from gui.imports.source import table_of  # noqa: PLC0415 - as above

    return table_of(rows)
