"""The import assistant as tests use it: opened by a drop, filled in with keys, waited for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLabel
from pytestqt.qtbot import QtBot

from gui.imports.assistant import ImportAssistant
from gui.imports.refresh import RefreshImports
from tests.gui.hands import act
from tests.gui.window_kit import Kit
from tests.model.imports.maps.made import collection, feature, square

DATA = Path(__file__).parents[2] / "data" / "imports"
PERSONNEL = DATA / "losses_gs_personnel_daily.json"
AREA = DATA / "area_isw_daily_m2.csv"
MONTHS = [26220, 28450, 28200, 26960, 38940, 35030, 35680, 36810, 38130, 41980, 45720, 48670]


def settled(qtbot: QtBot, assistant: ImportAssistant) -> None:
    """Wait until the file is read as it was last asked for."""
    qtbot.waitUntil(lambda: not assistant.work.busy and not assistant.waiting, timeout=20_000)


def drag(kit: Kit, *paths: Path) -> bool:
    """Drag files over the window and drop them where it takes them; return whether it did."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(300, 300), action, data, button, keys)
    entered.setAccepted(False)
    QApplication.sendEvent(kit.window, entered)
    if entered.isAccepted():
        QApplication.sendEvent(kit.window, QDropEvent(QPointF(300, 300), action, data, button, keys))
    return entered.isAccepted()


def dropped(qtbot: QtBot, kit: Kit, path: Path) -> ImportAssistant:
    """Drop a file of figures on the window and return the assistant, which has looked at it."""
    assert drag(kit, path)
    qtbot.waitUntil(lambda: kit.window.imports.dialog is not None)
    return shown(qtbot, kit)


def shown(qtbot: QtBot, kit: Kit) -> ImportAssistant:
    """Return the assistant that is open, once it has read what it was told to."""
    dialog = kit.window.imports.dialog
    assert isinstance(dialog, ImportAssistant)
    settled(qtbot, dialog)
    return dialog


def assistant_on(qtbot: QtBot, kit: Kit, path: Path) -> ImportAssistant:
    """Open the assistant on a file and wait until it has looked at it."""
    kit.window.imports.open_dropped(path)
    return shown(qtbot, kit)


def pick(box: QComboBox, value: str) -> None:
    """Choose a value with the keyboard, as a person goes down the list."""
    assert box.isVisibleTo(box.window())
    steps = box.findData(value) - box.currentIndex()
    key = Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up
    for _ in range(abs(steps)):
        QTest.keyClick(box, key)
    assert box.currentData() == value


def letters(assistant: ImportAssistant) -> list[str]:
    """Return the letters that go to what is shown, with Alt."""
    labels = [label for label in assistant.findChildren(QLabel) if label.buddy() is not None]
    buttons = assistant.findChildren(QAbstractButton)
    texts = [label.text() for label in labels if label.isVisibleTo(assistant)]
    texts += [button.text() for button in buttons if button.isVisibleTo(assistant)]
    return sorted(filter(None, (QKeySequence.mnemonic(text).toString() for text in texts)))


def asked(assistant: ImportAssistant) -> list[str]:
    """Return the keys of the fields below which something is asked."""
    return [key for key, field in assistant.form.fields.items() if field.asked]


def choose_series(qtbot: QtBot, assistant: ImportAssistant, **values: str) -> None:
    """Choose what the file is, field by field, and wait for what comes of it."""
    form = assistant.form
    boxes = {"what": form.what, "kind": form.kind, "dating": form.dating, "unit": form.unit, "by": form.by}
    for key, value in values.items():
        pick(boxes[key] if key in boxes else form.columns[key], value)
    settled(qtbot, assistant)


def each_assistant(qtbot: QtBot, kit: Kit, folder: Path) -> Iterator[QDialog]:
    """Open what imports, one after another: on a table, on maps, for a place of events, for newer files.

    What is in the files has no Latin letters.
    """
    table = folder / "дані.csv"
    table.write_text("дата,втрати\n2024-01-01,100\n2024-02-01,250\n2024-03-01,400\n", "utf-8")
    assistant = assistant_on(qtbot, kit, table)
    choose_series(qtbot, assistant, what="losses", kind="cumulative", dating="event", by="month")
    yield assistant
    QTest.mouseClick(assistant.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: kit.window.imports.dialog is None)

    maps = folder / "карти"
    maps.mkdir()
    for month in ("06", "07"):
        (maps / f"2024{month}30.geojson").write_bytes(collection(feature(square(30, 0))))
    assistant = assistant_on(qtbot, kit, maps)
    yield assistant
    assistant.close()
    kit.window.update_actions()
    act(kit.window, "import_events")
    places = kit.window.imports.dialog
    assert places is not None
    yield places
    places.close()
    act(kit.window, "refresh")
    newer = kit.window.imports.dialog
    assert isinstance(newer, RefreshImports)
    qtbot.waitUntil(lambda: not newer.work.busy)
    yield newer
    newer.close()
