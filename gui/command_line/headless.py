"""The same work without a window: reports, checks and charts of project files, for scripts and newsrooms.

Nothing here imports Qt before a chart is to be drawn, and then it draws without a display.
"""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from gui.command_line.standard_output import STANDARD, write_bytes
from model.checks import Checks, checks
from model.checks.findings import INCONSISTENCIES, NOT_REFUTED, Level
from model.columns import Context
from model.derive.results import derive
from model.files import (
    FIRST_SAMPLE,
    open_project,
    read_project,
    read_standard_input,
    sample,
    write_file,
)
from model.files.carried import carrying, is_picture, open_carried
from model.files.os_faults import explained
from model.output.formats import FORMAT
from model.project import Baseline, Project
from model.text.errors import Fault, FileError, Refused, SalientError
from model.text.formats import Formats
from model.text.notation import notation_for
from model.text.units import AreaUnit
from model.text.words import marked, words

if TYPE_CHECKING:
    from model.charts import ChartOptions
    from model.charts.chart_context import ChecksOrLater
    from model.derive.results import Results

DONE, INCONSISTENT, UNUSABLE = 0, 1, 2
CHARTS_FOLDER = "salient-charts"
KINDS = ("png", "svg", "pdf")
_WITHOUT_DISPLAY = "offscreen"  # whatever else is asked for: where it cannot be had, Qt ends the process

Say = Callable[[str], None]


def run(options: argparse.Namespace, say: Say) -> int:
    """Do the command of `options`, tell faults through `say`, a line each, and return the exit code."""
    if options.command is None:
        return _instead_of_window(options, say)
    actions: Mapping[str, Callable[[argparse.Namespace], int]] = {
        "report": _report,
        "check": _check,
        "plot": partial(_plot, say),
    }
    try:
        return actions[options.command](options)
    except SalientError as error:
        return _told(error, say)


def _told(error: SalientError, say: Say) -> int:
    """Tell the faults of an error, a line each."""
    if not isinstance(error, FileError):
        say(str(error))
        return UNUSABLE
    for fault in error.faults:
        say(f"{error.file}: {fault}")
    if error.rest is not None:
        say(f"{error.file}: {error.rest}")
    return UNUSABLE


def _report(options: argparse.Namespace) -> int:
    _not_over(options.file, options.output)
    ctx = _context(options.file, options)
    drawn = options.format == "pdf" or FORMAT[options.format].drawing
    _write(
        options.output, _drawn_report(ctx, options.format) if drawn else _report_bytes(ctx, options.format)
    )
    return DONE


def _report_bytes(ctx: Context, kind: str) -> bytes:
    from model.output.documents import report_bytes  # noqa: PLC0415 - a picture needs no tables

    return report_bytes(ctx, kind)


def _check(options: argparse.Namespace) -> int:
    from model.output.checks import check_lines  # noqa: PLC0415 - a picture needs no lines

    ctx = _context(options.file, options)
    _write(STANDARD, "".join(f"{line}\n" for line in check_lines(ctx)).encode("utf-8"))
    return exit_code(ctx.checks, strict=options.strict)


def exit_code(found: Checks, *, strict: bool = False) -> int:
    """Return 1 where something is inconsistent or a finding is an error, else 0.

    With `strict`, also where something published does not follow though nothing refutes it. What a person has
    acknowledged is still told, and does not fail the check.
    """
    failing = INCONSISTENCIES | NOT_REFUTED if strict else INCONSISTENCIES
    wrong = any(
        finding.acknowledged is None and (finding.level is Level.ERROR or finding.code in failing)
        for finding in found.findings
    )
    return INCONSISTENT if wrong else DONE


def _context(file: str, options: argparse.Namespace) -> Context:
    """Read a project, put the common options to it, and compute everything."""
    return _computed(_with_options(_read(file), file, options), options)


def _computed(project: Project, options: argparse.Namespace) -> Context:
    results = derive(project)
    return Context(results, checks(results), _formats(project, options))


def _formats(project: Project, options: argparse.Namespace) -> Formats:
    notation = notation_for(getattr(options, "locale", "en"))
    return Formats(notation=notation, area_unit=project.view.area_unit)


def _read(file: str) -> Project:
    if file != STANDARD and is_picture(file):
        return open_carried(file)
    if file != STANDARD:
        return open_project(Path(file))
    return read_project(read_standard_input(file), file)


def _with_options(project: Project, file: str, options: argparse.Namespace) -> Project:
    view = project.view
    if hasattr(options, "area"):
        view = replace(view, area_unit=AreaUnit(options.area))
    if hasattr(options, "baseline"):
        view = replace(view, baseline=_baseline(project, file, options.baseline))
    return project if view is project.view else replace(project, view=view)


def _baseline(project: Project, file: str, label: str) -> Baseline:
    """Return the period of that label as the baseline. Raises FileError unless there is exactly one."""
    found = [period for period in project.periods if period.label == label]
    if len(found) == 1:
        return Baseline(found[0].series, found[0].start, found[0].end)
    none = marked("no period is labelled “{label}”")
    several = marked(
        "{count} period is labelled “{label}”; a baseline is one|"
        "{count} periods are labelled “{label}”; a baseline is one"
    )
    fault = Fault("--baseline", words(several if found else none, label=label, count=len(found)))
    raise FileError(file, [fault])


def _not_over(file: str, output: str) -> None:
    """Refuse to write over the project itself."""
    if STANDARD in (file, output):
        return
    if Path(output).exists() and Path(file).exists() and Path(output).samefile(file):
        said = marked("is the project itself; choose another name to write to")
        raise FileError(output, [Fault("-o", words(said))])


