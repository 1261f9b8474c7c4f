"""The keys of an action: those of the platform, and one of its own beside them, once."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from gui.app.actions import Action, Key


@pytest.fixture(autouse=True)
def _with_keys(qapp: QApplication) -> None:
    """The platform says which keys are its own."""


def keys_of(action: Action[object]) -> list[str]:
    return [sequence.toString() for sequence in action.every_key()]


def test_a_key_of_its_own_stands_behind_those_of_the_platform_once() -> None:
    standard = [sequence.toString() for sequence in QKeySequence.keyBindings(Key.Copy)]
    assert len(standard) > 0

    def copying(otherwise: str) -> list[str]:
        return keys_of(Action("copy", "Copy", "", print, Key.Copy, otherwise=otherwise))

    assert copying("") == copying(standard[-1]) == standard
    assert copying("Ctrl+Alt+7") == [*standard, "Ctrl+Alt+7"]


def test_keys_in_cells_are_among_those_of_an_action() -> None:
    action = Action("fill", "Fill", "", print, ("Ctrl+D", "F9"), cell_keys=("Ctrl+Return",))
    assert keys_of(action) == ["Ctrl+D", "F9", "Ctrl+Return"]
    assert [sequence.toString() for sequence in action.sequences()] == ["Ctrl+D", "F9"]
