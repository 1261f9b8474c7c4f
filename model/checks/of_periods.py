"""What is noticed in the table of periods. Every function looks at all rows at once, as columns.

Rows with one fault of one kind make one finding for their series, however many they are.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from model.checks.findings import NAMED, Concerned, Finding, Level, listed, named, row_name
from model.checks.records import corrected_rows
from model.derive.bands import Band, Ints, RowNumbers
from model.derive.identity_cache import kept
from model.derive.inputs import NO_SOURCE
from model.derive.results import Results
from model.derive.roles import Role, RoleLayout
from model.project import Stance
from model.text.days import span_words
from model.text.words import Words, marked, words

SLIP = 10.0  # a rate this many times that of its neighbours is likely a slip of the keyboard

Mask = NDArray[np.bool_]

_LOSSES_OF = marked("losses of {names}")
_GAINS_OF = marked("gains of {names}")


def conflicts(results: Results) -> Iterator[Finding]:
    """Notice periods that share days without one lying inside the other, or that have the same days."""
    said = marked(
        "Days are shared by {names}: {series} has no total until each day stands in one period only."
    )
    yield from _by_series(results, results.having(Role.CONFLICT), Level.ERROR, "conflict", said)


def backwards(results: Results) -> Iterator[Finding]:
    """Notice periods whose end is before their start."""
    said = marked("The end is before the start: {names}.")
    yield from _by_series(results, results.having(Role.INVALID), Level.ERROR, "end_before_start", said)


def details(results: Results) -> Iterator[Finding]:
    """Notice periods that are shown and not counted, because a longer one around them is."""
    said = marked("Not counted, because a longer period around it is: {names}.")
    yield from _by_series(results, results.having(Role.DETAIL), Level.NOTE, "detail", said)


def corrections(results: Results) -> Iterator[Finding]:
    """Notice periods whose losses hold a correction of other days."""
    mask = np.zeros(len(results.inputs), np.bool_)
    mask[corrected_rows(results.project.periods)] = True
    said = marked("Losses that hold a correction of other days, and so can be no record: {names}.")
    yield from _by_series(results, mask, Level.NOTE, "correction", said)


def gaps(results: Results) -> Iterator[Finding]:
    """Notice days between the first and last of a series that no part covers; the rows are those beside."""
    for series in results.project.series:
        computed = results.series[series.id]
        if not computed.gaps:
            continue
        starts = results.inputs.start[computed.parts]
        beside = []
        for gap in computed.gaps:
            after = int(np.searchsorted(starts, gap.end.toordinal()))
            beside += [int(computed.parts[after - 1]), int(computed.parts[after])]
        said = words(
            "No period of {series} covers {spans}; days missing: {days}.",
            series=row_name(series),
            spans=listed(
                [span_words(gap.start, gap.end) for gap in computed.gaps[:NAMED]], len(computed.gaps)
            ),
            days=sum(gap.days for gap in computed.gaps),
        )
        yield Finding(Level.WARNING, "gap", Concerned({"periods": beside}), said)


def scopes_differ(results: Results) -> Iterator[Finding]:
    """Notice losses and gains of one row that are said to cover different areas or people."""
    inputs = results.inputs
    if len(inputs.scopes) < 3:  # of which one is that none is named
        return
    codes = _scope_codes(results)
    losses, gains = codes[inputs.losses_scope], codes[inputs.gains_scope]
    said = marked("Losses and gains do not cover the same area or people: {names}.")
    differ = (losses != gains) & (losses != codes[0]) & (gains != codes[0])
    yield from _by_series(results, differ, Level.WARNING, "scopes_differ", said)


def one_party(results: Results) -> Iterator[Finding]:
    """Notice rows both of whose figures come from one source that is a party to the conflict."""
    inputs, sources = results.inputs, results.project.sources
    if not any(source.stance is Stance.PARTY for source in sources):
        return
    party = np.array([source.stance is Stance.PARTY for source in sources])
    given = (inputs.losses_source >= 0) & (inputs.losses_source == inputs.gains_source)
    rows = np.flatnonzero(given)
    rows = rows[party[inputs.losses_source[rows]]]
    for number in np.flatnonzero(np.bincount(inputs.losses_source[rows])).tolist():
        own = rows[inputs.losses_source[rows] == number]
        said = words(
            "{source}, a party to the conflict, is the only source of both losses and gains: {names}.",
            source=row_name(sources[number]),
            names=_named(results, own),
        )
        yield Finding(Level.WARNING, "one_party_source", Concerned({"periods": own}), said)


def no_source(results: Results) -> Iterator[Finding]:
    """Notice figures of periods that name no source."""
    inputs = results.inputs
    named = (inputs.losses_source, inputs.gains_source, *(one.source for one in inputs.beside.values()))
    rows = np.flatnonzero(np.any([source == NO_SOURCE for source in named], axis=0))
    if len(rows):
        said = words("No source is given for figures of {names}.", names=_named(results, rows))
        yield Finding(Level.NOTE, "no_source", Concerned({"periods": rows}), said)


def rate_outliers(results: Results) -> Iterator[Finding]:
    """Notice rates a day above 10 times those of both neighbours, or of the only one.

    Neighbours are the nearest parts before and after that have a figure. Sizes are compared, so that ground
    lost counts like ground won; where both neighbours have 0, there is nothing to compare with.
    """
    inputs = results.inputs
    said = marked(
        "More than 10 times the rate of the periods beside it, perhaps a slip of the keyboard: {figures}."
    )
    for place, series in enumerate(results.project.series):
        if len(results.series[series.id].parts) < 2:
            continue
        for key, template, band in (
            ("losses", _LOSSES_OF, inputs.losses),
            ("gains", _GAINS_OF, inputs.gains),
        ):
            rows = _outlying(band, inputs.start, inputs.end, results.derived.layout, place)
            if len(rows):
                figures = words(template, names=_named(results, rows))
                outlying = Concerned({"periods": rows})
                yield Finding(Level.WARNING, "rate_outlier", outlying, words(said, figures=figures), key)


def low_above_high(results: Results) -> Iterator[Finding]:
    """Notice a detail whose least losses are above the greatest of the longer period that it lies in.

    The format refuses a low above its high inside one figure; this is the same fault in a pair of rows. Gains
    are compared where they are gross: net gains of a week may well be above those of its month.
    """
    inputs = results.inputs
    beneath = results.having(Role.DETAIL, Role.TOTAL)
    said = marked("More than the longer period around it has in all: {figures}.")
    for place, series in enumerate(results.project.series):
        parts = results.series[series.id].parts
        rows = np.flatnonzero(beneath & (inputs.series == place)) if len(parts) else parts
        if not len(rows):
            continue
        around = parts[
            np.maximum(np.searchsorted(inputs.start[parts], inputs.start[rows], side="right") - 1, 0)
        ]
        inside = (inputs.start[around] <= inputs.start[rows]) & (inputs.end[rows] <= inputs.end[around])
        rows, around = rows[inside], around[inside]
        compared = [("losses", _LOSSES_OF, inputs.losses)]
        if series.gross:
            compared.append(("gains", _GAINS_OF, inputs.gains))
        for key, template, band in compared:
            # NaN, where either is absent, compares as False
            over = band.low[rows] > band.high[around]
            if over.any():
                pair = Concerned({"periods": np.concatenate([rows[over], around[over]])})
                figures = words(template, names=_named(results, rows[over]))
                yield Finding(Level.WARNING, "low_above_high", pair, words(said, figures=figures), key)


def sums_of_details(results: Results) -> Iterator[Finding]:
    """Notice a part whose figure is just the sum of the details in it, though these leave days of it out.

    So it is with a row that is labelled “2024” and totals the two months of it that a table has.
    """
    inputs = results.inputs
    detail = results.having(Role.DETAIL)
    said = marked(
        "Just the sum of the periods inside, which leave days of it out; are its days right? {figures}."
    )
    for place in sorted(set(inputs.series[detail].tolist())):  # np.unique imports all of `numpy.ma` first
        parts = results.derived.layout.parts_of(place)
        rows = np.flatnonzero(detail & (inputs.series == place))
        around = np.searchsorted(inputs.start[parts], inputs.start[rows], side="right") - 1
        rows, around = rows[around >= 0], around[around >= 0]
        several = np.bincount(around, minlength=len(parts)) > 1
        for key, template, band in (
            ("losses", _LOSSES_OF, inputs.losses),
            ("gains", _GAINS_OF, inputs.gains),
        ):
            whole = band.best[parts]
            together = np.bincount(around, band.best[rows], len(parts))
            same = several & (whole != 0) & np.isclose(together, whole, rtol=1e-12, atol=0.0)
            if same.any():
                figures = words(template, names=_named(results, parts[same]))
                concerned = Concerned({"periods": parts[same]})
                yield Finding(Level.WARNING, "sum_of_details", concerned, words(said, figures=figures), key)


def negative_gross(results: Results) -> Iterator[Finding]:
    """Notice gains below 0 in a series whose gains are said to be gross, from which nothing is taken off."""
    inputs = results.inputs
    gross = np.array([series.gross for series in results.project.series], dtype=np.bool_)
    if not gross.any() or not len(inputs.start):
        return
    said = marked("Gains of {series} are said to be gross, and yet below 0: {names}.")
    below = gross[inputs.series] & (inputs.gains.best < 0)
    yield from _by_series(results, below, Level.WARNING, "net_against_gross", said)


@kept(8)  # an edit of losses leaves gains alone
def _outlying(band: Band, start: Ints, end: Ints, layout: RoleLayout, series: int) -> RowNumbers:
    """Return the parts of a series whose rate a day is above 10 times those of their neighbours."""
    parts = layout.parts_of(series)
    rows: RowNumbers = parts[_outliers(np.abs(band.best[parts]) / (end[parts] - start[parts] + 1))]
    return rows


def _outliers(rates: NDArray[np.float64]) -> RowNumbers:
    """Return the places in a column of rates, NaN where unknown, that are above 10 times their neighbours."""
    known = np.flatnonzero(~np.isnan(rates))
    if len(known) < 2:
        return known[:0]
    rates = rates[known]
    greater = np.empty_like(rates)
    greater[0], greater[-1] = rates[1], rates[-2]
    np.maximum(rates[:-2], rates[2:], out=greater[1:-1])
    found = np.flatnonzero(rates > SLIP * greater)
    return known[found[greater[found] > 0]]


def _scope_codes(results: Results) -> NDArray[np.intp]:
    """Return a code for each scope of the inputs, the same for scopes that differ in case or spaces only."""
    plain = [" ".join(scope.split()).casefold() for scope in results.inputs.scopes]
    numbers = {scope: number for number, scope in enumerate(dict.fromkeys(plain))}
    return np.array([numbers[scope] for scope in plain], dtype=np.intp)


def _by_series(results: Results, mask: Mask, level: Level, code: str, said: str) -> Iterator[Finding]:
    """Yield a finding for each series that has rows in the mask; `said` has {names} and may have {series}."""
    rows = np.flatnonzero(mask)
    for number in np.flatnonzero(np.bincount(results.inputs.series[rows])).tolist():
        own = rows[results.inputs.series[rows] == number]
        series = row_name(results.project.series[number])
        yield Finding(
            level, code, Concerned({"periods": own}), words(said, names=_named(results, own), series=series)
        )


def _named(results: Results, rows: RowNumbers) -> Words:
    return named(results.project.periods, rows, results.inputs.start)
