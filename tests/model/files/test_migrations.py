"""Files of earlier versions of the format open as what they were and are saved as files of this one."""

from __future__ import annotations

import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from model.chart_settings import (
    AxisKind,
    ChartKey,
    ChartNote,
    ChartSettings,
    LabelsShown,
    LaneOrder,
    LegendPlace,
)
from model.files import read_project, sample, write_project
from model.files.migrations import MIGRATIONS, NEW_IN_3
from model.files.rows import own_unit
from model.project import VERSION, ComparedBy, Counts, OtherDays, Project, Trend, WhoseFigures
from model.text.days import Step
from model.text.errors import FileError
from model.text.figures import DatedBy, Figure, Qualifier, RangeIs

FORMATS = Path(__file__).parents[2] / "data" / "format"


def stored(version: int) -> bytes:
    return (FORMATS / f"version-{version}.json").read_bytes()


def faults(tree: dict[str, Any]) -> list[str]:
    with pytest.raises(FileError) as refused:
        read_project(json.dumps(tree).encode(), "x.json")
    return [str(fault) for fault in refused.value.faults]


def test_every_earlier_version_has_a_migration_and_every_version_a_stored_file() -> None:
    assert sorted(MIGRATIONS) == list(range(1, VERSION))
    assert sorted(path.name for path in FORMATS.iterdir()) == [
        f"version-{version}.json" for version in range(1, VERSION + 1)
    ]


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_stored_file_says_its_version_and_is_saved_as_the_newest(version: int) -> None:
    data = stored(version)
    assert json.loads(data)["version"] == version
    saved = write_project(read_project(data, ""))
    assert json.loads(saved) == {**json.loads(data), "version": VERSION}
    assert write_project(read_project(saved, "")) == saved


def test_the_stored_file_of_this_version_is_saved_as_the_same_bytes() -> None:
    assert write_project(read_project(stored(VERSION), "")) == stored(VERSION)


def test_the_stored_file_of_version_1_holds_the_figures_it_held() -> None:
    project = read_project(stored(1), "")
    now = sample("autumn-2024")
    assert (project.periods, project.intake, project.campaigns) == (now.periods, now.intake, now.campaigns)
    assert len(project.claims) == 14
    assert (project.acknowledged, project.imports) == ((), ())


def test_the_stored_file_of_version_3_has_everything_that_is_new_in_it() -> None:
    told = keys_in(json.loads(stored(3)))
    assert {key for keys in NEW_IN_3.values() for key in keys} | {"dating", "range"} <= told


