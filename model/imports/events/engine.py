"""The engines that hold tables of events: opened to be read and nothing else, asked, and stopped."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from importlib import import_module
from typing import Any

from msgspec import Struct

from model.imports.choices import FileReading, Watch
from model.text.errors import Cancelled, SalientError, Unreadable
from model.text.safe_text import cleaned, on_one_line
from model.text.words import Words, marked, words

_LONGEST = 400  # letters of what an engine says
_MISSING = marked(
    "tables of events are read by a part of the program that is not installed ({package}); install it"
    " with: pip install {requirement}"
)
_NOT_IN_BUNDLE = marked(
    "this bundle of the program has no part that reads tables of events ({package}); the program as a Python"
    " package has it"
)
# in a checkout nothing is installed by the name of salient, and an index may call something else so
EVENTS = "'ibis-framework[duckdb,postgres]' 'psycopg[binary]' keyring"
Rows = list[tuple[Any, ...]]
Answering = Callable[[Any, Watch | None, int], Rows]


class Engine(Struct, frozen=True):
    """An engine that was opened: what it is called, its tables by name, and how it is asked.

    `typed`: a column holds values of its type alone. `decimals`: it sums decimal numbers exactly. `tells`: it
    tells how far it is. `noticed`: what is odd in its tables.
    """

    title: str
    tables: Mapping[str, Callable[[], Any]]
    reading: FileReading
    ask: Answering
    typed: bool = True
    decimals: bool = True
    tells: bool = False
    noticed: tuple[Words, ...] = ()

    def rows(self, asked: Any, watch: Watch | None = None, of: int = 0) -> Rows:
        """Return the rows of an expression, while the watch is told how many `of` the rows were gone through.

        Raises Unreadable with what the engine says, and `Cancelled`.
        """
        return self.ask(asked, watch, of)


@contextlib.contextmanager
def told(title: str) -> Iterator[None]:
    """Turn whatever an engine raises into words."""
    try:
        yield
    except (SalientError, Cancelled):
        raise
    except Exception as error:  # each engine has faults of its own
        raise said_by(title, str(error) or type(error).__name__) from error


def said_by(title: str, text: str) -> Unreadable:
    """Return what an engine says as an error, before the statement and its advice on settings."""
    told = re.split(r"\n\s*\n|\nLINE ", text.strip(), maxsplit=1)[0]
    message = marked("{engine} says: {reason}")
    return Unreadable(
        words(message, engine=title, reason=on_one_line(cleaned(" ".join(told.split())))[:_LONGEST])
    )


def part(module: str, requirement: str = EVENTS) -> Any:
    """Return a module of the optional part. Raises Unreadable with how it is installed."""
    try:
        return import_module(module)
    except ImportError:
        raise missing(module, requirement) from None


def missing(module: str, requirement: str = EVENTS) -> Unreadable:
    """Return that a module of the optional part is not there; into a bundle nothing can be installed."""
    message = _NOT_IN_BUNDLE if getattr(sys, "frozen", False) else _MISSING
    return Unreadable(words(message, package=module, requirement=requirement))


def refuse_rounded(name: str, types: Collection[str]) -> None:
    """Raise Unreadable where files have a column in several types, of which one rounds the others."""
    if len(types) > 1 and "float" in map(str.casefold, types):
        message = marked(
            "“{name}” is {types} in different files, and FLOAT holds seven digits: numbers of the others"
            " would be rounded; write all files with one type, or import them one by one"
        )
        raise Unreadable(words(message, name=cleaned(name), types=", ".join(sorted(types))))


def not_said(tables: Mapping[str, Any]) -> Words:
    """Return that it is not said which table is meant."""
    if not tables:
        return words("there is no table in it")
    return words(
        "there are several tables, and it is not said which is meant: {sheets}", sheets=", ".join(tables)
    )
