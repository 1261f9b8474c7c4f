"""What was made of some objects, kept for as long as the very same objects are asked for.

An edit of 100,000 periods leaves their days and the recruitment of each as they were: the same objects, known
by identity.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar, TypeVarTuple

Ts = TypeVarTuple("Ts")
T = TypeVar("T")


def kept(most: int) -> Callable[[Callable[[*Ts], T]], Callable[[*Ts], T]]:
    """Return a decorator that keeps the `most` results asked for last, found by identity of arguments.

    Numbers and texts are the same where they are equal. The arguments are kept as well, so that nothing else
    can have taken their identity. Neither they nor the results may ever be changed.
    """

    def decorate(make: Callable[[*Ts], T]) -> Callable[[*Ts], T]:
        def anew(_: T | None, *of: *Ts) -> T:
            return make(*of)

        return wraps(make)(renewed(most)(anew))

    return decorate


def renewed(most: int) -> Callable[[Callable[[T | None, *Ts], T]], Callable[[*Ts], T]]:
    """Return a decorator that keeps results as `kept` does, for a function that can build on an earlier one.

    That is its first argument: what it returned last where only the first of the others was another object,
    such as the results before an edit; None where there is no such thing.
    """

    def decorate(make: Callable[[T | None, *Ts], T]) -> Callable[[*Ts], T]:
        made: tuple[tuple[list[object], T], ...] = ()

        def find(*of: *Ts) -> T:
            nonlocal made
            asked: list[object] = [*of]
            found = next((each for each in made if _same(each[0], asked)), None)
            if found is None:
                before = next((result for known, result in made if _same(known[1:], asked[1:])), None)
                found = asked, make(before, *of)
            if not made or found is not made[0]:
                made = (found, *(each for each in made if each is not found))[:most]
            return found[1]

        return find

    return decorate


class Steps:
    """The steps of a computation: what each was made from, and what came of it, for the next one to share.

    Each is given to the one after it, which then repeats only the steps made from other objects.
    """

    def __init__(self, before: Steps | None = None) -> None:
        self._before: dict[str, tuple[Sequence[object], Any]] = {} if before is None else before.made
        self.made: dict[str, tuple[Sequence[object], Any]] = {}

    def step(self, name: str, make: Callable[[*Ts], T], *of: *Ts) -> T:
        """Return `make(*of)`; where the same step was made from the same objects, what came of it."""
        asked: list[object] = [*of]
        known = self.made.get(name) or self._before.get(name)
        if known is None or not _same(known[0], asked):
            known = asked, make(*of)
        self.made[name] = known
        made: T = known[1]
        return made


def _same(known: Sequence[object], asked: Sequence[object]) -> bool:
    if len(known) != len(asked):
        return False
    for one, other in zip(known, asked, strict=True):  # as `all` of a generator, in half the time
        if one is not other and not (isinstance(one, int | float | str) and one == other):
            return False
    return True
