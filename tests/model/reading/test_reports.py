"""Whole reports whose every figure is annotated: what is read of them, and how much of it is right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from model.reading.proposal import Proposal
from model.reading.report import read_report

REPORTS = Path(__file__).parents[2] / "data" / "reports"
ALIASES = {
    "генеральний штаб зсу": "ukrainian general staff",
    "генштаб": "ukrainian general staff",
    "генеральный штаб всу": "ukrainian general staff",
    "генштаб всу": "ukrainian general staff",
    "ukrainischer generalstab": "ukrainian general staff",
}


@dataclass(frozen=True)
class Read:
    """A number that is annotated, and what was proposed of it."""

    report: str
    wanted: dict[str, Any]
    found: Proposal | None

    def says(self, key: str, value: object) -> bool:
        """Whether a value is the one annotated, or one that is as good."""
        return value in [self.wanted.get(key), *self.wanted.get(f"also_{key}", [])]


def reports() -> Iterator[tuple[str, dict[str, Any], list[Proposal], str]]:
    for file in sorted(REPORTS.glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        wanted = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        published = date.fromisoformat(wanted["published"])
        found = read_report(text, published, wanted["language"]).proposals
        yield file.stem, wanted, [p for p in found if p.kind is not None], text


@pytest.fixture(scope="module")
def read() -> list[Read]:
    result = []
    for name, wanted, found, _text in reports():
        for item in wanted["items"]:
            end = item["start"] + len(item["number"])
            over = [p for p in found if p.start < end and item["start"] < p.end]
            result.append(Read(name, item, over[0] if over else None))
    return result


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


def test_the_annotations_stand_where_they_say() -> None:
    for name, wanted, _found, text in reports():
        for item in wanted["items"]:
            assert text.startswith(item["number"], item["start"]), name


def test_no_number_is_misread(read: list[Read]) -> None:
    wrong = [
        (one.report, one.wanted["number"], one.found)
        for one in read
        if one.found is not None
        and (one.found.value, one.found.low, one.found.high, one.found.qualifier.value)
        != (one.wanted.get("value"), one.wanted.get("low"), one.wanted.get("high"), one.wanted["qualifier"])
    ]
    assert wrong == []


def test_nearly_every_figure_and_claim_is_found(read: list[Read]) -> None:
    assert share([one.found is not None for one in read if not one.wanted.get("optional")]) >= 0.97


def test_what_is_ticked_is_right_in_kind_and_unit_and_stands_on_a_figure(read: list[Read]) -> None:
    ticked = sum(p.ticked for _name, _wanted, found, _text in reports() for p in found)
    right = [
        one
        for one in read
        if one.found is not None
        and one.found.ticked
        and one.found.kind is not None
        and one.says("kind", one.found.kind.value)
        and one.says("unit", one.found.unit)
        and one.wanted.get("measure") in (None, one.found.tree()["measure"])
    ]
    assert len(right) / ticked >= 0.97
    assert ticked >= 0.6 * len(read)


def test_days_are_right(read: list[Read]) -> None:
    def right(one: Read, found: Proposal) -> bool:
        days = [one.wanted.get("from"), one.wanted.get("to")]
        said = [None if day is None else day.isoformat() for day in (found.first, found.last)]
        if "trend" in one.wanted:
            return said[1] == days[1]
        return said in [days, *one.wanted.get("also_days", [])]

    assert share([right(one, one.found) for one in read if one.found is not None]) >= 0.95


def test_sources_and_sides_are_right(read: list[Read]) -> None:
    def named(name: str) -> str:
        return ALIASES.get(name.casefold(), name.casefold())

    sources = [
        named(one.found.source)
        in [named(name or "") for name in (one.wanted.get("source"), *one.wanted.get("also_source", []))]
        for one in read
        if one.found is not None
    ]
    sides = [one.found.side == one.wanted.get("side", "") for one in read if one.found is not None]
    assert share(sources) >= 0.95
    assert share(sides) >= 0.95
