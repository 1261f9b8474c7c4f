"""Overrides of Qt that fail give a harmless value and a line in the log."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from gui.guard import guarded


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
