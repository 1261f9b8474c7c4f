"""Qt overrides that never let an exception out.

On Python 3.11 an exception that leaves an override such as `data()` or `paintEvent()` can abort the
interpreter. A guarded override logs it instead and returns a harmless value. The log is the one way to
people too: `gui.faults` tells each kind of fault once, however often it repeats.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import ParamSpec, TypeVar

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
            except Exception:
                log.exception("in %s.%s", function.__module__, function.__qualname__)
                return default

        return guard

    return decorate
