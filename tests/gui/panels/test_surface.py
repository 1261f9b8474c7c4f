"""Labels that show what fits, as plain text."""

from __future__ import annotations

from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.surface import FittedLabel, pane_layout, plain_tip, tool_button

LONG = "no gains given for March 2024, so that there is no total of the ground gained in this series"


def test_what_does_not_fit_is_cut_and_stands_in_the_tooltip(qtbot: QtBot) -> None:
    label = FittedLabel(lines=2)
    qtbot.addWidget(label)
    label.set_text(LONG)
    label.resize(200, 40)
    label.show()
    first, second = label.shown_lines()
    assert LONG.startswith(first)
    assert second.endswith("…")
    assert label.toolTip().replace("\n", " ") == LONG
    assert label.accessibleName() == LONG
    label.resize(2000, 40)
    qtbot.waitUntil(lambda: label.toolTip() == "")
    assert label.shown_lines() == (LONG,)


def test_a_large_number_is_drawn_smaller_before_it_is_cut(qtbot: QtBot) -> None:
    label = FittedLabel(scale=2, shrinks=True)
    qtbot.addWidget(label)
    label.set_text("35,800–50,800")
    whole = label.sizeHint().width()
    for width in range(round(whole * 0.7), whole + 1, 3):
        label.resize(width, 30)
        assert label.shown_lines() == ("35,800–50,800",)
    assert whole > label.fontMetrics().horizontalAdvance("35,800–50,800") * 1.5  # it is twice as large
    label.resize(whole // 4, 30)
    assert label.shown_lines()[0].endswith("…")


def test_a_tooltip_shows_marks_as_they_are() -> None:
    shown = QTextDocument()
    for text in ("1 < 2 & <b>3</b>", "<b>3</b> & 1 < 2", "<p>one\ntwo"):
        tip = plain_tip(text)
        if Qt.mightBeRichText(tip):
            shown.setHtml(tip)
            tip = shown.toPlainText()
        assert tip.replace("\u2028", "\n") == text
    assert plain_tip("") == ""


def test_a_button_of_an_icon_says_what_it_is_and_what_it_does(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    button = tool_button("Close", "Close the pane", lambda _checked: pressed.append(True))
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("Close", "Close the pane")
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert pressed == [True]


def test_the_head_of_a_pane_has_its_title_its_heading_and_its_buttons(qtbot: QtBot) -> None:
    pane, heading = QWidget(), FittedLabel()
    button = tool_button("Close", "Close the pane", print)
    qtbot.addWidget(pane)
    pane_layout(pane, "Findings", heading, (button,))
    pane.resize(400, 100)
    pane.show()
    (title,) = [label for label in pane.findChildren(QLabel) if label.text() == "Findings"]
    assert title.isVisible()
    assert title.x() < heading.x() < button.x() < pane.width() - button.width()
