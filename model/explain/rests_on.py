"""Which results rest on parties to the conflict alone: every figure behind them is from a source that is one.

A figure without a source, or of an ally, is none of a party. A result that has no value rests on nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from msgspec import Struct

from model.derive.bands import Flags, Ints, RowNumbers
from model.derive.derive import EARLIER_LOSSES, OF_SERIES
from model.derive.ground import OF_GROUND
from model.derive.inputs import NO_FIGURE, Index
from model.derive.measures import MEASURE, MEASURES, Basis, leaves_of
from model.derive.pairs import PAIRED
from model.derive.references import DIVISORS
from model.derive.results import Results
from model.derive.roles import PART, Role
from model.derive.things import THINGS
from model.explain.trace import RECRUITED
from model.project import GROUND, Intake, Requirement, Source, Stance
from model.text.figures import Figure
from model.text.outcomes import Absent


class Resting(Struct, frozen=True, eq=False, dict=True):
    """On whom the results of a project rest."""

    results: Results
    _made: dict[str, Flags] = {}

    def on_parties(self, key: str) -> Flags:
        """Return a mask (n,) of the periods whose measure `key` has a value that rests on parties alone."""
        given = self._given(key)
        if not given:
            return np.zeros(len(self.results.inputs), np.bool_)
        mask: Flags = self.results.columns[key].absent == 0
        for each in given:
            mask = mask & self._of_parties(each)
        measure = MEASURE[key]
        if measure.basis is Basis.RUNNING:
            return mask & self._so_far(given)
        if measure.basis is Basis.BASELINE:
            row = self.results.baseline_row
            mask = mask & (row is not None and bool(self.on_parties(measure.operands[0])[row]))
        return mask

    def of_total(self, series: str, key: str) -> bool:
        """Whether a measure of all parts of a series rests on parties alone."""
        return self.over(self.results.series[series].parts, key)

    def over(self, rows: Sequence[int] | RowNumbers, key: str) -> bool:
        """Whether a measure of some periods taken as one rests on parties alone."""
        given, chosen = (
            sorted(self._given(key), key=lambda each: each in RECRUITED),
            np.asarray(rows, np.intp),
        )
        if not given or not len(chosen) or not self._is_party.any():
            return False
        return all(
            self._lost_to_parties[self._related(each, chosen)].all()
            if each in PAIRED
            else self._of_parties(each)[chosen].all()
            for each in given
        )

    def counted_with(self, source: int) -> dict[str, int]:
        """Return for each measure how many periods have it from parties alone, this source among them.

        `source` is the source's place in the project; measures without any are left out.
        """
        touched = self._touching(source)
        counts = {}
        for measure in MEASURES:
            given = self._given(measure.key)
            if measure.basis in (Basis.RUNNING, Basis.BASELINE) or not given or not self._is_party[source]:
                continue
            mask = self.on_parties(measure.key) & np.any([touched[each] for each in given], axis=0)
            if count := int(np.count_nonzero(mask)):
                counts[measure.key] = count
        return counts

    def figures_behind(self, key: str, rows: Sequence[int]) -> tuple[Figure, ...]:
        """Return the figures that a measure of periods was made from; of a running sum, those of the rows."""
        baseline = self.results.baseline_row
        if MEASURE[key].basis is Basis.BASELINE and baseline is not None and baseline not in rows:
            rows = [*rows, baseline]
        found: dict[int, Figure] = {}
        for each in sorted(self._given(key)):
            found |= {id(figure): figure for figure in self._figures(each, rows)}
        return tuple(found.values())

    def of_cell(self, key: str, row: int) -> bool:
        """Whether a measure of a period has a value and rests on parties alone."""
        if isinstance(self.results.outcome(key, row), Absent) or not self._given(key):
            return False
        if MEASURE[key].basis is Basis.RUNNING:
            return bool(self._so_far(self._given(key))[row])
        return all(
            self._is_party[self._place.get(figure.source, -1)] for figure in self.figures_behind(key, [row])
        )

    def sources(self, figures: Iterable[Figure]) -> tuple[Source, ...]:
        """Return the sources of some figures, each once, in project order."""
        places = sorted({self._place.get(figure.source, -1) for figure in figures})
        return tuple(self.results.project.sources[place] for place in places if place >= 0)

    def _given(self, key: str) -> frozenset[str]:
        """Return the kinds of figures that a measure rests on."""
        leaves = leaves_of(key)
        if not leaves & frozenset(EARLIER_LOSSES):
            return leaves
        outside = {"lost_outside"} if self.results.derived.earlier is not None else set()
        return (leaves - frozenset(EARLIER_LOSSES)) | {"losses"} | outside

    def _figures(self, kind: str, rows: Sequence[int]) -> list[Figure]:
        """Return the figures of a kind that stand behind some periods."""
        project, earlier = self.results.project, self.results.derived.earlier
        if kind in RECRUITED:
            return [rate.per_month for rate in self._rates(kind, rows)]
        if kind in OF_SERIES:
            places = {int(self.results.inputs.series[row]) for row in rows}
            figures = [getattr(project.series[place], OF_SERIES[kind][0]) for place in sorted(places)]
        elif kind in DIVISORS:
            divisor = self.results.derived.divisors[kind]
            figures = [divisor.references[at].value for at in divisor.used_by(self.results.inputs, rows)]
        elif kind in PAIRED:
            behind = [self._related(kind, np.array([row], np.intp)) for row in rows]
            figures = [project.periods[at].losses for each in behind for at in each.tolist()]
        elif kind == "lost_outside":
            looked = [earlier.back.looked_back_on(np.array([row]))[1] for row in rows] if earlier else []
            figures = [project.periods[at].losses for at in np.flatnonzero(np.sum(looked, axis=0))]
        elif kind in OF_GROUND:
            counted = self.results.derived.ground.made_of(kind)
            figures = [
                getattr(project.periods[row], field)
                for row in rows
                for field in GROUND
                if counted[field][row]
            ]
        else:
            field = THINGS[kind].field if kind in THINGS else kind
            figures = [getattr(project.periods[row], field) for row in rows]
        return [figure for figure in figures if figure is not None]

    @cached_property
    def _is_party(self) -> Flags:
        stances = [source.stance is Stance.PARTY for source in self.results.project.sources]
        return np.array([*stances, False, False], np.bool_)  # places −1 and −2: no source, no figure

    @cached_property
    def _place(self) -> dict[str, int]:
        return {source.id: place for place, source in enumerate(self.results.project.sources)}

    def _of_parties(self, key: str) -> Flags:
        """Return the periods in which every figure of an input is from a party."""
        if key not in self._made:
            if key in RECRUITED:
                self._made[key] = self._recruited(key)
            elif key in OF_SERIES:
                self._made[key] = self._said_by_series(self._is_party, key)
            elif key in DIVISORS:
                self._made[key] = self._divided_by(key, self._is_party) & ~self._divided_by(
                    key, ~self._is_party
                )
            elif key in PAIRED:
                self._made[key] = ~self._any_related(key, ~self._lost_to_parties)
            elif key == "lost_outside":
                self._made[key] = self._earlier(~self._of_parties("losses")) == 0
            elif key in OF_GROUND:
                others = self._of_ground(key, ~self._is_party)
                self._made[key] = self._of_ground(key, self._is_party) & ~others
            else:
                source = self._source_of(key)
                self._made[key] = self._is_party[source] & (source != NO_FIGURE)
        return self._made[key]

    def _source_of(self, key: str) -> Index:
        """Return the source of the figure of each period that is one of losses or of `THINGS`."""
        inputs = self.results.inputs
        return inputs.gains_source if key in THINGS and THINGS[key].field == "gains" else inputs.losses_source

    def _of_ground(self, key: str, sources: Flags) -> Flags:
        """Return the periods whose ground `key` is made of a figure that one of some sources says."""
        inputs = self.results.inputs
        named = {"gains": inputs.gains_source} | {field: one.source for field, one in inputs.beside.items()}
        counted = self.results.derived.ground.made_of(key)
        flags = np.zeros(len(inputs), np.bool_)
        for field in counted.keys() & named.keys():
            flags |= (counted[field] != 0) & sources[named[field]]
        return flags

    def _said_by_series(self, sources: Flags, key: str) -> Flags:
        """Return the periods whose series names one of some sources for what it says."""
        figures = (getattr(series, OF_SERIES[key][0]) for series in self.results.project.series)
        named = [-2 if one is None else self._place.get(one.source, -1) for one in figures]
        flags: Flags = sources[named][self.results.inputs.series]
        return flags

    def _divided_by(self, key: str, sources: Flags) -> Flags:
        """Return the periods that are divided by something that one of some sources says."""
        divisor = self.results.derived.divisors[key]
        return divisor.sharing(
            self.results.inputs, lambda row: bool(sources[self._place.get(row.value.source, -1)])
        )

    @cached_property
    def _lost_to_parties(self) -> Flags:
        return self._of_parties("losses")

    def _related(self, key: str, rows: RowNumbers) -> RowNumbers:
        """Return the periods whose losses are those of related series over some others."""
        derived = self.results.derived
        return derived.paired[key].behind(rows, derived.tiling)

    def _any_related(self, key: str, among: Flags) -> Flags:
        """Return the periods over whose days some of the losses of related series are `among` others."""
        tiles = self.results.derived.paired[key].of_each(self.results.derived.tiling)
        counted = np.append(0, np.cumsum(among[tiles.rows]))
        flags: Flags = counted[tiles.bounds[1:]] > counted[tiles.bounds[:-1]]
        return flags

    def _earlier(self, rows: Flags) -> Ints:
        """Return for each period on how many others, among some, it looks back for wounded who return."""
        earlier = self.results.derived.earlier
        parts = np.flatnonzero(self.results.having(Role.PART))
        if earlier is None:
            return np.zeros(len(rows), np.int64)
        first, after = earlier.back.ranges.first, earlier.back.ranges.after
        begins, ends = first - earlier.back.lag, np.minimum(after - earlier.back.lag, first)
        parts = parts[np.argsort(first[parts], kind="stable")]
        counted = np.concatenate([[0], np.cumsum(rows[parts])])
        begun = counted[np.searchsorted(first[parts], ends, side="left")]
        counts: Ints = np.where(
            ends > begins, begun - counted[np.searchsorted(after[parts], begins, side="right")], 0
        )
        return counts

    def _recruited(self, key: str) -> Flags:
        rates = self._every(key)
        others = [rate for rate in rates if not self._is_party[self._place.get(rate.per_month.source, -1)]]
        if len(others) == len(rates):
            return np.zeros(len(self.results.inputs), np.bool_)
        return self._sharing(rates) & ~self._sharing(others)

    def _every(self, key: str) -> tuple[Intake | Requirement, ...]:
        rates: tuple[Intake | Requirement, ...] = getattr(self.results.project, RECRUITED[key])
        return rates

    def _sharing(self, rates: Sequence[Intake | Requirement]) -> Flags:
        """Return the periods that share days with some of these rates of their series.

        Those of a series that share days with a period begin by its end, and do not end before it begins.
        """
        inputs = self.results.inputs
        mask = np.zeros(len(inputs), np.bool_)
        by_series: dict[str, list[Intake | Requirement]] = {}
        for rate in rates:
            if rate.start <= rate.end:
                by_series.setdefault(rate.series, []).append(rate)
        for place, (name, _) in enumerate(inputs.series_key):
            if own := by_series.get(name):
                starts = np.sort([rate.start.toordinal() for rate in own])
                ends = np.sort([rate.end.toordinal() for rate in own])
                rows = np.flatnonzero(inputs.valid & (inputs.series == place))
                begun = np.searchsorted(starts, inputs.end[rows], side="right")
                mask[rows] = begun > np.searchsorted(ends, inputs.start[rows], side="left")
        return mask

    def _rates(self, key: str, rows: Sequence[int]) -> list[Intake | Requirement]:
        """Return the rows of monthly rates that share days with some of these periods of their series."""
        inputs, chosen = self.results.inputs, np.asarray(rows, np.intp)
        begins, ends, series = inputs.start[chosen], inputs.end[chosen], inputs.series[chosen]
        place = {name: at for at, (name, _) in enumerate(inputs.series_key)}
        return [
            rate
            for rate in self._every(key)
            if (
                (series == place.get(rate.series, -1))
                & (begins <= rate.end.toordinal())
                & (ends >= rate.start.toordinal())
            ).any()
        ]

    def _touching(self, source: int) -> dict[str, Flags]:
        """For each input, the periods in which some figure of it is from a source."""
        inputs = self.results.inputs
        name = self.results.project.sources[source].id
        named = np.arange(len(self._is_party)) == source
        return {
            "losses": inputs.losses_source == source,
            **{key: self._of_ground(key, named) for key in OF_GROUND},
            **{key: self._source_of(key) == source for key in THINGS},
            "lost_outside": self._earlier(inputs.losses_source == source) > 0,
            **{key: self._said_by_series(named, key) for key in OF_SERIES},
            **{key: self._divided_by(key, named) for key in DIVISORS},
            **{key: self._any_related(key, inputs.losses_source == source) for key in PAIRED},
            **{
                key: self._sharing([rate for rate in self._every(key) if rate.per_month.source == name])
                for key in RECRUITED
            },
        }

    def _so_far(self, given: frozenset[str]) -> Flags:
        """Return the parts up to which, from the first of a series on, all these inputs are of parties."""
        layout = self.results.derived.layout
        mask = np.zeros(len(self.results.inputs), np.bool_)
        for first, stop in zip(layout.bounds[:-1].tolist(), layout.bounds[1:].tolist(), strict=True):
            parts = layout.parts[first:stop]
            every = np.ones(len(parts), np.bool_)
            for each in given:
                every &= self._of_parties(each)[parts]
            mask[parts] = np.logical_and.accumulate(every)
        counted: Flags = layout.roles == PART
        return mask & counted
