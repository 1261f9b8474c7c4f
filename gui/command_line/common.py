"""What every command does: reads a project, puts the common options to it, writes, and tells what failed."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from gui.command_line.standard_output import STANDARD, write_bytes
from model.files import open_project, read_project, read_standard_input, write_file
from model.files.carried import is_picture, open_carried
from model.project import Baseline, Project
from model.text.catalogue import in_language
from model.text.errors import Fault, FileError, SalientError
from model.text.formats import Formats
from model.text.notation import notation_for
from model.text.records import replace
from model.text.units import AreaUnit
from model.text.words import marked, words

DONE, INCONSISTENT, UNUSABLE = 0, 1, 2

Say = Callable[[str], None]


def told(error: SalientError, say: Say) -> int:
    """Tell the faults of an error, a line each."""
    if not isinstance(error, FileError):
        say(str(error))
        return UNUSABLE
    for fault in error.faults:
        say(f"{error.file}: {fault}")
    if error.rest is not None:
        say(f"{error.file}: {error.rest}")
    return UNUSABLE


def read(file: str) -> Project:
    """Return the project in a file, a picture that carries one, or standard input. Raises `FileError`."""
    if file != STANDARD and is_picture(file):
        return open_carried(file)
    if file != STANDARD:
        return open_project(Path(file))
    return read_project(read_standard_input(file), file)


def with_options(project: Project, file: str, options: argparse.Namespace) -> Project:
    """Return the project as the common options have it shown. Raises `FileError`."""
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


def formats_of(project: Project, options: argparse.Namespace) -> Formats:
    """Return how it is written: in the language asked for, its numbers as the locale has it."""
    formats = in_language(Formats(area_unit=project.view.area_unit), getattr(options, "language", None) or "")
    if hasattr(options, "locale"):
        formats = replace(formats, notation=notation_for(options.locale))
    return formats


_ITSELF = marked("is the project itself; choose another name to write to")


def folder_of(file: str) -> Path | None:
    """Return the folder of a project's file, None for standard input."""
    return None if file == STANDARD else Path(file).absolute().parent


def not_over(file: str, output: str, said: str = _ITSELF) -> None:
    """Refuse to write over what is read, the project itself if nothing else is said."""
    if STANDARD in (file, output):
        return
    if Path(output).exists() and Path(file).exists() and Path(output).samefile(file):
        raise FileError(output, [Fault("-o", words(said))])


def write(output: str, data: bytes) -> None:
    """Write to a file, whole or not at all, or to standard output."""
    if output != STANDARD:
        write_file(Path(output), data)
    else:
        write_bytes(data)
