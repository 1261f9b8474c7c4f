"""Connects to Trino, BigQuery and Snowflake, whose drivers are parts of Ibis.

None of them has transactions that only read: all that is sent are questions, and a role that may only read is
the person's to choose.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from model.imports.choices import FileReading, Watch
from model.imports.events.engine import Engine, part
from model.imports.events.servers import LOCAL, answer_of, asking
from model.imports.events.source import EventSource
from model.text.errors import Unreadable
from model.text.safe_text import cleaned
from model.text.words import words

FORMS: Mapping[str, str] = {
    "trino": "trino://PERSON@HOST/CATALOG/SCHEMA",
    "bigquery": "bigquery://PROJECT/DATASET",
    "snowflake": "snowflake://PERSON@ACCOUNT/DATABASE/SCHEMA?warehouse=NAME",
}
"""How the place of each is written."""


def open_service(
    source: EventSource, reading: FileReading, stack: contextlib.ExitStack, _watch: Watch | None
) -> Engine:
    """Connect to a service by its address. Raises Unreadable, also where its driver is not installed."""
    where = urlsplit(source.text)
    names = [unquote(name) for name in where.path.split("/") if name]
    if not where.hostname or len(names) != FORMS[source.kind].count("/") - 2:
        raise Unreadable(
            words("“{text}” is to be written as {form}", text=source.text, form=FORMS[source.kind])
        )
    backend = _CONNECTING[source.kind](source, where, names)
    stack.callback(backend.disconnect)
    tables = {cleaned(name): partial(backend.table, name) for name in backend.list_tables()}
    title = TITLES[source.kind]
    return Engine(title, tables, reading, asking(title, answer_of, backend.disconnect))


def _trino(source: EventSource, where: Any, names: list[str]) -> Any:
    part("trino", "'ibis-framework[trino]'")
    near = where.hostname in LOCAL
    return part("ibis").trino.connect(
        user=where.username or "salient",
        auth=source.password or None,
        host=f"{'http' if near else 'https'}://{where.hostname}",
        port=where.port or (8080 if near else 443),
        database=names[0],
        schema=names[1],
        source="Salient",
    )


def _bigquery(_source: EventSource, where: Any, names: list[str]) -> Any:
    part("google.cloud.bigquery", "'ibis-framework[bigquery]'")
    # of the person, as `gcloud auth application-default login` keeps them; no browser is opened
    credentials, _ = part("google.auth").default(scopes=["https://www.googleapis.com/auth/bigquery"])
    return part("ibis").bigquery.connect(
        project_id=where.netloc, dataset_id=names[0], credentials=credentials, application_name="Salient"
    )


def _snowflake(source: EventSource, where: Any, names: list[str]) -> Any:
    part("snowflake.connector", "'ibis-framework[snowflake]'")
    more = {
        name: values[-1] for name, values in parse_qs(where.query).items() if name in ("warehouse", "role")
    }
    return part("ibis").snowflake.connect(
        user=where.username,
        account=where.hostname,
        database="/".join(names),
        create_object_udfs=False,  # which would be written there
        **({"password": source.password} if source.password else {"authenticator": "externalbrowser"}),
        **more,
    )


TITLES: Mapping[str, str] = {"trino": "Trino", "bigquery": "BigQuery", "snowflake": "Snowflake"}
_CONNECTING: Mapping[str, Callable[[EventSource, Any, list[str]], Any]] = {
    "trino": _trino,
    "bigquery": _bigquery,
    "snowflake": _snowflake,
}
