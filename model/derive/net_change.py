"""By how much a force changes, as bands: each unknown number counted once."""

from __future__ import annotations

import numpy as np

from model.derive.bands import Band, add, multiply, rest, subtract, turned
from model.derive.identity_cache import kept


def returned(lost: Band, killed: Band, returning: Band) -> Band:
    """Return who returns of some losses: of those not killed, the share that does."""
    return multiply(lost, _share_back(killed, returning))


@kept(4)  # who returns and who is left are asked for it, and an edit of losses leaves it as it is
def _share_back(killed: Band, returning: Band) -> Band:
    return multiply(rest(killed), returning)


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
    share = _share_back(killed, returning)
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
