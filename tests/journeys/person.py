"""A person who does things at random in a window, by keys, menus and dialogs, never the same twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from PySide6.QtCore import (
    QAbstractAnimation,
    QCoreApplication,
    QEvent,
    QEventLoop,
    QItemSelectionModel,
    Qt,
    QTimer,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QWidget
from shiboken6 import isValid

from gui.app.questions import Unsaved
from gui.app.theme import Theme
from gui.app.translate import model_words
from gui.charts.export_dialog import ExportPlot
from gui.session import SessionChange
from gui.tables.grid import Grid
from gui.tables.view import TableView
from gui.window.main_window import MainWindow
from model.charts import CHARTS
from model.files import sample, sample_names, save_project
from model.text.notation import NOTATIONS
from tests.gui.window_kit import Kit

Flag = QItemSelectionModel.SelectionFlag
TEXTS = (
    *("1,234", "~45k", ">125,000", "25,000–30,000", "40 (30–55)", "0", "-5", "", "n/a", "7 mi²", "1e999"),
    *("9007199254740993", "2024-11-30", "1 Dec 2024", "Nov 2024", "2024-02-30", "01.02.24", "ru", "isw"),
    *("<b>bold</b> & 5 > 3", "=1+1", "«Осінь»", "x", "\u202e😀", "two words"),
)
BLOCKS = (
    "7,000\n",
    "1\t2\n3\t4",
    "December 2024\t2024-12-01\t2024-12-31\t\t1,000\nx\ty\tz",
    "\t\n\t",
    '"a\nb"\t<img src=x>',
)
ACTIONS = (
    *("undo", "undo", "undo", "redo", "redo", "cut", "copy", "paste", "clear", "select_all", "fill_down"),
    *("duplicate", "delete_rows", "move_up", "move_down", "insert_row", "add_period", "add_intake"),
    *("add_requirement", "add_campaign", "add_milestone", "add_source", "add_series", "arrange"),
    *("reset_layout", "next_pane", "full_screen", "revert"),
)
DIALOGS = ("details", "preferences", "about", "earlier_versions", "help_figures", "help_keyboard")
MINE = (1, 2)  # numbers of files that the person saves
KEYS = (
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_F2, Qt.Key.Key_Escape, Qt.Key.Key_PageDown),
)


def type_text(widget: QWidget, text: str) -> None:
    """Type letters of any script; `QTest.keyClicks` ends the program at one beyond Latin-1."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)


