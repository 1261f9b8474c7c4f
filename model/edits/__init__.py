"""Edits: functions from a project and typed text to a new project, with the words that undo shows.

Every edit is all or nothing: it raises `Refused` or `Unreadable` and the project stays, or it returns an
`Edit` whose project may be saved. Rows that an edit leaves alone are the same objects as before.
"""

from model.edits.acknowledge import acknowledge, take_up_again
from model.edits.alternatives import (
    add_alternative,
    alternative_as_read,
    alternative_typed,
    remove_alternative,
    set_alternative,
    use_alternative,
)
from model.edits.begin import add_period, begin_row, insert_row, nobody_gave_days
from model.edits.cells import check_cells, clear_cells, set_cells, typed_over_quoted, with_text_replaced
from model.edits.claim_read import NewClaim, new_claim
from model.edits.claims import ClaimAsked, claim_about, sentences_in
from model.edits.edit import CellPlace, Edit, Missing, Typed, WholeFigure, as_typed, whole_cell
from model.edits.following import following_months
from model.edits.rows import delete_rows, duplicate_rows, move_rows
from model.edits.sources import (
    InUse,
    add_sources,
    begin_source,
    begin_source_in,
    delete_sources,
    paste_cells,
    sources_in_use,
)
from model.edits.view import set_area_unit, set_baseline, set_details, set_rate

__all__ = [
    "CellPlace",
    "ClaimAsked",
    "Edit",
    "InUse",
    "Missing",
    "NewClaim",
    "Typed",
    "WholeFigure",
    "acknowledge",
    "add_alternative",
    "add_period",
    "add_sources",
    "alternative_as_read",
    "alternative_typed",
    "as_typed",
    "begin_row",
    "begin_source",
    "begin_source_in",
    "check_cells",
    "claim_about",
    "clear_cells",
    "delete_rows",
    "delete_sources",
    "duplicate_rows",
    "following_months",
    "insert_row",
    "move_rows",
    "new_claim",
    "nobody_gave_days",
    "paste_cells",
    "remove_alternative",
    "sentences_in",
    "set_alternative",
    "set_area_unit",
    "set_baseline",
    "set_cells",
    "set_details",
    "set_rate",
    "sources_in_use",
    "take_up_again",
    "typed_over_quoted",
    "use_alternative",
    "whole_cell",
    "with_text_replaced",
]
