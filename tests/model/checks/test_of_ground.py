"""Ground taken, lost and net, all three published: a finding where they do not agree."""

from __future__ import annotations

import pytest

from model.checks import checks
from model.derive.results import derive
from model.project import GainsAre, Project, Series
from model.text.figures import Figure, Qualifier
from tests.model.derive.test_ground import july


def found(gains: Figure, lost: Figure, other: Figure, gains_are: GainsAre = GainsAre.NET) -> list[str]:
    project = Project(series=(Series("ru", gains_are=gains_are),), periods=(july(gains, lost, other),))
    noticed = checks(derive(project)).findings
    return [finding.words.text() for finding in noticed if finding.code == "ground_contradicting"]


@pytest.mark.parametrize(
    ("net", "agrees"),
    [
        (Figure(634.0), True),
        (Figure(600.0), False),
        (Figure(600.0, qualifier=Qualifier.OVER), True),
        (Figure(low=600.0, high=620.0), False),
        (Figure(600.0, qualifier=Qualifier.ABOUT), True),  # 540 to 660
        (Figure(245.0, unit="mi2"), True),  # 634 km² are 244.8 square miles
        (Figure(240.0, unit="mi2"), True),  # 228 to 252: a last 0 need not be meant
        (Figure(241.0, unit="mi2"), False),
    ],
)
def test_a_net_that_is_not_what_was_taken_less_what_was_lost_is_noticed(net: Figure, agrees: bool) -> None:
    lost, taken = Figure(79.0), Figure(713.0)
    said = "Net ground is not the ground taken less what was lost again: July 2025."
    assert found(net, lost, taken) == ([] if agrees else [said])
    assert found(taken, lost, net, GainsAre.GROSS) == ([] if agrees else [said])


def test_two_of_them_are_never_at_odds() -> None:
    project = Project(series=(Series("ru"),), periods=(july(600.0, 79.0), july(None, 79.0, 20.0)))
    assert not [one for one in checks(derive(project)).findings if one.code == "ground_contradicting"]
