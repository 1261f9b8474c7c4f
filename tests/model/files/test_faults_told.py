"""Every fault of a project file told with its place, and nothing refused that the format does not forbid."""

from __future__ import annotations

import copy
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.files import faults_of_rows, read_project, sample, write_project
from model.files.shape import validator
from model.project import (
    Period,
    Project,
    Series,
)
from model.text.errors import Fault, FileError
from model.text.figures import Figure
from model.text.records import replace
from model.text.words import words
from tests.model.files.small_file import ABSENT, DAY, SMALL, changed, faults, refusal

NO_PROJECT = "not a Salient project; files of figures are imported, and articles read"
MARKS = "a\x00b"
RECIPE = {"file": "x.csv", "as": "losses", "columns": {"date": "day"}, "digest": "0"}


@pytest.mark.parametrize(
    ("place", "value", "fault"),
    [
        ("format", "other", NO_PROJECT),
        ("format", ABSENT, NO_PROJECT),
        ("version", 4, "made by a newer version (4); this one reads up to 3"),
        ("version", 7.0, "made by a newer version (7); this one reads up to 3"),
        ("version", "1", 'the version of the format is not given as a whole number: "1"'),
        ("version", True, "the version of the format is not given as a whole number: true"),
        ("version", 0, "the version of the format is not given as a whole number: 0"),
        ("version", ABSENT, "the version of the format is not given as a whole number: null"),
        ("titel", "x", "titel: unknown key"),
        ("periods.0.series", "", 'periods[0].series: no such series: ""'),
        ("claims.0.series", "", 'claims[0].series: no such series: ""'),
        ("a b", "x", '["a b"]: unknown key'),
        ("title", 5, "title: not a text: 5"),
        ("title", None, "title: not a text: null"),
        ("title", "x" * 10001, "title: longer than 10000 characters: " + json.dumps("x" * 60) + "…"),
        ("title", MARKS, r'title: a control character in the text: "a\u0000b"'),
        ("title", "a\x85b", r'title: a control character in the text: "a\x85b"'),
        ("periods", {}, "periods: not a list: {}"),
        ("periods.0", [1], "periods[0]: not an object: […]"),
        ("periods.0.colour", 1, "periods[0].colour: unknown key"),
        ("periods.0.start", ABSENT, "periods[0].start: missing"),
        ("periods.0.series", ABSENT, "periods[0].series: missing"),
        ("periods.0.series", "uk", 'periods[0].series: no such series: "uk"'),
        ("periods.0.end", "2024-02-30", 'periods[0].end: not a date: "2024-02-30"'),
        ("periods.0.end", "2023-02-29", 'periods[0].end: not a date: "2023-02-29"'),
        ("periods.0.end", "2024-1-3", 'periods[0].end: not a date: "2024-1-3"'),
        ("periods.0.end", "0999-01-03", 'periods[0].end: not a date: "0999-01-03"'),
        ("periods.0.end", "2024-11-30\n", r'periods[0].end: not a date: "2024-11-30\n"'),
        ("periods.0.end", "٢٠٢٤-11-30", 'periods[0].end: not a date: "٢٠٢٤-11-30"'),
        ("periods.0.end", 20241130, "periods[0].end: not a text: 20241130"),
        ("periods.0.losses.value", "45,690", 'periods[0].losses.value: not a number: "45,690"'),
        ("periods.0.losses.value", True, "periods[0].losses.value: not a number: true"),
        ("periods.0.losses.value", -5, "periods[0].losses.value: may not be negative: -5"),
        (
            "periods.0.losses.value",
            2**53 + 1,
            "periods[0].losses.value: too large a number: 9007199254740993; the most is 9007199254740992",
        ),
        ("periods.0.losses.value", 10**300, "periods[0].losses.value: too large a number: "),
        (
            "periods.0.gains.low",
            -(2**53) - 1,
            "periods[0].gains.low: too far below 0: -9007199254740993; the least is -9007199254740992",
        ),
        ("periods.0.losses.value", ABSENT, "periods[0].losses: neither a value nor low and high"),
        ("periods.0.losses", {"low": 5}, "periods[0].losses: neither a value nor low and high"),
        ("periods.0.losses.unit", "people", "periods[0].losses.unit: unknown key"),
        ("periods.0.losses.source", "gsu", 'periods[0].losses.source: no such source: "gsu"'),
        ("periods.0.losses.as_of", "", 'periods[0].losses.as_of: not a date: ""'),
        ("periods.0.losses", None, "periods[0].losses: not an object: null"),
        ("periods.0.gains.unit", "ha", 'periods[0].gains.unit: not one of km2, mi2, km, mi: "ha"'),
        ("periods.0.gains.low", 901, "periods[0].gains: low above high: 901, 900"),
        (
            "periods.0.gains.value",
            799.5,
            "periods[0].gains.value: the value is not between low and high: 799.5",
        ),
        ("periods.0.gains.value", 901, "periods[0].gains.value: the value is not between low and high: 901"),
        (
            "periods.0.gains.qualifier",
            "over",
            "periods[0].gains.qualifier: only about stands with low or high as well: ",
        ),
        (
            "periods.0.losses.qualifier",
            "circa",
            'periods[0].losses.qualifier: not one of exact, about, over, at_least, under, up_to: "circa"',
        ),
        (
            "periods.1.gains.value",
            -1,
            'periods[1].gains.value: may not be negative, as the gains of "ua" are gross: -1',
        ),
        ("campaigns.0.target.value", 0, "campaigns[0].target.value: must be above 0: 0"),
        ("campaigns.0.target", {"low": 0, "high": 0}, "campaigns[0].target.high: must be above 0: 0"),
        ("campaigns.0.target", ABSENT, "campaigns[0].target: missing"),
        (
            "intake",
            [{"series": "ru", "start": "2024-01-01", "end": "2024-01-01"}],
            "intake[0].per_month: missing",
        ),
        ("milestones", [{"series": "ru", "date": "2024-01-01"}], "milestones[0].figure: missing"),
        ("claims.0.stated", ABSENT, "claims[0].stated: missing"),
        ("claims.0.source", "bbc", 'claims[0].source: no such source: "bbc"'),
        ("claims.0.stated.source", "bbc", 'claims[0].stated.source: no such source: "bbc"'),
        ("claims.0.precision", 0, "claims[0].precision: must be above 0: 0"),
        ("claims.0.stated.unit", "km2", 'claims[0].stated.unit: not one of km2/day, mi2/day: "km2"'),
        ("claims.0.measure", "cost", "claims[0].measure: not one of days, months, losses, gains, "),
        ("sources.1", {"id": "isw"}, 'sources[1].id: this id is that of sources[0] already: "isw"'),
        ("sources.0.id", "", "sources[0].id: may not be empty"),
        ("sources.1", {}, "sources[1].id: missing"),
        ("sources.0.stance", "neutral", "sources[0].stance: not one of party, ally, independent, unknown: "),
        ("series.0.color", "red", 'series[0].color: not a colour such as #c0473f: "red"'),
        ("series.0.opponent", "xx", 'series[0].opponent: no such series: "xx"'),
        ("series.0.part_of", "xx", 'series[0].part_of: no such series: "xx"'),
        ("series.0.counted_of", "xx", 'series[0].counted_of: no such series: "xx"'),
        ("series.0.gains_are", "both", 'series[0].gains_are: not one of net, gross, advance: "both"'),
        ("charts", [{"chart": "pie"}], "charts[0].chart: not one of losses-gains, cost, recruitment, "),
        ("charts", [{"chart": "cost", "series": "xx"}], 'charts[0].series: no such series: "xx"'),
        (
            "charts",
            [{"chart": "cost", "series": "ru"}, {"chart": "cost"}, {"chart": "cost", "series": "ru"}],
            "charts[2]: these are settings of the same chart as charts[0]",
        ),
        (
            "charts",
            [{"chart": "cost", "low": 5, "high": 5}],
            "charts[0].high: the axis does not end above its beginning: 5, 5",
        ),
        ("charts", [{"chart": "cost", "decimals": 7}], "charts[0].decimals: too large a number: 7; "),
        ("charts", [{"chart": "cost", "notes": [{"text": "a"}]}], "charts[0].notes[0].start: missing"),
        ("claims.0.count", 5, "claims[0].count: may not stand here, beside what else is said: 5"),
        ("periods.0.losses.alternatives", 5, "periods[0].losses.alternatives: not a list: 5"),
        (
            "periods.0.losses.alternatives",
            [{"value": 1}, {"value": 1, "source": "bbc"}],
            'periods[0].losses.alternatives[1].source: no such source: "bbc"',
        ),
        (
            "periods.0.losses.alternatives",
            [{"value": 1, "alternatives": []}],
            "periods[0].losses.alternatives[0].alternatives: may not stand here, beside what ",
        ),
        (
            "periods.0.gains.alternatives",
            [{"low": 5, "high": 4}],
            "periods[0].gains.alternatives[0]: low above high: 5, 4",
        ),
        (
            "periods.1.gains.alternatives",
            [{"value": -1}],
            'periods[1].gains.alternatives[0].value: may not be negative, as the gains of "ua" are gross: -1',
        ),
        ("claims.0.stated.alternatives", [{"value": 1}], "claims[0].stated.alternatives: unknown key"),
        ("sources.0.accessed", "today", 'sources[0].accessed: not a date: "today"'),
        ("acknowledged", [{}], "acknowledged[0].code: missing"),
        ("acknowledged", [{"code": "", "rows": []}], "acknowledged[0].code: may not be empty"),
        ("acknowledged", [{"code": "gap", "rows": [5]}], "acknowledged[0].rows[0]: not a text: 5"),
        (
            "imports",
            [{**RECIPE, "as": "tables"}],
            "imports[0].as: not one of losses, gains, intake, table, references, shares: ",
        ),
        ("imports", [{**RECIPE, "columns": {"label": "x"}}], "imports[0].columns.label: unknown key"),
        ("imports", [{**RECIPE, "header": -1}], "imports[0].header: may not be negative: -1"),
        ("imports", [{**RECIPE, "skip": [1.5]}], "imports[0].skip[0]: not a whole number: 1.5"),
        ("imports", [{**RECIPE, "zero_gaps": 1}], "imports[0].zero_gaps: neither true nor false: 1"),
        ("imports", [{**RECIPE, "where": [["a"]]}], "imports[0].where[0]: not a pair of texts: […]"),
        (
            "imports",
            [{**RECIPE, "spans": ["2024"]}],
            'imports[0].spans[0]: not days such as 2024-09-01..2024-11-30: "2024"',
        ),
        (
            "imports",
            [{**RECIPE, "spans": ["2024-02-30..2024-03-01"]}],
            'imports[0].spans[0]: not a date: "2024-02-30"',
        ),
        ("view.area_unit", "ha", 'view.area_unit: not one of km2, mi2: "ha"'),
        ("view.baseline.series", "x", 'view.baseline.series: no such series: "x"'),
        ("view.baseline.end", ABSENT, "view.baseline.end: missing"),
        ("view.zoom", 3, "view.zoom: unknown key"),
    ],
)
def test_one_fault_is_told_with_its_place(place: str, value: object, fault: str) -> None:
    found = faults(changed(place, value))
    assert len(found) == 1
    assert found[0].startswith(fault)
    assert found[0] == fault or fault.endswith((" ", ", "))


