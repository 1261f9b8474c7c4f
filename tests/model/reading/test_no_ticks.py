"""What is told in the words of this field and is none of it, or of which a number beside it says nothing."""

from __future__ import annotations

import pytest

from model.reading.proposal import NoFigure
from tests.model.reading.sentences import read, taken

HEAD = "Source | Date of estimate | Russian casualties | Ukrainian losses"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Im Jahr 2014 wurden 1.641 neue Werbefirmen gegründet, 17 der 56 Seiten sind Werbung."),
        ("de", "Russland wirbt im Mai 2025 auf 56 Plakaten."),
        ("en", "Russia needed 6 answers in 2024."),
        ("en", "In 2024 Russia recruited 3 magazines."),
        ("uk", "За ДСТУ 3966–2009 метою Росії було набрати слова."),
        ("en", "Fake: 10 thousand Russian soldiers dead in May 2024."),
        ("uk", "Фейк: 10 тисяч російських солдатів загинули у травні 2024 року."),
        ("en", "Russia lost 90,000 men by end-2024."),
        ("en", "Across 1914-1922/1923 Russia lost 90,000 men."),
        ("en", "Russia had 338 death sentences in 2024."),
    ],
)
def test_nothing_is_ticked(language: str, text: str) -> None:
    assert [text[p.start : p.end] for p in read(text, language) if p.ticked] == []


def test_a_population_is_not_lost() -> None:
    found = taken("Russia lost 90,000 men out of a 250,000 population in 1975.")
    assert [p.value for p in found] == [90_000]


def test_ground_that_nobody_took_is_asked_about() -> None:
    text = "У жовтні 2024 року фірми Росії відмовились від угідь площею 12 тис га та 30 тис га відповідно."
    found = taken(text, "uk")
    assert len(found) == 2
    assert not any(p.ticked for p in found)


def test_a_mark_of_a_note_is_no_figure_of_a_cell() -> None:
    text = f"{HEAD}\nStaff | Feb 21, 2025 | 1,258,890 (1,010 of them in a day) 19 | 5,000 21\n"
    found = {p.value: p for p in read(text)}
    assert [found[mark].why_not for mark in (19, 21)] == [NoFigure.LIST_MARKER] * 2
    assert not any(p.ticked for p in read(text))


def test_what_else_a_cell_counts_is_not_in_the_unit_of_its_column() -> None:
    text = "Month | Gains (ha)\nMay 2024 | 14.45 MB\nJune 2024 | 517\n"
    assert [(p.value, p.ticked) for p in taken(text) if p.ticked] == [(5.17, True)]
    assert not any(
        p.ticked for p in taken("Papers | map (PDF | 14.45 MB | text)\nMap ha | that (PDF | 4.5 MB | text)")
    )


def test_a_column_says_what_is_counted_in_it() -> None:
    text = "Month | Killed, Russia | Killed and wounded, Russia\nMay 2024 | 5,000 | 35,000\n"
    assert [(p.value, p.counts) for p in taken(text)] == [(5000, "killed"), (35_000, "casualties")]


def test_an_entry_of_a_list_is_no_row_of_a_table() -> None:
    text = (
        "Toll:\n*   BBC names 186,102 Russian soldiers killed since 24 February 2022 and puts Ukrainian losses"
        " at 200,000; in September 2022 Russia told of 6,000.\n*   The war has displaced many people.\n"
    )
    assert not any(p.ticked and p.side == "Russia" and p.value == 200_000 for p in read(text))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Some 600 schools of Russia have already signed up for the 2024 games."),
        ("en", "In 1999 some 600 lords of Russia lost their seats."),
        (
            "en",
            "On 3 May 2024 the army lost 450 men. On 20 May 2024 about 400 riders came, but had to turn back.",
        ),
        ("de", "Im Mai 2024 fanden sie die Gräber von 9 gefallenen russischen Soldaten."),
        (
            "en",
            "The pit of the army has a length of 20m and a depth of 2.3m, the 32m along the top in May 2024.",
        ),
        ("uk", "За статтею 105 мобілізовано в травні 2024 року."),
        ("ru", "В начале 90-х годов погибли солдаты."),
    ],
)
def test_other_nouns_and_objects_are_not_counted(language: str, text: str) -> None:
    assert [text[p.start : p.end] for p in read(text, language) if p.ticked and p.value != 450] == []
