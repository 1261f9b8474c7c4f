"""A window whose answer follows its choices and the project; of a large one it is made in the background."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QWidget

from gui.app.background import Background
from gui.dialogs.parts import Buttons
from gui.panels.surface import plain_label, wrapped_label
from gui.session import Session
from model.analyses.compare_series import comparable

_AT_ONCE = 1_000  # periods of which an answer takes no longer than a few frames


class WhatIf(QDialog):
    """Stays beside the window and changes nothing in the project. Call `follow` once it is arranged."""

    def __init__(self, title: str, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.series = self._chooser(self.tr("Series:"))
        self.reason = wrapped_label()
        self.waiting = plain_label()
        self._background = Background(self)
        self._background.done.connect(self._on_answered)
        self._background.busy_changed.connect(self._on_busy_changed)
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._show)

    def follow(self) -> None:
        """Offer what the project has and show what comes of it, now and whenever it changes."""
        self._session.changed.connect(self._on_changed)
        self._session.formats_changed.connect(self._on_changed)
        self.finished.connect(self._on_finished)
        self._offer()
        self._show()

    # what each kind of it does

    @abstractmethod
    def _offer(self) -> None:
        """List anew what can be chosen; what was chosen stays where it still is."""

    @abstractmethod
    def _offer_days(self) -> None:
        """List the days of another series."""

    @abstractmethod
    def _show(self) -> None:
        """Ask for what comes of the choices."""

    @abstractmethod
    def _on_answered(self, answer: Any) -> None:
        """Show an answer; one of the project before an edit is none."""

    @abstractmethod
    def _forget(self) -> None:
        """Take away what is shown of the project before an edit."""

    # what they share

    def _chooser(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.activated.connect(self._on_chosen)
        return box

    def _last_line(self, buttons: Buttons) -> QHBoxLayout:
        buttons.press_none()
        line = QHBoxLayout()
        line.addWidget(self.waiting)
        line.addWidget(buttons, 1)
        return line

    def _offer_series(self) -> None:
        session = self._session
        names = {s.id: " ".join(s.called.split()) for s in session.project.series}
        chosen = self.series.currentData() or session.series
        with QSignalBlocker(self.series):
            self.series.clear()
            for series_id in comparable(session.results):
                self.series.addItem(names[series_id], series_id)
            self.series.setCurrentIndex(max(0, self.series.findData(chosen)))

    @property
    def _is_large(self) -> bool:
        return len(self._session.project.periods) > _AT_ONCE

    def _ask(self, make: Callable[[], object]) -> None:
        """Have `make()` answered: at once, or in the background where the project is large."""
        if self._is_large:
            self._background.queue(lambda _tell: make())
        else:
            self._background.cancel()
            self._on_answered(make())

    def _refuse(self, reason: str) -> None:
        """Say below the fields why something cannot be read."""
        self.reason.setText(reason)
        self.reason.show()

    def _on_chosen(self, _index: int) -> None:
        if self.sender() is self.series:
            self._offer_days()
        self._show()

    def _later_show(self, _text: str) -> None:
        self._later.start()

    def _on_changed(self, _change: object = None) -> None:
        if self._is_large:
            self._forget()
        self._offer()
        self._show()

    def _on_finished(self, _result: int) -> None:
        self._later.stop()
        self._background.cancel()

    def _on_busy_changed(self, busy: bool) -> None:
        self.waiting.setText(self.tr("Computing…") if busy else "")
