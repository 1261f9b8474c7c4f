"""What a person does with 95 % intervals: types them, looks into them, says that one is bounds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from model.checks import checks
from model.explain.data import Entry
from model.explain.inspect_cell import inspect
from model.explain.trace import Place
from model.project import Project, Series
from model.text.figures import RangeIs
from tests.gui.window_kit import Kit, opened
from tests.journeys.typed import column_of, go_to, type_at, type_row


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path, Project(series=(Series("ru", "Russia"),))) as opened_kit:
        yield opened_kit


def test_intervals_are_typed_and_one_is_turned_into_bounds(qtbot: QtBot, kit: Kit) -> None:
    for label, typed in (
        ("Nov 2024", "400 (95 % CI 397–403)"),
        ("Dec 2024", "500 (95 % CI 496–504)"),
    ):
        type_row(kit, "periods", label=label)
        type_at(kit, "periods", len(kit.session.project.periods) - 1, "losses", typed)

    def ranges() -> list[RangeIs]:
        return [row.losses.range for row in kit.session.project.periods if row.losses]

    assert ranges() == [RangeIs.CI95, RangeIs.CI95]
    looked = inspect(kit.session.context, Place("periods", 0, "losses"))
    assert "a 95 % interval" in [item.typed for item in looked.items if isinstance(item, Entry)]

    def noticed() -> list[str]:
        return [one.code for one in checks(kit.session.results).findings]

    assert "ranges_mixed" not in noticed()
    view = go_to(kit, "periods", 1, "losses.range")
    view.grid.setColumnHidden(column_of(view, "losses.range"), False)  # as View ▸ Columns does
    grid = go_to(kit, "periods", 1, "losses.range").grid
    QTest.keyClick(grid, Qt.Key.Key_Delete)  # what nothing is said of are bounds
    qtbot.waitUntil(lambda: ranges() == [RangeIs.CI95, RangeIs.BOUNDS])
    assert "ranges_mixed" in noticed()
    type_at(kit, "periods", 1, "losses.range", "how far sources are apart")
    assert ranges() == [RangeIs.CI95, RangeIs.SOURCES]
