"""Markup of the clipboard: read by another process, in time that grows as what is read, and within limits."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

import pytest

from model.imports.child_side import OddFile
from model.imports.formats import html_cells
from model.imports.formats.html_table import read_html
from model.text.errors import Refused

HOSTILE: dict[str, Callable[[int], str]] = {
    "tags that never end": lambda n: "<a " * n,
    "elements in each other": lambda n: "<table><tr><td>" + "<b>" * n,
    "tables in each other": lambda n: "<table><tr><td>" * n,
    "text beside the rows": lambda n: "<table>" + "<p>x" * n,
    "rows of one cell": lambda n: "<table>" + "<tr><td>1" * n,
    "cells over many columns": lambda n: "<table>" + "<tr><td colspan=40>1" * n,
    "cells over many rows": lambda n: "<table>" + "<tr><td rowspan=9999>1" * n,
    "attributes": lambda n: "<table><tr><td " + "a=1 " * n,
    "references": lambda n: "<table><tr><td>" + "&amp;" * n,
    "comments that never end": lambda n: "<table><tr><td>" + "<!-" * n,
}


def steps(markup: str) -> int:
    """Return how many lines of our reader are run for some markup."""
    count = 0

    def trace(_frame: FrameType, event: str, _arg: object) -> Callable[..., object]:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type] # a trace function that returns itself
    try:
        for _ in html_cells.cells(markup.encode()):
            pass
    except OddFile:
        pass
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("kind", HOSTILE)
def test_twice_and_four_times_as_much_takes_no_more_than_that(kind: str) -> None:
    once, twice, four = (steps(HOSTILE[kind](n)) for n in (500, 1000, 2000))
    assert twice <= 2.2 * once + 200
    assert four <= 2.2 * twice + 200


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_table_is_read_or_refused_by_the_process(kind: str) -> None:
    rows: tuple[object, ...] = ()
    with suppress(Refused):
        rows = read_html(HOSTILE[kind](12_000))
    assert len(rows) <= 12_000


@pytest.mark.parametrize(
    "markup",
    [
        "<table>" + ("<tr>" + "<td colspan=1000 rowspan=1000>x" * 10) * 1000,
        "<table>" + ("<tr>" + "<td>x" * 1000) * 600,
        "<table><tr><td>" + "x" * (html_cells.MOST_LETTERS + 1),
    ],
)
def test_more_than_is_read_is_refused(markup: str) -> None:
    with pytest.raises(Refused):
        read_html(markup)


@pytest.mark.parametrize(("said", "number"), [("589,29", 589.29), ("-0,5", -0.5), ("1,5E-07", 1.5e-07)])
def test_calc_says_what_its_cells_hold_with_the_decimal_sign_of_its_country(said: str, number: float) -> None:
    assert read_html(f'<table><tr><td sdval="{said}" sdnum="1031;">x') == ((("x", number),),)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("120<sup>1</sup>", "120¹"),
        ("120<sup><span>[</span>1<span>]</span></sup>", "120[1]"),
        ("839 km<sup>2</sup>", "839 km²"),
        ("<s>11</s>22", "struck “11” 22"),
        ('<span style="text-decoration: line-through red">11</span>22', "struck “11” 22"),
        ("<del>the</del> <b>22</b>", "the 22"),
        ('12<span style="display:none">34</span>', "12"),
        ("12<sup></sup><s></s>", "12"),
    ],
)
def test_what_is_raised_struck_or_hidden_is_no_digit_of_the_number(markup: str, text: str) -> None:
    assert read_html(f"<table><tr><td>{markup}</td></tr></table>") == (((text, None),),)


def test_spreadsheets_of_three_makers_say_what_their_cells_hold() -> None:
    held = """{&quot;1&quot;:3,&quot;3&quot;:45690}"""
    assert read_html(
        '<table><tr><td sdval="45690" sdnum="1031;">45.690</td><td x:num="45690">45.690</td>'
        f'<td data-sheets-value="{held}">45.690</td><td x:num>45690</td><td sdval="x">1</td></tr></table>'
    ) == ((("45.690", 45690.0), ("45.690", 45690.0), ("45.690", 45690.0), ("45690", None), ("1", None)),)
