"""The card of a region of days: what the days come to, and what can be made of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.app.guard import guarded
from gui.panels.surface import bold, plain_label
from model.analyses.region_of_days import SHOWN, RegionOfDays

_AWAY = 8
_WIDEST = 330


@guarded
class DaysCard(QFrame):
    """Shows a region over its parent. `asked(what)`: "period", "claim", "only", or "close".

    `entered`: the mouse is over the card, and no longer over what lies below.
    """

    asked = Signal(str)
    entered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.region: RegionOfDays | None = None
        self.setAccessibleName(self.tr("Days chosen on the chart"))
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setMaximumWidth(_WIDEST)
        self._head, self._days, self._why = (plain_label("", self) for _ in range(3))
        self._head.setFont(bold(self._head.font()))
        self._why.setWordWrap(True)
        self._lines = [(plain_label("", self), self._value()) for _ in SHOWN]
        names = {
            "period": (self.tr("Make a &Period of It"), self.tr("Add a period with exactly these days")),
            "claim": (self.tr("Check a &Claim…"), self.tr("Check a published claim about these days")),
            "only": (
                self.tr("Show &Only These"),
                self.tr("Let the chart, and its pictures, begin and end here"),
            ),
            "close": (self.tr("Close"), self.tr("Choose no days any more (Escape)")),
        }
        self.buttons = {what: self._button(what, *said) for what, said in names.items()}
        self._arrange()
        self.hide()

    def _value(self) -> QLabel:
        label = plain_label("", self)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label.setWordWrap(True)
        return label

    def _button(self, what: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text.replace("&", ""))
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.clicked.connect(lambda: self.asked.emit(what))
        return button

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._head)
        head.addStretch(1)
        head.addWidget(self._days)
        grid = QGridLayout()
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(1, 1)
        for row, (label, value) in enumerate(self._lines):
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        actions = QGridLayout()
        for place, button in enumerate(self.buttons.values()):
            actions.addWidget(button, place // 2, place % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(grid)
        column.addWidget(self._why)
        column.addLayout(actions)

    def show_region(self, region: RegionOfDays | None, beside: QRect) -> None:
        """Show what a region comes to, next to where it is, or nothing."""
        self.region = region
        if region is None:
            self.hide()
            return
        self._head.setText(region.head)
        self._days.setText(region.days)
        lines: Sequence[tuple[str, str]] = region.lines
        for number, (label, value) in enumerate(self._lines):
            shown = number < len(lines)
            for part, text in zip((label, value), lines[number] if shown else ("", ""), strict=True):
                part.setText(text)
                part.setVisible(shown)
        self._why.setText(region.why)
        self._why.setVisible(bool(region.why))
        period = self.buttons["period"]
        period.setEnabled(not region.crossed)
        period.setText(
            self.tr("Make a &Period of It") if region.row is None else self.tr("Go to the &Period")
        )
        period.setToolTip(region.crossed or self.tr("Add a period with exactly these days"))
        period.setAccessibleDescription(period.toolTip())
        self.setAccessibleDescription(region.text)
        self._place(beside)
        self.show()
        self.raise_()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.entered.emit()
        super().enterEvent(event)

    def _place(self, beside: QRect) -> None:
        """Stand right of the region, or left of it, or where there is most room.

        Where the chart is less high than the card, that lies over what else is in the window.
        """
        self.adjustSize()
        host = self._parent if self.height() <= self._parent.height() else self._parent.window()
        if self.parentWidget() is not host:
            self.setParent(host)
            for before, after in pairwise((self._parent, *self.buttons.values())):
                QWidget.setTabOrder(before, after)
        beside = beside.translated(self._parent.mapTo(host, QPoint()))
        room = host.rect()
        x = beside.right() + _AWAY
        if x + self.width() > room.width():
            x = beside.left() - _AWAY - self.width()
        if x < 0:
            x = 0 if beside.left() > room.width() - beside.right() else room.width() - self.width()
        self.move(max(0, x), max(0, min(beside.top() + _AWAY, room.height() - self.height())))
