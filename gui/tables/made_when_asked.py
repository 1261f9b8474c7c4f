"""Tables that are made when they are first asked for: each takes some 30 ms, and a start shows one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.tables.view import TableView

TABS: tuple[tuple[str, ...], ...] = (
    ("periods",),
    ("intake", "requirements"),
    ("campaigns",),
    ("claims",),
    ("milestones",),
    ("sources",),
    ("series",),
)
"""The keys of the tables on each tab."""


class MadeWhenAsked(Mapping[str, TableView]):
    """The tables of all tabs by key. Asking for one that is not in `made` lets `make` put it there."""

    def __init__(self, make: Callable[[str], None]) -> None:
        self.made: dict[str, TableView] = {}
        self._make = make

    def __getitem__(self, key: str) -> TableView:
        if key not in self.made and key in self:
            self._make(key)
        return self.made[key]

    def __contains__(self, key: object) -> bool:
        return any(key in keys for keys in TABS)

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(TABS)

    def __len__(self) -> int:
        return sum(map(len, TABS))

    def make_another(self) -> bool:
        """Make a table that nobody asked for yet, so that nobody waits for it; False where none is left."""
        key = next((key for key in self if key not in self.made), None)
        if key is not None:
            self._make(key)
        return key is not None


def follow_in_focus(page: QWidget) -> None:
    """Let Tab reach what is on a page where the page stands, however late it was made."""
    before = page.previousInFocusChain() or page
    while before is not page and not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
        before = before.previousInFocusChain() or page
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            QWidget.setTabOrder(before, widget)
            before = widget
