"""Numbers that are more than there can be are asked about, in whatever unit they stand."""

from __future__ import annotations

import pytest

from model.imports.choices import SeriesQuantity
from model.imports.plausible import implausible


@pytest.mark.parametrize(
    ("unit", "said", "most", "more", "shown"),
    [
        ("km2", False, 17.1e6, 18e6, "18,000,000 km²"),
        ("ha", False, 17.1e8, 18e8, "18,000,000 km²"),
        ("m2", False, 17.1e12, 18e12, "18,000,000 km²"),
        ("mi2", False, 6.6e6, 6.9e6, "17,870,918 km²"),
        ("km2", True, 510.1e6, 520e6, "520,000,000 km²"),
        ("km", False, 20_000, 21_000, "21,000 km,"),
        ("mi", True, 12_427, 12_500, "20,117 km,"),
        ("", True, 8.3e9, 9e9, "9,000,000,000 people"),
    ],
)
def test_more_than_there_can_be_is_asked_about(
    unit: str, said: bool, most: float, more: float, shown: str
) -> None:
    what = SeriesQuantity.GAINS if unit else SeriesQuantity.LOSSES
    assert implausible([1, -most, float("inf")], what, unit, said=said) is None
    question = implausible([1, -more], what, unit, said=said)
    assert question is not None
    assert shown in str(question.words)
