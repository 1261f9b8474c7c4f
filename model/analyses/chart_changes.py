"""What differs between the settings of the charts of two projects, setting by setting, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from model.analyses.by_source import NAMES
from model.chart_settings import (
    CHART_LABELS,
    AxisKind,
    ChartKey,
    ChartNote,
    LabelsShown,
    LaneOrder,
    LegendPlace,
)
from model.derive.measures import MEASURE
from model.project import Project
from model.text.days import day_words, span_words
from model.text.formats import counted, numeral
from model.text.words import Words, joined, marked, words

Said = Callable[[Project, Any], Words]
"""Says a value of a setting of one chart of a project."""
Difference = tuple[Words, Words, Words]
"""Which setting of which chart, and what it was and is."""

_NONE = words("none")
_AUTOMATIC = words("automatic")


def chart_changes(before: Project, after: Project) -> Iterator[Difference]:
    """Yield each setting of each chart that differs, in the order in which the charts are kept."""
    for key in dict.fromkeys(settings.of for settings in (*before.charts, *after.charts)):
        chart = _chart(after, key)
        old, new = before.settings_of(key), after.settings_of(key)
        for name, (head, said) in _SETTINGS.items():
            was, now = getattr(old, name), getattr(new, name)
            if was != now:
                yield (
                    words("{chart}: {setting}", chart=chart, setting=words(head)),
                    said(before, was),
                    said(after, now),
                )


def _chart(project: Project, key: ChartKey) -> Words:
    """Return what a chart is called: with its series where there are several, its measure and its sources."""
    parts = [words(CHART_LABELS[key.chart])] if key.chart in CHART_LABELS else [joined((key.chart,))]
    if key.series and len(project.series) > 1:
        parts.append(_named(project, key.series))
    if key.measure in MEASURE:
        parts.append(words(MEASURE[key.measure].label))
    if key.by in NAMES:
        parts.append(words(NAMES[key.by]))
    return joined(parts, " · ")


def _named(project: Project, one: str) -> Words:
    """Return what a series or a source is called, which a chart knows by its id."""
    names = {source.id: source.called for source in project.sources}
    names |= {series.id: series.called for series in project.series}
    return joined((names.get(one, one),))


def _text(_project: Project, text: str | None) -> Words:
    return _AUTOMATIC if text is None else joined((text,)) if text else _NONE


def _day(_project: Project, day: date | None) -> Words:
    return words("as far as there is something") if day is None else day_words(day)


def _number(_project: Project, number: float | None) -> Words:
    return _AUTOMATIC if number is None else numeral(f"{Decimal(repr(number)).normalize():f}")


def _yes(_project: Project, yes: bool) -> Words:
    return words("yes") if yes else words("no")


def _mean(_project: Project, days: int) -> Words:
    return words("{count} day|{count} days", count=counted(days)) if days else _NONE


def _order(project: Project, ids: tuple[str, ...]) -> Words:
    return joined(_named(project, one) for one in ids) if ids else _AUTOMATIC


def _colors(project: Project, colors: tuple[tuple[str, str], ...]) -> Words:
    return (
        joined(joined((_named(project, one), color), " ") for one, color in colors) if colors else _AUTOMATIC
    )


def _notes(_project: Project, notes: tuple[ChartNote, ...]) -> Words:
    said = (
        words("{days}: {text}", days=span_words(note.start, note.end or note.start), text=note.text)
        for note in notes
    )
    return joined(said, "; ") if notes else _NONE


def _language(_project: Project, locale: str) -> Words:
    return joined((locale,)) if locale else words("as in the window")


def _style(_project: Project, style: str) -> Words:
    return joined((style,)) if style else _AUTOMATIC


def _chosen(names: Mapping[Any, str]) -> Said:
    return lambda _project, choice: words(names[choice])


_SETTINGS: Mapping[str, tuple[str, Said]] = {
    "title": (marked("Title"), _text),
    "states": (marked("States the main number"), _yes),
    "subtitle": (marked("Subtitle"), _text),
    "note": (marked("Note"), _text),
    "credit": (marked("Credit"), _text),
    "start": (marked("First day"), _day),
    "end": (marked("Last day"), _day),
    "filtered": (marked("Follows the filter of the table"), _yes),
    "notes": (marked("Remarks on days"), _notes),
    "labels": (
        marked("Labels"),
        _chosen(
            {
                LabelsShown.AUTO: marked("those that matter most"),
                LabelsShown.ALL: marked("all that have room"),
                LabelsShown.NONE: marked("none"),
            }
        ),
    ),
    "decimals": (marked("Decimals of the labels"), _number),
    "mean": (marked("Line of means over so many days"), _mean),
    "legend": (
        marked("Legend"),
        _chosen(
            {
                LegendPlace.ABOVE: marked("above the chart"),
                LegendPlace.BELOW: marked("below the chart"),
                LegendPlace.NONE: marked("none"),
            }
        ),
    ),
    "axis": (
        marked("Axis of values"),
        _chosen(
            {
                AxisKind.AUTO: marked("broken where few values lie far beyond"),
                AxisKind.WHOLE: marked("never broken"),
                AxisKind.LOG: marked("powers of ten"),
                AxisKind.RANGE: marked("from … to …"),
            }
        ),
    ),
    "low": (marked("The axis begins at"), _number),
    "high": (marked("The axis ends at"), _number),
    "style": (marked("Style"), _style),
    "language": (marked("Language of words and numbers"), _language),
    "sort": (
        marked("Sorted"),
        _chosen(
            {
                LaneOrder.VALUE: marked("by value"),
                LaneOrder.NAME: marked("by name"),
                LaneOrder.TABLE: marked("as in the table"),
            }
        ),
    ),
    "order": (marked("Own order"), _order),
    "colors": (marked("Colours"), _colors),
}
"""The settings that a person chooses, called as the pages of a chart's settings call them."""
