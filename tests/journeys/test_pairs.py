"""What a person does with two sides: names the opponent, types its losses, claims so many to one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from model.checks.judging import Verdict
from model.text.figures import Figure
from tests.gui.window_kit import Kit, opened
from tests.journeys.typed import column_of, type_at, type_row


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        yield opened_kit


def verdict(kit: Kit) -> Verdict:
    return kit.session.checks.claims[-1].judgement.verdict


def test_an_opponent_is_named_and_so_many_to_one_are_claimed(kit: Kit) -> None:
    type_row(kit, "series", name="Ukraine")
    own, ukraine = kit.session.project.series
    view = kit.window.tables.show_table("series")
    column = column_of(view, "opponent")
    assert not view.columns_shown.is_shown(column)
    view.columns_shown.show(column, True)
    type_at(kit, "series", 1, "opponent", own.called)
    assert kit.session.project.series[1].opponent == own.id
    type_at(kit, "series", 1, "opponent", "Ukraine")  # which is refused: it stays as it was
    assert kit.session.project.series[1].opponent == own.id

    type_row(kit, "periods", label="November 2024")
    row = len(kit.session.project.periods) - 1
    type_at(kit, "periods", row, "series", "Ukraine")
    type_at(kit, "periods", row, "losses", "15,230")
    assert kit.session.project.periods[-1].series == ukraine.id
    type_row(kit, "claims", quote="In November 2024 they lost soldiers at a ratio of 3 to 1")
    made = kit.session.project.claims[-1]
    assert (made.measure, made.stated, made.series) == ("exchange", Figure(3.0), own.id)
    assert verdict(kit) is Verdict.FOLLOWS  # 45,690 ÷ 15,230

    type_at(kit, "claims", len(kit.session.project.claims) - 1, "stated", "two to one")
    assert kit.session.project.claims[-1].stated == Figure(2.0)
    assert verdict(kit) is Verdict.INCONSISTENT
