"""`main.py import`: figures from a file into a project, or a look at what it would find and choose."""

from __future__ import annotations

import argparse
import contextlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from gui.app.version import PROGRAM
from gui.command_line.common import not_over
from gui.command_line.connections import keep_known, known_source
from gui.command_line.import_options import BESIDE, add_parser
from gui.command_line.look_text import figure_lines, look_lines, outcome_lines
from gui.command_line.standard_output import STANDARD, passing_line, write_aside, write_bytes, write_text
from model.edits import add_sources
from model.files import open_project, read_standard_input, write_file, write_project
from model.files.private_paths import without_private_paths
from model.imports.applying import apply
from model.imports.bibliography import Bibliography, added_words, bibliography_in, read_bibliography
from model.imports.cells import Question, Unsettled
from model.imports.choices import NO_COLUMN, TABLES, Choices, FileReading, Gone, Kind, PeriodLength, Target
from model.imports.dates import read_map_days
from model.imports.events.source import EventSource, is_event_source
from model.imports.events.table import look_at
from model.imports.inspect_file import FileReport
from model.imports.own_tables import read_as
from model.imports.plan import existing_spans, plan, seems, what_question
from model.imports.planned import Outcome
from model.imports.recipe import choices_of
from model.project import RELATED, Project
from model.text.errors import FileError, SalientError, Unreadable
from model.text.read_days import days_named
from model.text.records import replace
from model.text.safe_text import on_one_line
from model.text.words import Words, marked, words

__all__ = ["add_parser", "run"]

DONE, UNUSABLE, REFUSED_ROWS = 0, 2, 3
_TARGET = ("series", "series_name", "source", "scope", "replace", *RELATED, "group")
_COLUMNS = ("date", "value", "low", "high", "year", "week", "day", "qualifier")
Say = Callable[[str], None]

_SHEETS_LOOKED_AT = 5
_LOOKED_FOR = 5.0  # seconds

_SETTLED_BY: Mapping[str, str] = {
    "what": "--as losses, gains, intake, table, references or shares",
    "kind": "--kind cumulative, level, per-row, count or map",
    "dating": "--dating event (the day before) or report (D itself)",
    "unit": "--unit km2, mi2, m2 or ha, of an advance km or mi (of losses and intake: people),"
    " of references people or items too, of shares share or percent",
    "by": "--by day, week, month, quarter, half-year, year or rows, or --span START..END",
    "spans": "--span START..END",
    "date": "--date COLUMN, or --year COLUMN with --week COLUMN, or with the month as --date and --day",
    "value": "--value COLUMN, or --low COLUMN --high COLUMN",
    "each": "--each day, week, week-ending or month",
    "duplicates": "--where COLUMN=VALUE, --duplicates first, last or add, --skip ROW,"
    " or for a table --column series=COLUMN",
    "skip": "--skip ROW, or --span START..END",
    "decimal": "--decimal . or --decimal ,",
    "date_format": "--date-format dmy, mdy, ymd, my (Sep 24), unix, serial or such as %d/%m/%Y, %d.%m.19%y",
    "delimiter": "--delimiter SIGN",
    "sheet": "--sheet NAME",
    "hidden": "--hidden read or --hidden skip",
    "map_day": "--map-day FILE=DAY, or --date PROPERTY",
    "year_begins": "--year-begins MONTH (1 to 12)",
    "year_named": "--year-named begin or end (the year in which it begins, or ends)",
    "where": "--where COLUMN=VALUE (several are added), or for a series each --split COLUMN",
    "carry": "--carry-down yes or no",
    "fractions": "--fractions round or keep",
    "column": "--column PLACE=COLUMN (such as losses=…, or gains= for none)",
}


