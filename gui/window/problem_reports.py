"""What a person can see of the log and of a fault, and send by hand: Show Log, Report a Problem."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.app.log_file import Lately, last_run, log_text
from gui.app.messages import Messages, Offer
from gui.app.problem import Problem
from gui.session import Session
from model.files import write_project


class ProblemReports(QObject):
    """The log and the reports of one window. Nothing is shown unasked and nothing leaves the computer."""

    def __init__(self, session: Session, messages: Messages, lately: Lately, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._messages = messages
        self._lately = lately
        self._window = window

    def show_log(self) -> None:
        """Show the log beside the window."""
        from gui.dialogs.log_window import LogWindow  # noqa: PLC0415 - a start needs no dialogs

        LogWindow(self._lately.log_file, self._window).show()

    def report(self) -> None:
        """Show a report in which a person says what is wrong; nothing need have failed."""
        self.show(Problem(self.tr("I noticed something that is wrong."), lately=self._lately.lines))

    def show(self, problem: Problem) -> None:
        """Show the report of a problem beside the window."""
        from gui.dialogs.problem_report import ProblemReport  # noqa: PLC0415 - a start needs no dialogs

        path = self._session.path
        ProblemReport(
            problem,
            lambda: write_project(self._session.project).decode("utf-8"),
            lambda error: self._session.formats.words(error.words),
            Path.home() if path is None else path.parent,
            self._window,
        ).show()

    def offer_after_crash(self, left: str) -> None:
        """Offer the report of the run before, which `left` the stacks of its threads; "" is none."""
        if not left:
            return
        try:
            lines = last_run(log_text(self._lately.log_file), before=1)
        except OSError:
            lines = ()
        problem = Problem(
            self.tr("Salient ended suddenly the time before. What was not saved was offered at this start."),
            left,
            lately=lines,
        )
        self._messages.tell(
            self.tr(
                "Salient ended suddenly the last time. There is a report of it; nothing is sent by itself."
            ),
            offer=Offer(self.tr("Show the &Report"), lambda: self.show(problem)),
        )
