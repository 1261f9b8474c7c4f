"""The empty last row of a table: what is typed there and what it still needs.

A draft is no part of the project. It becomes a row, in one step of undo, as soon as `model.edits.begin_row`
has all that it needs.
"""

from __future__ import annotations

from collections.abc import Mapping

from gui.session import Session
from model.columns import Column, Table
from model.edits import Edit, Missing, begin_row, new_claim
from model.text.day_rules import TwoWays
from model.text.errors import SalientError, Unreadable
from model.text.read_days import days_named


class Draft:
    """The begun row of one table of a session."""

    def __init__(self, table: Table, session: Session) -> None:
        self._table = table
        self._session = session

    @property
    def typed(self) -> Mapping[str, str]:
        """What was typed: column key → text."""
        return self._session.drafts.get(self._table.key, {})

    def needed(self) -> frozenset[str]:
        """Return the keys of the columns that the row still needs; none while nothing is typed."""
        if not self.typed:
            return frozenset()
        try:
            outcome = self.outcome(self.typed)
        except SalientError:  # it could be read when it was typed; a later edit of the project may refuse it
            return frozenset()
        return (
            frozenset(column.key for column in outcome.columns)
            if isinstance(outcome, Missing)
            else frozenset()
        )

    def with_text(self, key: str, text: str) -> dict[str, str]:
        """Return what is typed, with `text` in the column `key`."""
        typed = {other: said for other, said in self.typed.items() if other != key}
        if text.strip():
            typed[key] = text.strip()
        return typed

    def outcome(self, typed: Mapping[str, str]) -> Edit | Missing:
        """Return the edit that begins the row, or what it still needs. Raises `Unreadable` or `Refused`."""
        return begin_row(self._session.context, self._table, typed)

    def ask_days(self, key: str, typed: Mapping[str, str]) -> None:
        """Raise `TwoWays` where days are to come of a label, typed into the column `key`, that may be two."""
        if key != "label" or "label" not in typed:
            return
        try:
            days_named(typed["label"])
        except TwoWays as asked:
            if asked.choice == "order" and isinstance(self.outcome(typed), Missing):
                raise
        except Unreadable:
            pass  # most labels name no days

    def keep(self, typed: Mapping[str, str]) -> None:
        """Keep what is typed until the row can begin; nothing typed ends the draft."""
        self._session.set_draft(self._table.key, typed)

    def as_read(self, column: Column, text: str) -> str:
        """Return how `text` would be read in the begun row; of a claim with words, what would come of it.

        Raises `Unreadable` or `Refused`.
        """
        if not text.strip():
            return ""
        context = self._session.context
        said = column.as_read(context, self._table.row_count(context.project), text)
        typed = self.with_text(column.key, text)
        self.ask_days(column.key, typed)
        if self._table.key != "claims" or "quote" not in typed:
            return said
        read = new_claim(context, typed)
        known = f"{read.about}: {read.reading}" if read.reading else read.about
        return " · ".join(filter(None, (said, known, read.come_to)))
