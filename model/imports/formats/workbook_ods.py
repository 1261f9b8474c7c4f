"""What is in an ODS file, found in one pass over its content: sizes, and what a reader would not say."""

from __future__ import annotations

import zipfile
from bisect import bisect_left

from model.imports.child_side import OddFile
from model.imports.formats.workbook_limits import LONGEST, SHEETS, Examined, parsed
from model.imports.formats.workbook_styles import PERCENT, OdsStyles, Shown, raised, struck
from model.text.records import replace


class OdsBook:
    """Goes once through the content of an ODS file and finds what is in each of its sheets."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.found: dict[str, Examined] = {}
        self.hidden: set[str] = set()
        self._styles = OdsStyles()
        self._here = Examined()
        self._row = self._column = self._again = self._wide = 0
        self._lasts: list[int] = []  # the last column of each of the styles
        self._defaults: list[str] = []
        self._attributes: dict[str, str] = {}
        self._pieces: list[str] = []
        self._length = 0
        self._spans: list[str] = []  # the styles of texts within texts
        self._texts = 0
        self._any = self._marked = self._note = False
        parsed(archive, "content.xml", self._start, self._end, self._text)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("table:table-cell", "table:covered-table-cell"):
            self._attributes, self._pieces, self._length = attributes, [], 0
            self._any = self._marked = False
            self._wide = _times(attributes.get("table:number-columns-repeated"))
        elif name == "table:table-row":
            self._again, self._column = _times(attributes.get("table:number-rows-repeated")), 0
            if attributes.get("table:visibility", "visible") != "visible":
                self._here.hidden_rows.append((self._row, self._row + self._again - 1))
                self._here.filtered |= attributes["table:visibility"] == "filter"
        elif name == "text:p":
            self._texts += 1
        elif name == "text:span":
            self._spans.append(attributes.get("text:style-name", ""))
        elif name == "office:annotation":
            self._note = True
        elif name == "table:table":
            self._open(attributes.get("table:name", ""))
            if attributes.get("table:style-name", "") in self._styles.hidden:
                self.hidden.add(attributes.get("table:name", ""))
        elif name == "table:table-column":
            self._take_column(attributes)
        else:
            self._styles.start(name, attributes)

    def _open(self, name: str) -> None:
        self._here = self.found.setdefault(name, Examined())
        self._row, self._lasts, self._defaults = 0, [], []
        if len(self.found) > SHEETS:
            raise OddFile("sheets", limit=SHEETS)

    def _take_column(self, attributes: dict[str, str]) -> None:
        first = self._lasts[-1] + 1 if self._lasts else 0
        last = first + _times(attributes.get("table:number-columns-repeated")) - 1
        self._lasts.append(last)
        self._defaults.append(attributes.get("table:default-cell-style-name", ""))
        if attributes.get("table:visibility", "visible") != "visible":
            self._here.hidden_columns.append((first, last))

    def _text(self, data: str) -> None:
        if self._texts and not self._note:
            up = not self._styles.raised.isdisjoint(self._spans)
            said = data if self._styles.struck.isdisjoint(self._spans) else struck(data)
            self._length += len(data)
            if self._length <= LONGEST:
                self._pieces.append(raised(data) if up else said)
            self._any |= up and bool(data.strip())
            self._marked |= said != data
        elif not self._texts:
            self._styles.text(data)

    def _end(self, name: str) -> None:
        if name in ("table:table-cell", "table:covered-table-cell"):
            if name == "table:table-cell":
                self._cell()
            self._column += self._wide
        elif name == "table:table-row":
            self._row += self._again
        elif name == "text:p":
            self._texts -= 1
        elif name == "text:span":
            if self._spans:
                self._spans.pop()
        elif name == "office:annotation":
            self._note = False
        else:
            self._styles.end(name)

    def _cell(self) -> None:
        attributes, here = self._attributes, (self._row, self._column)
        kind = attributes.get("office:value-type", "")
        spanned = ("table:number-rows-spanned", "table:number-columns-spanned")
        down, across = (_times(attributes.get(key)) for key in spanned)
        if down > 1 or across > 1:
            self._here.merged.append((*here, here[0] + down - 1, here[1] + across - 1))
        formula = "table:formula" in attributes
        if not kind and not formula and not self._pieces:
            return
        count = self._wide * self._again
        self._here.reach(here[0] + self._again - 1, here[1] + self._wide - 1, count)
        self._here.hold(self._length, count)
        text = " ".join("".join(self._pieces).split())  # as white space is shown
        told = self._told(kind, formula, text)
        shown = self._styles.shown(attributes.get("table:style-name") or self._default(here[1]))
        if kind == "percentage":
            shown = replace(shown, power=PERCENT)
        if kind == "currency":
            shown = replace(shown, money=True)
        if kind == "float" and not shown.power:
            self._here.whole.update(range(here[1], here[1] + self._wide))
        if told or shown:
            self._mark(told, shown, is_raised=self._any and told == text)

    def _mark(self, told: str, shown: Shown, *, is_raised: bool) -> None:
        """Take what a cell says or how it shows into account, as often as it is repeated."""
        for row in range(self._row, self._row + self._again):
            for column in range(self._column, self._column + self._wide):
                if told:
                    self._here.told[row, column] = told
                if is_raised:
                    self._here.raised.append((row, column))
                self._here.show((row, column), shown)

    def _told(self, kind: str, formula: bool, text: str) -> str:
        """Return what a cell says instead of its value, "" where it says it."""
        error = self._attributes.get("calcext:value-type") == "error"
        if error or (formula and text.startswith(("#", "Err:"))):
            return f"error {text or '#ERROR'}"
        if formula and not kind:
            return "a formula without a value"
        return text if (self._any or self._marked) and kind in ("string", "") else ""

    def _default(self, column: int) -> str:
        at = bisect_left(self._lasts, column)
        return self._defaults[at] if at < len(self._defaults) else ""


def _times(text: str | None) -> int:
    return (
        max(1, int(text)) if text is not None and text.isascii() and text.isdecimal() and len(text) < 9 else 1
    )
