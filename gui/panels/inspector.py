"""The inspector: everything about the current cell, to be read and changed, with links to others."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.app.guard import guarded
from gui.app.theme import Theme
from gui.app.translate import filled
from gui.panels.inspector_alternatives import Alternatives
from gui.panels.inspector_editors import LineEditor, said_of_source
from gui.panels.inspector_form import Form, InspectorField, Typing, wrapped
from gui.panels.inspector_links import LinkList
from gui.panels.surface import FittedLabel, Surface, muted_label, pane_layout, tool_button
from gui.session import Session, SessionChange
from model.columns import TABLE, Context
from model.columns.cell import rows_of
from model.derive.row_changes import rows_came_from
from model.edits import begin_source, set_cells, typed_over_quoted
from model.explain.inspect_cell import Entry, Inspection, Place, inspect
from model.explain.of_total import inspect_total
from model.explain.trace import TotalCell
from model.text.errors import SalientError
from model.text.records import replace

_AFTER_FRAME = 20  # milliseconds: what was typed is painted first, and who holds an arrow key is not held up


@guarded
class Inspector(Surface):
    """Follows the current cell.

    Signals: `followed(Place)`: a link was followed; `left` by Escape; `closed` by its button;
    `told(str, tuple)`: a sentence and the lines behind it; `address_asked(str)`: a link is to be opened.
    """

    followed = Signal(object)
    left = Signal()
    closed = Signal()
    told = Signal(str, tuple)
    address_asked = Signal(str)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session = session
        self._theme = theme
        self._place: Place | TotalCell | None = None
        self._waiting: Place | TotalCell | None = None
        self._shown: Inspection | None = None
        self.setAccessibleName(self.tr("Figure"))
        self._later = QTimer(self, singleShot=True, interval=_AFTER_FRAME)
        self._later.timeout.connect(self.refresh)
        self._arrange()
        session.changed.connect(self._on_changed)
        session.formats_changed.connect(self.refresh)
        theme.changed.connect(self.refresh)
        self.refresh()

    # what it shows

    @property
    def shown(self) -> Inspection | None:
        """What is shown; None before there is a cell."""
        self._catch_up()
        return self._shown

    @property
    def fields(self) -> tuple[InspectorField, ...]:
        """The fields, in order; those of alternatives come last."""
        self._catch_up()
        return self._fields

    @property
    def _fields(self) -> tuple[InspectorField, ...]:
        return (*self.form.fields, *self.alternatives.fields)

    def look_at(self, place: Place | TotalCell | None) -> None:
        """Show another cell, of a table or of the totals.

        While a text here cannot be read it stays, and the cell is shown after that.
        """
        self._waiting = place
        if not self.finish_editing():
            return
        self._place, self._waiting = place, None
        self._later.start()

    def finish_editing(self) -> bool:
        """Commit what is being typed; False where it cannot be read: it is shown, with the reason."""
        for field in self._fields:
            if field.touched and not field.commit():
                self._scroll.ensureWidgetVisible(field.editor)
                return False
        for editor, finish in (
            (self.alternatives.typed, self.alternatives.finish),
            (self.form.new_source, self.form.finish),
        ):
            if not finish():
                self._scroll.ensureWidgetVisible(editor)
                return False
        return True

    def focus(self) -> None:
        """Put the focus into the first field or list."""
        first: QWidget | None = next((field.editor for field in self.form.fields), None)
        lists = [each for each in (self.made_from, self.leads_to) if each.isVisibleTo(self)]
        target = first or next(iter(lists), None) or self._scroll
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(target, LineEditor):
            target.selectAll()

    def refresh(self) -> None:
        """Ask again for everything that is shown. Without being seen, nothing is asked."""
        self._later.stop()
        if not self.isVisibleTo(self.window()):
            return
        if self._place is None:
            self._shown = None
            self._heading.set_text("")
            self._body.hide()
            return
        self.close_button.setIcon(self._theme.icon("close"))
        context, place = self._session.context, self._place
        shown = inspect_total(context, place) if isinstance(place, TotalCell) else inspect(context, place)
        self._shown = shown
        self._heading.set_text(filled(self.tr("{row} · {column}"), row=shown.row, column=shown.column))
        self._body.show()
        self._fill(shown)

    # how it is arranged

    def _arrange(self) -> None:
        self.form = Form(Typing(self._read, self._commit, self._why))
        self.form.settled.connect(self._on_settled)
        self.form.cancelled.connect(self.left)
        self.form.named.connect(self._on_source_named)
        self._open = QPushButton(self.tr("&Open Link…"))
        self._open.setToolTip(self.tr("Open the link of the source in the browser, after asking"))
        self._open.clicked.connect(self._on_open_clicked)
        self.alternatives = Alternatives(self._session)
        self.alternatives.used.connect(self.told)
        self.alternatives.settled.connect(self._on_settled)
        self._noticed = wrapped("", self)
        self._others = self._caption(self.tr("Other figures for it"))
        self.made_from, self._from = self._links(self.tr("Made from"))
        self.leads_to, self._to = self._links(self.tr("What depends on it"))
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(12, 6, 12, 10)
        column.setSpacing(6)
        column.addWidget(self.form)
        column.addWidget(self._noticed)
        column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self._others, self.alternatives, self._from, self.made_from, self._to, self.leads_to):
            column.addWidget(widget)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._body)
        for sheet in (self._body, self._scroll.viewport()):  # the rounded sheet is the ground
            sheet.setAutoFillBackground(False)
        self._heading = FittedLabel(scale=0.92, role=QPalette.ColorRole.PlaceholderText)
        self.close_button = tool_button(
            self.tr("Close the pane"), self.tr("Close this pane; F4 brings it back"), self._on_close_clicked
        )
        whole = pane_layout(self, self.tr("Figure"), self._heading, (self.close_button,))
        whole.addWidget(self._scroll, 1)

    def _links(self, name: str) -> tuple[LinkList, QLabel]:
        links = LinkList(name)
        links.followed.connect(self.followed)
        caption = self._caption(name)
        caption.setBuddy(links)
        return links, caption

    def _caption(self, text: str) -> QLabel:
        caption = muted_label(text)
        caption.setContentsMargins(0, 6, 0, 0)
        return caption

    def _fill(self, shown: Inspection) -> None:
        self.form.show_items(shown.items)
        self._open.setVisible(bool(shown.address))
        self._noticed.setText("\n".join(f"• {mark.tip}" for mark in shown.noticed))
        self._noticed.setVisible(bool(shown.noticed))
        self.alternatives.show_inspection(shown)
        self._others.setVisible(self.alternatives.isVisibleTo(self._body))
        for links, name, of in (
            (self.made_from, self._from, shown.came_from),
            (self.leads_to, self._to, shown.leads_to),
        ):
            links.show_links(of)
            links.setVisible(bool(of.first))
            name.setVisible(bool(of.first))

    # what is done with what is typed

    @property
    def _context(self) -> Context:
        return self._session.context

    def _read(self, entry: Entry, text: str) -> str:
        table, row, key = entry.place
        column = TABLE[table].column(key)
        said = column.as_read(self._context, row, text)
        if row < TABLE[table].row_count(self._context.project) and typed_over_quoted(
            self._context, column, row, text
        ):
            return said_of_source(said)
        return said

    def _commit(self, entry: Entry, text: str, keep_source: bool) -> None:
        table, row, key = entry.place
        typed = {(row, key): text}
        self._session.edit(set_cells(self._context, TABLE[table], typed, keep_sources=keep_source))

    def _why(self, fault: SalientError) -> str:
        return self._session.formats.words(fault.words)

    def _on_settled(self) -> None:
        """Go to the cell that waits until nothing here is unreadable."""
        if self._waiting is not None and not any(field.touched for field in self._fields):
            self.look_at(self._waiting)

    def _on_source_named(self, name: str) -> None:
        if self._shown is None:
            return
        try:
            edit = begin_source(self._context, name, self._shown.place)
        except SalientError as fault:
            self.told.emit(self._why(fault), ())
            return
        self.form.new_source.hide()
        self._session.edit(edit)
        stance = next((field for field in self.form.fields if field.entry.place.column == "stance"), None)
        if stance is not None:
            stance.editor.setFocus()

    def _on_close_clicked(self, _checked: bool = False) -> None:
        if self.finish_editing():
            self.closed.emit()

    def _on_open_clicked(self, _checked: bool = False) -> None:
        if self._shown is not None:
            self.address_asked.emit(self._shown.address)

    # what it follows

    def _on_changed(self, change: SessionChange) -> None:
        """Stay with the same row, wherever an edit put it; of another project, wait to be told."""
        if change.loaded:
            self._place = self._waiting = None
            self.form.give_up()
            self.alternatives.give_up()
        else:
            self._place = _followed(self._place, change)
            self._waiting = _followed(self._waiting, change)
            self.form.follow(lambda place: _moved(place, change))
            self.alternatives.follow(lambda place: _moved(place, change))
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.refresh()  # whoever works here goes on with what the edit made
        else:
            self._later.start()

    def _catch_up(self) -> None:
        if self._later.isActive():
            self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the table with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self.refresh()
        return bool(super().event(event))


def _followed(place: Place | TotalCell | None, change: SessionChange) -> Place | TotalCell | None:
    """Return where what is looked at is after an edit; None where it is gone."""
    if not isinstance(place, TotalCell):
        return _moved(place, change)
    if place.series not in change.after.results.series:
        return None
    origins = rows_came_from(change.before.project.periods, change.after.project.periods)
    if place.rows is None or origins is None:
        return place
    return replace(place, rows=tuple(np.flatnonzero(np.isin(origins, place.rows)).tolist()))


def _moved(place: Place | None, change: SessionChange) -> Place | None:
    """Return where the row of a cell is after an edit; None where it is gone."""
    if place is None:
        return None
    before, after = (rows_of(each.project, place.table) for each in (change.before, change.after))
    if place.row >= len(before):
        return place._replace(row=len(after))  # the empty last row
    origins = rows_came_from(before, after)
    if origins is None:
        return place
    found = np.flatnonzero(origins == place.row)
    return place._replace(row=int(found[0])) if len(found) else None
