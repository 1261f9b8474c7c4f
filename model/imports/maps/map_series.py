"""Maps become a level, the area held at the end of each day, and of each period what changed in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from msgspec import Struct

from model.checks.findings import Level
from model.imports.cells import Question, RowNumbers, text_of
from model.imports.choices import Choices, Dating, Duplicates, SeriesQuantity, Watch, ask
from model.imports.column_names import plain_name, splits_rows
from model.imports.found_columns import MOST, question_of
from model.imports.inspect_file import ColumnMeaning, FileReport
from model.imports.maps.map_look import DAY, FILE, Maps
from model.imports.maps.map_set import Change, MapKey, Measured
from model.imports.series import dates_of_rows
from model.imports.series_columns import SeriesColumns
from model.imports.series_rows import Lost, LostRows, RowAccount, SeriesRows
from model.imports.table import select
from model.imports.totals import SpanTotal, Totals
from model.text.days import Span, span_words
from model.text.errors import Unreadable
from model.text.formats import numeral
from model.text.records import replace
from model.text.words import Words, joined, marked, quoted, words

_NAMED = 5
_STATES = re.compile(
    r"(?:territorial )?status|state|control\w*(?: by)?|held by|occupied(?: by)?|occupier|статус|стан|контроль"
)
_HELD = re.compile(
    r"\b(?:occupied|liberated|contested|claimed|disputed|gr[ae]y[ -]zone|окупован\w*|звільнен\w*|сіра зона"
    r"|оккупирован\w*|освобожд[её]н\w*|серая зона)\b",
    re.IGNORECASE,
)
_APART = 0.1  # of the smaller of two maps: what they have in common at least

REPAIRS = {
    "crossing": marked("a ring crosses itself: {count}|rings cross themselves: {count}"),
    "holes": marked(
        "a hole lies outside its polygon, or in another: {count}|"
        "holes lie outside their polygons, or in others: {count}"
    ),
    "winding": marked("a ring turns the wrong way round: {count}|rings turn the wrong way round: {count}"),
    "open": marked("a ring is not closed: {count}|rings are not closed: {count}"),
    "repeated": marked("a corner stands twice in a row: {count}|corners stand twice in a row: {count}"),
    "flat": marked(
        "a ring has no area, and is left out: {count}|rings have no area, and are left out: {count}"
    ),
    "duplicates": marked(
        "a polygon stands there again, and counts once: {count}|"
        "polygons stand there again, and count once: {count}"
    ),
}
_OVERLAP = marked("polygons overlap: {area} km² that stand there twice are counted once")


class DatedMaps(Struct, frozen=True, eq=False):
    """The map of each day (ordinals, as dated) that can be used, and how each is called."""

    maps: Maps
    keys: dict[int, MapKey]
    measured: dict[int, Measured]
    names: dict[int, str]


def by_maps(looked: FileReport, choices: Choices) -> Choices:
    """Return the choices as they can be followed with maps. Raises Unreadable where they cannot.

    The day is that in the names of the files, where no property of the features seems to be one.
    """
    maps_of(looked)
    if choices.what is not SeriesQuantity.GAINS:
        raise Unreadable(words("maps say which ground is gained, not {what}", what=words(str(choices.what))))
    if choices.interpolate:
        raise Unreadable(words("between two maps nothing is interpolated: leave that out"))
    dated = [column.name for column in looked.with_meaning(ColumnMeaning.DATE) if column.name != FILE]
    if not choices.columns.date and len(dated) < 2:
        return replace(choices, columns=replace(choices.columns, date=dated[0] if dated else DAY))
    return choices


def read_maps(
    looked: FileReport,
    chosen: SeriesColumns,
    choices: Choices,
    questions: list[Question],
    watch: Watch | None,
    only: Sequence[int] = (),
) -> tuple[SeriesRows, RowAccount, DatedMaps]:
    """Return the areas of the maps in m², in the order of their days, and the account of the features.

    With a question nothing is measured: the areas are 0. `only`: the days, as dated, of the maps that are
    measured, none for all.
    """
    maps = maps_of(looked)
    every = select(looked.table, chosen.dates, (), choices.skip, watch)
    passing = select(looked.table, (), choices.where, choices.skip, watch)
    account = RowAccount(passing.read, passing.refused)
    dated, open_days = dates_of_rows(looked, chosen, every.cells)
    questions += open_days
    questions += _kinds_of_ground(looked, choices, watch)
    day_of = dict(zip(every.rows.tolist(), dated.ends.tolist(), strict=True))
    day_of |= {int(every.rows[index]): 0 for index in dated.unreadable}
    # What a filter would take of a file that cannot be read nobody knows.
    faults = {row: why for row, why in maps.faults.items() if row in day_of}
    account.refused = [
        replace(one, rows=RowNumbers.of(rows))
        for one in account.refused
        if (rows := [row for row in one.rows if row not in faults])
    ]
    _lose(account, faults, day_of)
    rows = [row for row in passing.rows.tolist() if row not in faults]
    days = _by_day(maps, rows, day_of, account, questions)
    for one in account.lost:
        days.pop(one.start, None)
    days = _one_a_day(maps, days, choices, account, questions)
    keys = {day: maps.key(days[day]) for day in sorted(days) if not only or day in only}
    if questions or not keys:
        return _series(dict.fromkeys(keys, Measured()), days), account, DatedMaps(maps, keys, {}, {})
    ask(watch)
    measured = dict(zip(keys, maps.set.measure(list(keys.values()), watch), strict=True))
    for day, map_ in measured.items():
        if map_.why is not None:
            _lose_map(account, maps, days[day], map_, day)
    measured = {day: map_ for day, map_ in measured.items() if map_.why is None}
    _note_repairs(account, measured, days)
    names = {day: ", ".join(dict.fromkeys(maps.name(row) for row in days[day])) for day in measured}
    return _series(measured, days), account, DatedMaps(maps, keys, measured, names)


def _kinds_of_ground(looked: FileReport, choices: Choices, watch: Watch | None) -> list[Question]:
    """Ask which features are meant where a property tells whose they are, or what: occupied, or claimed."""
    filtered = {plain_name(name) for name, _ in choices.where}
    text = [
        index
        for index, column in enumerate(looked.columns)
        if column.meaning is ColumnMeaning.TEXT
        and column.name not in (FILE, DAY)
        and plain_name(column.name) not in filtered
    ]
    cells = select(looked.table, text, choices.where, choices.skip, watch).cells if text else ()
    return [
        question_of(looked.table.names[index], column)
        for index, column in zip(text, cells, strict=True)
        if 1 < len(different := {text_of(cell) for cell in column} - {""}) <= MOST
        and (
            splits_rows(name := looked.table.names[index])
            or _STATES.fullmatch(plain_name(name))
            or any(_HELD.search(one) for one in different)
        )
    ]


def _by_day(
    maps: Maps, rows: Sequence[int], day_of: Mapping[int, int], account: RowAccount, questions: list[Question]
) -> dict[int, list[int]]:
    """Return the rows with an area of each day; it is asked of which day a map is that does not say it."""
    days: dict[int, list[int]] = {}
    undated: dict[str, None] = {}
    lines: list[int] = []
    for row in rows:
        if row in maps.lines:
            lines.append(row)
        elif day_of[row]:
            days.setdefault(day_of[row], []).append(row)
        else:
            undated[maps.name(row)] = None
    if undated:
        message = marked(
            "it is not said of which day the map is: {files}|"
            "it is not said of which days the maps are: {files}"
        )
        questions.append(
            Question("map_day", words(message, files=quoted(undated, _NAMED), count=len(undated)))
        )
    nothing = words("points and lines, which have no area")
    account.refuse_all("not_area", nothing, np.array(lines, dtype=np.int64))
    return days


def maps_of(looked: FileReport) -> Maps:
    """Return the maps that a table is of. Raises Unreadable where it is of none."""
    if looked.maps is None:
        message = marked("there is no polygon in it: maps are GeoJSON, Shapefile in a zip, GeoPackage or KML")
        raise Unreadable(words(message))
    return looked.maps


def _lose(account: RowAccount, faults: Mapping[int, Words], day_of: Mapping[int, int]) -> None:
    """Refuse rows; the maps of their days are not whole, or those of any day where that is not known."""
    account.refuse("map", list(faults.items()))
    for row, why in faults.items():
        day = day_of[row]
        account.lost.append(Lost(day, day, row, why) if day else Lost(1, 1 << 30, row, why))


def _lose_map(account: RowAccount, maps: Maps, rows: Sequence[int], one: Measured, day: int) -> None:
    """Refuse all features of a map that cannot be measured, naming the one at fault where it is known."""
    at = [row for row in rows if maps.places[row - 1][1] == one.feature] or [*rows]
    why = words("“{file}”: {why}", file=maps.name(at[0]), why=one.why or words(""))
    account.refuse("map", [(row, why) for row in at])
    whole = words("the map is not used, for another of its features cannot be")
    account.refuse_all("map", whole, np.array(sorted({*rows} - {*at}), dtype=np.int64))
    account.lost.append(Lost(day, day, at[0], why))


def _one_a_day(
    maps: Maps, days: dict[int, list[int]], choices: Choices, account: RowAccount, questions: list[Question]
) -> dict[int, list[int]]:
    """Return the rows of each day that make up its map; of several files of a day it is asked which count."""
    found: dict[int, list[int]] = {}
    disputed: list[str] = []
    for day, rows in days.items():
        files = list(dict.fromkeys(maps.places[row - 1][0] for row in rows))
        if len(files) == 1 or choices.duplicates is Duplicates.ADD:
            found[day] = rows
            continue
        if choices.duplicates is None:
            names = quoted((maps.set.files[file].name for file in files), _NAMED)
            disputed.append(f"{date.fromordinal(day).isoformat()} ({names})")
        file = files[-1] if choices.duplicates is Duplicates.LAST else files[0]
        found[day] = [row for row in rows if maps.places[row - 1][0] == file]
        others = np.array([row for row in rows if maps.places[row - 1][0] != file], dtype=np.int64)
        account.refuse_all("not_chosen", words("another map of the same day was chosen"), others)
    if disputed:
        message = marked(
            "a day has several maps: {days}: one of them, or all of them together?|"
            "days have several maps: {days}: one of them, or all of them together?"
        )
        named = ", ".join(disputed[:_NAMED]) + (", …" if len(disputed) > _NAMED else "")
        questions.append(Question("duplicates", words(message, days=named, count=len(disputed))))
    return found


def _note_repairs(account: RowAccount, measured: dict[int, Measured], days: dict[int, list[int]]) -> None:
    """List what had to be repaired, kind by kind, with the rows of the maps."""
    total: Counter[str] = Counter()
    rows: dict[str, list[int]] = {}
    for day, one in measured.items():
        total.update(one.repairs)
        for kind in one.repairs:
            rows.setdefault(kind, []).extend(days[day])
    for kind, message in REPAIRS.items():
        if total[kind]:
            said = words("repaired: {fault}", fault=words(message, count=total[kind]))
            account.note(f"repair_{kind}", said, RowNumbers.of(rows[kind]))
    if total["overlap_m2"]:
        area = _km2(total["overlap_m2"])
        said = words("repaired: {fault}", fault=words(_OVERLAP, area=area))
        account.note("repair_overlap", said, RowNumbers.of(rows["overlap_m2"]))
    empty = [day for day, one in measured.items() if one.area == 0]
    if empty:
        message = marked("nothing is held on the map of {days}|nothing is held on the maps of {days}")
        dates = ", ".join(date.fromordinal(day).isoformat() for day in empty[:_NAMED])
        more = f", … ({len(empty)})" if len(empty) > _NAMED else ""
        account.note("nothing_held", words(message, days=dates + more, count=len(empty)), level=Level.WARNING)


def _series(measured: dict[int, Measured], days: dict[int, list[int]]) -> SeriesRows:
    order = np.array(list(measured), dtype=np.int64)
    areas = np.array([one.area for one in measured.values()], dtype=np.float64)
    rows = np.array([days[day][0] for day in measured], dtype=np.int64)
    count = len(order)
    return SeriesRows(
        order, order, areas, areas, areas, np.ones(count, np.bool_), rows, np.zeros(count, np.int8)
    )


class MapChanges(Totals):
    """What changed from the map at the one edge of a period to that at the other, both ways."""

    def __init__(
        self, series: SeriesRows, choices: Choices, account: RowAccount, dated: DatedMaps, watch: Watch | None
    ) -> None:
        super().__init__(series, choices, replace(account, lost=[]))  # between two maps no other is needed
        self._edges = LostRows(account.lost, self._shift)
        self._gross = choices.gross
        self._dated = dated
        self._watch = watch
        self._account = account
        self._changes: dict[Span, Change] = {}

    def measure(self, periods: Sequence[Span]) -> None:
        """Find out what changed over some periods, several at a time."""
        pairs = {span: pair for span in periods if (pair := self.pair(span)) is not None}
        found = self._dated.maps.set.differ(list(pairs.values()), self._watch)
        self._changes = dict(zip(pairs, found, strict=True))
        apart = [span for span, change in self._changes.items() if self._are_apart(span, change)]
        if apart:
            message = marked(
                "the maps at the edges of {days} have hardly any ground in common: the corners of one may be"
                " latitude first"
            )
            days = joined(span_words(span.start, span.end) for span in apart[:_NAMED])
            self._account.note("apart", words(message, days=days), level=Level.WARNING)

    def _are_apart(self, span: Span, change: Change) -> bool:
        earlier, later = (self._dated.measured[day].area for day in self.edges(span))
        return change.why is None and earlier - change.lost < _APART * min(earlier, later)

    @staticmethod
    def shift(choices: Choices) -> int:
        """Return how many days after the end of a period the map is dated that shows it."""
        return 1 if choices.dating is Dating.EVENT else 0

    def edges(self, span: Span) -> tuple[int, int]:
        """Return the days, as dated, of the maps at the edges of a period."""
        return span.start.toordinal() - 1 + self._shift, span.end.toordinal() + self._shift

    def pair(self, span: Span) -> tuple[MapKey, MapKey] | None:
        """Return the maps at the edges of a period; None where one is missing."""
        first, last = self.edges(span)
        measured, keys = self._dated.measured, self._dated.keys
        return (keys[first], keys[last]) if first in measured and last in measured else None

    def drawn(self, span: Span, watch: Watch | None) -> tuple[Change, tuple[str, str]] | Words:
        """Return what changed over a span with how it is drawn, and the names of the two maps; or why not."""
        said, pair = self._checked(span), self.pair(span)
        if isinstance(said, Words) or pair is None:
            return said if isinstance(said, Words) else words("there is no map at one of its edges")
        (change,) = self._dated.maps.set.differ([pair], watch, draw=True)
        first, last = self.edges(span)
        names = self._dated.names
        return change.why or (change, (names[first], names[last]))

    def _checked(self, span: Span) -> SpanTotal | Words:
        """Return the difference of the two areas, or why there is none: a map is missing, or not usable."""
        for day in (span.start.toordinal() - 1, span.end.toordinal()):
            if (lost := self._edges.reason(day, day)) is not None:
                return lost
        return super().over(span)

    def over(self, span: Span) -> SpanTotal | Words:
        """Return the ground gained over a span, less what was lost unless the gross is asked for."""
        said = self._checked(span)
        if isinstance(said, Words):
            return said
        change = self._changes[span]
        if change.why is not None:
            return words("the two maps cannot be compared: {why}", why=change.why)
        value = change.gained if self._gross else change.gained - change.lost
        first, last = self.edges(span)
        names = self._dated.names
        message = marked("{last} less {first}: gained {gained} km², lost {lost} km², net {net} km²")
        origin = words(
            message,
            last=names[last],
            first=names[first],
            gained=_km2(change.gained),
            lost=_km2(change.lost),
            net=_km2(change.gained - change.lost),
        )
        return replace(said, low=value, best=value, high=value, origin=origin, lost=change.lost)


def _km2(area: float) -> Words:
    return numeral(f"{area / 1e6:.3f}", 3)
