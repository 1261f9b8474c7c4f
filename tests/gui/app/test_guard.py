"""Overrides of Qt that fail give a harmless value and a line in the log."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.app.guard import guarded


class Failing(QAbstractListModel):
    @guarded(3)
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return len("row")

    @guarded(None)
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        return 1 / index.row()


@pytest.mark.faults
def test_an_exception_in_data_called_by_qt_gives_nothing_and_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    model = Failing()
    assert model.index(0).data(Qt.ItemDataRole.DisplayRole) is None
    assert model.index(2).data(Qt.ItemDataRole.DisplayRole) == 0.5
    (record,) = caplog.records
    assert "Failing.data" in record.getMessage()
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError


def test_a_guarded_function_keeps_its_name_and_its_value() -> None:
    @guarded(0)
    def add(a: int, b: int) -> int:
        """Add."""
        return a + b

    assert add(2, b=3) == 5
    assert (add.__name__, add.__doc__) == ("add", "Add.")


def test_an_interrupt_is_not_swallowed() -> None:
    @guarded(None)
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()


class FailingPaint(QWidget):
    @guarded(None)
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter)

    def draw(self, painter: QPainter) -> None:
        painter.drawRect(QRectF(0, 0, 5, 5))
        raise OverflowError("while it is painted")


@pytest.mark.faults
def test_a_painter_is_ended_where_painting_fails(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    """Qt ends the program when what is painted on goes before its painter, which the traceback would hold."""
    widget = FailingPaint()
    qtbot.addWidget(widget)
    for _ in range(3):
        assert not widget.grab().isNull()
    assert "while it is painted" in caplog.text


@pytest.mark.faults
@pytest.mark.usefixtures("qapp")
def test_a_painter_that_was_handed_over_is_left_to_its_owner() -> None:
    @guarded(None)
    def fail(painter: QPainter) -> None:
        raise OverflowError("while it is painted")

    picture = QPixmap(5, 5)
    painter = QPainter(picture)
    fail(painter)
    assert painter.isActive()
    painter.end()
