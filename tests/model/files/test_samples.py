"""The samples hold what was published, and cannot drift from it."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from model.checks import checks
from model.checks.claims import Verdict
from model.derive.results import derive
from model.files import sample, sample_names, write_project
from model.files.project_file import SAMPLES_FOLDER
from model.project import Project
from model.text.errors import FileError
from model.text.figures import Figure
from model.text.outcomes import Value
from tests.model.files.monthly import SAMPLE, monthly_project

DATA = Path(__file__).parents[2] / "data"

# quoted in the specification of the format, where it stands in a longer form than in the table of claims
QUOTED_ELSEWHERE = "an estimated 45,690 casualties"


def quotes(project: Project) -> set[str]:
    """Return every quote of a project."""
    figures: list[Figure | None] = [
        *(figure for row in project.periods for figure in (row.losses, row.gains)),
        *(row.per_month for row in project.intake),
        *(row.per_month for row in project.requirements),
        *(figure for row in project.campaigns for figure in (row.target, row.achieved)),
        *(row.figure for row in project.milestones),
        *(row.stated for row in project.claims),
    ]
    return {figure.quote for figure in figures if figure} | {claim.quote for claim in project.claims} - {""}


@pytest.mark.parametrize("name", sample_names())
def test_a_sample_is_stored_as_the_program_would_save_it(name: str) -> None:
    assert (SAMPLES_FOLDER / f"{name}.json").read_bytes() == write_project(sample(name))


def test_the_sample_of_months_is_what_the_table_of_months_says() -> None:
    assert SAMPLE.read_bytes() == write_project(monthly_project())
    assert len(sample("months-2022-2024").periods) == 34


def test_published_arithmetic_comes_out_as_it_is_worked_by_hand() -> None:
    # 28,880 ÷ 499.43; 593 ÷ 31; 2,356 ÷ 4,168; 6 × 26; 64,260 ÷ 37,877 − 1; 425 ÷ 149; 68 × 2.589988;
    # 233.94 ÷ 603,550; 427,000 ÷ 4,168 × 2.589988; 1,200,000 ÷ 550,000
    failing = (57.826, 19.129, 0.565, 156, 0.697, 2.852, 176.119, 0.0003876, 265.337, 2.1818)
    # 839 ÷ 30; 427,000 ÷ 4,168; 2,356 ÷ 2.589988; 406,000 ÷ 418,000; 418,000 − 406,000; 233.94 ÷ 603,550;
    # 1,200,000 ÷ 550,000; 37,877 ÷ 64,260; 7,568 ÷ 10,000 − 1; 713 − 79;
    # (603,550 − 117,845.85) ÷ (434.89 ÷ 30) ÷ 365.2425
    holding = (27.967, 102.447, 909.657, 0.971, 12_000, 0.0003876, 2.1818, 0.5894, -0.2432, 634, 91.734)
    judged = [one.judgement for one in checks(derive(sample("published-arithmetic"))).claims]
    computed = [one.computed.best for one in judged if isinstance(one.computed, Value)]
    assert computed == pytest.approx((*failing, *holding), rel=1e-3)
    verdicts = [Verdict.INCONSISTENT] * 10 + [Verdict.CUT] + [Verdict.FOLLOWS] * 10
    assert [one.verdict for one in judged] == verdicts


def test_what_afp_said_of_2024_beside_2023_is_worked_by_hand() -> None:
    # 3,145.45 ÷ 486.94 = 6.4597 and 3,734.74 ÷ 486.94 = 7.6698, which is 7 when it is cut and 8 when rounded
    judged = [result.judgement for result in checks(derive(sample("months-2022-2024"))).claims[2:]]
    with (DATA / "monthly_reference.csv").open(encoding="utf-8", newline="") as file:
        ground = {row["month"]: Decimal(row["isw_km2"]) for row in csv.DictReader(file)}
    year = sum(km2 for month, km2 in ground.items() if month.startswith("2023"))
    until = [sum(ground[f"2024-{month:02}"] for month in range(1, last + 1)) for last in (11, 12)]
    assert (year, *until) == (Decimal("486.94"), Decimal("3145.45"), Decimal("3734.74"))
    assert [one.verdict for one in judged] == [Verdict.FOLLOWS, Verdict.CUT]
    for one, km2 in zip(judged, until, strict=True):
        assert isinstance(one.computed, Value)
        assert one.computed.best == pytest.approx(float(km2 / year))


def test_every_quote_of_the_sample_occurs_in_the_claims_of_the_article() -> None:
    with (DATA / "article_claims.csv").open(encoding="utf-8", newline="") as file:
        published = [row["quote"] for row in csv.DictReader(file)]
    for quote in quotes(sample("autumn-2024")) - {QUOTED_ELSEWHERE}:
        assert any(quote in words for words in published), quote


def test_the_figures_of_autumn_are_those_published() -> None:
    project = sample("autumn-2024")
    published = [(row.losses, row.gains) for row in project.periods]
    assert [(losses and losses.value, gains and gains.value) for losses, gains in published] == [
        (80_110, 1_517),
        (45_690, 839),
        (125_000, 2_356),
    ]
    assert [row.per_month.bounds() for row in project.intake] == [(25_000, 27_500, 30_000)]
    assert [row.per_month.bounds() for row in project.requirements] == [(50_000, 51_000, 52_000)]
    assert len(project.claims) == 15


def test_the_parts_of_autumn_add_up_to_the_quarter() -> None:
    rows = sample("autumn-2024").periods
    assert sum(row.gains.value or 0 for row in rows[:2] if row.gains) == 2_356


@pytest.mark.parametrize("name", ["none", "../samples/autumn-2024", "", "autumn-2024.json"])
def test_a_sample_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(FileError, match="no such sample"):
        sample(name)
