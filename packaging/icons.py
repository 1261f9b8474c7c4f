"""Draws the icon of the program in every size that a system asks for: `python packaging/icons.py FOLDER`.

Makes FOLDER/hicolor/SIZExSIZE/apps/salient.png and, of all sizes that Windows shows, FOLDER/salient.ico.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SVG = Path(__file__).parents[1] / "resources" / "icons" / "salient.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
OF_WINDOWS = (16, 24, 32, 48, 64, 128, 256)


def draw(folder: Path) -> None:
    """Write the icon in all sizes into a folder, and the icon of Windows."""
    renderer = QSvgRenderer(str(SVG))
    pictures = {}
    for size in SIZES:
        picture = QImage(size, size, QImage.Format.Format_ARGB32)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter)
        painter.end()
        pictures[size] = folder / "hicolor" / f"{size}x{size}" / "apps" / "salient.png"
        pictures[size].parent.mkdir(parents=True, exist_ok=True)
        picture.save(str(pictures[size]))
    largest, *others = [Image.open(pictures[size]) for size in sorted(OF_WINDOWS, reverse=True)]
    largest.save(folder / "salient.ico", sizes=[(size, size) for size in OF_WINDOWS], append_images=others)


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
