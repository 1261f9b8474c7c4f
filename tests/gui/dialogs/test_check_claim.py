"""Where the dialog that checks a claim puts the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from gui.dialogs.check_claim import CheckClaim
from gui.session import Session
from model.files import sample

SENTENCE = "about 53 casualties per km² between September and November 2024"
NOVEMBER = {"start": "2024-11-01", "end": "2024-11-30"}


@pytest.mark.parametrize(
    ("typed", "focused"),
    [
        ({}, "sentence"),
        ({"quote": SENTENCE}, "ok"),
        ({"quote": "as the ministry said", **NOVEMBER}, "stated"),
        ({"quote": "as the ministry said", "stated": "53", **NOVEMBER}, "measure"),
    ],
)
def test_a_person_goes_on_where_something_lacks(qtbot: QtBot, typed: dict[str, str], focused: str) -> None:
    asked = CheckClaim(Session(sample("autumn-2024")), ("periods", 1, "label"), typed)
    qtbot.addWidget(asked)
    places = {
        "sentence": asked.sentence,
        "ok": asked.buttons.button(QDialogButtonBox.StandardButton.Ok),
        "stated": asked.lines["stated"],
        "measure": asked.boxes["measure"],
    }
    assert asked.focusWidget() is places[focused]


def test_tab_leaves_the_words(qtbot: QtBot) -> None:
    asked = CheckClaim(Session(sample("autumn-2024")), ("periods", 1, "losses"))
    qtbot.addWidget(asked)
    asked.show()
    QTest.keyClick(asked.sentence, Qt.Key.Key_Tab)
    assert (asked.sentence.toPlainText(), asked.focusWidget() is asked.sentence) == ("", False)
