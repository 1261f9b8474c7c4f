"""The program as scripts use it, without a display."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from gui.app import system
from model.charts import CHARTS
from tests.program import MAIN, ROOT, environment, run, run_alone

SAMPLE = ROOT / "resources" / "samples" / "autumn-2024.json"

PROJECT: Mapping[str, Any] = {
    "format": "salient-project",
    "version": 1,
    "title": "Small",
    "series": [{"id": "ru"}],
    "periods": [
        {
            "series": "ru",
            "label": "One",
            "start": "2024-09-01",
            "end": "2024-09-30",
            "losses": {"value": 9e2},
        },
        {
            "series": "ru",
            "label": "Two",
            "start": "2024-10-01",
            "end": "2024-10-31",
            "losses": {"value": 8e2},
        },
    ],
}


@pytest.fixture(autouse=True)
def _drawing(qapp: QApplication) -> None:
    """What draws in this process finds the application there."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path, PROJECT)


def written(folder: Path, project: Mapping[str, Any]) -> Path:
    path = folder / "small.json"
    path.write_text(json.dumps(project), "utf-8")
    return path


def test_help_and_version_load_nothing_heavy() -> None:
    for arguments in (["--help"], ["--version"], ["report", "--help"], ["plot", "--help"]):
        command = [sys.executable, "-X", "importtime", str(MAIN), *arguments]
        done = subprocess.run(command, capture_output=True, env=environment(), timeout=60, check=False)
        assert done.returncode == 0
        assert done.stdout.strip()
        loaded = {line.rpartition("|")[2].strip() for line in done.stderr.decode().splitlines()}
        assert not {name for name in loaded if name.split(".")[0] in ("numpy", "PySide6")}
        options = {"import_options", "plot_options", "read_options"}
        ours = {"gui", "gui.app", "gui.app.version", "gui.command_line"} | {
            f"gui.command_line.{name}" for name in options
        }
        assert {name for name in loaded if name.split(".")[0] == "gui"} <= ours


def test_the_version_is_that_of_the_project_file() -> None:
    ran = run("--version")
    assert ran.out.startswith("Salient ")
    assert f'version = "{ran.out.split()[1]}"' in (ROOT / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize("command", ["report", "check"])
def test_a_report_and_a_check_load_no_qt(command: str) -> None:
    arguments = [sys.executable, "-X", "importtime", str(MAIN), command, str(SAMPLE)]
    done = subprocess.run(arguments, capture_output=True, env=environment(), timeout=60, check=False)
    assert done.stdout
    assert b"PySide6" not in done.stderr
    assert b"pyqtgraph" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("report",),
        ("report", "x.json", "--format", "doc"),
        ("check", "x.json", "y.json"),
        ("plot", "x.json"),
        ("plot", "x.json", "--chart", "cost"),
        ("plot", "x.json", "--chart", "cost", "-o", "x.png", "--width", "wide"),
        ("plot", "x.json", "--chart", "cost", "-o", "x.png", "--scale", "nan"),
        ("plot", "x.json", "--chart", "compare", "-o", "x.png", "--measure", "glory"),
        ("plot", "x.json", "--chart", "compare", "-o", "x.png", "--by", "month"),
        ("plot", "x.json", "--chart", "cost", "-o", "x.png", "--from", "autumn"),
        ("plot", "x.json", "--chart", "cost", "-o", "x.png", "--axis", "5..1"),
        ("plot", "x.json", "--chart", "cost", "-o", "x.png", "--axis", "0..nan"),
        ("plot", "x.json", "--chart", "cost", "-o", "x.png", "--decimals", "9"),
        ("plot", "x.json", "--chart", "cost", "-o", "x.png", "--color", "ru=red"),
        ("plot", "x.json", "--chart", "cost", "-o", "x.png", "--dpi", "0"),
        ("report", "x.json", "--area", "acres"),
        ("--frobnicate",),
        ("report", "no such file.json"),
        ("check", "no such file.json"),
        ("report", "."),
        ("check", "x\n\x1b[31my.json"),
    ],
)
def test_what_cannot_be_used_is_exit_2_and_one_line(arguments: tuple[str, ...], tmp_path: Path) -> None:
    ran = run(*arguments, cwd=tmp_path)
    assert ran.code == 2
    assert len(ran.faults) == 1
    assert "\x1b" not in ran.err
    assert ran.out == ""


def test_faults_of_a_file_are_a_line_each_with_file_place_and_fault(tmp_path: Path) -> None:
    broken = {
        **PROJECT,
        "periods": [
            {"series": "ru", "label": "One", "start": "2024-02-30", "end": "2024-09-30"},
            {"series": "who", "label": "Two", "start": "2024-10-01", "end": "2024-10-31"},
        ],
    }
    path = written(tmp_path, broken)
    for command in ("report", "check"):
        ran = run(command, path)
        assert ran.code == 2
        places = [line.removeprefix(f"main.py: {path}: ").partition(": ")[0] for line in ran.faults]
        assert places == ["periods[0].start", "periods[1].series"]


