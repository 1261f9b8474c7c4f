"""Every action of the window, declared once: its text, keys, icon, tip, and when it can be used.

Menus and toolbar name actions by key. To add one: an entry in `ACTIONS`, its key in `MENUS`, and the function
that does it in `MainWindow`; a test holds the three together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from gui.panels.surface import plain_tip
from gui.theme import Theme

Key = QKeySequence.StandardKey


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark `text` for lupdate, which looks for this name."""
    return text


@dataclass(frozen=True, slots=True)
class Situation:
    """What an action may depend on."""

    undo: str = ""  # what undo would undo, in words; empty for nothing
    redo: str = ""
    modified: bool = False  # there are changes that the file does not hold
    has_file: bool = False
    has_series: bool = False
    in_table: bool = False  # a table is shown, whose cells and rows the action is about
    cells: int = 0  # selected in it
    rows: int = 0  # selected in it, the empty last row not counted
    editable: bool = False  # some selected cell can be typed into
    charts: bool = False  # charts are loaded


def _always(_situation: Situation) -> bool:
    return True


def _in_table(now: Situation) -> bool:
    return now.in_table


def _cells(now: Situation) -> bool:
    return now.in_table and now.cells > 0


def _editable(now: Situation) -> bool:
    return now.in_table and now.editable


def _rows(now: Situation) -> bool:
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
    when: Callable[[Situation], bool] = _always
    short: str = ""  # the text on the toolbar, where it is not that of the menu
    role: QAction.MenuRole = QAction.MenuRole.NoRole
    otherwise: str = ""


