"""Which cell was made from which: every link can be walked back, and the numbers come from there."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings

from model.derive.measures import MEASURES, leaves_of
from model.derive.results import derive
from model.explain.trace import Place, Trace
from model.files import sample
from model.project import (
    GROUND,
    Baseline,
    Claim,
    ComparedBy,
    Milestone,
    OtherDays,
    Period,
    Project,
    Series,
    View,
)
from model.text.figures import Figure
from model.text.records import replace
from tests.model.strategies import projects
from tests.properties import examples

_ALL = 10**9
NOV_END = date(2024, 11, 30)


def names(places: object) -> set[tuple[str, int, str]]:
    return {tuple(place) for place in places.first}  # type: ignore[attr-defined] # Places


def test_the_cost_of_ground_comes_from_losses_and_gains() -> None:
    trace = Trace(derive(sample("autumn-2024")))
    assert names(trace.came_from(Place("periods", 1, "losses_per_gain"))) == {
        ("periods", 1, "losses"),
        ("periods", 1, "gains"),
    }


def test_an_intake_comes_from_the_rates_that_share_its_days_and_they_lead_to_it() -> None:
    trace = Trace(derive(sample("autumn-2024")))
    assert names(trace.came_from(Place("periods", 0, "intake"))) == {("intake", 0, "per_month")}
    assert names(trace.leads_to(Place("intake", 0, "per_month"))) == {
        ("periods", row, "intake") for row in range(3)
    }


def test_a_running_sum_comes_from_the_sum_before_it_and_what_was_added() -> None:
    trace = Trace(derive(sample("autumn-2024")))
    assert names(trace.came_from(Place("periods", 1, "cumulative_losses"))) == {
        ("periods", 0, "cumulative_losses"),
        ("periods", 1, "losses"),
    }
    assert names(trace.came_from(Place("periods", 2, "cumulative_losses"))) == set()  # not counted


def test_a_claim_over_one_period_comes_from_its_measure_and_over_several_from_what_is_summed() -> None:
    project = sample("autumn-2024")
    trace, claims = Trace(derive(project)), project.claims
    cost = next(n for n, claim in enumerate(claims) if claim.measure == "losses_per_gain")
    assert names(trace.came_from(Place("claims", cost, "computed"))) == {
        ("periods", row, key) for row in (0, 1) for key in ("losses", "gains")
    }
    daily = next(n for n, claim in enumerate(claims) if claim.measure == "losses_per_day")
    assert names(trace.came_from(Place("claims", daily, "computed"))) == {("periods", 1, "losses_per_day")}
    assert ("claims", daily, "computed") in names(trace.leads_to(Place("periods", 1, "losses_per_day")))
    assert names(trace.came_from(Place("claims", daily, "verdict"))) == {
        ("claims", daily, "stated"),
        ("claims", daily, "computed"),
    }


def test_a_rate_of_the_last_or_the_first_day_of_a_period_alone_leads_to_it() -> None:
    project = sample("autumn-2024")
    september, november = project.periods[0], project.periods[1]
    rates = tuple(
        replace(project.intake[0], start=first, end=last)
        for first, last in (
            (september.end, september.end),
            (november.start, november.start),
            (november.end, date(2025, 1, 31)),
        )
    )
    trace = Trace(derive(replace(project, intake=rates)))
    assert names(trace.came_from(Place("periods", 0, "intake"))) == {("intake", 0, "per_month")}
    assert names(trace.came_from(Place("periods", 1, "intake"))) == {
        ("intake", 1, "per_month"),
        ("intake", 2, "per_month"),
    }
    for rate, period in enumerate((0, 1, 1)):
        assert ("periods", period, "intake") in names(trace.leads_to(Place("intake", rate, "per_month")))


def test_a_claim_of_a_change_over_two_periods_comes_from_the_baseline_too() -> None:
    project = sample("autumn-2024")
    days = project.periods[0].start, project.periods[1].end
    claim = Claim("ru", *days, "vs_baseline", Figure(0.01))
    project = replace(
        project, claims=(claim,), view=View(baseline=Baseline("ru", *days[:1], date(2024, 10, 31)))
    )
    trace = Trace(derive(project))
    assert ("periods", 0, "losses_per_gain") in names(trace.came_from(Place("claims", 0, "computed")))


def test_what_changes_are_held_against_leads_to_those_of_all_other_periods() -> None:
    project = replace(sample("autumn-2024"), view=View(baseline=Baseline("ru", date(2024, 11, 1), NOV_END)))
    led = names(Trace(derive(project)).leads_to(Place("periods", 1, "losses_per_gain")))
    assert {place for place in led if place[2] == "vs_baseline"} == {
        ("periods", row, "vs_baseline") for row in (0, 1, 2)
    }


def test_a_claim_about_two_series_comes_from_the_losses_of_both() -> None:
    sides = Series("ru", opponent="ua"), Series("ua")
    months = ((date(2024, 10, 1), date(2024, 10, 31)), (date(2024, 11, 1), NOV_END))
    periods = tuple(Period(side.id, "", *days, Figure(7)) for side in sides for days in months)
    both = months[0][0], NOV_END
    claims = (
        Claim("ru", *both, "exchange", Figure(1)),
        Claim("ru", *both, "losses", Figure(1), against=OtherDays(*both, ComparedBy.FACTOR, "ua")),
        Claim("ru", *both, "losses_per_day", Figure(1)),
    )
    trace = Trace(derive(Project(series=sides, periods=periods, claims=claims)))
    for claim, rows in enumerate((range(4), range(4), range(2))):
        place = Place("claims", claim, "computed")
        assert {(row, key) for _, row, key in names(trace.came_from(place))} == {
            (row, "losses") for row in rows
        }
        for row in range(4):
            led = names(trace.leads_to(Place("periods", row, "losses")))
            assert (("claims", claim, "computed") in led) is (row in rows)


def test_losses_of_a_row_that_is_no_part_lead_to_what_is_computed_of_it_alone() -> None:
    led = names(Trace(derive(sample("autumn-2024"))).leads_to(Place("periods", 2, "losses"), _ALL))
    assert {("periods", 2, "losses_per_day"), ("periods", 2, "losses_per_gain")} <= led
    assert not any(key.startswith("cumulative") for _, _, key in led)


def test_a_claim_of_those_who_returned_comes_from_the_losses_before_its_days_too() -> None:
    days = [(date(2024, month, 1), date(2024, month, last)) for month, last in ((9, 30), (10, 31), (11, 30))]
    series = Series("ru", killed_share=Figure(0.25), return_share=Figure(0.5), return_after=30)
    project = Project(
        series=(series,),
        periods=tuple(Period("ru", "", *each, Figure(3000.0)) for each in days),
        claims=(Claim("ru", days[1][0], days[2][1], "returned", Figure(1)),),
    )
    came = names(Trace(derive(project)).came_from(Place("claims", 0, "computed"), _ALL))
    assert {row for table, row, key in came if (table, key) == ("periods", "losses")} == {0, 1, 2}
    assert {key for table, _, key in came if table == "series"} == {"killed_share", "return_share"}


def test_ground_held_leads_to_the_claim_about_the_day() -> None:
    day = date(2024, 11, 30)
    project = sample("autumn-2024")
    held = Milestone("ru", "", day, Figure(117_845.85, unit="km2"))
    claim = Claim("ru", day, day, "held", Figure(117_000.0))
    trace = Trace(derive(replace(project, milestones=(held,), claims=(claim,), periods=())))
    assert names(trace.came_from(Place("claims", 0, "computed"))) == {("milestones", 0, "figure")}
    assert names(trace.leads_to(Place("milestones", 0, "figure"))) == {("claims", 0, "computed")}


def test_a_trend_comes_from_each_of_its_steps() -> None:
    project = sample("months-2022-2024")
    trace, by_day, periods = Trace(derive(project)), project.claims[0], project.periods
    assert names(trace.came_from(Place("claims", 0, "computed"))) == {
        ("periods", row, "losses_per_day")
        for row, period in enumerate(periods)
        if by_day.start <= period.start and period.end <= by_day.end
    }


def test_of_very_many_cells_some_are_listed_and_the_others_counted() -> None:
    trace = Trace(derive(sample("months-2022-2024")))
    every = trace.leads_to(Place("periods", 3, "losses"), _ALL)
    few = trace.leads_to(Place("periods", 3, "losses"), 2)
    assert few.first == every.first[:2]
    assert few.more == len(every.first) - 2


def test_what_a_measure_rests_on_is_what_was_published() -> None:
    assert leaves_of("replaced") == {"losses", "intake"}
    assert leaves_of("affordable_gains") == {"losses", "gains", "intake"}
    assert leaves_of("days") == frozenset()


@given(projects(max_rows=4))
@settings(max_examples=examples(60))
def test_a_cell_leads_to_just_those_that_came_from_it(project: Project) -> None:
    trace = Trace(derive(project))
    cells = [
        Place("periods", row, key)
        for row in range(len(project.periods))
        for key in ("start", "end", "date_to", *GROUND[1:], *(measure.key for measure in MEASURES))
    ]
    cells += [Place("intake", row, "per_month") for row in range(len(project.intake))]
    cells += [Place("requirements", row, "per_month") for row in range(len(project.requirements))]
    cells += [Place("milestones", row, "figure") for row in range(len(project.milestones))]
    cells += [Place("references", row, "value") for row in range(len(project.references))]
    cells += [
        Place("series", row, key)
        for row in range(len(project.series))
        for key in ("killed_share", "return_share")
    ]
    cells += [
        Place("campaigns", row, key)
        for row in range(len(project.campaigns))
        for key in ("target", "achieved", "shortfall", "attained")
    ]
    cells += [
        Place("claims", row, key)
        for row in range(len(project.claims))
        for key in ("stated", "computed", "verdict", "difference", "percent")
    ]
    back = {(source, cell) for cell in cells for source in trace.came_from(cell, _ALL).first}
    forth = {(cell, made) for cell in cells for made in trace.leads_to(cell, _ALL).first}
    assert back == forth
