"""What a person does with keys and mouse: an action by its keys, or else from its menu."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget
from shiboken6 import isValid

from gui.window.main_window import MainWindow


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
    QApplication.processEvents()  # a person's next deed comes later than what this one put off
    if isValid(window):
        _made_active(window)


def type_keys(window: QWidget, keys: QKeySequence) -> None:
    """Press keys where the focus is."""
    _made_active(window)
    QTest.keySequence(QApplication.focusWidget() or window, keys)


def through_menus(menu: QMenuBar | QMenu, action: QAction) -> None:
    """Click from an open menu, or from the bar, down to an action."""
    way = _way(menu, action)
    assert way, f"“{action.text()}” stands in no menu here"
    for entry in way:
        box, inner = menu.actionGeometry(entry), entry.menu()
        if isinstance(inner, QMenu):
            opens = QSignalSpy(inner.aboutToShow)
            click(menu, box)
            assert opens.count() or opens.wait(5_000), f"“{entry.text()}” did not open"
            menu = inner
        else:
            click(menu, box)


def _made_active(window: QWidget) -> None:
    """Give a window what window managers give back when a dialog or a menu has gone: there is none here."""
    active = QApplication.activeWindow()
    if active is None or not active.isVisible():
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)


def _way(menu: QMenuBar | QMenu, action: QAction) -> list[QAction]:
    """Return the entries from a menu down to an action; nothing where it does not stand."""
    for entry in menu.actions():
        if entry is action:
            return [entry]
        inner = entry.menu()
        if isinstance(inner, QMenu):
            if not inner.actions():
                inner.aboutToShow.emit()
            if rest := _way(inner, action):
                return [entry, *rest]
    return []


def click(widget: QWidget, box: QRect) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box.center())