def run(args: argparse.Namespace, say: Say | None = None) -> int:
    """Do what the options ask and return the exit code: 0 done, 2 it cannot be used, 3 rows were refused."""
    say = say or _to_standard_error
    try:
        meant = _meant(args)
        sources = _sources(meant)
        return _run(meant) if sources is None else _import_sources(meant, sources)
    except FileError as error:
        for fault in error.faults:
            say(f"{error.file}: {fault}")
        if error.rest is not None:
            say(f"{error.file}: {error.rest}")
    except Unsettled as error:
        for question in error.questions:
            say(str(_question(args, question)))
    except SalientError as error:
        hint = " (--replace, --series)" if args.into else ""
        say(f"{args.data}: {error}{hint if type(error).__name__ == 'Refused' else ''}")
    return UNUSABLE


def _meant(args: argparse.Namespace) -> argparse.Namespace:
    """Return the options with the place of events, if it is one, and with `what` for `--table`.

    After `--table` stands the name of a table of a database; of a file what stands there is the file.
    """
    meant = argparse.Namespace(**vars(args))
    if meant.data is None and args.table:
        meant.data, meant.table = args.table, ""
    if meant.data is None:
        args.data = "DATA"
        raise Unreadable(words("say what to import: a file, or where a table of events lies"))
    args.data = meant.data  # what is told names it
    meant.events = known_source(meant.data, args.connection)
    if meant.table and meant.events is None:
        raise Unreadable(
            words("“{text}” is no database, which has tables; --sheet names one", text=meant.data)
        )
    if meant.table:
        meant.sheet = meant.table
    said = meant.table == "" or meant.what == "table"
    if said and meant.what not in (None, "table"):
        raise Unreadable(words("--table and --as {what} do not go together", what=meant.what))
    meant.what = "table" if said else meant.what
    return meant


def _question(args: argparse.Namespace, question: Question) -> Words:
    """Return a question with the option that settles it."""
    message = marked("{file}: {question}; settle it with {option}")
    of_database = question.choice == "sheet" and is_event_source(str(args.data))
    option = "--table NAME" if of_database else _SETTLED_BY[question.choice]
    return words(message, file=args.data, question=question.words, option=option)


def _run(args: argparse.Namespace) -> int:
    if args.more:
        _as_folder(args)
    name = "" if args.data != STANDARD else str(words("standard input"))
    source = args.events or (read_standard_input(name) if args.data == STANDARD else args.data)
    if args.look:
        _look(args, source, name)
        return DONE
    looked = _looked(args, source, name)
    args.what = args.what or read_as(looked)
    if not args.what:
        raise Unreadable(words("say what it holds: {option} (or --look)", option=_SETTLED_BY["what"]))
    _need_output(args)
    project = _project(args, looked)
    outcome = _outcome(args, looked, project)
    folder = "" if args.output == STANDARD else Path(args.output).absolute().parent
    imported = apply(project, outcome, folder=folder)
    if args.events and keep_known(args.events):
        told = words("kept in your settings as the connection “{name}”", name=args.events.name)
        _to_standard_error(str(told))
    _write(args, without_private_paths(imported.project, folder), outcome_lines(outcome))
    return _code(outcome, args)


def _write(args: argparse.Namespace, project: Project, told: Iterable[Words]) -> None:
    """Write the project and say what came of it, aside where the project itself is put out."""
    data = write_project(project, args.output)
    if args.output == STANDARD:
        write_bytes(data)
        for line in told:
            write_aside(str(line))
        return
    write_file(args.output, data)
    try:
        _print(told)
    except FileError:
        _to_standard_error(str(words("{file} is written; what came of it cannot be told", file=args.output)))
        raise


def _need_output(args: argparse.Namespace) -> None:
    if not args.output:
        raise Unreadable(words("say where to: -o FILE"))
    not_over(args.data, args.output, marked("is what is imported; choose another name to write to"))


def _sources(args: argparse.Namespace) -> Bibliography | None:
    """Return the sources that the file of a reference manager holds; None for any other."""
    if args.events or args.data == STANDARD or args.what:
        return None
    text = bibliography_in(args.data)
    return None if text is None else read_bibliography(text)


