"""Project details: the title and the notes, which are in the file and on the charts."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from gui.app.guard import guarded
from gui.app.windows import size_first
from gui.dialogs.parts import answers, arrange
from gui.panels.surface import wrapped_label
from gui.session import Session
from model.edits import set_details
from model.text.errors import SalientError


@guarded
class ProjectDetails(QDialog):
    """Two fields; OK makes them one step of undo, or says below them why that cannot be."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("Project details"))
        self.title = QLineEdit(session.project.title)
        self.title.setAccessibleName(self.tr("Title"))
        self.title.setPlaceholderText(self.tr("what the figures are about, such as “Autumn 2024”"))
        self.notes = QPlainTextEdit(session.project.notes)
        self.notes.setAccessibleName(self.tr("Notes"))
        self.notes.setPlaceholderText(self.tr("where the figures come from, what to keep in mind"))
        self.notes.setTabChangesFocus(True)
        self.reason = wrapped_label()
        self.reason.hide()
        form = QFormLayout()
        form.addRow(self.tr("&Title:"), self.title)
        form.addRow(self.tr("&Notes:"), self.notes)
        arrange(self, form, self.reason, answers(self), spacing=12)
        size_first(self, 540, 320)

    def accept(self) -> None:
        """Change the project and close; stay open where the words cannot be kept."""
        try:
            edit = set_details(self._session.context, self.title.text(), self.notes.toPlainText())
        except SalientError as error:
            self.reason.setText(self._session.formats.words(error.words))
            self.reason.show()
            return
        self._session.edit(edit)
        super().accept()
