"""What a column of a file can be taken for, in words, and the values by which rows are told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject

from model.imports.cells import says_nothing, text_of
from model.imports.choices import FileReading, Watch
from model.imports.events.source import EventSource
from model.imports.events.table import look_at
from model.imports.inspect_file import FileReport

_MOST_VALUES = 40  # of a column that are offered to filter by


class PlaceNames(QObject):
    """Labels by the keys that `Columns` and `TableChoices` have for them."""

    def of_series(self) -> dict[str, str]:
        """Return what a column of a series can be."""
        return {
            "date": self.tr("&Date:"),
            "year": self.tr("Year:"),
            "week": self.tr("Week:"),
            "day": self.tr("Day:"),
            "value": self.tr("&Value:"),
            "low": self.tr("&Low:"),
            "high": self.tr("&High:"),
            "qualifier": self.tr("About, more:"),
            "series": self.tr("A series for each:"),
            **self._beside(),
        }

    def of_table(self) -> dict[str, str]:
        """Return what a column of a table with a row per period can be."""
        return {
            "series": self.tr("Series:"),
            "label": self.tr("Label:"),
            "start": self.tr("First day:"),
            "end": self.tr("Last day:"),
            "year": self.tr("Year:"),
            "month": self.tr("Month:"),
            "week": self.tr("Week:"),
            "day": self.tr("Day:"),
            "losses": self.tr("Losses:"),
            "losses_low": self.tr("Losses, low:"),
            "losses_high": self.tr("Losses, high:"),
            "gains": self.tr("Gains:"),
            "gains_low": self.tr("Gains, low:"),
            "gains_high": self.tr("Gains, high:"),
            "gains_lost": self.tr("Ground lost again:"),
            "gains_other": self.tr("Net or taken:"),
            "correction": self.tr("Correction of other days:"),
            "intake": self.tr("Recruitment:"),
            "intake_low": self.tr("Recruitment, low:"),
            "intake_high": self.tr("Recruitment, high:"),
            **self._beside(),
        }

    def _beside(self) -> dict[str, str]:
        return {
            "note": self.tr("Note:"),
            "source": self.tr("Source of each row:"),
            "url": self.tr("Link of each row:"),
            "scope": self.tr("Scope of each row:"),
        }


class LookedWell(NamedTuple):
    """A file that was looked at, and for each column some of the values that stand in it."""

    look: FileReport
    values: Mapping[str, Sequence[str]]


def look_well(given: Path | bytes | EventSource, reading: FileReading, name: str, watch: Watch) -> LookedWell:
    """Look at a file as `look` does, and gather what a filter can offer."""
    looked = look_at(given, reading, name, watch)
    return LookedWell(looked, values_of(looked))


def values_of(looked: FileReport) -> dict[str, Sequence[str]]:
    """Return for each column of the file the values that stand in it, as far as the sample goes."""
    found: dict[str, Sequence[str]] = {}
    for index, name in enumerate(looked.table.names):
        cells = (row[index] for _, row in looked.sample if index < len(row))
        texts = dict.fromkeys(text_of(cell) for cell in cells if not says_nothing(cell))
        found[name] = tuple(islice(texts, _MOST_VALUES))
    return found
