"""`main.py import` as scripts use it: run as a process, on published data, up to the report of the result."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from gui.command_line import import_options
from main import COMMANDS, LANGUAGES, REPORTS
from model.files import open_project
from model.imports.choices import (
    TABLE_PLACES,
    TABLES,
    UNITS,
    Dating,
    Duplicates,
    Kind,
    PeriodLength,
    RowCovers,
    TableChoices,
)
from model.output.formats import REPORT_FORMATS
from model.project import Counts, GainsAre
from model.text import catalogue
from tests.model.imports.maps.made import collection, feature, folder, quick, square
from tests.program import MAIN, ROOT, run

__all__ = ["quick"]

DATA = ROOT / "tests" / "data" / "imports"
PERSONNEL = DATA / "losses_gs_personnel_daily.json"
AREA = DATA / "area_isw_daily_m2.csv"
GAPPY = DATA / "losses_gs_daily_gappy.json"
LOSSES = ("--as", "losses", "--date", "date", "--value", "personnel", "--kind", "cumulative")
GAINS = ("--as", "gains", "--unit", "m2", "--date", "date", "--kind", "level", "--dating", "report")
GAINS_COLUMN = ("--value", "area_assessed_as_russia_controlled")
AUTUMN = ("--span", "2024-09-01..2024-10-31")


def report(project: Path) -> Mapping[str, Any]:
    """Return the first series of the report on a project."""
    ran = run("report", project, "--format", "json")
    assert ran.code == 0, ran.err
    series: Mapping[str, Any] = json.loads(ran.out)["series"][0]
    return series


def best(of: Mapping[str, Any], measure: str) -> float:
    return float(of["measures"][measure]["best"])


@pytest.mark.parametrize(("dating", "expected"), [("event", 80_110), ("report", 80_000)])
def test_the_losses_of_an_autumn_depend_on_the_dating(tmp_path: Path, dating: str, expected: int) -> None:
    target = tmp_path / "autumn.json"
    ran = run("import", PERSONNEL, *LOSSES, "--dating", dating, *AUTUMN, "-o", target)
    assert (ran.code, ran.err) == (0, "")
    assert best(report(target)["periods"][0], "losses") == expected


def test_losses_and_gains_of_a_year_in_one_project(tmp_path: Path) -> None:
    target = tmp_path / "year.json"
    year = ("--by", "month", "--span", "2024")
    assert run("import", PERSONNEL, *LOSSES, "--dating", "event", *year, "-o", target).code == 0
    ran = run("import", AREA, *GAINS, *GAINS_COLUMN, "--into", target, "-o", target)
    assert (ran.code, ran.err) == (0, "")
    series = report(target)
    months = [26220, 28450, 28200, 26960, 38940, 35030, 35680, 36810, 38130, 41980, 45720, 48670]
    assert [best(period, "losses") for period in series["periods"]] == months
    assert best(series["total"], "losses") == 430_790
    gains = [round(best(period, "gains"), 2) for period in series["periods"]]
    assert round(gains[8] + gains[9], 2) == 984.52
    assert gains[10:] == [650.41, 589.29]
    assert round(best(series["total"], "gains"), 2) == 3_734.74
    assert round(best(series["total"], "losses_per_gain"), 2) == 115.35
    assert len(open_project(target).imports) == 2


def test_a_period_without_its_dates_has_no_figure_and_says_which_are_missing(tmp_path: Path) -> None:
    target = tmp_path / "gappy.json"
    august = ("--span", "2023-08-01..2023-08-31")
    ran = run("import", GAPPY, *LOSSES, "--dating", "event", *august, "-o", target)
    assert ran.code == 0, ran.err
    assert "2023-07-23" in ran.out
    assert "2023-12-19" in ran.out
    period = report(target)["periods"][0]
    assert "absent" in period["measures"]["losses"]
    assert "2023-07-23" in open_project(target).periods[0].note


def test_what_is_open_is_a_line_each_that_names_the_file_and_the_options(tmp_path: Path) -> None:
    ran = run("import", PERSONNEL, "--as", "losses", "--value", "personnel", "-o", tmp_path / "x.json")
    assert ran.code == 2
    assert all(line.startswith(f"main.py: {PERSONNEL}: ") for line in ran.faults)
    assert [line.partition("settle it with ")[2].split()[0] for line in ran.faults] == ["--kind", "--by"]
    assert not (tmp_path / "x.json").exists()


def test_a_look_without_a_choice_says_what_it_would_ask_of_what_the_file_seems_to_be(tmp_path: Path) -> None:
    source = tmp_path / "some.csv"
    for content, option, asks in (
        ("date;losses\n01/02/2024;38,130\n", "--as losses", "--as --kind --by --decimal --date-format"),
        ("month;gains\nFY2024;5\n", "--table", "--as --unit --year-begins --year-named"),
    ):
        source.write_text(content, "utf-8")
        lines = run("import", source, "--look").out.splitlines()
        assert f"read with {option}, as it seems to be:" in lines
        asked = [line for line in lines if line.startswith("asks: ")]
        assert [line.rpartition("settle it with ")[2].split()[0] for line in asked] == asks.split()


def test_a_look_goes_through_every_sheet_where_none_is_named(tmp_path: Path) -> None:
    source = tmp_path / "some.json"
    source.write_text('{"a": [{"x": 1}, {"x": 2}], "b": [{"y": 1}, {"y": 2}]}', "utf-8")
    ran = run("import", source, "--look")
    assert ran.code == 0
    assert "settle it with --sheet NAME" in ran.out
    assert "--sheet a" in ran.out
    assert "“y”: numbers" in ran.out


def test_what_is_open_of_each_sheet_is_asked_with_the_sheet(tmp_path: Path) -> None:
    source = tmp_path / "some.json"
    source.write_text('{"a": [{"date": "01/02/2024", "killed": 1}], "b": [{"y": 1}, {"y": 2}]}', "utf-8")
    said = run("import", source, "-o", tmp_path / "out.json").err
    assert "--sheet NAME" in said
    assert "--as losses, gains, intake" in said
    said = run("import", source, "--as", "losses", "-o", tmp_path / "out.json").err
    assert "of “a”: it is not said whether the day or the month comes first in 01/02/2024;" in said
    assert "of “b”: no column holds dates;" in said


def test_a_look_changes_nothing_and_needs_no_choice() -> None:
    ran = run("import", AREA, "--look")
    assert ran.code == 0
    assert "area_assessed_as_russia_controlled" in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("no-such-file.csv", "--look"), "no-such-file.csv"),
        ((str(AREA), *GAINS, "--value", "nonsense", "--by", "month", "-o", "x.json"), "nonsense"),
        ((str(AREA), "--as", "nothing"), "--as"),
        ((), "DATA"),
        ((str(ROOT / "resources" / "icons"), "--look"), "icons"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_exit_code_2(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = run("import", *arguments, cwd=tmp_path)
    assert ran.code == 2
    assert len(ran.faults) == 1
    assert said in ran.faults[0]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="endless input is of POSIX")
@pytest.mark.parametrize("command", [("import", "-", "--look"), ("report", "-"), ("check", "-")])
def test_standard_input_without_an_end_is_refused_at_the_limit(command: Sequence[str]) -> None:
    with Path("/dev/zero").open("rb") as endless:
        ran = subprocess.run(
            [sys.executable, "main.py", *command],
            cwd=ROOT,
            stdin=endless,
            capture_output=True,
            text=True,
            check=False,
        )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "larger than 256 MiB, the most that is read" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", COMMANDS)
def test_help_on_a_command_needs_nothing_but_the_standard_library(name: str) -> None:
    command = [sys.executable, "-S", str(MAIN), name, "--help"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"usage: main.py {name}")


def test_help_names_every_format_of_a_report() -> None:
    assert sorted(kind.key for kind in REPORT_FORMATS) == list(REPORTS)
    assert tuple(catalogue.LANGUAGES) == LANGUAGES


def test_the_options_offer_what_imports_understand() -> None:
    for offered, understood in (
        (import_options.WHAT, (*TableChoices.AMOUNTS, *TABLES)),
        (import_options.KINDS, Kind),
        (import_options.DATINGS, Dating),
        (import_options.BY, PeriodLength),
        (import_options.EACH, RowCovers),
        (import_options.DUPLICATES, Duplicates),
        (import_options.COUNTS, Counts),
    ):
        assert offered == tuple(str(one) for one in understood)
    assert import_options.UNITS == UNITS
    assert import_options.PLACES == TABLE_PLACES


def test_refused_rows_end_with_3_and_their_count_unless_accepted(tmp_path: Path) -> None:
    source, target = tmp_path / "some.csv", tmp_path / "out.json"
    source.write_text("date,losses\n2024-09-01,5\n2024-09-02,?\n2024-09-03,7\n", "utf-8")
    command = ("import", source, "--as", "losses", "--kind", "per-row", "--by", "day", "-o", target)
    ran = run(*command)
    assert (ran.code, ran.err) == (3, "main.py: 1 row was refused\n")
    assert "3 rows read = 2 used + 0 left out + 1 refused" in ran.out
    assert "no figure: losses of 2 Sep 2024: row 3 inside it cannot be used: no value" in ran.out
    assert run(*command, "--accept-refused").code == 0


def test_a_look_says_everything_that_would_be_asked(tmp_path: Path) -> None:
    source = tmp_path / "some.csv"
    source.write_text("date;losses\n2024-09-01;38,130\n", "utf-8")
    ran = run("import", source, "--look", "--as", "losses")
    asked = [line for line in ran.out.splitlines() if line.startswith("asks: ")]
    assert ran.code == 0
    assert [line.rpartition("settle it with ")[2].split()[0] for line in asked] == [
        "--kind",
        "--by",
        "--decimal",
    ]


def test_what_is_imported_is_never_written_over(tmp_path: Path) -> None:
    source = tmp_path / "some.csv"
    source.write_text("date,losses\n2024-09-01,5\n", "utf-8")
    ran = run("import", source, "--as", "losses", "--kind", "per-row", "--by", "day", "-o", source)
    assert (ran.code, len(ran.faults)) == (2, 1)
    assert source.read_text("utf-8") == "date,losses\n2024-09-01,5\n"


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("given", "gains_are", "expected"),
    [
        ((), GainsAre.NET, 1_231),
        (("--gains-are", "net"), GainsAre.NET, 1_231),
        (("--gains-are", "gross"), GainsAre.GROSS, 2_462),
    ],
)
def test_of_maps_the_ground_gained_is_that_alone_or_less_what_was_lost(
    tmp_path: Path, given: tuple[str, ...], gains_are: GainsAre, expected: int
) -> None:
    """A square of one degree whose west edge moves a tenth of it (1,231 km²) and its east edge two on."""
    earlier, later = (collection(feature(square(*of))) for of in ((30, 0), (30.1, 0, 1.1)))
    maps = folder(tmp_path / "maps", d20240831=earlier, d20240930=later)
    said = ("--as", "gains", "--kind", "map", "--by", "month", "--dating", "report")
    ran = run("import", maps, *said, *given, "-o", tmp_path / "maps.json")
    assert (ran.code, ran.err) == (0, "")
    project = open_project(tmp_path / "maps.json")
    (period,) = project.periods
    assert period.gains is not None
    assert (project.series[0].gains_are, round(period.gains.value or 0)) == (gains_are, expected)
