"""The actions on files, panes, charts, preferences and help."""

from __future__ import annotations

from PySide6.QtGui import QAction

from gui.window.actions.declared import Declared, Key
from model.text.words import QT_TRANSLATE_NOOP

FILE_ACTIONS: tuple[Declared, ...] = (
    Declared(
        "new",
        QT_TRANSLATE_NOOP("actions", "&New"),
        QT_TRANSLATE_NOOP("actions", "Begin an empty project"),
        Key.New,
        "new",
    ),
    Declared(
        "open",
        QT_TRANSLATE_NOOP("actions", "&Open…"),
        QT_TRANSLATE_NOOP("actions", "Open a project; it can also be dropped on the window"),
        Key.Open,
        "open",
        short=QT_TRANSLATE_NOOP("actions", "Open"),
    ),
    Declared(
        "save",
        QT_TRANSLATE_NOOP("actions", "&Save"),
        QT_TRANSLATE_NOOP("actions", "Save the project"),
        Key.Save,
        "save",
        when=lambda now: now.modified or not now.has_file,
    ),
    Declared(
        "save_as",
        QT_TRANSLATE_NOOP("actions", "Save &As…"),
        QT_TRANSLATE_NOOP("actions", "Save the project in another file, and go on with that one"),
        ("Ctrl+Shift+S",),
    ),
    Declared(
        "revert",
        QT_TRANSLATE_NOOP("actions", "Rev&ert"),
        QT_TRANSLATE_NOOP("actions", "Read the file again, as one step that can be undone"),
        icon="revert",
        when=lambda now: now.has_file and now.modified,
    ),
    Declared(
        "earlier_versions",
        QT_TRANSLATE_NOOP("actions", "Earlier &Versions…"),
        QT_TRANSLATE_NOOP("actions", "Compare the project with earlier saves of it, and go back to one"),
        when=lambda now: now.has_file,
    ),
    Declared(
        "compare_with",
        QT_TRANSLATE_NOOP("actions", "Compare Wit&h…"),
        QT_TRANSLATE_NOOP("actions", "Show in which rows and results another project differs from this one"),
    ),
    Declared(
        "import",
        QT_TRANSLATE_NOOP("actions", "&Import…"),
        QT_TRANSLATE_NOOP(
            "actions",
            "Bring in figures from CSV, TSV, XLSX, ODS or JSON; such a file can also be dropped here",
        ),
        ("Ctrl+I",),
        "import",
        short=QT_TRANSLATE_NOOP("actions", "Import…"),
    ),
    Declared(
        "refresh",
        QT_TRANSLATE_NOOP("actions", "Re&fresh Imported Figures…"),
        QT_TRANSLATE_NOOP("actions", "Read the imported files again and show what newer ones would change"),
        when=lambda now: now.imports,
    ),
    Declared(
        "export_table",
        QT_TRANSLATE_NOOP("actions", "Export &Table…"),
        QT_TRANSLATE_NOOP("actions", "Save tables as XLSX, CSV, Markdown, HTML or JSON"),
        ("Ctrl+Shift+E",),
        short=QT_TRANSLATE_NOOP("actions", "Export table…"),
    ),
    Declared(
        "export_report",
        QT_TRANSLATE_NOOP("actions", "Export Re&port…"),
        QT_TRANSLATE_NOOP("actions", "Save tables, charts and checks as one page, as PDF or as a workbook"),
    ),
    Declared(
        "details",
        QT_TRANSLATE_NOOP("actions", "Project &Details…"),
        QT_TRANSLATE_NOOP("actions", "Change the title and the notes of the project"),
        ("Alt+Return",),
        "details",
    ),
    Declared(
        "new_window",
        QT_TRANSLATE_NOOP("actions", "New &Window"),
        QT_TRANSLATE_NOOP("actions", "Open another window with an empty project"),
        ("Ctrl+Shift+N",),
    ),
    Declared(
        "close",
        QT_TRANSLATE_NOOP("actions", "&Close Window"),
        QT_TRANSLATE_NOOP("actions", "Close this window"),
        Key.Close,
        otherwise="Ctrl+W",
    ),
    Declared(
        "quit",
        QT_TRANSLATE_NOOP("actions", "&Quit"),
        QT_TRANSLATE_NOOP("actions", "Close all windows"),
        ("Ctrl+Q",),
        role=QAction.MenuRole.QuitRole,
    ),
)

