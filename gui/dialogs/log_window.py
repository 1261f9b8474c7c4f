"""The log of the program, to be read beside the window and copied."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from gui.app.log_file import log_text
from gui.panels.surface import plain_label


class LogWindow(QDialog):
    """Shows the log as it is now, its end in view; `Reload` reads it again."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Log"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._path = path
        said = plain_label(
            self.tr("What the program did and what failed, without the figures and texts of your projects.")
        )
        said.setWordWrap(True)
        self.where = plain_label(str(path))
        self.where.setWordWrap(True)
        self.where.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.where.setAccessibleName(self.tr("The file of the log"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Log"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for text, do in (
            (self.tr("&Copy"), self._on_copy_clicked),
            (self.tr("&Reload"), self.read),
            (self.tr("Open &Folder"), self._on_folder_clicked),
        ):
            buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole).clicked.connect(do)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (said, self.where, self.text, buttons):
            layout.addWidget(widget)
        layout.setStretchFactor(self.text, 1)
        self.resize(900, 600)
        self.read()

    def read(self) -> None:
        """Show what the log holds now."""
        try:
            text = log_text(self._path)
        except OSError as error:
            text = self.tr("The log cannot be read: {reason}").format(reason=error.strerror)
        self.text.setPlainText(text or self.tr("Nothing was logged yet."))
        self.text.moveCursor(QTextCursor.MoveOperation.End)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    def _on_folder_clicked(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent))):
            self.where.setText(
                self.tr("No program opened the folder; it is {folder}.").format(folder=self._path.parent)
            )
