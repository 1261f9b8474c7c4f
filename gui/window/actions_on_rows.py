"""The actions of the menus Edit and Insert, in their order there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.app.actions import SEPARATOR, Action, Filled, Key, Menu
from gui.tables.actions import ABOUT, CELLS, FINDING, INSERTING, ROWS
from gui.window.parts import WindowParts
from model.text.records import replace
from model.text.words import marked

if TYPE_CHECKING:
    from gui.tables.view import TableView


def on_table(action: Action[TableView]) -> Action[WindowParts]:
    """Return an action on a table as one on the table that is worked in."""

    def do(parts: WindowParts) -> object:
        return action.do(parts.tables.current)

    return replace(action, do=do)  # type: ignore[return-value, arg-type] # `replace` knows no other type of it


EDIT: Menu[WindowParts] = Menu(
    marked("&Edit"),
    (
        Action(
            "undo",
            marked("&Undo {what}"),
            marked("Undo the last change of the project"),
            lambda parts: parts.tables.undo(),
            Key.Undo,
            "undo",
            when=lambda now: bool(now.undo),
            short=marked("Undo"),
            what=lambda now: now.undo,
            toolbar=21,
        ),
        Action(
            "redo",
            marked("&Redo {what}"),
            marked("Redo what was undone last"),
            lambda parts: parts.tables.redo(),
            Key.Redo,
            "redo",
            otherwise="Ctrl+Y",
            when=lambda now: bool(now.redo),
            short=marked("Redo"),
            what=lambda now: now.redo,
            toolbar=22,
        ),
        Filled("steps"),
        SEPARATOR,
        *map(on_table, CELLS),
        Action(
            "copy_summary",
            marked("Copy Su&mmary"),
            marked("Copy what the numbers say, as a paragraph with sources and ranges"),
            lambda parts: parts.commands.copy_summary(),
            ("Ctrl+Shift+C",),
        ),
        SEPARATOR,
        *map(on_table, ROWS),
        SEPARATOR,
        *map(on_table, FINDING),
    ),
)

INSERT: Menu[WindowParts] = Menu(
    marked("&Insert"),
    (
        Action(
            "add_period",
            marked("&Period"),
            marked("Begin a period in the empty last row of its table"),
            lambda parts: parts.tables.begin_row("periods"),
            ("Ctrl+Shift+P",),
            "add",
            short=marked("Period"),
            toolbar=31,
        ),
        Action(
            "add_intake",
            marked("&Recruitment"),
            marked("Begin a row of people recruited a month"),
            lambda parts: parts.tables.begin_row("intake"),
            ("Ctrl+Shift+R",),
            "add",
            short=marked("Recruitment"),
            toolbar=32,
        ),
        Action(
            "add_requirement",
            marked("Re&quirement"),
            marked("Begin a row of people said to be needed a month"),
            lambda parts: parts.tables.begin_row("requirements"),
        ),
        Action(
            "add_campaign",
            marked("Recruitment &Campaign"),
            marked("Begin a recruitment target and what was achieved"),
            lambda parts: parts.tables.begin_row("campaigns"),
        ),
        Action(
            "add_milestone",
            marked("&Milestone"),
            marked("Begin a dated figure that is shown on charts, never summed"),
            lambda parts: parts.tables.begin_row("milestones"),
        ),
        Action(
            "add_reference",
            marked("Re&ference"),
            marked("Begin what others are divided by: a strength, an area, a length of front"),
            lambda parts: parts.tables.begin_row("references"),
        ),
        Action(
            "add_claim",
            marked("C&laim"),
            marked("Begin a published claim, which is recomputed from the tables"),
            lambda parts: parts.tables.begin_row("claims"),
        ),
        SEPARATOR,
        Action(
            "add_source",
            marked("&Source"),
            marked("Begin a source of figures"),
            lambda parts: parts.tables.begin_row("sources"),
        ),
        Action(
            "add_series",
            marked("S&eries"),
            marked("Begin a series: one side, one definition of losses"),
            lambda parts: parts.tables.begin_row("series"),
        ),
        SEPARATOR,
        *map(on_table, INSERTING),
        SEPARATOR,
        *map(on_table, ABOUT),
    ),
)
