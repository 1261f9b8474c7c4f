"""Every control of the window and its dialogs has a name for a screen reader, and a letter of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLayout,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPushButton,
    QScrollBar,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

import gui
from gui.app.questions import UsedSources
from gui.app.waiting import WaitingBox
from gui.dialogs.compare_projects import CompareProjects
from gui.dialogs.comparison import ComparisonDialog
from gui.dialogs.recovery import RecoveryDialog
from gui.tables.choose_columns import ChooseColumns
from model.edits import InUse
from model.files import sample
from tests.gui.hands import settle
from tests.gui.probed import in_each_dialog
from tests.gui.test_letters import same_letters, shared
from tests.gui.test_plain_text import DIALOGS
from tests.gui.window_kit import Kit, opened

_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|&(amp|lt|gt|nbsp);")


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        opened_kit.window.resize(1600, 1000)
        opened_kit.window.panes.reset()
        settle()
        yield opened_kit


def nameless(top: QWidget) -> list[str]:
    """Return the controls that can be reached and have no name, and the names that hold markup."""
    found = []
    for widget in top.findChildren(QWidget):
        own = widget.window() is top.window() and widget.isVisible()
        if not own or isinstance(widget, QScrollBar) or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        if isinstance(widget.parent(), QAbstractSpinBox | QComboBox | QAbstractScrollArea):
            continue  # it is a part of its parent, which has the name
        if isinstance(widget, QLabel) and not widget.text():
            continue  # says nothing yet: what was found in a file that is still being read
        access = QAccessible.queryAccessibleInterface(widget)
        name = access.text(QAccessible.Text.Name)
        description = access.text(QAccessible.Text.Description)
        where = f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"
        if not name.strip():
            found.append(f"no name: {where}")
        if _MARKUP.search(name) or _MARKUP.search(description):
            found.append(f"markup: {where}: {name!r} {description!r}")
    return found


def parts(layout: QLayout) -> Iterator[QWidget]:
    """Go through the widgets of a layout and of those within it."""
    for item in filter(None, map(layout.itemAt, range(layout.count()))):
        if within := cast(QLayout | None, item.layout()):  # which the stubs take to be always there
            yield from parts(within)
        elif widget := item.widget():
            yield widget


def without_place(top: QWidget) -> list[str]:
    """Return the parts that stand in no layout, though what they are a part of has one: in its corner."""
    return [
        f"no place: {type(part).__name__} {part.objectName()} in {type(whole).__name__}"
        for whole in (top, *top.findChildren(QWidget))
        if (layout := whole.layout()) is not None and not isinstance(whole, QMainWindow)
        for part in set(whole.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly))
        - {*parts(layout)}
        if part.isVisible() and not part.isWindow()
    ]


def test_every_control_of_the_window_has_a_name(kit: Kit) -> None:
    window = kit.window
    window.messages.warn("Something was refused.", ("why",))
    window.file_guard.bar.tell("The file was changed.", compare=True, reload=True, keep=True)
    for key in window.tables.tables:
        view = window.tables.show_table(key)
        view.find_bar.begin()
        view.grid.go_to(0, view.grid.shown_columns()[-1])
        settle()
        assert nameless(window) == [], key
    window.claims_controller.show_findings()
    window.claims_controller.findings.table.selectRow(0)
    window.claims_controller.findings.keep.click()
    settle()
    assert nameless(window) == []
    assert without_place(window) == []
    assert same_letters(window) == []
    for menu in window.menuBar().findChildren(QMenu):
        assert shared(action.text() for action in menu.actions()) == [], menu.title()


def test_cells_of_every_table_say_their_text_and_their_column(kit: Kit) -> None:
    for key in kit.window.tables.tables:
        view = kit.window.tables.show_table(key)
        settle()
        access = QAccessible.queryAccessibleInterface(view.grid)
        across, columns = view.model.columnCount() + 1, view.grid.shown_columns()  # with the heads of rows
        assert access.childCount() == across * (view.model.rowCount() + 1)
        for column in columns:
            head = access.child(column + 1).text(QAccessible.Text.Name)
            assert head == view.model.columns[column].label(view.model.context)
        first = access.child(across + 1 + columns[0]).text(QAccessible.Text.Name)
        assert view.model.text(0, columns[0]) in first
        assert not _MARKUP.search(first)


def test_the_charts_say_what_they_show(kit: Kit) -> None:
    for panel in kit.window.charts.panels:
        access = QAccessible.queryAccessibleInterface(panel.view)
        said = access.text(QAccessible.Text.Name) + access.text(QAccessible.Text.Description)
        assert len(said) > 20
        assert not _MARKUP.search(said)


def leaves(cls: type) -> set[type]:
    """Return the classes of the program below one that nothing else is made of."""
    nearer: list[type] = cls.__subclasses__()
    below = {leaf for each in nearer for leaf in leaves(each)}
    return below or ({cls} if cls.__module__.startswith("gui.") else set())


def test_every_control_of_every_dialog_has_a_name_and_a_letter_of_its_own(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    window, seen = kit.window, set[type]()
    wrong: list[str] = []

    def look(dialog: QDialog) -> None:
        seen.add(type(dialog))
        if dialog.size() != dialog.size().boundedTo(dialog.screen().availableSize()):
            wrong.append(f"{dialog.windowTitle()} is larger than the screen: {dialog.size()}")
        tabs = [each for each in dialog.findChildren(QTabWidget) if each.isVisible()]
        for page in range(tabs[0].count() if tabs else 1):
            if tabs:
                tabs[0].setCurrentIndex(page)
            wrong.extend([*nameless(dialog), *same_letters(dialog), *without_place(dialog)])

    kit.answers.save_answer = kit.answers.open_answer = tmp_path / "mine.json"
    window.files.save_as()
    window.analyses.compare_with()
    qtbot.waitUntil(lambda: bool(window.findChildren(CompareProjects)))
    window.tables.current.columns_shown.choose()
    used = InUse(("Institute for the Study of War",), 2, (("gsu", "General Staff"),))
    for dialog in (
        *window.findChildren(CompareProjects),
        *window.findChildren(ChooseColumns),
        UsedSources(used, window),
        RecoveryDialog((), kit.window.disk, kit.session.formats, window),
        ComparisonDialog("Another program changed the file", ("&Load It", "&Keep Mine"), window),
        WaitingBox(window, "Reading…"),
    ):
        dialog.show()
        settle()
        look(dialog)
        dialog.close()
    in_each_dialog(kit, (*DIALOGS, "read_report", "guide", "adjust_chart", "import_events"), tmp_path, look)
    window.tables.current.grid.go_to(0, 1)
    for pasted in ("never\tever", "Month\tLosses\n2024-01\t5\n2024-02\t6"):  # a block of cells, a table
        QApplication.clipboard().setText(pasted)
        in_each_dialog(kit, ("paste",), tmp_path, look)
    kit.session.load(sample("full-scale-war-by-month"), None)  # which has imports
    in_each_dialog(kit, ("refresh",), tmp_path, look)
    assert wrong == []
    for module in walk_packages(gui.__path__, "gui."):
        import_module(module.name)
    assert seen == leaves(QDialog)


def test_a_control_without_a_name_is_found(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    layout = QVBoxLayout(dialog)
    for control in (QPushButton("&Save"), QPushButton("&Send"), QLineEdit(), QToolButton()):
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout.addWidget(control)
    dialog.show()
    assert [each.split(" ")[2] for each in nameless(dialog)] == ["QLineEdit", "QToolButton"]
    assert same_letters(dialog) == ["Alt+S: &Save", "Alt+S: &Send"]
