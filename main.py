"""The command line: opens the window, or does the same work without one.

Only the standard library is imported here at first: `--help` and a slip of the keyboard need nothing else,
and everything else may have to be installed by `bootstrap` before it can be imported.
"""

import argparse
import errno
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

if sys.version_info < (3, 11):  # noqa: UP036 - nothing in this file is newer than 3.6, which comes here
    sys.stderr.write(
        "Salient needs Python 3.11 or newer; this is Python {}.{}.\n".format(*sys.version_info[:2])
    )
    sys.exit(2)

from gui.app.version import PROGRAM, program_version

UNUSABLE = 2
ISOLATES = "\u2068\u2069"  # around texts from right to left; they turn nothing round
INTERRUPTED = 130  # what a shell reports for a program that Ctrl+C ended

WINDOW_HELP = f"""\
without a command: open the window, with the files given, else with the last project, else with a sample

commands, which need no display:
  report FILE   all tables, with what is computed from them
  check FILE    claims, reconciliations and findings, a line each
  plot FILE     one chart as an image
  import DATA   figures from CSV, XLSX, ODS, JSON, a database into a project, or a look at what they are
  read TEXT     the figures and claims of an article or report, into a project or to look at
  connections   the databases and folders of events that your settings name

"{PROGRAM} COMMAND --help" tells more of each.
"""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a command in one line, as every other fault is said."""

    def print_help(self, _file: object = None) -> None:
        """Tell how the command is used; argparse itself says nothing where that cannot be written."""
        _tell(self.format_help())

    def error(self, message: str) -> NoReturn:
        self.exit(UNUSABLE, f"{PROGRAM}: {_one_line(message)}\n")


class _Version(argparse.Action):
    """Says the version, which is looked up only then."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        _tell(f"Salient {program_version()}\n")
        parser.exit()


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks and return the exit code: 0 done, 1 inconsistent, 2 unusable."""
    try:
        return _written(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return _fail("interrupted", INTERRUPTED)
    except MemoryError:
        return _fail("not enough memory")
    except ImportError as error:
        return _fail(_of_the_system() or _of_packages(error) or f"a fault of the program itself: {error}")
    except Exception as error:  # noqa: BLE001 - a person gets a line that says what failed, never a traceback
        return _fail(f"a fault of the program itself: {type(error).__name__}: {error}")


def _of_the_system() -> str:
    """Return which libraries of the system Qt lacks, where that is why something cannot be imported."""
    from gui.app import system  # noqa: PLC0415 - not needed where all is well

    return system.lacking({"qt"})


def _of_packages(error: ImportError) -> str:
    """Return that a package is gone from `.venv`, where that is why something cannot be imported."""
    import bootstrap  # noqa: PLC0415 - not needed where all is well

    package = (error.name or "").partition(".")[0]
    if package in ("", "gui", "model") or os.path.realpath(sys.prefix) != os.path.realpath(bootstrap.VENV):
        return ""
    return f"the package {package} is missing. Remove {bootstrap.VENV}; the next start fills it anew."


def _written(arguments: Sequence[str]) -> int:
    """Do what the command line asks and return the exit code, once all of standard output is written."""
    try:
        code = _ended(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        from gui.app import system  # noqa: PLC0415 - not needed where all is well

        if error.filename is not None:
            raise  # of some file, and a fault of the program, which tells those of files itself
        if system.reader_left(error):
            return _leave_pipe()
        _leave_pipe()
        return _fail(f"standard output: {error.strerror}")
    return code


def _ended(arguments: Sequence[str]) -> int:
    try:
        return run(parse(arguments))
    except SystemExit as ended:  # by --help, --version and slips of the keyboard, which are told by then
        return ended.code if isinstance(ended.code, int) else UNUSABLE


def run(options: argparse.Namespace) -> int:
    """Import what the command needs, and do it."""
    import bootstrap  # noqa: PLC0415 - not needed for --help and --version

    # Of numpy's threads, one for each core, nothing here makes use; each turns idle for a tenth of a second.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    in_window = options.command is None and _has_display()
    if in_window and any(hasattr(options, name.removeprefix("--")) for name in WITH_VALUE):
        return _fail(f"{', '.join(WITH_VALUE)} go with a command; the window has them in its menus")
    bootstrap.ensure(window=in_window)
    if in_window:
        return window()(options.files)
    gc.disable()  # what is imported and read is no garbage, and looking for some in it takes a tenth of a run
    try:
        return _do(options)
    finally:
        gc.enable()


def _do(options: argparse.Namespace) -> int:
    """Import what a command needs, and do it."""
    if options.command is None:
        _say("no display: here is the report instead, and the charts as images")
    module = import_module(f"gui.command_line.{COMMANDS.get(options.command, 'headless')}")
    code: int = module.run(options, _say)
    return code


def window() -> Callable[[Sequence[str]], int]:
    """Import what the window needs and return the function that opens it with files."""
    gc.disable()  # as above
    from gui.app import plain_import  # noqa: F401, PLC0415 - first, for it is about what is imported after it
    from gui.window import app  # noqa: PLC0415 - installed by bootstrap; Qt is for the window alone

    return app.run


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options; `command` is None for the window. Exits on --help, --version and faults."""
    command = _command_of(arguments)
    parser = window_parser() if command is None else command_parser()
    return parser.parse_args(list(arguments))


