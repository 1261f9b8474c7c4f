"""Why there is no value, in words with the rows' own data: "intake known for 61 of 91 days"."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType

import numpy as np
from msgspec import Struct

from model.derive.bands import Band, Ints, Reason, RowNumbers
from model.derive.ground import GROUND_LACKING
from model.derive.inputs import Inputs
from model.derive.pairs import PAIRED, Paired
from model.derive.references import DIVISORS, Divisor, labels_of
from model.derive.roles import CONFLICT, RoleLayout
from model.derive.things import THINGS
from model.derive.tiling import Tiling
from model.project import Counts, GainsAre, Series, counts_of
from model.text.amounts import amount
from model.text.days import day_words, span_words
from model.text.formats import counted
from model.text.outcomes import Value
from model.text.units import label
from model.text.words import Words, marked, words

_PLAIN: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.NO_LOSSES: marked("no losses given"),
        Reason.NO_GAINS: marked("no gains given"),
        Reason.ZERO_LOSSES: marked("no losses in this period"),
        Reason.ZERO_GAINS: marked("no ground gained in this period"),
        Reason.BACKWARDS: marked("ends before it starts"),
        Reason.IS_TOTAL: marked("not counted: the parts inside it are"),
        Reason.IS_DETAIL: marked("not counted: the longer period around it is"),
        Reason.IS_CONFLICT: marked("not counted: it shares days with another period"),
        Reason.BASELINE_NONE: marked("no baseline chosen"),
        Reason.BASELINE_UNMATCHED: marked("no period has the days of the baseline"),
        Reason.BASELINE_AMBIGUOUS: marked("several periods have the days of the baseline"),
        Reason.BASELINE_ZERO: marked("ground cost nothing in the baseline"),
        Reason.NO_TARGET: marked("the target is 0"),
        Reason.NO_ACHIEVED: marked("nothing given as achieved"),
        Reason.TOO_LARGE: marked("too large a number"),
        Reason.ZERO_INTAKE: marked("no intake in this period"),
        Reason.NO_KILLED_SHARE: marked("no share of killed among the losses is given"),
        Reason.NO_RETURN_SHARE: marked("no share of wounded that return is given"),
        Reason.NO_OPPONENT: marked("the table Series names no opponent"),
        Reason.NO_PART: marked("the table Series names no killed that are part of it"),
        Reason.NO_COUNT: marked("the table Series names no count of names of it"),
        Reason.NO_GROUP: marked("the table Series names no group that it is in with another"),
        Reason.COUNT_DIFFERENTLY: marked("they count different things"),
        Reason.SEVERAL_RELATED: marked("several series of the table Series name this one"),
        Reason.ZERO_RELATED: marked("no losses to divide by in these days"),
        Reason.NO_GROUND_TAKEN: marked("ground taken is not given, nor both net and lost"),
        Reason.NO_GROUND_LOST: marked("ground lost again is not given, nor both taken and net"),
        Reason.NO_GROUND_NET: marked("net ground is not given, nor both taken and lost"),
        Reason.GROUND_CONTRADICTS: marked(
            "more net ground is given than was taken, or more was lost than taken"
        ),
        Reason.ZERO_TAKEN: marked("no ground taken in this period"),
        Reason.NO_THINGS: marked("no figure given"),
        Reason.NOT_ITEMS: marked("no figure given"),
        Reason.NOT_MONEY: marked("no figure given"),
        Reason.NO_ADVANCE: marked("no figure given"),
        Reason.NO_PEOPLE_BESIDE: marked("the table Series names no people that the items are part of"),
        Reason.ZERO_ITEMS: marked("no items lost in these days"),
        Reason.MORE_HELD: marked("more ground is held than the table References has"),
    }
)
_OF_SUMS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.ZERO_LOSSES: marked("no losses in these periods"),
        Reason.ZERO_GAINS: marked("no ground gained in these periods"),
        Reason.ZERO_TAKEN: marked("no ground taken in these periods"),
        Reason.ZERO_INTAKE: marked("no intake in these periods"),
    }
)
_KNOWN: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.INTAKE_UNKNOWN: marked(
            "intake known for {known} of {count} day|intake known for {known} of {count} days"
        ),
        Reason.REQUIREMENT_UNKNOWN: marked(
            "requirement known for {known} of {count} day|requirement known for {known} of {count} days"
        ),
    }
)
_OF_REFERENCES = frozenset(lacking for _, lacking in DIVISORS.values())
_OF_PAIRS = frozenset(relation.unknown for relation in PAIRED.values())
_OF_DAYS = frozenset((*_KNOWN, *_OF_PAIRS, *_OF_REFERENCES, Reason.LOSSES_BEFORE))
OF_ONE_ROW = _OF_DAYS | {Reason.ZERO_GAINS, Reason.ZERO_NET}
"""Reasons that say of each row something else; any other is said alike of all rows of a series."""

_OF_PEOPLE = (Reason.NO_LOSSES, Reason.EARLIER_LOSSES, Reason.NOT_PEOPLE)
_OF_AREAS = (Reason.NO_GAINS, Reason.EARLIER_GAINS, Reason.IS_ADVANCE, *GROUND_LACKING.values())
_THINGS = {Reason.NOT_ITEMS: Counts.ITEMS, Reason.NOT_MONEY: Counts.MONEY}
_NOT = marked("{series} counts {own}, not {other}")

_SUM_OF: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.NO_LOSSES: "losses",
        Reason.NO_GAINS: "gains",
        **{lacking: key for key, lacking in GROUND_LACKING.items()},
        **{thing.other: key for key, thing in THINGS.items()},
    }
)
"""What a sum is of that lacks a part for a reason."""

_MISSING: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.NO_LOSSES: marked("no losses given for {label}"),
        Reason.NO_GAINS: marked("no gains given for {label}"),
        Reason.NO_GROUND_TAKEN: marked("no ground taken known for {label}"),
        Reason.NO_GROUND_LOST: marked("no ground lost again known for {label}"),
        Reason.NO_GROUND_NET: marked("no net ground known for {label}"),
        **dict.fromkeys((thing.other for thing in THINGS.values()), marked("no figure given for {label}")),
    }
)
_MORE_MISSING: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.NO_LOSSES: marked("no losses given for {label} and {more} more"),
        Reason.NO_GAINS: marked("no gains given for {label} and {more} more"),
        Reason.NO_GROUND_TAKEN: marked("no ground taken known for {label} and {more} more"),
        Reason.NO_GROUND_LOST: marked("no ground lost again known for {label} and {more} more"),
        Reason.NO_GROUND_NET: marked("no net ground known for {label} and {more} more"),
        **dict.fromkeys(
            (thing.other for thing in THINGS.values()), marked("no figure given for {label} and {more} more")
        ),
    }
)


def counted_apart(one: Series, other: Series) -> Words:
    """Say what two series count that differs."""
    both = marked("they count different things: {one} and {other}")
    return words(both, one=counts_of(one), other=counts_of(other))


class Reasons(Struct, frozen=True, eq=False):
    """What reasons are made of: the periods, and how many days of each have intake or a requirement.

    `baseline` is why the baseline period has no cost of ground, PRESENT where it has one or there is none.
    `series`: those of the project. `divisors`: the references. `summed`: what is given of each period.
    `paired`: the related series, whose periods have the days of the `tiling`.
    """

    inputs: Inputs
    layout: RoleLayout
    intake_known: Ints
    requirement_known: Ints
    baseline_row: int | None
    baseline: Reason
    series: tuple[Series, ...]
    divisors: Mapping[str, Divisor]
    summed: Mapping[str, Band]
    paired: Mapping[str, Paired]
    tiling: Tiling

    def label(self, row: int) -> str | Words:
        """Return what a period is called: its label, else its days."""
        period = self.inputs.periods[row]
        return period.label.strip() or span_words(period.start, period.end)

    def _series(self, row: int) -> Series:
        return self.series[int(self.inputs.series[row])]

    def _of_kind(self, reason: Reason, row: int) -> Words | None:
        """Return why a series has no value that counts something else; None where that is not why."""
        if not len(self.inputs):  # of a campaign there is a reason without any period
            return None
        series = self._series(row)
        if reason in _OF_PEOPLE and not series.counts.people:
            return words(_NOT, series=series.called, own=series.counted_in, other=words("people"))
        if reason in _OF_AREAS and series.gains_are is GainsAre.ADVANCE:
            return words("the gains of {series} are an advance in km, no area", series=series.called)
        if reason is Reason.NO_ADVANCE and series.gains_are is not GainsAre.ADVANCE:
            return words("the gains of {series} are areas, no advance", series=series.called)
        if reason in _THINGS and series.counts is not _THINGS[reason]:
            other = words("items" if reason is Reason.NOT_ITEMS else "money")
            return words(_NOT, series=series.called, own=counts_of(series), other=other)
        return self._both_counted(series) if reason is Reason.COUNT_DIFFERENTLY else None

    def _both_counted(self, series: Series) -> Words | None:
        """Name what a series and one that is related to it count, where that differs."""
        for other in self.series:
            named = {series.opponent, series.part_of, series.counted_of} & {other.id}
            names = {other.opponent, other.part_of, other.counted_of} & {series.id}
            grouped = series.group and series.group == other.group
            if (named or names or grouped) and other.kind != series.kind:
                return counted_apart(series, other)
        return None

    def of_row(self, reason: Reason, row: int) -> Words:
        """Return why a period has no value."""
        if (other_kind := self._of_kind(reason, row)) is not None:
            return other_kind
        if reason in _OF_DAYS:
            return self._of_days(reason, np.array([row], np.intp))
        if reason is Reason.SERIES_CONFLICT:
            return self.of_conflict(int(self.inputs.series[row]))
        if reason is Reason.ZERO_NET or (reason is Reason.ZERO_GAINS and self._net(row)):
            return self._no_net_gain(np.array([row], np.intp))
        if reason is Reason.BASELINE_ABSENT and self.baseline_row is not None:
            return words(
                "the baseline has no value: {reason}", reason=self.of_row(self.baseline, self.baseline_row)
            )
        return words(_PLAIN[reason])

    def of_earlier(self, reason: Reason, row: int) -> Words:
        """Return why a running sum has no value: it lacks the part `row`."""
        if reason is Reason.EARLIER_INTAKE:
            return words(
                "intake known for {known} of {count} day of {label}|"
                "intake known for {known} of {count} days of {label}",
                known=counted(self.intake_known[row]),
                count=counted(self._days(row)),
                label=self.label(row),
            )
        if (other_kind := self._of_kind(reason, row)) is not None:
            return other_kind
        missing = Reason.NO_LOSSES if reason is Reason.EARLIER_LOSSES else Reason.NO_GAINS
        return words(_MISSING[missing], label=self.label(row))

    def of_sum(self, reason: Reason, rows: RowNumbers) -> Words:
        """Return why the sum of several periods, ordered by start, has no value."""
        if len(rows) == 1 or (len(rows) and self._of_kind(reason, int(rows[0])) is not None):
            return self.of_row(reason, int(rows[0]))
        if reason in _OF_DAYS:
            return self._of_days(reason, rows)
        if reason in _MISSING:
            lacking = rows[self.summed[_SUM_OF[reason]].take(rows).absent != 0]
            label = self.label(int(lacking[0]))
            if len(lacking) == 1:
                return words(_MISSING[reason], label=label)
            return words(_MORE_MISSING[reason], label=label, more=counted(len(lacking) - 1))
        if reason is Reason.BACKWARDS:
            backwards = rows[~self.inputs.valid[rows]]
            return words("{label} ends before it starts", label=self.label(int(backwards[0])))
        if reason is Reason.ZERO_NET or (reason is Reason.ZERO_GAINS and self._net(int(rows[0]))):
            return self._no_net_gain(rows)
        if reason in _OF_SUMS:
            return words(_OF_SUMS[reason])
        return self.of_row(reason, int(rows[0]))

    def _of_days(self, reason: Reason, rows: RowNumbers) -> Words:
        """Say what is not known of the days of some periods, which are taken as one."""
        if reason in _KNOWN:
            return self._days_known(reason, rows)
        if reason in _OF_REFERENCES:
            return self._no_reference(reason, rows)
        return self._no_losses_of(reason, rows) if reason in _OF_PAIRS else self._losses_before(rows)

    def _losses_before(self, rows: RowNumbers) -> Words:
        """Say of which days the losses, whose wounded return in some periods, are not all known."""
        first, last = self.inputs.periods[int(rows[0])], self.inputs.periods[int(rows[-1])]
        days = timedelta(days=self._series(int(rows[0])).return_after)
        span = span_words(first.start - days, last.end - days)
        return words("the losses of {span}, whose wounded return then, are not all known", span=span)

    def _no_reference(self, reason: Reason, rows: RowNumbers) -> Words:
        """Say that nothing is known to divide by in some periods, or too much: `no strength known for …`."""
        divisor = next(each for each in self.divisors.values() if each.lacking is reason)
        first, last = self.inputs.periods[int(rows[0])], self.inputs.periods[int(rows[-1])]
        if divisor.at_end:
            return words("the table Milestones has no ground held on {day}", day=day_words(last.end))
        series, unit = int(self.inputs.series[rows[0]]), label(divisor.unit)
        labels = labels_of(divisor.references, divisor.rows.get(series, ()))
        if not labels:
            return words("the table References has nothing in {unit}", unit=unit)
        if len(labels) > 1:
            both = marked("the table References has both {first} and {second} in {unit}")
            return words(both, first=labels[0], second=labels[1], unit=unit)
        begins, ends = self.inputs.start[rows], self.inputs.end[rows] + 1
        known, days = divisor.days_known(series, begins, ends), int((ends - begins).sum())
        name = labels[0] or unit
        if not known:
            return words("no {label} known for {span}", label=name, span=span_words(first.start, last.end))
        return words(
            "{label} known for {known} of {count} day|{label} known for {known} of {count} days",
            label=name,
            known=counted(known),
            count=counted(days),
        )

    def _no_losses_of(self, reason: Reason, rows: RowNumbers) -> Words:
        """Say of which related series the losses are not known over some periods."""
        of_these = [paired for paired in self.paired.values() if paired.relation.unknown is reason]
        found = (paired.lacking(self.summed["losses"], rows, self.tiling) for paired in of_these)
        place = next(place for place in found if place is not None)
        return words("no losses of {series} for these days", series=self.series[place].called)

    def _net(self, row: int) -> bool:
        return self.inputs.series_key[int(self.inputs.series[row])][1] is GainsAre.NET

    def _no_net_gain(self, rows: RowNumbers) -> Words:
        """Say what ground was won or lost on balance: `no net gain (−1,270 km²)`."""
        gains = self.summed["ground_net"].take(rows)
        low, best, high = (math.fsum(column.tolist()) for column in (gains.low, gains.best, gains.high))
        return words("no net gain ({gains})", gains=amount(Value(low, best, high), "km2", converted=True))

    def of_conflict(self, series: int) -> Words:
        """Return why a series in conflict has no total: the first two periods of which one may count."""
        inputs = self.inputs
        rows = np.flatnonzero((self.layout.roles == CONFLICT) & (inputs.series == series))
        rows = rows[np.lexsort((inputs.end[rows], inputs.start[rows]))]
        start, end = inputs.start[rows], inputs.end[rows]
        # The first to start conflicts with one of the others; all that conflict are among the rows.
        same = (start[1:] == start[0]) & (end[1:] == end[0])
        partly = (start[1:] > start[0]) & (start[1:] <= end[0]) & (end[1:] > end[0])
        return self.sharing([int(rows[0]), int(rows[1 + np.argmax(same | partly)])], more=len(rows) - 2)

    def sharing(self, rows: Sequence[int], more: int = 0) -> Words:
        """Return that two periods share days, and that so do more."""
        first, second = (self.label(row) for row in rows)
        if more:
            return words(
                "{first} and {second} share days, and {count} more period does|"
                "{first} and {second} share days, and {count} more periods do",
                first=first,
                second=second,
                count=counted(more),
            )
        return words("{first} and {second} share days", first=first, second=second)

    def _days(self, row: int) -> int:
        return int(self.inputs.end[row] - self.inputs.start[row] + 1)

    def _days_known(self, reason: Reason, rows: RowNumbers) -> Words:
        known = self.intake_known if reason is Reason.INTAKE_UNKNOWN else self.requirement_known
        days = self.inputs.end[rows] - self.inputs.start[rows] + 1
        return words(_KNOWN[reason], known=counted(known[rows].sum()), count=counted(days.sum()))
