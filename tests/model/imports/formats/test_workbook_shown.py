"""What a workbook shows otherwise than it holds it: in thousands, in percent, on sheets that are hidden."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
import xlsxwriter

from model.imports.cells import Unsettled
from model.imports.choices import FileReading, SeriesQuantity, TableChoices
from model.imports.formats.workbook_styles import shown_by
from model.imports.inspect_file import FileReport, look
from model.imports.plan import plan
from model.text.errors import Unreadable
from tests.model.imports import hostile
from tests.model.imports.data import noticed, only, values

THOUSANDS = """<office:automatic-styles><number:number-style style:name="N1">
<number:number number:min-integer-digits="1" number:display-factor="1000"/></number:number-style>
<style:style style:name="k" style:family="table-cell" style:data-style-name="N1"/>
</office:automatic-styles>"""
SHOWN_TWO_WAYS = '<table:table table:name="A">{}</table:table>'.format(
    "".join(
        f'<table:table-row><table:table-cell office:value-type="string"><text:p>{month}</text:p>'
        f"</table:table-cell><table:table-cell {cell}</table:table-cell></table:table-row>"
        for month, cell in (
            ("month", 'office:value-type="string"><text:p>losses (thousands)</text:p>'),
            ("2024-09", 'table:style-name="k" office:value-type="float" office:value="38130">'),
            ("2024-10", 'office:value-type="float" office:value="42">'),
        )
    )
)
MONTHS: list[list[object]] = [["month", "losses"], ["2024-09", 38130], ["2024-10", 41980]]


def book(
    rows: Sequence[Sequence[object]], shown: str = "General", sheets: Sequence[str] = ("A",), hidden: str = ""
) -> FileReport:
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data)
    form = workbook.add_format({"num_format": shown})
    for name in sheets:
        sheet = workbook.add_worksheet(name)
        for number, row in enumerate(rows if name != "empty" else []):
            sheet.write_row(number, 0, row, None if number == 0 else form)
        if name == hidden:
            sheet.hide()
    workbook.close()
    return look(data.getvalue(), FileReading(), "some.xlsx")


@pytest.mark.parametrize(
    ("code", "power"),
    [
        *(("0,", 3), ("#,##0,", 3), ("0.0,,", 6), ('#,##0,"k"', 3), ("0%", -2), ("0.00 %", -2)),
        *(("#,##0", 0), ("#,##0.00", 0), ("General", 0), ('0" %"', 0), ("mmm-yy", 0)),
    ],
)
def test_a_format_says_by_how_much_more_is_held_than_shown(code: str, power: int) -> None:
    assert shown_by(code).power == power


@pytest.mark.parametrize("name", ["losses", "losses (thousands)"])
def test_numbers_shown_in_thousands_are_read_as_they_are_held_whatever_their_name_says(name: str) -> None:
    outcome = plan(book([["month", name], *MONTHS[1:]], "#,##0,"), TableChoices())
    assert values(outcome) == [38130, 41980]
    assert "scaled" in noticed(outcome)


@pytest.mark.parametrize(
    ("code", "losses"),
    [('0 "k"', 38_000), ('0.0" тис."', 38_000), ("0\\ \\k", 38_000), ('0 "people"', 38), ('"~"0', 38)],
)
def test_a_word_for_thousands_that_the_format_alone_shows_is_read_with_the_number(
    code: str, losses: int
) -> None:
    assert values(plan(book([["month", "losses"], ["2024-09", 38]], code), TableChoices())) == [losses]


@pytest.mark.parametrize(
    ("code", "qualifier"),
    [
        *(('"~"0', "about"), (">0", "over"), ('"≥ "#,##0', "at_least"), ("0+", "at_least")),
        *(('0"+"', "at_least"), ("+0;-0", "exact"), ('"+"0', "exact"), ("0", "exact")),
    ],
)
def test_how_firmly_a_number_is_meant_that_the_format_alone_shows(code: str, qualifier: str) -> None:
    outcome = plan(book([["month", "losses"], ["2024-09", 38]], code), TableChoices())
    assert only(outcome).qualifier == qualifier


@pytest.mark.parametrize("code", ['0.0 "km²"', '#,##0 "km2"', '0 "км²"'])
def test_a_unit_that_the_format_alone_shows_is_the_unit(code: str) -> None:
    looked = book([["month", "area"], ["2024-09", 468.25], ["2024-10", 610]], code)
    assert values(plan(looked, TableChoices()), SeriesQuantity.GAINS) == [468.25, 610]


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_column_of_thousands_with_numbers_shown_so_and_others_whole_is_refused(form: str) -> None:
    """Shown are `38` and `42`; held are 38130 and 42: one number would be wrong by a thousand."""
    if form == "xlsx":
        made = io.BytesIO()
        workbook = xlsxwriter.Workbook(made)
        sheet = workbook.add_worksheet()
        for number, row in enumerate([["month", "losses (thousands)"], ["2024-09", 38130], ["2024-10", 42]]):
            sheet.write_row(number, 0, row)
        sheet.write(1, 1, 38130, workbook.add_format({"num_format": "0,"}))
        workbook.close()
        data = made.getvalue()
    else:
        data = hostile.ods_of(SHOWN_TWO_WAYS, THOUSANDS)
    with pytest.raises(
        Unreadable, match="“losses \\(thousands\\)”: some of its numbers are shown in thousands"
    ):
        plan(look(data, FileReading(), f"some.{form}"), TableChoices())


def test_percent_are_no_people() -> None:
    with pytest.raises(Unreadable, match="“%” in “38%”"):
        plan(book([["month", "losses"], ["2024-09", 0.38]], "0%"), TableChoices())


@pytest.mark.parametrize(
    ("code", "money"),
    [
        *(("[$$-409]#,##0", True), ('#,##0.00\\ "€"', True), ("$#,##0", True), ("#,##0 [$UAH]", True)),
        *(("[$-409]#,##0", False), ('_-* #,##0_-;_-* "-"_-', False), ("#,##0_$", False), ("0", False)),
    ],
)
def test_sums_of_money_are_told_from_people(code: str, money: bool) -> None:
    assert ("money" in noticed(plan(book(MONTHS, code), TableChoices()))) == money


def test_percent_of_an_ods_sheet_are_no_ground() -> None:
    """The kind of the cell says it, whatever its style."""
    rows = "".join(
        f'<table:table-row><table:table-cell office:value-type="string"><text:p>{month}</text:p>'
        f"</table:table-cell><table:table-cell {cell}</table:table-cell></table:table-row>"
        for month, cell in (
            ("month", 'office:value-type="string"><text:p>gains, km²</text:p>'),
            ("2024-09", 'office:value-type="percentage" office:value="0.38">'),
        )
    )
    sheet = hostile.ods_of(f'<table:table table:name="A">{rows}</table:table>')
    with pytest.raises(Unreadable, match="“38%” is in another unit"):
        plan(look(sheet, FileReading(), "some.ods"), TableChoices())


def test_a_hidden_sheet_is_named_and_not_taken_unless_it_is_asked_for() -> None:
    outcome = plan(book(MONTHS, sheets=("A", "Old"), hidden="Old"), TableChoices())
    assert values(outcome) == [38130, 41980]
    assert "hidden_sheets" in noticed(outcome)
    with pytest.raises(Unsettled, match="hidden sheets: Old") as asked:
        book(MONTHS, sheets=("empty", "Old"), hidden="Old")
    assert asked.value.questions[0].ways == ("Old",)