def test_the_stored_file_of_version_3_is_read_as_what_it_says() -> None:
    project = read_project(stored(3), "")
    assert project.series[0].least_gains == 25
    assert project.series[0].killed_share == Figure(0.25, 0.229, 0.271, source="isw", range=RangeIs.CI95)
    assert (project.series[0].return_share, project.series[0].return_after) == (Figure(0.5), 30)
    assert project.intake[-1].per_month == Figure(490_000.0, unit="people/total", source="us")
    assert [project.periods[0].losses.dating, project.periods[0].gains.dating] == [DatedBy.EVENT, DatedBy.MAP]  # type: ignore[union-attr]  # both are given
    assert project.periods[1].losses is not None
    assert project.milestones[-1].figure == Figure(110_649.0, unit="km2", source="isw")
    assert (project.series[-1].counts, project.series[-1].unit) == (Counts.ITEMS, "tanks")
    assert project.periods[-1].gains == Figure(12.0, unit="km", source="isw")
    assert [row.series for row in project.references] == ["ru", ""]
    assert project.references[1].value == Figure(603_550.0, unit="km2")
    assert {claim.reference for claim in project.claims} == {"", "Strength"}
    least, most = project.periods[1].losses.alternatives[-2:]
    assert least.bounds() == (40_000, 45_000, math.inf)
    assert most.bounds() == (-math.inf, 45_000, 50_000)
    assert project.periods[0].gains_lost == Figure(35.0, unit="mi2", source="isw")
    assert project.periods[0].gains_other == Figure(1608.0, source="isw")
    own, change, ground, factor, share, points, attained, short, *_ = project.claims[-14:]
    assert own.basis is WhoseFigures.OWN
    assert change.against == OtherDays(date(2024, 9, 1), date(2024, 10, 31), ComparedBy.CHANGE)
    assert ground.against == OtherDays(date(2024, 9, 1), date(2024, 10, 31), ComparedBy.CHANGE, "ru")
    assert [claim.stated.unit for claim in (change, ground, factor, share, points)] == [  # type: ignore[union-attr]  # none is a trend
        *("share", "", "", "", "points")
    ]
    assert [own_unit(claim) for claim in (factor, share, attained, short)] == [
        *("times", "share", "share", "people")
    ]
    assert project.periods[1].correction == Figure(190.0, source="gsu")
    record, streak = project.claims[-2:]
    assert record.against == OtherDays(date(2024, 9, 1), date(2024, 11, 30), ComparedBy.HIGHEST)
    assert (record.step, own_unit(record)) == (Step.DAY, "rank")
    assert (streak.trend, streak.count, streak.stated) == (Trend.ABOVE, 3, Figure(1000.0))
    assert streak.start == date(2024, 9, 1)
    assert project.imports[0]["refused"][0]["row"] == 3
    several, one = project.charts
    assert (several.of, several.order) == (ChartKey("compare", measure="losses_per_day"), ("ru",))
    assert (several.sort, several.colors) == (LaneOrder.NAME, (("ru", "#7a1f1f"),))
    assert one == ChartSettings(
        "losses-gains",
        "ru",
        start=date(2024, 9, 1),
        end=date(2024, 11, 30),
        title="Each km² cost 53 casualties",
        subtitle="",
        note="Figures of a party to the conflict.",
        credit="Chart: a newsroom",
        labels=LabelsShown.ALL,
        decimals=1,
        notes=(
            ChartNote("above 2,000", date(2024, 11, 28)),
            ChartNote("figures incomplete", date(2024, 11, 1), date(2024, 11, 30)),
        ),
        axis=AxisKind.RANGE,
        low=0.0,
        high=2000.0,
        legend=LegendPlace.BELOW,
        style="newsprint",
        language="uk",
        filtered=True,
    )


def keys_in(tree: Any) -> set[str]:
    if isinstance(tree, list):
        return set().union(*map(keys_in, tree))
    return set(tree).union(*map(keys_in, tree.values())) if isinstance(tree, dict) else set()


def test_the_stored_file_of_version_2_has_what_it_had() -> None:
    project = read_project(stored(2), "")
    default = Project()
    empty = [name for name in Project.__struct_fields__ if not getattr(project, name)]
    assert empty == ["references", "charts"]
    assert project.view != default.view
    losses, gains = project.periods[1].losses, project.periods[1].gains
    assert losses is not None
    assert gains is not None
    assert losses.value == 45_690
    assert losses.alternatives == (
        Figure(value=45_720.0, source="gsu", as_of=date(2024, 12, 1), note="Event-dated reports."),
        Figure(low=40_000.0, high=50_000.0, source="us"),
    )
    assert gains.alternatives == (
        Figure(value=246.0, unit="mi2", qualifier=Qualifier.ABOUT, scope="Ukraine"),
    )
    rising, falling = project.claims[-2:]
    assert (rising.trend, rising.step, rising.count) == (Trend.RISING, Step.MONTH, 5)
    assert (rising.start, rising.end, rising.stated) == (date(2024, 6, 1), date(2024, 11, 30), None)
    assert (falling.trend, falling.step, falling.count) == (Trend.FALLING, Step.QUARTER, 2)
    assert (falling.start, falling.end) == (date(2024, 1, 1), date(2024, 9, 30))
    assert project.sources[0].accessed == date(2025, 1, 7)


@pytest.mark.parametrize(
    ("place", "value", "fault"),
    [
        (("acknowledged",), [], "acknowledged: unknown key"),
        (("imports",), [], "imports: unknown key"),
        (("sources", 0, "accessed"), "2024-12-03", "sources[0].accessed: unknown key"),
        (
            ("periods", 1, "losses", "alternatives"),
            [{"value": 1}],
            "periods[1].losses.alternatives: unknown key",
        ),
    ],
)
def test_a_file_of_version_1_may_not_have_what_came_later(
    place: tuple[Any, ...], value: object, fault: str
) -> None:
    tree = json.loads(stored(1))
    inner = tree
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    assert faults(tree) == [fault]


