"""Strategies that are made once: one made anew in each draw is checked anew, which took most of a draw."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, wraps
from typing import ParamSpec, TypeVar

from hypothesis import strategies as st

_P = ParamSpec("_P")
_T = TypeVar("_T")


def kept(make: Callable[_P, st.SearchStrategy[_T]]) -> Callable[_P, st.SearchStrategy[_T]]:
    """Let a function return the strategy that it made for the same arguments; lists count as tuples."""
    by_value = cache(make)

    @wraps(make)
    def found(*args: _P.args, **named: _P.kwargs) -> st.SearchStrategy[_T]:
        return by_value(*map(_hashable, args), **{name: _hashable(value) for name, value in named.items()})

    return found


def _hashable(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


@kept
def one_of(values: Sequence[_T] | type[_T]) -> st.SearchStrategy[_T]:
    """One of some values, or of the members of an enumeration."""
    return st.sampled_from(values)  # type: ignore[arg-type] # it takes an enumeration for its members


@kept
def mostly(strategy: st.SearchStrategy[_T], other: st.SearchStrategy[_T]) -> st.SearchStrategy[_T]:
    """Three times in four what the first strategy draws, else what the other does."""
    return one_of((True, True, True, False)).flatmap(lambda first: strategy if first else other)


@kept
def perhaps(strategy: st.SearchStrategy[_T]) -> st.SearchStrategy[_T | None]:
    """None, or what another strategy draws."""
    return st.none() | strategy
