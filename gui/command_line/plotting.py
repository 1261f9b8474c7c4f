"""`main.py plot`: one chart as a picture, as the project keeps it but for what the options say."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import Any

from gui.charts.with_maps import chart_with_maps
from gui.command_line.common import (
    DONE,
    Say,
    folder_of,
    formats_of,
    not_over,
    read,
    told,
    with_options,
    write,
)
from gui.command_line.drawn import picture, styles_of_person
from gui.command_line.standard_output import STANDARD
from model.chart_settings import AxisKind, ChartSettings, LabelsShown, LaneOrder, LegendPlace
from model.charts import CHART, CHARTS, ChartOptions, key_of, shown_of
from model.charts.chosen import read_note
from model.charts.styles import ENDING, ChartStyle, find_style, open_style
from model.checks import checks
from model.derive.results import Results, derive
from model.files.carried import carrying
from model.project import Project, Rate
from model.text.errors import Fault, FileError, Refused, SalientError, Unreadable
from model.text.notation import notation_for
from model.text.records import replace
from model.text.words import marked, words

KINDS = ("png", "svg", "pdf")
_SCREEN_DPI = 96
_TEXTS = ("title", "subtitle", "note", "credit", "start", "end", "decimals", "mean")


def run(options: argparse.Namespace, say: Say) -> int:
    """Draw what the options ask for, tell faults through `say`, a line each, and return the exit code."""
    try:
        return _plot(options, say)
    except SalientError as error:
        return told(error, say)


def _plot(options: argparse.Namespace, say: Say) -> int:
    kind = _kind_of(options.output)
    _refuse_unknown(options)
    not_over(options.file, options.output)
    style = _style(options)
    project = with_options(read(options.file), options.file, options)
    results = derive(project)
    # Few charts show what was checked, and checking takes as long as drawing.
    later, formats = partial(checks, results), formats_of(project, options)
    chosen = _choices(options, project, results)
    if options.statement:
        chosen = replace(chosen, settings=replace(_settings_of(chosen), title=None, states=True))
    request = {
        "width": options.width,
        "height": options.height,
        "scale": options.dpi / _SCREEN_DPI if options.scale is None else options.scale,
        "dpi": float(options.dpi),
        "dark": options.theme == "dark",
        "transparent": options.transparent,
    }
    chart = chart_with_maps(options.chart, results, later, formats, chosen, folder_of(options.file))
    if options.statement and not chart.stated:
        said = marked("--statement: no single number that the ranges bear says what this chart shows")
        raise Refused(words(said))
    data = picture(chart, kind, request, style)
    if options.with_project:
        data, note = carrying(data, project)
        if note is not None:
            say(f"{options.output}: {note}")
    write(options.output, data)
    return DONE


def _kind_of(output: str) -> str:
    """Return the kind of picture that the ending of a file name says; PNG for standard output."""
    kind = "png" if output == STANDARD else Path(output).suffix.lower().removeprefix(".")
    if kind not in KINDS:
        said = marked("the name of a picture ends in .png, .svg or .pdf")
        raise FileError(output, [Fault("-o", words(said))])
    return kind


def _refuse_unknown(options: argparse.Namespace) -> None:
    """Raise FileError for a chart that does not exist, and for a choice that the chart does not have."""
    known = [chart.key for chart in CHARTS]
    if options.chart not in known:
        said = marked("there is no chart “{name}”; there are {names}")
        fault = Fault("--chart", words(said, name=options.chart, names=", ".join(known)))
        raise FileError(options.file, [fault])
    measured = CHART[options.chart].measures
    of_kind = {
        "--measure": measured,
        "--sort": measured,
        "--order": measured,
        "--by": CHART[options.chart].several,
    }
    faults = []
    for name, had in of_kind.items():
        if getattr(options, name.removeprefix("--")) and not had:
            having = [one.key for one in CHARTS if (one.several if name == "--by" else one.measures)]
            said = marked("goes with --chart {names} only")
            faults.append(Fault(name, words(said, names=", ".join(having))))
    if measured and options.measure and options.measure not in measured:
        said = marked("this chart does not compare {name}; it compares {names}")
        faults.append(Fault("--measure", words(said, name=options.measure, names=", ".join(measured))))
    if len(options.series) > 1 and not CHART[options.chart].several:
        faults.append(Fault("--series", words(marked("this chart shows one series"))))
    if faults:
        raise FileError(options.file, faults)


def _choices(options: argparse.Namespace, project: Project, results: Results) -> ChartOptions:
    """Return what is chosen for the chart: what the project keeps, and over it what the options say."""
    ids = [series.id for series in project.series]
    for one in options.series:
        if one not in ids:
            said = marked("there is no series “{name}”; there are {names}")
            fault = Fault("--series", words(said, name=one, names=", ".join(ids) or "–"))
            raise FileError(options.file, [fault])
    kind = CHART[options.chart]
    chosen = ChartOptions(
        series=options.series[0] if options.series else None,
        rate=None if options.rate is None else {"day": Rate.PER_DAY, "month": Rate.PER_MONTH}[options.rate],
        compared=tuple(options.series) if kind.several else (),
        measure=options.measure,
        by="" if options.by in (None, "series") else options.by,
    )
    known = [one for one, _ in shown_of(kind, results, chosen)]
    named = [("--order", one) for one in options.order] + [("--color", one) for one, _ in options.color]
    for option, one in named:
        if one not in known:
            said = marked("this chart does not show “{name}”; it shows {names}")
            raise FileError(
                options.file, [Fault(option, words(said, name=one, names=", ".join(known) or "–"))]
            )
    kept = project.settings_of(key_of(kind, results, chosen))
    return replace(chosen, settings=replace(kept, **_said(options)))


def _settings_of(chosen: ChartOptions) -> ChartSettings:
    return chosen.settings or ChartSettings("")


def _said(options: argparse.Namespace) -> dict[str, Any]:
    """Return the settings that the options name. Raises FileError."""
    said: dict[str, Any] = {name: getattr(options, name) for name in _TEXTS}
    try:
        said["notes"] = tuple(map(read_note, options.remark)) or None
    except Unreadable as error:
        raise FileError(options.file, [Fault("--remark", error.words)]) from error
    said["order"] = tuple(options.order) or None
    said["colors"] = tuple(dict(options.color).items()) or None
    for name, kind in (("labels", LabelsShown), ("legend", LegendPlace), ("sort", LaneOrder)):
        value = getattr(options, name)
        said[name] = None if value is None else kind(value)
    if options.axis is not None:
        axis, low, high = options.axis
        said |= {"axis": AxisKind(axis), "low": low, "high": high}
    if options.language is not None:
        notation_for(options.language)  # raises Unreadable where nothing is known of it
        said["language"] = options.language
    if options.style is not None:
        said["style"] = Path(options.style).stem
    return {name: value for name, value in said.items() if value is not None}


def _style(options: argparse.Namespace) -> ChartStyle | None:
    """Return the style that is asked for, by its name or as a file. Raises FileError."""
    if options.style is None:
        return None
    if options.style.lower().endswith(ENDING):
        return open_style(Path(options.style))
    return find_style(options.style, styles_of_person())
