"""A pane of tables in a window of its own, with what tests do to it: real keys, real clicks."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.session import Session
from gui.tables.editor import CellEditor
from gui.tables.pane import TablesPane
from gui.tables.view import TableView
from model.project import Intake, Period, Project, Series, Source
from model.text.figures import Figure, Qualifier

NOTHING = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier

AUTUMN = Project(
    title="Autumn 2024",
    sources=(Source("isw", "Institute for the Study of War"), Source("gsu", "General Staff of Ukraine")),
    series=(Series("ru", "Russian forces"),),
    periods=(
        Period(
            "ru",
            "Sep–Oct 2024",
            date(2024, 9, 1),
            date(2024, 10, 31),
            Figure(80110, source="isw"),
            Figure(1517, source="isw"),
        ),
        Period(
            "ru",
            "November 2024",
            date(2024, 11, 1),
            date(2024, 11, 30),
            Figure(45690, source="gsu", quote="an estimated 45,690 casualties"),
            Figure(839, source="isw"),
        ),
        Period(
            "ru",
            "Sep–Nov, as published",
            date(2024, 9, 1),
            date(2024, 11, 30),
            Figure(125000, qualifier=Qualifier.OVER, source="isw"),
            Figure(2356, source="isw"),
        ),
    ),
    intake=(
        Intake("ru", "US officials", date(2024, 9, 1), date(2024, 11, 30), Figure(low=25000, high=30000)),
    ),
)


class Tables:
    """A pane of tables and a person at its keyboard."""

    def __init__(self, qtbot: QtBot, project: Project) -> None:
        self.qtbot = qtbot
        self.session = Session(project)
        self.pane = TablesPane(self.session)
        self.said: list[str] = []
        self.pane.refused.connect(self.said.append)
        qtbot.addWidget(self.pane)
        self.pane.resize(1500, 420)
        with qtbot.waitExposed(self.pane):
            self.pane.show()
        self.pane.activateWindow()
        self.view.grid.setFocus()

    @property
    def view(self) -> TableView:
        return self.pane.current

    @property
    def project(self) -> Project:
        return self.session.project

    @property
    def current(self) -> tuple[int, str]:
        index = self.view.grid.currentIndex()
        return index.row(), self.view.model.columns[index.column()].key

    @property
    def editor(self) -> CellEditor | None:
        return self.view.grid.editor

    @property
    def reading(self) -> str:
        return "" if self.editor is None else self.editor.accessibleDescription()

    def column(self, key: str) -> int:
        return next(n for n, column in enumerate(self.view.model.columns) if column.key == key)

    def go(self, row: int, key: str) -> None:
        self.view.grid.go_to(row, self.column(key))

    def click(self, row: int, key: str, modifiers: Qt.KeyboardModifier = NOTHING) -> None:
        grid = self.view.grid
        box = grid.visualRect(self.view.model.index(row, self.column(key)))
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, modifiers, box.center() - QPoint(0, 2))

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        for letter in text:
            QTest.keyClicks(self._focused(), letter)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NOTHING) -> None:
        QTest.keyClick(self._focused(), key, modifiers)

    def enter(self, row: int, key: str, text: str) -> None:
        self.go(row, key)
        self.type(text)
        self.press(Qt.Key.Key_Return)

    def select(self, top: int, left: str, bottom: int, right: str) -> None:
        self.click(top, left)
        self.click(bottom, right, SHIFT)

    def text(self, row: int, key: str) -> str:
        return self.view.model.text(row, self.column(key))

    def copied(self) -> str:
        return QGuiApplication.clipboard().text()

    def put_on_clipboard(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    def _focused(self) -> QWidget:
        return self.editor if self.editor is not None else self.view.grid
