"""Every chart of every sample is drawn as the picture kept of it; `python -m tests.pictures` remakes them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.pictures import DOCS, REFERENCES, Reference, references

FAR = 64  # of 255, in any channel: more than letters differ in that another machine smooths
SHARE = 0.004  # of the pixels that may differ so far


@pytest.fixture(autouse=True)
def _with_fonts(qapp: QApplication) -> None:
    """Text can be drawn."""


def pixels(picture: QImage) -> NDArray[np.int16]:
    image = picture.convertToFormat(QImage.Format.Format_RGB32)
    raw = np.frombuffer(image.constBits(), np.uint8)
    return raw.reshape(image.height(), image.width(), 4)[..., :3].astype(np.int16)


def apart(one: NDArray[np.int16], other: NDArray[np.int16]) -> float:
    """Return the share of pixels in which two pictures of one size differ."""
    return float((np.abs(one - other).max(axis=2) > FAR).mean())


@pytest.mark.parametrize("reference", list(references()), ids=lambda reference: reference.path.stem)
def test_a_chart_is_drawn_as_the_picture_that_is_kept_of_it(reference: Reference) -> None:
    kept, drawn = pixels(QImage(str(reference.path))), pixels(reference.drawn())
    assert kept.shape == drawn.shape
    assert apart(kept, drawn) <= SHARE


def test_a_picture_that_is_not_as_it_was_is_noticed() -> None:
    first, *_, last = references()
    kept = pixels(QImage(str(first.path)))
    assert apart(kept, np.roll(kept, 3, axis=0)) > SHARE
    assert apart(kept, pixels(QImage(str(last.path)))[: kept.shape[0], : kept.shape[1]]) > SHARE


def test_only_pictures_that_are_drawn_are_kept_and_they_are_small() -> None:
    kept = sorted(REFERENCES.glob("*.png"))
    assert kept == sorted(reference.path for reference in references())
    assert sum(path.stat().st_size for path in kept) < 36_000 * len(kept)  # bytes


@pytest.mark.parametrize("folder", DOCS.values(), ids=DOCS.keys())
def test_the_page_about_charts_shows_every_picture_that_is_made_for_it(folder: Path) -> None:
    page = (folder.parent / "charts.md").read_text("utf-8")
    made = sorted(path.name for path in folder.glob("*.png"))
    assert made
    assert [name for name in made if f"(charts/{name})" not in page] == []
