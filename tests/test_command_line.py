"""The program as scripts use it, without a display."""

from __future__ import annotations

import csv
import io
import json
import os
import struct
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from gui.command_line import plot_options
from model.analyses.by_source import PLACES
from model.charts import CHART, CHARTS
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


def test_an_output_that_cannot_be_written_is_exit_2(file: Path, tmp_path: Path) -> None:
    ran = run("report", file, "-o", tmp_path / "no folder" / "out.txt")
    assert ran.code == 2
    assert len(ran.faults) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_behind_standard_output_is_exit_2(file: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, str(MAIN), "report", str(file)],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            timeout=60,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"main.py: ")
    assert b"Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("kind", ["text", "json"])
def test_a_reader_that_goes_away_is_no_fault(kind: str) -> None:
    with subprocess.Popen(
        [sys.executable, str(MAIN), "report", str(SAMPLE), "--format", kind],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert program.stderr.read() == b""
    assert program.returncode == 0


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


@pytest.mark.parametrize(("kind", "magic"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_a_chart_is_drawn_without_a_display(kind: str, magic: bytes, tmp_path: Path) -> None:
    out = tmp_path / f"chart.{kind}"
    ran = run("plot", SAMPLE, "--chart", "cost", "-o", out, "--width", "640", "--height", "360")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert out.read_bytes().startswith(magic)
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--chart", "pie", "-o", "x.png"),
        ("--chart", "cost", "-o", "x.gif"),
        ("--chart", "cost", "-o", "x"),
        ("--chart", "cost", "-o", "x.png", "--measure", "losses"),
        ("--chart", "scatter", "-o", "x.png", "--by", "losses"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_exit_2(arguments: tuple[str, ...], tmp_path: Path) -> None:
    ran = run("plot", SAMPLE, *arguments, cwd=tmp_path)
    assert ran.code == 2
    assert len(ran.faults) == 1
    assert not list(tmp_path.iterdir())


def drawn_text(folder: Path, *arguments: str) -> str:
    out = folder / "chart.svg"
    assert run("plot", SAMPLE, "--chart", "compare", "-o", out, *arguments).code == 0
    return out.read_text("utf-8")


def test_the_chart_of_series_and_sources_is_drawn_of_the_measure_and_kind_asked_for(tmp_path: Path) -> None:
    assert "Cost of ground" in drawn_text(tmp_path)
    assert "Losses per day" in drawn_text(tmp_path, "--measure", "losses_per_day")
    by_source = drawn_text(tmp_path, "--measure", "losses_per_day", "--by", "losses")
    assert "Losses by source" in by_source
    assert "General Staff of Ukraine" in by_source
    # 45,690 ÷ 30, of the one source, as a multiple of 80,110 ÷ 61
    assert "1,523" in by_source
    assert "1.16×" in by_source
    assert drawn_text(tmp_path, "--by", "series") == drawn_text(tmp_path)


def test_the_choices_of_that_chart_on_the_command_line_are_those_of_the_chart() -> None:
    assert ("series", *PLACES) == plot_options.COMPARED_KINDS
    told = run("plot", "--help").out
    assert "--measure KEY" in told
    assert CHART["compare"].measures[0] in told


def test_a_choice_that_a_chart_does_not_have_is_told_with_the_chart_that_has_it(tmp_path: Path) -> None:
    ran = run("plot", SAMPLE, "--chart", "cost", "-o", tmp_path / "x.png", "--by", "losses")
    assert ran.faults == [f"main.py: {SAMPLE}: --by: goes with --chart compare only"]


def test_the_sources_of_one_figure_are_drawn_under_each_other(tmp_path: Path) -> None:
    out = tmp_path / "x.svg"
    assert run("plot", SAMPLE, "--chart", "sources", "--measure", "losses", "-o", out).code == 0
    drawn = out.read_text("utf-8")
    for said in ("Institute for the Study of War", "independent", "&gt;125,000", "125,800"):
        assert said in drawn
    ran = run("plot", SAMPLE, "--chart", "compare", "--measure", "requirement", "-o", out, cwd=tmp_path)
    assert ran.code == 2
    assert "this chart does not compare requirement" in ran.err


def test_a_chart_is_drawn_as_the_options_say(tmp_path: Path) -> None:
    november = ("--from", "2024-11-01", "--to", "2024-11-30")
    texts = ("--subtitle", "Figures of a party", "--note", "Ours.", "--credit", "Chart: a newsroom")
    out = tmp_path / "chart.svg"
    ran = run("plot", SAMPLE, "--chart", "losses-gains", "-o", out, *november, "--statement", *texts)
    assert (ran.code, ran.err) == (0, "")
    drawn = out.read_text("utf-8")
    for said in (
        "Each km² cost 54 casualties in November 2024",  # 45,690 ÷ 839 = 54.458
        "Figures of a party · 1–30 Nov 2024",
        "Ours.",
        "1,523",
    ):
        assert said in drawn
    assert "1,313" not in drawn


def test_remarks_order_colours_and_notation_of_a_chart_are_options_too(tmp_path: Path) -> None:
    out = tmp_path / "chart.svg"
    remark = ("--remark", "2024-11-01..2024-11-30 figures incomplete", "--color", "ru=#123456")
    ran = run("plot", SAMPLE, "--chart", "losses-gains", "-o", out, *remark, "--locale", "de")
    assert (ran.code, ran.err) == (0, "")
    drawn = out.read_text("utf-8")
    assert all(said in drawn for said in ("figures incomplete", "#123456", "1.523"))
    ordered = ("--measure", "losses", "--order", "cambrai", "--order", "loos")
    wars = SAMPLE.with_name("somme-to-donbas.json")
    assert run("plot", wars, "--chart", "compare", "-o", out, *ordered).code == 0
    drawn = out.read_text("utf-8")
    places = [drawn.index(f">{name}<") for name in ("Cambrai 1917", "Loos 1915", "Somme 1916")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("--series", "xx"), "--series: there is no series “xx”; there are ru"),
        (("--series", "ru", "--series", "ru"), "--series: this chart shows one series"),
        (("--remark", "November"), "--remark: a remark is a day, or two with .. between them, and a text"),
        (("--color", "xx=#123456"), "--color: this chart does not show “xx”; it shows ru"),
        (("--order", "ru"), "--order: goes with --chart compare, sources only"),
        (("--style", "no-such"), "there is no style of this name; there are salient, black-and-white"),
        (("--style", "no-such.json"), "no-such.json"),
        (("--from", "1999-01-01", "--to", "1999-02-01"), "--chart cost: Nothing to draw yet"),
        (("--from", "2024-11-01", "--to", "2024-11-30", "--baseline", "x"), "no period is labelled “x”"),
    ],
)
def test_what_cannot_be_drawn_so_is_told_and_leaves_no_file(
    arguments: tuple[str, ...], fault: str, tmp_path: Path
) -> None:
    ran = run("plot", SAMPLE, "--chart", "cost", "-o", "x.png", *arguments, cwd=tmp_path)
    assert (ran.code, len(ran.faults)) == (2, 1)
    assert fault in ran.err
    assert not list(tmp_path.iterdir())


def test_nothing_is_stated_on_a_chart_without_a_main_number(tmp_path: Path) -> None:
    ran = run("plot", SAMPLE, "--chart", "compare", "-o", "x.png", "--statement", cwd=tmp_path)
    assert (ran.code, list(tmp_path.iterdir())) == (2, [])
    assert "--statement" in ran.err


def test_what_the_project_keeps_for_a_chart_is_what_is_drawn(tmp_path: Path) -> None:
    tree = json.loads(SAMPLE.read_text("utf-8"))
    tree["charts"] = [{"chart": "cost", "series": "ru", "title": "Kept in the project"}]
    file, out = tmp_path / "p.json", tmp_path / "x.svg"
    file.write_text(json.dumps(tree), "utf-8")
    assert run("plot", file, "--chart", "cost", "-o", out).code == 0
    assert "Kept in the project" in out.read_text("utf-8")
    assert run("plot", file, "--chart", "cost", "-o", out, "--title", "Asked for").code == 0
    assert "Kept in the project" not in out.read_text("utf-8")


def test_a_style_is_read_from_a_file(tmp_path: Path) -> None:
    style, out = tmp_path / "ours.json", tmp_path / "x.svg"
    style.write_text(
        '{"format": "salient-style", "version": 1, "name": "Ours", "light": {"paper": "#abcdef"}}', "utf-8"
    )
    assert run("plot", SAMPLE, "--chart", "cost", "-o", out, "--style", style).code == 0
    assert "#abcdef" in out.read_text("utf-8")


def test_a_picture_for_print_has_the_size_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "x.png"
    size = ("--width", "1890", "--height", "1063", "--dpi", "300")
    assert run("plot", SAMPLE, "--chart", "cost", "-o", out, *size).code == 0
    data = out.read_bytes()
    assert struct.unpack(">II", data[16:24]) == (1890, 1063)
    at = data.index(b"pHYs") + 4
    assert struct.unpack(">IIB", data[at : at + 9]) == (11_811, 11_811, 1)  # 300 ÷ 0.0254


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


@pytest.mark.parametrize(("kind", "magic"), [("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF")])
@pytest.mark.parametrize("platform", ["", "xcb"])
def test_pages_are_made_without_a_display_whatever_else_is_set(
    platform: str, kind: str, magic: bytes, tmp_path: Path
) -> None:
    out = tmp_path / f"report.{kind}"
    ran = run_alone("report", SAMPLE, "--format", kind, "-o", out, QT_QPA_PLATFORM=platform)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert out.read_bytes().startswith(magic)
    assert out.read_bytes().count(b"<svg") == (len(CHARTS) if kind == "html" else 0)


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


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_chart_carries_its_project_only_if_asked_to(kind: str, tmp_path: Path) -> None:
    with_it, without = tmp_path / f"with.{kind}", tmp_path / f"without.{kind}"
    assert run("plot", SAMPLE, "--chart", "cost", "-o", with_it, "--with-project").code == 0
    assert run("plot", SAMPLE, "--chart", "cost", "-o", without).code == 0
    assert run("check", with_it).out == run("check", SAMPLE).out
    refused = run("check", without)
    assert refused.code == 2
    assert "carries no Salient project" in refused.faults[0]


def test_a_chart_with_nothing_to_draw_is_no_file(tmp_path: Path) -> None:
    project, out = tmp_path / "x.json", tmp_path / "x.png"
    project.write_text(json.dumps(PROJECT))
    ran = run("plot", project, "--chart", "scatter", "-o", out)
    assert (ran.code, out.exists()) == (2, False)
    assert "Nothing to draw yet" in ran.faults[0]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "command",
    [
        ("report", SAMPLE),
        ("plot", SAMPLE, "--chart", "cost", "-o", "-"),
        ("import", "data", "--look"),
        ("read", "data"),
        ("--version",),
        ("--help",),
        ("check", "--help"),
    ],
    ids=lambda command: str(command[0]),
)
def test_output_that_cannot_be_written_is_told_with_exit_code_2(
    command: tuple[object, ...], tmp_path: Path
) -> None:
    data = tmp_path / "small.csv"
    data.write_text("date,losses\n2024-01-01,5\n")
    words = [str(data if each == "data" else each) for each in command]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, str(MAIN), *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert done.stderr.startswith("main.py: ")
    assert done.stderr.count("\n") == 1
    assert "fault of the program" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="closed by a shell of POSIX")
