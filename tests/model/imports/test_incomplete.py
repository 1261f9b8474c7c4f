"""A row that cannot be used makes the figure of its period incomplete: none, and the reason names it."""

from __future__ import annotations

import pytest

from model.imports.applying import apply
from model.imports.cells import Unsettled
from model.imports.choices import (
    ColumnNames,
    Dating,
    Duplicates,
    Kind,
    PeriodLength,
    SeriesQuantity,
    TableChoices,
)
from model.imports.plan import plan
from model.imports.planned import Outcome
from model.imports.recipe import recipe_of
from model.project import Project
from tests.model.imports.data import codes, days, losses, text, values

SEPTEMBER = (days("2024-09-01", "2024-09-03"),)


def amounts(*rows: str, **choices: object) -> Outcome:
    content = "date,value\n" + "".join(f"{row}\n" for row in rows)
    return losses(text(content), kind=Kind.PER_ROW, **{"spans": SEPTEMBER, **choices})


def reason(outcome: Outcome) -> str:
    (made,) = outcome.made
    return str(made.reasons.get(SeriesQuantity.LOSSES, ""))


@pytest.mark.parametrize(
    "cell", ["?", "n/a", "", "many", "12.5", "-3", "1 killed, 2 wounded", "#N/A", "(7)", "5-"]
)
@pytest.mark.parametrize("duplicates", [None, Duplicates.ADD, Duplicates.LAST])
@pytest.mark.parametrize("zero_gaps", [False, True])
def test_a_row_that_cannot_be_read_leaves_no_figure(
    cell: str, duplicates: Duplicates | None, zero_gaps: bool
) -> None:
    rows = ("2024-09-01,5", f"2024-09-02,{cell}", "2024-09-03,7")
    quoted = tuple(f'{row[:11]}"{row[11:]}"' for row in rows)
    outcome = amounts(*quoted, duplicates=duplicates, zero_gaps=zero_gaps)
    assert values(outcome) == [None]
    assert "row 3" in reason(outcome)
    assert outcome.unusable == 1
    assert outcome.read == outcome.used + outcome.filtered + outcome.unusable


@pytest.mark.parametrize("cell", ["?", "x", "5.5"])
def test_a_row_of_a_day_that_other_rows_are_about_is_missing_too(cell: str) -> None:
    outcome = amounts("2024-09-01,5", f"2024-09-01,{cell}", "2024-09-02,7", by=PeriodLength.DAY, spans=())
    assert values(outcome) == [None, 7]


def test_a_first_day_that_cannot_be_read_is_a_period_too_and_one_that_is_blank_is_none() -> None:
    rows = ("2024-09-02,5", "2024-09-03,7")
    assert values(amounts("2024-09-01,x", *rows, by=PeriodLength.DAY, spans=())) == [None, 5, 7]
    assert values(amounts("2024-09-01,", *rows, by=PeriodLength.DAY, spans=())) == [5, 7]


@pytest.mark.parametrize("row", ["soon,6", ",6", "2024-13-45,6"])
def test_a_row_without_its_day_is_missing_in_the_days_around_it(row: str) -> None:
    rows = ("2024-09-01,5", "2024-09-02,1", row, "2024-09-03,7", "2024-09-04,8")
    outcome = amounts(*rows, by=PeriodLength.DAY, spans=(), carry=False)
    assert values(outcome) == [5, None, None, 8]


def test_a_row_with_too_many_cells_and_bad_bounds_are_missing() -> None:
    assert values(amounts("2024-09-01,5", "2024-09-02,6,7", "2024-09-03,7")) == [None]
    content = "date,low,value,high\n2024-09-01,4,5,6\n2024-09-02,7,5,6\n2024-09-03,6,7,8\n"
    outcome = losses(
        text(content), columns=ColumnNames("date", "value", "low", "high"), kind=Kind.PER_ROW, spans=SEPTEMBER
    )
    assert values(outcome) == [None]
    assert codes(outcome) == {"low_above_high": [3]}


def test_what_is_known_is_given_as_at_least_when_asked() -> None:
    rows = ("2024-09-01,5", "2024-09-02,?", "2024-09-03,7")
    (made,) = amounts(*rows, zero_gaps=True, known_only=True).made
    figure = made.figures[SeriesQuantity.LOSSES]
    assert (figure.value, figure.qualifier) == (12, "at_least")
    assert "row 3" in figure.note
    daily = amounts("2024-09-01,5", "2024-09-02,?", "2024-09-03,7", known_only=True)
    assert [made.figures[SeriesQuantity.LOSSES].qualifier for made in daily.made] == ["at_least"]
    assert values(amounts("2024-09-01,5", "2024-09-03,?", known_only=True)) == [None]
    assert values(amounts("2024-09-02,?", "2024-09-03,0", zero_gaps=True, known_only=True)) == [None]


