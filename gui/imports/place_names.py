"""What a column of a file can be taken for, in words, and the values by which rows are told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import filterfalse
from pathlib import Path
from typing import NamedTuple

from model.imports.cells import says_nothing, text_of
from model.imports.choices import FileReading, Watch
from model.imports.events.source import EventSource
from model.imports.events.table import look_at
from model.imports.inspect_file import FileReport
from model.text.words import marked

_MOST_VALUES = 40  # of a column that are offered to filter by


_BESIDE = {
    "note": marked("Note:"),
    "source": marked("Source of each row:"),
    "url": marked("Link of each row:"),
    "scope": marked("Scope of each row:"),
}
OF_SERIES: Mapping[str, str] = {
    "date": marked("&Date:"),
    "year": marked("Year:"),
    "week": marked("Week:"),
    "day": marked("Day:"),
    "value": marked("&Value:"),
    "low": marked("&Low:"),
    "high": marked("&High:"),
    "qualifier": marked("About, more:"),
    "series": marked("A series for each:"),
    **_BESIDE,
}
"""What a column of a series can be, by the keys that `ColumnNames` has."""

OF_TABLE: Mapping[str, str] = {
    "series": marked("Series:"),
    "label": marked("Label:"),
    "start": marked("First day:"),
    "end": marked("Last day:"),
    "year": marked("Year:"),
    "month": marked("Month:"),
    "week": marked("Week:"),
    "day": marked("Day:"),
    "losses": marked("Losses:"),
    "losses_low": marked("Losses, low:"),
    "losses_high": marked("Losses, high:"),
    "gains": marked("Gains:"),
    "gains_low": marked("Gains, low:"),
    "gains_high": marked("Gains, high:"),
    "gains_lost": marked("Ground lost again:"),
    "gains_other": marked("Net or taken:"),
    "correction": marked("Correction of other days:"),
    "intake": marked("Recruitment:"),
    "intake_low": marked("Recruitment, low:"),
    "intake_high": marked("Recruitment, high:"),
    "reference": marked("Divided by:"),
    "reference_low": marked("Divided by, low:"),
    "reference_high": marked("Divided by, high:"),
    "unit": marked("Unit of each row:"),
    "killed_share": marked("Killed share:"),
    "killed_share_low": marked("Killed share, low:"),
    "killed_share_high": marked("Killed share, high:"),
    "return_share": marked("Return share:"),
    "return_share_low": marked("Return share, low:"),
    "return_share_high": marked("Return share, high:"),
    "return_after": marked("Return after, days:"),
    **_BESIDE,
}
"""What a column of a table can be, by its place."""


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
    return {
        name: tuple(dict.fromkeys(map(text_of, filterfalse(says_nothing, looked.cells(index)))))[
            :_MOST_VALUES
        ]
        for index, name in enumerate(looked.table.names)
    }