@pytest.mark.parametrize("command", ["report", "check", "read", "--version", "--help"])
def test_a_closed_standard_output_is_told(command: str) -> None:
    given = ROOT / "README.md" if command == "read" else SAMPLE
    line = f'"{sys.executable}" "{MAIN}" {command} "{given}" >&-'
    done = subprocess.run(["sh", "-c", line], stderr=subprocess.PIPE, text=True, check=False)
    told = "standard output: there is none" if command.startswith("--") else "-: there is no standard output"
    assert (done.returncode, done.stderr) == (2, f"main.py: {told}\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("where", [">/dev/full 2>&1", "2>/dev/full", "2>&-"])
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("check nothing.json", 2),
        ("import data.csv --table -o out.json", 3),
        ("import data.csv --table -o -", 3),
    ],
    ids=str,
)
def test_the_exit_code_tells_where_nothing_else_can(
    command: str, code: int, where: str, tmp_path: Path
) -> None:
    (tmp_path / "data.csv").write_text("period,losses\n2024-01,5\n2024-02,6\n2024-03,7\n2024-04,8\nsoon,6\n")
    line = f'"{sys.executable}" "{MAIN}" {command} {where}'
    done = subprocess.run(["sh", "-c", line], cwd=tmp_path, stdout=subprocess.DEVNULL, check=False)
    assert done.returncode == (2 if where.startswith(">") else code)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_file_that_is_written_is_told_where_what_came_of_it_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("period,losses\n2024-01,5\n")
    line = f'"{sys.executable}" "{MAIN}" import data.csv --table -o out.json >/dev/full'
    done = subprocess.run(["sh", "-c", line], cwd=tmp_path, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, (tmp_path / "out.json").exists()) == (2, True)
    assert done.stderr.startswith(
        "main.py: out.json is written; what came of it cannot be told\nmain.py: -: "
    )


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are Unicode elsewhere")
def test_a_file_whose_name_is_no_text_is_imported(tmp_path: Path) -> None:
    data, out = tmp_path / os.fsdecode(b"k\xf6nig.csv"), tmp_path / "out.json"
    data.write_text("period,losses\n2024-01,5\n")
    assert run("import", data, "--table", "-o", out).code == 0
    assert [source["name"] for source in json.loads(out.read_text("utf-8"))["sources"]] == ["k\ufffdnig.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="a locale of POSIX")
def test_a_picture_is_drawn_without_a_word_whatever_the_locale(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(MAIN), "plot", str(SAMPLE), "--chart", "cost", "-o", str(tmp_path / "x.png")],
        env=environment(LC_ALL="C"),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="a locale of POSIX")
