"""What a person does with references: types what is divided by, shows the column, claims a share of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from model.checks.judging import Verdict
from model.text.figures import Figure
from model.text.outcomes import Value
from tests.gui.hands import act
from tests.gui.window_kit import Kit, opened
from tests.journeys.typed import go_to, type_row


@pytest.fixture
def kit(qtbot: QtBot, tmp_path: Path) -> Iterator[Kit]:
    with opened(qtbot, tmp_path) as opened_kit:
        yield opened_kit


def test_a_strength_is_typed_and_a_claim_is_held_to_it(kit: Kit) -> None:
    type_row(kit, "references", label="Strength", start="2024-09-01", end="2024-11-30", value="600,000")
    (strength,) = kit.session.project.references
    assert (strength.label, strength.series, strength.value) == ("Strength", "", Figure(600_000.0))
    november = next(n for n, row in enumerate(kit.session.project.periods) if row.label == "November 2024")
    outcome = kit.session.results.outcome("losses_of_people", november)
    assert isinstance(outcome, Value)
    assert outcome.best == pytest.approx(0.07615)  # 45,690 ÷ 600,000
    periods = kit.window.tables.tables["periods"].table
    assert not periods.column("losses_of_people").shown(kit.session.context)  # until it is asked for

    before = len(kit.session.project.claims)
    type_row(kit, "claims", quote="In November 2024 they lost 2.5 soldiers per 1,000 a day")
    assert len(kit.session.project.claims) == before + 1
    made = kit.session.project.claims[-1]
    assert (made.measure, made.stated) == ("losses_of_people_per_day", Figure(2.5, unit="per_1000/day"))
    assert kit.session.checks.claims[-1].judgement.verdict is Verdict.FOLLOWS  # 1,523 ÷ 600 = 2.54

    type_row(kit, "claims", quote="In November 2024 every 13th soldier of the army was lost")
    made = kit.session.project.claims[-1]
    assert (made.measure, made.stated) == ("losses_of_people", Figure(13.0, unit="one_in"))
    assert kit.session.checks.claims[-1].judgement.verdict is Verdict.FOLLOWS  # 600,000 ÷ 45,690 = 13.1

    type_row(kit, "references", label="Front", start="2024-09-01", end="2024-11-30", value="1,250.5 km")
    assert kit.session.project.references[-1].value == Figure(1_250.5, unit="km")
    act(kit.window, "undo")
    assert len(kit.session.project.references) == 1


def test_references_copied_from_a_spreadsheet_are_pasted_into_the_empty_row(kit: Kit) -> None:
    """One series: Label, Start, End, Value. What has a unit of its own is a reference of that unit."""
    rows = ("Front\t2024-09-01\t2024-10-31\t1,200 km", "Ukraine\t2024-09-01\t2024-11-30\t603,550 km²")
    QApplication.clipboard().setText("\n".join(rows))
    go_to(kit, "references", 0, "label")
    act(kit.window, "paste")
    assert [(row.label, row.start, row.end, row.value) for row in kit.session.project.references] == [
        ("Front", date(2024, 9, 1), date(2024, 10, 31), Figure(1_200.0, unit="km")),
        ("Ukraine", date(2024, 9, 1), date(2024, 11, 30), Figure(603_550.0, unit="km2")),
    ]