def test_the_small_file_has_no_fault() -> None:
    assert faults(SMALL) == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("periods.0.end", "2024-10-01"),
        ("periods.1", SMALL["periods"][0]),
        ("periods.0.gains.value", 800),
        ("periods.0.gains", {"value": -9837.94}),
        ("periods.0.gains.qualifier", "exact"),
        ("periods.0.losses.source", ""),
        ("periods.0.losses.value", 2**53),
        ("periods.0.losses.value", 5.0),
        ("title", "x" * 10000),
        ("title", "two\nlines\tand a tab"),
        ("campaigns.0.target", {"low": 0, "high": 5}),
        ("view.baseline.end", "2020-01-01"),
    ],
)
def test_what_the_format_does_not_forbid_opens(place: str, value: object) -> None:
    assert faults(changed(place, value)) == []


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    tree = changed("periods.0.end", "2024-02-30")
    tree["periods"][0]["colour"] = 1
    tree["periods"][0]["gains"]["low"] = 1000
    tree["periods"][1]["series"] = "uk"
    tree["claims"][0]["stated"]["value"] = "53"
    tree["sources"].append({"id": "isw"})
    text = json.dumps(tree).replace('"value": 45690', '"value": NaN')
    assert faults(text.encode()) == [
        'sources[1].id: this id is that of sources[0] already: "isw"',
        "periods[0].colour: unknown key",
        'periods[0].end: not a date: "2024-02-30"',
        "periods[0].gains: low above high: 1000, 900",
        "periods[0].losses.value: not a number: NaN",
        'periods[1].series: no such series: "uk"',
        'claims[0].stated.value: not a number: "53"',
    ]


