"""Cells of claims that compare, and of whose figures they are held to."""

from __future__ import annotations

from datetime import date

import pytest

from model.charts import build
from model.columns import TABLE, Context
from model.edits import set_cells
from model.explain.inspect_cell import inspect
from model.explain.trace import Place
from model.files import sample
from model.project import Claim, ComparedBy, OtherDays, Project, WhoseFigures
from model.text.errors import Refused, Unreadable
from model.text.figures import Figure, Qualifier
from model.text.formats import Formats
from model.text.records import replace

CLAIMS = TABLE["claims"]
SEP_OCT = date(2024, 9, 1), date(2024, 10, 31)
WHOLE = date(2024, 9, 1), date(2024, 11, 30)


def context(project: Project) -> Context:
    return Context.of(project, Formats())


@pytest.fixture
def one() -> Context:
    """The autumn with one claim on the losses of November."""
    november = Claim("ru", date(2024, 11, 1), date(2024, 11, 30), "losses", Figure(45_690), source="gsu")
    return context(replace(sample("autumn-2024"), claims=(november,)))


def typed(ctx: Context, key: str, text: str) -> Context:
    return context(set_cells(ctx, CLAIMS, {(0, key): text}).project)


def shown(ctx: Context, key: str) -> str:
    return CLAIMS.column(key).text(ctx, 0)


def test_other_days_are_typed_in_words_and_shown_in_words(one: Context) -> None:
    ctx = typed(one, "against", "change Sep–Oct 2024")
    assert ctx.project.claims[0].against == OtherDays(*SEP_OCT, ComparedBy.CHANGE)
    assert shown(ctx, "against") == "change from 1 Sep – 31 Oct 2024"
    assert CLAIMS.column("against").typed(ctx, 0) == "change 2024-09-01..2024-10-31"
    again = typed(ctx, "against", CLAIMS.column("against").typed(ctx, 0))
    assert again.project.claims == ctx.project.claims
    assert CLAIMS.column("against").shown(ctx)
    assert not CLAIMS.column("against").shown(one)
    assert typed(ctx, "against", "").project.claims[0].against is None


@pytest.mark.parametrize(
    ("text", "stated", "verdict"),
    [
        ("−43 %", Figure(-0.43, unit="share"), "✓ follows"),  # 45,690 ÷ 80,110 − 1 = −42.97 %
        ("−44 %", Figure(-0.44, unit="share"), "! inconsistent"),
        ("−34,420", Figure(-34_420), "✓ follows"),
    ],
)
def test_a_change_is_typed_in_percent_or_as_a_number(
    one: Context, text: str, stated: Figure, verdict: str
) -> None:
    ctx = typed(typed(one, "against", "change Sep–Oct 2024"), "stated", text)
    assert ctx.project.claims[0].stated == replace(stated, source="", quote="")
    assert shown(ctx, "verdict") == verdict
    assert typed(ctx, "stated", CLAIMS.column("stated").typed(ctx, 0)).project.claims == ctx.project.claims


def test_a_factor_and_a_share_have_units_of_their_own(one: Context) -> None:
    factor = typed(typed(one, "against", "factor of Sep–Oct 2024; Russian forces"), "stated", "0.57")
    assert factor.project.claims[0].against == OtherDays(*SEP_OCT, ComparedBy.FACTOR, "ru")
    assert shown(factor, "stated") == "0.57×"
    assert shown(factor, "verdict") == "✓ follows"  # 0.5703
    share = typed(typed(one, "against", "share of Sep–Nov 2024"), "stated", "36.3 %")
    assert shown(share, "verdict") == "✓ follows"  # 45,690 ÷ 125,800 = 36.32 %


def test_what_makes_no_sense_is_refused(one: Context) -> None:
    for text in ("more than October", "change", "change sometime", "change Oct 2024; nobody"):
        with pytest.raises(Unreadable):
            typed(one, "against", text)
    percent = typed(typed(one, "against", "change Sep–Oct 2024"), "stated", "−43 %")
    with pytest.raises(Refused):
        typed(percent, "against", "")  # −0.43 would become people
    with pytest.raises(Refused):
        typed(percent, "measure", "attained")


def test_a_precision_of_a_share_is_in_percent(one: Context) -> None:
    ctx = typed(typed(typed(one, "against", "change Sep–Oct 2024"), "stated", "−44 %"), "precision", "2")
    assert ctx.project.claims[0].precision == 0.02
    assert shown(ctx, "precision") == "2"
    assert shown(ctx, "verdict") == "! inconsistent"  # −45 to −43 %; −42.97 is beyond
    assert shown(typed(ctx, "precision", "3"), "verdict") == "✓ follows"


def test_the_table_shows_where_other_figures_come_to_another_verdict() -> None:
    autumn = sample("autumn-2024")
    ground = Figure(1634.93, source="gsu", alternatives=(Figure(2356, source="isw"),))
    whole = replace(autumn.periods[2], losses=Figure(125_830, source="isw"), gains=ground)
    about = Figure(53, qualifier=Qualifier.ABOUT)
    cost = Claim("ru", whole.start, whole.end, "losses_per_gain", about, source="isw")
    ctx = context(replace(autumn, periods=(whole,), claims=(cost,)))
    assert shown(ctx, "verdict") == "! inconsistent"
    assert shown(ctx, "other_basis") == "own figures: ✓ follows, 53.4 per km²"
    assert CLAIMS.column("other_basis").shown(ctx)
    own = typed(ctx, "basis", "its source's own")
    assert own.project.claims[0].basis is WhoseFigures.OWN
    assert shown(own, "verdict") == "✓ follows"
    assert shown(own, "other_basis").startswith("figures in use: ! inconsistent, 77.0")


def test_claims_of_every_kind_are_shown_in_every_cell_the_inspector_and_every_chart() -> None:
    autumn = sample("autumn-2024")
    november, days = (date(2024, 11, 1), date(2024, 11, 30)), SEP_OCT
    campaign = replace(autumn.campaigns[0], start=november[0], end=november[1])
    claims = (
        Claim("ru", *november, "attained", Figure(0.4), source="nrc"),
        Claim("ru", *november, "campaign_shortfall", Figure(6_000)),
        *(
            Claim("ru", *november, "losses_per_gain", Figure(2), against=OtherDays(*days, kind))
            for kind in (ComparedBy.FACTOR, ComparedBy.CHANGE)
        ),
        Claim("ru", *november, "losses_per_gain", Figure(0.4), against=OtherDays(*WHOLE, ComparedBy.SHARE)),
        Claim(
            "ru",
            *november,
            "replaced",
            Figure(-8, unit="points"),
            against=OtherDays(*days, ComparedBy.CHANGE),
        ),
        Claim("ru", *november, "losses_per_gain", Figure(54), source="isw", basis=WhoseFigures.OWN),
    )
    ctx = context(replace(autumn, campaigns=(campaign,), claims=claims))
    for row in range(len(claims)):
        for column in CLAIMS.columns:
            assert isinstance(column.text(ctx, row), str)
            assert isinstance(column.tip(ctx, row), str)
            assert inspect(ctx, Place("claims", row, column.key)).items
    cost = build("cost", ctx.results, ctx.checks, ctx.formats)
    claimed = [marks for panel in cost.panels for marks in panel.marks if marks.table == "claims"]
    assert [marks.rows.tolist() for marks in claimed] == [[6]]  # a factor of the cost is no cost
