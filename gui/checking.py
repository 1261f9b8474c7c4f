"""Ties claims and findings to the rest of a window: the panel beside the tables, the page, the dialog."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gui.dialogs.check_claim import CheckClaim
from gui.guard import guarded
from gui.panels.claims import ClaimsPanel
from gui.panels.findings import FindingsPage
from gui.panels.findings_model import Shelf
from gui.panes import Pane
from gui.session import Session
from gui.tables.pane import TablesPane
from gui.tables.selection import Selection
from gui.theme import Theme


class Checking(QObject):
    """Keeps the claims panel on the current row, and does what it and the findings ask for."""

    def __init__(
        self, session: Session, tables: TablesPane, pane: Pane, theme: Theme, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._tables = tables
        self._pane = pane
        self._window = window
        self.claims = ClaimsPanel(session, theme)
        pane.set_content(self.claims, (3, 3, 8, 6))
        pane.setMinimumWidth(230)
        self.findings = FindingsPage(session, theme)
        tables.add_page(self.findings, self.tr("Findings"))
        self.findings.counted.connect(self._on_counted)
        self.findings.chosen.connect(tables.select_rows)
        self.claims.chosen.connect(self._on_claim_chosen)
        self.claims.asked.connect(self.check_claim)
        self.claims.left.connect(self._on_left)
        self.claims.closed.connect(self._on_closed)
        tables.selection_changed.connect(self._on_selection_changed)
        for view in tables.tables.values():
            view.claim_asked.connect(self.check_claim)
        self._on_selection_changed(tables.selection)
        self._on_counted(self.findings.model.counts())

    def by_key(self) -> Mapping[str, Callable[[], object]]:
        """Return what does each action."""
        return {
            "check_claim": self.check_claim,
            "add_claim": self.begin_claim,
            "claims": self.show_claims,
            "findings": self.show_findings,
        }

    @guarded(None)
    def check_claim(self) -> None:
        """Let a published claim about the current cell be read, corrected and added."""
        if not self._tables.finish_editing():
            return
        selection = self._tables.selection
        row, column = selection.current or (-1, "")
        dialog = CheckClaim(self._session, (selection.table, row, column), parent=self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.finished.connect(self._on_claim_checked)
        dialog.open()

    def begin_claim(self) -> None:
        """Go to the empty last row of the claims."""
        self._tables.begin_row("claims")

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

    @guarded(None)
    def _on_claim_checked(self, answer: int) -> None:
        if answer == QDialog.DialogCode.Accepted:
            self._tables.select_rows("claims", (len(self._session.project.claims) - 1,))

    @guarded(None)
    def _on_claim_chosen(self, row: object) -> None:
        if isinstance(row, int) and self._tables.finish_editing():
            self._tables.select_rows("claims", (row,))

    @guarded(None)
    def _on_selection_changed(self, selection: Selection) -> None:
        current = selection.current
        self.claims.look_at(selection.table, None if current is None else current[0])

    @guarded(None)
    def _on_counted(self, counts: Mapping[Shelf, int]) -> None:
        """Show on the tab how many findings are open, and how many of those are more than notes."""
        grave = counts[Shelf.ERROR] + counts[Shelf.WARNING]
        self._tables.set_page_count(self.findings, grave + counts[Shelf.NOTE], grave)

    @guarded(None)
    def _on_left(self) -> None:
        self._tables.current.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @guarded(None)
    def _on_closed(self) -> None:
        self._pane.hide()
        self._on_left()
