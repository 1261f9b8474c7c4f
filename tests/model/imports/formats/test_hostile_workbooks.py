"""Workbooks that would take all memory or time, or show what they do not hold."""

from __future__ import annotations

import io
import re
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from model.imports import child as in_child
from model.imports import child_side
from model.imports.cells import Unsettled
from model.imports.choices import Duplicates, FileReading, Kind, PeriodLength
from model.imports.inspect_file import FileReport, look
from model.text.errors import Unreadable
from tests.model.imports import hostile
from tests.model.imports.data import codes, days, losses, noticed, values

_MB = 1 << 20
ROOT = Path(__file__).parents[4]
OPENING = """\
import resource, sys
from model.imports import child
from model.imports.choices import FileReading
from model.imports.inspect_file import look
from model.text.errors import Unreadable
fewer = "from model.imports import child_side\\nchild_side.SECONDS = 2\\nsys.exit("
child._CHILD = child._CHILD.replace("sys.exit(", fewer)
try:
    look(sys.stdin.buffer.read(), FileReading(), "book.xlsx")
except Unreadable as error:
    print(error)
child = resource.getrusage(resource.RUSAGE_CHILDREN)
with open("/proc/self/status") as status:  # of this program; ru_maxrss keeps what its parent took before
    own = next(line.split()[1] for line in status if line.startswith("VmHWM"))
print(own, child.ru_maxrss, child.ru_utime, sep="\\n")
"""


def book(fill: Callable[[xlsxwriter.Workbook, Any], None]) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as workbook:
        fill(workbook, workbook.add_worksheet("One"))
    return data.getvalue()


def opened(data: bytes, **reading: str) -> FileReport:
    return look(data, FileReading(**reading), "book.xlsx")  # type: ignore[arg-type] # texts alone are given


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (partial(hostile.one_long_text_in_many_cells, 4000), "too much text"),
        (partial(hostile.one_long_text_in_many_cells, 1, 60_000), "too much text"),
        (partial(hostile.many_sheets, 3000), "more than 1000 sheets"),
        (
            lambda: hostile.xlsx_of("<row><c><v>1</v></c></row>" * 2_600_000),
            "reaches too far|too long|more memory",
        ),
    ],
)
def test_a_small_file_that_would_take_all_memory_is_refused(make: Callable[[], bytes], reason: str) -> None:
    """Opened in a process of its own: what a test process has taken before would count for its children.

    It is let 2 of the processor's seconds, where people's are let 9: the limit ends the last of these files.
    """
    data = make()
    assert len(data) < _MB
    done = subprocess.run(
        [sys.executable, "-c", OPENING], input=data, capture_output=True, cwd=ROOT, check=True
    )
    said, own, child, seconds = done.stdout.decode().splitlines()
    assert re.search(reason, said)
    assert int(own) + int(child) < 1024 * 1024  # KiB
    assert float(seconds) < 4
    assert child_side.SECONDS < 12


def test_a_child_out_of_time_ends_so_that_its_parent_knows_why() -> None:
    endless = "from model.imports import child_side as p\np.SECONDS = 1\np.limit()\nwhile True: pass"
    ended = subprocess.run([sys.executable, "-c", endless], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGXCPU


def test_a_machine_that_is_busy_is_named_and_not_the_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_child, "PATIENCE", 0)
    with pytest.raises(Unreadable, match="the machine is too busy"):
        opened(hostile.many_numbers(10))


@pytest.mark.parametrize("make", [hostile.many_numbers, hostile.many_sheets])
def test_four_times_as_much_takes_about_four_times_as_long(make: Callable[[int], bytes]) -> None:
    def seconds(count: int) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        opened(make(count))
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before

    start = seconds(1)  # of the child itself
    small, large = (seconds(count) - start for count in (240, 960))
    assert large < 8 * max(small, 0.02) + 0.2


