"""The actions on files, panes, charts, preferences and help."""

from __future__ import annotations

from PySide6.QtGui import QAction

from gui.window.actions.declared import Declared, Key
from model.text.words import marked

FILE_ACTIONS: tuple[Declared, ...] = (
    Declared(
        "new",
        marked("&New"),
        marked("Begin an empty project"),
        Key.New,
        "new",
    ),
    Declared(
        "open",
        marked("&Open…"),
        marked("Open a project; it can also be dropped on the window"),
        Key.Open,
        "open",
        short=marked("Open"),
    ),
    Declared(
        "save",
        marked("&Save"),
        marked("Save the project"),
        Key.Save,
        "save",
        when=lambda now: now.modified or not now.has_file,
    ),
    Declared(
        "save_as",
        marked("Save &As…"),
        marked("Save the project in another file, and go on with that one"),
        ("Ctrl+Shift+S",),
    ),
    Declared(
        "revert",
        marked("Rev&ert"),
        marked("Read the file again, as one step that can be undone"),
        icon="revert",
        when=lambda now: now.has_file and now.modified,
    ),
    Declared(
        "earlier_versions",
        marked("Earlier &Versions…"),
        marked("Compare the project with earlier saves of it, and go back to one"),
        when=lambda now: now.has_file,
    ),
    Declared(
        "compare_with",
        marked("Compare Wit&h…"),
        marked("Show in which rows and results another project differs from this one"),
    ),
    Declared(
        "import",
        marked("&Import…"),
        marked("Bring in figures from CSV, TSV, XLSX, ODS or JSON; such a file can also be dropped here"),
        ("Ctrl+I",),
        "import",
        short=marked("Import…"),
    ),
    Declared(
        "refresh",
        marked("Re&fresh Imported Figures…"),
        marked("Read the imported files again and show what newer ones would change"),
        when=lambda now: now.imports,
    ),
    Declared(
        "export_table",
        marked("Export &Table…"),
        marked("Save tables as XLSX, CSV, Markdown, HTML or JSON"),
        ("Ctrl+Shift+E",),
        short=marked("Export table…"),
    ),
    Declared(
        "export_report",
        marked("Export Re&port…"),
        marked("Save tables, charts and checks as one page, as PDF or as a workbook"),
    ),
    Declared(
        "details",
        marked("Project &Details…"),
        marked("Change the title and the notes of the project"),
        ("Alt+Return",),
        "details",
    ),
    Declared(
        "new_window",
        marked("New &Window"),
        marked("Open another window with an empty project"),
        ("Ctrl+Shift+N",),
    ),
    Declared(
        "close",
        marked("&Close Window"),
        marked("Close this window"),
        Key.Close,
        otherwise="Ctrl+W",
    ),
    Declared(
        "quit",
        marked("&Quit"),
        marked("Close all windows"),
        ("Ctrl+Q",),
        role=QAction.MenuRole.QuitRole,
    ),
)

WINDOW_ACTIONS: tuple[Declared, ...] = (
    # View
    Declared(
        "arrange",
        marked("Arran&ge Panes"),
        marked("Show the handles by which panes are moved, floated and closed"),
    ),
    Declared(
        "reset_layout",
        marked("Rese&t Layout"),
        marked("Arrange the panes as they were at first"),
    ),
    Declared(
        "figure",
        marked("F&igure of the Cell"),
        marked("Show what is known of the current cell, and go there; or go back"),
        ("F4",),
    ),
    Declared(
        "claims",
        marked("&Claims beside the Tables"),
        marked("Show what was published about the current row, or go back to it"),
        ("F8",),
    ),
    Declared(
        "findings",
        marked("Fin&dings"),
        marked("Show what the program noticed, and acknowledge it"),
        ("Ctrl+Shift+F",),
    ),
    Declared(
        "next_pane",
        marked("&Next Pane"),
        marked("Go to the next pane with the keyboard"),
        ("F6",),
    ),
    Declared(
        "full_screen",
        marked("&Full Screen"),
        marked("Fill the screen with this window, or go back"),
        Key.FullScreen,
        otherwise="F11",
    ),
    # Chart
    Declared(
        "export_plot",
        marked("&Export Plot…"),
        marked("Save or copy a chart as an image"),
        ("Ctrl+E",),
        "export",
        when=lambda now: now.charts,
        short=marked("Export plot…"),
    ),
    # Tools
    Declared(
        "compare_series",
        marked("Co&mpare Series and Sources…"),
        marked("Show series or sources side by side, with what each counts and covers"),
    ),
    Declared(
        "sensitivity",
        marked("&Sensitivity…"),
        marked("See which uncertain figures move a result most"),
        ("Ctrl+Shift+Y",),
    ),
    Declared(
        "scenario",
        marked("S&cenario…"),
        marked("Try what more or fewer losses, recruits or ground would come to"),
        ("Ctrl+Shift+L",),
    ),
    Declared(
        "preferences",
        marked("&Preferences…"),
        marked("Choose how numbers are written, and the colours"),
        ("Ctrl+,",),
        "settings",
        role=QAction.MenuRole.PreferencesRole,
    ),
    # Help
    Declared(
        "help_figures",
        marked("How &Figures Are Typed"),
        marked("Read what can be typed in a cell, and what each column means"),
        ("F1",),
        "help",
    ),
    Declared(
        "help_keyboard",
        marked("&Keyboard"),
        marked("Read what each key does"),
    ),
    Declared(
        "show_log",
        marked("Show &Log"),
        marked("Read what the program did and what failed"),
    ),
    Declared(
        "report_problem",
        marked("&Report a Problem…"),
        marked("Make a report to send by hand, without the figures of the project"),
    ),
    Declared(
        "about",
        marked("&About Salient"),
        marked("See the versions of the program and of what it is built on"),
        role=QAction.MenuRole.AboutRole,
    ),
)
