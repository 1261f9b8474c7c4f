from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.imports.cells import Broken, Unsettled
from model.imports.choices import Dating, FileReading, Kind, PeriodLength
from model.imports.formats.text_file import records_of
from model.text.errors import Unreadable
from tests.model.imports.data import codes, losses, text, values

HEAD = "date,value\n"


@pytest.mark.parametrize("content", ["date,losses\n2024-09-01,1,300\n", "date,losses\n1,2024-09-01,1300\n"])
def test_more_numbers_in_a_row_than_names_are_asked_about(content: str) -> None:
    (question,) = text(content).questions
    assert (question.choice, "“,” may stand inside of numbers" in str(question.words)) == ("delimiter", True)
    assert not text(content, FileReading(delimiter=",")).questions
    assert not text("date,losses\n2024-09-01,1300,a remark\n").questions


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
        text("date,größe\n", FileReading(encoding="utf-8"), encoding="cp1252")
    with pytest.raises(Unreadable, match="no encoding “rot13”"):
        text(HEAD, FileReading(encoding="rot13"))


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


@pytest.mark.parametrize(
    "bad",
    [
        '2024-09-02,"5',  # never closed
        '2024-09-02,"5" x',
        r'2024-09-02,"a \"b\" c"',
    ],
)
def test_a_stray_quote_costs_its_own_row_and_no_other(bad: str) -> None:
    content = HEAD + f"2024-09-01,5\n{bad}\n2024-09-03,7\n2024-09-04,8\n"
    outcome = losses(text(content, FileReading(delimiter=",")), kind=Kind.PER_ROW, by=PeriodLength.DAY)
    assert codes(outcome) == {"quotes": [3]}
    assert (outcome.read, values(outcome)) == (4, [5, None, 7, 8])


def test_a_stray_quote_leaves_its_day_without_a_figure_where_days_without_rows_had_nothing() -> None:
    content = HEAD + '2024-09-01,5\n2024-09-02,"5\n2024-09-03,7\n'
    outcome = losses(
        text(content, FileReading(delimiter=",")), kind=Kind.PER_ROW, by=PeriodLength.DAY, zero_gaps=True
    )
    assert values(outcome) == [5, None, 7]


def test_a_quote_that_swallows_whole_rows_is_no_cell() -> None:
    rows = [f"2024-09-{day:02},{day},ok" for day in range(1, 10)]
    rows[3] = '2024-09-04,4,"open'
    rows[7] = '2024-09-08,8,close"'
    content = "date,value,note\n" + "\n".join(rows) + "\n"
    outcome = losses(text(content, FileReading(delimiter=",")), kind=Kind.PER_ROW, by=PeriodLength.DAY)
    assert codes(outcome)["quotes"] == [5]
    assert values(outcome)[4:7] == [5, 6, 7]


def test_a_cell_over_several_lines_is_one() -> None:
    content = 'date,value,note\n2024-09-01,5,"one\ntwo\nthree"\n2024-09-02,6,\n'
    outcome = losses(text(content), kind=Kind.PER_ROW, by=PeriodLength.DAY)
    assert (outcome.read, values(outcome)) == (2, [5, 6])


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8), min_size=1, max_size=4
        ),
        max_size=8,
    )
)
def test_what_the_csv_module_writes_is_read_as_it_was(rows: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    read = list(records_of(io.StringIO(written.getvalue(), newline=""), ","))
    told = [row for row in read if not isinstance(row, Broken)]
    assert told == rows or any(isinstance(row, Broken) for row in read)
    if not any("\n" in cell or "\r" in cell for row in rows for cell in row):
        assert read == rows


def test_a_file_of_nothing_but_open_quotes_is_read_in_a_line_each() -> None:
    def steps(count: int) -> int:
        handed = 0

        def lines_of_file() -> Iterator[str]:
            nonlocal handed
            for _ in range(count):
                handed += 1
                yield 'a,"b\n'

        assert sum(isinstance(row, Broken) for row in records_of(lines_of_file(), ",")) >= count // 2
        return handed

    assert steps(4000) == 4000


def test_the_ending_of_a_file_speaks_for_its_separator() -> None:
    ragged = "date\tvalue\tplace\n2024-09-01\t5\n2024-09-02\t6\tEastville, ET\n2024-09-03\t7\tMidway, MT\n"
    outcome = losses(text(ragged, name="some.tsv"), kind=Kind.PER_ROW, by=PeriodLength.DAY)
    assert values(outcome) == [5, 6, 7]


def test_a_name_matches_whatever_its_unicode_form() -> None:
    decomposed = unicodedata.normalize("NFD", "date,value,Región\n2024-09-01,5,Zürich\n2024-09-02,6,Genève\n")
    looked = text(decomposed)
    assert looked.table.names[2] == "Región"
    outcome = losses(looked, kind=Kind.PER_ROW, by=PeriodLength.DAY, where=(("Región", "Zürich"),))
    assert values(outcome) == [5]


def test_titles_above_the_header_and_tags_under_it_are_no_data() -> None:
    content = "Table 1: losses\n\ndate,value\n#date,#affected+killed\n2024-09-01,5\n2024-09-02,7\nTotal,12\n"
    looked = text(content)
    assert (looked.table.header, list(looked.table.titles)) == (3, [1])
    outcome = losses(looked, dating=Dating.REPORT, by=PeriodLength.DAY)
    assert codes(outcome) == {"tags": [4], "total": [7]}
    assert (outcome.read, outcome.used, values(outcome)) == (4, 2, [2.0])


def test_a_row_with_more_cells_than_columns_is_refused() -> None:
    looked = text(HEAD + "2024-09-01,1\n2024-09-02,2,3\n2024-09-03,4\n")
    assert codes(losses(looked, kind=Kind.PER_ROW, by=PeriodLength.DAY)) == {"long": [3]}


_cell = st.sampled_from(["russia", "Russia", "ukraine", "", " russia", "é", "x y", "7"])
