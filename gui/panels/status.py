"""The status bar: whether it is saved, what the checks found, what is selected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QSizePolicy, QStatusBar, QWidget

from gui.app.background import Background
from gui.app.theme import Theme
from gui.app.translate import filled
from gui.panels.surface import FittedLabel
from gui.session import Session
from model.output.headline import Verdicts, verdicts
from model.output.status_line import selection_words, series_words
from model.text.formats import counted
from model.text.words import Words, marked, words

_MOST_TOLD = 12
_AT_ONCE = 2_000  # cells that are summed in a hundredth of a second


class StatusBar(QStatusBar):
    """Three parts at the left (file, rows, checks) and one at the right (the selection)."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._saved_at: datetime | None = None
        self._summing = Background(self)
        self._summing.done.connect(self._show_selection)
        self.file = self._part(self.tr("Whether the project is saved"))
        self.rows = self._part(self.tr("Periods, gaps and conflicts"))
        self.checks = self._part(self.tr("What the checks found"))
        for label in (self.file, self.rows, self.checks):
            self.addWidget(label)
            self.addWidget(_space())
        self.selection = self._part(self.tr("What is selected"))
        self.addPermanentWidget(self.selection)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(8, 0, 8, 0)

        session.changed.connect(self._on_changed)
        session.checked.connect(self._on_changed)
        session.formats_changed.connect(self._on_changed)
        session.file_changed.connect(self.refresh_file)
        theme.changed.connect(self._on_changed)
        self.refresh_file()
        self._on_changed()

    def set_saved_at(self, moment: datetime | None) -> None:
        """Show when the file was written; None where there is no file."""
        self._saved_at = moment
        self.refresh_file()

    def set_selection(self, table: str, areas: Sequence[tuple[Sequence[int], Sequence[str]]]) -> None:
        """Show how many cells of `table` are selected, and what the numbers in them make.

        Many are summed beside the window; until then nothing is shown that may be of others.
        """
        ctx = self._session.context
        if sum(len(rows) * len(keys) for rows, keys in areas) > _AT_ONCE:
            self._show_selection(None)
            self._summing.start(lambda _tell: selection_words(ctx, table, areas))
        else:
            self._summing.cancel()
            self._show_selection(selection_words(ctx, table, areas))

    def _show_selection(self, said: Words | None) -> None:
        self.selection.set_text("" if said is None else self._session.formats.words(said))

    def refresh_file(self) -> None:
        """Show whether what is in the window is in the file."""
        if self._session.path is None:
            said = self.tr("Not saved yet") if self._session.clean else self.tr("Unsaved changes")
        elif not self._session.clean:
            said = self.tr("Unsaved changes")
        elif self._saved_at is None:
            said = self.tr("Saved")
        elif self._saved_at.date() == datetime.now().date():
            said = filled(self.tr("Saved {time}"), time=self._saved_at.strftime("%H:%M"))
        else:
            said = filled(self.tr("Saved {time}"), time=self._saved_at.strftime("%Y-%m-%d %H:%M"))
        if self._session.drafts:
            said = filled(self.tr("{state} · a begun row is not complete"), state=said)
        self.file.set_text(said)

    def _on_changed(self, _change: object = None) -> None:
        ctx = self._session.context
        self.rows.set_text(ctx.formats.words(series_words(ctx)))
        if not self._session.is_checked:
            self.checks.set_text(self.tr("being checked…"))
            return
        count = verdicts(ctx)
        self.checks.set_text(self._found(count))
        trouble = count.inconsistent or count.errors or count.warnings
        self.checks.set_colour(QColor(self._theme.tones.doubtful) if trouble else None)
        tips = dict.fromkeys(ctx.formats.words(finding.words) for finding in ctx.checks.findings)
        self.checks.set_more("\n".join(list(tips)[:_MOST_TOLD]))

    def _found(self, count: Verdicts) -> str:
        parts = []
        for number, text in (
            (
                count.inconsistent,
                marked("{count} published figure inconsistent !|{count} published figures inconsistent !"),
            ),
            (count.errors, marked("{count} error|{count} errors")),
            (count.warnings, marked("{count} warning|{count} warnings")),
            (count.notes, marked("{count} note|{count} notes")),
        ):
            if number:
                parts.append(self._session.formats.words(words(text, count=counted(number))))
        return " · ".join(parts) if parts else self.tr("checks found nothing ✓")

    def _part(self, name: str) -> FittedLabel:
        label = FittedLabel(role=QPalette.ColorRole.PlaceholderText)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        label.setAccessibleDescription(name)
        return label


def _space() -> QWidget:
    space = QWidget()
    space.setFixedWidth(14)
    return space
