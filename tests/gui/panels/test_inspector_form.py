"""The lines of the inspector are made and let go with the cell they are about."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app.theme import Theme
from gui.panels.inspector import Inspector
from gui.session import Session
from model.explain.inspect_cell import Place
from model.files import sample


def held(inspector: Inspector) -> Counter[str]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return Counter(each.metaObject().className() for each in inspector.findChildren(QObject))


def test_an_inspector_that_showed_many_cells_holds_no_more_than_one_that_showed_few(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme = Theme(qapp)
    inspector = Inspector(Session(sample("autumn-2024")), theme)
    qtbot.addWidget(inspector)
    inspector.show()
    columns = ("losses", "gains", "label", "losses_per_gain", "start", "note", "losses.source")
    seen: list[Counter[str]] = []
    for _ in range(4):
        for column in columns:
            inspector.look_at(Place("periods", 1, column))
        inspector.look_at(Place("periods", 3, "losses"))  # the empty last row: a sentence without a name
        seen.append(held(inspector))
    assert seen[-1] == seen[0]
    theme.deleteLater()