def _import_sources(args: argparse.Namespace, found: Bibliography) -> int:
    """Add the sources of a reference manager to a project, or show them."""
    if args.look:
        write_text("".join(f"{on_one_line(source.called)}\n" for source in found.sources))
        return DONE
    _need_output(args)
    before = open_project(args.into) if args.into else Project()
    project = add_sources(before, found.sources).project
    _write(args, project, [added_words(found, len(project.sources) - len(before.sources))])
    return DONE


def _as_folder(args: argparse.Namespace) -> None:
    """Take several maps as those of their folder. Raises Unreadable where they lie in several."""
    paths = [Path(one).absolute() for one in (args.data, *args.more)]
    if len({path.parent for path in paths}) > 1 or STANDARD in (args.data, *args.more):
        raise Unreadable(words("several maps are read from one folder: put them together"))
    args.data, args.more = str(paths[0].parent), [path.name for path in paths]


def _project(args: argparse.Namespace, looked: FileReport) -> Project:
    return open_project(args.into) if args.into else Project(title=_title(looked))


def _looked(args: argparse.Namespace, source: str | bytes | EventSource, name: str) -> FileReport:
    """Look at the file. Raises as `look`; of several sheets with what has to be said of each of them too."""
    reading = _reading(args)
    try:
        return look_at(source, reading, name)
    except Unsettled as error:
        questions = list(error.questions) if args.what else [*error.questions, what_question()]
        until = time.monotonic() + _LOOKED_FOR
        for way in _sheets(source, error):
            if time.monotonic() > until:
                break  # each is read anew, and a large workbook takes seconds
            try:
                looked = look_at(source, replace(reading, sheet=way), name)
                if args.what:
                    _outcome(args, looked, _project(args, looked))
            except Unsettled as open_:
                of_sheet = marked("of “{sheet}”: {question}")
                questions += [
                    replace(one, words=words(of_sheet, sheet=way, question=one.words))
                    for one in open_.questions
                ]
            except SalientError:
                continue  # it is no table, and is not meant
        raise Unsettled(questions) from error


def _sheets(source: str | bytes | EventSource, error: Unsettled) -> Sequence[str]:
    """Return the sheets that are looked at where none is named; tables of a database may be of any size."""
    return () if isinstance(source, EventSource) else error.questions[0].ways[:_SHEETS_LOOKED_AT]


def _look(args: argparse.Namespace, source: str | bytes | EventSource, name: str) -> None:
    """Say what is in the file, sheet by sheet where none is named, and everything that would be asked."""
    try:
        looked = _looked(args, source, name)
    except Unsettled as error:
        _print(_asked(args, error.questions))
        for way in _sheets(source, error):
            with contextlib.suppress(Unreadable):
                _print(look_lines(look_at(source, replace(_reading(args), sheet=way), name)))
        return
    _print(look_lines(looked))
    args.what = args.what or read_as(looked)
    if not args.what:
        what = seems(looked)
        _print(_asked(args, [what_question()]))
        likely = words("--table") if what is None else words("--as {what}", what=str(what))
        if looked.maps is not None and not args.kind:
            likely, args.kind = words("--as gains --kind map"), str(Kind.MAP)
        _print([words("read with {option}, as it seems to be:", option=likely)])
        args = argparse.Namespace(**{**vars(args), "what": str(what or "table")})
    _print(_planned_lines(args, looked, _project(args, looked)))


def _asked(args: argparse.Namespace, questions: Sequence[Question]) -> list[Words]:
    return [words("asks: {question}", question=_question(args, one)) for one in questions]


