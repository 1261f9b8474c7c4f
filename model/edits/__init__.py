"""Edits: functions from a project and typed text to a new project, with the words that undo shows.

Every edit is all or nothing: it raises `Refused` or `Unreadable` and the project stays, or it returns an
`Edit` whose project may be saved. Rows that an edit leaves alone are the same objects as before.
"""

from model.edits.begin import begin_row, insert_row
from model.edits.cells import check_cells, clear_cells, set_cells
from model.edits.edit import Cell, Edit, Missing, Typed
from model.edits.rows import delete_rows, duplicate_rows, move_rows
from model.edits.view import set_area_unit, set_baseline, set_details, set_rate

__all__ = [
    "Cell",
    "Edit",
    "Missing",
    "Typed",
    "begin_row",
    "check_cells",
    "clear_cells",
    "delete_rows",
    "duplicate_rows",
    "insert_row",
    "move_rows",
    "set_area_unit",
    "set_baseline",
    "set_cells",
    "set_details",
    "set_rate",
]