def test_the_first_twenty_faults_are_told_and_how_many_more() -> None:
    tree = changed("periods", [{"series": "ru", "start": "x", "end": "y"} for _ in range(30)])
    with pytest.raises(FileError) as refused:
        read_project(json.dumps(tree).encode(), "x.json")
    assert [str(fault) for fault in refused.value.faults][:3] == [
        'periods[0].end: not a date: "y"',
        'periods[0].start: not a date: "x"',
        'periods[1].end: not a date: "y"',
    ]
    assert len(refused.value.faults) == 20
    assert refused.value.more == 40
    assert str(refused.value.rest) == "and 40 more faults"


@pytest.mark.parametrize(
    ("rows", "end", "said"),
    [
        (4_000, '"y"', "and 3980 more faults"),
        (10_001, '"y"', "and at least"),  # more than are counted
        (4_000, "NaN", "and 3980 more faults"),
        (10_001, "NaN", "and at least 9980 more faults"),  # more than the parser tells of
    ],
)
def test_where_counting_of_faults_ends_the_count_is_said_to_be_the_least(
    rows: int, end: str, said: str
) -> None:
    tree = changed("periods", [{"series": "ru", "start": "2024-01-01", "end": "?"} for _ in range(rows)])
    with pytest.raises(FileError) as refused:
        read_project(json.dumps(tree).replace('"?"', end).encode(), "x.json")
    assert str(refused.value.rest).startswith(said)


