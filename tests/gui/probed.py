"""A project whose every text is a probe with markup, and a walk over every text that a window shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt, QTimer
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QDockWidget,
    QGraphicsTextItem,
    QGraphicsView,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QStatusBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

from gui.panels.surface import FittedLabel
from model.files import sample
from model.project import Acknowledgement, Project
from model.text.records import replace
from tests.gui.hands import act, settle
from tests.gui.window_kit import Kit

PROBE = 'Qx<b>Losses</b> <1000 & >500 <img src="file:///dev/zero"> =1+1 end'
MARK = "Qx"
TEXTS = {"title", "notes", "name", "note", "label", "side", "channel", "quote", "scope", "reason"}


def probed(probe: str = PROBE) -> Project:
    """Return the sample with the probe in each of its free texts."""
    project = sample("autumn-2024")
    told = _probed(project, probe)
    assert isinstance(told, Project)
    return replace(told, acknowledged=(Acknowledgement("overlap", ("periods 1",), probe),))


def _probed(value: Any, probe: str) -> Any:
    if isinstance(value, tuple):
        return tuple(_probed(each, probe) for each in value)
    if not isinstance(value, Struct):
        return value
    changed = {name: _probed(getattr(value, name), probe) for name in value.__struct_fields__}
    changed.update({name: probe for name in changed if name in TEXTS and isinstance(changed[name], str)})
    return type(value)(**changed)


def in_each_dialog(kit: Kit, keys: Iterable[str], folder: Path, look: Callable[[QDialog], object]) -> None:
    """Open the dialogs of these actions one after another, look at each that is seen, and close it."""
    window, seen = kit.window, list[QDialog]()

    def look_and_close() -> None:
        for dialog in [each for each in window.findChildren(QDialog) if each.isVisible()]:
            waits.stop()
            try:
                seen.append(dialog)
                look(dialog)
            finally:
                dialog.close()

    waits = QTimer(window, interval=0)  # also for those that wait for an answer
    waits.timeout.connect(look_and_close)
    kit.others.lately.log_file = folder / "salient.log"
    if not kit.others.lately.log_file.exists():
        kit.others.lately.log_file.write_text("1")
    window.tables.select_rows("periods", (0,))
    for key in keys:
        seen.clear()
        waits.start()
        window.update_actions()
        assert window.actions_by_key[key].isEnabled(), key
        act(window, key)
        settle()
        assert len(seen) == 1, key
        settle()


def misread(
    texts: Iterator[tuple[str, str]], seen: set[str] | None = None, typed: str = PROBE
) -> list[tuple[str, str]]:
    """Return what does not read as it was typed, as far as it is not cut off with “…”.

    `seen` is told in what kinds of places the probe was seen whole.
    """
    wrong = []
    for where, text in texts:
        if seen is not None and typed in text:
            seen.add(where.split(" of ")[0])
        for part in text.split(MARK)[1:]:
            # what is cut in the middle of a list goes on with our own words after the sign of the cut
            read = part.split("…")[0]
            if not any(_same(read, each, cut="…" in part) for each in (typed, PROBE)):
                wrong.append((where, text))
                break
    return wrong


def _same(read: str, typed: str, *, cut: bool) -> bool:
    rest = typed.removeprefix(MARK)
    return read.startswith(rest) or (cut and rest.startswith(read))


def shown_texts(root: QWidget | None = None) -> Iterator[tuple[str, str]]:
    """Go over every widget there is in `root`, or at all; yield where it is and what a person reads there."""
    for widget in QApplication.allWidgets() if root is None else [root, *root.findChildren(QWidget)]:
        where = f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()[:30]}"
        for kind, text in _texts_of(widget):
            yield f"{kind} of {where} in {type(widget.window()).__name__}", text
        for action in widget.actions():
            yield f"action of {where}", without_mnemonic(action.text())
            if not isinstance(widget, QMenu) or widget.toolTipsVisible():
                yield f"tip of an action of {where}", as_tip(action.toolTip())


def _texts_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield "title", widget.windowTitle()
    yield "tip", as_tip(widget.toolTip())
    yield "status tip", widget.statusTip()
    yield "help", as_tip(widget.whatsThis())
    yield "name", widget.accessibleName()
    if isinstance(widget, QDockWidget):
        yield "title of a dock", without_mnemonic(widget.windowTitle())
    for kind, read in _KINDS.items():
        if isinstance(widget, kind):
            yield from read(widget)


def _texts_of_field(field: Any) -> Iterator[tuple[str, str]]:
    yield "text", field.text()
    yield "placeholder", field.placeholderText()


def _texts_of_tabs(bar: Any) -> Iterator[tuple[str, str]]:
    for tab in range(bar.count()):
        yield "tab", without_mnemonic(bar.tabText(tab))
        yield "tip of a tab", as_tip(bar.tabToolTip(tab))


def _texts_of_view(view: Any) -> Iterator[tuple[str, str]]:
    if view.model() is not None:
        yield from _texts_of_model(view.model())


_KINDS: dict[type[QWidget], Callable[[Any], Iterable[tuple[str, str]]]] = {
    QLabel: lambda label: [("label", _label(label))],
    FittedLabel: lambda label: [("label", label.text())],
    QAbstractButton: lambda button: [("caption", without_mnemonic(button.text()))],
    QGroupBox: lambda box: [("caption", without_mnemonic(box.title()))],
    QLineEdit: _texts_of_field,
    QTextEdit: lambda edit: [("text", edit.toPlainText())],
    QPlainTextEdit: lambda edit: [("text", edit.toPlainText())],
    QComboBox: lambda box: _texts_of_model(box.model()),
    QTabBar: _texts_of_tabs,
    QStatusBar: lambda bar: [("message", bar.currentMessage())],
    QAbstractItemView: _texts_of_view,
    QGraphicsView: lambda view: [
        ("text in a picture", item.toPlainText())
        for item in view.items()
        if isinstance(item, QGraphicsTextItem)
    ],
}


def _texts_of_model(model: QAbstractItemModel) -> Iterator[tuple[str, str]]:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole)
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for orientation, count in (
        (Qt.Orientation.Horizontal, columns),
        (Qt.Orientation.Vertical, model.rowCount()),
    ):
        for section in range(count):
            yield "head", str(model.headerData(section, orientation) or "")
            tip = model.headerData(section, orientation, Qt.ItemDataRole.ToolTipRole)
            yield "tip of a head", as_tip(str(tip or ""))
    for row in range(model.rowCount()):
        for column in range(columns):
            for role in roles:
                text = model.index(row, column).data(role)
                if isinstance(text, str):
                    tip = role == Qt.ItemDataRole.ToolTipRole
                    yield f"cell {role.name}", as_tip(text) if tip else text


def _label(label: QLabel) -> str:
    """Return what a label shows: Qt takes for markup what looks like it, unless told that it is plain."""
    text = label.text()
    if label.textFormat() is Qt.TextFormat.PlainText:
        return without_mnemonic(text) if label.buddy() is not None else text
    # whatever it holds now: an “automatic” label is a trap for the next text
    return rendered(text)


def as_tip(text: str) -> str:
    """Return what a tooltip shows."""
    return rendered(text) if GuiQt.mightBeRichText(text) else " ".join(text.split("\n"))  # wrapped there


def rendered(text: str) -> str:
    """Return what a person reads of rich text; a picture is no text."""
    if not text:
        return ""
    document = QTextDocument()
    document.setHtml(re.sub(r"<img[^>]*>", "", text))  # nothing is opened by looking
    return document.toPlainText()


def without_mnemonic(text: str) -> str:
    """Return a caption as it is drawn: the letter after “&” underlined, “&&” for the sign itself."""
    return re.sub(r"&(.)", r"\1", text)
