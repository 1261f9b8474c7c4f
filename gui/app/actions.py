"""What an action is, in one entry: text, tip, keys, icon, when it can be used, where it stands, what it does.

The actions on cells and rows are declared in `gui.tables.actions`, all others in `gui.window.actions*`;
menus, toolbar, context menu, the keys of the tables and the page of help on keys loop over those entries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from msgspec import Struct
from PySide6.QtGui import QAction, QKeySequence

from gui.app.translate import model_words

Key = QKeySequence.StandardKey
On = TypeVar("On")


class Situation(Struct, frozen=True):
    """What an action may depend on."""

    undo: str = ""  # what undo would undo, in words; empty for nothing
    redo: str = ""
    modified: bool = False  # there are changes that the file does not hold
    has_file: bool = False
    in_table: bool = False  # a table is shown, whose cells and rows the action is about
    cells: int = 0  # selected in it
    rows: int = 0  # selected in it, the empty last row not counted
    editable: bool = False  # some selected cell can be typed into
    day: bool = False  # the current cell takes a day
    link: bool = False  # the current row has a link
    charts: bool = False  # charts are loaded
    imports: bool = False  # figures were imported from files


def always(_situation: Situation) -> bool:
    """Whatever is shown."""
    return True


def in_table(now: Situation) -> bool:
    """While a table is shown."""
    return now.in_table


def cells(now: Situation) -> bool:
    """While cells of a table are selected."""
    return now.in_table and now.cells > 0


def editable(now: Situation) -> bool:
    """While a selected cell can be typed into."""
    return now.in_table and now.editable


def rows(now: Situation) -> bool:
    """While rows of a table are selected, other than the empty last one."""
    return now.in_table and now.rows > 0


class Action(Struct, Generic[On], frozen=True):
    """One action on something: a table, or the parts of a window.

    `keys` are a standard key of the platform or sequences as text; menus show the first. `cell_keys` do it
    only while cells have the focus. `toolbar` is its place there, whose tens are the group (1 and 2 flat, 3
    framed, 4 spared where there is little room, 5 the one button in a colour); `context` is its group in the
    context menu of a table. 0 is not at all. A text with `{what}` is filled in by `what`.
    """

    key: str
    text: str
    tip: str
    do: Callable[[On], object]
    keys: Key | tuple[str, ...] = ()
    icon: str = ""
    when: Callable[[Situation], bool] = always
    short: str = ""  # the text on the toolbar, where it is not that of the menu
    toolbar: int = 0
    context: int = 0
    cell_keys: tuple[str, ...] = ()
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    otherwise: str = ""  # keys that do it too, and alone where a platform has no such standard key
    what: Callable[[Situation], str] | None = None

    def sequences(self) -> list[QKeySequence]:
        """Return the keys that do it anywhere in the window."""
        if not isinstance(self.keys, Key):
            return [QKeySequence(keys) for keys in self.keys]
        standard = QKeySequence.keyBindings(self.keys)
        also = [QKeySequence(self.otherwise)] if self.otherwise else []
        return [*standard, *(keys for keys in also if keys not in standard)]

    def every_key(self) -> list[QKeySequence]:
        """Return the keys that do it anywhere, and those that do it in cells."""
        return [*self.sequences(), *map(QKeySequence, self.cell_keys)]

    def shown_keys(self) -> str:
        """Return the keys that a person is told, as the platform writes them; empty where there are none."""
        first = next(iter(self.every_key()), QKeySequence())
        return first.toString(QKeySequence.SequenceFormat.NativeText)

    def shown_text(self, now: Situation | None = None) -> str:
        """Return its text in the language of the window, with what it is about now."""
        what = "" if self.what is None or now is None else self.what(now)
        said = model_words(self.text).replace("{what}", what.replace("&", "&&"))
        return said.strip(" :")  # a language may part the two by a colon

    def shown_tip(self, now: Situation | None = None) -> str:
        """Return its tip with its keys; where something is named by `what`, that in place of the tip."""
        named = self.what is not None and now is not None
        tip = _without_mnemonic(self.shown_text(now)) if named else model_words(self.tip)
        return f"{tip} ({keys})" if (keys := self.shown_keys()) else tip

    def shown_name(self) -> str:
        """Return its text without the mark of its letter."""
        return _without_mnemonic(self.shown_text())


class Separator(Struct, frozen=True):
    """A line between entries of a menu."""


class Filled(Struct, frozen=True):
    """A menu that the window fills while the program runs."""

    key: str


class Menu(Struct, Generic[On], frozen=True):
    """A menu and its entries, in their order."""

    title: str
    entries: Sequence[Action[On] | Menu[On] | Filled | Separator]

    def actions(self) -> Iterator[Action[On]]:
        """Return its actions and those of the menus within it."""
        for entry in self.entries:
            if isinstance(entry, Action):
                yield entry
            elif isinstance(entry, Menu):
                yield from entry.actions()


SEPARATOR = Separator()


def _without_mnemonic(text: str) -> str:
    return re.sub("&(.)", r"\1", text)
