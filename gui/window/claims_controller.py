"""Ties claims and findings to the rest of a window: the panel beside the tables, the page, the dialog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gui.app.guard import soon
from gui.app.theme import Theme
from gui.panels.findings import FindingsPage
from gui.panels.findings_model import Shelf
from gui.panels.surface import Surface
from gui.session import Session
from gui.tables.pane import TablesPane
from gui.tables.selection import Selection
from gui.tables.view import TableView
from gui.window.panes import Pane
from model.columns import TABLE, Column, Context
from model.edits import sentences_in
from model.text.errors import SalientError

if TYPE_CHECKING:
    from gui.panels.claims import ClaimsPanel
    from model.analyses.region_of_days import RegionOfDays

_MARGINS = (3, 3, 8, 6)


class ClaimsController(QObject):
    """Keeps the claims panel on the current row, and does what it and the findings ask for."""

    def __init__(
        self, session: Session, tables: TablesPane, pane: Pane, theme: Theme, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._tables = tables
        self._pane = pane
        self._window = window
        self._theme = theme
        self._claims: ClaimsPanel | None = None
        pane.set_content(Surface(), _MARGINS)
        pane.setMinimumWidth(230)
        self.findings = FindingsPage(session, theme)
        tables.add_page(self.findings, self.tr("Findings"))
        self.findings.counted.connect(self._on_counted)
        self.findings.chosen.connect(tables.select_rows)
        tables.selection_changed.connect(self._on_selection_changed)
        self._asked: Mapping[str, str] = {}  # what the open dialog began with
        self._waiting: list[Mapping[str, str]] = []  # claims that are still to be confirmed
        tables.tie(self._tie)
        self.findings.refresh()

    @property
    def claims(self) -> ClaimsPanel:
        """The claims beside the tables, made when first asked for: the first frame does not wait for them."""
        if self._claims is None:
            from gui.panels.claims import ClaimsPanel  # noqa: PLC0415 - as above

            self._claims = made = ClaimsPanel(self._session, self._theme)
            self._pane.set_content(made, _MARGINS)
            made.chosen.connect(self._on_claim_chosen)
            made.asked.connect(self.check_claim)
            made.left.connect(self._on_left)
            made.closed.connect(self._on_closed)
            self._on_selection_changed(self._tables.selection)
        return self._claims

    def _tie(self, view: TableView) -> None:
        view.claim_asked.connect(self.check_claim)
        if view.table.key == "claims":
            view.cells.take_words = self._take_words

    def check_claim(self) -> None:
        """Let a published claim about the current cell be read, corrected and added."""
        if not self._tables.finish_editing() or self._waiting:
            return
        selection = self._tables.selection
        row, column = selection.current or (-1, "")
        typed = self._session.drafts.get("claims", {}) if selection.table == "claims" else {}
        self._ask((selection.table, row, column), typed if row == len(self._session.project.claims) else {})

    def check_claim_about(self, days: RegionOfDays) -> None:
        """Let a published claim about days that were chosen on a chart be read, corrected and added."""
        if self._tables.finish_editing() and not self._waiting:
            project = self._session.project
            named = next((series.called for series in project.series if series.id == days.series), "")
            typed = {"series": named, "start": days.first.isoformat(), "end": days.last.isoformat()}
            self._ask(("claims", len(project.claims), "quote"), typed)

    def _take_words(self, lines: Sequence[str], row: int, key: str) -> bool:
        """Whether pasted lines are sentences that are shown as claims, not the text of a cell.

        One is shown in the empty last row, where it is typed; several are asked about in turn.
        """
        context, column = self._session.context, TABLE["claims"].column(key)
        sentences = sentences_in(context, lines)
        if not sentences or (row < len(self._session.project.claims) and key == "quote"):
            return False
        if key != "quote" and column.editable and _is_readable(column, context, row, lines[0]):
            return False
        if len(sentences) > 1 or not self._tables.tables["claims"].grid.begin_with("quote", sentences[0]):
            self._confirm([{"quote": sentence} for sentence in sentences])
        return True

    def _confirm(self, claims: Sequence[Mapping[str, str]]) -> None:
        """Ask for each of these claims in turn, once what is being done in the table is done."""
        self._waiting = list(claims)
        soon(self, self._ask_next)

    def _ask_next(self) -> None:
        if self._waiting:
            self._ask(("claims", len(self._session.project.claims), "quote"), self._waiting[0])

    def _ask(self, about: tuple[str, int, str], typed: Mapping[str, str]) -> None:
        from gui.dialogs.check_claim import CheckClaim  # noqa: PLC0415 - a start needs no dialogs

        self._asked = typed
        dialog = CheckClaim(self._session, about, typed, self._window)
        left = len(self._waiting)
        if left > 1:
            dialog.setWindowTitle(self.tr("Check a published claim, {count} to go").format(count=left))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.finished.connect(self._on_claim_checked)
        dialog.open()

    def show_claims(self) -> None:
        """Show the claims beside the tables and put the focus there; from within them, go back."""
        focused = QApplication.focusWidget()
        if self._pane.isVisible() and focused is not None and self._pane.isAncestorOf(focused):
            self._on_left()
            return
        self._pane.show()
        self._pane.raise_()
        self.claims.refresh()
        self.claims.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_findings(self) -> None:
        """Show what was noticed and put the focus there."""
        if self._tables.finish_editing():
            self._tables.show_page(self.findings)

    def _on_claim_checked(self, answer: int) -> None:
        """Go to the claim that was added, then to the next; what is not confirmed stays as it was typed."""
        if answer != QDialog.DialogCode.Accepted:
            self._waiting.clear()
            return
        added = len(self._session.project.claims) - 1
        quote = self._session.drafts.get("claims", {}).get("quote")
        if quote is not None and quote == self._asked.get("quote"):
            self._tables.tables["claims"].model.keep_draft({})
        self._tables.show_table("claims")
        self._tables.select_rows("claims", (added,))
        self._waiting = self._waiting[1:]
        self._ask_next()

    def _on_claim_chosen(self, row: object) -> None:
        if isinstance(row, int) and self._tables.finish_editing():
            self._tables.select_rows("claims", (row,))

    def _on_selection_changed(self, selection: Selection) -> None:
        current = selection.current
        if self._claims is not None:
            self._claims.look_at(selection.table, None if current is None else current[0])

    def _on_counted(self, counts: Mapping[Shelf, int]) -> None:
        """Show on the tab how many findings are open, and how many of those are more than notes."""
        grave = counts[Shelf.ERROR] + counts[Shelf.WARNING]
        self._tables.set_page_count(self.findings, grave + counts[Shelf.NOTE], grave)

    def _on_left(self) -> None:
        self._tables.current.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_closed(self) -> None:
        self._pane.hide()
        self._on_left()


def _is_readable(column: Column, context: Context, row: int, text: str) -> bool:
    """Whether a cell takes a text as its own."""
    try:
        column.as_read(context, row, text)
    except SalientError:
        return False
    return True
