from __future__ import annotations

import io
import subprocess
import zipfile
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

import pytest

from model.imports.cells import Unsettled
from model.imports.choices import Dating, FileReading, Kind, PeriodLength
from model.imports.inspect_file import FileReport, look
from model.text.errors import Unreadable
from tests.model.imports.data import codes, losses, values

_BOOK = """<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{sheets}</sheets></workbook>"""
_RELATIONS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
{relations}</Relationships>"""
_SHEET = """<?xml version="1.0"?>{doctype}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<sheetData>{rows}</sheetData>{merged}</worksheet>"""
_STYLES = """<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"""
_TYPES = (
    """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"""
)
ERROR = object()
EPOCH = date(1899, 12, 30)


def cell(reference: str, value: object) -> str:
    if value is ERROR:
        return f'<c r="{reference}" t="e"><v>#DIV/0!</v></c>'
    if isinstance(value, date):
        return f'<c r="{reference}" s="1"><v>{(value - EPOCH).days}</v></c>'
    if isinstance(value, str):
        return f'<c r="{reference}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{reference}"><v>{value}</v></c>'


def xlsx(sheets: dict[str, dict[str, object]], *, merged: str = "", doctype: str = "") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        book = f'<Relationship Id="b" Type="{kind}/officeDocument" Target="xl/workbook.xml"/>'
        archive.writestr("_rels/.rels", _RELATIONS.format(relations=book))
        archive.writestr("xl/styles.xml", _STYLES)
        names = list(sheets)
        book = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1))
        archive.writestr("xl/workbook.xml", _BOOK.format(sheets=book))
        relations = (
            "".join(
                f'<Relationship Id="r{n}" Type="{kind}/worksheet" Target="worksheets/sheet{n}.xml"/>'
                for n in range(1, len(names) + 1)
            )
            + f'<Relationship Id="s" Type="{kind}/styles" Target="styles.xml"/>'
        )
        archive.writestr("xl/_rels/workbook.xml.rels", _RELATIONS.format(relations=relations))
        for n, name in enumerate(names, 1):
            by_row: dict[int, str] = {}
            for reference, value in sheets[name].items():
                row = int("".join(sign for sign in reference if sign.isdigit()))
                by_row[row] = by_row.get(row, "") + cell(reference, value)
            rows = "".join(f'<row r="{row}">{cells}</row>' for row, cells in sorted(by_row.items()))
            sheet = _SHEET.format(rows=rows, doctype=doctype, merged=merged)
            archive.writestr(f"xl/worksheets/sheet{n}.xml", sheet)
    return data.getvalue()


_ODS = """<?xml version="1.0"?><office:document-content office:version="1.2"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:body><office:spreadsheet><table:table table:name="Losses">{rows}
</table:table></office:spreadsheet></office:body>
</office:document-content>"""


def ods(rows: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        manifest = '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", _ODS.format(rows=rows))
    return data.getvalue()


SERIES: dict[str, object] = {
    "B2": "Losses by day, a title",
    "B4": "date",
    "C4": "value",
    "D4": "place",
    "B5": date(2024, 9, 1),
    "C5": 100,
    "D5": "a",
    "B6": date(2024, 9, 2),
    "C6": ERROR,
    "D6": "a",
    "B7": date(2024, 9, 3),
    "C7": 130,
    "D7": "b",
    "B8": date(2024, 9, 4),
    "C8": 140,
}  # fmt: skip - a sheet as it looks


def opened(data: bytes, reading: FileReading | None = None) -> FileReport:
    return look(data, reading, "book.xlsx")


def test_titles_real_dates_and_an_empty_first_column_of_a_workbook() -> None:
    looked = opened(xlsx({"Losses": SERIES}))
    assert (looked.format, looked.table.header, looked.table.names) == (
        "XLSX",
        4,
        ("column 1", "date", "value", "place"),
    )
    outcome = losses(looked, dating=Dating.REPORT, by=PeriodLength.DAY)
    assert values(outcome)[-1] == 10


def test_error_cells_are_refused_by_name() -> None:
    outcome = losses(opened(xlsx({"Losses": SERIES})), kind=Kind.PER_ROW, by=PeriodLength.DAY)
    assert codes(outcome) == {"numbers": [6]}
    assert "#DIV/0!" in str(outcome.refused[0].words)


def test_words_merged_over_rows_are_about_each_and_numbers_are_not_repeated() -> None:
    sheet = SERIES | {"C8": 1}
    looked = opened(
        xlsx(
            {"Losses": sheet},
            merged='<mergeCells><mergeCell ref="D7:D8"/><mergeCell ref="C7:C8"/></mergeCells>',
        )
    )
    assert [row[3] for _, row in looked.sample] == ["a", "a", "b", "b"]
    assert [row[2] for _, row in looked.sample][2:] == [130, 1]


def test_the_reader_has_ended_when_it_is_asked_which_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []

    class Begun(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            begun.append(self)

    monkeypatch.setattr(subprocess, "Popen", Begun)
    with pytest.raises(Unsettled) as kept:  # with all that stood in the functions it left
        opened(xlsx({"One": {"A1": 1}, "Two": {"A1": 2}}))
    assert [each.returncode is None for each in begun] == [False]
    assert str(kept.value)


def test_several_sheets_are_asked_about_and_named() -> None:
    data = xlsx({"One": SERIES, "Two": SERIES, "Empty": {}})
    with pytest.raises(Unsettled, match="several sheets: One, Two"):
        opened(data)
    assert opened(data, FileReading(sheet="Two")).reading.sheet == "Two"
    with pytest.raises(Unreadable, match="no sheet “Three”"):
        opened(data, FileReading(sheet="Three"))


def test_the_only_sheet_with_anything_in_it_is_taken() -> None:
    assert opened(xlsx({"Empty": {}, "Two": SERIES})).reading.sheet == "Two"


def test_cells_far_apart_are_refused_and_abort_nothing() -> None:
    with pytest.raises(Unreadable, match="reaches too far"):
        opened(xlsx({"Far": {"A1": 1, "XFD1048576": 2}}))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data = io.BytesIO()
    with (
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/workbook.xml", "w") as part,
    ):
        for _ in range(160):
            part.write(bytes(1 << 20))
    with pytest.raises(Unreadable, match="more than 128 MiB when unpacked"):
        opened(data.getvalue())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 and then nothing", "damaged"),
        (b"\xd0\xcf\x11\xe0 an old workbook", "older Excel file"),
        (xlsx({"Losses": SERIES}, doctype="<!DOCTYPE x [<!ENTITY a 'b'>]>"), "document type"),
        (xlsx({}), "no sheet"),
    ],
)
def test_what_is_no_workbook_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        opened(data)


def test_an_archive_of_something_else_is_refused() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("letter.txt", "hello")
        archive.writestr("other.txt", "hello")
    with pytest.raises(Unreadable, match=r"holds 2 files: “letter\.txt”, “other\.txt”"):
        opened(data.getvalue())


def _ods_row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _ods_text(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def _ods_date(day: str) -> str:
    typed = f'office:value-type="date" office:date-value="{day}"'
    return f"<table:table-cell {typed}><text:p>{day}</text:p></table:table-cell>"


def _ods_number(number: float) -> str:
    typed = f'office:value-type="float" office:value="{number}"'
    return f"<table:table-cell {typed}><text:p>{number}</text:p></table:table-cell>"


_ODS_ERROR = (
    '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error">'
    "<text:p>#DIV/0!</text:p></table:table-cell>"
)


def test_an_ods_sheet_is_read_with_its_errors_by_name() -> None:
    rows = [
        _ods_row(_ods_text("date"), _ods_text("value")),
        _ods_row(_ods_date("2024-09-01"), _ods_number(5)),
        _ods_row(_ods_date("2024-09-02"), _ODS_ERROR),
        _ods_row(_ods_date("2024-09-03"), _ods_number(7)),
        (
            '<table:table-row table:number-rows-repeated="1048000">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        ),
    ]
    looked = look(ods("".join(rows)), name="book.ods")
    assert looked.format == "ODS"
    outcome = losses(looked, kind=Kind.PER_ROW, by=PeriodLength.DAY)
    assert codes(outcome)["numbers"] == [3]
    assert values(outcome) == [5, None, 7]


def test_an_ods_cell_repeated_a_billion_times_is_refused() -> None:
    cells = (
        '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16000"/>'
    )
    rows = f'<table:table-row table:number-rows-repeated="1000000">{cells}</table:table-row>'
    with pytest.raises(Unreadable, match="reaches too far"):
        look(ods(rows), name="book.ods")
