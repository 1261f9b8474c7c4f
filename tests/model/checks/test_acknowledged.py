"""Findings that are kept as they are: known again whatever the order of rows, open again when they grow."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from model.checks import checks
from model.checks.acknowledged import MOST_NAMED, acknowledgement, matching
from model.checks.findings import Finding
from model.columns import TABLE, Context
from model.derive.results import derive
from model.edits import acknowledge, delete_rows, set_cells, take_up_again
from model.files import read_project, sample, write_project
from model.project import Claim, Period, Project, Series
from model.text.errors import Refused
from model.text.figures import Figure
from model.text.formats import Formats
from model.text.records import replace
from tests.model.strategies import projects

DAY = date(2024, 1, 1)


def found(project: Project, code: str) -> list[Finding]:
    return [finding for finding in checks(derive(project)).findings if finding.code == code]


def ctx_of(project: Project) -> Context:
    return Context.of(project, Formats())


def rows(count: int) -> Project:
    """A project of single days, none of whose losses has a source."""
    periods = tuple(
        Period("ru", f"day {n}", DAY + timedelta(days=n), DAY + timedelta(days=n), Figure(value=5.0))
        for n in range(count)
    )
    return Project(series=(Series("ru"),), periods=periods)


def kept(project: Project, finding: Finding, reason: str = "seen") -> Project:
    return replace(project, acknowledged=(*project.acknowledged, acknowledgement(project, finding, reason)))


def test_a_finding_that_is_acknowledged_says_why() -> None:
    project = sample("autumn-2024")
    (finding,) = found(project, "claim_inconsistent")
    assert finding.acknowledged is None
    seen = kept(project, finding, "Said of what is needed.")
    assert [each.acknowledged for each in found(seen, "claim_inconsistent")] == ["Said of what is needed."]
    assert [each.acknowledged for each in found(seen, "claim_unverifiable")] == [None]
    (named,) = seen.acknowledged[0].rows
    about = "claims ru 2024-11-01..2024-11-30 losses_per_month 50000..52000"
    assert named == f"{about} between 50,000 and 52,000 soldiers monthly"


def test_it_is_in_the_file() -> None:
    project = sample("autumn-2024")
    (finding,) = found(project, "claim_inconsistent")
    again = read_project(write_project(kept(project, finding)), "")
    assert [each.acknowledged for each in found(again, "claim_inconsistent")] == ["seen"]


def test_rows_may_be_sorted_labelled_and_inserted() -> None:
    project = rows(3)
    (finding,) = found(project, "no_source")
    seen = kept(project, finding)
    named = tuple(replace(row, label="x", note="y") for row in reversed(seen.periods))
    sourced = Period("ru", "", date(2023, 1, 1), date(2023, 1, 1))
    moved = replace(seen, periods=(sourced, *named))
    assert [each.acknowledged for each in found(moved, "no_source")] == ["seen"]


def test_a_finding_that_shrinks_stays_acknowledged_and_one_that_grows_is_open_again() -> None:
    project = rows(3)
    (finding,) = found(project, "no_source")
    seen = kept(project, finding)
    fewer = replace(seen, periods=seen.periods[1:])
    assert [each.acknowledged for each in found(fewer, "no_source")] == ["seen"]
    more = replace(seen, periods=rows(4).periods)
    assert [each.acknowledged for each in found(more, "no_source")] == [None]


def test_two_of_one_kind_are_kept_apart() -> None:
    claims = tuple(Claim("ru", DAY, DAY, "losses", Figure(value=value)) for value in (7.0, 8.0))
    project = replace(rows(1), claims=claims)
    first, second = found(project, "claim_inconsistent")
    assert first.rows != second.rows
    seen = found(kept(project, first), "claim_inconsistent")
    assert sorted(each.acknowledged or "" for each in seen) == ["", "seen"]


def test_losses_and_gains_of_one_total_are_kept_apart() -> None:
    project = sample("autumn-2024")
    total = replace(
        project.periods[2], losses=Figure(value=1.0, source="isw"), gains=Figure(value=1.0, source="isw")
    )
    project = replace(project, periods=(*project.periods[:2], total))
    losses, gains = sorted(found(project, "total_inconsistent"), key=lambda each: each.about, reverse=True)
    assert (losses.key, gains.key) == ("total_inconsistent/losses", "total_inconsistent/gains")
    seen = {each.about: each.acknowledged for each in found(kept(project, losses), "total_inconsistent")}
    assert seen == {"losses": "seen", "gains": None}


@pytest.mark.parametrize("count", [MOST_NAMED, MOST_NAMED + 1])
def test_very_many_rows_are_kept_as_a_digest(count: int) -> None:
    project = rows(count)
    (finding,) = found(project, "no_source")
    seen = kept(project, finding)
    assert len(seen.acknowledged[0].rows) == (1 if count > MOST_NAMED else count)
    mirrored = replace(seen, periods=seen.periods[::-1])
    assert [each.acknowledged for each in found(mirrored, "no_source")] == ["seen"]
    more = replace(seen, periods=rows(count + 1).periods)
    assert [each.acknowledged for each in found(more, "no_source")] == [None]


def test_a_very_long_quote_does_not_keep_the_file_from_being_saved() -> None:
    claim = Claim("ru", DAY, DAY, "losses", Figure(value=7.0), quote="x" * 10_000)
    project = replace(rows(1), claims=(claim,))
    (finding,) = found(project, "claim_inconsistent")
    seen = kept(project, finding)
    assert [each.acknowledged for each in found(seen, "claim_inconsistent")] == ["seen"]
    assert write_project(seen)


@given(projects(max_rows=3), st.randoms(use_true_random=False))
def test_every_finding_can_be_acknowledged_and_is_known_again_in_any_order(
    project: Project, random: object
) -> None:
    project = replace(project, acknowledged=())
    findings = checks(derive(project)).findings
    assume(findings)
    for finding in findings:
        project = kept(project, finding)
    assert all(finding.acknowledged == "seen" for finding in checks(derive(project)).findings)
    write_project(project)
    shuffled: dict[str, Any] = {}
    for table in ("periods", "intake", "requirements", "campaigns", "milestones", "claims", "sources"):
        order = list(getattr(project, table))
        random.shuffle(order)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random
        shuffled[table] = tuple(order)
    other = replace(project, **shuffled)
    assert all(finding.acknowledged == "seen" for finding in checks(derive(other)).findings)


def test_an_edit_acknowledges_and_another_takes_it_up_again() -> None:
    project = sample("autumn-2024")
    ctx = ctx_of(project)
    (finding,) = found(project, "claim_inconsistent")
    edit = acknowledge(ctx, (finding,), "  Said of what is needed. ")
    assert str(edit.words) == "acknowledge a finding"
    assert [one.reason for one in edit.project.acknowledged] == ["Said of what is needed."]
    seen = ctx_of(edit.project)
    (finding,) = found(edit.project, "claim_inconsistent")
    other = acknowledge(seen, (finding,), "Another reason")
    assert [one.reason for one in other.project.acknowledged] == ["Another reason"]
    assert matching(other.project, finding) == (0,)
    assert take_up_again(ctx_of(other.project), (finding,)).project == project


def test_a_reason_that_no_file_can_hold_is_refused() -> None:
    project = sample("autumn-2024")
    with pytest.raises(Refused, match="character"):
        acknowledge(ctx_of(project), found(project, "claim_inconsistent"), "a\x00b")


def renamed(project: Project, table: str, tag: str, row: int = 0) -> Project:
    return set_cells(ctx_of(project), TABLE[table], {(row, "id"): tag}).project


def told_gone(project: Project) -> list[tuple[str, str | None]]:
    """What is told of things acknowledged that are found no longer, each with its reason."""
    return [(str(each.words), each.acknowledged) for each in found(project, "acknowledged_gone")]


@pytest.mark.parametrize("count", [3, MOST_NAMED + 1])
def test_what_is_acknowledged_follows_a_series_with_another_tag(count: int) -> None:
    project = rows(count)
    (finding,) = found(project, "no_source")
    seen = renamed(kept(project, finding), "series", "russian forces")
    assert [each.acknowledged for each in found(seen, "no_source")] == ["seen"]
    assert told_gone(seen) == []
    assert renamed(seen, "series", "ru") == kept(project, finding)  # and back again, exactly


def test_what_is_acknowledged_of_a_long_claim_follows_its_series() -> None:
    claim = Claim("ru", DAY, DAY, "losses", Figure(value=7.0), quote="x" * 10_000)
    project = replace(rows(1), claims=(claim,))
    (finding,) = found(project, "claim_inconsistent")
    assert [len(row) for row in kept(project, finding).acknowledged[0].rows] == [1000]  # as in earlier files
    seen = renamed(kept(project, finding), "series", "a much longer tag")
    assert [each.acknowledged for each in found(seen, "claim_inconsistent")] == ["seen"]


def test_a_tag_that_begins_like_another_is_not_taken_for_it() -> None:
    two = replace(
        rows(2),
        series=(Series("ru"), Series("ru 2024-01-02")),
        periods=(
            rows(1).periods[0],
            replace(rows(2).periods[1], series="ru 2024-01-02"),
        ),
    )
    (finding,) = found(two, "no_source")
    seen = renamed(kept(two, finding), "series", "x")
    assert seen.acknowledged[0].rows == (
        "periods ru 2024-01-02 2024-01-02..2024-01-02",
        "periods x 2024-01-01..2024-01-01",
    )


def test_a_source_with_another_tag_keeps_what_is_acknowledged() -> None:
    project = sample("autumn-2024")
    for finding in checks(derive(project)).findings:
        project = kept(project, finding)
    assert told_gone(renamed(project, "sources", "institute")) == []


def test_what_is_acknowledged_of_deleted_rows_goes_with_them() -> None:
    project = sample("autumn-2024")
    (inconsistent,) = found(project, "claim_inconsistent")
    (unverifiable,) = found(project, "claim_unverifiable")
    seen = kept(kept(project, inconsistent), unverifiable)
    left = delete_rows(ctx_of(seen), TABLE["claims"], [13]).project
    assert [one.code for one in left.acknowledged] == ["claim_unverifiable"]
    assert told_gone(left) == []


def test_what_is_acknowledged_stays_while_a_row_of_the_same_words_is_left() -> None:
    claim = Claim("ru", DAY, DAY, "losses", Figure(value=7.0))
    project = replace(rows(1), claims=(claim, replace(claim)))
    first, _ = found(project, "claim_inconsistent")
    left = delete_rows(ctx_of(kept(project, first)), TABLE["claims"], [0]).project
    assert [each.acknowledged for each in found(left, "claim_inconsistent")] == ["seen"]


def test_what_is_found_no_longer_is_told_and_can_be_taken_up() -> None:
    project = sample("autumn-2024")
    (finding,) = found(project, "claim_inconsistent")
    seen = kept(project, finding, "Said of what is needed.")
    other = set_cells(ctx_of(seen), TABLE["claims"], {(13, "stated"): "45,690"}).project
    assert found(other, "claim_inconsistent") == []
    claim = "“between 50,000 and 52,000 soldiers monthly”"
    assert told_gone(other) == [
        (f"Acknowledged and found no longer: {claim} [claim_inconsistent].", "Said of what is needed.")
    ]
    (gone,) = found(other, "acknowledged_gone")
    assert take_up_again(ctx_of(other), (gone,)).project == replace(other, acknowledged=())
    assert acknowledge(ctx_of(other), (gone,), "Since corrected").project.acknowledged == (
        replace(seen.acknowledged[0], reason="Since corrected"),
    )


@given(projects(max_rows=3), st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8))
def test_another_tag_of_a_series_opens_no_finding_again(project: Project, tag: str) -> None:
    project = replace(project, acknowledged=())
    findings = checks(derive(project)).findings
    assume(project.series and findings and all(series.id != tag for series in project.series))
    for finding in findings:
        project = kept(project, finding)
    try:
        other = renamed(project, "series", tag)
    except Refused:  # a text that no file can hold
        return
    assert all(finding.acknowledged == "seen" for finding in checks(derive(other)).findings)
    assert told_gone(other) == []
