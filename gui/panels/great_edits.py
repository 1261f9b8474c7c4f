"""Edits of thousands of cells: made, derived and checked beside the window, where they can be given up."""

from __future__ import annotations

from collections.abc import Callable
from operator import is_not

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from gui.app.background import Tell
from gui.app.waiting import Waiting
from gui.session import Session, Snapshot
from model.columns.cell import rows_of
from model.edits import Edit
from model.project import TABLES, Project
from model.text.words import marked

AT_ONCE = 300  # cells or rows, of a tenth of a millisecond each; more are edited beside the window
Watch = Callable[[], object]


def changed_rows(before: Project, after: Project) -> int:
    """Return in how many places of the tables another row stands."""
    tables = ((rows_of(before, table), rows_of(after, table)) for table in TABLES)
    return sum(abs(len(old) - len(new)) + sum(map(is_not, old, new)) for old, new in tables if old is not new)


def make_edit(session: Session, window: QWidget | None, cells: int, make: Callable[[Watch], Edit]) -> bool:
    """Make an edit of so many cells one step of undo; return False where it was given up.

    `make(watch)` returns it; `watch` ends it by an exception. Raises as `make`.
    """
    before = session.snapshot

    def beside(tell: Tell) -> tuple[Edit, Snapshot]:
        edit = make(lambda: tell(None))
        return edit, before.following(edit.project).checked()

    if window is None or cells <= AT_ONCE:
        session.edit(make(lambda: None))
        return True
    made = Waiting(window, waiting_words()).wait_for(beside)
    if made is None or session.snapshot is not before:
        return False
    session.edit(*made)
    return True


def take_edit(session: Session, window: QWidget | None, edit: Edit) -> bool:
    """Make an edit that is there already one step of undo; return False where it was given up."""
    return make_edit(session, window, changed_rows(session.project, edit.project), lambda _watch: edit)


def waiting_words() -> str:
    """Return what is said while a person waits."""
    return QCoreApplication.translate("GreatEdits", marked("Changing cells…"))
