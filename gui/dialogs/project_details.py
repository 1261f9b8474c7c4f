"""Project details: the title and the notes, which are in the file and on the charts."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from gui.app.guard import guarded
from gui.panels.surface import plain_label
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
        self.reason = plain_label()
        self.reason.setWordWrap(True)
        self.reason.hide()
        form = QFormLayout()
        form.addRow(self.tr("&Title:"), self.title)
        form.addRow(self.tr("&Notes:"), self.notes)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.reason)
        layout.addWidget(buttons)
        self.resize(540, 320)

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
