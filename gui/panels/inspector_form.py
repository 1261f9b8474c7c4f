"""The entries and facts of the inspector, a line each: made anew for a cell of another kind, else filled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec import Struct
from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gui.app.theme import tones_of
from gui.panels.inspector_editors import ChoiceEditor, LineEditor, TextEditor
from gui.panels.surface import muted_label, plain_label, plain_tip
from model.explain.inspect_cell import CellKind, Entry, Fact, Place, Tone
from model.text.errors import SalientError
from model.text.records import replace


class Typing(Struct, frozen=True):
    """What is done with what is typed into an entry.

    `read(entry, text)` returns how it would be read, `commit(entry, text, keep_source)` makes it an edit, by
    which another number keeps the source of the old one or not; both raise SalientError.
    """

    read: Callable[[Entry, str], str]
    commit: Callable[[Entry, str, bool], None]
    say: Callable[[SalientError], str]


class InspectorField(QObject):
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
        self.name = muted_label("", parent)
        self.name.setWordWrap(True)
        self.editor: LineEditor | TextEditor | ChoiceEditor = self._made(entry, parent)
        self.reading = plain_label("", parent)
        self.reading.setWordWrap(True)
        self.reading.hide()
        self.name.setBuddy(self.editor)
        self.load(entry)

    def _made(self, entry: Entry, parent: QWidget) -> LineEditor | TextEditor | ChoiceEditor:
        if entry.kind is CellKind.CHOICE:
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
        _name(self.name, entry.label)
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
        self._say(entry.reach, unreadable=False)

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
            keep_source = isinstance(self.editor, LineEditor) and self.editor.keeping
            self._typing.commit(self.entry, text, keep_source)
        except SalientError as fault:
            self._committing, self.refused = False, True
            self._say(self._typing.say(fault), unreadable=True)
            return False
        self.load(self.entry)
        self._committing = False
        self.settled.emit()
        return True

    def _on_entered(self) -> None:
        if self.commit() and isinstance(self.editor, LineEditor):
            self.editor.selectAll()

    def _on_cancelled(self) -> None:
        if self.text != self._original:
            self._committing = True
            self.load(self.entry)
            self._committing = False
            self.settled.emit()
        else:
            self.cancelled.emit()

    def _on_activated(self, index: int) -> None:
        editor = self.editor
        if not isinstance(editor, ChoiceEditor):
            return
        if self.entry.begins and index == editor.count() - 1:
            self.load(self.entry)
            self.begun.emit()
        else:
            self.commit()

    def _on_text_changed(self, *_text: str) -> None:
        self.refused = False
        if not self.touched:
            self._say(self.entry.reach, unreadable=False)
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


def _name(label: QLabel, name: str) -> None:
    """Write a name no wider than its column: in lines."""
    metrics = label.fontMetrics()
    label.setMaximumWidth(max(_NAMES, *(metrics.horizontalAdvance(word) for word in name.split(" "))))
    label.setText(name)


def wrapped(text: str, parent: QWidget) -> QLabel:
    """Return a label of several lines whose text can be selected with the mouse."""
    label = plain_label(text, parent)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return label


_NAMES = 84  # pixels of the column of names, where no word of one is longer


class Form(QWidget):
    """Shows the items of one cell. Signals: `settled`, `cancelled` of its fields; `named(str)`: a source."""

    settled = Signal()
    cancelled = Signal()
    named = Signal(str)

    def __init__(self, typing: Typing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typing = typing
        self._shape: tuple[object, ...] = ()
        self.facts: list[tuple[QLabel, QLabel]] = []
        self.fields: list[InspectorField] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, _NAMES)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(5)
        self.new_source = LineEditor(self)
        self.new_source.setAccessibleName(self.tr("Name of the new source"))
        self.new_source.setPlaceholderText(self.tr("Who published it, then Enter"))
        self.new_source.entered.connect(self._on_new_source_entered)
        self.new_source.left.connect(self.finish)
        self.new_source.cancelled.connect(self.new_source.hide)
        self.new_source.hide()

    def show_items(self, items: Sequence[Entry | Fact]) -> None:
        """Show these items; what is being typed into one of them stays, and so does the focus."""
        shape = tuple(_shape_of(item) for item in items)
        if shape == self._shape:
            self._fill(items)
            return
        typed = {field.entry.place: field.text for field in self.fields if field.touched}
        focused = next((field.entry.place for field in self.fields if field.editor.hasFocus()), None)
        self._shape = shape
        self._rebuild(items)
        self._fill(items)
        for field in self.fields:
            if field.entry.place in typed:
                field.retype(typed[field.entry.place])
            if field.entry.place == focused:
                field.editor.setFocus()

    def finish(self) -> bool:
        """Begin the new source that is being named; False where that cannot be."""
        if self.new_source.isVisible() and self.new_source.text().strip():
            self.named.emit(self.new_source.text())
            return not self.new_source.isVisible()
        self.new_source.hide()
        return True

    def give_up(self) -> None:
        """Forget what is being typed."""
        self.new_source.hide()
        for field in self.fields:
            field.load(field.entry)

    def follow(self, moved: Callable[[Place], Place | None]) -> None:
        """Let what is being typed go with its row, wherever an edit put it."""
        for field in self.fields:
            place = moved(field.entry.place) if field.touched else None
            if place is not None:
                field.entry = replace(field.entry, place=place)

    def _rebuild(self, items: Sequence[Entry | Fact]) -> None:
        self.new_source.hide()
        for field in self.fields:
            field.forget()
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None and old is not self.new_source:
                old.hide()
                old.deleteLater()
        self.fields, self.facts = [], []
        row = 0
        for shown in items:
            row = self._add_fact(shown, row) if isinstance(shown, Fact) else self._add_entry(shown, row)
        # Behind what was there first: else Tab comes to them behind all that stands below.
        for before, after in pairwise((self.new_source, *(field.editor for field in self.fields))):
            self.setTabOrder(before, after)

    def _add_fact(self, fact: Fact, row: int) -> int:
        name, text = wrapped(fact.label, self), wrapped(fact.text, self)
        name.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.facts.append((name, text))
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        if fact.label:
            self._grid.addWidget(text, row, 1)
        else:
            name.hide()  # in the grid all the same: what is not is never let go
            self._grid.addWidget(text, row, 0, 1, 2)
        return row + 1

    def _add_entry(self, entry: Entry, row: int) -> int:
        field = InspectorField(entry, self._typing, self)
        field.settled.connect(self.settled)
        field.cancelled.connect(self.cancelled)
        field.begun.connect(self._on_begun)
        self.fields.append(field)
        field.name.setContentsMargins(0, 4, 0, 0)
        self._grid.addWidget(field.name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field.editor, row, 1)
        self._grid.addWidget(field.reading, row + 1, 1)
        for widget in (field.name, field.editor):
            widget.show()  # at once, so that it can have the focus
        if entry.begins:
            self._grid.addWidget(self.new_source, row + 2, 1)
        return row + 3

    def _fill(self, items: Sequence[Entry | Fact]) -> None:
        fields, facts = iter(self.fields), iter(self.facts)
        for item in items:
            if isinstance(item, Entry):
                field = next(fields)
                field.show_entry(item)
                self._colour(field.editor, doubtful=item.tone is Tone.DOUBTFUL)
            else:
                name, text = next(facts)
                _name(name, item.label)
                text.setText(item.text)
                text.setAccessibleName(f"{item.label}: {item.text}" if item.label else item.text)
                self._colour(text, doubtful=item.tone is Tone.DOUBTFUL)

    def _colour(self, widget: QWidget, *, doubtful: bool) -> None:
        colours, tones = QPalette(), tones_of(self.palette())
        if doubtful:
            for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
                colours.setColor(role, QColor(tones.doubtful))
        widget.setPalette(colours)

    def _on_begun(self) -> None:
        self.new_source.clear()
        self.new_source.show()
        self.new_source.setFocus()

    def _on_new_source_entered(self) -> None:
        self.named.emit(self.new_source.text())


def _shape_of(item: Entry | Fact) -> object:
    """Return what the widgets of an item depend on; the cells of one column mostly share it."""
    if isinstance(item, Entry):
        return item.place.table, item.place.column, item.kind, item.lines, item.begins
    return bool(item.label)
