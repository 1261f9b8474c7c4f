"""The sample from the Somme to the Donbas, made from excerpts of public data in `tests/data`.

`python -m tests.model.files.somme` writes the sample anew; a test holds the shipped one to the excerpts.
"""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from model.files import save_project
from model.project import Baseline, Counts, GainsAre, Period, Project, Series, Source, Stance, View
from model.text.figures import Figure, Qualifier
from tests.model.files.monthly import monthly_project

DATA = Path(__file__).parents[2] / "data"
SAMPLE = Path(__file__).parents[3] / "resources" / "samples" / "somme-to-donbas.json"

NOTES = """\
What ground cost an attacker in some battles of the First World War, beside Russia's war in Ukraine in \
2024. Every number is a claim by its source. Read the limits below before you compare anything.

What each counts. Battles: casualties of the attacker as the data set CDB90 gives them, for the armies \
that it names (see the scope of each figure). It does not say of each battle what is included; killed, \
wounded, missing and captured is taken as meant. General Staff of Ukraine: Russian killed and wounded, by \
a party to the war. Confirmed deaths: Russian soldiers found dead by name, a lower bound that still grows; \
wounded are not among them. So the three do not count the same thing, and the findings say so.

Ground of the battles is not measured: it is the width of the attacker's front × the distance advanced, so \
an upper bound and a crude one (“up to”), and what was lost again is not taken off. Their cost per km² is \
therefore at least what is shown, without an upper bound. Ground of 2024 is the change of the area that \
ISW assessed as controlled by Russia, in Ukraine alone, net. Where the source has no advance, or 0 km, no \
ground is given. For Ypres III (Passchendaele) it has 78 km, which is more than the front was wide and \
cannot be right; that ground is left out as well.

The days within a battle lie inside the battle and are not added to it: 1 July, Bazentin Ridge and \
Flers–Courcelette are details of the Somme. The year 2024 as published is held to the sum of its months, \
and is what the others are compared with. CDB90 names British armies only for the Somme, although French \
armies attacked there too; whether their losses are in the number, it does not say. Of Verdun in 1916 the \
data set has no row, so it is not here.

And the wars differ in what a comparison cannot hold: the size of the armies, the length of the front, the \
weapons, the care of the wounded, what an attack was for. A battle of some weeks is not a year of war: \
compare rates with care and sums not at all.

Sources: CDB90, jrnold/CDB90 (ODC-BY). Losses of 2024: General Staff of Ukraine, collected in \
PetroIvaniuk/2022-Ukraine-Russia-War-Dataset (MIT). Confirmed deaths: BBC, Mediazona and Meduza; areas: \
ISW's map layers; both from TheEconomist/the-economist-ukraine-war-dead-and-wounded-estimates (CC BY 4.0)."""

# series, name, side, and the rows of the data set: the battle, then what lies inside it
BATTLES = (
    ("loos", "Loos 1915", "British Empire", ("293",)),
    ("narotch", "Lake Naroch 1916", "Russian Empire", ("310",)),
    ("somme", "Somme 1916", "British Empire", ("304", "305", "307", "308")),
    ("arras", "Arras 1917", "British Empire", ("316",)),
    ("messines", "Messines 1917", "British Empire", ("318",)),
    ("ypres", "Ypres III 1917", "British Empire and France", ("319",)),
    ("cambrai", "Cambrai 1917", "British Empire", ("320",)),
    ("lys", "Lys 1918", "German Empire", ("332",)),
    ("meuse", "Argonne 1918", "United States", ("366",)),
)
LABELS = {
    "293": "Loos",
    "310": "Lake Naroch",
    "304": "First Somme",
    "305": "1 July, Fourth Army",
    "307": "Bazentin Ridge",
    "308": "Flers–Courcelette",
    "316": "Arras",
    "318": "Messines",
    "319": "Ypres III (Passchendaele)",
    "320": "Cambrai, first phase",
    "332": "Lys",
    "366": "Meuse–Argonne, first phase",
}
IMPLAUSIBLE = {"319"}
FIRST_DAY, LAST_WEEK_ENDS, LAST_DAY = date(2024, 1, 1), date(2024, 12, 29), date(2024, 12, 31)
PUBLISHED_2024 = 430_790.0  # the General Staff's own number for the year


