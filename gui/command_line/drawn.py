"""What is drawn without a display: Qt is loaded here and not before."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from model.text.errors import Refused
from model.text.words import words

if TYPE_CHECKING:
    from model.charts.data import Chart
    from model.charts.styles import ChartStyle
    from model.columns import Context
    from model.output.asked import Asked

_ALONE = {
    "QT_QPA_PLATFORM": "offscreen",  # whatever else is asked for: where it cannot be had, Qt ends the process
    "LC_ALL": "C.UTF-8",  # Qt tells at length of a locale of other letters; numbers are as --locale has them
}


def report_drawn(ctx: Context, kind: str, asked: Asked, folder: Path | None) -> bytes:
    """Return a report that has charts; `folder` is that of the project."""
    os.environ.update(_ALONE)
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - a text report never loads Qt

    from gui.documents.report_files import report_file  # noqa: PLC0415 - this loads Qt

    app = QGuiApplication.instance() or QGuiApplication(["salient"])
    data = report_file(ctx, kind, asked=asked, folder=folder)
    del app  # it had to live while text was drawn
    return data


def picture(
    chart: Chart,
    kind: str = "png",
    request: Mapping[str, Any] = MappingProxyType({}),
    own_style: ChartStyle | None = None,
) -> bytes:
    """Draw a chart; `request` are members of an `ImageRequest`, and `own_style` is none that the chart names.

    Raises `Refused` where there is nothing to draw.
    """
    os.environ.update(_ALONE)
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - a report or a check never loads Qt

    from gui.app import plain_import  # noqa: F401, PLC0415 - before all that is imported with Qt
    from gui.charts.images import ImageRequest, picture_bytes  # noqa: PLC0415 - this loads Qt

    if not chart.panels and chart.ground is None:
        raise Refused(words("--chart {name}: {why}", name=chart.key, why=chart.empty))
    app = QGuiApplication.instance() or QGuiApplication(["salient"])
    data = picture_bytes(chart, ImageRequest(style=own_style, **request), kind)
    del app  # it had to live while text was drawn
    return data


def styles_of_person() -> Path:
    """Return the folder in which a person keeps styles of their own."""
    from gui.charts.styles_kept import styles_folder  # noqa: PLC0415 - this loads Qt

    return styles_folder()
