"""domain.md a second time, day by day and in fractions: slow, plain, and independent of the program's method.

A bound is a Fraction or an infinite float. A measure is (low, best, high, approximate), or None where it has
no value.
"""

from __future__ import annotations

import math
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from model.derive.ground import GROUND_LACKING
from model.derive.things import THINGS
from model.project import Counts, GainsAre, Intake, Period, Project, Requirement
from tests.model.naive_ground import ground, with_ground
from tests.model.naive_numbers import (
    Bound,
    Known,
    Measures,
    Number,
    days_of,
    exactly,
    minus,
    multiplied,
    number_of,
    over,
    plus,
    times,
)
from tests.model.naive_pairs import with_pairs
from tests.model.naive_references import OF_A_DAY, held_on, with_references


@dataclass
class NaiveSeries:
    parts: list[int]
    gap_days: list[date]
    total: Measures | None
    tiles: dict[int, list[int]]


@dataclass
class Naive:
    roles: list[str]
    rows: list[Measures]
    series: dict[str, NaiveSeries]


@cache
def share(day: date) -> Fraction:
    return Fraction(1, monthrange(day.year, day.month)[1])


def flow(rows: Iterable[Intake | Requirement], series: str, days: Sequence[date]) -> Number:
    sum_: Number = exactly(0)
    own = [(row, _rate(row)) for row in rows if row.series == series]
    for day in days:
        channels: dict[str, list[Known]] = {}
        for row, rate in own:
            if row.start <= day <= row.end:
                channels.setdefault(row.channel, []).append(_a_month(row, rate, day))
        if not channels:
            return None
        for rates in channels.values():
            mean = sum((rate[1] for rate in rates), Fraction(0)) / len(rates)
            part = share(day)
            low, high = min(rate[0] for rate in rates), max(rate[2] for rate in rates)
            sum_ = plus(sum_, (low * part, mean * part, high * part, any(rate[3] for rate in rates)))
    return sum_


def _rate(row: Intake | Requirement) -> Known:
    rate = number_of(row.per_month)
    assert rate is not None
    return max(rate[0], Fraction(0)), *rate[1:]


def _a_month(row: Intake | Requirement, rate: Known, day: date) -> Known:
    """A rate a day, or a number in total, as one a month of that day."""
    if not row.per_month.unit:
        return rate
    days = 1 if row.per_month.unit == "people/day" else len(days_of(row.start, row.end))
    factor = 1 / share(day) / days
    return rate[0] * factor, rate[1] * factor, rate[2] * factor, rate[3]


def net_change(
    project: Project, roles: Sequence[str], rows: Sequence[int], intake: Number
) -> tuple[Number, Number]:
    """Who returns over some rows, and the net change: by how much of each figure is lost for good."""
    periods = project.periods
    series = next(one for one in project.series if one.id == periods[rows[0]].series)
    killed, back = number_of(series.killed_share), number_of(series.return_share)
    if killed is None or back is None or not series.counts.people:
        return None, None
    share_back = multiplied(minus(exactly(1), killed), back)
    looked_back_on: dict[int, int] = {}
    for row in rows:
        for day in days_of(periods[row].start, periods[row].end):
            then = day - timedelta(days=series.return_after)
            parts = (
                at for at, role in enumerate(roles) if role == "part" and periods[at].series == series.id
            )
            found = next((at for at in (*rows, *parts) if periods[at].start <= then <= periods[at].end), None)
            if found is None or periods[found].losses is None:
                return None, None
            looked_back_on[found] = looked_back_on.get(found, 0) + 1
    returned, net = exactly(0), intake
    for row in dict.fromkeys((*rows, *looked_back_on)):
        lost = number_of(periods[row].losses)
        days = len(days_of(periods[row].start, periods[row].end))
        of_it = exactly(Fraction(looked_back_on.get(row, 0), days))
        if row in looked_back_on:
            returned = plus(returned, multiplied(lost, multiplied(of_it, share_back)))
        if row in rows:  # what does not return is lost for good
            net = minus(net, multiplied(lost, minus(exactly(1), multiplied(of_it, share_back))))
        else:
            net = plus(net, multiplied(lost, multiplied(of_it, share_back)))
    return returned, net


