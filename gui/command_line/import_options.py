"""The options of `main.py import`; what they do is in `gui.command_line.importing`.

Only the standard library is imported here, so that `--help` and a slip of the keyboard need nothing that has
to be installed. A test holds the words below to those that `model.imports` understands.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

TABLES = ("table", "references", "shares")
WHAT = ("losses", "gains", "intake", *TABLES)
KINDS = ("cumulative", "level", "per-row", "count", "map")
DATINGS = ("event", "report")
BY = ("day", "week", "month", "quarter", "half-year", "year", "rows", "existing")
EDGES = ("refuse", "share", "most")
EACH = ("day", "week", "week-ending", "month")
DUPLICATES = ("first", "last", "add")
HIDDEN = ("read", "skip")
INCOMPLETE = ("refuse", "at-least")
FRACTIONS = ("keep", "round")
YEAR_NAMED = ("begin", "end")
YES_NO = ("yes", "no")
GAINS_ARE = ("net", "gross")
UNITS = ("people", "km2", "mi2", "m2", "ha", "km", "mi", "items", "percent", "share")
COUNTS = ("casualties", "killed", "confirmed_killed", "other", "items", "money")
PLACES = (
    *("series", "label", "start", "end", "year", "month", "week", "day"),
    *("losses", "losses_low", "losses_high", "gains", "gains_low", "gains_high"),
    *("gains_lost", "gains_other", "correction"),
    *("intake", "intake_low", "intake_high", "note", "source", "url", "scope"),
    *("reference", "reference_low", "reference_high", "unit"),
    *("killed_share", "killed_share_low", "killed_share_high"),
    *("return_share", "return_share_low", "return_share_high", "return_after"),
)
BESIDE = ("note", "source", "url", "scope")


def add_parser(commands: Any, parents: Sequence[argparse.ArgumentParser] = ()) -> argparse.ArgumentParser:
    """Add `import` to the commands (what `add_subparsers` returns) and return its parser."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "import",
        allow_abbrev=False,
        parents=list(parents),
        help="figures from CSV, TSV, XLSX, ODS, JSON, maps, or a database; sources from BibTeX or CSL-JSON",
    )
    add = parser.add_argument
    add(
        "data",
        metavar="DATA",
        nargs="?",
        help="the file, or a folder of maps; - reads standard input; or where a table of events lies:"
        " parquet:FOLDER, csv:FOLDER, json:FOLDER, duckdb:FILE, sqlite:FILE, postgresql://HOST/DATABASE,"
        " spark:FOLDER, spark://HOST:PORT, connection:NAME",
    )
    add("more", metavar="MAP", nargs="*", help="more maps of the same folder")
    add(
        "--as",
        dest="what",
        choices=WHAT,
        help="what a series says; table: one row per period; references: what others are divided by, a row"
        " for each; shares: of a series the killed, and those who return",
    )
    add(
        "--table",
        metavar="NAME",
        nargs="?",
        const="",
        help="which table of a database; without NAME the same as --as table",
    )
    add("--connection", metavar="NAME", help="what your settings call the database (see: connections)")
    add("--look", action="store_true", help="say what is found and would be chosen; change nothing")
    for name in ("date", "value", "low", "high", "year", "week", "day"):
        add(f"--{name}", metavar="COLUMN", default="")
    add("--qualifier", metavar="COLUMN", default="", help="“about”, “more” beside the value; - for none")
    add("--split", metavar="COLUMN", default="", help="each value of this column is a series of its own")
    add("--kind", choices=KINDS, help="a running total, a stock, an amount a row, or maps of what is held")
    add("--dating", choices=DATINGS, help="event: a row dated D covers up to D-1")
    add("--unit", choices=UNITS, default="")
    add("--count", action="store_true", help="each row is one: the same as --kind count")
    add(
        "--by",
        choices=BY,
        help="periods to make (rows: as the rows have them; existing: those of the project)",
    )
    add(
        "--edge",
        choices=EDGES,
        help="a row across the edge of a period: refused, shared by days, or where most of it is",
    )
    add("--span", metavar="START..END", action="append", default=[], help="days of a period; may be repeated")
    add(
        "--where",
        metavar="COLUMN=VALUE",
        action="append",
        default=[],
        help="take these rows; may be repeated",
    )
    add(
        "--column",
        metavar="PLACE=COLUMN",
        action="append",
        default=[],
        help=f"of a table; PLACE: {', '.join(PLACES)}; of a series: {', '.join(BESIDE)}",
    )
    add("--each", choices=EACH, help="the days that one row is about (per-row)")
    add(
        "--incomplete",
        choices=INCOMPLETE,
        help="what a period gets of whose rows some cannot be used (default: refuse)",
    )
    add(
        "--carry-down",
        choices=YES_NO,
        help="whether a date that stands only on the first row of a group holds for those below it",
    )
    add("--fractions", choices=FRACTIONS, help="what becomes of people with a fraction")
    add("--duplicates", choices=DUPLICATES, help="which row of a date counts")
    add("--skip", metavar="ROW", action="append", type=_row, default=[], help="leave a row out")
    add("--interpolate", action="store_true", help="missing totals from those around them, marked as about")
    add("--zero-gaps", action="store_true", help="a day without a row had nothing (per-row)")
    add("--sheet", metavar="NAME", default="")
    add("--header", metavar="ROW", type=_row, default=None, help="row of the column names; 0 for none")
    add("--delimiter", metavar="C", default="")
    add("--encoding", metavar="E", default="")
    add("--decimal", metavar="C", default="")
    add(
        "--date-format",
        metavar="F",
        default="",
        help="dmy, mdy, ymd, my, unix, serial or such as %%d/%%m/%%Y, %%d.%%m.19%%y",
    )
    add("--clip", metavar="FILE", default="", help="cut maps to the region in this file")
    add(
        "--map-day",
        metavar="FILE=DAY",
        action="append",
        default=[],
        help="the day of a map whose file does not say it; may be repeated",
    )
    add(
        "--gains-are",
        choices=GAINS_ARE,
        default="net",
        help="of maps: ground gained less ground lost (net, the default), or ground gained alone",
    )
    add("--year-begins", metavar="MONTH", type=_month, default=0, help="first month of fiscal years, 1 to 12")
    add(
        "--year-named",
        choices=YEAR_NAMED,
        default="",
        help="which of its two years names a fiscal year or a winter",
    )
    add(
        "--hidden",
        choices=HIDDEN,
        default="",
        help="what becomes of hidden rows, white and struck-through text of a workbook",
    )
    _add_target(parser)
    add("--into", metavar="PROJECT", help="add to this project")
    add("--accept-refused", action="store_true", help="exit with 0 although rows were refused")
    add("--replace", action="store_true", help="replace figures that are there and differ")
    add("-o", "--output", metavar="FILE", help="the project to write; - is standard output")
    return parser