ACTIONS: tuple[Declared, ...] = (
    # File
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
        "sample",
        QT_TRANSLATE_NOOP("actions", "Open Sa&mple"),
        QT_TRANSLATE_NOOP("actions", "Show the sample “Autumn 2024” as a copy that belongs to no file"),
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
    # Edit
    Declared(
        "undo",
        QT_TRANSLATE_NOOP("actions", "&Undo"),
        QT_TRANSLATE_NOOP("actions", "Undo the last change of the project"),
        Key.Undo,
        "undo",
        when=lambda now: bool(now.undo),
        short=QT_TRANSLATE_NOOP("actions", "Undo"),
    ),
    Declared(
        "redo",
        QT_TRANSLATE_NOOP("actions", "&Redo"),
        QT_TRANSLATE_NOOP("actions", "Redo what was undone last"),
        Key.Redo,
        "redo",
        when=lambda now: bool(now.redo),
        short=QT_TRANSLATE_NOOP("actions", "Redo"),
    ),
    Declared(
        "cut",
        QT_TRANSLATE_NOOP("actions", "Cu&t"),
        QT_TRANSLATE_NOOP("actions", "Copy the selected cells and empty them"),
        Key.Cut,
        "cut",
        when=_editable,
    ),
    Declared(
        "copy",
        QT_TRANSLATE_NOOP("actions", "&Copy"),
        QT_TRANSLATE_NOOP("actions", "Copy the selected cells, for a spreadsheet too"),
        Key.Copy,
        "copy",
        when=_cells,
    ),
    Declared(
        "paste",
        QT_TRANSLATE_NOOP("actions", "&Paste"),
        QT_TRANSLATE_NOOP("actions", "Paste cells from here or from a spreadsheet"),
        Key.Paste,
        "paste",
        when=_in_table,
    ),
    Declared(
        "clear",
        QT_TRANSLATE_NOOP("actions", "C&lear Cells"),
        QT_TRANSLATE_NOOP("actions", "Empty the selected cells"),
        ("Delete",),
        "clear",
        when=_editable,
    ),
    Declared(
        "select_all",
        QT_TRANSLATE_NOOP("actions", "Select &All"),
        QT_TRANSLATE_NOOP("actions", "Select all cells of the table"),
        Key.SelectAll,
        when=_in_table,
    ),
    Declared(
        "fill_down",
        QT_TRANSLATE_NOOP("actions", "&Fill Down"),
        QT_TRANSLATE_NOOP("actions", "Fill the selected cells with the topmost of their column"),
        ("Ctrl+D",),
        "fill",
        when=_editable,
    ),
    Declared(
        "duplicate",
        QT_TRANSLATE_NOOP("actions", "&Duplicate Rows"),
        QT_TRANSLATE_NOOP("actions", "Put a copy of the selected rows below them"),
        ("Ctrl+Shift+D",),
        "duplicate",
        when=_rows,
    ),
    Declared(
        "delete_rows",
        QT_TRANSLATE_NOOP("actions", "D&elete Rows"),
        QT_TRANSLATE_NOOP("actions", "Delete the selected rows"),
        ("Ctrl+-", "Ctrl+Delete"),
        "delete",
        when=_rows,
    ),
    Declared(
        "move_up",
        QT_TRANSLATE_NOOP("actions", "Mo&ve Rows Up"),
        QT_TRANSLATE_NOOP("actions", "Move the selected rows up by one"),
        ("Alt+Up",),
        "up",
        when=_rows,
    ),
    Declared(
        "move_down",
        QT_TRANSLATE_NOOP("actions", "Move Rows Do&wn"),
        QT_TRANSLATE_NOOP("actions", "Move the selected rows down by one"),
        ("Alt+Down",),
        "down",
        when=_rows,
    ),
    Declared(
        "find",
        QT_TRANSLATE_NOOP("actions", "F&ind and Filter"),
        QT_TRANSLATE_NOOP("actions", "Find a text in the table, or show only the rows that have it"),
        Key.Find,
        "find",
        when=_in_table,
    ),
    # Insert
    Declared(
        "add_period",
        QT_TRANSLATE_NOOP("actions", "&Period"),
        QT_TRANSLATE_NOOP("actions", "Begin a period in the empty last row of its table"),
        ("Ctrl+Shift+P",),
        "add",
        short=QT_TRANSLATE_NOOP("actions", "Period"),
    ),
    Declared(
        "add_intake",
        QT_TRANSLATE_NOOP("actions", "&Recruitment"),
        QT_TRANSLATE_NOOP("actions", "Begin a row of people recruited a month"),
        ("Ctrl+Shift+R",),
        "add",
        short=QT_TRANSLATE_NOOP("actions", "Recruitment"),
    ),
    Declared(
        "add_requirement",
        QT_TRANSLATE_NOOP("actions", "Re&quirement"),
        QT_TRANSLATE_NOOP("actions", "Begin a row of people said to be needed a month"),
    ),
    Declared(
        "add_campaign",
        QT_TRANSLATE_NOOP("actions", "&Campaign"),
        QT_TRANSLATE_NOOP("actions", "Begin a recruitment target and what was achieved"),
    ),
    Declared(
        "add_milestone",
        QT_TRANSLATE_NOOP("actions", "&Milestone"),
        QT_TRANSLATE_NOOP("actions", "Begin a dated figure that is shown on charts, never summed"),
    ),
    Declared(
        "add_source",
        QT_TRANSLATE_NOOP("actions", "&Source"),
        QT_TRANSLATE_NOOP("actions", "Begin a source of figures"),
    ),
    Declared(
        "add_series",
        QT_TRANSLATE_NOOP("actions", "S&eries"),
        QT_TRANSLATE_NOOP("actions", "Begin a series: one side, one definition of losses"),
    ),
    Declared(
        "insert_row",
        QT_TRANSLATE_NOOP("actions", "Row &Here"),
        QT_TRANSLATE_NOOP("actions", "Begin a row of this table before the current one"),
        ("Ctrl++", "Ctrl+="),
        when=_in_table,
    ),
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
        "about",
        QT_TRANSLATE_NOOP("actions", "&About Salient"),
        QT_TRANSLATE_NOOP("actions", "See the versions of the program and of what it is built on"),
        role=QAction.MenuRole.AboutRole,
    ),
)

UNDO = QT_TRANSLATE_NOOP("actions", "&Undo {what}")
REDO = QT_TRANSLATE_NOOP("actions", "&Redo {what}")

