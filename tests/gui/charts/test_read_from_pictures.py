"""What a reader would measure on a picture with a ruler is what the model says.

Nothing here asks the painters where they put something: numbers and dates are read from the pixels beside the
axes by what they look like, and everything else is measured between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import pairwise, product

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from gui.charts.images import ImageRequest, render_chart
from gui.charts.labels import Box
from gui.charts.pens import Canvas
from gui.charts.style import LIGHT, ChartText, text_width
from model.charts import ChartOptions, build
from model.charts.data import MarkTone
from model.checks import checks
from model.derive.results import derive
from model.project import Intake, Period, Project, Rate, Series
from model.text.figures import Figure
from model.text.formats import Formats
from tests.gui.charts.test_pictures import pixels

SIZE = (1000, 700)
NUMBERS = [f"{n:,}" for n in (*range(0, 101, 5), *range(0, 3001, 100))]
DAYS = [(d, m) for m in (1, 2) for d in range(1, 32)]
Picture = np.ndarray  # (height, width, 3), red, green, blue as int


@pytest.fixture(autouse=True)
def _with_fonts(qapp: QApplication) -> None:
    """Text can be drawn."""


def figure(value: float, low: float | None = None, high: float | None = None) -> Figure:
    return Figure(value=value, low=low, high=high)


def project(*, losses: bool = True) -> Project:
    """Ten days each: 1,000 a day and +10; nothing known; 1,500 (1,200–1,800) and −5; 500 and +20."""
    rows = (
        (date(2024, 1, 1), date(2024, 1, 10), figure(10_000), figure(100)),
        (date(2024, 1, 21), date(2024, 1, 30), figure(15_000, 12_000, 18_000), figure(-50)),
        (date(2024, 1, 31), date(2024, 2, 9), figure(5_000), figure(200)),
    )
    return Project(
        series=(Series("a", "A"),),
        periods=tuple(
            Period("a", "", first, last, amount if losses else None, ground)
            for first, last, amount, ground in rows
        ),
        intake=(Intake("a", "i", date(2024, 1, 1), date(2024, 1, 31), Figure(low=31_000, high=62_000)),),
    )


def picture(key: str, shown: Project) -> Picture:
    results = derive(shown)
    chart = build(key, results, checks(results), Formats(), ChartOptions(rate=Rate.PER_DAY))
    return pixels(render_chart(chart, ImageRequest(*SIZE)))[..., 2::-1].astype(int)


def near(image: Picture, color: str, within: int = 40) -> np.ndarray:
    """Return where a picture has about this colour."""
    wanted = QColor(color)
    away = np.abs(image - (wanted.red(), wanted.green(), wanted.blue())).max(axis=-1)
    return np.asarray(away <= within)


def runs(flags: np.ndarray) -> list[tuple[int, int]]:
    """Return the (first, stop) of each run of true flags."""
    steps = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(int)))
    return list(zip(steps[::2].tolist(), steps[1::2].tolist(), strict=True))


@cache
def looks_like(text: str) -> tuple[Picture, ...]:
    """Return pictures of a tick's text alone, cut to its ink, at several places between the pixels."""
    made = []
    for x, y in product((0.0, 0.2, 0.4, 0.6, 0.8), repeat=2):
        image = QImage(round(text_width(text, ChartText.SMALL)) + 10, 26, QImage.Format.Format_RGB32)
        image.fill(QColor(LIGHT.paper))
        painter = QPainter(image)
        try:
            box = Box(4.0 + x, 4.0 + y, image.width(), 15.0)
            Canvas(painter, LIGHT, 1.0).text(box, text, ChartText.SMALL, LIGHT.muted)
        finally:
            painter.end()
        made.append(cut(pixels(image)[..., 2::-1].astype(int)))
    return tuple(made)


def cut(image: Picture) -> Picture:
    """Return a picture cut to what is not paper."""
    ink = (255 - image).max(axis=-1) > 60
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] if len(rows) else image[:1, :1]


def read(image: Picture, candidates: Sequence[str]) -> str:
    """Return which of the texts a cut-out of a picture looks like most."""
    seen = cut(image)

    def apart(text: str) -> float:
        return min(_apart(seen, known) for known in looks_like(text))

    return min(candidates, key=apart)


