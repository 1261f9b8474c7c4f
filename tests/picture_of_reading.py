"""Makes docs/reading.png: `QT_QPA_PLATFORM=offscreen python3 -m tests.picture_of_reading`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from gui.app.messages import Messages
from gui.app.theme import Scheme, Theme
from gui.imports.read_report import ReadReport
from gui.session import Session
from model.project import Project
from tests.journeys.test_reports import AUTUMN

OUT = Path(__file__).parents[1] / "docs" / "reading.png"
_LONGEST = 60  # seconds


def main() -> int:
    """Paste a text, wait for what comes of it, and write the picture; 1 where nothing came."""
    app = QApplication(["salient"])
    app.setStyle("Fusion")
    theme = Theme(app, Scheme.LIGHT)
    reader = ReadReport(Session(Project()), Messages())
    reader.resize(1280, 800)
    reader.about.published.setText("2024-12-05")
    reader.text.setPlainText(AUTUMN)
    reader.show()
    until = time.monotonic() + _LONGEST
    while not reader.do.isEnabled() and time.monotonic() < until:
        app.processEvents()
    reader.walk(1, only_open=True)
    app.processEvents()
    made = reader.do.isEnabled() and reader.grab().save(str(OUT))
    reader.close()
    theme.deleteLater()
    return 0 if made else 1


if __name__ == "__main__":
    sys.exit(main())
