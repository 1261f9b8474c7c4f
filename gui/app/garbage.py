"""Garbage is collected in the thread of the window alone.

Python collects in whichever thread happens to allocate, and a widget that is deleted in another thread than
its own ends the program. Work beside the window (`gui.app.background`, the journal) would make that happen.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 1000  # milliseconds


class Garbage(QObject):
    """Takes collecting from Python's allocator while it lives; does it now and then, by Python's own rule."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def spare(self) -> None:
        """Look for no garbage among what there is by now, as when the program has started."""
        gc.freeze()

    def collect(self) -> None:
        """Collect the oldest generation whose turn it is, and the younger ones with it."""
        due = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if any(due):
            gc.collect(max(age for age, is_due in enumerate(due) if is_due))

    def remove(self) -> None:
        """Give collecting back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
