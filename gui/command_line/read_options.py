"""The options of `main.py read`; what they do is in `gui.command_line.reading`. Standard library only."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

LANGUAGES = ("en", "uk", "de", "ru")


def add_parser(commands: Any, parents: Sequence[argparse.ArgumentParser] = ()) -> argparse.ArgumentParser:
    """Add `read` to the commands (what `add_subparsers` returns) and return its parser."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "read",
        allow_abbrev=False,
        parents=list(parents),
        help="the figures and claims of an article, from its text",
    )
    add = parser.add_argument
    add("text", metavar="TEXT", help="a file (.txt, .md, .html, .docx, .pdf); - reads standard input")
    add("--published", metavar="DAY", help="when it was published, such as 2024-12-05")
    add(
        "--source",
        metavar="NAME",
        default="",
        help="who states what the text ascribes to nobody (default: what a page says)",
    )
    add("--link", metavar="URL", default="", help="where it was published")
    add("--language", choices=LANGUAGES, default="", help="of the text (default: found)")
    add("--into", metavar="PROJECT", help="add to this project (default: a new one)")
    add(
        "-o",
        "--output",
        metavar="PROJECT",
        help="write the project with what is certain added; - for standard output",
    )
    add("--format", choices=("text", "json"), default="text", help="of the proposals (default: text)")
    add("--all", action="store_true", help="add everything that is complete, not only what is certain")
    return parser
