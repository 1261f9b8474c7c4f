"""Every action and menu of the window, declared once, in the order of the menus.

To add an action, write one entry here, or in `gui.tables.actions` for one on cells or rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from gui.app.actions import SEPARATOR, Action, Filled, Key, Menu
from gui.tables.actions import ABOUT, CELLS, FINDING, INSERTING, ROWS
from gui.window.parts import WindowParts
from model.text.words import marked

if TYPE_CHECKING:
    from gui.tables.view import TableView


def _on_table(action: Action[TableView]) -> Action[WindowParts]:
    """Return an action on a table as one on the table that is worked in."""

    def do(parts: WindowParts) -> object:
        return action.do(parts.tables.current)

    return replace(action, do=do)  # type: ignore[return-value, arg-type] # `replace` knows no other type of it


def _sample(file: str, key: str, text: str, tip: str) -> tuple[str, Action[WindowParts]]:
    return file, Action(key, text, tip, lambda parts: parts.files.open_sample(file))


SAMPLES: Mapping[str, Action[WindowParts]] = dict(
    (
        _sample(
            "autumn-2024",
            "sample",
            marked("&Autumn 2024"),
            marked("Show the sample “Autumn 2024” as a copy that belongs to no file"),
        ),
        _sample(
            "months-2022-2024",
            "sample_months",
            marked("&Months, 2022 to 2024"),
            marked("Show 34 months of losses and ground as a copy that belongs to no file"),
        ),
        _sample(
            "full-scale-war-by-month",
            "sample_war",
            marked("The &Whole War by Month"),
            marked("Show every month since March 2022 as a copy that belongs to no file"),
        ),
        _sample(
            "somme-to-donbas",
            "sample_somme",
            marked("From the &Somme to the Donbas"),
            marked("Show battles of 1915 to 1918 beside 2024 as a copy without a file"),
        ),
    )
)
"""The action of each sample by the name of its file in `resources/samples`, in the order of the menu."""

_FILE: Menu[WindowParts] = Menu(
    marked("&File"),
    (
        Action(
            "new",
            marked("&New"),
            marked("Begin an empty project"),
            lambda parts: parts.files.new(),
            Key.New,
            "new",
            toolbar=11,
        ),
        Action(
            "open",
            marked("&Open…"),
            marked("Open a project; it can also be dropped on the window"),
            lambda parts: parts.files.open(),
            Key.Open,
            "open",
            short=marked("Open"),
            toolbar=12,
        ),
        Filled("recent"),
        Menu(marked("Sa&mples"), tuple(SAMPLES.values())),
        SEPARATOR,
        Action(
            "save",
            marked("&Save"),
            marked("Save the project"),
            lambda parts: parts.files.save(),
            Key.Save,
            "save",
            when=lambda now: now.modified or not now.has_file,
            toolbar=13,
        ),
        Action(
            "save_as",
            marked("Save &As…"),
            marked("Save the project in another file, and go on with that one"),
            lambda parts: parts.files.save_as(),
            ("Ctrl+Shift+S",),
        ),
        Action(
            "revert",
            marked("Rev&ert"),
            marked("Read the file again, as one step that can be undone"),
            lambda parts: parts.files.revert(),
            icon="revert",
            when=lambda now: now.has_file and now.modified,
        ),
        Action(
            "earlier_versions",
            marked("Earlier &Versions…"),
            marked("Compare the project with earlier saves of it, and go back to one"),
            lambda parts: parts.commands.show_earlier_versions(),
            when=lambda now: now.has_file,
        ),
        SEPARATOR,
        Action(
            "import",
            marked("&Import…"),
            marked("Bring in figures from CSV, TSV, XLSX, ODS or JSON; such a file can also be dropped here"),
            lambda parts: parts.imports.choose(),
            ("Ctrl+I",),
            "import",
            short=marked("Import…"),
            toolbar=33,
        ),
        Action(
            "read_report",
            marked("Read a Report or Artic&le…"),
            marked(
                "Paste an article and have every number of it read: figures, claims, their days and sources"
            ),
            lambda parts: parts.imports.read_report(),
            ("Ctrl+Shift+I",),
        ),
        Action(
            "refresh",
            marked("Re&fresh Imported Figures…"),
            marked("Read the imported files again and show what newer ones would change"),
            lambda parts: parts.imports.refresh(),
            when=lambda now: now.imports,
        ),
        SEPARATOR,
        Action(
            "export_table",
            marked("Export &Table…"),
            marked("Save tables as XLSX, CSV, Markdown, HTML or JSON"),
            lambda parts: parts.exporting.ask_for_table(),
            ("Ctrl+Shift+E",),
            short=marked("Export table…"),
            toolbar=41,
        ),
        Action(
            "export_report",
            marked("Export Re&port…"),
            marked("Save tables, charts and checks as one page, as PDF or as a workbook"),
            lambda parts: parts.exporting.ask_for_report(),
        ),
        SEPARATOR,
        Action(
            "compare_with",
            marked("Compare Wit&h…"),
            marked("Show in which rows and results another project differs from this one"),
            lambda parts: parts.analyses.compare_with(),
        ),
        SEPARATOR,
        Action(
            "details",
            marked("Project &Details…"),
            marked("Change the title and the notes of the project"),
            lambda parts: parts.commands.show_details(),
            ("Alt+Return",),
            "details",
        ),
        SEPARATOR,
        Action(
            "new_window",
            marked("New &Window"),
            marked("Open another window with an empty project"),
            lambda parts: parts.windows.open_another(),
            ("Ctrl+Shift+N",),
        ),
        Action(
            "close",
            marked("&Close Window"),
            marked("Close this window"),
            lambda parts: parts.window.close(),
            Key.Close,
            otherwise="Ctrl+W",
        ),
        Action(
            "quit",
            marked("&Quit"),
            marked("Close all windows"),
            lambda parts: parts.windows.quit(),
            ("Ctrl+Q",),
            role=QAction.MenuRole.QuitRole,
        ),
    ),
)

_EDIT: Menu[WindowParts] = Menu(
    marked("&Edit"),
    (
        Action(
            "undo",
            marked("&Undo {what}"),
            marked("Undo the last change of the project"),
            lambda parts: parts.session.undo_stack.undo(),
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
            lambda parts: parts.session.undo_stack.redo(),
            Key.Redo,
            "redo",
            when=lambda now: bool(now.redo),
            short=marked("Redo"),
            what=lambda now: now.redo,
            toolbar=22,
        ),
        SEPARATOR,
        *map(_on_table, CELLS),
        Action(
            "copy_summary",
            marked("Copy Su&mmary"),
            marked("Copy what the numbers say, as a paragraph with sources and ranges"),
            lambda parts: parts.commands.copy_summary(),
            ("Ctrl+Shift+C",),
        ),
        SEPARATOR,
        *map(_on_table, ROWS),
        SEPARATOR,
        *map(_on_table, FINDING),
    ),
)

_INSERT: Menu[WindowParts] = Menu(
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
            marked("&Campaign"),
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
        *map(_on_table, INSERTING),
        SEPARATOR,
        *map(_on_table, ABOUT),
    ),
)

_VIEW: Menu[WindowParts] = Menu(
    marked("&View"),
    (
        Filled("series"),
        Filled("area"),
        Filled("rate"),
        Filled("baseline"),
        SEPARATOR,
        Action(
            "compare_series",
            marked("Co&mpare Series and Sources…"),
            marked("Show series or sources side by side, with what each counts and covers"),
            lambda parts: parts.analyses.compare_series(),
        ),
        SEPARATOR,
        Filled("panes"),
        Action(
            "arrange",
            marked("Arran&ge Panes"),
            marked("Show the handles by which panes are moved, floated and closed"),
            lambda parts: parts.panes.set_arranging(not parts.panes.arranging),
        ),
        Action(
            "reset_layout",
            marked("Rese&t Layout"),
            marked("Arrange the panes as they were at first"),
            lambda parts: parts.panes.reset(),
        ),
        SEPARATOR,
        Action(
            "figure",
            marked("F&igure of the Cell"),
            marked("Show what is known of the current cell, and go there; or go back"),
            lambda parts: parts.inspector.show(),
            ("F4",),
        ),
        Action(
            "claims",
            marked("&Claims beside the Tables"),
            marked("Show what was published about the current row, or go back to it"),
            lambda parts: parts.claims.show_claims(),
            ("F8",),
        ),
        Action(
            "findings",
            marked("Fin&dings"),
            marked("Show what the program noticed, and acknowledge it"),
            lambda parts: parts.claims.show_findings(),
            ("Ctrl+Shift+F",),
        ),
        SEPARATOR,
        Action(
            "next_pane",
            marked("&Next Pane"),
            marked("Go to the next pane with the keyboard"),
            lambda parts: parts.commands.go_to_next_pane(),
            ("F6",),
        ),
        Action(
            "full_screen",
            marked("&Full Screen"),
            marked("Fill the screen with this window, or go back"),
            lambda parts: parts.commands.toggle_full_screen(),
            Key.FullScreen,
            otherwise="F11",
        ),
    ),
)

_CHART: Menu[WindowParts] = Menu(
    marked("&Chart"),
    (
        Filled("left_chart"),
        Filled("right_chart"),
        SEPARATOR,
        Action(
            "export_plot",
            marked("&Export Plot…"),
            marked("Save or copy a chart as an image"),
            lambda parts: parts.charts.export(),
            ("Ctrl+E",),
            "export",
            when=lambda now: now.charts,
            short=marked("Export plot…"),
            toolbar=51,
        ),
    ),
)

_TOOLS: Menu[WindowParts] = Menu(
    marked("&Tools"),
    (
        Action(
            "sensitivity",
            marked("&Sensitivity…"),
            marked("See which uncertain figures move a result most"),
            lambda parts: parts.analyses.sensitivity(),
            ("Ctrl+Shift+Y",),
        ),
        Action(
            "scenario",
            marked("S&cenario…"),
            marked("Try what more or fewer losses, recruits or ground would come to"),
            lambda parts: parts.analyses.scenario(),
            ("Ctrl+Shift+L",),
        ),
        SEPARATOR,
        Action(
            "preferences",
            marked("&Preferences…"),
            marked("Choose how numbers are written, and the colours"),
            lambda parts: parts.commands.show_preferences(),
            ("Ctrl+,",),
            "settings",
            role=QAction.MenuRole.PreferencesRole,
        ),
    ),
)

_HELP: Menu[WindowParts] = Menu(
    marked("&Help"),
    (
        Action(
            "help_figures",
            marked("How &Figures Are Typed"),
            marked("Read what can be typed in a cell, and what each column means"),
            lambda parts: parts.commands.show_help_on_figures(),
            ("F1",),
            "help",
        ),
        Action(
            "help_keyboard",
            marked("&Keyboard"),
            marked("Read what each key does"),
            lambda parts: parts.commands.show_help_on_keyboard(),
        ),
        SEPARATOR,
        Action(
            "show_log",
            marked("Show &Log"),
            marked("Read what the program did and what failed"),
            lambda parts: parts.reports.show_log(),
        ),
        Action(
            "report_problem",
            marked("&Report a Problem…"),
            marked("Make a report to send by hand, without the figures of the project"),
            lambda parts: parts.reports.report(),
        ),
        SEPARATOR,
        Action(
            "about",
            marked("&About Salient"),
            marked("See the versions of the program and of what it is built on"),
            lambda parts: parts.commands.show_about(),
            role=QAction.MenuRole.AboutRole,
        ),
    ),
)


MENUS = (_FILE, _EDIT, _INSERT, _VIEW, _CHART, _TOOLS, _HELP)
ACTIONS: tuple[Action[WindowParts], ...] = tuple(action for menu in MENUS for action in menu.actions())


def on_toolbar(group: int) -> list[Action[WindowParts]]:
    """Return the actions of a group of the toolbar, in their order there."""
    return sorted((a for a in ACTIONS if a.toolbar // 10 == group), key=lambda action: action.toolbar)


def told_keys() -> list[tuple[str, str]]:
    """Return the keys of the actions, as the platform writes them, and what each does."""
    return [(keys, a.shown_name()) for a in ACTIONS if (keys := a.shown_keys())]