def _write(output: str, data: bytes) -> None:
    """Write to a file, whole or not at all, or to standard output."""
    if output != STANDARD:
        write_file(Path(output), data)
    else:
        write_bytes(data)


def _plot(say: Say, options: argparse.Namespace) -> int:
    kind = _kind_of(options.output)
    if options.chart not in _chart_keys():
        said = marked("there is no chart “{name}”; there are {names}")
        fault = Fault("--chart", words(said, name=options.chart, names=", ".join(_chart_keys())))
        raise FileError(options.file, [fault])
    choices = _choices(options)
    _not_over(options.file, options.output)
    request = {
        "width": options.width,
        "height": options.height,
        "scale": options.scale,
        "dark": options.theme == "dark",
        "transparent": options.transparent,
    }
    project = _with_options(_read(options.file), options.file, options)
    results = derive(project)
    # Few charts show what was checked, and checking takes as long as drawing.
    later = partial(checks, results)
    data = _picture(results, later, _formats(project, options), options.chart, kind, request, choices)
    if options.with_project:
        data, note = carrying(data, project)
        if note is not None:
            say(f"{options.output}: {note}")
    _write(options.output, data)
    return DONE


def _chart_keys() -> tuple[str, ...]:
    from model.charts import CHARTS  # noqa: PLC0415 - a report or a check draws nothing

    return tuple(chart.key for chart in CHARTS)


def _choices(options: argparse.Namespace) -> ChartOptions:
    """Return what is chosen for a chart. Raises FileError for a choice that the chart does not have."""
    from model.charts import CHART, CHARTS, ChartOptions  # noqa: PLC0415 - as above

    asked = {"--measure": options.measure, "--by": options.by}
    if not CHART[options.chart].measures:
        with_it = ", ".join(chart.key for chart in CHARTS if chart.measures)
        said = marked("goes with --chart {names} only")
        faults = [Fault(name, words(said, names=with_it)) for name, value in asked.items() if value]
        if faults:
            raise FileError(options.file, faults)
    return ChartOptions(measure=options.measure, by="" if options.by in (None, "series") else options.by)


def _kind_of(output: str) -> str:
    """Return the kind of picture that the ending of a file name says; PNG for standard output."""
    kind = "png" if output == STANDARD else Path(output).suffix.lower().removeprefix(".")
    if kind not in KINDS:
        said = marked("the name of a picture ends in .png, .svg or .pdf")
        raise FileError(output, [Fault("-o", words(said))])
    return kind


def _drawn_report(ctx: Context, kind: str) -> bytes:
    """Return a report that has charts; Qt is loaded here, as in `_picture`."""
    os.environ["QT_QPA_PLATFORM"] = _WITHOUT_DISPLAY
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - a text report never loads Qt

    from gui.documents.report_files import report_file  # noqa: PLC0415 - this loads Qt

    app = QGuiApplication.instance() or QGuiApplication(["salient"])
    data = report_file(ctx, kind)
    del app  # it had to live while text was drawn
    return data


def _picture(
    results: Results,
    found: ChecksOrLater,
    formats: Formats,
    chart: str,
    kind: str = "png",
    request: Mapping[str, Any] = MappingProxyType({}),
    choices: ChartOptions | None = None,
) -> bytes:
    """Draw a chart. Qt is loaded here and not before. Raises `Refused` where there is nothing to draw."""
    os.environ["QT_QPA_PLATFORM"] = _WITHOUT_DISPLAY
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - a report or a check never loads Qt

    from gui.app import plain_import  # noqa: F401, PLC0415 - before all that is imported with Qt
    from gui.charts.images import ImageRequest, picture_bytes  # noqa: PLC0415 - this loads Qt
    from model.charts import build  # noqa: PLC0415 - a report or a check draws nothing

    built = build(chart, results, found, formats, choices)
    if not built.panels:
        raise Refused(words("--chart {name}: {why}", name=chart, why=built.empty))
    app = QGuiApplication.instance() or QGuiApplication(["salient"])
    data = picture_bytes(built, ImageRequest(**request), kind)
    del app  # it had to live while text was drawn
    return data


def _instead_of_window(options: argparse.Namespace, say: Say) -> int:
    """Print the text report of each file given, else of the sample, and draw its charts into a folder."""
    code = DONE
    taken: set[str] = set()
    for file in options.files or [None]:
        try:
            project = sample(FIRST_SAMPLE) if file is None else _read(file)
            ctx = _computed(_with_options(project, file or FIRST_SAMPLE, options), options)
            _write(STANDARD, _report_bytes(ctx, "text"))
            names = [f"  {path}\n" for path in _all_charts(ctx, _own_name(file or FIRST_SAMPLE, taken))]
            _write(STANDARD, f"\n{words(_CHARTS)}\n{''.join(names)}".encode())
        except SalientError as error:
            code = _told(error, say)
    return code


_CHARTS = marked("Charts:")


def _own_name(file: str, taken: set[str]) -> str:
    """Return a name for the pictures of a file that no other file's have."""
    stem = "project" if file == STANDARD else Path(file).stem
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name)
    return name


def _all_charts(ctx: Context, name: str) -> Iterator[Path]:
    """Draw every chart into the folder of charts and yield their paths."""
    folder = Path(CHARTS_FOLDER)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise FileError(str(folder), [Fault("", explained(error))]) from None
    for key in _chart_keys():
        path = folder / f"{name}-{key}.png"
        with contextlib.suppress(Refused):  # what has nothing to draw is left out
            write_file(path, _picture(ctx.results, ctx.checks, ctx.formats, key))
            yield path
