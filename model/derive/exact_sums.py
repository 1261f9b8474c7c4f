"""Sums and products of float64 columns with twice the precision, so that rounding never shows.

A number is carried as a pair: the nearest float64 and what is left over. Whole numbers far beyond 2^53 stay
exact this way, and a sum does not depend on how it was reached. Source: T. J. Dekker, "A floating-point
technique for extending the available precision", 1971.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.derive.bands import Floats, Ints

_SPLIT = 134_217_729.0  # 2^27 + 1 cuts a float64 into two halves of 26 bits, whose products are exact


class FloatPair(NamedTuple):
    """Numbers as `near + rest`, where `near` is the float64 nearest to each."""

    near: Floats
    rest: Floats


def two_sum(a: Floats, b: Floats) -> FloatPair:
    """Return a + b exactly, for finite numbers."""
    near = a + b
    shadow = near - a
    return FloatPair(near, (a - (near - shadow)) + (b - shadow))


def two_product(a: Floats, b: Floats) -> FloatPair:
    """Return a × b exactly, for finite numbers below 10^150."""
    near = a * b
    a_high, a_low = _halves(a)
    b_high, b_low = _halves(b)
    return FloatPair(near, ((a_high * b_high - near) + a_high * b_low + a_low * b_high) + a_low * b_low)


def add(a: FloatPair, b: FloatPair) -> FloatPair:
    """Return a + b."""
    near, rest = two_sum(a.near, b.near)
    return tidy(near, rest + (a.rest + b.rest))


def times(a: FloatPair, b: Floats) -> FloatPair:
    """Return a × b."""
    near, rest = two_product(a.near, b)
    return tidy(near, rest + a.rest * b)


def tidy(near: Floats, rest: Floats) -> FloatPair:
    """Return the pair of the sum of two columns of which the second is much the smaller."""
    total = near + rest
    return FloatPair(total, rest - (total - near))


def running(numbers: FloatPair) -> FloatPair:
    """Return the running sums along the last axis: one number, two numbers, …."""
    near = np.cumsum(numbers.near, axis=-1)
    lost = numbers.rest.copy()
    lost[..., 1:] += two_sum(near[..., :-1], numbers.near[..., 1:]).rest
    return tidy(near, np.cumsum(lost, axis=-1))


_SIDE_BY_SIDE = 256  # numbers: a longer group is summed alone, which for so many is faster


def running_by_group(numbers: Floats, bounds: Ints) -> Floats:
    """Return the running sums of each group along the last axis; group g is `bounds[g]` to `bounds[g + 1]`.

    Long groups are summed one by one, short ones side by side, number after number. The operations on each
    group are the same either way, and so are the bits.
    """
    sums = np.empty_like(numbers)
    lengths = np.diff(bounds)
    alone = lengths > min(len(lengths), _SIDE_BY_SIDE)
    for group in np.flatnonzero(alone).tolist():
        own = slice(int(bounds[group]), int(bounds[group + 1]))
        sums[:, own] = running(FloatPair(numbers[:, own], np.zeros_like(numbers[:, own]))).near
    beside = np.flatnonzero(~alone)
    beside = beside[np.argsort(-lengths[beside], kind="stable")]
    starts, lengths = bounds[beside], lengths[beside]
    near, lost = np.zeros((len(numbers), len(beside))), np.zeros((len(numbers), len(beside)))
    for at in range(int(lengths[0]) if len(beside) else 0):
        live = int(np.searchsorted(-lengths, -at, side="left"))
        places = starts[:live] + at
        step = two_sum(near[:, :live], numbers[:, places])
        near[:, :live] = step.near
        lost[:, :live] += step.rest
        sums[:, places] = step.near + lost[:, :live]
    return sums


def _halves(a: Floats) -> FloatPair:
    scaled = a * _SPLIT
    high = scaled - (scaled - a)
    return FloatPair(high, a - high)
