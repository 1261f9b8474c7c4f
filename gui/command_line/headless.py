"""The same work without a window: reports, checks and charts of project files, for scripts and newsrooms.

Nothing here imports Qt before something is to be drawn, and then it is drawn without a display.
"""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from gui.command_line.common import (
    DONE,
    INCONSISTENT,
    Say,
    folder_of,
    formats_of,
    not_over,
    read,
    told,
    with_options,
    write,
)
from gui.command_line.drawn import picture, report_drawn
from gui.command_line.standard_output import STANDARD
from model.checks import Checks
from model.checks.findings import INCONSISTENCIES, NOT_REFUTED, Level
from model.columns import Context
from model.files import FIRST_SAMPLE, sample, write_file
from model.files.os_faults import explained
from model.output.asked import EVERYTHING, PARTS, Asked, Review
from model.output.formats import FORMAT
from model.project import Project
from model.text.errors import Fault, FileError, Refused, SalientError
from model.text.words import marked, words

CHARTS_FOLDER = "salient-charts"
_FOR_PROGRAMS = ("csv", "datapackage", "json")  # whose words stay as they are, whoever runs it


def run(options: argparse.Namespace, say: Say) -> int:
    """Do the command of `options`, tell faults through `say`, a line each, and return the exit code."""
    if options.command is None:
        return _instead_of_window(options, say)
    actions: Mapping[str, Callable[[argparse.Namespace], int]] = {
        "report": _report,
        "check": _check,
    }
    try:
        return actions[options.command](options)
    except SalientError as error:
        return told(error, say)


def _report(options: argparse.Namespace) -> int:
    not_over(options.file, options.output)
    if options.format in _FOR_PROGRAMS:
        options.language = None
    ctx = _context(options.file, options)
    drawn, asked = options.format == "pdf" or FORMAT[options.format].drawing, _asked(ctx, options)
    if drawn:
        data = report_drawn(ctx, options.format, asked, folder_of(options.file))
    else:
        data = _report_bytes(ctx, options.format, asked)
    write(options.output, data)
    return DONE


def _report_bytes(ctx: Context, kind: str, asked: Asked = EVERYTHING) -> bytes:
    from model.output.documents import report_bytes  # noqa: PLC0415 - a picture needs no tables

    return report_bytes(ctx, kind, asked=asked)


def _asked(ctx: Context, options: argparse.Namespace) -> Asked:
    """Return what of a report is wanted. Raises `Refused` for a part, chart or series that there is not."""
    from model.charts import CHARTS  # noqa: PLC0415 - as above

    series = {name: each.id for each in ctx.project.series for name in (each.id, each.called)}
    chosen = _chosen(options.series, series)
    return Asked(
        _chosen(options.parts, {part: part for part in PARTS}) or EVERYTHING.parts,
        _chosen(options.charts, {chart.key: chart.key for chart in CHARTS}),
        chosen,
        Review(options.claim_review, options.address) if options.claim_review else None,
    )


def _chosen(typed: str | None, known: Mapping[str, str]) -> frozenset[str] | None:
    """Return what is named, parted by commas, of what is known by name; None where nothing is."""
    if typed is None:
        return None
    names = [name.strip() for name in typed.split(",") if name.strip()]
    for name in names:
        if name not in known:
            listed = ", ".join(known)
            raise Refused(words("“{text}” is not one of these: {choices}.", text=name, choices=listed))
    return frozenset(known[name] for name in names)


def _check(options: argparse.Namespace) -> int:
    from model.output.checks import check_lines  # noqa: PLC0415 - a picture needs no lines

    ctx = _context(options.file, options)
    write(STANDARD, "".join(f"{line}\n" for line in check_lines(ctx)).encode("utf-8"))
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
    return _computed(with_options(read(file), file, options), options)


def _computed(project: Project, options: argparse.Namespace) -> Context:
    return Context.of(project, formats_of(project, options))


def _instead_of_window(options: argparse.Namespace, say: Say) -> int:
    """Print the text report of each file given, else of the sample, and draw its charts into a folder."""
    code = DONE
    taken: set[str] = set()
    for file in options.files or [None]:
        try:
            project = sample(FIRST_SAMPLE) if file is None else read(file)
            ctx = _computed(with_options(project, file or FIRST_SAMPLE, options), options)
            write(STANDARD, _report_bytes(ctx, "text"))
            name, folder = _own_name(file or FIRST_SAMPLE, taken), folder_of(file or STANDARD)
            names = [f"  {path}\n" for path in _all_charts(ctx, name, folder)]
            write(STANDARD, f"\n{words(_CHARTS)}\n{''.join(names)}".encode())
        except SalientError as error:
            code = told(error, say)
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


def _all_charts(ctx: Context, name: str, of_project: Path | None) -> Iterator[Path]:
    """Draw every chart into the folder of charts and yield their paths."""
    from gui.charts.with_maps import chart_with_maps  # noqa: PLC0415 - a report or a check draws nothing
    from model.charts import CHARTS, ChartOptions  # noqa: PLC0415 - as above

    folder = Path(CHARTS_FOLDER)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise FileError(str(folder), [Fault("", explained(error))]) from None
    for key in (chart.key for chart in CHARTS):
        path = folder / f"{name}-{key}.png"
        with contextlib.suppress(Refused):  # what has nothing to draw is left out
            of = ChartOptions()
            chart = chart_with_maps(key, ctx.results, ctx.checks, ctx.formats, of, of_project)
            write_file(path, picture(chart))
            yield path
