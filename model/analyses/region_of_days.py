"""What a region of days comes to: from whole periods alone, or no value and why (domain.md §6).

No day is counted twice and no share of a period is made up: a period that lies only partly in the region
leaves it without a value.
"""

from __future__ import annotations

from datetime import date

import numpy as np
from msgspec import Struct

from model.derive.bands import RowNumbers
from model.derive.measures import MEASURE
from model.derive.results import Results
from model.text.days import span_words
from model.text.formats import Formats, counted
from model.text.outcomes import Absent, Outcome
from model.text.words import Words, marked, words

SHOWN = (
    "losses",
    "gains",
    "losses_per_gain",
    "losses_per_day",
    "gains_per_day",
    "intake",
    "shortfall",
)
"""The measures of a region, in order."""


class RegionOfDays(Struct, frozen=True):
    """Days of a series, both ends counted, and what is said of them.

    `lines` are labels with values, `why` says why there is none at all. `row` is the period with exactly
    these days, None where there is none; `crossed` says why such a period cannot be made, where it cannot.
    """

    series: str
    first: date
    last: date
    head: str
    days: str
    lines: tuple[tuple[str, str], ...]
    why: str
    row: int | None
    crossed: str

    @property
    def text(self) -> str:
        """All of it as lines of text."""
        lines = [f"{label}: {value}" for label, value in self.lines]
        return "\n".join([f"{self.head}, {self.days}", *lines, *([self.why] if self.why else [])])


def region_of_days(results: Results, series: str, first: date, last: date, formats: Formats) -> RegionOfDays:
    """Return what the days from `first` to `last` of a series come to."""
    rows = results.rows_within(series, first, last)
    inputs = results.inputs
    begin, end = first.toordinal(), last.toordinal()
    own = (
        inputs.series == list(results.series).index(series)
        if series in results.series
        else inputs.valid & False
    )
    same = np.flatnonzero(own & (inputs.start == begin) & (inputs.end == end))
    crossing = np.flatnonzero(
        own
        & inputs.valid
        & (
            ((inputs.start < begin) & (inputs.end >= begin) & (inputs.end < end))
            | ((inputs.start > begin) & (inputs.start <= end) & (inputs.end > end))
        )
    )
    why = ""
    lines: tuple[tuple[str, str], ...] = ()
    if isinstance(rows, Words):
        reason = _why(results, series, begin, end, rows)
        why = formats.words(words(_NO_VALUE, reason=reason))
    else:
        values = results.within(series, first, last)
        lines = tuple(
            (formats.words(words(MEASURE[key].label)), _said(values[key], key, formats)) for key in SHOWN
        )
    share = marked("It would share days with {period}, and then neither is counted.")
    return RegionOfDays(
        series,
        first,
        last,
        formats.words(span_words(first, last)),
        formats.words(words("{count} day|{count} days", count=counted(end - begin + 1))),
        lines,
        why,
        int(same[0]) if len(same) else None,
        formats.words(words(share, period=results.reasons.label(int(crossing[0])))) if len(crossing) else "",
    )


_NO_VALUE = marked("No value, because {reason}.")


def _why(results: Results, series: str, begin: int, end: int, otherwise: Words) -> Words:
    """Return why days have no value: a part lies only partly in them, or none covers some of them."""
    if series not in results.series:
        return otherwise
    parts: RowNumbers = results.series[series].parts
    starts, ends = results.inputs.start[parts], results.inputs.end[parts]
    inside = (starts <= end) & (ends >= begin)
    cut = parts[inside & ((starts < begin) | (ends > end))]
    if len(cut):
        partly = marked("{period} lies only partly in these days")
        return words(partly, period=results.reasons.label(int(cut[0])))
    open_from = begin
    for start, stop in zip(starts[inside].tolist(), ends[inside].tolist(), strict=True):
        if start > open_from:
            break
        open_from = stop + 1
    else:
        start = end + 1
    if open_from <= end:
        span = span_words(date.fromordinal(open_from), date.fromordinal(min(start - 1, end)))
        return words("no period covers {span}", span=span)
    return otherwise


def _said(outcome: Outcome, key: str, formats: Formats) -> str:
    if isinstance(outcome, Absent):
        return formats.words(words(marked("no value, because {reason}"), reason=outcome.reason))
    unit = MEASURE[key].unit
    return formats.with_unit(formats.outcome(outcome, unit), unit)
