"""What a person does with tanks and kilometres: says what a series counts, types them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from model.project import Counts, GainsAre
from model.text.figures import Figure
from tests.gui.window_kit import Kit, opened
from tests.journeys.typed import type_at, type_row


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        yield opened_kit


def test_a_series_counts_tanks_and_another_gains_kilometres(kit: Kit) -> None:
    for row, (name, key, kind) in enumerate(
        (("Tanks", "counts", "items, such as tanks"), ("Road", "gains_are", "an advance, in km")), 1
    ):
        type_row(kit, "series", name=name)
        type_at(kit, "series", row, key, kind)
    type_at(kit, "series", 1, "unit", "tanks")
    _, tanks, road = kit.session.project.series
    assert (tanks.counts, tanks.unit, road.gains_are) == (Counts.ITEMS, "tanks", GainsAre.ADVANCE)

    first = len(kit.session.project.periods)
    for row, (label, of, key, typed) in enumerate(
        (("2024", "Tanks", "losses", "3,689 tanks"), ("March 2025", "Road", "gains", "12 km")), first
    ):
        type_row(kit, "periods", label=label)
        type_at(kit, "periods", row, "series", of)
        type_at(kit, "periods", row, key, typed)
    lost, won = kit.session.project.periods[first:]
    assert (lost.losses, won.gains) == (Figure(3689.0), Figure(12.0, unit="km"))
    table = kit.window.tables.show_table("periods").table
    shown = [
        table.column(key).text(kit.session.context, first + row)
        for row, key in enumerate(("items_per_day", "advance_per_day"))
    ]
    assert shown == ["10.1", "387"]  # 3,689 ÷ 366; 12,000 ÷ 31
    type_at(kit, "series", 2, "gains_are", "gross")  # which is refused: 12 km are no area
    assert kit.session.project.series[2].gains_are is GainsAre.ADVANCE
