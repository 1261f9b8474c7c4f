from __future__ import annotations

import json
import tracemalloc

import pytest

from model.imports.cells import Unsettled
from model.imports.choices import Dating, FileReading, Kind, PeriodLength
from model.imports.inspect_file import FileReport, look
from model.text.errors import SalientError, Unreadable
from tests.model.imports.data import codes, losses, values
from tests.model.imports.data import days as span

ROWS = [{"date": "2024-09-01", "value": 5}, {"date": "2024-09-02", "value": 7}]


def opened(value: object, reading: FileReading | None = None) -> FileReport:
    text = value if isinstance(value, str) else json.dumps(value)
    return look(text.encode(), reading, "some.json")


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (ROWS, "(whole file)"),
        ({"meta": {"n": 2}, "data": {"rows": ROWS}}, "data.rows"),
        ([[1, 2], ROWS], "[1]"),
    ],
)
def test_an_array_of_objects_is_found_wherever_it_stands(value: object, place: str) -> None:
    looked = opened(value)
    assert (looked.reading.sheet, looked.table.names) == (place, ("date", "value"))
    assert values(losses(looked, dating=Dating.REPORT, by=PeriodLength.DAY)) == [2]
    assert opened(value, FileReading(sheet=place)).reading.sheet == place


def test_several_arrays_are_asked_about_by_their_places() -> None:
    both = {"losses": ROWS, "gains": ROWS}
    with pytest.raises(Unsettled, match=r"losses, gains"):
        opened(both)
    assert opened(both, FileReading(sheet="gains")).reading.sheet == "gains"
    with pytest.raises(Unreadable, match="no table at “x”"):
        opened(both, FileReading(sheet="x"))


@pytest.mark.parametrize(
    ("encoding", "why"), [("utf-16", "not in the encoding utf-16"), ("nope", "no encoding “nope”")]
)
def test_an_encoding_that_does_not_fit_is_refused_by_name(encoding: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        opened([{"date": "2024-09-01", "value": 1}], FileReading(encoding=encoding))


def test_keys_that_come_and_go_are_columns_of_all_rows_and_objects_within_are_flat() -> None:
    looked = opened(
        [{"date": "2024-09-01", "n": {"dead": 1}}, {"date": "2024-09-02", "x*": "about", "n": None}]
    )
    assert looked.table.names == ("date", "n.dead", "x*", "n")


def test_what_is_no_number_in_json_is_refused_as_a_cell() -> None:
    numbers = {"2024-09-01": "NaN", "2024-09-02": "1e999", "2024-09-03": "2"}
    text = ", ".join(f'{{"date": "{day}", "value": {number}}}' for day, number in numbers.items())
    assert codes(losses(opened(f"[{text}]"), kind=Kind.PER_ROW, by=PeriodLength.DAY)) == {"numbers": [1, 2]}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[{"date": 1, "date": 2}]', "stands there twice"),
        ('[{"date": ', "not JSON"),
        ('{"a": 1}', "no array of objects"),
        ("", "empty"),
        ("[" * 100_000, "nested deeper"),
    ],
)
def test_a_broken_file_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(SalientError, match=reason):
        opened(text)


@pytest.mark.parametrize(
    "content",
    [
        '{"date": "2024-09-01", "value": 5}\n\n{"date": "2024-09-02", "value": 6}\n',
        '[["date", "value"], ["2024-09-01", 5], ["2024-09-02", 6]]',
        '{"source": "x", "rows": [["date", "value"], ["2024-09-01", 5], ["2024-09-02", 6]]}',
        '{"2024-09-01": 5, "2024-09-02": 6}',
        '{"data": {"2024-09-01": {"value": 5}, "2024-09-02": {"value": 6}}}',
        '{"date": ["2024-09-01", "2024-09-02"], "value": [5, 6]}',
    ],
)
def test_every_usual_shape_of_a_table_in_json_is_one(content: str) -> None:
    looked = look(content.encode(), name="some.json")
    assert looked.table.names == ("date", "value")
    assert values(losses(looked, kind=Kind.PER_ROW, by=PeriodLength.DAY)) == [5, 6]


def test_lines_of_which_half_are_no_json_are_none() -> None:
    content = '{"date": "2024-09-01", "value": 5}\n{"date": "2024-09-02", value: 6}\n'
    with pytest.raises(Unreadable, match="not JSON"):
        look(content.encode(), name="some.jsonl")


def test_as_many_keys_as_objects_are_refused_before_they_take_all_memory() -> None:
    content = json.dumps([{f"k{number}": 1} for number in range(20_000)]).encode()
    assert len(content) < 400_000
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable, match="too many cells to be read: 20000 × 20000"):
            look(content, name="some.json")
        assert tracemalloc.get_traced_memory()[1] < 200 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "broken", ['{"date": "2024-09-02", "value": 6', '{"date": "2024-09-02", "value": 6,}', "and so on", "[1]"]
)
@pytest.mark.parametrize("zero_gaps", [False, True])
def test_a_line_that_is_broken_costs_its_row_and_the_figure_of_its_day(broken: str, zero_gaps: bool) -> None:
    lines = [json.dumps({"date": f"2024-09-0{day}", "value": day}) for day in (1, 3, 4)]
    lines.insert(1, broken)
    looked = look("\n".join(lines).encode(), name="some.jsonl")
    days = ("2024-09-01", "2024-09-04")
    outcome = losses(looked, kind=Kind.PER_ROW, spans=(span(*days),), zero_gaps=zero_gaps)
    assert (outcome.read, codes(outcome), values(outcome)) == (4, {"json": [2]}, [None])


def test_what_is_no_object_among_objects_is_refused_and_not_called_empty() -> None:
    outcome = losses(opened([ROWS[0], "junk", ROWS[1]]), kind=Kind.PER_ROW, by=PeriodLength.DAY)
    assert codes(outcome) == {"json": [2]}
