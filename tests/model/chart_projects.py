"""Projects that the tests of the charts draw: the worked example of domain.md §8, and long made-up ones."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta

from model.project import (
    Baseline,
    Claim,
    Intake,
    Milestone,
    Period,
    Project,
    Requirement,
    Series,
    Source,
    Stance,
    View,
)
from model.text.figures import Figure, Qualifier

SOURCES = (
    Source("isw", "Institute for the Study of War", Stance.INDEPENDENT),
    Source("gsu", "General Staff of Ukraine", Stance.PARTY),
    Source("us", "US officials", Stance.ALLY),
    Source("uk", "UK Ministry of Defence", Stance.ALLY),
)
RU = Series("ru", "Russian forces", "Russia", color="#c0473f")
SEP, OCT_END, NOV, NOV_END = date(2024, 9, 1), date(2024, 10, 31), date(2024, 11, 1), date(2024, 11, 30)


def figure(value: float, source: str = "isw", qualifier: Qualifier = Qualifier.EXACT) -> Figure:
    return Figure(value=value, source=source, qualifier=qualifier)


def between(low: float, high: float, source: str = "us") -> Figure:
    return Figure(low=low, high=high, source=source)


def worked() -> Project:
    """Autumn 2024, as domain.md §8 gives it."""
    return Project(
        "Autumn 2024",
        sources=SOURCES,
        series=(RU,),
        periods=(
            Period("ru", "November 2024", NOV, NOV_END, figure(45_690, "gsu"), figure(839)),
            Period("ru", "Sep–Oct 2024", SEP, OCT_END, figure(80_110), figure(1_517)),
            Period("ru", "As published", SEP, NOV_END, figure(125_000, "isw", Qualifier.OVER), figure(2_356)),
        ),
        intake=(Intake("ru", "US officials", SEP, NOV_END, between(25_000, 30_000)),),
        requirements=(Requirement("ru", "Needed", SEP, NOV_END, between(50_000, 52_000, "gsu")),),
        milestones=(
            Milestone("ru", "First day above 2,000", date(2024, 11, 28), figure(2_000, "uk", Qualifier.OVER)),
            Milestone("ru", "Elsewhere", date(2020, 1, 1), figure(1)),
        ),
        claims=(
            Claim(
                "ru",
                SEP,
                NOV_END,
                "losses_per_gain",
                Figure(value=53, qualifier=Qualifier.ABOUT),
                "53",
                "isw",
            ),
            Claim("ru", NOV, NOV_END, "losses_per_gain", Figure(value=49), "forty-nine", "gsu"),
        ),
        view=View(baseline=Baseline("ru", SEP, OCT_END)),
    )


def periods_of(*rows: tuple[date, date, Figure | None, Figure | None]) -> Project:
    """A project of one series with these periods."""
    return Project(
        sources=SOURCES,
        series=(RU,),
        periods=tuple(Period("ru", f"row {n}", *row) for n, row in enumerate(rows)),
    )


def long(count: int, days: int = 30, seed: int = 1) -> Project:
    """`count` periods of `days` days: ranges, open bounds, gaps, lost ground, rows without a figure."""
    dice, start = random.Random(seed), date(2022, 3, 1)
    periods = []
    for n in range(count):
        end = start + timedelta(days - 1)
        losses = max(round((900 + 600 * math.sin(n / 7) + dice.gauss(0, 120)) * days), 100)
        kind = dice.random()
        stated: Figure | None = figure(losses, "gsu")
        if kind > 0.6:
            stated = Figure(low=losses * 0.8, value=losses, high=losses * 1.3, source="uk")
        if kind > 0.85:
            stated = figure(losses, "isw", Qualifier.OVER)
        if kind > 0.95 and n:
            stated = None
        ground = round((12 + 10 * math.cos(n / 5) + dice.gauss(0, 5)) * days, 1)
        if not n or dice.random() > 0.04:
            periods.append(Period("ru", f"{start:%b %Y}", start, end, stated, figure(ground)))
        start = end + timedelta(1)
    first, last = periods[0].start, periods[-1].end
    return Project(
        "Long",
        sources=SOURCES,
        series=(RU,),
        periods=tuple(periods),
        intake=(Intake("ru", "i", first, last, between(25_000, 30_000)),),
        requirements=(Requirement("ru", "r", first, last, between(38_000, 40_000, "gsu")),),
        milestones=tuple(
            Milestone("ru", f"Record {n}", first + (last - first) * n // 7, figure(1_000 * n, "uk"))
            for n in range(1, 7)
        ),
        claims=(Claim("ru", first, periods[0].end, "losses_per_gain", between(40, 60), "q", "isw"),),
    )
