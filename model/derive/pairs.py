"""Series that stand in a relation to each other: their losses over the same days (measures.md §1).

A series names its opponent, the series that it is part of, or the estimate that it is a count of; the other
one is related to it in turn. Series of one group name the group.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import numpy as np
from msgspec import Struct

from model.derive.bands import Band, Codes, Ints, Reason, RowNumbers, concatenate, make, missing, without
from model.derive.groups import Groups
from model.derive.running import sums_of_groups
from model.derive.tiling import Tiles, Tiling
from model.project import Counts, Series
from model.text.records import replace

_KILLED = frozenset({Counts.KILLED, Counts.CONFIRMED_KILLED})


class Relation(Struct, frozen=True):
    """What a field of the table Series says: why nothing follows from it, and which losses are not known."""

    field: str
    none: Reason
    unknown: Reason


_OPPONENT = Relation("opponent", Reason.NO_OPPONENT, Reason.OPPONENT_UNKNOWN)
_PART = Relation("part_of", Reason.NO_PART, Reason.PART_UNKNOWN)
_COUNT = Relation("counted_of", Reason.NO_COUNT, Reason.COUNT_UNKNOWN)
_BESIDE = Relation("part_of", Reason.NO_PEOPLE_BESIDE, Reason.PEOPLE_BESIDE_UNKNOWN)
_GROUP = Relation("group", Reason.NO_GROUP, Reason.GROUP_UNKNOWN)

PAIRED: Mapping[str, Relation] = MappingProxyType(
    {
        "opponent_losses": _OPPONENT,
        "killed": _PART,
        "casualties": _PART,
        "people_beside": _BESIDE,
        "counted": _COUNT,
        "estimated": _COUNT,
        "group_losses": _GROUP,
    }
)
"""What is given of related series over the days of a period: losses of one of them, or of all of a group."""

_NAMED = frozenset({"casualties", "estimated", "people_beside"})  # of a pair the one that the other names


class Paired(Struct, frozen=True, eq=False):
    """The losses of related series. `members`: for each series those that are summed, by their places.

    `absent`: the reason for each series why there are none, 0 where there are.
    """

    relation: Relation
    members: tuple[tuple[int, ...], ...]
    absent: Codes

    @classmethod
    def of(cls, key: str, series: tuple[Series, ...]) -> Paired:
        """Return what the table Series says of `key`, one of `PAIRED`."""
        relation = PAIRED[key]
        found = tuple(_in_groups(series) if relation is _GROUP else _of_pairs(key, relation, series))
        members = tuple(() if isinstance(one, Reason) else one for one in found)
        absent = np.array([one if isinstance(one, Reason) else 0 for one in found], np.uint8)
        if relation is not _BESIDE:
            things = np.array([not one.counts.people for one in series], np.bool_)
            absent = np.where((absent == 0) & things, np.uint8(Reason.NOT_PEOPLE), absent)
        return cls(relation, members, absent)

    def of_each(self, tiling: Tiling) -> Tiles:
        """Return for each period those of related series that have its days."""
        return self._tiles(np.arange(len(tiling.valid)), tiling)

    def over(self, losses: Band, tiles: Tiles, tiling: Tiling) -> Band:
        """Return the losses over the days of each period, which are those of `tiles`."""
        unknown = self.relation.unknown
        low, best, high, marks, absent = _sums(losses, tiles, unknown).arrays()
        absent = self._why(np.where(tiles.known, absent, np.uint8(unknown)), tiling.series)
        return make(low, best, high, marks, np.where(tiling.valid, absent, np.uint8(Reason.BACKWARDS)))

    def over_groups(self, of_each: Band, losses: Band, groups: Groups, tiling: Tiling) -> Band:
        """Return the losses over groups of periods: those of each, else those of all days taken as one."""
        sums = sums_of_groups(of_each, groups.rows, groups.bounds, self.relation.unknown)
        behind: list[RowNumbers] = []
        for group in range(len(groups)):
            rows = groups.group(group)
            lacks = sums.absent[group] == self.relation.unknown and len(rows) > 1
            behind.append(self.behind(rows, tiling) if lacks else rows[:0])
        if any(map(len, behind)):
            bounds = np.append(0, np.cumsum([len(rows) for rows in behind]))
            whole = sums_of_groups(losses, np.concatenate(behind), bounds, self.relation.unknown)
            some = np.diff(bounds) > 0
            places = np.where(some, 0, len(groups)) + np.arange(len(groups))
            sums = concatenate([whole, sums]).take(places)
        if not len(groups.rows):
            return sums
        low, best, high, marks, absent = sums.arrays()
        first = groups.rows[np.minimum(groups.bounds[:-1], len(groups.rows) - 1)]
        return make(low, best, high, marks, self._why(absent, tiling.series[first]))

    def behind(self, rows: RowNumbers, tiling: Tiling) -> RowNumbers:
        """Return the periods whose losses are those over some of one series; none where they are not known.

        Those with the days of each, or with the days that follow on each other taken as one.
        """
        tiles = self._tiles(rows, tiling)
        if tiles.known.all():
            return tiles.rows
        place = int(tiling.series[rows[0]])
        start, after = tiling.start[rows], tiling.start[rows] + tiling.lengths[rows]
        breaks = start[1:] != after[:-1]
        start, after = start[np.append(True, breaks)], after[np.append(breaks, True)]
        found = []
        for member in self.members[place]:
            tiles = tiling.over(member, start, after)
            if member != place and not tiles.known.all():
                return rows[:0]
            found.append(rows if member == place else tiles.rows)
        return np.concatenate([rows[:0], *found])

    def lacking(self, losses: Band, rows: RowNumbers, tiling: Tiling) -> int | None:
        """Return the first related series of which losses over some periods are not known; None for none."""
        for member in self.members[int(tiling.series[rows[0]])]:
            alone = replace(self, members=((member,),) * len(self.members))
            behind = alone.behind(rows, tiling)
            if not len(behind) or losses.absent[behind].any():
                return member
        return None

    def _tiles(self, rows: RowNumbers, tiling: Tiling) -> Tiles:
        """Return for each of some periods those of related series that have its days; itself has its own."""
        series = tiling.series[rows]
        lengths = np.array([len(own) for own in self.members], np.int64)
        counts = lengths[series]
        ends = np.cumsum(counts)
        owner = np.repeat(np.arange(len(rows)), counts)
        begins = (np.cumsum(lengths) - lengths)[series] - (ends - counts)
        every = np.array([place for own in self.members for place in own], np.int64)
        place = every[np.repeat(begins, counts) + np.arange(len(owner))]
        itself = np.where(place == series[owner], rows[owner], -1)
        start = tiling.start[rows][owner]
        found = tiling.over(place, start, start + tiling.lengths[rows][owner], itself)
        known = np.bincount(owner, found.known, len(rows)) == counts
        return Tiles(found.rows, found.bounds[np.append(0, ends)], known & (counts > 0))

    def _why(self, absent: Codes, series: Ints) -> Codes:
        codes: Codes = np.where(self.absent[series] != 0, self.absent[series], absent)
        return codes


def _sums(losses: Band, tiles: Tiles, unknown: Reason) -> Band:
    """Return the losses of the periods of each span; of one period, as most have, they are its own."""
    if (np.diff(tiles.bounds) > 1).any():
        return sums_of_groups(losses, tiles.rows, tiles.bounds, unknown)
    some = len(tiles.rows) > 0
    places = tiles.rows[np.minimum(tiles.bounds[:-1], len(tiles.rows) - 1)] if some else None
    found = missing(len(tiles.known), unknown) if places is None else losses.take(places)
    return without(found, found.absent != 0, unknown)


def _in_groups(series: tuple[Series, ...]) -> Iterator[tuple[int, ...] | Reason]:
    """Yield of each series those of its group, but for what is some of the losses of another of them."""
    groups: dict[str, list[int]] = {}
    for place, one in enumerate(series):
        if one.group:
            groups.setdefault(one.group, []).append(place)
    for one in series:
        group = groups.get(one.group, [])
        ids = {series[place].id for place in group}
        whole = [at for at in group if not ids & {series[at].part_of, series[at].counted_of}]
        if len(whole) < 2:
            yield Reason.NO_GROUP
        elif len({series[place].kind for place in whole}) > 1:
            yield Reason.COUNT_DIFFERENTLY
        else:
            yield tuple(whole)


def _of_pairs(key: str, relation: Relation, series: tuple[Series, ...]) -> Iterator[tuple[int, ...] | Reason]:
    """Yield of each series the one that is asked for of the pair in which it stands, or why there is none."""
    places = {one.id: place for place, one in enumerate(series)}
    named = [places.get(getattr(one, relation.field), -1) for one in series]
    naming: dict[int, list[int]] = {}
    for place, other in enumerate(named):
        naming.setdefault(other, []).append(place)
    for place, other in enumerate(named):
        own = [] if other < 0 else [(place, other)]
        others = [(one, place) for one in naming.get(place, ())]
        fitting = [
            [pair for pair in pairs if _fit(relation, *(series[at].counts for at in pair))]
            for pairs in (own, others)
        ]
        found = fitting[0] or fitting[1]
        told = [pair for pair in (*own, *others) if _concerns(relation, series[pair[0]].counts)]
        if len(found) == 1:
            namer, whole = found[0]
            whole_is_asked = key in _NAMED or (relation is _OPPONENT and place == namer)
            yield (whole if whole_is_asked else namer,)
        elif found:
            yield Reason.SEVERAL_RELATED
        else:
            yield Reason.COUNT_DIFFERENTLY if told else relation.none


def _concerns(relation: Relation, counts: Counts) -> bool:
    """Whether a series that counts this and names another says it of this relation: items or people of it."""
    return relation.field != "part_of" or (relation is _BESIDE) is not counts.people


def _fit(relation: Relation, counts: Counts, of: Counts) -> bool:
    """Whether losses that count this can be held against those that count that."""
    if relation is _PART:
        return counts in _KILLED and of is Counts.CASUALTIES
    if relation is _BESIDE:
        return counts is Counts.ITEMS and of.people
    return counts is of or (relation is _COUNT and {counts, of} <= _KILLED)
