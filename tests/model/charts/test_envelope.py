"""Charts whose ranges reach over all alternatives."""

from __future__ import annotations

import pytest

from model.charts import CHARTS, ChartOptions, build
from model.checks import checks
from model.derive.results import derive
from model.files import sample
from model.project import Project
from model.text.figures import Figure, Qualifier
from model.text.formats import Formats
from model.text.records import replace

OPEN = Figure(50_000.0, qualifier=Qualifier.OVER, source="us")
UK = Figure(47_000.0, source="uk_mod")


def with_alternatives(*others: Figure) -> Project:
    project = sample("autumn-2024")
    november = project.periods[1]
    assert november.losses is not None
    changed = replace(november, losses=replace(november.losses, alternatives=others))
    return replace(project, periods=(project.periods[0], changed, *project.periods[2:]))


def test_whiskers_reach_over_the_alternatives_and_bars_stay() -> None:
    results = derive(with_alternatives(UK))
    plain = build("losses-gains", results, checks(results), Formats())
    ranged = build("losses-gains", results, checks(results), Formats(), ChartOptions(envelope=True))
    before, after = plain.panels[0].marks[0], ranged.panels[0].marks[0]
    assert before.best.tolist() == after.best.tolist()
    assert before.high[1] == pytest.approx(45_690 / 30)
    assert after.high[1] == pytest.approx(47_000 / 30)
    assert "what the sources say" in ranged.note
    assert "what the sources say" in ranged.alt
    assert "what the sources say" not in plain.note


def test_the_tip_says_what_was_published_and_what_others_say() -> None:
    results = derive(with_alternatives(UK, OPEN))
    chart = build("losses-gains", results, checks(results), Formats(), ChartOptions(envelope=True))
    tip = chart.panels[0].marks[0].tip(1)
    assert "Losses: 45,690 — General Staff of Ukraine" in tip
    assert "or 47,000 — UK Ministry of Defence" in tip
    assert "or >50,000 — US officials" in tip


def test_without_alternatives_the_chart_is_the_same() -> None:
    results = derive(sample("autumn-2024"))
    plain = build("cost", results, checks(results), Formats())
    assert build("cost", results, checks(results), Formats(), ChartOptions(envelope=True)).note == plain.note


@pytest.mark.parametrize("kind", [kind.key for kind in CHARTS])
def test_every_chart_can_reach_over_alternatives_with_open_bounds(kind: str) -> None:
    project = with_alternatives(UK, OPEN)
    rate = project.intake[0]
    others = replace(rate.per_month, alternatives=(Figure(20_000.0, qualifier=Qualifier.AT_LEAST),))
    results = derive(replace(project, intake=(replace(rate, per_month=others),)))
    chart = build(kind, results, checks(results), Formats(), ChartOptions(envelope=True))
    assert chart.alt
    for panel in chart.panels:
        for marks in panel.marks:
            assert [marks.tip(i) for i in range(len(marks))]
            assert [marks.lines(i) for i in range(len(marks))]
