"""Days that follow from others a text named, forwards, by their number or their year: all sentences invented."""

from __future__ import annotations

import pytest

from tests.model.reading.test_kinds_of_days import OCTOBER, QUARTER, SEPTEMBER, days


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        # so many days, weeks, months, quarters later
        (
            "In September they lost 28,300 men. The following month they lost 31,000.",
            "en",
            [SEPTEMBER, OCTOBER],
        ),
        ("In September they lost 28,300 men, a month later 31,000.", "en", [SEPTEMBER, OCTOBER]),
        (
            "On 1 November they lost 1,010 men, the next day 940.",
            "en",
            [("2025-11-01", "2025-11-01"), ("2025-11-02", "2025-11-02")],
        ),
        ("У вересні втрачено 28 300 осіб. Наступного місяця — 31 000 осіб.", "uk", [SEPTEMBER, OCTOBER]),
        (
            "Im September verlor die Armee 28.300 Mann, einen Monat später 31.000 Mann.",
            "de",
            [SEPTEMBER, OCTOBER],
        ),
        # in the second: of what was named last
        (
            "They lost 125,300 men in the first quarter, 101,000 in the second and 90,100 in the third.",
            "en",
            [("2025-01-01", "2025-03-31"), ("2025-04-01", "2025-06-30"), QUARTER],
        ),
        (
            "У третьому кварталі зайнято 1300 кв. км, у другому — 1270.",
            "uk",
            [QUARTER, ("2025-04-01", "2025-06-30")],
        ),
        (
            "In der ersten Hälfte des Oktober verlor die Armee 15.100 Soldaten, in der zweiten 15.900.",
            "de",
            [("2025-10-01", "2025-10-15"), ("2025-10-16", "2025-10-31")],
        ),
        # `the first half` behind a month is of that month
        (
            "September had two faces. In the first half they took 180 sq km; in the second only 79.",
            "en",
            [("2025-09-01", "2025-09-15"), ("2025-09-16", "2025-09-30")],
        ),
        ("In the last week of October they took 61 sq km.", "en", [("2025-10-25", "2025-10-31")]),
        # a number that could be a year, but of days to come, gives months no year
        (
            "Попередній рекорд, 2030, був у серпні. За перші 19 днів жовтня ворог втратив 18 900 осіб.",
            "uk",
            [("2025-10-01", "2025-10-19")],
        ),
        (
            "The old record, 2041, is three weeks old. They lost 18,900 men in October.",
            "en",
            [OCTOBER],
        ),
        # a month that was named whole is meant by `over the month`, not what lies in another
        (
            "In October they lost 31,000 men, in the first week of November 7,300. Over the month they took 62 sq km.",
            "en",
            [OCTOBER, ("2025-11-01", "2025-11-07"), OCTOBER],
        ),
        # since the start of a month is not since the war began, of which the text told before
        (
            "Втрати з 24 лютого 2022 року — близько 770 420 осіб. Від початку жовтня загинуло щонайменше 140 солдатів.",
            "uk",
            [("2022-02-24", "2025-11-10"), ("2025-10-01", "2025-11-10")],
        ),
        # that month, of a part of it; the week, of days that are one
        (
            "In late October they lost 9,900 men. That month they took 250 sq km.",
            "en",
            [("2025-10-21", "2025-10-31"), OCTOBER],
        ),
        (
            "From 3 to 9 November they lost 7,310 men. Over the past day it was 1,130 men. The week brought 31 sq km.",
            "en",
            [("2025-11-03", "2025-11-09"), ("2025-11-09", "2025-11-09"), ("2025-11-03", "2025-11-09")],
        ),
        # up to a day that the sentence names
        (
            "As of 31 October Russia has lost 1,141,000 men since the invasion began.",
            "en",
            [("2022-02-24", "2025-10-31")],
        ),
        (
            "The assault began on 9 September. By 31 October they had taken 310 sq km for 14,000 casualties.",
            "en",
            [("2025-09-09", "2025-10-31"), ("2025-09-09", "2025-10-31")],
        ),
        # months go on in the year of the one before, or of their sentence
        (
            "Losses were 45,690 men in November 2023. In December they lost 48,670.",
            "en",
            [("2023-11-01", "2023-11-30"), ("2023-12-01", "2023-12-31")],
        ),
        (
            "In 2023, losses mounted: 16,000 men in March, 17,000 men in April.",
            "en",
            [("2023-03-01", "2023-03-31"), ("2023-04-01", "2023-04-30")],
        ),
        # the same month of two years
        (
            "Losses came to 31,000 men in October. In the same month of 2024 they were 42,000.",
            "en",
            [OCTOBER, ("2024-10-01", "2024-10-31")],
        ),
        # a year that stands for a month of it; the same months of a year; its last months; its month's last week
        (
            "Торік у серпні зайняли 464 кв. км, цього року — 480.",
            "uk",
            [("2024-08-01", "2024-08-31"), ("2025-08-01", "2025-08-31")],
        ),
        (
            "In the first nine months of the year they lost 317,000 men, against 342,000 in the same months of 2024.",
            "en",
            [("2025-01-01", "2025-09-30"), ("2024-01-01", "2024-09-30")],
        ),
        ("In the last three months of 2024 they lost 136,000 men.", "en", [("2024-10-01", "2024-12-31")]),
        ("За останній тиждень жовтня ворог зайняв 61 кв. км.", "uk", [("2025-10-25", "2025-10-31")]),
        (
            "За вересень окуповано 259 кв. км — проти 464 місяцем раніше.",
            "uk",
            [SEPTEMBER, ("2025-08-01", "2025-08-31")],
        ),
        # a month of a war long ago
        (
            "The war began on 30 November 1939 and ended on 13 March 1940. In December alone 5,000 soldiers were killed.",
            "en",
            [("1939-12-01", "1939-12-31")],
        ),
    ],
)
def test_days_follow_from_those_named_before(
    text: str, language: str, expected: list[tuple[str | None, str | None]]
) -> None:
    assert days(text, language) == expected
