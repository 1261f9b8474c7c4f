"""Files made to do harm, each by a few lines, so that nobody has to carry them about."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Mapping

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_ODS = """<office:document-content office:version="1.2"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">{styles}<office:body><office:spreadsheet>{tables}
</office:spreadsheet></office:body></office:document-content>"""


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def xlsx_of(rows: str, *, strings: str = "", before: str = "", after: str = "") -> bytes:
    """An XLSX file of one sheet, whose XML is given."""
    relations = (
        f'<Relationship Id="s" Type="{_REL}/worksheet" Target="sheet.xml"/>'
        f'<Relationship Id="t" Type="{_REL}/sharedStrings" Target="strings.xml"/>'
    )
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships {_PACKAGE}><Relationship Id="b" Type="{_REL}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>',
            "xl/_rels/workbook.xml.rels": f"<Relationships {_PACKAGE}>{relations}</Relationships>",
            "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_REL}"><sheets>'
            '<sheet name="One" sheetId="1" r:id="s"/></sheets></workbook>',
            "xl/strings.xml": f"<sst {_MAIN}>{strings}</sst>",
            "xl/sheet.xml": f"<worksheet {_MAIN}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>",
        }
    )


def one_long_text_in_many_cells(cells: int, letters: int = 32_000) -> bytes:
    """22 KB that took 1.6 GB: each of many cells names the same long text."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, cells + 1))
    return xlsx_of(rows, strings=f"<si><t>{'x' * letters}</t></si>")


def many_numbers(rows: int, columns: int = 4) -> bytes:
    """A sheet of numbers under a header."""
    head = "".join(f'<c t="inlineStr"><is><t>c{n}</t></is></c>' for n in range(columns))
    body = "".join("<row>" + "<c><v>1</v></c>" * columns + "</row>" for _ in range(rows))
    return xlsx_of(f"<row>{head}</row>{body}")


def many_sheets(count: int) -> bytes:
    """An ODS file of many sheets, the last of which holds something."""
    empty = "".join(f'<table:table table:name="s{n}"/>' for n in range(count - 1))
    cell = '<table:table-cell office:value-type="string"><text:p>here</text:p></table:table-cell>'
    last = f'<table:table table:name="last"><table:table-row>{cell}</table:table-row></table:table>'
    return ods_of(empty + last)


def ods_of(tables: str, styles: str = "") -> bytes:
    """An ODS file of the tables whose XML is given."""
    manifest = '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    typed = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": manifest}
    return zipped(typed | {"content.xml": _ODS.format(tables=tables, styles=styles)})


def gzip_bomb(size: int) -> bytes:
    """A gzip of one endless cell: one packed piece of it again and again, which takes no time to make."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    piece = packer.compress(b"0" * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return gzip.compress(b"", mtime=0)[:10] + piece * (size >> 20)
