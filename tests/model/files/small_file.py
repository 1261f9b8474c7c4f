"""A small project file that tests change in one place, and what it is then refused for."""

from __future__ import annotations

import copy
import json
from datetime import date
from typing import Any

from model.files import read_project
from model.text.errors import FileError

DAY = date(2024, 11, 1)

SMALL: dict[str, Any] = {
    "format": "salient-project",
    "version": 3,
    "sources": [{"id": "isw"}],
    "series": [{"id": "ru"}, {"id": "ua", "gains_are": "gross"}],
    "periods": [
        {
            "series": "ru",
            "label": "November",
            "start": "2024-11-01",
            "end": "2024-11-30",
            "losses": {"value": 45690, "source": "isw"},
            "gains": {"low": 800, "value": 839, "high": 900, "unit": "mi2"},
        },
        {"series": "ua", "start": "2024-11-01", "end": "2024-11-30", "gains": {"value": 1}},
    ],
    "campaigns": [
        {"series": "ru", "start": "2024-01-01", "end": "2024-12-01", "target": {"value": 10000}},
    ],
    "claims": [
        {
            "series": "ru",
            "source": "isw",
            "start": "2024-11-01",
            "end": "2024-11-30",
            "measure": "gains_per_day",
            "stated": {"value": 10.8, "qualifier": "about", "unit": "mi2/day"},
        },
    ],
    "view": {"baseline": {"series": "ru", "start": "2024-09-01", "end": "2024-10-31"}},
}
ABSENT = object()


def changed(place: str, value: object) -> dict[str, Any]:
    """Return `SMALL` with the value at a place such as `periods.0.losses.value` set, or taken out."""
    tree = copy.deepcopy(SMALL)
    *path, last = [int(step) if step.isdigit() else step for step in place.split(".")]
    inner: Any = tree
    for step in path:
        inner = inner[step]
    if value is ABSENT:
        del inner[last]
    elif isinstance(inner, list) and last == len(inner):
        inner.append(value)
    else:
        inner[last] = value
    return tree


def faults(tree: object) -> list[str]:
    """Return what a file with these JSON values is refused for."""
    refused = refusal(tree if isinstance(tree, bytes) else json.dumps(tree).encode())
    return [str(fault) for fault in refused.faults] if refused else []


def refusal(data: bytes) -> FileError | None:
    try:
        read_project(data, "x.json")
    except FileError as error:
        return error
    return None
