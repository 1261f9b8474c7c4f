"""The enemy is the side that does not speak; nobody is it by being the last one spoken of."""

from __future__ import annotations

import pytest

from model.reading.doubts_of_people import WHO_STATES, WHOSE
from tests.model.reading.sentences import read, taken


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ukrainian forces advanced in May. The enemy lost 35,000 men in May 2024."),
        ("en", "In May 2024 the enemy lost 35,000 men."),
        ("en", "The Ukrainian army eliminated 1,200 enemy soldiers on 5 May 2024."),
        ("ru", "Российские войска наступали. Противник потерял в мае 2024 года 35 000 человек."),
        ("de", "Laut dem russischen Verteidigungsministerium verlor der Gegner im Mai 2024 35.000 Mann."),
        ("uk", "Міноборони РФ заявило, що противник втратив у травні 2024 року 35 тисяч осіб."),
    ],
)
def test_whose_the_enemy_is_is_asked(language: str, text: str) -> None:
    (found,) = taken(text, language)
    assert found.question == WHOSE
    assert found.side in ("", "Росія")


def test_of_two_sides_the_enemy_is_the_other() -> None:
    text = "Russia took 259 sq km in January 2025. Ukraine's army put enemy losses in January 2025 at 28,590."
    assert [p.side for p in taken(text)] == ["Russia", "Russia"]


def test_the_enemy_of_a_ukrainian_text_is_russia() -> None:
    (found,) = taken("Ворог втратив у травні 2024 року 35 тисяч осіб, повідомив Генштаб ЗСУ.", "uk")
    assert (found.side, found.ticked) == ("Росія", True)


def test_who_kills_is_not_who_dies() -> None:
    (found,) = taken("Ukrainische Truppen töteten im November 2024 rund 1.500 russische Soldaten.", "de")
    assert (found.side, found.counts, found.value) == ("Russland", "killed", 1500)


def test_so_many_dead_for_each_dead_of_another_side_are_no_losses() -> None:
    text = "На одного загиблого українського військового припадає троє загиблих росіян."
    (found,) = taken(text, "uk")
    assert (found.measure, found.unit, found.value) == ("exchange", "times", 3)


@pytest.mark.parametrize("said", ["The ratio of losses was 1:5", "Losses stood at 2 : 7"])
def test_a_ratio_is_no_number_of_the_lost(said: str) -> None:
    assert taken(f"{said} in May 2024.") == []


TABLE = "Month | Russian losses\nMay 2024 | 35,000\nJune 2024 | 34,000\n"


def test_who_counted_a_table_is_asked_where_a_text_names_several() -> None:
    text = f"The losses have been told by Mediazona. The General Staff counts too.\n\n{TABLE}"
    assert {p.question for p in read(text) if p.kind} == {WHO_STATES}


def test_a_line_above_a_table_says_who_counted() -> None:
    text = f"Mediazona named 5,000 dead in 2023.\n\nLosses by month, according to the Ministry of Defence\n{TABLE}"
    found = [p for p in read(text) if p.kind and p.value in (35_000, 34_000)]
    assert [(p.source, p.ticked) for p in found] == [("Ministry of Defence", True)] * 2
