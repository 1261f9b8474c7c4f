"""Records: the place of some days among all that are like them; the worked numbers of measures.md §5."""

from __future__ import annotations

import csv
from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path

from model.checks.claims import judge_claim
from model.checks.judging import Judgement, Verdict
from model.checks.verdict_words import computed_amount, measure_words
from model.derive.results import Results, derive
from model.project import Claim, ComparedBy, OtherDays, Period, Project, Series
from model.text.days import Step
from model.text.figures import Figure
from model.text.outcomes import Value

HIGHEST, LOWEST = ComparedBy.HIGHEST, ComparedBy.LOWEST

# the General Staff's own days from 12 to 31 December 2024, and what it told on 27 February 2025
DECEMBER = (
    *(1390, 1040, 1280, 1070, 1600, 1580, 1530, 2200, 1860, 1820, 1990, 1630, 1600, 1540, 1650),
    *(1690, 1730, 2010, 1610, 1250),
)
CORRECTED = Period("gs", "", date(2025, 2, 27), date(2025, 2, 27), Figure(2710.0), correction=Figure(1650.0))


def daily(*losses: float | Figure | None) -> tuple[Period, ...]:
    days = (date(2024, 12, 12) + timedelta(at) for at in range(len(losses)))
    figures = (Figure(one) if isinstance(one, int | float) else one for one in losses)
    return tuple(Period("gs", "", day, day, one) for day, one in zip(days, figures, strict=True))


def months() -> tuple[Period, ...]:
    with (Path(__file__).parents[2] / "data" / "monthly_reference.csv").open(encoding="utf-8") as file:
        rows = [(row["month"], float(row["gs_losses_event_dated"])) for row in csv.DictReader(file)]
    return tuple(
        Period("gs", "", date(year, month, 1), date(year, month, monthrange(year, month)[1]), Figure(losses))
        for name, losses in rows
        for year, month in [map(int, name.split("-"))]
    )


def of(periods: tuple[Period, ...]) -> Results:
    return derive(Project(series=(Series("gs"),), periods=periods))


def judged(
    results: Results,
    days: tuple[date, date],
    since: date,
    *,
    rank: float = 1.0,
    kind: ComparedBy = HIGHEST,
    step: Step = Step.MONTH,
    measure: str = "losses",
    until: date | None = None,
) -> Judgement:
    other = OtherDays(since, until or days[1], kind)
    return judge_claim(results, Claim("gs", *days, measure, Figure(rank), against=other, step=step))


def place(found: Judgement) -> tuple[float, float, float]:
    assert isinstance(found.computed, Value), found.computed
    return found.computed.low, found.computed.best, found.computed.high


WAR = date(2022, 3, 1)
JANUARY = date(2025, 1, 1), date(2025, 1, 31)


def test_january_2025_is_second_after_december() -> None:
    results = of(months())
    second = judged(results, JANUARY, WAR, rank=2.0)
    assert (second.verdict, place(second)) == (Verdict.FOLLOWS, (2, 2, 2))
    assert [step.span.start for step in second.steps] == [date(2024, 12, 1), date(2025, 1, 1)]
    first = judged(results, JANUARY, WAR)
    assert first.verdict is Verdict.INCONSISTENT
    assert str(computed_amount(first)) == "no. 2"
    assert judged(results, (date(2024, 12, 1), date(2024, 12, 31)), WAR).verdict is Verdict.FOLLOWS
    assert place(judged(results, (date(2025, 1, 1), date(2025, 12, 31)), WAR))[1] == 2  # after 2024: 430,790
    lowest = judged(results, (date(2022, 4, 1), date(2022, 4, 30)), WAR, kind=LOWEST)
    assert place(lowest) == (1, 1, 1)


def test_the_highest_mean_of_seven_days_is_that_of_19_to_25_december() -> None:
    results = of(daily(*DECEMBER))
    week = date(2024, 12, 19), date(2024, 12, 25)
    outcome = results.within("gs", *week)["losses_per_day"]
    assert isinstance(outcome, Value)
    assert round(outcome.best, 1) == 1805.7
    found = judged(
        results, week, date(2024, 12, 12), step=Step.DAY, measure="losses_per_day", until=date(2024, 12, 31)
    )
    assert (found.verdict, place(found)) == (Verdict.FOLLOWS, (1, 1, 1))
    assert found.note is not None
    assert found.note.text() == "13 other spans of days"
    one_before = judged(
        results,
        (date(2024, 12, 18), date(2024, 12, 24)),
        date(2024, 12, 12),
        step=Step.DAY,
        measure="losses_per_day",
        until=date(2024, 12, 31),
    )
    assert place(one_before) == (2, 2, 2)  # 1,804.3
    # by whole weeks, those of the 12th and of the 26th are the others
    by_week = judged(results, week, date(2024, 12, 12), until=date(2024, 12, 31))
    assert by_week.note is not None
    assert by_week.note.text() == "1 other span of days"


def test_what_holds_a_correction_is_no_record_and_stands_in_no_way() -> None:
    results = of((*daily(*DECEMBER), CORRECTED))
    day = date(2025, 2, 27), date(2025, 2, 27)
    itself = judged(results, day, date(2024, 12, 12))
    assert itself.verdict is Verdict.UNVERIFIABLE
    assert itself.reason is not None
    assert "hold a correction" in itself.reason.text()
    highest = judged(results, (date(2024, 12, 19),) * 2, date(2024, 12, 12), until=date(2025, 2, 27))
    assert place(highest) == (1, 1, 58)  # 2,200; of 57 days nothing is known
    assert highest.note is not None
    left_out = "1 left out, whose losses hold a correction of other days"
    assert highest.note.text() == f"19 other spans of days; of 57 nothing is known; {left_out}"


def test_a_record_is_decided_where_its_low_is_above_all_other_highs() -> None:
    day = date(2024, 12, 13)
    other = Figure(low=900.0, value=950.0, high=1100.0)
    for high, verdict, expected in (
        (1100.0, Verdict.POSSIBLE, (1, 1, 2)),
        (1000.0, Verdict.FOLLOWS, (1, 1, 1)),
    ):
        own = Figure(low=1000.0, value=1050.0, high=1200.0)
        results = of(daily(Figure(low=900.0, value=950.0, high=high), own))
        found = judged(results, (day, day), date(2024, 12, 12))
        assert (found.verdict, place(found)) == (verdict, expected)
    results = of(daily(other, Figure(940.0)))
    found = judged(results, (day, day), date(2024, 12, 12))
    assert (found.verdict, place(found)) == (Verdict.NOT_REFUTED, (1, 2, 2))


def test_what_is_said_of_a_record() -> None:
    results = of(months())
    claim = Claim("gs", *JANUARY, "losses", Figure(2.0), against=OtherDays(WAR, JANUARY[1], HIGHEST))
    said = measure_words(results.project, claim, judge_claim(results, claim)).text()
    expected = "Losses, place from the highest in 1 Mar 2022 – 31 Jan 2025, from 34 other spans of days"
    assert said == expected
    outside = judged(results, JANUARY, date(2025, 1, 2))
    assert outside.reason is not None
    assert outside.reason.text() == "1–31 Jan 2025 does not lie inside 2–31 Jan 2025"
