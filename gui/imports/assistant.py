"""File ▸ Import: one page that shows how a file is read and what comes of it, and does it, or nothing."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from gui.app.background import Background
from gui.app.guard import guarded
from gui.app.messages import Messages
from gui.app.theme import tones_of
from gui.app.windows import size_first
from gui.imports.file_table import FileTable, roles_of
from gui.imports.form import TABLE, ImportForm
from gui.imports.place_names import LookedWell, look_well
from gui.imports.reading_bar import ReadingBar
from gui.imports.result_pane import ResultPane
from gui.imports.source import ImportSource
from gui.panels.great_edits import take_edit
from gui.panels.surface import FittedLabel, plain_label
from gui.session import Session
from model.edits import Edit
from model.imports.cells import Question, Unsettled
from model.imports.choices import Gone
from model.imports.events.source import EventSource
from model.imports.inspect_file import FileReport
from model.imports.plan import what_question
from model.imports.preview import Trial, try_import
from model.text.errors import FileError, SalientError
from model.text.formats import counted
from model.text.records import replace
from model.text.words import marked, words

_SETTLED_AFTER = 120  # ms without another choice, until a file is read again


@guarded
class ImportAssistant(QDialog):
    """Left what the file is, right what is in it and what comes of it. Import is one step of undo."""

    def __init__(
        self, session: Session, messages: Messages, source: ImportSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import figures"))
        self._session = session
        self._messages = messages
        self._source = source
        self._looked: FileReport | None = None
        self.trial: Trial | None = None
        self._wanted = False  # Import was asked for while the last choices were still being read
        self.work = Background(self)
        self.file = FittedLabel(bold=True)
        self.form = ImportForm(session.project, session.series, session.formats.words)
        self.preview = FileTable()
        self.outcome = ResultPane(session)
        self.state = plain_label()
        self.state.setWordWrap(True)
        self.progress = ReadingBar(self.work)
        self.stop = QPushButton(self.tr("Stop reading"))
        self.choose = QPushButton(self.tr("Choose another &file…"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.do = QPushButton(self.tr("&Import"))
        self.buttons.addButton(self.do, QDialogButtonBox.ButtonRole.AcceptRole)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED_AFTER)
        self._arrange()
        self._connect()
        if source.table:
            self.form.what.set_value(TABLE)
        if isinstance(source.given, EventSource):
            self.form.reading.call_sheet_table()
            self.choose.setText(self.tr("Choose &from the connections…"))
        self.form.reading.set_reading(source.reading)
        self.form.what.setFocus()
        self._start_look()

    def _arrange(self) -> None:
        self.choose.setAutoDefault(False)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.stop.setAutoDefault(False)
        self.do.setDefault(True)
        self.do.setEnabled(False)
        self.preview.setMinimumHeight(130)
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.preview)
        right.addWidget(self.outcome)
        right.setChildrenCollapsible(False)
        right.setStretchFactor(1, 1)
        right.setSizes([210, 430])
        both = QSplitter(Qt.Orientation.Horizontal)
        self.form.setMinimumWidth(320)
        both.addWidget(self.form)
        both.addWidget(right)
        both.setChildrenCollapsible(False)
        both.setStretchFactor(1, 1)
        both.setSizes([380, 850])
        head = QHBoxLayout()
        head.addWidget(self.file, 1)
        head.addWidget(self.choose)
        foot = QHBoxLayout()
        foot.addWidget(self.state, 1)
        foot.addWidget(self.progress)
        foot.addWidget(self.stop)
        foot.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(both, 1)
        layout.addLayout(foot)
        size_first(self, 1440, 900)

    def _connect(self) -> None:
        self.form.reading_changed.connect(self._start_look)
        self.form.choices_changed.connect(self._on_choices_changed)
        self._settle.timeout.connect(self._start_trial)
        self.work.done.connect(self._on_done)
        self.work.failed.connect(self._on_failed)
        self.work.busy_changed.connect(self.stop.setVisible)
        self.work.progressed.connect(self._on_progressed)
        self.stop.clicked.connect(self._on_stop_clicked)
        self.choose.clicked.connect(self._on_choose_clicked)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(self._on_finished)
        self.choose.setVisible(self._source.ask is not None)
        self.stop.hide()

    @property
    def waiting(self) -> bool:
        """Whether choices were made that are not yet looked at."""
        return self._settle.isActive()

    @property
    def given(self) -> Path | bytes | EventSource:
        """What is imported: a file, the bytes of a block that was pasted, or a table of events."""
        return self._source.given

    @property
    def _folder(self) -> str:
        path = self._session.path
        return os.fspath(path.parent) if path is not None else ""

    # reading, beside the window

    def _start_look(self) -> None:
        """Look at the file, as it is said to be written."""
        self._settle.stop()
        self.trial = None
        self.file.set_text(self._source.title)
        source, reading = self._source, self.form.reading.reading
        self._say(self.tr("Looking at it…"))
        self.work.start(lambda watch: look_well(source.given, reading, source.name, watch))

    def _start_trial(self) -> None:
        """Find out what comes of the file."""
        if self._looked is None:
            return
        self.trial = None
        self.form.show_questions(())
        try:
            choices, target = self.form.choices(), self.form.target.target
        except SalientError as error:
            self._fail(error)
            return
        if choices is None:
            self._ask((what_question(), *self._looked.questions))
            self._show_roles(None)
            return
        project, looked, folder = self._session.project, self._looked, self._folder
        say = self._session.formats.words
        self._say(self.tr("Reading…"))
        self.work.start(lambda watch: try_import(project, looked, choices, target, folder, watch, say))

    def _on_choices_changed(self) -> None:
        self.trial = None  # at once: Enter in a field must not import what was chosen before
        self._settle.start()

    def _refuse(self) -> None:
        """There is nothing to import as things stand."""
        self._wanted = False
        self.do.setEnabled(False)

    def _on_done(self, result: object) -> None:
        if isinstance(result, LookedWell):
            first = self._looked is None
            self._looked = looked = result.look
            self.preview.show_look(looked)
            self.form.show_look(looked, result.values, first=first)
            self.file.set_text(self.tr("{file} — {kind}").format(file=self._source.title, kind=looked.format))
            self.outcome.show_look(looked)
            self._start_trial()
        elif isinstance(result, Trial):
            self._show_trial(result)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, SalientError):
            self._fail(error)
        else:
            said = self.tr("It could not be read: the program failed. Its message is in the window.")
            self._refuse()
            self._say(said, bad=True)

    def _fail(self, error: SalientError) -> None:
        self._refuse()
        if self._looked is None:
            self.preview.show_look(None)
        self.outcome.show_look(self._looked)
        self._show_roles(None)
        if isinstance(error, Unsettled):
            self._ask(error.questions)
            return
        self.form.show_questions(())
        say = self._session.formats.words
        faults = [say(fault.said) for fault in error.faults] if isinstance(error, FileError) else []
        said = "; ".join(faults) or say(error.words)
        self._say(f"✕ {said}", bad=True)

    def _ask(self, questions: tuple[Question, ...]) -> None:
        self._refuse()
        self.form.show_questions(questions)
        said = self.tr("▲ {count} to settle, marked at the left.").format(count=len(questions))
        self._say(said, bad=True)
        first = self.form.first_asked()
        if first is not None:
            self.form.bring_into_view(first)

    def _show_trial(self, trial: Trial) -> None:
        self.trial = trial
        self.outcome.show_trial(trial)
        self._show_roles(trial)
        written = self._session.formats.words
        if trial.imported is None:
            self._refuse()
            self._say(f"✕ {written(trial.refused)}" if trial.refused is not None else "", bad=True)
            return
        count = len(trial.revised)
        if count and not trial.outcome.recipe.target.replace:
            differ = marked(
                "{count} figure is there already and differs, marked ▲: tick to replace it|"
                "{count} figures are there already and differ, marked ▲: tick to replace them"
            )
            self._ask((Question("replace", words(differ, count=count)),))
            return
        given = any(made.figures for made in trial.outcome.made)
        if not given or not trial.differs:
            self._refuse()
            self._say(self.tr("There is nothing to import: no figure would be added or changed."), bad=True)
            return
        self._say(self.tr("Ready. Undo will take it back."))
        self.do.setEnabled(True)
        if self._wanted:
            self.accept()

    def _show_roles(self, trial: Trial | None) -> None:
        written = self._session.formats.words
        refused = () if trial is None else trial.outcome.refused
        self.preview.show_roles(
            roles_of(self.form, trial, written), [(one, written(one.words)) for one in refused]
        )

    # what it says

    def _say(self, text: str, *, bad: bool = False) -> None:
        self.state.setText(text)
        self.state.setStyleSheet(f"color: {tones_of(self.palette()).doubtful};" if bad else "")

    def _on_progressed(self, how_far: object) -> None:
        if isinstance(how_far, Gone):
            said = self._session.formats.words(how_far.words)
            self._say(self.tr("Reading… {rows}").format(rows=said))
        elif isinstance(how_far, int) and how_far:
            said = marked("Reading… {count} row|Reading… {count} rows")
            if self._looked is not None and self._looked.maps is not None:
                said = marked("Measuring the maps… {count} done|Measuring the maps… {count} done")
            self._say(self._session.formats.words(words(said, count=counted(how_far))))

    def _on_stop_clicked(self) -> None:
        self._settle.stop()
        self.work.cancel()
        self._refuse()
        self._say(self.tr("Stopped. Change a choice to read it again."))

    def _on_choose_clicked(self) -> None:
        given = self._source.ask() if self._source.ask is not None else None
        if given is not None:
            self.set_given(given)

    def set_given(self, given: Path | EventSource) -> None:
        """Read another file or database, with the choices as they are."""
        title = given.name if isinstance(given, EventSource) else str(given)
        self._source = replace(self._source, given=given, name=given.name, title=title)
        self._looked = None
        self._start_look()

    # doing it

    def accept(self) -> None:
        """Put the figures into the project, one step of undo, and close; stay where more is to be settled.

        Asked for by the button while the newest choices are still being read, it is done once they are. Enter
        in a field is no such wish: it ends the typing.
        """
        if self.trial is not None:
            self.do.setFocus()  # what was typed and not yet left becomes a choice
        trial = self.trial
        if trial is None or not self.do.isEnabled():
            self._wanted = self.do.isEnabled() and self.do.hasFocus() and (self.waiting or self.work.busy)
            return
        if trial.imported is None or trial.project is not self._session.project:
            self._start_trial()  # the project is not what it was
            return
        project = trial.imported.project
        if isinstance(self._source.given, bytes):
            project = replace(project, imports=self._session.project.imports)  # no file to read again
        if not take_edit(self._session, self, Edit(trial.imported.words, project)):
            return
        self._messages.tell(
            self.tr("Imported from {file}: {account} Undo takes it back.").format(
                file=trial.outcome.file, account=self.outcome.account.text()
            )
        )
        super().accept()

    def _on_finished(self, _code: int) -> None:
        self._settle.stop()
        self.work.cancel()
        self.outcome.drawing.cancel()
