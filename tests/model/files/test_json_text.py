"""Strict JSON: what the standard library lets pass is refused, with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.files import json_text
from model.files.json_text import DEEPEST, memory_for, parse, refuse_too_much
from model.text.errors import Unreadable
from model.text.words import words

NO_OBJECT = words("no object")


def faults(text: str | bytes) -> list[str]:
    """Return the faults that have a place, as a person reads them."""
    data = text if isinstance(text, bytes) else text.encode()
    return [str(found.fault()) for found in parse(data, no_object=NO_OBJECT)[1]]


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        parse(data, no_object=NO_OBJECT)
    return str(refused.value)


def values() -> st.SearchStrategy[Any]:
    leaves = (
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(st.characters(codec="utf-8"), max_size=5)
        | st.sampled_from(("[", "{", '"', "\\", '\\"', "]}", "\\\\"))
    )
    return st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | objects(inner), max_leaves=12)


def objects(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=4), inner, max_size=3)


def depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max((depth(inner) for inner in value.values()), default=0)
    if isinstance(value, list):
        return 1 + max((depth(inner) for inner in value), default=0)
    return 0


@given(objects(values()))
def test_any_json_is_read_as_the_standard_library_reads_it(value: dict[str, Any]) -> None:
    for text in (json.dumps(value), json.dumps(value, ensure_ascii=False, indent=1)):
        assert parse(text.encode(), no_object=NO_OBJECT) == (value, [])


@given(objects(values()), st.integers(0, 4), st.integers(1, 9))
def test_nesting_is_measured_exactly_wherever_the_text_is_cut(
    value: dict[str, Any], limit: int, chunk: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "DEEPEST", limit)
        patch.setattr(json_text, "_CHUNK", chunk)
        assert json_text._too_deep(json.dumps(value).encode()) == (depth(value) > limit)


def test_nesting_up_to_the_limit_is_read_and_one_more_is_not() -> None:
    def nested(levels: int) -> bytes:
        return b'{"a":' + b"[" * (levels - 1) + b"]" * (levels - 1) + b"}"

    assert parse(nested(DEEPEST), no_object=NO_OBJECT)[1] == []
    assert refusal(nested(DEEPEST + 1)) == "nested deeper than 32"
    assert refusal(b'{"a":' * 100_000) == "nested deeper than 32"
    assert refusal(b'{"a":' + b"[" * 1_000_000) == "nested deeper than 32"


@pytest.mark.parametrize("filler", [b'"', b"\\", b"[]", b"{}", b"[", b"\x00", b'\\\\\\"'])
def test_a_megabyte_of_one_thing_is_refused_at_once(filler: bytes) -> None:
    assert refusal(b'{"a":' + filler * (1 << 20))


def test_a_key_that_stands_twice_is_named_with_its_place() -> None:
    assert faults('{"a": {"b": 1, "b": 2, "c": 3, "b": 4}, "d": [{}, {"e": 1, "e": 1}]}') == [
        "a.b: this key stands there twice",
        "d[1].e: this key stands there twice",
    ]


def test_a_key_that_stands_twice_inside_one_that_is_overwritten_is_still_a_fault() -> None:
    assert faults('{"a": {"b": 1, "b": 2}, "a": 1}') == ["a: this key stands there twice"]


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("NaN", "not a number: NaN"),
        ("Infinity", "not a number: Infinity"),
        ("-Infinity", "not a number: -Infinity"),
        ("1e999", "too large a number: 1e999"),
        ("-1e999", "too large a number: -1e999"),
        ("1e-999", "too near 0, it would be read as 0: 1e-999"),
        ("0.000e-5", None),
        ("0e999", None),
        ("5e-324", None),
        ("-0.0", None),
        ("1" * 400, None),
        ("1" * 401, "too large a number: 11111111111111111111…"),
        ("1" * 5000, "too large a number: 11111111111111111111…"),
        ("0." + "0" * 400 + "1", "too near 0, it would be read as 0: 0." + "0" * 38 + "…"),
    ],
)
def test_a_number_that_would_change_is_refused(number: str, fault: str | None) -> None:
    assert faults(f'{{"a": [0, {number}]}}') == ([f"a[1]: {fault}"] if fault else [])


def test_half_a_surrogate_pair_is_refused_and_a_whole_one_read() -> None:
    assert faults(r'{"a": "\ud83d\ude00"}') == []
    assert parse(rb'{"a": "\ud83d\ude00"}', no_object=NO_OBJECT)[0] == {"a": "😀"}
    assert faults(r'{"a": ["x", "b\ud83dc"]}') == [r'a[1]: half a character (a lone surrogate): "b\ud83dc"']
    assert faults(r'{"a": "\ude00\ud83d"}') != []
    assert faults('{"a": "\\\\ud83d"}') == []  # an escaped backslash and letters


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_that_is_not_utf_8_is_refused(encoding: str) -> None:
    assert refusal('{"a": "é"}'.encode(encoding)).startswith("not UTF-8 text")


def test_a_surrogate_written_as_bytes_is_not_utf_8() -> None:
    assert refusal(b'{"a": "\xed\xa0\x80"}') == "not UTF-8 text (byte 8)"


def test_a_byte_order_mark_is_dropped() -> None:
    assert parse(b'\xef\xbb\xbf{"a": 1}', no_object=NO_OBJECT) == ({"a": 1}, [])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "the file is empty"),
        (" \n", "the file is empty"),
        ("[1]", "no object"),
        ("date;losses", "no object"),
        ('{"a": }', "not JSON: a value is missing (line 1, column 7)"),
        ('{"a": 1,\n}', "not JSON: "),
        ('{"a" 1}', "not JSON: a colon is missing after the key (line 1, column 6)"),
        ('{"a": 1', "not JSON: a comma or a closing bracket is missing (line 1, column 8)"),
        ('{"a": 1}\n{', "not JSON: something follows after the end (line 2, column 1)"),
        ('{"a": "b', "not JSON: a text does not end (line 1, column 7)"),
        ('{"a": "b\nc"}', "not JSON: a control character stands in a text (line 1, column 9)"),
        (r'{"a": "\x"}', "not JSON: a backslash is followed by what is no escape (line 1, column 8)"),
        ("{a: 1}", "not JSON: a key in double quotes is missing (line 1, column 2)"),
        ('{"a": 01}', "not JSON: a comma or a closing bracket is missing (line 1, column 8)"),
    ],
)
def test_what_is_no_json_is_refused_with_its_line(text: str, fault: str) -> None:
    assert refusal(text.encode()).startswith(fault)


def test_more_than_the_largest_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "LARGEST_FILE", 1 << 20)
    assert refusal(b" " * ((1 << 20) + 1)) == "larger than 1 MiB, the most that is read"


@pytest.mark.parametrize(
    ("text", "bytes_of_letters"),
    [("[1,2]", 5), ('["é"]', 2 * 5), ('["Київ"]', 2 * 8), ('["🟥é"]', 4 * 6)],
)
def test_memory_is_reckoned_with_as_many_bytes_for_each_letter_as_the_widest_takes(
    text: str, bytes_of_letters: int
) -> None:
    data = text.encode()
    assert memory_for(data) == 2 * len(data) + 2 * bytes_of_letters + 200 + 90 * text.count(",")


def test_a_file_that_would_take_too_much_memory_is_refused_with_how_much_that_is() -> None:
    with pytest.raises(Unreadable, match="more than 400 MiB of memory"):
        refuse_too_much(b"[" * 2_100_000)
