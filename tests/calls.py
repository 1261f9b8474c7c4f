"""How much work something is, counted: a machine that is busy with others makes it no more."""

from __future__ import annotations

from collections.abc import Callable
from cProfile import Profile


def calls(do: Callable[[], object]) -> int:
    """Return how many functions are called, those written in C among them."""
    profile = Profile()
    profile.enable()
    try:
        do()
    finally:
        profile.disable()
    return sum(each.callcount for each in profile.getstats())