def _apart(one: Picture, other: Picture) -> float:
    """Return how much two pictures differ where they lie best upon each other."""
    if any(abs(one.shape[n] - other.shape[n]) > 2 for n in (0, 1)):
        return np.inf
    height, width = (max(one.shape[n], other.shape[n]) + 2 for n in (0, 1))
    ground = np.full((height, width, 3), 255)
    ground[1 : one.shape[0] + 1, 1 : one.shape[1] + 1] = one
    best = np.inf
    for down, right in product((0, 1, 2), repeat=2):
        if down + other.shape[0] <= height and right + other.shape[1] <= width:
            laid = np.full((height, width, 3), 255)
            laid[down : down + other.shape[0], right : right + other.shape[1]] = other
            best = min(best, float(np.abs(ground - laid).sum()))
    return best


class Ruler:
    """A straight line through what the ticks of an axis say, from pixels to values."""

    def __init__(self, at: Sequence[float], values: Sequence[float]) -> None:
        assert len(at) >= 3, "three ticks at least, or nothing is held to be straight"
        self.slope, self.start = np.polyfit(at, values, 1)
        away = np.abs(np.polyval((self.slope, self.start), at) - values)
        assert away.max() <= 1.2 * abs(self.slope), "the ticks do not stand in a straight line"

    def __call__(self, pixel: float) -> float:
        return float(self.slope * pixel + self.start)

    @property
    def pixel(self) -> float:
        """What one pixel is worth."""
        return abs(float(self.slope))


def zero_lines(image: Picture) -> list[int]:
    """Return the rows of the lines from which bars grow, from the top."""
    long = near(image, LIGHT.axis, 110).sum(axis=1) > SIZE[0] * 0.8
    return [
        first + int(image[first:stop].sum(axis=(1, 2)).argmin()) for first, stop in runs(np.asarray(long))
    ]


def left_of_panels(image: Picture) -> int:
    """Return the column at which the zero line of the first panel begins."""
    return max(runs(near(image[zero_lines(image)[0]], LIGHT.axis, 110)), key=lambda run: run[1] - run[0])[0]


def numbers_beside(image: Picture, top: int, bottom: int) -> list[tuple[float, float]]:
    """Return the (middle row, value) of each number left of the panel between two rows."""
    left = left_of_panels(image)
    strip = image[top:bottom, 34 : left - 4]  # right of the upright title
    found = []
    for first, stop in runs(((255 - strip).max(axis=-1) > 60).any(axis=1)):
        if stop - first >= 6:
            text = read(strip[first:stop], NUMBERS)
            found.append((top + (first + stop - 1) / 2, float(text.replace(",", ""))))
    return found


def dates_below(image: Picture) -> Ruler:
    """Return the ruler of the time axis, from the marks below the panels and what is written under each."""
    left = left_of_panels(image)
    axis = near(image[:, left - 1 :], LIGHT.axis, 120)
    rows = range(zero_lines(image)[-1] + 2, SIZE[1] - 40)
    row = next(r for r in rows if _are_marks(axis[r]) and _are_marks(axis[r + 1]))
    at, values = [], []
    for first, stop in runs(axis[row]):
        middle = left - 1 + (first + stop - 1) / 2
        under = image[row + 5 : row + 24, max(0, round(middle) - 34) : round(middle) + 34]
        forms = {f"{d} {('Jan', 'Feb')[m - 1]}{year}": (d, m) for d, m in DAYS for year in ("", " 2024")}
        day, month = forms[read(under, [*forms])]
        at.append(middle)
        values.append(date(2024, month, min(day, 29 if month == 2 else 31)).toordinal())
    return Ruler(at, values)


def _are_marks(row: np.ndarray) -> bool:
    """Whether a row of pixels is across the marks of an axis: thin, and far from each other."""
    found = runs(row)
    thin = all(stop - first <= 2 for first, stop in found)
    return len(found) >= 3 and thin and all(b[0] - a[1] > 30 for a, b in pairwise(found))


