"""The options of `main.py plot`; what they do is in `gui.command_line.plotting`. Standard library only."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

# A test holds them to the model, which --help does not load.
COMPARED_KINDS = ("series", "losses", "gains", "intake", "requirement")


def add_parser(commands: Any, parents: Sequence[argparse.ArgumentParser] = ()) -> argparse.ArgumentParser:
    """Add `plot` to the commands (what `add_subparsers` returns) and return its parser."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "plot",
        allow_abbrev=False,
        parents=list(parents),
        help="one chart as an image",
        description="Draws one chart. What is left out is as the project keeps it for this chart.",
    )
    add = parser.add_argument
    add("file", metavar="FILE", help="a project file; - reads standard input")
    add("--chart", metavar="NAME", required=True, help="losses-gains, cost, recruitment, …")
    add("-o", "--output", metavar="OUT", required=True, help="OUT.png, OUT.svg or OUT.pdf")

    what = parser.add_argument_group("what is shown")
    add = what.add_argument
    add("--from", metavar="DAY", dest="start", type=_day, help="the first day, such as 2024-09-01")
    add("--to", metavar="DAY", dest="end", type=_day, help="the last day")
    add(
        "--series",
        metavar="ID",
        action="append",
        default=[],
        help="the series; given again, one more beside it (compare)",
    )
    add(
        "--measure",
        metavar="KEY",
        help="of compare and sources, such as losses_per_day (default: losses_per_gain)",
    )
    add(
        "--by",
        choices=COMPARED_KINDS,
        help="of compare: what stands side by side, the series, or the sources of a kind of figure of one"
        " (default: series)",
    )
    add("--rate", choices=("day", "month"), help="losses and gains a day or a month")

    how = parser.add_argument_group("how it looks")
    add = how.add_argument
    add("--title", metavar="TEXT")
    add("--statement", action="store_true", help="a title that states the main number, where one follows")
    add("--subtitle", metavar="TEXT", help="an empty text is none, here and below")
    add("--note", metavar="TEXT")
    add("--credit", metavar="TEXT", help="who made the chart")
    add(
        "--remark",
        metavar="TEXT",
        action="append",
        default=[],
        help="on a day, or on days: '2024-11-01..2024-11-30 figures incomplete'; may be given again",
    )
    add("--labels", choices=("auto", "all", "none"), help="on which marks")
    add("--decimals", metavar="N", type=_number("decimals", 0, 6), help="of the labels, 0 to 6")
    add(
        "--mean", metavar="N", type=_number("mean", 1, 366), help="of losses-gains: a line of means of N days"
    )
    add("--axis", metavar="KIND", type=_axis, help="auto, whole (never broken), log, or LOW..HIGH")
    add("--legend", choices=("above", "below", "none"))
    add("--sort", choices=("value", "name", "table"), help="of compare and sources")
    add(
        "--order",
        metavar="ID",
        action="append",
        default=[],
        help="of compare and sources: the series or source that stands first; given again, the next",
    )
    add(
        "--color",
        metavar="ID=#RRGGBB",
        action="append",
        default=[],
        type=_color,
        help="of a series or source; may be given again",
    )
    add("--style", metavar="NAME", help="salient, black-and-white, newsprint, one of your own, or a file")
    add("--language", metavar="LANGUAGE", help="of words (en, uk) and numbers (any, such as de)")
    add("--theme", choices=("light", "dark"), default="light")

    picture = parser.add_argument_group("the picture")
    add = picture.add_argument
    add("--width", metavar="PX", type=_number("pixels", 0, 999_999), default=1200)
    add("--height", metavar="PX", type=_number("pixels", 0, 999_999), default=675)
    add("--dpi", metavar="N", type=_number("dots per inch", 10, 4800), default=96, help="for print 300")
    add(
        "--scale", metavar="F", type=_scale, help="size of text and lines (default: as on a screen, by --dpi)"
    )
    add("--transparent", action="store_true", help="no background")
    add(
        "--with-project",
        action="store_true",
        help="put the project into the PNG or SVG, from which it can be opened again",
    )
    add("--no-project", action="store_true", help=argparse.SUPPRESS)  # as is usual now
    return parser


def _number(of: str, least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and len(text) <= 6 and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(f"{text!r} is not a number of {of}")
        return int(text)

    return read


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not 0.1 <= scale <= 20.0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a factor from 0.1 to 20")
    return scale


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2024-09-01") from None


def _color(text: str) -> tuple[str, str]:
    """Return what has the colour, and the colour."""
    one, _, color = text.rpartition("=")
    if not one or not re.fullmatch(r"#[0-9a-fA-F]{6}", color):
        raise argparse.ArgumentTypeError(f"{text!r} is not an id and a colour such as ru=#b8423a")
    return one, color.lower()


def _axis(text: str) -> tuple[str, float | None, float | None]:
    """Return the kind of axis and, of a range, its ends."""
    if text in ("auto", "whole", "log"):
        return text, None, None
    low, dots, high = text.partition("..")
    try:
        ends = [float(end) if end else None for end in (low, high)]
    except ValueError:
        ends = []
    known = [end for end in ends if end is not None]
    if not dots or not known or known != sorted(set(known)) or not all(abs(end) <= 1e15 for end in known):
        raise argparse.ArgumentTypeError(f"{text!r} is neither auto, whole, log nor a range such as 0..2000")
    return "range", ends[0], ends[1]
