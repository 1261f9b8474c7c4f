"""Proposals put into a project: an invented article, and what comes of it."""

from __future__ import annotations

from datetime import date

import pytest

from model.checks import checks
from model.checks.judging import Verdict
from model.derive.results import derive
from model.edits.proposals import About, Added, HeldAs, add_proposals, held
from model.files import read_project, write_project
from model.project import ComparedBy, Counts, OtherDays, Project, Series
from model.reading.report import read_report
from model.text.figures import Figure, Qualifier

PUBLISHED = date(2024, 12, 5)
ARTICLE = """\
What autumn cost

From September through November 2024 Russian forces suffered more than 125,000 casualties for 2,356 square \
kilometers (910 square miles), ISW wrote. That is about 53 casualties for each square kilometer.

ISW counts 80,110 casualties and gains of 1,517 square kilometers for September and October together.
In November, ISW says, they lost 45,690 men, an average of 1,523 a day, and gained 839 square kilometers.
U.S. officials said that Russia recruited between 25,000 and 30,000 men a month from September to November.
The plan for this year was 10,000 conscripts, the National Resistance Center says; by the end of November \
recruiters had found 4,000.
"""


def added(text: str = ARTICLE, project: Project | None = None) -> Added:
    report = read_report(text, PUBLISHED, "en")
    proposals = [proposal for proposal in report.proposals if proposal.ticked]
    return add_proposals(project or Project(), proposals, About(PUBLISHED, "https://example.org/a"))


def test_an_article_becomes_periods_recruitment_a_campaign_and_claims() -> None:
    project = added().project
    assert [
        (p.start.month, p.end.month, p.losses and p.losses.value, p.gains and p.gains.value)
        for p in project.periods
    ] == [
        (9, 11, 125000, 2356),
        (9, 10, 80110, 1517),
        (11, 11, 45690, 839),
    ]
    assert [(row.per_month.low, row.per_month.high) for row in project.intake] == [(25000, 30000)]
    assert [(row.target.value, row.achieved and row.achieved.value) for row in project.campaigns] == [
        (10000, 4000)
    ]
    assert {claim.measure for claim in project.claims} == {"losses_per_gain", "losses_per_day"}
    assert (added().figures, added().claims) == (
        9,
        2,
    )  # 3 × losses and gains, intake, target, attained


def test_every_figure_has_its_source_its_quote_and_the_day_on_which_it_was_stated() -> None:
    project = added().project
    for period in project.periods:
        for figure in (period.losses, period.gains):
            assert figure is not None
            assert figure.source == "isw"
            assert figure.as_of == PUBLISHED
            assert f"{figure.value:,.0f}" in figure.quote
    assert {source.name: source.url for source in project.sources} == dict.fromkeys(
        ("Institute for the Study of War", "US officials", "National Resistance Center"),
        "https://example.org/a",
    )


def test_what_follows_from_the_article_is_computed_at_once() -> None:
    results = derive(added().project)
    total = results.series["russia"].total
    assert total is not None
    judged = {claim.claim.measure: claim for claim in checks(results).claims}
    assert set(judged) == {"losses_per_gain", "losses_per_day"}


def test_the_project_is_saved_and_read_again_as_it_is() -> None:
    project = added().project
    assert read_project(write_project(project), "x") == project


def test_reading_the_same_article_again_adds_nothing() -> None:
    once = added().project
    again = added(project=once)
    assert again.project == once
    assert (again.figures, again.claims) == (0, 0)
    assert {str(left.reason) for left in again.left_out} == {"the project holds it already"}


def test_another_value_of_the_same_days_becomes_an_alternative() -> None:
    once = added().project
    other = "In November 2024 Russian forces gained 715 square kilometers, DeepState says."
    period = added(other, once).project.periods[2]
    assert period.gains is not None
    assert period.gains.value == 839
    assert [alternative.value for alternative in period.gains.alternatives] == [715]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "In November 2024 some 31,000 recruits had signed contracts.",
            "recruits are kept by the month, and this is not a number a month",
        ),
        (
            "In November 2024 some 31,000 recruits had signed contracts, 98 % of the plan.",
            "no target is known that this is to be compared with",
        ),
    ],
)
def test_what_has_no_place_is_left_out_with_the_reason(text: str, reason: str) -> None:
    report = read_report(text, PUBLISHED, "en")
    result = add_proposals(Project(), [p for p in report.proposals if p.kind is not None], About(PUBLISHED))
    assert [str(left.reason) for left in result.left_out] == [reason]
    assert result.project.periods == ()


def test_ground_that_is_held_becomes_a_milestone_of_its_day() -> None:
    text = "Russian forces now hold 116,165 square kilometers under occupation."
    report = read_report(text, PUBLISHED, "en")
    kept = add_proposals(Project(), [p for p in report.proposals if p.kind is not None], About(PUBLISHED))
    (held,) = kept.project.milestones
    assert (held.date, held.figure.value, held.figure.unit) == (PUBLISHED, 116_165, "km2")
    assert kept.left_out == ()


