"""Sources of a reference manager, added to the open project as one step of undo."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from gui.app.translate import filled
from gui.app.waiting import Waiting
from gui.session import Session
from model.checks.findings import listed
from model.edits import add_sources
from model.text.formats import counted
from model.text.words import marked, words


def add_bibliography(session: Session, window: QWidget, text: str) -> str:
    """Add the sources of a text in BibTeX or CSL-JSON; return what came of it.

    Raises `Unreadable` for a text that is neither, `Refused` for one that is too long.
    """
    from model.imports.bibliography import read_bibliography  # noqa: PLC0415 - a start needs none

    found = Waiting(window, _tr("Reading the sources…")).wait_for(lambda _tell: read_bibliography(text))
    if found is None:
        return ""
    sources, failed, without_day = found
    before = len(session.project.sources)
    session.edit(add_sources(session.context, sources))
    added = len(session.project.sources) - before
    said = marked("{count} source added|{count} sources added")
    told = session.formats.words(words(said, count=counted(added)))
    if len(sources) > added:
        told = filled(_tr("{done}; {count} were here by name"), done=told, count=len(sources) - added)
    if failed:
        told = filled(_tr("{done}; {count} entries could not be read"), done=told, count=failed)
    if without_day:
        left_out = marked("A day that is none, such as a month alone, was left out: {names}")
        told = f"{told}. {session.formats.words(words(left_out, names=listed(without_day)))}"
    return f"{told}."


def _tr(text: str) -> str:
    return QCoreApplication.translate("Bibliography", text)
