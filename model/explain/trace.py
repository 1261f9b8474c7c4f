"""Which cell was made from which: a step back from a result to its operands, and forward from an input.

One step at a time, so that following it is like reading the formula: the cost of ground comes from losses and
gains, the intake from the recruitment rows that share its days, a running sum from the sum before it and from
what was added, what is computed for a claim from the periods that its days are made of. `leads_to` is the
inverse of `came_from`, and a property test holds it to that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, cached_property, partial
from itertools import islice
from operator import is_
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from model.derive.bands import RowNumbers
from model.derive.derive import EARLIER_LOSSES, OF_SERIES
from model.derive.ground import OF_GROUND
from model.derive.measures import CLAIMED, MEASURE, MEASURES, OF_DAYS, OPERANDS, Basis, Measure, leaves_of
from model.derive.pairs import PAIRED
from model.derive.references import DIVISORS
from model.derive.results import Results
from model.derive.roles import Role
from model.derive.things import THINGS
from model.derive.tiling import Tiles
from model.project import GROUND, Claim, Intake, Requirement
from model.text.days import Span, steps_to
from model.text.words import Words

MOST = 40
"""Cells that are listed, beyond which they are only counted."""


_OF_CAMPAIGN = {"attained": "attained", "campaign_shortfall": "shortfall"}
"""The columns of campaigns of which claims speak."""


class Place(NamedTuple):
    """A cell of a table: the table's key, the row number, the column's key."""

    table: str
    row: int
    column: str


class TotalCell(Struct, frozen=True):
    """A cell of the totals of a series: over all its parts, or over `rows`, those that a filter shows."""

    series: str
    column: str
    rows: tuple[int, ...] | None = None


class Places(Struct, frozen=True):
    """The first cells of a list, and how many more there are."""

    first: tuple[Place, ...] = ()
    more: int = 0


RECRUITED: Mapping[str, str] = {"intake": "intake", "requirement": "requirements"}
"""The measures that are summed from rows of a table of monthly rates."""

_DATED: Mapping[str, tuple[str, ...]] = {"start": ("days", "months"), "end": ("days", "months", "date_to")}
_TOLD = ("losses", *GROUND)
_CAMPAIGN: Mapping[str, tuple[str, ...]] = {
    "shortfall": ("target", "achieved"),
    "attained": ("target", "achieved"),
}
_ELSEWHERE = frozenset(measure.key for measure in OPERANDS)
"""Operands that are no columns of periods: what a series says, and losses of other days."""
_BESIDE = _ELSEWHERE | frozenset(DIVISORS)
_COLUMNS = frozenset(MEASURE) - _ELSEWHERE
_OF_CLAIM = ("verdict", "difference", "percent")
"""What comes of a claim once something is computed for it."""


def summed_from(key: str, rows: Sequence[int], most: int = MOST) -> Places:
    """Return the cells from which a measure of a sum over periods was made: what is summed, of each."""
    return _listed((Place("periods", row, each) for row in rows for each in summed_for(key)), most)


def _listed(places: Iterable[Place], most: int) -> Places:
    every = iter(places)
    first = tuple(islice(every, most))
    return Places(first, sum(1 for _ in every))


class Trace:
    """The steps between the cells of one project's results.

    What a formula takes, and what a claim is made from, is gone through once: each cell is asked for many.
    """

    def __init__(self, results: Results) -> None:
        self._results = results
        self._known: dict[tuple[str, int], tuple[Place, ...]] = {}
        self._claimed: dict[int, tuple[Place, ...]] = {}

    def came_from(self, place: Place, most: int = MOST) -> Places:
        """Return the cells from which a computed cell was made; none for a cell that is typed."""
        return _listed(self._back(place), most)

    def leads_to(self, place: Place, most: int = MOST) -> Places:
        """Return the computed cells that were made from a cell."""
        return _listed(self._forth(place), most)

    def _back(self, place: Place) -> Iterator[Place]:
        if place.table == "campaigns":
            yield from (place._replace(column=column) for column in _CAMPAIGN.get(place.column, ()))
        if place.table == "claims" and place.column in _OF_CLAIM:
            yield from (place._replace(column=column) for column in ("stated", "computed"))
        elif place.table == "claims" and place.column == "computed":
            yield from self._of_claim(place.row)
        if place.table != "periods" or place.column not in MEASURE:
            return
        row, key = place.row, place.column
        yield from self._published(key, row)
        measure = MEASURE[key]
        if measure.basis is Basis.RUNNING:
            if self._results.role(row) is not Role.PART:
                return
            before = self._of_part(row, -1)
            if before is not None:
                yield Place("periods", before, key)
        yield from dict.fromkeys(place for key in measure.operands for place in self._taken(key, row))
        baseline = self._results.baseline_row
        if measure.basis is Basis.BASELINE and baseline is not None and baseline != row:
            yield Place("periods", baseline, measure.operands[0])

    def _published(self, key: str, row: int) -> Iterator[Place]:
        """Go through the cells from which something is given for a period."""
        if key in OF_DAYS:
            yield from (Place("periods", row, column) for column in ("start", "end"))
        if key in RECRUITED:
            yield from self._rates_of(RECRUITED[key], row)
        if key in DIVISORS:
            yield from self._referred(key, [row])
        yield from (Place("periods", row, field) for field in _TOLD if self._tells(row, field, key))

    def _forth(self, place: Place) -> Iterator[Place]:
        table, row, column = place
        if table == "periods":
            yield from self._from_period(row, column)
            yield from self._for_related(row) if column == "losses" else ()
            yield from self._claims_from(place)
        if table in ("periods", "series", "references", "milestones"):
            yield from self._given_elsewhere(place)
        if table in ("series", "references", "milestones"):
            yield from self._claims_from(place)
        if table == "campaigns":
            yield from (place._replace(column=key) for key, made in _CAMPAIGN.items() if column in made)
        if table == "claims" and column in ("stated", "computed"):
            yield from (place._replace(column=key) for key in _OF_CLAIM)
        for key, rates in RECRUITED.items():
            if table == rates and column == "per_month":
                yield from (Place("periods", period, key) for period in self._periods_of(rates, row))

    def _taken(self, operand: str, row: int) -> tuple[Place, ...]:
        """Return the cells from which a formula takes an operand for a period."""
        known = self._known.get((operand, row))
        if known is None:
            known = self._known[operand, row] = tuple(self._taken_anew(operand, row))
        return known

    def _taken_anew(self, operand: str, row: int) -> Iterator[Place]:
        earlier = self._results.derived.earlier
        if operand not in _ELSEWHERE:
            yield Place("periods", row, operand)
        elif operand == "last_day":
            yield Place("periods", row, "end")
        elif operand in OF_SERIES:
            yield Place("series", int(self._results.inputs.series[row]), OF_SERIES[operand][0])
        elif operand in DIVISORS:
            yield from self._referred(operand, [row])
        elif operand in PAIRED:
            yield from self._of_related(operand, np.array([row], np.intp))
        elif MEASURE[operand].operands:
            yield from (place for key in MEASURE[operand].operands for place in self._taken(key, row))
        elif earlier is None:
            yield from [Place("periods", row, "losses")] if operand == "lost_within" else []
        elif self._results.inputs.valid[row]:
            shares = earlier.back.looked_back_on(np.array([row], np.intp))[EARLIER_LOSSES.index(operand)]
            yield from (Place("periods", other, "losses") for other in np.flatnonzero(shares).tolist())

    def _referred(self, key: str, rows: Sequence[int] | RowNumbers, reference: str = "") -> Iterator[Place]:
        """Go through the references or milestones that give some periods, as one, what `key` is."""
        divisor = self._results.of_reference(reference).derived.divisors[key]
        table, field = divisor.place
        yield from (Place(table, at, field) for at in divisor.used_by(self._results.inputs, rows))

    def _given_elsewhere(self, place: Place) -> Iterator[Place]:
        """Go through the results of periods whose formulas take a cell of a series, or of another period."""
        inputs, earlier = self._results.inputs, self._results.derived.earlier
        if place.table == "series":
            rows = np.flatnonzero(inputs.series == place.row)
            leaf = next((leaf for leaf, (field, _) in OF_SERIES.items() if field == place.column), "")
        elif place.table in ("references", "milestones"):
            used = (
                (key, np.flatnonzero(divisor.sharing(inputs, partial(is_, divisor.references[place.row]))))
                for key, divisor in self._results.derived.divisors.items()
                if (place.table, place.column) == divisor.place
            )
            leaf, rows = next(((key, some) for key, some in used if len(some)), ("", np.empty(0, np.intp)))
        elif place.column == "losses" and earlier is not None and earlier.back.counted[place.row]:
            rows, leaf = earlier.back.looking_back_on(place.row), "lost_outside"
        else:
            return
        taken = [measure.key for measure in MEASURES if leaf in _taken_elsewhere(measure.key)]
        keys = [leaf] if leaf in _COLUMNS else taken
        yield from (Place("periods", row, key) for row in rows.tolist() for key in keys)

    def _of_related(self, operand: str, rows: RowNumbers) -> Iterator[Place]:
        """Go through the losses of related series over the days of some periods."""
        derived = self._results.derived
        behind = derived.paired[operand].behind(rows, derived.tiling)
        yield from (Place("periods", other, "losses") for other in behind.tolist())

    def _for_related(self, row: int) -> Iterator[Place]:
        """Go through the results of other periods whose formulas take the losses of this one."""
        found: dict[Place, None] = {}
        for operand, tiles in self._related.items():
            keys = [measure.key for measure in MEASURES if operand in _taken_elsewhere(measure.key)]
            others = np.searchsorted(tiles.bounds, np.flatnonzero(tiles.rows == row), side="right") - 1
            others = others[tiles.known[others] & (others != row)]
            found |= {Place("periods", other, key): None for other in others.tolist() for key in keys}
        yield from found

    @cached_property
    def _related(self) -> Mapping[str, Tiles]:
        """For each kind of related losses, those of each period."""
        derived = self._results.derived
        return {operand: paired.of_each(derived.tiling) for operand, paired in derived.paired.items()}

    def _from_period(self, row: int, column: str) -> Iterator[Place]:
        yield from (Place("periods", row, key) for key in _DATED.get(column, ()))
        yield from (
            Place("periods", row, key) for key in (*OF_GROUND, *THINGS) if self._tells(row, column, key)
        )
        part, cell = self._results.role(row) is Role.PART, Place("periods", row, column)
        for measure in _that_may_take(column):
            if (part or measure.basis is not Basis.RUNNING) and any(
                cell in self._taken(key, row) for key in measure.operands
            ):
                yield Place("periods", row, measure.key)
                if measure.basis is Basis.BASELINE and row == self._results.baseline_row:
                    every = range(len(self._results.inputs))
                    yield from (Place("periods", other, measure.key) for other in every if other != row)
        if part and column in MEASURE and MEASURE[column].basis is Basis.RUNNING:
            after = self._of_part(row, 1)
            if after is not None:
                yield Place("periods", after, column)

    def _tells(self, row: int, field: str, key: str) -> bool:
        """Whether `key` of a period, ground or one of `THINGS`, is made of the figure in another field."""
        if key in THINGS:
            return field == THINGS[key].field and not self._results.columns[key].absent[row]
        if field == key or field not in GROUND or key not in OF_GROUND:
            return False
        return bool(self._results.derived.ground.made_of(key)[field][row])

    def _of_claim(self, row: int) -> tuple[Place, ...]:
        """Return what the result of a claim was made from: of a sum over periods, what is summed of each."""
        known = self._claimed.get(row)
        if known is None:
            known = self._claimed[row] = tuple(self._of_claim_anew(row))
        return known

    def _of_claim_anew(self, row: int) -> Iterator[Place]:
        claim, summed = self._results.project.claims[row], False
        if claim.measure in _OF_CAMPAIGN:
            yield from self._of_campaign(claim)
            return
        days = [(claim.series, span) for span in _spans_of(claim)]
        if claim.against is not None:
            other = claim.against
            days.append((other.series or claim.series, Span(other.start, other.end)))
        for series, span in days:
            rows = self._results.rows_within(series, span.start, span.end)
            if not isinstance(rows, Words):
                alone = len(rows) == 1 and not claim.reference
                keys = (claim.measure,) if alone else summed_for(claim.measure)
                yield from (Place("periods", row, key) for row in rows.tolist() for key in keys)
                summed |= len(rows) > 1
                if not alone:
                    yield from self._beyond(claim.measure, rows, claim.reference)
            elif series in self._series:
                yield from self._on_day(claim, self._series.index(series), span.end)
        measure, baseline = CLAIMED[claim.measure], self._results.baseline_row
        if summed and measure.basis is Basis.BASELINE and baseline is not None:
            yield Place("periods", baseline, measure.operands[0])

    def _on_day(self, claim: Claim, series: int, day: date) -> Iterator[Place]:
        """Go through what a claim without a period takes of what is held on a day."""
        measure, days = MEASURE[claim.measure], np.array([day.toordinal()])
        for leaf in DIVISORS if measure.of_a_day and not measure.condition else ():
            if leaf in leaves_of(claim.measure):
                divisor = self._results.of_reference(claim.reference).derived.divisors[leaf]
                table, field = divisor.place
                yield from (Place(table, at, field) for at in divisor.used_over(series, days, days + 1))

    def _beyond(self, key: str, rows: RowNumbers, reference: str) -> Iterator[Place]:
        """Go through what a sum over periods takes from their series, references and other periods."""
        leaves, earlier = leaves_of(key), self._results.derived.earlier
        for leaf in DIVISORS:
            if leaf in leaves:
                yield from self._referred(leaf, rows, reference)
        related = (place for leaf in PAIRED if leaf in leaves for place in self._of_related(leaf, rows))
        yield from dict.fromkeys(related)
        place = int(self._results.inputs.series[rows[0]])
        yield from (Place("series", place, field) for leaf, (field, _) in OF_SERIES.items() if leaf in leaves)
        if "lost_outside" in leaves and earlier is not None:
            _, outside = earlier.back.looked_back_on(rows)
            yield from (Place("periods", row, "losses") for row in np.flatnonzero(outside).tolist())
            if "losses" not in leaves:
                yield from (Place("periods", row, "losses") for row in rows.tolist())

    def _of_campaign(self, claim: Claim) -> Iterator[Place]:
        """Go through the campaigns with exactly the days of a claim about one."""
        for row, campaign in enumerate(self._results.project.campaigns):
            if (campaign.series, campaign.start, campaign.end) == (claim.series, claim.start, claim.end):
                yield Place("campaigns", row, _OF_CAMPAIGN[claim.measure])

    def _claims_from(self, place: Place) -> Iterator[Place]:
        """Go through what is computed for claims from a cell of a period, or of a series."""
        for number, claim in enumerate(self._results.project.claims):
            made = Place("claims", number, "computed")
            leaves = leaves_of(claim.measure) if claim.measure in MEASURE else frozenset()
            if leaves & _BESIDE and place in self._of_claim(number):
                yield made
                continue
            if place.table != "periods":
                continue
            period = self._results.project.periods[place.row]
            about = any(
                (series or claim.series) == period.series and start <= period.end and end >= period.start
                for series, start, end in _days_of(claim)
            )
            if (about or place.row == self._results.baseline_row) and place in self._of_claim(number):
                yield made

    @cached_property
    def _series(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self._results.inputs.series_key)

    def _of_part(self, row: int, step: int) -> int | None:
        """Return the part `step` parts after the part `row` in its series, None past its ends."""
        layout, series = self._results.derived.layout, int(self._results.inputs.series[row])
        parts = layout.parts_of(series)
        at = int(np.searchsorted(self._results.inputs.start[parts], self._results.inputs.start[row])) + step
        return int(parts[at]) if 0 <= at < len(parts) else None

    def _rates_of(self, table: str, row: int) -> Iterator[Place]:
        """Go through the monthly rates that share days with a period of their series."""
        period = self._results.project.periods[row]
        for at, rate in enumerate(self._rates(table)):
            if rate.series == period.series and rate.start <= period.end and rate.end >= period.start:
                yield Place(table, at, "per_month")

    def _periods_of(self, table: str, row: int) -> Iterator[int]:
        rate, inputs = self._rates(table)[row], self._results.inputs
        shared = (inputs.start <= rate.end.toordinal()) & (inputs.end >= rate.start.toordinal())
        shared &= inputs.series == self._series.index(rate.series)
        yield from np.flatnonzero(shared).tolist()

    def _rates(self, table: str) -> tuple[Intake | Requirement, ...]:
        rates: tuple[Intake | Requirement, ...] = getattr(self._results.project, table)
        return rates


def _days_of(claim: Claim) -> Iterator[tuple[str, date, date]]:
    """Go through the days of which a claim speaks: its own, and those that it compares them with."""
    yield claim.series, claim.start, claim.end
    if claim.against is not None:
        yield claim.against.series, claim.against.start, claim.against.end


def _spans_of(claim: Claim) -> tuple[Span, ...]:
    """Return the days over which something is computed for a claim: of a trend, each of its steps."""
    if claim.trend is None:
        return (Span(claim.start, claim.end),)
    return tuple(steps_to(claim.end, claim.step, claim.steps))


@cache
def _taken_elsewhere(key: str) -> frozenset[str]:
    """Return what the formula of a measure itself takes from elsewhere than the columns of its period."""
    operands = frozenset(MEASURE[key].operands) & _ELSEWHERE
    return frozenset().union(*map(leaves_of, operands))


@cache
def _that_may_take(column: str) -> tuple[Measure, ...]:
    """Return the measures whose formulas may take a column of some period: from elsewhere, its losses."""
    taking = {column, *_ELSEWHERE} if column == "losses" else {column}
    return tuple(one for one in MEASURES if column in _COLUMNS and not taking.isdisjoint(one.operands))


def summed_for(key: str) -> tuple[str, ...]:
    """Return what is summed over several periods for a measure; the days alone where it is made of them."""
    summed = tuple(one.key for one in MEASURES if one.key in leaves_of(key) and not one.of_a_day)
    return summed or (() if MEASURE[key].of_a_day else (key,))
