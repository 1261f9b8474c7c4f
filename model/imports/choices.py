"""What a person chooses when figures are brought in: how the file is read, and what its columns are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

from msgspec import Struct, field

from model.project import GROUND
from model.text.days import Span
from model.text.figures import Quantity
from model.text.formats import counted
from model.text.words import Words, marked, words


class Gone(Struct, frozen=True):
    """How far an engine is: how many `rows` it has gone through `of` all, for which question."""

    rows: int
    of: int
    question: int

    @property
    def words(self) -> Words:
        """What is told of it."""
        message = marked("{done} of {count} row, question {number}|{done} of {count} rows, question {number}")
        return words(message, done=counted(self.rows), count=counted(self.of), number=self.question)


Watch = Callable[[int | Gone], None]
"""Told now and then how many rows have been read, or 0 between two steps; may raise `Cancelled`."""


def ask(watch: Watch | None) -> None:
    """Let the watch end the work between two steps of it. Raises `Cancelled`, if the watch does."""
    if watch is not None:
        watch(0)


class SeriesQuantity(StrEnum):
    """What a column says: losses, gains, people recruited; ground lost, net or taken; a correction.

    Or what others are divided by, and what becomes of those who are lost (measures.md §2, §3).
    """

    LOSSES = "losses"
    GAINS = "gains"
    INTAKE = "intake"
    GAINS_LOST = "gains_lost"
    GAINS_OTHER = "gains_other"
    CORRECTION = "correction"
    REFERENCE = "reference"
    KILLED_SHARE = "killed_share"
    RETURN_SHARE = "return_share"
    RETURN_AFTER = "return_after"

    @property
    def of_ground(self) -> bool:
        """Whether it is an area, or by how far a front moved."""
        return self in GROUND

    @property
    def quantity(self) -> Quantity:
        """What a figure of it counts, where the series is not known."""
        if self.of_ground:
            return Quantity.AREA_GROSS if self is SeriesQuantity.GAINS_LOST else Quantity.AREA_NET
        return _QUANTITIES.get(self, Quantity.PEOPLE)


_QUANTITIES = {
    SeriesQuantity.INTAKE: Quantity.RATE,
    SeriesQuantity.REFERENCE: Quantity.REFERENCE,
    SeriesQuantity.KILLED_SHARE: Quantity.SHARE,
    SeriesQuantity.RETURN_SHARE: Quantity.SHARE,
    SeriesQuantity.RETURN_AFTER: Quantity("days"),
}
FIGURE_NAMES: Mapping[SeriesQuantity, str] = {
    SeriesQuantity.LOSSES: marked("losses"),
    SeriesQuantity.GAINS: marked("gains"),
    SeriesQuantity.INTAKE: marked("recruitment a month"),
    SeriesQuantity.GAINS_LOST: marked("ground lost again"),
    SeriesQuantity.GAINS_OTHER: marked("net or taken ground"),
    SeriesQuantity.CORRECTION: marked("correction of other days"),
    SeriesQuantity.REFERENCE: marked("reference"),
    SeriesQuantity.KILLED_SHARE: marked("killed share"),
    SeriesQuantity.RETURN_SHARE: marked("return share"),
    SeriesQuantity.RETURN_AFTER: marked("days until they return"),
}
"""What the figures of an import are called."""
OF_SERIES = (SeriesQuantity.KILLED_SHARE, SeriesQuantity.RETURN_SHARE, SeriesQuantity.RETURN_AFTER)
"""What holds for a series on all of its days."""


def amount_of(place: str) -> SeriesQuantity | None:
    """Return of what a place of a table is the amount or a bound; None where it is of none."""
    name = place.removesuffix("_low").removesuffix("_high")
    return SeriesQuantity(name) if name in list(SeriesQuantity) else None


class Kind(StrEnum):
    """Whether a row is a running total, a stock (its change counts), an amount of its own, or one."""

    CUMULATIVE = "cumulative"
    LEVEL = "level"
    PER_ROW = "per-row"
    COUNT = "count"  # each row is one: lists of people or of events
    MAP = "map"  # polygons of what is held: what changed between two maps counts

    @property
    def adds_up(self) -> bool:
        """Whether rows are amounts of their own days, which add up."""
        return self in (Kind.PER_ROW, Kind.COUNT)


class Dating(StrEnum):
    """Up to when a row dated D reports: the end of the day before (`EVENT`) or of D itself (`REPORT`)."""

    EVENT = "event"
    REPORT = "report"


class PeriodLength(StrEnum):
    """The periods to make."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    ROWS = "rows"  # as the rows have them
    EXISTING = "existing"


