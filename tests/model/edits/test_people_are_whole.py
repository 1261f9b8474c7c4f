"""People are whole wherever a number of them is typed or pasted, in every notation."""

from __future__ import annotations

import pytest

from model.columns import TABLE, Context
from model.edits import check_cells, set_cells
from model.files import sample
from model.text.errors import Unreadable
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.notation import ENGLISH, FRENCH, GERMAN, SPACED, SWISS, Notation

CELLS = [
    ("periods", "losses"),
    ("milestones", "figure"),
    ("intake", "per_month"),
    ("requirements", "per_month"),
]


def context(notation: Notation) -> Context:
    return Context.of(sample("autumn-2024"), Formats(notation=notation))


@pytest.mark.parametrize(("table", "column"), CELLS)
@pytest.mark.parametrize(
    ("notation", "refused", "read"),
    [
        (ENGLISH, "45.690", "45,690"),
        (GERMAN, "125,000", "125.000"),
        (FRENCH, "125,000", "125 000"),
        (SPACED, "125,000", "125 000"),
        (SPACED, "125.000", "125\u00a0000"),
        (SWISS, "45.690", "45’690"),
        (GERMAN, "30.000–35,000", "30.000–35.000"),
        (ENGLISH, "about 45.690", "about 45,690"),
    ],
)
def test_one_sign_before_three_digits_is_refused_with_both_readings(
    table: str, column: str, notation: Notation, refused: str, read: str
) -> None:
    ctx = context(notation)
    with pytest.raises(Unreadable, match="may mean"):
        set_cells(ctx, TABLE[table], {(0, column): refused})
    assert list(check_cells(ctx, TABLE[table], {(0, column): refused})) == [(0, column)]
    row = getattr(set_cells(ctx, TABLE[table], {(0, column): read}).project, table)[0]
    figure = getattr(row, column)
    assert isinstance(figure, Figure)
    assert all(number % 1 == 0 for number in (figure.low, figure.value, figure.high) if number is not None)


@pytest.mark.parametrize("typed", ["12.5", "1.2345k", "40 (30.5–55)", "0.5"])
def test_a_fraction_of_a_person_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable, match="people are whole"):
        set_cells(context(ENGLISH), TABLE["periods"], {(0, "losses"): typed})
