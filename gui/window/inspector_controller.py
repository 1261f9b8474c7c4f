"""Ties the inspector to the rest of a window: the current cell, links to others, questions, the web."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from gui.app.messages import Messages
from gui.app.questions import Questions
from gui.app.theme import Theme
from gui.panels.surface import Surface
from gui.session import Session
from gui.tables.pane import TablesPane
from gui.tables.selection import Selection
from gui.tables.view import TableView
from gui.window.panes import Pane
from model.edits import InUse
from model.explain.trace import Place, TotalCell
from model.text.links import web_address

if TYPE_CHECKING:
    from gui.panels.inspector import Inspector

_MARGINS = (3, 3, 8, 6)


def open_in_browser(url: str) -> bool:
    """Hand a link to the system's browser; False where there is none."""
    return QDesktopServices.openUrl(QUrl(url, QUrl.ParsingMode.StrictMode))


class InspectorController(QObject):
    """Keeps the inspector of a window on the current cell, and does what it asks for."""

    def __init__(
        self,
        session: Session,
        tables: TablesPane,
        pane: Pane,
        messages: Messages,
        theme: Theme,
        questions: Questions,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tables = tables
        self._pane = pane
        self._messages = messages
        self._session = session
        self._questions = questions
        self.open_in_browser: Callable[[str], bool] = open_in_browser
        self._theme = theme
        self._inspector: Inspector | None = None
        pane.set_content(Surface(), _MARGINS)
        pane.setMinimumWidth(230)
        tables.selection_changed.connect(self._on_selection_changed)
        tables.total_looked_at.connect(self._on_total_looked_at)
        tables.tie(self._tie)

    @property
    def inspector(self) -> Inspector:
        """The inspector, made when it is first asked for: the first frame does not wait for it."""
        if self._inspector is None:
            from gui.panels.inspector import Inspector  # noqa: PLC0415 - as above

            self._inspector = made = Inspector(self._session, self._theme)
            self._pane.set_content(made, _MARGINS)
            made.followed.connect(self.go_to)
            made.left.connect(self._on_left)
            made.closed.connect(self._on_closed)
            made.told.connect(self._on_told)
            made.address_asked.connect(self.open_address)
            self._on_selection_changed(self._tables.selection)
        return self._inspector

    def _tie(self, view: TableView) -> None:
        view.cells.open_address = self.open_address
        view.rows.ask_about_sources = self._ask_about_sources

    def show(self) -> None:
        """Show the inspector and put the focus into it; from within it, go back to the table."""
        focused = QApplication.focusWidget()
        if self._pane.isVisible() and focused is not None and self._pane.isAncestorOf(focused):
            self._on_left()
            return
        self._pane.show()
        self._pane.raise_()
        self.inspector.refresh()
        self.inspector.focus()

    def finish_editing(self) -> bool:
        """Commit what is being typed in the tables or here; False where it cannot be read: it is shown."""
        if self._inspector is None or self._inspector.finish_editing():
            return self._tables.finish_editing()
        self._pane.show()
        return False

    def go_to(self, place: Place) -> None:
        """Make a cell the current one, showing its column where that was hidden."""
        if place.table not in self._tables.tables or not self._tables.finish_editing():
            return
        view = self._tables.show_table(place.table)
        column = next(n for n, each in enumerate(view.model.columns) if each.key == place.column)
        if view.model.shown_row(place.row) is None:
            view.find_bar.only_field.clear()
        row = view.model.shown_row(place.row)
        if row is not None:
            if view.grid.isColumnHidden(column):
                view.columns_shown.show(column, True)
            view.grid.go_to(row, column)

    def open_address(self, url: str) -> None:
        """Open a link in the browser after asking; only those of the web are opened."""
        address = web_address(url)
        if address is None:
            self._messages.warn(self.tr("This is no link that can be opened: http and https are."))
        elif self._questions.open_link(address.url, address.host) and not self.open_in_browser(address.url):
            self._messages.fail(self.tr("There is no browser that opens {link}.").format(link=address.url))

    def _ask_about_sources(self, used: InUse) -> str | None:
        return self._questions.used_sources(used)

    def _on_selection_changed(self, selection: Selection) -> None:
        current = selection.current
        if self._inspector is not None:
            self._inspector.look_at(None if current is None else Place(selection.table, *current))

    def _on_total_looked_at(self, total: TotalCell) -> None:
        if self._inspector is not None:
            self._inspector.look_at(total)

    def _on_left(self) -> None:
        self._tables.current.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_closed(self) -> None:
        self._pane.hide()
        self._on_left()

    def _on_told(self, text: str, details: tuple[str, ...]) -> None:
        self._messages.tell(text, tuple(details))