def _hidden(workbook: xlsxwriter.Workbook, sheet: Any) -> None:
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, ["date", "value"])
    for number in range(1, 5):
        sheet.write_datetime(number, 0, date(2024, 9, (number + 1) // 2), day)
        sheet.write_number(number, 1, 10**number)
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_row(4, None, None, {"hidden": True})


def test_hidden_rows_are_asked_about_and_then_read_or_left_out_by_name() -> None:
    data = book(_hidden)
    with pytest.raises(Unsettled, match=r"2 rows are hidden \(rows 3, 5\)") as asked:
        losses(opened(data), kind=Kind.PER_ROW)
    assert [question.choice for question in asked.value.questions] == ["hidden", "by"]
    skipped = losses(opened(data, hidden="skip"), kind=Kind.PER_ROW, by=PeriodLength.DAY)
    assert (codes(skipped), values(skipped)) == ({"hidden": [3, 5]}, [10, 1000])
    read = losses(
        opened(data, hidden="read"), kind=Kind.PER_ROW, by=PeriodLength.DAY, duplicates=Duplicates.ADD
    )
    assert values(read) == [110, 11_000]


def test_a_hidden_column_is_asked_about_and_may_be_left_out() -> None:
    def fill(_workbook: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.write_row(0, 0, ["date", "old", "value"])
        sheet.write_row(1, 0, ["2024-09-01", 5, 6])
        sheet.set_column(1, 1, None, None, {"hidden": True})

    data = book(fill)
    assert [str(question.words) for question in opened(data).questions] == ["1 column is hidden (B)"]
    assert opened(data, hidden="skip").table.names == ("date", "value")
    assert opened(data, hidden="read").table.names == ("date", "old", "value")


def test_white_and_struck_text_is_asked_about() -> None:
    def fill(workbook: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.write_row(0, 0, ["date", "value"])
        sheet.write_row(1, 0, ["2024-09-01", 5])
        sheet.write_string(2, 0, "2024-09-02")
        sheet.write_number(2, 1, 6, workbook.add_format({"font_color": "white"}))
        sheet.write_string(3, 0, "2024-09-03")
        sheet.write_number(3, 1, 7, workbook.add_format({"font_color": "white", "bg_color": "navy"}))
        sheet.write_string(4, 0, "2024-09-04")
        sheet.write_number(4, 1, 8, workbook.add_format({"font_strikeout": True, "bg_color": "navy"}))

    data = book(fill)
    assert [str(question.words) for question in opened(data).questions] == [
        "white, hidden or struck-through text stands in B3, B5"
    ]
    assert codes(losses(opened(data, hidden="skip"), kind=Kind.PER_ROW, by=PeriodLength.DAY)) == {
        "no_value": [3, 5]
    }
    assert values(losses(opened(data, hidden="read"), kind=Kind.PER_ROW, by=PeriodLength.DAY)) == [5, 6, 7, 8]


def test_digits_that_a_cell_shows_and_does_not_hold_are_refused_by_name() -> None:
    def fill(workbook: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.write_row(0, 0, ["date", "value"])
        sheet.write_row(1, 0, ["2024-09-01", 7])
        sheet.write_string(2, 0, "2024-09-02")
        sheet.write_number(2, 1, 5, workbook.add_format({"num_format": '"125,000"'}))
        sheet.write_string(3, 0, "2024-09-03")
        sheet.write_number(3, 1, 9, workbook.add_format({"num_format": '#,##0 "people"'}))

    outcome = losses(opened(book(fill)), kind=Kind.PER_ROW, by=PeriodLength.DAY)
    assert codes(outcome) == {"numbers": [3]}
    assert "5 shown as “125,000”" in str(outcome.refused[0].words)


def test_a_raised_digit_is_no_digit_of_the_number() -> None:
    def fill(workbook: xlsxwriter.Workbook, sheet: Any) -> None:
        raised = workbook.add_format({"font_script": 1})
        sheet.write_row(0, 0, ["date", "value"])
        sheet.write_string(1, 0, "2024-09-01")
        sheet.write_rich_string(1, 1, "1,200", raised, "1")
        sheet.write_row(2, 0, ["2024-09-02", 1300])

    looked = opened(book(fill))
    assert looked.sample[0][1][1] == "1,200¹"
    assert "B2" in str(next(one.words for one in looked.noticed if one.code == "raised"))


def test_digits_struck_through_within_a_text_are_no_digits_of_the_number() -> None:
    def fill(workbook: xlsxwriter.Workbook, sheet: Any) -> None:
        gone = workbook.add_format({"font_strikeout": True})
        sheet.write_row(0, 0, ["date", "value", "note"])
        sheet.write_row(1, 0, ["2024-09-01", 1300])
        sheet.write_string(2, 0, "2024-09-02")
        sheet.write_rich_string(2, 1, gone, "12", "34")
        sheet.write_rich_string(2, 2, "from ", gone, "the ", "ministry")

    outcome = losses(opened(book(fill)), kind=Kind.PER_ROW, by=PeriodLength.DAY)
    assert codes(outcome) == {"numbers": [3]}
    assert "struck “12” 34" in str(outcome.refused[0].words)
    assert "raised" not in noticed(outcome)
    assert opened(book(fill)).sample[1][1][2] == "from the ministry"


def test_a_date_shown_as_its_month_is_that_month() -> None:
    def fill(workbook: xlsxwriter.Workbook, sheet: Any) -> None:
        sheet.write_row(0, 0, ["month", "value"])
        for row, form in (
            (1, "mmm-yy"),
            (2, "mmmm yyyy"),
            (3, "yyyy"),
            (4, "yyyy-mm-dd"),
            (5, '[$-422]mmmm" "yyyy'),
        ):
            shown = workbook.add_format({"num_format": form})
            sheet.write_datetime(row, 0, date(2024, 7, 15), shown)
            sheet.write_number(row, 1, row)

    cells = [row[0] for _, row in opened(book(fill)).sample]
    assert cells == ["2024-07", "2024-07", "2024", date(2024, 7, 15), "2024-07"]


@pytest.mark.parametrize("since_1904", [False, True])
def test_days_that_are_counted_are_counted_from_where_the_workbook_does(since_1904: bool) -> None:
    data = io.BytesIO()
    workbook = xlsxwriter.Workbook(data, {"date_1904": since_1904})
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, ["date", "value"])
    sheet.write_row(1, 0, [45536 - 1462 * since_1904, 5])
    workbook.close()
    outcome = losses(opened(data.getvalue(), date_format="serial"), kind=Kind.PER_ROW, by=PeriodLength.DAY)
    assert [made.span for made in outcome.made] == [days("2024-09-01", "2024-09-01")]


def test_a_formula_that_nobody_calculated_is_no_0() -> None:
    def fill(workbook: xlsxwriter.Workbook, sheet: Any) -> None:  # which asks to be calculated when opened
        sheet.write_row(0, 0, ["date", "value"])
        sheet.write_row(1, 0, ["2024-09-01", 5])
        sheet.write_string(2, 0, "2024-09-02")
        sheet.write_formula(2, 1, "=B2+1")

    assert [row[1] for _, row in opened(book(fill)).sample] == [5, "a formula without a value"]


def test_error_cells_and_formulas_without_a_value_are_named() -> None:
    rows = (
        '<row><c t="inlineStr"><is><t>date</t></is></c><c t="inlineStr"><is><t>low</t></is></c>'
        '<c t="inlineStr"><is><t>high</t></is></c></row>'
        '<row><c t="inlineStr"><is><t>2024-09-01</t></is></c><c><v>1</v></c><c t="e"><v>#N/A</v></c></row>'
        '<row><c t="inlineStr"><is><t>2024-09-02</t></is></c><c><f>A1</f></c><c><v>5</v></c></row>'
        '<row><c t="inlineStr"><is><t>2024-09-03</t></is></c><c><v>4</v></c><c><v>5</v></c></row>'
    )
    looked = opened(hostile.xlsx_of(rows))
    assert [row[1:] for _, row in looked.sample] == [
        [1, "error #N/A"],
        ["a formula without a value", 5],
        [4, 5],
    ]


_ODS_STYLES = """<office:automatic-styles>
<number:date-style style:name="N1"><number:month
 number:textual="true"/><number:text>-</number:text><number:year/>
</number:date-style><number:number-style
 style:name="N2"><number:text>125,000</number:text></number:number-style>
<style:style style:name="month" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="fixed" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="white" style:family="table-cell"><style:text-properties
 fo:color="#ffffff"/></style:style>
<style:style style:name="struck" style:family="table-cell"><style:text-properties
 style:text-line-through-style="solid"/></style:style>
<style:style style:name="up" style:family="text"><style:text-properties style:text-position="super
 58%"/></style:style>
<style:style style:name="gone" style:family="text"><style:text-properties
 style:text-line-through-style="solid"/></style:style>
</office:automatic-styles>"""
_ODS_ROWS = """<table:table-column table:default-cell-style-name="month"/><table:table-column/>
<table:table-row>{head}</table:table-row>
<table:table-row><table:table-cell office:value-type="date"
 office:date-value="2024-07-15"><text:p>Jul-24</text:p>
</table:table-cell><table:table-cell office:value-type="string"><text:p>1,200<text:span
 text:style-name="up">1</text:span>
</text:p></table:table-cell></table:table-row>
<table:table-row{hidden}><table:table-cell office:value-type="date"
 office:date-value="2024-08-15"><text:p>Aug-24</text:p>
</table:table-cell><table:table-cell table:style-name="fixed" office:value-type="float" office:value="5">
<text:p>125,000</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="date"
 office:date-value="2024-09-15"><text:p>Sep-24</text:p>
</table:table-cell><table:table-cell table:style-name="{style}" office:value-type="float"
 office:value="7">
<text:p>7</text:p></table:table-cell></table:table-row>"""


def ods_of(*, hidden: str = "", style: str = "") -> bytes:
    head = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>'
        for name in ("date", "value")
    )
    rows = _ODS_ROWS.format(head=head, hidden=hidden, style=style)
    return hostile.ods_of(f'<table:table table:name="One">{rows}</table:table>', _ODS_STYLES)


def test_an_ods_sheet_is_read_as_it_is_shown() -> None:
    looked = look(ods_of(), name="book.ods")
    assert [row for _, row in looked.sample] == [
        ["2024-07", "1,200¹"],
        ["2024-08", "5 shown as “125,000”"],
        ["2024-09", 7],
    ]
    assert "B2" in str(next(one.words for one in looked.noticed if one.code == "raised"))


def test_struck_digits_of_an_ods_sheet_are_named() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        f"<table:table-row>{cell.format(day)}{cell.format(value)}</table:table-row>"
        for day, value in (
            ("date", "value"),
            ("2024-09-01", '<text:span text:style-name="gone">12</text:span>34'),
        )
    )
    looked = look(
        hostile.ods_of(f'<table:table table:name="One">{rows}</table:table>', _ODS_STYLES), name="a.ods"
    )
    assert looked.sample[0][1] == ["2024-09-01", "struck “12” 34"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (ods_of(hidden=' table:visibility="filter"'), "hidden by a filter"),
        (ods_of(hidden=' table:visibility="collapse"'), "1 row is hidden|1 rows are hidden"),
        (ods_of(style="white"), "white, hidden or struck-through text stands in B4"),
        (ods_of(style="struck"), "white, hidden or struck-through text stands in B4"),
    ],
)
def test_what_an_ods_sheet_hides_is_asked_about(data: bytes, said: str) -> None:
    (question,) = look(data, name="book.ods").questions
    assert re.search(said, str(question.words))
