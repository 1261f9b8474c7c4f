"""A series becomes periods: which periods, what the file says of each, and everything noticed on the way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import repeat

import numpy as np

from model.imports.beside import Beside
from model.imports.calendar_periods import calendar_periods, within
from model.imports.cells import Question, RowNumbers, Unsettled, UnusableRow, text_of
from model.imports.choices import (
    ANYWHERE,
    Choices,
    ColumnNames,
    Dating,
    Kind,
    PeriodLength,
    RowCovers,
    Target,
    Watch,
    ask,
)
from model.imports.dates import days_about
from model.imports.events.counting import counted
from model.imports.inspect_file import ColumnMeaning, FileReport
from model.imports.maps.map_series import DatedMaps, MapChanges, by_maps, read_maps
from model.imports.oddities import notice
from model.imports.planned import (
    Noted,
    Outcome,
    PlannedPeriod,
    described,
    figures_of_span,
    held_at_end,
    no_row,
    noting,
    outcome_of,
)
from model.imports.plausible import implausible
from model.imports.series import read_series
from model.imports.series_columns import SeriesColumns, settle, taken_as
from model.imports.series_rows import RowAccount, SeriesRows
from model.imports.table import TOTAL, ReadTable, folded, is_total, parts_of, select
from model.imports.totals import Amounts, SpanTotal, Totals
from model.text.days import Span, called, span_words
from model.text.errors import Unreadable
from model.text.records import replace
from model.text.words import Words, marked, words

_LENGTHS: Mapping[PeriodLength, str] = {
    PeriodLength.DAY: marked("day"),
    PeriodLength.WEEK: marked("week"),
    PeriodLength.MONTH: marked("month"),
    PeriodLength.QUARTER: marked("quarter"),
    PeriodLength.HALF_YEAR: marked("half-year"),
    PeriodLength.YEAR: marked("year"),
}
_MOST_SERIES = 100
_FAR_YEARS = 25  # without a row: more than any record has paused
_ASKED = 1000  # periods from one question whether to go on to the next


def plan_series(
    looked: FileReport,
    choices: Choices,
    existing: Sequence[Span] = (),
    watch: Watch | None = None,
    target: Target = ANYWHERE,
    say: Callable[[Words], str] = str,
) -> Outcome:
    """Return the periods that come of a series, or of several; `existing` are those of the project.

    Raises Unreadable, or Unsettled with everything that has to be chosen first.
    """
    looked = counted(looked, choices, watch)
    name = choices.columns.series
    if not name:
        return _plan_one(looked, choices, existing, watch, target, say)
    index = looked.table.column(name)
    selected = select(looked.table, [index], choices.where, choices.skip, watch)
    texts = list(map(text_of, selected.cells[0]))
    spelt: dict[str, str] = {}
    for text in texts:
        spelt.setdefault(folded(text), text)
    totals = {value for value in spelt.values() if is_total([value])}
    if len(totals) == len(spelt):
        totals = set()  # all that there is
    values = [value for value in spelt.values() if value not in totals]
    if len(values) > _MOST_SERIES:
        message = marked(
            "“{name}” has {count} value: too many series|“{name}” has {count} values: too many series"
        )
        raise Unreadable(words(message, name=name, count=len(values)))
    columns = replace(choices.columns, series="")
    if not values:  # there is no row, which is said as of one series
        return _plan_one(looked, replace(choices, columns=columns), existing, watch, target, say)
    tables: Iterable[ReadTable] = repeat(looked.table, len(values))
    if looked.table.many is not None:
        number = {folded(value): n for n, value in enumerate([*values, None, *totals]) if value is not None}
        tables = parts_of(looked.table, selected, [number[folded(text)] for text in texts], len(values))
    one_by_one = [
        _plan_one(
            replace(looked, table=table),
            replace(choices, columns=columns, where=(*choices.where, (name, value))),
            existing,
            watch,
            target,
            say,
        )
        for table, value in zip(tables, values, strict=True)
    ]
    of_totals = {
        row for row, text in zip(selected.rows.tolist(), texts, strict=True) if spelt[folded(text)] in totals
    }
    return _together(one_by_one, values, choices, selected.read, of_totals)


def _together(
    one_by_one: Sequence[Outcome], names: Sequence[str], choices: Choices, read: int, totals: Collection[int]
) -> Outcome:
    """Return the outcomes of the values of a column as one, each with a series of its own, of all rows read.

    A row that is filtered out of each of them is so by the filter that was asked for, or is one of `totals`.
    """
    first = one_by_one[0]
    apart: dict[str, tuple[UnusableRow, set[int]]] = {}
    filtered: set[int] | None = None
    for one in one_by_one:
        here = {row for refused in one.refused if refused.code == "filtered" for row in refused.rows}
        filtered = here if filtered is None else filtered & here
        for refused in one.refused:
            if refused.code != "filtered":
                apart.setdefault(f"{refused.code} {refused.words}", (refused, set()))[1].update(refused.rows)
    refused_rows = [replace(refused, rows=RowNumbers.of(sorted(rows))) for refused, rows in apart.values()]
    if totals:
        refused_rows.append(UnusableRow("total", TOTAL, RowNumbers.of(sorted(totals))))
    if filtered := (filtered or set()) - set(totals):
        where = ", ".join(f"{name}={value}" for name, value in choices.where)
        reason = words("left out by the filter {filter}", filter=where)
        refused_rows.append(UnusableRow("filtered", reason, RowNumbers.of(sorted(filtered))))
    settled = first.recipe.choices
    if not isinstance(settled, Choices):
        raise TypeError("a series has the choices of one")
    columns = replace(settled.columns, series=choices.columns.series)
    noticed = {str(found.sentence): found for one in one_by_one for found in one.noticed}
    return replace(
        first,
        made=tuple(
            replace(made, series=name)
            for one, name in zip(one_by_one, names, strict=True)
            for made in one.made
        ),
        read=read,
        used=sum(one.used for one in one_by_one),
        refused=tuple(refused_rows),
        noticed=tuple(noticed.values()),
        recipe=replace(first.recipe, choices=replace(settled, columns=columns, where=choices.where)),
        lost=tuple(lost for one in one_by_one for lost in one.lost),
        jumps=tuple(dict.fromkeys(day for one in one_by_one for day in one.jumps)),
    )


def _plan_one(
    looked: FileReport,
    choices: Choices,
    existing: Sequence[Span],
    watch: Watch | None,
    target: Target,
    say: Callable[[Words], str],
) -> Outcome:
    questions = list(looked.questions)
    if choices.kind is Kind.MAP:
        choices = by_maps(looked, choices)
    chosen, settled = settle(looked, choices, questions)
    if chosen is None:
        raise Unsettled(questions)
    series, account, dated = _rows(looked, chosen, settled, questions, watch)
    account.noticed[:0] = looked.noticed
    account.note("columns", taken_as(looked, chosen, settled.where))
    if not len(series):
        raise Unsettled(questions) if questions else no_row(account)
    questions += _far_apart(series, settled, account, questions)
    if questions:
        raise Unsettled(questions)
    doubt = implausible(series.best.tolist(), settled.what, settled.unit, said=bool(choices.unit))
    if doubt is not None and dated is None:
        raise Unsettled([doubt])
    ask(watch)
    notice(series, settled, account)
    sums = (
        (Amounts if settled.kind is not None and settled.kind.adds_up else Totals)(series, settled, account)
        if dated is None
        else MapChanges(series, settled, account, dated, watch)
    )
    if settled.by is PeriodLength.ROWS:
        periods = _as_the_rows(series, settled)
    else:
        periods = _periods(sums.coverage, settled, existing, account, looked.reading.year_begins or 1)
    if isinstance(sums, MapChanges):
        sums.measure(periods)
    noted = noting(_where(looked, settled.columns), say)
    beside = Beside(looked.name, say, account.beside)
    made = []
    for number, span in enumerate(periods):
        if not number % _ASKED:
            ask(watch)
        made.append(_made(span, sums.over(span), settled, noted, beside))
    _outside(series, periods, account)
    maps = sums if isinstance(sums, MapChanges) else None
    return outcome_of(looked, made, account, settled, target, maps)


def _rows(
    looked: FileReport,
    chosen: SeriesColumns,
    choices: Choices,
    questions: list[Question],
    watch: Watch | None,
) -> tuple[SeriesRows, RowAccount, DatedMaps | None]:
    """Return the rows of a series, or the maps of each day, and what became of all others."""
    if choices.kind is Kind.MAP:
        return read_maps(looked, chosen, choices, questions, watch)
    series, account = read_series(looked, chosen, choices, questions, watch)
    if choices.kind is not None and choices.kind.adds_up and chosen.meaning is ColumnMeaning.DATE:
        series = _each(series, choices, account, questions)
    return series, account, None


def _where(looked: FileReport, columns: ColumnNames) -> Words | str:
    """Return what a figure is from: the file, and the columns of its numbers."""
    named = ", ".join(dict.fromkeys(name for name in (columns.low, columns.value, columns.high) if name))
    return words("{file}, {columns}", file=looked.name, columns=named) if named else looked.name


def _made(
    span: Span, said: SpanTotal | Words, choices: Choices, noted: Noted, beside: Beside
) -> PlannedPeriod:
    if isinstance(said, Words):
        return PlannedPeriod(span, "", {}, {choices.what: said})
    made = figures_of_span(said, choices.what, choices.unit, span, noted)
    if isinstance(made, Words):
        return PlannedPeriod(span, "", {}, {choices.what: made})
    figures = {what: described(figure, said, choices) for what, figure in made.items()}
    held = held_at_end(said, choices, span, noted)
    return PlannedPeriod(span, "", figures, {}, held=held, **beside.over(said.rests_on, said.rows))


def _each(series: SeriesRows, choices: Choices, account: RowAccount, questions: list[Question]) -> SeriesRows:
    """Return the rows with the days each is about, where the file has but one date for it."""
    each = choices.each or (_each_found(series, account, questions) if len(series) else None)
    if each is None or each is RowCovers.DAY:
        return series
    spans = [days_about(date.fromordinal(day), each) for day in series.starts.tolist()]
    starts, ends = (
        np.array([getattr(span, edge).toordinal() for span in spans], dtype=np.int64)
        for edge in ("start", "end")
    )
    return replace(series, starts=starts, ends=ends)


def _each_found(series: SeriesRows, account: RowAccount, questions: list[Question]) -> RowCovers | None:
    """Return what the dates themselves say that a row is about; where they do not it is a question."""
    days = series.starts  # in order
    if (np.diff(days) > 0).sum() < 2 or (series.starts != series.ends).any():
        return None
    dates = [date.fromordinal(day) for day in days[:2000].tolist()]
    if ((days - days[0]) % 7 == 0).all():
        if dates[0].weekday():
            message = marked(
                "the dates are whole weeks apart: it is not said whether a row is about its day,"
                " or the week from it or up to it"
            )
            questions.append(Question("each", words(message)))
            return None
        message = marked("all dates are Mondays: a row is about the week that begins on its date")
        account.note("weeks", words(message))
        return RowCovers.WEEK
    if all(day.day == 1 for day in dates) or all((day + timedelta(1)).day == 1 for day in dates):
        message = marked(
            "all dates are the first or the last of a month: it is not said whether a row is about its day"
            " or the whole month"
        )
        questions.append(Question("each", words(message)))
    return None


def _far_apart(
    series: SeriesRows, choices: Choices, account: RowAccount, asked: Sequence[Question]
) -> list[Question]:
    """Ask about rows so far from all others that a slip in their year is likelier than empty periods."""
    if choices.by in (None, PeriodLength.ROWS, PeriodLength.EXISTING) or choices.spans:
        return []
    if any(question.choice == "date_format" for question in asked):
        return []  # the years are doubtful themselves
    most = int(_FAR_YEARS * 365.25)
    lost = [one for one in account.lost if one.start > 1 and one.end - one.start < most and not one.blank]
    told = [(one.start, one.end, one.row) for one in lost]
    told += zip(series.starts.tolist(), series.ends.tolist(), series.rows.tolist(), strict=True)
    starts, ends, rows = np.array(sorted(told), dtype=np.int64).T
    reached = np.maximum.accumulate(ends)
    between = starts[1:] - reached[:-1]
    at = int(between.argmax()) + 1 if len(between) else 0
    if not at or between[at - 1] <= most:
        return []
    sides = [
        (
            rows[part],
            span_words(*(date.fromordinal(int(day)) for day in (starts[part][0], reached[part][-1]))),
        )
        for part in (slice(None, at), slice(at, None))
    ]
    (apart, days), (_, others) = sorted(sides, key=lambda side: len(side[0]))
    message = marked(
        "{count} year lies between {rows} ({days}) and all other rows ({others}): look at the years,"
        " leave the rows out or say which periods are meant|"
        "{count} years lie between {rows} ({days}) and all other rows ({others}): look at the years,"
        " leave the rows out or say which periods are meant"
    )
    years = int(between[at - 1] / 365.25)
    named = RowNumbers.of(np.sort(apart)).words
    return [Question("skip", words(message, count=years, rows=named, days=days, others=others))]


def _as_the_rows(series: SeriesRows, choices: Choices) -> Sequence[Span]:
    """Return the days of each row; of totals those between one row and the next."""
    shift = 1 if choices.dating is Dating.EVENT else 0
    starts, ends = (series.starts - shift).tolist(), (series.ends - shift).tolist()
    if choices.kind is None or not choices.kind.adds_up:
        starts, ends = [day + 1 for day in ends[:-1]], ends[1:]
    days = dict.fromkeys(zip(starts, ends, strict=True))
    return [Span(date.fromordinal(first), date.fromordinal(last)) for first, last in days]


def _periods(
    coverage: Span, choices: Choices, existing: Sequence[Span], account: RowAccount, year_begins: int
) -> Sequence[Span]:
    by = choices.by
    if by is PeriodLength.EXISTING:
        if not existing:
            raise Unsettled([Question("by", words("the project has no periods yet"))])
        return list(dict.fromkeys(existing))
    if by is None:
        return list(dict.fromkeys(choices.spans))
    if choices.spans:
        return within(choices.spans, by, year_begins)
    whole: list[Span] = []
    if coverage.start <= coverage.end:
        for span in calendar_periods(coverage, by, year_begins):
            if coverage.start <= span.start and span.end <= coverage.end:
                whole.append(span)
            else:
                message = marked("{period} is only in part in the file, and is left out")
                account.note("partial", words(message, period=called(span)))
    if not whole:
        message = marked("no whole {period} lies within the days of the file ({days})")
        raise Unreadable(
            words(message, period=words(_LENGTHS[by]), days=span_words(coverage.start, coverage.end))
        )
    return whole


def _outside(series: SeriesRows, periods: Sequence[Span], account: RowAccount) -> None:
    """Say how many rows that were read are about none of the periods."""
    if not periods:
        return
    first = min(period.start for period in periods).toordinal()
    last = max(period.end for period in periods).toordinal()
    beyond = (series.ends < first - 1) | (series.starts > last + 1)
    if beyond.any():
        message = marked(
            "{count} row lies before or after the periods|{count} rows lie before or after the periods"
        )
        rows = RowNumbers.of(series.rows[beyond])
        account.note("beyond", words(message, count=len(rows)), rows)
