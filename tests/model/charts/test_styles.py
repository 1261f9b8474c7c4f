"""Styles are read strictly, take from the usual one what they leave out, and are kept for later."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from model.charts.data import MarkTone
from model.charts.styles import find_style, keep_style, open_style, read_style, style_files, usual_style
from model.text.errors import FileError

HEAD = {"format": "salient-style", "version": 1, "name": "Ours"}


def style(**members: Any) -> bytes:
    return json.dumps(HEAD | members).encode()


def faults(data: bytes) -> list[str]:
    with pytest.raises(FileError) as refused:
        read_style(data, "ours.json")
    return [str(fault) for fault in refused.value.faults]


def test_three_styles_come_with_the_program() -> None:
    assert list(style_files()) == ["salient", "black-and-white", "newsprint"]
    assert [find_style(name).name for name in style_files()] == ["Salient", "Black and white", "Newsprint"]


def test_what_a_style_leaves_out_is_as_in_the_usual_one() -> None:
    own = read_style(style(sizes={"title": 30}, light={"paper": "#fff1e5"}, credit="Chart: a newsroom"), "")
    usual = usual_style()
    assert (own.sizes["title"], own.sizes["small"]) == (30, usual.sizes["small"])
    assert (own.light.paper, own.light.ink) == ("#fff1e5", usual.light.ink)
    assert own.light.tones == usual.light.tones
    assert (own.credit, own.lines, own.dark) == ("Chart: a newsroom", 1.0, usual.dark)


def test_one_colour_of_a_style_leaves_the_others_alone() -> None:
    paint = {"fill": "#111111", "line": "#222222", "on_fill": "#ffffff", "light": "#444444"}
    own = read_style(style(light={"tones": {"losses": paint}}), "")
    assert own.light.tones[MarkTone.LOSSES].fill == "#111111"
    assert own.light.tones[MarkTone.GAINS] == usual_style().light.tones[MarkTone.GAINS]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"[]", "not a style of charts"),
        (b'{"format": "salient-project", "version": 3}', "not a style of charts"),
        (b"\x89PNG", "not UTF-8"),
        (style(sizes={"title": 5000}), "sizes.title: too large a number: 5000"),
        (style(sizes={"title": "20"}), 'sizes.title: not a whole number: "20"'),
        (style(light={"paper": "red"}), 'light.paper: not a colour such as #c0473f: "red"'),
        (style(light={"paper": ""}), "light.paper: may not be empty"),
        (style(light={"tones": {"losses": {"fill": "#111111"}}}), "light.tones.losses.line: missing"),
        (style(script="alert(1)"), "script: unknown key"),
        (style(font="a\u0000b"), "font: a control character in the text"),
        (style(credit="x" * 201), "credit: longer than 200 characters"),
        (b'{"format": "salient-style", "version": 1, "name": "a", "lines": NaN}', "lines"),
    ],
)
def test_a_file_that_is_no_style_is_refused_with_what_is_wrong(data: bytes, fault: str) -> None:
    assert any(fault in found for found in faults(data))


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    path.write_bytes(style(credit=" " * 200_000))
    with pytest.raises(FileError, match="larger than a style"):
        open_style(path)


def test_a_style_is_kept_under_the_name_of_its_file(tmp_path: Path) -> None:
    path, kept = tmp_path / "ours.json", tmp_path / "kept" / "styles"
    path.write_bytes(style(lines=2))
    assert keep_style(path, kept) == "ours"
    assert find_style("ours", kept).lines == 2.0
    assert list(style_files(kept))[-1] == "ours"
    with pytest.raises(FileError, match="there is no style of this name; there are salient"):
        find_style("ours")


def test_a_style_of_the_program_is_not_replaced_and_a_bad_file_not_kept(tmp_path: Path) -> None:
    path, bad = tmp_path / "newsprint.json", tmp_path / "bad.json"
    path.write_bytes(style())
    bad.write_bytes(b"{}")
    for one in (path, bad):
        with pytest.raises(FileError):
            keep_style(one, tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


def test_the_colour_of_a_series_is_that_of_its_losses_if_it_is_told_from_gains_and_paper() -> None:
    usual = usual_style().light
    own = usual.with_losses("#336699")
    losses, gains = own.tones[MarkTone.LOSSES], own.tones[MarkTone.GAINS]
    # 0.299 × 51 + 0.587 × 102 + 0.114 × 153 = 93 of 255: white stands on it; light is 6 parts of 10 of paper
    assert (losses.fill, losses.on_fill, losses.light) == ("#336699", "#ffffff", "#adc2d6")
    assert (own.tones[MarkTone.REPLACED].fill, gains) == ("#adc2d6", usual.tones[MarkTone.GAINS])
    assert usual.with_losses("#CC6677").tones[MarkTone.LOSSES].on_fill == "#ffffff"  # 134
    assert (
        usual.with_losses("#d47788").tones[MarkTone.LOSSES] == usual.tones[MarkTone.LOSSES]
    )  # 149; gains 168
    assert usual_style().dark.with_losses("#d47788").tones[MarkTone.LOSSES].on_fill == "#16202e"
    for color in ("", "red", "#12345", "#12345g", "3366999", "#3366999", "#fefefe"):
        assert usual.with_losses(color) == usual
