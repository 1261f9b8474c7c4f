"""The data files of the tests, and the shortest way from bytes to what would come of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from model.imports.choices import Choices, ColumnNames, FileReading, Kind, SeriesQuantity
from model.imports.inspect_file import FileReport, look
from model.imports.plan import plan
from model.imports.planned import Outcome
from model.text.days import Span
from model.text.figures import Figure

DATA = Path(__file__).parents[2] / "data" / "imports"


def file(name: str) -> FileReport:
    return look(DATA / name)


def text(
    content: str, reading: FileReading | None = None, *, name: str = "some.csv", encoding: str = "utf-8"
) -> FileReport:
    return look(content.encode(encoding), reading, name)


def days(start: str, end: str) -> Span:
    return Span(date.fromisoformat(start), date.fromisoformat(end))


def losses(looked: FileReport, **choices: object) -> Outcome:
    settings = {"columns": ColumnNames("date", "value"), "kind": Kind.CUMULATIVE, **choices}
    return plan(looked, Choices(SeriesQuantity.LOSSES, **settings))  # type: ignore[arg-type] # each test says them in full


def values(outcome: Outcome, what: SeriesQuantity = SeriesQuantity.LOSSES) -> list[float | None]:
    return [made.figures[what].value if what in made.figures else None for made in outcome.made]


def only(outcome: Outcome, what: SeriesQuantity = SeriesQuantity.LOSSES) -> Figure:
    (made,) = outcome.made
    return made.figures[what]


def codes(outcome: Outcome) -> dict[str, list[int]]:
    return {one.code: list(one.rows) for one in outcome.refused}


def noticed(outcome: Outcome) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for one in outcome.noticed:
        found.setdefault(one.code, []).extend(one.rows)
    return found


def lines(*rows: Sequence[object]) -> str:
    return "".join(",".join(map(str, row)) + "\n" for row in rows)