class Edge(StrEnum):
    """What becomes of a row whose days lie across the edge of a period."""

    REFUSE = "refuse"
    SHARE = "share"  # by days, and marked as about
    MOST = "most"  # to the period with most of its days, the earlier of two


class RowCovers(StrEnum):
    """The days that one row with an amount of its own is about."""

    DAY = "day"
    WEEK = "week"  # the week that begins on its date
    WEEK_ENDING = "week-ending"
    MONTH = "month"  # the month that begins on its date


class Duplicates(StrEnum):
    """Which of the rows of one date counts, where they differ."""

    FIRST = "first"
    LAST = "last"
    ADD = "add"  # amounts of one day, each its own row


class Fractions(StrEnum):
    """What becomes of people with a fraction, as estimates computed by a model have them."""

    KEEP = "keep"
    ROUND = "round"


NO_COLUMN = "-"
"""For a column that is not to be taken though there is one."""

UNITS_OF_GROUND = ("km2", "mi2", "m2", "ha", "km", "mi")
UNITS = ("people", *UNITS_OF_GROUND, "items", "percent", "share")


class FileReading(Struct, frozen=True, omit_defaults=True):
    """How the file is read; what is empty or None is found by looking.

    `header` is the row of the column names, 0 for none. `sheet` names the sheet of a workbook or the array of
    a JSON file (`data.rows`). `date_format` is `dmy`, `mdy`, `ymd` or such as `%d/%m/%Y`, `unix` or `serial`.
    `year_begins` is the first month of fiscal years, `year_named` (`begin`, `end`) which of two years names
    one. `hidden` (`read`, `skip`): what becomes of hidden rows. Of a folder of maps `files` are those that
    are read, none for all; `clip` is a file with the region to which they are cut; `days` are those of single
    files, by their names.
    """

    sheet: str = ""
    header: int | None = None
    delimiter: str = ""
    encoding: str = ""
    decimal: str = ""
    date_format: str = ""
    year_begins: int = 0
    year_named: str = ""
    hidden: str = ""
    files: tuple[str, ...] = ()
    clip: str = ""
    days: tuple[tuple[str, str], ...] = ()


class ColumnNames(Struct, frozen=True, omit_defaults=True):
    """The columns of a series, by name; `year` with `week` (ISO), or with the month as `date` and its `day`.

    `qualifier` says of each value how firmly it is meant (`about`, `more`); "" is found by its name,
    `NO_COLUMN` is none; so are `note`, `source`, `url` and `scope`, which stand beside the numbers. `series`:
    each of the values in this column is a series of its own.
    """

    date: str = ""
    value: str = ""
    low: str = ""
    high: str = ""
    year: str = ""
    week: str = ""
    day: str = ""
    qualifier: str = ""
    series: str = ""
    note: str = ""
    source: str = ""
    url: str = ""
    scope: str = ""