def test_one_fault_of_the_ids_is_not_told_again_by_every_row_that_names_them() -> None:
    assert faults(changed("series.0.id", 5)) == ["series[0].id: not a text: 5"]


def test_what_a_newer_version_holds_is_not_judged() -> None:
    data = b'{"format": "salient-project", "version": 4, "layers": [1, NaN], "layers": 3}'
    assert faults(data) == ["made by a newer version (4); this one reads up to 3"]


@pytest.mark.parametrize("data", [b"[]", b"null", b"date;losses\n", b'{"a": 1}', b'{"format": []}'])
def test_another_file_is_not_a_salient_project(data: bytes) -> None:
    assert faults(data) == [NO_PROJECT]


def _nodes(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path] + [node for key, item in inner for node in _nodes(item, (*path, key))]


ODD_VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 1.5, 2**53 + 1, -(10**30), 1e300, "", "x", "ru", "2024-02-30", "0001-01-01"),
    *("about", "km2", "mi2", "vs_baseline", "losses", [], {}, [[]], [{}], {"value": 1}, {"low": 1}, "\x00"),
    *({"id": "ru"}, [{"id": "ru"}, {"id": "ru"}]),
)
REAL = json.loads(write_project(sample("autumn-2024")))


@given(st.data())
def test_a_broken_file_is_refused_exactly_where_schema_or_meaning_refuse_it(data: st.DataObject) -> None:
    tree = copy.deepcopy(REAL)
    for _ in range(data.draw(st.integers(1, 3))):
        what = data.draw(st.sampled_from(("set", "delete", "add", "rename", "rename", "rename")))
        named = [path for path in _nodes(tree) if path and path[-1] in {"id", "series", "source"}]
        path = data.draw(st.sampled_from(named if what == "rename" and named else _nodes(tree)[1:]))
        *outer, last = path
        inner = tree
        for step in outer:
            inner = inner[step]
        match what:
            case (
                "rename"
            ):  # which no schema forbids: a row of a series that there is not, an id that is taken
                inner[last] = data.draw(st.sampled_from(("ru", "isw", "gsu", "x")))
            case "set":
                inner[last] = data.draw(st.sampled_from(ODD_VALUES))
            case "delete":
                del inner[last]
            case "add" if isinstance(inner, dict):
                inner[data.draw(st.sampled_from(("unit", "qualifier", "low", "high", "x", "note")))] = (
                    data.draw(st.sampled_from(ODD_VALUES))
                )
        if len(_nodes(tree)) == 1:
            break
    encoded = json.dumps(tree).encode()
    found = faults(encoded)
    if not validator().is_valid(tree):
        assert found
    elif found:
        meant = ("no such", "this id is", "low above high", "the value is not between", "as the gains of")
        assert all(any(words in fault for words in meant) for fault in found)
    else:
        project = read_project(encoded, "")
        assert validator().is_valid(json.loads(write_project(project)))


