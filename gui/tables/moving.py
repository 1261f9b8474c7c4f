"""Where keys lead to among the cells of a table, of which some columns may be hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView

_Flag = QItemSelectionModel.SelectionFlag
_Action = QAbstractItemView.CursorAction
Place = tuple[int, int]
"""A shown row and a column."""

MOVING = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
SWITCHING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
WHOLE: Mapping[Qt.KeyboardModifier, _Flag] = {
    Qt.KeyboardModifier.ShiftModifier: _Flag.Rows,
    Qt.KeyboardModifier.ControlModifier: _Flag.Columns,
}
TYPING = (
    QAbstractItemView.EditTrigger.AnyKeyPressed,
    QAbstractItemView.EditTrigger.EditKeyPressed,
    QAbstractItemView.EditTrigger.DoubleClicked,
)


def edge(action: _Action, here: Place, columns: Sequence[int], draft_row: int) -> Place | None:
    """Return where Ctrl and a key lead: to the edge of the rows that there are; None for another key.

    From the last of them it goes on down to the empty one, `draft_row`.
    """
    row, column = here
    last = max(0, draft_row - 1)
    return {
        _Action.MoveHome: (0, columns[0]),
        _Action.MoveEnd: (last, columns[-1]),
        _Action.MoveUp: (0, column),
        _Action.MoveDown: (last if row < last else draft_row, column),
        _Action.MoveLeft: (row, columns[0]),
        _Action.MoveRight: (row, columns[-1]),
    }.get(action)


def next_place(here: Place, columns: Sequence[int], draft_row: int, *, forward: bool) -> Place | None:
    """Return the next of the cells in these columns, from row to row; None where there is none."""
    row, column = here
    rest = [other for other in columns if (other > column if forward else other < column)]
    if rest:
        return row, rest[0] if forward else rest[-1]
    row += 1 if forward else -1
    if not columns or not 0 <= row <= draft_row:
        return None
    return row, columns[0] if forward else columns[-1]
