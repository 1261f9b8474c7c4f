"""The look of the charts: colours of both themes, text sizes, and how text is measured.

Losses are dark and gains are light, so that they differ in grey print and to a reader who does not tell red
from blue; what could still be mistaken carries a pattern. Sizes are in logical pixels at scale 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from threading import get_ident

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF

from model.charts.data import MarkTone

# The first of these that is installed is used, so that the window and the command line write alike.
_FAMILIES = ("Inter", "Noto Sans", "Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans")


class ChartText(Enum):
    """The kinds of text on a chart: size in logical pixels and whether it is bold."""

    TITLE = (20, True)
    SUBTITLE = (13, False)
    STRONG = (12, True)
    LABEL = (12, False)
    SMALL = (11, False)

    @property
    def line(self) -> float:
        """The height of one line."""
        return round(self.value[0] * 1.35)


@dataclass(frozen=True, slots=True)
class Paint:
    """How one tone is painted: its fill, the line and the text that stand on paper, and text on the fill."""

    fill: str
    line: str
    on_fill: str
    light: str


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme."""

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
        chosen = QColor(color) if len(color) == 7 and color.startswith("#") else QColor()
        if not chosen.isValid():
            return self
        apart = [QColor(self.tones[MarkTone.GAINS].fill), QColor(self.paper)]
        if any(abs(_grey(chosen) - _grey(other)) < 40 for other in apart):
            return self
        own = Paint(
            fill=color,
            line=self.tones[MarkTone.LOSSES].line,
            on_fill="#ffffff" if _grey(chosen) < 140 else "#16202e",
            light=_mixed(chosen, QColor(self.paper), 0.6),
        )
        replaced = replace(self.tones[MarkTone.REPLACED], fill=own.light)
        return replace(self, tones={**self.tones, MarkTone.LOSSES: own, MarkTone.REPLACED: replaced})


def _grey(color: QColor) -> float:
    return 0.299 * color.red() + 0.587 * color.green() + 0.114 * color.blue()


def _mixed(a: QColor, b: QColor, share: float) -> str:
    def mix(x: int, y: int) -> int:
        return round(x + (y - x) * share)

    return QColor(mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())).name()


LIGHT = Palette(
    paper="#ffffff",
    ink="#16202e",
    muted="#5b6675",
    grid="#e3e8ee",
    axis="#3a4554",
    tones={
        MarkTone.LOSSES: Paint("#b8423a", "#9b2c25", "#ffffff", "#e3b1ad"),
        MarkTone.GAINS: Paint("#7fb0ea", "#1f5fae", "#0d2240", "#c5dcf6"),
        MarkTone.GROUND_LOST: Paint("#ffffff", "#1f5fae", "#0d2240", "#e6eef8"),
        MarkTone.COST: Paint("#6b4a8f", "#553876", "#ffffff", "#d9cde6"),
        MarkTone.CLAIM: Paint("#16202e", "#16202e", "#ffffff", "#c3c9d1"),
        MarkTone.DOUBT: Paint("#ffffff", "#b35900", "#16202e", "#f3d9bd"),
        MarkTone.INTAKE: Paint("#d3efe8", "#0a5a50", "#053b34", "#e6f6f2"),
        MarkTone.REQUIREMENT: Paint("#e2cf9c", "#6e5210", "#4a3708", "#f1e7cd"),
        MarkTone.REPLACED: Paint("#e3b1ad", "#9b2c25", "#16202e", "#e3b1ad"),
        MarkTone.BALANCE: Paint("#9b2c25", "#9b2c25", "#ffffff", "#ecc9c6"),
        MarkTone.MILESTONE: Paint("#7d1d17", "#7d1d17", "#ffffff", "#e3b1ad"),
        MarkTone.RANGE: Paint("#16202e", "#16202e", "#ffffff", "#c3c9d1"),
        MarkTone.RAY: Paint("#5b6675", "#5b6675", "#ffffff", "#c3c9d1"),
    },
)

DARK = Palette(
    paper="#1b212b",
    ink="#eef1f5",
    muted="#a9b3c1",
    grid="#303946",
    axis="#c3cad4",
    tones={
        MarkTone.LOSSES: Paint("#cf5a50", "#f0958d", "#ffffff", "#6b3a3a"),
        MarkTone.GAINS: Paint("#a3c8f2", "#a3c8f2", "#0d2240", "#4a6180"),
        MarkTone.GROUND_LOST: Paint("#1b212b", "#a3c8f2", "#eef1f5", "#2c3a4d"),
        MarkTone.COST: Paint("#b99bdb", "#cdb4ea", "#1b1230", "#4a3f5c"),
        MarkTone.CLAIM: Paint("#eef1f5", "#eef1f5", "#16202e", "#59636f"),
        MarkTone.DOUBT: Paint("#1b212b", "#f3b26b", "#eef1f5", "#5c4a33"),
        MarkTone.INTAKE: Paint("#12413b", "#7fdccb", "#d5f5ee", "#173632"),
        MarkTone.REQUIREMENT: Paint("#5d4d22", "#e6cd87", "#f8edcf", "#3f3720"),
        MarkTone.REPLACED: Paint("#6b3a3a", "#f0958d", "#eef1f5", "#6b3a3a"),
        MarkTone.BALANCE: Paint("#f0958d", "#f0958d", "#16202e", "#5a3636"),
        MarkTone.MILESTONE: Paint("#f0958d", "#f0958d", "#16202e", "#6b3a3a"),
        MarkTone.RANGE: Paint("#eef1f5", "#eef1f5", "#16202e", "#59636f"),
        MarkTone.RAY: Paint("#a9b3c1", "#a9b3c1", "#16202e", "#59636f"),
    },
)


@lru_cache(maxsize=1)
def family() -> str:
    """Return the family of all text on charts: the first of a fixed list that this machine has."""
    installed = set(QFontDatabase.families())
    return next((name for name in _FAMILIES if name in installed), QFont().family())


def font(text: ChartText) -> QFont:
    """Return the font of a kind of text, in pixels and unhinted, so that it grows evenly with the scale."""
    return _font(text, get_ident())


@lru_cache(maxsize=64)
def _font(text: ChartText, _thread: int) -> QFont:
    """Make the font anew for each thread: reports are drawn beside the window, and fonts are not shared."""
    size, bold = text.value
    made = QFont(family())
    made.setPixelSize(size)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias | QFont.StyleStrategy.NoSubpixelAntialias)
    return made


@lru_cache(maxsize=64)
def _metrics(text: ChartText, _thread: int) -> QFontMetricsF:
    return QFontMetricsF(font(text))


@lru_cache(maxsize=8192)
def text_width(words: str, text: ChartText) -> float:
    """Return the width of `words` on one line, in logical pixels."""
    return _metrics(text, get_ident()).horizontalAdvance(words)


def ascent(text: ChartText) -> float:
    """Return how far the letters of a kind of text reach above their line, in logical pixels."""
    return _metrics(text, get_ident()).capHeight()