WINDOW_ACTIONS: tuple[Declared, ...] = (
    # View
    Declared(
        "arrange",
        QT_TRANSLATE_NOOP("actions", "Arran&ge Panes"),
        QT_TRANSLATE_NOOP("actions", "Show the handles by which panes are moved, floated and closed"),
    ),
    Declared(
        "reset_layout",
        QT_TRANSLATE_NOOP("actions", "Rese&t Layout"),
        QT_TRANSLATE_NOOP("actions", "Arrange the panes as they were at first"),
    ),
    Declared(
        "figure",
        QT_TRANSLATE_NOOP("actions", "F&igure of the Cell"),
        QT_TRANSLATE_NOOP("actions", "Show what is known of the current cell, and go there; or go back"),
        ("F4",),
    ),
    Declared(
        "claims",
        QT_TRANSLATE_NOOP("actions", "&Claims beside the Tables"),
        QT_TRANSLATE_NOOP("actions", "Show what was published about the current row, or go back to it"),
        ("F8",),
    ),
    Declared(
        "findings",
        QT_TRANSLATE_NOOP("actions", "Fin&dings"),
        QT_TRANSLATE_NOOP("actions", "Show what the program noticed, and acknowledge it"),
        ("Ctrl+Shift+F",),
    ),
    Declared(
        "next_pane",
        QT_TRANSLATE_NOOP("actions", "&Next Pane"),
        QT_TRANSLATE_NOOP("actions", "Go to the next pane with the keyboard"),
        ("F6",),
    ),
    Declared(
        "full_screen",
        QT_TRANSLATE_NOOP("actions", "&Full Screen"),
        QT_TRANSLATE_NOOP("actions", "Fill the screen with this window, or go back"),
        Key.FullScreen,
        otherwise="F11",
    ),
    # Chart
    Declared(
        "export_plot",
        QT_TRANSLATE_NOOP("actions", "&Export Plot…"),
        QT_TRANSLATE_NOOP("actions", "Save or copy a chart as an image"),
        ("Ctrl+E",),
        "export",
        when=lambda now: now.charts,
        short=QT_TRANSLATE_NOOP("actions", "Export plot…"),
    ),
    # Tools
    Declared(
        "compare_series",
        QT_TRANSLATE_NOOP("actions", "Co&mpare Series and Sources…"),
        QT_TRANSLATE_NOOP("actions", "Show series or sources side by side, with what each counts and covers"),
    ),
    Declared(
        "sensitivity",
        QT_TRANSLATE_NOOP("actions", "&Sensitivity…"),
        QT_TRANSLATE_NOOP("actions", "See which uncertain figures move a result most"),
        ("Ctrl+Shift+Y",),
    ),
    Declared(
        "scenario",
        QT_TRANSLATE_NOOP("actions", "S&cenario…"),
        QT_TRANSLATE_NOOP("actions", "Try what more or fewer losses, recruits or ground would come to"),
        ("Ctrl+Shift+L",),
    ),
    Declared(
        "preferences",
        QT_TRANSLATE_NOOP("actions", "&Preferences…"),
        QT_TRANSLATE_NOOP("actions", "Choose how numbers are written, and the colours"),
        ("Ctrl+,",),
        "settings",
        role=QAction.MenuRole.PreferencesRole,
    ),
    # Help
    Declared(
        "help_figures",
        QT_TRANSLATE_NOOP("actions", "How &Figures Are Typed"),
        QT_TRANSLATE_NOOP("actions", "Read what can be typed in a cell, and what each column means"),
        ("F1",),
        "help",
    ),
    Declared(
        "help_keyboard",
        QT_TRANSLATE_NOOP("actions", "&Keyboard"),
        QT_TRANSLATE_NOOP("actions", "Read what each key does"),
    ),
    Declared(
        "show_log",
        QT_TRANSLATE_NOOP("actions", "Show &Log"),
        QT_TRANSLATE_NOOP("actions", "Read what the program did and what failed"),
    ),
    Declared(
        "report_problem",
        QT_TRANSLATE_NOOP("actions", "&Report a Problem…"),
        QT_TRANSLATE_NOOP("actions", "Make a report to send by hand, without the figures of the project"),
    ),
    Declared(
        "about",
        QT_TRANSLATE_NOOP("actions", "&About Salient"),
        QT_TRANSLATE_NOOP("actions", "See the versions of the program and of what it is built on"),
        role=QAction.MenuRole.AboutRole,
    ),
)