REPORTS = ("bibtex", "csl", "csv", "datapackage", "html", "json", "markdown", "pdf", "text", "word", "xlsx")
"""Formats of reports, written out for help, which is given before anything is installed."""
LANGUAGES = ("en", "uk")  # those of model.text.catalogue, a test says
COMMANDS = {
    "report": "headless",
    "check": "headless",
    "plot": "plotting",
    "import": "importing",
    "connections": "connections",
    "read": "reading",
}
"""The commands, each with the module that does it."""
WITH_VALUE = ("--area", "--baseline", "--locale")


def _command_of(arguments: Sequence[str]) -> str | None:
    """Return the command: the first argument that is neither an option nor the value of one."""
    skip = False
    for argument in arguments:
        if skip:
            skip = False
        elif argument in WITH_VALUE:
            skip = True
        elif argument == "--" or not argument.startswith("-"):
            return argument if argument in COMMANDS else None
    return None


def _common() -> _Parser:
    """Return the options that every use of the program understands, before a command and after it."""
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--area", choices=("km2", "mi2"), help="unit of areas (default: the project's)")
    common.add_argument(
        "--baseline", metavar="LABEL", help="compare with the period of this label (default: the project's)"
    )
    common.add_argument(
        "--locale", metavar="LOCALE", help="write numbers as this language does, such as de (default: en)"
    )
    return common


def window_parser() -> _Parser:
    """Return what reads the command line of a start without a command."""
    parser = _Parser(
        prog=PROGRAM,
        description="Salient compares losses with gains, period by period.",
        epilog=WINDOW_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        parents=[_common()],
    )
    parser.add_argument(
        "files", metavar="FILE", nargs="*", help="projects to open, figures to import, articles to read"
    )
    parser.add_argument(
        "--version", action=_Version, nargs=0, help="show the version of the program and exit"
    )
    parser.set_defaults(command=None)
    return parser


def command_parser() -> _Parser:
    """Return what reads the command line of every command."""
    from gui.command_line.import_options import add_connections  # noqa: PLC0415 - the window needs no options
    from gui.command_line.import_options import add_parser as add_import  # noqa: PLC0415 - as above
    from gui.command_line.plot_options import add_parser as add_plot  # noqa: PLC0415 - as above
    from gui.command_line.read_options import add_parser as add_read  # noqa: PLC0415 - as above

    common = _common()
    parser = _Parser(prog=PROGRAM, allow_abbrev=False, parents=[common])
    commands = parser.add_subparsers(dest="command", required=True)
    file_help = "a project file; - reads standard input"

    report = commands.add_parser(
        "report", allow_abbrev=False, parents=[common], help="all tables, computed columns included"
    )
    report.add_argument("file", metavar="FILE", help=file_help)
    report.add_argument(
        "--format",
        choices=REPORTS,
        default="text",
        help="word is HTML for word processors, datapackage a ZIP file, csl and bibtex are the sources "
        "alone (default: text)",
    )
    report.add_argument(
        "-o", "--output", metavar="OUT", default="-", help="where to (default: standard output)"
    )
    report.add_argument(
        "--language",
        choices=LANGUAGES,
        help="of words and numbers (default: en); csv, datapackage and json stay English",
    )

    report.add_argument(
        "--parts",
        metavar="A,B",
        help="what a report that is read holds: summary, charts, periods, baseline, totals, recruitment, "
        "campaigns, claims, findings, milestones, references, sources, series, measures (default: all)",
    )
    report.add_argument("--charts", metavar="A,B", help="which charts, by their keys as for plot")
    report.add_argument("--series", metavar="A,B", help="which series, by id or name")
    report.add_argument(
        "--claim-review",
        metavar="WHO",
        help="with --format html: verdicts as schema.org ClaimReview, published by WHO",
    )
    report.add_argument(
        "--address", metavar="URL", default="", help="with --claim-review: where the page will stand"
    )

    check = commands.add_parser(
        "check",
        allow_abbrev=False,
        parents=[common],
        help="claims, reconciliations and findings, a line each; exit code 1 if one of them fails",
    )
    check.add_argument("file", metavar="FILE", help=file_help)
    check.add_argument("--language", choices=LANGUAGES, help="of words and numbers (default: en)")
    check.add_argument(
        "--strict", action="store_true", help="exit code 1 also for what is not refuted and does not follow"
    )

    add_plot(commands, [common])
    add_import(commands, [common])
    add_connections(commands, [common])
    add_read(commands, [common])
    return parser


def _has_display() -> bool:
    """Whether a window can be opened, as far as the environment tells."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _tell(text: str) -> None:
    """Write to standard output. Raises OSError where there is none."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, "there is none")
    sys.stdout.write(text)


def _say(line: str) -> None:
    """Write one line about a fault or a detour to standard error."""
    if sys.stderr is None:
        return
    try:
        print(f"{PROGRAM}: {_one_line(line)}", file=sys.stderr, flush=True)
    except OSError:
        sys.stderr = None  # else Python flushes it once more at the end, and makes the exit code its own


def _fail(line: str, code: int = UNUSABLE) -> int:
    _say(line)
    if sys.platform == "win32" and sys.stderr is None:  # begun by a click: nothing else would tell
        import ctypes  # noqa: PLC0415 - of one system

        ctypes.windll.user32.MessageBoxW(None, _one_line(line), "Salient", 0)
    return code


def _one_line(text: str) -> str:
    """Return text as one line that no terminal takes for commands."""
    return "".join(
        c if c.isprintable() or c in ISOLATES else c.encode("unicode_escape").decode() for c in text
    )


def _leave_pipe() -> int:
    """Stop writing where the reader has gone, as `main.py report FILE | head` does; that is no fault."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
