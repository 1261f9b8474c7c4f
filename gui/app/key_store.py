"""Passwords of connections: in the system's key store, never in the settings, a project or a log.

Where there is none, a window holds what is typed for as long as the program runs.
"""

from __future__ import annotations

from types import ModuleType

from model.imports.events.engine import part
from model.imports.events.source import WITH_PASSWORD, EventSource
from model.text.errors import Unreadable
from model.text.words import marked, words

_SERVICE = "Salient"
_held: dict[str, str] = {}


def with_password(source: EventSource) -> EventSource:
    """Return a place with its password, if it is a server and one is kept; no other asks for any."""
    if source.kind not in WITH_PASSWORD:
        return source
    return EventSource(source.kind, source.place, source.name, _password_of(source.name))


def _password_of(name: str) -> str:
    if name in _held:
        return _held[name]
    try:
        return _store().get_password(_SERVICE, name) or ""
    except Unreadable:
        return ""
    except Exception:  # noqa: BLE001 - each store has faults of its own; without a password the database says so
        return ""


def hold_password(name: str, password: str) -> None:
    """Keep the password of a connection, or hold it until the program ends; an empty one is forgotten."""
    _held.pop(name, None)
    try:
        keep_password(name, password)
    except Unreadable:
        if password:
            _held[name] = password


def keep_password(name: str, password: str) -> None:
    """Keep the password of a connection; an empty one is forgotten. Raises Unreadable."""
    store = _store()
    try:
        if password:
            store.set_password(_SERVICE, name, password)
        elif store.get_password(_SERVICE, name) is not None:
            store.delete_password(_SERVICE, name)
    except Exception as error:
        message = marked(
            "the password cannot be kept, as this system has no key store that can be used ({reason});"
            " leave it out: PostgreSQL takes it from ~/.pgpass"
        )
        raise Unreadable(words(message, reason=type(error).__name__)) from error


def _store() -> ModuleType:
    store: ModuleType = part("keyring")
    return store
