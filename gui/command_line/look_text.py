"""What was found in a file, and what would come of it, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from model.imports.cells import RowNumbers
from model.imports.inspect_file import MEANINGS, FileReport
from model.imports.planned import Outcome
from model.text.figures import write_figure
from model.text.notation import ENGLISH
from model.text.words import Words, marked, words

_ROWS_SHOWN = 3
_SIGNS = {"\t": "tab"}


def look_lines(looked: FileReport) -> Iterator[Words]:
    """Yield what was found: how the file is read, its columns, the first rows, what was noticed."""
    reading = looked.reading
    yield words("{file}: {format}", file=looked.name, format=looked.format)
    settings = {
        "sheet" if looked.events is None else "table": reading.sheet,
        "encoding": reading.encoding,
        "delimiter": _SIGNS.get(reading.delimiter, reading.delimiter),
        "header": "" if reading.header is None else str(reading.header),
        "decimal": looked.decimal,
    }
    for name, value in settings.items():
        if value:
            yield words("  --{name} {value}", name=name, value=value)
    if not looked.decimal:
        yield words("  decimal sign: {question}", question=looked.evidence.question)
    if len(looked.sheets) > 1:
        listed = marked("sheets: {sheets}") if looked.events is None else marked("tables: {sheets}")
        yield words(listed, sheets=", ".join(looked.sheets))
    rows = marked("{count} row|{count} rows")
    more = marked("more than {count} row|more than {count} rows")
    yield words(
        "{rows}, {columns}:",
        rows=words(rows if looked.whole else more, count=len(looked.sample)),
        columns=words("{count} column|{count} columns", count=len(looked.columns)),
    )
    for column in looked.columns:
        meaning = words(MEANINGS[column.meaning])
        if column.falls is not None:
            falls = marked("{meaning}, {share} % of the steps fall")
            meaning = words(falls, meaning=meaning, share=f"{100 * column.falls:.3g}")
        line = marked("  “{name}”: {meaning}; {filled} filled: {examples}")
        examples = " | ".join(example[:40] for example in column.examples)
        yield words(line, name=column.name, meaning=meaning, filled=column.filled, examples=examples)
    for number, row in looked.sample[:_ROWS_SHOWN]:
        shown = " | ".join("" if cell is None else str(cell)[:24] for cell in row)
        yield words("  {row}: {cells}", row=RowNumbers.of([number]).words, cells=shown)
    for noticed in looked.noticed:
        yield words("{level}: {found}", level=str(noticed.level), found=noticed.sentence)


def outcome_lines(outcome: Outcome) -> Iterator[Words]:
    """Yield the account of the rows, what was noticed, and which periods have no figure, and why."""
    account = marked(
        "{file}: {count} row read = {used} used + {filtered} left out + {refused} refused|"
        "{file}: {count} rows read = {used} used + {filtered} left out + {refused} refused"
    )
    counts = {"count": outcome.read, "used": outcome.used}
    counts |= {"filtered": outcome.filtered, "refused": outcome.unusable}
    yield words(account, file=outcome.file, **counts)
    for one in outcome.refused:
        yield one.sentence
    for noticed in outcome.noticed:
        yield words("{level}: {found}", level=str(noticed.level), found=noticed.sentence)
    for made in outcome.made:
        for what, reason in made.reasons.items():
            line = marked("no figure: {what} of {period}: {reason}")
            yield words(line, what=str(what), period=made.label, reason=reason)


def figure_lines(outcome: Outcome) -> Iterator[Words]:
    """Yield every figure that would come of the file."""
    for made in outcome.made:
        for what, figure in made.figures.items():
            line = marked("{what} of {period}: {figure} [{note}]")
            text = write_figure(figure, what.quantity, ENGLISH)
            yield words(line, what=str(what), period=made.label, figure=text, note=figure.note)
