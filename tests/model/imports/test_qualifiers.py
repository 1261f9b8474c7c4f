"""What a column beside the values says of them, and what that makes of a difference or a sum."""

from __future__ import annotations

import pytest

from model.imports.cells import Unsettled
from model.imports.choices import NO_COLUMN, Choices, ColumnNames, Dating, Kind, PeriodLength, SeriesQuantity
from model.imports.inspect_file import FileReport
from model.imports.plan import plan
from model.imports.planned import Outcome
from model.text.figures import Qualifier
from tests.model.imports.data import codes, file, lines, noticed, text, values

HEAD = ("date", "value", "value*")


def with_words(*given: str) -> FileReport:
    rows = [(f"2024-09-{day:02}", 100 * day, said) for day, said in enumerate(given, 1)]
    return text(lines(HEAD, *rows))


def read(looked: FileReport, kind: Kind = Kind.CUMULATIVE, qualifier: str = "") -> Outcome:
    columns = ColumnNames("date", "value", qualifier=qualifier)
    return plan(looked, Choices(SeriesQuantity.LOSSES, columns, kind, Dating.REPORT, by=PeriodLength.DAY))


def qualifiers(outcome: Outcome) -> list[str]:
    return [str(made.figures[SeriesQuantity.LOSSES].qualifier) for made in outcome.made]


@pytest.mark.parametrize(
    ("first", "second", "difference"),
    [
        ("", "", Qualifier.EXACT),
        ("about", "about", Qualifier.ABOUT),
        ("", "about", Qualifier.ABOUT),
        ("about", "", Qualifier.ABOUT),
        ("", "more", Qualifier.OVER),
        ("more", "", Qualifier.ABOUT),
        ("more", "more", Qualifier.ABOUT),
        ("about", "more", Qualifier.ABOUT),
    ],
)
def test_a_difference_is_as_firm_as_its_totals_allow_and_keeps_its_value(
    first: str, second: str, difference: Qualifier
) -> None:
    if not first + second:  # else the column would hold nothing at all
        outcome = read(with_words("", "", "about"))
        assert qualifiers(outcome)[0] == difference
    else:
        outcome = read(with_words(first, second))
        assert qualifiers(outcome) == [difference]
    assert values(outcome)[0] == 100
    assert "qualifier" in noticed(outcome)


def test_amounts_of_their_own_keep_what_is_said_of_each() -> None:
    outcome = read(with_words("about", "more", ">", "", "~"), Kind.PER_ROW)
    assert qualifiers(outcome) == ["about", "over", "over", "exact", "about"]
    assert values(outcome) == [100, 200, 300, 400, 500]


def test_a_sum_with_an_about_in_it_is_about_and_one_with_more_than_is_more_than() -> None:
    looked = text(
        lines(HEAD, *((f"2024-09-{day:02}", 10, "more" if day == 3 else "") for day in range(1, 31)))
    )
    columns = ColumnNames("date", "value")
    outcome = plan(looked, Choices(SeriesQuantity.LOSSES, columns, Kind.PER_ROW, by=PeriodLength.MONTH))
    assert (values(outcome), qualifiers(outcome)) == ([300], ["over"])
    assert "published as “more than”" in outcome.made[0].figures[SeriesQuantity.LOSSES].note


def test_a_column_that_says_anything_else_is_left_out_with_a_warning() -> None:
    outcome = read(with_words("about", "revised"))
    assert qualifiers(outcome) == ["exact"]
    (warning,) = (one for one in outcome.noticed if one.code == "qualifier")
    assert "it says “revised”" in str(warning.words)
    assert codes(outcome) == {}


def test_a_column_that_was_named_has_its_other_rows_refused() -> None:
    outcome = read(with_words("about", "revised", "more"), Kind.PER_ROW, "value*")
    assert codes(outcome) == {"qualifier": [3]}
    assert (outcome.read, outcome.used) == (3, 2)


def test_none_is_taken_where_none_is_wanted_and_where_there_are_bounds() -> None:
    assert qualifiers(read(with_words("about", "about"), qualifier=NO_COLUMN)) == ["exact"]
    looked = text("date,low,value,high,value*\n2024-09-01,1,2,3,about\n2024-09-02,4,5,6,about\n")
    columns = ColumnNames("date", "value", "low", "high")
    outcome = plan(looked, Choices(SeriesQuantity.LOSSES, columns, Kind.PER_ROW, by=PeriodLength.DAY))
    assert qualifiers(outcome) == ["exact", "exact"]


def test_rows_of_one_date_that_are_not_meant_alike_are_not_the_same_again() -> None:
    looked = text(lines(HEAD, ("2024-09-01", 5, "about"), ("2024-09-01", 5, "more"), ("2024-09-02", 6, "")))
    with pytest.raises(Unsettled, match="2024-09-01 stands there more than once"):
        read(looked)


def test_the_general_staff_says_about_of_its_totals() -> None:
    choices = Choices(
        SeriesQuantity.LOSSES,
        ColumnNames("date", "personnel"),
        Kind.CUMULATIVE,
        Dating.EVENT,
        by=PeriodLength.YEAR,
    )
    outcome = plan(file("losses_gs_personnel_daily.json"), choices)
    assert (values(outcome), qualifiers(outcome)) == ([430_790], ["about"])
