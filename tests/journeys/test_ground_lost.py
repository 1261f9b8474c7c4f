"""What a person does with ground lost again: types it in a hidden column, reads the net, claims it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from model.checks.judging import Verdict
from model.text.figures import Figure
from tests.gui.window_kit import Kit, opened
from tests.journeys.typed import type_at, type_row


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        yield opened_kit


def test_ground_lost_again_is_typed_and_gives_what_was_taken(kit: Kit) -> None:
    type_row(kit, "periods", label="July 2025")
    row = len(kit.session.project.periods) - 1
    type_at(kit, "periods", row, "losses", "33,220")
    type_at(kit, "periods", row, "gains", "634")
    view = kit.window.tables.show_table("periods")
    keys = [each.key for each in view.model.columns]
    told = [keys.index(key) for key in ("gains_lost", "gains_other")]
    assert not any(map(view.columns_shown.is_shown, told))
    view.columns_shown.show(told[0], True)
    type_at(kit, "periods", row, "gains_lost", "79 km²")
    assert kit.session.project.periods[row].gains_lost == Figure(79.0)
    type_at(kit, "periods", row, "gains_lost", "-5")  # which is refused: it stays as it was
    assert kit.session.project.periods[row].gains_lost == Figure(79.0)
    shown = [view.table.column(key).text(kit.session.context, row) for key in _COSTS]
    assert shown == ["713", "46.6", "52.4"]
    type_row(kit, "claims", quote="In July 2025 they took 713 km² and lost 79 km², a net gain of 634 km²")
    made = kit.session.project.claims[-1]
    assert (made.measure, made.stated) == ("ground_net", Figure(634.0))
    assert kit.session.checks.claims[-1].judgement.verdict is Verdict.FOLLOWS


_COSTS = ("ground_taken", "losses_per_taken", "losses_per_net")
