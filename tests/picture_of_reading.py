"""Makes reading.png of the guide: `QT_QPA_PLATFORM=offscreen python3 -m tests.picture_of_reading [uk]`."""

from __future__ import annotations

import sys
import time

from PySide6.QtWidgets import QApplication

from gui.app.messages import Messages
from gui.app.theme import Scheme, Theme
from gui.app.translate import model_words, speak
from gui.imports.read_report import ReadReport
from gui.session import Session
from model.project import Project
from model.text.catalogue import ENGLISH
from model.text.notation import notation_for
from tests.guide import FOLDERS
from tests.journeys.test_reports import AUTUMN

TEXTS = {
    ENGLISH: AUTUMN,
    "uk": "Від вересня по листопад 2024 року російські війська зазнали понад 125 000 втрат і захопили 2356"
    " кв. км, повідомив Інститут вивчення війни. Це близько 53 втрат на кожен квадратний кілометр.\n\n"
    "Російські війська в листопаді 2024 року втратили 45 690 військових і захопили 839 кв. км, повідомив"
    " інститут. Це в середньому 1523 втрати на добу.\n\n"
    "Російські війська у вересні та жовтні 2024 року втратили 80 110 військових і захопили 1517 кв. км,"
    " повідомив інститут.\n\n"
    "Росія набирає від 25 000 до 30 000 осіб на місяць, повідомили американські посадовці.",
}
_LONGEST = 60  # seconds


def main() -> int:
    """Paste a text, wait for what comes of it, and write the picture; 1 where nothing came."""
    app, language = QApplication(["salient"]), (*sys.argv[1:], ENGLISH)[0]
    speak(app, language)
    app.setStyle("Fusion")
    theme = Theme(app, Scheme.LIGHT)
    session = Session(Project())
    session.set_formats(notation_for(language), model_words)
    reader = ReadReport(session, Messages())
    reader.resize(1280, 800)
    reader.about.published.setText("2024-12-05")
    reader.text.setPlainText(TEXTS[language])
    reader.show()
    until = time.monotonic() + _LONGEST
    while not reader.do.isEnabled() and time.monotonic() < until:
        app.processEvents()
    reader.walk(1, only_open=True)
    app.processEvents()
    made = reader.do.isEnabled() and reader.grab().save(str(FOLDERS[language] / "reading.png"))
    reader.close()
    theme.deleteLater()
    return 0 if made else 1


if __name__ == "__main__":
    sys.exit(main())
