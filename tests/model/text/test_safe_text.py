"""Text from outside: unseen letters out, right-to-left texts kept to themselves, formulas made inert."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.columns.cell import read_text
from model.files import read_project, write_project
from model.imports.choices import FileReading
from model.imports.formats.json_file import open_json
from model.imports.formats.text_file import open_text
from model.project import Project, Series
from model.text.formats import Formats
from model.text.safe_text import (
    FORMULA_STARTS,
    cleaned,
    cleaned_data,
    inert,
    isolated,
    isolates_closed,
    needs_cleaning,
    turned_from,
)
from model.text.words import words

NAMED = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SEEN = {chr(code) for code in (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD)}
"""Of category Cf and seen all the same: signs of Arabic, Syriac and Kaithi that span a number."""
TROUBLE = st.text(
    st.sampled_from("aéq1=- ב\u0301\u200c\u200d\ufe0f❤🏻क\u094d\u0958가가\u034f\u2028\u180b" + NAMED)
)


@pytest.mark.parametrize("control", [*NAMED, "\u00ad", "\u200b", "\ufeff", "\u2060", "\U000e0041", "\u115f"])
def test_an_unseen_control_passes_no_way_in(control: str) -> None:
    text = f"Army{control} strength{control}"
    data = {"format": "salient-project", "version": 2, "title": text, "series": [{"id": "a", "name": text}]}
    project = read_project(json.dumps(data, ensure_ascii=False).encode(), "x.json")
    escaped = read_project(json.dumps(data).encode(), "x.json")
    assert project.title == project.series[0].name == escaped.title == read_text(text) == "Army strength"
    assert read_project(write_project(project), "x.json") == project
    rows = list(open_text(f"date,{text}\n2024-01-01,{text}\n".encode(), FileReading()).table.records())
    assert [row[1] for row in rows] == ["Army strength"] * 2
    for ascii_only in (True, False):
        table = open_json(json.dumps([{text: text}], ensure_ascii=ascii_only).encode(), FileReading()).table
        assert (table.names, list(table.records())) == (("Army strength",), [["Army strength"]])


def test_of_all_format_controls_only_those_that_are_seen_are_left() -> None:
    controls = {chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf"}
    assert {control for control in controls if control in cleaned(f"a{control}b")} == SEEN


@pytest.mark.parametrize("text", ["می\u200cخواهم", "क्\u200dष", "❤\ufe0f\u200d🔥", "👩🏽\u200d💻", "ᠠ\u180b"])
def test_joiners_stay_where_words_and_signs_are_not_written_without(text: str) -> None:
    assert cleaned(text) == text


@given(TROUBLE)
def test_what_is_cleaned_stays_as_it_is(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert not set(once) & set(NAMED)
    assert unicodedata.is_normalized("NFC", once)
    assert needs_cleaning(text) or once == text


def test_a_number_that_somebody_saw_turned_round_is_not_read() -> None:
    assert cleaned_data("\u202e523,121\u202c") == "\ufffd523,121\ufffd"
    assert cleaned_data("\u200f121,325") == "121,325"


def test_a_control_may_turn_every_number_behind_it_to_the_end_of_its_line() -> None:
    text = "\u202e1, 2\n3 of \u202e4, 5\nand 6"
    turned = turned_from(text)
    assert [number for number in "123456" if turned(text.index(number))] == ["1", "2", "4", "5"]
    assert not turned_from("3 of")(0)


def test_keys_that_differ_in_nothing_seen_hide_no_number() -> None:
    with pytest.raises(Exception, match="stands twice"):
        open_json(b'[{"losses": 1, "losses\\u200b": 2}]', FileReading())


def test_a_text_from_right_to_left_is_kept_to_itself_in_a_sentence() -> None:
    sentence = words("{label}: {low}–{high}", label="נובמבר", low="35,800", high="50,800")
    assert sentence.text() == Formats().words(sentence) == "\u2068נובמבר\u2069: 35,800–50,800"
    around = words("{title}. {path}", title=sentence.text(), path="a\u202eb")
    assert around.text() == "\u2068נובמבר\u2069: 35,800–50,800. \u2068a\u202eb\u2069"


@given(TROUBLE)
def test_what_stands_in_a_sentence_turns_nothing_outside_it(text: str) -> None:
    shown = isolated(text)
    assert isolated(shown) == shown
    for line in shown.split("\n"):
        depth = 0
        for letter in line:
            depth += {"\u2068": 1, "\u2069": -1}.get(letter, 0)
            assert depth >= 0
            assert depth or unicodedata.bidirectional(letter) not in ("R", "AL", "RLE", "RLO", "LRO", "RLI")
        assert depth == 0


def test_a_broken_line_ends_its_isolates() -> None:
    lines = list(isolates_closed(["of \u2068צבא", "ועוד\u2069 35–50"]))
    assert lines == ["of \u2068צבא\u2069", "\u2068ועוד\u2069 35–50"]


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_no_text_begins_a_formula(start: str) -> None:
    assert inert(f"{start}1+1") == f"'{start}1+1"
    assert inert("1+1") == "1+1"


def test_files_may_be_named_from_right_to_left(tmp_path: Path) -> None:
    assert str(words("{file}: {count} rows", file=str(tmp_path / "צבא.json"), count=3)).count("\u2068") == 1


def test_what_a_way_in_has_let_pass_is_saved_all_the_same() -> None:
    project = Project(title="Army strength\u202e", series=(Series(id="a", name="e\u0301"),))
    saved = read_project(write_project(project), "x.json")
    assert (saved.title, saved.series[0].name) == ("Army strength", "é")
