"""The look of charts, as one file that a newsroom keeps and shares: fonts, sizes, lines, colours, credit.

Losses are dark and gains are light in every style that comes with the program, so that they differ in grey
print and to a reader who does not tell red from blue; what could still be mistaken carries a pattern.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator, Validator
from msgspec import Struct

from model.charts.data import MarkTone
from model.files import read_file, write_file
from model.files.json_text import parse
from model.files.shape import faults_of
from model.text.errors import Fault, FileError, Unreadable
from model.text.patterns import Pattern
from model.text.records import replace
from model.text.words import marked, words

RESOURCES = Path(__file__).parents[2] / "resources"
USUAL = "salient"
"""The style of a chart for which no other is chosen; what another leaves out is as in this."""

ENDING = ".json"
_LARGEST = 100_000  # bytes
_COLOR = Pattern("#[0-9a-fA-F]{6}")


class Paint(Struct, frozen=True):
    """How one tone is painted: its fill, the line and the text that stand on paper, and text on the fill."""

    fill: str
    line: str
    on_fill: str
    light: str


class Palette(Struct, frozen=True):
    """The colours of one theme, each `#rrggbb`."""

    paper: str
    ink: str
    muted: str
    grid: str
    axis: str
    tones: Mapping[MarkTone, Paint]

    def with_paper(self, color: str) -> Palette:
        """Return the palette on the paper of the window that it is shown in."""
        return replace(self, paper=color)

    def with_losses(self, color: str) -> Palette:
        """Return the palette with the series' own colour for losses, if it stays apart from that of gains.

        `color` is `#rrggbb` as stored in the project; anything else leaves the palette as it is.
        """
        if not _COLOR.fullmatch(color):
            return self
        apart = (self.tones[MarkTone.GAINS].fill, self.paper)
        if any(abs(_grey(color) - _grey(other)) < 40 for other in apart):
            return self
        own = Paint(
            fill=color,
            line=self.tones[MarkTone.LOSSES].line,
            on_fill="#ffffff" if _grey(color) < 140 else "#16202e",
            light=_mixed(color, self.paper, 0.6),
        )
        replaced = replace(self.tones[MarkTone.REPLACED], fill=own.light)
        return replace(self, tones={**self.tones, MarkTone.LOSSES: own, MarkTone.REPLACED: replaced})


class ChartStyle(Struct, frozen=True):
    """One style. `font`: a family, empty for that of the program. `sizes` in logical pixels, by kind of text.

    `lines`: how many times as wide as usual every line is drawn.
    """

    name: str
    font: str
    sizes: Mapping[str, int]
    lines: float
    credit: str
    light: Palette
    dark: Palette


def _parts(color: str) -> bytes:
    return bytes.fromhex(color[1:])


def _grey(color: str) -> float:
    red, green, blue = _parts(color)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _mixed(a: str, b: str, share: float) -> str:
    mixed = (round(x + (y - x) * share) for x, y in zip(_parts(a), _parts(b), strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def read_style(data: bytes, name: str) -> ChartStyle:
    """Return the style that the bytes of a file called `name` hold. Raises `FileError` with every fault."""
    try:
        tree, found = parse(data, no_object=words("not a style of charts"), most=20)
    except Unreadable as error:
        raise FileError(name, [Fault("", error.words)]) from error
    if tree.get("format") != "salient-style":
        raise FileError(name, [Fault("", words("not a style of charts"))])
    faults = [*found, *faults_of(_rule(), tree)]
    if faults:
        raise FileError(name, [fault.fault() for fault in faults[:20]], max(len(faults) - 20, 0))
    return _made(_over(_usual_tree(), tree))


@cache
def _rule() -> Validator:
    return Draft202012Validator(json.loads((RESOURCES / "style.schema.json").read_text("utf-8")))


@cache
def _usual_tree() -> dict[str, Any]:
    tree: dict[str, Any] = json.loads((RESOURCES / "styles" / f"{USUAL}{ENDING}").read_text("utf-8"))
    return tree


def _over(tree: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return `tree` with what `own` has in its place, object by object."""
    return {
        key: _over(value, own[key]) if isinstance(value, Mapping) and key in own else own.get(key, value)
        for key, value in tree.items()
    }


def _made(tree: Mapping[str, Any]) -> ChartStyle:
    def palette(colors: Mapping[str, Any]) -> Palette:
        tones = {MarkTone(tone): Paint(**paint) for tone, paint in colors["tones"].items()}
        return Palette(**{**colors, "tones": tones})

    return ChartStyle(
        tree["name"],
        tree["font"],
        tree["sizes"],
        float(tree["lines"]),
        tree["credit"],
        palette(tree["light"]),
        palette(tree["dark"]),
    )


@cache
def usual_style() -> ChartStyle:
    """Return the style of a chart for which no other is chosen."""
    return _made(_usual_tree())


def style_files(kept: Path | None = None) -> Mapping[str, Path]:
    """Return the files of all styles by name: those of the program, and those in the folder `kept`."""
    folders = [RESOURCES / "styles", *([kept] if kept is not None else [])]
    found = {
        path.stem: path
        for folder in reversed(folders)
        if folder.is_dir()
        for path in sorted(folder.glob(f"*{ENDING}"))
    }
    return {name: found[name] for name in sorted(found, key=lambda name: (name != USUAL, name))}


def find_style(name: str, kept: Path | None = None) -> ChartStyle:
    """Return the style of that name, "" for the usual one. Raises `FileError` where it cannot be had."""
    if name in ("", USUAL):
        return usual_style()
    files = style_files(kept)
    if name not in files:
        said = marked("there is no style of this name; there are {known}")
        raise FileError(name, [Fault("", words(said, known=", ".join(files)))])
    return open_style(files[name])


def open_style(path: Path) -> ChartStyle:
    """Return the style in a file. Raises `FileError`."""
    beyond = words("larger than a style of charts is")
    return read_style(read_file(path, limit=_LARGEST, beyond=beyond), str(path))


def keep_style(path: Path, kept: Path) -> str:
    """Copy the style in a file into the folder `kept`, and return its name. Raises `FileError`."""
    open_style(path)
    if path.stem in style_files():
        raise FileError(str(path), [Fault("", words("a style that comes with the program has this name"))])
    kept.mkdir(parents=True, exist_ok=True)
    write_file(kept / f"{path.stem}{ENDING}", read_file(path, limit=_LARGEST))
    return path.stem