def test_losses_are_not_added_to_a_series_of_the_same_name_that_counts_others() -> None:
    killed = Series("dead", "Russia", "Russia", Counts.KILLED)
    project = added(project=Project(series=(killed,))).project
    others = {period.series for period in project.periods}
    assert [(series.counts, series.id in others) for series in project.series] == [
        (Counts.KILLED, False),
        (Counts.CASUALTIES, True),
    ]


@pytest.mark.parametrize("named", [True, False])
def test_losses_are_added_to_the_series_of_their_own_side(named: bool) -> None:
    """By its name, or by the side that it says it is of."""
    ours = Series("ua", "Ukraine", "Ukraine")
    theirs = Series("ru", "Russia", "") if named else Series("ru", "Theirs", "Russia")
    project = added(
        "In November 2024 Russian forces lost 45,690 men, ISW says.", Project(series=(ours, theirs))
    )
    assert project.project.series == (ours, theirs)
    assert {period.series for period in project.project.periods} == {"ru"}


def test_a_sentence_whose_numbers_somebody_saw_turned_round_gives_no_figure() -> None:
    clean = added(ARTICLE).project
    article = ARTICLE.replace("In November, ISW", "In November, \u202eISW")
    assert len(added(article).project.periods) < len(clean.periods)
    proposals = [p for p in read_report(article, PUBLISHED, "en").proposals if p.kind is not None]
    turned = add_proposals(Project(), proposals, About(PUBLISHED))  # though a person ticks them
    assert any("turned round" in str(left.reason) for left in turned.left_out)
    marked = added(ARTICLE.replace("In November, ISW", "In November, \u200fISW"))
    assert not any("\u200f" in str(period) for period in marked.project.periods)
    assert len(marked.project.periods) == len(clean.periods)


COMPARED = """In October 2024 Russian forces lost 41,980 men, ISW said. In November 2024 they lost 45,690. \
In November losses were 9% higher than in October. Losses in November were more than twice those of October.
"""


def test_a_change_is_added_with_the_days_it_compares_with_and_judged() -> None:
    project = added(COMPARED).project
    (claim,) = project.claims  # the factor is asked about
    assert claim.stated == Figure(0.09, unit="share")
    assert claim.against == OtherDays(date(2024, 10, 1), date(2024, 10, 31), ComparedBy.CHANGE)
    # 45,690 / 41,980 - 1 = 8.84 %
    (judged,) = checks(derive(project)).claims
    assert judged.judgement.verdict is Verdict.FOLLOWS


def test_a_factor_that_a_person_ticks_is_judged() -> None:
    report = read_report(COMPARED, PUBLISHED, "en")
    wanted = [p for p in report.proposals if p.kind is not None]
    project = add_proposals(Project(), wanted, About(PUBLISHED)).project
    factor = checks(derive(project)).claims[-1]
    assert factor.claim.stated == Figure(2, qualifier=Qualifier.OVER)
    assert factor.judgement.verdict is Verdict.INCONSISTENT  # 1.09 times


def test_what_a_campaign_attained_is_held_to_the_campaign() -> None:
    text = (
        "The Russian plan for 2024 was 10,000 conscripts; by the end of November recruiters had found 4,000. "
        "About 40% of the plan was met by the end of November."
    )
    report = read_report(text, PUBLISHED, "en")
    wanted = [p for p in report.proposals if p.kind is not None]
    project = add_proposals(Project(), wanted, About(PUBLISHED)).project
    (judged,) = checks(derive(project)).claims
    assert (judged.claim.measure, judged.judgement.verdict) == ("attained", Verdict.FOLLOWS)


@pytest.mark.parametrize(
    ("text", "expected", "value"),
    [
        ("In November 2024 Russian forces lost 45,690 men, ISW says.", HeldAs.EQUAL, None),
        ("In November 2024 Russian forces lost 46,120 men, ISW says.", HeldAs.DIFFERS, 45_690),
        ("In November 2024 Russian forces lost 45,690 men, DeepState says.", HeldAs.DIFFERS, 45_690),
        ("In October 2024 Russian forces lost 41,980 men, ISW says.", HeldAs.NEW, None),
        (
            "From September to November 2024 Russia recruited 25,000 to 30,000 a month, US officials say.",
            HeldAs.EQUAL,
            None,
        ),
        ("In November 2024 Russian forces lost on average 1,523 men a day, ISW says.", HeldAs.EQUAL, None),
    ],
)
def test_what_a_project_holds_of_the_same_days_is_equal_or_differs(
    text: str, expected: HeldAs, value: float | None
) -> None:
    project = added().project
    (proposal,) = [p for p in read_report(text, PUBLISHED, "en").proposals if p.kind is not None]
    state, figure = held(project, proposal)
    assert state is expected
    assert (None if figure is None else figure.value) == value
