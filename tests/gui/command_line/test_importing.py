from __future__ import annotations

import argparse
import io
import json
import sys
from pathlib import Path

import pytest

from gui.command_line.importing import add_parser, run
from model.files import open_project
from tests.model.imports.data import DATA, lines

GENERAL_STAFF = (
    str(DATA / "losses_gs_personnel_daily.json"),
    *("--as", "losses", "--date", "date", "--value", "personnel", "--kind", "cumulative"),
)


def main(*arguments: str | Path) -> tuple[int, list[str]]:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    said: list[str] = []
    return run(parser.parse_args(["import", *map(str, arguments)]), said.append), said


def test_losses_and_gains_into_one_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "year.json"
    assert main(*GENERAL_STAFF, "--dating", "event", "--by", "month", "--span", "2024", "-o", target) == (
        0,
        [],
    )
    assert "378" not in capsys.readouterr().err
    isw = (DATA / "area_isw_daily_m2.csv", "--as", "gains", "--unit", "m2", "--date", "date")
    column = ("--value", "area_assessed_as_russia_controlled", "--kind", "level", "--dating", "report")
    assert main(*isw, *column, "--into", target, "-o", target) == (0, [])
    project = open_project(target)
    assert len(project.periods) == 12
    assert round(sum(row.gains.value or 0 for row in project.periods if row.gains), 2) == 3734.74
    assert sum(row.losses.value or 0 for row in project.periods if row.losses) == 430_790
    assert "1 left out" in capsys.readouterr().out


def test_what_is_not_settled_is_an_error_with_a_line_and_the_options_for_each(tmp_path: Path) -> None:
    code, said = main(*GENERAL_STAFF[:7], "-o", tmp_path / "x.json")
    assert code == 2
    assert [line.partition("settle it with ")[2].split()[0] for line in said] == ["--kind", "--by"]
    assert not (tmp_path / "x.json").exists()


def test_a_figure_that_differs_needs_replace(tmp_path: Path) -> None:
    target = tmp_path / "x.json"
    span = ("--span", "2024-09-01..2024-10-31")
    assert main(*GENERAL_STAFF, "--dating", "event", *span, "-o", target)[0] == 0
    before = target.read_bytes()
    code, said = main(*GENERAL_STAFF, "--dating", "report", *span, "--into", target, "-o", target)
    assert code == 2
    assert "losses of Sep–Oct 2024" in said[0]
    assert "--replace" in said[0]
    assert target.read_bytes() == before
    assert main(*GENERAL_STAFF, "--dating", "report", "--into", target, "--replace", "-o", target)[0] == 0
    (period,) = open_project(target).periods
    assert period.losses is not None
    assert period.losses.value == 80_000


def test_no_figure_is_an_answer_with_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gappy = (DATA / "losses_gs_daily_gappy.json", *GENERAL_STAFF[1:])
    assert (
        main(*gappy, "--dating", "event", "--span", "2023-08-01..2023-08-31", "-o", tmp_path / "x.json")[0]
        == 0
    )
    assert (
        "no figure: losses of August 2023: dates missing from 2023-07-23 to 2023-12-19"
        in capsys.readouterr().out
    )


def test_look_says_what_would_be_chosen_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(DATA / "losses_estimates_low_high.csv", "--look") == (0, [])
    out = capsys.readouterr().out
    assert "--encoding utf-8" in out
    assert "“estimate_low”: numbers" in out
    assert "--decimal ." in out
    looked = (*GENERAL_STAFF, "--dating", "event", "--span", "2024-09-01..2024-10-31", "--look")
    assert main(*looked, "-o", tmp_path / "x.json") == (0, [])
    assert "losses of Sep–Oct 2024: ≈80,110" in capsys.readouterr().out
    assert not (tmp_path / "x.json").exists()


def test_standard_input_and_output_are_a_dash(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    data = lines(("month", "losses"), ("2024-09", 5), ("2024-10", 7)).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main("-", "--table", "-o", "-") == (0, [])
    out, err = capsysbinary.readouterr()
    assert [row["label"] for row in json.loads(out)["periods"]] == ["September 2024", "October 2024"]
    assert b"2 rows read = 2 used + 0 left out + 0 refused" in err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("nowhere.csv", "--table", "-o", "x"), "no such file"),
        ((*GENERAL_STAFF[:3], "--value", "tanks", "-o", "x"), "no column “tanks”"),
        ((*GENERAL_STAFF, "--span", "soon", "-o", "x"), "“soon” is not a date"),
        ((GENERAL_STAFF[0], "-o", "x"), "say what it holds"),
        (GENERAL_STAFF, "say where to"),
        ((*GENERAL_STAFF, "--where", "date", "-o", "x"), "NAME=VALUE"),
        ((*GENERAL_STAFF, "--decimal", ";", "-o", "x"), "no decimal sign"),
        (
            (*GENERAL_STAFF, "--unit", "km2", "--dating", "event", "--by", "month", "-o", "x"),
            "not counted in km²",
        ),
        (
            (*GENERAL_STAFF, "--dating", "event", "--by", "quarter", "--span", "Nov 2024", "-o", "x"),
            "in the midst of",
        ),
    ],
)
def test_a_fault_is_one_line_and_exit_code_2(arguments: tuple[str, ...], reason: str) -> None:
    code, said = main(*arguments)
    assert (code, len(said)) == (2, 1)
    assert reason in said[0]


def test_the_sources_of_a_reference_manager_into_a_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed, target = tmp_path / "sources.bib", tmp_path / "project.json"
    listed.write_text("@misc{a, title={Counted}, date={2024-11-05}} @misc{b, author={Doe, Jane}, title={On}}")
    assert main(listed, "--look") == (0, [])
    assert capsys.readouterr().out == "Counted\nJane Doe, On\n"
    assert main(listed) == (2, [f"{listed}: say where to: -o FILE"])
    assert main(listed, "-o", target) == (0, [])
    assert capsys.readouterr().out == "2 sources added\n"
    csl = tmp_path / "sources.json"
    csl.write_text(
        '[{"id": "c", "type": "book", "title": "counted"}, {"id": "d", "type": "book", "title": "More"}]'
    )
    assert main(csl, "--into", target, "-o", target) == (0, [])
    assert capsys.readouterr().out == "1 source added; 1 were here by name\n"
    assert [source.name for source in open_project(target).sources] == ["Counted", "Jane Doe, On", "More"]
    listed.write_text("nothing of the kind")
    assert main(listed, "-o", target) == (2, [f"{listed}: This is no list of sources in BibTeX or CSL-JSON."])
