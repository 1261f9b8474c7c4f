"""What other sources say of a figure: to be added, changed, taken away, and put to use."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.app.translate import filled
from gui.panels.inspector_editors import LineEditor
from gui.panels.inspector_form import InspectorField, Typing, wrapped
from gui.session import Session
from model.columns import TABLE
from model.edits import (
    Edit,
    add_alternative,
    alternative_as_read,
    remove_alternative,
    set_alternative,
    use_alternative,
)
from model.explain.alternatives import MOST, Moved, moved_by
from model.explain.inspect_cell import Alternative, CellKind, Entry, Inspection, Place, Shape
from model.text.errors import SalientError


class _One(QFrame):
    """One alternative: its figure, source and quote, what would move, and what can be done with it."""

    def __init__(self, owner: Alternatives, number: int) -> None:
        super().__init__(owner)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.number = number
        self.fields = [
            InspectorField(entry, owner.typing(number, detail), self)
            for detail, entry in owner.entries(number)
        ]
        self.moves = wrapped("", self)
        self.moves.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.use = QPushButton(self.tr("&Use This"), self)
        self.use.setToolTip(self.tr("Compute with this figure; the one in use is kept as an alternative"))
        self.remove = QPushButton(self.tr("Remove"), self)
        self.remove.setToolTip(self.tr("Take this figure away"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(4)
        for field in self.fields:
            field.name.hide()
            column.addWidget(field.editor)
            column.addWidget(field.reading)
        column.addWidget(self.moves)
        buttons = QHBoxLayout()
        buttons.addWidget(self.use)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        column.addLayout(buttons)

    def show_alternative(self, alternative: Alternative, entries: list[Entry], moves: str) -> None:
        """Show what the project has; what is being typed stays."""
        for field, entry in zip(self.fields, entries, strict=True):
            field.show_entry(entry)
        self.moves.setText(moves)
        name = alternative.source or self.tr("no source")
        said = {"figure": alternative.typed, "source": name}
        self.use.setAccessibleName(filled(self.tr("Use {figure}, by {source}"), **said))
        self.remove.setAccessibleName(filled(self.tr("Remove {figure}, by {source}"), **said))


class Alternatives(QWidget):
    """The alternatives of the figure that is looked at.

    Signals: `used(str, tuple)`: another is in use, what moved; `settled`: what was typed is added, or
    given up.
    """

    used = Signal(str, tuple)
    settled = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: Inspection | None = None
        self._place = Place("", 0, "")
        self._ones: list[_One] = []
        self.add = QPushButton(self.tr("&Add Another Figure"), self)
        self.add.setToolTip(self.tr("Keep what another source says of the same, beside the figure in use"))
        self.add.clicked.connect(self._on_add_clicked)
        self.typed = LineEditor(self)
        self.typed.setAccessibleName(self.tr("Figure by another source"))
        self.typed.setPlaceholderText(self.tr("As published, then Enter"))
        self.typed.entered.connect(self._on_typed_entered)
        self.typed.left.connect(self.finish)
        self.typed.cancelled.connect(self._on_typed_cancelled)
        self.typed.textChanged.connect(self._on_typed_changed)
        self.reading = wrapped("", self)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._list)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.typed)
        column.addWidget(self.reading)
        self._adding(False)

    @property
    def fields(self) -> list[InspectorField]:
        """The fields of all alternatives, in order."""
        return [field for one in self._ones for field in one.fields]

    @property
    def ones(self) -> list[_One]:
        """The alternatives that are shown."""
        return list(self._ones)

    def show_inspection(self, shown: Inspection) -> None:
        """Show the alternatives of a figure; nothing where the cell has none."""
        another = self._place != shown.place
        self._shown, self._place = shown, shown.place
        present = shown.shape is Shape.FIGURE and self._has_figure()
        self.setVisible(present)
        if another:
            self._adding(False)
        if len(self._ones) != len(shown.alternatives):
            self._rebuild(len(shown.alternatives) if present else 0)
        for one, alternative in zip(self._ones, shown.alternatives, strict=False):
            entries = [entry for _, entry in self.entries(alternative.number)]
            one.show_alternative(alternative, entries, self._moves(alternative.number))

    def _has_figure(self) -> bool:
        place = self._place
        column = TABLE[place.table].column(place.column)
        return bool(column.text(self._session.context, place.row))

    def _rebuild(self, count: int) -> None:
        for field in self.fields:
            field.forget()
        for one in self._ones:
            self._list.removeWidget(one)
            one.hide()
            one.deleteLater()
        self._ones = []
        for number in range(count):
            one = _One(self, number)
            one.use.clicked.connect(partial(self._on_use_clicked, number))
            one.remove.clicked.connect(partial(self._on_remove_clicked, number))
            self._list.addWidget(one)
            self._ones.append(one)

    def entries(self, number: int) -> list[tuple[str, Entry]]:
        """Return what can be changed of an alternative: detail → entry, all of them about its cell."""
        shown = self._shown
        if shown is None or number >= len(shown.alternatives):
            return []
        one, place = shown.alternatives[number], shown.place
        figure = self.tr("What the other source published")
        quote = self.tr("The words in which it was published")
        return [
            ("figure", Entry(place, self.tr("Alternative figure"), one.typed, CellKind.FIGURE, figure)),
            (
                "source",
                Entry(place, self.tr("Source of it"), one.source, CellKind.CHOICE, "", one.choices),
            ),
            ("quote", Entry(place, self.tr("Quote of it"), one.quote, CellKind.TEXT, quote, lines=2)),
        ]

    def typing(self, number: int, detail: str) -> Typing:
        """Return what is done with what is typed into a detail of an alternative."""

        def read(_entry: Entry, text: str) -> str:
            context = self._session.context
            return alternative_as_read(context, self._place, text) if detail == "figure" else ""

        def commit(entry: Entry, text: str, _keep_source: bool) -> None:
            self._session.edit(set_alternative(self._session.context, entry.place, number, detail, text))

        return Typing(read, commit, self._why)

    def _why(self, fault: SalientError) -> str:
        return self._session.formats.words(fault.words)

    def _moves(self, number: int) -> str:
        """Say what would move, in short."""
        try:
            use_alternative(self._session.context, self._place, number)
        except SalientError as fault:
            return self._why(fault)
        moved = moved_by(self._session.context, self._place, number)
        if moved.nothing:
            return self.tr("No result would move.")
        more = len(moved.lines) - MOST + moved.more
        lines = list(moved.lines[:MOST])
        if more > 0:
            lines.append(self.tr("and {count} more").format(count=more))
        return "\n".join(lines)

    # what is done

    def _edit(self, make: Callable[[], Edit]) -> bool:
        try:
            self._session.edit(make())
        except SalientError as fault:
            self.reading.setText(f"✕ {self._why(fault)}")
            self.reading.show()
            return False
        return True

    def _on_use_clicked(self, number: int, _checked: bool = False) -> None:
        context, place = self._session.context, self._place
        moved: Moved = moved_by(context, place, number, every=True)
        chosen = self._shown.alternatives[number].typed if self._shown else ""
        if self._edit(lambda: use_alternative(context, place, number)):
            more = [self.tr("and {count} more").format(count=moved.more)] if moved.more else []
            said = filled(self.tr("{figure} is in use now."), figure=chosen)
            if moved.lines:
                said = filled(
                    self.tr("{figure} is in use now: {result}, …"), figure=chosen, result=moved.lines[0]
                )
            self.used.emit(said, (*moved.lines, *more))

    def _on_remove_clicked(self, number: int, _checked: bool = False) -> None:
        self._edit(lambda: remove_alternative(self._session.context, self._place, number))

    def _adding(self, adding: bool) -> None:
        self.add.setVisible(not adding)
        self.typed.setVisible(adding)
        self.reading.setVisible(False)
        if not adding:
            self.typed.clear()

    def _on_add_clicked(self, _checked: bool = False) -> None:
        self._adding(True)
        self.typed.setFocus()

    def finish(self) -> bool:
        """Add the figure that is being typed; False where it cannot be read: it stays, with the reason."""
        text = self.typed.text()
        if not self.add.isHidden():
            return True  # none is
        if text.strip() and not self._edit(lambda: add_alternative(self._session.context, self._place, text)):
            return False
        self._adding(False)
        self.settled.emit()
        return True

    def give_up(self) -> None:
        """Forget the figure that is being typed."""
        self._adding(False)

    def follow(self, moved: Callable[[Place], Place | None]) -> None:
        """Stay with the row of the figure, wherever an edit put it."""
        if self.add.isHidden():  # one is being typed
            self._place = moved(self._place) or self._place

    def _on_typed_entered(self) -> None:
        if self.typed.text().strip() and self.finish() and self._ones:
            self._ones[-1].fields[1].editor.setFocus()

    def _on_typed_cancelled(self) -> None:
        self._adding(False)
        self.settled.emit()
        self.add.setFocus()

    def _on_typed_changed(self, text: str) -> None:
        said = ""
        if text.strip() and self._shown is not None:
            try:
                said = alternative_as_read(self._session.context, self._place, text)
            except SalientError as fault:
                said = f"✕ {self._why(fault)}"
        self.reading.setText(said)
        self.reading.setVisible(bool(said))
