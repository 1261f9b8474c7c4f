"""Charts drawn by the command line: what can be chosen, and what is told where none can be drawn."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from gui.command_line import plot_options
from model.analyses.by_source import PLACES
from model.charts import CHART
from tests.program import MAIN, environment, run
from tests.test_command_line import PROJECT, SAMPLE
from tests.test_command_line import _drawing as _drawing  # noqa: PLC0414 - a fixture is found by its name


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


@pytest.mark.skipif(sys.platform == "win32", reason="a locale of POSIX")
def test_a_picture_is_drawn_without_a_word_whatever_the_locale(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(MAIN), "plot", str(SAMPLE), "--chart", "cost", "-o", str(tmp_path / "x.png")],
        env=environment(LC_ALL="C"),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


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
