"""Texts whose words depend on a number have all forms of a language: no pair of one and many is left."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from babel.messages import Catalog

from model.text.formats import Formats, counted
from model.text.units import label
from model.text.words import PLURAL_RULE, marked, words
from tests.translations import faults, texts
from tests.trees import trees

UKRAINIAN = {
    PLURAL_RULE: "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2",
    "{count} row|{count} rows": "{count} рядок|{count} рядки|{count} рядків",
    "day|days": "день|дні|днів|дня",
}


def in_ukrainian(text: str) -> str:
    return UKRAINIAN.get(text, text)


def chosen_by_one(tree: ast.AST) -> Iterator[int]:
    """Return the lines at which one of two texts is chosen by whether a number is 1."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.If | ast.IfExp) or not isinstance(node.test, ast.Compare):
            continue
        if not isinstance(node.test.ops[0], ast.Eq | ast.NotEq):
            continue
        against = [part.value for part in node.test.comparators if isinstance(part, ast.Constant)]
        body = node.body if isinstance(node.body, list) else [node.body]
        other = node.orelse if isinstance(node.orelse, list) else [node.orelse]
        if against == [1] and all(any(any(texts(part)) for part in side) for side in (body, other)):
            yield node.lineno


def test_no_text_is_chosen_by_whether_a_number_is_one() -> None:
    found = [
        f"{place}:{line}"
        for room in ("gui", "model")
        for place, tree in trees(room, r"\bif .*[!=]= 1(?::| else|$)")
        for line in chosen_by_one(tree)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{count} rows", True),
        ("1 row", True),
        ("{n} selected periods", True),
        ("{count} row|{count} rows", False),
        ("at most {most} rows", False),
        ("2.1 rows", False),
    ],
)
def test_a_number_without_its_forms_is_told(text: str, told: bool) -> None:
    wanted = Catalog()
    wanted.add(text)
    assert (f"no forms of a number: {text}" in faults(Catalog("uk"), wanted)) == told


def test_the_value_count_chooses_the_form_and_is_written_as_the_person_writes_numbers() -> None:
    text = marked("{count} row|{count} rows")
    assert [str(words(text, count=count)) for count in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]
    assert str(words(text, count=counted(1_204))) == "1,204 rows"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1 рядок"),
        (2, "2 рядки"),
        (5, "5 рядків"),
        (11, "11 рядків"),
        (21, "21 рядок"),
        (112, "112 рядків"),
    ],
)
def test_a_translation_has_as_many_forms_as_its_language_needs(count: int, said: str) -> None:
    text = words("{count} row|{count} rows", count=count)
    assert text.text(in_ukrainian) == said
    assert Formats(translate=in_ukrainian).words(text) == said


def test_a_translation_with_fewer_forms_than_its_rule_has_says_the_last() -> None:
    short = {**UKRAINIAN, "{count} row|{count} rows": "рядків: {count}"}
    assert words("{count} row|{count} rows", count=1).text(lambda text: short.get(text, text)) == "рядків: 1"


def test_a_bar_in_a_value_is_no_form() -> None:
    assert str(words("“{name}”: {count} row|“{name}”: {count} rows", name="a|b", count=2)) == "“a|b”: 2 rows"


def test_a_text_with_forms_wants_a_number() -> None:
    with pytest.raises(TypeError, match="no number"):
        str(words("{count} row|{count} rows", count="2"))


def test_units_have_forms_and_a_part_of_one_is_many() -> None:
    assert [str(label("days", number)) for number in (0, 1, 1.5, 2)] == ["days", "day", "days", "days"]
    said = [label("days", number).text(in_ukrainian) for number in (1, 3, 7, 1.5)]
    assert said == ["день", "дні", "днів", "дня"]
