from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.imports.cells import Unsettled
from model.imports.choices import By, Dating, Kind, Reading
from model.imports.quick_select import BLOCK, quick_select
from model.imports.table import select
from model.text.errors import Unreadable
from tests.model.imports.data import codes, lines, losses, text, values

HEAD = "date,value\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_an_encoding_is_found_by_looking(encoding: str) -> None:
    content = "дата;потери;заметка\n" + "".join(
        f"2024-09-{day:02};{day}000;Потери российской армии за прошедшие сутки составили\n"
        for day in range(1, 20)
    )
    looked = text(content, encoding=encoding)
    assert looked.table.names == ("дата", "потери", "заметка")
    assert looked.reading.delimiter == ";"


def test_western_letters_are_told_from_cyrillic_ones() -> None:
    content = "date;value;where\n" + "".join(
        f"2024-09-{day:02};{day};Zürich, près de l’Hôtel, où les unités étaient situées\n"
        for day in range(1, 20)
    )
    looked = text(content, encoding="cp1252")
    assert looked.reading.encoding == "cp1252"
    assert "Hôtel" in str(looked.sample[0][1][2])


def test_an_encoding_that_does_not_fit_is_refused_by_name() -> None:
    with pytest.raises(Unreadable, match="not in the encoding utf-8"):
        text("date,größe\n", Reading(encoding="utf-8"), encoding="cp1252")
    with pytest.raises(Unreadable, match="no encoding “rot13”"):
        text(HEAD, Reading(encoding="rot13"))


@pytest.mark.parametrize(("sign", "name"), [(",", ","), (";", ";"), ("\t", "\t"), ("|", "|")])
def test_a_separator_is_found_by_looking(sign: str, name: str) -> None:
    looked = text(f"date{sign}value\n2024-09-01{sign}5\n2024-09-02{sign}6\n")
    assert (looked.reading.delimiter, looked.table.names) == (name, ("date", "value"))


def test_the_line_sep_that_excel_writes_is_understood() -> None:
    assert text("sep=;\ndate;value\n2024-09-01;5\n2024-09-02;6\n").table.names == ("date", "value")


def test_two_separators_that_would_do_alike_are_asked_about() -> None:
    with pytest.raises(Unsettled) as refused:
        text("a;b,c\n1;2,3\n4;5,6\n")
    assert [question.choice for question in refused.value.questions] == ["delimiter"]


def test_a_quote_that_is_not_closed_is_refused_with_its_line() -> None:
    with pytest.raises(Unreadable, match="a quoted cell does not end"):
        losses(text(HEAD + '2024-09-01,"5\n2024-09-02,6\n', Reading(delimiter=",")))


def test_titles_above_the_header_and_tags_under_it_are_no_data() -> None:
    content = "Table 1: losses\n\ndate,value\n#date,#affected+killed\n2024-09-01,5\n2024-09-02,7\nTotal,12\n"
    looked = text(content)
    assert (looked.table.header, list(looked.table.titles)) == (3, [1])
    outcome = losses(looked, dating=Dating.REPORT, by=By.DAY)
    assert codes(outcome) == {"tags": [4], "total": [7]}
    assert (outcome.read, outcome.used, values(outcome)) == (4, 2, [2.0])


def test_a_row_with_more_cells_than_columns_is_refused() -> None:
    looked = text(HEAD + "2024-09-01,1\n2024-09-02,2,3\n2024-09-03,4\n")
    assert codes(losses(looked, kind=Kind.PER_ROW, by=By.DAY)) == {"long": [3]}


_cell = st.sampled_from(["russia", "Russia", "ukraine", "", " russia", "é", "x y", "7"])


@given(
    rows=st.lists(st.tuples(_cell, st.sampled_from(["1", "22", "", "3.5"]), _cell), min_size=1, max_size=40),
    ending=st.sampled_from(["\n", "\r\n"]),
    blank=st.integers(0, 3),
    where=st.sampled_from(
        [(), (("a", "Russia"),), (("a", "russia"), ("a", "")), (("a", "russia"), ("c", "x y"))]
    ),
)
def test_the_quick_way_gives_what_the_plain_way_gives(
    rows: list[tuple[str, str, str]], ending: str, blank: int, where: tuple[tuple[str, str], ...]
) -> None:
    filler = lines(*[("russia", n, "z") for n in range(2500)]).replace("\n", ending)
    content = f"a,b,c{ending}" + "".join(",".join(row) + ending for row in rows) + filler + ending * blank
    looked = text(content, Reading(header=1, delimiter=","))
    table = looked.table
    quick = select(table, (1, 0), where)
    plain = select(replace(table, text=None), (1, 0), where)
    assert (quick.rows.tolist(), quick.read) == (plain.rows.tolist(), plain.read)
    assert list(map(list, quick.cells)) == plain.cells
    by_code = [{one.code: one.rows for one in found.refused} for found in (quick, plain)]
    assert by_code[0] == by_code[1]
    assert quick.read == len(quick.rows) + sum(len(one.rows) for one in quick.refused)


def test_the_quick_way_joins_its_blocks_without_losing_a_line() -> None:
    content = "a,b\n" + "".join(f"russia,{n}\n" for n in range(BLOCK // 8))
    looked = text(content)
    assert looked.table.text is not None
    found = quick_select(looked.table.text, (1, 2), (1,), {0: {"russia"}})
    assert found is not None
    rows, (cells,), empty, filtered = found
    assert rows.tolist() == list(range(2, BLOCK // 8 + 2))
    assert list(cells) == [str(n) for n in range(BLOCK // 8)]
    assert (len(empty), len(filtered)) == (0, 0)
