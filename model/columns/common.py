"""What the tables share: groups of columns, and the declarations of label, series, days, note and figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from model.columns.cell import ChoiceColumn, Column, Context, DateColumn, TextColumn, always, never
from model.columns.figure import FigureColumn, FigureDateColumn, FigureSourceColumn, FigureTextColumn
from model.text.figures import Quantity
from model.text.words import marked

PERIOD = marked("Period")
PUBLISHED = marked("Published")
COMPUTED = marked("Computed live")
ABOUT_IT = marked("About it")


def several_series(ctx: Context) -> bool:
    """Show the series of a row once there is more than one."""
    return len(ctx.project.series) > 1


def _series_options(ctx: Context) -> tuple[tuple[Any, str], ...]:
    return tuple((series.id, series.name or series.id) for series in ctx.project.series)


def label_column(rows: str, *, group: str = PERIOD) -> TextColumn:
    """Declare the label of the rows of a table."""
    return TextColumn(
        key="label",
        rows=rows,
        attribute="label",
        head=marked("Label"),
        group=group,
        help=marked("What the row is called; “November 2024” fills in the days of a new row."),
        sample="Σ Sep–Nov, as published, all of it",
    )


def series_column(rows: str, *, group: str = PERIOD) -> ChoiceColumn:
    """Declare the series that the rows of a table belong to."""
    return ChoiceColumn(
        key="series",
        rows=rows,
        attribute="series",
        options=_series_options,
        head=marked("Series"),
        group=group,
        help=marked("The series that the row belongs to: one side, one definition of losses."),
        required=True,
        sample="Russian forces",
        shown=several_series,
    )


def start_column(rows: str) -> DateColumn:
    """Declare the first day of the rows of a table."""
    return DateColumn(
        key="start",
        rows=rows,
        attribute="start",
        head=marked("Start"),
        group=PERIOD,
        help=marked("The first day, which is counted."),
        required=True,
    )


def end_column(rows: str) -> DateColumn:
    """Declare the last day of the rows of a table."""
    return DateColumn(
        key="end",
        rows=rows,
        attribute="end",
        head=marked("End"),
        group=PERIOD,
        help=marked("The last day, which is counted."),
        required=True,
    )


def note_column(rows: str) -> TextColumn:
    """Declare the note of the rows of a table."""
    return TextColumn(
        key="note",
        rows=rows,
        attribute="note",
        head=marked("Note"),
        group=ABOUT_IT,
        help=marked("Anything a reader of the row should know."),
        shown=never,
    )


def figure_columns(  # noqa: PLR0913 - a declaration names what it declares
    rows: str,
    attribute: str,
    head: str,
    help_text: str,
    details: Mapping[str, str],
    *,
    area: bool = False,
    people: Quantity = Quantity.PEOPLE,
    required: bool = False,
    above_zero: bool = False,
    shown_details: tuple[str, ...] = (),
) -> tuple[Column, ...]:
    """Declare the column of a figure and those of its source, quote, scope, note and date."""
    figure = FigureColumn(
        key=attribute,
        rows=rows,
        attribute=attribute,
        head=head,
        group=PUBLISHED,
        help=help_text,
        area=area,
        people=people,
        required=required,
        above_zero=above_zero,
    )
    source = FigureSourceColumn(
        key=f"{attribute}.source",
        rows=rows,
        attribute=attribute,
        head=details["source"],
        group=PUBLISHED,
        help=marked("Who published the figure."),
        shown=always if "source" in shown_details else never,
    )
    texts = tuple(
        FigureTextColumn(
            key=f"{attribute}.{detail}",
            rows=rows,
            attribute=attribute,
            detail=detail,
            head=details[detail],
            group=PUBLISHED,
            help=help_of,
            shown=always if detail in shown_details else never,
        )
        for detail, help_of in DETAIL_HELP.items()
    )
    as_of = FigureDateColumn(
        key=f"{attribute}.as_of",
        rows=rows,
        attribute=attribute,
        head=details["as_of"],
        group=PUBLISHED,
        help=marked("The day on which the figure was stated."),
    )
    return (figure, source, *texts, as_of)


DETAIL_HELP: Mapping[str, str] = {
    "quote": marked("The published words that the figure was taken from."),
    "scope": marked("What area or people the figure covers, such as “Ukraine and Kursk”."),
    "note": marked("What else is to be known about the figure."),
}


ONE_FIGURE_DETAILS = {
    "source": marked("Source"),
    "quote": marked("Quote"),
    "scope": marked("Scope"),
    "note": marked("Note on the figure"),
    "as_of": marked("As of"),
}
