"""Controls of the import form: a choice of values, and a place for it with room for what is asked there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from gui.app.guard import guarded
from gui.app.theme import tones_of
from gui.panels.surface import plain_label

Items = Sequence[tuple[str, str]]
_LABEL = 11  # letters wide, so that the controls of all sections begin below each other


@guarded
class Choice(QComboBox):
    """One of some values, each with its text; with `free`, any other that is typed. `chosen`: by a person."""

    chosen = Signal()

    def __init__(self, name: str, items: Items = (), *, free: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEditable(free)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(3)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_items(items)
        self.activated.connect(self._on_activated)
        line = self.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._on_editing_finished)
        self._told = self.value

    @property
    def value(self) -> str:
        """The value chosen; what was typed, where that is none of the texts."""
        if self.isEditable():
            typed = self.currentText()
            index = self.findText(typed, Qt.MatchFlag.MatchExactly)
            return str(self.itemData(index)) if index >= 0 else typed.strip()
        return str(self.currentData() or "")

    def set_items(self, items: Items) -> None:
        """Offer other values; the one chosen stays chosen where it is among them."""
        before = self.value if self.count() else ""
        with QSignalBlocker(self):
            self.clear()
            for value, text in items:
                self.addItem(text, value)
            if self.isEditable() and before and self.findData(before) < 0:
                self.setEditText(before)
            elif self.count():
                self.setCurrentIndex(max(0, self.findData(before)))
        self._told = self.value

    def set_value(self, value: str) -> None:
        """Choose a value, without `chosen`."""
        with QSignalBlocker(self):
            index = self.findData(value)
            if index >= 0:
                self.setCurrentIndex(index)
            elif self.isEditable():
                self.setEditText(value)
        self._told = self.value

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form that is scrolled, unless this control is being used."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _on_activated(self, _index: int) -> None:
        self._tell()

    def _on_editing_finished(self) -> None:
        self._tell()

    def _tell(self) -> None:
        if self.value != self._told:
            self._told = self.value
            self.chosen.emit()


class FormField:
    """A labelled control in a form, and below it, where something is asked there, the sentence."""

    def __init__(self, form: QFormLayout, label: str, control: QWidget, buddy: QWidget | None = None) -> None:
        self._form = form
        self.control = control
        self.label = QLabel(label)
        self.label.setBuddy(buddy or control)
        self.hint: QLabel = plain_label()
        self.hint.setWordWrap(True)
        if label:
            self.label.setMinimumWidth(self.label.fontMetrics().horizontalAdvance("m" * _LABEL))
            form.addRow(self.label, control)
        else:
            self.label.setParent(control)
            self.label.hide()
            form.addRow(control)
        form.addRow(self.hint)
        self._shown = True
        form.setRowVisible(self.hint, False)

    @property
    def visible(self) -> bool:
        """Whether the control is offered."""
        return self._shown

    def set_visible(self, visible: bool) -> None:
        """Offer the control, or not."""
        self._shown = visible
        self._form.setRowVisible(self.control, visible)
        self._form.setRowVisible(self.hint, visible and bool(self.hint.text()))

    def ask(self, text: str) -> None:
        """Say below the control what is asked; "" for nothing."""
        shown = f"▲ {text}" if text else ""
        if shown == self.hint.text():
            return
        self.hint.setText(shown)
        self.control.setAccessibleDescription(text)
        tone = tones_of(self.control.palette()).doubtful
        self.hint.setStyleSheet(f"color: {tone};" if text else "")
        self.label.setStyleSheet(f"color: {tone}; font-weight: 600;" if text else "")
        self._form.setRowVisible(self.hint, self._shown and bool(text))

    @property
    def asked(self) -> str:
        """What is asked here."""
        return self.hint.text().removeprefix("▲ ")


class Fields(QObject):
    """Labelled controls, each of one form and by its key. `changed`: by a person."""

    changed = Signal()

    def __init__(self, form: QFormLayout, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self.fields: dict[str, FormField] = {}

    def add(self, key: str, label: str, control: QWidget, buddy: QWidget | None = None) -> None:
        """Add a control of any kind."""
        self.fields[key] = FormField(self._form, label, control, buddy)

    def choice(self, key: str, label: str, items: Items = (), *, free: bool = False) -> Choice:
        """Add a choice of values."""
        choice = Choice(_plain(label), items, free=free)
        choice.chosen.connect(self.changed)
        self.add(key, label, choice)
        return choice

    def line(self, key: str, label: str, hint: str) -> QLineEdit:
        """Add a line to type into; empty it shows a hint."""
        line = self.free_line(_plain(label), hint)
        self.add(key, label, line)
        return line

    def free_line(self, name: str, hint: str) -> QLineEdit:
        """Return a line to type into that is not in the form yet."""
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setPlaceholderText(hint)
        line.editingFinished.connect(self._on_line_edited)
        return line

    def tick(self, key: str, label: str) -> QCheckBox:
        """Add a box to tick."""
        box = QCheckBox(label)
        box.toggled.connect(self._on_toggled)
        self.add(key, "", box)
        return box

    def _on_toggled(self, _checked: bool) -> None:
        self.changed.emit()

    def _on_line_edited(self) -> None:
        line = self.sender()
        if isinstance(line, QLineEdit) and line.isModified():
            line.setModified(False)
            self.changed.emit()


def _plain(label: str) -> str:
    return label.replace("&", "").rstrip(":")