@given(st.data())
def test_bytes_that_are_broken_anywhere_are_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    encoded = bytearray(write_project(sample("autumn-2024")))
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(encoded) - 1))
        length = data.draw(st.integers(0, 40))
        tokens = (
            b"[",
            b"{",
            b'"',
            b"\\",
            b"\\ud800",
            b"NaN",
            b"1e999",
            b"-",
            b",",
            b":",
            b"\xff",
            b"\x00",
            b"9" * 30,
        )
        encoded[start : start + length] = data.draw(st.binary(max_size=6) | st.sampled_from(tokens))
        if not encoded:
            break
    refused = refusal(bytes(encoded))
    if refused:
        assert 1 <= len(refused.faults) <= 20
        assert all("\n" not in str(fault) for fault in refused.faults)
    else:
        project = read_project(bytes(encoded), "")
        assert read_project(write_project(project), "") == project


@pytest.mark.parametrize(
    ("project", "fault"),
    [
        (Project(title="a\ud800"), r'title: half a character (a lone surrogate): "a\ud800"'),
        (Project(title=MARKS), r'title: a control character in the text: "a\u0000b"'),
        (
            Project(series=(Series("ru"), Series("ru"))),
            'series[1].id: this id is that of series[0] already: "ru"',
        ),
        (
            Project(
                series=(Series("ru"),), periods=(Period("ru", "", DAY, DAY, Figure(value=float("nan"))),)
            ),
            "periods[0].losses.value: not a number: NaN",
        ),
        (
            Project(
                series=(Series("ru"),), periods=(Period("ru", "", DAY, DAY, Figure(value=float("-inf"))),)
            ),
            "periods[0].losses.value: not a number: -Infinity",
        ),
        (
            Project(series=(Series("ru"),), periods=(Period("ru", "", DAY, DAY, Figure(value=2.0**54)),)),
            "periods[0].losses.value: too large a number: 18014398509481984; the most is 9007199254740992",
        ),
        (
            Project(series=(Series("ru"),), periods=(Period("ru", "", DAY, date(999, 1, 1)),)),
            'periods[0].end: not a date: "0999-01-01"',
        ),
    ],
)
def test_a_project_that_may_not_be_in_a_file_is_not_written(project: Project, fault: str) -> None:
    with pytest.raises(FileError) as refused:
        write_project(project, "x.json")
    assert [str(each) for each in refused.value.faults] == [fault]
    assert refused.value.file == "x.json"


def test_the_faults_of_some_rows_are_those_a_file_would_have() -> None:
    good = Period("ru", "", DAY, DAY)
    rows = (good, replace(good, series="uk"), replace(good, losses=Figure(value=-1.0)), good)
    project = Project(series=(Series("ru"), Series("ru")), periods=rows)
    assert [str(fault) for fault in faults_of_rows(project, "periods", [0, 2, 1])] == [
        'periods[1].series: no such series: "uk"',
        "periods[2].losses.value: may not be negative: -1",
    ]
    assert faults_of_rows(project, "periods", [0, 3]) == ()
    small = replace(project, periods=(replace(good, gains=Figure(value=0.00001)), rows[2]))
    assert [fault.place for fault in faults_of_rows(small, "periods", [0, 1])] == ["periods[1].losses.value"]
    assert [fault.place for fault in faults_of_rows(project, "series", [1])] == ["series[1].id"]
    assert faults_of_rows(project, "series", [0]) == ()


def test_the_faults_within_the_sentence_of_a_file_are_translated_too() -> None:
    faults = [Fault("periods[0].end", words("no day")), Fault("", words("no such file or folder"))]
    ukrainian = {"no such file or folder": "такого файлу чи папки немає"}
    told = FileError("a.json", faults).words.text(lambda text: ukrainian.get(text, text))
    assert told == "a.json: periods[0].end: no day; такого файлу чи папки немає"
