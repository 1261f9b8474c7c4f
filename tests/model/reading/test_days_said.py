"""Which days a text speaks of: every expression, put together, and what is left open."""

from __future__ import annotations

from datetime import date

import pytest

from model.reading.days_found import DaysFound
from model.reading.days_said import find_days, published_in
from model.reading.languages import VOCABULARIES


def days_in(text: str, year: int | None = None, language: str = "en") -> list[DaysFound]:
    return find_days(text, VOCABULARIES[language], None, year)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on 28 November 2024", "2024-11-28", "2024-11-28"),
        ("from the 1st of September to the 30th of November 2024", "2024-09-01", "2024-11-30"),
        ("December 2024 to February 2025", "2024-12-01", "2025-02-28"),
        ("between December and February 2025", "2024-12-01", "2025-02-28"),
        ("2024-09-01 to 2024-11-30", "2024-09-01", "2024-11-30"),
        ("Sep–Nov 2024", "2024-09-01", "2024-11-30"),
        ("in the third quarter of 2024", "2024-07-01", "2024-09-30"),
        ("throughout 2024", "2024-01-01", "2024-12-31"),
        ("in November", "2023-11-01", "2023-11-30"),
        ("1–15 Nov 2024", "2024-11-01", "2024-11-15"),
        ("Feb 29, 2024", "2024-02-29", "2024-02-29"),
    ],
)
def test_days_are_found_in_a_text(text: str, first: str, last: str) -> None:
    (found,) = days_in(f"lost many {text}, it says", 2023)
    assert (found.first, found.last) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", ["", "30 February 2024", "they may march", "53 per km", "2024-02-30", "1999 troops"]
)
def test_no_days_are_found_where_there_are_none(text: str) -> None:
    assert [days for days in days_in(text) if days.last is not None] == []


@pytest.mark.parametrize(
    ("text", "language", "first", "last"),
    [
        ("з 1 до 30 листопада 2024", "uk", "2024-11-01", "2024-11-30"),
        ("8–15 вересня 2025 року", "uk", "2025-09-08", "2025-09-15"),
        ("vom 1. bis 15. November 2024", "de", "2024-11-01", "2024-11-15"),
        ("с 1 по 15 ноября 2024", "ru", "2024-11-01", "2024-11-15"),
        ("between the 3rd and the 9th of May 2024", "en", "2024-05-03", "2024-05-09"),
    ],
)
def test_days_of_one_month_are_a_span_in_every_language(
    text: str, language: str, first: str, last: str
) -> None:
    (found,) = days_in(text, language=language)
    assert (found.first, found.last) == (date.fromisoformat(first), date.fromisoformat(last))


def test_days_whose_year_or_whose_end_nobody_knows_are_open() -> None:
    assert [(d.first, d.last, d.role) for d in days_in("in November")] == [(None, None, "open")]
    begun = "lost many since the start of the year, since March and in May"
    assert {(d.first, d.last) for d in days_in(begun)} == {(None, None)}
    assert [(d.first, d.last) for d in days_in("since September 2024")] == [(date(2024, 9, 1), None)]
    (known,) = days_in("from September to November 2024")
    assert (known.first, known.last) == (date(2024, 9, 1), date(2024, 11, 30))


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("KYIV, Dec. 5, 2024\n\nThey lost 900 men.", "en", date(2024, 12, 5)),
        ("A headline\n\n10 September 2025, 07:17\n\nThey lost 900 men.", "en", date(2025, 9, 10)),
        ("GAZA (Oct. 7, 2024) - They lost 900 men.", "en", date(2024, 10, 7)),
        ("Latest update on the situation – 12 July 2024\n\n1/ They lost 900 men.", "en", date(2024, 7, 12)),
        ("Published: 2 June 2025\n\nThey lost 900 men.", "en", date(2025, 6, 2)),
        ("Київ, 5 грудня 2024 року\n\nВтрачено 900 осіб.", "uk", date(2024, 12, 5)),
        ("Losses since 24 February 2022\n\nThey lost 900 men.", "en", None),
        ("The war began on 1 July 2016.", "en", None),
        ("9–15 June 2025\n\nThey lost 900 men.", "en", None),
        ("October 1 — They lost 900 men.", "en", None),
    ],
)
def test_a_dateline_says_when_a_text_was_published(text: str, language: str, said: date | None) -> None:
    assert published_in(text, VOCABULARIES[language]) == said


@pytest.mark.parametrize(
    ("text", "language", "half"),
    [
        ("у першій половині 2024 року", "uk", 1),
        ("у першому півріччі 2024 року", "uk", 1),
        ("за друге півріччя 2024 року", "uk", 2),
        ("в первой половине 2024 года", "ru", 1),
        ("во втором полугодии 2024 года", "ru", 2),
        ("in der zweiten Hälfte 2024", "de", 2),
        ("in der ersten Hälfte des Jahres 2024", "de", 1),
    ],
)
def test_a_half_of_a_year_is_that_half(text: str, language: str, half: int) -> None:
    (found,) = days_in(f"so {text}, so", 2025, language)
    halves = {1: (date(2024, 1, 1), date(2024, 6, 30)), 2: (date(2024, 7, 1), date(2024, 12, 31))}
    assert (found.first, found.last) == halves[half]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("by the end of 2024", "en"),
        ("до кінця 2024 року", "uk"),
        ("к концу 2024 года", "ru"),
        ("bis Ende 2024", "de"),
    ],
)
def test_the_end_of_a_year_is_its_last_day(text: str, language: str) -> None:
    (found,) = days_in(f"so {text} so", 2025, language)
    assert (found.first, found.last) == (None, date(2024, 12, 31))
