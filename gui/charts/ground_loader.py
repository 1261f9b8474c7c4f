"""Reads the maps that a chart is drawn of, beside the window, once for what is asked."""

from __future__ import annotations

import os

from PySide6.QtCore import QObject, Signal

from gui.app.background import Background
from gui.session import Session
from model.analyses.ground import Ground, days_on_maps
from model.charts import CHART, ChartOptions, key_of
from model.text.days import Span
from model.text.words import Words, words


class GroundLoader(QObject):
    """`changed`: what `ground` gives for the last options is another."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._asked: object = None
        self._found: Ground | Words | None = None
        self.work = Background(self)
        self.work.done.connect(self._on_done)
        session.file_changed.connect(self.changed)  # the maps are looked for in the folder of the file

    def ground(self, options: ChartOptions) -> Ground | Words | None:
        """Return the maps to draw, that they are being read, or why there are none; None without any."""
        session = self._session
        key = key_of(CHART["map"], session.results, options)
        span = days_on_maps(session.project, key.series, session.project.settings_of(key))
        recipes = [tree for tree in session.project.imports if tree.get("kind") == "map"]
        asked = (key.series, span, recipes, session.path)
        if asked != self._asked:
            self._asked, self._found = asked, None
            self.work.cancel()
            if span is not None:
                self._found = words("The maps are being read…")
                self._read(key.series, span)
        return self._found

    def _read(self, series: str, span: Span) -> None:
        from model.imports.maps.map_ground import ground_of  # noqa: PLC0415 - other charts need none of it

        project, path = self._session.project, self._session.path
        folder = os.fspath(path.parent) if path is not None else ""
        self.work.start(lambda watch: ground_of(project, folder, series, span, watch))

    def _on_done(self, found: object) -> None:
        if isinstance(found, Ground | Words):
            self._found = found
            self.changed.emit()
