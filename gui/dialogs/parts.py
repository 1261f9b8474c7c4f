"""What dialogs are put together from: their buttons, a text to read, and the column that all stands in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

Standard = QDialogButtonBox.StandardButton
Part = QDialogButtonBox.ButtonRole
SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class Buttons(QDialogButtonBox):
    """The buttons below a dialog, which close it, answer it, or do something while it stays open."""

    def __init__(self, dialog: QDialog, standard: Standard = Standard.Close) -> None:
        super().__init__(standard)
        self.accepted.connect(dialog.accept)
        self.rejected.connect(dialog.reject)

    def add(
        self, text: str, do: Callable[[], object] | None, tip: str = "", part: Part = Part.ActionRole
    ) -> QPushButton:
        """Add a button that does something, or only what its part says; Enter in a field presses it not."""
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        if do is not None:
            button.clicked.connect(lambda _checked=False: do())
        self.addButton(button, part)
        return button

    def press_none(self) -> None:
        """Let Enter in a field press no button."""
        for button in self.buttons():
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)


def answers(dialog: QDialog) -> Buttons:
    """Return the buttons of a dialog that is answered with OK or Cancel."""
    return Buttons(dialog, Standard.Ok | Standard.Cancel)


def text_to_read(name: str) -> QPlainTextEdit:
    """Return a text in letters of one width, to be read, selected and copied."""
    text = QPlainTextEdit()
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setAccessibleName(name)
    text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    text.setTextInteractionFlags(SELECTABLE)
    return text


def arrange(
    page: QWidget, *parts: QWidget | QLayout, stretched: QWidget | None = None, spacing: int = -1
) -> QVBoxLayout:
    """Put parts below each other on a page; the one that is `stretched` takes the room that is left."""
    column = QVBoxLayout(page)
    column.setSpacing(spacing)
    for part in parts:
        if isinstance(part, QLayout):
            column.addLayout(part)
        else:
            column.addWidget(part, int(part is stretched))
    return column
