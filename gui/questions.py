"""Questions that need an answer before the program goes on.

The window asks through `Questions`, an interface, so that a test answers without a dialog on the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget


class Unsaved(StrEnum):
    """What to do with changes that are not in the file."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


class Questions(Protocol):
    """What the window may ask a person."""

    def unsaved(self, name: str, drafts: Sequence[str]) -> Unsaved:
        """Ask what to do with the changes to `name`; `drafts` are sentences on what is not complete."""

    def leave_drafts(self, drafts: Sequence[str]) -> bool:
        """Ask whether to go on although the rows that `drafts` names are not complete; True goes on."""

    def file_to_open(self, folder: Path) -> Path | None:
        """Ask which project to open; None for none."""

    def file_to_save(self, suggested: Path) -> Path | None:
        """Ask where to save; an existing file is only named after the person agreed to replace it."""


class Dialogs:
    """Asks in dialogs of their own over a window."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def unsaved(self, name: str, drafts: Sequence[str]) -> Unsaved:
        """Ask with the buttons Save, Discard and Cancel; Escape cancels."""
        buttons = QMessageBox.StandardButton
        box = self._box(
            _tr("Save the changes to “{name}”?").format(name=name),
            "\n".join([_tr("What is not saved will be lost."), *drafts]),
            buttons.Save | buttons.Discard | buttons.Cancel,
        )
        box.setDefaultButton(buttons.Save)
        answers = {buttons.Save: Unsaved.SAVE, buttons.Discard: Unsaved.DISCARD}
        return answers.get(buttons(box.exec()), Unsaved.CANCEL)

    def leave_drafts(self, drafts: Sequence[str]) -> bool:
        """Ask with the buttons Discard and Cancel; Escape cancels."""
        buttons = QMessageBox.StandardButton
        box = self._box(
            _tr("Leave out the row that is not complete?"),
            "\n".join(drafts),
            buttons.Discard | buttons.Cancel,
        )
        box.setDefaultButton(buttons.Cancel)
        return buttons(box.exec()) is buttons.Discard

    def file_to_open(self, folder: Path) -> Path | None:
        """Ask with the platform's dialog."""
        name, _ = QFileDialog.getOpenFileName(self._parent, _tr("Open project"), str(folder), _filter())
        return Path(name) if name else None

    def file_to_save(self, suggested: Path) -> Path | None:
        """Ask with the platform's dialog, which asks before it names an existing file."""
        dialog = QFileDialog(self._parent, _tr("Save project"), str(suggested.parent), _filter())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(suggested.name)
        if not dialog.exec():
            return None
        return Path(dialog.selectedFiles()[0])

    def _box(self, text: str, more: str, buttons: QMessageBox.StandardButton) -> QMessageBox:
        box = QMessageBox(
            QMessageBox.Icon.Warning, QCoreApplication.applicationName(), text, buttons, self._parent
        )
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(more)
        box.setWindowModality(Qt.WindowModality.WindowModal)
        return box


def _filter() -> str:
    return _tr("Salient projects (*.json);;All files (*)")


def _tr(text: str) -> str:
    return QCoreApplication.translate("questions", text)
