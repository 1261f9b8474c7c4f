"""What a person chose for a chart stands on it, and days that were not chosen count for nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from model.chart_settings import (
    AxisKind,
    ChartNote,
    ChartSettings,
    LabelsShown,
    LegendPlace,
)
from model.charts import ChartOptions, build
from model.charts.chosen import read_note, written_note
from model.charts.data import Annotation, AxisRule, Chart
from model.checks import checks
from model.derive.results import derive
from model.edits.view import set_chart
from model.files import sample
from model.text.errors import Unreadable
from model.text.formats import Formats
from model.text.records import replace

NOVEMBER: dict[str, Any] = {"start": date(2024, 11, 1), "end": date(2024, 11, 30)}
AUTUMN = sample("autumn-2024")


def chart(settings: ChartSettings, only: tuple[int, ...] | None = None) -> Chart:
    results = derive(set_chart(AUTUMN, settings, "a chart").project)
    options = ChartOptions(only=only)
    return build(settings.chart, results, lambda: checks(results), Formats(), options)


def settings(_chart: str = "losses-gains", /, **members: Any) -> ChartSettings:
    return replace(ChartSettings(_chart, "ru"), **members)


def test_a_chart_shows_only_the_days_chosen_and_says_which() -> None:
    november = chart(settings(**NOVEMBER))
    losses = november.panels[0].marks[0]
    assert november.dates == "1–30 Nov 2024"
    assert (losses.rows.tolist(), losses.best.tolist()) == ([1], [1523.0])
    assert AUTUMN.periods[1].label == "November 2024"
    assert "45,690 people lost" in november.alt
    assert "80,110" not in november.alt


def test_what_is_partly_on_the_days_chosen_is_left_out_and_said() -> None:
    some = chart(settings(start=date(2024, 10, 1), end=date(2024, 11, 30)))
    assert some.panels[0].marks[0].rows.tolist() == [1]
    assert "1 row partly on other days" in some.note
    last_day = chart(settings(start=date(2024, 10, 31), end=date(2024, 11, 1)))
    assert "2 rows partly on other days" in last_day.note
    beside = chart(settings(start=date(2024, 11, 1), end=date(2024, 11, 30)))
    assert "partly" not in beside.note


def test_a_running_sum_begins_with_the_days_chosen() -> None:
    steps = chart(settings("balance", **NOVEMBER)).panels[0].marks[0]
    assert (steps.low.tolist(), steps.high.tolist()) == ([15_690.0], [20_690.0])


def test_a_chart_on_whose_days_there_is_nothing_says_so() -> None:
    assert chart(settings(start=date(1999, 1, 1), end=date(1999, 1, 2))).empty


def test_the_filter_is_followed_where_that_was_chosen() -> None:
    assert chart(settings(), only=(0,)).panels[0].marks[0].rows.tolist() == [0, 1]
    followed = chart(settings(filtered=True), only=(0,))
    assert followed.panels[0].marks[0].rows.tolist() == [0]
    assert "1 row that the filter hides" in followed.note


def test_texts_take_the_place_of_the_automatic_ones() -> None:
    automatic = chart(settings())
    own = chart(settings(title="Each km²\ncost 53", subtitle="", note="By parties.", credit="Chart: us"))
    assert (own.title, own.subtitle, own.note, own.credit) == (
        *("Each km² cost 53", "", "By parties.", "Chart: us"),
    )
    assert own.dates == automatic.dates
    assert own.alt == f"Each km² cost 53. By parties. {automatic.alt}"
    assert (automatic.credit, chart(settings(title="")).title) == (None, automatic.title)


def test_labels_legend_remarks_colour_and_style_are_those_chosen() -> None:
    made = chart(
        settings(
            labels=LabelsShown.NONE,
            legend=LegendPlace.BELOW,
            notes=(
                ChartNote("over 2,000", date(2024, 11, 28)),
                ChartNote("incomplete", date(2024, 11, 1), date(2025, 3, 1)),
                ChartNote("long ago", date(1999, 1, 1)),
            ),
            colors=(("ru", "#112233"),),
            style="newsprint",
        )
    )
    day = date(2024, 11, 28).toordinal()
    assert (made.labelled, made.legend_place) == (LabelsShown.NONE, LegendPlace.BELOW)
    assert made.annotations == (
        Annotation(day, day + 1, "over 2,000"),
        Annotation(date(2024, 11, 1).toordinal(), date(2024, 12, 1).toordinal(), "incomplete"),
    )
    assert (made.color, made.style) == ("#112233", "newsprint")
    assert chart(settings(style="newsprint")).color == ""  # a style has a colour of its own for losses
    assert chart(settings()).color == AUTUMN.series[0].color


def test_decimals_are_alike_and_those_chosen() -> None:
    def written(**members: Any) -> list[str]:
        gains = chart(settings(**members)).panels[1].marks[0]
        return [gains.lines(i)[0][1] for i in range(2)]

    assert written() == ["24.9", "28.0"]  # 24.869 and 27.967
    assert written(decimals=2) == ["24.87", "27.97"]
    assert written(decimals=0) == ["25", "28"]


def test_numbers_are_written_in_the_language_chosen_and_words_where_the_program_speaks_it() -> None:
    ukrainian = chart(settings(language="uk"))
    assert "1\u00a0313" in ukrainian.panels[0].marks[0].lines(0)[0][1]
    assert ukrainian.title.startswith("Втрати й приріст")
    assert chart(settings(language="de")).title == chart(settings()).title
    assert "1.313" in chart(settings(language="de")).panels[0].marks[0].lines(0)[0][1]
    assert chart(settings(language="xx")).alt == chart(settings()).alt


@pytest.mark.parametrize(
    ("members", "rule"),
    [
        ({}, AxisRule()),
        ({"axis": AxisKind.LOG}, AxisRule(log=True)),
        ({"axis": AxisKind.RANGE, "low": 0.0, "high": 500.0}, AxisRule(0.0, 500.0, fixed=True)),
        ({"axis": AxisKind.RANGE, "high": 2000.0}, AxisRule(0.0, 2000.0, fixed=True)),
        ({"axis": AxisKind.RANGE, "low": 9e9}, AxisRule()),
        ({"axis": AxisKind.RANGE}, AxisRule()),
    ],
)
def test_the_axis_is_as_chosen(members: dict[str, Any], rule: AxisRule) -> None:
    assert chart(settings(**members)).panels[0].axis == rule


def test_what_lies_beyond_a_given_axis_is_said_whatever_note_was_typed() -> None:
    made = chart(settings(axis=AxisKind.RANGE, low=0.0, high=1400.0, note="Ours."))
    assert made.note == "Ours. Broken, because beyond the axis: November 2024 (1,523), a day."


def test_settings_given_take_the_place_of_those_kept() -> None:
    results = derive(set_chart(AUTUMN, settings(title="Kept"), "a chart").project)
    options = ChartOptions(settings=settings(title="Given"))
    assert build("losses-gains", results, lambda: checks(results), Formats(), options).title == "Given"


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("2024-11-28 over 2,000", ChartNote("over 2,000", date(2024, 11, 28))),
        (
            "2024-11-01..2025-03-01 incomplete",
            ChartNote("incomplete", date(2024, 11, 1), date(2025, 3, 1)),
        ),
    ],
)
def test_a_remark_is_a_line_of_days_and_a_text_and_written_as_it_is_read(line: str, note: ChartNote) -> None:
    assert read_note(f" {line} ") == note
    assert written_note(note) == line


@pytest.mark.parametrize("line", ["", "2024-11-28", "2024-11-28 ", "over 2,000", "..2024-11-28 x"])
def test_a_line_without_a_day_or_a_text_is_no_remark(line: str) -> None:
    with pytest.raises(Unreadable):
        read_note(line)
