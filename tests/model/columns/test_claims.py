"""The cells of claims: shown with their units, typed back without a change, edited without harm."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.columns import TABLE, Context
from model.columns.claim_words import claim_line, claim_title
from model.columns.trends import read_trend, trend_words
from model.derive.measures import MEASURES, Measure
from model.edits import Edit, Missing, add_alternative, begin_row, claim_about, clear_cells, set_cells
from model.explain.trace import Place
from model.files import sample
from model.project import STREAKS, Claim, ComparedBy, OtherDays, Project, Series, Trend
from model.text.catalogue import in_language
from model.text.days import Step
from model.text.errors import Refused, SalientError, Unreadable
from model.text.figures import Figure, Qualifier
from model.text.formats import Formats
from model.text.notation import notation_for
from model.text.records import replace
from model.text.units import AreaUnit
from tests.model.strategies import projects

CLAIMS = TABLE["claims"]


def context(project: Project, formats: Formats | None = None) -> Context:
    return Context.of(project, formats or Formats(area_unit=project.view.area_unit))


@pytest.fixture
def autumn() -> Context:
    return context(sample("autumn-2024"))


def cell(ctx: Context, row: int, key: str) -> str:
    return CLAIMS.column(key).text(ctx, row)


def typed(ctx: Context, row: int, key: str, text: str) -> Claim:
    return set_cells(ctx, CLAIMS, {(row, key): text}).project.claims[row]


def test_a_row_shows_what_is_stated_what_is_computed_and_what_comes_of_it(autumn: Context) -> None:
    shown = {column.key: column.text(autumn, 13) for column in CLAIMS.columns}
    assert shown["quote"] == "between 50,000 and 52,000 soldiers monthly"
    assert shown["stated"] == "50,000–52,000 a month"
    assert shown["computed"] == "45,690 a month"
    assert shown["verdict"] == "! inconsistent"
    assert shown["difference"] == "−4,310 a month"
    assert shown["percent"] == "▼ 8.6 %"
    assert claim_line(autumn, 13) == (
        "CHERNYK · computed 45,690 a month: 4,310 a month below the least stated (8.6 %)"
    )


def test_the_unit_stated_is_shown_whatever_unit_the_window_shows(autumn: Context) -> None:
    view = replace(autumn.project.view, area_unit=AreaUnit.MI2)
    miles = context(replace(autumn.project, view=view))
    for ctx in (autumn, miles):
        assert (cell(ctx, 2, "stated"), cell(ctx, 2, "computed")) == ("≈28 km² a day", "28.0 km² a day")
        assert (cell(ctx, 3, "stated"), cell(ctx, 3, "computed")) == ("≈10.8 sq mi a day", "10.8 sq mi a day")


def test_a_trend_shows_its_steps_on_hover() -> None:
    ctx = context(sample("months-2022-2024"))
    assert cell(ctx, 0, "stated") == "rising 5 months in a row"
    assert cell(ctx, 0, "computed") == "4 in a row"
    assert CLAIMS.column("computed").tip(ctx, 0).splitlines()[1:3] == [
        "1–30 Jun 2024: 1,168 a day",
        "1–31 Jul 2024: 1,151 a day",
    ]
    assert CLAIMS.column("verdict").tip(ctx, 0) == (
        "1–30 Jun 2024 was 1,168 a day, 1–31 Jul 2024 was 1,151 a day, no rise"
    )


def test_why_a_claim_cannot_be_checked_is_said(autumn: Context) -> None:
    assert cell(autumn, 14, "verdict") == "– cannot be checked"
    assert cell(autumn, 14, "computed") == "—"
    for key in ("verdict", "computed", "difference"):
        assert CLAIMS.column(key).tip(autumn, 14) == "no periods cover exactly the days 1–30 Jun 2024"


@pytest.mark.parametrize("points", [0.0, 5.0, -3.5])
def test_percentage_points_typed_back_change_nothing(autumn: Context, points: float) -> None:
    november, before = autumn.project.periods[1], autumn.project.periods[0]
    change = OtherDays(before.start, before.end, ComparedBy.CHANGE)
    stated = Figure(points, unit="points")
    claim = Claim("ru", november.start, november.end, "vs_baseline", stated, against=change)
    ctx = context(replace(autumn.project, claims=(claim,)))
    column = CLAIMS.column("stated")
    assert column.typed(ctx, 0).endswith(" percentage points")
    assert column.read(ctx, claim, column.typed(ctx, 0)) is claim


def test_a_quoted_change_in_square_miles_that_is_typed_back_keeps_what_is_known_of_it() -> None:
    stated = Figure(low=-1_171, value=0, high=0, unit="mi2", source="isw", quote="at most 1,171")
    days = OtherDays(date(2024, 3, 4), date(2024, 3, 30), ComparedBy.CHANGE, "")
    claim = Claim("ru", date(2025, 5, 31), date(2025, 7, 25), "affordable_gains", stated, against=days)
    ctx = context(Project(series=(Series("ru"),), claims=(claim,)), Formats())
    column = CLAIMS.column("stated")
    assert column.typed(ctx, 0) == "0 (−1,171 to 0) sq mi"
    assert column.read(ctx, claim, column.typed(ctx, 0)) is claim


@pytest.mark.parametrize(
    ("language", "text"),
    [("uk", "−177 – 193 відсоткові пункти"), ("en", "−177 to 193 percentage points")],
)
def test_a_change_in_points_is_shown_and_typed_back_in_any_language(language: str, text: str) -> None:
    days = OtherDays(date(2024, 3, 4), date(2024, 3, 30), ComparedBy.CHANGE, "")
    stated = Figure(low=-177, high=193, unit="points")
    claim = Claim("ru", date(2025, 5, 31), date(2025, 7, 25), "replaced", stated, against=days)
    project = Project(series=(Series("ru"),), claims=(claim,))
    ctx, column = context(project, in_language(Formats(), language)), CLAIMS.column("stated")
    assert column.typed(ctx, 0) == text
    assert column.read(ctx, claim, text) is claim
    for typed, value, unit in (("12 %", 0.12, ""), ("12 pp", 12, "points")):
        read = column.read(ctx, claim, typed).stated
        assert (read.value, read.unit) == (value, unit)


with_claims = projects(max_rows=3).filter(lambda project: bool(project.claims))


@given(with_claims)
def test_what_is_shown_typed_back_changes_nothing(project: Project) -> None:
    for formats in (Formats(), Formats(notation_for("de"), AreaUnit.MI2), in_language(Formats(), "uk")):
        ctx = context(project, formats)
        for row, claim in enumerate(project.claims):
            for key in ("start", "end", "measure", "stated", "precision"):
                text = CLAIMS.column(key).typed(ctx, row)
                assert CLAIMS.column(key).read(ctx, claim, text) is claim, (key, text)


@given(with_claims)
def test_every_cell_of_any_project_has_a_text_a_tip_and_a_key(project: Project) -> None:
    ctx = context(project)
    for row in range(len(project.claims)):
        for column in CLAIMS.columns:
            assert isinstance(column.text(ctx, row) + column.tip(ctx, row), str)
            column.sort_key(ctx, row)
        assert claim_title(ctx, row)
        assert claim_line(ctx, row)


def test_a_figure_is_stated_in_a_unit_of_the_measure(autumn: Context) -> None:
    assert typed(autumn, 0, "stated", "~137 per sq mi").stated == Figure(
        value=137, qualifier=Qualifier.ABOUT, unit="people/mi2"
    )
    assert typed(autumn, 0, "stated", "53").stated == Figure(value=53)
    with pytest.raises(Unreadable):
        typed(autumn, 0, "stated", "53 km²")
    with pytest.raises(Refused):
        typed(autumn, 0, "stated", "")


def test_a_trend_typed_takes_the_place_of_a_figure_and_the_other_way_round(autumn: Context) -> None:
    trend = typed(autumn, 1, "stated", "falling 2 quarters in a row")
    assert (trend.trend, trend.step, trend.count, trend.stated) == (Trend.FALLING, Step.QUARTER, 2, None)
    assert (trend.start, trend.end) == (date(2024, 4, 1), date(2024, 11, 30))
    figure = typed(autumn, 14, "stated", "1,500")
    assert (figure.trend, figure.stated) == (None, Figure(value=1500))
    with pytest.raises(Refused, match="1 to 1200 steps"):
        typed(autumn, 1, "stated", "rising 0 months in a row")


def test_the_first_day_and_the_precision_of_a_trend_are_not_typed(autumn: Context) -> None:
    with pytest.raises(Refused, match="follows from its last"):
        typed(autumn, 14, "start", "2024-01-01")
    with pytest.raises(Refused, match="without a precision"):
        typed(autumn, 14, "precision", "10")
    assert typed(autumn, 14, "end", "2024-10-31").start == date(2024, 5, 1)


def test_a_precision_is_above_0_and_may_be_taken_away(autumn: Context) -> None:
    claim = typed(autumn, 0, "precision", "10")
    assert claim.precision == 10
    with pytest.raises(Unreadable, match="above 0"):
        typed(autumn, 0, "precision", "0")
    ctx = context(replace(autumn.project, claims=(claim,)))
    assert cell(ctx, 0, "precision") == "10"
    assert clear_cells(ctx, CLAIMS, [(0, "precision")]).project.claims[0].precision is None


def test_another_measure_keeps_the_number_in_a_unit_that_it_has(autumn: Context) -> None:
    assert typed(autumn, 3, "measure", "gains").stated == replace(_stated(autumn, 3), unit="")
    assert typed(autumn, 5, "measure", "cumulative_gains").stated == _stated(autumn, 5)
    with pytest.raises(Unreadable, match="is not one of these"):
        typed(autumn, 3, "measure", "glory")


def _stated(ctx: Context, row: int) -> Figure:
    stated = ctx.project.claims[row].stated
    assert stated is not None
    return stated


def test_no_claim_states_losses_below_0(autumn: Context) -> None:
    negative = set_cells(autumn, CLAIMS, {(4, "stated"): "−5"}).project
    with pytest.raises(Refused, match="cannot be"):
        typed(context(negative), 4, "measure", "losses")
    with pytest.raises(Unreadable, match="negative"):
        typed(autumn, 10, "stated", "−5")


def begun(ctx: Context, **cells: str) -> Edit | Missing:
    return begin_row(ctx, CLAIMS, cells)


def lacking(ctx: Context, **cells: str) -> list[str]:
    outcome = begun(ctx, **cells)
    assert isinstance(outcome, Missing)
    return [column.key for column in outcome.columns]


def added(ctx: Context, **cells: str) -> Claim:
    outcome = begun(ctx, **cells)
    assert isinstance(outcome, Edit)
    return outcome.project.claims[-1]


SENTENCE = "about 53 casualties per km² between September and November 2024"


def test_a_sentence_typed_into_the_last_row_is_a_claim(autumn: Context) -> None:
    claim = added(autumn, quote=SENTENCE)
    assert claim == Claim(
        *("ru", date(2024, 9, 1), date(2024, 11, 30), "losses_per_gain"),
        Figure(value=53, qualifier=Qualifier.ABOUT),
        SENTENCE,
    )


def test_what_is_typed_beside_a_sentence_comes_before_what_it_says(autumn: Context) -> None:
    claim = added(autumn, quote=SENTENCE, stated=">54", start="2024-11-01", end="2024-11-30")
    assert (claim.stated, claim.start) == (Figure(value=54, qualifier=Qualifier.OVER), date(2024, 11, 1))


def test_a_trend_in_a_sentence_is_a_claim(autumn: Context) -> None:
    claim = added(autumn, quote="fifth consecutive month of rising losses a day to November 2024")
    assert (claim.trend, claim.count, claim.measure) == (Trend.RISING, 5, "losses_per_day")
    assert (claim.start, claim.end) == (date(2024, 6, 1), date(2024, 11, 30))


def test_what_a_sentence_does_not_say_is_asked_for(autumn: Context) -> None:
    assert lacking(autumn, quote="28 sq km a day") == ["start", "end"]
    assert lacking(autumn, quote="hello") == ["start", "end", "stated", "measure"]
    assert lacking(autumn, stated="53 per km²") == ["start", "end"]
    assert lacking(autumn, stated="53") == ["start", "end", "stated", "measure"]


def test_a_number_said_in_miles_is_stated_in_miles_whatever_is_shown(autumn: Context) -> None:
    for unit in AreaUnit:
        ctx = context(autumn.project, Formats(area_unit=unit))
        assert added(ctx, quote="910 sq mi in November").stated == Figure(value=910, unit="mi2")
        assert added(ctx, quote="839 km² in November").stated == Figure(value=839)


def test_a_claim_about_a_cell_has_its_days_and_its_measure(autumn: Context) -> None:
    asked = claim_about(autumn, "periods", 1, "losses_per_gain")
    assert asked.series == "ru"
    assert asked.typed == {"start": "2024-11-01", "end": "2024-11-30", "measure": "Cost of ground"}
    assert claim_about(autumn, "intake", 0, "per_month").typed["measure"] == "Intake"
    assert claim_about(autumn, "periods", 1, "label").typed == {"start": "2024-11-01", "end": "2024-11-30"}
    assert claim_about(autumn, "sources", 0, "name").typed == {}
    assert claim_about(autumn, "periods", 3, "losses").typed == {"measure": "Losses"}


def test_what_the_sentence_says_comes_before_the_cell(autumn: Context) -> None:
    asked = claim_about(autumn, "periods", 0, "losses", "28 sq km a day")
    assert asked.typed == {
        "start": "2024-09-01",
        "end": "2024-10-31",
        "measure": "Gains per day",
        "stated": "28 km² a day",
        "quote": "28 sq km a day",
    }
    trend = claim_about(autumn, "periods", 1, "losses", "fifth consecutive month of rising losses")
    assert trend.typed["stated"] == "rising 5 months in a row"
    assert (trend.typed["end"], "start" in trend.typed) == ("2024-11-30", False)


@given(projects(max_rows=2), st.lists(st.sampled_from(MEASURES), min_size=1, max_size=6))
def test_any_sentence_and_any_cell_begin_a_claim_that_can_be_saved_or_say_why_not(
    project: Project, measures: list[Measure]
) -> None:
    ctx = context(project)
    for measure in measures:
        typed: dict[str, Any] = {"quote": SENTENCE, "measure": str(measure.label)}
        outcome: Edit | Missing | SalientError
        try:
            outcome = begin_row(ctx, CLAIMS, typed)
        except SalientError as why:
            outcome = why
        assert isinstance(outcome, Edit | Missing) or str(outcome)


@pytest.mark.parametrize("trend", Trend)
@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("count", [1, 5, 1200])
def test_a_trend_shown_is_read_again(trend: Trend, step: Step, count: int) -> None:
    def german(text: str) -> str:
        for english, other in (("rising", "steigend"), ("falling", "fallend"), ("in a row", "in Folge")):
            text = text.replace(english, other)
        return text.replace("days", "Tage").replace("above", "über")

    for translate in (str, german):
        shown = trend_words(trend, step, count, "1,000 a day" if trend in STREAKS else "")
        read = read_trend(shown.text(translate), translate)
        assert read is not None
        assert (read.trend, read.step, read.count) == (trend, step, count)
        assert read.level == ("1,000 a day" if trend in STREAKS else "")
    assert read_trend("53 per km²") is None


def test_a_streak_and_a_record_are_typed(autumn: Context) -> None:
    claim = autumn.project.claims[1]
    stated, against = CLAIMS.column("stated"), CLAIMS.column("against")
    streak = stated.read(autumn, claim, "above 1,000 a day for 6 months in a row")
    assert (streak.trend, streak.count, streak.stated) == (Trend.ABOVE, 6, Figure(1000.0))
    with pytest.raises(Refused, match="one number"):
        stated.read(autumn, claim, "above 1,000–1,200 a day for 6 months in a row")
    assert stated.read(autumn, streak, "1,523").trend is None
    record = against.read(autumn, claim, "highest since Sep 2024")
    assert record.against == OtherDays(date(2024, 9, 1), claim.end, ComparedBy.HIGHEST)
    within = against.read(autumn, claim, "highest Sep 2024")  # and not up to the end of the claim
    assert within.against == OtherDays(date(2024, 9, 1), date(2024, 9, 30), ComparedBy.HIGHEST)
    ukrainian = replace(autumn, formats=in_language(autumn.formats, "uk"))
    assert against.read(ukrainian, claim, "найвище з вересня 2024") == record
    ever = against.read(autumn, claim, "lowest")
    assert ever.against == OtherDays(date(2024, 9, 1), claim.end, ComparedBy.LOWEST)
    with pytest.raises(Refused, match="no other days"):
        stated.read(autumn, record, "above 1,000 a day for 6 months in a row")
    second = stated.read(autumn, record, "2nd")
    assert second.stated == stated.read(autumn, record, "no. 2").stated == Figure(2.0)
    assert stated.read(ukrainian, record, "2-ге") == second
    assert CLAIMS.column("step").read(autumn, record, "by a day").step is Step.DAY
    with pytest.raises(Refused, match="Only the days of a record"):
        CLAIMS.column("step").read(autumn, claim, "by a day")


def test_a_record_and_a_streak_in_a_sentence_are_claims(autumn: Context) -> None:
    made = begun(autumn, quote="November 2024 was the deadliest month of the war")
    assert isinstance(made, Edit)
    record = made.project.claims[-1]
    assert record.against == OtherDays(date(2024, 9, 1), date(2024, 11, 30), ComparedBy.HIGHEST)
    assert (record.measure, record.stated, record.start) == ("losses", Figure(1.0), date(2024, 11, 1))
    made = begun(autumn, quote="In November 2024 losses were above 1,000 a day for the third month")
    assert isinstance(made, Edit)
    streak = made.project.claims[-1]
    assert (streak.trend, streak.count, streak.stated) == (Trend.ABOVE, 3, Figure(1000.0))
    assert (streak.measure, streak.start) == ("losses_per_day", date(2024, 9, 1))


def test_what_a_claim_states_takes_no_alternatives(autumn: Context) -> None:
    with pytest.raises(Refused, match="has no alternatives"):
        add_alternative(autumn, Place("claims", 0, "stated"), "54")


def test_claims_with_the_same_words_are_told_apart_by_their_measure() -> None:
    project = sample("autumn-2024")
    twice = replace(project.claims[0], measure="gains", quote="so it was said")
    again = replace(twice, measure="losses")
    ctx = context(replace(project, claims=(twice, again, project.claims[13])))
    assert TABLE["claims"].row_name(ctx, 0) == "“so it was said” · Gains"
    assert TABLE["claims"].row_name(ctx, 1) == "“so it was said” · Losses"
    assert "·" not in TABLE["claims"].row_name(ctx, 2)
