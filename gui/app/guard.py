"""Qt overrides that never let an exception out.

On Python 3.11 an exception that leaves an override such as `data()` or `paintEvent()` can abort the
interpreter. A guarded override logs it instead and returns a harmless value. The log is the one way to
people too: `gui.app.faults` tells each kind of fault once, however often it repeats.
"""

from __future__ import annotations

import functools
import logging
import traceback
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import ParamSpec, TypeVar

from PySide6.QtGui import QPainter

P = ParamSpec("P")
R = TypeVar("R")
D = TypeVar("D")

log = logging.getLogger("salient.guard")


def guarded(default: D) -> Callable[[Callable[P, R]], Callable[P, R | D]]:
    """Return a decorator that logs an exception of the function and returns `default` in its stead.

    `default` is what Qt can do without harm: `None` from `data()`, `False` from `event()`. It is handed out
    as it is, so give nothing that a caller changes. Only `Exception` is caught: an interrupt still ends
    the program.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R | D]:
        @functools.wraps(function)
        def guard(*args: P.args, **kwargs: P.kwargs) -> R | D:
            try:
                return function(*args, **kwargs)
            except Exception as error:
                log.exception("in %s.%s", function.__module__, function.__qualname__)
                _end_painters(error.__traceback__, args)
                return default

        return guard

    return decorate


def _end_painters(trace: TracebackType | None, given: Sequence[object]) -> None:
    """End the painters that were begun where it failed; those that were `given` are their owner's.

    A traceback that is logged keeps them, and Qt ends the program when what they paint on goes before them.
    """
    for frame, _line in traceback.walk_tb(trace):
        for held in frame.f_locals.values():
            if isinstance(held, QPainter) and held.isActive() and not any(held is each for each in given):
                held.end()