class Choices(Struct, frozen=True, omit_defaults=True, rename={"what": "as", "by": "periods"}):
    """How a series becomes periods. What is None and can be read in two ways is asked for.

    `where`: rows count whose column has one of the values given for it. `skip`: rows left out by number.
    `interpolate`: a missing total is taken from those around it, and marked.
    `zero_gaps`: a day without a row is a day with nothing (amounts only). `edge`: None is `REFUSE`.
    `known_only`: a period with rows that cannot be used gets what is known of it, as “at least”.
    `carry`: whether a row without a date is of the date above it; None asks where there are such rows.
    `fractions`: people with a fraction are kept, or rounded to whole ones. `gross`: ground that was lost is
    not taken off what was gained (maps only).
    """

    what: SeriesQuantity
    columns: ColumnNames = field(default_factory=ColumnNames)
    kind: Kind | None = None
    dating: Dating | None = None
    unit: str = ""
    by: PeriodLength | None = None
    spans: tuple[Span, ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    each: RowCovers | None = None
    duplicates: Duplicates | None = None
    skip: tuple[int, ...] = ()
    interpolate: bool = False
    zero_gaps: bool = False
    edge: Edge | None = None
    known_only: bool = False
    carry: bool | None = None
    fractions: Fractions | None = None
    gross: bool = False

    @property
    def units(self) -> tuple[str, ...]:
        """In what the numbers may be."""
        return UNITS_OF_GROUND if self.what is SeriesQuantity.GAINS else ("people",)


_DAYS = ("start", "end", "year", "month", "week", "day")
_BESIDE = ("note", "source", "url", "scope")


class TableChoices(Struct, frozen=True, omit_defaults=True, tag_field="as", tag="table"):
    """How a table with one row per period is read: place -> column name, "" for none; others are matched.

    `unit` is that of gains, where the column does not say it. `duplicates`: which of the rows counts that are
    about the same days.

    `AMOUNTS` are found by the names of columns, `PLACES` is all that a column may be, `units` what `unit`.
    """

    units: ClassVar[tuple[str, ...]] = UNITS_OF_GROUND

    AMOUNTS: ClassVar[tuple[SeriesQuantity, ...]] = (
        SeriesQuantity.LOSSES,
        SeriesQuantity.GAINS,
        SeriesQuantity.INTAKE,
    )
    PLACES: ClassVar[tuple[str, ...]] = (
        *("series", "label", *_DAYS),
        *("losses", "losses_low", "losses_high", "gains", "gains_low", "gains_high"),
        *("gains_lost", "gains_other", "correction"),
        *("intake", "intake_low", "intake_high", *_BESIDE),
    )

    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    unit: str = ""
    where: tuple[tuple[str, str], ...] = ()
    skip: tuple[int, ...] = ()
    carry: bool | None = None
    fractions: Fractions | None = None
    each: RowCovers | None = None
    duplicates: Duplicates | None = None


class ReferenceChoices(TableChoices, frozen=True, tag="references"):
    """How a table of what others are divided by is read, a row for each: areas, strengths, fronts.

    `unit` is that of the cells that say none. `spans` is one, of the rows whose days no column says.
    """

    units: ClassVar = ("people", *UNITS_OF_GROUND, "items")
    AMOUNTS: ClassVar = (SeriesQuantity.REFERENCE,)
    PLACES: ClassVar = (
        *("series", "label", *_DAYS, "reference", "reference_low", "reference_high", "unit"),
        *_BESIDE,
    )

    spans: tuple[Span, ...] = ()


class ShareChoices(TableChoices, frozen=True, tag="shares"):
    """How a table of what becomes of those who are lost is read, a row for each series.

    `unit` says of numbers without a sign whether they are a `share` of 1 or in `percent`.
    """

    units: ClassVar = ("percent", "share")
    AMOUNTS: ClassVar = OF_SERIES
    PLACES: ClassVar = (
        *("series", "killed_share", "killed_share_low", "killed_share_high"),
        *("return_share", "return_share_low", "return_share_high", "return_after", *_BESIDE),
    )


TABLES: Mapping[str, type[TableChoices]] = {
    "table": TableChoices,
    "references": ReferenceChoices,
    "shares": ShareChoices,
}
"""The tables that can be brought in, by what an import says that a file holds."""

TABLE_PLACES = tuple(dict.fromkeys(place for table in TABLES.values() for place in table.PLACES))
"""What a column of a table may be, in one or the other."""


class Target(Struct, frozen=True):
    """Where figures go: the series, by id (made if it is not there), and whether others may be replaced.

    Of a series that is made, `counts` and `unit` say what it counts (the name of its items or its money), and
    `opponent`, `part_of`, `counted_of` and `group` to which others it is related.
    """

    series: str = ""
    series_name: str = ""
    counts: str = ""
    source: str = ""
    scope: str = ""
    replace: bool = False
    unit: str = ""
    opponent: str = ""
    part_of: str = ""
    counted_of: str = ""
    group: str = ""


ANYWHERE = Target()
"""The project's only series, or a first one; the file is the source."""
