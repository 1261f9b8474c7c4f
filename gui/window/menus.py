"""The declared actions as Qt's own objects, and the menu bar that they stand in."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from gui.app.actions import Action, Filled, Menu, Separator, Situation
from gui.app.settings import Settings
from gui.app.theme import Theme
from gui.app.translate import model_words
from gui.panels.surface import plain_tip
from gui.window.actions import ACTIONS, MENUS
from gui.window.parts import WindowParts
from model.text.safe_text import cleaned, isolated

log = logging.getLogger("salient.done")


class Actions(QObject):
    """The actions of one window as Qt's own objects, by key.

    The icons of the toolbar are drawn now, the others by `set_icons`: few are seen before a menu opens.
    """

    def __init__(self, parent: QObject, theme: Theme, parts: WindowParts) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts = parts
        self.by_key = {declared.key: self._made(declared, parent) for declared in ACTIONS}
        self._draw(declared for declared in ACTIONS if declared.toolbar)
        theme.changed.connect(self.set_icons)

    def __getitem__(self, key: str) -> QAction:
        return self.by_key[key]

    def _made(self, declared: Action[WindowParts], parent: QObject) -> QAction:
        action = QAction(parent)
        action.setObjectName(declared.key)
        action.setMenuRole(declared.role)
        action.setShortcuts(declared.sequences())
        action.setText(_text(declared))
        action.setToolTip(plain_tip(declared.shown_tip()))
        if declared.short:
            action.setIconText(model_words(declared.short))
        action.triggered.connect(partial(self._do, declared))
        return action

    def _do(self, declared: Action[WindowParts], _checked: bool = False) -> None:
        log.info("action %s", declared.key)
        declared.do(self._parts)

    def set_icons(self) -> None:
        """Draw all icons in the colours of now."""
        self._draw(ACTIONS)

    def _draw(self, actions: Iterable[Action[WindowParts]]) -> None:
        for declared in actions:
            if declared.icon:
                self.by_key[declared.key].setIcon(self._theme.icon(declared.icon))

    def update(self, now: Situation) -> None:
        """Switch each action on or off; those of undo say what they are about."""
        for declared in ACTIONS:
            action = self.by_key[declared.key]
            action.setEnabled(declared.when(now))
            if declared.what is not None:
                action.setText(declared.shown_text(now))
                action.setToolTip(plain_tip(declared.shown_tip(now)))


def _text(declared: Action[WindowParts]) -> str:
    """Return the text of an action. Keys for cells alone are no shortcut: they stand in the text."""
    shown = declared.shown_text()
    return shown if declared.sequences() or not declared.cell_keys else f"{shown}\t{declared.shown_keys()}"


class Menus(QObject):
    """The menu bar of a window. `filled` holds the menus that others fill, by key."""

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        filled: Mapping[str, QMenu],
        settings: Settings,
        open_path: Callable[[Path], object],
    ) -> None:
        super().__init__(window)
        self._settings = settings
        self._open_path = open_path
        self._actions = actions
        self._recent = QMenu(self.tr("Open &Recent"), window)
        self._recent.aboutToShow.connect(self._on_recent_about_to_show)
        self._filled = {**filled, "recent": self._recent}
        for menu in MENUS:
            self._fill(window.menuBar().addMenu(model_words(menu.title)), menu)

    def _fill(self, shown: QMenu, menu: Menu[WindowParts]) -> None:
        for entry in menu.entries:
            if isinstance(entry, Separator):
                shown.addSeparator()
            elif isinstance(entry, Filled):
                shown.addMenu(self._filled[entry.key])
            elif isinstance(entry, Menu):
                self._fill(shown.addMenu(model_words(entry.title)), entry)
            else:
                shown.addAction(self._actions[entry.key])

    def _on_recent_about_to_show(self) -> None:
        self._recent.clear()
        paths = self._settings.recent_files
        names = [path.name for path in paths]
        for number, path in enumerate(paths, start=1):
            shown = path.name if names.count(path.name) == 1 else str(path)
            mnemonic = f"&{number} " if number < 10 else ""
            action = self._recent.addAction(mnemonic + isolated(cleaned(shown)).replace("&", "&&"))
            action.triggered.connect(partial(self._open_recent, path))
        if paths:
            self._recent.addSeparator()
            self._recent.addAction(self.tr("&Forget These"), self._settings.clear_recent)
        else:
            self._recent.addAction(self.tr("Nothing opened yet")).setEnabled(False)

    def _open_recent(self, path: Path, _checked: bool = False) -> None:
        self._open_path(path)