def _add_target(parser: argparse.ArgumentParser) -> None:
    """Add the options that say where the figures go, and what a series that is made for them is."""
    add = parser.add_argument
    add("--series", metavar="ID", default="")
    add("--series-name", metavar="NAME", default="")
    add("--counts", choices=COUNTS, default="", help="what a new series counts")
    add("--counted-in", metavar="NAME", default="", help="the unit of its items or its money: tanks, rubles")
    add("--opponent", metavar="ID", default="", help="of a new series: the series of the other side")
    add("--part-of", metavar="ID", default="", help="of a new series: the one of whose losses these are some")
    add("--counted-of", metavar="ID", default="", help="of a new series: the estimate that it is a count of")
    add("--group", metavar="NAME", default="", help="of a new series: the group with which it is summed")
    add("--source", metavar="NAME", default="", help="the source of the figures (default: the file)")
    add("--scope", metavar="TEXT", default="", help="what area or people the figures cover")


def add_connections(commands: Any, parents: Sequence[argparse.ArgumentParser] = ()) -> None:
    """Add `connections` to the commands."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "connections",
        allow_abbrev=False,
        parents=list(parents),
        help="databases and folders with tables of events, as your settings name them",
    )
    add = parser.add_argument
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--add", nargs=2, metavar=("NAME", "PLACE"), help="keep a place, as import names it")
    change.add_argument("--remove", metavar="NAME", help="forget a place, and its password")
    add(
        "--password",
        action="store_true",
        help="with --add: read a password (from standard input), and keep it in the system's key store",
    )


def _month(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 3 and 1 <= int(text) <= 12):
        raise argparse.ArgumentTypeError(f"{text!r} is not the number of a month, 1 to 12")
    return int(text)


def _row(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        raise argparse.ArgumentTypeError(f"{text!r} is not the number of a row")
    return int(text)
