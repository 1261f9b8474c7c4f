"""Questions that need an answer before the program goes on.

The window asks through `Questions`, an interface, so that a test answers without a dialog on the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.app.translate import filled, model_words
from model.text.words import quoted, words

if TYPE_CHECKING:
    from model.edits import InUse


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

    def used_sources(self, used: InUse) -> str | None:
        """Ask what becomes of what rests on sources that are to be deleted.

        Returns the tag of another source to move it to, "" to leave it without one, None to delete nothing.
        """

    def open_link(self, url: str, host: str) -> bool:
        """Ask whether a link is to be opened in the browser."""

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
            filled(_tr("Save the changes to “{name}”?"), name=name),
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

    def used_sources(self, used: InUse) -> str | None:
        """Ask with a choice of the other sources and the buttons Move, Leave Without and Cancel."""
        box = UsedSources(used, self._parent)
        answer = box.ask()
        box.deleteLater()
        return answer

    def open_link(self, url: str, host: str) -> bool:
        """Ask with the buttons Open and Cancel; Escape cancels."""
        buttons = QMessageBox.StandardButton
        box = self._box(
            filled(_tr("Open a link to {host} in the browser?"), host=host),
            url,
            buttons.Open | buttons.Cancel,
        )
        box.setDefaultButton(buttons.Cancel)
        return buttons(box.exec()) is buttons.Open

    def file_to_open(self, folder: Path) -> Path | None:
        """Ask with the platform's dialog."""
        filters = _tr("Salient projects (*.json);;Figures and articles ({endings});;All files (*)")
        name, _ = QFileDialog.getOpenFileName(
            self._parent, _tr("Open project"), str(folder), filled(filters, endings=_NO_PROJECTS)
        )
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
        every = QMessageBox.StandardButton
        texts = {  # Qt's own have a mnemonic on some platforms only
            every.Save: _tr("&Save"),
            every.Discard: _tr("&Discard"),
            every.Cancel: _tr("&Cancel"),
            every.Open: _tr("&Open"),
        }
        for standard, said in texts.items():
            button = box.button(standard)
            if button is not None:
                button.setText(said)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(more)
        box.setWindowModality(Qt.WindowModality.WindowModal)
        return box


class UsedSources(QDialog):
    """Asks what becomes of what rests on sources that are to be deleted."""

    def __init__(self, used: InUse, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_tr("Delete a source that is used"))
        self.answer: str | None = None
        self._others = used.others
        said = words(
            "{count} row rests on {names}.|{count} rows rest on {names}.",
            names=quoted(used.names),
            count=used.rows,
        )
        text = QLabel(said.text(model_words))
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        self.choice = QComboBox()
        self.choice.setAccessibleName(_tr("The source that they move to"))
        self.choice.addItems([" ".join(name.split()) for _, name in used.others])
        ask = QLabel(_tr("&Move them to:"))
        ask.setBuddy(self.choice)
        self.move_them = QPushButton(_tr("Move and &Delete"))
        self.leave = QPushButton(_tr("&Leave Them Without a Source"))
        cancel = QPushButton(_tr("Cancel"))
        for widget in (ask, self.choice, self.move_them):
            widget.setEnabled(bool(used.others))
        cancel.setDefault(True)
        self.move_them.clicked.connect(self._on_move_clicked)
        self.leave.clicked.connect(self._on_leave_clicked)
        cancel.clicked.connect(self.reject)
        row, buttons, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        row.addWidget(ask)
        row.addWidget(self.choice, 1)
        buttons.addStretch(1)
        for button in (self.move_them, self.leave, cancel):
            buttons.addWidget(button)
        column.addWidget(text)
        column.addLayout(row)
        column.addLayout(buttons)
        (self.choice if used.others else cancel).setFocus()

    def ask(self) -> str | None:
        """Show the dialog until it is answered; return the tag, "" for none, None where it was cancelled."""
        self.exec()
        return self.answer

    def _on_move_clicked(self) -> None:
        self.answer = self._others[self.choice.currentIndex()][0]
        self.accept()

    def _on_leave_clicked(self) -> None:
        self.answer = ""
        self.accept()


_NO_PROJECTS = "*.csv *.tsv *.txt *.xlsx *.ods *.jsonl *.parquet *.geojson *.zip *.md *.html *.docx *.pdf"


def _filter() -> str:
    return _tr("Salient projects (*.json);;All files (*)")


def _tr(text: str) -> str:
    return QCoreApplication.translate("questions", text)
