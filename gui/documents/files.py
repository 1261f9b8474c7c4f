"""New, open, save, revert and close: what happens between a session and the disk.

The project that is open stays as it is until another has been read completely; nothing is called saved before
it is on the disk. Reading and writing themselves are in `model.files`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gui.app.messages import Messages
from gui.app.questions import Questions, Unsaved
from gui.app.settings import Settings
from gui.app.translate import filled
from gui.app.waiting import Waiting
from gui.session import Session, Snapshot
from model.columns import TABLE
from model.edits import Edit
from model.files import FIRST_SAMPLE, sample
from model.files.carried import is_picture, open_carried
from model.files.private_paths import without_private_paths
from model.files.safety import Disk, changed_at
from model.text.errors import FileError, SalientError
from model.text.words import words

SUFFIX = ".json"
_GREAT = 150_000  # bytes of a file: what takes a tenth of a second to be read and derived


class Files(QObject):
    """The commands of the File menu for one session.

    `already_open(path)` shows the window that holds a file and says whether there is one.
    """

    saved = Signal(object)  # datetime
    not_saved = Signal()

    def __init__(
        self,
        session: Session,
        messages: Messages,
        questions: Questions,
        settings: Settings,
        already_open: Callable[[Path], bool],
        disk: Disk,
        window: QWidget | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._messages = messages
        self._questions = questions
        self._settings = settings
        self._already_open = already_open
        self._disk = disk
        # commits the cell that is being typed; False where it cannot be read, and then it stays as it is
        self.commit_typing: Callable[[], bool] = _nothing_typed
        # takes what is no project: figures and articles
        self.open_other: Callable[[Path], bool] = _no_other
        self.saved_at = None if session.path is None else changed_at(session.path)

    # another project in the place of this one

    def new(self) -> None:
        """Begin an empty project."""
        if self.may_leave():
            self.saved_at = None
            self._session.new()

    def open(self) -> None:
        """Ask for a file and open it; import it or read it, where it is no project."""
        path = self.ask_for_file()
        if path is not None and not self.open_other(path):
            self.open_path(path)

    def open_path(self, path: Path) -> bool:
        """Open `path` and return whether it is shown now, in this window or in the one that has it already.

        The file is read before anybody is asked about unsaved changes: a file that cannot be read changes
        nothing.
        """
        path = absolute(path)
        if is_picture(path):
            return self._open_carried(path)
        if self._already_open(path):
            return True
        read = self.read(path)
        if read is None or not self.may_leave():
            return False
        self.show_project(read, path)
        return True

    def show_project(self, read: Snapshot, path: Path) -> None:
        """Put a project that was read from `path` in the place of the one that is open."""
        self.saved_at = changed_at(path)
        self._disk.shown(path)
        self._session.load(read.project, path, read)
        self._settings.add_recent(path)

    def _open_carried(self, path: Path) -> bool:
        """Show the project that a picture carries, as a copy that belongs to no file."""
        read = self.read(path)
        if read is None or not self.may_leave():
            return False
        self.show_copy(read, path)
        return True

    def show_copy(self, read: Snapshot, picture: Path) -> None:
        """Put the project that `picture` carries in the place of the one that is open; it has no file."""
        self.saved_at = None
        self._session.load(read.project, None, read)
        self._messages.tell(
            filled(
                self.tr("This is a copy of the project that {name} carries; it is in no file yet."),
                name=picture.name,
            )
        )

    def open_sample(self, name: str = FIRST_SAMPLE) -> None:
        """Show a sample as a copy that belongs to no file."""
        if self.may_leave():
            self.saved_at = None
            self._session.load(sample(name), None)

    def ask_for_file(self) -> Path | None:
        """Ask for a project file that is only to be read; None for none."""
        return self._questions.file_to_open(self._settings.folder)

    def revert(self) -> None:
        """Read the file again and put it in the place of the project, as one step that can be undone."""
        path = self._session.path
        if path is None:
            return
        read = self.read(path)
        if read is None:
            return
        self._disk.shown(path)
        name = path.name
        self._session.edit(Edit(words("revert to {name}", name=name), read.project), read)
        self._session.saved(path)
        self._messages.tell(
            filled(
                self.tr("The project is again as {name} holds it. Undo brings your changes back."), name=name
            )
        )

    # saving

    def save(self) -> bool:
        """Save to the project's file, asking for one if it has none; return whether it is on the disk."""
        path = self._session.path
        return self.save_as() if path is None else self._write(path)

    def save_as(self) -> bool:
        """Ask for a file and save there; return whether it is on the disk."""
        path = self._questions.file_to_save(self._suggested())
        if path is None:
            return False
        if not path.suffix:
            path = path.with_suffix(SUFFIX)
        path = absolute(path)
        if path != self._session.path and self._already_open(path):
            self._messages.fail(
                filled(self.tr("{name} is open in another window; save under another name."), name=path.name)
            )
            return False
        return self._write(path)

    def may_leave(self) -> bool:
        """Return whether the project may go: it is saved, or the person saved it or let it go."""
        readable = self.commit_typing()
        drafts = self.draft_sentences(readable=readable)
        if self._session.clean:
            return not drafts or self._questions.leave_drafts(drafts)
        answer = self._questions.unsaved(self.name, drafts)
        if answer is Unsaved.SAVE:
            return self.save() and readable and not self._session.drafts
        return answer is Unsaved.DISCARD

    @property
    def name(self) -> str:
        """What the project is called in a question: its file's name, else its title."""
        path = self._session.path
        return path.name if path is not None else self._session.project.title or self.tr("Untitled project")

    def draft_sentences(self, *, readable: bool) -> tuple[str, ...]:
        """Return a sentence for each thing that was typed and is in no file.

        That is a row that was begun and lacks something and, unless `readable`, the cell that is being typed.
        """
        written = self._session.formats.words
        cell = () if readable else (self.tr("What is typed in a cell cannot be read and is not saved."),)
        return cell + tuple(
            filled(
                self.tr("A row begun in {table} is not complete and is not saved: {typed}."),
                table=written(words(TABLE[table].label)),
                typed=" · ".join(text for text in typed.values() if text),
            )
            for table, typed in self._session.drafts.items()
        )

    def _write(self, path: Path) -> bool:
        readable = self.commit_typing()
        project = without_private_paths(self._session.project, path.parent)
        if project is not self._session.project:
            self._session.edit(Edit(words("leave out folders of this computer"), project))
        try:
            # the dialog has asked before it named a file other than that of the window
            agreed = path != self._session.path
            beside = self._disk.save(self._session.project, path, overwrite=agreed)
        except (SalientError, OSError) as error:
            self._messages.fail(
                filled(
                    self.tr("{name} was not saved; the project is still here, with its changes."),
                    name=path.name,
                ),
                self._faults(error),
            )
            self.not_saved.emit()
            return False
        self.saved_at = datetime.now()
        self._session.saved(path)
        self._settings.add_recent(path)
        self.saved.emit(self.saved_at)
        drafts = self.draft_sentences(readable=readable)
        if drafts:
            self._messages.warn(drafts[0], drafts[1:])
        for said in beside:
            self._messages.warn(self._session.formats.words(said))
        return True

    def read(self, path: Path) -> Snapshot | None:
        """Return the project that `path` holds, with what is derived of it.

        None where it cannot be read, all faults being told, or was given up: a large one is read beside the
        window.
        """
        try:
            if self._window is None or not path.is_file() or path.stat().st_size < _GREAT:
                return self._read(path)
            said = filled(self.tr("Reading {name}…"), name=path.name)
            waiting = Waiting(self._window, said)
            read: Snapshot | None = waiting.wait_for(lambda _tell: self._read(path).checked())
        except (SalientError, OSError) as error:
            self.tell_unread(path, error)
            return None
        return read

    def _read(self, path: Path) -> Snapshot:
        return Snapshot.of(open_carried(path) if is_picture(path) else self._disk.read(path))

    def tell_unread(self, path: Path, error: Exception) -> None:
        """Tell that a file could not be read, and why."""
        self._messages.fail(
            filled(self.tr("{name} was not opened; what was open stays."), name=path.name),
            self._faults(error),
        )

    def _faults(self, error: Exception) -> tuple[str, ...]:
        """Return a line for each fault, with its place."""
        written = self._session.formats.words
        if isinstance(error, FileError):
            lines = [
                f"{fault.place}: {written(fault.words)}" if fault.place else written(fault.words)
                for fault in error.faults
            ]
            if error.rest is not None:
                lines.append(f"… {written(error.rest)}")
            return tuple(lines)
        if isinstance(error, SalientError):
            return (written(error.words),)
        return (str(error),)

    def _suggested(self) -> Path:
        if self._session.path is not None:
            return self._session.path
        title = self._session.project.title
        kept = "".join(sign if sign.isalnum() or sign in "-_" else " " for sign in title)
        stem = "-".join(kept.split()).lower()[:80] or "project"
        return self._settings.folder / f"{stem}{SUFFIX}"


def absolute(path: Path) -> Path:
    """Return `path` from the root, with links as they are: a link stays the name that the person knows."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links


def _nothing_typed() -> bool:
    return True


def _no_other(_path: Path) -> bool:
    return False
