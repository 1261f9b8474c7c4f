"""The sample of 34 months, made from the table of monthly figures in `tests/data`.

`python -m tests.model.files.monthly` writes the sample anew; a test holds the shipped one to the table.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from model.files import save_project
from model.project import Claim, ComparedBy, OtherDays, Period, Project, Series, Source, Stance, Trend
from model.text.figures import Figure
from tests.model.trend_claims import trend_claim

TABLE = Path(__file__).parents[2] / "data" / "monthly_reference.csv"
SAMPLE = Path(__file__).parents[3] / "resources" / "samples" / "months-2022-2024.json"

# not calendar.month_name, which follows the locale
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

NOTES = """\
Russian losses and ground by month, March 2022 to December 2024. Claims by their sources, not verified facts.

Losses are killed and wounded as the General Staff of Ukraine reports them, event-dated: the report of a \
morning counts for the day before, so a month is total(1st of the next month) − total(1st). \
From PetroIvaniuk/2022-Ukraine-Russia-War-Dataset (MIT licence).

Ground is the change of the area that ISW assessed as controlled by Russia, month end minus end of the month \
before, in Ukraine alone; below 0 where more was lost than gained, and then there is no cost per km². \
Computed from ISW's map layers by The Economist, \
TheEconomist/the-economist-ukraine-war-dead-and-wounded-estimates (CC BY 4.0). \
The first months of 2022 were restated there since: an older edition has 130,474 km² at the end of March \
2022, this one 162,223. In August 2023 so little was gained that its cost of ground says little: a finding \
says so. Which area the losses cover is not said, which is a finding too.

AFP counted ground from the same maps in a way of its own (3,985 km² for 2024, where these rows have 3,735). \
Its comparisons with 2023 are held against these rows: “six times” follows, “seven times” does as cut, not \
rounded."""


TREND_NOTES = {
    "losses_per_day": "Read as losses a day: they fell from June to July, which has a day more.",
    "losses": "Read as losses of whole months: they rose five times in a row.",
}
"""The measures as which "rates" may be read, and what comes of it."""


def monthly_project() -> Project:
    """Return the project that the sample holds."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["month"] <= "2024-12"]
    return Project(
        title="Months, March 2022 to December 2024",
        notes=NOTES,
        sources=(
            Source(
                "gsu",
                "General Staff of Ukraine",
                Stance.PARTY,
                "https://github.com/PetroIvaniuk/2022-Ukraine-Russia-War-Dataset",
                note="Daily reports, collected by Petro Ivaniuk (MIT licence).",
                licence="MIT",
            ),
            Source(
                "isw",
                "Institute for the Study of War",
                Stance.INDEPENDENT,
                "https://github.com/TheEconomist/the-economist-ukraine-war-dead-and-wounded-estimates",
                note="Areas computed from ISW's map layers by The Economist (CC BY 4.0).",
                licence="CC BY 4.0",
            ),
            Source("kyiv_post", "Kyiv Post", note="An article of December 2024; its claim is checked."),
            Source(
                "afp",
                "AFP",
                Stance.INDEPENDENT,
                "https://www.themoscowtimes.com/2024/12/02/"
                "russias-november-advance-in-ukraine-largest-since-march-2022-afp-analysis-a87202",
                date(2024, 12, 2),
                "Analyses of ISW's daily files, printed by The Moscow Times on 2 December and by others on "
                "31 December 2024; two comparisons are checked.",
            ),
        ),
        series=(Series("ru", "Russian forces", "Russia", color="#c0473f"),),
        periods=tuple(_period(row) for row in rows),
        claims=(*_trends(), *_times_2023()),
    )


def _trends() -> tuple[Claim, ...]:
    return tuple(
        trend_claim(
            "ru",
            date(2024, 11, 30),
            measure,
            Trend.RISING,
            5,
            quote="fifth consecutive month of rising Russian casualty rates",
            source="kyiv_post",
            note=note,
        )
        for measure, note in TREND_NOTES.items()
    )


def _times_2023() -> tuple[Claim, ...]:
    """Return what AFP said of the ground gained in 2024: how many times that of 2023."""
    said = (
        (date(2024, 11, 30), 6.0, "six times more than in the whole of 2023"),
        (date(2024, 12, 31), 7.0, "seven times more than in 2023"),
    )
    year = OtherDays(date(2023, 1, 1), date(2023, 12, 31), ComparedBy.FACTOR)
    return tuple(
        Claim("ru", date(2024, 1, 1), last, "gains", Figure(times), quote, "afp", against=year)
        for last, times, quote in said
    )


def _period(row: dict[str, str]) -> Period:
    year, month = (int(part) for part in row["month"].split("-"))
    return Period(
        series="ru",
        label=f"{MONTHS[month - 1]} {year}",
        start=date(year, month, 1),
        end=date(year, month, int(row["days"])),
        losses=Figure(value=float(row["gs_losses_event_dated"]), source="gsu"),
        gains=Figure(value=float(row["isw_km2"]), scope="Ukraine", source="isw"),
    )


if __name__ == "__main__":
    save_project(monthly_project(), SAMPLE)
