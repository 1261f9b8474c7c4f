"""The style in use while a chart is painted, and how text is measured in it.

Sizes are in logical pixels at scale 1. The font comes with the program, so that a picture is the same on
every machine; a style may name another, behind which it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import cache, lru_cache
from threading import get_ident
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from model.charts.styles import RESOURCES, ChartStyle, usual_style
from model.derive.identity_cache import kept

FAMILY = "Inter"
_FILES = ("Inter-Regular.otf", "Inter-SemiBold.otf", "Inter-Italic.otf")
_IN_USE: ContextVar[_InUse | None] = ContextVar("style of the chart that is painted", default=None)

LIGHT, DARK = usual_style().light, usual_style().dark


_TIGHT = 0.75  # of the size of a title


class ChartText(StrEnum):
    """The kinds of text on a chart, each with its name in a style."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    STRONG = "strong"
    LABEL = "label"
    SMALL = "small"
    TIGHT = "tight"  # a title for which there is little room; no style names it

    @property
    def size(self) -> int:
        """The size in logical pixels, as a font counts it, in the style in use."""
        return _cut(self)[1]

    @property
    def line(self) -> float:
        """The height of one line."""
        return round(self.size * 1.35)


Cut = tuple[str, int, bool]
"""A font: the family that a style names, the size in pixels, and whether it is bold."""


class _InUse(NamedTuple):
    """A style, and the font of each kind of text in it."""

    style: ChartStyle
    cuts: dict[ChartText, Cut]


@kept(4)
def _cuts_of(style: ChartStyle) -> _InUse:
    sizes = {**style.sizes, ChartText.TIGHT: round(style.sizes[ChartText.TITLE] * _TIGHT)}
    bold = (ChartText.TITLE, ChartText.STRONG, ChartText.TIGHT)
    return _InUse(style, {kind: (style.font, sizes[kind], kind in bold) for kind in ChartText})


def _in_use() -> _InUse:
    return _IN_USE.get() or _cuts_of(usual_style())


def style_in_use() -> ChartStyle:
    """Return the style of the chart that this thread paints, else the usual one."""
    return _in_use().style


@contextmanager
def using(style: ChartStyle) -> Iterator[None]:
    """Let texts be measured and lines drawn as `style` has them."""
    token = _IN_USE.set(_cuts_of(style))
    try:
        yield
    finally:
        _IN_USE.reset(token)


@cache
def family() -> str:
    """Return the family of the font that comes with the program, once it can be used."""
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / name))
    return FAMILY


def _cut(text: ChartText) -> Cut:
    return _in_use().cuts[text]


def font(text: ChartText) -> QFont:
    """Return the font of a kind of text."""
    return _font(_cut(text), get_ident())


def made_font(families: list[str], size: int, weight: QFont.Weight) -> QFont:
    """Return a font in pixels and unhinted, so that it grows evenly with the scale.

    Inter draws signs between digits with other glyphs, of which a PDF does not know what they are: −1,270
    was copied out of it as 1,270, and 25–30 as 25 30.
    """
    made = QFont(families)
    made.setPixelSize(size)
    made.setWeight(weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setFeature(QFont.Tag("calt"), 0)
    return made


@lru_cache(maxsize=64)
def _font(cut: Cut, _thread: int) -> QFont:
    """Make the font anew for each thread: reports are drawn beside the window, and fonts are not shared."""
    named, size, bold = cut
    weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
    made = made_font([*([named] if named else []), family()], size, weight)
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias | QFont.StyleStrategy.NoSubpixelAntialias)
    return made


@lru_cache(maxsize=64)
def _metrics(cut: Cut, thread: int) -> QFontMetricsF:
    return QFontMetricsF(_font(cut, thread))


@lru_cache(maxsize=8192)
def width_of(words: str, cut: Cut) -> float:
    """Return the width of `words` on one line in a cut of the font, in logical pixels."""
    return _metrics(cut, get_ident()).horizontalAdvance(words)


def text_width(words: str, text: ChartText) -> float:
    """Return the width of `words` on one line, in logical pixels."""
    return width_of(words, _cut(text))


def ascent(text: ChartText) -> float:
    """Return how far the letters of a kind of text reach above their line, in logical pixels."""
    return _metrics(_cut(text), get_ident()).capHeight()