def test_bars_reach_the_value_that_the_numbers_beside_them_say() -> None:
    image = picture("losses-gains", project())
    red, blue = near(image, LIGHT.tones[MarkTone.LOSSES].fill), near(image, LIGHT.tones[MarkTone.GAINS].fill)
    zeros, left = zero_lines(image), left_of_panels(image)
    for fill in (red, blue):
        fill[:100], fill[:, :left] = False, False  # the samples of the legend, the titles of the axes
    upper = Ruler(*zip(*numbers_beside(image, 100, zeros[0] + 8), strict=True))
    lower = Ruler(*zip(*numbers_beside(image, zeros[1] - 8, SIZE[1] - 60), strict=True))
    assert upper.slope < 0 < lower.slope  # losses grow upward, gains downward
    time = dates_below(image)

    bars = runs(red[zeros[0] - 4])
    assert [time(first) for first, _ in bars] == pytest.approx(
        [date(2024, 1, 1).toordinal(), date(2024, 1, 21).toordinal(), date(2024, 1, 31).toordinal()], abs=0.2
    )
    assert [time(stop) for _, stop in bars] == pytest.approx(
        [date(2024, 1, 11).toordinal(), date(2024, 1, 31).toordinal(), date(2024, 2, 10).toordinal()], abs=0.2
    )
    tops = [int(np.flatnonzero(red[:, first + 5])[0]) for first, _ in bars]
    assert [upper(top) for top in tops] == pytest.approx([1_000, 1_500, 500], abs=2 * upper.pixel)
    ends = [int(np.flatnonzero(blue[:, first + 5])[-1]) + 1 for first, _ in runs(blue[zeros[1] + 5])]
    assert [lower(end) for end in ends] == pytest.approx([10, 20], abs=2 * lower.pixel)
    lost = near(image[zeros[0] + 6 : zeros[1] - 1], LIGHT.tones[MarkTone.GROUND_LOST].line, 150)
    outline = np.flatnonzero(lost[:, bars[1][0] + 4 : bars[1][1] - 4].mean(axis=1) > 0.8)
    assert lower(zeros[0] + 6 + outline[0]) == pytest.approx(-5, abs=2 * lower.pixel)


def test_whiskers_end_at_the_low_and_the_high() -> None:
    image = picture("losses-gains", project())
    zeros = zero_lines(image)
    upper = Ruler(*zip(*numbers_beside(image, 100, zeros[0] + 8), strict=True))
    red = near(image, LIGHT.tones[MarkTone.LOSSES].fill)
    first, stop = runs(red[zeros[0] - 4])[1]
    ink = near(image, LIGHT.ink, 90)[100 : zeros[0] - 4, (first + stop) // 2 - 2 : (first + stop) // 2 + 3]
    whisker = max(runs(np.asarray(ink.any(axis=1))), key=lambda run: run[1] - run[0])
    high, low = (upper(100 + row) for row in whisker)
    assert (low, high) == pytest.approx((1_200, 1_800), abs=2.5 * upper.pixel)


def test_bands_have_both_edges_where_low_and_high_are() -> None:
    image = picture("recruitment", project(losses=False))  # 1,000 to 2,000 recruits a day
    zero = zero_lines(image)[0]
    ruler = Ruler(*zip(*numbers_beside(image, 100, zero + 8), strict=True))
    edge = near(image[100:zero], LIGHT.tones[MarkTone.INTAKE].line, 60)
    long = [(first + stop) / 2 for first, stop in runs(np.asarray(edge.sum(axis=1) > 150))]
    assert [ruler(100 + row) for row in long] == pytest.approx([2_000, 1_000], abs=2.5 * ruler.pixel)
    filled = near(image[round(100 + long[0]) + 30], LIGHT.tones[MarkTone.INTAKE].fill, 30)
    time = dates_below(image)
    first = next(first for first, _ in runs(filled))
    assert time(first) == pytest.approx(date(2024, 1, 1).toordinal(), abs=0.3)


def test_numbers_and_dates_stand_in_their_order() -> None:
    image = picture("losses-gains", project())
    zeros = zero_lines(image)
    upper = [value for _, value in numbers_beside(image, 100, zeros[0] + 8)]
    lower = [value for _, value in numbers_beside(image, zeros[1] - 8, SIZE[1] - 60)]
    assert upper[-1] == 0.0
    assert all(above > below for above, below in pairwise(upper))
    assert all(above < below for above, below in pairwise(lower))
