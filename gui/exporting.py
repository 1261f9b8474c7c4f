"""Export of tables and of the report from the window: asks, works beside it, tells what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QProgressDialog

from model.columns import Context
from model.errors import SalientError
from model.exports import EXPORT, Grid, export, grid, shown_columns
from model.files import write_file
from model.words import words

if TYPE_CHECKING:
    from gui.main_window import MainWindow

Tick = Callable[[int, int], None]
_WAIT = 400  # milliseconds before progress is shown


class Cancelled(Exception):
    """A person no longer wants what is being made."""


class Work(QThread):
    """Makes the bytes of a file and writes it, beside the window. `progressed((done, all))`."""

    progressed = Signal(object)

    def __init__(self, make: Callable[[Tick], bytes], path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._make, self._path = make, path
        self._unwanted = False
        self.error: Exception | None = None

    def cancel(self) -> None:
        """Give up; the file stays as it was."""
        self._unwanted = True

    def run(self) -> None:
        """Make and write; what goes wrong is kept in `error`, also that it was given up."""
        try:
            data = self._make(self._tick)
            self._tick(1, 1)
            write_file(self._path, data)
        except Exception as error:  # noqa: BLE001 - an exception must not leave a thread of Qt; it is told after
            self.error = error

    def _tick(self, done: int, count: int) -> None:
        if self._unwanted:
            raise Cancelled
        self.progressed.emit((done, count))


class Exporting(QObject):
    """The exports of one window. `finished(Path)` after each, whatever came of it."""

    finished = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._work: Work | None = None
        window.closed.connect(self._on_closed)

    def ask_for_table(self) -> None:
        """Ask which tables, how, and where to; then export them."""
        from gui.dialogs.export_table import ExportTable  # noqa: PLC0415 - a start needs no dialogs

        window = self._window
        if self._work is not None or not window.tables.finish_editing():
            return
        dialog = ExportTable(window.session, window.tables.current.table.key, window)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        tables, kind, everything = dialog.tables, dialog.kind, dialog.everything
        dialog.deleteLater()
        if not accepted:
            return
        name = tables[0] if len(tables) == 1 else self.tr("tables")
        chosen = self._window.session.formats.words(words(kind.label))
        path = self._ask_where(name, kind.ending, f"{chosen} (*.{kind.ending})")
        if path is not None:
            self.write_tables(tables, kind.key, path, everything=everything)

    def ask_for_report(self) -> None:
        """Ask where the report goes and in which of its formats; then write it."""
        if self._work is not None or not self._window.tables.finish_editing():
            return
        filters = (
            self.tr("Web page (*.html)"),
            self.tr("PDF (*.pdf)"),
            self.tr("Excel workbook (*.xlsx)"),
            self.tr("Markdown (*.md)"),
        )
        path = self._ask_where(self.tr("report"), "html", ";;".join(filters))
        if path is not None:
            self.write_report(path)

    def write_tables(self, tables: Sequence[str], kind: str, path: Path, *, everything: bool) -> None:
        """Write tables of the project to `path`: everything in them, or what their views show."""
        ctx = self._window.session.context
        grids = [grid(ctx, key) if everything else self._shown(ctx, key) for key in tables]
        if not EXPORT[kind].several:
            grids = grids[:1]
        self._start(lambda tick: export(ctx, grids, kind, tick), path)

    def write_report(self, path: Path) -> None:
        """Write the report to `path`, whose ending says the format: html, pdf, xlsx or md."""
        from gui.report_files import report_pdf, report_pictures  # noqa: PLC0415 - a start needs no reports
        from model.report import report  # noqa: PLC0415 - as above

        session = self._window.session
        ctx, series = session.context, session.series or None
        kind = {".pdf": "pdf", ".xlsx": "xlsx", ".md": "markdown"}.get(path.suffix.lower(), "html")
        if kind == "pdf":  # text documents of Qt are laid out where the window is
            made = report_pdf(ctx, report_pictures(ctx, "png", series))
            self._start(lambda _tick: made, path)
        else:
            pictures = report_pictures(ctx, series=series) if kind == "html" else []
            self._start(lambda _tick: report(ctx, kind, pictures), path)

    def _shown(self, ctx: Context, key: str) -> Grid:
        view = self._window.tables.tables.get(key)
        if view is None:
            return grid(ctx, key, shown_columns(ctx, key))
        model = view.model
        shown = tuple(model.columns[column].key for column in view.grid.shown_columns())
        rows = model.row_numbers(range(model.rowCount()))
        count = view.table.row_count(ctx.project)
        return grid(ctx, key, shown, [row for row in rows if 0 <= row < count])

    def _ask_where(self, name: str, ending: str, filters: str) -> Path | None:
        window = self._window
        path = window.session.path
        folder = path.parent if path is not None else window.settings.folder
        stem = path.stem if path is not None else "salient"
        start = folder / f"{stem}-{name}.{ending}"
        said, chosen = QFileDialog.getSaveFileName(window, self.tr("Export"), str(start), filters)
        if not said:
            return None
        where = Path(said)
        if not where.suffix:
            where = where.with_suffix(f".{chosen.rpartition('.')[2].rstrip(')') or ending}")
        return where

    def _start(self, make: Callable[[Tick], bytes], path: Path) -> None:
        window = self._window
        work = Work(make, path, self)
        progress = QProgressDialog(
            self.tr("Exporting {file}…").format(file=path.name), self.tr("Cancel"), 0, 100, window
        )
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(_WAIT)
        progress.setAutoReset(False)
        progress.setAutoClose(False)
        progress.setValue(0)
        progress.canceled.connect(work.cancel)

        def on_progressed(told: tuple[int, int]) -> None:
            done, count = told
            progress.setValue(min(99, 100 * done // max(count, 1)))

        def on_finished() -> None:
            progress.deleteLater()
            self._work = None
            self._tell(path, work.error)
            work.deleteLater()
            self.finished.emit(path)

        work.progressed.connect(on_progressed)
        work.finished.connect(on_finished)
        self._work = work
        work.start()

    def _on_closed(self, _window: object) -> None:
        """Let no thread outlive its window."""
        if self._work is not None:
            self._work.cancel()
            self._work.wait()

    def _tell(self, path: Path, error: Exception | None) -> None:
        messages, written = self._window.messages, self._window.session.formats.words
        if error is None:
            messages.tell(self.tr("Exported to {file}.").format(file=path))
        elif isinstance(error, Cancelled):
            messages.tell(self.tr("{name} was not exported: it was cancelled.").format(name=path.name))
        else:
            said = written(error.words) if isinstance(error, SalientError) else str(error)
            messages.fail(self.tr("{name} was not exported.").format(name=path.name), (said,))
