"""What a person asks of the figures beyond the tables: comparisons, sensitivity, a scenario.

Each opens a window of its own beside the main one; none of them changes the project.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from gui.app.background import Background, Tell
from gui.app.translate import filled
from gui.app.waiting import WaitingBox
from gui.documents.files import Files
from gui.session import Session
from model.files import open_project
from model.files.carried import is_picture, open_carried
from model.project import Project
from model.text.errors import SalientError
from model.text.formats import Formats

if TYPE_CHECKING:
    from model.analyses.comparison_results import Compared
    from model.analyses.scenario import Scenario


class Analyses(QObject):
    """The commands of one window that look into its project."""

    def __init__(
        self,
        session: Session,
        files: Files,
        show_row: Callable[[str, int], None],
        show_scenario: Callable[[Scenario | None], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._files = files
        self._show_row = show_row
        self._show_scenario = show_scenario
        self._window = window
        self._open: dict[str, QDialog] = {}

    def compare_with(self) -> None:
        """Ask for another project, and show how this one differs from it."""
        from gui.dialogs.compare_projects import CompareProjects  # noqa: PLC0415 - a start needs no dialogs

        path = self._files.ask_for_file()
        if path is None:
            return
        names = (path.name, self.tr("this project"))
        said = filled(self.tr("Comparing with {file}…"), file=path.name)
        progress = WaitingBox(self._window, said, holds=False)
        progress.setValue(0)
        work = Background(progress)

        def on_answered(answer: Compared | Exception) -> None:
            progress.close_for_good()
            if isinstance(answer, Exception):
                self._files.tell_unread(path, answer)
            else:
                self._show("compare_with", CompareProjects(answer, names, self._session, self._window))

        work.done.connect(on_answered)
        progress.canceled.connect(work.cancel)
        progress.canceled.connect(progress.close_for_good)
        work.start(partial(_compared_with, path, self._session.project, self._session.formats))

    def compare_series(self) -> None:
        """Show the series side by side."""
        from gui.dialogs.compare_series import CompareSeries  # noqa: PLC0415 - as above

        if not self._raised("compare_series"):
            self._show("compare_series", CompareSeries(self._session, self._window))

    def sensitivity(self) -> None:
        """Show which figures move a result most."""
        from gui.dialogs.sensitivity import Sensitivity  # noqa: PLC0415 - as above

        if not self._raised("sensitivity"):
            dialog = Sensitivity(self._session, self._window)
            dialog.row_chosen.connect(self._show_row)
            self._show("sensitivity", dialog)

    def scenario(self) -> None:
        """Let a scenario be tried, drawn beside the published values for as long as its window is open."""
        from gui.dialogs.scenario import ScenarioDialog  # noqa: PLC0415 - as above

        if not self._raised("scenario"):
            dialog = ScenarioDialog(self._session, self._window)
            dialog.assumed.connect(self._show_scenario)
            self._show("scenario", dialog)

    def _raised(self, key: str) -> bool:
        """Bring a window that is open already to the front; return whether there is one."""
        dialog = self._open.get(key)
        if dialog is None:
            return False
        dialog.raise_()
        dialog.activateWindow()
        return True

    def _show(self, key: str, dialog: QDialog) -> None:
        before = self._open.pop(key, None)
        if before is not None:
            before.close()
        self._open[key] = dialog

        def on_destroyed(_gone: object = None) -> None:
            if self._open.get(key) is dialog:
                del self._open[key]

        dialog.destroyed.connect(on_destroyed)
        dialog.show()


def _compared_with(path: Path, project: Project, formats: Formats, _tell: Tell) -> Compared | Exception:
    """Return how the project in a file differs from this one, or why it cannot be read."""
    from model.analyses.comparison_results import compared  # noqa: PLC0415 - as above

    try:
        other = open_carried(path) if is_picture(path) else open_project(path)
    except (SalientError, OSError) as error:
        return error
    return compared(other, project, formats)
