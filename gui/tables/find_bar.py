"""The bar above a table that finds a text in it, and shows only the rows that have another."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from gui.app.guard import guarded


class FindBar(QWidget):
    """Two fields, steps to the next and previous place, and what was found. Escape closes it."""

    find_changed = Signal(str)
    filter_changed = Signal(str)
    stepped = Signal(object)  # 1 forward, -1 back
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Find and filter"))
        self.find_field = self._field(self.tr("Find"), self.tr("Find in the table"))
        self.only_field = self._field(
            self.tr("Show only rows with…"), self.tr("Show only rows in which this was typed")
        )
        self.found = QLabel(self)
        self.found.setTextFormat(Qt.TextFormat.PlainText)
        self.found.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.previous = self._button("▲", self.tr("Previous place (Shift+Enter)"))
        self.next = self._button("▼", self.tr("Next place (Enter)"))
        self.close_button = self._button("✕", self.tr("Close and show all rows (Escape)"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 4, 6, 4)
        layout.setSpacing(4)
        layout.addWidget(self.find_field, 3)
        layout.addWidget(self.previous)
        layout.addWidget(self.next)
        layout.addWidget(self.found, 2)
        layout.addWidget(self.only_field, 3)
        layout.addWidget(self.close_button)
        self.find_field.textChanged.connect(self.find_changed)
        self.only_field.textChanged.connect(self.filter_changed)
        self.previous.clicked.connect(self._on_previous_clicked)
        self.next.clicked.connect(self._on_next_clicked)
        self.close_button.clicked.connect(self.leave)
        self.hide()

    def begin(self, *, filtering: bool = False) -> None:
        """Show the bar, ready to type what to find, or what the rows shown must have."""
        self.show()
        field = self.only_field if filtering else self.find_field
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    @guarded(None)
    def leave(self, _checked: bool = False) -> None:
        """Hide the bar; what it hid is shown again."""
        self.find_field.clear()
        self.only_field.clear()
        self.hide()
        self.closed.emit()

    def say(self, text: str) -> None:
        """Show what was found."""
        self.found.setText(text)

    @guarded(None)
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.find_field.hasFocus():
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _field(self, placeholder: str, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(placeholder)
        field.setAccessibleName(name)
        field.setClearButtonEnabled(True)
        return field

    def _button(self, sign: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setAutoRaise(True)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    @guarded(None)
    def _on_previous_clicked(self, _checked: bool = False) -> None:
        self.stepped.emit(-1)

    @guarded(None)
    def _on_next_clicked(self, _checked: bool = False) -> None:
        self.stepped.emit(1)
