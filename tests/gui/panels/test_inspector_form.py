"""The lines of the inspector are made and let go with the cell they are about."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.app.theme import Theme
from gui.panels.inspector import Inspector
from gui.panels.inspector_editors import LineEditor, TextEditor
from gui.session import Session
from model.explain.inspect_cell import Place
from model.files import sample


def held(inspector: Inspector) -> Counter[str]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return Counter(each.metaObject().className() for each in inspector.findChildren(QObject))


def test_an_inspector_that_showed_many_cells_holds_no_more_than_one_that_showed_few(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme = Theme(qapp)
    inspector = Inspector(Session(sample("autumn-2024")), theme)
    qtbot.addWidget(inspector)
    inspector.show()
    columns = ("losses", "gains", "label", "losses_per_gain", "start", "note", "losses.source")
    seen: list[Counter[str]] = []
    for _ in range(4):
        for column in columns:
            inspector.look_at(Place("periods", 1, column))
            assert inspector.shown is not None  # which it is when it is asked for, or a frame later
        inspector.look_at(Place("periods", 3, "losses"))  # the empty last row: a sentence without a name
        assert inspector.shown is not None
        seen.append(held(inspector))
    assert seen[-1] == seen[0]
    theme.deleteLater()


def test_tab_goes_through_the_fields_and_then_to_what_stands_below(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(qapp)
    inspector = Inspector(Session(sample("autumn-2024")), theme)
    qtbot.addWidget(inspector)
    inspector.show()
    inspector.look_at(Place("periods", 1, "losses"))
    fields = [field.editor for field in inspector.fields]
    reached: list[QWidget] = [inspector]
    while (after := reached[-1].nextInFocusChain()) is not inspector:
        assert after is not None  # a chain is a ring
        reached.append(after)
    places = [reached.index(editor) for editor in (*fields, inspector.alternatives.add, inspector.leads_to)]
    assert places == sorted(places)
    theme.deleteLater()


def test_a_line_shows_what_may_be_typed_for_it_and_how_it_is_read_while_it_is_typed(
    qtbot: QtBot, qapp: QApplication
) -> None:
    theme, session = Theme(qapp), Session(sample("autumn-2024"))
    inspector = Inspector(session, theme)
    qtbot.addWidget(inspector)
    inspector.resize(700, 900)
    inspector.show()
    inspector.look_at(Place("periods", 1, "losses"))
    editors = {field.entry.label: field.editor for field in inspector.fields}
    quote, losses = editors["Quote"], editors["Published"]
    assert isinstance(quote, TextEditor)
    assert isinstance(losses, LineEditor)
    assert (losses.text(), losses.cursorPosition()) == ("45,690", 0)
    assert quote.toPlainText() == "an estimated 45,690 casualties"
    assert losses.toolTip()

    for field in inspector.fields:  # the name, and right of it what is typed, how it is read below
        name, editor, reading = (each.geometry() for each in (field.name, field.editor, field.reading))
        assert name.right() < editor.left() == losses.x()
        assert abs(name.top() - editor.top()) < 8
        words = field.name.text().split(" ")
        assert name.width() <= max(100, *(field.name.fontMetrics().horizontalAdvance(word) for word in words))
        assert field.reading.isHidden() or reading.left() == losses.x()

    def typed(text: str) -> str:
        losses.selectAll()
        QTest.keyClicks(losses, text)
        return losses.accessibleDescription()

    assert typed("about 46,000").startswith("read as about 46,000. The source and the quote")
    assert typed("abc").startswith("✕ “abc” is not a figure")
    assert typed("46,000").startswith("read as 46,000. The source and the quote")
    assert session.project.periods[1].losses == sample("autumn-2024").periods[1].losses
    QTest.keyClick(losses, Qt.Key.Key_Return)
    changed = session.project.periods[1].losses
    assert changed is not None
    assert (changed.value, changed.source, changed.quote) == (46_000, "", "")
    inspector.look_at(Place("periods", 1, "gains"))
    gains = next(field.editor for field in inspector.fields if field.entry.label == "Published")
    QTest.keyClicks(gains, "1")  # before what stands there
    assert inspector.finish_editing()  # as leaving it does, without Enter
    left = session.project.periods[1].gains
    assert left is not None
    assert (left.value, left.source) == (1_839, "")

    # the next cell waits for what cannot be read, until it is given up
    gains = next(field.editor for field in inspector.fields if field.entry.label == "Published")
    QTest.keyClicks(gains, "abc")
    inspector.look_at(Place("periods", 0, "losses"))
    assert inspector.shown is not None
    assert inspector.shown.place == Place("periods", 1, "gains")
    QTest.keyClick(gains, Qt.Key.Key_Escape)
    assert inspector.shown.place == Place("periods", 0, "losses")
    theme.deleteLater()