def with_net_change(made: Measures, project: Project, roles: Sequence[str], rows: Sequence[int]) -> Measures:
    returned, net = net_change(project, roles, rows, made["intake"])
    m = made | {"returned": returned, "net_change": net, "used_up": over(made["losses"], made["intake"])}
    m |= {"net_change_per_month": over(net, made["months"])}
    m = with_pairs(m, project, roles, rows)
    return with_references(m, project, [project.periods[row] for row in rows])


def given(project: Project, period: Period) -> Measures:
    """The measures that are summed."""
    days = days_of(period.start, period.end)
    net = next(series for series in project.series if series.id == period.series).gains_are is GainsAre.NET
    series = next(one for one in project.series if one.id == period.series)
    lost = number_of(period.losses)
    advance = series.gains_are is GainsAre.ADVANCE
    of_ground: Measures = dict.fromkeys(("gains", *GROUND_LACKING))
    if not advance:
        of_ground = ground(period, net_gains=net)
    return {
        "days": exactly(len(days)),
        "months": exactly(sum((share(day) for day in days), Fraction(0))),
        "losses": lost if series.counts.people else None,
        "items": lost if series.counts is Counts.ITEMS else None,
        "money": lost if series.counts is Counts.MONEY else None,
        "advance": number_of(period.gains, net=True) if advance else None,
        **of_ground,
        "intake": flow(project.intake, period.series, days),
        "requirement": flow(project.requirements, period.series, days),
    }


_TIMES = ("day", "month")


def with_ratios(sums: Measures, baseline: Number) -> Measures:
    m = dict(sums)
    m["losses_per_day"] = over(m["losses"], m["days"])
    m["gains_per_day"] = over(m["gains"], m["days"])
    m["losses_per_month"] = over(m["losses"], m["months"])
    m["gains_per_month"] = over(m["gains"], m["months"])
    m["losses_per_gain"] = over(m["losses"], m["gains"])
    m = with_ground(m)
    m |= {
        f"{what}_per_{time}": over(m[what], m[f"{time}s"]) for what in ("items", "money") for time in _TIMES
    }
    m |= {"money_per_km2": over(m["money"], m["gains"])}
    m |= {"advance_per_day": over(times(m["advance"], 1000), m["days"])}
    m["gains_per_1000_losses"] = over(times(m["gains"], 1000), m["losses"])
    m["shortfall"] = minus(m["losses"], m["intake"])
    m["shortfall_per_month"] = over(m["shortfall"], m["months"])
    m["replaced"] = over(m["intake"], m["losses"])
    m["requirement_gap"] = minus(m["requirement"], m["intake"])
    m["affordable_gains"] = over(m["intake"], m["losses_per_gain"])
    m["vs_baseline"] = minus(over(m["losses_per_gain"], baseline), exactly(1))
    return m


def summed(rows: Sequence[Measures]) -> Measures:
    """The sums over rows, with the running sums that end there."""
    keys = ("days", "months", "losses", "gains", *GROUND_LACKING, *THINGS, "intake", "requirement")
    sums: Measures = dict.fromkeys(keys, exactly(0))
    for row in rows:
        sums = {key: plus(sums[key], row[key]) for key in keys}
    return sums


def cumulative(sums: Measures) -> Measures:
    return {
        "cumulative_losses": sums["losses"],
        "cumulative_gains": sums["gains"],
        "cumulative_shortfall": minus(sums["losses"], sums["intake"]),
    }


def roles_of(periods: Sequence[Period]) -> tuple[list[str], dict[int, list[int]]]:
    """The roles by the words of domain.md §3, and the tiles of totals."""
    days = [frozenset(days_of(period.start, period.end)) for period in periods]
    roles = ["invalid" if not held else "" for held in days]
    valid = [row for row, held in enumerate(days) if held]

    def pairs(test: Callable[[int, int], bool]) -> set[int]:
        together = [(a, b) for a in valid for b in valid if a != b and periods[a].series == periods[b].series]
        return {row for a, b in together if test(a, b) for row in (a, b)}

    for row in pairs(
        lambda a, b: bool(days[a] & days[b]) and not days[a] < days[b] and not days[b] < days[a]
    ):
        roles[row] = "conflict"
    tiles: dict[int, list[int]] = {}
    for row in sorted((row for row in valid if not roles[row]), key=lambda row: len(days[row])):
        inside = [
            other
            for other in valid
            if roles[other] == "part"
            and periods[other].series == periods[row].series
            and days[other] < days[row]
        ]
        roles[row] = "part"
        if inside and sum(len(days[other]) for other in inside) == len(days[row]):
            roles[row] = "total"
            tiles[row] = sorted(inside, key=lambda other: periods[other].start)
        else:
            for other in inside:
                roles[other] = "detail"
    return roles, tiles