def _planned_lines(args: argparse.Namespace, looked: FileReport, project: Project) -> Iterable[Words]:
    """Return what would come of the file, or everything that would be asked first, or why nothing can."""
    try:
        outcome = _outcome(args, looked, project)
    except Unsettled as error:
        return _asked(args, error.questions)
    except Unreadable as error:
        return [words("refuses: {reason}", reason=error.words)]
    return (*outcome_lines(outcome), *figure_lines(outcome))


def _code(outcome: Outcome, args: argparse.Namespace) -> int:
    """Return the exit code; say how many rows were refused where there are some."""
    if not outcome.unusable or args.accept_refused:
        return DONE
    _to_standard_error(
        str(words("{count} row was refused|{count} rows were refused", count=outcome.unusable))
    )
    return REFUSED_ROWS


def _outcome(args: argparse.Namespace, looked: FileReport, project: Project) -> Outcome:
    wanted = args.series or (project.series[0].id if len(project.series) == 1 else "")
    there = project.series_of(wanted)
    counts = args.counts or (str(there.counts) if there else "")
    target = Target(counts=counts, unit=args.counted_in, **{key: getattr(args, key) for key in _TARGET})
    said = {
        "as": args.what,
        "columns": dict(map(_pair, args.column)) if args.what in TABLES else _columns(args),
        "kind": str(Kind.COUNT) if args.count else args.kind,
        "dating": args.dating,
        "unit": args.unit,
        "periods": args.by,
        "spans": [days_named(text) for text in args.span],
        "where": [_pair(text) for text in args.where],
        "each": args.each,
        "duplicates": args.duplicates,
        "skip": args.skip,
        "interpolate": args.interpolate,
        "zero_gaps": args.zero_gaps,
        "edge": args.edge,
        "known_only": args.incomplete == "at-least",
        "carry": {"yes": True, "no": False}.get(args.carry_down),
        "fractions": args.fractions,
        "gross": args.gains_are == "gross",
    }
    choices = choices_of(said)
    existing = existing_spans(project, args.series)
    if isinstance(choices, Choices) and choices.by is None and not choices.spans and existing:
        choices = replace(choices, by=PeriodLength.EXISTING)
    with passing_line() as show:

        def watch(how_far: int | Gone) -> None:
            if isinstance(how_far, Gone) and show is not None:
                show(str(how_far.words))

        told = watch if show is not None else None
        return plan(looked, choices, existing=existing, target=target, watch=told)


def _columns(args: argparse.Namespace) -> Mapping[str, str]:
    """Return the columns of a series. Raises Unreadable for one that --column does not know."""
    named = {"series": args.split, **dict(zip(BESIDE, _beside(args.column), strict=True))}
    return named | {place: getattr(args, place) for place in _COLUMNS}


def _beside(columns: Sequence[str]) -> Iterator[str]:
    """Yield the columns of a series that stand beside its numbers. Raises Unreadable for any other place."""
    given = dict(map(_pair, columns))
    for place in given.keys() - set(BESIDE):
        message = marked("“{place}” is no column of a series for --column; these are: {places}")
        raise Unreadable(words(message, place=place, places=", ".join(BESIDE)))
    for place in BESIDE:
        yield given[place] or NO_COLUMN if place in given else ""


def _reading(args: argparse.Namespace) -> FileReading:
    found = (args.sheet, args.header, args.delimiter, args.encoding, args.decimal, args.date_format)
    days = tuple(day for text in args.map_day for day in read_map_days(text))
    return FileReading(
        *found, args.year_begins, args.year_named, args.hidden, tuple(args.more), args.clip, days
    )


def _title(looked: FileReport) -> str:
    return " ".join(Path(looked.name).stem.replace("_", " ").split())


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise Unreadable(words("“{text}” is to be written NAME=VALUE", text=text))
    return name.strip(), value.strip()


def _print(lines: Iterable[Words]) -> None:
    write_text("".join(f"{on_one_line(str(line))}\n" for line in lines))


def _to_standard_error(line: str) -> None:
    write_aside(f"{PROGRAM}: {line}")