SEPARATOR = "-"
SUBMENUS = ("recent", "area", "rate", "baseline", "panes", "left_chart", "right_chart")
"""Menus that the window fills."""

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        QT_TRANSLATE_NOOP("actions", "&File"),
        (
            *("new", "open", "recent", "sample", SEPARATOR, "save", "save_as", "revert", SEPARATOR),
            *("details", SEPARATOR, "new_window", "close", "quit"),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "&Edit"),
        (
            *("undo", "redo", SEPARATOR, "cut", "copy", "paste", "clear", "select_all", SEPARATOR),
            *("fill_down", "duplicate", "delete_rows", "move_up", "move_down", SEPARATOR, "find"),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "&Insert"),
        (
            *("add_period", "add_intake", "add_requirement", "add_campaign", "add_milestone", SEPARATOR),
            *("add_source", "add_series", SEPARATOR, "insert_row"),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("actions", "&View"),
        (
            *("area", "rate", "baseline", SEPARATOR, "panes", "arrange", "reset_layout", SEPARATOR),
            *("next_pane", "full_screen"),
        ),
    ),
    (QT_TRANSLATE_NOOP("actions", "&Chart"), ("left_chart", "right_chart", SEPARATOR, "export_plot")),
    (QT_TRANSLATE_NOOP("actions", "&Tools"), ("preferences",)),
    (QT_TRANSLATE_NOOP("actions", "&Help"), ("help_figures", "help_keyboard", SEPARATOR, "about")),
)


class Actions(QObject):
    """The actions of one window as Qt's own objects, by key."""

    def __init__(self, parent: QObject, theme: Theme, do: Mapping[str, Callable[[], object]]) -> None:
        super().__init__(parent)
        self._theme = theme
        self.by_key: dict[str, QAction] = {}
        for declared in ACTIONS:
            action = QAction(translated(declared.text), parent)
            action.setObjectName(declared.key)
            action.setMenuRole(declared.role)
            action.setShortcuts(_sequences(declared))
            if declared.short:
                action.setIconText(translated(declared.short))
            action.setToolTip(plain_tip(_tip(translated(declared.tip), action.shortcut())))
            action.triggered.connect(_without_argument(do[declared.key]))
            self.by_key[declared.key] = action
        self.set_icons()
        theme.changed.connect(self.set_icons)

    def __getitem__(self, key: str) -> QAction:
        return self.by_key[key]

    def set_icons(self) -> None:
        """Draw the icons in the colours of now."""
        for declared in ACTIONS:
            if declared.icon:
                self.by_key[declared.key].setIcon(self._theme.icon(declared.icon))

    def update(self, situation: Situation) -> None:
        """Switch each action on or off."""
        for declared in ACTIONS:
            self.by_key[declared.key].setEnabled(declared.when(situation))
        self._name_step("undo", translated(UNDO), situation.undo)
        self._name_step("redo", translated(REDO), situation.redo)

    def _name_step(self, key: str, text: str, what: str) -> None:
        action = self.by_key[key]
        action.setText(text.format(what=what.replace("&", "&&")).strip())
        tip = text.replace("&", "").format(what=what).strip()
        action.setToolTip(plain_tip(_tip(tip, action.shortcut())))


def translated(text: str) -> str:
    """Return a text of this module in the language of the window."""
    return QCoreApplication.translate("actions", text)


def _sequences(declared: Declared) -> list[QKeySequence]:
    if not isinstance(declared.keys, Key):
        return [QKeySequence(keys) for keys in declared.keys]
    standard = QKeySequence.keyBindings(declared.keys)
    return standard or ([QKeySequence(declared.otherwise)] if declared.otherwise else [])


def _tip(tip: str, keys: QKeySequence) -> str:
    shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
    return f"{tip} ({shown})" if shown else tip


def _without_argument(do: Callable[[], object]) -> Callable[[bool], None]:
    """Drop the `checked` that `triggered` carries."""

    def slot(_checked: bool = False) -> None:
        do()

    return slot
