"""What is in an XLSX file: its sheets, and in one of them what a reader of values would not say."""

from __future__ import annotations

import posixpath
import re
import zipfile

from model.imports.child_side import OddFile
from model.imports.formats.workbook_limits import SHEETS, Enough, Examined, parsed, plain
from model.imports.formats.workbook_styles import Shown, XlsxStyles, raised, struck


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return what a part relates to: id -> (kind of relation, name of the other part)."""
    folder, _, name = part.rpartition("/")
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if plain(tag) == "Relationship":
            target = attributes.get("Target", "")
            whole = (
                target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = kind, whole

    beside = posixpath.join(folder, "_rels", f"{name}.rels")
    if beside in archive.namelist():
        parsed(archive, beside, start)
    return found


class XlsxBook:
    """The parts of an XLSX file: its sheets by name, the texts they share, the styles of cells.

    `since_1904`: it counts days from 1904 on, as Excel once did on a Mac.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        books = [part for kind, part in relations(archive, "").values() if kind == "officeDocument"]
        if len(books) != 1 or not books[0].endswith(".xml") or books[0] not in archive.namelist():
            raise OddFile("kind")  # the workbook is found as calamine finds it
        ids: dict[str, str] = {}
        self.hidden: set[str] = set()
        self._uncounted = self.since_1904 = False

        def start(tag: str, attributes: dict[str, str]) -> None:
            if plain(tag) == "sheet":
                key = next((value for known, value in attributes.items() if known.endswith(":id")), "")
                ids[attributes.get("name", "")] = key
                if attributes.get("state", "visible") != "visible":
                    self.hidden.add(attributes.get("name", ""))
                if len(ids) > SHEETS:
                    raise OddFile("sheets", limit=SHEETS)
            elif plain(tag) == "workbookPr":
                self.since_1904 = attributes.get("date1904") in ("1", "true")
            elif plain(tag) == "calcPr":
                self._uncounted = attributes.get("fullCalcOnLoad") in ("1", "true")

        parsed(archive, books[0], start)
        targets = relations(archive, books[0])
        self.parts = {
            name: targets[key][1] for name, key in ids.items() if targets.get(key, ("", ""))[0] == "worksheet"
        }
        others = {kind: part for kind, part in targets.values() if kind in ("sharedStrings", "styles")}
        self._strings, self._styles = others.get("sharedStrings", ""), others.get("styles", "")

    def is_filled(self, name: str) -> bool:
        """Whether anything is in a cell of a sheet."""
        filled = False

        def start(tag: str, _attributes: dict[str, str]) -> None:
            nonlocal filled
            if plain(tag) in ("v", "is", "f"):
                filled = True
                raise Enough

        parsed(self._archive, self.parts[name], start)
        return filled

    def found(self, name: str) -> Examined:
        """Return what is in a sheet."""
        texts, styles = _SharedTexts(), XlsxStyles()
        names = set(self._archive.namelist())
        if self._strings in names:
            parsed(self._archive, self._strings, texts.start, texts.end, texts.text)
        if self._styles in names:
            parsed(self._archive, self._styles, styles.start)
        sheet = _XlsxSheet(texts, styles.shown, uncounted=self._uncounted)
        parsed(self._archive, self.parts[name], sheet.start, sheet.end, sheet.text)
        return sheet.found


def place(reference: str) -> tuple[int, int] | None:
    """Return row and column, from 0, of `B3`."""
    match = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    return attributes.get("hidden") in ("1", "true") or attributes.get(size) in ("0", "0.0")


