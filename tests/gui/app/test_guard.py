"""Overrides of Qt that fail give a harmless value and a line in the log; no class has one without a guard."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from shiboken6 import delete

import gui
from gui.app.guard import HARMLESS, guarded, overrides, soon
from tests.trees import trees

Index = QModelIndex | QPersistentModelIndex


def classes_of(holder: object, module: str) -> Iterator[type]:
    """Return the classes that a module or a class holds itself, and those within them."""
    for member in list(vars(holder).values()):
        if isinstance(member, type) and member.__module__ == module:
            yield member
            yield from classes_of(member, module)


def test_every_class_with_an_override_of_qt_is_guarded() -> None:
    names = [found.name for found in pkgutil.walk_packages(gui.__path__, "gui.")]
    modules = [importlib.import_module(name) for name in names]
    every = {cls for module in modules for cls in classes_of(module, module.__name__)}
    overriding = {cls: overrides(cls) for cls in every if overrides(cls)}
    assert len(overriding) > 40
    bare = [
        f"{cls.__module__}.{cls.__qualname__}.{name}"
        for cls, own in overriding.items()
        for name, function in own.items()
        if not hasattr(function, "__wrapped__")
    ]
    assert sorted(bare) == []
    unused = set(HARMLESS) - {name for own in overriding.values() for name in own}
    assert unused == set()


def test_nothing_is_called_soon_without_a_guard() -> None:
    """What leaves a function that `QTimer.singleShot` calls for an object is lost: nobody hears of it."""
    calls = [
        f"{place}:{node.lineno}"
        for place, tree in trees("gui", "singleShot")
        if place != "gui/app/guard.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "singleShot"
    ]
    assert calls == []


@guarded
class Failing(QAbstractListModel):
    def rowCount(self, parent: Index | None = None) -> int:
        return len("row")

    def data(self, index: Index, role: int = 0) -> object:
        return 1 / index.row()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Give the flags."""
        raise ZeroDivisionError

    def helped(self) -> float:
        return 1 / 0


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


@pytest.mark.faults
def test_each_override_has_a_harmless_value_of_its_own_kind() -> None:
    assert Failing().index(0).flags() == Qt.ItemFlag.NoItemFlags


def test_a_guarded_class_keeps_its_names_and_what_is_no_override() -> None:
    assert (Failing.flags.__name__, Failing.flags.__doc__) == ("flags", "Give the flags.")
    assert Failing().rowCount() == 3
    with pytest.raises(ZeroDivisionError):
        Failing().helped()


def test_an_override_of_which_nothing_is_known_is_refused_when_the_program_is_imported() -> None:
    with pytest.raises(TypeError, match=r"Unknown\.displayText"):

        @guarded
        class Unknown(QStyledItemDelegate):
            def displayText(self, value: object, locale: object) -> str:
                return f"{value}"


def test_an_interrupt_is_not_swallowed() -> None:
    @guarded
    class Interrupted(QAbstractListModel):
        def rowCount(self, parent: Index | None = None) -> int:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Interrupted().rowCount()


@guarded
class FailingPaint(QWidget):
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


@guarded
class FailingDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        raise OverflowError("while it is painted")


@pytest.mark.faults
@pytest.mark.usefixtures("qapp")
def test_a_painter_that_was_handed_over_is_left_to_its_owner() -> None:
    picture = QPixmap(5, 5)
    painter = QPainter(picture)
    FailingDelegate().paint(painter, QStyleOptionViewItem(), QModelIndex())
    assert painter.isActive()
    painter.end()


class Asking(QObject):
    asked = Signal()

    def fail(self) -> None:
        raise ZeroDivisionError("in a slot")


def test_what_leaves_a_slot_reaches_the_hook_and_the_other_slots_are_called(qtbot: QtBot) -> None:
    asking, heard = Asking(), list[str]()
    asking.asked.connect(asking.fail)
    asking.asked.connect(lambda: heard.append("the other"))
    with capture_exceptions() as exceptions:
        asking.asked.emit()
    assert [str(error) for _, error, _ in exceptions] == ["in a slot"]
    assert heard == ["the other"]


@pytest.mark.faults
def test_what_is_called_soon_is_logged_where_it_fails(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    owner, called = Asking(), list[str]()
    soon(owner, owner.fail)
    soon(owner, lambda: called.append("after it"))
    qtbot.waitUntil(lambda: bool(called))
    assert "in a slot" in caplog.text


def test_nothing_is_called_soon_for_an_owner_that_is_gone(qtbot: QtBot) -> None:
    owner, other, called = QObject(), QObject(), list[str]()
    soon(owner, lambda: called.append("too late"))
    soon(other, lambda: called.append("in time"))
    delete(owner)
    qtbot.waitUntil(lambda: bool(called))
    assert called == ["in time"]
