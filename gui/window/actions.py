"""Every menu of the window, in their order, and the one list of its actions.

To add an action, write one entry: here for View, Chart, Tools and Help, in `gui.window.actions_on_files` for
File, in `gui.window.actions_on_rows` for Edit and Insert, in `gui.tables.actions` for one on cells or rows.
"""

from __future__ import annotations

from PySide6.QtGui import QAction

from gui.app.actions import SEPARATOR, Action, Filled, Key, Menu
from gui.tables.actions import COLUMNS
from gui.window.actions_on_files import FILE
from gui.window.actions_on_rows import EDIT, INSERT, on_table
from gui.window.parts import WindowParts
from model.text.words import marked

_VIEW: Menu[WindowParts] = Menu(
    marked("&View"),
    (
        Filled("series"),
        Filled("area"),
        Filled("rate"),
        Filled("baseline"),
        SEPARATOR,
        Filled("sort"),
        Filled("columns"),
        *map(on_table, COLUMNS),
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
            "charts",
            marked("Charts belo&w the Tables"),
            marked("Show the charts, or give their room to the tables"),
            lambda parts: parts.panes.charts.trigger(),
            ("F7",),
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
            lambda parts: parts.commands.go_to_pane(1),
            ("F6",),
        ),
        Action(
            "previous_pane",
            marked("Pre&vious Pane"),
            marked("Go to the pane before this one with the keyboard"),
            lambda parts: parts.commands.go_to_pane(-1),
            ("Shift+F6",),
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
        Action(
            "adjust_chart",
            marked("Chart &Settings…"),
            marked("Choose days, texts, labels, axis, remarks, colours and style of a chart"),
            lambda parts: parts.charts.adjust(),
            ("Ctrl+Alt+E",),
            when=lambda now: now.charts,
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
            "guide",
            marked("&Guide"),
            marked("Read from an article to a chart in ten minutes, recipes, measures, charts"),
            lambda parts: parts.commands.show_guide(),
            ("F1",),
            "help",
        ),
        Action(
            "help_figures",
            marked("How &Figures Are Typed"),
            marked("Read what can be typed in a cell, and what each column means"),
            lambda parts: parts.commands.show_help_on_figures(),
            ("Ctrl+F1",),
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


MENUS = (FILE, EDIT, INSERT, _VIEW, _CHART, _TOOLS, _HELP)
ACTIONS: tuple[Action[WindowParts], ...] = tuple(action for menu in MENUS for action in menu.actions())


def on_toolbar(group: int) -> list[Action[WindowParts]]:
    """Return the actions of a group of the toolbar, in their order there."""
    return sorted((a for a in ACTIONS if a.toolbar // 10 == group), key=lambda action: action.toolbar)


def told_keys() -> list[tuple[str, str]]:
    """Return the keys of the actions, as the platform writes them, and what each does."""
    return [(keys, a.shown_name()) for a in ACTIONS if (keys := a.shown_keys())]
