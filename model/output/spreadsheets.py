"""Cells as other programs take them: a number is a number, a text none, in every country.

The one gate for tables that are copied and for pages: tab-separated text, and HTML that says what cells hold.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from model.output.grid import Plain
from model.text.errors import SalientError
from model.text.notation import Notation, read_number
from model.text.safe_text import inert

OfferedCell = tuple[str, Plain]
"""What a cell shows, and what it holds: a number or a day where it is one, else a text or nothing."""

_DAY_0 = date(1899, 12, 30)
_COUNTED_ALIKE = date(1900, 3, 1)
_SHOWN = re.compile(r"(?P<arrow>[▲▼] )?(?P<number>[^%\s]+)(?P<share>[ \u00a0\u202f]?%)?")


def serial_of(day: date) -> int:
    """Return the count of days that a day is to Calc, Excel and Sheets: alike from March 1900 on."""
    return (day - _DAY_0).days


def cell_of(shown: str, notation: Notation) -> OfferedCell:
    """Return a cell of which only the text is known, which is a number where it is written as one."""
    found = _SHOWN.fullmatch(shown)
    if found is None:
        return shown, shown
    try:
        number = read_number(found["number"], notation)
    except SalientError:
        return shown, shown
    number = -number if found["arrow"] == "▼ " else number
    return shown, float(Decimal(repr(number)).scaleb(-2)) if found["share"] else number


def tsv_line(row: Sequence[str]) -> str:
    """Return a row as tab-separated text that spreadsheets read back as the same cells."""
    return "\t".join(_tsv_cell(cell) for cell in row) + "\n"


def _tsv_cell(cell: str) -> str:
    if any(sign in cell for sign in '\t\n\r"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def plain_cell(shown: str, value: Plain, notation: Notation) -> str:
    """Return a cell as text for others: a number in ASCII and without separators of thousands.

    The decimal sign is that of the person's notation and the digits are those shown, for what takes text
    alone is read by people. A text is made inert.
    """
    if value is None or isinstance(value, str):
        return inert(shown)
    if isinstance(value, date):
        return value.isoformat()
    exact, share = Decimal(repr(value)), shown.endswith("%")
    if share:
        exact = exact.scaleb(2)
    _, point, fraction = shown.rstrip(" %\u00a0\u202f").rpartition(notation.decimal)
    written = f"{round(exact, len(fraction) if point else 0):f}".replace(".", notation.decimal)
    return f"{written}%" if share else written


def html_cell(shown: str, value: Plain) -> str:
    """Return a cell of an HTML table with what it holds in the attributes that Calc, Excel and Sheets read.

    Without them each reads the text as its country would: 45,690 as 45.69.
    """
    number = _number(value)
    if number is None:
        text = inert(shown)
        return f"<td {cell_attributes(shown, value)} {_sheets({'1': 2, '2': text})}>{_text(text)}</td>"
    sheets = _form(shown, value)[1]
    kind = f" data-sheets-numberformat='{html.escape(json.dumps(sheets))}'" if sheets else ""
    held = _sheets({"1": 3, "3": number})
    return f'<td align="right" {cell_attributes(shown, value)} {held}{kind}>{_text(shown)}</td>'


def cell_attributes(shown: str, value: Plain) -> str:
    """Return the attributes of a cell that say that it is a text, or which number or day it is.

    Calc takes `sdval` and `sdnum` (tried in four countries), Excel `x:num`, `x:str` and its formats. What is
    marked as a text is no formula, whatever it begins with.
    """
    number = _number(value)
    if number is None:
        return f'sdnum="1033;0;@" x:str style="{_EXCEL}\'\\@\'"'
    form = _form(shown, value)[0]
    return f'sdval="{number!r}" sdnum="1033;1033;{form}" x:num="{number!r}" style="{_EXCEL}\'{form}\'"'


def page_attributes(shown: str, value: Plain, side: str = "") -> str:
    """Return what `cell_attributes` does for a cell of a page, whose rules of style know the class `t`.

    `side` is a further class. A cell without a text needs none.
    """
    number = _number(value)
    kinds = [kind for kind in (side, "t" if number is None and shown else "") if kind]
    named = f' class="{" ".join(kinds)}"' if kinds else ""
    if number is None:
        return f'{named} sdnum="1033;0;@"' if shown else named
    form = _form(shown, value)[0]
    return f'{named} sdval="{number!r}" sdnum="1033;1033;{form}" x:num="{number!r}"'


def inert_line(text: str) -> str:
    """Return a line outside of all tables, which Calc makes a cell of, so that it begins no formula.

    A dash with a space behind it begins an item of a list, and no program takes it for more.
    """
    return text if text.startswith(("- ", "+ ")) else inert(text)


def _number(value: Plain) -> float | None:
    """Return the number that a cell holds, None for a text and for a day that programs count differently."""
    if isinstance(value, date):
        return serial_of(value) if value >= _COUNTED_ALIKE else None
    return None if value is None or isinstance(value, str) else value


_EXCEL = "mso-number-format:"


def _text(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def _sheets(held: dict[str, Any]) -> str:
    return f'data-sheets-value="{html.escape(json.dumps(held))}"'


def _form(shown: str, value: Plain) -> tuple[str, dict[str, Any] | None]:
    """Return the format of a number for Calc and Excel, and for Sheets, whose General needs none."""
    if isinstance(value, date):
        return "YYYY-MM-DD", {"1": 5, "2": "yyyy-mm-dd"}
    if shown.endswith("%"):
        return "0.0%", {"1": 3, "2": "0.0%"}
    return "General", None


def html_table(rows: Iterable[str]) -> str:
    """Return the table of rows of cells that `html_cell` wrote."""
    lines = "".join(f"<tr>{row}</tr>" for row in rows)
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><meta charset="utf-8">'
        f"<table>{lines}</table></html>"
    )
