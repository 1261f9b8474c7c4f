"""The report of a project in each of its formats: all tables, with what is computed from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from model.columns import Context
from model.report.csv_report import csv_report
from model.report.json_report import json_report
from model.report.markdown_report import markdown_report
from model.report.text_report import text_report

REPORTS: Mapping[str, Callable[[Context], Iterator[str]]] = {
    "text": text_report,
    "json": json_report,
    "csv": csv_report,
    "markdown": markdown_report,
}
"""The formats by the name on the command line; a further one is a function and its entry here."""


def report(ctx: Context, kind: str) -> bytes:
    """Return the report in a format of `REPORTS` as UTF-8. Raises KeyError for any other format."""
    return "".join(REPORTS[kind](ctx)).encode("utf-8")