FAR = Fraction(10) ** 60


def counted_once(
    made: Measures, others: Sequence[Measures], rows: Sequence[Measures], own: int | None, inside: bool
) -> Measures:
    """What a sum has against a baseline that is one of its addends: losses and gains of it are one number."""
    plain = made["vs_baseline"]
    if own is None or not inside or plain is None:
        return made
    if not others:
        return made | {"vs_baseline": exactly(0)}
    rest, base = summed(others), rows[own]
    found = []
    for losses in ends_of(base["losses"]):
        for gains in ends_of(base["gains"]):
            lost, won = (losses, losses, losses, False), (gains, gains, gains, False)
            cost, mine = over(plus(rest["losses"], lost), plus(rest["gains"], won)), over(lost, won)
            if cost is None or mine is None or (against := over(cost, mine)) is None:
                return made
            found.append(against)
    low, high = min(one[0] for one in found), max(one[2] for one in found)
    low = -math.inf if low < -(10**30) else low
    high = math.inf if high > 10**30 else high
    best = plain[1]
    return made | {
        "vs_baseline": (max(plain[0], min(low - 1, best)), best, min(plain[2], max(high - 1, best)), plain[3])
    }


def ends_of(number: Number) -> list[Fraction]:
    assert number is not None
    return sorted({Fraction(max(-FAR, min(FAR, number[0]))), Fraction(max(-FAR, min(FAR, number[2])))})


def baseline_row(project: Project, rows: Sequence[Measures]) -> int | None:
    chosen = project.view.baseline
    if chosen is None:
        return None
    same = [
        row
        for row, period in enumerate(project.periods)
        if (period.series, period.start, period.end) == (chosen.series, chosen.start, chosen.end)
        and rows[row]
    ]
    return same[0] if len(same) == 1 else None


def baseline_of(project: Project, rows: Sequence[Measures]) -> Number:
    row = baseline_row(project, rows)
    if row is None:
        return None
    return over(rows[row]["losses"], rows[row]["gains"])


def results_of(project: Project) -> Naive:
    roles, tiles = roles_of(project.periods)
    sums: list[Measures] = [
        {} if role == "invalid" else given(project, period)
        for role, period in zip(roles, project.periods, strict=True)
    ]
    baseline = baseline_of(project, sums)
    rows = [
        with_net_change(with_ratios(row, baseline), project, roles, [at]) if row else {}
        for at, row in enumerate(sums)
    ]
    itself = baseline_row(project, sums)
    if itself is not None and rows[itself]["vs_baseline"] is not None:
        rows[itself]["vs_baseline"] = exactly(0)
    series: dict[str, NaiveSeries] = {}
    for one in project.series:
        own = [row for row, period in enumerate(project.periods) if period.series == one.id]
        parts = sorted(
            (row for row in own if roles[row] == "part"), key=lambda row: project.periods[row].start
        )
        conflict = any(roles[row] == "conflict" for row in own)
        for count in range(len(parts)):
            if not conflict:
                rows[parts[count]] |= cumulative(summed([sums[row] for row in parts[: count + 1]]))
        total = None
        if parts and not conflict:
            whole = summed([sums[row] for row in parts])
            total = with_ratios(whole, baseline) | cumulative(whole)
            total = with_net_change(total, project, roles, parts) | dict.fromkeys(OF_A_DAY)
            total = counted_once(
                total, [sums[row] for row in parts if row != itself], sums, itself, itself in parts
            )
        series[one.id] = NaiveSeries(
            parts, gap_days(project, parts), total, {row: tiles[row] for row in own if row in tiles}
        )
    return Naive(roles, rows, series)


def gap_days(project: Project, parts: Sequence[int]) -> list[date]:
    covered = {day for row in parts for day in days_of(project.periods[row].start, project.periods[row].end)}
    return [day for day in days_of(min(covered), max(covered)) if day not in covered] if covered else []


