"""The project file read and written: round trips, defaults, order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.chart_settings import ChartNote, ChartSettings
from model.derive.measures import CLAIMED
from model.files import open_project, read_project, sample, save_project, write_project
from model.files.json_text import encoded
from model.files.rows import tree_of
from model.files.shape import _NOT_AS_THE_KEYWORD_SAYS, SCHEMA_FILE, own_units, schema, validator
from model.project import (
    MOST_STEPS,
    Acknowledgement,
    Baseline,
    Campaign,
    Claim,
    ComparedBy,
    Counts,
    GainsAre,
    Intake,
    Milestone,
    OtherDays,
    Period,
    Project,
    Rate,
    Requirement,
    Series,
    Source,
    Stance,
    Trend,
    View,
    WhoseFigures,
)
from model.text.days import Step
from model.text.errors import FileError
from model.text.figures import DatedBy, Figure, Qualifier
from model.text.records import replace
from model.text.units import AreaUnit
from tests.model.files.small_file import DAY, SMALL, changed, faults
from tests.model.strategies import projects
from tests.properties import examples
from tests.schema import text as schema_text


@given(projects())
def test_a_project_written_and_read_again_is_the_same_and_so_are_its_bytes(project: Project) -> None:
    data = write_project(project)
    assert read_project(data, "") == project
    assert write_project(read_project(data, "")) == data


@given(projects())
def test_the_file_is_laid_out_as_the_format_says(project: Project) -> None:
    text = write_project(project).decode("utf-8")
    tree = json.loads(text)
    assert text == json.dumps(tree, indent=2, ensure_ascii=False) + "\n"
    assert list(tree)[:2] == ["format", "version"]
    for value, keys in _objects(tree, "project"):
        assert list(value) == [key for key in keys if key in value]
        none = (
            ("title", "subtitle", "note", "credit") if "chart" in value else ()
        )  # there "" is no text at all
        assert all(member not in ("", [], {}) for key, member in value.items() if key not in none)
    assert validator().is_valid(tree)


@given(projects())
def test_the_quick_writer_gives_the_bytes_of_the_slow_one(project: Project) -> None:
    tree = tree_of(project)
    assert encoded(tree) == (json.dumps(tree, indent=2, ensure_ascii=False) + "\n").encode()


@settings(max_examples=examples(300))
@given(st.floats() | st.floats(-1e-3, 1e-3) | st.floats(-(2.0**53), 2.0**53))
def test_whatever_the_number_the_quick_writer_gives_its_shortest_digits_as_the_slow_one(value: float) -> None:
    """`1e-05` is 0.00001 to other writers, NaN is null, and 2e16 has no exponent."""
    tree = tree_of(Project(periods=(Period("ru", "", DAY, DAY, gains=Figure(value=value)),)))
    assert encoded(tree) == (json.dumps(tree, indent=2, ensure_ascii=False) + "\n").encode()


def test_every_character_is_written_alike_by_the_quick_writer_and_the_slow_one() -> None:
    whole = "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    for text in (whole, "\ud800", "a\udfffb"):
        tree = tree_of(Project(notes=text))
        assert encoded(tree) == (json.dumps(tree, indent=2, ensure_ascii=False) + "\n").encode(
            "utf-8", "backslashreplace"
        )


def _objects(tree: dict[str, Any], kind: str) -> list[tuple[dict[str, Any], list[str]]]:
    """Return every object of the file with the keys that the schema has for it, in its order."""
    rule = schema() if kind == "project" else schema()["$defs"][kind]
    found = [(tree, list(rule["properties"]))]
    for key, part in rule["properties"].items():
        if key in tree:
            inner = part.get("items", part).get("$ref", "").removeprefix("#/$defs/")
            values = tree[key] if isinstance(tree[key], list) else [tree[key]]
            held = [value for value in values if isinstance(value, dict)] if inner else []
            found += [pair for value in held for pair in _objects(value, inner)]
    return found


def test_the_reader_and_the_schema_know_the_same_keys() -> None:
    kinds = {
        "project": Project,
        "source": Source,
        "series": Series,
        "period": Period,
        "intake": Intake,
        "requirement": Requirement,
        "campaign": Campaign,
        "milestone": Milestone,
        "claim": Claim,
        "against": OtherDays,
        "acknowledged": Acknowledgement,
        "chart": ChartSettings,
        "chart_note": ChartNote,
        "view": View,
        "baseline": Baseline,
        "area": Figure,
    }
    for name, kind in kinds.items():
        rule = schema() if name == "project" else schema()["$defs"][name]
        assert set(rule["properties"]) - {"format", "version"} == set(kind.__struct_fields__), name


def test_the_schema_has_the_words_of_the_program() -> None:
    rules = schema()["$defs"]
    assert rules["source"]["properties"]["stance"]["enum"] == list(Stance)
    assert rules["series"]["properties"]["counts"]["enum"] == list(Counts)
    assert rules["series"]["properties"]["gains_are"]["enum"] == list(GainsAre)
    assert rules["people"]["properties"]["qualifier"]["enum"] == list(Qualifier)
    assert rules["area"]["properties"]["unit"]["enum"] == list(AreaUnit)
    assert rules["view"]["properties"]["rate"]["enum"] == list(Rate)
    assert rules["claim"]["properties"]["trend"]["enum"] == list(Trend)
    assert rules["claim"]["properties"]["step"]["enum"] == list(Step)
    assert rules["claim"]["properties"]["count"]["maximum"] == MOST_STEPS
    assert rules["claim"]["properties"]["basis"]["enum"] == list(WhoseFigures)
    assert rules["against"]["properties"]["kind"]["enum"] == list(ComparedBy)
    assert rules["people"]["properties"]["dating"]["enum"] == list(DatedBy)


def test_the_schema_has_the_measures_of_the_program_and_their_units() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text(), "python -m tests.schema"
    assert own_units() == {measure.key: measure.unit for measure in CLAIMED.values()}


def test_every_keyword_of_the_schema_has_its_sentence() -> None:
    said = set(_NOT_AS_THE_KEYWORD_SAYS) | {"type", "required", "additionalProperties", "pattern"}
    silent = {
        "$schema",
        "$defs",
        "$ref",
        "title",
        "description",
        "properties",
        "items",
        "allOf",
        "if",
        "then",
        "else",
        "const",  # of what is no fault of a file: a condition of another rule
    }

    def keywords(rule: Any) -> set[str]:
        if not isinstance(rule, dict):
            return set()
        named = [inner for key in ("properties", "$defs") for inner in rule.get(key, {}).values()]
        inner = (rule.get(key) for key in ("items", "if", "then", "else"))
        parts = [*named, *inner, *rule.get("allOf", [])]
        return set(rule).union(*map(keywords, [*parts, *rule.get("anyOf", [])]))

    said -= {"falseSchema"}  # not a keyword but `false` itself
    assert keywords(schema()) - silent == said


def test_a_file_that_says_only_what_it_is_is_an_empty_project() -> None:
    assert read_project(b'{"version": 3.0, "format": "salient-project"}', "") == Project()
    assert write_project(Project()) == b'{\n  "format": "salient-project",\n  "version": 3\n}\n'


def test_what_is_left_out_stands_for_its_default() -> None:
    project = read_project(json.dumps(SMALL).encode(), "")
    assert project.sources == (Source("isw", "", Stance.UNKNOWN, "", None, ""),)
    assert project.series[0] == Series("ru", "", "", Counts.CASUALTIES, GainsAre.NET, "", "")
    assert project.periods[1].label == ""
    assert project.periods[1].losses is None
    assert project.periods[0].losses == Figure(value=45690.0, qualifier=Qualifier.EXACT, source="isw")
    assert project.claims[0].precision is None
    assert project.view.area_unit is AreaUnit.KM2
    assert isinstance(project.periods[0].losses.value, float)


def test_a_unit_that_is_the_default_of_its_place_is_left_out() -> None:
    tree = changed("periods.0.gains", {"value": 839, "unit": "km2"})
    tree["claims"][0]["stated"]["unit"] = "km2/day"
    project = read_project(json.dumps(tree).encode(), "")
    assert project.periods[0].gains == Figure(value=839.0)
    assert project.claims[0].stated == Figure(value=10.8, qualifier=Qualifier.ABOUT)
    assert b"unit" not in write_project(project)


def test_a_project_that_names_a_default_unit_is_saved_without_it() -> None:
    for unit in ("km2", ""):
        others = (Figure(value=2.0, unit="km2"), Figure(value=3.0))
        rows = (Period("ru", "", DAY, DAY, gains=Figure(value=1.0, unit=unit, alternatives=others)),)
        project = Project(series=(Series("ru"),), periods=rows)
        assert b"unit" not in write_project(project)


def test_whole_numbers_are_written_without_a_point_and_minus_zero_without_its_sign() -> None:
    rows = tuple(
        Period("ru", "", DAY, DAY, gains=Figure(value=value)) for value in (45690.0, 0.5, 1e-7, 2.0**53, -0.0)
    )
    text = write_project(Project(series=(Series("ru"),), periods=rows)).decode()
    values = [line.split(": ")[1] for line in text.splitlines() if '"value"' in line]
    assert values == ["45690", "0.5", "1e-07", "9007199254740992", "0"]


def test_letters_beyond_ascii_are_written_as_they_are() -> None:
    project = Project(title="Осінь 2024 – km² 😀")
    assert "Осінь 2024 – km² 😀".encode() in write_project(project)


def test_a_claim_with_a_trend_has_neither_a_first_day_nor_a_figure() -> None:
    assert faults(changed("claims.0.trend", "rising")) == [
        "claims[0].count: missing",
        'claims[0].start: may not stand here, beside what else is said: "2024-11-01"',
        "claims[0].stated: may not stand here, beside what else is said: {…}",
    ]


def test_a_file_is_saved_and_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "Осінь.json"
    save_project(sample("autumn-2024"), path)
    assert open_project(path) == sample("autumn-2024")
    first = path.read_bytes()
    save_project(open_project(path), path)
    assert path.read_bytes() == first


def test_a_project_that_cannot_be_saved_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    save_project(Project(title="old"), path)
    with pytest.raises(FileError):
        save_project(Project(title="\x00"), path)
    assert open_project(path).title == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]


def test_opening_names_the_file_and_what_is_wrong_with_it(tmp_path: Path) -> None:
    for path, fault in (
        (tmp_path / "none.json", "no such file or folder"),
        (tmp_path, "this is a folder"),
        (tmp_path / "a\0b", "no file can have this name"),
    ):
        with pytest.raises(FileError) as refused:
            open_project(path)
        assert str(refused.value) == f"{path}: {fault}"


def test_a_claim_may_state_a_value_below_zero_only_where_it_counts_no_people() -> None:
    surplus = Claim("ru", DAY, DAY, "shortfall", Figure(value=-5.0))
    project = Project(series=(Series("ru"),), claims=(surplus,))
    assert read_project(write_project(project), "") == project
    with pytest.raises(FileError, match="may not be negative"):
        write_project(replace(project, claims=(replace(surplus, measure="losses"),)))


def test_the_page_about_the_format_names_every_key_and_value_of_the_schema() -> None:
    page = (Path(__file__).parents[3] / "docs" / "project-format.md").read_text(encoding="utf-8")

    def names(rule: Any) -> set[str]:
        if isinstance(rule, list):
            return set().union(*map(names, rule))
        if not isinstance(rule, dict):
            return set()
        return set(rule.get("properties", ())).union(rule.get("enum", ()), *map(names, rule.values()))

    assert [name for name in sorted(names(schema())) if f"`{name}`" not in page] == []


def test_the_example_on_the_page_about_the_format_is_as_the_program_writes_it() -> None:
    page = (Path(__file__).parents[3] / "docs" / "project-format.md").read_text(encoding="utf-8")
    example = page.split("```json\n")[1].split("```")[0].encode()
    assert write_project(read_project(example, "")) == example