def somme_project() -> Project:
    """Return the project that the sample holds."""
    months = monthly_project()
    battles = {row["isqno"]: row for row in rows_of("historical_battles_ww1_excerpt.csv")}
    periods = tuple(
        _battle(series, battles[number]) for series, _, _, numbers in BATTLES for number in numbers
    )
    return Project(
        title="From the Somme to the Donbas",
        notes=NOTES,
        sources=(
            Source(
                "cdb90",
                "CDB90 battle data set",
                Stance.UNKNOWN,
                "https://github.com/jrnold/CDB90",
                note="Land battles by HERO and the US Army Concepts Analysis Agency, kept by Jeffrey Arnold "
                "(ODC-BY). Attacker's casualties, front and advance.",
            ),
            *months.sources[:2],  # of losses and of ground
            Source(
                "names",
                "BBC, Mediazona and Meduza",
                Stance.INDEPENDENT,
                "https://github.com/TheEconomist/the-economist-ukraine-war-dead-and-wounded-estimates",
                note="Deaths confirmed by name, by week, from the data of The Economist (CC BY 4.0).",
                licence="CC BY 4.0",
            ),
        ),
        series=(
            *(
                Series(series, name, side, gains_are=GainsAre.GROSS, note="The attacker alone.")
                for series, name, side, _ in BATTLES
            ),
            Series(
                "ru",
                "General Staff 2024",
                "Russia",
                color="#c0473f",
                note="Killed and wounded, as the General Staff of Ukraine reports them.",
            ),
            Series(
                "ru_names",
                "Confirmed dead 2024",
                "Russia",
                Counts.CONFIRMED_KILLED,
                note="Found dead by name so far; the number still grows.",
            ),
        ),
        periods=(
            *periods,
            *(period for period in months.periods if period.start.year == 2024),
            _whole_year(),
            _by_name(),
        ),
        view=View(baseline=Baseline("ru", FIRST_DAY, LAST_DAY)),
    )


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of a table in `tests/data`."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _battle(series: str, row: dict[str, str]) -> Period:
    advance, front = row["km_advanced_by_attacker"], row["attacker_front_km"]
    gains, note = None, f"The source gives an advance of {advance or 'no'} km, so no ground is given."
    if row["isqno"] in IMPLAUSIBLE:
        note = (
            f"The source gives an advance of {advance} km on a front of {front} km; left out as implausible."
        )
    elif advance and Decimal(advance):
        note = ""
        gains = Figure(
            value=float(Decimal(advance) * Decimal(front)),
            qualifier=Qualifier.UP_TO,
            source="cdb90",
            note=f"A crude upper bound: a front of {front} km × an advance of {advance} km.",
        )
    return Period(
        series=series,
        label=LABELS[row["isqno"]],
        start=date.fromisoformat(row["start"]),
        end=date.fromisoformat(row["end"]),
        losses=Figure(value=float(row["attacker_casualties"]), scope=row["attacker"], source="cdb90"),
        gains=gains,
        note=note,
    )


def _whole_year() -> Period:
    return Period(
        series="ru",
        label="Σ 2024, as published",
        start=FIRST_DAY,
        end=LAST_DAY,
        losses=Figure(value=PUBLISHED_2024, source="gsu"),
        gains=_ground_until(LAST_DAY),
    )


def _ground_until(day: date) -> Figure:
    area = {
        row["date"]: Decimal(row["area_assessed_as_russia_controlled"])
        for row in rows_of("area_isw_excerpt.csv")
    }
    gained = (area[day.isoformat()] - area["2023-12-31"]) / 1_000_000
    return Figure(value=float(round(gained, 2)), scope="Ukraine", source="isw")


def _by_name() -> Period:
    weeks = rows_of("deaths_meduza_2024_excerpt.csv")
    return Period(
        series="ru_names",
        label="2024, weeks 1 to 52",
        start=FIRST_DAY,
        end=LAST_WEEK_ENDS,
        losses=Figure(
            value=float(sum(int(row["BmzNow"]) for row in weeks)),
            qualifier=Qualifier.AT_LEAST,
            source="names",
        ),
        gains=_ground_until(LAST_WEEK_ENDS),
    )


if __name__ == "__main__":
    save_project(somme_project(), SAMPLE)
