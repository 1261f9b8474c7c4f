"""Charts are written in the font that comes with the program, in the sizes of their style."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QApplication

from gui.charts.style import ChartText, family, font, text_width, using
from model.charts.styles import RESOURCES, find_style

SIGNS = "≥≤–−²×≈÷∞…“”’·⁰¹⁴⁻—→▲▼%їєґЇЄҐыэъёЁąęłőűğşçßüé"


@pytest.fixture(autouse=True)
def _with_fonts(qapp: QApplication) -> None:
    """Text can be drawn."""


@pytest.mark.parametrize("text", ChartText)
def test_the_font_of_the_program_has_every_sign_that_charts_use(text: ChartText) -> None:
    raw = QRawFont.fromFont(font(text))
    assert raw.familyName() == family() == "Inter"
    assert raw.weight() == (600 if text in (ChartText.TITLE, ChartText.STRONG, ChartText.TIGHT) else 400)
    assert [sign for sign in SIGNS if not raw.supportsCharacter(ord(sign))] == []


def test_the_licence_lies_beside_the_font() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (RESOURCES / "fonts" / "OFL.txt").read_text("utf-8")


def test_sizes_are_those_of_the_style_in_use_and_only_while_it_is() -> None:
    usual = text_width("45,690", ChartText.TITLE)
    with using(find_style("newsprint")):
        assert (ChartText.TITLE.size, ChartText.TITLE.line) == (24, 32)
        assert text_width("45,690", ChartText.TITLE) == pytest.approx(usual * 24 / 20, rel=0.01)
    assert text_width("45,690", ChartText.TITLE) == usual