def test_a_newer_file_is_refused_in_words(tmp_path: Path) -> None:
    ran = run("report", written(tmp_path, {**PROJECT, "version": 9}))
    assert ran.code == 2
    assert "newer version" in ran.faults[0]


def test_standard_input_is_read_for_a_dash() -> None:
    ran = run("report", "-", "--format", "json", stdin=json.dumps(PROJECT).encode())
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["title"] == "Small"


def test_check_is_0_where_all_is_consistent_and_1_where_not(file: Path, tmp_path: Path) -> None:
    assert run("check", file).code == 0
    claim = {
        "series": "ru",
        "quote": "900 in September",
        "start": "2024-09-01",
        "end": "2024-09-30",
        "measure": "losses",
        "stated": {"value": 900},
    }
    ran = run("check", written(tmp_path, {**PROJECT, "claims": [claim]}))
    assert ran.code == 0
    assert "follows       claims[0]: 900 in September" in ran.out
    ran = run("check", written(tmp_path, {**PROJECT, "claims": [claim | {"stated": {"value": 2000}}]}))
    assert ran.code == 1
    assert ran.err == ""
    (line,) = [line for line in ran.out.splitlines() if line.startswith("inconsistent")]
    assert "claims[0]" in line
    assert "stated 2,000, computed 900: 1,100 below the least stated (55 %)" in line


def test_check_is_1_for_an_error_level_finding(tmp_path: Path) -> None:
    backwards = {**PROJECT["periods"][1], "start": "2024-11-30"}
    ran = run("check", written(tmp_path, {**PROJECT, "periods": [PROJECT["periods"][0], backwards]}))
    assert ran.code == 1
    assert any(line.startswith("error") and "periods[1]" in line for line in ran.out.splitlines())


def test_the_sample_has_one_claim_that_does_not_hold() -> None:
    ran = run("check", SAMPLE)
    assert ran.code == 1
    inconsistent = [line for line in ran.out.splitlines() if line.startswith("inconsistent")]
    assert len(inconsistent) == 1
    assert "4,310 a month below the least stated (8.6 %)" in inconsistent[0]


@pytest.mark.parametrize("kind", ["text", "json", "csv", "markdown"])
def test_a_report_goes_to_a_file_as_it_goes_to_standard_output(kind: str, file: Path, tmp_path: Path) -> None:
    shown = run("report", file, "--format", kind)
    assert (shown.code, shown.err) == (0, "")
    out = tmp_path / "out"
    to_file = run("report", file, "--format", kind, "-o", out)
    assert (to_file.code, to_file.out, to_file.err) == (0, "", "")
    assert out.read_bytes().decode("utf-8") == shown.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "small.json"]


def test_a_report_does_not_depend_on_locale_or_time_zone(file: Path) -> None:
    plain = run_alone("report", file, LC_ALL="C", TZ="UTC")
    assert (
        run_alone("report", file, LC_ALL="de_DE.UTF-8", LANG="de_DE.UTF-8", TZ="Asia/Tokyo").out == plain.out
    )


def test_the_locale_asked_for_changes_how_numbers_are_written() -> None:
    assert "45.690" in run("report", SAMPLE, "--locale", "de").out
    assert "45.690" not in run("report", SAMPLE).out
    assert run("report", SAMPLE, "--locale", "xx").code == 2


def test_the_language_asked_for_is_that_of_what_a_person_reads_and_of_no_file_for_programs() -> None:
    report = run("report", SAMPLE, "--language", "uk").out
    assert "Валова нестача" in report
    assert "45 690" in report  # which tables of text write with plain spaces
    assert "45,690" in run("report", SAMPLE, "--language", "uk", "--locale", "en").out
    assert (
        run("report", SAMPLE, "--format", "csv", "--language", "uk").out
        == run("report", SAMPLE, "--format", "csv").out
    )
    checked = run("check", SAMPLE, "--language", "uk")
    assert (checked.code, checked.out.partition(" ")[0]) == (1, "follows")
    assert "менше за найменше заявлене" in checked.out


def test_the_project_itself_is_never_written_over(file: Path) -> None:
    before = file.read_bytes()
    ran = run("report", file, "-o", file)
    assert ran.code == 2
    assert len(ran.faults) == 1
    assert file.read_bytes() == before


def test_areas_and_baseline_are_chosen_on_the_command_line() -> None:
    report = json.loads(run("report", SAMPLE, "--format", "json", "--area", "mi2").out)
    assert report["area_unit"] == "mi2"
    november = next(
        period
        for period in report["series"][0]["periods"]
        if (period["start"], period["end"]) == ("2024-11-01", "2024-11-30")
    )
    assert november["measures"]["gains"]["best"] == pytest.approx(839 / 2.589988110336)
    assert november["measures"]["losses_per_gain"]["best"] == pytest.approx(45690 / 839 * 2.589988110336)
    before = json.loads(run("--area", "mi2", "report", SAMPLE, "--format", "json").out)
    assert before == report
    label = report["series"][0]["periods"][0]["label"]
    compared = json.loads(run("report", SAMPLE, "--format", "json", "--baseline", label).out)
    assert compared["series"][0]["periods"][0]["measures"]["vs_baseline"]["best"] == 0


