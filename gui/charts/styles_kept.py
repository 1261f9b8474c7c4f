"""Where a person's own styles are kept, and the style that a chart names."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from model.charts.styles import ChartStyle, find_style, keep_style, style_files, usual_style
from model.text.errors import FileError


def styles_folder() -> Path:
    """Return the folder of a person's own styles, the same for the window and the command line."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(place) / "salient" / "styles"


def known_styles() -> tuple[str, ...]:
    """Return the names of the styles that can be chosen, the usual one first."""
    return tuple(style_files(styles_folder()))


@lru_cache(maxsize=16)
def style_named(name: str) -> ChartStyle:
    """Return the style of that name; one that this machine does not have is the usual one."""
    try:
        return find_style(name, styles_folder())
    except FileError:
        return usual_style()


def add_style(path: Path) -> str:
    """Keep a copy of the style in a file, and return its name. Raises `FileError` for what is no style."""
    name = keep_style(path, styles_folder())
    style_named.cache_clear()
    return name