class _SharedTexts:
    """Texts of runs (`<si>`, `<is>`): how long each is; those with raised or struck signs, with these.

    `up`: those that have raised signs.
    """

    def __init__(self) -> None:
        self.lengths: list[int] = []
        self.marked: dict[int, str] = {}
        self.up: set[int] = set()
        self._pieces: list[str] = []
        self._raised = self._struck = self._any = self._marked = self._inside = False
        self._phonetic = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element into account."""
        tag = plain(name)
        if tag in ("si", "is"):
            self._pieces, self._any, self._marked = [], False, False
        elif tag == "rPh":
            self._phonetic += 1
        elif tag == "r":
            self._raised = self._struck = False
        elif tag == "strike":
            self._struck = attributes.get("val") not in ("0", "false")
        elif tag == "vertAlign":
            self._raised = attributes.get("val") in ("superscript", "subscript")
        elif tag == "t":
            self._inside = not self._phonetic

    def text(self, data: str) -> None:
        """Take text into account."""
        if self._inside:
            said = struck(data) if self._struck else data
            self._pieces.append(raised(data) if self._raised else said)
            self._marked |= said != data
            self._any |= self._raised and bool(data.strip())

    def end(self, name: str) -> None:
        """Take the end of an element into account."""
        tag = plain(name)
        if tag == "t":
            self._inside = False
        elif tag == "r":
            self._raised = self._struck = False
        elif tag == "rPh":
            self._phonetic -= 1
        elif tag in ("si", "is"):
            text = "".join(self._pieces)
            if self._any:
                self.up.add(len(self.lengths))
            if self._any or self._marked:
                self.marked[len(self.lengths)] = text
            self.lengths.append(len(text))
            self._raised = self._struck = False


class _XlsxSheet:
    """Goes through a sheet of an XLSX file and finds what is in it, without reading its values.

    `uncounted`: it is to be calculated when it is opened, and what wrote it puts 0 for what it did not.
    """

    def __init__(self, texts: _SharedTexts, styles: list[Shown], *, uncounted: bool = False) -> None:
        self._no_values = ("", "0") if uncounted else ("",)
        self.found = Examined()
        self._texts = texts
        self._styles = [shown or None for shown in styles]
        self._inline = _SharedTexts()
        self._row = self._column = -1
        self._kind = ""
        self._shown: Shown | None = None
        self._formula = self._value = self._inside = self._in_text = False
        self._said: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element into account."""
        tag = plain(name)
        if tag == "c":
            self._row, self._column = place(attributes.get("r", "")) or (self._row, self._column + 1)
            self._kind = attributes.get("t", "n")
            style = attributes.get("s", "0")
            number = int(style) if style.isascii() and style.isdecimal() and len(style) < 7 else 0
            self._shown = self._styles[number] if number < len(self._styles) else None
            self._formula = self._value = False
            self._said.clear()
        elif tag == "v":
            self._inside = True
        elif tag == "f":
            self._formula = True
        elif self._in_text:
            self._inline.start(name, attributes)
        elif tag == "is":
            self._in_text = True
            self._inline.start(name, attributes)
        else:
            self._beside(tag, attributes)

    def _beside(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self._row, self._column = int(attributes.get("r", self._row + 2)) - 1, -1
            if _is_hidden(attributes, "ht"):
                self.found.hidden_rows.append((self._row, self._row))
        elif tag == "col" and _is_hidden(attributes, "width"):
            first = int(attributes.get("min", 1)) - 1
            self.found.hidden_columns.append((first, int(attributes.get("max", first + 1)) - 1))
        elif tag in ("autoFilter", "filterColumn"):
            self.found.filtered = True
        elif tag == "mergeCell":
            ends = [place(end) for end in attributes.get("ref", "").split(":")]
            if len(ends) == 2 and ends[0] and ends[1]:
                self.found.merged.append((*ends[0], *ends[1]))

    def text(self, data: str) -> None:
        """Take text into account."""
        if self._inside:
            self._said.append(data)
        elif self._in_text:
            self._inline.text(data)

    def end(self, name: str) -> None:
        """Take the end of an element into account."""
        tag = plain(name)
        if tag == "v":
            self._inside = False
            self._value = bool(self._said)
        elif tag == "c":
            self._cell()
        elif self._in_text:
            self._inline.end(name)
            if tag == "is":
                self._in_text, self._value = False, True
                self._take_text(self._inline, len(self._inline.lengths) - 1)

    def _take_text(self, texts: _SharedTexts, index: int) -> None:
        if not 0 <= index < len(texts.lengths):
            return
        self.found.hold(texts.lengths[index])
        if index in texts.marked:
            self.found.told[self._row, self._column] = texts.marked[index]
            if index in texts.up:
                self.found.raised.append((self._row, self._column))

    def _cell(self) -> None:
        if not (self._value or self._formula):
            return
        here = self._row, self._column
        self.found.reach(*here)
        said = "".join(self._said)
        if self._kind == "e":
            self.found.told[here] = f"error {said or '#ERROR'}"
        elif self._formula and said.strip() in self._no_values and self._kind != "str":
            self.found.told[here] = "a formula without a value"
        elif self._kind == "s":
            self._take_text(self._texts, int(said) if said.strip().isdecimal() and len(said) < 9 else -1)
        elif self._kind == "str":
            self.found.hold(len(said))
        elif self._kind in ("", "n") and (self._shown is None or not self._shown.power):
            self.found.whole.add(self._column)
        if self._shown is not None:
            self.found.show(here, self._shown)