def test_options_that_a_window_would_not_heed_are_refused() -> None:
    ran = run_alone("--area", "mi2", SAMPLE, QT_QPA_PLATFORM="offscreen")
    assert ran.code == 2
    assert len(ran.faults) == 1


def test_a_baseline_that_is_no_period_is_exit_2(file: Path) -> None:
    ran = run("report", file, "--baseline", "Three")
    assert ran.code == 2
    assert ran.faults == [f"main.py: {file}: --baseline: no period is labelled “Three”"]


def test_the_csv_opens_as_a_table(file: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("report", file, "--format", "csv").out)))
    assert [(row["row"], row["losses_best"]) for row in rows] == [
        ("period", "900"),
        ("period", "800"),
        ("total", "1700"),
    ]


def test_without_a_display_the_report_is_printed_and_the_charts_are_drawn(tmp_path: Path) -> None:
    ran = run(cwd=tmp_path)
    assert ran.code == 0
    assert len(ran.faults) == 1
    assert "no display" in ran.err
    drawn = sorted((tmp_path / "salient-charts").iterdir())
    assert drawn
    for path in drawn:
        assert path.read_bytes().startswith(b"\x89PNG")
        assert str(path.relative_to(tmp_path)) in ran.out
    assert run("report", SAMPLE).out in ran.out


def test_without_a_display_the_files_given_are_reported(file: Path, tmp_path: Path) -> None:
    ran = run(file, tmp_path / "missing.json", cwd=tmp_path)
    assert ran.code == 2
    assert "Small" in ran.out
    assert "missing.json" in ran.faults[-1]
    assert len(ran.faults) == 2


@pytest.mark.parametrize(
    ("kind", "magic", "platform"), [("html", b"<!DOCTYPE html>", ""), ("pdf", b"%PDF", "xcb")]
)
def test_pages_are_made_without_a_display_whatever_else_is_set(
    kind: str, magic: bytes, platform: str, tmp_path: Path
) -> None:
    out = tmp_path / f"report.{kind}"
    ran = run_alone("report", SAMPLE, "--format", kind, "-o", out, QT_QPA_PLATFORM=platform)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert out.read_bytes().startswith(magic)
    of_one_series = len(CHARTS) - 3  # no maps, no ground lost or held, nothing to compare it with
    assert out.read_bytes().count(b"<svg") == (of_one_series if kind == "html" else 0)


@pytest.mark.parametrize(("kind", "magic"), [("word", b"<!DOCTYPE html>"), ("xlsx", b"PK")])
def test_what_has_no_charts_is_written_to_a_file(kind: str, magic: bytes, tmp_path: Path) -> None:
    out = tmp_path / f"report.{kind}"
    ran = run("report", SAMPLE, "--format", kind, "-o", out)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert out.read_bytes().startswith(magic)
    assert b"<svg" not in out.read_bytes()


@pytest.mark.parametrize(
    ("losses", "gains"), [(2**53, 5e-324), (5e-324, 2**53), (5e-324, 5e-324), (0, 5e-324)]
)
def test_the_largest_beside_the_smallest_figure_is_reported_and_drawn(
    losses: float, gains: float, tmp_path: Path
) -> None:
    file, out = tmp_path / "extreme.json", tmp_path / "extreme.html"
    figures = {"losses": {"value": losses}, "gains": {"value": gains}}
    periods = [{**period, **figures} for period in PROJECT["periods"]]
    file.write_text(json.dumps({**PROJECT, "periods": periods}), "utf-8")
    ran = run("report", file, "--format", "html", "-o", out)
    assert (ran.code, ran.err) == (0, "")
    assert out.read_bytes().count(b"<svg") > 0


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are Unicode elsewhere")
def test_a_file_whose_name_is_no_text_is_imported(tmp_path: Path) -> None:
    data, out = tmp_path / os.fsdecode(b"k\xf6nig.csv"), tmp_path / "out.json"
    data.write_text("period,losses\n2024-01,5\n")
    assert run("import", data, "--table", "-o", out).code == 0
    assert [source["name"] for source in json.loads(out.read_text("utf-8"))["sources"]] == ["k\ufffdnig.csv"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there a display is always there")
@pytest.mark.parametrize(
    ("display", "why"),
    [
        ({"DISPLAY": ":54321"}, "the display :54321 does not answer"),  # `xvfb-run -a` counts up from :99
        ({"QT_QPA_PLATFORM": "such"}, "QT_QPA_PLATFORM asks for “such”"),
    ],
)
def test_a_display_that_does_not_answer_is_said_and_leaves_no_core(
    display: dict[str, str], why: str, tmp_path: Path
) -> None:
    done = run_alone(cwd=tmp_path, HOME=str(tmp_path), **display)
    assert done.code == 2
    # where this machine lacks what a window on a display needs, that is said first
    assert (("DISPLAY" in display and system.lacking({"qt", "x11"})) or why) in done.err
    assert done.err.startswith("main.py: no window can be opened: ")
    assert list(tmp_path.glob("core*")) == []
