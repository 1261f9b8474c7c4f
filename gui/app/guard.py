"""Overrides of Qt that never let an exception out.

On Python 3.11 an exception that leaves an override such as `data()` or `paintEvent()` can abort the
interpreter. The overrides of a class under `@guarded` log it instead and return what does no harm. The log is
the one way to people too: `gui.app.faults` tells each kind of fault once, however often it repeats.

A slot needs no guard: what leaves it reaches `sys.excepthook`, which logs it, and the program goes on. Only
of what `QTimer.singleShot` calls for an object nobody hears (PySide6 6.10.3); `soon` takes its place.
"""

from __future__ import annotations

import functools
import logging
import traceback
from collections.abc import Callable, Sequence
from types import FunctionType, MappingProxyType, TracebackType
from typing import Any, TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter

log = logging.getLogger("salient.guard")
C = TypeVar("C", bound=type)

HARMLESS = MappingProxyType(
    {
        **dict.fromkeys(("columnCount", "rowCount"), 0),
        "canInsertFromMimeData": False,
        "insertFromMimeData": None,
        **dict.fromkeys(("edit", "event", "eventFilter", "focusNextPrevChild", "setData"), False),
        **dict.fromkeys(("sizeHint", "minimumSizeHint", "tabSizeHint", "minimumTabSizeHint"), QSize()),
        **dict.fromkeys(("accept", "done", "run", "sort", "scrollTo", "dataChanged"), None),
        **dict.fromkeys(("commitData", "closeEditor", "createEditor", "setEditorData", "setModelData"), None),
        **dict.fromkeys(
            ("data", "draw", "headerData", "paint", "paintSection", "updateEditorGeometry"), None
        ),
        "_updateLabel": None,
        **dict.fromkeys(("isEmpty", "translate", "doSetSource", "loadResource"), None),
        "boundingRect": QRectF(),
        "flags": Qt.ItemFlag.NoItemFlags,
        "moveCursor": QModelIndex(),
        "selectionCommand": QItemSelectionModel.SelectionFlag.NoUpdate,
    }
)
"""What an override returns where it fails, by its name; those that end in `Event` return nothing."""


def guarded(cls: C) -> C:
    """Let no override of Qt's (or pyqtgraph's) that the class itself has raise: it logs what failed instead.

    Only `Exception` is caught: an interrupt still ends the program. Raises `TypeError` for an override that
    `HARMLESS` does not know.
    """
    for name, function in overrides(cls).items():
        if name not in HARMLESS and not name.endswith("Event"):
            raise TypeError(f"gui.app.guard does not say what is harmless for {cls.__qualname__}.{name}")
        setattr(cls, name, _guard(function, HARMLESS.get(name)))
    return cls


def overrides(cls: type) -> dict[str, FunctionType]:
    """Return the methods that a class itself puts in the place of those of Qt or pyqtgraph, by name."""
    theirs = [
        base for base in cls.__mro__[1:] if base.__module__.partition(".")[0] in ("PySide6", "pyqtgraph")
    ]
    return {
        name: function
        for name, function in vars(cls).items()
        if isinstance(function, FunctionType)
        and not name.startswith("__")
        and any(name in vars(base) for base in theirs)
    }


def soon(owner: QObject, do: Callable[[], object], after: int = 0) -> None:
    """Call `do` once in the event loop, `after` so many milliseconds, unless `owner` is gone by then."""
    QTimer.singleShot(after, owner, _guard(do, None))


def safely(do: Callable[..., object]) -> Callable[..., object]:
    """Return what does the same and logs what fails, for an override whose own work is not to be lost."""
    return _guard(do, None)


_NAMED = ("__module__", "__name__", "__qualname__")  # to ask a method of Qt for its __doc__ takes 0.1 s


def _guard(function: Callable[..., object], harmless: object) -> Callable[..., object]:
    ours = isinstance(function, FunctionType)

    @functools.wraps(function, assigned=functools.WRAPPER_ASSIGNMENTS if ours else _NAMED)
    def guard(*args: Any, **kwargs: Any) -> object:
        try:
            return function(*args, **kwargs)
        except Exception as error:
            name = getattr(function, "__qualname__", type(function).__name__)
            log.exception("in %s.%s", function.__module__, name)
            _end_painters(error.__traceback__, args)
            return harmless

    return guard


def _end_painters(trace: TracebackType | None, given: Sequence[object]) -> None:
    """End the painters that were begun where it failed; those that were `given` are their owner's.

    A traceback that is logged keeps them, and Qt ends the program when what they paint on goes before them.
    """
    for frame, _line in traceback.walk_tb(trace):
        for held in frame.f_locals.values():
            if isinstance(held, QPainter) and held.isActive() and not any(held is each for each in given):
                held.end()
