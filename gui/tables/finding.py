"""Find and filter at work: from what is typed in the bar to the current cell and the rows shown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import numpy as np
from PySide6.QtCore import QObject

from gui.app.guard import guarded
from gui.tables.find_bar import FindBar
from gui.tables.grid import Grid
from gui.tables.model import TableModel
from gui.tables.search import Place, Search


class Finding(QObject):
    """Joins a find bar with a grid: places are found in the order in which the rows are shown."""

    def __init__(self, bar: FindBar, grid: Grid, model: TableModel) -> None:
        super().__init__(grid)
        self._bar = bar
        self._grid = grid
        self._model = model
        self._stale = True
        self._places: list[Place] = []  # (shown row, column), ascending
        self._search = Search(model, self)
        self._filter = Search(model, self)
        self._pending = 0
        self._gone = False  # to the first place found, while the others are looked for
        bar.find_changed.connect(self._on_find_changed)
        bar.filter_changed.connect(self._on_filter_changed)
        bar.stepped.connect(self._on_stepped)
        bar.closed.connect(self._on_closed)
        self._search.finished.connect(self._on_search_finished)
        self._filter.finished.connect(self._on_filter_finished)
        self._search.progressed.connect(self._on_progressed)
        self._filter.progressed.connect(self._on_progressed)
        for signal in (model.dataChanged, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            signal.connect(self._on_model_changed)
        model.modelReset.connect(self._on_model_reset)

    @property
    def places(self) -> list[Place]:
        """Where the text was found: shown rows and columns, ascending."""
        return self._places

    def _look(self) -> None:
        self._places = []
        rows = self._model.row_numbers(range(self._model.draft_row))
        self._search.start(self._bar.find_field.text(), rows, self._grid.shown_columns())

    @guarded(None)
    def _on_find_changed(self, _text: str) -> None:
        self._pending = 0
        self._gone = False
        self._look()

    @guarded(None)
    def _on_search_finished(self) -> None:
        self._stale = False
        rows = self._model.row_numbers(range(self._model.draft_row))
        place_of = {number: row for row, number in enumerate(rows)}
        self._places = sorted(
            (place_of[row], column) for row, column in self._search.places if row in place_of
        )
        if self._places and self._pending:
            self._step(self._pending)
        elif self._places and not self._gone:
            self._go(self._at_or_after(self._here()))
        self._pending = 0
        self._say_count()

    def _here(self) -> Place:
        index = self._grid.currentIndex()
        return (index.row(), index.column())

    def _at_or_after(self, place: Place) -> int:
        return bisect_left(self._places, place) % len(self._places)

    @guarded(None)
    def _on_stepped(self, by: int) -> None:
        if self._stale and self._bar.find_field.text():
            self._pending = by
            self._look()
        elif self._places:
            self._step(by)
            self._say_count()

    def _step(self, by: int) -> None:
        """Go to the next or the previous place, around the ends."""
        here = self._here()
        which = bisect_right(self._places, here) if by > 0 else bisect_left(self._places, here) - 1
        self._go(which % len(self._places))

    def _go(self, which: int) -> None:
        self._grid.go_to(*self._places[which])

    def _say_count(self) -> None:
        if not self._bar.find_field.text():
            self._bar.say(self._shown_words())
        elif not self._places:
            self._bar.say(self.tr("not found"))
        else:
            here = self._here()
            which = bisect_left(self._places, here)
            exact = which < len(self._places) and self._places[which] == here
            count = self.tr("{which} of {count}") if exact else self.tr("{count} found")
            self._bar.say(count.format(which=which + 1, count=len(self._places)))

    def _shown_words(self) -> str:
        if not self._bar.only_field.text():
            return ""
        said = self.tr("{shown} of {total} rows shown")
        return said.format(shown=self._model.draft_row, total=self._model.total_rows)

    @guarded(None)
    def _on_progressed(self) -> None:
        """Say how far a long search is, and go to the first place as soon as it is known."""
        if self._search.running and self._search.places and not self._gone:
            row = self._model.shown_row(self._search.places[0][0])
            if row is not None:
                self._gone = True
                self._grid.go_to(row, self._search.places[0][1])
        share = min(search.share for search in (self._search, self._filter) if search.running)
        self._bar.say(self.tr("looking… {percent} %").format(percent=int(share * 100)))

    # the filter

    @guarded(None)
    def _on_filter_changed(self, text: str) -> None:
        if not text:
            self._filter.stop()
            self._grid.lighten_selection()
            self._model.show_only(None)
            self._after_filter()
            return
        typed = [column for column in self._grid.shown_columns() if self._model.columns[column].editable]
        self._filter.start(text, range(self._model.total_rows), typed)

    @guarded(None)
    def _on_filter_finished(self) -> None:
        if self._filter.text:
            self._grid.lighten_selection()
            self._model.show_only(np.array(sorted({row for row, _ in self._filter.places}), np.int64))
            self._after_filter()

    def _after_filter(self) -> None:
        self._grid.scrollTo(self._grid.currentIndex())
        if self._bar.find_field.text():
            self._look()
        else:
            self._bar.say(self._shown_words())

    @guarded(None)
    def _on_closed(self) -> None:
        self._grid.setFocus()

    @guarded(None)
    def _on_model_changed(self, *_what: object) -> None:
        self._stale = True

    @guarded(None)
    def _on_model_reset(self) -> None:
        """Another project: what was found, and what was hidden, was another's."""
        self._search.stop()
        self._filter.stop()
        self._places, self._stale = [], True
        if self._bar.only_field.text():
            self._bar.only_field.clear()
