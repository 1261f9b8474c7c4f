"""Tables onto the clipboard, for other programs: as text, and as HTML that says what the cells hold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from model.output.spreadsheets import OfferedCell, cell_of, html_cell, html_table, plain_cell, tsv_line
from model.text.notation import ENGLISH, Notation


def copy_cells(rows: Sequence[Sequence[OfferedCell]], notation: Notation) -> None:
    """Copy cells, each as what it shows and what it holds."""
    plain = [tsv_line([plain_cell(*cell, notation) for cell in row]) for row in rows]
    markup = ["".join(html_cell(*cell) for cell in row) for row in rows]
    alone = [*map(len, rows)] == [1]
    QGuiApplication.clipboard().setMimeData(for_others(plain, markup, alone=alone))


def copy_texts(lines: str, notation: Notation | None) -> None:
    """Copy lines of tab-separated texts; those that are numbers in `notation` go as numbers."""
    rows = (line.split("\t") for line in lines.splitlines())
    if notation is None:
        copy_cells([[(text, text) for text in row] for row in rows], ENGLISH)
    else:
        copy_cells([[cell_of(text, notation) for text in row] for row in rows], notation)


def for_others(plain: Sequence[str], markup: Sequence[str], *, alone: bool) -> QMimeData:
    """Return lines of cells as other programs take them; of a cell alone its text and nothing behind it."""
    data = QMimeData()
    data.setText(plain[0].removesuffix("\n") if alone else "".join(plain))
    data.setHtml(html_table(markup))
    return data
