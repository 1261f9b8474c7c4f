"""The open project: its results, its undo stack, and the one signal that says what changed.

    typed text → model.edits (a new Project) → Session.edit (one undo command) → derive once → `changed`

A step of undo is a project, never its results: those are derived once for each change, from what was derived
before it, so that only what has a changed input is computed again. The stack of Qt keeps count and words of
the steps; its commands are empty macros, which Qt makes itself. A command made in Python is freed twice, and
the program ends, where the garbage collector comes upon the session before Qt deletes it (PySide6 6.10.3).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec.structs import force_setattr
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from model.checks import Checks, checks
from model.columns import Context
from model.derive.results import Results, derive
from model.edits import Edit
from model.project import Project
from model.text.formats import Formats
from model.text.notation import ENGLISH, Notation
from model.text.words import untranslated

log = logging.getLogger("salient.done")


class Snapshot(Struct, frozen=True, eq=False, dict=True):
    """A project and everything computed from it. The checks are computed when first asked for."""

    project: Project
    results: Results
    before: Checks | None = None  # of the state before it, until its own are computed

    @classmethod
    def of(cls, project: Project) -> Snapshot:
        """Return a project with what is derived of it alone."""
        return cls(project, derive(project))

    @cached_property
    def checks(self) -> Checks:
        """Claims, reconciliations and findings of the project."""
        computed = checks(self.results, self.before)
        force_setattr(self, "before", None)  # else every earlier state would stay in memory
        return computed

    def following(self, project: Project) -> Snapshot:
        """Return the snapshot of an edited `project`, computed from what is known of this one."""
        return Snapshot(project, derive(project, self.results), self.__dict__.get("checks", self.before))

    def checked(self) -> Snapshot:
        """Return itself with its checks made: nothing is left for the window to compute at once."""
        _ = self.checks
        return self


class SessionChange(Struct, frozen=True, eq=False):
    """What the project was and what it is. Rows left alone are the same objects in both.

    `loaded` says that another file (or none) took the place of the project, so that a selection or a
    zoom has lost its meaning; an edit, its undo and its redo have it False.
    """

    before: Snapshot
    after: Snapshot
    loaded: bool = False


class Session(QObject):
    """The open project of one window.

    Signals: `changed(SessionChange)` once for each edit, undo, redo (of any number of steps) and load;
    `file_changed` when the path, the clean state or the drafts may have changed; `formats_changed` when
    numbers and words are to be written anew, the project being the same; `series_changed` when another
    series was chosen; `checked` when checks that were put off are made.
    """

    changed = Signal(object)
    file_changed = Signal()
    formats_changed = Signal()
    series_changed = Signal()
    checked = Signal()

    def __init__(
        self,
        project: Project | None = None,
        path: Path | None = None,
        parent: QObject | None = None,
        derived: Snapshot | None = None,
    ) -> None:
        super().__init__(parent)
        start = project if project is not None else Project()
        self._snapshot = derived or Snapshot.of(start)
        self._states = [start]  # the project after each number of steps
        self._ready: Snapshot | None = None
        self._path = path
        self._series = ""
        self._put_off = False
        self._notation: Notation = ENGLISH
        self._translate: Callable[[str], str] = untranslated
        self._formats = self._make_formats()
        self._context: Context | None = None
        self._drafts: dict[str, Mapping[str, str]] = {}
        self.undo_stack = QUndoStack(self)
        self.undo_stack.indexChanged.connect(self._on_index_changed)
        self.undo_stack.cleanChanged.connect(self._on_clean_changed)

    # what is open

    @property
    def snapshot(self) -> Snapshot:
        """The project and what was computed from it."""
        return self._snapshot

    @property
    def project(self) -> Project:
        """The open project."""
        return self._snapshot.project

    @property
    def results(self) -> Results:
        """Everything computed from the open project."""
        return self._snapshot.results

    @property
    def checks(self) -> Checks:
        """Claims and findings of the open project."""
        return self._snapshot.checks

    @property
    def is_checked(self) -> bool:
        """Whether what the checks found may be asked for; where they are put off, nobody waits for them."""
        return not self._put_off

    def put_checks_off(self) -> None:
        """Let what the checks find be shown as not known yet, until `check`: the first frame comes sooner."""
        self._put_off = True

    def check(self) -> None:
        """Make the checks that were put off, and say so."""
        if self._put_off:
            self._put_off = False
            _ = self.checks
            self.checked.emit()

    @property
    def formats(self) -> Formats:
        """How numbers and words are written now; the area unit is the project's."""
        return self._formats

    @property
    def context(self) -> Context:
        """What a column needs in order to say what stands in a cell."""
        if self._context is None:
            snapshot = self._snapshot
            self._context = Context(self.results, lambda: snapshot.checks, self.formats)
        return self._context

    @property
    def path(self) -> Path | None:
        """The file of the project; None while it has none."""
        return self._path

    @property
    def clean(self) -> bool:
        """Whether the project is as it was read or last saved. Drafts do not count: see `drafts`."""
        return self.undo_stack.isClean()

    @property
    def untouched(self) -> bool:
        """Whether nothing would be lost if another project took the place of this one."""
        return self._path is None and self.clean and not self.drafts

    # which series is looked at

    @property
    def series(self) -> str:
        """The id of the series that headline, totals and charts are about; empty where there is none.

        It is the one that was chosen, else the first that has periods.
        """
        known = self.results.series
        if self._series in known:
            return self._series
        used = (key for key, series in known.items() if series.span is not None)
        return next(used, next(iter(known), ""))

    def set_series(self, series: str) -> None:
        """Look at another series; one that the project does not have is passed over."""
        if series in self.results.series and series != self.series:
            self._series = series
            self.series_changed.emit()

    # editing

    def edit(self, edit: Edit, derived: Snapshot | None = None) -> None:
        """Make `edit` one step of undo; nothing happens where it changes nothing.

        The project is derived before the step is on the stack: a step on the stack cannot fail. `derived` is
        its snapshot, where that was made already, beside the window.
        """
        if edit.project == self.project:
            return
        ready = derived or self._snapshot.following(edit.project)
        text = edit.words.text(self._translate)
        log.info("edit: %s", edit.words.template)  # not its values: they are the project's
        self._states[self.undo_stack.index() + 1 :] = [edit.project]
        self._ready = ready
        try:
            self.undo_stack.beginMacro(text)
            self.undo_stack.endMacro()
        finally:
            self._ready = None

    def state(self, steps: int) -> Project:
        """Return the project after so many steps of the undo stack."""
        return self._states[steps]

    def step_to(self, steps: int, derived: Snapshot | None = None) -> None:
        """Undo or redo up to a number of steps. `derived` is as in `edit`."""
        self._ready = derived
        try:
            self.undo_stack.setIndex(steps)
        finally:
            self._ready = None

    def _on_index_changed(self, index: int) -> None:
        """Derive once, however many steps of undo were taken."""
        shown = self._states[index]
        if shown is self.project:
            return
        ready = self._ready
        if ready is None or ready.project is not shown:
            ready = self._snapshot.following(shown)
        before, self._snapshot = self._snapshot, ready
        self._announce(SessionChange(before, ready))

    def _on_clean_changed(self, _clean: bool) -> None:
        self.file_changed.emit()

    # drafts: rows begun in the empty last row of a table that lack a required figure

    @property
    def drafts(self) -> Mapping[str, Mapping[str, str]]:
        """What was typed in the begun row of each table: table key → column key → text."""
        return self._drafts

    def set_draft(self, table: str, typed: Mapping[str, str]) -> None:
        """Keep what was typed in the begun row of `table`; nothing typed ends the draft."""
        if dict(self._drafts.get(table, {})) == dict(typed):
            return
        if typed:
            self._drafts[table] = dict(typed)
        else:
            del self._drafts[table]
        self.file_changed.emit()

    # files

    def load(self, project: Project, path: Path | None, derived: Snapshot | None = None) -> None:
        """Put another project in the place of this one, with its own undo stack and no drafts.

        `derived` is as in `edit`.
        """
        fresh = derived or Snapshot.of(project)
        log.info("another project is shown")
        self._drafts.clear()
        self._path = path
        self._series = ""
        self._states = [project]
        before, self._snapshot = self._snapshot, fresh
        self.undo_stack.clear()  # its signals find the new project already shown
        self._announce(SessionChange(before, fresh, loaded=True))
        self.file_changed.emit()

    def new(self) -> None:
        """Put an empty project, without a file, in the place of this one."""
        self.load(Project(), None)

    def saved(self, path: Path) -> None:
        """Note that the project, as it is now, is what `path` holds."""
        self._path = path
        self.undo_stack.setClean()
        self.file_changed.emit()

    # how things are written

    def set_formats(self, notation: Notation, translate: Callable[[str], str]) -> None:
        """Write numbers in `notation` and the model's words through `translate` (template → text)."""
        self._notation = notation
        self._translate = translate
        self._formats = self._make_formats()
        self._context = None
        self.formats_changed.emit()

    def _make_formats(self) -> Formats:
        return Formats(
            notation=self._notation, area_unit=self.project.view.area_unit, translate=self._translate
        )

    def _announce(self, change: SessionChange) -> None:
        if change.after.project.view.area_unit is not self._formats.area_unit:
            self._formats = self._make_formats()
        self._context = None
        self.changed.emit(change)