def test_a_file_of_version_1_may_not_have_a_trend() -> None:
    tree = json.loads(stored(1))
    tree["claims"] = [
        {"series": "ru", "end": "2024-11-30", "measure": "losses", "trend": "rising", "count": 5}
    ]
    assert faults(tree) == ["claims[0].count: unknown key", "claims[0].trend: unknown key"]


@pytest.mark.parametrize(
    ("place", "value", "fault"),
    [
        (("charts",), [], "charts: unknown key"),
        (("series", 0, "least_gains"), 5, "series[0].least_gains: unknown key"),
        (("series", 0, "return_after"), 5, "series[0].return_after: unknown key"),
        (
            ("intake", 0, "per_month"),
            {"value": 5, "unit": "people/day"},
            "intake[0].per_month.unit: unknown key",
        ),
        (("periods", 0, "gains_lost"), {"value": 5}, "periods[0].gains_lost: unknown key"),
        (("series", 0, "unit"), "tanks", "series[0].unit: unknown key"),
        (
            ("series", 0, "counts"),
            "items",
            'series[0].counts: not known to this version of the format: "items"',
        ),
        (("references",), [], "references: unknown key"),
        (("claims", 0, "reference"), "Strength", "claims[0].reference: unknown key"),
        (
            ("claims", 3, "stated"),
            {"value": 35, "unit": "one_in"},
            'claims[3].stated.unit: not known to this version of the format: "one_in"',
        ),
        (("claims", 0, "basis"), "own", "claims[0].basis: unknown key"),
        (("claims", 0, "against"), {}, "claims[0].against: unknown key"),
        (("claims", 3, "stated", "dating"), "map", "claims[3].stated.dating: unknown key"),
        (("periods", 1, "losses"), {"value": 5, "low": 3}, "periods[1].losses.high: missing"),
        (
            ("periods", 1, "losses"),
            {"low": 3, "high": 5, "qualifier": "about"},
            'periods[1].losses.qualifier: not known to this version of the format: "about"',
        ),
        (
            ("periods", 1, "losses"),
            {"value": 5, "alternatives": [{"value": 5, "high": 6}]},
            "periods[1].losses.alternatives[0].low: missing",
        ),
        (("imports", 0, "refused"), [], "imports[0].refused: unknown key"),
        (
            ("imports", 0, "kind"),
            "count",
            'imports[0].kind: not known to this version of the format: "count"',
        ),
    ],
)
def test_a_file_of_version_2_may_not_have_what_came_later(
    place: tuple[Any, ...], value: object, fault: str
) -> None:
    tree = json.loads(stored(2))
    inner = tree
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    assert fault in faults(tree)


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        (
            {"measure": "losses", "against": {"kind": "factor"}, "stated": {"value": 2, "unit": "people"}},
            "unit",
        ),
        (
            {"measure": "losses", "against": {"kind": "share"}, "stated": {"value": 2, "unit": "times"}},
            "unit",
        ),
        ({"measure": "losses", "against": {"kind": "change"}, "stated": {"value": 2, "unit": "km2"}}, "unit"),
        ({"measure": "attained", "against": {"kind": "factor"}, "stated": {"value": 2}}, "against"),
        ({"measure": "losses", "against": {"kind": "more"}, "stated": {"value": 2}}, "kind"),
        ({"measure": "losses", "stated": {"value": 2, "unit": "share"}}, "unit"),
        ({"measure": "losses", "stated": {"low": 2}}, "stated"),
        ({"measure": "losses", "basis": "theirs", "stated": {"value": 2}}, "basis"),
    ],
)
def test_a_claim_that_compares_states_a_unit_that_it_may_have(claim: dict[str, Any], fault: str) -> None:
    tree = json.loads(stored(3))
    days = {"start": "2024-11-01", "end": "2024-11-30"}
    if "against" in claim:
        claim = {**claim, "against": {**days, **claim["against"]}}
    tree["claims"] = [{"series": "ru", **days, **claim}]
    (found,) = faults(tree)
    assert found.partition(":")[0].endswith(fault)


@pytest.mark.parametrize("rows", [5, [5, None], [{"losses": 5}], {"a": 1}])
def test_a_file_of_version_1_of_another_shape_is_refused_for_its_shape(rows: object) -> None:
    tree = {"format": "salient-project", "version": 1, "sources": rows, "claims": rows, "periods": rows}
    assert faults(tree)
