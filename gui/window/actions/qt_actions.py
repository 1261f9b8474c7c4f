"""The declared actions as Qt's own objects, and their keys and tips."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from gui.app.theme import Theme
from gui.app.translate import model_words
from gui.panels.surface import plain_tip
from gui.window.actions.declared import Declared, Key, Situation
from gui.window.actions.of_samples import SAMPLES
from gui.window.actions.of_tables import TABLE_ACTIONS
from gui.window.actions.of_window import FILE_ACTIONS, WINDOW_ACTIONS
from model.text.words import marked

ACTIONS: tuple[Declared, ...] = (*FILE_ACTIONS, *SAMPLES.values(), *TABLE_ACTIONS, *WINDOW_ACTIONS)

log = logging.getLogger("salient.done")

UNDO = marked("&Undo {what}")
REDO = marked("&Redo {what}")


class Actions(QObject):
    """The actions of one window as Qt's own objects, by key.

    The icons of those `at_once` are drawn now, the others by `set_icons`: few are seen before a menu opens.
    """

    def __init__(
        self,
        parent: QObject,
        theme: Theme,
        do: Mapping[str, Callable[[], object]],
        at_once: Collection[str] = (),
    ) -> None:
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
            action.triggered.connect(_noted(declared.key, do[declared.key]))
            self.by_key[declared.key] = action
        self.set_icons(at_once)
        theme.changed.connect(self.set_icons)

    def __getitem__(self, key: str) -> QAction:
        return self.by_key[key]

    def set_icons(self, keys: Collection[str] | None = None) -> None:
        """Draw the icons of these actions, or of all, in the colours of now."""
        for declared in ACTIONS:
            if declared.icon and (keys is None or declared.key in keys):
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
    return model_words(text)


def _sequences(declared: Declared) -> list[QKeySequence]:
    if not isinstance(declared.keys, Key):
        return [QKeySequence(keys) for keys in declared.keys]
    standard = QKeySequence.keyBindings(declared.keys)
    return standard or ([QKeySequence(declared.otherwise)] if declared.otherwise else [])


def _tip(tip: str, keys: QKeySequence) -> str:
    shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
    return f"{tip} ({shown})" if shown else tip


def _noted(key: str, do: Callable[[], object]) -> Callable[[bool], None]:
    """Note in the log that an action is done; drop the `checked` that `triggered` carries."""

    def slot(_checked: bool = False) -> None:
        log.info("action %s", key)
        do()

    return slot
