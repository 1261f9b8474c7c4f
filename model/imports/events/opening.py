"""Opens the engine of a place, whichever it is."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from model.imports.choices import FileReading, Watch
from model.imports.events.apart import open_apart
from model.imports.events.engine import Engine, told
from model.imports.events.servers import open_postgresql, open_spark
from model.imports.events.services import FORMS, TITLES, open_service
from model.imports.events.source import EventSource

_TITLES = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "spark": "Spark", **TITLES}


@contextlib.contextmanager
def opened(source: EventSource, reading: FileReading, watch: Watch | None = None) -> Iterator[Engine]:
    """Open the engine of a place, to be read and nothing else, and close it.

    Raises Unreadable, and what the watch raises.
    """
    services = dict.fromkeys(FORMS, open_service)
    opening = {"postgresql": open_postgresql, "spark": open_spark, **services}.get(source.kind, open_apart)
    with contextlib.ExitStack() as stack:
        with told(_TITLES.get(source.kind, "DuckDB")):
            engine = opening(source, reading, stack, watch)
        yield engine
