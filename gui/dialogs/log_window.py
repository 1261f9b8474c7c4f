"""The log of the program, to be read beside the window and copied."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from gui.app.log_file import log_text
from gui.app.translate import filled
from gui.app.windows import size_first
from gui.dialogs.parts import SELECTABLE, Buttons, arrange, text_to_read
from gui.panels.surface import wrapped_label


class LogWindow(QDialog):
    """Shows the log as it is now, its end in view; `Reload` reads it again."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Log"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._path = path
        said = wrapped_label(
            self.tr("What the program did and what failed, without the figures and texts of your projects.")
        )
        self.where = wrapped_label(str(path))
        self.where.setTextInteractionFlags(SELECTABLE)
        self.where.setAccessibleName(self.tr("The file of the log"))
        self.text = text_to_read(self.tr("Log"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        buttons = Buttons(self)
        buttons.add(self.tr("&Copy"), self._on_copy_clicked)
        buttons.add(self.tr("&Reload"), self.read)
        buttons.add(self.tr("Open &Folder"), self._on_folder_clicked)
        arrange(self, said, self.where, self.text, buttons, stretched=self.text)
        size_first(self, 900, 600)
        self.read()

    def read(self) -> None:
        """Show what the log holds now."""
        try:
            text = log_text(self._path)
        except OSError as error:
            text = filled(self.tr("The log cannot be read: {reason}"), reason=error.strerror)
        self.text.setPlainText(text or self.tr("Nothing was logged yet."))
        self.text.moveCursor(QTextCursor.MoveOperation.End)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    def _on_folder_clicked(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent))):
            self.where.setText(
                filled(self.tr("No program opened the folder; it is {folder}."), folder=self._path.parent)
            )
