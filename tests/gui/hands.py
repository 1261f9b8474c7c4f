"""What a person does with keys and mouse: an action by its keys, or else from its menu."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMenuBar, QWidget
from shiboken6 import isValid

from gui.window.main_window import MainWindow

Asking = TypeVar("Asking", bound=QDialog)


def act(window: MainWindow, key: str) -> None:
    """Do an action of the window: by its keys, or else by clicks through its menu.

    Fails where the action is not enabled, as a person would find it grey.
    """
    window.update_actions()
    action = window.actions_by_key[key]
    assert action.isEnabled(), f"“{key}” is grey"
    if keys := action.shortcuts():
        type_keys(window, keys[0])
    else:
        through_menus(window.menuBar(), action)
        if isValid(window) and not any(dialog.isVisible() for dialog in window.findChildren(QDialog)):
            settle()  # the menu goes a little later, and would take the focus with it
    if isValid(window):
        _made_active(window)


def settle() -> None:
    """Let all be done that waits for its turn."""
    for _ in range(10):
        QCoreApplication.processEvents()


def when_asked(window: QWidget, kind: type[Asking], answer: Callable[[Asking], object]) -> None:
    """Answer the dialog of a kind that comes up next, however many turns of the event loop pass before."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            waits.stop()
            answer(dialog)

    waits = QTimer(window, interval=0)
    waits.timeout.connect(look)
    waits.start()


def type_keys(window: QWidget, keys: QKeySequence) -> None:
    """Press keys where the focus is."""
    _made_active(window)
    QTest.keySequence(QApplication.focusWidget() or window, keys)


def through_menus(menu: QMenuBar | QMenu, wanted: QAction | str) -> None:
    """Click from an open menu, or from the bar, down to an entry: an action, or what it reads as."""
    ways = list(_ways(menu, wanted))
    assert len(ways) == 1, f"“{wanted}” stands {len(ways)} times in the menu"
    for entry in ways[0]:
        box, inner = menu.actionGeometry(entry), entry.menu()
        if isinstance(inner, QMenu):
            opens = QSignalSpy(inner.aboutToShow)
            click(menu, box)
            assert opens.count() or opens.wait(5_000), f"“{entry.text()}” did not open"
            menu = inner
        else:
            click(menu, box)


def choose_in(menu: QMenu, wanted: str | int) -> None:
    """Open a menu by itself and click an entry: what it reads as, or its place among all."""
    menu.popup(QPoint())
    through_menus(menu, menu.actions()[wanted] if isinstance(wanted, int) else wanted)


def _made_active(window: QWidget) -> None:
    """Give a window what window managers give back when a dialog or a menu has gone: there is none here."""
    active = QApplication.activeWindow()
    if active is None or isinstance(active, QMenu) or not active.isVisible():
        window.activateWindow()
        settle()
        assert QTest.qWaitForWindowActive(window)


def _ways(menu: QMenuBar | QMenu, wanted: QAction | str) -> Iterator[list[QAction]]:
    """Yield the entries from a menu down to each that is wanted."""
    for entry in menu.actions():
        if entry is wanted or read_as(entry) == wanted:
            yield [entry]
        inner = entry.menu()
        if isinstance(inner, QMenu):
            if not inner.actions():
                inner.aboutToShow.emit()
            for rest in _ways(inner, wanted):
                yield [entry, *rest]


def read_as(entry: QAction) -> str:
    """Return what a person reads of an entry, without its keys."""
    return entry.text().partition("\t")[0].replace("&&", "\0").replace("&", "").replace("\0", "&")


def click(widget: QWidget, box: QRect) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box.center())


def menu_at(widget: QWidget, at: QPoint) -> QMenu:
    """Click with the right button at a place of a widget; return the menu that opens there."""
    window = widget.window()
    handle = window.windowHandle()
    assert handle is not None
    # By the window, for only there a click asks for a menu; and from elsewhere, else two are a double click.
    QTest.mouseMove(handle, QPoint(0, 0))
    QTest.mouseClick(
        handle, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, widget.mapTo(window, at)
    )
    return _open_menu()


def menu_by_key() -> QMenu:
    """Ask for a menu where the focus is, as the platforms do when the menu key is pressed; return it."""
    focused = QApplication.focusWidget()
    assert focused is not None
    at = focused.rect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(focused, QContextMenuEvent(reason, at, focused.mapToGlobal(at)))
    return _open_menu()


def _open_menu() -> QMenu:
    """Return the menu that stands open; `activePopupWidget` forgets one when another is deleted."""
    widgets = QApplication.topLevelWidgets()
    open_menus = [widget for widget in widgets if isinstance(widget, QMenu) and widget.isVisible()]
    assert len(open_menus) == 1, f"{len(open_menus)} menus are open"
    return open_menus[0]


def entries_of(menu: QMenu | QMenuBar) -> Iterator[QAction]:
    """Return what stands in a menu and in those within it."""
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from entries_of(inner)
        elif not action.isSeparator():
            yield action
