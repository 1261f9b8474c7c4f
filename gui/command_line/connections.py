"""`main.py connections`: the places of tables of events that the person's settings name."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Collection

from gui.command_line.common import DONE, told
from gui.command_line.standard_output import write_text
from model.imports.events.source import (
    CONNECTION,
    EventSource,
    is_event_source,
    likely_name,
    name_of_connection,
    refuse_other,
    source_of,
)
from model.text.errors import SalientError, Unreadable
from model.text.safe_text import on_one_line
from model.text.words import Words, marked, words


def run(options: argparse.Namespace, say: Callable[[str], None]) -> int:
    """List the connections, or add or remove one, and return the exit code."""
    try:
        _do(options)
    except SalientError as error:
        return told(error, say)
    return DONE


def _do(options: argparse.Namespace) -> None:
    from gui.app.key_store import keep_password  # noqa: PLC0415 - Qt, for nothing else of the command line
    from gui.app.settings import Settings, private_store  # noqa: PLC0415 - as above

    settings = Settings(private_store())
    if options.add:
        name, place = options.add
        source = source_of(place, name_of_connection(name))
        if options.password:
            keep_password(source.name, sys.stdin.readline().rstrip("\r\n"))
        settings.keep_connection(source.name, source.text)
    elif options.remove:
        if options.remove not in settings.connections:
            raise Unreadable(_missing(options.remove))
        settings.forget_connection(options.remove)
        try:
            keep_password(options.remove, "")
        except Unreadable:
            return  # where no key store is, none of its passwords is
    else:
        for name, place in settings.connections.items():
            write_text(f"{on_one_line(name)}: {on_one_line(place)}\n")


def known_source(text: str, named: str | None = None) -> EventSource | None:
    """Return the place that a text names, as the person's settings call it; None where it is a file.

    One that the settings do not know is called as said, or by the end of it. Raises Unreadable.
    """
    if not is_event_source(text):
        return None
    from gui.app.key_store import with_password  # noqa: PLC0415 - Qt, which an import of a file does without
    from gui.app.settings import Settings, private_store  # noqa: PLC0415 - as above

    known = Settings(private_store()).connections
    kind, _, name = text.partition(":")
    if kind == CONNECTION:
        if name not in known:
            raise Unreadable(_missing(name))
        source = source_of(known[name], name)
    else:
        source = source_of(text)
        same = [name for name, place in known.items() if place == source.text]
        name = named or (same or [_free(likely_name(source), known)])[0]
        refuse_other(name, source, known)
        source = source_of(text, name_of_connection(name))
    return with_password(source)


def keep_known(source: EventSource) -> bool:
    """Keep a place in the person's settings; return whether it was not there."""
    from gui.app.settings import Settings, private_store  # noqa: PLC0415 - as above

    settings = Settings(private_store())
    if source.name in settings.connections:
        return False
    settings.keep_connection(source.name, source.text)
    return True


def _missing(name: str) -> Words:
    message = marked("there is no connection “{name}” in your settings; main.py connections lists them")
    return words(message, name=name)


def _free(name: str, taken: Collection[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} {number}"
    return free
