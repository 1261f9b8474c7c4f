"""How the numbers of the chosen columns are written: decimal signs, thousands in their names, units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from model.checks.findings import Level
from model.imports.cells import Cell, Question, RowNumbers, says_nothing, text_of
from model.imports.choices import Fractions
from model.imports.column_names import power_of_name
from model.imports.inspect_file import ColumnMeaning, FileReport
from model.imports.numbers import ColumnForm, DecimalEvidence, Settled, read_numbers, settle_decimal
from model.imports.series_rows import Ordinals, RowAccount
from model.text.errors import Unreadable
from model.text.formats import numeral
from model.text.records import replace
from model.text.words import Words, marked, quoted, words

_SCALED = {
    2: marked("“{name}”: its numbers are hundreds, and multiplied by 100"),
    3: marked("“{name}”: its numbers are thousands, and multiplied by 1000"),
    6: marked("“{name}”: its numbers are millions, and multiplied by 1000000"),
}
_NAMED = 5
_SHOWN_TWO_WAYS = marked(
    "“{name}”: some of its numbers are shown in thousands or millions and others whole, so that it is not"
    " said which are to be multiplied; let the spreadsheet show them alike"
)


def settle_forms(
    looked: FileReport,
    cells: Mapping[int, Sequence[Cell]],
    units: Mapping[int, str],
    fractions: Fractions | None,
    account: RowAccount,
    questions: list[Question],
) -> dict[int, ColumnForm]:
    """Return how the numbers of each column are written; what is asked of them is added to `questions`.

    `cells` and `units` are by column: the unit is people, km2, mi2, m2 or ha.
    """
    forms: dict[int, ColumnForm] = {}
    proved = _proved(looked)
    asked: list[Words] = []
    for index, column in cells.items():
        name, people = looked.table.names[index], units[index] == "people"
        power, scaled = power_of_name(name), looked.table.scaled
        if power and scaled.get(index) is False:
            raise Unreadable(words(_SHOWN_TWO_WAYS, name=name))
        power = 0 if index in scaled else power  # what is shown is in thousands
        others = [sign for other, sign in proved.items() if other != index]
        settled = settle_decimal(
            name, column, people=people and not power, given=looked.reading.decimal, others=others
        )
        if not isinstance(settled, Settled):
            asked.append(settled)
            # some reading, to find what else is to be asked of the rows
            forms[index] = ColumnForm(".", units[index], power, fractional=True)
            continue
        if settled.note is not None:
            account.note("decimal", settled.note)
        if power:
            account.note("scale", words(_SCALED[power], name=name))
        forms[index] = ColumnForm(settled.sign, units[index], power, people and fractions is not None)
    questions += [Question("decimal", one) for one in asked]
    if not asked and fractions is None and looked.table.many is None:
        odd = (_fraction_question(looked, cells[n], n, forms[n]) for n in forms)
        questions += [question for question in odd if question is not None]
    return forms


def _proved(looked: FileReport) -> dict[int, str]:
    """Return the decimal signs that columns of numbers prove in the sample, by column."""
    proved: dict[int, str] = {}
    for index, column in enumerate(looked.columns):
        if column.meaning is ColumnMeaning.NUMBER:
            evidence = DecimalEvidence().add(looked.cells(index))
            if len(evidence.decimal) == 1:
                proved[index] = next(iter(evidence.decimal))
    return proved


def _fraction_question(
    looked: FileReport, cells: Sequence[Cell], index: int, form: ColumnForm
) -> Question | None:
    """Ask about people with fractions where a whole column has them, as the estimate of a model does."""
    if form.unit != "people" or form.power:
        return None
    found = read_numbers(cells, replace(form, fractional=True))
    known = found.best[~np.isnan(found.best) & found.stated]  # not the middle of 25,000–30,001
    odd = known[known % 1 != 0]
    return fraction_question(looked.table.names[index], len(odd), len(known), odd[0] if len(odd) else 0.0)


def fraction_question(name: str, odd: int, known: int, example: float) -> Question | None:
    """Return the question about people with fractions, where enough of the known are odd; else None."""
    # 22.0 between 7.1 and 50.8 is no certain count of people either; where none is whole all are refused
    if odd * 4 < known or (odd < 3 and (odd, known) != (2, 3)):
        return None
    message = marked(
        "“{name}” counts people and has fractions ({example}): it is not said whether to round them"
    )
    return Question("fractions", words(message, name=name, example=numeral(f"{example:.10g}")))


def note_cells(
    name: str, cells: Sequence[Cell], aside: Mapping[int, str], rows: Ordinals, account: RowAccount
) -> None:
    """Say what was left out of cells of a column, and which are text among numbers."""
    if aside:
        marks = ", ".join(list(dict.fromkeys(aside.values()))[:_NAMED])
        message = marked("left out of cells of “{name}”, as footnotes or changes: {marks}")
        account.note(
            "aside", words(message, name=name, marks=marks), RowNumbers.of([int(rows[n]) for n in aside])
        )
    texts = [n for n, cell in enumerate(cells) if isinstance(cell, str) and not says_nothing(cell)]
    if texts and any(isinstance(cell, int | float) for cell in cells):
        examples = quoted((text_of(cells[n]) for n in texts), _NAMED)
        message = marked("text among the numbers of “{name}”: {examples}")
        found = RowNumbers.of([int(rows[n]) for n in texts])
        account.note("text", words(message, name=name, examples=examples), found, Level.WARNING)
