"""A report of a problem, to be read, changed, copied or saved; it sends nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QPlainTextEdit,
    QWidget,
)

from gui.app.problem import Heads, Problem, report_of
from gui.app.translate import filled
from gui.app.windows import size_first
from gui.dialogs.about import versions
from gui.dialogs.parts import Buttons, arrange, text_to_read
from gui.panels.surface import plain_label, wrapped_label
from model.files import write_file
from model.text.errors import SalientError

_LINES_OF_DOING = 3


class ProblemReport(QDialog):
    """Shows the report as it would be sent. `project()` gives the text of the project's file, when asked for.

    `words(SalientError)` says in the person's language why a file cannot be written.
    """

    def __init__(
        self,
        problem: Problem,
        project: Callable[[], str],
        words: Callable[[SalientError], str],
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Report a problem"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._problem = problem
        self._project = project
        self._words = words
        self._folder = folder
        said = wrapped_label(
            self.tr(
                "Nothing is sent by itself. Read it, then copy or save it and send it to whoever gave you"
                " Salient. Without the check mark below no figure, name or text of your project is in it."
            )
        )
        ask = plain_label(self.tr("&What were you doing, and what did you expect?"))
        self.doing = QPlainTextEdit()
        self.doing.setTabChangesFocus(True)
        self.doing.setAccessibleName(self.tr("What you were doing"))
        self.doing.setFixedHeight(self.doing.fontMetrics().lineSpacing() * _LINES_OF_DOING + 16)
        ask.setBuddy(self.doing)
        self.text = text_to_read(self.tr("The report"))
        self.figures = QCheckBox(self.tr("Include the project's &figures"))
        self.figures.setToolTip(self.tr("Adds the project as its file holds it, and the error's own words"))
        self.told = wrapped_label()
        self.told.hide()
        buttons = Buttons(self)
        self.copy = buttons.add(self.tr("&Copy"), self._on_copy_clicked)
        self.save = buttons.add(self.tr("&Save As…"), self._on_save_clicked)
        self.doing.textChanged.connect(self._show)
        self.figures.toggled.connect(self._show)
        arrange(self, said, ask, self.doing, self.text, self.figures, self.told, buttons, stretched=self.text)
        size_first(self, 760, 640)
        self.doing.setFocus()
        self._show()

    def _show(self, *_: object) -> None:
        heads = Heads(
            doing=self.tr("What I was doing"),
            happened=self.tr("What happened"),
            versions=self.tr("Versions"),
            lately=self.tr("What was done last, by name"),
            fault=self.tr("Where the program failed"),
            said=self.tr("The error in its own words"),
            project=self.tr("The project"),
        )
        project = self._project() if self.figures.isChecked() else ""
        at = self.text.verticalScrollBar().value()
        self.text.setPlainText(report_of(self._problem, heads, versions(), self.doing.toPlainText(), project))
        self.text.verticalScrollBar().setValue(at)
        self.told.hide()

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._tell(self.tr("The report is on the clipboard."))

    def _on_save_clicked(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save the report"),
            str(self._folder / "salient-report.txt"),
            self.tr("Text (*.txt)"),
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Write the report to a file, or say why not."""
        try:
            write_file(path, self.text.toPlainText().encode("utf-8"))
        except SalientError as error:
            self._tell(self._words(error))
        else:
            self._tell(filled(self.tr("The report is saved in {file}."), file=path))

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.show()
