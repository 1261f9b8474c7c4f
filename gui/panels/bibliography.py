"""Sources of a reference manager, added to the open project as one step of undo."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from gui.app.waiting import Waiting
from gui.session import Session
from model.edits import add_sources
from model.text.words import marked


def add_bibliography(session: Session, window: QWidget, text: str) -> str:
    """Add the sources of a text in BibTeX or CSL-JSON; return what came of it.

    Raises `Unreadable` for a text that is neither, `Refused` for one that is too long.
    """
    from model.imports.bibliography import added_words, read_bibliography  # noqa: PLC0415 - a start needs none

    said = QCoreApplication.translate("Bibliography", marked("Reading the sources…"))
    found = Waiting(window, said).wait_for(lambda _tell: read_bibliography(text))
    if found is None:
        return ""
    before = len(session.project.sources)
    session.edit(add_sources(session.project, found.sources))
    added = len(session.project.sources) - before
    return f"{session.formats.words(added_words(found, added))}."
