"""Whose a number is: the kinds of places a side is named in, all sentences invented."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from model.reading.doubts import A_PART
from tests.model.reading import sentences

taken = partial(sentences.taken, published=date(2025, 11, 10))


@pytest.mark.parametrize(
    ("text", "language", "sides"),
    [
        (
            "Israel lost 300 soldiers in May. In the Gaza Strip 200 more soldiers died in June.",
            "en",
            ["Israel", "Israel"],
        ),
        ("In the Iraq War, in 2006, 820 U.S. soldiers lost their lives.", "en", ["United States"]),
        ("In May 240 US soldiers died in Afghanistan.", "en", ["United States"]),
        ("In May 240 IDF soldiers died in Lebanon.", "en", ["Israel"]),
        ("The Afghan army lost 900 soldiers in May.", "en", ["Afghanistan"]),
        (
            "In May Russia had 30,000 deaths, compared to Ukraine’s nearly 14,000.",
            "en",
            ["Russia", "Ukraine"],
        ),
        (
            "In May, in fighting against gunmen from the Palestinian movement, Israeli troops lost 30 men.",
            "en",
            ["Israel"],
        ),
        ("У жовтні в російську армію вступили 31 тисяча добровольців.", "uk", ["Росія"]),
        ("В октябре в российскую армию вступили 31 тысяча добровольцев.", "ru", ["Россия"]),
        ("У жовтні загинули 300 північнокорейських солдатів.", "uk", ["КНДР"]),
        ("Russland hat im Oktober im Krieg gegen die Ukraine 31.000 Soldaten verloren.", "de", ["Russland"]),
        (
            "Russische Verluste im Ukraine-Krieg: Im Oktober wurden 31.000 Soldaten getötet.",
            "de",
            ["Russland"],
        ),
        ("Im Oktober starben 300 nordkoreanische Soldaten.", "de", ["Nordkorea"]),
    ],
)  # fmt: skip - one case a line reads as a table
def test_a_side_is_whoever_is_named_as_fighting(text: str, language: str, sides: list[str]) -> None:
    assert [p.side for p in taken(text, language)] == sides


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("In October 300 civilians were killed and 900 injured in Ukraine.", "en"),
        ("Im Oktober wurden 300 Zivilisten getötet.", "de"),
        ("У жовтні 300 цивільних було вбито.", "uk"),
    ],
)
def test_civilians_who_were_killed_are_lost_and_asked_about(text: str, language: str) -> None:
    found = taken(text, language)
    assert found[0].value == 300
    assert found[0].question == A_PART
    assert not any(p.ticked for p in found)


@pytest.mark.parametrize(
    ("text", "language", "side"),
    [
        (
            "Israel lost 300 soldiers in May. At least 900 people have been killed in Gaza in June.",
            "en",
            "Gaza",
        ),
        ("Russia lost 300 men in May. Russia lost 900 people in Ukraine in June.", "en", "Russia"),
    ],
)
def test_civilians_killed_in_a_country_are_its_own(text: str, language: str, side: str) -> None:
    assert taken(text, language)[-1].side == side


@pytest.mark.parametrize(
    ("text", "language", "side"),
    [
        ("Highland drones killed more than 450 soldiers in October.", "en", ""),
        ("Israeli strikes killed 30 people in Gaza in October.", "en", "Gaza"),
        ("Ukraine's army killed or wounded 45,690 enemy troops in October.", "en", ""),
        ("Російські війська вбили понад 40 людей у жовтні.", "uk", ""),
        # the enemy of whose office speaks
        (
            "По данным Минобороны России, противник потерял в октябре 450 солдат. ВСУ отступают.",
            "ru",
            "Украина",
        ),
        ("В октябре противник потерял 450 солдат. ВСУ отступают.", "ru", ""),
        ("The Ukrainian army had 450 soldiers killed in October.", "en", "Ukraine"),
        ("In October the Russian army lost 1,500 men: killed 450, wounded 1,050.", "en", "Russia"),
    ],
)
def test_who_kills_loses_nobody_by_it(text: str, language: str, side: str) -> None:
    assert {p.side for p in taken(text, language)} == {side}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("In June 82 Israeli soldiers and 47 civilians were killed in the war.", "en"),
        ("Im Juni wurden 82 israelische Soldaten und 47 Zivilisten getötet.", "de"),
    ],
)
def test_soldiers_are_killed_with_the_civilians_told_beside_them(text: str, language: str) -> None:
    soldiers, civilians = taken(text, language)
    assert (soldiers.value, soldiers.kind, soldiers.side) == (82, "losses", "Israel")
    assert civilians.question


def test_soldiers_told_beside_refugees_are_not_lost() -> None:
    text = "Russia lost 900 men in May. In June 82 soldiers and 47 refugees came to Riga."
    assert [p.value for p in taken(text)] == [900]
