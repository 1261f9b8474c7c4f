"""What of a text says again what it says elsewhere: in a headline, in round numbers, or twice."""

from __future__ import annotations

from model.reading.proposal import Proposal
from model.text.records import replace

_SAME = 20  # like numbers before one that it is compared with
_ROUND = 0.1  # of a figure, by which a headline may round it


def same(found: list[Proposal], unnamed: int) -> list[Proposal]:
    """Mark what says again what was said: the same value, kind and unit, of the same days or of none.

    Up to `unnamed` stands a headline that names nobody: it says what its article does.
    """
    known: dict[tuple[object, ...], list[int]] = {}
    for i, late in enumerate(found):
        if late.kind is None or late.same_as is not None:
            continue
        says = (late.kind, late.measure, late.compared, late.unit, late.value, late.low, late.high)
        alike = known.setdefault(says, [])
        for j in alike[-_SAME:]:
            early = found[j]
            if early.same_as is not None:
                continue
            headline = (
                bool(late.source) and early.source != late.source and early.start < unnamed <= late.start
            )
            if early.source and late.source and early.source != late.source and not headline:
                continue  # two who say the same are alternatives
            days = (early.first, early.last) == (late.first, late.last)
            if days or early.last is None or late.last is None:
                better, other = (i, j) if early.last is None or early.question or headline else (j, i)
                found[other] = _repeats(found[other], better, found[better])
                break
        alike.append(i)
    return found


def rounded(found: list[Proposal], headline: int) -> list[Proposal]:
    """Mark what a headline says in round numbers, of the same days or of none: `almost 30,000` of 28,880."""
    for i, late in enumerate(found):
        if late.start >= headline or late.kind is None or late.value is None:
            continue
        says = (late.kind, late.measure, late.unit, late.counts)
        for j in range(i + 1, min(i + 1 + _SAME, len(found))):
            full = found[j]
            alike = (full.kind, full.measure, full.unit, full.counts) == says and full.last is not None
            alike = alike and (late.last is None or (late.first, late.last) == (full.first, full.last))
            if full.same_as == i:
                continue  # it is that one which says it again
            if alike and full.value and abs(late.value - full.value) <= _ROUND * abs(full.value):
                found[i] = _repeats(late, j, full)
                break
    return found


def _repeats(proposal: Proposal, place: int, full: Proposal) -> Proposal:
    """Return a proposal as one that says again what the proposal at a place says."""
    return replace(
        proposal,
        same_as=place if full.same_as is None else full.same_as,
        first=full.first,
        last=full.last,
        source=full.source,
        relayed_by=full.relayed_by,
    )
