"""What is declared of an action: its text, keys, icon, tip, and the situations in which it can be used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence

Key = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class Situation:
    """What an action may depend on."""

    undo: str = ""  # what undo would undo, in words; empty for nothing
    redo: str = ""
    modified: bool = False  # there are changes that the file does not hold
    has_file: bool = False
    in_table: bool = False  # a table is shown, whose cells and rows the action is about
    cells: int = 0  # selected in it
    rows: int = 0  # selected in it, the empty last row not counted
    editable: bool = False  # some selected cell can be typed into
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


@dataclass(frozen=True, slots=True)
class Declared:
    """One action. `keys` are a standard key of the platform or sequences as text; menus show the first.

    `otherwise` is for platforms that have no such standard key.
    """

    key: str
    text: str
    tip: str
    keys: Key | tuple[str, ...] = ()
    icon: str = ""
    when: Callable[[Situation], bool] = always
    short: str = ""  # the text on the toolbar, where it is not that of the menu
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    otherwise: str = ""
