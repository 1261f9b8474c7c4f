"""The actions of the menu File, and those of the samples in it, in their order there."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction

from gui.app.actions import SEPARATOR, Action, Filled, Key, Menu
from gui.window.parts import WindowParts
from model.text.words import marked


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
        _sample(
            "published-arithmetic",
            "sample_arithmetic",
            marked("&Published Arithmetic"),
            marked("Show statements that follow from their figures, and some that do not, as a copy"),
        ),
    )
)
"""The action of each sample by the name of its file in `resources/samples`, in the order of the menu."""

FILE: Menu[WindowParts] = Menu(
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
            marked(
                "Open a project, or a file of figures or an article; it can also be dropped on the window"
            ),
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
            "import_maps",
            marked("Import Gro&und from Maps…"),
            marked("Measure ground gained and lost on dated maps: GeoJSON, Shapefile, GeoPackage, KML"),
            lambda parts: parts.imports.choose_maps(),
        ),
        Action(
            "import_events",
            marked("Import from a Data&base…"),
            marked(
                "Have a database, or a folder of Parquet, CSV or JSON, count its events and bring in the sums"
            ),
            lambda parts: parts.imports.choose_connection(),
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
