"""The tables of the worked example, on an offscreen display."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from model.project import Project
from tests.gui.tables.tables_window import AUTUMN, Tables


@pytest.fixture
def tables(qtbot: QtBot) -> Tables:
    return Tables(qtbot, AUTUMN)


@pytest.fixture
def tables_of(qtbot: QtBot) -> Callable[[Project], Tables]:
    def make(project: Project) -> Tables:
        return Tables(qtbot, project)

    return make
