"""File ▸ Refresh imported figures: what newer files would change, before they do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.app.background import Background
from gui.app.guard import guarded
from gui.app.messages import Messages
from gui.app.theme import tones_of
from gui.app.translate import model_words
from gui.app.windows import size_first
from gui.dialogs.text_table import TextTable
from gui.imports.reading_bar import ReadingBar
from gui.panels.great_edits import take_edit
from gui.panels.surface import FittedLabel, plain_label
from gui.session import Session
from model.edits import Edit
from model.imports.applying import ChangeKind, ImportedChange
from model.imports.choices import FIGURE_NAMES, OF_SERIES, Gone, SeriesQuantity
from model.imports.events.source import EventSource
from model.imports.recipe import name_of
from model.imports.refresh import Renewal, Renewed, renew
from model.imports.table_days import ALL_DAYS
from model.text.figures import Figure
from model.text.formats import counted
from model.text.words import marked, words

Ask = Callable[[], Path | None]


@guarded
class RefreshImports(QDialog):
    """The files of all imports above, what they would change below. Refresh is one step of undo.

    `places`: for each import the file that a person found it in, "" where that is in the project's folder.
    `place_of` gives the place of a connection by its name, `ask_connection` asks for it.
    """

    def __init__(
        self,
        session: Session,
        messages: Messages,
        ask: Ask,
        places: Sequence[str],
        place_of: Callable[[str], EventSource | None],
        ask_connection: Callable[[str], EventSource | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Refresh imported figures"))
        self._session = session
        self._messages = messages
        self._ask = ask
        self._project = session.project
        self._instead = list(places)
        self._place_of, self._ask_connection = place_of, ask_connection
        self.renewal: Renewal | None = None
        self.work = Background(self)
        self.files = QGridLayout()
        self.states: list[FittedLabel] = []
        self.choosers: list[QPushButton] = []
        self.changes = TextTable(self.tr("What would change"), session)
        self.state = plain_label()
        self.state.setWordWrap(True)
        self.progress = ReadingBar(self.work)
        self.do = QPushButton(self.tr("&Refresh"))
        self._arrange()
        self.work.done.connect(self._on_done)
        self.work.failed.connect(self._on_failed)
        self.work.progressed.connect(self._on_progressed)
        self.finished.connect(self._on_finished)
        self._read()

    def _arrange(self) -> None:
        for number, tree in enumerate(self._session.project.imports):
            name = FittedLabel(bold=True)
            called = name_of(tree)
            name.set_text(self._instead[number] or called)
            state = FittedLabel(lines=2)
            choose = QPushButton(self.tr("Choose…"))
            choose.setAccessibleName(self.tr("Choose another place for {file}").format(file=called))
            choose.clicked.connect(partial(self._on_choose_clicked, number, tree.get("connection", "")))
            self.files.addWidget(name, number, 0)
            self.files.addWidget(state, number, 1)
            self.files.addWidget(choose, number, 2)
            self.states.append(state)
            self.choosers.append(choose)
        self.files.setColumnStretch(0, 2)
        self.files.setColumnStretch(1, 3)
        self.do.setDefault(True)
        self.do.setEnabled(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        buttons.addButton(self.do, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.state, 1)
        foot.addWidget(self.progress)
        foot.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addLayout(self.files)
        layout.addWidget(self.changes, 1)
        layout.addLayout(foot)
        size_first(self, 940, 540)

    def _read(self) -> None:
        self.renewal = None
        self.do.setEnabled(False)
        self._project = self._session.project
        project, instead = self._project, tuple(self._instead)
        path = self._session.path
        folder = os.fspath(path.parent) if path is not None else ""
        say = self._session.formats.words
        self.state.setText(self.tr("Reading…"))
        self.work.start(lambda watch: renew(project, folder, instead, watch, self._place_of, say))

    def _on_progressed(self, how_far: object) -> None:
        if isinstance(how_far, Gone):
            said = self._session.formats.words(how_far.words)
            self.state.setText(self.tr("Reading… {rows}").format(rows=said))

    def _on_done(self, result: object) -> None:
        if not isinstance(result, Renewal):
            return
        self.renewal = result
        for state, one in zip(self.states, result.renewed, strict=True):
            self._show_state(state, one)
        self.changes.show_rows(
            (self.tr("From"), self.tr("Period"), self.tr("Figure"), self.tr("Now"), self.tr("Then")),
            [
                (one.recipe.file or one.recipe.connection, *self._row(change))
                for one in result.renewed
                for change in one.changes
                if change.kind is not ChangeKind.SAME
            ],
            (3, 4),
        )
        self.changes.fit_columns()
        unread = sum(one.refused is not None for one in result.renewed)
        differs = result.project != self._project
        count = len(result.changes)
        if count:
            said = self._counted(
                marked(
                    "{count} figure would change. Undo will take it back.|"
                    "{count} figures would change. Undo will take it back."
                ),
                count,
            )
        elif differs:
            said = self.tr("What was read is newer, and no figure would change.")
        else:
            said = self.tr("All that could be read gives the figures that are there.")
        if unread:
            stay = marked(
                "{count} import cannot be read; its figures stay.|"
                "{count} imports cannot be read; their figures stay."
            )
            said += " " + self._counted(stay, unread)
        self.state.setText(said)
        self.do.setEnabled(differs)

    def _counted(self, text: str, count: int) -> str:
        return self._session.formats.words(words(text, count=counted(count)))

    def _show_state(self, state: FittedLabel, one: Renewed) -> None:
        tones = tones_of(self.palette())
        if one.refused is not None:
            state.set_text(f"✕ {self._session.formats.words(one.refused)}")
            state.setStyleSheet(f"color: {tones.bad};")
            return
        kinds = [change.kind for change in one.changes]
        if one.same and not set(kinds) - {ChangeKind.SAME}:
            state.set_text(self.tr("= the same as before"))
            return
        said = self.tr("{revised} revised, {new} new, {gone} gone, {same} the same").format(
            revised=kinds.count(ChangeKind.REVISED),
            new=kinds.count(ChangeKind.NEW),
            gone=kinds.count(ChangeKind.GONE),
            same=kinds.count(ChangeKind.SAME),
        )
        before, now = one.unusable
        if before or now:
            rows = marked(
                "{count} row cannot be used (before: {before})|{count} rows cannot be used (before: {before})"
            )
            said += (
                f"; {self._session.formats.words(words(rows, count=counted(now), before=counted(before)))}"
            )
        state.set_text(said)

    def _row(self, change: ImportedChange) -> tuple[str, str, str, str]:
        formats = self._session.formats
        days = f"{formats.date(change.start)} – {formats.date(change.end)}"
        if change.what in OF_SERIES:
            days = formats.words(ALL_DAYS)
        after = self._written(change.after, change.what)
        if change.kind is ChangeKind.GONE:
            reason = "" if change.reason is None else formats.words(change.reason)
            after = self.tr("stays; it is no longer given: {reason}").format(reason=reason or "–")
        return (
            change.label or days,
            model_words(FIGURE_NAMES[change.what]),
            self._written(change.before, change.what),
            after,
        )

    def _written(self, figure: Figure | None, what: SeriesQuantity) -> str:
        return "—" if figure is None else self._session.formats.figure(figure, what.quantity)

    def _on_failed(self, _error: Exception) -> None:
        said = self.tr("It could not be read: the program failed. Its message is in the window.")
        self.state.setText(said)

    def _on_choose_clicked(self, number: int, connection: str, _checked: bool = False) -> None:
        if connection:
            if self._ask_connection(connection) is not None:
                self._read()
            return
        path = self._ask()
        if path is not None:
            self._instead[number] = os.fspath(path)
            self._read()

    def read_elsewhere(self) -> Iterator[tuple[str, Path]]:
        """Yield the digest and the place of each file that was read outside the project's folder."""
        for one, place in zip(self.renewal.renewed if self.renewal else (), self._instead, strict=False):
            if place and one.outcome is not None:
                yield one.outcome.recipe.digest, Path(place)

    def accept(self) -> None:
        """Put the newer figures into the project, as one step of undo, and close."""
        renewal = self.renewal
        if renewal is None or not self.do.isEnabled():
            return
        if self._session.project is not self._project:
            self._read()  # the project is not what it was
            return
        if not take_edit(self._session, self, Edit(renewal.words, renewal.project)):
            return
        done = marked(
            "{count} figure was renewed. Undo takes it back.|"
            "{count} figures were renewed. Undo takes them back."
        )
        count = len(renewal.changes)
        self._messages.tell(self._counted(done, count) if count else self.state.text())
        super().accept()

    def _on_finished(self, _code: int) -> None:
        self.work.cancel()
