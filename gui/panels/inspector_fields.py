"""The fields of the inspector: committed by Enter or by leaving them; what cannot be read stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from gui.app.guard import guarded
from gui.app.theme import tones_of
from gui.panels.inspector_editors import ChoiceEditor, LineEditor, TextEditor
from gui.panels.surface import plain_label, plain_tip
from model.explain.inspect_cell import Entry, Kind
from model.text.errors import SalientError


@dataclass(frozen=True, slots=True)
class Typing:
    """What is done with what is typed into an entry.

    `read(entry, text)` returns how it would be read, `commit` makes it an edit; both raise SalientError.
    """

    read: Callable[[Entry, str], str]
    commit: Callable[[Entry, str], None]
    say: Callable[[SalientError], str]


class Field(QObject):
    """An entry with its name, its editor, and the line under it: how it is read, or why it cannot be.

    Signals: `settled` when what was typed was committed or given up; `cancelled` when Escape was pressed with
    nothing typed; `begun` when a new source is wanted.
    """

    settled = Signal()
    cancelled = Signal()
    begun = Signal()

    def __init__(self, entry: Entry, typing: Typing, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry = entry
        self.refused = False
        self._typing = typing
        self._original = ""
        self._committing = False
        self._forgotten = False
        self.name = plain_label("", parent)
        self.name.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.name.setWordWrap(True)
        self.editor: LineEditor | TextEditor | ChoiceEditor = self._made(entry, parent)
        self.reading = plain_label("", parent)
        self.reading.setWordWrap(True)
        self.reading.hide()
        self.name.setBuddy(self.editor)
        self.load(entry)

    def _made(self, entry: Entry, parent: QWidget) -> LineEditor | TextEditor | ChoiceEditor:
        if entry.kind is Kind.CHOICE:
            choice = ChoiceEditor(parent)
            choice.activated.connect(self._on_activated)
            choice.cancelled.connect(self.cancelled)
            return choice
        text = TextEditor(entry.lines, parent) if entry.lines > 1 else LineEditor(parent)
        text.textChanged.connect(self._on_text_changed)
        text.entered.connect(self._on_entered)
        text.left.connect(self.commit)
        text.cancelled.connect(self._on_cancelled)
        return text

    # what it holds

    @property
    def text(self) -> str:
        """What is typed or chosen."""
        if isinstance(self.editor, ChoiceEditor):
            return str(self.editor.currentData() or "")
        return self.editor.toPlainText() if isinstance(self.editor, TextEditor) else self.editor.text()

    @property
    def touched(self) -> bool:
        """Whether something is typed that is not committed."""
        return not (self._committing or self._forgotten) and self.text != self._original

    def show_entry(self, entry: Entry) -> None:
        """Show an entry; what is being typed into the same one stays."""
        if self.touched and entry.place == self.entry.place:
            self.entry = entry
            return
        self.load(entry)

    def load(self, entry: Entry) -> None:
        """Show an entry as the project has it."""
        self.entry, self.refused = entry, False
        self.name.setText(entry.label)
        self.editor.setAccessibleName(entry.label)
        self.editor.setToolTip(plain_tip(entry.help))
        if isinstance(self.editor, ChoiceEditor):
            self._load_choices(self.editor, entry)
        elif self.text != entry.typed or self._committing:
            with QSignalBlocker(self.editor):
                if isinstance(self.editor, TextEditor):
                    self.editor.setPlainText(entry.typed)
                else:
                    self.editor.setText(entry.typed)
                    self.editor.setCursorPosition(0)
        self._original = self.text
        self._say("", unreadable=False)

    def _load_choices(self, editor: ChoiceEditor, entry: Entry) -> None:
        with QSignalBlocker(editor):
            editor.clear()
            for typed, shown in entry.choices:
                editor.addItem(" ".join(shown.split()) or self.tr("none"), typed)
            if entry.begins:
                editor.insertSeparator(editor.count())
                editor.addItem(self.tr("New source…"), None)
            editor.setCurrentIndex(
                max(0, next((i for i, c in enumerate(entry.choices) if c[0] == entry.typed), -1))
            )
            editor.setToolTip(
                plain_tip("\n".join(part for part in (editor.currentText(), entry.help) if part))
            )

    def retype(self, text: str) -> None:
        """Put a text there as if it had been typed."""
        if isinstance(self.editor, TextEditor):
            self.editor.setPlainText(text)
        elif isinstance(self.editor, LineEditor):
            self.editor.setText(text)

    def forget(self) -> None:
        """Commit nothing from now on: the field is about to go, and going is not leaving it."""
        self._forgotten = True
        self.deleteLater()

    # what is done with it

    def commit(self) -> bool:
        """Make an edit of what is typed; False where it cannot be read: it stays, with the reason."""
        if not self.touched:
            return True
        text, self._committing = self.text, True
        try:
            self._typing.commit(self.entry, text)
        except SalientError as fault:
            self._committing, self.refused = False, True
            self._say(self._typing.say(fault), unreadable=True)
            return False
        self.load(self.entry)
        self._committing = False
        self.settled.emit()
        return True

    @guarded(None)
    def _on_entered(self) -> None:
        if self.commit() and isinstance(self.editor, LineEditor):
            self.editor.selectAll()

    @guarded(None)
    def _on_cancelled(self) -> None:
        if self.text != self._original:
            self._committing = True
            self.load(self.entry)
            self._committing = False
            self.settled.emit()
        else:
            self.cancelled.emit()

    @guarded(None)
    def _on_activated(self, index: int) -> None:
        editor = self.editor
        if not isinstance(editor, ChoiceEditor):
            return
        if self.entry.begins and index == editor.count() - 1:
            self.load(self.entry)
            self.begun.emit()
        else:
            self.commit()

    @guarded(None)
    def _on_text_changed(self, *_text: str) -> None:
        self.refused = False
        if not self.touched:
            self._say("", unreadable=False)
            return
        try:
            self._say(self._typing.read(self.entry, self.text), unreadable=False)
        except SalientError as fault:
            self._say(self._typing.say(fault), unreadable=True)

    def _say(self, text: str, *, unreadable: bool) -> None:
        said = f"✕ {text}" if unreadable and text else text
        self.reading.setText(said)
        self.reading.setVisible(bool(said))
        self.editor.setAccessibleDescription(said)
        tones = tones_of(self.editor.palette())
        colours = self.reading.palette()
        tone = tones.bad if self.refused else tones.muted
        colours.setColor(QPalette.ColorRole.WindowText, QColor(tone))
        self.reading.setPalette(colours)


def wrapped(text: str, parent: QWidget) -> QLabel:
    """Return a label of several lines whose text can be selected with the mouse."""
    label = plain_label(text, parent)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return label
