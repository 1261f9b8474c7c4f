"""The paragraph that the numbers make: honest about ranges, sources, stance, and what is left out."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings

from model.charts import subject_of
from model.charts.paragraph import summary
from model.checks import checks
from model.derive.results import derive
from model.files import sample
from model.project import Project, Series, Stance
from model.text.figures import Figure, Qualifier
from model.text.formats import Formats
from model.text.notation import GERMAN
from model.text.records import replace
from model.text.units import AreaUnit
from tests.model.chart_projects import worked
from tests.model.strategies import projects
from tests.properties import examples


def said(project: Project, formats: Formats | None = None) -> str:
    results = derive(project)
    written = formats or Formats(area_unit=project.view.area_unit)
    return summary(subject_of(results, checks(results), written, ""))


def test_the_sample_in_words() -> None:
    text = said(sample("autumn-2024"))
    assert text.startswith(
        "Russian forces, 1 Sep – 30 Nov 2024: 125,800 people lost (killed, wounded, missing and captured), "
        "1,382 a day, according to Institute for the Study of War (independent) and General Staff of Ukraine "
        "(party to the conflict). "
    )
    assert "2,356 km², according to Institute for the Study of War (independent)." in text
    assert "That is 53.4 people per km²." in text
    assert "75,000–90,000 people, according to US officials (ally of a party)." in text
    assert (
        "59–72 % of the losses, a gross shortfall of 35,800–50,800 (wounded who return not counted)." in text
    )
    assert "Left out: 1 published total." in text
    assert "not verified" in text
    assert "parties to the conflict alone" not in text


def test_what_rests_on_parties_alone_is_said() -> None:
    project = sample("autumn-2024")
    every = tuple(replace(source, stance=Stance.PARTY) for source in project.sources)
    text = said(replace(project, sources=every))
    assert "Resting on parties to the conflict alone: losses, gains, intake." in text


def test_ground_lost_is_called_so_and_there_is_no_cost_of_it() -> None:
    text = said(sample("full-scale-war-by-month"))
    assert "More ground was lost than gained, on balance 1,270 km², according to" in text
    assert "No cost of ground: no net gain (−1,270 km²)." in text
    assert text.count("−") == 1


def test_an_open_bound_and_an_approximation_are_said_in_words() -> None:
    text = said(sample("somme-to-donbas"))
    assert "Ground gained: at most 43.2 km², according to CDB90 battle data set." in text
    # 61,713 ÷ (7.2 × 6) = 1,428.54: at least 1,428 is true, at least 1,429 is not
    assert "That is at least 1,428 people per km²." in text
    project = sample("autumn-2024")
    november = replace(project.periods[1], losses=Figure(45_690, qualifier=Qualifier.ABOUT))
    assert "about 125,800 people lost" in said(replace(project, periods=(project.periods[0], november)))


def test_more_recruits_than_losses_are_a_surplus() -> None:
    project = sample("autumn-2024")
    plenty = tuple(replace(row, per_month=Figure(50_000)) for row in project.intake)
    # 3 × 50,000 − 125,800
    text = said(replace(project, intake=plenty))
    assert "That is 119 % of the losses, a surplus of 24,200." in text


def test_figures_without_a_source_are_not_kept_quiet() -> None:
    project = sample("autumn-2024")
    november = project.periods[1]
    assert november.losses is not None
    bare = replace(november, losses=replace(november.losses, source=""))
    assert "a source that is not named" in said(replace(project, periods=(project.periods[0], bare)))


def test_alternatives_and_gaps_are_said() -> None:
    project = sample("autumn-2024")
    november = project.periods[1]
    assert november.losses is not None
    later = replace(
        november,
        start=date(2024, 11, 11),
        losses=replace(november.losses, alternatives=(Figure(47_000.0),)),
    )
    text = said(replace(project, periods=(project.periods[0], later)))
    assert "For 1 figure other sources say otherwise" in text
    assert "Not covered: 1–10 Nov 2024." in text
    assert "No gross shortfall" not in text


def test_the_verdicts_on_the_claims_of_the_series_are_counted() -> None:
    """Of 53.4 per km²: about 53 holds, 49 does not; what another series claims is not counted here."""
    project = worked()
    text = said(project)
    assert "Published claims held against these figures: 1 holds, 1 is inconsistent." in text
    elsewhere = tuple(replace(claim, series="ua") for claim in project.claims)
    text = said(replace(project, series=(*project.series, Series("ua")), claims=elsewhere))
    assert "Published claims" not in text


def test_where_there_is_no_number_the_reason_stands() -> None:
    project = sample("autumn-2024")
    bare = replace(project.periods[1], gains=None)
    text = said(replace(project, periods=(project.periods[0], bare)))
    assert "No total of ground gained: no gains given for November 2024." in text
    assert "per km²" not in text
    assert said(Project()) == "There are no periods to sum up yet."


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    text = said(sample("autumn-2024"), Formats(notation=GERMAN, area_unit=AreaUnit.MI2))
    assert "125.800 people" in text
    assert "per sq mi" in text


@given(projects(max_rows=3))
@settings(max_examples=examples(40))
def test_every_project_can_be_put_into_words(project: Project) -> None:
    text = said(project)
    assert text
    assert "nan" not in text.split()
    assert "None" not in text