def test_the_window_starts_without_a_word_whatever_the_locale() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from gui.window.app import Application; Application([])"],
        env={**environment(LC_ALL="C"), "QT_QPA_PLATFORM": "offscreen"},
        cwd=MAIN.parent,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_report_read_is_told_on_an_output_that_lacks_its_letters(tmp_path: Path, encoding: str) -> None:
    text = tmp_path / "report.txt"
    text.write_text("Росія втратила 45 690 людей – у листопаді 2024 року.\n", encoding="utf-8")
    ran = run_alone("read", text, PYTHONIOENCODING=encoding)
    assert (ran.code, ran.err) == (0, "")
    assert "45" in ran.out


def test_an_import_speaks_on_an_output_that_is_not_utf_8(tmp_path: Path) -> None:
    data, out = tmp_path / "small.csv", tmp_path / "out.json"
    data.write_text("date,losses,Схід\n2024-01-01,5,x\n2024-01-02,7,x\n", encoding="utf-8")
    common = ("import", data, "--as", "losses", "--date", "date", "--value", "losses")
    ran = run_alone(*common, "--kind", "per-row", "--by", "day", "-o", out, PYTHONIOENCODING="latin-1")
    assert (ran.code, out.exists()) == (0, True)
    looked = run_alone("import", data, "--look", PYTHONIOENCODING="latin-1")
    assert looked.code == 0
    assert "\\u0421" in looked.out


def test_a_picture_loads_neither_what_draws_in_the_window_nor_what_writes_tables(tmp_path: Path) -> None:
    told = [sys.executable, "-X", "importtime", str(MAIN), "plot", str(SAMPLE), "--chart", "losses-gains"]
    done = subprocess.run(
        [*told, "-o", str(tmp_path / "x.png")], stderr=subprocess.PIPE, text=True, check=True
    )
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "gui.charts.layers" in loaded
    for name in (
        "pyqtgraph",
        "PySide6.QtWidgets",
        "numpy.ma",
        "model.output.documents",
        "jinja2",
        "xlsxwriter",
    ):
        assert name not in loaded
