"""The findings that pass the filter, as a table that Qt shows: level, sentence, rows, why it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
from PySide6.QtGui import QColor, QFont

from gui.app.theme import Theme
from gui.panels.read_model import ReadModel
from gui.session import Session
from model.checks.findings import NAMED, Finding, Level
from model.columns import TABLE

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
COLUMNS = ("level", "finding", "rows", "acknowledged")


class Shelf(StrEnum):
    """Where a finding is put: by its level while it is open, else with those that are acknowledged."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    ACKNOWLEDGED = "acknowledged"


SHELF_GLYPHS: Mapping[Shelf, str] = {
    Shelf.ERROR: "✕",
    Shelf.WARNING: "!",
    Shelf.NOTE: "i",
    Shelf.ACKNOWLEDGED: "✓",
}
"""The shape of each, so that colour alone tells nothing."""


def shelf_of(finding: Finding) -> Shelf:
    """Return where a finding is put."""
    if finding.acknowledged is not None:
        return Shelf.ACKNOWLEDGED
    return {Level.ERROR: Shelf.ERROR, Level.WARNING: Shelf.WARNING, Level.NOTE: Shelf.NOTE}[finding.level]


class FindingsModel(ReadModel):
    """The findings on the shelves that are shown, open ones first; sentences are made when looked at."""

    def __init__(self, session: Session, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self.shelves: set[Shelf] = set(Shelf)
        self.findings: tuple[Finding, ...] = ()
        self._link = QFont()
        self._link.setUnderline(True)

    def counts(self) -> Mapping[Shelf, int]:
        """Return how many findings of the project are on each shelf."""
        counts = dict.fromkeys(Shelf, 0)
        for finding in self._session.checks.findings:
            counts[shelf_of(finding)] += 1
        return counts

    def refresh(self) -> None:
        """List the findings of now."""
        order = list(Shelf)
        found = [each for each in self._session.checks.findings if shelf_of(each) in self.shelves]
        self.beginResetModel()
        self.findings = tuple(sorted(found, key=lambda each: order.index(shelf_of(each))))
        self.endResetModel()

    def place_of(self, finding: Finding) -> int | None:
        """Return the row of what is the same finding now; None where it is not shown."""
        same = (
            row
            for row, each in enumerate(self.findings)
            if each.key == finding.key and each.rows == finding.rows
        )
        return next(same, None)

    def size(self) -> tuple[int, int]:
        return len(self.findings), len(COLUMNS)

    def text(self, row: int, column: int) -> str:
        return " ".join(self._text(self.findings[row], COLUMNS[column]).split())

    def tip(self, row: int, column: int) -> str:
        shown = COLUMNS[column]
        return self._text(self.findings[row], "finding" if shown == "level" else shown)

    def head(self, column: int) -> str:
        heads = (self.tr("Level"), self.tr("Finding"), self.tr("Rows"), self.tr("Kept as it is because"))
        return heads[column]

    def font(self, row: int, column: int) -> QFont | None:
        return self._link if COLUMNS[column] == "rows" else None

    def colours(self, row: int, column: int) -> tuple[QColor | None, QColor | None]:
        return self._colour(self.findings[row], COLUMNS[column]), None

    def shelf_name(self, shelf: Shelf) -> str:
        """Return what one finding on a shelf is called."""
        return {
            Shelf.ERROR: self.tr("error"),
            Shelf.WARNING: self.tr("warning"),
            Shelf.NOTE: self.tr("note"),
            Shelf.ACKNOWLEDGED: self.tr("acknowledged"),
        }[shelf]

    def _text(self, finding: Finding, column: str) -> str:
        formats = self._session.formats
        if column == "level":
            shelf = shelf_of(finding)
            return f"{SHELF_GLYPHS[shelf]} {self.shelf_name(shelf)}"
        if column == "finding":
            return formats.words(finding.words)
        if column == "rows":
            return self._rows(finding)
        return finding.acknowledged or ""

    def _rows(self, finding: Finding) -> str:
        ctx = self._session.context
        names = ", ".join(TABLE[ref.table].row_name(ctx, ref.index) for ref in finding.rows[:NAMED])
        more = len(finding.rows) - NAMED
        if more <= 0:
            return names
        said = self.tr("{names} and {count} more")
        return said.format(names=names, count=ctx.formats.number(more, "people"))

    def _colour(self, finding: Finding, column: str) -> QColor | None:
        tones, shelf = self._theme.tones, shelf_of(finding)
        if shelf is Shelf.ACKNOWLEDGED:
            return QColor(tones.muted)
        if column == "rows":
            return QColor(tones.accent)
        if column != "level":
            return None
        return QColor({Shelf.ERROR: tones.bad, Shelf.WARNING: tones.doubtful}.get(shelf, tones.muted))
