"""What a person does with what is held: types a milestone and an area, shows the column, claims the years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from model.project import Milestone
from model.text.figures import Figure, Qualifier
from tests.gui.window_kit import Kit, opened
from tests.journeys.typed import column_of, type_at, type_row


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        yield opened_kit


def verdict(kit: Kit) -> str:
    return str(kit.session.checks.claims[-1].judgement.verdict)


def test_ground_held_is_typed_and_what_remains_is_taken_if_the_rate_went_on(kit: Kit) -> None:
    type_row(kit, "milestones", date="2024-11-30", figure="110,649 km²")
    held = kit.session.project.milestones[-1]
    assert held == Milestone("ru", "", date(2024, 11, 30), Figure(110_649.0, unit="km2"))
    type_row(kit, "references", label="Ukraine", start="2024-01-01", end="2024-12-31", value="603,550 km²")

    november = next(n for n, row in enumerate(kit.session.project.periods) if row.label == "November 2024")
    view, ctx = kit.window.tables.show_table("periods"), kit.session.context
    place = column_of(view, "years_to")
    assert not view.columns_shown.is_shown(place)  # until it is asked for
    view.columns_shown.show(place, True)
    view.grid.go_to(november, place)
    # (603,550 − 110,649) ÷ (839 ÷ 30) = 17,624.6 days, of 365.2425 a year
    assert view.table.column("years_to").text(ctx, november) == "48.3"
    assert view.table.column("date_to").text(ctx, november) == "3 Mar 2073"
    said = view.table.column("years_to").tip(ctx, november)
    assert "Years to take what remains, if the rate of 1–30 Nov 2024 went on" in said

    type_row(kit, "claims", quote="At the rate of November 2024 the rest of Ukraine would take 48 years")
    claim = kit.session.project.claims[-1]
    assert (claim.measure, claim.stated) == ("years_to", Figure(48.0))
    assert verdict(kit) == "follows"

    type_row(kit, "claims", quote="At the rate of November 2024 they would take the rest of Ukraine by 2070")
    claim = kit.session.project.claims[-1]
    assert (claim.measure, claim.stated) == ("date_to", Figure(2070.0, qualifier=Qualifier.UP_TO))
    assert verdict(kit) == "inconsistent"
    type_at(kit, "claims", len(kit.session.project.claims) - 1, "stated", "≤2073")
    assert verdict(kit) == "follows"