class Person:
    """Acts in the window of a kit; `folder` is where files of theirs are.

    `happened` counts what came of it: a paste that was refused, an undo with nothing to undo, are not in it.
    """

    def __init__(self, kit: Kit, folder: Path, random: Random) -> None:
        self.kit = kit
        self.random = random
        self.last = "nothing yet"
        self.happened: Counter[str] = Counter()
        self._folder = folder
        self._files = [folder / f"{name}.json" for name in sample_names()]
        for path in self._files:
            save_project(sample(path.stem), path)
        theme = QGuiApplication.instance()
        assert theme is not None
        self._theme = theme.findChildren(Theme)[-1]
        kit.answers.unsaved_answer, kit.answers.leave_answer = Unsaved.DISCARD, True
        kit.session.changed.connect(self._on_changed)
        self._all: dict[Callable[[], None], int] = {
            self.type_into_a_cell: 30,
            self.press_a_key: 10,
            self.select: 12,
            self.trigger_an_action: 30,
            self.go_back_and_forth: 4,
            self.paste: 6,
            self.sort: 6,
            self.filter_and_find: 6,
            self.switch_table: 8,
            self.choose_from_a_menu: 10,
            self.look_into_a_menu: 6,
            self.choose_a_chart: 6,
            self.run_a_dialog: 3,
            self.change_preferences: 2,
            self.export_a_chart: 2,
            self.save: 2,
            self.open_another_project: 2,
            self.resize: 1,
        }

    @property
    def window(self) -> MainWindow:
        return self.kit.window

    @property
    def view(self) -> TableView:
        return self.window.tables.current

    @property
    def grid(self) -> Grid:
        return self.view.grid

    def do_everything_once(self) -> None:
        """Do each thing there is, so that what is made when first needed has been made."""
        for do in self._all:
            self._do(do)
        for table in self.window.tables.tables:
            self.window.tables.show_table(table)
            self.filter_and_find()
            self.type_into_a_cell()
        self.window.tables.show_table("periods")
        self._look_for(self.view.find_bar.only_field, "zzz", Qt.Key.Key_Return)
        for key in (*ACTIONS, *DIALOGS, "add_period", "undo", "redo"):
            self._trigger(key)
            self._finish()
        for kind in CHARTS:
            for panel in self.window.charts.panels:
                panel.set_kind(kind.key)
            self._finish()
        for path in self._files:
            self.window.files.open_path(path)
        for number in MINE:
            self._save_as(number)
        self._finish()

    def do_something(self) -> None:
        """Do one thing."""
        (do,) = self.random.choices(list(self._all), list(self._all.values()))
        self._do(do)

    def rest(self) -> None:
        """Put everything away: no dialog, no editor, the sample open in the first tab, shown as at first.

        Every table, cell of the inspector and chart is shown anew, so that what is held does not depend on
        what was looked at before.
        """
        self._leave_editor()
        self.window.files.open_sample()
        for key, view in reversed(list(self.window.tables.tables.items())):
            view.find_bar.leave()
            view.sort(0, None)
            self.window.tables.show_table(key)
            view.grid.go_to(0, view.grid.shown_columns()[0])
            self._finish()
        for kind in (*CHARTS, CHARTS[0]):
            for panel in self.window.charts.panels:
                panel.set_kind(kind.key)
            self._finish()
        for menu in self.window.findChildren(QMenu):
            menu.aboutToShow.emit()
        self.window.messages.tell("resting")
        QGuiApplication.clipboard().clear()
        self._finish()
        while any(
            each.state() is QAbstractAnimation.State.Running
            for each in self.window.findChildren(QAbstractAnimation)
        ):
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._finish()

    def _do(self, do: Callable[[], None]) -> None:
        self.last = do.__name__
        try:
            do()
            self._finish()
        except Exception as error:
            error.add_note(f"while doing: {self.last}")
            raise

    def _on_changed(self, change: SessionChange) -> None:
        named = {"[undo]": "undone", "[redo]": "redone", "[paste]": "pasted"}
        done = next((words for key, words in named.items() if self.last.endswith(key)), "edited")
        self.happened["project switched" if change.loaded else done] += 1

    def _finish(self) -> None:
        """Let the program draw, answer what it asks, and let go what is to be deleted."""
        for _ in range(3):
            QCoreApplication.processEvents()
            self._answer_dialogs()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _answer_dialogs(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if isValid(widget) and widget is not self.window and widget.isVisible():
                if isinstance(widget, QDialog):
                    self.last += f", answering {type(widget).__name__}"
                    widget.done(
                        self.random.choice((QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected))
                    )
                elif isinstance(widget, QMenu) or type(widget).__name__ == "HelpWindow":
                    widget.close()

    # what is done

    def type_into_a_cell(self) -> None:
        """Type into a cell and leave it by a key."""
        if not self._go_somewhere():
            return
        text = self.random.choice(TEXTS)
        self.last += f" {text!r}"
        type_text(self.grid, text[:1] or "1")
        editor = self.grid.editor
        if editor is not None:
            if text:
                type_text(editor, text[1:])
            else:
                editor.clear()
            QTest.keyClick(editor, self.random.choice((Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape)))
        self._leave_editor()

    def press_a_key(self) -> None:
        """Press a key in the table, with or without Shift and Ctrl."""
        modifiers = self.random.choice(
            (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.ShiftModifier,
                Qt.KeyboardModifier.ControlModifier,
            )
        )
        QTest.keyClick(self._focused(), self.random.choice(KEYS), modifiers)
        self._leave_editor()

    def select(self) -> None:
        """Select rows or a block of cells."""
        rows = self.view.model.total_rows
        if not rows or not self._go_somewhere():
            return
        if self.random.random() < 0.5:
            chosen = sorted(self.random.sample(range(rows), self.random.randint(1, min(4, rows))))
            self.window.tables.select_rows(self.view.table.key, chosen)
        else:
            index = self.grid.currentIndex()
            height, width = self.random.randint(1, 4), self.random.randint(1, 6)
            self.grid.select_block(index.row(), index.column(), height, width)

    def trigger_an_action(self) -> None:
        """Choose something from the menu bar."""
        self._trigger(self.random.choice(ACTIONS))

    def go_back_and_forth(self) -> None:
        """Undo some steps, and redo some of them."""
        steps = self.random.randint(1, 4)
        for key in ("undo",) * steps + ("redo",) * self.random.randint(0, steps):
            self._trigger(key)

    def paste(self) -> None:
        """Paste what another program copied."""
        QGuiApplication.clipboard().setText(self.random.choice(BLOCKS))
        if self._go_somewhere():
            self._trigger("paste")

    def sort(self) -> None:
        """Sort by a column, or go back to the order of the file."""
        column = self.random.choice(self.grid.shown_columns())
        orders = (None, Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)
        order = self.random.choice(orders)
        self.view.sort(column, order)
        if order is not None and self.view.model.total_rows > 1:
            self.happened["sorted"] += 1

    def filter_and_find(self) -> None:
        """Show only some rows, or find a text, or show all again."""
        bar = self.view.find_bar
        field = self.random.choice((bar.find_field, bar.only_field))
        text = self.random.choice(("", "2024", "o", "<b>", "zzz"))
        self._look_for(field, text, self.random.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape)))

    def _look_for(self, field: QLineEdit, text: str, key: Qt.Key) -> None:
        self._trigger("find")
        field.clear()
        type_text(field, text)
        QTest.keyClick(field, key)
        if len(self.view.model.row_numbers(range(self.view.model.rowCount()))) < self.view.model.total_rows:
            self.happened["filtered"] += 1

    def switch_table(self) -> None:
        """Show another table."""
        self.window.tables.show_table(self.random.choice(list(self.window.tables.tables)))

    def choose_from_a_menu(self) -> None:
        """Choose a series, a unit, a rate or a baseline."""
        choices = self.window.choices
        menu = self.random.choice((choices.series, choices.area, choices.rate, choices.baseline))
        menu.aboutToShow.emit()
        actions = [action for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
        if actions:
            self.random.choice(actions).trigger()

    def look_into_a_menu(self) -> None:
        """Let a menu fill itself, as it does before it is shown."""
        self.random.choice(self.window.findChildren(QMenu)).aboutToShow.emit()

    def choose_a_chart(self) -> None:
        """Show another chart, zoom into it, or show all of it."""
        panel = self.random.choice(list(self.window.charts.panels))
        panel.set_kind(self.random.choice(CHARTS).key)
        if self.random.random() < 0.5:
            panel.view.zoom_by(self.random.choice((0.5, 2.0)))

    def run_a_dialog(self) -> None:
        """Open a dialog and answer it."""
        self._trigger(self.random.choice(DIALOGS))

    def change_preferences(self) -> None:
        """Change colours and how numbers are written."""
        self._theme.set_scheme(self.random.choice(list(type(self._theme.scheme))))
        self.kit.session.set_formats(self.random.choice(list(NOTATIONS.values())), model_words)

    def export_a_chart(self) -> None:
        """Export a chart as a picture."""
        self.window.charts.export()  # not by `_trigger`, which would answer the dialog before it has saved
        for dialog in self.window.findChildren(ExportPlot):
            path = self._folder / f"chart.{self.random.choice(('png', 'svg', 'pdf'))}"
            path.unlink(missing_ok=True)
            saved: list[Path] = []
            dialog.exported.connect(saved.append)
            dialog.save_to(path)
            while not saved:
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            assert path.stat().st_size
            self.happened["exported"] += 1
            dialog.close()

    def save(self) -> None:
        """Save under a name of one's own."""
        self._save_as(self.random.choice(MINE))

    def _save_as(self, number: int) -> None:
        self.kit.answers.save_answer = self._folder / f"mine-{number}.json"
        self._trigger("save_as")

    def open_another_project(self) -> None:
        """Put another project in the place of this one."""
        mine = sorted(self._folder.glob("mine-?.json"))
        choice = self.random.choice((*self._files, *mine, None))
        if choice is None:
            self._trigger(self.random.choice(("new", "sample")))
        else:
            self.kit.answers.open_answer = choice
            self._trigger("open")

    def resize(self) -> None:
        """Make the window smaller or larger."""
        self.window.resize(self.random.randint(900, 1600), self.random.randint(600, 1000))

    # how it is done

    def _trigger(self, key: str) -> None:
        self.last += f" [{key}]"
        self.window.update_actions()
        action = self.window.actions_by_key[key]
        if action.isEnabled():
            QTimer.singleShot(0, self.window, self._answer_dialogs)  # for those that wait for an answer
            action.trigger()

    def _go_somewhere(self) -> bool:
        columns = self.grid.shown_columns()
        rows = self.view.model.rowCount()
        if not columns or not rows:
            return False
        self.grid.setFocus()
        self.grid.go_to(self.random.randrange(rows), self.random.choice(columns))
        return True

    def _focused(self) -> QWidget:
        return self.grid.editor or self.grid

    def _leave_editor(self) -> None:
        for view in self.window.tables.tables.values():
            for _ in range(3):
                if view.grid.editor is None:
                    break
                QTest.keyClick(view.grid.editor, Qt.Key.Key_Escape)
            assert view.grid.editor is None, "the editor does not close"
