"""Labels never overlap, never leave their bounds, and lose no letter without saying so."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gui.charts.labels import (
    Box,
    Placer,
    elided,
    in_a_row,
    longest_that_fits,
    row_is_free,
    wrapped,
)
from gui.charts.paint_surroundings import lefts_beside

BOUNDS = Box(0, 0, 400, 300)
NUMBER = st.floats(-50, 450, allow_nan=False)
BOXES = st.lists(st.builds(Box, NUMBER, NUMBER, st.floats(1, 90), st.floats(1, 40)), max_size=40)


def letters(text: str) -> float:
    return 6.0 * len(text)


@given(BOXES)
def test_what_is_placed_keeps_apart_and_inside(boxes: list[Box]) -> None:
    placer = Placer(BOUNDS, margin=2.0)
    placed = [box for box in boxes if placer.place([box]) is not None]
    for n, box in enumerate(placed):
        assert box.inside(BOUNDS)
        assert not any(box.meets(other) for other in placed[n + 1 :])


def test_the_first_free_place_is_taken() -> None:
    placer = Placer(BOUNDS)
    placer.block(Box(0, 0, 50, 50))
    assert placer.place([Box(10, 10, 20, 10), Box(60, 10, 20, 10)]) == Box(60, 10, 20, 10)


def test_the_longest_form_that_fits_is_written() -> None:
    forms = ("1,313 losses a day", "1,313")
    assert longest_that_fits(forms, 200, letters) == "1,313 losses a day"
    assert longest_that_fits(forms, 40, letters) == "1,313"
    assert longest_that_fits(forms, 10, letters) == ""


@given(st.text(max_size=200), st.floats(10, 400), st.integers(1, 4))
def test_wrapped_lines_fit(text: str, room: float, most: int) -> None:
    lines = wrapped(text, room, most, letters)
    assert len(lines) <= most
    assert all(letters(line) <= room for line in lines)


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert wrapped("one two three", 42, 2, letters) == ["one two", "three"]
    assert wrapped("one two three four", 42, 2, letters) == ["one two", "three …"]
    assert elided("General Staff", 60, letters) == "General S…"
    assert elided("General Staff", 3, letters) == ""


def test_a_name_that_is_cut_keeps_both_of_its_ends() -> None:
    assert elided("abcdefghij", 30, letters, both_ends=True) == "ab…ij"
    assert wrapped("aa bb cc dd", 36, 1, letters, both_ends=True) == ["aa…dd"]
    assert wrapped("aa bb cc dd ee", 30, 2, letters, both_ends=True) == ["aa bb", "cc…ee"]


def test_texts_at_the_ends_of_a_row_move_inwards() -> None:
    lefts = in_a_row([0, 50, 100], ["aaaa", "bb", "cccc"], 0, 100, letters)
    assert lefts == [0, 44, 76]
    assert row_is_free(lefts, ["aaaa", "bb", "cccc"], 10, letters)
    assert not row_is_free(lefts, ["aaaa", "bb", "cccc"], 21, letters)


def test_a_label_of_a_milestone_stands_on_the_side_where_no_other_is_as_near() -> None:
    assert lefts_beside(100.0, 50.0, [100.0]) == [109.5, 40.5]
    assert lefts_beside(100.0, 50.0, [100.0, 108.0]) == [40.5]
    assert lefts_beside(108.0, 50.0, [100.0, 108.0]) == [117.5]
    assert lefts_beside(104.0, 50.0, [100.0, 104.0, 108.0]) == []
    assert lefts_beside(100.0, 50.0, [100.0, 100.2]) == [40.5, 109.5]


def test_a_box_is_shrunk_on_every_side_and_to_nothing_at_most() -> None:
    assert Box(1, 2, 10, 6).shrunk(1) == Box(2, 3, 8, 4)
    assert Box(1, 2, 10, 6).shrunk(4) == Box(5, 6, 2, 0)
