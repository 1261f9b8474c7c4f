"""What the keys of a table ask to be done to its selected cells."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


class Asked(Enum):
    """Something done to the selected cells."""

    COPY = "copy"
    CUT = "cut"
    PASTE = "paste"
    SELECT_ALL = "select all"
    CLEAR = "clear"
    FILL_DOWN = "fill down"
    FILL_SELECTION = "fill selection"
    TODAY = "today"


_STANDARD = {
    QKeySequence.StandardKey.Copy: Asked.COPY,
    QKeySequence.StandardKey.Cut: Asked.CUT,
    QKeySequence.StandardKey.Paste: Asked.PASTE,
    QKeySequence.StandardKey.SelectAll: Asked.SELECT_ALL,
}
_CONTROL = Qt.KeyboardModifier.ControlModifier
_KEYS = {
    QKeyCombination(Qt.Key.Key_Delete): Asked.CLEAR,
    QKeyCombination(Qt.Key.Key_Backspace): Asked.CLEAR,
    QKeyCombination(_CONTROL, Qt.Key.Key_D): Asked.FILL_DOWN,
    QKeyCombination(_CONTROL, Qt.Key.Key_Return): Asked.FILL_SELECTION,
    QKeyCombination(_CONTROL, Qt.Key.Key_Enter): Asked.FILL_SELECTION,
    QKeyCombination(_CONTROL, Qt.Key.Key_Semicolon): Asked.TODAY,
}


def asked_by(event: QKeyEvent) -> Asked | None:
    """Return what a key asks for; None where it asks for nothing of this."""
    for standard, asked in _STANDARD.items():
        if event.matches(standard):
            return asked
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return next(
        (
            asked
            for keys, asked in _KEYS.items()
            if keys.key() == event.key() and keys.keyboardModifiers() == modifiers
        ),
        None,
    )
