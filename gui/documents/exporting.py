"""Export of tables and of the report from the window: asks, works beside it, tells what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QProgressBar, QWidget

from gui.app.background import Job, Tell
from gui.app.messages import Messages
from gui.app.settings import Settings
from gui.app.translate import filled
from gui.app.waiting import WaitingBox
from gui.session import Session
from gui.tables.pane import TablesPane
from model.columns import Context
from model.files import write_file
from model.output.formats import FORMAT, REPORT_FORMATS
from model.text.catalogue import in_language
from model.text.errors import Cancelled, SalientError
from model.text.records import replace
from model.text.words import words

if TYPE_CHECKING:
    from model.output.asked import Asked
    from model.output.grid import CellGrid

Tick = Callable[[int, int], None]


class Exporting(QObject):
    """The exports of one window. `finished(Path)` after each, whatever came of it."""

    finished = Signal(object)

    def __init__(
        self, session: Session, tables: TablesPane, messages: Messages, settings: Settings, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._tables = tables
        self.commit_typing: Callable[[], bool] = tables.finish_editing
        self._messages = messages
        self._settings = settings
        self._window = window
        self._work: Job | None = None

    def ask_for_table(self) -> None:
        """Ask which tables, how, and where to; then export them."""
        from gui.dialogs.export_table import ExportTable  # noqa: PLC0415 - a start needs no dialogs

        if self._busy() or not self.commit_typing():
            return
        dialog = ExportTable(self._session, self._tables.current.table.key, self._window)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        tables, kind, everything = dialog.tables, dialog.kind, dialog.everything
        dialog.deleteLater()
        if not accepted:
            return
        name = tables[0] if len(tables) == 1 else self.tr("tables")
        chosen = self._session.formats.words(words(kind.title))
        path, _ = self._ask_where(name, kind.extension, f"{chosen} (*.{kind.extension})")
        if path is not None:
            self.write_tables(tables, kind.key, path, everything=everything)

    def ask_for_report(self) -> None:
        """Ask what the report is to hold, where it goes and in which of its formats; then write it."""
        from gui.dialogs.export_report import ExportReport  # noqa: PLC0415 - a start needs no dialogs

        if self._busy() or not self.commit_typing():
            return
        dialog = ExportReport(self._session, self._window)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        accepted, asked = dialog.exec() == QDialog.DialogCode.Accepted, dialog.asked
        dialog.deleteLater()
        if not accepted:
            return
        written = self._session.formats.words
        filters = {f"{written(words(kind.title))} (*.{kind.extension})": kind for kind in REPORT_FORMATS}
        path, chosen = self._ask_where(self.tr("report"), "html", ";;".join(filters))
        if path is None:
            return
        kind = filters.get(chosen, REPORT_FORMATS[0])
        ending = path.suffix.lower().removeprefix(".")
        if ending != kind.extension:  # what was typed is what was meant
            kind = next((other for other in REPORT_FORMATS if other.extension == ending), kind)
        self.write_report(path, kind.key, asked)

    def write_tables(self, tables: Sequence[str], kind: str, path: Path, *, everything: bool) -> None:
        """Write tables of the project to `path`: everything in them, or what their views show."""
        from model.output.documents import tables_bytes  # noqa: PLC0415 - a start needs no exports
        from model.output.fields import grid  # noqa: PLC0415 - as above

        ctx = self._session.context
        grids = [grid(ctx, key) if everything else self._shown(ctx, key) for key in tables]
        if not FORMAT[kind].several:
            grids = grids[:1]
        self._start(lambda tick: tables_bytes(ctx, grids, kind, tick), path)

    def write_report(self, path: Path, kind: str, asked: Asked | None = None) -> None:
        """Write what is asked of the report, or all of it, to `path` in a format of `REPORT_FORMATS`."""
        from gui.documents.report_files import report_file  # noqa: PLC0415 - a start needs no reports
        from model.output.asked import EVERYTHING  # noqa: PLC0415 - as above

        session = self._session
        ctx, series = session.context, session.series or None
        ctx = replace(ctx, formats=in_language(ctx.formats, self._settings.report_language))
        wanted = asked or EVERYTHING
        folder = None if session.path is None else session.path.parent
        self._start(lambda tick: report_file(ctx, kind, series, lambda: tick(0, 0), wanted, folder), path)

    def _busy(self) -> bool:
        """Return whether an export is not done yet, having said so."""
        if self._work is not None:
            self._messages.tell(self.tr("The last export is not done yet: wait for it, or cancel it."))
        return self._work is not None

    def _shown(self, ctx: Context, key: str) -> CellGrid:
        from model.output.fields import grid, shown_columns  # noqa: PLC0415 - as above

        view = self._tables.tables.get(key)
        if view is None:
            return grid(ctx, key, shown_columns(ctx, key))
        model = view.model
        shown = tuple(model.columns[column].key for column in view.grid.shown_columns())
        rows = model.row_numbers(range(model.rowCount()))
        count = view.table.row_count(ctx.project)
        return grid(ctx, key, shown, [row for row in rows if 0 <= row < count])

    def _ask_where(self, name: str, ending: str, filters: str) -> tuple[Path | None, str]:
        """Return where a person wants it, None for nowhere, and the filter that was chosen."""
        path = self._session.path
        folder = path.parent if path is not None else self._settings.folder
        stem = path.stem if path is not None else "salient"
        start = folder / f"{stem}-{name}.{ending}"
        said, chosen = QFileDialog.getSaveFileName(self._window, self.tr("Export"), str(start), filters)
        if not said:
            return None, chosen
        where = Path(said)
        if not where.suffix:
            where = where.with_suffix(f".{chosen.rpartition('.')[2].rstrip(')') or ending}")
        return where, chosen

    def _start(self, make: Callable[[Tick], bytes], path: Path) -> None:
        def do(tell: Tell) -> None:
            data = make(lambda done, count: tell((done, count)))
            tell((1, 1))
            write_file(path, data)

        work = Job(do)
        said = filled(self.tr("Exporting {file}…"), file=path.name)
        progress = WaitingBox(self._window, said, holds=False)  # what is exported is the project as it was
        bar = QProgressBar()
        bar.setRange(0, 100)
        progress.setBar(bar)
        progress.setAutoReset(False)
        progress.setAutoClose(False)
        progress.setValue(0)
        progress.canceled.connect(self.cancel)

        def on_progressed(_work: Job, told: tuple[int, int]) -> None:
            # the bar, not the dialog: that one would handle events here, among them the end of the work
            done, count = told
            bar.setMaximum(100 if count else 0)  # 0: how long it takes is not known
            if count:
                bar.setValue(min(99, 100 * done // count))

        def on_ended(_work: Job, _result: object, error: Exception | None) -> None:
            progress.close_for_good()
            self._work = None
            self._tell(path, error)
            self.finished.emit(path)

        work.progressed.connect(on_progressed)
        work.ended.connect(on_ended)
        self._work = work
        work.start()

    def cancel(self) -> None:
        """Give up what is being exported; its file stays as it was."""
        if self._work is not None:
            self._work.give_up()

    def close(self) -> None:
        """Let no thread outlive its window."""
        if self._work is not None:
            self._work.give_up()
            self._work.wait()

    def _tell(self, path: Path, error: Exception | None) -> None:
        messages, written = self._messages, self._session.formats.words
        if error is None:
            messages.tell(filled(self.tr("Exported to {file}."), file=path))
        elif isinstance(error, Cancelled):
            messages.tell(filled(self.tr("{name} was not exported: it was cancelled."), name=path.name))
        else:
            said = written(error.words) if isinstance(error, SalientError) else str(error)
            messages.fail(filled(self.tr("{name} was not exported."), name=path.name), (said,))
