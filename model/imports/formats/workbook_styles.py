"""What the styles of a workbook do to a cell: a month of a date, digits not held, white or struck text."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from model.imports.column_names import is_unit
from model.text.records import replace

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].')
_BEFORE = "~≈<>≤≥"
_FIRMLY = re.compile(rf" *([{_BEFORE}]) *[#0?].*|.*[#0?] *(\+) *")  # `"~"0`, `>0`, `0"+"`
_UNSEEN_SIGNS = re.compile(r"\[\$-[^\]]*\]|[_*].")  # of a language, or as wide as a sign
_MONEY = re.compile(r"[$€£₴₽¥]|\b(?:USD|EUR|UAH|RUB)\b|грн|руб")
PERCENT = -2
# of Excel's own those that show a date without its day, or percent
_BUILT_IN = {9: "0%", 10: "0.00%", 17: "mmm-yy"}
_RAISED = str.maketrans(
    "0123456789+-=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
)


class Shown(Struct, frozen=True):
    """How a style shows a cell: a date as its `month` or `year`, `unseen`, beside `fixed` text not held.

    `money`: as a sum of money.

    `fixed` has digits, or is a unit or a word for thousands that makes another number of what is held.

    `power` is that of ten by which what is held is more than what is shown: 3 in thousands, -2 in percent.
    """

    date: str = ""
    fixed: str = ""
    unseen: bool = False
    power: int = 0
    money: bool = False

    def __bool__(self) -> bool:
        return bool(self.date or self.fixed or self.unseen or self.power or self.money)


def raised(text: str) -> str:
    """Return text as raised signs (`1` as `¹`), so that it is never glued to the number before it."""
    return text.casefold().translate(_RAISED)


def struck(text: str) -> str:
    """Return text with digits that are struck through by that name, so that they are no part of a number."""
    return f" struck “{text.strip()}” " if any(sign.isdigit() for sign in text) else text


def beside(held: float | str, shown: str) -> str:
    """Return a number that is held with what its format shows of it besides."""
    if shown in _BEFORE:
        return f"{shown}{held}"
    return (
        f"{held} {shown}" if is_unit(shown) else f"{held}+" if shown == "+" else f"{held} shown as “{shown}”"
    )


def shown_by(code: str) -> Shown:
    """Return what a number format of Excel shows of a cell."""
    shown = _shown_by(code)
    money = _MONEY.search(_UNSEEN_SIGNS.sub("", code.split(";", maxsplit=1)[0])) is not None
    return replace(shown, money=True) if money else shown


def _shown_by(code: str) -> Shown:
    first = code.split(";", maxsplit=1)[0]
    said = "".join(found[1] or found[2] or "" for found in _LITERAL.finditer(first))
    rest = _LITERAL.sub("", first).casefold()
    if not rest.strip() and not said.strip():
        return Shown(unseen=";" in code)
    power = _power_of(rest)
    firmly = _FIRMLY.fullmatch(_LITERAL.sub(lambda found: found[1] or found[2] or "", first))
    if firmly is not None and not power:
        return Shown(fixed=firmly[1] or firmly[2])
    if is_unit(said) and not power:
        return Shown(fixed=said.strip())
    if any(sign.isdigit() for sign in said):
        return Shown(fixed=said)
    if power:
        return Shown(power=power)
    if re.search(r"[0#?@]|general", rest) or not said:
        return Shown(date=_date_of(rest))
    return Shown(date=_date_of(rest)) if re.search(r"[ymd]", rest) else Shown()


def _power_of(rest: str) -> int:
    """Return the power of ten that a format divides by (`0,` by a thousand) or, below 0, multiplies with."""
    if "%" in rest:
        return PERCENT
    commas = re.search(r"[0#?](,+)(?=[^0#?,]*$)", rest)
    return 3 * len(commas[1]) if commas is not None else 0


def _date_of(rest: str) -> str:
    """Return `month` or `year` for a format of dates that shows no day."""
    if re.search(r"[dhs0#?@]|general|am/pm", rest) or "y" not in rest:
        return ""
    return "month" if "m" in rest else "year"


class XlsxStyles:
    """Goes through `styles.xml` and tells for each style of a cell how it shows."""

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self._codes: dict[int, str] = {}
        self._white: list[bool] = []
        self._struck: list[bool] = []
        self._filled: list[bool] = []
        self._part = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element into account."""
        tag = name.rpartition(":")[2]
        if tag in ("numFmts", "fonts", "fills", "cellXfs", "cellStyleXfs", "dxfs", "borders", "cellStyles"):
            self._part = tag
        elif tag == "numFmt" and self._part == "numFmts":
            self._codes[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag == "font" and self._part == "fonts":
            self._white.append(False)
            self._struck.append(False)
        elif tag == "strike" and self._part == "fonts" and self._struck:
            self._struck[-1] = attributes.get("val", "1") not in ("0", "false")
        elif tag == "color" and self._part == "fonts" and self._white:
            rgb = attributes.get("rgb", "").upper()
            self._white[-1] = rgb in ("FFFFFFFF", "00FFFFFF", "FFFFFF") or (
                attributes.get("theme") == "0" and "tint" not in attributes
            )
        elif tag == "patternFill" and self._part == "fills":
            self._filled.append(attributes.get("patternType", "none") != "none")
        elif tag == "xf" and self._part == "cellXfs":
            self.shown.append(self._style(attributes))

    def _style(self, attributes: dict[str, str]) -> Shown:
        number = _whole(attributes.get("numFmtId"))
        shown = shown_by(self._codes.get(number, _BUILT_IN.get(number, "General")))
        font, fill = _whole(attributes.get("fontId")), _whole(attributes.get("fillId"))
        if font < len(self._struck) and self._struck[font]:
            return replace(shown, unseen=True)
        white = font < len(self._white) and self._white[font]
        filled = fill < len(self._filled) and self._filled[fill]
        return replace(shown, unseen=shown.unseen or (white and not filled))


class OdsStyles:
    """Takes the styles of an ODS file in, and tells how a style of a cell shows.

    `raised` and `struck` are the names of styles of text.
    """

    def __init__(self) -> None:
        self.raised: set[str] = set()
        self.struck: set[str] = set()
        self.hidden: set[str] = set()  # of tables
        self._formats: dict[str, dict[str, Any]] = {}
        self._cells: dict[str, dict[str, str]] = {}
        self._format = self._style = self._family = ""
        self._literal = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element into account."""
        prefix, _, tag = name.rpartition(":")
        if prefix == "number" and tag.endswith("-style"):
            self._format = attributes.get("style:name", "")
            self._formats[self._format] = {
                "tags": set(),
                "text": "",
                "power": PERCENT if "perc" in tag else 0,
            }
        elif prefix == "number" and self._format:
            form = self._formats[self._format]
            form["tags"].add(tag)
            factor = attributes.get("number:display-factor", "")
            form["power"] = {"1000": 3, "1000000": 6}.get(factor, form["power"])
            self._literal = tag == "text"
        elif name == "style:style":
            self._style, self._family = attributes.get("style:name", ""), attributes.get("style:family", "")
            if self._family == "table-cell":
                self._cells[self._style] = {"format": attributes.get("style:data-style-name", "")}
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self.hidden.add(self._style)
        elif name == "style:text-properties":
            if attributes.get("style:text-position", "").startswith(("super", "33%", "58%")):
                self.raised.add(self._style)
            if attributes.get("style:text-line-through-style", "none") != "none":
                self.struck.add(self._style)
            self._cells.get(self._style, {})["color"] = attributes.get("fo:color", "")
            self._cells.get(self._style, {})["line"] = attributes.get("style:text-line-through-style", "none")
        elif name == "style:table-cell-properties":
            self._cells.get(self._style, {})["back"] = attributes.get("fo:background-color", "")

    def end(self, name: str) -> None:
        """Take the end of an element into account."""
        if name == "number:text":
            self._literal = False
        elif name.startswith("number:") and name.endswith("-style"):
            self._format = ""
        elif name == "style:style":
            self._style = ""

    def text(self, data: str) -> None:
        """Take text into account."""
        if self._literal and self._format:
            self._formats[self._format]["text"] += data[:40]

    def shown(self, name: str) -> Shown:
        """Return how a style of cells shows."""
        style = self._cells.get(name)
        if style is None:
            return Shown()
        white = style.get("color", "").casefold() == "#ffffff"
        struck = style.get("line", "none") != "none"
        unseen = struck or (white and style.get("back", "") in ("", "transparent", "#ffffff"))
        form = self._formats.get(style["format"])
        if form is None:
            return Shown(unseen=unseen)
        tags, text = form["tags"], form["text"]
        fixed = any(sign.isdigit() for sign in text)
        if text.strip() and text.strip() in _BEFORE:
            text, fixed = text.strip(), True
        elif is_unit(text):
            text, fixed = text.strip(), not form["power"]
        held = tags & {"number", "scientific-number", "fraction", "text-content", "boolean"}
        if tags & {"year", "month", "day", "hours", "minutes", "seconds"}:
            day = tags & {"day", "hours", "minutes", "seconds"} or "year" not in tags
            return Shown("" if day else "month" if "month" in tags else "year", "", unseen)
        unseen = unseen or not (held or text.strip() or not tags)
        return Shown("", text if fixed else "", unseen, form["power"], "currency-symbol" in tags)


def _whole(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdecimal() and len(text) < 9 else 0
