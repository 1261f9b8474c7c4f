"""Every action of the window, declared once: its text, keys, icon, tip, and when it can be used.

Menus and toolbar name actions by key. To add one: an entry in `of_window` or `of_tables`, its key in `menus`,
and the function that does it in `gui.window.commands`; a test holds the three together.
"""

from __future__ import annotations

from gui.window.actions.declared import Declared, Situation
from gui.window.actions.menus import MENUS, NESTED, SEPARATOR, SUBMENUS
from gui.window.actions.qt_actions import ACTIONS, Actions, translated

__all__ = [
    "ACTIONS",
    "MENUS",
    "NESTED",
    "SEPARATOR",
    "SUBMENUS",
    "Actions",
    "Declared",
    "Situation",
    "translated",
]
