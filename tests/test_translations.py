"""Every text of the program stands in every language, with its names and forms."""

from __future__ import annotations

import pytest
from babel.messages import Catalog

from model.text.catalogue import ENGLISH, LANGUAGES, catalogue, spoken
from model.text.words import PLURAL_RULE
from tests.translations import faults, marked_texts, translated

TRANSLATED = [language for language in LANGUAGES if language != ENGLISH]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated_with_its_names_and_forms(language: str) -> None:
    """Run `python -m tests.translations`, write what it names into the .po, and run it again."""
    assert list(faults(translated(language), marked_texts())) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_the_program_loads_is_what_the_catalogue_says(language: str) -> None:
    said = catalogue(language)
    messages = [message for message in translated(language) if message.id and message.string]
    assert [message.id for message in messages if said(str(message.id)) != message.string] == []


def test_what_is_wrong_with_a_translation_is_named() -> None:
    wanted, made = Catalog(), Catalog("uk")
    rule = made.plural_expr.strip("()")
    for text, said in {
        PLURAL_RULE: rule,
        "{count} row|{count} rows": "{count} рядок|{count} рядки",
        "Saved {time}": "Збережено {час}",
        "&Open…": "Відкрити…",
        "Open": "",
        "Close": "Закрити",
    }.items():
        wanted.add(text)
        made.add(text, said)
    told = list(faults(made, wanted))
    assert [line.split(":")[0] for line in told] == [
        "2 forms",
        "other names",
        "another mark, or another space at its ends",
        "not translated",
    ]
    assert len(list(faults(Catalog("uk"), wanted))) == 6


@pytest.mark.parametrize(
    ("locale", "language"),
    [("uk_UA.UTF-8", "uk"), ("uk", "uk"), ("en-GB", "en"), ("de_DE", ""), ("C", ""), ("", "")],
)
def test_a_locale_asks_for_a_language_that_the_program_speaks_or_for_none(locale: str, language: str) -> None:
    assert spoken(locale) == language


@pytest.mark.parametrize("written", ["{n} people, such as 2,356", "{n} people, such as 22.9 %"])
def test_a_number_in_a_translation_is_written_as_its_language_writes_it(written: str) -> None:
    wanted, made = Catalog(), Catalog("uk")
    made.add(PLURAL_RULE, made.plural_expr.strip("()"))
    wanted.add(written)
    made.add(written, written)
    assert list(faults(made, wanted)) == [f"a number that English writes so: {written}"]
