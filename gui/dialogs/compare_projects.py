"""Two projects compared: the rows that differ, and what that does to the results."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTabWidget, QWidget

from gui.app.copied import copy_texts
from gui.app.translate import filled
from gui.app.windows import size_first
from gui.dialogs.comparison import MOST_ROWS, ComparisonView
from gui.dialogs.parts import Buttons, arrange
from gui.dialogs.text_table import TextTable
from gui.panels.surface import plain_label
from gui.session import Session
from model.analyses.comparison_results import Compared


class CompareProjects(QDialog):
    """From one project to another, named `before` and `after`; to read and to copy, it changes nothing."""

    def __init__(
        self,
        compared: Compared,
        names: tuple[str, str],
        session: Session,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(
            filled(self.tr("{before} compared with {after}"), before=names[0], after=names[1])
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._names = names
        self._session = session
        self._comparison, self._results = compared.comparison, compared.results
        self.rows = ComparisonView()
        self.rows.setContentsMargins(8, 8, 8, 8)
        self.rows.show_comparison(self._comparison, *names)
        self.results = TextTable(self.tr("Results that differ"), session)
        self.said = plain_label(self._said())
        self._arrange()
        self._fill()
        size_first(self, 980, 560)

    def _arrange(self) -> None:
        page = QWidget()
        arrange(page, self.said, self.results, stretched=self.results)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.windowTitle())
        self.tabs.addTab(self.rows, self.tr("&Rows"))
        self.tabs.addTab(page, self.tr("R&esults"))
        buttons = Buttons(self)
        tip = self.tr("Copy all that is listed, rows and results, for a spreadsheet too")
        self.copy = buttons.add(self.tr("&Copy"), self._on_copy_clicked, tip)
        arrange(self, self.tabs, buttons, stretched=self.tabs)

    def _said(self) -> str:
        count = len(self._results.first)
        if self._results.more:
            return self.tr("Of the results that differ the first {count} are shown.").format(count=count)
        if not count:
            return self.tr("No result differs.")
        return self.tr("Results that differ: {count}").format(count=count)

    def _fill(self) -> None:
        heads = (self.tr("Of"), self.tr("Result"), *self._names, self.tr("Difference"))
        lines = [(one.about, one.what, one.before, one.after, one.difference) for one in self._results.first]
        self.results.show_rows(heads, lines, right=(2, 3, 4))
        self.results.horizontalHeader().setStretchLastSection(True)

    def text(self) -> str:
        """Return all that is listed as lines of tab-separated texts."""
        lines = [self.windowTitle(), self._comparison.summary()]
        for change in self._comparison.changes[:MOST_ROWS]:
            head = (self._comparison.table_name(change), self._comparison.row_name(change))
            lines += [
                "\t".join(map(_flat, (*head, cell.head, cell.before, cell.after, cell.difference)))
                for cell in self._comparison.cells(change)
            ]
        lines += ["", self._said()]
        lines += ["\t".join(_flat(text) for text in row) for row in self.results.texts.rows]
        return "\n".join(lines) + "\n"

    def _on_copy_clicked(self) -> None:
        copy_texts(self.text(), self._session.formats.notation)


def _flat(text: str) -> str:
    return " ".join(text.split())
