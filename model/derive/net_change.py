"""By how much a force changes, as bands: each unknown number counted once."""

from __future__ import annotations

import numpy as np

from model.derive.bands import Band, add, multiply, rest, subtract, turned


def returned(lost: Band, killed: Band, returning: Band) -> Band:
    """Return who returns of some losses: of those not killed, the share that does."""
    return multiply(lost, multiply(rest(killed), returning))


def net_change(
    intake: Band,
    losses: Band,
    back: Band,
    within: Band,
    outside: Band,
    killed: Band,
    returning: Band,
) -> Band:
    """Return intake + returned − losses, in which losses that return are the very same losses.

    A loss of these days that returns in them counts for 1 − share: it never makes the change greater.
    """
    share = multiply(rest(killed), returning)
    with np.errstate(all="ignore"):
        low, best, high = (
            np.where(np.isinf(lost), lost, lost - part * often)
            for lost, part, often in (
                (losses.low, within.low, share.high),
                (losses.best, within.best, share.best),
                (losses.high, within.high, share.low),
            )
        )
    absent = np.where(losses.absent != 0, losses.absent, back.absent)
    gone = Band(low, best, high, losses.marks | turned(share.marks), absent)
    return add(subtract(intake, gone), multiply(outside, share))
