"""The bar that says what another program does to the file of the window, and offers what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from gui.app.theme import Theme
from gui.panels.surface import plain_label, tool_button


class FileBar(QFrame):
    """A sentence and up to three buttons. It takes no focus by itself and hides nothing.

    Signals: `compare_asked`, `reload_asked`, `keep_asked` when the button of that name is used.
    """

    compare_asked = Signal()
    reload_asked = Signal()
    keep_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("file_bar")
        self.setAccessibleName(self.tr("The file of this window"))
        self._icon = QLabel()
        self._icon.setFixedSize(20, 20)
        self._icon.setAccessibleName(self.tr("Warning"))
        self._text = plain_label()
        self._text.setWordWrap(True)
        self.compare = self._button(self.tr("Co&mpare…"), self.tr("See what differs, row by row"))
        self.reload = self._button(
            self.tr("&Reload"), self.tr("Show what the file holds now, as one step that can be undone")
        )
        self.keep = self._button(
            self.tr("&Keep mine"), self.tr("Leave the project as it is here; saving it replaces the file")
        )
        self.dismiss = tool_button(self.tr("Dismiss"), self.tr("Dismiss"), self.hide)
        self.compare.clicked.connect(self.compare_asked)
        self.reload.clicked.connect(self.reload_asked)
        self.keep.clicked.connect(self.keep_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        for button in (self.compare, self.reload, self.keep, self.dismiss):
            row.addWidget(button)
        theme.changed.connect(self._paint)
        self._paint()
        self.hide()

    @staticmethod
    def _button(text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        return button

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._text.text()

    def tell(self, text: str, *, compare: bool = False, reload: bool = False, keep: bool = False) -> None:
        """Show a sentence with the buttons asked for; where there is none it can be dismissed."""
        self._text.setText(text)
        self.compare.setVisible(compare)
        self.reload.setVisible(reload)
        self.keep.setVisible(keep)
        self.dismiss.setVisible(not (compare or reload or keep))
        self.show()

    def _paint(self) -> None:
        tones = self._theme.tones
        self._icon.setPixmap(self._theme.icon("warning", tones.doubtful).pixmap(20, 20))
        self.dismiss.setIcon(self._theme.icon("close"))
        self.setStyleSheet(
            f"#file_bar {{ background: {tones.surface}; border: 1px solid {tones.doubtful};"
            f" border-left: 4px solid {tones.doubtful}; border-radius: 4px; }}"
        )
