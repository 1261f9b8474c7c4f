"""How a file is written, as found or as said: sheet, row of names, separator, encoding, numbers, dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFormLayout

from gui.app.translate import model_words
from gui.imports.fields import Fields
from gui.imports.maps_form import MapsForm
from model.imports.choices import FileReading
from model.imports.formats.workbook import READ, SKIP
from model.imports.inspect_file import FileReport
from model.text.days import month_name

_FREE = ("encoding", "date_format")


class ReadingForm(Fields):
    """Fields in a form. What is left as found is found anew in every file."""

    def __init__(self, form: QFormLayout, parent: QObject | None = None) -> None:
        super().__init__(form, parent)
        labels = {
            "sheet": self.tr("&Sheet:"),
            "header": self.tr("Row of &names:"),
            "delimiter": self.tr("&Separator:"),
            "encoding": self.tr("Encoding:"),
            "decimal": self.tr("Decimal sign:"),
            "date_format": self.tr("Dates are written:"),
            "year_begins": self.tr("Fiscal &years begin in:"),
            "year_named": self.tr("A year over two is named by:"),
            "hidden": self.tr("Hidden rows and text:"),
        }
        self.choices = {key: self.choice(key, label, free=key in _FREE) for key, label in labels.items()}
        self._files: tuple[str, ...] = ()  # of a folder of maps
        self.maps = MapsForm(form, self)
        self.maps.changed.connect(self.changed)
        self.fields |= self.maps.fields
        self.show_look(None)

    def call_sheet_table(self) -> None:
        """Call one of several tables of a database what it is there."""
        self.fields["sheet"].label.setText(self.tr("&Table:"))
        self.choices["sheet"].setAccessibleName(self.tr("Table"))

    @property
    def reading(self) -> FileReading:
        """What was said of the file; the rest is to be found."""
        said: dict[str, Any] = {key: choice.value for key, choice in self.choices.items()}
        said["header"] = int(said["header"]) if said["header"] else None
        said["year_begins"] = int(said["year_begins"] or 0)
        return FileReading(**said, files=self._files, clip=self.maps.clip, days=self.maps.days)

    def set_reading(self, reading: FileReading) -> None:
        """Show what is said of a file beforehand."""
        self._files = reading.files
        for key, choice in self.choices.items():
            value = getattr(reading, key)
            choice.set_value("" if value is None or (key == "year_begins" and not value) else str(value))

    def offer(self, key: str, ways: Sequence[str]) -> None:
        """Offer values of a choice that has to be made before the file can be looked at."""
        offered = self._hidden() if key == "hidden" else [(way, way) for way in ways]
        self.choices[key].set_items([("", self.tr("Choose…")), *offered])
        self.fields[key].set_visible(True)

    def show_look(self, looked: FileReport | None) -> None:
        """Offer what there is for this file, and say what was found."""
        found = FileReading() if looked is None else looked.reading
        text = looked is None or bool(looked.reading.delimiter)
        sheets = () if looked is None else looked.sheets
        separators = {
            ",": self.tr("comma"),
            ";": self.tr("semicolon"),
            "\t": self.tr("tab"),
            "|": self.tr("vertical bar"),
            " ": self.tr("space"),
        }
        header = "" if found.header is None else self._row(found.header)
        delimiter = separators.get(found.delimiter, found.delimiter)
        signs = {".": self.tr("point"), ",": self.tr("comma")}
        decimal = "" if looked is None else signs.get(looked.decimal, "")
        orders = (
            ("dmy", self.tr("day, month, year")),
            ("mdy", self.tr("month, day, year")),
            ("ymd", self.tr("year, month, day")),
            ("my", self.tr("month and year: Sep 24")),
        )
        offered = {
            "sheet": [("", self._found(found.sheet)), *((name, name) for name in sheets)],
            "header": [
                ("", self._found(header)),
                *((str(number), self._row(number)) for number in range(21)),
            ],
            "delimiter": [("", self._found(delimiter)), *separators.items()],
            "encoding": [
                ("", self._found(found.encoding)),
                *((name, name) for name in ("utf-8", "utf-16", "windows-1252", "windows-1251")),
            ],
            "decimal": [("", self._found(decimal)), *signs.items()],
            "date_format": [("", self._found("")), *orders],
            "year_begins": [("", self.tr("not said")), *self._months()],
            "year_named": [
                ("", self.tr("not said")),
                ("begin", self.tr("the year in which it begins")),
                ("end", self.tr("the year in which it ends")),
            ],
            "hidden": [("", self.tr("ask")), *self._hidden()],
        }
        for key, items in offered.items():
            said = self.choices[key].value
            self.choices[key].set_items(items)
            self.choices[key].set_value(said)
        self.fields["sheet"].set_visible(len(sheets) > 1)
        of_maps = looked is not None and looked.maps is not None
        self.maps.set_visible(of_maps)
        named = looked is None or (looked.format != "JSON" and not of_maps and looked.events is None)
        self.fields["header"].set_visible(text or named)
        self.fields["decimal"].set_visible(not of_maps)
        self.fields["delimiter"].set_visible(text)
        self.fields["encoding"].set_visible(text)
        for key in ("hidden", "year_begins", "year_named"):  # until it is asked
            self.fields[key].set_visible(bool(getattr(found, key)))

    def _months(self) -> list[tuple[str, str]]:
        return [(str(month), month_name(month).text(model_words)) for month in range(1, 13)]

    def _hidden(self) -> list[tuple[str, str]]:
        return [(READ, self.tr("read them")), (SKIP, self.tr("leave them out"))]

    def _found(self, what: str) -> str:
        return self.tr("as found: {what}").format(what=what) if what else self.tr("as found")

    def _row(self, number: int) -> str:
        return self.tr("row {number}").format(number=number) if number else self.tr("none")
