"""Help to read beside the window: what can be typed, what each column means, what each key does.

Built from what is declared (columns, measures, actions), so that it says what the program does.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTextBrowser, QWidget

from gui.app.windows import size_first
from gui.dialogs.parts import Buttons, arrange
from gui.session import Session
from model.columns import TABLES
from model.derive.measures import MEASURE, MEASURES
from model.text.figures import Quantity, read_figure
from model.text.notation import ENGLISH
from model.text.words import words

_TYPED = (
    "45,690",
    "~53",
    ">125,000",
    "≥80,000",
    "<900",
    "≤900",
    "25,000–30,000",
    "25k to 30k",
    "40 (30–55)",
    "1.2 million",
)


class HelpWindow(QDialog):
    """A page to read; it stays open beside the window."""

    def __init__(self, title: str, page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page = QTextBrowser()
        self.page.setAccessibleName(title)
        self.page.setOpenLinks(False)
        self.page.setHtml(page)
        arrange(self, self.page, Buttons(self))
        size_first(self, 720, 640)


class HelpPages(QWidget):
    """Writes the pages; a widget only for its translations. Whatever is declared is escaped."""

    def figures(self, session: Session) -> str:
        """Return the page on figures, columns and measures."""
        formats = session.formats
        typed = []
        for text in _TYPED:
            # the examples are written the English way and shown the way the person writes
            figure = read_figure(text, Quantity.PEOPLE, ENGLISH)
            shown = text if formats.notation == ENGLISH else formats.figure(figure, Quantity.PEOPLE)
            typed.append((shown, formats.as_read(figure, Quantity.PEOPLE)))
        parts = [
            _heading(self.tr("What can be typed for a figure")),
            _paragraph(
                self.tr(
                    "Type a figure as it was published. The cell shows it tidily and says how it was read."
                )
            ),
            _table(typed),
            _paragraph(
                self.tr(
                    "Ground may carry its unit: 910 sq mi, 2,356 km². Without one it is in the unit shown."
                    " An empty cell, a dash or n/a is unknown, which is not 0. What cannot be read stays in"
                    " the cell with the reason."
                )
            ),
        ]
        for table in TABLES:
            parts.append(_heading(formats.words(words(table.label))))
            rows = [
                (column.label(session.context), formats.words(words(column.help)))
                for column in table.columns
                if column.editable or table.key != "periods" or column.key not in MEASURE  # said below
            ]
            parts.append(_table(rows))
        parts.append(_heading(self.tr("What is computed")))
        area = formats.unit("km2")
        parts.append(
            _table(
                [
                    (formats.words(words(m.label, area=area)), formats.words(words(m.help, area=area)))
                    for m in MEASURES
                ]
            )
        )
        parts += [_heading(self.tr("Comparing, and asking what if")), _table(self._analyses())]
        return "".join(parts)

    def _analyses(self) -> list[tuple[str, str]]:
        return [
            (
                self.tr("Series side by side"),
                self.tr(
                    "Every measure of the total of each series, with what its losses count and what its"
                    " figures cover. Where these differ, it is said above the table."
                ),
            ),
            (
                self.tr("Losses, gains, intake or requirement by source"),
                self.tr(
                    "Each source of a series gets a column: its own figures of that kind, in use and as"
                    " alternatives, and the figures in use of every other kind, over the days for which it"
                    " gives any. The rules of a series hold of each source, so that no day is counted twice;"
                    " what it does not say has no value, with the reason. If one source gives several figures"
                    " for a row, the one in use counts, else the first."
                ),
            ),
            (
                self.tr("What comes of a claim"),
                self.tr(
                    "Its digits leave open how near is near: an exact number half its last place, “about” a"
                    " whole one, of a last digit 0 no more than 5 and 10 %. ✓ follows: all that is computed"
                    " lies there; ✓ possible: the best does and the range goes beyond; ✓ as cut: the number"
                    " cut off at its last digit. ? not refuted: they meet only through a range or an open"
                    " bound. ! inconsistent: they do not meet. – cannot be checked. A claim may be held to"
                    " its source's own figures alone, and may compare with other days."
                ),
            ),
            (
                self.tr("One unknown is one unknown"),
                self.tr(
                    "What stands on both sides of a comparison, such as one intake of 25,000 to 30,000 a"
                    " month, is the same number there: a period against itself is exactly 1×."
                ),
            ),
            (
                self.tr("Gross shortfall"),
                self.tr(
                    "Gross shortfall (wounded who return not counted): losses less intake, every casualty"
                    " counted as gone, though many wounded return."
                ),
            ),
            (
                self.tr("Net change of a force"),
                self.tr(
                    "Intake and wounded who return, less the losses. Who returns follows from what the table"
                    " Series says: the share killed, the share of the others that return, and after how many"
                    " days. Without these there is no net change, only the gross shortfall."
                ),
            ),
            (
                self.tr("References"),
                self.tr(
                    "What others are divided by, in a table of its own: people, an area, a length of front or"
                    " items, each over its days. Of several within the days of a period the result has the"
                    " range of all, its best weighted by days. Columns of losses and gains divided by them"
                    " are hidden until you show them, and claims may state them: 6.07 % a month, 2 per 1,000"
                    " a day, one in 35, 28 per km."
                ),
            ),
            (
                self.tr("Ground taken, lost again, net"),
                self.tr(
                    "The gains of a series are net, or the ground taken. A period may have the ground lost"
                    " again too, and of net and taken what its gains are not: hidden columns, shown once they"
                    " are used. Two of the three give the third; three that do not agree are a finding."
                ),
            ),
            (
                self.tr("Items, money, an advance"),
                self.tr(
                    "A series may count items or money, each by its name, and its gains may be an advance in"
                    " km. They have hidden columns of their own, and are never summed or compared with"
                    " people, areas or another currency."
                ),
            ),
            (
                self.tr("Pairs of series"),
                self.tr(
                    "A series may name its opponent, the casualties that its killed are part of, the estimate"
                    " that it is a count of, or a group. Losses for each of the opponent's, the share killed,"
                    " the wounded for each killed, the share that is counted and the sum of both sides follow"
                    " over the same days, where the other series has these days too and counts the same."
                ),
            ),
            (
                self.tr("What a range is"),
                self.tr(
                    "Bounds, unless the figure says that it is a 95 % interval, typed 42,000 (95 % CI"
                    " 35,000–50,000), or how far sources are apart. Bounds add. Of intervals it is told"
                    " beside a sum what its error is if the errors go together, as it is shown, and if they"
                    " are independent."
                ),
            ),
            (
                self.tr("If it went on"),
                self.tr(
                    "A milestone in km² is the ground held at the end of its day. With an area in References"
                    " a period that ends on that day has the share held, what remains, and the days, the day"
                    " and the losses to take it if the rate of the period went on: hidden columns, and claims"
                    " (“91.7 years”, “by 2117”). The period is the window, and another has another rate."
                    " There is no value where nothing was gained, and never one of a total."
                ),
            ),
            (
                self.tr("Records and streaks"),
                self.tr(
                    "A claim may say which place its days have among all spans of days like them: the highest"
                    " month, the second most, the lowest since April. It is decided where nothing known could"
                    " lie above; days of which nothing is known leave it possible. Or that something lay"
                    " above a number for so many days, weeks or months in a row. Losses that hold a"
                    " correction of other days are no record."
                ),
            ),
            (
                self.tr("Sensitivity"),
                self.tr(
                    "Each figure is moved alone between its published bounds, all others at their best; with"
                    " a threshold, the value of each figure at which the result would be just that."
                ),
            ),
            (
                self.tr("Scenario"),
                self.tr(
                    "Losses, intake or gains so many percent higher or lower over the days that are chosen."
                    " It is drawn dashed beside what was published, and never saved. The months until a"
                    " gross shortfall are reckoned at the rate of the latest period."
                ),
            ),
            (
                self.tr("The end of an axis"),
                self.tr(
                    "On a chart of periods at most one in ten is cut where it would flatten all others: it is"
                    " drawn broken, and its value is named in the note. Other axes are among the settings."
                ),
            ),
        ]

    def keyboard(self, declared: Sequence[tuple[str, str]]) -> str:
        """Return the page on keys; `declared` are those of the actions and what each does."""
        in_tables = [
            (self.tr("arrows, Page Up, Page Down"), self.tr("move from cell to cell")),
            (self.tr("typing"), self.tr("replaces what the cell holds")),
            ("F2", self.tr("edits what the cell holds")),
            (self.tr("Enter"), self.tr("commits and moves down")),
            (self.tr("Tab"), self.tr("commits and moves right")),
            (self.tr("Esc"), self.tr("leaves the cell as it was")),
            (self.tr("Ctrl+Enter"), self.tr("fills the selection with what was typed")),
            (self.tr("Ctrl+Shift+Enter"), self.tr("commits another number with the source of the old one")),
        ]
        on_charts = [
            (self.tr("left and right arrows"), self.tr("step from mark to mark and show its figures")),
            (self.tr("Enter"), self.tr("goes to the row of the mark")),
            ("D", self.tr("chooses days, or none any more")),
            (self.tr("Shift and an arrow"), self.tr("moves the last of these days; with Ctrl too the first")),
            ("+  −  0", self.tr("looks closer, from further away, at all of it")),
            (self.tr("Esc"), self.tr("lets go of the mark, then of the days")),
        ]
        return "".join(
            [
                _heading(self.tr("In the tables")),
                _table(in_tables),
                _heading(self.tr("On a chart")),
                _table(on_charts),
                _heading(self.tr("Everywhere")),
                _table(list(declared)),
                _paragraph(self.tr("Alt and the underlined letter opens a menu; F6 goes from pane to pane.")),
            ]
        )


def _heading(text: str) -> str:
    return f"<h3>{escape(text)}</h3>"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _table(rows: list[tuple[str, str]]) -> str:
    cells = "".join(
        f"<tr><td style='padding-right: 18px'><b>{escape(left)}</b></td><td>{escape(right)}</td></tr>"
        for left, right in rows
    )
    return f"<table cellpadding='3'>{cells}</table>"
