"""From what a series says of a span of days to a figure, with a note of where it came from."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from msgspec import Struct

from model.imports.cells import Noticed, RowNumbers, UnusableRow
from model.imports.choices import Choices, Kind, SeriesQuantity, TableChoices, Target
from model.imports.inspect_file import FileReport
from model.imports.left_out import digests_of
from model.imports.maps.map_series import MapChanges
from model.imports.places import is_counted, row_in_file
from model.imports.recipe import Recipe, RefusedRow
from model.imports.series_rows import Lost, RowAccount
from model.imports.totals import SpanTotal
from model.text.days import SHARES, Span, months_of
from model.text.errors import Unreadable
from model.text.figures import DatedBy, Figure, Qualifier, RangeIs
from model.text.formats import numeral
from model.text.notation import LARGEST
from model.text.records import replace
from model.text.units import LENGTHS
from model.text.words import Words, joined, marked, words

_MOST_KEPT = 1000  # rows that a recipe names; it has the count of all
_FROM = marked("{where}: {rows}")
_FIRMLY = marked("{note}; {about}")
_INTERVAL = re.compile(r"(?:^|[\W_])ci(?:$|[\W_])|95|confidence", re.IGNORECASE)
_TO_KM2 = {"m2": Decimal("0.000001"), "ha": Decimal("0.01")}
_SQUARE_METRE = Decimal("0.000001")
Noted = Callable[[SpanTotal], str]
"""Writes the note of a figure: where it is from, and why it is not exact; in the language of who imports."""


def noting(where: Words | str, say: Callable[[Words], str]) -> Noted:
    """Return what writes the notes of the figures from a file and its columns, `where`."""

    def noted(said: SpanTotal) -> str:
        note = words(_FROM, where=where, rows=said.origin)
        return say(note if said.why is None else words(_FIRMLY, note=note, about=said.why))

    return noted


def figures_of_span(
    said: SpanTotal, what: SeriesQuantity, unit: str, span: Span, noted: Noted
) -> Mapping[SeriesQuantity, Figure] | Words:
    """Return the figure of a span, and that of the ground lost again in it where that is known."""
    made = figure_of(said, what, unit, span, noted)
    if isinstance(made, Words) or said.lost is None:
        return made if isinstance(made, Words) else {what: made}
    lost = replace(said, low=said.lost, best=said.lost, high=said.lost)
    again = figure_of(lost, SeriesQuantity.GAINS_LOST, unit, span, noted)
    return again if isinstance(again, Words) else {what: made, SeriesQuantity.GAINS_LOST: again}


def described(figure: Figure, said: SpanTotal, choices: Choices) -> Figure:
    """Return a figure with what its file says of it: by what it is dated, and what its range is.

    A range is a 95 % interval where its columns say so and it is of one row: the bounds of several rows were
    added, and are no interval any more.
    """
    names = f"{choices.columns.low} {choices.columns.high}"
    interval = len(said.rests_on) == 1 and _INTERVAL.search(names) is not None
    return replace(figure, dating=_dated_by(choices), range=RangeIs.CI95 if interval else RangeIs.BOUNDS)


def _dated_by(choices: Choices) -> DatedBy | None:
    """Return by what the figures are dated: ground that is held, by the map; else as the choice says."""
    if choices.kind in (Kind.LEVEL, Kind.MAP) and choices.what is SeriesQuantity.GAINS:
        return DatedBy.MAP
    return None if choices.dating is None else DatedBy(str(choices.dating))


def held_at_end(said: SpanTotal, choices: Choices, span: Span, noted: Noted) -> Figure | None:
    """Return the ground held at the end of a span, where the file gives a level of it; as a milestone is."""
    of_area = choices.what.of_ground and choices.unit not in LENGTHS
    if said.level is None or choices.kind is not Kind.LEVEL or not of_area:
        return None
    level = figure_of(said.level, choices.what, choices.unit, span, noted)
    return None if isinstance(level, Words) else replace(level, unit=level.unit or "km2", dating=DatedBy.MAP)


def figure_of(said: SpanTotal, what: SeriesQuantity, unit: str, span: Span, noted: Noted) -> Figure | Words:
    """Return the figure, or why there can be none; `noted` writes its note.

    m² and hectares become km², m² to the whole one: what files have beyond is the noise of a computed area,
    and nobody reads it. Square miles stay what they are. Intake becomes people a calendar month:
    the amount divided by the months of the span, as domain.md §5 counts them.
    """
    if math.isnan(said.low) or math.isnan(said.best) or math.isnan(said.high):
        return words("both of its totals are open to the same side")
    best = _converted(said.best, what, unit, span)
    low, high = (best if x == said.best else _converted(x, what, unit, span) for x in (said.low, said.high))
    if not what.of_ground:
        if best < 0:
            message = marked("the total falls by {amount}: a count of people cannot be negative")
            return words(message, amount=numeral(f"{-best:.6g}"))
        low = low if math.isinf(low) else max(low, 0.0)
    if max(abs(x) for x in (low, best, high) if not math.isinf(x)) > LARGEST:
        return words("too large a number to be kept exactly")
    stored = unit if unit in ("mi2", *LENGTHS) else ""
    if what is SeriesQuantity.REFERENCE and not stored:  # people, where it names no unit
        stored = {"people": "", "items": "items"}.get(unit, "km2")
    bounded = _bounded(low, best, high, stated=said.stated, firmly=said.firmly, counts=not what.of_ground)
    if bounded is None:
        return words("nothing is known of its bounds to either side")
    value, low_, high_, qualifier = bounded
    return Figure(value, low_, high_, qualifier, stored, note=noted(said))


def _converted(x: float, what: SeriesQuantity, unit: str, span: Span) -> float:
    if math.isinf(x):
        return x
    if what is SeriesQuantity.INTAKE:
        shares = sum(Fraction(shared * SHARES, length) for _, _, shared, length in months_of(span))
        return float(Fraction(Decimal(repr(x))) * SHARES / shares)
    if unit not in _TO_KM2:
        return x + 0.0
    area = Decimal(repr(x)) * _TO_KM2[unit]
    return float(area.quantize(_SQUARE_METRE) if unit == "m2" else area) + 0.0


def _bounded(
    low: float, best: float, high: float, *, stated: bool, firmly: Qualifier, counts: bool
) -> tuple[float | None, float | None, float | None, Qualifier] | None:
    """Return value, low, high and qualifier of a figure with these bounds; None where both are open."""
    about = firmly if firmly is Qualifier.ABOUT else Qualifier.EXACT
    if low == best == high:
        return best, None, None, firmly
    if math.isinf(high):
        if math.isinf(low) or (low == 0 and counts and not stated):
            return None
        if stated and low != best:
            return best, low, None, about
        return low, None, None, Qualifier.OVER if firmly is Qualifier.OVER else Qualifier.AT_LEAST
    if math.isinf(low) or (counts and low == 0 and best == high):
        if stated and best != high:
            return best, None, high, about
        return high, None, None, Qualifier.UNDER if firmly is Qualifier.UNDER else Qualifier.UP_TO
    return best if stated else None, low, high, about


class PlannedPeriod(Struct, frozen=True):
    """A period with the figures that the file gives for it, and for the others why it gives none.

    `series` is the name that the file itself gives to the series, "" where there is but the one asked for; so
    are `source`, its `url` and the `scope`, where columns of the file have them. A figure whose own source a
    column names has that name as its source. `held`: the ground held at the end, of a level. A `label` that
    the file does not give is "" until `plan` calls the period by its days, in the language of who imports.
    """

    span: Span
    label: str
    figures: Mapping[SeriesQuantity, Figure]
    reasons: Mapping[SeriesQuantity, Words]
    series: str = ""
    note: str = ""
    source: str = ""
    url: str = ""
    scope: str = ""
    held: Figure | None = None


class Outcome(Struct, frozen=True):
    """Everything that comes of a file: `read` rows are the `used` and the `refused`, always.

    `maps` are those that the figures were measured on. `taken`: what columns of a table are, by their index.
    """

    file: str
    made: tuple[PlannedPeriod, ...]
    read: int
    used: int
    refused: tuple[UnusableRow, ...]
    noticed: tuple[Noticed, ...]
    recipe: Recipe
    lost: tuple[Lost, ...] = ()
    jumps: tuple[date, ...] = ()
    maps: MapChanges | None = None
    taken: Mapping[int, Words] = MappingProxyType({})

    def __post_init__(self) -> None:
        """Hold the account: no row may be lost."""
        if self.read != self.used + sum(len(refused.rows) for refused in self.refused):
            raise AssertionError("rows read are not rows used and rows refused")

    @property
    def unusable(self) -> int:
        """How many rows were refused: neither left out as asked, nor headings, totals or remarks."""
        return sum(len(one.rows) for one in self.refused if not (one.filtered or one.heading))

    @property
    def filtered(self) -> int:
        """How many rows were left out as asked, stand there again, or are no data."""
        return sum(len(one.rows) for one in self.refused) - self.unusable

    def kept_recipe(self) -> Recipe:
        """Return the recipe with what became of the rows, as the project keeps it."""
        days = {one.row: one for one in self.lost}
        refused = [
            RefusedRow(row_in_file(row), *_days_of(days.get(row)), str(_why(row, one.words)))
            for one in self.refused
            if not (one.filtered or one.heading)
            for row in one.rows
        ]
        counts = {"read": self.read, "used": self.used, "filtered": self.filtered, "refused": self.unusable}
        jumps = self.jumps[:_MOST_KEPT]
        return replace(self.recipe, rows=counts, refused=tuple(refused[:_MOST_KEPT]), jumps=jumps)


def outcome_of(
    looked: FileReport,
    made: Sequence[PlannedPeriod],
    account: RowAccount,
    choices: Choices | TableChoices,
    target: Target,
    maps: MapChanges | None = None,
) -> Outcome:
    """Return what comes of a file by the account of its rows, with the recipe for a newer one."""
    recipe = Recipe(
        *(looked.path or looked.name, looked.digest, choices, looked.reading, target),
        connection=looked.connection,
        skipped=digests_of(looked.table, choices.skip),
    )
    return Outcome(
        looked.name,
        tuple(made),
        account.read,
        account.read - sum(len(refused.rows) for refused in account.refused),
        tuple(account.refused),
        tuple(account.noticed),
        recipe,
        tuple(account.lost),
        tuple(account.jumps),
        maps,
    )


def no_row(account: RowAccount) -> Unreadable:
    """Return why nothing comes of a file no row of which can be used."""
    found = marked("{found} ({rows})")
    reasons = [words(found, found=refused.words, rows=refused.rows.words) for refused in account.refused[:5]]
    return Unreadable(
        words("no row can be used: {reasons}", reasons=joined(reasons, "; ") if reasons else "–")
    )


def _why(row: int, why: Words) -> Words:
    """Return why a row was refused, with how many they are where a database counted them."""
    return words("{rows}: {why}", rows=RowNumbers.of([row]).words, why=why) if is_counted(row) else why


def _days_of(lost: Lost | None) -> tuple[date | None, date | None]:
    if lost is None or lost.end > date.max.toordinal():
        return None, None
    return date.fromordinal(lost.start), date.fromordinal(lost.end)
