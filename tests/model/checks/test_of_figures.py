"""What is noticed about figures: scope on one side, dating, quotes, labels, gains near nothing."""

from __future__ import annotations

from datetime import date

import pytest

from model.checks import checks
from model.checks.findings import Finding
from model.checks.of_figures import contains
from model.derive.results import derive
from model.files import sample
from model.project import Period, Project, Series
from model.text.figures import DatedBy, Figure

NOV = date(2024, 11, 1), date(2024, 11, 30)


def noticed(code: str, *periods: Period, least_gains: float = 10.0) -> list[Finding]:
    series = Series("ru", least_gains=least_gains)
    found = checks(derive(Project(series=(series,), periods=periods))).findings
    return [finding for finding in found if finding.code == code]


def period(
    losses: Figure | None = None, gains: Figure | None = None, label: str = "", days: tuple[date, date] = NOV
) -> Period:
    return Period("ru", label, *days, losses, gains)


def test_a_scope_named_on_one_side_only_is_noticed() -> None:
    named = Figure(839, scope="Ukraine and Kursk")
    (found,) = noticed("scope_on_one_side", period(Figure(45_690), named))
    assert "1–30 Nov 2024" in str(found.words)
    assert not noticed("scope_on_one_side", period(Figure(45_690, scope="Kursk"), named))
    assert not noticed("scope_on_one_side", period(Figure(45_690), Figure(839)), period(None, named))


def test_figures_dated_differently_are_noticed_over_fewer_than_60_days() -> None:
    by_event, by_map = Figure(45_690, dating=DatedBy.EVENT), Figure(839, dating=DatedBy.MAP)
    assert noticed("dating_differs", period(by_event, by_map))
    fifty_nine, sixty = (date(2024, 9, 1), date(2024, 10, 29)), (date(2024, 9, 1), date(2024, 10, 30))
    assert noticed("dating_differs", period(by_event, by_map, days=fifty_nine))
    assert not noticed("dating_differs", period(by_event, by_map, days=sixty))
    assert not noticed("dating_differs", period(by_event, Figure(839)))


@pytest.mark.parametrize(
    ("quote", "figure", "there"),
    [
        ("an estimated 45,690 casualties", Figure(45_690), True),
        ("45.690 втрат", Figure(45_690), True),
        ("an estimated 45,690 casualties", Figure(45_720), False),
        ("between 25,000 and 30,000 a month", Figure(low=25_000, high=30_000), True),
        ("25,000 a month", Figure(low=25_000, high=30_000), False),
        ("1.2 million", Figure(1_200_000), True),
        ("125k lost", Figure(125_000), True),
        ("lost 40 % of it", Figure(0.4), True),
        ("two hundred thousand men", Figure(200_000), True),
        ("heavy losses", Figure(45_690), True),
    ],
)
def test_a_quote_has_every_number_of_its_figure(quote: str, figure: Figure, there: bool) -> None:
    assert contains(quote, figure) is there


def test_a_quote_without_its_figure_is_noticed() -> None:
    assert noticed("quote_without_figure", period(Figure(45_720, quote="45,690 casualties")))
    assert not noticed("quote_without_figure", period(Figure(45_690, quote="45,690 casualties")))
    assert not [one for one in checks(derive(sample("autumn-2024"))).findings if one.code.startswith("quote")]


def test_a_label_that_names_other_days_is_noticed() -> None:
    (found,) = noticed("label_of_other_days", period(Figure(1), label="December 2024"))
    assert "December 2024" in str(found.words)
    for label in ("November 2024", "Nov 2024", "2024-11", "2024-11-01", "The battle", "", "November"):
        assert not noticed("label_of_other_days", period(Figure(1), label=label)), label


def test_net_gains_near_nothing_are_noticed_unless_the_series_says_otherwise() -> None:
    """9.9 km² in a month of 30 days; the bound of the series is 10 unless it says otherwise."""
    little = period(Figure(1000), Figure(9.9))
    assert noticed("gains_near_nothing", little)
    assert not noticed("gains_near_nothing", period(Figure(1000), Figure(10)))
    assert not noticed("gains_near_nothing", period(Figure(1000), Figure(-5)))
    assert not noticed("gains_near_nothing", little, least_gains=5.0)
    august = [
        one for one in checks(derive(sample("months-2022-2024"))).findings if one.code == "gains_near_nothing"
    ]
    assert [len(one.rows) for one in august] == [1]
    assert "August 2023" in str(august[0].words)
