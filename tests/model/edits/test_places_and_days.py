"""Where an edit puts rows and which days it gives them; what else follows from it, by value."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from model.checks import checks
from model.checks.acknowledged import GONE
from model.columns import TABLE, Context
from model.derive.results import derive
from model.edits import acknowledge, following_months, insert_row, set_cells, set_rate
from model.edits.edit import Edit, WholeFigure, whole_cell
from model.project import Claim, Period, Project, Rate, Series
from model.text.errors import Refused
from model.text.figures import Figure, Qualifier
from model.text.formats import Formats
from model.text.records import replace

PERIODS = TABLE["periods"]
MONTHS = [(date(2024, 1, 1), date(2024, 1, 31)), (date(2024, 3, 1), date(2024, 3, 31))]


def ctx(
    *rows: tuple[str, date, date], series: tuple[str, ...] = ("ru",), claims: tuple[Claim, ...] = ()
) -> Context:
    """A project of periods with 100 losses each."""
    periods = tuple(Period(of, "", first, last, Figure(100.0)) for of, first, last in rows)
    return Context.of(Project(series=tuple(map(Series, series)), periods=periods, claims=claims), Formats())


def inserted(context: Context, at: int) -> tuple[str, str, str]:
    """Insert a row of which the losses alone are typed; return its series and days."""
    edit = insert_row(context, PERIODS, at, {"losses": "5"})
    assert isinstance(edit, Edit)
    rows = edit.project.periods
    assert (*rows[:at], *rows[at + 1 :]) == context.project.periods
    return rows[at].series, rows[at].start.isoformat(), rows[at].end.isoformat()


def test_an_inserted_period_has_the_days_that_lie_open_above_the_row_below() -> None:
    two = ctx(*(("ru", *month) for month in MONTHS))
    assert inserted(two, 1) == ("ru", "2024-02-01", "2024-02-29")
    assert inserted(two, 0) == ("ru", "2023-12-01", "2023-12-31")
    assert inserted(ctx(("ru", date(2024, 1, 15), date(2024, 1, 31))), 0) == (
        "ru",
        "2024-01-01",
        "2024-01-14",
    )
    assert inserted(ctx(("ru", *MONTHS[0]), ("ru", date(2024, 2, 2), date(2024, 2, 9))), 1) == (
        *("ru", "2024-02-01", "2024-02-01"),
    )
    with pytest.raises(Refused, match="No days lie open before"):
        inserted(ctx(("ru", *MONTHS[0]), ("ru", date(2024, 2, 1), date(2024, 2, 29))), 1)


def test_of_several_series_the_days_are_those_of_the_series_of_the_row_below() -> None:
    february = date(2024, 2, 5), date(2024, 2, 6)
    rows = ("ua", *MONTHS[0]), ("ru", *february), ("ua", *MONTHS[1]), ("ru", *MONTHS[1])
    assert inserted(ctx(*rows, series=("ru", "ua")), 2) == ("ua", "2024-02-01", "2024-02-29")


@pytest.mark.parametrize(
    ("days", "column", "below"),
    [
        (MONTHS[0], "start", ["2024-02-01", "2024-03-01", "2025-01-01"]),
        (MONTHS[0], "end", ["2024-02-29", "2024-03-31", "2025-01-31"]),
        ((date(2024, 9, 1), date(2024, 11, 30)), "start", ["2024-12-01", "2025-03-01", "2027-09-01"]),
        ((date(2024, 9, 1), date(2024, 11, 30)), "end", ["2025-02-28", "2025-05-31", "2027-11-30"]),
        ((date(2024, 9, 1), date(2024, 11, 29)), "start", ["2024-10-01", "2024-11-01", "2025-09-01"]),
        ((date(2024, 9, 2), date(2024, 11, 30)), "end", ["2024-12-31", "2025-01-31", "2025-11-30"]),
    ],
)
def test_the_edges_of_months_are_followed_by_edges_as_many_months_on(
    days: tuple[date, date], column: str, below: list[str]
) -> None:
    following = following_months(ctx(("ru", *days)), PERIODS.column(column), 0)
    assert following is not None
    assert [following(rows) for rows in (1, 2, 12)] == below


def test_a_day_within_a_month_is_followed_by_nothing() -> None:
    within = ctx(("ru", date(2024, 9, 2), date(2024, 9, 29)))
    assert [following_months(within, PERIODS.column(key), 0) for key in ("start", "end", "label")] == [
        None
    ] * 3


def test_a_figure_is_put_whole_into_another_cell() -> None:
    figure = Figure(100.0, qualifier=Qualifier.OVER, quote="over a hundred", note="killed", dating=None)
    two = ctx(*(("ru", *month) for month in MONTHS))
    first = replace(two.project.periods[0], losses=figure)
    context = Context.of(replace(two.project, periods=(first, two.project.periods[1])), Formats())
    copied = whole_cell(context, PERIODS.column("losses"), 0)
    assert copied == WholeFigure(figure, "people", ">100")
    assert set_cells(context, PERIODS, {(1, "losses"): copied}).project.periods[1].losses == figure
    assert whole_cell(context, PERIODS.column("gains"), 0) == ""


def test_a_long_work_may_be_ended_at_its_first_cell_and_is_not_asked_at_each() -> None:
    two = ctx(*(("ru", *month) for month in MONTHS))
    for count in (1, 2):
        looks = itertools.count()
        set_cells(two, PERIODS, {(row, "losses"): "1" for row in range(count)}, watch=looks.__next__)
        assert next(looks) == 1


def test_what_is_found_no_longer_stays_acknowledged_for_another_reason() -> None:
    claims = tuple(Claim("ru", *MONTHS[0], "losses", Figure(value)) for value in (7.0, 8.0))
    context = ctx(("ru", *MONTHS[0]), claims=claims)
    findings = [each for each in context.checks.findings if each.code == "claim_inconsistent"]
    project = acknowledge(context, findings, "seen").project
    true = tuple(replace(claim, stated=Figure(100.0)) for claim in claims)
    mended = Context.of(replace(project, claims=true), Formats())
    gone = [each for each in checks(derive(mended.project)).findings if each.code == GONE]
    again = acknowledge(mended, gone[1:], "mended").project.acknowledged
    assert [(one.rows, one.reason) for one in again] == [
        (project.acknowledged[0].rows, "seen"),
        (project.acknowledged[1].rows, "mended"),
    ]


def test_a_rate_is_named_as_it_is_shown_from_then_on() -> None:
    named = [str(set_rate(ctx(), rate).words) for rate in (Rate.PER_DAY, Rate.PER_MONTH)]
    assert named == ["show rates a day", "show rates a month"]
