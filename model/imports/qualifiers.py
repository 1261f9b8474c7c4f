"""How firmly each value of a series is meant, where a column beside it says so: “about”, “more”."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from model.checks.findings import Level
from model.imports.cells import Cell, says_nothing, text_of
from model.imports.choices import Choices
from model.imports.series_columns import SeriesColumns
from model.imports.series_rows import ABOUT, EXACT, OVER, Account
from model.text.errors import Unreadable
from model.text.figure_words import Qualifier, take_apart
from model.text.notation import clipped
from model.text.words import QT_TRANSLATE_NOOP, Words, words

_MARKS = {Qualifier.EXACT: EXACT, Qualifier.ABOUT: ABOUT, Qualifier.OVER: OVER}
Marks = NDArray[np.int8]


def marks_of(
    chosen: SeriesColumns,
    choices: Choices,
    cells: Mapping[int, Sequence[Cell]],
    names: Sequence[str],
    account: Account,
) -> tuple[Marks, Mapping[int, Words]]:
    """Return the mark of each row, and by index why the words of a cell cannot be taken as one.

    A column that was found by its name alone and says anything else beside is left out as a whole, with a
    warning; one that was named has its other rows refused.
    """
    count = len(cells[chosen.dates[0]])
    marks = np.zeros(count, dtype=np.int8)
    if chosen.qualifier is None:
        return marks, {}
    known: dict[Cell, int | None] = {}
    unreadable: dict[int, Words] = {}
    for index, cell in enumerate(cells[chosen.qualifier]):
        if cell not in known:
            known[cell] = _mark(cell)
        mark = known[cell]
        if mark is None:
            message = QT_TRANSLATE_NOOP("model", "“{text}” does not say how firmly the value is meant")
            unreadable[index] = words(message, text=clipped(text_of(cell)))
        else:
            marks[index] = mark
    name = names[chosen.qualifier]
    if unreadable and not choices.columns.qualifier:
        odd = text_of(cells[chosen.qualifier][min(unreadable)])
        message = QT_TRANSLATE_NOOP(
            "model", "“{name}” does not qualify the figures: it says “{text}” beside such as “about”"
        )
        account.note("qualifier", words(message, name=name, text=clipped(odd)), level=Level.WARNING)
        return np.zeros(count, dtype=np.int8), {}
    about, over = int((marks == ABOUT).sum()), int((marks == OVER).sum())
    if about or over:
        message = QT_TRANSLATE_NOOP(
            "model", "“{name}” says “about” of {about} values: what is made of them says so"
        )
        if over:
            message = QT_TRANSLATE_NOOP(
                "model",
                "“{name}” says “about” of {about} values and “more than” of {over}:"
                " what is made of them says so",
            )
        account.note("qualifier", words(message, name=name, about=about, over=over))
    return marks, unreadable


def _mark(cell: Cell) -> int | None:
    """Return the mark that a word stands for; None where it stands for none."""
    if says_nothing(cell):
        return EXACT
    text = text_of(cell).casefold()
    try:
        qualifier = take_apart(f"{'more than' if text == 'more' else text} 1").qualifier
    except Unreadable:
        return None
    return _MARKS.get(qualifier) if not any(sign.isdigit() for sign in text) else None
