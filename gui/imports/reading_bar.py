"""How far it is with what is read beside the window: a part of all rows, or that it goes on."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar

from gui.app.background import Background
from gui.app.guard import guarded
from model.imports.choices import Gone

_WHOLE = 1000


@guarded
class ReadingBar(QProgressBar):
    """Is there while something is read."""

    def __init__(self, work: Background) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setMaximumWidth(160)
        self.setAccessibleName(self.tr("It is being read"))
        self._on_busy_changed(busy=work.busy)
        work.busy_changed.connect(self._on_busy_changed)
        work.progressed.connect(self._on_progressed)

    def _on_busy_changed(self, busy: bool) -> None:
        self.setRange(0, 0)
        self.setVisible(busy)

    def _on_progressed(self, how_far: object) -> None:
        if isinstance(how_far, Gone):
            self.setRange(0, _WHOLE)
            self.setValue(_WHOLE * how_far.rows // how_far.of)
        elif how_far:
            self.setRange(0, 0)
