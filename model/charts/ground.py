"""The two maps at the edges of some days, drawn over each other: ground gained, lost and held."""

from __future__ import annotations

from model.analyses.ground import Ground
from model.charts.captions import empty_chart
from model.charts.chart_context import Subject, tidy
from model.charts.data import Chart, LegendEntry, MarkShape, MarkTone
from model.text.days import span_words
from model.text.figures import Figure
from model.text.notation import write_number
from model.text.records import replace
from model.text.units import convert
from model.text.words import Words, marked

_NONE = marked(
    "Nothing to draw yet: no gains of this series were measured on maps. File ▸ Import… brings maps in."
)


def ground(subject: Subject, key: str, label: str) -> Chart:
    """Return the chart of the maps that the subject has, or why there are none."""
    shown = subject.ground
    if shown is None or isinstance(shown, Words):
        why = subject.say(_NONE) if shown is None else subject.formats.words(shown)
        return empty_chart(subject, key, label, why)
    areas = [_area(subject, area) for area in (shown.gained_area, shown.lost_area)]
    net = _area(subject, shown.gained_area - shown.lost_area)
    told = subject.say(
        marked("{gained} gained, {lost} lost, {net} net"), gained=areas[0], lost=areas[1], net=net
    )
    title = subject.titled(label)
    days = subject.formats.words(span_words(shown.span.start, shown.span.end))
    scale = subject.say(
        marked("North is up; distances from west to east are true at {latitude}."),
        latitude=_latitude(subject, shown),
    )
    maps = subject.say(
        marked("Maps: {earlier} and {later}."), earlier=tidy(shown.earlier), later=tidy(shown.later)
    )
    legend = (
        LegendEntry(MarkShape.BAR, MarkTone.GAINS, subject.say(marked("gained"))),
        LegendEntry(MarkShape.BAR, MarkTone.CEDED, subject.say(marked("lost")), hatched=True),
        LegendEntry(MarkShape.BAR, MarkTone.HELD, subject.say(marked("held on both maps"))),
    )
    return Chart(
        key,
        title,
        told,
        days,
        f"{maps} {scale}",
        _sources(subject, shown),
        lambda: f"{title}, {days}. {told}. {maps}",
        legend=legend,
        ground=replace(shown, km=subject.unit("km"), north=subject.say(marked("N"))),
    )


def _area(subject: Subject, area: float) -> str:
    """Return an area in m² in the unit that is shown, to a hundredth."""
    formats = subject.formats
    shown = convert(area / 1e6, "km2", str(formats.area_unit))
    return formats.with_unit(write_number(shown, formats.notation, 2), "km2")


def _latitude(subject: Subject, shown: Ground) -> str:
    side = marked("{degrees}° north") if shown.latitude >= 0 else marked("{degrees}° south")
    degrees = write_number(abs(shown.latitude), subject.formats.notation, 1)
    return subject.say(side, degrees=degrees)


def _sources(subject: Subject, shown: Ground) -> str:
    """Return the line that names the sources of the gains on these days."""
    figures = [
        row.gains
        for row in subject.project.periods
        if subject.series is not None and row.series == subject.series.id
        if row.start >= shown.span.start and row.end <= shown.span.end
    ]
    named = [subject.source_of(figure) for figure in figures if isinstance(figure, Figure)]
    names = ", ".join(dict.fromkeys(name for name in named if name))
    return subject.say(marked("Source: {names}"), names=names) if names else ""
