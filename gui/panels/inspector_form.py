"""The entries and facts of the inspector, a line each: made anew for a cell of another kind, else filled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gui.app.guard import guarded
from gui.app.theme import tones_of
from gui.panels.inspector_editors import LineEditor
from gui.panels.inspector_fields import Field, Typing, wrapped
from model.explain.inspect_cell import Entry, Fact, Place, Tone

_NAMES = 84  # pixels of the column of names


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
        self.fields: list[Field] = []
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

    def give_up(self) -> None:
        """Forget what is being typed."""
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
        for before, after in pairwise(field.editor for field in self.fields):
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
        field = Field(entry, self._typing, self)
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
                name.setText(item.label)
                text.setText(item.text)
                text.setAccessibleName(f"{item.label}: {item.text}" if item.label else item.text)
                self._colour(text, doubtful=item.tone is Tone.DOUBTFUL)

    def _colour(self, widget: QWidget, *, doubtful: bool) -> None:
        colours, tones = QPalette(), tones_of(self.palette())
        if doubtful:
            for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
                colours.setColor(role, QColor(tones.doubtful))
        widget.setPalette(colours)

    @guarded(None)
    def _on_begun(self) -> None:
        self.new_source.clear()
        self.new_source.show()
        self.new_source.setFocus()

    @guarded(None)
    def _on_new_source_entered(self) -> None:
        self.named.emit(self.new_source.text())


def _shape_of(item: Entry | Fact) -> object:
    """Return what the widgets of an item depend on; the cells of one column mostly share it."""
    if isinstance(item, Entry):
        return item.place.table, item.place.column, item.kind, item.lines, item.begins
    return bool(item.label)
