"""What a person chose for a chart, put onto it: texts, labels, legend, remarks, colour, style."""

from __future__ import annotations

from collections.abc import Callable

from model.chart_settings import ChartNote, ChartSettings
from model.charts.chart_context import tidy
from model.charts.data import Annotation, Chart
from model.text.errors import Unreadable
from model.text.read_days import read_date
from model.text.records import replace
from model.text.words import words


def chosen(chart: Chart, settings: ChartSettings, stated: str = "") -> Chart:
    """Return a chart with what was chosen for it; what lies beyond an axis is always said.

    Its title is the one that was typed, else `stated`, else its own.
    """
    typed = " ".join((settings.title or "").split())
    title = typed or stated or chart.title
    note = chart.note
    if settings.note is not None:
        note = " ".join(part for part in (*settings.note.split(), *chart.beyond.split()) if part)
    color = dict(settings.colors).get(settings.series, "" if settings.style else chart.color)
    return replace(
        chart,
        of=settings.of,
        title=title,
        stated=bool(stated and not typed),
        subtitle=chart.subtitle if settings.subtitle is None else settings.subtitle,
        note=note,
        credit=settings.credit,
        labelled=settings.labels,
        legend_place=settings.legend,
        annotations=_annotations(chart, settings.notes),
        color=color,
        style=settings.style,
        describe=_described(chart, title, settings),
    )


def _described(chart: Chart, title: str, settings: ChartSettings) -> Callable[[], str]:
    """Return what tells a chart to those who do not see it: what a person typed stands before the numbers."""
    typed = [title] if title != chart.title else []
    typed += [text.strip() for text in (settings.note,) if text and text.strip()]
    typed += [note.text for note in settings.notes]
    if not typed:
        return chart.describe
    return lambda: " ".join([*(f"{text.rstrip('.')}." for text in typed), chart.describe()])


def read_note(line: str) -> ChartNote:
    """Return the remark that a line says: a day, or two with `..` between them, and a text.

    Raises `Unreadable`.
    """
    days, _, text = line.strip().partition(" ")
    start, _, end = days.partition("..")
    if not text.strip():
        raise Unreadable(
            words("a remark is a day, or two with .. between them, and a text: {line}", line=line)
        )
    return ChartNote(text.strip(), read_date(start), read_date(end) if end else None)


def written_note(note: ChartNote) -> str:
    """Return the line that says a remark."""
    days = note.start.isoformat() if note.end is None else f"{note.start.isoformat()}..{note.end.isoformat()}"
    return f"{days} {note.text}"


def _annotations(chart: Chart, notes: tuple[ChartNote, ...]) -> tuple[Annotation, ...]:
    """Return the remarks that fall on the days shown, cut to them."""
    if chart.calendar is None:
        return ()
    found = []
    for note in notes:
        first, stop = note.start.toordinal(), (note.end or note.start).toordinal() + 1
        if first < chart.x1 and stop > chart.x0:
            span = max(float(first), chart.x0), min(float(stop), chart.x1)
            found.append(Annotation(*span, tidy(note.text)))
    return tuple(found)
