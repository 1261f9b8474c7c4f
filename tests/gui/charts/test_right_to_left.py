"""Names that run from right to left turn no number round, in a picture, its texts and its tips."""

from __future__ import annotations

import re
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout
from pytestqt.qtbot import QtBot

from gui.charts.images import ImageRequest, picture_bytes
from gui.charts.labels import wrapped
from model.charts import CHARTS, build
from model.columns import Context
from model.files import sample
from model.output.checks import check_lines
from model.output.headline import cards
from model.project import Project
from model.text.formats import Formats
from model.text.records import replace

NAME = "צבא הצפון"
RANGE = re.compile(r"(?<![\d.,])\d[\d,.]*(?:–|-)\d[\d,.]*(?![\d.,])")


def hebrew() -> Project:
    project = sample("autumn-2024")
    return replace(
        project,
        series=tuple(replace(each, name=NAME) for each in project.series),
        sources=tuple(replace(each, name=NAME) for each in project.sources),
        periods=tuple(replace(each, label=NAME) for each in project.periods),
        intake=tuple(replace(each, label=NAME) for each in project.intake),
        milestones=tuple(replace(each, label=NAME) for each in project.milestones),
        claims=tuple(replace(each, quote=NAME) for each in project.claims),
    )


def seen(line: str) -> str:
    """Return a line as Qt sets it, letter by letter from left to right."""
    layout = QTextLayout(line)
    option = layout.textOption()
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    row = layout.createLine()
    layout.endLayout()
    places = [(float(row.cursorToX(place)[0]), letter) for place, letter in enumerate(line)]  # type: ignore[index]  # its stub says float
    return "".join(letter for _, letter in sorted(places, key=lambda each: each[0]))


def kept(text: str) -> bool:
    """Whether each range of a text is set with its low to the left."""
    return all(found in seen(line) for line in text.splitlines() for found in RANGE.findall(line))


def test_a_name_beside_a_range_turns_it_round_unless_it_is_kept_to_itself(qtbot: QtBot) -> None:
    assert not kept(f"{NAME}: 35,800–50,800")
    assert kept(f"\u2068{NAME}\u2069: 35,800–50,800")


@pytest.mark.parametrize("kind", CHARTS, ids=lambda kind: kind.key)
def test_no_text_of_a_chart_turns_a_range_round(qtbot: QtBot, kind: object) -> None:
    ctx = Context.of(hebrew(), Formats())
    chart = build(kind.key, ctx.results, ctx.checks, ctx.formats)  # type: ignore[attr-defined]  # a ChartKind
    texts = [chart.title, chart.subtitle, chart.note, chart.sources, chart.alt]
    texts += [entry.text for entry in chart.legend]
    for marks in (each for panel in chart.panels for each in panel.marks):
        for i in range(len(marks)):
            texts += [marks.tip(i), *(form for line in marks.lines(i) for form in line)]
    assert [text for text in texts if not kept(text)] == []
    svg = picture_bytes(chart, ImageRequest(), "svg").decode()
    assert [text for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg) if not kept(text)] == []


def test_no_line_of_the_check_and_no_card_turns_a_range_round(qtbot: QtBot) -> None:
    ctx = Context.of(hebrew(), Formats())
    told = [*check_lines(ctx)]
    told += [
        text for card in cards(ctx, hebrew().series[0].id) for text in (card.heading, card.value, card.note)
    ]
    assert any(RANGE.search(line) for line in told)
    assert [line for line in told if not kept(line)] == []


def test_a_line_that_is_broken_within_a_name_ends_what_it_began() -> None:
    lines = wrapped(
        f"of \u2068{NAME} {NAME}\u2069 {date(2024, 9, 1)}", 12.0, 5, lambda text: float(len(text))
    )
    assert len(lines) > 1
    assert all(line.count("\u2068") == line.count("\u2069") for line in lines)