def within(project: Project, naive: Naive, series: str, start: date, end: date) -> Measures | None:
    """The measures over exactly these days: from parts that tile them, else from the one period with them."""
    wanted = days_of(start, end)
    tiling = [
        row
        for row in naive.series[series].parts
        if start <= project.periods[row].start and project.periods[row].end <= end
    ]
    covered = [day for row in tiling for day in days_of(project.periods[row].start, project.periods[row].end)]
    if not (wanted and sorted(covered) == wanted):
        tiling = [
            row
            for row, period in enumerate(project.periods)
            if (period.series, period.start, period.end) == (series, start, end) and naive.rows[row]
        ]
        if len(tiling) != 1:
            return held_on(project, series, end) if wanted else None
    sums = summed([given(project, project.periods[row]) for row in tiling])
    baseline = baseline_of(project, naive.rows)
    every = [
        given(project, period) if role != "invalid" else {}
        for period, role in zip(project.periods, naive.roles, strict=True)
    ]
    own = baseline_row(project, naive.rows)
    made = with_ratios(sums, baseline) | cumulative(sums)
    made = with_net_change(made, project, naive.roles, tiling)
    others = [given(project, project.periods[row]) for row in tiling if row != own]
    return counted_once(made, others, every, own, own in tiling)


def close(number: Number, low: float, best: float, high: float, *, approximate: bool) -> bool:
    """Whether a naive number is the given one, up to the rounding of float64."""
    if number is None:
        return False
    bounds = zip(number[:3], (low, best, high), strict=True)
    return number[3] == approximate and all(_near(naive, computed) for naive, computed in bounds)


def _near(naive: Bound, computed: float) -> bool:
    if math.isinf(naive) or math.isinf(computed):
        return float(naive) == computed
    return math.isclose(float(naive), computed, rel_tol=1e-12, abs_tol=1e-8)


def all_measures(measures: Mapping[str, Number], keys: Iterable[str]) -> Measures:
    return {key: measures.get(key) for key in keys}


# claims (domain.md §6), in thousandths of the unit stated: whole numbers, so that nothing is rounded


def _last_place(v: int) -> int:
    """The place value of the last certain digit, in thousandths: that of the last digit that is not 0."""
    if v == 0:
        return 1000
    place = 1
    while v % (place * 10) == 0:
        place *= 10
    return place


def _slack_of(v: int, precision: int | None, *, about: bool = False) -> Fraction:
    u = Fraction(_last_place(v) if precision is None else precision)
    ends_in_0 = v % 1000 == 0 and (v // 1000) % 10 == 0
    if about:
        return min(u, max(Fraction(1000), Fraction(abs(v), 10))) if ends_in_0 else u
    return min(u / 2, max(Fraction(500), Fraction(abs(v), 20))) if ends_in_0 else u / 2


def verdict_in_thousandths(
    v: int | None,
    bottom: int | None,
    top: int | None,
    qualifier: str,
    computed: tuple[int, int, int],
    precision: int | None,
) -> str:
    """The verdict on `v`, or on what lies from `bottom` to `top` (None: open), against low, best and high."""
    low, best, high = computed
    inside = _inside(v, bottom, top, qualifier, precision)
    if inside(low) and inside(high):
        return "follows"
    # what is stated is one run of numbers: it meets [low, high] if an end is inside, or if it lies within
    within = next(x for x in (v, bottom, top) if x is not None)
    if inside(low) or inside(high) or low < within < high:
        return "possible" if inside(best) else "not_refuted"
    if v is None or qualifier != "exact":
        return "inconsistent"
    place = min(_last_place(v), 1000) if precision is None else precision
    cut = abs(best) // place * place
    return "cut" if (cut if best >= 0 else -cut) == v else "inconsistent"


def _inside(
    v: int | None, bottom: int | None, top: int | None, qualifier: str, precision: int | None
) -> Callable[[int], bool]:
    if v is None:
        slack = min(_slack_of(end, precision) for end in (bottom, top) if end is not None)
        return lambda x: (bottom is None or x >= bottom - slack) and (top is None or x <= top + slack)
    around = _slack_of(v, precision, about=qualifier == "about")
    return {
        "over": lambda x: x > v,
        "at_least": lambda x: x >= v,
        "under": lambda x: x < v,
        "up_to": lambda x: x <= v,
    }.get(qualifier, lambda x: v - around <= x <= v + around)