def test_a_total_that_cannot_be_read_inside_the_days_and_one_that_is_not_given() -> None:
    def over(cell: str) -> Outcome:
        content = f"date,value\n2024-08-31,100\n2024-09-02,{cell}\n2024-09-03,130\n"
        return losses(text(content), kind=Kind.CUMULATIVE, dating=Dating.REPORT, spans=SEPTEMBER)

    assert values(over("abc")) == [None]
    assert "row 3" in reason(over("abc"))
    assert values(over("n/a")) == [30]


def test_dates_on_the_first_row_of_a_group_are_asked_about_carried_or_missing() -> None:
    rows = ("2024-09-01,5", ",6", "2024-09-02,7", ",8")
    with pytest.raises(Unsettled, match="rows 3, 5") as refused:
        amounts(*rows, by=PeriodLength.DAY, spans=())
    assert [question.choice for question in refused.value.questions] == ["carry"]
    assert values(amounts(*rows, by=PeriodLength.DAY, spans=(), carry=True)) == [11, 15]
    assert values(amounts(*rows, by=PeriodLength.DAY, spans=(), carry=False)) == [None, None]


def test_the_project_keeps_which_rows_were_refused_and_why() -> None:
    outcome = amounts("2024-09-01,5", "2024-09-02,?", "2024-09-03,x", "2024-09-03,7")
    (tree,) = apply(Project(), outcome).project.imports
    assert tree["rows"] == {"read": 4, "used": 2, "filtered": 0, "refused": 2}
    assert [(one["row"], one["start"], one["why"][:8]) for one in tree["refused"]] == [
        (4, "2024-09-03", "“x” is n"),
        (3, "2024-09-02", "no value"),
    ]
    assert recipe_of(tree).refused[0].row == 4


def test_all_open_questions_are_asked_at_once() -> None:
    content = "when;side;losses;other\n02/11/2024;a;38,130;1\n02/11/2024;b;41,980;2\n"
    with pytest.raises(Unsettled) as refused:
        losses(text(content), columns=ColumnNames(), kind=None)
    asked = [question.choice for question in refused.value.questions]
    assert {"kind", "by", "decimal", "date_format"} <= set(asked)


@pytest.mark.parametrize(
    ("head", "asked"),
    [
        ("when;a;b", {"value", "date_format", "kind", "by"}),
        ("born;losses;b", {"date", "decimal", "kind", "by"}),
    ],
)
def test_what_is_open_of_the_columns_that_are_known_is_asked_with_the_others(
    head: str, asked: set[str]
) -> None:
    content = f"{head}\n02/11/2024;38,130;1\n03/11/2024;41,980;2\n"
    with pytest.raises(Unsettled) as refused:
        losses(text(content), columns=ColumnNames(), kind=None)
    assert {question.choice for question in refused.value.questions} == asked


def test_the_header_that_stands_there_again_is_left_out_and_said() -> None:
    outcome = amounts(
        "2024-09-01,5", "date,value", "2024-09-02,6", "2024-09-03,7", by=PeriodLength.DAY, spans=()
    )
    assert values(outcome) == [5, 6, 7]
    assert codes(outcome) == {"header": [3]}
    assert (outcome.filtered, outcome.unusable) == (1, 0)
    content = "period,losses\n2024-09,5\nperiod,losses\n2024-10,6\n"
    assert codes(plan(text(content), TableChoices())) == {"header": [3]}


@pytest.mark.parametrize("dating", [Dating.REPORT, Dating.EVENT])
def test_periods_as_the_rows_have_them_follow_the_dating(dating: Dating) -> None:
    outcome = amounts("2024-09-02,5", "2024-09-03,7", by=PeriodLength.ROWS, spans=(), dating=dating)
    first = 2 if dating is Dating.REPORT else 1
    assert [(made.span.start.day, made.span.end.day) for made in outcome.made] == [
        (first, first),
        (first + 1,) * 2,
    ]
    assert values(outcome) == [5, 7]


def test_a_day_without_rows_has_no_figure() -> None:
    assert values(amounts("2024-09-02,5", spans=(days("2024-09-05", "2024-09-05"),))) == [None]
