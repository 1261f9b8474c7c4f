"""Who states a number in articles: by the kinds in which they say it, all sentences invented."""

from __future__ import annotations

from datetime import date

import pytest

from model.reading.doubts_of_people import WHO_STATES
from model.reading.proposal import Proposal
from model.reading.report import read_report


def taken(text: str, language: str = "en") -> list[Proposal]:
    report = read_report(text, date(2025, 11, 10), language, source="Harbour Mail")
    return [p for p in report.proposals if p.kind is not None]


def sources(text: str, language: str = "en") -> list[str]:
    return [p.source for p in taken(text, language)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The army lost 31,000 men in October.\n\nAda Moor stated this in an interview.", "Ada Moor"),
        ("In October the army lost 31,000 men. Hill Watch reported this in its latest survey.", "Hill Watch"),
        (
            "In October 31,000 men were lost, according to a statement released on Monday by the Hill Office.",
            "Hill Office",
        ),
        ("In October 31,000 men were lost, the Hill Office pointed out.", "Hill Office"),
        (
            "Ada Moor, a historian at Hill College, an old school in Lowland, has counted 31,000 dead in October.",
            "Ada Moor",
        ),
        ("The Finds & Names Project counted 31,000 dead in October.", "Finds & Names Project"),
        (
            "According to British, French and other Western officials, 31,000 men were lost in October.",
            "Western officials",
        ),
    ],
)  # fmt: skip - one case a line reads as a table
def test_who_states_it_is_told_behind_it_or_in_many_words(text: str, source: str) -> None:
    assert sources(text) == [source]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "The Hill Office of Names counts them. It is hard, Ada Moor said. In October 300 Russian soldiers were killed, the organization states.",
            "Hill Office of Names",
        ),
        (
            "The Hill Department of Health is small, the Ukrainians say. In October 300 Russian soldiers were killed, the agency said.",
            "",
        ),
        (
            "The Ministry's Veterans Department is old. According to the department's data, 300 Russian soldiers were killed in October.",
            "Ministry's Veterans Department",
        ),
        (
            "An article in the Lowland Times sums it up. In October 300 Russian soldiers were killed, the newspaper points out.",
            "Lowland Times",
        ),
        ("Hill Watch counts them. Some estimates put Russian soldiers killed in October at 300.", ""),
        (
            "It is more, say the authorities -- Hill Watch counted 300 Russian soldiers killed in October.",
            "Hill Watch",
        ),
        (
            "The Ukrainians claim less. In October 300 Russian soldiers were killed, the think tank reports.",
            "",
        ),
    ],
)  # fmt: skip - one case a line reads as a table
def test_who_is_spoken_of_again_is_whoever_can_be_meant_or_nobody(text: str, source: str) -> None:
    (found,) = taken(text)
    assert found.source == source
    assert found.source or found.question == WHO_STATES


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "In October 300 Russian soldiers were killed, with fatalities estimated at 280 in all of the year.",
            "en",
        ),
        ("В октябре удалось установить имена 300 погибших солдат.", "ru"),
        ("У жовтні загинули 300 солдатів, за підрахунками яких немає певності.", "uk"),
    ],
)
def test_what_is_told_and_small_words_state_nothing(text: str, language: str) -> None:
    assert set(sources(text, language)) <= {"", "Harbour Mail"}


def test_a_headline_that_names_nobody_says_what_its_article_does() -> None:
    text = "Army lost 31,000 men\n\nIn October the army lost 31,000 men, according to Hill Watch."
    headline, full = taken(text)
    assert (headline.source, headline.same_as) == ("Hill Watch", 1)
    assert full.same_as is None


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        (
            "A survey was released on Monday by the Hill Office of Names. It is sad, said Ada Moor.\n\nAccording to the survey, 300 Russian soldiers were killed in October.",
            "en",
            ["Hill Office of Names"],
        ),
        (
            "In October 300 men were killed, US Envoy Ada Moor said.",
            "en",
            ["US Envoy Ada Moor"],
        ),
        (
            "A study by the Hill Office of Names is out, said Ada Moor. In October 300 men were killed, according to the analysis.",
            "en",
            ["Hill Office of Names"],
        ),
        ("According to Hill Watch data, 300 men were killed in October.", "en", ["Hill Watch"]),
        (
            "In October 300 men were killed, the Lowlandish authorities said.",
            "en",
            ["Lowlandish authorities"],
        ),
        (
            "Army hires 300 men every month\n\nThe army hires 300 men every month. This was reported by Hill Watch.",
            "en",
            ["Hill Watch", "Hill Watch"],
        ),
        (
            "У жовтні загинули 300 солдатів, повідомляє сторінка генерала Олександра Сирського.",
            "uk",
            ["Олександр Сирський"],
        ),
    ],
)  # fmt: skip - one case a line reads as a table
def test_a_report_is_its_authors_and_a_page_its_owners(text: str, language: str, found: list[str]) -> None:
    assert sources(text, language) == found


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        (
            "In October 300 men were killed, a watchdog said on Monday.\n\nIn September it was 250 men killed, said the Hill Office of Names.",
            "en",
            ["Hill Office of Names"] * 2,
        ),
        (
            "In October 300 men were killed, a minister said.\n\nIn September 250 men were killed, Ada Moor said.",
            "en",
            ["minister", "Ada Moor"],
        ),
        (
            "Журналисты установили имена 300 погибших солдат. Подсчёт ведёт «Маяк».",
            "ru",
            ["Маяк"],
        ),
        (
            "У жовтні загинули 300 солдатів. Про це сказав у розмові з Гаванню полковник Іван Роженко.",
            "uk",
            ["Іван Роженко"],
        ),
    ],
)  # fmt: skip - one case a line reads as a table
def test_a_body_that_is_first_described_is_the_one_then_named(
    text: str, language: str, found: list[str]
) -> None:
    assert sources(text, language) == found
